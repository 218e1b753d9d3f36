"""A word exchanged in a frame that was taken over: "the power to prevent them" told as "the power to indict them"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from article_chat.support.matching import RELATED, Table, credit
from article_chat.support.parsing import is_calendar
from article_chat.support.signals import NOTHING, Finding

Alike = Callable[[str, str], float]
"""Cosine of two phrases."""

_WIDEST = 3
"""Words with meaning between the two ends of a frame in the evidence at most: further apart, it is no frame but a new sentence."""


def exchanged(table: Table, links: Mapping[int, tuple[int, int]], alike: Alike) -> Finding:
    """A word between two that stand side by side in the evidence too, where the evidence has another: the less alike both phrases are, the stronger."""
    claim = table.claim
    best = NOTHING
    for index, position in enumerate(claim.content):
        frame = _frame(table, links, index)
        if frame is None:
            continue
        row, first, last = frame
        sentence = table.sentences[row]
        between = [p for p in sentence.content if first < p < last]
        if not between or len(between) > _WIDEST or any(credit(claim.tokens[position].stem, sentence.tokens[p].stem) >= RELATED for p in between):
            continue
        if position in links and links[position][0] == row and first < links[position][1] < last:
            continue
        strength = 1.0 if len(between) == 1 else 0.7
        if not (position in claim.in_name or position in claim.in_number or is_calendar(claim.tokens[position])):
            mine = claim.phrase(claim.content[index - 1], claim.content[index + 1])
            strength *= min(1.0, 2.5 * max(0.0, 1 - alike(mine, sentence.phrase(first, last)) - 0.1))
        if strength > best.strength:
            best = Finding(min(1.0, strength), claim.tokens[position].text, sentence.tokens[between[0]].text)
    return best


def _frame(table: Table, links: Mapping[int, tuple[int, int]], index: int) -> tuple[int, int, int] | None:
    """(sentence, position before, position behind) of the nearest words around the word, where both were taken over as they are."""
    content: Sequence[int] = table.claim.content
    if not 0 < index < len(content) - 1:
        return None
    before, behind = content[index - 1], content[index + 1]
    if before not in links or behind not in links or links[before][0] != links[behind][0] or behind - before > 6:
        return None
    row, first = links[before]
    last = links[behind][1]
    same = all(table.claim.tokens[p].stem == table.sentences[row].tokens[spot].stem for p, spot in ((before, first), (behind, last)))
    return (row, first, last) if same and 1 < last - first <= 8 else None
