"""Where a short answer begins and ends, so far as the way dates, addresses, compounds and reasons are written decides it and not the reader."""

from __future__ import annotations

import re

from article_chat.datatypes import Span
from article_chat.reader.completing import with_its_hedge, with_the_whole_date
from article_chat.reader.pairs import with_the_other
from article_chat.reader.why import reason

_ADDRESS = re.compile(r"(?<![^\s<>()\"“”])[^\s<>()\"“”@]*@[^\s<>()\"“”]+\w|(?:https?://|www\.)[^\s<>()\"“”]*[\w/]")
_DAY = r"[\w., ]{0,20}\b\d{3,4}"
_LIFE = re.compile(rf"(?P<born>\d[^\W\d]*{_DAY}|[A-Z]{_DAY}|\d{{3,4}})\s*[-–—]\s*(?P<died>{_DAY})")
"""The dates of a life, as they stand behind a name: "(3 February 1871 – 19 August 1949)"."""
_BORN, _DIED = re.compile(r"\b(?:born|birth|birthday)\b", re.IGNORECASE), re.compile(r"\b(?:die[ds]?|death|dead)\b", re.IGNORECASE)
_MEASURED = re.compile(r"\W*(?:and |so |but |for |at |by )?how (?:long|many|much|far|old|often|big|large|high|tall|deep|wide|fast|heavy)\b", re.IGNORECASE)
_COMPOUND = re.compile(r"(?<![\w-])(?:[a-z]+|\d+)(?:-[a-z]+)+(?![\w-])")
"""Words that hyphens join, with numbers too; not ranges, and not names ("Oslo-based"), which may be answered by one part."""


def trimmed(question: str, span: Span, sentence: str) -> Span:
    """The span, in characters of the sentence, with addresses and compounds whole, a number with its hedge, of two people both, of a life's dates the one that
    is asked for, and of a sentence that gives a reason no more than that. A measure ends before a semicolon, behind which something else is told."""
    hedged = with_its_hedge(with_the_whole_date(question, _with_wholes(_measured(question, span, sentence), sentence), sentence), sentence)
    start, end = with_the_other(question, reason(question, hedged, sentence), sentence)
    life = _LIFE.fullmatch(sentence[start:end].strip("() "))
    asked = [name for name, pattern in (("born", _BORN), ("died", _DIED)) if pattern.search(question)]
    if life is None or len(asked) != 1:
        return start, end
    one = life[asked[0]].strip()
    start = sentence.index(one, start) if asked[0] == "born" else sentence.rindex(one, start, end)
    return start, start + len(one)


def _measured(question: str, span: Span, sentence: str) -> Span:
    before = sentence[slice(*span)].partition(";")[0].rstrip() if _MEASURED.match(question) else ""
    return (span[0], span[0] + len(before)) if before else span


def _with_wholes(span: Span, sentence: str) -> Span:
    """The span with the whole of every address and compound that it has a part of: word pieces part them at each full stop and hyphen.

    "hour" of "an hour-long talk" is no length.
    """
    start, end = span
    for pattern in (_ADDRESS, _COMPOUND):
        for match in pattern.finditer(sentence):
            if match.start() < end and start < match.end():
                start, end = min(start, match.start()), max(end, match.end())
    return start, end
