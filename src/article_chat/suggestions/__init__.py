"""First questions for an article, made from its own content by rules."""

from article_chat.suggestions.suggest import suggest

__all__ = ["suggest"]
