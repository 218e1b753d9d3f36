"""Bringing an article: a text, a file or a link becomes an assistant; all of a visit's articles become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from article_chat.errors import ArticleChatError, ArticleError
from article_chat.ui.ports import AssistantLike

if TYPE_CHECKING:
    from article_chat.config import Settings


@dataclass(slots=True)
class Progress:
    """How far the passages of an article are indexed; called by the assistant."""

    done: int = 0
    total: int = 0

    def __call__(self, done: int, total: int) -> None:
        """Told after every batch."""
        self.done, self.total = done, total

    @property
    def words(self) -> str:
        """For a reader; "" while there is nothing to tell."""
        return f"Indexing passage {self.done:,} of {self.total:,}…" if 0 < self.done < self.total else ""


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
        from article_chat import Article, Assistant
        from article_chat.assistant import limits_of

        return Assistant.open(Article.from_text(text, limits=limits_of(self._settings)), config=self._settings, progress=progress)

    def open_file(self, path: Path, progress: Progress) -> AssistantLike:
        """On a file, which keeps its name and loses its folder: where the server puts an upload is nobody's business."""
        from article_chat import Assistant
        from article_chat.assistant import read_article

        try:
            article = replace(read_article(path, self._settings), source=path.name)
        except ArticleChatError as error:
            raise ArticleError(str(error).replace(str(path), path.name), source=path.name) from error
        return Assistant.open(article, config=self._settings, progress=progress)

    def open_link(self, url: str, progress: Progress) -> AssistantLike:
        """On what a link leads to; without http:// or https:// the latter is meant."""
        from article_chat import Assistant

        return Assistant.open(url if "://" in url else f"https://{url}", config=self._settings, progress=progress)

    def open_together(self, assistants: Sequence[AssistantLike], progress: Progress) -> AssistantLike:
        """On all their articles at once."""
        from article_chat import Article, Assistant

        articles = [article for assistant in assistants for article in assistant.articles if isinstance(article, Article)]
        return Assistant.open(articles, config=self._settings, progress=progress)
