"""Plain text."""

from __future__ import annotations

from article_chat.articles.characters import clean_characters
from article_chat.articles.cleaning import clean_text
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Extract, OverLimit, Report, Source
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.limits import Limits
from article_chat.articles.shapes import as_shown


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """Decode and clean; the title, byline and date are those of the first lines."""
    text, notes = decode(source.data, source.encoding)
    if len(text) > limits.max_characters:
        raise OverLimit("max_characters", len(text), "characters")
    report(0, 1)
    cleaned = clean_text(as_shown(clean_characters(text)))
    return Extract(cleaned, find_title(cleaned), find_author(cleaned), find_date(cleaned), notes=notes)
