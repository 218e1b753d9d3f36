"""What the first lines of a text say about it: its title, who wrote it, when."""

from __future__ import annotations

import re
from datetime import date

from article_chat.articles.people import join_names, split_names

_MAX_TITLE_CHARS, _MAX_TITLE_WORDS = 150, 25
_HEAD_LINES = 6
_BYLINE = re.compile(r"(?:By|BY|by|Von|Par|Por)\s+(?P<name>\S.{1,80})")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.'’-]*,?|and|und|et|y|&|de|del|della|di|da|van|von|der|den|la|le|bin|al|dos")
_CUT = re.compile(r"\s+(?:[|/•·–—]|for|in)\s.*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY_NAME = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_LABEL = r"(?:(?:Published|Posted|Updated|Date|Dated)(?:\s+on)?:?\s+)?"
_TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,12})?"
_DATES = (
    re.compile(rf"{_LABEL}{_DAY_NAME}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}", re.IGNORECASE),
    re.compile(rf"{_LABEL}{_DAY_NAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+(?P<year>\d{{4}}){_TIME}", re.IGNORECASE),
    re.compile(rf"{_LABEL}(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}", re.IGNORECASE),
)
_PLACE = re.compile(r"^[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]+){0,2},\s+")
"""Where a letter was written, before the date."""
_BULLET = re.compile(r"^[•◦-]\s+")
_UNDERLINE = re.compile(r"([=\-~*#_])\1{2,}")
_COMMA = re.compile(r",\s+")
_PARTED = re.compile(r"\s+[|•·–—-]\s+")
_LABELLED = re.compile(r"(?:title|authors?|date|source|published|written by):\s", re.IGNORECASE)
_NUMBERS = re.compile(r"(1[5-9]\d\d|20\d\d)(?:[-/.]?(\d{2})(?:[-/.]?(\d{2})(?!\d)|(?![-/.\d]))|(?![-/.\d]))")


def find_title(text: str) -> str | None:
    """The first line of a cleaned text, when it is short, has no full stop at its end and a blank line, a byline or a date after it."""
    if named := _field(text, "title"):
        return named
    block, blank, rest = text.partition("\n\n")
    line, *further = block.split("\n")
    if (
        not blank
        or not rest
        or (further and not (_named(further[0]) or _headed(further[0]) or _UNDERLINE.fullmatch(further[0])))
        or len(line) > _MAX_TITLE_CHARS
        or len(line.split()) > _MAX_TITLE_WORDS
    ):
        return None
    spoken = any(character.isalnum() for character in line)
    return line if spoken and not line.endswith((".", ",", ";", ":", "。")) and "://" not in line else None


def find_author(text: str) -> str | None:
    """The name on a line of its own near the start, as in "By Jane Doe"."""
    if written := _field(text, "authors?|written by"):
        return join_names(split_names(written))
    return next(filter(None, map(_named, _first_lines(text))), None)


def find_date(text: str) -> str | None:
    """The date on a line of its own near the start, or in the byline, as YYYY-MM-DD."""
    return next(filter(None, map(_headed, _first_lines(text))), None)


def _named(line: str) -> str | None:
    """The name in a byline."""
    match = _BYLINE.fullmatch(line)
    if not match or line.endswith((".", "?", "!")):
        return None
    before_date = next((match["name"][: comma.start()] for comma in _COMMA.finditer(match["name"]) if _dated(match["name"][comma.end() :])), match["name"])
    name = _CUT.sub("", before_date).strip(" ,")
    return name if name and len(name.split()) <= 10 and all(_NAME_WORD.fullmatch(word) for word in name.split()) else None


def _headed(line: str) -> str | None:
    """The date that a line is, as a bullet or behind the place where it was written, too."""
    return _dated(_PLACE.sub("", _BULLET.sub("", line)))


def _dated(line: str) -> str | None:
    """The date that is a line, a part of one between bars or dots, or the end of a byline."""
    ends = [line[comma.end() :] for comma in _COMMA.finditer(line)] if _BYLINE.fullmatch(line) else []
    for part in (*_PARTED.split(line), *ends):
        for pattern in _DATES:
            if (match := pattern.fullmatch(part.strip())) and (found := _iso(match["year"], match["month"], match["day"])):
                return found
    return None


def _field(text: str, name: str) -> str | None:
    """What follows "Title:" or another such word on a line near the start of a text that begins with such lines."""
    first = _first_lines(text)
    if not first or not _LABELLED.match(first[0]):
        return None
    found = (re.fullmatch(rf"(?:{name}):?\s+(?P<value>\S.*)", line, re.IGNORECASE) for line in first if _LABELLED.match(line))
    return next((match["value"] for match in found if match and len(match["value"]) <= _MAX_TITLE_CHARS), None)


def iso_date(written: str) -> str | None:
    """YYYY-MM-DD, or as much of it as is said, of a date in one of the usual notations; None for anything else."""
    written = written.strip()
    if (numbers := _NUMBERS.match(written)) and (found := _iso_numbers(*numbers.groups())):
        return found
    for pattern in _DATES:
        if (match := pattern.fullmatch(written)) and (found := _iso(match["year"], match["month"], match["day"])):
            return found
    return None


def _iso_numbers(year: str, month: str | None, day: str | None) -> str | None:
    if month is None:
        return year
    return _iso(year, month, day) if day else f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None


def _first_lines(text: str) -> list[str]:
    return [line for line in text[:2_000].split("\n") if line.strip()][:_HEAD_LINES]


def _iso(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
