"""Lines around a text that tell nothing of what it tells: who wrote it, a title that asks what the text answers, and the works that it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.reader.ranking import Candidate

_NAME = r"[A-Z][\w.'\u2019-]*"
_BYLINE = re.compile(
    rf"(?:By|BY|Written by|Words by|Text by):? {_NAME}(?:,? (?:and |& |de |van |von )*{_NAME}){{1,6}}(?: (?:at|in|for) [\w' -]{{2,40}})?(?:, [^,]{{2,40}})?"
)
_ASKS_FOR_THE_WRITER = re.compile(r"\b(?:wr(?:o|i)te[rs]?|written|writing|author\w*|reporters?|journalists?|correspondents?|byline|article)\b", re.IGNORECASE)
_WORK = re.compile(r"(?:\W*[A-Z][\w'\u2019-]+,? (?:[A-Z]\.[ -]?)+,? ?(?:and |& )?){2,}(?:et al\.)?")
"""How a work is listed, its authors by surname and initials: "Lund, E., Berg, A. et al."."""
_ASKS_WHY_OR_HOW = re.compile(r"(?:and |so |but )?(?:why|how come|how (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would))\b", re.IGNORECASE)
_ASKS = re.compile(r"(?:who|what|when|where|why|how|which|whose)\b[^.:;]*", re.IGNORECASE)


def without_what_tells_nothing(question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, in order, without a byline that nobody asks for, without a title that asks, and for "why" and "how" without the works that are listed;
    as they are where there is nothing else.

    Who is named in a byline did nothing of what the text tells; asked about by name, that is all there may be. The title of a work gives no reasons.
    """
    asked = set(re.findall(r"\w+", question.lower()))
    wants_writer = _ASKS_FOR_THE_WRITER.search(question) is not None
    kept = [
        one
        for one in ranked
        if not (one.place.start == 0 and _ASKS.fullmatch(one.text))
        and not (_BYLINE.fullmatch(one.text) and not wants_writer and asked.isdisjoint(re.findall(r"\w+", one.text.lower())))
        and not (_ASKS_WHY_OR_HOW.match(question) and _WORK.match(one.text))
    ]
    return kept or list(ranked)
