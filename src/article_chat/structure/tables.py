"""Cells of tables that a question asks for by the names of their row and their column: "What is the price of the larger one?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span
from article_chat.writing import kindred

_CELLS = " | "
"""What parts the cells of a row."""
_LEAST_CELLS = 2
_CELLS_UNDER_NAMES = 3
"""Of a row in a table whose first row is sure to name its columns: of two, it may as well give a value to a name."""
_LONGEST_HEADING = 90
"""Characters of a line above a table that may say what its rows are."""
_WORD = re.compile(r"[^\W_]+")
_ASKS_FOR_A_CELL = re.compile(r"(?:and |so )?(?:what|which|how (?:much|many|big|large|high)|when)\b", re.IGNORECASE)
_ASKS_THE_PRICE = re.compile(r"\bhow (?:much|expensive)\b|\b(?:prices?|costs?)\b", re.IGNORECASE)
_PRICE = re.compile(r"[$£€¥]")
_SAYS_NOTHING = frozenset("come get have offer give list show cost much many mani big large larg high".split())
"""What a question for a cell may have beside the names, as it is written or as its stem: "Which colours does it come in?"."""

Mattering = Callable[[str], Iterable[str]]
"""A question -> the words of it that matter, or their stems."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the span of its row, which is a sentence of the article, and the cell's words."""

    row: Span
    text: str


def asked_cell(question: str, text: str, sentences: Sequence[Span], mattering: Mattering, title: str = "") -> Cell | None:
    """The cell whose row and column the question names, and nothing else but what its rows are called, the heading above and the title.

    None where there is not exactly one.
    """
    if not _ASKS_FOR_A_CELL.match(question.strip()):
        return None
    asked, matter = _words(question), [word for word in mattering(question) if word not in _SAYS_NOTHING]
    found = [cell for table in _tables(text, sentences) for cell in _named(asked, matter, text, table, title)]
    return found[0] if len(found) == 1 else None


def one_cell(question: str, words: str, row: Span, text: str, sentences: Sequence[Span]) -> str | None:
    """Words of a row, as they are within a cell; over several, the one whose column the question names, or that alone is a price where it asks for one.

    None where neither tells which.
    """
    if _CELLS.strip() not in words or words not in text[slice(*row)]:
        return words
    begin = row[0] + text[slice(*row)].index(words)
    touched = [place for place, (start, end) in enumerate(_cell_spans(text, row)) if start < begin + len(words) and begin < end]
    cells = _cells(text, row)
    table = next((table for table in _tables(text, sentences) if row in table[1:]), None)
    head, asked = _cells(text, table[0]) if table else [], _words(question)
    named = [cells[place] for place in touched if head and any(kindred(word, one) for word in _words(head[place]) for one in asked)]
    prices = [cells[place] for place in touched if _ASKS_THE_PRICE.search(question) and _PRICE.search(cells[place])]
    return next((found[0] for found in (named, prices) if len(found) == 1), None)


def _cell_spans(text: str, row: Span) -> Iterator[Span]:
    """Where each cell of a row stands, with the white space around it."""
    start = row[0]
    for end in [*(row[0] + bar.start() for bar in re.finditer(r" \| ", text[slice(*row)])), row[1]]:
        yield start, end
        start = end + len(_CELLS)


def column_names(text: str, sentences: Sequence[Span]) -> set[Span]:
    """The rows that name the columns of tables: they tell nothing by themselves."""
    return {table[0] for table in _tables(text, sentences) if len(_cells(text, table[0])) >= _CELLS_UNDER_NAMES}


def tables(text: str, sentences: Sequence[Span]) -> list[list[Span]]:
    """The rows of each table of a text, the one that names the columns first."""
    return list(_tables(text, sentences))


def _named(asked: Sequence[str], matter: Sequence[str], text: str, table: Sequence[Span], title: str) -> Iterator[Cell]:
    """The cells of a table, whose first row names its columns, that the words asked name."""
    head, above = _cells(text, table[0]), _line_above(text, table[0][0])
    columns = [place for place, name in enumerate(head) if place and _has_all(asked, name)]
    for span in table[1:] if len(columns) == 1 else ():
        row = _cells(text, span)
        if _has_all(asked, row[0]) and _asks_no_more(matter, [head[0], row[0], head[columns[0]], title, above]):
            yield Cell(span, row[columns[0]])


def _line_above(text: str, start: int) -> str:
    """The line above a table where it is none but a heading: what its rows are may be said there."""
    line = text[max(0, start - _LONGEST_HEADING - 2) : start].rstrip("\n").rpartition("\n")[2]
    return "" if line.rstrip().endswith((".", "!", "?", ":")) else line


def _has_all(asked: Sequence[str], name: str) -> bool:
    """Whether the question has every word of a name, in other forms at most."""
    words = _words(name)
    return bool(words) and all(any(kindred(word, one) for one in asked) for word in words)


def _asks_no_more(matter: Sequence[str], names: Sequence[str]) -> bool:
    """Whether every word that matters is one of the names'."""
    known = [word for name in names for word in _words(name)]
    return all(any(kindred(word, one) for one in known) for word in matter)


def _tables(text: str, sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """Runs of rows with the same number of cells, of two rows at least."""
    table: list[Span] = []
    for span in [*sentences, None]:
        cells = len(_cells(text, span)) if span else 0
        if table and cells != len(_cells(text, table[0])):
            yield from [table] if len(table) > 1 else []
            table = []
        if span and cells >= _LEAST_CELLS:
            table.append(span)


def _cells(text: str, span: Span) -> list[str]:
    return [cell.strip() for cell in text[slice(*span)].strip(" |").split(_CELLS)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
