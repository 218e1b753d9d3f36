"""Bringing an article: a text, a file or a link becomes an assistant; all of a visit's articles become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from article_chat import Article, Assistant
from article_chat.errors import ArticleChatError, ArticleError, shortened
from article_chat.opening import limits_of, read_article
from article_chat.progress import INDEXING, in_words
from article_chat.ui.ports import AssistantLike

if TYPE_CHECKING:
    from article_chat.config import Settings


class Cancelled(Exception):
    """The visitor does not want the article any more."""


@dataclass(slots=True)
class Progress:
    """What is happening to an article, and how far it is; called by those at work on it several times a second."""

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
        over = self.stage == INDEXING and not 0 < self.done < self.total
        return in_words(self.stage, self.done, self.total) if self.stage and not over else ""


class Opener(Protocol):
    """Opens assistants for a visitor; every method may take long, and raises ArticleChatError when the article cannot be used."""

    def open_text(self, text: str, progress: Progress) -> AssistantLike:
        """On a pasted text."""
        ...

    def open_file(self, path: Path, progress: Progress) -> AssistantLike:
        """On a file, which keeps its name and loses its folder."""
        ...

    def open_link(self, url: str, progress: Progress) -> AssistantLike:
        """On what a link leads to."""
        ...

    def open_together(self, assistants: Sequence[AssistantLike], progress: Progress) -> AssistantLike:
        """On all their articles at once."""
        ...


class SettingsOpener:
    """Opens real assistants under the settings' limits."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open_text(self, text: str, progress: Progress) -> AssistantLike:
        """On a pasted text."""
        return Assistant.open(Article.from_text(text, limits=limits_of(self._settings), progress=progress), config=self._settings, progress=progress)

    def open_file(self, path: Path, progress: Progress) -> AssistantLike:
        """On a file, which keeps its name and loses its folder: where the server puts an upload is nobody's business."""
        try:
            article = replace(read_article(path, self._settings, progress), source=path.name)
        except ArticleChatError as error:
            raise ArticleError(str(error).replace(shortened(str(path)), path.name), source=path.name) from error
        return Assistant.open(article, config=self._settings, progress=progress)

    def open_link(self, url: str, progress: Progress) -> AssistantLike:
        """On what a link leads to; without http:// or https:// the latter is meant."""
        return Assistant.open(url if "://" in url else f"https://{url}", config=self._settings, progress=progress)

    def open_together(self, assistants: Sequence[AssistantLike], progress: Progress) -> AssistantLike:
        """On all their articles at once."""
        articles = [article for assistant in assistants for article in assistant.articles if isinstance(article, Article)]
        return Assistant.open(articles, config=self._settings, progress=progress)
