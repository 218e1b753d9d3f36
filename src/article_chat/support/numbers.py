"""Numbers in text, spelled out or in digits, with scale and unit, so that "$12m" and "twelve million dollars" compare equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor, log10

from article_chat.support.words import Token, is_past, tokenize

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {
    word: value
    for value, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1)
} | {"twentieth": 20, "thirtieth": 30}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3, "tn": 1e12}
_FIXED = {"dozen": 12.0, "score": 20.0, "half": 0.5, "twice": 2.0, "double": 2.0, "doubled": 2.0, "tripled": 3.0, "triple": 3.0, "thrice": 3.0}
_UNITS = {
    "$": "$", "dollar": "$", "dollars": "$", "usd": "$", "€": "€", "euro": "€", "euros": "€", "£": "£", "pounds": "£", "¥": "¥", "yen": "¥", "%": "%",
    "percent": "%", "percentage": "%", "pct": "%", "km": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
    "mile": "mile", "miles": "mile", "kg": "kg", "kilograms": "kg", "degrees": "°", "degree": "°", "metre": "m", "metres": "m", "meter": "m",
    "meters": "m", "hour": "h", "hours": "h", "minute": "min", "minutes": "min", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade", "century": "century",
    "centuries": "century", "seconds": "s", "centimetres": "cm", "grams": "g", "litres": "l", "tonnes": "t", "tons": "t", "knots": "kn", "feet": "ft",
    "foot": "ft", "inches": "in",
}  # fmt: skip
_LARGEST = 1e100
"""No scale is put on what is larger: "a trillion trillion …" would end at infinity, with which nothing can be compared."""
_TIMES = {"decade": ("year", 10.0), "century": ("year", 100.0), "h": ("min", 60.0), "week": ("day", 7.0)}
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
_PLURALS = {"tens": 10.0, "dozens": 24.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_ABOUT = frozenset("about around roughly approximately nearly almost some over more than least under less fewer below above up close just".split())
_BEFORE_AN_ORDINAL = frozenset("the a his her its their our my your this that every each no".split())


@dataclass(frozen=True, slots=True)
class Number:
    """A number at token `first:last` of its sentence.

    `rough` when the text says about, over, nearly; `bound` 1 after "more than", -1 after "less than"; `vague` for "dozens" and "tens of thousands",
    which are at least `value` and less than ten times it; `small` when it is a bare two or three.
    """

    value: float
    unit: str
    first: int
    last: int
    rough: bool
    text: str
    ordinal: bool = False
    bound: int = 0
    vague: bool = False

    @property
    def small(self) -> bool:
        """Whether it is spelled out, three at most, without a unit: often no more than a figure of speech."""
        return not self.unit and not self.ordinal and not self.text[:1].isdecimal() and self.value <= 3


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a sentence in order; a bare "one" is a pronoun more often than a number and left out."""
    tokens = tokenize(text)
    found: list[Number] = []
    position = 0
    while position < len(tokens):
        number = _read(tokens, position)
        if number is None:
            position += 1
            continue
        position = number.last
        found.append(replace(number, text=text[tokens[number.first].start : tokens[number.last - 1].end]))
    return tuple(number for number in found if number.unit == "%" or tokens[number.first].lower != "one" or number.value > 100)


def _read(tokens: Sequence[Token], first: int) -> Number | None:
    part = _vague(tokens, first) or _one_part(tokens, first)
    if part is not None:
        return part
    value, position, ordinal = _value(tokens, first)
    if value is None:
        return None
    if [token.lower for token in tokens[position : position + 3]] == ["and", "a", "half"] and not ordinal:
        value, position = value + 0.5, position + 3
    while position < len(tokens) and tokens[position].lower in _SCALES and not ordinal and value < _LARGEST:
        value *= _SCALES[tokens[position].lower]
        position += 1
        extra, after, _ = _value(tokens, position + 1) if position < len(tokens) and tokens[position].lower == "and" else (None, 0, False)
        if extra is not None and extra < 100 and value < 1e6 and value % 100 == 0:
            value, position = value + extra, after
    bound = _bound(tokens, first)
    share = _fraction(tokens, value, position)
    if share is not None:
        return Number(share[0], "%", first, share[1], True, "", bound=bound)
    unit, last = _unit(tokens, first, position)
    if unit in _TIMES:
        unit, value = _TIMES[unit][0], value * _TIMES[unit][1]
    rough = any(token.lower in _ABOUT for token in tokens[max(0, first - 3) : first])
    return Number(value, unit, first, last, rough, "", ordinal, bound)


def _vague(tokens: Sequence[Token], first: int) -> Number | None:
    """ "Dozens", "thousands", "tens of thousands"."""
    value, last = _PLURALS.get(tokens[first].lower), first + 1
    if value is None:
        return None
    words = [token.lower for token in tokens[last : last + 2]]
    if len(words) == 2 and words[0] == "of" and words[1] in _PLURALS:
        value, last = value * _PLURALS[words[1]], last + 2
    if tokens[first].lower == "tens" and last == first + 1:
        return None
    unit, last = _unit(tokens, first, last)
    return Number(value, unit, first, last, True, "", vague=True)


def _one_part(tokens: Sequence[Token], first: int) -> Number | None:
    """ "A fifth of them" as percent."""
    word, before = tokens[first].lower, tokens[first - 1].lower if first else ""
    follower = tokens[first + 1].lower if first + 1 < len(tokens) else ""
    if word not in _PARTS or word.endswith("s") or word == "half" or before not in ("a", "one") or follower not in ("of", "more", "less", "higher", "lower"):
        return None
    return Number(100 / _PARTS[word], "%", first, first + 1, True, "")


def _bound(tokens: Sequence[Token], first: int) -> int:
    before = [token.lower for token in tokens[max(0, first - 2) : first]]
    if before[-1:] == ["over"] or before in (["more", "than"], ["at", "least"]):
        return 1
    return -1 if before[-1:] in (["under"], ["nearly"], ["almost"]) or before in (["less", "than"], ["fewer", "than"]) else 0


def _fraction(tokens: Sequence[Token], value: float, position: int) -> tuple[float, int] | None:
    """("two thirds", "one in ten") as percent, and where it ends."""
    if value == 0.5 and position < len(tokens) and tokens[position].lower in ("of", "the"):
        return 50.0, position
    if position >= len(tokens) or not 1 <= value <= 9:
        return None
    word = tokens[position].lower
    if word in _PARTS and (value > 1 or word.rstrip("s") != "quarter"):
        return 100 * value / _PARTS[word], position + 1
    if word == "in":
        of, last, _ = _value(tokens, position + 1)
        if of is not None and value < of <= 1000 and of == int(of):
            return 100 * value / of, last
    return None


def _value(tokens: Sequence[Token], position: int) -> tuple[float | None, int, bool]:
    if position >= len(tokens):
        return None, position, False
    token = tokens[position].lower
    if token[0].isdecimal():
        return _digits(tokens, position)
    if token in _ORDINALS:
        is_unit_word = token == "second" and position and tokens[position - 1].lower in ("a", "per", "each")
        return (None, position, False) if is_unit_word or _is_at_first(tokens, position) else (float(_ORDINALS[token]), position + 1, True)
    if token == "half" and [t.lower for t in tokens[position + 1 : position + 3]] == ["an", "hour"]:
        return 0.5, position + 2, False
    if token in _FIXED:
        return _FIXED[token], position + 1, False
    if token == "a" and position + 1 < len(tokens) and tokens[position + 1].lower in ("hundred", "thousand", "million", "billion", "dozen"):
        return (12.0, position + 2, False) if tokens[position + 1].lower == "dozen" else (1.0, position + 1, False)
    return _spelled(tokens, position)


def _is_at_first(tokens: Sequence[Token], position: int) -> bool:
    """Whether it is "first" for "at first", as in "they first agreed"; not in "the first agreed price" or "she came first"."""
    before, after = (tokens[at].lower if 0 <= at < len(tokens) else "" for at in (position - 1, position + 1))
    return tokens[position].lower == "first" and (is_past(after) or after.endswith("ed")) and before not in _BEFORE_AN_ORDINAL


def _spelled(tokens: Sequence[Token], position: int) -> tuple[float | None, int, bool]:
    token = tokens[position].lower
    if token not in _SMALL:
        return None, position, False
    value = float(_SMALL[token])
    position += 1
    century = _spelled(tokens, position)[0] if 10 <= value <= 20 and position < len(tokens) and tokens[position].lower in _SMALL else None
    if century is not None and 10 <= century < 100:
        return 100 * value + century, _spelled(tokens, position)[1], False
    if value >= 20 and position < len(tokens):
        follower = tokens[position].lower
        if follower in _SMALL and 0 < _SMALL[follower] < 10:
            return value + _SMALL[follower], position + 1, False
        if follower in _ORDINALS and _ORDINALS[follower] < 10:
            return value + _ORDINALS[follower], position + 1, True
    if position < len(tokens) and tokens[position].lower == "dozen":
        return value * 12, position + 1, False
    return value, position, False


def _digits(tokens: Sequence[Token], position: int) -> tuple[float | None, int, bool]:
    raw = tokens[position].text
    if ":" in raw:
        hours, _, minutes = raw.partition(":")
        plain = f"{hours}.{minutes[:2]}" if hours.isdecimal() and minutes[:2].isdecimal() else "0"
    else:
        plain = raw.replace(",", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    plain = plain[:18]
    after = position + 1
    suffix = tokens[after].lower if after < len(tokens) and tokens[after].start == tokens[position].end else ""
    if suffix in ("st", "nd", "rd", "th"):
        return float(plain), after + 1, True
    return float(plain), after, False


def _unit(tokens: Sequence[Token], first: int, last: int) -> tuple[str, int]:
    if first and tokens[first - 1].text in "$€£¥":
        return tokens[first - 1].text, last
    if last < len(tokens):
        follower = tokens[last].lower
        if follower == "per" and last + 1 < len(tokens) and tokens[last + 1].lower == "cent":
            return "%", last + 2
        if follower in _UNITS:
            return _UNITS[follower], last + 1
    return "", last


def agreement(claimed: Number, given: Number) -> float:
    """0..1: how well a number of the evidence carries the one claimed; rounding is allowed where the claim is rough or short."""
    same_unit = claimed.unit == given.unit
    if claimed.ordinal != given.ordinal and not _may_be_date(claimed, given):
        return 0.0
    if claimed.unit and given.unit and not same_unit:
        return 0.0
    full = 1.0 if same_unit or not claimed.unit else 0.85
    if claimed.value == given.value:
        return full
    if not claimed.value or not given.value:
        return 0.0
    if claimed.vague or given.vague:
        low, high = (claimed.value, given.value) if claimed.vague else (given.value, claimed.value)
        return 0.9 * full if low <= high < 10 * low else 0.0
    if _is_year(claimed) and _is_year(given):
        return 0.0
    if claimed.bound and 0 < claimed.bound * (given.value - claimed.value) <= 0.35 * claimed.value:
        return 0.75 * full
    apart = abs(claimed.value - given.value) / max(abs(claimed.value), abs(given.value))
    if claimed.rough or given.rough:
        return 0.9 * full if apart <= 0.06 else 0.5 if apart <= 0.15 and claimed.rough and not _is_year(claimed) else 0.0
    if not _is_year(claimed) and abs(_rounded(given.value, claimed.value) - claimed.value) < 1e-9 * claimed.value and apart <= 0.05:
        return 0.8 * full
    return 0.0


def same_kind(one: Number, other: Number) -> bool:
    """Whether one could stand where the other does: a year is no count, and a place in an order is neither."""
    return one.unit == other.unit and one.ordinal == other.ordinal and _reads_as_year(one) == _reads_as_year(other)


def _reads_as_year(number: Number) -> bool:
    return _is_year(number) and number.text.isdecimal()


def _may_be_date(claimed: Number, given: Number) -> bool:
    return claimed.value == given.value and claimed.value <= 31 and (claimed.text[:1].isdecimal() or given.text[:1].isdecimal())


def _is_year(number: Number) -> bool:
    return not number.unit and number.value == int(number.value) and 1000 <= number.value <= 2100


def _rounded(value: float, like: float) -> float:
    """`value` at as many significant digits as `like` shows."""
    digits = len(f"{like:.12g}".replace(".", "").strip("0")) or 1
    scale: float = 10 ** (digits - 1 - floor(log10(abs(value))))
    return round(value * scale) / scale
