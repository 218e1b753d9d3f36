"""Captions: what one tells is what a picture shows, often of another time, and answers what was asked only where its words bear the answer out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.datatypes import Hit, Place
from article_chat.reader.ranking import Candidate

_OF_A_PICTURE = re.compile(r"\b(?:photo\w*|pictured?s?|images?|captions?|shown?|shows|showing|seen|depict\w*|portray\w*|snapshots?)\b", re.IGNORECASE)
"""What says that a picture is asked about."""
_WHO_TOOK_IT = re.compile(
    r"\bwho (?:took|takes|shot|made|snapped)\b.*\b(?:photo\w*|pictures?|images?|snapshots?)\b|\b(?:whose (?:photo|picture)|photographer)", re.IGNORECASE
)
_CREDIT = re.compile(r"\b(?:photo\w*|picture|image|credit|courtesy|taken|shot)s?\b|[©/]", re.IGNORECASE)
"""Where a caption tells who took the picture, one of these stands."""


def off_the_point(question: str, best: Candidate, hits: Sequence[Hit]) -> bool:
    """Whether the candidate stands in a caption, the question is of no picture, and the reader of statements doesn't see the answer in it.

    "When did Putin call Bush?" is not answered by the month in which a picture shows them talking, however alike the words are. Who took the picture is
    nobody whom it shows: that is only answered by a caption that gives the credit.
    """
    wants_credit = _WHO_TOOK_IT.search(question) is not None
    denied = best.borne is not None and best.borne < 0 and not _OF_A_PICTURE.search(question)
    if not (denied or (wants_credit and not _CREDIT.search(best.text))):
        return False
    captions = (hit.passage for hit in hits if hit.passage.label)
    return any(best.place == Place(passage.article_id, *span) for passage in captions for span in passage.sentences)
