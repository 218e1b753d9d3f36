"""Whose name is asked for by what they are to somebody: the name behind "my daughter" is nobody's sister's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.reader.ranking import Candidate
from article_chat.writing import is_person

_KIN = (
    r"(?P<kin>mother|father|sister|brother|daughter|son|wife|husband|aunt|uncle|niece|nephew|cousin|grandmother|grandfather|granddaughter|grandson"
    r"|stepmother|stepfather|stepdaughter|stepson)"
)
"""What somebody is to somebody, of which nobody is two."""
_WHOSE = r"(?:my|your|his|her|its|their|our|the|[\w.-]+['’]s?)(?: [a-z]+)?"
_ASKED = (
    re.compile(rf"\b(?:what|which|who) .*\b{_WHOSE} {_KIN}['’]?s? (?:first )?(?:name|called|named)\b", re.IGNORECASE),
    re.compile(rf"\bnames? of {_WHOSE} {_KIN}\b", re.IGNORECASE),
    re.compile(rf"(?:and |so |but )?who (?:is|was) {_WHOSE} {_KIN}\W*$", re.IGNORECASE),
)
_OF_KIN = re.compile(rf"\b{_WHOSE} {_KIN}\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"\W*(?:and |so |but )?who", re.IGNORECASE)
_ANY_KIN = re.compile(rf"\b{_KIN}\b", re.IGNORECASE)
_SAID_OF_KIN = re.compile(rf"\b{_KIN}\b(?:\W+[\w'’]+){{0,4}}\W*$", re.IGNORECASE)
"""The kin of whom the words right behind are said: "my son, he's a …"."""
_PARENTS, _CHILDREN = "mother father stepmother stepfather", "daughter son stepdaughter stepson"
_CONVERSE = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for pair in (
        ("husband", "wife"),
        (_PARENTS, _CHILDREN),
        ("aunt uncle", "niece nephew"),
        ("grandmother grandfather", "granddaughter grandson"),
        ("brother sister cousin", "brother sister cousin"),
    )
    for one, other in (pair, pair[::-1])
)
"""What whoever has such kin is to them in turn: what is told of a wife may well be told of her husband."""
_ROLE_ASKED = (
    re.compile(r"\bnames? of (?:the|that|this|their|his|her|its) (?P<role>[a-z]+)\b", re.IGNORECASE),
    re.compile(r"\b(?:what|which) (?:is|was) the (?P<role>[a-z]+)['’]?s? (?:name|called|named)\b", re.IGNORECASE),
    re.compile(r"(?:and |so |but )?who (?:is|was) the (?P<role>[a-z]+)\b", re.IGNORECASE),
)
"""Somebody asked for by a trade: "the name of the priest", "Who was the baker …?"."""
_JUST_BEFORE = re.compile(rf"\b{_KIN},? (?:called |named )?$", re.IGNORECASE)


def without_other_kin(question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, in order, without those whose words stand behind another word of kin than the one asked for; all where each does.

    Asked for by a trade, nobody is told by being somebody's husband in a sentence that says nothing of the trade.
    """
    asked = next((match["kin"].lower() for pattern in _ASKED if (match := pattern.search(question))), None)
    role = None if asked else next((match["role"].lower() for pattern in _ROLE_ASKED if (match := pattern.search(question))), None)
    if role and is_person(role) and not re.fullmatch(_KIN, role):
        return [one for one in ranked if _kin_before(one) is None or re.search(rf"\b{role}", one.text, re.IGNORECASE)] or list(ranked)
    kept = [one for one in ranked if _kin_before(one) in (None, asked)] if asked else [one for one in ranked if not _is_said_of_other_kin(question, one)]
    return kept or list(ranked)


def _is_said_of_other_kin(question: str, one: Candidate) -> bool:
    """Whether the question is of one of somebody's kin, and the best words of a sentence are said of another whom alone it has: "her husband's job" is no
    son's."""
    asked = [match["kin"].lower() for match in _ANY_KIN.finditer(question)]
    if (
        len(asked) != 1
        or _ASKS_WHO.match(question)
        or not _OF_KIN.search(question)
        or not one.span_text
        or re.search(rf"\b{asked[0]}", one.text, re.IGNORECASE)
    ):
        return False
    said = _SAID_OF_KIN.search(one.text[: one.span[0] - one.place.start])
    return said is not None and not any(asked[0] in kin and said["kin"].lower() in converse for kin, converse in _CONVERSE)


def _kin_before(one: Candidate) -> str | None:
    """The word of kin right before the best words of a sentence; None where there is none."""
    match = _JUST_BEFORE.search(one.text[: one.span[0] - one.place.start]) if one.span_text else None
    return match["kin"].lower() if match else None
