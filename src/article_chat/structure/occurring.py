"""Where a text has certain words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from article_chat.datatypes import Span

_JOINED = r"[\s-]+"
_WITH_MORE_BETWEEN = r"(?:[ -][\w.’'-]{1,40}){0,2}[ -]"
"""As in "President Vladimir Putin" for "President Putin", or "the old town hall" for "old hall"; a rule of hyphens is no word, however long it is."""
_PLURAL = 5
"""Letters from which on a word that ends in "s" is looked for without it too."""


def occurrences(words: str, text: str, *, literal: bool = False) -> list[Span]:
    """Where the words stand in the text, in order, whatever their capitals; as an abbreviation ("IT") in capitals only.

    Unless they are meant literally, a noun counts in the singular and the plural, and names with more between them where they stand nowhere side by side.
    """
    parts = re.split(r"[\s-]+", words.strip())
    last = parts[-1]
    plural = not literal and last.islower()
    if plural and len(last) >= _PLURAL and last.endswith("s") and not last.endswith("ss"):
        parts[-1] = last[:-1]
    cased = len(parts) == 1 and len(words) > 1 and words.isupper()
    for between in (_JOINED,) if literal else (_JOINED, _WITH_MORE_BETWEEN):
        pattern = between.join(re.escape(part) for part in parts) + ("(?:e?s)?" if plural else "")
        if found := [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, 0 if cased else re.IGNORECASE)]:
            return found
    return []


def holding(spans: Sequence[Span], sentences: Sequence[Span]) -> list[Span]:
    """The sentences that hold any of the spans, in order, each once; `sentences` are in order and do not overlap."""
    starts = [start for start, _ in sentences]
    numbers = dict.fromkeys(bisect_right(starts, start) - 1 for start, _ in spans)
    return [sentences[number] for number in numbers if number >= 0]
