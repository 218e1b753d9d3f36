"""Whether the evidence gives another amount than the statement: "fewer than fifty were treated" against "260 injured had been treated"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from article_chat.support.matching import Table
from article_chat.support.numbers import agreement
from article_chat.support.quantities import Quantity, find_quantities
from article_chat.support.signals import NOTHING, Finding

_GIVEN = 0.5
"""Agreement of two numbers from which the one claimed counts as given."""

_ALIKE = 0.1
"""By how much nearer what is said of the same noun counts, in cosine."""

_MULTIPLE = re.compile(r"\b(?:twice|doubl(?:es?|ed|ing)|tripl(?:es?|ed|ing)|half (?:that|the|as|again|of)|times (?:as|the|that|more))\b", re.IGNORECASE)
_MULTIPLIED = 0.6
"""How far a sentence counts from which, with "twice as many", another amount may be worked out."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of the evidence (`row`) or a clause of it, and the cosine of its meaning with the statement's."""

    row: int
    text: str
    cosine: float


def other_amount(table: Table, parts: Sequence[Part], carriers: Collection[int]) -> Finding:
    """How plainly what is nearest in meaning to the statement gives an amount of the same kind that cannot be the one claimed.

    Only for amounts that no carrier (row) gives as they are; what may be meant by another amount near by counts for the statement.
    """
    near = {row: [part for part in parts if part.row == row] for row in {part.row for part in parts} & set(carriers)}
    findings = [
        _against(table, near, quantity)
        for quantity in find_quantities(table.claim.text)
        if not quantity.derived and (quantity.small or not _is_given(table, quantity, carriers))
    ]
    return max(findings, key=lambda finding: finding.strength, default=NOTHING)


def _is_given(table: Table, quantity: Quantity, carriers: Collection[int]) -> bool:
    """Whether the numbers in it stand in the evidence."""
    tokens = table.claim.tokens
    mine = [number for number in table.claim.numbers if quantity.start <= tokens[number.first].start < quantity.end]
    return bool(mine) and all(any(agreement(number, other) >= _GIVEN for row in carriers for other in table.sentences[row].numbers) for number in mine)


def _against(table: Table, near: dict[int, list[Part]], quantity: Quantity) -> Finding:
    meeting, contradicting, given = 0.0, 0.0, ""
    for row, parts in near.items():
        text = table.sentences[row].text
        weight = _MULTIPLIED if _MULTIPLE.search(text) else 1.0
        for other in find_quantities(text):
            same = bool(quantity.noun) and quantity.noun == other.noun
            if other.kind != quantity.kind or (quantity.small and not same):
                continue
            close = _cosine(text, parts, other) + _ALIKE * same
            if quantity.meets(other):
                identical = (quantity.least, quantity.most) == (other.least, other.most)
                meeting = max(meeting, max(part.cosine for part in parts) if identical else close)
            elif not other.derived and weight * close > contradicting:
                contradicting, given = weight * close, text[other.start : other.end]
    strength = _between(contradicting - meeting, 0.0, 0.3) * _between(contradicting, 0.2, 0.6)
    return Finding(strength, table.claim.text[quantity.start : quantity.end], given)


def _cosine(text: str, parts: Sequence[Part], quantity: Quantity) -> float:
    """The mean of how near the clause with the quantity is and how near the nearest part of its sentence."""
    own = [part.cosine for part in parts if part.text != text and (start := text.find(part.text)) >= 0 and start <= quantity.start < start + len(part.text)]
    whole = next((part.cosine for part in parts if part.text == text), 0.0)
    return max(0.0, (max(own, default=whole) + max(part.cosine for part in parts)) / 2)


def _between(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`."""
    return max(0.0, min(1.0, (value - low) / (high - low)))
