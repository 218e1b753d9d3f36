"""Parts of a text by where they stand in it: "the first paragraph", "the last sentence", "How does the article begin?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span
from article_chat.structure.numbered import LAST, ORDINALS, as_digits
from article_chat.writing import SENTENCE_ENDS

_UNIT = r"(?P<unit>paragraph|sentence|word)"
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th)|last|final|closing|concluding|opening|next to last|second to last)"
_TEXT = r"(?:the|this|that) (?:article|text|story|piece|document|page|report|essay|post|paper)"
_READ = r"(?:read|show|quote|give|tell|cite|print|repeat|summari[sz]e|explain)(?: me)?(?: out)?"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:what|which)(?: is|['’]?s| does| do| did| was)?|(?:(?:can|could) you )?{_READ})?"
        rf"(?: ?(?:the|its))? ?{_ORDINAL} {_UNIT}(?: (?:says?|about|say|tell us|of {_TEXT}|in {_TEXT}|of it))*",
        rf"(?:(?:and|what is|what['’]?s|what does|what about|{_READ}) )?(?P<one>paragraph|sentence) (?:number |no\.? |# ?)?(?P<number>\d{{1,3}})"
        r"(?: (?:say|about|of it|in full))?",
        rf"how (?:does|did) {_TEXT} (?P<edge>begin|start|open|end|close|conclude|finish)",
    )
)
_FURTHER = re.compile(rf"(?:(?:and|what about|how about) )*(?:the )?(?:{_ORDINAL}|next)(?: one| {_UNIT})?")
_AFTER = re.compile(
    r"(?:(?:and|so|ok),? )?(?:(?:what|which one) (?:comes|came|is|follows|does it say)(?: next)?(?: after (?:that|this|it))?|then|next"
    r"|(?:what about )?the (?:one|paragraph|sentence) after(?: (?:that|this|it))?)"
)
_BACK = re.compile(
    r"(?:(?:and|so|ok),? )?(?:what (?:comes|came|is) before (?:that|this|it)|previous|(?:what about )?the (?:previous (?:one|paragraph|sentence)"
    r"|(?:one|paragraph|sentence) before(?: (?:that|this|it))?))"
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NUMBER = re.compile(r"\d{1,3}[.)]\s*")
_FIRST = {"begin", "start", "open"}


@dataclass(frozen=True, slots=True)
class Position:
    """A part that is asked for: `unit` is "paragraph", "sentence" or "word"; `number` counts from 1, from the end where it is below 0."""

    unit: str
    number: int


def asked_position(question: str) -> Position | None:
    """Which part of the text the question asks for by its place; None for other questions."""
    asked = " ".join(question.lower().split()).strip(" ?.!")
    match = next(filter(None, (pattern.fullmatch(asked) for pattern in _ASKED)), None)
    if match is None:
        return None
    if edge := match.groupdict().get("edge"):
        return Position("paragraph", 1 if edge in _FIRST else -1)
    if unit := match.groupdict().get("one"):
        return Position(unit, int(match["number"])) if int(match["number"]) else None
    ordinal = match["ordinal"]
    if ordinal in ("next to last", "second to last"):
        return Position(match["unit"], -2)
    number = {"closing": LAST, "concluding": LAST, "opening": "1"}.get(ordinal) or as_digits(ordinal)
    return Position(match["unit"], -1 if number == LAST else int(number))


def positioned_further(question: str, before: str) -> str | None:
    """ "And the second?" after "What does the first paragraph say?" as a question of its own; None for anything else."""
    asked = " ".join(question.lower().split()).strip(" ?.!")
    earlier, match = asked_position(before), _FURTHER.fullmatch(asked)
    if earlier is None:
        return None
    step = 1 if _AFTER.fullmatch(asked) else -1 if _BACK.fullmatch(asked) else 0
    if step or (match and not match["ordinal"]):
        number = earlier.number + (step or 1)
        called = f"the {ORDINALS[number - 1]} {earlier.unit}" if number <= len(ORDINALS) else f"{earlier.unit} {number}"
        return f"What does {called} say?" if earlier.number > 0 and number > 0 and earlier.unit != "word" else None
    return f"What does the {match['ordinal']} {earlier.unit} say?" if match else None


def part_at(position: Position, text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of the part that stands there, none where the text is shorter. What ends without a full stop is a heading and counts as no sentence."""
    paragraphs = paragraphs_of(text, sentences)
    parts = paragraphs if position.unit == "paragraph" else [(span,) for paragraph in paragraphs for span in paragraph]
    if position.unit == "word":
        parts = [(word.span(),) for (span,) in parts for word in _WORD.finditer(text, *span)]
    place = position.number - 1 if position.number > 0 else len(parts) + position.number
    return parts[place] if 0 <= place < len(parts) else ()


def paragraphs_of(text: str, sentences: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The sentences of each paragraph; what ends without a full stop is a heading, or an item or row of a few words, and stands in none."""
    return _paragraphs(text, [span for span in sentences if SENTENCE_ENDS.search(text[slice(*span)].rstrip())])


def _paragraphs(text: str, sentences: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The sentences of each paragraph: a line break lies between two. The number of an item belongs to its sentence."""
    found: list[list[Span]] = []
    for span in sentences:
        if found and _NUMBER.fullmatch(text, *found[-1][-1]) and "\n" not in text[found[-1][-1][1] : span[0]]:
            found[-1][-1] = (found[-1][-1][0], span[1])
        elif found and "\n" not in text[found[-1][-1][1] : span[0]]:
            found[-1].append(span)
        else:
            found.append([span])
    return [tuple(paragraph) for paragraph in found]
