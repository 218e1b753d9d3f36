"""Lines in reading order -> paragraphs, headings, lists and table rows, with the breaks between pages marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median

from article_chat.articles.characters import PAGE_BREAK
from article_chat.articles.pdf_layout import Line
from article_chat.articles.wrapping import LIST_ITEM, SENTENCE_END, join_lines, vocabulary

_HEADING = 1.12
_OTHER_SIZE = 0.12
_SHORT, _STUB = 0.85, 0.6
_INDENT = 0.7
_PARAGRAPH_GAP = 1.3
_LINEWISE = frozenset({"row", "item", "entry"})
# The dots that lead from an entry of a table of contents to its page.
# Begun only where a row of dots begins, and not begun again: a row that leads nowhere is looked through once.
_LEADER = re.compile(r"(?<![\s.])(?:\s*\.){5,}+\s*+(?=\S{0,8}$)")


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Blocks of text. A page break inside or before a block is marked by PAGE_BREAK, one for every page begun."""
    if not lines:
        return []
    words = vocabulary("\n".join(line.text for line in lines))
    body = body_size(lines)
    blocks: list[str] = []
    kinds: list[str] = []
    page = 0
    for kind, group in _group(lines, body):
        texts = []
        for line in group:
            text = " | ".join(line.cells) if kind == "row" else _LEADER.sub(" … ", line.text)
            texts.append(PAGE_BREAK * (line.page - page) + text)
            page = line.page
        block = join_lines(texts, words, keep_unknown_hyphens=False)
        if kind in _LINEWISE and kinds[-1:] == [kind]:
            blocks[-1] += "\n" + block
        else:
            blocks.append(block)
            kinds.append(kind)
    return blocks


def split_pages(text: str, count: int) -> tuple[str, tuple[int, ...]]:
    """The text without page breaks, and where each of `count` pages starts in it."""
    parts = text.split(PAGE_BREAK)
    starts, position = [0], 0
    for part in parts[:-1]:
        position += len(part)
        starts.append(position)
    plain = "".join(parts)
    starts.extend([len(plain)] * (count - len(starts)))
    return plain, tuple(starts[:count])


def body_size(lines: Iterable[Line]) -> float:
    """The height that most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _group(lines: Sequence[Line], body: float) -> list[tuple[str, list[Line]]]:
    """(kind, lines) of each block: "text", "heading", "item", "row" (of a table) or "entry" (of a table of contents)."""
    rows = _table_rows(lines)
    edges = _right_edges(lines)
    leading = _leading(lines, body)
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        kind = "row" if id(line) in rows else _kind(line, body)
        before = groups[-1] if groups else None
        if before and _goes_on(before, line, kind, edges, leading):
            before[1].append(line)
        else:
            groups.append((kind, [line]))
    return groups


def _kind(line: Line, body: float) -> str:
    if _LEADER.search(line.text):
        return "entry"
    if line.size > _HEADING * body:
        return "heading"
    return "item" if LIST_ITEM.match(line.text) else "text"


def _goes_on(before: tuple[str, list[Line]], line: Line, kind: str, edges: dict[tuple[int, int], tuple[float, float]], leading: float) -> bool:
    """Whether `line` belongs to the block before it."""
    last = before[1][-1]
    if kind in _LINEWISE or before[0] in ("row", "entry") or abs(line.size - last.size) > _OTHER_SIZE * last.size:
        return False
    near = (line.page, line.column) == (last.page, last.column) and last.y - line.y >= 0
    if kind == "heading" or before[0] == "heading":
        return kind == before[0] and near and last.y - line.y < 1.6 * line.size
    ended = bool(SENTENCE_END.search(last.text))
    left, right = edges[last.page, last.column]
    short = last.x1 < left + _SHORT * (right - left)
    stub = last.x1 < left + _STUB * (right - left)
    if not near:
        return not ended and (line.text[:1].islower() or not short)
    if last.y - line.y > _PARAGRAPH_GAP * leading or (short and ended) or (stub and not line.text[:1].islower()):
        return False
    hangs = before[0] == "item" and line.x0 > before[1][0].x0 + 1
    indented = line.x0 > last.x0 + _INDENT * line.size and not hangs and line.x0 > left + _INDENT * line.size
    return not (indented and (ended or short))


def _table_rows(lines: Sequence[Line]) -> set[int]:
    """Ids of lines with several cells that stand below each other."""
    found: set[int] = set()
    for above, below in pairwise(lines):
        same_place = (above.page, above.column) == (below.page, below.column)
        if same_place and len(above.cells) > 1 and len(below.cells) > 1 and abs(len(above.cells) - len(below.cells)) <= 1:
            found.update((id(above), id(below)))
    return found


def _right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each column of each page."""
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for place, group in groupby(lines, key=lambda line: (line.page, line.column)):
        members = list(group)
        edges[place] = (min(line.x0 for line in members), max(line.x1 for line in members))
    return edges


def _leading(lines: Sequence[Line], body: float) -> float:
    """The usual distance between two lines of body text."""
    gaps = [
        above.y - below.y
        for above, below in pairwise(lines)
        if (above.page, above.column) == (below.page, below.column) and abs(below.size - body) < 1 and 0 < above.y - below.y < 3 * body
    ]
    return median(gaps) if gaps else 1.2 * body
