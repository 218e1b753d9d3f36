"""Who wrote a web page and when, as it says for machines: structured data (JSON-LD), then meta elements.

What stands in the text is only a guess beside it: the first date on a page may be of a comment, and a byline may be a biography.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from article_chat.articles.heads import iso_date
from article_chat.articles.people import join_names, split_names, turned
from article_chat.articles.tree import Element

_ARTICLES = ("article", "posting", "report", "webpage", "creativework", "book", "thesis", "recipe")
_CATALOGUED = ("citation_author", "dc.creator", "dcterms.creator", "dc.contributor.author")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "byl")
_PUBLISHED = (
    "article:published_time", "og:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "parsely-pub-date", "pubdate", "publishdate", "publish-date", "date",
)  # fmt: skip
_MOST_OBJECTS = 100


def author_of(tree: Element) -> str | None:
    """The names that the page gives for machines, such as "Lena Dahl and Per Vik"; the site's own name is no author's."""
    structured = [name for item in _articles(tree) for name in _names(item.get("author") or item.get("creator"))]
    sites = {value.casefold() for value in _metas(tree, ("og:site_name", "application-name"))}
    catalogued = [turned(value) for value in _metas(tree, _CATALOGUED)]
    plain = [name for value in _metas(tree, _AUTHORS) for name in _without_site(value, sites)]
    return join_names(structured) or join_names(catalogued) or join_names(plain)


def date_of(tree: Element) -> str | None:
    """The date of publication that the page gives for machines: YYYY-MM-DD, or as much of it as is said."""
    items = list(_articles(tree))
    structured = [str(item[name]) for name in ("datePublished", "dateCreated") for item in items if isinstance(item.get(name), str)]
    marked = [str(value) for value in tree.xpath("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime")]
    latest = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
    dates = (iso_date(value) for value in (*structured, *_metas(tree, _PUBLISHED), *marked))
    return next((date for date in dates if date and date <= latest), None)


def structured_data(tree: Element) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, those of its graphs included; what cannot be read is passed over."""
    found = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found.extend(_objects(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue
    return found


def _articles(tree: Element) -> Iterator[dict[str, Any]]:
    for item in structured_data(tree):
        kinds = item.get("@type")
        named = " ".join(map(str, kinds if isinstance(kinds, list) else [kinds])).lower()
        if any(kind in named for kind in _ARTICLES):
            yield item


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value[:_MOST_OBJECTS] for found in _objects(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(_objects(value["@graph"]) if isinstance(value.get("@graph"), list) else [])]


def _names(author: Any) -> list[str]:
    """The names of an author property: text, a person or organisation, or a list of these."""
    if isinstance(author, list):
        return [name for one in author[:_MOST_OBJECTS] for name in _names(one)]
    if isinstance(author, dict):
        return _names(author.get("name"))
    return split_names(author) if isinstance(author, str) else []


def _without_site(value: str, sites: set[str]) -> list[str]:
    """The names in "Lena Dahl, The Courier" without that of the site."""
    parts = [part.strip() for part in value.split(",")]
    kept = [part for part in parts if part.casefold() not in sites]
    return split_names(value) if len(kept) == len(parts) else [name for part in kept for name in split_names(part)]


def _metas(tree: Element, wanted: tuple[str, ...]) -> list[str]:
    """The contents of the meta elements of these names, in the order wanted."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if content := " ".join(str(meta.get("content") or "").split()):
            found.setdefault(name, []).append(content)
    return [content for name in wanted for content in found.get(name, [])]
