"""The sentence that was found, read once more by itself and between its neighbours: in a window that is cut otherwise a chance likeness seldom holds."""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.datatypes import Hit, Passage, Span
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


def _beside(passages: Sequence[Passage], span: Span, step: int) -> str:
    """The sentence before (-1) or behind (1) the one at `span`, from whichever of the passages has it; "" when none does."""
    for passage in passages:
        position = passage.sentences.index(span) + step
        if 0 <= position < len(passage.sentences):
            return passage.quote(passage.sentences[position])
    return ""
