"""Plain texts with a shape of their own, as they show to a reader: subtitles without their times, values parted by commas as the rows of a table."""

from __future__ import annotations

import csv
import re

_CUE = re.compile(r"^(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{3}[ \t]+-->[ \t]+(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{3}[^\n]*$", re.MULTILINE)
_LEAST_CUES = 2
_NOTES = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_SPEAKER = re.compile(r"<v(?:\.[^ >]{0,40})? ([^>]{1,80})>")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>|<[\d:.]{5,15}>|\{\\[^{}\n]{1,40}\}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PARTED_BY = ",;"
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_LONGEST_NAME = 60
_LOOKED_AT = 20_000


def as_shown(text: str) -> str:
    """The text as it would be shown: subtitles as what is said, values parted by commas or semicolons as a table; any other text as it is."""
    if len(_CUE.findall(text[:_LOOKED_AT])) >= _LEAST_CUES:
        return _subtitles(text)
    return _table(text) or text


def _subtitles(text: str) -> str:
    """What is said, a paragraph for every sentence or run of them that ends with a cue."""
    paragraphs: list[list[str]] = [[]]
    cues = _CUE.split(text)[1:]
    for number, cue in enumerate(cues, start=1):
        before, _, last = cue.rstrip().rpartition("\n")
        if number < len(cues) and last.strip().isdigit() and before.endswith("\n"):
            cue = before  # the number of the next one
        said = "\n".join(block for block in cue.split("\n\n") if not _NOTES.match(block.strip()))
        words = " ".join(_MARKUP.sub("", _SPEAKER.sub(r"\1: ", said)).split())
        if not words or paragraphs[-1][-1:] == [words]:
            continue
        if paragraphs[-1] and _SENTENCE_END.search(paragraphs[-1][-1]):
            paragraphs.append([])
        paragraphs[-1].append(words)
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def _table(text: str) -> str | None:
    """Rows of cells, where every line has as many as the first, which names them; None for any other text."""
    head = text.lstrip().partition("\n")[0]
    if len(head) > _LOOKED_AT:
        return None
    for mark in _PARTED_BY:
        names = next(csv.reader([head], delimiter=mark), [])
        if len(names) < _LEAST_COLUMNS or not all(0 < len(name.strip()) <= _LONGEST_NAME for name in names) or len({*names}) < len(names):
            continue
        try:
            rows = [row for row in csv.reader(text.strip().splitlines(), delimiter=mark, strict=True) if row]
        except csv.Error:
            continue
        if len(rows) >= _LEAST_ROWS and all(len(row) == len(names) for row in rows):
            return "\n".join(" | ".join(" ".join(cell.split()) for cell in row) for row in rows)
    return None
