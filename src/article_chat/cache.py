"""Assistants kept from one call to the next, so that repeated questions to one article reuse what is loaded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from article_chat.articles import Article
from article_chat.assistant import Assistant
from article_chat.config import Settings
from article_chat.errors import ArticleError
from article_chat.opening import Given, is_link


class AssistantCache:
    """The `size` assistants that were used last."""

    def __init__(self, size: int = 4) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[Any, ...], Assistant] = OrderedDict()

    def get(self, article: Given | None) -> Assistant:
        """The assistant on an article under the settings of the environment; a file that changed since is read again.

        Raises what `Assistant.open` raises.
        """
        settings = Settings()
        key = (*_identity(article), settings)
        with self._lock:
            if key not in self._open:
                self._open[key] = Assistant.open(article, config=settings)
            self._open.move_to_end(key)
            while len(self._open) > self._size:
                self._open.popitem(last=False)
            return self._open[key]


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
