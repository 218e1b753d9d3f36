"""Two people who did something together: the short answer to "who" is both, where the sentence says "X and Y" of them and the reader marked one."""

from __future__ import annotations

import re

from article_chat.datatypes import Span

_CAPITAL = r"[A-Z](?:[\w'’-]*\w|\.)"
_NAME = rf"{_CAPITAL}(?:(?: (?:of the|of|de|van|von|der|al|bin))? {_CAPITAL})*"
_PERSON = rf"(?:(?:the|an?|his|her|their|its) (?:(?!(?:by|with|from|between)\b)[\w-]+ ){{0,3}})?{_NAME}"
_PAIR = re.compile(rf"(?<![\w'’-])(?P<left>{_PERSON}) and (?P<right>{_PERSON})")
_ASKS_WHO = re.compile(r"\s*(?:and |so |by |to |with |from )?whom?\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:(\"“—–]|\b(?:that|when|where|while|because|as|after|before|though|although|since|if))\s*$")
_DOES = re.compile(r" (?![a-z]+s\b|and\b|or\b)[a-z]+")
"""What follows two who do something: no "is", "was" or "says", which one does."""
_LEADS_TO = re.compile(r"\b(?:by|with|from|to|of|between|for|under|including|included?s?|were|are)\s*$")
_CLOSES = re.compile(r"\s*(?:$|[.,;:!?)\"”—–]|(?:in|on|at|for|from|to|of|with|by|during|after|before|until|who|whose)\b)")
_WORD = re.compile(r"\w{2,}")
_FAR = 200
"""Characters around what was marked in which the other one is looked for."""


def with_the_other(question: str, span: Span, sentence: str) -> Span:
    """The span, or the two names that "and" joins where it is one of them, in characters of the sentence.

    They belong together where both do what follows, or something is done by, to or with both; never where the question names one of them itself.
    """
    if not _ASKS_WHO.match(question):
        return span
    asked = set(_WORD.findall(question.lower()))
    for pair in _PAIR.finditer(sentence, max(0, span[0] - _FAR), span[1] + _FAR):
        left, right = pair.span("left"), pair.span("right")
        in_left, in_right = _within(span, left), _within(span, right)
        named = asked.intersection(_WORD.findall(" ".join(re.findall(_CAPITAL, pair.group())).lower()))
        if (in_left or in_right) and not named and _are_joined(sentence[: left[0]], sentence[right[1] :]):
            return (span[0] if in_left else left[0], right[1])
    return span


def _within(span: Span, name: Span) -> bool:
    """Whether the span is the name, whatever stands before it there, to its end."""
    return name[0] <= span[0] and span[1] == name[1]


def _are_joined(before: str, behind: str) -> bool:
    """Whether "and" joins the two names and not two clauses that one ends and the other begins."""
    return bool((_OPENS.search(before) and _DOES.match(behind)) or (_LEADS_TO.search(before) and _CLOSES.match(behind)))
