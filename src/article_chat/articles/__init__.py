"""Path, link or text -> Article: one module per format, and the limits on all of them in `limits`."""

from article_chat.articles.article import Article
from article_chat.articles.default import default_article, default_path
from article_chat.articles.limits import Limits

__all__ = ["Article", "Limits", "default_article", "default_path"]
