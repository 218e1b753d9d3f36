"""Short answers that break off: a number without what it counts, words of somebody without their condition or a quotation mark."""

from __future__ import annotations

import re
from itertools import takewhile

from article_chat.datatypes import Span
from article_chat.reader.yes_or_no import AUXILIARIES
from article_chat.writing import kindred

_HEDGE = re.compile(
    r"\b(?:about|some|around|roughly|approximately|nearly|almost|only|just under|just over|(?:no )?more than|(?:no )?less than|(?:no )?fewer than|over|under"
    r"|at least|at most|up to)\s+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[£$€]?\d[\d.,]*\d|[£$€]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|half|third)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow (?:many|much) (?P<what>(?:[^\W\d_]+ ){0,4}[^\W\d_]+)", re.IGNORECASE)
_VERBS = frozenset(AUXILIARIES.split("|"))
_COUNTED = re.compile(r"(?: of (?:the|its|their|his|her)(?: \d[\d,]*)?)?(?: [^\W\d_]+(?:-[^\W\d_]+)*){1,4}")
_ENDS = re.compile(r"[,;:.!?](?=\s|[\"”’)]|$)|\s[–—-]\s|[\"“”()]|—|\b(?:he|she|they) (?:said|says|added)\b|$")
_MARK = re.compile(r"[\"“”]")
_WORD = re.compile(r"\w+")


def with_what_it_counts(question: str, span: Span, sentence: str) -> Span:
    """The span, in characters of the sentence; where it begins with a number, with "about" before it and the word for what was asked to be counted."""
    start, end = span
    if not _NUMBER.match(sentence, start):
        return span
    if hedge := _HEDGE.search(sentence, 0, start):
        start = hedge.start()
    if (asked := _HOW_MANY.search(question)) and (counted := _COUNTED.match(sentence, end)):
        noun = _counted_noun(_WORD.findall(asked["what"].lower()))
        end = next((word.end() for word in _WORD.finditer(sentence, end, counted.end()) if kindred(word.group().lower(), noun)), end)
    return start, end


def _counted_noun(words: list[str]) -> str:
    """What is to be counted, of the words behind "how many": the last before "were" or the like, "" where that comes first; else the first plural."""
    before = list(takewhile(lambda word: word not in _VERBS, words))
    if len(before) < len(words):
        return before[-1] if before else ""
    return next((word for word in words if word.endswith("s")), words[0])


def to_the_end_of_its_clause(span: Span, sentence: str) -> Span:
    """The span on to the next comma or the like: "a strike unless wages rise" threatens no strike."""
    ending = _ENDS.search(sentence, span[1])
    return span[0], span[1] + len(sentence[span[1] : ending.start() if ending else len(sentence)].rstrip())


def with_its_marks(span: Span, sentence: str) -> Span:
    """The span without a quotation mark at one end whose fellow it lacks, or with that fellow where it stands next to it."""
    start, end = span
    words = sentence[start:end]
    if len(_MARK.findall(words)) % 2 == 0:
        return span
    if _MARK.match(sentence, end):
        return start, end + 1
    if _MARK.match(words):
        return start + 1, end
    return (start, end - 1) if _MARK.match(words[-1:]) else span
