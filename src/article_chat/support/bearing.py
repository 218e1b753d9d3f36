"""Whether a reader that was trained on statements finds one borne out by sentences of the article, as a whole and half by half."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import exp

from article_chat.support.halves import halves
from article_chat.support.parsing import Sentence

BearsOut = Callable[[str, Sequence[str]], Sequence[float]]
"""(statement, texts) -> for each text a margin in logits: over 0 where the text says what the statement does."""

_LARGEST = 12.0
"""Logits beyond which a margin tells no more."""

_COUNTED = 3
"""Margins whose mean counts: the best of a dozen texts is high by chance now and then, three are not."""

_SCALE = 3.0
"""Logits by which the odds of halves are tempered."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """The margins of the whole statement over the texts, in logits, highest first; `half`, by how much the half doubted most is doubted more than the
    other (0..1), and `doubted`, its text.

    A free wording raises the doubt of both halves alike; one half of a half-true statement stands there.
    """

    margins: tuple[float, ...]
    half: float = 0.0
    doubted: str = ""

    def features(self) -> dict[str, float]:
        """0 (borne out) to 1 (not) by the best margin, the mean of the best three and that of the best six; and the half."""
        doubts = {"denied_best": 1, "denied": _COUNTED, "denied_six": 6}
        return {name: _doubt(_mean(self.margins[:count])) for name, count in doubts.items()} | {"half_denied": self.half}


def bearing(
    claim: Sentence, sentences: Sequence[str], windows: Sequence[Sequence[int]], bears_out: BearsOut, carriers: Collection[int] | None = None
) -> Bearing:
    """By what bears each out best: a window, one of its sentences, or that with the one before, which tells who "she" is, and the one behind.

    The one behind is read only where it may carry the statement itself (`carriers`, rows; None: all).
    """
    rows = sorted({row for window in windows for row in window})
    last = {row: row + 1 if row + 1 < len(sentences) and (carriers is None or row + 1 in carriers) else row for row in rows}
    beside = [list(range(max(0, row - 1), end + 1)) for row in rows for end in (row, last[row])]
    texts = list(dict.fromkeys(" ".join(sentences[row] for row in group) for group in [*windows, *([row] for row in rows), *beside]))
    margins = tuple(sorted(bears_out(claim.text, texts), reverse=True))
    doubts = {part: _half_doubt(bears_out(part, texts)) for part in halves(claim)}
    if len(doubts) < 2:
        return Bearing(margins)
    doubted = max(doubts, key=lambda part: doubts[part])
    return Bearing(margins, doubts[doubted] - min(doubts.values()), doubted)


def _doubt(margin: float) -> float:
    return (_LARGEST - max(-_LARGEST, min(_LARGEST, margin))) / (2 * _LARGEST)


def _half_doubt(margins: Sequence[float]) -> float:
    margin = _mean(sorted(margins, reverse=True)[:_COUNTED])
    return 1 / (1 + exp(max(-30.0, min(30.0, margin / _SCALE))))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
