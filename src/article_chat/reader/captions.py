"""Captions: what one tells is what a picture shows, often of another time, and answers what was asked only where its words bear the answer out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.datatypes import Hit, Place
from article_chat.reader.ranking import Candidate

_OF_A_PICTURE = re.compile(r"\b(?:photo\w*|pictured?s?|images?|captions?|shown?|shows|showing|seen|depict\w*|portray\w*|snapshots?)\b", re.IGNORECASE)
"""What says that a picture is asked about."""


def off_the_point(question: str, best: Candidate, hits: Sequence[Hit]) -> bool:
    """Whether the candidate stands in a caption, the question is of no picture, and the reader of statements doesn't see the answer in it.

    "When did Putin call Bush?" is not answered by the month in which a picture shows them talking, however alike the words are.
    """
    if best.borne is None or best.borne >= 0 or _OF_A_PICTURE.search(question):
        return False
    captions = (hit.passage for hit in hits if hit.passage.label)
    return any(best.place == Place(passage.article_id, *span) for passage in captions for span in passage.sentences)
