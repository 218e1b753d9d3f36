"""The article that is there from the start, in the checkout and in an installed wheel alike."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from article_chat.articles.article import Article
from article_chat.errors import ArticleError

FILE_NAME = "russia-joins-coalition.txt"


def default_path() -> Path:
    """The default article's file: in a checkout the one in store/articles, in an installed wheel the packaged copy of it.

    Raises ArticleError when neither is there.
    """
    packaged = files("article_chat") / "_data" / "articles" / FILE_NAME
    checkout = Path(__file__).resolve().parents[3] / "store" / "articles" / FILE_NAME
    for candidate in (packaged, checkout):
        if isinstance(candidate, Path) and candidate.is_file():
            return candidate
    raise ArticleError(f"The default article {FILE_NAME} is missing from this installation: install article-chat again, or name an article.", source=FILE_NAME)


def default_article() -> Article:
    """The TIME article, read from `default_path()`; its source is the name of the file, which is the same wherever it is installed."""
    return replace(Article.from_file(default_path()), source=FILE_NAME)
