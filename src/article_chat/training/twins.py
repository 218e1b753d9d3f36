"""Twins: a question that a passage answers and one in nearly the same words that it does not; a statement that it bears out and one that it does not.

Read with one and the same window they say what the words that tell them apart are worth; each by itself leaves that to chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from article_chat.training.records import Query
from article_chat.training.wording import words_of

_LIKE = 0.4
"""The share of the words of both that twins have in common, at least."""


class Twins:
    """Finds among queries without an answer the likest one about the same passage."""

    def __init__(self, without_answer: Sequence[Query], pick: Random) -> None:
        self._random = pick
        self._about: defaultdict[int, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for query in without_answer:
            self._about[query.context].append((query.text, frozenset(words_of(query.text))))

    def of(self, query: Query) -> str | None:
        """The twin of a query that has an answer, or None; of several about equally like it now one and now another."""
        words = frozenset(words_of(query.text))
        likeness = {text: len(words & other) / len(words | other) for text, other in self._about[query.context] if text != query.text and words | other}
        alike = [text for text, share in likeness.items() if share >= _LIKE]
        return max(alike, key=lambda text: likeness[text] + self._random.random() * 0.2, default=None)
