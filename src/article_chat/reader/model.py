"""The trained reader: question and passages in, the best spans and "no answer here" of each out. onnxruntime and tokenizers, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from article_chat.span_model import Logits, SpanModel

if TYPE_CHECKING:
    from tokenizers import Encoding

WEIGHTS = Path(__file__).parent / "weights" / "reader.safetensors"
WEIGHTS_SHA256 = "d09d11574b0ff27645d3e0ec65e8aa908577913c3ecc1793188d60e0605551af"
"""Hash of the weights that ship; `python -m article_chat.reader.ship` writes it."""

MAX_QUESTION_WORD_PIECES = 48
LONGEST_SPAN = 30
"""Word pieces of a span at most."""
SPANS = 8
"""Spans kept of a passage."""


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Characters `start:end` of a passage; `margin` is its logit less that of "no answer here" in the same passage."""

    start: int
    end: int
    margin: float
    logit: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """The best spans of a passage, best first; empty when nothing in it could be read."""

    spans: tuple[SpanScore, ...]

    @property
    def margin(self) -> float:
        """Of the best span; very low when there is none."""
        return self.spans[0].margin if self.spans else -30.0


class Reader:
    """Loaded when first used; thread-safe. `path` and `sha256` default to the weights that ship."""

    def __init__(self, path: Path = WEIGHTS, sha256: str = WEIGHTS_SHA256) -> None:
        self.model = SpanModel(path, sha256, longest=MAX_QUESTION_WORD_PIECES)

    def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        """One reading a passage, in order. A passage longer than the window (256 word pieces with the question) is read to there."""
        readings = [PassageReading(())] * len(passages)
        for row, encoding, logits in self.model.logits(question, passages):
            readings[row] = best_spans(encoding, logits)
        return readings

    def load(self) -> None:
        """Load now rather than at the first question."""
        self.read("Is it loaded?", ["It is."])


def best_spans(encoding: Encoding, logits: Logits, *, keep: int = SPANS) -> PassageReading:
    """The best spans of one passage that do not overlap. `logits` is [tokens, 2]: start and end; token 0 is "no answer here".

    Only tokens of the passage count, so a span never reaches into the question.
    """
    tokens = np.array([i for i, s in enumerate(encoding.sequence_ids) if s == 1], dtype=np.int64)
    if not len(tokens):
        return PassageReading(())
    none = float(logits[0, 0] + logits[0, 1])
    scores = logits[tokens, 0][:, None] + logits[tokens, 1][None, :]
    lengths = np.arange(len(tokens))[None, :] - np.arange(len(tokens))[:, None]
    scores = np.where((lengths >= 0) & (lengths < LONGEST_SPAN), scores, -np.inf)
    spans: list[SpanScore] = []
    while len(spans) < keep:
        first, last = np.unravel_index(int(np.argmax(scores)), scores.shape)
        best = float(scores[first, last])
        if not np.isfinite(best):
            break
        start, end = encoding.offsets[tokens[first]][0], encoding.offsets[tokens[last]][1]
        spans.append(SpanScore(start, end, best - none, best))
        scores[: last + 1, first:] = -np.inf
    return PassageReading(tuple(spans))
