"""What can be told of the texts themselves, exactly: whether, where and how often they have certain words, whom they name, how they begin and end."""

from article_chat.surveying.survey import Survey, surveyed_further

__all__ = ["Survey", "surveyed_further"]
