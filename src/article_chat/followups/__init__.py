"""Follow-up questions: question + history -> the question as it stands alone, by rules."""

from article_chat.followups.further import asks_for_more, asks_for_the_others, asks_what_next
from article_chat.followups.holding import Found, Look
from article_chat.followups.mentions import Mention, Sort, names, opens_sentence
from article_chat.followups.parallels import THIS_TIME
from article_chat.followups.resolve import Reading, Score, resolve, stands_alone

__all__ = [
    "THIS_TIME",
    "Found",
    "Look",
    "Mention",
    "Reading",
    "Score",
    "Sort",
    "asks_for_more",
    "asks_for_the_others",
    "asks_what_next",
    "names",
    "opens_sentence",
    "resolve",
    "stands_alone",
]
