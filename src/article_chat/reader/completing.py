"""Short answers that break off: a number without the "about" before it, words of somebody without their condition or a quotation mark."""

from __future__ import annotations

import re

from article_chat.datatypes import Span

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
_RANGE = re.compile(rf"(?:{_NUMBER.pattern})[^,;:.!?()]{{0,30}}? and [^,;:.!?()]{{0,30}}?(?:{_NUMBER.pattern})", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
"""Two numbers that "and" joins, and what makes them the ends of a range."""
_ENDS = re.compile(r"[,;:.!?](?=\s|[\"”’)]|$)|\s[–—-]\s|[\"“”()]|—|\b(?:he|she|they) (?:said|says|added)\b|$")
_MARK = re.compile(r"[\"“”]")


def with_its_hedge(span: Span, sentence: str) -> Span:
    """The span, in characters of the sentence; where it begins with a number, with "about" or "at least" before it: without that it says more.

    So do two numbers without the "between" before them.
    """
    hedging = _BETWEEN if _RANGE.match(sentence, *span) else _HEDGE
    hedge = hedging.search(sentence, 0, span[0]) if _NUMBER.match(sentence, span[0]) else None
    return (hedge.start() if hedge else span[0]), span[1]


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})(?:,? \d{{4}})?\b"
    rf"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_MONTHS}) (?:\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?|\d{{4}})\b"
)
_ASKS_WHEN = re.compile(r"\W*(?:and |so |but )?(?:(?:since|until|from|by) )?(?:when|(?:on |by )?(?:what|which) (?:date|day))\b", re.IGNORECASE)


def with_the_whole_date(question: str, span: Span, sentence: str) -> Span:
    """The span; of a question that asks when, with the whole of a date that it is a part of: "2022" of "11 July 2022" is no day."""
    if _ASKS_WHEN.match(question):
        for match in _DATE.finditer(sentence):
            if match.start() <= span[0] and span[1] <= match.end():
                return match.span()
    return span


def to_the_end_of_its_clause(span: Span, sentence: str) -> Span:
    """The span on to the next comma or the like: "a strike unless wages rise" threatens no strike."""
    ending = _ENDS.search(sentence, span[1])
    return span[0], span[1] + len(sentence[span[1] : ending.start() if ending else len(sentence)].rstrip())


def without_half_a_bracket(span: Span, sentence: str) -> Span:
    """The span without what an aside in it leaves over: all up to a bracket that closes what began before it, and from one on that closes behind it."""
    start, end = span
    words = sentence[start:end]
    closing, opening = words.find(")"), words.rfind("(")
    if closing >= 0 and "(" not in words[:closing]:
        rest = words[closing + 1 :].lstrip(" ,;")
        return (end - len(rest), end) if rest else (start, start + closing)
    if opening >= 0 and ")" not in words[opening:]:
        rest = words[:opening].rstrip(" ,;")
        return (start, start + len(rest)) if rest else (start + opening + 1, end)
    return span


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
