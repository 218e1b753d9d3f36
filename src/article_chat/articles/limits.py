"""Every limit on what may be read, in one place; a message about one names the field, and the setting, to raise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from article_chat.errors import LimitError

_SMALLER = "Give a smaller part of it"
_ADVICE = {
    "max_redirects": "Open it in a browser and give the address that it ends at",
    "max_fetch_seconds": "Try again, save the page and give the file",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost. Sizes in bytes, times in seconds; each field is also a setting of the same name."""

    max_bytes: int = 50_000_000
    """A file, or the body of a link."""
    max_characters: int = 10_000_000
    """The text of an article; a book of a million words has about six million."""
    max_pages: int = 2_000
    """Pages of a PDF."""
    max_members: int = 5_000
    """Files inside a DOCX or EPUB."""
    max_unpacked_bytes: int = 200_000_000
    """A DOCX or EPUB after decompression, and a compressed link."""
    max_ratio: int = 200
    """Unpacked to packed size of one archive member or compressed link, once it is over a megabyte."""
    max_seconds: float = 60.0
    """Extraction of the text of one file."""
    max_memory: int = 1_500_000_000
    """Address space of the process that extracts."""
    max_redirects: int = 5
    """Redirects followed from one link."""
    max_fetch_seconds: float = 20.0
    """Fetching a link: name, connection, redirects and body together."""

    def check(self, name: str, size: float, what: str, source: str | Path | None = None) -> None:
        """Raise LimitError when `size` is over the limit called `name`; `what` says what was measured, as in "pages"."""
        if size > getattr(self, name):
            raise self.exceeded(name, size, what, source)

    def exceeded(self, name: str, size: float, what: str, source: str | Path | None = None) -> LimitError:
        """The error for a `size` over the limit called `name`."""
        limit = getattr(self, name)
        subject = source if source is not None else "The article"
        return LimitError(
            f"{subject} is over a limit: {_number(size)} {what}, {_number(limit)} allowed ({name}). "
            f"{_ADVICE.get(name, _SMALLER)}, or raise {name} (ARTICLE_CHAT_{name.upper()}).",
            source=source, limit=limit, size=size, unit=what,
        )  # fmt: skip


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
