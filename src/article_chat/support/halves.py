"""A statement that says two things -> each of them as a statement of its own, so that one that is true does not carry the other."""

from __future__ import annotations

from article_chat.support.parsing import Sentence
from article_chat.support.subject import AUXILIARIES
from article_chat.support.verbs import is_adverb, main_verbs
from article_chat.support.words import is_past

_JOINS = frozenset("and but while whereas because although though".split())
_FEWEST_WORDS = 3


def halves(claim: Sentence) -> list[str]:
    """The parts joined by "and", "but" and the like, the subject said again where the second goes without; [] where it says one thing only.

    Only at a conjunction with a verb on both sides: "bread and butter" is one thing.
    """
    end = next((p for p in range(1, len(claim.tokens)) if _is_verb(claim, p)), 0)
    joins = [p for p in range(end + 1, len(claim.tokens) - 2) if end and claim.tokens[p].lower in _JOINS]
    cuts = [p for n, p in enumerate(joins) if _says(claim, p + 1, joins[n + 1] if n + 1 < len(joins) else len(claim.tokens))]
    if not cuts:
        return []
    subject = claim.phrase(0, end - 1)
    parts = [claim.phrase(0, cuts[0] - 1)]
    for cut, stop in zip(cuts, [*cuts[1:], len(claim.tokens)], strict=True):
        text = claim.phrase(cut + 1, stop - 1)
        parts.append(f"{subject} {text}" if _opens_with_verb(claim, cut + 1) else text[:1].upper() + text[1:])
    return [f"{part.strip(' ,;.')}." for part in parts if len(part.split()) >= _FEWEST_WORDS]


def _is_verb(claim: Sentence, position: int) -> bool:
    return position in main_verbs(claim) or claim.tokens[position].lower in AUXILIARIES


def _says(claim: Sentence, start: int, stop: int) -> bool:
    """Whether a clause of its own stands there; "while digging" is none."""
    return not claim.tokens[start].lower.endswith("ing") and (_opens_with_verb(claim, start) or any(_is_verb(claim, p) for p in range(start, stop)))


def _opens_with_verb(claim: Sentence, position: int) -> bool:
    while position + 1 < len(claim.tokens) and is_adverb(claim, position):
        position += 1
    word = claim.tokens[position]
    past = not word.is_capital and (word.lower.endswith("ed") or is_past(word.lower)) and position + 1 < len(claim.tokens)
    return _is_verb(claim, position) or past
