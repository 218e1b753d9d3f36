"""Messages as a visitor of the page may act on them: what only whoever runs it can set is left out."""

from __future__ import annotations

import re

_NAMES = re.compile(r"ARTICLE_CHAT_[A-Z_]+")
_IN_BRACKETS = re.compile(r" \((?:max_[a-z_]+|ARTICLE_CHAT_[A-Z_]+)\)")
"""A limit as Python's callers know it, or a setting, named by the way."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_CLAUSE = re.compile(r"[,;]? (?:or|and) (?=(?:raise|set|unset) )|; (?=correct )")
"""Where advice to whoever runs the page begins in a sentence that says something else first."""


def for_visitors(message: str) -> str:
    """The message without settings: a clause that advises one goes, and a sentence that is about nothing else, unless nothing would be left."""
    return " ".join(filter(None, map(_without_advice, _SENTENCE.split(message)))) or message


def _without_advice(sentence: str) -> str:
    before, *advice = _CLAUSE.split(sentence, maxsplit=1)
    said = _IN_BRACKETS.sub("", f"{before}." if advice and _NAMES.search(advice[0]) else sentence)
    return "" if _NAMES.search(said) else said
