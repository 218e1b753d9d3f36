"""Markdown: rendered, then read like any tree of headings, paragraphs, lists, quotes and tables."""

from __future__ import annotations

import re

from article_chat.articles import front_matter
from article_chat.articles.characters import clean_characters
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Extract, Report, Source, Unreadable
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.html import refuse_attributes
from article_chat.articles.limits import Limits
from article_chat.articles.tree import blocks_of, join_blocks

_LABEL = r"(?:\*\*[^*\n]{1,40}(?::\*\*|\*\*:)|__[^_\n]{1,40}(?::__|__:))"
_LABELLED = re.compile(rf"^{_LABEL}[^\n]*(?=\n{_LABEL})", re.MULTILINE)
"""A line such as "**Time:** 45 minutes" before another one: they are rows, though Markdown makes one paragraph of them."""


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """Readable text, with the title, author, date and language of the front matter where there is one."""
    from lxml import html
    from markdown_it import MarkdownIt

    text, notes = decode(source.data, source.encoding)
    text, fields = front_matter.split_front_matter(clean_characters(text))
    if not text.strip():
        raise Unreadable("is empty: there is no text to read in it.")
    text = _LABELLED.sub(r"\g<0>  ", text)
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    refuse_attributes(rendered)
    blocks = blocks_of(html.fragment_fromstring(rendered, create_parent="div"))
    if not blocks:
        raise Unreadable("has no text in it, only images or markup.")
    title = front_matter.words(fields, "title")
    cleaned = join_blocks(blocks, title)
    return Extract(
        cleaned,
        title or _first_heading(rendered) or find_title(cleaned),
        front_matter.people(fields, "author", "authors", "by") or find_author(cleaned),
        front_matter.date(fields, "date", "published", "created", "updated") or find_date(cleaned),
        front_matter.words(fields, "lang", "language"),
        notes=notes,
    )


def _first_heading(rendered: str) -> str | None:
    """A heading of the first level, where the text begins with it."""
    from lxml import html

    found = re.match(r"\s*<h1>(.*?)</h1>", rendered, re.DOTALL)
    return html.fragment_fromstring(found.group(1), create_parent="div").text_content().strip() or None if found else None
