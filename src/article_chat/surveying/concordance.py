"""Whether, where and how often the open articles have certain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.corpus import Corpus
from article_chat.datatypes import Draft, Statement
from article_chat.dialogue import Inquiry
from article_chat.structure.occurring import holding, occurrences
from article_chat.surveying.listing import listed, quoted, statements_at, texts_called

MOST_QUOTED = 3
"""Sentences quoted that have the words asked for."""

_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often words occur, said in a sentence without its full stop, and the first sentences that have them."""

    said: str
    count: int
    quoted: tuple[Statement, ...]
    all_quoted: bool


def occurring(corpus: Corpus, inquiry: Inquiry) -> Draft | None:
    """Each of the words that "and" joins by themselves, where they don't stand together; None for words that no article has."""
    found = _counted(corpus, inquiry.words, inquiry)
    if not found.count and not inquiry.literal and " and " in inquiry.words:
        found = _together([_counted(corpus, words, inquiry) for words in inquiry.words.split(" and ")])
    if not found.count:
        return None
    where = "here" if found.all_quoted else "first here"
    return listed(f"{found.said}, {where}:", quoted(found.quoted))


def not_occurring(corpus: Corpus, words: str) -> str:
    """That the words occur nowhere, without a full stop."""
    return f"“{words}” doesn't occur in {texts_called(corpus)}"


def _counted(corpus: Corpus, words: str, inquiry: Inquiry) -> _Counted:
    spans = [(one, occurrences(words, one.article.text, literal=inquiry.literal)) for one in corpus.opened]
    count = sum(len(own) for _, own in spans)
    sentences = [statements_at(one, holding(own, one.sentences)) for one, own in spans]
    times = _TIMES.get(count, f"{count:,} times")
    said = f"“{words}” occurs {times} in {texts_called(corpus)}" if count else not_occurring(corpus, words)
    shown = tuple(statement for own in sentences for statement in own[:MOST_QUOTED])
    return _Counted(said, count, shown, len(shown) == sum(map(len, sentences)))


def _together(several: Sequence[_Counted]) -> _Counted:
    shown = tuple(dict.fromkeys(statement for one in several for statement in one.quoted))
    return _Counted("; ".join(one.said for one in several), sum(one.count for one in several), shown, all(one.all_quoted for one in several))
