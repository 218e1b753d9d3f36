"""The sentence that was found, read once more by itself and between its neighbours: in a window that is cut otherwise a chance likeness seldom holds."""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.datatypes import Hit, Span
from article_chat.reader.ranking import Candidate


def windows(candidate: Candidate, hits: Sequence[Hit]) -> list[str]:
    """The texts to read again: the sentence, and the sentence with the one before and the one behind it; one text where it has no neighbours."""
    span = (candidate.place.start, candidate.place.end)
    around = [hit.passage for hit in hits if hit.passage.article_id == candidate.place.article_id and span in hit.passage.sentences]
    if not around:
        return [candidate.text]
    before = next((_text(hits, passage.article_id, one) for passage in around if (one := _beside(passage.sentences, span, -1))), "")
    behind = next((_text(hits, passage.article_id, one) for passage in around if (one := _beside(passage.sentences, span, 1))), "")
    alone = around[0].label + candidate.text
    return list(dict.fromkeys((alone, " ".join(part for part in (before, alone, behind) if part))))


def _beside(sentences: Sequence[Span], span: Span, step: int) -> Span | None:
    position = list(sentences).index(span) + step
    return sentences[position] if 0 <= position < len(sentences) else None


def _text(hits: Sequence[Hit], article_id: str, span: Span) -> str:
    return next(hit.passage.quote(span) for hit in hits if hit.passage.article_id == article_id and span in hit.passage.sentences)
