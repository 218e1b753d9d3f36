"""Assistants kept from one call to the next, so that repeated questions to one article reuse what is loaded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from article_chat.articles import Article
from article_chat.assistant import Assistant
from article_chat.config import Settings
from article_chat.errors import ArticleError
from article_chat.opening import Given, is_link


class _Slot:
    """The place of one assistant: whoever comes while it is being opened waits for it, and opens it where that failed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None

    def filled(self, open_one: Callable[[], Assistant]) -> Assistant:
        with self._lock:
            if self._assistant is None:
                self._assistant = open_one()
            return self._assistant


class AssistantCache:
    """The `size` assistants that were used last. Thread-safe: a link that takes its time holds up nobody who asks something else."""

    def __init__(self, size: int = 4) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._slots: OrderedDict[tuple[Any, ...], _Slot] = OrderedDict()

    def get(self, article: Given | None) -> Assistant:
        """The assistant on an article under the settings of the environment; a file that changed since is read again.

        Raises what `Assistant.open` raises.
        """
        settings = Settings()
        key = (*_identity(article), settings)
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
        try:
            assistant = slot.filled(lambda: Assistant.open(article, config=settings))
        except BaseException:
            with self._lock:
                self._slots.pop(key, None)
            raise
        with self._lock:
            self._slots[key] = slot
            self._slots.move_to_end(key)
            while len(self._slots) > self._size:
                self._slots.popitem(last=False)
        return assistant


def _identity(article: Given | None) -> tuple[Any, ...]:
    """What tells one given article from another: an Article with all it says of itself, a link by its address, a file with its state.

    Raises ArticleError for what is none of these.
    """
    if article is None or isinstance(article, Article) or (isinstance(article, str) and is_link(article)):
        return (article,)
    if not isinstance(article, str | Path):
        raise ArticleError(f"article must be a path, a link or an Article, not {type(article).__name__}; Assistant.open takes a list of these.")
    try:
        path = Path(article).resolve()
        state = path.stat()
    except (OSError, ValueError):
        return (str(article),)  # opening it says what is wrong
    return (str(path), state.st_mtime_ns, state.st_size)
