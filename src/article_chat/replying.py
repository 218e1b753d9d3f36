"""What to say where no passage is looked for: to small talk, and to questions about what is known of the articles."""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.corpus import OpenArticle
from article_chat.datatypes import Answer
from article_chat.dialogue import ArticleFacts, Intent, Kind, reply, reply_of_several
from article_chat.structure.positions import paragraphs_of

WORDS_A_MINUTE = 230
"""Reading speed of adults, silent, English prose (Brysbaert 2019: 238 for non-fiction)."""


def facts_of(one: OpenArticle) -> ArticleFacts:
    """What is known about an article itself."""
    article = one.article
    words, paragraphs = len(article.text.split()), paragraphs_of(article.text, one.sentences)
    return ArticleFacts(
        title=article.title, source=article.source, author=article.author, date=article.date, language=article.language,
        words=words, minutes=max(1, round(words / WORDS_A_MINUTE)), pages=len(article.pages),
        sentences=sum(map(len, paragraphs)), paragraphs=len(paragraphs),
    )  # fmt: skip


def replied(question: str, intent: Intent, facts: Sequence[ArticleFacts]) -> Answer:
    """The reply to anything but a question for the articles or for their gist; `facts` are of one article at least."""
    about = intent.kind is Kind.ABOUT
    text = reply_of_several(intent, facts) if about and len(facts) > 1 else reply(intent, facts[0])
    return Answer(text=text, question=question, answered=True, confidence=1.0, answered_by="about" if about else "dialogue")
