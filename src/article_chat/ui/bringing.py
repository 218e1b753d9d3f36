"""How far the bringing of an article is, told on the page while the work goes on in a thread, and its cancelling."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from article_chat.progress import INDEXING, SOMEHOW, in_words

LOOK_S = 0.2
"""How often it is looked at how far the work is."""


class Cancelled(Exception):
    """The visitor does not want the article any more."""


@dataclass(slots=True)
class Bringing:
    """What is happening to an article, from reading to indexing, and how far it is; called by those at work on it several times a second."""

    stage: str = ""
    done: int = 0
    total: int = 0
    cancelled: bool = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Told how far it is. Raises Cancelled once `cancel` was called, which ends the work."""
        self.stage, self.done, self.total = stage, done, total
        self.go_on()

    def cancel(self) -> None:
        """End the work at its next report."""
        self.cancelled = True

    def go_on(self) -> None:
        """Raise Cancelled once `cancel` was called."""
        if self.cancelled:
            raise Cancelled

    @property
    def words(self) -> str:
        """For a reader; "" while there is nothing to tell."""
        over = self.stage == INDEXING and self.done >= self.total
        return in_words(self.stage, self.done, self.total) if self.stage and not over else ""


async def words_of(work: Callable[[], None], progress: Bringing) -> AsyncIterator[str]:
    """How far `work` is, in words, whenever that changes; ends with it, and raises what it raises.

    When nobody listens any more, the work is cancelled.
    """
    task = asyncio.ensure_future(asyncio.to_thread(work))
    # Asked for, so that nothing is logged about a task whose failure nobody waited for.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    shown = None
    try:
        while not task.done():
            if (words := progress.words or SOMEHOW) != shown:
                shown = words
                yield words
            await asyncio.wait({task}, timeout=LOOK_S)
        task.result()
    finally:
        if not task.done():
            progress.cancel()
