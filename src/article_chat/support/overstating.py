"""Statements that say more than the evidence: as a fact what may be, of all what holds of some, the most ever of what is the most since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.support.lexicon import BE, FUTURE, HEDGES, NEGATORS, PARTIAL, UNIVERSAL
from article_chat.support.matching import Table
from article_chat.support.negation import BREAKS, degree
from article_chat.support.parsing import Sentence, is_verb_like
from article_chat.support.signals import NOTHING, Finding
from article_chat.support.subject import subject_end
from article_chat.support.verbs import main_verbs
from article_chat.support.words import Token


def hedges(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """What the evidence calls possible, planned or alleged, and the statement tells as a fact."""
    claim_hedged = any(_is_hedge(token) or token.lower in _CLEARED for token in table.claim.tokens)
    claim_future = any(token.lower in FUTURE for token in table.claim.tokens) or bool(re.search(r"\b(?:is|was|are|were) to\b", table.claim.text))
    subject = subject_end(table.claim)
    verbs = [p for p in links if p >= subject and p not in table.claim.in_name and p not in table.claim.in_number]
    if not verbs or claim_hedged:
        return NOTHING
    hits, future, word = 0.0, 0, ""
    for position in verbs:
        row, spot = links[position]
        told = _is_told(table.sentences[row], spot)
        found = _hedge_before(table.sentences[row], spot) or _alternative(table, row, spot)
        if found in FUTURE:
            future += 1
        elif found:
            hits += 0.6 * told if found == "if" else 1.0 if told else 0.8
        word = word or found
    strength = (hits + (0.0 if claim_future else 0.7 * future)) / len(verbs)
    return Finding(min(1.0, 1.5 * strength), given=word)


def _alternative(table: Table, row: int, spot: int) -> str:
    """ "or", where the verb is one of two that are left open ("sign the law or send it back") and the statement does not say so."""
    sentence = table.sentences[row]
    left_open = spot and sentence.tokens[spot - 1].lower == "or" and "or" not in table.claim.lowers
    return "or" if left_open and spot in main_verbs(sentence) else ""


_CLEARED = frozenset("cleared acquitted denied denies no advise advises advised undecided".split())
"""What is told in such words is not claimed as a fact."""


_ALSO_NOUNS = frozenset("aim aims plan plans hope hopes offer offers attempt attempts claim claims request demand demands proposal".split())
"""Hedges only when "to" or "that" follows."""


def _is_told(sentence: Sentence, spot: int) -> bool:
    """Whether the word is a verb, or stands behind a form of "be": what a hedge in front of it makes uncertain."""
    return is_verb_like(sentence, spot) or any(token.lower in BE for token in sentence.tokens[max(0, spot - 2) : spot])


def _is_hedge(token: Token) -> bool:
    return token.lower in HEDGES and token.text != "May"


def _hedge_before(sentence: Sentence, spot: int) -> str:
    """The nearest hedge in front of a word, in its clause; a mere future only when there is none."""
    future = ""
    for steps, index in enumerate(range(spot - 1, -1, -1)):
        token = sentence.tokens[index]
        if (token.ends_clause and sentence.tokens[index - 1].lower not in HEDGES) or token.lower in BREAKS or steps > 7:
            break
        if token.lower == "would" and "otherwise" in sentence.lowers:
            break
        following = sentence.tokens[index + 1].lower
        if _is_hedge(token) and (token.lower not in _ALSO_NOUNS or following in ("to", "that")):
            return token.lower
        if token.lower in FUTURE:
            future = future or token.lower
    return future


def universals(table: Table, links: dict[int, tuple[int, int]], window: Sequence[int]) -> Finding:
    """All, every, only, never in the statement where what it restates has no such word; most, where that speaks of some; most ever, most since then."""
    if (widened := _widened(table, links)).strength:
        return widened
    numbers = {number.first - 1 for number in table.claim.numbers}
    for index, token in enumerate(table.claim.tokens):
        idiom = token.lower == "all" and (table.claim.phrase(index, min(index + 1, len(table.claim.tokens) - 1)).lower() == "all time")
        limited = index > 0 and table.claim.tokens[index - 1].lower in ("not", "n't", "nearly", "almost")
        if index in numbers or idiom or limited or token.lower in NEGATORS or token.lower not in UNIVERSAL | _MAJORITY:
            continue
        near = [links[p][0] for p in sorted(links, key=lambda p: abs(p - index))[:3]]
        rows = sorted(set(near)) or list(window)
        present = {t.lower for row in rows for t in table.sentences[row].tokens}
        partial = sorted((PARTIAL if token.lower in UNIVERSAL else _SOME) & present)
        if token.lower in UNIVERSAL and token.lower not in present and not present & UNIVERSAL - NEGATORS:
            return Finding(1.0 if partial else 0.6, token.text, partial[0] if partial else "")
        if token.lower in _MAJORITY and partial and not present & (_MAJORITY | UNIVERSAL):
            return Finding(0.6, token.text, partial[0])
    return NOTHING


_EVER = re.compile(r"\b(?:ever|in (?:[\w'’]+ ){0,3}history|of all time|on record)\b", re.IGNORECASE)


def _widened(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """The most ever in the statement, of what the evidence calls the most since some time."""
    ever = _EVER.search(table.claim.text)
    for position in [p for p in links if ever and _is_superlative(table.claim.tokens[p])]:
        row, spot = links[position]
        sentence = table.sentences[row]
        since = next((t for t in sentence.tokens[spot : spot + 8] if t.lower == "since"), None)
        if since and ever and not _EVER.search(sentence.text):
            return Finding(1.0, ever.group(), since.text)
    return NOTHING


def _is_superlative(token: Token) -> bool:
    return degree(token.lower, "est", "worst", "best") != ""


_MAJORITY = frozenset("most mostly mainly majority generally usually".split())
_SOME = frozenset("some several few partly sometimes rarely occasionally minority third quarter".split())
