"""Whether the evidence gives another amount than the statement, "260 injured" for "fewer than fifty", or one that it covers, "12 miles" for "less than
twenty miles"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from article_chat.support.matching import Table
from article_chat.support.numbers import Number, agreement, find_numbers
from article_chat.support.quantities import Quantity, find_quantities
from article_chat.support.signals import NOTHING, Finding

_GIVEN = 0.5
"""Agreement of two numbers from which the one claimed counts as given; as it is, it has that of 1."""

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


@dataclass(frozen=True, slots=True)
class Amounts:
    """`other`: how plainly what is nearest in meaning gives an amount of the same kind that cannot be the one claimed. `asked`: the statement with the amounts
    that the evidence bears out in its words ("some 12 miles" for "less than twenty miles"): a reader takes the two for different numbers.
    """

    other: Finding
    asked: str


def amounts(table: Table, parts: Sequence[Part], carriers: Collection[int]) -> Amounts:
    """Of the amounts of the statement that no carrier (row) gives as they are; what may be meant by another amount near by counts for the statement."""
    near = {row: [part for part in parts if part.row == row] for row in {part.row for part in parts} & set(carriers)}
    other, asked = NOTHING, table.claim.text
    for quantity in reversed(find_quantities(asked)):
        if quantity.derived:
            continue
        finding, met = _compared(table, near, quantity)
        if quantity.small or not _is_given(table, quantity, carriers, _GIVEN):
            other = max(other, finding, key=lambda found: found.strength)
        if find_numbers(met) and _stands_alone(asked, quantity) and not finding.strength and not _is_given(table, quantity, carriers, 1.0):
            asked = asked[: quantity.start] + met + asked[quantity.end :]
    return Amounts(other, asked)


def _stands_alone(text: str, quantity: Quantity) -> bool:
    """Whether another amount may be put in its place: not of a share, "most of the staff", and not of half of what is said, "an hour and a half"."""
    return quantity.kind != "share" and not text.startswith((" and a half", " of "), quantity.end) and not text[: quantity.start].endswith("little ")


def _is_given(table: Table, quantity: Quantity, carriers: Collection[int], least: float) -> bool:
    """Whether the numbers in it stand in the evidence, with an agreement of `least`."""
    mine = _numbers_in(table, quantity)
    return bool(mine) and all(any(agreement(number, other) >= least for row in carriers for other in table.sentences[row].numbers) for number in mine)


def _numbers_in(table: Table, quantity: Quantity) -> list[Number]:
    tokens = table.claim.tokens
    return [number for number in table.claim.numbers if quantity.start <= tokens[number.first].start < quantity.end]


def _compared(table: Table, near: dict[int, list[Part]], quantity: Quantity) -> tuple[Finding, str]:
    """What speaks against the amount, and the words of the nearest one that it covers ("" where there is none)."""
    meeting, contradicting, given, met = 0.0, 0.0, "", ""
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
                close = max(part.cosine for part in parts) if identical else close
                if close > meeting:
                    meeting, met = close, "" if other.derived else text[other.start : other.end]
            elif not other.derived and weight * close > contradicting:
                contradicting, given = weight * close, text[other.start : other.end]
    strength = _between(contradicting - meeting, 0.0, 0.3) * _between(contradicting, 0.2, 0.6)
    return Finding(strength, table.claim.text[quantity.start : quantity.end], given), met


def _cosine(text: str, parts: Sequence[Part], quantity: Quantity) -> float:
    """The mean of how near the clause with the quantity is and how near the nearest part of its sentence."""
    own = [part.cosine for part in parts if part.text != text and (start := text.find(part.text)) >= 0 and start <= quantity.start < start + len(part.text)]
    whole = next((part.cosine for part in parts if part.text == text), 0.0)
    return max(0.0, (max(own, default=whole) + max(part.cosine for part in parts)) / 2)


def _between(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high`."""
    return max(0.0, min(1.0, (value - low) / (high - low)))
