"""Ask an article questions; every answer points at the exact words that carry it, or says that the article does not say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from article_chat.articles import Article
from article_chat.assistant import Assistant
from article_chat.datatypes import Answer, Citation
from article_chat.errors import ArticleChatError

if TYPE_CHECKING:
    from article_chat.cache import AssistantCache

__all__ = ["Answer", "Article", "ArticleChatError", "Assistant", "Citation", "answer"]


def answer(question: str, *, article: str | Path | Article | None = None, history: Sequence[tuple[str, str]] = ()) -> Answer:
    """Answer a question about an article: the TIME article (None), a path, a link or an Article.

    `history` is earlier (question, answer text) turns, oldest first. Repeated calls on one article reuse what is loaded. Settings come from
    the environment and `.env`; `Assistant.open(…, config=Settings(model="openai:gpt-4o-mini"))` takes others (`article_chat.config`). Raises
    ArticleChatError when the question, the article or a setting cannot be used; an article that does not say gives an Answer with
    `answered` False, never an error.
    """
    return _assistants().get(article).answer(question, history)


@cache
def _assistants() -> AssistantCache:
    from article_chat.cache import AssistantCache

    return AssistantCache()
