"""What tells against a statement beside the words it lacks: each signal is 0 (fine) to 1 (wrong). Those of negation, opposites, what is overstated, roles
and facts have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.support.lexicon import is_instruction
from article_chat.support.matching import Table


@dataclass(frozen=True, slots=True)
class Finding:
    """How strong a signal is (0..1) and the words that show it."""

    strength: float = 0.0
    said: str = ""
    given: str = ""


NOTHING = Finding()


def aligned(table: Table, window: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Position in the statement -> (sentence, position) that it most likely restates: the match with most of its neighbours around it."""
    result: dict[int, tuple[int, int]] = {}
    for position in table.claim.content:
        options = [(row, spot) for row in window for spot in table.spots[row].get(position, ())]
        if options:
            result[position] = max(options, key=lambda option: _company(table, position, *option))
    return result


def _company(table: Table, position: int, row: int, spot: int) -> float:
    near = sum(
        1.0 / (1 + abs((other - position) - (place - spot)) / 3)
        for other, places in table.spots[row].items()
        if other != position
        for place in [min(places, key=lambda p: abs(p - spot))]
        if abs(place - spot) <= 10
    )
    return near + 0.4 * (table.claim.tokens[position].stem == table.sentences[row].tokens[spot].stem)


def instructed(table: Table, window: Sequence[int]) -> Finding:
    """What a sentence of the evidence demands to be said, told as if the article said it. A statement about the demand itself is fine."""
    if is_instruction(table.claim.text) or table.claim.lowers & {"instruction", "instructions", "asks", "note", "demands", "tells"}:
        return NOTHING
    return Finding(1.0) if any(is_instruction(table.sentences[row].text) for row in window) else NOTHING
