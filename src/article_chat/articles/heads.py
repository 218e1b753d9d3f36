"""What the first lines of a text say about it: its title, who wrote it, when."""

from __future__ import annotations

import re

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


def find_title(text: str) -> str | None:
    """The first line of a cleaned text, when it is short, has no full stop at its end and a blank line after it."""
    line, blank, rest = text.partition("\n\n")
    if not blank or not rest or "\n" in line or len(line) > _MAX_TITLE_CHARS or len(line.split()) > _MAX_TITLE_WORDS:
        return None
    spoken = any(character.isalnum() for character in line)
    return line if spoken and not line.endswith((".", ",", ";", ":", "。")) and "://" not in line else None


def find_author(text: str) -> str | None:
    """The name on a line of its own near the start, as in "By Jane Doe"."""
    for line in _first_lines(text):
        match = _BYLINE.fullmatch(line)
        if match and not line.endswith((".", "?", "!")):
            name = _CUT.sub("", match["name"]).strip(" ,")
            if name and len(name.split()) <= 10 and all(_NAME_WORD.fullmatch(word) for word in name.split()):
                return name
    return None


def find_date(text: str) -> str | None:
    """The date on a line of its own near the start, as YYYY-MM-DD."""
    for line in _first_lines(text):
        for pattern in _DATES:
            match = pattern.fullmatch(line)
            if match and (date := _iso(match["year"], match["month"], match["day"])):
                return date
    return None


def _first_lines(text: str) -> list[str]:
    return [line for line in text[:2_000].split("\n") if line.strip()][:_HEAD_LINES]


def _iso(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    return f"{year}-{number:02}-{int(day):02}" if 1 <= number <= 12 and 1 <= int(day) <= 31 else None
