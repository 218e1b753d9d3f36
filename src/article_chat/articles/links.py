"""A link -> Extract: what an `Article` is made of."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from article_chat.articles.extract import Extract, OverLimit, Unreadable
from article_chat.articles.fetching import Fetched, Fetcher
from article_chat.articles.files import read_bytes
from article_chat.articles.limits import Limits
from article_chat.errors import ArticleError
from article_chat.progress import Progress


def read_url(url: str, *, limits: Limits, links_allowed: bool = True, fetcher: Fetcher | None = None, progress: Progress | None = None) -> Extract:
    """What is behind `url`; see `Article.from_url`."""
    if not isinstance(url, str):
        raise ArticleError(f"A link must be a string, not {type(url).__name__}: give one like https://example.org/article.")
    shown = without_password(url)
    if not links_allowed:
        raise ArticleError(f"{shown} was not opened: links are switched off here. Give the file, or paste the text.", source=shown)
    try:
        fetched = (fetcher or Fetcher()).fetch(url, limits, progress)
    except Unreadable as reason:
        raise ArticleError(f"{shown} {reason}", source=shown, advice=reason.advice) from None
    except OverLimit as over:
        raise limits.exceeded(over.name, over.size, over.what, shown) from None
    extract = read_bytes(
        fetched.data, name=shown, limits=limits, content_type=fetched.content_type, encoding=fetched.encoding, address=fetched.address, progress=progress
    )
    return replace(extract, notes=(*extract.notes, *_moved(url, fetched)))


def _moved(url: str, fetched: Fetched) -> tuple[str, ...]:
    """A note when the link led to another site than it names."""
    asked, reached = urlsplit(url.strip()).hostname or "", urlsplit(fetched.address).hostname or ""
    if asked.lower().removeprefix("www.") == reached.lower().removeprefix("www."):
        return ()
    return (f"The link led on to {fetched.address}.",)


def without_password(url: str) -> str:
    """What may be repeated in a message: everything but what stands before an @ in the server's name."""
    start, mark, rest = url.partition("://")
    host = re.split("[/?#]", rest, maxsplit=1)[0]
    return f"{start}{mark}{host.rpartition('@')[2]}{rest[len(host) :]}" if mark else url
