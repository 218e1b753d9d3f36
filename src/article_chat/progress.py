"""What is happening while someone waits, and how far it is: in words for a page, as a bar for a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Progress = Callable[[str, int, int], None]
"""Told (stage, done, all of it or 0 when that is not known), several times a second. An exception raised in it ends the work and passes on.

The stages: "fetching" counts bytes, "reading pages" the pages of a PDF, "reading" the parts of any other document, "indexing" the
passages and sentences embedded.
"""

FETCHING, READING_PAGES, READING, INDEXING = "fetching", "reading pages", "reading", "indexing"
SOMEHOW = "Reading the article…"
"""What is said where nothing is known of how far it is."""
DELAY_S = 1.0
"""A bar is shown for what takes longer than this."""
_KILO, _MEGA = 1_000, 1_000_000
_BARS = {FETCHING: ("Fetching", "B"), READING_PAGES: ("Reading", "page"), READING: ("Reading", "part"), INDEXING: ("Indexing passages and sentences", "text")}


def in_words(stage: str, done: int, total: int) -> str:
    """One line for a reader: "Fetching 1.2 of 3.4 MB…"."""
    if stage == FETCHING:
        return _fetching(done, total)
    if stage == READING_PAGES and total:
        return f"Reading page {min(done + 1, total):,} of {total:,}…"
    if stage == READING and total > 1:
        return f"Reading part {min(done + 1, total):,} of {total:,}…"
    if stage == INDEXING and total:
        return f"Indexing {done:,} of {total:,} passages and sentences…"
    return SOMEHOW


def _fetching(done: int, total: int) -> str:
    size, unit = (_MEGA, "MB") if max(done, total) >= _MEGA else (_KILO, "kB")
    digits = 1 if unit == "MB" else 0
    if total >= done > 0:
        return f"Fetching {done / size:,.{digits}f} of {total / size:,.{digits}f} {unit}…"
    return f"Fetching, {done / size:,.{digits}f} {unit} so far…" if done else "Fetching…"


class TerminalProgress:
    """A bar on a terminal's standard error, one stage after another; each is shown once it has taken a second. Close it before printing."""

    def __init__(self) -> None:
        self._stage, self._bar = "", None  # type: tuple[str, Any]

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell how far it is."""
        if stage != self._stage:
            self.close()
            self._stage, self._bar = stage, _open_bar(stage)
        if self._bar is None:
            return
        self._bar.total = total or None
        self._bar.update(done - self._bar.n)
        if total and done >= total:
            self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
        self._bar = None


def _open_bar(stage: str) -> Any:
    from tqdm import tqdm

    words, unit = _BARS[stage]
    return tqdm(desc=words, unit=unit, unit_scale=stage == FETCHING, delay=DELAY_S, disable=None, leave=False)
