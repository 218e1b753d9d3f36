"""Tables that are drawn with lines: their cells are known by the lines around them, however many lines of text each has."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

CELL_END = "\x1f"
"""Stands between the cells of a row until it is a line of the page."""

_NEAR = 2.5
_LEAST_LENGTH = 6.0
_MOST_OBJECTS, _MOST_SEGMENTS, _MOST_RULES = 5_000, 500, 2_000
_MOST_CROSSINGS = 20_000
_LEAST_LINES = 3
"""Of each direction in a grid: two rows, two columns."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: at `at` (its x when it is upright, its y when it is level) from `start` to `end`, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the upright lines of a table stand, from left to right, and the level ones, from the top down."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column of a point inside."""
        if not (self.xs[0] < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]):
            return None
        return sum(line > y for line in self.ys) - 1, sum(line < x for line in self.xs) - 1


def find_grids(page: Any) -> list[Grid]:
    """The tables drawn on a page."""
    level, upright = _rules(page)
    level, upright = _merged(level), _merged(upright)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    grids = []
    for members in _touching(level, upright):
        ys = _places([rule.at for rule in level if rule in members[0]])
        xs = _places([rule.at for rule in upright if rule in members[1]])
        if len(ys) >= _LEAST_LINES and len(xs) >= _LEAST_LINES:
            grids.append(Grid(tuple(xs), tuple(reversed(ys))))
    return grids


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright lines of a page's drawings; none where it is so full of them that it is a picture."""
    import pypdfium2.raw as pdfium

    level: list[Rule] = []
    upright: list[Rule] = []
    count = pdfium.FPDFPage_CountObjects(page)
    for number in range(count if count <= _MOST_OBJECTS else 0):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        for (x0, y0), (x1, y1) in pairwise(_points(drawn)):
            if abs(y0 - y1) < 1 and abs(x0 - x1) >= _LEAST_LENGTH:
                level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 1 and abs(y0 - y1) >= _LEAST_LENGTH:
                upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if len(level) + len(upright) > _MOST_RULES:
            return [], []
    return level, upright


def _points(drawn: Any) -> Iterator[tuple[float, float]]:
    """The corners of a path on its page, the first once more where it is closed; a jump is a point at no place."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = (0.0, 0.0)
    count = pdfium.FPDFPath_CountSegments(drawn)
    for number in range(count if count <= _MOST_SEGMENTS else 0):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield float("nan"), float("nan")
            first = point
        yield point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield first


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines of one direction, those made one that go on from each other: most programs draw every cell by itself."""
    merged: list[Rule] = []
    places = _places([rule.at for rule in rules])
    rows: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        rows[places[bisect_right(places, rule.at) - 1]].append(rule)
    for place, row in rows.items():
        row.sort(key=lambda rule: rule.start)
        start, end = row[0].start, row[0].end
        for rule in row[1:]:
            if rule.start > end + _NEAR:
                merged.append(Rule(place, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        merged.append(Rule(place, start, end))
    return merged


def _places(places: Sequence[float]) -> list[float]:
    """Places in order, those that are nearly the same once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place > kept[-1] + _NEAR:
            kept.append(place)
    return kept


def _touching(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[set[Rule], set[Rule]]]:
    """Level and upright lines that meet, directly or through others."""
    groups: list[tuple[set[Rule], set[Rule]]] = []
    for line in level:
        met = {other for other in upright if line.start - _NEAR <= other.at <= line.end + _NEAR and other.start - _NEAR <= line.at <= other.end + _NEAR}
        joined: tuple[set[Rule], set[Rule]] = ({line}, met)
        apart = []
        for group in groups:
            if group[1] & met:
                joined = (joined[0] | group[0], joined[1] | group[1])
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups
