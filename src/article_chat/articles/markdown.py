"""Markdown: rendered, then read like any tree of headings, paragraphs, lists, quotes and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from article_chat.articles import front_matter
from article_chat.articles.characters import clean_characters
from article_chat.articles.encoding import decode
from article_chat.articles.extract import EMPTY, Extract, Report, Source, Unreadable
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.html import refuse_attributes
from article_chat.articles.limits import Limits
from article_chat.articles.tree import HEADINGS, blocks_of, join_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

_LABEL = r"(?:\*\*[^*\n]{1,40}(?::\*\*|\*\*:)|__[^_\n]{1,40}(?::__|__:))"
_LABELLED = re.compile(rf"^{_LABEL}[^\n]*(?=\n{_LABEL})", re.MULTILINE)
"""A line such as "**Time:** 45 minutes" before another one: they are rows, though Markdown makes one paragraph of them."""


_NOTE_LINE = re.compile(r"^(?=\[\^[\w-]{1,40}\]:)", re.MULTILINE)
_NOTE = re.compile(r"^\[\^([\w-]{1,40})\]:\s*")
_MARK = re.compile(r"\[\^[\w-]{1,40}\]|^\^[\w-]{1,40}$")
"""A mark that refers to a footnote; a footnote of one word is the address of a link to Markdown, and the mark its text."""
_BOX = re.compile(r"^\[([ xX])\] ")
_TICKED = {" ": "☐ ", "x": "☑ "}
_NOTICE = re.compile(r"^\[!([A-Z]{3,12})\]$")


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """Readable text, with the title, author, date and language of the front matter where there is one."""
    from lxml import html
    from markdown_it import MarkdownIt

    text, notes = decode(source.data, source.encoding)
    text, fields = front_matter.split_front_matter(clean_characters(text))
    if not text.strip():
        raise Unreadable(EMPTY)
    text = _NOTE_LINE.sub("\n", _LABELLED.sub(r"\g<0>  ", text))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    _read_signs(tokens)
    rendered = parser.renderer.render(tokens, parser.options, {})
    refuse_attributes(rendered)
    tree = html.fragment_fromstring(rendered, create_parent="div")
    _drop_contents(tree)
    blocks = blocks_of(tree)
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


def _drop_contents(tree: Any) -> None:
    """Drop lists and lines of nothing but links to places in the text itself, and the heading above such a list: its sections say the same."""
    for element in tree.xpath("./ul | ./ol | ./p"):
        links = list(element.iter("a"))
        words, linked = ("".join(text.split()) for text in (element.text_content(), "".join(link.text_content() for link in links)))
        if not links or words != linked or not all((link.get("href") or "").startswith("#") for link in links):
            continue
        above = element.getprevious()
        if element.tag != "p" and above is not None and above.tag in HEADINGS:
            above.drop_tree()
        element.drop_tree()


def _read_signs(tokens: Sequence[Token]) -> None:
    """Change what widely used additions to Markdown mean: boxes that are ticked, kinds of notice; and drop the marks that refer to footnotes."""
    for number, token in enumerate(tokens):
        texts = [child for child in token.children or () if child.type == "text"]
        around = tokens[number - 2].type if number > 1 else ""
        for place, text in enumerate(texts):
            if place == 0 and around == "list_item_open":
                text.content = _BOX.sub(lambda found: _TICKED[found[1].lower()], text.content)
            elif place == 0 and around == "blockquote_open":
                text.content = _NOTICE.sub(lambda found: f"{found[1].capitalize()}:", text.content)
            text.content = _MARK.sub("", _NOTE.sub(r"\g<1>. ", text.content))


def _first_heading(rendered: str) -> str | None:
    """A heading of the first level, where the text begins with it."""
    from lxml import html

    found = re.match(r"\s*<h1>(.*?)</h1>", rendered, re.DOTALL)
    return html.fragment_fromstring(found.group(1), create_parent="div").text_content().strip() or None if found else None
