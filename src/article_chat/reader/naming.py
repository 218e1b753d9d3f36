"""What a question names, and whether the sentence that is to answer it names it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from article_chat.writing import folded, kindred

_WORD = re.compile(r"\w(?:[\w.,'’-]*\w)?")


def naming(question: str, sentences: Sequence[str], answering: int) -> tuple[int, float]:
    """How many of the names and numbers of the question stand in the sentence at index `answering`, and how much of them it lacks (0..1).

    Each that lacks counts by how rare it is among the sentences: 1 where none has it, 0 where all do, since what the whole article is about is
    seldom said again; 1 is the most that all count together. (0, 0.0) for a question that names nothing.
    """
    words = [_words(sentence) for sentence in sentences]
    wanted = _named(question, {word for sentence in words for word in sentence})
    if not wanted:
        return 0, 0.0
    named = [{folded(word) for word in sentence} for sentence in words]
    known = set().union(*named)
    having = [_having(name, named, known) for name in wanted]
    lacking = sum(_rarity(len(rows), len(named)) for rows in having if answering not in rows)
    return sum(answering in rows for rows in having), min(1.0, lacking)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _named(question: str, known: set[str]) -> list[str]:
    """Capitalised words that do not open the question and that the sentences never write small, and numbers; each once."""
    found = _words(question)
    if question.isupper():
        return []
    capital = [word for word in found[1:] if word[0].isupper() and word.lower() not in known]
    return list(dict.fromkeys(folded(word) for word in found if word in capital or word[0].isdigit()))


def _having(name: str, sentences: Sequence[set[str]], known: set[str]) -> set[int]:
    """The sentences that have the name or one of its kind."""
    alike = {word for word in known if kindred(name, word)}
    return {row for row, words in enumerate(sentences) if not alike.isdisjoint(words)}


def _rarity(having: int, of: int) -> float:
    return log((of + 1) / (having + 1)) / log(of + 1)
