"""Whether what the article answers to a reading is an answer to it, or the earlier answer over again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from article_chat.followups import words
from article_chat.followups.slots import Candidate
from article_chat.writing import TITLES, folded, kindred


@dataclass(frozen=True, slots=True)
class Found:
    """What the article answers to a question: the `sentence` that would be cited, what stands right `before` it, and the `short` answer in it.

    `answered` is False for a refusal; `place` is (article, start, end) of the short answer.
    """

    answered: bool
    sentence: str = ""
    before: str = ""
    place: tuple[str, int, int] | None = None
    short: str = ""


Look = Callable[[str], Found]
"""Question -> what the article answers to it."""

_WORD = re.compile(r"[^\W_]+(?:[.'\u2019-][^\W_]+)*")
_OWNER = re.compile(r"^.*['\u2019]s? (?=\w)")
_JOINS = {"and", "or", "nor", "as", "well", "of", "the", "both", "a", "an", "his", "her", "their", "its", "former"}
_BY_NOW = re.compile(r"(?:(?:before|earlier|previously|already|yet|now|today|then|later|afterwards?)\W*)+", re.IGNORECASE)


def holds(reading: Candidate, found: Found, earlier: Found | None) -> bool:
    """Whether `found` answers the last question about something new, where `earlier` was the answer to the last question.

    It does not where neither the sentence nor what stands before it names what is asked about now; nor where it is the answer to the last question,
    unless the sentence says it of both.
    """
    around = f"{found.before} {found.sentence}"
    if not found.answered or not names_it(reading.new, around) or not (not reading.of or names_it(reading.of, around)):
        return False
    if earlier is None or not same_place(found, earlier):
        return True
    return names_it(reading.new, found.sentence) if reading.narrows else _of_both(reading.new, reading.old, found.sentence)


def names_it(new: str, text: str) -> bool:
    """Whether a text has a name of the phrase, or its last word when it names nothing."""
    wanted = _telling(new)
    if not wanted:
        return True
    said = [match.group() for match in _WORD.finditer(text)]
    return any(kindred(folded(word), folded(other)) for word in wanted for other in said)


def _telling(phrase: str) -> list[str]:
    """The words by which a phrase is recognised: those of its name, but for whose it is, or its last; none for "before" and "now"."""
    if _BY_NOW.fullmatch(phrase):
        return []
    own = _OWNER.sub("", phrase)
    tokens = [word for word in _WORD.findall(own) if word.lower() not in words.FUNCTION | TITLES]
    named = [word for word in tokens if word[0].isupper() or word[0].isdigit()]
    return named or tokens[-1:]


def same_place(found: Found, earlier: Found) -> bool:
    """Whether two answers are the same words of the article, or share some."""
    if not earlier.answered or found.place is None or earlier.place is None or found.place[0] != earlier.place[0]:
        return False
    return found.place[1] < earlier.place[2] and earlier.place[1] < found.place[2]


def _of_both(new: str, old: str, sentence: str) -> bool:
    """Whether the sentence joins the two by "and" or a comma, with nothing but names and ranks between."""
    said = list(_WORD.finditer(sentence))
    places = [[match for match in said if any(kindred(folded(word), folded(match.group())) for word in _telling(phrase))] for phrase in (new, old)]
    return any(_joined(sentence[min(a.end(), b.end()) : max(a.start(), b.start())]) for a in places[0] for b in places[1] if a.start() != b.start())


def _joined(between: str) -> bool:
    inner = _WORD.findall(between)
    joins = "," in between or "&" in between or bool({"and", "or", "nor"} & set(inner))
    return joins and not re.search(r"[().;:]", between) and all(word[0].isupper() or word in _JOINS | TITLES | words.GROUPS for word in inner)
