"""Of what happened more than once, the time that is asked for: what is told as the first is no answer to "again", nor what is told as later to "first"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.reader.ranking import Candidate
from article_chat.writing import kindred

_ASKS_OF_THE_PAST = re.compile(r"\b(?:did|has|have|had|was|were)\b", re.IGNORECASE)
_TURNS = (
    (1, re.compile(r"\bfirst\b(?! (?:of all|place|name|half|quarter|aid|class|floor|language)\b)", re.IGNORECASE)),
    (2, re.compile(r"\b(?:again|once more|(?:a|the) second time|another time|remarry|remarried|second (?:husband|wife|marriage))\b", re.IGNORECASE)),
    (3, re.compile(r"\b(?:(?:a|the) third time|third (?:husband|wife|marriage))\b", re.IGNORECASE)),
    (4, re.compile(r"\b(?:a|the) fourth time\b", re.IGNORECASE)),
)
"""Which time it is that a question asks for."""
_FIRST = re.compile(r"\b(?:first|before|originally|initially|earlier|already)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|again|next|then|afterwards|subsequently|eventually|finally|second|third|once more|remarried)\b", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:again|twice|thrice|times|second|third|fourth|another|other|once more|more than once|never|not|later|next|then|re-?\w+ed|every|each|always)\b",
    re.IGNORECASE,
)
"""What tells, in a sentence, that it was not the first time, or that there was none."""
_MANY_TIMES = re.compile(r"\b(?:third|fourth|thrice|times|again|never|not|another)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LITTLE = frozenset(
    "first second third fourth time times again once more another remarry that this they them their with from what when where which whom whose were have does "
    "been ever also there".split()
)
_LEAST_LETTERS = 4
_WEDDED = re.compile(r"\b(?:husband|wife|spouse|marriage|remarry|remarried)\b", re.IGNORECASE)
"""Who was married is somebody's, and is told by the same word."""


def without_another_time(question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, in order, without those that tell the same of another time than the one asked for.

    Who is asked for as the first is not told by what came "three years later" where another sentence tells the same; and of what happened again, the
    sentence that is the first to tell of it says nothing, unless it says so itself.
    """
    turn = next((turn for turn, pattern in _TURNS if pattern.search(question)), 0)
    asked = _telling_words(question)
    if not turn or not asked or not _ASKS_OF_THE_PAST.search(question):
        return list(ranked)
    tellings = sorted((one for one in ranked if _tells(one.text, asked)), key=lambda one: (one.place.article_id, one.place.start))
    wrong = _told_as_later(tellings) if turn == 1 else [one for one in tellings[: turn - 1] if not (_REPEATED if turn == 2 else _MANY_TIMES).search(one.text)]
    return [one for one in ranked if one not in wrong]


def _told_as_later(tellings: Sequence[Candidate]) -> list[Candidate]:
    """Those that say, before the words found, that it was later, where others don't; one that names a first time too may be either."""
    later = [one for one in tellings if _LATER.search(one.text[: one.span[0] - one.place.start]) and not _FIRST.search(one.text)]
    return later if len(later) < len(tellings) else []


def _telling_words(question: str) -> set[str]:
    """The words that tell what happened: no names, and nothing that only counts how often."""
    question = _WEDDED.sub("marry", question)
    words = {word for word in _WORD.findall(question) if word.islower() and len(word) >= _LEAST_LETTERS and word not in _LITTLE}
    return words


def _tells(sentence: str, asked: set[str]) -> bool:
    """Whether a sentence has all of the words, in whatever form."""
    said = {word.lower() for word in _WORD.findall(sentence)}
    return all(any(kindred(word, other) for other in said) for word in asked)
