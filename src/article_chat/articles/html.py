"""Web pages and saved ones: the article without menus, comments and banners, and what the page says of itself."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

from article_chat.articles.characters import squeeze
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Extract, Report, Source, Unreadable
from article_chat.articles.furniture import drop_furniture
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.limits import Limits
from article_chat.articles.merging import complete
from article_chat.articles.page_title import page_title
from article_chat.articles.pruning import is_link_list, prune, without_imprint
from article_chat.articles.tree import blocks_of, join_blocks, read_blocks

Element = Any

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|^<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_HTML = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_HEAD_BYTES = 4_096
_LEAST_LETTERS = 20
_NOT_FREE = "The publisher marks this article as not free: what could be read may be only its beginning."
_BYLINE_WORDS = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The main text of an HTML page through trafilatura; of a page that it finds nothing in, all the text that shows."""
    text, notes = decode(source.data, source.encoding or declared_encoding(source.data))
    tree = parse(text)
    locked = _is_locked(tree)
    report(0, 1)
    if is_link_list(tree):
        raise Unreadable(_nothing_found(locked))
    document, title, blocks = _main_blocks(tree, source.address)
    cleaned = "\n".join(drop_furniture(join_blocks(blocks, title).split("\n"))).strip("\n")
    cleaned = re.sub(r"\n{3,}", "\n\n", cleaned)
    if sum(map(str.isalnum, cleaned)) < _LEAST_LETTERS or not blocks:
        raise Unreadable(_nothing_found(locked))
    return Extract(
        cleaned,
        title or find_title(cleaned),
        _author(document) or find_author(cleaned),
        getattr(document, "date", None) or find_date(cleaned),
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
        raise Unreadable("is empty: there is no text to read in it.")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable("has no readable HTML in it: save the page again, or paste its text.") from None


def _main_blocks(tree: Element, address: str | None) -> tuple[Any, str | None, list[str]]:
    """trafilatura's document (None when it finds none), the title and the blocks of the article."""
    from trafilatura import bare_extraction

    prune(tree)
    body = tree.find(".//body")
    page = read_blocks(tree if body is None else body)
    document = bare_extraction(
        deepcopy(tree), url=address, include_comments=False, include_tables=True, include_formatting=False, include_links=False,
        with_metadata=True, date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    found = getattr(document, "body", None)
    extracted = without_imprint(blocks_of(found)) if found is not None else []
    title = page_title(tree, squeeze(getattr(document, "title", None) or ""), extracted)
    return document, title, complete(page, extracted, title) if extracted else [block.text for block in page]


def _author(document: Any) -> str | None:
    author = squeeze(_BYLINE_WORDS.sub("", getattr(document, "author", None) or ""))
    return author or None


def _language(tree: Element) -> str | None:
    language = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return language or None


def _is_locked(tree: Element) -> bool:
    """Whether the page's structured data says that it is not free to read."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        if any(str(item.get("isAccessibleForFree", "")).lower().rpartition("/")[2] == "false" for item in _objects(found)):
            return True
    return False


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON-LD document, those of its graph included."""
    if isinstance(value, list):
        return [found for item in value[:100] for found in _objects(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(_objects(value["@graph"]) if isinstance(value.get("@graph"), list) else [])]


def _nothing_found(locked: bool) -> str:
    if locked:
        return "is for subscribers only: its publisher does not give out the text. If you can read it, paste the text instead."
    return "has no article text in it: the page may be drawn by JavaScript, or be a list of links. Paste the text instead."
