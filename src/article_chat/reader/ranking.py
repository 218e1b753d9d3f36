"""What the reader saw in the passages -> sentences ranked as citations, and the probability that they answer.

The weights below were fitted by `python -m article_chat.reader.calibrate` on whole articles the reader never saw, cross-validated by article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from article_chat.datatypes import Hit, Place, Span
from article_chat.reader.model import PassageReading

LexicalScores = Callable[[str, Sequence[str]], np.ndarray[Any, Any]]
"""(question, texts) -> BM25 of each text, float [texts]."""

NO_SPAN = -12.0
"""Margin of a sentence in which the reader saw no span."""

RANK_WEIGHTS = {"margin": 1.0, "passage": 0.35, "lexical": 0.9}
"""Margin in logits; passage score and BM25 as they come, standardised over the sentences read."""

CONFIDENCE_WEIGHTS = {"bias": -0.4, "margin": 0.3, "gap": 0.05, "dense": 1.0, "lexical": 0.2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence the answer may stand in, the reader's best span in it and the features of the ranking."""

    place: Place
    text: str
    span: Span
    margin: float
    passage: float
    dense: float
    lexical: float
    score: float = 0.0

    @property
    def span_text(self) -> str:
        """The words of the best span; empty when the reader saw none."""
        return self.text[self.span[0] - self.place.start : self.span[1] - self.place.start]


def candidates(question: str, hits: Sequence[Hit], readings: Sequence[PassageReading], lexical: LexicalScores) -> list[Candidate]:
    """Every sentence of the passages that were read, best first. A sentence of two passages counts once, as the one that scores it higher."""
    found: dict[Place, Candidate] = {}
    for hit, reading in zip(hits, readings, strict=True):
        for candidate in _of_passage(hit, reading):
            known = found.get(candidate.place)
            if known is None or candidate.margin > known.margin:
                found[candidate.place] = candidate
    return _rank(list(found.values()), question, lexical)


def _of_passage(hit: Hit, reading: PassageReading) -> list[Candidate]:
    """The sentences of a passage with the best span that begins in each; a span over two sentences belongs to the first."""
    passage = hit.passage
    best: dict[Span, tuple[Span, float]] = {}
    for span in reading.spans:
        start, end = passage.start + span.start, passage.start + span.end
        sentence = passage.sentence_at(start)
        if sentence not in best:
            best[sentence] = ((start, min(end, sentence[1])), span.margin)
    out: list[Candidate] = []
    for sentence in passage.sentences:
        span_found, margin = best.get(sentence, ((sentence[0], sentence[0]), NO_SPAN))
        out.append(Candidate(Place(passage.article_id, *sentence), passage.quote(sentence), span_found, max(margin, NO_SPAN), hit.score, hit.dense, 0.0))
    return out


def _rank(found: list[Candidate], question: str, lexical: LexicalScores) -> list[Candidate]:
    if not found:
        return []
    matched = lexical(question, [c.text for c in found])
    columns = {"passage": np.array([c.passage for c in found]), "lexical": matched}
    standard = {name: _standardise(column) for name, column in columns.items()}
    scores = RANK_WEIGHTS["margin"] * np.array([c.margin for c in found]) + sum(RANK_WEIGHTS[name] * standard[name] for name in standard)
    ranked = [
        Candidate(c.place, c.text, c.span, c.margin, c.passage, c.dense, float(words), float(score))
        for c, words, score in zip(found, standard["lexical"], scores, strict=True)
    ]
    return sorted(ranked, key=lambda c: -c.score)


def confidence(ranked: Sequence[Candidate]) -> float:
    """Probability (0..1) that the first candidate answers the question; 0 when there is none."""
    if not ranked:
        return 0.0
    value = CONFIDENCE_WEIGHTS["bias"] + sum(CONFIDENCE_WEIGHTS[name] * feature for name, feature in confidence_features(ranked).items())
    return 1 / (1 + exp(-value))


def confidence_features(ranked: Sequence[Candidate]) -> dict[str, float]:
    """What the probability rests on: the reader's margin, the lead over the next sentence, the similarities."""
    best = ranked[0]
    second = ranked[1].score if len(ranked) > 1 else best.score - 10
    return {"margin": best.margin, "gap": min(best.score - second, 10.0), "dense": best.dense, "lexical": best.lexical}


def _standardise(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values, dtype=float)
