"""Whom "he" or "she" cannot be: nobody is called so before the text has named them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.datatypes import Place
from article_chat.followups import Mention, Sort, names
from article_chat.writing import HONORIFICS, TITLES, folded

_PEOPLE = {Sort.HE, Sort.SHE, Sort.PERSON, Sort.NAME}
_OPENS_WITH_A_PRONOUN = re.compile(r"[\"“'‘(]*(?:he|she)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_named_only_later(question: str, place: Place, text: str, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether the sentence at a place tells what "he" or "she" did, and the only one whom the question names is first named behind it in the article.

    "When was Ylva born?" is not answered by "She was born in 1931" of a text that comes to a niece Ylva ten sentences on. `sentences` are those of the
    article: the one right behind may still say whom the pronoun meant.
    """
    if not _OPENS_WITH_A_PRONOUN.match(text, place.start):
        return False
    named = [mention for mention in names(question) if mention.sort in _PEOPLE]
    if len(named) != 1 or not (asked := _own_words(named[0])):
        return False
    behind = next((end for start, end in sentences if start >= place.end), len(text))
    before = {folded(word) for word in _WORD.findall(text[:behind])}
    return asked.isdisjoint(before) and asked <= {folded(word) for word in _WORD.findall(text[behind:])}


def _own_words(mention: Mention) -> set[str]:
    return {folded(word) for word in _WORD.findall(mention.text)} - TITLES - HONORIFICS - {"the"}
