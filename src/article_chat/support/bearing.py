"""Whether a reader that was trained on statements finds one borne out by sentences of the article, as a whole and half by half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from article_chat.support.halves import halves
from article_chat.support.parsing import Sentence

BearsOut = Callable[[str, Sequence[str]], Sequence[float]]
"""(statement, texts) -> for each text a margin in logits: over 0 where the text says what the statement does."""

_BEST = 4
"""Margins whose mean counts: the best of a dozen texts is high by chance now and then, four are not."""

_SCALE = 3.0
"""Logits by which the odds are tempered: the reader is surer of statements than it is right."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """0 (borne out) to 1 (not): of the `whole`, and `half`, by how much the half doubted most is doubted more than the other; `doubted` is its text.

    A free wording raises the doubt of both halves alike; one half of a half-true statement stands there.
    """

    whole: float
    half: float = 0.0
    doubted: str = ""


def doubt(claim: Sentence, sentences: Sequence[str], windows: Sequence[Sequence[int]], bears_out: BearsOut) -> Doubt:
    """By what bears each out best: a window, one of its sentences, or that with the ones beside it, which tell who "she" is."""
    rows = sorted({row for window in windows for row in window})
    beside = [[near for near in (row - 1, row, row + 1) if 0 <= near < len(sentences)] for row in rows]
    texts = list(dict.fromkeys(" ".join(sentences[row] for row in group) for group in [*windows, *([row] for row in rows), *beside]))
    whole = _doubt(claim.text, texts, bears_out)
    parts = {part: _doubt(part, texts, bears_out) for part in halves(claim)}
    if len(parts) < 2:
        return Doubt(whole)
    doubted = max(parts, key=lambda part: parts[part])
    return Doubt(whole, parts[doubted] - min(parts.values()), doubted)


def _doubt(statement: str, texts: Sequence[str], bears_out: BearsOut) -> float:
    best = sorted(bears_out(statement, texts), reverse=True)[:_BEST]
    margin = sum(best) / len(best)
    return 1 / (1 + exp(max(-30.0, min(30.0, margin / _SCALE))))
