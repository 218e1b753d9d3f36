"""Proposed answers to train the statements' reader on: a question with the words found for it, borne out by a passage or not.

What is wrong about a false one is what the questions' reader gets wrong: the words answer another question about the same passage, or answer the
question in nearly the same words that the passage does not answer; and, where they were collected (`guessing.py`), what that reader did point at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random

from article_chat.reader.stated import MARK, as_proposed
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.records import Example, Query, Window
from article_chat.training.twins import Twins
from article_chat.training.windows import WindowMaker
from article_chat.training.wording import words_of

Draw = Callable[[], Query]
"""Draws a question."""

_SHARE_TRUE = 0.6
"""Of the tries; the others are questions without an answer, which propose that of a like one."""

_SHARE_TWINS, _SHARE_OTHERS = 0.4, 0.4
"""Of the true ones, how often a twin of the question stands beside it with the same answer, or else another answer to the same question."""

_SHARE_GUESSED = 0.5
"""Of the tries where a reader's guesses were collected."""

_COMPARED = 60
"""Questions about a passage that are looked through for another answer."""


class ProposalMaker:
    """Puts answers behind questions: those that people gave, and those that they gave to others."""

    def __init__(self, answerable: Draw, unanswerable: Draw, windows: WindowMaker, twins: Twins, pick: Random) -> None:
        self._answerable, self._unanswerable = answerable, unanswerable
        self._windows, self._twins, self._random = windows, twins, pick
        self._about: defaultdict[int, list[Query]] = defaultdict(list)
        for query in windows.corpus.answerable:
            if not is_yes_or_no(query.text):
                self._about[query.context].append(query)

    def proposed(self) -> Example | None:
        """A question with its answer, the sentence that holds it, and something that is false; or a question that proposes what does not answer it."""
        if self._windows.corpus.guesses and self._random.random() < _SHARE_GUESSED:
            return self._guessed()
        return self._true(self._answerable()) if self._random.random() < _SHARE_TRUE else self._false(self._unanswerable())

    def _guessed(self) -> Example:
        """What a reader found for a question, in a window around it."""
        query, right = self._random.choice(self._windows.corpus.guesses)
        window = self._windows.holding(query, sentences=1)
        return Example(MARK + as_proposed(query.text, self._answer(query)), [window if right else Window(window.text, None)])

    def _true(self, query: Query) -> Example | None:
        if self._windows.context_of(query).held_back or is_yes_or_no(query.text):
            return None
        answer = self._answer(query)
        window = self._windows.holding(query, sentences=1)
        other = self._beside(query, answer, window)
        return Example(MARK + as_proposed(query.text, answer), [window] if other is None else [window, other])

    def _beside(self, query: Query, answer: str, window: Window) -> Window | None:
        """The same window with what it does not bear out, or one that does not bear the answer out."""
        kind = self._random.random()
        twin = self._twins.of(query) if kind < _SHARE_TWINS else None
        if twin is not None and not is_yes_or_no(twin):
            return Window(window.text, None, MARK + as_proposed(twin, answer))
        if kind < _SHARE_TWINS + _SHARE_OTHERS and (wrong := self._another(query, window.text, besides=answer)):
            return Window(window.text, None, MARK + as_proposed(query.text, wrong))
        return self._windows.lacking(query)

    def _false(self, query: Query) -> Example | None:
        if self._windows.context_of(query).held_back or is_yes_or_no(query.text):
            return None
        window = self._windows.nearest(query)
        answer = self._another(query, window.text)
        return Example(MARK + as_proposed(query.text, answer), [window]) if answer else None

    def _another(self, query: Query, text: str, *, besides: str = "") -> str | None:
        """The answer, in `text`, to another question about the passage: of those whose answers overlap with `besides` none, of the rest a like one."""
        wanted, known = _words(query), {answer.lower() for answer, _ in query.answers}
        about = self._about[query.context]
        likeness: dict[str, float] = {}
        for other in about if len(about) <= _COMPARED else self._random.sample(about, _COMPARED):
            answer = self._answer(other)
            if answer in text and answer.lower() not in known and not _overlap(answer, besides):
                likeness[answer] = len(wanted & _words(other)) + self._random.random() * 2
        return max(likeness, key=likeness.__getitem__, default=None)

    def _answer(self, query: Query) -> str:
        return self._windows.context_of(query).text[slice(*query.answer)]


def _words(query: Query) -> frozenset[str]:
    return frozenset(words_of(query.text))


def _overlap(one: str, other: str) -> bool:
    return bool(other) and (one.lower() in other.lower() or other.lower() in one.lower() or not set(one.lower().split()).isdisjoint(other.lower().split()))
