"""Follow-up questions: question + history -> the question as it stands alone, by rules."""

from article_chat.followups.resolve import Reading, Score, resolve

__all__ = ["Reading", "Score", "resolve"]
