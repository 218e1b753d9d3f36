"""Records of a training file -> what the reader is trained on: questions with windows that answer them and windows that do not.

Windows look like the passages the product reads: whole sentences, at most `MAX_WORD_PIECES`. Eight kinds come out: an answerable question with
its window and hard negatives from the same article (a group, so that scores compare across passages); one with two windows that differ in a
name, a number or a word, of which one answers; a written unanswerable; one made unanswerable by such a change; one whose answering sentence was
cut out; one answered by yes or no, whose answer is the sentence that decides it; a pair of twins (`twins.py`); and a statement, true or false
(`statements.py`), among them questions with an answer proposed (`proposing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.changes import ChangeMaker, Kin, follow
from article_chat.training.deciding import as_yes_or_no, preposition_before
from article_chat.training.proposing import ProposalMaker
from article_chat.training.records import Corpus, Example, Query, Window
from article_chat.training.statements import StatementMaker
from article_chat.training.twins import Twins
from article_chat.training.windows import WindowMaker
from article_chat.training.wording import changes_all, replace_word

SHARE_ASKED = 0.25
"""Of the questions that are answered by yes or no, those that people asked: there are few."""

SHARE_WRITTEN = 0.7
"""Of the tries at statements, those that are written ones; tries at made ones come to nothing every other time."""


class ExampleMaker:
    """Draws training examples from a corpus, with replacement by weight, reproducibly from `seed`; statements with windows of which the shares `long` and
    `apart` are so (`WindowMaker`)."""

    def __init__(self, corpus: Corpus, *, seed: int, kin: Kin | None = None, long: float = 0.0, apart: float = 0.0) -> None:
        self.corpus = corpus
        self.random = Random(seed)
        self._windows = WindowMaker(corpus, self.random)
        self._changes = ChangeMaker(corpus, self.random, kin or (lambda _: []))
        self._weights = _cumulative([q.weight for q in corpus.answerable])
        self._deciding = [q for q in corpus.answerable if is_yes_or_no(q.text)]
        self._real = _cumulative([q.weight for q in corpus.unanswerable])
        self._twins = Twins(corpus.unanswerable, self.random)
        around = WindowMaker(corpus, self.random, long=long, apart=apart) if long or apart else self._windows
        self._statements = StatementMaker(self._draw, around, self._changes, self.random)
        self._proposals = ProposalMaker(self._draw, self._draw_unanswerable, self._windows, self._twins, self.random)

    def answerable(self, negatives: int = 1) -> Example:
        """An answerable question: its window first, then up to `negatives` windows of the same article without the answer."""
        query = self._draw()
        return Example(query.text, [self._windows.holding(query), *self._lacking(query, negatives)])

    def written_unanswerable(self) -> Example:
        """A question people wrote so that its context does not answer it."""
        query = self._draw_unanswerable()
        return Example(query.text, [self._windows.nearest(query)])

    def twins(self) -> Example | None:
        """A question and its window, and the same window with a question in nearly those words that people wrote so that it has no answer there."""
        query = self._draw()
        twin = self._twins.of(query)
        window = self._windows.holding(query)
        return None if twin is None else Example(query.text, [window, Window(window.text, None, twin)])

    def swapped(self) -> Example | None:
        """An answerable question and its window, a name, number or word of one of them changed so that the other no longer fits."""
        query = self._draw()
        window = self._windows.holding(query)
        changed = self._changes.contradiction(query, window)
        if changed is None or changed == (query.text, window.text):
            return None
        return Example(changed[0], [Window(changed[1], None)])

    def contrasted(self) -> Example | None:
        """A question with the window that answers it and the same window changed so that it does not.

        As often as not the question follows the change, so that the changed window answers and the one as written does not: what tells the two
        apart is then whether they agree with the question, never whether a text reads as if something had been put into it.
        """
        query = self._draw()
        window = self._windows.holding(query)
        swap = self._changes.swap(query, window)
        if swap is None or not changes_all(swap[0], window.text):
            return None
        changed = follow(window, *swap)
        if changed is None or changed.text == window.text:
            return None
        if self.random.random() < 0.5:
            return Example(query.text, [window, Window(changed.text, None)])
        return Example(replace_word(query.text, *swap, 0), [changed, Window(window.text, None)])

    def cut_out(self) -> Example | None:
        """An answerable question with the sentences around its answer, and not the answer."""
        return self._cut_out(self._draw())

    def yes_or_no(self, negatives: int = 1) -> Example | None:
        """A question answered by yes or no and the sentence that decides it, with windows that do not, or asked about somebody else, or with that cut out."""
        query = self._query_of_yes_or_no()
        if query is None:
            return None
        kind = self.random.random()
        if kind < 0.15:
            return self._cut_out(query)
        window = self._windows.holding(query)
        swap = self._changes.other_name(query, window) if kind < 0.4 else None
        if swap is not None:
            return Example(query.text, [window, Window(replace_word(window.text, *swap, 0), None)])
        return Example(query.text, [window, *self._lacking(query, negatives)])

    def stated(self, negatives: int = 1) -> Example | None:
        """A statement, true or false: written in words of its own, or made of a question or a sentence."""
        if self.corpus.statements and self.random.random() < SHARE_WRITTEN:
            return self._statements.written(negatives)
        return self._statements.stated(negatives)

    def proposed(self) -> Example | None:
        """A question with an answer put behind it, right or wrong, to be read as a statement is."""
        return self._proposals.proposed()

    def _query_of_yes_or_no(self) -> Query | None:
        """One that people asked, or one made of a question with a question word."""
        if self._deciding and self.random.random() < SHARE_ASKED:
            return self.random.choice(self._deciding)
        query = self._draw()
        text = self._windows.context_of(query).text
        start, end = query.answer
        asked = as_yes_or_no(query.text, text[start:end], led_by=preposition_before(text, start), put_in=self.random.random() < 0.4)
        return None if asked is None else replace(query, text=asked)

    def _draw(self) -> Query:
        return self.random.choices(self.corpus.answerable, cum_weights=self._weights)[0]

    def _draw_unanswerable(self) -> Query:
        return self.random.choices(self.corpus.unanswerable, cum_weights=self._real)[0]

    def _cut_out(self, query: Query) -> Example | None:
        window = self._windows.without_answer(query)
        return None if window is None else Example(query.text, [window])

    def _lacking(self, query: Query, count: int) -> list[Window]:
        found = (self._windows.lacking(query) for _ in range(count))
        return [window for window in found if window is not None]


STATEMENTS = 0.33
"""Share of the draws that are statements."""

PROPOSED = 0.25
"""Of these, the share that are questions with an answer proposed."""


def mixture(maker: ExampleMaker, *, negatives: int = 1, statements: float = STATEMENTS, proposed: float = PROPOSED) -> Iterator[Example]:
    """Examples without end; of the draws that are no statements more than half have an answer, the rest none."""
    while True:
        stated = maker.random.random() < statements
        example = _stated(maker, negatives, proposed) if stated else _asked(maker, negatives)
        if example is not None:
            yield example


def _stated(maker: ExampleMaker, negatives: int, proposed: float) -> Example | None:
    with_questions = maker.corpus.unanswerable and maker.random.random() < proposed
    return maker.proposed() if with_questions else maker.stated(negatives)


def _asked(maker: ExampleMaker, negatives: int) -> Example | None:
    kind = maker.random.random()
    if kind < 0.12:
        return maker.yes_or_no(negatives)
    if kind < 0.52:
        return maker.answerable(negatives)
    if kind < 0.70:
        return maker.contrasted() if kind < 0.61 else maker.twins()
    if kind < 0.90 and maker.corpus.unanswerable:
        return maker.written_unanswerable()
    return maker.swapped() if kind < 0.95 else maker.cut_out()


def _cumulative(weights: Sequence[float]) -> list[float]:
    total, out = 0.0, []
    for weight in weights:
        total += weight
        out.append(total)
    return out
