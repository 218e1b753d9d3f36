"""Statements to train the reader on: what a passage bears out in other words than its own, and what it does not, of which half may be true."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from article_chat.reader.stated import MARK
from article_chat.training.changes import ChangeMaker, denied, in_parts
from article_chat.training.deciding import preposition_before
from article_chat.training.declaring import as_statement
from article_chat.training.made import falsified, lightened
from article_chat.training.records import Example, Query, Window
from article_chat.training.twins import Twins
from article_chat.training.windows import WindowMaker
from article_chat.training.wording import replace_word

Draw = Callable[[], Query]
"""Draws an answerable question."""

_SHARE_CONTRASTED = 0.45
"""Of the tries, most of which offer nothing to change."""

_SHARE_TRUE = 0.42
"""Of the tries; those at false ones come to nothing more often."""

_SHARE_CUT_OUT = 0.4
"""Of the true written ones, how often the window that does not bear it out is its own without the sentences that do."""

_SHARE_TWINS = 0.5
"""Of the true written ones, how often a false one in nearly the same words stands beside it, read with the same window."""

_FEWEST_WORDS, _MOST_WORDS = 4, 45


class StatementMaker:
    """Makes statements of questions with their answers and of the sentences that hold these."""

    def __init__(self, draw: Draw, windows: WindowMaker, changes: ChangeMaker, pick: Random) -> None:
        self._draw, self._windows, self._changes, self._random = draw, windows, changes, pick
        self._twins = Twins([statement for statement in windows.corpus.statements if not statement.answers], pick)

    def stated(self, negatives: int = 1) -> Example | None:
        """A statement and the sentences that bear it out, with a window that does not; as often one that was made false, with the window that denies it."""
        query = self._draw()
        if self._windows.context_of(query).held_back:
            return None
        if self._random.random() < _SHARE_CONTRASTED:
            return self._contrasted(query)
        if self._random.random() < _SHARE_TRUE:
            return self._true(query, negatives)
        window = self._windows.holding(query, sentences=1)
        statement = self._statement(query, window)
        false = statement and self._false(replace(query, text=statement), window)
        return Example(MARK + false, [Window(window.text, None)]) if false and false != statement else None

    def written(self, negatives: int = 1) -> Example | None:
        """One of the written statements: what bears it out, with a window that does not, or with that cut out, or beside a false one of the same window;
        or, of a false one, the window most like it."""
        if not self._windows.corpus.statements:
            return None
        statement = self._random.choice(self._windows.corpus.statements)
        text = MARK + statement.text
        if not statement.answers:
            return Example(text, [self._windows.nearest(statement)])
        window = self._windows.holding(statement)
        twin = self._twins.of(statement) if self._random.random() < _SHARE_TWINS else None
        if twin is not None:
            return Example(text, [window, Window(window.text, None, MARK + twin)])
        without = self._windows.without_answer(statement) if self._random.random() < _SHARE_CUT_OUT else None
        others = [without] if without else [self._windows.lacking(statement) for _ in range(negatives)]
        return Example(text, [window, *(other for other in others if other is not None)])

    def _contrasted(self, query: Query) -> Example | None:
        """A statement with the window that bears it out and the same window changed; as often both are changed alike, and the one as written does not.

        So neither "not" nor a name in an unlikely place tells a false statement from a true one, only whether it agrees with the window.
        """
        window = self._windows.holding(query, sentences=1)
        statement = self._statement(query, window)
        change = statement and self._changes.shared(replace(query, text=statement), window)
        if not statement or not change:
            return None
        changed = in_parts(window, change)
        if changed.text == window.text or change(statement) == statement:
            return None
        if self._random.random() < 0.5:
            return Example(MARK + statement, [window, Window(changed.text, None)])
        return Example(MARK + change(statement), [changed, Window(window.text, None)])

    def _true(self, query: Query, negatives: int) -> Example | None:
        following = self._windows.following(query) if self._random.random() < 0.3 else ""
        window = self._windows.holding(query, sentences=2 if following else 1)
        statement = self._statement(query, window, sentence=following)
        if statement is None:
            return None
        if following:
            statement = self._joined(statement, lightened(following, self._random))
        others = (self._windows.lacking(query) for _ in range(negatives))
        return Example(MARK + statement, [window, *(other for other in others if other is not None)])

    def _statement(self, query: Query, window: Window, *, sentence: str = "") -> str | None:
        """Of the question with its answer, or else the sentence that answers it, reworded; what stands behind it (`sentence`) left out."""
        if self._random.random() < 0.7:
            text = self._windows.context_of(query).text
            start, end = query.answer
            return as_statement(query.text, text[start:end], preposition_before(text, start))
        own = window.text[slice(*window.answer)] if window.answer else ""
        own = own.removesuffix(sentence).strip()
        said = lightened(own, self._random) if self._random.random() < 0.85 else own
        return said if _FEWEST_WORDS < len(said.split()) < _MOST_WORDS else None

    def _false(self, query: Query, window: Window) -> str | None:
        """The statement `query.text` made wrong in one point, or half of it."""
        kind = self._random.random()
        start, end = query.answer
        answer = self._windows.context_of(query).text[start:end]
        if kind < 0.15 and answer in query.text and (other := self._changes.another(answer, window.text)):
            return query.text.replace(answer, other, 1)
        if kind < 0.25 and (turned := self._changes.exchanged(query.text)):
            return turned
        if kind < 0.32 and (opposite := denied(query.text)):
            return opposite
        if kind < 0.47:
            return self._half_true(query, window)
        if kind < 0.8:
            return falsified(query.text, _sentences(window.text), [self._elsewhere() for _ in range(3)], self._random)
        swap = self._changes.swap(query, Window(window.text, None))
        return None if swap is None else replace_word(query.text, *swap, 1)

    def _half_true(self, query: Query, window: Window) -> str | None:
        """Joined to what another passage says, of the same article or not."""
        other = self._windows.lacking(query) if self._random.random() < 0.6 else None
        added = self._random.choice(_sentences(other.text)) if other else self._elsewhere()
        if added in window.text or not _FEWEST_WORDS < len(added.split()) < _MOST_WORDS // 2:
            return None
        said = lightened(added, self._random)
        return self._joined(query.text, said) if self._random.random() < 0.7 else self._joined(said, query.text)

    def _elsewhere(self) -> str:
        """A sentence of another passage."""
        query = self._draw()
        return self._random.choice(_sentences(self._windows.context_of(query).text))

    def _joined(self, one: str, other: str) -> str:
        """Two statements as one sentence."""
        first = other.split()[0] if other.split() else ""
        lowered = other if re.match(r"[A-Z]\w*[A-Z.]|I\b", first) or first.lower() not in _OPENING else f"{other[:1].lower()}{other[1:]}"
        return f"{one.rstrip(' .')}{self._random.choice((' and', ', and', ', and', ', while', '.'))} {lowered}"


_OPENING = frozenset("the a an it he she they we this that these those in on at by for his her its their there some many most when after before".split())


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[a-z0-9)\"”’][.!?])[\"”]?\s+(?=[A-Z\"“])", text) if part.strip()] or [text]
