"""A statement -> the same with its numbers written as the article writes them: the reader takes "€3.5bn" and "3.5 billion euros" for two things."""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.support.numbers import Number
from article_chat.support.parsing import Sentence, parse

_CURRENCIES = frozenset("$€£¥")


def in_notation_of(sentences: Sequence[Sentence], claim: Sentence) -> Sentence:
    """The claim with every number that stands in the sentences in another notation ("12%" for "twelve per cent") in theirs; itself where none does."""
    text = claim.text
    for number in sorted(claim.numbers, key=lambda number: -number.first):
        theirs = _same(number, claim, sentences)
        if theirs is not None:
            start, end = _characters(claim, number)
            text = text[:start] + theirs + text[end:]
    return claim if text == claim.text else parse(text)


def _same(number: Number, claim: Sentence, sentences: Sequence[Sentence]) -> str | None:
    """How the first sentence that has this very number writes it; None where one writes it alike, or none has it."""
    start, end = _characters(claim, number)
    mine = claim.text[start:end].lower()
    theirs = [
        sentence.text[slice(*_characters(sentence, other))]
        for sentence in sentences
        for other in sentence.numbers
        if (other.value, other.unit, other.ordinal, other.vague) == (number.value, number.unit, number.ordinal, number.vague)
    ]
    return None if not theirs or any(text.lower() == mine for text in theirs) else theirs[0]


def _characters(sentence: Sentence, number: Number) -> tuple[int, int]:
    """Of the number, the sign of a currency before it included."""
    first = number.first
    if first and sentence.tokens[first - 1].text in _CURRENCIES:
        first -= 1
    return sentence.tokens[first].start, sentence.tokens[number.last - 1].end
