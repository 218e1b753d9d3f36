"""What is given as an article -> the Article that is meant, under the limits of the settings."""

from __future__ import annotations

import os
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from article_chat.articles import Article, Limits, default_article
from article_chat.errors import ArticleError
from article_chat.progress import Progress
from article_chat.writing import without_surrogates

if TYPE_CHECKING:
    from article_chat.config import Settings

Given = str | Path | Article
"""What an article is given by: a path or a link as text, a path, or the article itself."""

_SHORTEST_PROSE = 8
"""Words."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def read_article(article: Given | None, settings: Settings, progress: Progress | None = None) -> Article:
    """The article that is meant: None is the TIME article, text that begins like https:// a link (only http and https are read), any other text a path."""
    if article is None:
        return default_article()
    if isinstance(article, Article):
        return _usable(article)
    limits = limits_of(settings)
    if isinstance(article, str) and is_link(article):
        return Article.from_url(article, limits=limits, links_allowed=settings.links_allowed, progress=progress)
    if isinstance(article, str) and _is_prose(article):
        raise ArticleError(f"{article} is no path or link: it reads like a text. Give Article.from_text of it, or save it as a file.", source=article)
    if not isinstance(article, str | Path):
        raise ArticleError(f"An article is given by a path, a link or an Article, not by {type(article).__name__} {article!r}.")
    return Article.from_file(article, limits=limits, progress=progress)


def _usable(article: Article) -> Article:
    """The article as it was given: its text is what offsets count in, so that nothing is mended in it here."""
    if not isinstance(article.text, str):
        raise ArticleError(f"An article's text must be a string, not {type(article.text).__name__}: make it with Article.from_text.", source=article.source)
    if without_surrogates(article.text) != article.text:
        raise ArticleError("The article's text has half a character in it, which cannot be encoded: make it with Article.from_text.", source=article.source)
    return article


def is_link(text: str) -> bool:
    """Whether what was given as an article is a link rather than a path."""
    return _ADDRESS.match(text) is not None


def _is_prose(text: str) -> bool:
    """Whether what was given as a path is the text itself: several lines or sentences, and neither a file nor named like one."""
    said = text.strip()  # a long blank end would be gone through from each of its lines
    several = re.search(r"\n\s*\S|\s\S+[.!?…][\"”’)]*\s+\S", said) and not re.search(r"\.\w{1,5}$", said)
    return bool(several) and len(said.split()) >= _SHORTEST_PROSE and not os.path.exists(text)


def limits_of(settings: Settings) -> Limits:
    """The limits on what may be read: each is a setting of the same name."""
    return Limits(**{field.name: getattr(settings, field.name) for field in fields(Limits)})
