"""What is denied on one side only: "not", "no", "never" and words that deny by what they mean."""

from __future__ import annotations

from collections.abc import Container

from article_chat.support.lexicon import NEGATIVE, NEGATORS, contradict
from article_chat.support.matching import Table
from article_chat.support.parsing import Sentence
from article_chat.support.signals import NOTHING, Finding
from article_chat.support.verbs import main_verbs
from article_chat.support.words import Token, stem

BREAKS = frozenset("but although though while because whereas yet".split())
"""Words behind which another clause begins."""
_BEFORE_TO = frozenset(stem(word) for word in ("fail", "refuse", "decline"))
"""Negate what follows "to", and nothing without it."""
_SCOPE = 5
"""Words behind which a negator no longer counts."""


def is_negated(sentence: Sentence, position: int) -> bool:
    """Whether a negator stands shortly before the word, in its clause."""
    return _negator(sentence, position) is not None


def _negator(sentence: Sentence, position: int) -> int | None:
    for steps, index in enumerate(range(position - 1, -1, -1)):
        token = sentence.tokens[index]
        if token.ends_clause or token.lower in BREAKS or steps >= _SCOPE:
            return None
        if token.stem in NEGATORS or token.lower in NEGATORS:
            following = sentence.tokens[index + 1].lower if index + 1 < len(sentence.tokens) else ""
            idle = (following in ("only", "more", "less", "later", "all", "every") and token.lower in ("no", "not")) or (
                token.stem in _BEFORE_TO and (following != "to" or index + 2 in sentence.in_number)  # "it declined to 5 percent"
            )
            if not idle:
                return index
    return None


def negation(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Words that are negated on one side only, as a share of the words negated on either.

    A word behind another one that was not found ("did not like the bell", "hated the bell") counts little: it may be the other that is negated.
    """
    wrong, scope, first, agreed = 0.0, 0.0, "", False
    spots = set(links.values())
    for position, (row, spot) in links.items():
        if position in table.claim.in_name:
            continue
        sentence = table.sentences[row]
        mine, theirs = _negator(table.claim, position), _negator(sentence, spot)
        if _says_opposite(table, mine, theirs, row) or ((mine is None) != (theirs is None) and _denied_by_both(table, links, mine, theirs, row)):
            continue
        if mine is None and theirs is None:
            continue
        hidden = mine is not None and any(i in table.claim.content and i not in links for i in range(mine + 1, position))
        hidden = hidden or (theirs is not None and any(i in sentence.content and (row, i) not in spots for i in range(theirs + 1, spot)))
        spare = _spare_negative(sentence, spots, row) if theirs is None else mine is None and _spare_negative(table.claim, links, None)
        nominal = (position in main_verbs(table.claim)) != (spot in main_verbs(sentence))
        weight = 0.25 if hidden or spare or nominal else 1.0
        scope += weight
        agreed = agreed or (mine is not None and theirs is not None)
        if (mine is None) != (theirs is None):
            wrong += weight
            first = first or table.claim.tokens[position].text
    if not wrong:
        return _stray_negator(table, links)
    return Finding(min(1.0, wrong) * wrong / scope * (0.2 if agreed else 1.0), first)


def _spare_negative(sentence: Sentence, taken: Container[int | tuple[int, int]], row: int | None) -> bool:
    """Whether the sentence denies or ends something else in words of its own: it may be the same that the other side negates.

    `taken` are the matched positions, of the evidence with their `row`: a word that both sides have is no answer to the other's "not".
    """
    for index, token in enumerate(sentence.tokens):
        negates = token.stem in NEGATORS or token.lower in NEGATORS or is_negative(token)
        if negates and (index if row is None else (row, index)) not in taken:
            behind = next((i for i in sentence.content if i > index), None)
            if token.content or behind is None or (behind if row is None else (row, behind)) not in taken:
                return True
    return False


def is_negative(token: Token) -> bool:
    """Whether the word denies or ends something by what it means: "missing", "against", "unpaid"."""
    word = token.lower
    return token.stem in NEGATIVE or (len(word) > 5 and token.content and (word.startswith("un") or word.endswith("less")))


def _says_opposite(table: Table, mine: int | None, theirs: int | None, row: int) -> bool:
    """Whether what one side negates has its opposite on the other: "did not like" and "hated", "not guilty" and "acquitted" agree."""
    claim, sentence = table.claim, table.sentences[row]
    return (mine is not None and _answered(claim, mine, sentence)) or (theirs is not None and _answered(sentence, theirs, claim))


def _denied_by_both(table: Table, links: dict[int, tuple[int, int]], mine: int | None, theirs: int | None, row: int) -> bool:
    """Whether the verb by which one side negates stands on the other too, behind what it negates: "denies that he wrote", "a claim that he has denied"."""
    if mine is not None:
        return table.claim.tokens[mine].content and links.get(mine, (-1, 0))[0] == row
    return theirs is not None and table.sentences[row].tokens[theirs].content and (row, theirs) in links.values()


def _answered(one: Sentence, negator: int, other: Sentence) -> bool:
    negated = next((one.tokens[i].stem for i in one.content if i > negator), "")
    compared = {degree(token.lower, "er", "worse", "better") for token in one.tokens[negator + 1 : negator + 1 + _SCOPE]} - {""}
    if compared & {degree(token.lower, "est", "worst", "best") for token in other.tokens}:
        return True  # "had seen no worse", "the worst she had seen"
    return any(contradict(negated, token.stem) and not is_negated(other, i) for i, token in enumerate(other.tokens))


def degree(word: str, ending: str, *irregular: str) -> str:
    """What a comparative or superlative, by its ending or irregular, is made of; "" for any other word."""
    return stem(word) if word in irregular else word[: -len(ending)] if word.endswith(ending) and len(word) > len(ending) + 2 else ""


def _stray_negator(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A negator in the statement and none in the evidence around it, its scope not found there."""
    rows = {row for row, _ in links.values()}
    if "whether" in table.claim.lowers and any("whether" in table.sentences[row].lowers for row in rows):
        return NOTHING
    if any(token.stem in NEGATORS or token.lower in NEGATORS or is_negative(token) for row in rows for token in table.sentences[row].tokens):
        return NOTHING
    follows = zip(table.claim.tokens, [*table.claim.tokens[1:], None], strict=True)
    stray = [
        token
        for token, after in follows
        if token.lower in ("not", "never", "no", "none") and (not after or after.lower not in ("more", "less", "only", "all", "every"))
    ]
    answered = any(_says_opposite(table, i, None, row) for row in rows for i, token in enumerate(table.claim.tokens) if token in stray)
    return Finding(0.5, stray[0].text) if stray and links and not answered else NOTHING
