"""Text to HTML that shows as that text."""

from __future__ import annotations

from html import escape

_INERT = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;", "\\": "&#92;", "\r": "&#13;", "\0": "\ufffd"})


def inert(text: str) -> str:
    """`text` as HTML, for element content and for quoted attributes alike.

    Gradio evaluates templates as JavaScript template literals, so `${…}`, `{{…}}`, backticks and backslashes are made entities too:
    they show as they were written wherever the value lands.
    """
    return escape(text, quote=True).translate(_INERT)


def utf16_length(text: str) -> int:
    """How many UTF-16 units JavaScript counts in `text`: an astral character is one in Python and two there."""
    return len(text) + sum(1 for character in text if character > "\uffff")
