"""The sentences that may hold the answer, read once more by themselves and between their neighbours: in a window that is cut otherwise a chance likeness
seldom holds. Which of them comes first is settled then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from article_chat.datatypes import Hit, Passage, Span
from article_chat.reader.model import PassageReading
from article_chat.reader.ranking import NO_SPAN, SURELY, Candidate
from article_chat.reader.spans import answers

MOST_LOOKED_AT = 3
"""Candidates that are read again."""
MAY_COME_FIRST = 2.5
"""Logits that a candidate may rank below the first and still turn out to be the answer: farther down it is hardly ever worth the time."""


def contenders(ranked: Sequence[Candidate]) -> int:
    """How many of the first candidates may come first once they are read again; 0 where there is none."""
    near = (one.score >= ranked[0].score - MAY_COME_FIRST for one in ranked[:MOST_LOOKED_AT])
    return sum(near)


def settled_order(looked: Sequence[Candidate], weights: Mapping[str, float]) -> list[int]:
    """The places of candidates that were read again, best first; as they are without `weights`."""
    if not weights:
        return list(range(len(looked)))
    values = [sum(weights[name] * feature for name, feature in second_features(one).items()) for one in looked]
    return sorted(range(len(looked)), key=lambda place: -values[place])


def settled(looked: Sequence[Candidate], weights: Mapping[str, float]) -> list[Candidate]:
    """The candidates in that order, each with the score that belongs to its place: the best has the best."""
    scores = sorted((one.score for one in looked), reverse=True)
    return [replace(looked[place], score=score) for place, score in zip(settled_order(looked, weights), scores, strict=True)]


def second_features(one: Candidate) -> dict[str, float]:
    """What tells which candidate comes first: its rank, in logits, what the reader saw when it read it again, and how far its words are borne out."""
    return {
        "score": one.score,
        "again": max(NO_SPAN, one.margin if one.again is None else one.again),
        "borne": 0.0 if one.borne is None else max(-SURELY, min(SURELY, one.borne)),
    }


def windows(candidate: Candidate, hits: Sequence[Hit]) -> list[str]:
    """The texts to read again: the sentence, and the sentence with the one before and the one behind it; one text where it has no neighbours."""
    span = (candidate.place.start, candidate.place.end)
    around = [hit.passage for hit in hits if hit.passage.article_id == candidate.place.article_id and span in hit.passage.sentences]
    if not around:
        return [candidate.text]
    alone = around[0].label + candidate.text
    between = " ".join(part for part in (_beside(around, span, -1), alone, _beside(around, span, 1)) if part)
    return list(dict.fromkeys((alone, between)))


def surer_span(question: str, candidate: Candidate, alone: str, reading: PassageReading) -> Span:
    """The best span of the sentence read by itself (`alone`, label included) where the reader is surer of it; else the one there is.

    With less around it, fewer other numbers and names lead the reader astray.
    """
    best = next((one for one in reading.spans if answers(question, alone[one.start : one.end], alone[: one.start], alone[one.end :])), None)
    if best is None or best.margin <= candidate.margin:
        return candidate.span
    label = len(alone) - len(candidate.text)
    start, end = (candidate.place.start + max(0, offset - label) for offset in (best.start, best.end))
    return (start, end) if end > start else candidate.span


def _beside(passages: Sequence[Passage], span: Span, step: int) -> str:
    """The sentence before (-1) or behind (1) the one at `span`, from whichever of the passages has it; "" when none does."""
    for passage in passages:
        position = passage.sentences.index(span) + step
        if 0 <= position < len(passage.sentences):
            return passage.quote(passage.sentences[position])
    return ""
