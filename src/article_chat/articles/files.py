"""A file, or bytes that came over the network -> Extract: what an `Article` is made of."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from article_chat.articles import plain
from article_chat.articles.archive import is_archive
from article_chat.articles.characters import is_blank
from article_chat.articles.detect import NAMES, detect, looks_like_markdown, promise
from article_chat.articles.extract import EMPTY, Extract, OverLimit, Source, Unreadable
from article_chat.articles.isolation import extract_isolated
from article_chat.articles.language import language_of
from article_chat.articles.limits import Limits
from article_chat.errors import ArticleError
from article_chat.progress import Progress
from article_chat.writing import without_surrogates

_MEMBER = b"PK\x01\x02"
_UNSIZED = 1_000_000
"""Bytes that are looked for in a file that gives no size, as those of the system do."""

_READ_AT_ONCE = 200_000
"""Bytes of plain text that are read faster than a process starts; more of them could hold up everyone else, and could not be cancelled."""


def read_file(path: str | Path, *, limits: Limits, progress: Progress | None = None) -> Extract:
    """What is in the file at `path`; see `Article.from_file`."""
    return read_bytes(load(path, limits), name=str(path), limits=limits, progress=progress)


def load(path: str | Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file within the limit; anything else is an ArticleError with the reason."""
    if not isinstance(path, str | os.PathLike):  # a number would be taken for a file that this process has open, and closed
        raise ArticleError(f"A file is given by its path, not by {type(path).__name__} {path!r}.")
    source = str(path)
    if not source.strip() or "\0" in source:
        raise ArticleError(f"{source!r} is not a file name: give the path of a file.", source=source)
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise ArticleError(f"{source} is not an ordinary file: give the path of a document.", source=source)
            limits.check("max_bytes", found.st_size, "bytes", source)
            # As much as there is and no more: room for all that is asked for is set aside before anything is read.
            data = file.read(min(limits.max_bytes, max(found.st_size, _UNSIZED)) + 1)
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


def read_text(text: str, title: str | None, *, source: str | None, limits: Limits, progress: Progress | None = None) -> Extract:
    """What is in a text that is at hand; see `Article.from_text`."""
    limits.check("max_characters", len(text), "characters", source)
    try:
        source_of_text = Source(without_surrogates(text).encode(), "utf-8")
        if looks_like_markdown(text):
            extract = extract_isolated("markdown", source_of_text, limits, progress)
        else:
            extract = _extract_text(source_of_text, limits, progress)
    except Unreadable as reason:
        raise ArticleError(f"{'The article' if source is None else source} {reason}", source=source, advice=reason.advice) from None
    except OverLimit as over:
        raise limits.exceeded(over.name, over.size, over.what, source) from None
    finished = _finish(extract, source, limits, ())
    return replace(finished, title=title) if title and title.strip() else finished


def read_bytes(
    data: bytes,
    *,
    name: str,
    limits: Limits,
    content_type: str | None = None,
    encoding: str | None = None,
    address: str | None = None,
    progress: Progress | None = None,
) -> Extract:
    """What is in `data`, which came from `name` (a path or an address); a server's `content_type` and `encoding` are hints only."""
    try:
        if is_archive(data):
            # Counted here, because even listing the members of an archive takes memory for each.
            limits.check("max_members", data.count(_MEMBER), "files inside", name)
        kind = detect(data, address or name, content_type)
        source = Source(data, encoding, address)
        extract = _extract_text(source, limits, progress) if kind == "text" else extract_isolated(kind, source, limits, progress)
    except Unreadable as reason:
        raise ArticleError(f"{name} {reason}", source=name, advice=reason.advice) from None
    except OverLimit as over:
        raise limits.exceeded(over.name, over.size, over.what, name) from None
    return _finish(extract, name, limits, _surprise(kind, address or name))


def _extract_text(source: Source, limits: Limits, progress: Progress | None) -> Extract:
    if len(source.data) <= _READ_AT_ONCE:
        return plain.extract(source, limits, lambda done, total: None)
    return extract_isolated("text", source, limits, progress)


def _surprise(kind: str, name: str) -> tuple[str, ...]:
    promised = promise(name)
    if promised in (None, kind) or {promised, kind} == {"text", "markdown"}:
        return ()
    return (f"The name promises {NAMES[promised]}, but the content is {NAMES[kind]} and was read as that.",)


def _finish(extract: Extract, source: str | None, limits: Limits, notes: tuple[str, ...]) -> Extract:
    limits.check("max_characters", len(extract.text), "characters", source)
    if is_blank(extract.text):
        raise ArticleError(f"{'The article' if source is None else source} {EMPTY}", source=source)
    return replace(extract, language=language_of(extract.text, extract.language), notes=(*extract.notes, *notes))


def _open_without_waiting(path: str, flags: int) -> int:
    """A pipe with no writer would block the caller for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
