"""Every limit on what may be read, in one place; a message about one names the field, and the setting, to raise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from article_chat.errors import ConfigError, LimitError, shortened

_SMALLER = "Give a smaller part of it"
_INSTEAD = {
    "max_redirects": "Open it in a browser and give the address that it ends at",
    "max_fetch_seconds": "Try again, save the page and give the file",
}
RANGES = MappingProxyType(
    {
        "max_bytes": (1, 10**12), "max_characters": (1, 10**10), "max_pages": (1, 10**7), "max_members": (1, 10**7), "max_unpacked_bytes": (1, 10**12),
        "max_ratio": (1, 10**6), "max_seconds": (0.001, 86_400), "max_memory": (1, 10**13), "max_redirects": (0, 100), "max_fetch_seconds": (0.001, 86_400),
    }
)  # fmt: skip
"""The least and the most that each limit may be: beyond that the system takes no such size or time, and would say so in the middle of the work."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost. Sizes in bytes, times in seconds; each field is also a setting of the same name.

    Raises ConfigError for a value outside `RANGES`.
    """

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

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if not isinstance(value, int | float) or not least <= value <= most:
                raise ConfigError(f"The limit {name} cannot be {shortened(repr(value))}: give a number from {least:,} to {most:,}.", name=name)

    def check(self, name: str, size: float, what: str, source: str | Path | None = None) -> None:
        """Raise LimitError when `size` is over the limit called `name`; `what` says what was measured, as in "pages"."""
        if size > getattr(self, name):
            raise self.exceeded(name, size, what, source)

    def exceeded(self, name: str, size: float, what: str, source: str | Path | None = None) -> LimitError:
        """The error for a `size` over the limit called `name`."""
        limit = getattr(self, name)
        subject = source if source is not None else "The article"
        return LimitError(
            f"{subject} is over a limit: {_number(size)} {what}, {_number(limit)} allowed. {_INSTEAD.get(name, _SMALLER)}.",
            source=source, limit=limit, size=size, unit=what, advice=f"To allow more, raise {name}: ARTICLE_CHAT_{name.upper()}.",
        )  # fmt: skip


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
