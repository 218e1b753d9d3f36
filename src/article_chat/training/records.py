"""SQuAD-style records of a training file -> passages and the questions about them."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from article_chat.datatypes import Span
from article_chat.passages import CountWordPieces, measure_sentences
from article_chat.training.guesses import Guess
from article_chat.training.written import NOTHING, Written, key_of

SOURCE_WEIGHTS = {
    "squad_explorer": 2.0,
    "news": 2.0,
    "routerlens_squad": 1.5,
    "ester": 1.0,
    "squadshifts": 0.7,
    "qed": 0.3,
    "fairytaleqa": 0.25,
    "covidqa": 0.3,
}
"""How often a question of each source is drawn, relative to one of an unknown source (1.0): expository prose first."""

WRITTEN_WEIGHT = 1.0
"""How often a question of the written file is drawn: its words lie farther from the passage's than those of the others, and it lacks their slips."""

HeldBack = Callable[[dict[str, Any]], bool]
"""Whether nothing that was written about a record may be trained on, and no statement made of it: others are fitted and measured on those."""


@dataclass(slots=True)
class Context:
    """A paragraph, its sentences and their sizes in word pieces."""

    title: str
    text: str
    sentences: list[Span]
    sizes: list[int]
    held_back: bool = False


@dataclass(slots=True)
class Query:
    """A question about a context, or a statement; `answers` are (text, start), empty when the context does not answer it or bear it out."""

    text: str
    context: int
    answers: list[tuple[str, int]]
    weight: float

    @property
    def answer(self) -> Span:
        """The answer most annotators gave, the shortest among equals, in the context's text."""
        votes = Counter(self.answers)
        text, start = max(votes, key=lambda a: (votes[a], -len(a[0])))
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


@dataclass(slots=True)
class Window:
    """What the model reads with a question; `answer` is a span of `text`, None for "no answer here". `asked` is what is read with it in place of the
    example's question."""

    text: str
    answer: Span | None
    asked: str | None = None


@dataclass(slots=True)
class Example:
    """A question and its windows; the first one holds the answer, if any does."""

    question: str
    windows: list[Window]


@dataclass(slots=True)
class Corpus:
    """All contexts, questions and written statements of the training files; of contexts held back nothing that was written for it."""

    contexts: list[Context] = field(default_factory=list)
    answerable: list[Query] = field(default_factory=list)
    unanswerable: list[Query] = field(default_factory=list)
    statements: list[Query] = field(default_factory=list)
    guesses: list[tuple[Query, bool]] = field(default_factory=list)
    """Questions with what a reader found for them as their answer, and whether that is right."""
    by_title: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self,
        record: dict[str, Any],
        sentences: list[Span],
        sizes: list[int],
        *,
        held_back: bool = False,
        written: Written = NOTHING,
        guesses: Sequence[Guess] = (),
    ) -> None:
        """Add one record of the training file (source, title, context, qas), what else was written about its context and what a reader guessed there."""
        index = len(self.contexts)
        title = f"{record['source']}/{record['title']}"
        self.contexts.append(Context(title, record["context"], sentences, sizes, held_back))
        self.by_title[title].append(index)
        weight = SOURCE_WEIGHTS.get(record["source"], 1.0)
        for qa in record["qas"]:
            answers = [] if qa["is_impossible"] else [(a["text"], a["answer_start"]) for a in qa["answers"] if a["text"].strip()]
            if qa["is_impossible"]:
                self.unanswerable.append(Query(qa["question"].strip(), index, [], weight))
            elif answers:
                self.answerable.append(Query(qa["question"].strip(), index, answers, weight))
        self._add_written(index, written)
        if not held_back:
            self.guesses += [(Query(one.question, index, [(record["context"][one.start : one.end], one.start)], 1.0), one.right) for one in guesses]

    def _add_written(self, index: int, written: Written) -> None:
        context = self.contexts[index]
        if context.held_back:
            return

        def answers(span: Span) -> list[tuple[str, int]]:
            return [(context.text[slice(*span)], span[0])]

        self.answerable += [Query(question, index, answers(span), WRITTEN_WEIGHT) for question, span in written.asked]
        self.unanswerable += [Query(question, index, [], WRITTEN_WEIGHT) for question in written.unanswerable]
        self.statements += [Query(statement, index, answers(span), 1.0) for statement, span in written.true]
        self.statements += [Query(statement, index, [], 1.0) for _, statement in written.false]


def records_of(*paths: Path) -> Iterator[dict[str, Any]]:
    """The records of .jsonl or .jsonl.gz files, one after the other: source, title, context, qas."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def load_corpus(
    paths: Sequence[Path],
    count: CountWordPieces,
    *,
    limit: int | None = None,
    held_back: HeldBack = lambda _: False,
    written: Mapping[str, Written] | None = None,
    guesses: Mapping[str, Sequence[Guess]] | None = None,
) -> Corpus:
    """Read the records of training files (at most `limit`), with what was `written` about their contexts, and guessed there, each time once."""
    corpus = Corpus()
    left, guessed = dict(written or {}), dict(guesses or {})
    for record in islice(records_of(*paths), limit):
        sentences, sizes = measure_sentences(record["context"], count)
        if sentences:
            key = key_of(record["context"])
            corpus.add(record, sentences, sizes, held_back=held_back(record), written=left.pop(key, NOTHING), guesses=guessed.pop(key, ()))
    return corpus
