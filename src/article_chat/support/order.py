"""What came first and what caused what: "A after B" and "A because of B" say the same of A and B as "B before A" and "B led to A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.support.lexicon import BE
from article_chat.support.matching import Table
from article_chat.support.parsing import Sentence, is_calendar
from article_chat.support.signals import NOTHING, Finding
from article_chat.support.words import stem

_LATER_FIRST = frozenset("after because following since".split())
"""What stands before them in the sentence is the later one, or the consequence."""
_EARLIER_FIRST = frozenset("before until thus therefore".split())
_LATER_PAIRS = frozenset((("due", "to"), ("thanks", "to"), ("owing", "to"), ("result", "of"), ("caused", "by"), ("triggered", "by")))
_CAUSES = frozenset(stem(word) for word in "cause trigger prompt spark precede".split())
_SWITCHED = frozenset((("followed", "by"), ("led", "to"), ("leads", "to"), ("resulted", "in"), ("results", "in")))


@dataclass(frozen=True, slots=True)
class Sequel:
    """Positions of the words with meaning of what came first (the cause), and of what came later; `word` joins them."""

    first: tuple[int, ...]
    later: tuple[int, ...]
    word: str


def sequels(sentence: Sentence) -> list[Sequel]:
    """The pairs that a sentence puts in an order of time or cause."""
    tokens = sentence.tokens
    found: list[Sequel] = []
    for index, token in enumerate(tokens):
        pair = (token.lower, tokens[index + 1].lower if index + 1 < len(tokens) else "")
        passive = index > 0 and tokens[index - 1].lower in BE
        later_first = token.lower in _LATER_FIRST or pair in _LATER_PAIRS or (token.lower == "followed" and pair[1] != "by" and not passive)
        causal = (token.stem in _CAUSES and pair[1] != "by") or pair in _SWITCHED
        if not later_first and not causal and token.lower not in _EARLIER_FIRST:
            continue
        before, behind = _sides(sentence, index)
        if before and behind:
            found.append(Sequel(behind, before, token.text) if later_first else Sequel(before, behind, token.text))
    return found


def _sides(sentence: Sentence, index: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What the word at `index` joins, in the order it would have behind the main clause: "After B, A" counts as "A after B"."""
    tokens = sentence.tokens
    opens = index == 0 or (tokens[index - 1].ends_clause and not any(p < index for p in sentence.content))
    comma = next((p for p in range(index + 2, len(tokens)) if tokens[p].text == ","), None)
    if opens and comma is not None:
        return _inside(sentence, comma, len(tokens)), _inside(sentence, index + 1, comma)
    start = next((p for p in range(index - 1, 0, -1) if tokens[p].text in ';:."“”'), 0)
    end = next((p for p in range(index + 1, len(tokens)) if tokens[p].text in ';:."“”'), len(tokens))
    return _inside(sentence, start, index), _inside(sentence, index + 1, end)


def _inside(sentence: Sentence, start: int, end: int) -> tuple[int, ...]:
    return tuple(p for p in sentence.content if start <= p < end and p not in sentence.in_number and not is_calendar(sentence.tokens[p]))


def turned_round(table: Table, window: Sequence[int]) -> Finding:
    """What the statement puts first comes later in a sentence of the evidence."""
    best = NOTHING
    for mine in sequels(table.claim):
        found = [(_turned(table, mine, theirs, row), theirs.word) for row in window for theirs in sequels(table.sentences[row])]
        strength, word = max(found, default=(0.0, ""))
        if strength > best.strength and min(found)[0] >= 0:
            best = Finding(strength, mine.word, word)
    return best


def _turned(table: Table, mine: Sequel, theirs: Sequel, row: int) -> float:
    """0 (not plain) to 1 (both changed sides); -1 where the order is the same."""
    straight = _share(table, mine.first, theirs.first, row), _share(table, mine.later, theirs.later, row)
    across = _share(table, mine.first, theirs.later, row), _share(table, mine.later, theirs.first, row)
    if min(straight) >= 0.3 and sum(straight) > sum(across):
        return -1.0
    gain = sum(across) - sum(straight)
    if min(across) >= 0.3 and gain > 0.5:
        return 1.0
    return 0.7 if max(across) >= 0.6 and gain > 0.6 and max(straight) < 0.2 else 0.0


def _share(table: Table, mine: Sequence[int], theirs: Sequence[int], row: int) -> float:
    claim, places = table.claim, set(theirs)
    total = sum(claim.tokens[p].weight for p in mine)
    found = sum(claim.tokens[p].weight for p in mine if places & set(table.spots[row].get(p, ())))
    return found / total if total else 0.0
