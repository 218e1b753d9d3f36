"""What the reader is given of a passage, and what it marked there -> the best span of each sentence."""

from __future__ import annotations

import re

from article_chat.datatypes import Passage, Span
from article_chat.reader.model import PassageReading

_ITEM_NUMBER = re.compile(r"^[ \t]*(?:\d{1,3}(?:\.\d{1,3})+[.)]?|(?:\d{1,3}|[IVX]{2,5})[.)]|\([a-z\d]{1,2}\))(?=[ \t]+[^\W\d_a-z])", re.MULTILINE)
"""The number of an item, a clause or a heading where it begins a line: "3. Turn off", "4.2 You may", "(b) Live animals"."""
_ASKS_WHEN = re.compile(r"\W*(?:and |so |but )?(?:when|(?:in |on )?(?:what|which) (?:year|date|day|month))\b", re.IGNORECASE)
_ASKS_HOW_OLD = re.compile(r"\W*(?:and |so |but )?how old\b", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"\d{1,2}")
_BEHIND_A_NAME = re.compile(r"\b(?!(?:Aged|At|Now|Already|Only|Just|About|Some|Nearly|Almost|Over|Under|Turned|Turning|Is|Was)\b)[A-Z][\w'’-]* $")
_FAR = 30
"""Characters before a number in which a name right before it begins."""


def without_numbers(text: str) -> str:
    """The text with the numbers that only count its items blank, so that every other character stays where it is.

    "How many accounts may one have?" was answered "1.3" of "1.3 One person may hold one account only."
    """
    return _ITEM_NUMBER.sub(lambda number: " " * len(number.group()), text)


def answers(question: str, words: str, before: str = "") -> bool:
    """Whether the words, with what stands `before` them, may answer the question by how they are written: no number of one or two digits alone tells
    when ("dies at 91"), nor how old somebody is where only a space parts it from a name ("Lund 83, Berg" is a minute, a score or a number on a shirt)."""
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
        if end <= start or not answers(question, passage.quote((start, end)), passage.text[: start - passage.start][-_FAR:]):
            continue
        first = passage.sentence_at(start)
        reached = [sentence for sentence in passage.sentences if sentence[0] < end and start < sentence[1]] if whole else []
        for sentence in reached or [first]:
            best.setdefault(sentence, ((max(start, sentence[0]) if reached else start, min(end, sentence[1])), found.margin))
    return best
