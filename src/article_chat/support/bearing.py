"""Whether a reader that was trained on statements finds one borne out by sentences of the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

BearsOut = Callable[[str, Sequence[str]], Sequence[float]]
"""(statement, texts) -> for each text a margin in logits: over 0 where the text says what the statement does."""

_SCALE = 3.0
"""Logits by which the odds are tempered: the reader is surer of statements than it is right."""


def doubt(statement: str, sentences: Sequence[str], window: Sequence[int], bears_out: BearsOut) -> float:
    """0 (borne out) to 1 (not): of the sentences of the window, and of these with the ones beside them, whichever bear it out better."""
    alone = " ".join(sentences[row] for row in window)
    texts = dict.fromkeys([alone, *(" ".join(sentences[row] for row in rows) for rows in _runs(window, len(sentences)))])
    margin = max(bears_out(statement, list(texts)))
    return 1 / (1 + exp(max(-30.0, min(30.0, margin / _SCALE))))


def _runs(window: Sequence[int], count: int) -> list[list[int]]:
    """The rows of the window and those beside them, in runs of neighbours."""
    rows = sorted({near for row in window for near in (row - 1, row, row + 1) if 0 <= near < count})
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs
