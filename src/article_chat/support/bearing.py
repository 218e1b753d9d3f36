"""Whether a reader that was trained on statements finds one borne out by sentences of the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

BearsOut = Callable[[str, Sequence[str]], Sequence[float]]
"""(statement, texts) -> for each text a margin in logits: over 0 where the text says what the statement does."""

_SCALE = 3.0
"""Logits by which the odds are tempered: the reader is surer of statements than it is right."""


def doubt(statement: str, sentences: Sequence[str], windows: Sequence[Sequence[int]], bears_out: BearsOut) -> float:
    """0 (borne out) to 1 (not) by what bears it out best: a window, one of its sentences, or that with the ones beside it, which tell who "she" is."""
    rows = sorted({row for window in windows for row in window})
    beside = [[near for near in (row - 1, row, row + 1) if 0 <= near < len(sentences)] for row in rows]
    texts = dict.fromkeys(" ".join(sentences[row] for row in group) for group in [*windows, *([row] for row in rows), *beside])
    margin = max(bears_out(statement, list(texts)))
    return 1 / (1 + exp(max(-30.0, min(30.0, margin / _SCALE))))
