"""The article: what questions are asked of, and what citations count in."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from article_chat.articles.extract import Extract
from article_chat.articles.files import read_file, read_text
from article_chat.articles.limits import Limits
from article_chat.errors import ArticleError
from article_chat.progress import Progress

if TYPE_CHECKING:
    from article_chat.articles.fetching import Fetcher


@dataclass(frozen=True)
class Article:
    """An article, cleaned; make one with `from_text`, `from_file` or `from_url`.

    `text`: LF line ends, one line per paragraph, heading, list item or table row, paragraphs parted by a blank line; a title that the text has
    is its first line. `source`: the path or address as it was given. `date`: YYYY-MM-DD, or less of it. `language`: ISO 639-1. `pages`: where
    each page starts in `text` (PDF). `notes`: what a reader should be told about how it was read.
    """

    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("pages", "notes"):  # a list would do as well, but for what keeps articles by their hash
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @cached_property
    def id(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def name(self) -> str | None:
        """What it is called: its title, or else the link it came from, or the file's name without its folder."""
        if self.title or not self.source:
            return self.title
        return self.source if "://" in self.source else Path(self.source).name

    def page_at(self, offset: int) -> int | None:
        """The page, counted from 1, that holds the character at `offset`; None when the source has no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    @classmethod
    def from_text(
        cls, text: str, title: str | None = None, *, source: str | None = None, limits: Limits | None = None, progress: Progress | None = None
    ) -> Article:
        """Clean `text` and recognise its title, byline and date; what is clearly Markdown is read as such.

        `title`, when given, is kept beside the text and not written into it.

        Raises ArticleError when nothing in `text` can be seen, LimitError when it is too long.
        """
        if not isinstance(text, str):
            raise ArticleError(f"An article's text must be a string, not {type(text).__name__}: decode bytes first, or use Article.from_file.", source=source)
        return cls._of(read_text(text, title, source=source, limits=limits or Limits(), progress=progress), source)

    @classmethod
    def from_file(cls, path: str | Path, *, limits: Limits | None = None, progress: Progress | None = None) -> Article:
        """Read plain text, Markdown, HTML, PDF, DOCX, EPUB or an e-mail; what a file is, its content says before its name does.

        Raises ArticleError (no such file, unreadable, encrypted, scanned, damaged), LimitError (names the limit).
        """
        return cls._of(read_file(path, limits=limits or Limits(), progress=progress), str(path))

    @classmethod
    def from_url(
        cls, url: str, *, limits: Limits | None = None, links_allowed: bool = True, fetcher: Fetcher | None = None, progress: Progress | None = None
    ) -> Article:
        """Fetch a public http or https page or document and read it; `fetcher` replaces the default one (tests).

        Raises ArticleError (links switched off, private address, not found, behind a login, not an article), LimitError (names the limit).
        """
        from article_chat.articles.links import read_url, without_password  # brings httpx, which takes a while

        extract = read_url(url, limits=limits or Limits(), links_allowed=links_allowed, fetcher=fetcher, progress=progress)
        return cls._of(extract, without_password(url))

    @classmethod
    def _of(cls, extract: Extract, source: str | None) -> Article:
        return cls(extract.text, extract.title, source, extract.author, extract.date, extract.language, extract.pages, extract.notes)
