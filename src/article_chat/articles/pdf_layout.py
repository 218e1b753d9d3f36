"""The pieces of a page -> its lines in reading order: columns one after the other, what repeats on every page left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from article_chat.articles.pdf_tables import CELL_END
from article_chat.articles.pdf_words import Piece

_STEPS = 100
_LEAST_PIECES = 4
_LEAST_FILL = 0.6
_NEARLY_ALL = 0.9
_LEAST_LETTERS = 18
_MOST_CROSSING = 0.5
_SAME_BASE = 0.4
_MARGIN_LINES = 3
_MARGIN_GAP = 1.25
_SMALLER = 0.95
_MOST_REMOVED = 0.3
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_CELL_GAP = 1.5


@dataclass(slots=True)
class Line:
    """A line of a column; `cells` are its parts where wide gaps part them. `column` numbers the columns of a page in reading order."""

    text: str
    cells: list[str]
    x0: float
    x1: float
    y: float
    size: float
    page: int
    column: int


def order_lines(pieces: Sequence[Piece], page: int) -> list[Line]:
    """All lines of a page in reading order."""
    lines: list[Line] = []
    for number, column in enumerate(_columns(list(pieces), 0)):
        lines.extend(_lines(column, page, number))
    return lines


def without_margins(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The pages without running headers, footers and page numbers: lines apart from the text that repeat at the same height."""
    bodies = [piece.size for page in pages for piece in page for _ in range(0, len(piece.text), 20)]
    usual = median(bodies) if bodies else 0.0
    found: dict[tuple[str, str, int], list[tuple[int, Piece]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for side, piece in _margin_pieces(page, usual):
            found[side, _NUMBER.sub("#", piece.text.casefold()), round(piece.y / 6)].append((number, piece))
    doomed = {id(piece) for entries in found.values() if _repeats(entries, len(pages), 1.05 * usual) for _, piece in entries}
    letters = sum(len(piece.text) for page in pages for piece in page)
    removed = sum(len(piece.text) for page in pages for piece in page if id(piece) in doomed)
    if removed > _MOST_REMOVED * letters:
        return [list(page) for page in pages]
    return [[piece for piece in page if id(piece) not in doomed] for page in pages]


def _margin_pieces(page: Sequence[Piece], body: float) -> list[tuple[str, Piece]]:
    """The pieces at the top and at the bottom that a wider gap than usual, or smaller letters than `body`, part from the text."""
    heights = sorted({round(piece.y, 1) for piece in page}, reverse=True)
    rows: list[float] = []
    for height in heights:
        if not rows or rows[-1] - height > 3:
            rows.append(height)
    gaps = [above - below for above, below in pairwise(rows)]
    if len(rows) < 2:
        return [("top", piece) for piece in page]
    usual = median(gaps)
    top = next((index for index, gap in enumerate(gaps[:_MARGIN_LINES]) if gap > _MARGIN_GAP * usual), None)
    bottom = next((index for index, gap in enumerate(gaps[::-1][:_MARGIN_LINES]) if gap > _MARGIN_GAP * usual), None)
    lowest_top = rows[top] if top is not None else float("inf")
    highest_bottom = rows[::-1][bottom] if bottom is not None else float("-inf")
    found = [("top" if piece.y > lowest_top - 3 else "bottom", piece) for piece in page if piece.y > lowest_top - 3 or piece.y < highest_bottom + 3]
    small = [piece for piece in page if piece.size < _SMALLER * body]
    found.extend(("top", piece) for piece in small if top is None and piece.y > rows[0] - 3)
    found.extend(("bottom", piece) for piece in small if bottom is None and piece.y < rows[-1] + 3)
    return found


def _repeats(entries: Sequence[tuple[int, Piece]], pages: int, largest: float) -> bool:
    """Whether the pieces are the same on several pages, but for a number that counts the pages."""
    numbers = {number for number, _ in entries}
    # The first page often has no running head, and a title page and a table of contents no number.
    least = 2 if all(_NUMBER.fullmatch(piece.text) for _, piece in entries) else max(2, min(3, pages - 1))
    if len(numbers) < least or max(piece.size for _, piece in entries) > largest:
        return False
    texts = {piece.text for _, piece in entries}
    if len(texts) * 2 <= len(entries):
        return True
    return _counts_pages(entries)


def _counts_pages(entries: Sequence[tuple[int, Piece]]) -> bool:
    columns = list(zip(*[_NUMBER.findall(piece.text.casefold()) for _, piece in entries], strict=False))
    varying = [values for values in columns if len(set(values)) > 1]
    if len(varying) != 1:
        return False
    if not all(value.isdigit() for value in varying[0]):
        return all(len(piece.text) < 12 for _, piece in entries)
    offsets = Counter(int(value) - number for value, (number, _) in zip(varying[0], entries, strict=True) if len(value) < 7)
    return bool(offsets) and offsets.most_common(1)[0][1] >= 0.8 * len(entries)


def _columns(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    """Runs of pieces that are to be read from top to bottom, in reading order."""
    gutter = _gutter(pieces) if depth < 4 else None
    if gutter is None:
        return [pieces] if pieces else []
    crossing = sorted((piece for piece in pieces if piece.x0 < gutter < piece.x1), key=lambda piece: -piece.y)
    beside = [piece for piece in pieces if not piece.x0 < gutter < piece.x1]
    found: list[list[Piece]] = []
    for spanning, above, below in _bands(crossing):
        found.extend([spanning] if spanning else [])
        band = [piece for piece in beside if below < piece.y <= above]
        found.extend(_columns([piece for piece in band if piece.x1 <= gutter], depth + 1))
        found.extend(_columns([piece for piece in band if piece.x1 > gutter], depth + 1))
    return found


def _bands(crossing: Sequence[Piece]) -> list[tuple[list[Piece], float, float]]:
    """Runs of lines across the gutter, each with the upper and lower end of what stands beside the gutter below it."""
    tops = [float("inf"), *(piece.y + _SAME_BASE * piece.size for piece in crossing)]
    bands: list[tuple[list[Piece], float, float]] = [([], tops[0], tops[1] if crossing else float("-inf"))]
    for index, piece in enumerate(crossing):
        lower = tops[index + 2] if index + 2 < len(tops) else float("-inf")
        bands.append(([piece], piece.y + _SAME_BASE * piece.size, lower))
    return bands


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a gap runs down between two columns of prose; None when there is none."""
    if len(pieces) < 2 * _LEAST_PIECES:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    step = (right - left) / _STEPS
    if step <= 0:
        return None
    changes = [0] * (_STEPS + 2)
    for piece in pieces:
        changes[min(_STEPS, int((piece.x0 - left) / step) + 1)] += 1
        changes[min(_STEPS + 1, max(0, int((piece.x1 - left) / step)) + 1)] -= 1
    crossing, total = [], 0
    for change in changes:
        total += change
        crossing.append(total)
    inner = range(15, 86)
    lowest = min(crossing[index] for index in inner)
    runs = [index for index in inner if crossing[index] == lowest]
    for index in _middles(runs):
        position = left + index * step
        if _parts_columns(pieces, position):
            return position
    return None


def _middles(indexes: Sequence[int]) -> list[int]:
    """The middle of each run of neighbouring indexes, the longest run first."""
    runs: list[list[int]] = []
    for index in indexes:
        if not runs or runs[-1][-1] != index - 1:
            runs.append([])
        runs[-1].append(index)
    return [run[len(run) // 2] for run in sorted(runs, key=len, reverse=True)]


def _parts_columns(pieces: Sequence[Piece], position: float) -> bool:
    sides = [piece for piece in pieces if piece.x1 <= position], [piece for piece in pieces if piece.x0 >= position]
    if len(pieces) - len(sides[0]) - len(sides[1]) > _MOST_CROSSING * (len(sides[0]) + len(sides[1])):
        return False
    for side in sides:
        if len(side) < _LEAST_PIECES:
            return False
        # The widest piece, not the side: there may be further columns on it. A headline over them is wider.
        widths = sorted(piece.x1 - piece.x0 for piece in side)
        filled = median(widths) >= _LEAST_FILL * widths[int(_NEARLY_ALL * (len(widths) - 1))]
        if not filled or median(len(piece.text) for piece in side) < _LEAST_LETTERS:
            return False
    highest = [max(piece.y for piece in side) for side in sides]
    lowest = [min(piece.y for piece in side) for side in sides]
    return min(highest) > max(lowest)


def _lines(pieces: Sequence[Piece], page: int, column: int) -> list[Line]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and abs(rows[-1][0].y - piece.y) < _SAME_BASE * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda piece: piece.x0), page, column) for row in rows]


def _line(row: Sequence[Piece], page: int, column: int) -> Line:
    cells = row[0].text.split(CELL_END)
    for before, piece in pairwise(row):
        if piece.x0 - before.x1 > _CELL_GAP * max(piece.size, before.size) and any(map(str.isalnum, cells[-1])):
            cells.extend(piece.text.split(CELL_END))
        else:
            head, *others = piece.text.split(CELL_END)
            cells[-1:] = [f"{cells[-1]} {head}", *others]
    largest = max(row, key=lambda piece: len(piece.text))
    return Line(" ".join(cells), cells, row[0].x0, max(piece.x1 for piece in row), row[0].y, largest.size, page, column)
