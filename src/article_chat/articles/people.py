"""Names of authors, as documents write them and as a sentence can take them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from article_chat.articles.characters import clean_characters

_LONGEST = 80
_MOST_WORDS = 6
_NO_NAME = re.compile(r"://|@|\d{3}|^(?:admin|administrator|author|user|unknown|anonymous|root|webmaster|editor|staff)$", re.IGNORECASE)
_ROLE = re.compile(r"\b(?:correspondent|editor|reporter|writer|columnist|contributor|photographer|about|author|staff)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*;\s*|\s+(?:and|&)\s+|,\s+(?=and\s)")
_TURNED = re.compile(r"(?P<last>[^,]{2,40}),\s+(?P<first>[^,]{1,40})")
_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV|M\.?D|Ph\.?D|Esq|MBE|OBE)\.?", re.IGNORECASE)


def join_names(names: Iterable[str]) -> str | None:
    """ "A", "A and B" or "A, B and C", each name once; None when there are none."""
    kept = {name.casefold(): name for name in reversed([" ".join(clean_characters(name).split()) for name in names]) if _may_be_named(name)}
    *first, last = [*reversed(kept.values())] or [""]
    return (f"{', '.join(first)} and {last}" if first else last) or None


def split_names(written: str) -> list[str]:
    """The names in one field, which semicolons or "and" part; "Last, First" is turned."""
    return [turned(name) for name in _BETWEEN.split(" ".join(unescape(written).split())) if name.strip()]


def turned(name: str) -> str:
    """ "First Last" for "Last, First", which catalogues sort by."""
    match = _TURNED.fullmatch(name.strip())
    return f"{match['first']} {match['last']}" if match and not _SUFFIX.fullmatch(match["first"]) else name.strip()


def is_person(name: str) -> bool:
    """Whether words found near an article may be a person's name and not an office or a sentence about someone."""
    words = name.split()
    return bool(words) and len(words) <= _MOST_WORDS and words[0][:1].isupper() and not _ROLE.search(name)


def _may_be_named(name: str) -> bool:
    return any(map(str.isalpha, name)) and len(name) <= _LONGEST and not _NO_NAME.search(name)
