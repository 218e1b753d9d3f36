"""How well the words of a statement are found in sentences of the evidence: a table [sentences, words of the statement] of credits 0..1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from article_chat.support.lexicon import are_synonyms, contradict
from article_chat.support.numbers import agreement
from article_chat.support.parsing import Sentence, is_calendar
from article_chat.support.words import shared_prefix

Credits = NDArray[np.float32]
SYNONYM, RELATED = 0.9, 0.75


@lru_cache(maxsize=200_000)
def credit(first: str, second: str) -> float:
    """0..1: how far one stem stands for the other. Opposites never do."""
    if first == second:
        return 1.0
    if first[:1].isdecimal() or second[:1].isdecimal():
        return 0.0
    if contradict(first, second):
        return 0.0
    if are_synonyms(first, second):
        return SYNONYM
    common = shared_prefix(first, second)
    if common >= 4 and common >= 0.65 * max(len(first), len(second)):
        return RELATED
    return RELATED if common >= 5 and common >= 0.8 * min(len(first), len(second)) else 0.0


@dataclass(frozen=True)
class Table:
    """The statement against every sentence. `credits[s, k]` belongs to content word `claim.content[k]` in sentence s."""

    claim: Sentence
    sentences: Sequence[Sentence]
    credits: Credits
    spots: Sequence[dict[int, tuple[int, ...]]]
    """Per sentence: position in the statement -> positions in the sentence that match it with at least `RELATED`."""

    @cached_property
    def weights(self) -> Credits:
        """Weight of each content word: names and numbers count double."""
        claim = self.claim
        heavy = claim.in_name | claim.in_number
        return np.array([claim.tokens[i].weight * (2.0 if i in heavy else 1.0) for i in claim.content], dtype=np.float32)

    def coverage(self, window: Sequence[int]) -> float:
        """Weighted share of the statement's content words found in the sentences of `window`."""
        if not len(self.weights):
            return 0.0
        return float(self.credits[list(window)].max(axis=0) @ self.weights / self.weights.sum())

    def best(self, window: Sequence[int]) -> dict[int, float]:
        """Position in the statement -> best credit in the window."""
        values = self.credits[list(window)].max(axis=0) if len(window) else np.zeros(len(self.claim.content))
        return {position: float(value) for position, value in zip(self.claim.content, values, strict=True)}


def compare(claim: Sentence, sentences: Sequence[Sentence]) -> Table:
    """The table of credits of every content word of `claim` in each of `sentences`."""
    credits = np.zeros((len(sentences), len(claim.content)), dtype=np.float32)
    spots: list[dict[int, tuple[int, ...]]] = []
    for row, sentence in enumerate(sentences):
        found: dict[int, tuple[int, ...]] = {}
        for column, position in enumerate(claim.content):
            best, where = _find(claim, position, sentence)
            credits[row, column] = best
            if where:
                found[position] = where
        spots.append(found)
    _credit_numbers(claim, sentences, credits)
    return Table(claim, sentences, credits, spots)


def _find(claim: Sentence, position: int, sentence: Sentence) -> tuple[float, tuple[int, ...]]:
    token = claim.tokens[position]
    if token.text.isupper() and 2 <= len(token.text) <= 6:
        spelled = _spelled_out(token.text, sentence)
        if spelled:
            return 1.0, spelled
    best, where = 0.0, []
    strangers = _namesakes(claim, position, sentence)
    for other in sentence.content:
        if other in strangers:
            continue
        value = credit(token.stem, sentence.tokens[other].stem)
        if value < 1 and (is_calendar(token) or is_calendar(sentence.tokens[other])):
            continue
        if value < 0.9 and (position in claim.in_name) != (other in sentence.in_name):
            value *= 0.8
        if value >= 0.6:
            where.append(other)
            best = max(best, value)
    return best, tuple(where)


def _namesakes(claim: Sentence, position: int, sentence: Sentence) -> frozenset[int]:
    """Where a sentence names another bearer of the same last name: "Igor Ivanov" is not "Sergei Ivanov"."""
    mine = claim.name_at(position)
    if mine is None or len(mine.positions) < 2 or position != mine.head:
        return frozenset()
    own = {claim.tokens[i].stem for i in mine.positions[:-1]}
    found: set[int] = set()
    for name in sentence.names:
        first = {sentence.tokens[i].stem for i in name.positions[:-1]}
        short = any(a[0] == b[0] and 1 in (len(a), len(b)) for a in own for b in first)
        if first and sentence.tokens[name.head].stem == claim.tokens[position].stem and not own & first and not short:
            found.add(name.head)
    return frozenset(found)


def _spelled_out(initials: str, sentence: Sentence) -> tuple[int, ...]:
    """Where neighbouring words of the sentence have these initials ("GDP", "gross domestic product")."""
    size = len(initials)
    for first in range(len(sentence.tokens) - size + 1):
        run = sentence.tokens[first : first + size]
        if all(token.content for token in run) and "".join(token.text[0] for token in run).upper() == initials:
            return tuple(range(first, first + size))
    return ()


def _credit_numbers(claim: Sentence, sentences: Sequence[Sentence], credits: Credits) -> None:
    """The tokens of a number count as found when a number of the sentence agrees with it, however it is written."""
    columns = {position: column for column, position in enumerate(claim.content)}
    for number in claim.numbers:
        inside = [columns[i] for i in range(number.first, number.last) if i in columns]
        for row, sentence in enumerate(sentences):
            value = max((agreement(number, other) for other in sentence.numbers), default=0.0)
            credits[row, inside] = value
