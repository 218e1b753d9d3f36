"""First questions for an article, made from its own content by rules."""

from article_chat.suggestions.suggest import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
