"""Questions for what a text defines: manuals, laws and lessons say what their words mean, and have few people and dates to ask about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_chat.suggestions.made import Made

_WORDS = r"[a-z][a-z-]+(?: [a-z][a-z-]+){0,2}"
_MEANS = re.compile(
    rf"(?P<before>To|An?|The) [\"“](?P<term>{_WORDS})[\"”](?: (?:an?|the|for|of) [a-z ]{{2,30}})? (?:(?:shall |will )?means?|refers? to|is defined as)\b|"
    rf"[\"“](?P<bare>[A-Z]?{_WORDS})[\"”] (?:(?:shall |will )?means?|refers? to|is defined as)\b"
)
_IS = re.compile(rf"(?P<before>An?) (?P<term>{_WORDS}) is (?:an?|the|any) (?!few\b|lot\b|bit\b|little\b|matter\b|sign\b|must\b|good\b|bad\b)[a-z]")
_CALLED = re.compile(rf"\b(?:is|are|was|were) (?:also )?(?:called|known as) (?P<before>an?) [\"“]?(?P<term>{_WORDS}?)[\"”]?(?=[,.;:)]| (?:if|when|and)\b)")


def from_definition(sentence: str) -> Iterator[Made]:
    """A question for each term that the sentence defines."""
    for found in filter(None, (_MEANS.match(sentence), _IS.match(sentence), _CALLED.search(sentence))):
        told = found.groupdict()
        term, before = told["term"] or told["bare"].lower(), (told["before"] or "to").lower()
        yield Made("defined", f"What does {term} mean?" if before == "to" else f"What is {before} {term}?", "")
