"""Messages as a visitor of the page may act on them: what only whoever runs it can set is left out."""

from __future__ import annotations

import re

_NAMES = re.compile(r"ARTICLE_CHAT_[A-Z_]+")
_FIELD = re.compile(r" \(max_[a-z_]+\)")
"""A limit's name in brackets, as Python's callers know it."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_CLAUSE = re.compile(r"(?:,|;)? (?:or|and) (?=raise |set )|; (?=correct )")
"""Where advice to whoever runs the page begins in a sentence that says something else first."""


def for_visitors(message: str) -> str:
    """The message without settings: a clause that advises one goes, and a sentence that is about nothing else."""
    kept = (_without_advice(sentence) for sentence in _SENTENCE.split(message)) if _NAMES.search(message) else [message]
    return _FIELD.sub("", " ".join(filter(None, kept)))


def _without_advice(sentence: str) -> str:
    if not _NAMES.search(sentence):
        return sentence
    before, *advice = _CLAUSE.split(sentence, maxsplit=1)
    return f"{before.rstrip('.')}." if advice and not _NAMES.search(before) else ""
