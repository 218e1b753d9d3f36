"""Text to HTML, or to Markdown, that shows as that text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import escape

_INERT = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;", "\\": "&#92;", "\r": "&#13;", "\0": "\ufffd"})

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~$&!{}]|^[-+=]")
"""What starts something in Markdown, anywhere or at the beginning of a line."""
_NUMBER = re.compile(r"(\d{1,9})(?=[.)])")
"""At the beginning of a line it would begin a list."""


def inert(text: str) -> str:
    """`text` as HTML, for element content and for quoted attributes alike.

    Gradio evaluates templates as JavaScript template literals, so `${…}`, `{{…}}`, backticks and backslashes are made entities too:
    they show as they were written wherever the value lands.
    """
    return escape(text, quote=True).translate(_INERT)


def told_apart(names: Iterable[str]) -> list[str]:
    """The names in their order; what was called the same before gets a number, in front, where a short tab shows it."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"({seen[name]}) {name}")
    return told


def utf16_length(text: str) -> int:
    """How many UTF-16 units JavaScript counts in `text`: an astral character is one in Python and two there."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def inert_markdown(text: str) -> str:
    """`text` as one line of Markdown in which nothing is markup, an image or HTML."""
    line = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.replace("\0", "\ufffd").split()))
    number = _NUMBER.match(line)
    return f"{number[1]}\\{line[number.end() :]}" if number else line
