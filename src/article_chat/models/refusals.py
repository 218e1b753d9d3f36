"""Refusals in a model's reply: the one phrase it was given, and what models write in its stead."""

from __future__ import annotations

import re

from article_chat.datatypes import REFUSAL

_TEXT = (
    r"(?:the|this|these|none of the|your) (?:provided |given |available |above )*(?:article|passage|excerpt|text|context|information|source)s?"
    r"(?: provided| given| above)?"
)
_LACKS = (
    r"(?:(?:do|does|did)(?: not|n't)\b|cannot\b|can't\b"
    r"|(?:gives?|provides?|contains?|makes?|offers?|has|have|says?|mentions?|includes?|holds?) (?:no\b|nothing\b)"
    r"|(?:is|are) silent\b)"
)
_GAP = re.compile(
    r"(?:(?:i'm|i am|we're)? ?sorry,? (?:but )?|unfortunately,? |however,? |(?:based on|according to|from|in) [^,.]{3,60}, )?"
    rf"(?:{_TEXT} {_LACKS}"
    r"|there is (?:no|not any|not enough|insufficient) (?:information|mention|indication)\b"
    r"|(?:it|that|this) is(?: not|n't) (?:mentioned|stated|specified)\b"
    r"|(?:no|not enough|insufficient) (?:information|mention) "
    r"|i (?:do not|don't|cannot|can't|could not|couldn't|was unable to|am unable to) (?:know|find|answer|tell|determine)\b"
    r"|(?:not (?:mentioned|stated|specified|given)|unknown|n/a)\W*$)"
)


def is_refusal(text: str) -> bool:
    """Whether the sentence is the refusal phrase, in whatever case, quotes and apostrophes."""
    return _letters(text) == _letters(REFUSAL)


def may_be_refusal(beginning: str) -> bool:
    """Whether a beginning could still become the refusal phrase: not shown until it is known."""
    return _letters(REFUSAL).startswith(_letters(beginning))


def tells_of_a_gap(text: str) -> bool:
    """Whether the sentence says, in words of the model's own, that the article doesn't say something, and says nothing else."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'").lower()).strip(" \"'“”*_")
    return bool(_GAP.match(plain)) and not re.search(r"[,;:–—] ?(?:but|though|although|however|only|it)\b", plain[12:])


def _letters(text: str) -> str:
    letters = re.sub(r"[^a-z ]", "", text.lower().replace("does not", "doesnt")).strip()
    return re.sub(r"^(?:final )?answer ", "", letters)
