"""A text, a file or a link becomes an assistant; all of a visit's articles become one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from article_chat import Article, Assistant
from article_chat.errors import ArticleChatError, ArticleError, shortened
from article_chat.opening import is_link, limits_of, read_article
from article_chat.ui.bringing import Bringing
from article_chat.ui.ports import AssistantLike

if TYPE_CHECKING:
    from article_chat.config import Settings

NO_LINK = "That is not a link: one looks like https://example.org/article. Words go into the field for text."
_SPACED = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+://)?[^/?#]*\s")
"""No server's name has a space in it."""


class Opener(Protocol):
    """Opens assistants for a visitor; every method may take long, and raises ArticleChatError when the article cannot be used."""

    def open_text(self, text: str, progress: Bringing) -> AssistantLike:
        """On a pasted text."""
        ...

    def open_file(self, path: Path, progress: Bringing) -> AssistantLike:
        """On a file, which keeps its name and loses its folder."""
        ...

    def open_link(self, url: str, progress: Bringing) -> AssistantLike:
        """On what a link leads to."""
        ...

    def open_together(self, assistants: Sequence[AssistantLike], progress: Bringing) -> AssistantLike:
        """On all their articles at once."""
        ...


class SettingsOpener:
    """Opens real assistants under the settings' limits."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def open_text(self, text: str, progress: Bringing) -> AssistantLike:
        """On a pasted text."""
        return Assistant.open(Article.from_text(text, limits=limits_of(self._settings), progress=progress), config=self._settings, progress=progress)

    def open_file(self, path: Path, progress: Bringing) -> AssistantLike:
        """On a file, which keeps its name and loses its folder: where the server puts an upload is nobody's business."""
        try:
            article = replace(read_article(path, self._settings, progress), source=path.name)
        except ArticleChatError as error:
            raise ArticleError(error.message.replace(shortened(str(path)), path.name), source=path.name, advice=error.advice) from error
        return Assistant.open(article, config=self._settings, progress=progress)

    def open_link(self, url: str, progress: Bringing) -> AssistantLike:
        """On what a link leads to; without a scheme before it, https:// is meant. Never on a file here, whatever the link looks like."""
        if _SPACED.match(url):
            raise ArticleError(NO_LINK)
        address = url if is_link(url) else f"https://{url}"
        allowed = self._settings.links_allowed
        article = Article.from_url(address, limits=limits_of(self._settings), links_allowed=allowed, progress=progress)
        return Assistant.open(article, config=self._settings, progress=progress)

    def open_together(self, assistants: Sequence[AssistantLike], progress: Bringing) -> AssistantLike:
        """On all their articles at once."""
        articles = [article for assistant in assistants for article in assistant.articles if isinstance(article, Article)]
        return Assistant.open(articles, config=self._settings, progress=progress)
