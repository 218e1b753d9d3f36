"""Long work in a thread while the page tells how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from article_chat.ui.bring import Progress

LOOK_S = 0.2
"""How often it is looked at how far the work is."""
READING = "Reading the article…"


async def words_of(work: Callable[[], None], progress: Progress) -> AsyncIterator[str]:
    """How far `work` is, in words, whenever that changes; ends with it, and raises what it raises.

    When nobody listens any more, the work is cancelled.
    """
    task = asyncio.ensure_future(asyncio.to_thread(work))
    # Asked for, so that nothing is logged about a task whose failure nobody waited for.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    shown = None
    try:
        while not task.done():
            if (words := progress.words or READING) != shown:
                shown = words
                yield words
            await asyncio.wait({task}, timeout=LOOK_S)
        task.result()
    finally:
        if not task.done():
            progress.cancel()
