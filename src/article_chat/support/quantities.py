"""How much is said, as ranges: "fewer than fifty" and "260", "the better part of a year" and "63 days", "nearly all" and "a third" can be compared, though
no number of the one stands in the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import inf

from article_chat.support.numbers import Number, find_numbers
from article_chat.support.parsing import is_calendar
from article_chat.support.words import Token, tokenize

_MINUTES = {"s": 1 / 60, "min": 1.0, "h": 60.0, "day": 1440.0, "week": 10080.0, "month": 43830.0, "year": 525960.0, "decade": 5259600.0, "century": 52596000.0}
_METRES = {"km": 1000.0, "mile": 1609.0, "m": 1.0, "cm": 0.01, "ft": 0.305, "in": 0.0254}
_GRAMS = {"kg": 1000.0, "g": 1.0, "t": 1e6}
_KINDS = {
    **{unit: ("time", size) for unit, size in _MINUTES.items()},
    **{unit: ("length", size) for unit, size in _METRES.items()},
    **{unit: ("mass", size) for unit, size in _GRAMS.items()},
    **dict.fromkeys("$€£¥", ("money", 1.0)),
    "%": ("share", 1.0),
    "": ("count", 1.0),
}
"""Unit of a number -> the kind of quantity, and the unit's size in what that is counted in."""

_MULTIPLES = frozenset("twice double doubled triple tripled thrice score".split())
"""Say how many times as much, not how much, or are rarely numbers."""

_SLACK = 0.03
"""By which share of itself a number may be off and still be the same."""

_YEARS_ON = re.compile(r"\b\d{4}[-–/]$")
"""Before the end of a span of years: "2013–14"."""

_DECADES = ("-twenties", "-thirties", "-forties", "-fifties", "-sixties", "-seventies", "-eighties", "-nineties", "s ")
"""Behind the beginning of a decade: "nineteen-eighties"."""

_NEAR = 40
"""Characters before a quantity among which the words that bound it are looked for."""

_EXACT = re.compile(r"ty[- ]\w|teen\b|\beleven\b|\btwelve\b|\band\b")
"""In a number of more than one digit in words: "thirty-one", "fourteen thousand"."""

_PAIRED = 6
"""Counts of a sentence at most of which shares are worked out."""

_OFF = 0.2
"""By which share "about" a round number may be off; a number with more digits, by a quarter of it."""

_OPEN = 2.0
"""How many times as much "more than" may be in what is given, and how many times as little "up to"."""

_FROM = 0.5
"""The lower end of "20 to 30 days", which is given without the unit, as a share of the upper one."""

_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_FEW = {"few": (2.0, 9.0), "couple of": (2.0, 3.0), "couple": (2.0, 3.0), "handful of": (2.0, 9.0), "handful": (2.0, 9.0), "several": (2.0, 12.0)}
_UNIT = r"(?P<unit>second|minute|hour|day|week|month|year|decade)"
_SCALE = rf"(?P<scale>{'|'.join(_SCALES)})"
_VAGUE = re.compile(rf"\b(?:(?:a|the|these|those|last|past|next) )?(?P<few>{'|'.join(_FEW)})(?: more)?(?: {_SCALE})?(?: {_UNIT}s)?\b")
_MONEY = r"(?: [a-z]+)? (?:dollars|euros|pounds|yen)"
_IN_MONEY = re.compile(rf"{_MONEY}\b")
_HALF = re.compile(rf"\bhalf an? (?:{_SCALE}(?:{_MONEY})?|{_UNIT})\b")
_MOST_OF_TIME = re.compile(rf"\b(?:the (?:better|best|greater|larger|bigger) part of|most of) an? {_UNIT}\b")
_ONE = re.compile(rf"\b(?:an?|one) (?:whole |full |entire )?{_UNIT}(?P<long>-long)?\b")
_ONE_IN = re.compile(r"\bone (?:[a-z]+ ){1,2}in (?P<of>\d{1,4}|[a-z]+)\b")
_LASTING = re.compile(r"\b(?:than|almost|nearly|barely|about|around|roughly|over|under|within|just|only|last(?:s|ed|ing)?|takes?|took|for|whole|exactly)\W*$")
"""Before "a year": how long something lasts is told, not how often it comes."""

_SHARES = (
    (r"(?:nearly|almost|virtually|practically) (?:all|every|everyone|everybody|the (?:whole|entire))|the (?:vast|overwhelming|great) majority", 75.0, 100.0),
    (r"the majority|the bulk of|the (?:greater|larger|better|bigger) part of(?! an? )|most of(?! an? )|most(?= [a-z]+s\b)", 50.0, 100.0),
    (r"(?:an? )?(?:only a )?(?:tiny|small|minute) (?:share|fraction|part|portion|proportion|minority) of|hardly any|very few", 0.0, 25.0),
    (r"(?:a|the) minority", 0.0, 50.0),
    (r"every (?:second|other)", 42.0, 58.0),
)
_SHARE = tuple((re.compile(rf"\b(?:{words})\b"), least, most) for words, least, most in _SHARES)

_BETWEEN = r"(?:\W+(?:the|a|an|its|their|his|her|of|well|just|only|all|as|many|much))*\W*$"
"""What may stand between the words that bound a quantity and the quantity."""
_BOUNDS = tuple(
    (re.compile(rf"\b(?:{words}){_BETWEEN}"), name)
    for words, name in (
        (r"(?:no|not) (?:more|longer|greater|larger|higher) than|at (?:the )?(?:very )?(?:most|best)|up to|within|as (?:few|little) as", "at most"),
        (r"no (?:fewer|less) than|at (?:the )?(?:very )?least|upwards of|in excess of|exceed(?:s|ed|ing)?|over|above", "more"),
        (r"(?:just|a little|slightly) (?:under|short of|below|(?:less|fewer) than)|nearly|almost|close to|virtually", "almost"),
        (r"(?:just|a little|slightly) (?:over|above|more than)|about|around|roughly|approximately|some|perhaps|estimated(?: at)?", "about"),
        (r"(?:more|greater|larger|longer|higher) than", "more"),
        (r"(?:less|fewer|smaller|shorter|lower) than|under|below|not even", "less"),
        (r"barely|scarcely|hardly", "barely"),
    )
)
"""The first that fits counts."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """From `least` to `most` of a kind: "count", "share" (percent), "time" (minutes), "money", "length" (metres), "mass" (grams) or a unit.

    It stands at `start:end` of its sentence, before `noun`, the stem of what is counted ("" where none is plain). `small`: a bare three at most, which a
    writer often counts himself. `derived`: worked out from two numbers of the sentence, so that it may bear another out and never contradict it.
    """

    kind: str
    least: float
    most: float
    start: int
    end: int
    noun: str = ""
    small: bool = False
    derived: bool = False

    def meets(self, given: Quantity) -> bool:
        """Whether both can be said of one thing. What is given with an open end is near it: "up to 15 years" is not said of two."""
        least = given.least or given.most / _OPEN
        most = given.most if given.most < inf else given.least * _OPEN
        return self.kind == given.kind and self.least * (1 - _SLACK) <= most and least <= self.most * (1 + _SLACK)


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Those of a sentence, in the order in which they stand, and then those worked out; dates, years, times of day and places in an order are none."""
    tokens = tokenize(text)
    lower = text.lower()
    if len(lower) != len(text):
        return ()  # a letter that grows in lower case: nothing would stand where it was found
    exact = _joined([_of_number(number, tokens) for number in find_numbers(text) if _is_quantity(number, tokens, lower)], lower)
    whole = _outermost([*_in_words(lower), *exact], len(text))
    starts = [token.start for token in tokens]
    after = [bisect_left(starts, quantity.end) for quantity in whole]
    counted = [_with_noun(quantity, tokens[at : at + 1], lower) for quantity, at in zip(whole, after, strict=True)]
    return (*(_bounded(quantity, lower) for quantity in counted), *_worked_out(counted))


def _is_quantity(number: Number, tokens: Sequence[Token], text: str) -> bool:
    first, last = tokens[number.first], tokens[number.last - 1]
    beside = [tokens[at] for at in (number.first - 1, number.last) if 0 <= at < len(tokens)]
    is_year = not number.unit and number.text.isdecimal() and 1000 <= number.value <= 2100
    is_day = number.value <= 31 and not number.unit and first.is_number and any(map(is_calendar, beside))
    is_part = bool(_YEARS_ON.search(text[max(0, first.start - 6) : first.start])) or text.startswith(_DECADES, last.end)
    return not (number.ordinal or is_year or is_day or is_part or ":" in number.text or first.lower in _MULTIPLES)


def _of_number(number: Number, tokens: Sequence[Token]) -> Quantity:
    kind, size = _KINDS.get(number.unit, (number.unit, 1.0))
    value = number.value * size
    if number.value == 0.5 and not number.unit:
        kind, value = "share", 50.0
    start, end = tokens[number.first].start, tokens[number.last - 1].end
    if number.first and tokens[number.first - 1].text in "$€£¥":
        start = tokens[number.first - 1].start
    return Quantity(kind, value, 12 * value if number.vague else value, start, end, small=number.small)


def _joined(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """ "Four or five" and "20 to 30 days" as one range, "six years and two months" as one time."""
    found: list[Quantity] = []
    for quantity in quantities:
        before = found[-1] if found else None
        between = text[before.end : quantity.start].strip() if before else ""
        if before and between in ("or", "to", "-", "–") and before.kind in (quantity.kind, "count") and (between == "or" or before.least <= quantity.least):
            lower = before.least if before.kind == quantity.kind and before.least >= _FROM * quantity.least / 10 else _FROM * quantity.least
            found[-1] = replace(quantity, least=min(lower, quantity.least), start=before.start)
        elif before and between == "and" and before.kind == quantity.kind == "time" and before.least > quantity.least:
            found[-1] = replace(before, least=before.least + quantity.least, most=before.most + quantity.most, end=quantity.end)
        else:
            found.append(quantity)
    return found


def _outermost(quantities: Sequence[Quantity], length: int) -> list[Quantity]:
    """In their order, without those that are part of a longer one: of "half a year" neither "half" nor "a year"."""
    taken = bytearray(length)
    found: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda quantity: quantity.start - quantity.end):
        if not any(taken[quantity.start : quantity.end]):
            taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
            found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


def _with_noun(quantity: Quantity, following: Sequence[Token], text: str) -> Quantity:
    """With the word behind it, if that carries meaning; as money, where a currency stands there or it ends in one."""
    in_money = quantity.kind == "count" and (_IN_MONEY.match(text, quantity.end) or text.endswith(("dollars", "euros", "pounds", "yen"), 0, quantity.end))
    noun = next((token.stem for token in following if token.content and not token.is_number), "")
    return replace(quantity, noun=noun, kind="money" if in_money else quantity.kind)


def _bounded(quantity: Quantity, text: str) -> Quantity:
    """The range by the words before it, which become part of it: "more than", "nearly", "at most"."""
    since = max(0, quantity.start - _NEAR)
    before = text[since : quantity.start]
    bound, found = next(((name, match) for expression, name in _BOUNDS if (match := expression.search(before))), ("", None))
    if found is None:
        return quantity
    off = _OFF if _is_round(text[quantity.start : quantity.end]) else _OFF / 4
    least, most = {
        "at most": (0.0, quantity.most),
        "more": (quantity.least, inf),
        "almost": ((1 - 1.25 * off) * quantity.least, quantity.most),
        "about": ((1 - off) * quantity.least, (1 + off) * quantity.most),
        "less": (0.0, (1 - 2 * _SLACK) * quantity.most),
        "barely": ((1 - 1.5 * off) * quantity.least, (1 + off) * quantity.most),
    }[bound]
    return replace(quantity, least=least, most=most, start=since + found.start(), small=False)


def _is_round(said: str) -> bool:
    """Whether a single digit says it, a single word, or two digits that end in five."""
    digits = "".join(character for character in said if character.isdecimal()).strip("0")
    return (len(digits) <= 1 or (len(digits) == 2 and digits.endswith("5"))) and not _EXACT.search(said)


def _worked_out(quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "Of the 410 jobs it would cut 120" gives a share."""
    counts = [quantity for quantity in quantities if quantity.kind == "count" and quantity.least == quantity.most and quantity.least > 0][:_PAIRED]
    for one, other in combinations(counts, 2):
        part, whole = sorted((one, other), key=lambda quantity: quantity.least)
        share = 100 * part.least / whole.least
        place = replace(part, noun="", small=False, derived=True)
        yield replace(place, kind="share", least=0.95 * share, most=1.05 * share)


def _in_words(text: str) -> Iterator[Quantity]:
    """Without a number: "a few weeks", "several hundred", "the better part of a year", "nearly all"."""
    for match in _VAGUE.finditer(text):
        if match["scale"] or match["unit"] or match["few"] != "few":
            least, most = _FEW[match["few"]]
            yield _of_words(match, least, most)
    for match in _HALF.finditer(text):
        yield _of_words(match, 0.5, 0.5)
    for match in _MOST_OF_TIME.finditer(text):
        yield _of_words(match, 0.5, 1.0)
    for match in _ONE.finditer(text):
        if match["long"] or _LASTING.search(text[max(0, match.start() - 12) : match.start()]):
            yield _of_words(match, 0.8, 1.2)
    for match in _ONE_IN.finditer(text):
        of = find_numbers(match["of"])
        if of and of[0].value > 1:
            yield Quantity("share", 100 / of[0].value, 100 / of[0].value, match.start(), match.end())
    for expression, least, most in _SHARE:
        for match in expression.finditer(text):
            yield Quantity("share", least, most, match.start(), match.end())


def _of_words(match: re.Match[str], least: float, most: float) -> Quantity:
    parts = match.groupdict()
    size = _SCALES.get(parts.get("scale") or "", 1.0) * (_unit_size(parts["unit"]) if parts.get("unit") else 1.0)
    return Quantity("time" if parts.get("unit") else "count", least * size, most * size, match.start(), match.end())


def _unit_size(unit: str) -> float:
    return _MINUTES[{"second": "s", "minute": "min", "hour": "h"}.get(unit, unit)]
