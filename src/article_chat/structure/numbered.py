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
_DIVISIONS = "section|paragraph|chapter|part"
_OF_TEXTS = f"{_DIVISIONS}|clause|article"
_KIND = rf"(?P<kind>{_OF_LISTS}|{_OF_TEXTS})"
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
"""In order, lower case."""
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*|{'|'.join(_WORDS)}|{'|'.join(sorted(_ROMANS, key=len, reverse=True))})"
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|last|final)"
_ASK = (
    r"(?:(?:and|so|ok|okay|then),? )?(?:(?:(?:what|which)(?: is| are| was|['’]?s| does| do)|(?:tell|show|give|read) me|explain|describe"
    r"|summari[sz]e|how do i do)(?: about)? )?(?:the )?"
)
_SAYS = r"(?: (?:says?|mean|about|cover|of (?:the )?(?:instructions|guide|list|recipe|process|procedure|article|text)))?"
_ONE_DOES = r"(?:do|does|should|must|can|will|have|need|would) (?:i|you|we|one)(?: (?:have|need))?(?: to)? do"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ASK}{_KIND} (?:number |no\.? |# ?)?{_NUMBER}{_SAYS}",
        rf"{_ASK}{_ORDINAL} {_KIND}{_SAYS}",
        rf"{_ASK}{_KIND}s? {_NUMBER} ?(?P<joined>-|–|to|through|until|and|&) ?{_NUMBER.replace('P<number>', 'P<until>')}",
        rf"{_ASK}first (?P<many>{'|'.join(_WORDS)}|\d{{1,2}}) {_KIND}s",
        rf"what (?P<after>comes|follows|happens|is|{_ONE_DOES})(?: next)? (?P<side>after|before) {_KIND} (?:number )?{_NUMBER}",
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
_GOING_BACK = re.compile(
    r"(?:(?:and|so|ok|okay),? )?(?:what (?:comes|came|is|was) before (?:that|this|it)|(?:what is |what['’]?s |what about )?"
    rf"(?:the )?(?:previous (?:{_OF_LISTS}|one)|(?:{_OF_LISTS}|one) before(?: (?:that|this|it))?)|previous|(?:go )?back)"
)
_NUMBERED_ANSWER = re.compile(r"(\d{1,3})[.)] \S")
_COUNTED = re.compile(
    r"(?:(?:and|so),? )?how many (?P<things>[\w' -]{3,40}?)(?: (?:are (?:there|listed|needed|required)|do (?:i|you|we) need"
    r"|(?:does|do) (?:it|this|they|the (?:article|recipe|guide|list|text)) (?:have|list|need|take))| in total)?"
)
MOST_AT_ONCE = 12
"""Items that are told at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: an item that is called `kind`, and its number in digits, or `LAST`; `also` are the numbers of others beside it."""

    kind: str
    number: str
    also: tuple[str, ...] = ()

    @property
    def is_division(self) -> bool:
        """Whether it is called as the sections of a text are, and no item of a list."""
        return self.kind in _DIVISIONS.split("|")


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
    if found.get("joined") or found.get("many"):
        return _several(found)
    number = "1" if found.get("begin") else as_digits(found.get("number") or found["ordinal"])
    if side := found.get("side"):
        number = str(int(number) + (1 if side == "after" else -1)) if number.isdigit() else ""
    return Wanted(found.get("kind") or "step", number) if number else None


def _several(found: dict[str, str | None]) -> Wanted | None:
    """Several items in a row: "steps 2 to 4", "the first three steps"; two that "and" joins need not be neighbours."""
    if many := found.get("many"):
        numbers = list(range(1, int(as_digits(many)) + 1))
    else:
        first, last = as_digits(found["number"] or ""), as_digits(found["until"] or "")
        if not (first.isdigit() and last.isdigit()):
            return None
        numbers = [int(first), int(last)] if found["joined"] in ("and", "&") else list(range(int(first), int(last) + 1))
    number, *also = map(str, numbers[:MOST_AT_ONCE]) if numbers else ("",)
    return Wanted(found["kind"] or "step", number, tuple(also)) if number else None


def going_on(question: str, answer: str) -> str | None:
    """ "And then?" after an answer that quotes an item by its number, as a question that says which comes next, or before; None for anything else."""
    told = _NUMBERED_ANSWER.match(answer)
    asked = " ".join(question.lower().split()).strip(" ?.!")
    for side, wording in (("after", _GOING_ON), ("before", _GOING_BACK)):
        if told and wording.fullmatch(asked):
            return f"What comes {side} step {told[1]}?"
    return None


def counted_things(question: str) -> str | None:
    """What a question asks the number of, in lower case: "steps" of "How many steps are there?"; None for other questions."""
    match = _COUNTED.fullmatch(" ".join(question.lower().split()).strip(" ?.!"))
    return match["things"] if match else None


def longest_list(things: str, items: Sequence[Item]) -> list[Item]:
    """The longest numbered list that may be of those things: "steps" are of any, or of one that calls its items so; none for other things."""
    if not re.fullmatch(rf"(?:{_OF_LISTS})s", things):
        return []
    fitting = [item for item in items if item.kind == things[:-1]] or [item for item in items if not item.kind and not item.is_section]
    long = Counter(item.of for item in fitting)
    return [item for item in fitting if item.of == max(long, key=lambda of: long[of])]


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


def find_item(wanted: Wanted, items: Sequence[Item], *, headed: bool = False) -> Item | None:
    """The item that is meant: one that is called so, else one of a list or a section as the word goes, of the longest list there is.

    Where the text is `headed`, an item of a list is no section of it.
    """
    of_texts = wanted.kind in _OF_TEXTS.split("|")
    unnamed = [item for item in items if not item.kind and (item.is_section or "." in item.number or not (headed and wanted.is_division))]
    fitting = [item for item in items if item.kind == wanted.kind] or [item for item in unnamed if of_texts or not item.is_section] or unnamed
    long = Counter(item.of for item in fitting)
    meant = [item for item in reversed(fitting) if wanted.number in (item.number, LAST)]
    return max(meant, key=lambda item: (item.is_section is of_texts, long[item.of]), default=None)


def _line(text: str, start: int, sentences: Sequence[Span]) -> Spans:
    """The line that begins at `start` as one span, without the sentences that make it too long; never its number alone."""
    end = text.find("\n", start)
    first, behind = (bisect_left(sentences, place, key=lambda span: span[0]) for place in (start, end if end >= 0 else len(text)))
    within = sentences[first:behind]
    least = next((count for count, span in enumerate(within, 1) if any(map(str.isalpha, text[slice(*span)]))), 1)
    kept = within[: max(least, sum(span[1] - start <= MOST_CHARACTERS for span in within))]
    return ((kept[0][0], kept[-1][1]),) if kept else ()


def as_digits(number: str) -> str:
    """A number or ordinal of up to a dozen, in words, digits or Roman numerals, in lower case, as digits; `LAST` for the last."""
    for names in (_WORDS, ORDINALS, _ROMANS):
        if number in names:
            return str(names.index(number) + 1)
    return LAST if number in ("last", "final") else re.sub(r"(?:st|nd|rd|th)$", "", number)
