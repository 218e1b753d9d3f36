"""Plain text."""

from __future__ import annotations

from article_chat.articles.cleaning import clean_text
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Extract
from article_chat.articles.heads import find_author, find_date, find_title


def extract(data: bytes, *, declared_encoding: str | None = None) -> Extract:
    """Decode and clean; the title, byline and date are those of the first lines."""
    text, notes = decode(data, declared_encoding)
    cleaned = clean_text(text)
    return Extract(cleaned, find_title(cleaned), find_author(cleaned), find_date(cleaned), notes=notes)
