"""Web pages and saved ones: the article without menus, comments and banners, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from article_chat.articles.characters import squeeze
from article_chat.articles.encoding import decode
from article_chat.articles.extract import EMPTY, Extract, Report, Source, Unreadable
from article_chat.articles.furniture import drop_furniture
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.limits import Limits
from article_chat.articles.merging import complete, is_beside, is_menu
from article_chat.articles.page_facts import author_of, date_of, structured_data
from article_chat.articles.page_title import page_title
from article_chat.articles.people import is_person, join_names
from article_chat.articles.pointers import drop_pointers, keep_exponents
from article_chat.articles.pruning import is_link_list, prune, without_imprint
from article_chat.articles.tree import Element, blocks_of, join_blocks, read_blocks

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|^<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(
    r"(<(?:(script|style)\b|[a-z])(?:[^\"'>]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?(2).*?(?:</|\Z))",
    re.IGNORECASE | re.DOTALL,
)
"""A tag up to its end, or to the page's, and behind it the words of a program; what was looked at is never looked at again."""
_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?|/")
_MOST_ATTRIBUTES = 1_000
_HTML = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_HEAD_BYTES = 4_096
_LEAST_LETTERS = 20
_LEAST_TEXT = 300
_MUCH_MORE = 2
_KEPT = frozenset({"html", "head", "body", "main", "article", "meta", "title", "script", "time"})
_NOT_FREE = "The publisher marks this article as not free: what could be read may be only its beginning."
_BYLINE_WORDS = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The main text of an HTML page through trafilatura; of a page that it finds nothing in, all the text that shows."""
    text, notes = decode(source.data, source.encoding or declared_encoding(source.data))
    tree = parse(text)
    locked = _is_locked(tree)
    author, date = author_of(tree), date_of(tree)
    report(0, 1)
    if is_link_list(tree):
        raise Unreadable(_nothing_found(locked))
    title, blocks = _main_blocks(tree, source.address)
    said = None if author and date else _metadata(tree, source.address)
    cleaned = "\n".join(drop_furniture(join_blocks(blocks, title).split("\n"))).strip("\n")
    cleaned = re.sub(r"\n{3,}", "\n\n", cleaned)
    if sum(map(str.isalnum, cleaned)) < _LEAST_LETTERS or not blocks:
        raise Unreadable(_nothing_found(locked))
    return Extract(
        cleaned,
        title or find_title(cleaned),
        author or _byline(getattr(said, "author", None)) or find_author(cleaned),
        date or getattr(said, "date", None) or find_date(cleaned),
        _language(tree),
        notes=(*notes, *([_NOT_FREE] if locked else [])),
    )


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the first bytes of a page name."""
    found = _META_CHARSET.search(data[:_HEAD_BYTES])
    return (found.group(1) or found.group(2)).decode("ascii", "replace") if found else None


def parse(text: str) -> Element:
    """A tree of the page; raises Unreadable where there is none, or where entities are declared, which no page needs and bombs are made of."""
    from lxml import etree, html

    start = _HTML.search(text)
    if _ENTITY.search(text[: start.start() if start else _HEAD_BYTES]):
        raise Unreadable("declares XML entities, which can be made to fill the memory: save the page as ordinary HTML.")
    text = _XML_DECLARATION.sub("", text).replace("\0", "")
    if not text.strip():
        raise Unreadable(EMPTY)
    refuse_attributes(text)
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable("has no readable HTML in it: save the page again, or paste its text.") from None


def refuse_attributes(text: str) -> None:
    """Raise Unreadable for a tag with more different attributes than any page has: parsers take a time that grows with the square of their number."""
    for tag in _TAG.finditer(text):
        names = set(_QUOTED.sub(" ", tag[1]).split()[1:]) if len(tag[1]) > 2 * _MOST_ATTRIBUTES else ()
        if (count := len(names)) > _MOST_ATTRIBUTES:
            raise Unreadable(f"has a tag with {count:,} attributes, which no page needs and which takes too long to read: paste its text instead.")


def _main_blocks(tree: Element, address: str | None) -> tuple[str | None, list[str]]:
    """The title and the blocks of the article, found by trafilatura; where it finds none, all the text that shows."""
    from trafilatura import bare_extraction

    drop_pointers(tree)
    keep_exponents(tree)
    prune(tree)
    body = tree.find(".//body")
    page = read_blocks(tree if body is None else body)
    document = bare_extraction(
        deepcopy(tree), url=address, include_comments=False, include_tables=True, include_formatting=False, include_links=False,
        with_metadata=False,
    )  # fmt: skip
    found = getattr(document, "body", None)
    extracted = without_imprint(blocks_of(found)) if found is not None else []
    title = page_title(tree, squeeze(getattr(document, "title", None) or ""), extracted)
    blocks = complete(page, extracted, title) if extracted else [block.text for block in page]
    talk = [block.text for block in page if not is_menu(block)]
    # What hardly has a text besides its comments is a conversation, and they are the text.
    return title, talk if _size(blocks) < _LEAST_TEXT and _size(talk) > _MUCH_MORE * _size(blocks) else blocks


def _size(blocks: Sequence[str]) -> int:
    return sum(map(len, blocks))


def _byline(written: str | None) -> str | None:
    """The people among the words that an extractor takes for a byline; it parts them by semicolons."""
    parts = _BYLINE_WORDS.sub("", written or "").split(";")
    return join_names(part for part in parts if is_person(part.strip()))


def _metadata(tree: Element, address: str | None) -> Any:
    """What trafilatura finds of author and date, without looking at comments, footers and other articles."""
    from trafilatura import extract_metadata

    own = deepcopy(tree)
    for element in list(own.iter("*")):
        if element.tag not in _KEPT and is_beside(element) and element.getparent() is not None:
            element.drop_tree()
    return extract_metadata(own, default_url=address, date_config={"extensive_search": False, "original_date": True, "max_date": None})


def _language(tree: Element) -> str | None:
    language = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return language or None


def _is_locked(tree: Element) -> bool:
    """Whether the page's structured data says that it is not free to read."""
    return any(str(item.get("isAccessibleForFree", "")).lower().rpartition("/")[2] == "false" for item in structured_data(tree))


def _nothing_found(locked: bool) -> str:
    if locked:
        return "is for subscribers only: its publisher does not give out the text. If you can read it, paste the text instead."
    return "has no article text in it: the page may be drawn by JavaScript, or be a list of links. Paste the text instead."
