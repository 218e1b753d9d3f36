"""Questions made from instructions, such as "Soak the beans overnight.": when, where, how long, with what and why it should be done.

A how-to has few subjects and verbs to ask about otherwise. That a sentence is an instruction shows in its first word, which is no function word and no
inflected form, and in the object that follows it with its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_chat.suggestions.made import Made

_OBJECT_ENDS = (
    r"(?=[,;:.!]|$|\s(?:in|into|on|onto|at|to|for|with|over|under|from|until|till|before|after|every|once|twice|only|overnight"
    r"|and|because|so|while|by|as|[a-z]+ly)\b)"
)
_INSTRUCTION = re.compile(
    r"(?:(?P<not>Do not|Don['\u2019]t|Never) )?(?P<verb>[A-Za-z][a-z]{2,}) "
    rf"(?P<object>(?:the|an?(?! (?:little|few|bit|lot)\b)) [a-z-]+(?: (?![a-z]+ly\b)[a-z-]+){{0,3}}?){_OBJECT_ENDS}(?P<rest>.*)"
)
_NO_INSTRUCTION = frozenset(
    "about above across after against all along although among and around as at because before behind below beneath beside besides between beyond both but by "
    "despite down during each either even except few following for from had has have half how if in inside into is are was were like many more most near "
    "neither nor not of off on once only onto or out outside over past per quite rather since so some such than that then though through throughout till to "
    "toward towards under underneath unless unlike until up upon what when where whereas whether which while who whose why will with within without yet can "
    "could may might must shall should would does did today yesterday tomorrow also just still perhaps maybe later soon here there alongside amid given "
    "plus minus save via see refer consult note nearly almost not gone half twice thrice quarter".split()
)
_INFLECTED = re.compile(r".*[aeiouy].*ing|.*[aeiouy].*[^e]ed|.*[^s]s|.*ly", re.IGNORECASE)
_NUMBER = r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|half an)"
_HOW_LONG = re.compile(
    rf"(?:(?! (?:and|then)\b)[^,;:.])*?\b(?P<meant>for (?:(?:about|at least|up to|some|another|only) )?{_NUMBER}(?:(?: to |-){_NUMBER})? "
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b"
    r"|\bovernight\b)"
)
_HOW_OFTEN = re.compile(
    r"(?:(?! (?:and|then)\b)[^,;:.])*?\b(?P<meant>(?:(?:once|twice|three times) an? (?:day|week|month|year)"
    r"|every (?:[a-z]+ )?(?:days?|weeks?|months?|years?|mornings?|evenings?))\b)"
)
_UNTIL = re.compile(r"(?:(?! (?:and|then)\b)[^;:.])*?\b(?P<meant>until (?:the|it|they) [^,;:.]+)")
_WHEN = re.compile(
    r"\s?(?P<meant>(?:only )?(?:in (?:early |late )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:before|after) the (?:first|last|next) [a-z]+"
    r"|(?:at|in|before|after) the (?:end|beginning|start|morning|evening|afternoon|night)|(?:before|after) [a-z]+ing)\b[^,;:.]*)"
)
_WHERE = re.compile(
    r"\s(?P<meant>(?:in|into|on|onto) (?:the|an?) (?!(?:little|few|bit|low|high|way|end|morning|evening|afternoon|night|minute|hour)\b)[^,;:.]+)"
)
_WITH = re.compile(r"\s(?P<meant>with (?:the |an? |some |plenty of |fresh |cold |warm )?[a-z][^,;:.]*)")
_WHY = re.compile(r"(?:(?! (?:and|then)\b)[^;:.])*?,? (?:because|as|since|so that) (?P<meant>[^;:.]+)")


def from_instruction(sentence: str) -> Iterator[Made]:
    """Questions that an instruction answers; none from a sentence that is something else."""
    told = _INSTRUCTION.match(sentence)
    if told is None or not _tells_to(told["verb"], forbids=bool(told["not"])):
        return
    act, rest = f"{told['verb'].lower()} {told['object'] if told['not'] else _definite(told['object'])}", told["rest"]
    if why := _WHY.match(rest):
        condition = re.match(r"(?: (?!because\b|as\b|since\b|so that\b)[a-z]+){0,5}(?=,? (?:because|as|since|so that)\b)", rest)
        yield Made("why", f"Why should I {'not ' if told['not'] else ''}{act}{condition.group() if condition else ''}?", why["meant"])
    if told["not"]:
        return
    for kind, opening, pattern in _ASKED:
        if found := pattern.match(rest):
            yield Made(kind, f"{opening} {act}?", found["meant"])


_ASKED = (
    ("how long", "How long should I", _HOW_LONG),
    ("how often", "How often should I", _HOW_OFTEN),
    ("when", "When should I", _WHEN),
    ("where", "Where should I", _WHERE),
    ("with", "With what should I", _WITH),
    ("how long", "How long should I", _UNTIL),
)
"""(kind of question, how it begins, what in an instruction answers it)."""


def _tells_to(verb: str, *, forbids: bool) -> bool:
    """Whether the word can be an imperative: a capital begins the sentence, unless "Do not" does."""
    return verb[0].isupper() is not forbids and verb.lower() not in _NO_INSTRUCTION and not _INFLECTED.fullmatch(verb)


def _definite(thing: str) -> str:
    """The object with "the", as it has been told of by now."""
    return re.sub(r"^an? ", "the ", thing)
