"""How much of a statement is taken over from the evidence, in long runs or word by word. Each feature is 0 (taken over) to 1 (new)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from article_chat.support.matching import Table
from article_chat.support.parsing import Sentence


def stems_of(sentence: Sentence) -> list[str]:
    """All words of a sentence, small ones included, as stems."""
    return [token.stem for token in sentence.tokens if not token.ends_clause]


def copying(table: Table, window: Sequence[int]) -> dict[str, float]:
    """`not_copied`, `new_pairs`: shares of the statement's words."""
    claim = stems_of(table.claim)
    if not claim:
        return dict.fromkeys(("not_copied", "new_pairs"), 1.0)
    texts = [stems_of(table.sentences[row]) for row in window]
    runs = longest_runs(claim, texts)
    pairs = {pair for text in map(stems_of, table.sentences) for pair in pairwise(text)}
    mine = list(pairwise(claim))
    return {
        "not_copied": 1 - sum(run for run in runs if run >= 3) / len(claim),
        "new_pairs": sum(pair not in pairs for pair in mine) / len(mine) if mine else 1.0,
    }


def longest_runs(claim: Sequence[str], texts: Sequence[Sequence[str]]) -> list[int]:
    """Lengths of the runs of words, longest first at each place, that the claim takes over from the texts."""
    runs: list[int] = []
    position = 0
    while position < len(claim):
        length = max((_run(claim, position, text, start) for text in texts for start, word in enumerate(text) if word == claim[position]), default=0)
        if length:
            runs.append(length)
        position += max(1, length)
    return runs


def _run(claim: Sequence[str], position: int, text: Sequence[str], start: int) -> int:
    length = 0
    while position + length < len(claim) and start + length < len(text) and claim[position + length] == text[start + length]:
        length += 1
    return length
