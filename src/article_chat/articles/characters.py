"""Characters that no reader sees, or that a hash and a page cannot carry, leave; everything visible stays as it is."""

from __future__ import annotations

import re

from article_chat.writing import without_surrogates

PAGE_BREAK = "\f"
"""Stands for the end of a page between extraction and the finished article."""

_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\v|\f")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u202d\u202e\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f"))
_RAISED = str.maketrans("0123456789+-\u2212\u2013", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_EXPONENT = re.compile("[+\u2212\u2013-]?[0-9]{1,3}")
_BLANKS = re.compile(r"[ \t]+")


def clean_characters(text: str) -> str:
    """LF line ends, no control characters, no byte order marks, no soft hyphens, nothing that turns the order of letters round.

    A lone surrogate becomes U+FFFD, a pair what it stands for.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _INVISIBLE.sub("", text)
    return without_surrogates(text)


def squeeze(line: str) -> str:
    """One space for every run of spaces and tabs, none at the ends. Other white space (a no-break space) stays."""
    return _BLANKS.sub(" ", line).strip()


def raised(text: str, before: str) -> str:
    """A number that stands raised, as it is to be written behind `before`: behind a digit with raised digits, as 10 and 3 would be 103 otherwise."""
    return text.translate(_RAISED) if before[-1:].isdigit() and _EXPONENT.fullmatch(text) else text


def is_blank(text: str) -> bool:
    """Whether nothing in a cleaned `text` can be seen."""
    return not text.translate(_UNSEEN).strip()
