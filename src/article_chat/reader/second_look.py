"""The sentence that was found, read once more by itself and between its neighbours: in a window that is cut otherwise a chance likeness seldom holds."""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.datatypes import Hit, Passage, Span
from article_chat.reader.model import PassageReading
from article_chat.reader.ranking import Candidate


def windows(candidate: Candidate, hits: Sequence[Hit]) -> list[str]:
    """The texts to read again: the sentence, and the sentence with the one before and the one behind it; one text where it has no neighbours."""
    span = (candidate.place.start, candidate.place.end)
    around = [hit.passage for hit in hits if hit.passage.article_id == candidate.place.article_id and span in hit.passage.sentences]
    if not around:
        return [candidate.text]
    alone = around[0].label + candidate.text
    between = " ".join(part for part in (_beside(around, span, -1), alone, _beside(around, span, 1)) if part)
    return list(dict.fromkeys((alone, between)))


def surer_span(candidate: Candidate, alone: str, reading: PassageReading) -> Span:
    """The best span of the sentence read by itself (`alone`, label included) where the reader is surer of it; else the one there is.

    With less around it, fewer other numbers and names lead the reader astray.
    """
    if not reading.spans or reading.margin <= candidate.margin:
        return candidate.span
    label = len(alone) - len(candidate.text)
    start, end = (candidate.place.start + max(0, offset - label) for offset in (reading.spans[0].start, reading.spans[0].end))
    return (start, end) if end > start else candidate.span


def _beside(passages: Sequence[Passage], span: Span, step: int) -> str:
    """The sentence before (-1) or behind (1) the one at `span`, from whichever of the passages has it; "" when none does."""
    for passage in passages:
        position = passage.sentences.index(span) + step
        if 0 <= position < len(passage.sentences):
            return passage.quote(passage.sentences[position])
    return ""
