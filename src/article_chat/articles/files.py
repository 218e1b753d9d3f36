"""A file, or bytes that came over the network -> Article."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from article_chat.articles import plain
from article_chat.articles.article import Article, Progress
from article_chat.articles.extract import Extract
from article_chat.articles.limits import Limits
from article_chat.errors import ArticleError


def read_file(path: str | Path, *, limits: Limits, progress: Progress | None = None) -> Article:
    """The article in the file at `path`; see `Article.from_file`."""
    return read_bytes(load(path, limits), name=str(path), limits=limits, progress=progress)


def load(path: str | Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file within the limit; anything else is an ArticleError with the reason."""
    source = str(path)
    if not source.strip() or "\0" in source:
        raise ArticleError(f"{source!r} is not a file name: give the path of a file.", source=source)
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise ArticleError(f"{source} is not an ordinary file: give the path of a document.", source=source)
            limits.check("max_bytes", found.st_size, "bytes", source)
            data = file.read(limits.max_bytes + 1)
    except FileNotFoundError:
        raise ArticleError(f"{source} does not exist: check the path.", source=source) from None
    except IsADirectoryError:
        raise ArticleError(f"{source} is a folder: give the path of one file in it.", source=source) from None
    except PermissionError:
        raise ArticleError(f"{source} may not be read by this user: change its permissions or copy it.", source=source) from None
    except (OSError, ValueError) as error:
        raise ArticleError(f"{source} cannot be read: {getattr(error, 'strerror', None) or error}.", source=source) from error
    limits.check("max_bytes", len(data), "bytes", source)
    return data


def read_bytes(data: bytes, *, name: str, limits: Limits, progress: Progress | None = None) -> Article:
    """The article in `data`, which came from `name` (a path or an address)."""
    return _finish(plain.extract(data), name, limits)


def _finish(extract: Extract, source: str, limits: Limits) -> Article:
    limits.check("max_characters", len(extract.text), "characters", source)
    if not extract.text:
        raise ArticleError(f"{source} is empty: there is no text to read in it.", source=source)
    return Article(extract.text, extract.title, source, extract.author, extract.date, extract.language, extract.pages, extract.notes)


def _open_without_waiting(path: str, flags: int) -> int:
    """A pipe with no writer would block the caller for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
