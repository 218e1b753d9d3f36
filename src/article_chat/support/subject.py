"""Where the subject of a statement ends."""

from __future__ import annotations

from article_chat.support.lexicon import BE
from article_chat.support.parsing import Sentence, is_verb_like

AUXILIARIES = BE | frozenset("has have had will would can could may might must should did does do".split())
"""What may open the predicate without being its verb."""


def subject_end(claim: Sentence) -> int:
    """Where the subject of the statement ends (token position): before the first verb. 0 when that is not plain to see."""
    for position in range(1, min(12, len(claim.tokens))):
        token = claim.tokens[position]
        if token.ends_clause:
            return 0
        if token.lower in AUXILIARIES or (position not in claim.in_name and is_verb_like(claim, position)):
            return position if any(i in claim.content for i in range(position)) else 0
    return 0
