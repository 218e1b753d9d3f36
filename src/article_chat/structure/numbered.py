"""What a text numbers, and which of it a question asks for: "step 3", "what comes after step 3", "the last step", "section 4.2"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span

Spans = tuple[Span, ...]

LAST = "last"
"""The number of whichever item comes last."""
MOST_CHARACTERS = 900
"""Of an item that is quoted whole; of a longer one its first sentences."""

_OF_LISTS = "step|point|item|rule|tip|reason|lesson|principle|stage|phase|instruction"
_OF_TEXTS = "section|clause|article|paragraph|chapter|part"
_KIND = rf"(?P<kind>{_OF_LISTS}|{_OF_TEXTS})"
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
"""In order, lower case."""
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*|{'|'.join(_WORDS)}|{'|'.join(sorted(_ROMANS, key=len, reverse=True))})"
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|last|final)"
_ASK = (
    r"(?:(?:and|so|ok|okay|then),? )?(?:(?:(?:what|which)(?: is| are| was|['’]?s| does| do)|(?:tell|show|give|read) me|explain|describe|how do i do)"
    r"(?: about)? )?(?:the )?"
)
_SAYS = r"(?: (?:says?|mean|about|cover|of (?:the )?(?:instructions|guide|list|recipe|process|procedure|article|text)))?"
_ONE_DOES = r"(?:do|does|should|must|can|will|have|need|would) (?:i|you|we|one)(?: (?:have|need))?(?: to)? do"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ASK}{_KIND} (?:number |no\.? |# ?)?{_NUMBER}{_SAYS}",
        rf"{_ASK}{_ORDINAL} {_KIND}{_SAYS}",
        rf"what (?P<after>comes|follows|happens|is|{_ONE_DOES})(?: next)? after {_KIND} (?:number )?{_NUMBER}",
        rf"what {_ONE_DOES} (?P<ordinal>first|last)",
        r"(?:how|where) (?:do|should) (?:i|you|we) (?P<begin>start|begin)",
    )
)
_ITEM = re.compile(
    rf"^[ \t]*(?:{_KIND.replace('P<kind>', 'P<named>')}[ \t]+(?P<of>\d{{1,3}}|[ivx]{{1,5}})(?=[ \t.:)–—-]|$)"
    r"|(?P<dotted>\d{1,3}(?:\.\d{1,3})+)[.)]?(?=[ \t])|(?P<plain>\d{1,3})[.)](?=[ \t]))",
    re.IGNORECASE | re.MULTILINE,
)
_GOING_ON = re.compile(
    r"(?:(?:and|so|ok|okay),? )?(?:what(?: is|['’]?s| comes| happens)? next|(?:what )?then(?: what)?|(?:what )?after (?:that|this)"
    rf"|(?:what is |what['’]?s )?the next (?:{_OF_LISTS}|one)|next(?: (?:{_OF_LISTS}))?|what {_ONE_DOES} (?:then|next|after (?:that|this)))"
)
_NUMBERED_ANSWER = re.compile(r"(\d{1,3})[.)] \S")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: an item that is called `kind`, and its number in digits, or `LAST`."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Item:
    """What stands under a number. `kind` is what its line calls it ("step"), "" where the number stands alone; `of` is the list it belongs to."""

    number: str
    kind: str
    spans: Spans
    of: int
    is_section: bool = False


def wanted_item(question: str) -> Wanted | None:
    """Which numbered item the question asks for; None for other questions."""
    asked = " ".join(question.lower().split()).strip(" ?.!")
    match = next(filter(None, (pattern.fullmatch(asked) for pattern in _ASKED)), None)
    if match is None:
        return None
    found = match.groupdict()
    number = "1" if found.get("begin") else as_digits(found.get("number") or found["ordinal"])
    if found.get("after"):
        number = str(int(number) + 1) if number.isdigit() else ""
    return Wanted(found.get("kind") or "step", number) if number else None


def going_on(question: str, answer: str) -> str | None:
    """ "And then?" after an answer that quotes an item by its number, as a question that says which comes next; None for anything else."""
    told = _NUMBERED_ANSWER.match(answer)
    asked = " ".join(question.lower().split()).strip(" ?.!")
    return f"What comes after step {told[1]}?" if told and _GOING_ON.fullmatch(asked) else None


def numbered_items(text: str, sentences: Sequence[Span], sections: Sequence[tuple[Span, Spans]]) -> list[Item]:
    """The items of a text, in order; a heading with a number stands for what it has below it. `sections` are headings with that."""
    titled = {text.rfind("\n", 0, heading[0]) + 1: below for heading, below in sections}
    found: list[Item] = []
    lists = {False: 0, True: 0}
    last: dict[bool, tuple[int, ...]] = {}
    for match in _ITEM.finditer(text):
        below = titled.get(match.start())
        titles = below is not None
        number = as_digits((match["of"] or match["dotted"] or match["plain"]).lower())
        order = tuple(map(int, number.split(".")))
        lists[titles] += order <= last.get(titles, (0,))
        last[titles] = order
        spans = _line(text, match.start(), sentences) if below is None else below
        found.append(Item(number, (match["named"] or "").lower(), spans, 2 * lists[titles] + titles, is_section=titles))
    return found


def find_item(wanted: Wanted, items: Sequence[Item]) -> Item | None:
    """The item that is meant: one that is called so, else one of a list or a section as the word goes, of the longest list there is."""
    of_texts = wanted.kind in _OF_TEXTS.split("|")
    unnamed = [item for item in items if not item.kind]
    fitting = [item for item in items if item.kind == wanted.kind] or [item for item in unnamed if of_texts or not item.is_section] or unnamed
    long = Counter(item.of for item in fitting)
    meant = [item for item in reversed(fitting) if wanted.number in (item.number, LAST)]
    return max(meant, key=lambda item: (item.is_section is of_texts, long[item.of]), default=None)


def _line(text: str, start: int, sentences: Sequence[Span]) -> Spans:
    """The line that begins at `start` as one span, without the sentences that make it too long."""
    end = text.find("\n", start)
    first, behind = (bisect_left(sentences, place, key=lambda span: span[0]) for place in (start, end if end >= 0 else len(text)))
    within = sentences[first:behind]
    kept = [span for span in within if span[1] - start <= MOST_CHARACTERS] or within[:1]
    return ((kept[0][0], kept[-1][1]),) if kept else ()


def as_digits(number: str) -> str:
    """A number or ordinal of up to a dozen, in words, digits or Roman numerals, in lower case, as digits; `LAST` for the last."""
    for names in (_WORDS, ORDINALS, _ROMANS):
        if number in names:
            return str(names.index(number) + 1)
    return LAST if number in ("last", "final") else re.sub(r"(?:st|nd|rd|th)$", "", number)
