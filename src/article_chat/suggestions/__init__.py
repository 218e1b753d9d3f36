"""First questions for an article, made from its own content by rules."""

from article_chat.suggestions.suggest import Suggestion, suggest, suggest_terms

__all__ = ["Suggestion", "suggest", "suggest_terms"]
