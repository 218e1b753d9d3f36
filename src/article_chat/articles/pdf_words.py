"""PDF page -> pieces of lines with their places, through pypdfium2's raw interface."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from article_chat.articles.characters import clean_characters
from article_chat.articles.pdf_tables import CELL_END, Grid, find_grids
from article_chat.articles.wrapping import join_lines

# pdfium puts one of two marks for a hyphen at the end of a line, and no line break after it.
_WORD = re.compile("[^\\s\x00\x02\ufffe]+[\x02\ufffe]?")
_LINE_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-"})
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_WIDE_GAP = 1.1
_SAME_LINE = 0.45
_MOST_IN_CELL = 1_000


@dataclass(slots=True)
class Piece:
    """Words on one line with no wide gap between them: from `x0` to `x1`, on the base line `y` (upwards), `size` high; all in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(slots=True)
class _Word:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    quarter: int
    ends_line: bool


def read_pieces(page: Any) -> list[Piece]:
    """The pieces of a page, in the order the file draws them. Text at another angle than most of the page (a stamp in the margin) is left out."""
    text_page = page.get_textpage()
    try:
        words = _words(text_page)
    finally:
        text_page.close()
    if not words:
        return []
    letters: Counter[int] = Counter()
    for word in words:
        letters[word.quarter] += len(word.text)
    usual = letters.most_common(1)[0][0]
    grids = find_grids(page) if usual == 0 else []
    pieces = _join((word for word in words if word.quarter == usual), grids)
    for grid in grids:
        pieces = _with_rows(pieces, grid)
    return pieces


def _words(text_page: Any) -> list[_Word]:
    import pypdfium2.raw as pdfium

    handle = text_page.raw
    text = text_page.get_text_range()
    if len(text) != text_page.count_chars():
        text = "".join(_letter(pdfium.FPDFText_GetUnicode(handle, index)) for index in range(text_page.count_chars()))
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        first, last = match.span()
        if not pdfium.FPDFText_GetLooseCharBox(handle, first, box) or not pdfium.FPDFText_GetCharOrigin(handle, first, x, y):
            continue
        start = (box.left, box.bottom, box.right, box.top)
        pdfium.FPDFText_GetLooseCharBox(handle, last - 1, box)
        quarter = round(max(0.0, pdfium.FPDFText_GetCharAngle(handle, first)) / (math.pi / 2)) % 4
        ends_line = text[last - 1] in "\x02\ufffe" or text[last : last + 1] in ("\r", "\n")
        words.append(_turned(match.group(), start, (box.left, box.bottom, box.right, box.top), (x.value, y.value), quarter, ends_line))
    return words


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def _turned(text: str, start: tuple[float, ...], end: tuple[float, ...], origin: tuple[float, float], quarter: int, ends_line: bool) -> _Word:
    """The word as it would stand if the page were turned so that it reads from left to right."""
    left, bottom, right, top = (min(start[0], end[0]), min(start[1], end[1]), max(start[2], end[2]), max(start[3], end[3]))
    x, y = origin
    if quarter == 3:
        x0, x1, base, size = bottom, top, -x, start[2] - start[0]
    elif quarter == 2:
        x0, x1, base, size = -right, -left, -y, start[3] - start[1]
    elif quarter == 1:
        x0, x1, base, size = -top, -bottom, x, start[2] - start[0]
    else:
        x0, x1, base, size = left, right, y, start[3] - start[1]
    plain = clean_characters(text.translate(_LINE_HYPHENS).translate(_LIGATURES))
    return _Word(plain, x0, x1, base, abs(size) or 1.0, quarter, ends_line)


def _with_rows(pieces: list[Piece], grid: Grid) -> list[Piece]:
    """The pieces with those in a table made one for each of its rows; as they are where a cell holds so much that it is no cell."""
    rows: dict[int, dict[int, list[Piece]]] = {}
    for piece in pieces:
        if place := grid.cell_at(piece.x0 + 1, piece.y + piece.size / 4):
            rows.setdefault(place[0], {}).setdefault(place[1], []).append(piece)
    inside = {id(piece) for row in rows.values() for cell in row.values() for piece in cell}
    if len(rows) < 2 or any(sum(len(piece.text) for piece in cell) > _MOST_IN_CELL for row in rows.values() for cell in row.values()):
        return pieces
    made = []
    for _, row in sorted(rows.items()):
        texts = [_cell_text(row.get(column, [])) for column in range(len(grid.xs) - 1)]
        highest = max((piece for cell in row.values() for piece in cell), key=lambda piece: piece.y)
        made.append(Piece(CELL_END.join(texts), grid.xs[0], grid.xs[-1], highest.y, highest.size))
    first = next(index for index, piece in enumerate(pieces) if id(piece) in inside)
    return [*pieces[:first], *made, *(piece for piece in pieces[first:] if id(piece) not in inside)]


def _cell_text(pieces: Sequence[Piece]) -> str:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if lines and abs(lines[-1][0].y - piece.y) < _SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return join_lines([" ".join(piece.text for piece in sorted(line, key=lambda piece: piece.x0)) for line in lines], ())


def _join(words: Iterable[_Word], grids: Sequence[Grid]) -> list[Piece]:
    pieces: list[Piece] = []
    line_ended = True
    for word in words:
        last = pieces[-1] if pieces else None
        gap = word.x0 - last.x1 if last else 0.0
        size = max(word.size, last.size) if last else 1.0
        fits = last is not None and not (line_ended and gap > size / 2) and -0.5 * size < gap < _WIDE_GAP * size and abs(word.y - last.y) < _SAME_LINE * size
        if last is None or not fits or any(grid.cell_at(last.x1, last.y) != grid.cell_at(word.x0, last.y) for grid in grids):
            pieces.append(Piece(word.text, word.x0, word.x1, word.y, word.size))
        else:
            last.text += " " + word.text
            last.x1 = max(last.x1, word.x1)
            # A superscript changes neither the line's height nor its base.
            last.size = max(last.size, word.size)
        line_ended = word.ends_line
    return [piece for piece in pieces if piece.text]
