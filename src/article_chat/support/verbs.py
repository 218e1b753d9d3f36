"""Which words of a sentence are verbs, by form and by where one that may also be a noun stands."""

from __future__ import annotations

from functools import lru_cache

from article_chat.support.lexicon import BE, is_verb
from article_chat.support.parsing import Sentence
from article_chat.support.words import is_past

_MARKS = frozenset("to will would can could may might must shall should did does do not n't he she it they we i you who which that".split())
_MODALS = frozenset("will would can could must shall should did".split())
_DETERMINERS = frozenset("a an the his her its their our my your this these those that some any no every each another several many few all both".split())
_PREPOSITIONS = frozenset("of in on at by for from with as into about over under between against than during through across behind without near toward".split())
_HAVE = frozenset("has have had having".split())
_ADVERBS = frozenset(
    "also then now still never ever once twice often later soon already again just only even first not n't always almost nearly otherwise".split()
)
_CANNOT_FOLLOW = frozenset("of is was are were be been has had will would can could may might must and or".split())
_UNCHANGED = frozenset("cut put set hit let cost shut spread split hurt".split())
"""Verbs whose past is like their present."""
_SUBORDINATE = frozenset("which that who because after before when while although if since until".split())
_PEOPLE = frozenset("people police children men women who which that".split())


def is_adverb(sentence: Sentence, position: int) -> bool:
    """Whether the word may stand between a subject and its verb."""
    token = sentence.tokens[position]
    return token.lower in _ADVERBS or (token.lower.endswith("ly") and len(token.text) > 4 and not is_verb(token.stem) and position not in sentence.in_name)


@lru_cache(maxsize=1024)
def main_verbs(sentence: Sentence) -> tuple[int, ...]:
    """Positions of the verbs that say something: no auxiliaries, no participles used as adjectives ("a damaged cable").

    Where none is plain, the first form that may be a verb and has a subject in front of it is taken ("Kelp forests damage urchin populations").
    """
    open_words = [p for p in sentence.content if p not in sentence.in_name and p not in sentence.in_number]
    found = tuple(p for p in open_words if _is_main_verb(sentence, p))
    first = next((p for p, token in enumerate(sentence.tokens) if token.ends_clause or token.lower in _SUBORDINATE), len(sentence.tokens))
    if any(p < first for p in found) or any(token.lower in BE | _HAVE | _MODALS for token in sentence.tokens[:first]):
        return found
    return (*[p for p in open_words if p < first and is_verb(sentence.tokens[p].stem) and _has_subject(sentence, p, plain=False)][:1], *found)


def _is_main_verb(sentence: Sentence, position: int) -> bool:
    tokens = sentence.tokens
    word, before = tokens[position].lower, _before(sentence, position)
    follower = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    attributive = before in _DETERMINERS and not (position + 1 == len(tokens) or tokens[position + 1].ends_clause or follower in _PREPOSITIONS | {"to"})
    if before in _MARKS:
        known = is_verb(tokens[position].stem) or word.endswith(("ed", "ing")) or is_past(word)
        infinitive = before == "to" and _may_follow(sentence, position + 1, object_only=True)
        return (known or before in _MODALS or infinitive) and not is_adverb(sentence, position)
    if before in ("and", "or") and is_verb(tokens[position].stem) and _may_follow(sentence, position + 1, object_only=True):
        return True
    if word.endswith("ing"):
        hangs = position - 1 in sentence.content and before not in BE
        nominal = before in _DETERMINERS or follower in _CANNOT_FOLLOW or (hangs and not _may_follow(sentence, position + 1, object_only=True))
        return is_verb(tokens[position].stem) and not nominal
    if word.endswith("ed") and len(word) > 4:
        return not attributive
    if is_past(word) and is_verb(tokens[position].stem):
        return not attributive
    return is_verb(tokens[position].stem) and _has_subject(sentence, position) and follower not in _CANNOT_FOLLOW


def _before(sentence: Sentence, position: int) -> str:
    index = position - 1
    while index > 0 and is_adverb(sentence, index) and sentence.tokens[index].lower not in _MARKS:
        index -= 1
    return sentence.tokens[index].lower if index >= 0 else ""


def _has_subject(sentence: Sentence, position: int, *, plain: bool = True) -> bool:
    """Whether a noun stands right before a form that may be a noun itself, and something that a verb may be followed by stands behind it."""
    tokens = sentence.tokens
    index = position - 1
    while index > 0 and is_adverb(sentence, index):
        index -= 1
    if index > 0 and tokens[index].text == "," and tokens[position].lower.endswith("s"):
        return _may_follow(sentence, position + 1)
    if index < 0 or index not in sentence.content or tokens[index].ends_clause:
        return False
    named, plural = index in sentence.in_name, tokens[index].lower.endswith("s") or tokens[index].lower in _PEOPLE
    third = tokens[position].lower.endswith("s")
    if (tokens[position].lower not in _UNCHANGED and third == (plural and not named)) or tokens[index].lower in BE | _HAVE:
        return False
    if index and (tokens[index - 1].lower in _PREPOSITIONS and not named) and not third:
        return False
    return not plain or _may_follow(sentence, position + 1)


def _may_follow(sentence: Sentence, position: int, *, object_only: bool = False) -> bool:
    """Whether what stands here may follow a verb; `object_only`: whether it opens what the verb is done to."""
    if position == len(sentence.tokens):
        return not object_only
    token = sentence.tokens[position]
    opens = token.lower in _DETERMINERS or token.lower in ("it", "them", "him", "her", "me", "us") or position in sentence.in_name | sentence.in_number
    if object_only:
        return opens
    return opens or token.lower in _PREPOSITIONS | {"to", "up", "down", "out", "off", "that"} or token.ends_clause or token.lower.endswith("s")
