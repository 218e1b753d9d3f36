"""What the reader is given of a passage, and what it marked there -> the best span of each sentence."""

from __future__ import annotations

import re

from article_chat.datatypes import Passage, Span
from article_chat.reader.model import PassageReading
from article_chat.writing import kindred

_ITEM_NUMBER = re.compile(r"^[ \t]*(?:\d{1,3}(?:\.\d{1,3})+[.)]?|(?:\d{1,3}|[IVX]{2,5})[.)]|\([a-z\d]{1,2}\))(?=[ \t]+[^\W\d_a-z])", re.MULTILINE)
"""The number of an item, a clause or a heading where it begins a line: "3. Turn off", "4.2 You may", "(b) Live animals"."""
_ASKS_WHEN = re.compile(r"\W*(?:and |so |but )?(?:when|(?:in |on )?(?:what|which) (?:year|date|day|month))\b", re.IGNORECASE)
_ASKS_HOW_OLD = re.compile(r"\W*(?:and |so |but )?how old\b", re.IGNORECASE)
_ASKS_HOW_LONG = re.compile(r"\W*(?:and |so |but |for )?how long\b", re.IGNORECASE)
_ASKS_A_PRICE = re.compile(r"\W*(?:and |so |but |for )?how much (?:is|are|was|were|do|does|did|will|would)\b", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"\d{1,2}")
_NUMBER = re.compile(
    r"\d[\d,.]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:in )?(?:1\d|20)\d\d")
_FROM_THEN = re.compile(r"\b(?:since|from|until|till|between|to)(?: [a-z]+)? $|[-–—] ?$", re.IGNORECASE)
"""Before a year that is one end of a time."""
_BEHIND_A_NAME = re.compile(r"\b(?!(?:Aged|At|Now|Already|Only|Just|About|Some|Nearly|Almost|Over|Under|Turned|Turning|Is|Was)\b)[A-Z][\w'’-]* $")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_FAR = 30
"""Characters beside a number in which the name right before it and the word right behind it stand."""


def without_numbers(text: str) -> str:
    """The text with the numbers that only count its items blank, so that every other character stays where it is.

    "How many accounts may one have?" was answered "1.3" of "1.3 One person may hold one account only."
    """
    return _ITEM_NUMBER.sub(lambda number: " " * len(number.group()), text)


def answers(question: str, words: str, before: str = "", behind: str = "") -> bool:
    """Whether the words may answer the question by how they are written, with what stands `before` and `behind` them.

    No number of one or two digits alone tells when ("dies at 91"), nor how old somebody is where only a space parts it from a name ("Lund 83, Berg" is
    a minute, a score or a number on a shirt); a year alone tells not how long; and "eight" of "eight rooms" is how many, not how much a room is.
    """
    if _ASKS_A_PRICE.match(question) and _NUMBER.fullmatch(words):
        counted = _NEXT_WORD.match(behind)
        return counted is None or not any(kindred(counted[1].lower(), word) for word in re.findall(r"[^\W\d_]+", question.lower()))
    if _ASKS_HOW_LONG.match(question) and _YEAR.fullmatch(words):
        return _FROM_THEN.search(before) is not None
    if not _SMALL_NUMBER.fullmatch(words):
        return True
    return not (_ASKS_WHEN.match(question) or (_ASKS_HOW_OLD.match(question) and _BEHIND_A_NAME.search(before)))


def spans_by_sentence(passage: Passage, reading: PassageReading, *, question: str, whole: bool = False) -> dict[Span, tuple[Span, float]]:
    """Sentence -> its best span and the margin of that, in characters of the article; a span over two sentences ends with the first.

    Where `whole` sentences are looked for, a span over several stands for each of them: which one decides, their own likeness to the question tells.
    """
    best: dict[Span, tuple[Span, float]] = {}
    for found in reading.spans:
        start, end = (passage.start + max(0, offset - len(passage.label)) for offset in (found.start, found.end))
        around = passage.text[max(0, start - passage.start - _FAR) : start - passage.start], passage.text[end - passage.start :][:_FAR]
        if end <= start or not answers(question, passage.quote((start, end)), *around):
            continue
        first = passage.sentence_at(start)
        reached = [sentence for sentence in passage.sentences if sentence[0] < end and start < sentence[1]] if whole else []
        for sentence in reached or [first]:
            best.setdefault(sentence, ((max(start, sentence[0]) if reached else start, min(end, sentence[1])), found.margin))
    return best
