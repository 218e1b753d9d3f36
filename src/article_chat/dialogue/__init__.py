"""What was said, and what to say back when the article need not be searched."""

from article_chat.dialogue.framing import put_plainly
from article_chat.dialogue.inquiries import (
    Inquiry,
    Named,
    Sought,
    asked_for_names,
    asked_for_quotations,
    asked_of_both,
    asked_of_words,
    compared,
    inquired_further,
)
from article_chat.dialogue.intents import Intent, Kind, is_elsewhere, kinds_in_turn, recognise
from article_chat.dialogue.language import language_notice
from article_chat.dialogue.makeup import Makeup, Part, asked_in_full, asked_of_makeup
from article_chat.dialogue.parts import asked_at_once, told_each
from article_chat.dialogue.replies import ArticleFacts, reply, reply_of_several
from article_chat.dialogue.topics import asks_what_else, named_topic, topic_of, wants_all

__all__ = [
    "ArticleFacts",
    "Inquiry",
    "Intent",
    "Kind",
    "Makeup",
    "Named",
    "Part",
    "Sought",
    "asked_at_once",
    "asked_for_names",
    "asked_for_quotations",
    "asked_in_full",
    "asked_of_both",
    "asked_of_makeup",
    "asked_of_words",
    "asks_what_else",
    "compared",
    "inquired_further",
    "is_elsewhere",
    "kinds_in_turn",
    "language_notice",
    "named_topic",
    "put_plainly",
    "recognise",
    "reply",
    "reply_of_several",
    "told_each",
    "topic_of",
    "wants_all",
]
