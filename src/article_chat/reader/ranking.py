"""What the reader saw in the passages -> sentences ranked as citations, and the probability that they answer.

The weights beside the reader's were fitted by `python -m article_chat.training.calibrate` on whole articles the reader never saw, cross-validated by article.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from article_chat.datatypes import Hit, Place, Span
from article_chat.reader.model import PassageReading
from article_chat.reader.naming import naming
from article_chat.reader.reported import Wanted, asks_for_words, reported_behind
from article_chat.reader.spans import spans_by_sentence
from article_chat.reader.yes_or_no import is_yes_or_no

Similarities = Callable[[str, Sequence[Place]], tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]
"""(question, sentences) -> cosine similarity and BM25 of each, float [sentences]."""

NO_SPAN = -12.0
"""Margin of a sentence in which the reader saw no span."""

SURELY = 5.0
"""Margin of the reader of statements, either way, beyond which it tells no more."""

SURELY_NOT = -3.0
"""Margin under which sentences count alike in the ranking, and at which a second opinion on the words found counts half."""

SOFTLY = 4.0
"""Logits over which it comes to count."""

NEITHER = 4.0
"""Logits by which it is less likely that a sentence decides a question for yes or no, where it surely bears out neither."""

_BETWEEN = 2
"""Characters between two sentences at most."""

CALIBRATION = Path(__file__).parent / "weights" / "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become a ranking and a probability, and the probability under which an answer is refused.

    `second` are the weights by which the first candidates are ordered anew when they were read again; empty: they stay as they are, and only one is.
    `yes_or_no` are the weights of the confidence for questions answered by yes or no, whose spans are whole sentences; empty: as for others.
    `follow_up` is how much likelier, in log odds, an answer is when a question goes on from the one before: in the articles this was fitted on
    every second question was written to have none, while what people ask next in a conversation has one five times in six.
    """

    rank: Mapping[str, float]
    confidence: Mapping[str, float]
    refuse_below: float
    follow_up: float = 0.0
    second: Mapping[str, float] = field(default_factory=dict)
    yes_or_no: Mapping[str, float] = field(default_factory=dict)

    def of_follow_ups(self) -> Calibration:
        """The same for questions that lean on the conversation."""
        return replace(self, confidence=_raised(self.confidence, self.follow_up), yes_or_no=_raised(self.yes_or_no, self.follow_up), follow_up=0.0)

    def confidence_of(self, question: str) -> Mapping[str, float]:
        """The weights of the confidence for a question."""
        return self.yes_or_no if self.yes_or_no and is_yes_or_no(question) else self.confidence


def _raised(weights: Mapping[str, float], odds: float) -> Mapping[str, float]:
    return {**weights, "bias": weights["bias"] + odds} if weights else weights


@cache
def shipped_calibration() -> Calibration:
    """The calibration that was fitted for the weights that ship."""
    values = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return Calibration(values["rank"], values["confidence"], values["refuse_below"], values["follow_up"], values["second"], values["yes_or_no"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence the answer may stand in, the reader's best span in it, and what the ranking goes by.

    `margin` is the reader's; `passage` is the fused score of the passage; `dense` and `lexical` are the sentence's own cosine
    similarity and BM25; `score` is the ranking, in logits. `again` is the mean of the reader's margins when it read the sentence once more, in
    windows of its own, and `borne` how far these bear out the span as an answer (yes or no, whichever they bear out more), by the reader of statements, in
    logits; None where they were not read.
    """

    place: Place
    text: str
    span: Span
    margin: float
    passage: float
    dense: float = 0.0
    lexical: float = 0.0
    score: float = 0.0
    again: float | None = None
    borne: float | None = None

    @property
    def span_text(self) -> str:
        """The words of the best span; empty when the reader saw none."""
        return self.text[self.span[0] - self.place.start : self.span[1] - self.place.start]


def rank_sentences(
    question: str, hits: Sequence[Hit], readings: Sequence[PassageReading], similarities: Similarities, weights: Mapping[str, float]
) -> list[Candidate]:
    """Every sentence of the passages that were read, best first. A sentence of two passages counts once, as the one that scores it higher."""
    found: dict[Place, Candidate] = {}
    for hit, reading in zip(hits, readings, strict=True):
        for candidate in _of_passage(question, hit, reading):
            known = found.get(candidate.place)
            if known is None or candidate.margin > known.margin:
                found[candidate.place] = candidate
    if not found:
        return []
    dense, lexical = similarities(question, list(found))
    measured = [replace(c, dense=float(d), lexical=float(w)) for c, d, w in zip(found.values(), dense, lexical, strict=True)]
    scores = np.sum([weights[name] * column for name, column in rank_features(measured).items()], axis=0)
    ranked = sorted((replace(c, score=float(score)) for c, score in zip(measured, scores, strict=True)), key=lambda c: -c.score)
    return reporting_first(question, ranked)


def reporting_first(question: str, ranked: list[Candidate]) -> list[Candidate]:
    """Of a question for somebody's words, the first sentence that reports some before those in which the reader sees less, with its score at least theirs."""
    wanted = asks_for_words(question)
    place = next((place for place, one in enumerate(ranked) if reports(wanted, one, ranked)), 0) if wanted else 0
    above = [one for one in ranked[:place] if one.margin < ranked[place].margin]
    if len(above) < place or not above:
        return ranked
    return [replace(ranked[place], score=ranked[0].score), *above, *ranked[place + 1 :]]


def reports(wanted: Wanted | None, one: Candidate, among: Sequence[Candidate]) -> float:
    """1 where the sentence reports the words that are wanted, of somebody whom it or the sentence just before it names, else 0."""
    gaps = {one.place.start - other.place.end: other.text for other in among if other.place.article_id == one.place.article_id}
    return reported_behind(wanted, one.text, next((text for gap, text in gaps.items() if 0 <= gap <= _BETWEEN), ""))


def rank_features(found: Sequence[Candidate]) -> dict[str, np.ndarray[Any, Any]]:
    """Columns of the ranking, float [sentences]: similarities are standardised over the sentences read.

    Where the reader sees no answer at all, how little it sees says nothing: then the similarities decide.
    """
    return {
        "margin": np.maximum([c.margin for c in found], SURELY_NOT),
        "passage": np.array([c.passage for c in found]),
        "dense": _standardise(np.array([c.dense for c in found])),
        "lexical": _standardise(np.array([c.lexical for c in found])),
    }


def confidence(question: str, ranked: Sequence[Candidate], weights: Mapping[str, float]) -> float:
    """Probability (0..1) that the first candidate answers the question; 0 when there is none."""
    if not ranked:
        return 0.0
    value = weights["bias"] + sum(weights[name] * feature for name, feature in confidence_features(question, ranked).items())
    if (borne := ranked[0].borne) is not None and borne < -SURELY and is_yes_or_no(question):
        value -= NEITHER
    return 1 / (1 + exp(-value))


def confidence_features(question: str, ranked: Sequence[Candidate]) -> dict[str, float]:
    """What the probability rests on: the reader's margins, how far the words found are borne out as the answer, the sentence's own likeness to the
    question, which of its names it has and lacks, and whether it reports the words that are asked for.

    BM25, the lead over the next sentence, other words that are lacking, opposites and negations were tried and left out: they add nothing.
    """
    named, unnamed = naming(question, [candidate.text for candidate in ranked], 0)
    best = ranked[0]
    again = best.margin if best.again is None else best.again
    words = reports(asks_for_words(question), best, ranked)
    return {
        "margin": best.margin,
        "again": again,
        "borne": _borne(best.borne, again),
        "dense": best.dense,
        "named": float(named),
        "unnamed": unnamed,
        "reported": words,
    }


def _borne(margin: float | None, again: float) -> float:
    """How far the words found are borne out, by as much as the reader itself sees an answer: where it sees none, they were a guess to begin with."""
    return 0.0 if margin is None else max(-SURELY, min(SURELY, margin)) / (1 + exp((SURELY_NOT - again) / SOFTLY))


def _of_passage(question: str, hit: Hit, reading: PassageReading) -> list[Candidate]:
    """The sentences of a passage with the best span of each."""
    passage = hit.passage
    best = spans_by_sentence(passage, reading, question=question, whole=is_yes_or_no(question))
    out: list[Candidate] = []
    for sentence in passage.sentences:
        where, margin = best.get(sentence, ((sentence[0], sentence[0]), NO_SPAN))
        place = Place(passage.article_id, *sentence)
        out.append(Candidate(place, passage.quote(sentence), where, max(margin, NO_SPAN), hit.score))
    return out


def _standardise(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values, dtype=float)
