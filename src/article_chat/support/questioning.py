"""The statement turned into questions, one for each name and number in it, which a reader answers from the evidence: does it find the same?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from article_chat.support.lexicon import BE
from article_chat.support.matching import RELATED, credit
from article_chat.support.numbers import agreement, find_numbers
from article_chat.support.parsing import Sentence, is_calendar, is_verb_like
from article_chat.support.words import tokenize

ScoreSpans = Callable[[str, Sequence[str]], Sequence[tuple[float, int, int]]]
"""(question, passages) -> for each passage (margin, start, end); a margin over 0 leans to "answered here"."""

MOST_QUESTIONS = 5
_AUXILIARIES = BE | frozenset("has have had will would can could may might must should did does do".split())


@dataclass(frozen=True, slots=True)
class Item:
    """Characters `start:end` of the statement, asked for with `word`."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reader found for an item: how sure it is that there is an answer (0..1), and whether it is the item."""

    asked: str
    found: str
    sure: float
    same: bool


def ask(claim: Sentence, context: str, score_spans: ScoreSpans) -> list[Reply]:
    """One reply for each of the items of the statement, read from `context`."""
    replies = []
    for item in items(claim)[:MOST_QUESTIONS]:
        question = f"{claim.text[: item.start]}{item.word}{claim.text[item.end :]}".rstrip(" .!") + "?"
        margin, start, end = score_spans(question[:1].upper() + question[1:], [context])[0]
        asked, found = claim.text[item.start : item.end], context[start:end]
        replies.append(Reply(asked, found, 1 / (1 + exp(-max(-20.0, min(20.0, margin)))), is_same(asked, found)))
    return replies


def items(claim: Sentence) -> list[Item]:
    """The subject, then names, numbers and dates of the statement, none twice."""
    found: list[Item] = []
    subject = _subject(claim)
    if subject:
        found.append(subject)
    for name in claim.names:
        found.append(Item(claim.tokens[name.positions[0]].start, claim.tokens[name.head].end, "what" if name.positions[0] else "who"))
    for number in claim.numbers:
        end = claim.tokens[number.last - 1].end
        year = re.fullmatch(r"[12]\d{3}", number.text)
        found.append(Item(claim.tokens[number.first].start, end, "what year" if year else "how many" if not number.unit else "how much"))
    found.extend(Item(token.start, token.end, "what day" if token.lower.endswith("day") else "what month") for token in claim.tokens if is_calendar(token))
    kept: list[Item] = []
    for item in found:
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return kept


def _subject(claim: Sentence) -> Item | None:
    """What stands before the first verb, when that is soon."""
    end = subject_end(claim)
    if not end or end > 6:
        return None
    return Item(claim.tokens[0].start, claim.tokens[end - 1].end, "who" if any(i in claim.in_name for i in range(end)) else "what")


def subject_end(claim: Sentence) -> int:
    """Where the subject of the statement ends (token position): before the first verb. 0 when that is not plain to see."""
    for position in range(1, min(12, len(claim.tokens))):
        token = claim.tokens[position]
        if token.ends_clause:
            return 0
        if token.lower in _AUXILIARIES or (position not in claim.in_name and is_verb_like(claim, position)):
            return position if any(i in claim.content for i in range(position)) else 0
    return 0


def is_same(asked: str, found: str) -> bool:
    """Whether what was found is what was asked for: the same number, or words in common."""
    numbers, given = find_numbers(asked), find_numbers(found)
    if numbers:
        return any(agreement(number, other) >= 0.5 for number in numbers for other in given)
    mine = [token for token in tokenize(asked) if token.content]
    theirs = [token for token in tokenize(found) if token.content]
    if not mine or not theirs:
        return asked.lower().strip() == found.lower().strip()
    shared = sum(any(credit(a.stem, b.stem) >= RELATED for b in theirs) for a in mine)
    return shared / len(mine) >= 0.5 or any(credit(mine[-1].stem, b.stem) >= RELATED for b in theirs)
