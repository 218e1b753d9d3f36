"""Markdown: rendered, then read like any tree of headings, paragraphs, lists, quotes and tables."""

from __future__ import annotations

import re

from article_chat.articles.characters import clean_characters
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Extract, Report, Source, Unreadable
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.limits import Limits
from article_chat.articles.tree import blocks_of, join_blocks

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>\w+)\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """Readable text, with the title, author, date and language of the front matter where there is one."""
    from lxml import html
    from markdown_it import MarkdownIt

    text, notes = decode(source.data, source.encoding)
    text, fields = _split_front_matter(clean_characters(text))
    if not text.strip():
        raise Unreadable("is empty: there is no text to read in it.")
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    blocks = blocks_of(html.fragment_fromstring(rendered, create_parent="div"))
    if not blocks:
        raise Unreadable("has no text in it, only images or markup.")
    cleaned = join_blocks(blocks, fields.get("title"))
    date = _DATE.match(fields.get("date", ""))
    return Extract(
        cleaned,
        fields.get("title") or _first_heading(rendered) or find_title(cleaned),
        fields.get("author") or find_author(cleaned),
        date.group() if date else find_date(cleaned),
        fields.get("lang") or fields.get("language"),
        notes=notes,
    )


def _split_front_matter(text: str) -> tuple[str, dict[str, str]]:
    """The text after the front matter, and its one-line fields by lower-case name."""
    found = _FRONT_MATTER.match(text)
    if not found or not _FIELD.search(found["fields"]):
        return text, {}
    values = {field["name"].lower(): _unquote(field["value"]) for field in _FIELD.finditer(found["fields"])}
    return text[found.end() :], values


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _first_heading(rendered: str) -> str | None:
    """A heading of the first level, where the text begins with it."""
    from lxml import html

    found = re.match(r"\s*<h1>(.*?)</h1>", rendered, re.DOTALL)
    return html.fragment_fromstring(found.group(1), create_parent="div").text_content().strip() or None if found else None
