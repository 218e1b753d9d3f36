"""What an extractor hands back or raises: plain data, so that it can cross a process boundary as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

EMPTY = "is empty: there is no text to read in it."
"""What is said of a document, whatever its format, in which nothing stands."""

Report = Callable[[int, int], None]
"""Told how far extraction is: (pages or parts done, all of them)."""


class Unreadable(Exception):
    """Why a document cannot be read, worded to follow its name: "is protected by a password: …"; `advice` names a setting that may help."""

    def __init__(self, reason: str, *, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice


class OverLimit(Exception):
    """A limit that a document breaks: the limit's field, the size found, and what was measured."""

    def __init__(self, name: str, size: float, what: str) -> None:
        super().__init__(name, size, what)
        self.name, self.size, self.what = name, size, what


@dataclass(frozen=True, slots=True)
class Extract:
    """Cleaned text and what the document says of itself; the fields mean what `Article`'s mean."""

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """JSON values."""
        return asdict(self)

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> Extract:
        """The reverse of `to_plain`; raises ValueError for anything that is not what an extractor may say."""
        if set(values) != {field.name for field in fields(cls)} or not isinstance(values["text"], str):
            raise ValueError("not an extract")
        pages, notes = values["pages"], values["notes"]
        if not all(isinstance(page, int) for page in pages) or not all(isinstance(note, str) for note in notes):
            raise ValueError("pages or notes of the wrong kind")
        if not all(values[name] is None or isinstance(values[name], str) for name in ("title", "author", "date", "language")):
            raise ValueError("a title, author, date or language that is not text")
        return cls(**{**values, "pages": tuple(pages), "notes": tuple(notes)})


@dataclass(frozen=True, slots=True)
class Source:
    """A document to extract. `encoding` and `address` are what a server or the caller said of it, where known."""

    data: bytes
    encoding: str | None = None
    address: str | None = None
