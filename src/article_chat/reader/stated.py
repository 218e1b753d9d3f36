"""Statements for the reader to find borne out: marked as such, made of questions and of sentences, and made false.

Other than a question answered by yes or no, which the sentence that denies it answers too, a statement is borne out by what says the same only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import TYPE_CHECKING

from article_chat.reader.wording import NAME, NUMBER, words_of
from article_chat.reader.yes_or_no import is_yes_or_no

if TYPE_CHECKING:
    from article_chat.reader.model import PassageReading

MARK = "True or false: "
"""Begins what is put to the reader, so that it is read as a statement."""

_VERBS_OF_WHAT = r"is|are|was|were|has|had|have|can|could|will|would|should|may|[a-z]{3,}ed|makes|made|led"
_TELLING = re.compile(rf"(?:who (?!do\b|does\b|did\b|is\b.*ing\b)|what (?=(?:{_VERBS_OF_WHAT})\b))(?P<rest>.+)", re.IGNORECASE)
_INVERTED = re.compile(
    r"(?:is|are|was|were|has|had|have|can|could|will|would|should|may) (?:(?:the|his|her|its|their) )?(?:[\w'’-]+ ){1,2}(?:[a-z]+ed|[a-z]+ing|made|meant)\b"
)
_ENDS_OPEN = re.compile(r"\b(?:of|in|on|at|by|to|for|from|with|about|as|into)$", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|may|might|must|did|does|do)\b(?! not\b)")
_NOT = re.compile(r"\b(?P<kept>is|are|was|were|has|have|had|could|will|would|should|may|might|must) not\b")
_LONGEST_ANSWER = 8
_LEAST_LEFT = 6


def is_stated(text: str) -> bool:
    """Whether it is a statement put to the reader."""
    return text.startswith(MARK)


def has_whole_sentences(question: str) -> bool:
    """Whether what the reader finds for it are whole sentences."""
    return is_stated(question) or is_yes_or_no(question)


def margins(read: Callable[[str, Sequence[str]], Sequence[PassageReading]], statement: str, texts: Sequence[str]) -> list[float]:
    """How far each text bears the statement out, in logits: over 0 where a sentence of it says the same."""
    return [reading.margin for reading in read(MARK + statement, texts)]


def as_statement(question: str, answer: str) -> str | None:
    """A question for its subject as a statement with the answer for it; None for others."""
    plain, answer = question.strip().rstrip(" ?"), answer.strip(" .,;:\"'")
    match = _TELLING.fullmatch(plain)
    if match is None or not answer or len(answer.split()) > _LONGEST_ANSWER or _ENDS_OPEN.search(plain) or _INVERTED.match(match["rest"]):
        return None
    return f"{answer[0].upper()}{answer[1:]} {match['rest']}."


def shortened(sentence: str, pick: Random) -> str:
    """The sentence up to one of its commas, as summaries cut it; whole where it has none far enough in."""
    commas = [match.start() for match in re.finditer(r", ", sentence) if len(sentence[: match.start()].split()) >= _LEAST_LEFT]
    return f"{sentence[: pick.choice(commas)]}." if commas else sentence


def denied(statement: str) -> str | None:
    """The opposite by "not" put in or taken out; None where that is not plain."""
    if match := _NOT.search(statement):
        return statement[: match.start()] + match["kept"] + statement[match.end() :]
    match = _AUXILIARY.search(statement)
    return None if match is None or match.start() == 0 else f"{statement[: match.end()]} not{statement[match.end() :]}"


def exchanged(statement: str, pick: Random) -> str | None:
    """Two names of the statement in each other's place; None where there are no two."""
    names = list(dict.fromkeys(match.group() for match in NAME.finditer(" " + statement) if match.group() in statement))
    apart = [(a, b) for a in names for b in names if a < b and not set(words_of(a)) & set(words_of(b))]
    if not apart:
        return None
    one, other = pick.choice(apart)
    return re.sub(rf"{re.escape(one)}|{re.escape(other)}", lambda match: other if match.group() == one else one, statement)


def another(answer: str, window: str, pick: Random) -> str | None:
    """What may be mistaken for the answer: another name or number of the window; None for answers of other kinds."""
    pattern = NUMBER if answer[:1].isdigit() else NAME if answer[:1].isupper() else None
    if pattern is None:
        return None
    found = [text for text in {match.group() for match in pattern.finditer(window)} if not set(words_of(text)) & set(words_of(answer))]
    return pick.choice(sorted(found)) if found else None
