"""SQuAD-style records -> training windows for the reader: questions with windows that answer them and windows that do not.

Windows look like the passages the product reads: whole sentences, at most `MAX_WORD_PIECES`. Six kinds of question come out:
an answerable one with its window and hard negatives from the same article (a group, so that scores compare across passages); one with two windows
that differ in a name, a number or a word, of which one answers; a written unanswerable; one made unanswerable by such a change; one whose answering
sentence was cut out; and one answered by yes or no, whose answer is the sentence that decides it.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from article_chat.datatypes import Span
from article_chat.passages import MAX_WORD_PIECES, CountWordPieces, measure_sentences
from article_chat.reader.stated import MARK, another, as_statement, denied, exchanged, shortened
from article_chat.reader.wording import AUXILIARIES, NAME, NUMBER, OPPOSITES, STOP, WORD, changes_all, replace_word, shared_words, words_of
from article_chat.reader.yes_or_no import as_yes_or_no, is_yes_or_no, preposition_before

SOURCE_WEIGHTS = {"squad_explorer": 2.0, "routerlens_squad": 1.5, "ester": 1.0, "squadshifts": 0.7, "qed": 0.3, "fairytaleqa": 0.25, "covidqa": 0.3}
"""How often a question of each source is drawn, relative to one of an unknown source (1.0): expository prose first."""


SHARE_ASKED = 0.25
"""Of the questions that are answered by yes or no, those that people asked: there are few."""


@dataclass(slots=True)
class Context:
    """A paragraph, its sentences and their sizes in word pieces."""

    title: str
    text: str
    sentences: list[Span]
    sizes: list[int]


@dataclass(slots=True)
class Query:
    """A question about a context; `answers` are (text, start), empty when the context does not answer it."""

    text: str
    context: int
    answers: list[tuple[str, int]]
    weight: float


@dataclass(slots=True)
class Window:
    """What the model reads with a question; `answer` is a span of `text`, None for "no answer here"."""

    text: str
    answer: Span | None


@dataclass(slots=True)
class Example:
    """A question and its windows; the first one holds the answer, if any does."""

    question: str
    windows: list[Window]


@dataclass(slots=True)
class Corpus:
    """All contexts and questions of the training files."""

    contexts: list[Context] = field(default_factory=list)
    answerable: list[Query] = field(default_factory=list)
    unanswerable: list[Query] = field(default_factory=list)
    by_title: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, record: dict[str, Any], sentences: list[Span], sizes: list[int]) -> None:
        """Add one record of the training file: source, title, context, qas."""
        index = len(self.contexts)
        title = f"{record['source']}/{record['title']}"
        self.contexts.append(Context(title, record["context"], sentences, sizes))
        self.by_title[title].append(index)
        weight = SOURCE_WEIGHTS.get(record["source"], 1.0)
        for qa in record["qas"]:
            answers = [] if qa["is_impossible"] else [(a["text"], a["answer_start"]) for a in qa["answers"] if a["text"].strip()]
            if qa["is_impossible"]:
                self.unanswerable.append(Query(qa["question"].strip(), index, [], weight))
            elif answers:
                self.answerable.append(Query(qa["question"].strip(), index, answers, weight))


def load_corpus(path: Path, count: CountWordPieces, *, limit: int | None = None) -> Corpus:
    """Read a .jsonl or .jsonl.gz file of records (source, title, context, qas)."""
    opener = gzip.open if path.suffix == ".gz" else open
    corpus = Corpus()
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                break
            record = json.loads(line)
            sentences, sizes = measure_sentences(record["context"], count)
            if sentences:
                corpus.add(record, sentences, sizes)
    return corpus


Kin = Callable[[str], Sequence[str]]
"""A word -> words of the same field that mean something else."""

Swap = tuple[str, str]
"""What stands there, and what is put in its place."""


class ExampleMaker:
    """Draws training examples from a corpus, with replacement by weight, reproducibly from `seed`."""

    def __init__(self, corpus: Corpus, *, seed: int, kin: Kin | None = None) -> None:
        self.corpus = corpus
        self._kin = kin or (lambda _: [])
        self.random = random.Random(seed)
        self._words = [Counter(w for w in WORD.findall(c.text.lower()) if w not in STOP) for c in corpus.contexts]
        self._names: dict[str, list[str]] = {
            title: sorted({n for i in ids for n in NAME.findall(corpus.contexts[i].text)}) for title, ids in corpus.by_title.items()
        }
        self._weights = _cumulative([q.weight for q in corpus.answerable])
        self._deciding = [q for q in corpus.answerable if is_yes_or_no(q.text)]
        self._real = _cumulative([q.weight for q in corpus.unanswerable])

    def answerable(self, negatives: int = 1) -> Example:
        """An answerable question: its window first, then up to `negatives` windows of the same article without the answer."""
        query = self._draw(self.corpus.answerable, self._weights)
        others = (self._window_without(query) for _ in range(negatives))
        return Example(query.text, [self._window_with(query), *(window for window in others if window is not None)])

    def written_unanswerable(self) -> Example:
        """A question people wrote so that its context does not answer it."""
        query = self._draw(self.corpus.unanswerable, self._real)
        context = self.corpus.contexts[query.context]
        target = self._most_alike_sentence(query.text, context)
        first, last = self._grow(context, target, target + 1)
        return Example(query.text, [Window(context.text[context.sentences[first][0] : context.sentences[last - 1][1]], None)])

    def swapped(self) -> Example | None:
        """An answerable question and its window, a name, number or word of one of them changed so that the other no longer fits."""
        query = self._draw(self.corpus.answerable, self._weights)
        window = self._window_with(query)
        changed = self._change(query, window)
        if changed is None or changed == (query.text, window.text):
            return None
        return Example(changed[0], [Window(changed[1], None)])

    def contrasted(self) -> Example | None:
        """A question with the window that answers it and the same window changed so that it does not.

        As often as not the question follows the change, so that the changed window answers and the one as written does not: what tells the two
        apart is then whether they agree with the question, never whether a text reads as if something had been put into it.
        """
        query = self._draw(self.corpus.answerable, self._weights)
        window = self._window_with(query)
        swap = self._swap(query, window)
        if swap is None or not changes_all(swap[0], window.text):
            return None
        changed = _follow(window, *swap)
        if changed is None or changed.text == window.text:
            return None
        if self.random.random() < 0.5:
            return Example(query.text, [window, Window(changed.text, None)])
        return Example(replace_word(query.text, *swap, 0), [changed, Window(window.text, None)])

    def cut_out(self) -> Example | None:
        """An answerable question with the sentences around its answer, and not the answer."""
        return self._cut_out(self._draw(self.corpus.answerable, self._weights))

    def _cut_out(self, query: Query) -> Example | None:
        context = self.corpus.contexts[query.context]
        hit = self._sentences_of(query, context)
        kept = [i for i in range(max(0, hit[0] - 2), min(len(context.sentences), hit[-1] + 3)) if i not in hit]
        while kept and sum(context.sizes[i] for i in kept) > MAX_WORD_PIECES:
            kept.pop(self.random.choice((0, -1)))
        text = " ".join(context.text[slice(*context.sentences[i])] for i in kept)
        return None if not text or _mentions(text, query) else Example(query.text, [Window(text, None)])

    def yes_or_no(self, negatives: int = 1) -> Example | None:
        """A question answered by yes or no and the sentence that decides it, with windows that do not, or asked about somebody else, or with that cut out."""
        query = self._query_of_yes_or_no()
        if query is None:
            return None
        kind = self.random.random()
        if kind < 0.15:
            return self._cut_out(query)
        window = self._window_with(query)
        swap = self._other_name(query, window) if kind < 0.4 else None
        if swap is not None:
            return Example(query.text, [window, Window(replace_word(window.text, *swap, 0), None)])
        others = (self._window_without(query) for _ in range(negatives))
        return Example(query.text, [window, *(other for other in others if other is not None)])

    def stated(self, negatives: int = 1) -> Example | None:
        """A statement and the sentence that bears it out, with a window that does not; as often one that was made false, with the window that denies it."""
        query = self._draw(self.corpus.answerable, self._weights)
        window = self._window_with(query, whole=True)
        statement = self._statement(query, window)
        if statement is None:
            return None
        if self.random.random() < 0.5:
            others = (self._window_without(query) for _ in range(negatives))
            return Example(MARK + statement, [window, *(other for other in others if other is not None)])
        false = self._falsified(replace(query, text=statement), window)
        return None if false is None or false == statement else Example(MARK + false, [Window(window.text, None)])

    def _statement(self, query: Query, window: Window) -> str | None:
        """Of the question with its answer, as a statement or for yes or no, or the deciding sentence itself."""
        kind = self.random.random()
        if kind < 0.35:
            sentence = window.text[slice(*window.answer)] if window.answer else ""
            sentence = shortened(sentence, self.random) if self.random.random() < 0.6 else sentence
            return sentence if 4 < len(sentence.split()) < 45 else None
        answer = query.answers[0][0]
        if kind < 0.6 and (made := as_statement(query.text, answer)):
            return made
        return self._said_for_yes_or_no(query, put_in=0.8)

    def _falsified(self, query: Query, window: Window) -> str | None:
        """The statement `query.text` with a name, number or word changed, its names exchanged, denied, or with another answer."""
        kind = self.random.random()
        answer = query.answers[0][0]
        if kind < 0.2 and answer in query.text and (other := another(answer, window.text, self.random)):
            return query.text.replace(answer, other, 1)
        if kind < 0.35 and (turned := exchanged(query.text, self.random)):
            return turned
        if kind < 0.5 and (opposite := denied(query.text)):
            return opposite
        swap = self._swap(query, Window(window.text, None))
        return None if swap is None else replace_word(query.text, *swap, 1)

    def _query_of_yes_or_no(self) -> Query | None:
        """One that people asked, or one made of a question with a question word."""
        if self._deciding and self.random.random() < SHARE_ASKED:
            return self.random.choice(self._deciding)
        query = self._draw(self.corpus.answerable, self._weights)
        asked = self._said_for_yes_or_no(query, put_in=0.4)
        return None if asked is None else replace(query, text=asked)

    def _said_for_yes_or_no(self, query: Query, *, put_in: float) -> str | None:
        context = self.corpus.contexts[query.context]
        start, end = self._answer(query)
        led_by = preposition_before(context.text, start)
        return as_yes_or_no(query.text, context.text[start:end], led_by=led_by, put_in=self.random.random() < put_in)

    def _draw(self, queries: Sequence[Query], weights: Sequence[float]) -> Query:
        return self.random.choices(queries, cum_weights=weights)[0]

    def _answer(self, query: Query) -> Span:
        """The answer most annotators gave; the shortest among equals."""
        votes = Counter(query.answers)
        text, start = max(votes, key=lambda a: (votes[a], -len(a[0])))
        lead = len(text) - len(text.lstrip())
        return start + lead, start + len(text.rstrip())

    def _sentences_of(self, query: Query, context: Context) -> list[int]:
        start, end = self._answer(query)
        touched = [i for i, (a, b) in enumerate(context.sentences) if a < end and b > start]
        return touched or [0]

    def _window_with(self, query: Query, *, whole: bool = False) -> Window:
        context = self.corpus.contexts[query.context]
        touched = self._sentences_of(query, context)
        first, last = self._grow(context, touched[0], touched[-1] + 1)
        begin, stop = context.sentences[first][0], context.sentences[last - 1][1]
        start, end = self._answer(query)
        if whole or is_yes_or_no(query.text):
            start, end = context.sentences[touched[0]][0], context.sentences[touched[0]][1]
        return Window(context.text[begin:stop], (start - begin, min(end, stop) - begin))

    def _window_without(self, query: Query) -> Window | None:
        """A window of the same article that shares the question's words but not its answer."""
        context = self.corpus.contexts[query.context]
        words = {w for w in WORD.findall(query.text.lower()) if w not in STOP}
        pool = self.corpus.by_title[context.title]
        sample = pool if len(pool) <= 60 else self.random.sample(pool, 60)
        ranked = sorted(sample, key=lambda i: -sum(w in self._words[i] for w in words) - self.random.random() * 0.9)
        for index in [*ranked[: self.random.choice((2, 4, 8))], query.context]:
            other = self.corpus.contexts[index]
            order = sorted(range(len(other.sentences)), key=lambda i: -shared_words(words, other.text[slice(*other.sentences[i])]) - self.random.random())
            for target in order[:3]:
                first, last = self._grow(other, target, target + 1)
                text = other.text[other.sentences[first][0] : other.sentences[last - 1][1]]
                if not _mentions(text, query):
                    return Window(text, None)
        return None

    def _grow(self, context: Context, first: int, last: int) -> tuple[int, int]:
        """Add sentences at random ends until the window is full."""
        total = sum(context.sizes[first:last])
        limit = MAX_WORD_PIECES if self.random.random() < 0.8 else self.random.randint(30, MAX_WORD_PIECES)
        while True:
            choices = [c for c in (first - 1, last) if 0 <= c < len(context.sizes) and total + context.sizes[c] <= limit]
            if not choices:
                return first, last
            choice = self.random.choice(choices)
            total += context.sizes[choice]
            first, last = min(first, choice), max(last, choice + 1)

    def _most_alike_sentence(self, question: str, context: Context) -> int:
        words = {w for w in WORD.findall(question.lower()) if w not in STOP}
        return max(range(len(context.sentences)), key=lambda i: shared_words(words, context.text[slice(*context.sentences[i])]) + self.random.random() * 0.5)

    def _change(self, query: Query, window: Window) -> tuple[str, str] | None:
        """(question, passage) of which one was changed so that they contradict each other; None when nothing offers itself."""
        if self.random.random() < 0.1:
            conditioned = self._add_condition(query, window.text)
            return None if conditioned is None else (conditioned, window.text)
        swap = self._swap(query, window)
        if swap is None:
            return None
        if self.random.random() < 0.5 or not changes_all(swap[0], window.text):
            return replace_word(query.text, *swap, 1), window.text
        return query.text, replace_word(window.text, *swap, 0)

    def _swap(self, query: Query, window: Window) -> Swap | None:
        kinds = [self._other_name, self._other_number, self._other_word, self._kindred_word]
        self.random.shuffle(kinds)
        return next((found for kind in kinds if (found := kind(query, window))), None)

    def _other_name(self, query: Query, window: Window) -> Swap | None:
        """A name that question and passage share, and another one of the article; often one of the passage itself, which is the harder case."""
        answer = window.text[slice(*window.answer)].lower() if window.answer else ""
        shared = [m.group() for m in NAME.finditer(query.text) if m.group().lower() in window.text.lower() and m.group().lower() not in answer]
        here = [n for n in set(NAME.findall(window.text)) if n.lower() not in answer and answer not in n.lower()]
        pool = here if here and self.random.random() < 0.4 else self._names[self.corpus.contexts[query.context].title]
        if not shared or not pool:
            return None
        name = self.random.choice(shared)
        known = set(words_of(query.text)) | set(words_of(name))
        others = [n for n in pool if not known & set(words_of(n)) and n[:4] != name[:4]]
        alike = [n for n in others if len(n.split()) == len(name.split())] or others
        return (name, self.random.choice(alike)) if alike else None

    def _other_number(self, query: Query, window: Window) -> Swap | None:
        numbers = [m.group() for m in NUMBER.finditer(query.text) if m.group() in window.text]
        if not numbers:
            return None
        number = self.random.choice(numbers)
        digits = number.replace(",", "").rstrip(".")
        if not digits.isdigit():
            return None
        spread = 60 if len(digits) == 4 else max(3, int(digits) // 2)
        other = str(max(1, int(digits) + self.random.choice((-1, 1)) * self.random.randint(1, spread)))
        return None if other in window.text else (number, other)

    def _other_word(self, query: Query, window: Window) -> Swap | None:
        """A word of the question and its opposite."""
        found = [m.group() for m in WORD.finditer(query.text) if m.group().lower() in OPPOSITES and m.start() > 0]
        content = [w for w in found if w.lower() not in AUXILIARIES]
        if not found or (not content and self.random.random() > 0.2):
            return None
        word = self.random.choice(content or found)
        other = OPPOSITES[word.lower()]
        return None if re.search(rf"\b{re.escape(other)}\b", window.text.lower()) else (word, other)

    def _kindred_word(self, query: Query, window: Window) -> Swap | None:
        """A word that question and passage share, and one of the same field and form that means something else ("navy" for "army")."""
        here = set(words_of(window.text))
        shared = [w for w in words_of(query.text) if w in here and w not in STOP and len(w) > 4]
        self.random.shuffle(shared)
        for word in shared:
            others = [w for w in self._kin(word) if w not in here]
            if others:
                return word, self.random.choice(others[:8])
        return None

    def _add_condition(self, query: Query, window: str) -> str | None:
        """A place, person or year the window does not speak of, set as a condition: "… in 1962?", "… according to Smith?"."""
        if not query.text.endswith("?") or len(query.text.split()) < 4:
            return None
        if self.random.random() < 0.4:
            year = str(self.random.randint(1700, 2020))
            return None if NUMBER.search(query.text) or year in window else f"{query.text[:-1].rstrip()} in {year}?"
        names = [n for n in self._names[self.corpus.contexts[query.context].title] if n.lower() not in window.lower() and n.lower() not in query.text.lower()]
        if not names:
            return None
        lead = self.random.choice(("in", "in", "for", "with", "besides", "according to"))
        return f"{query.text[:-1].rstrip()} {lead} {self.random.choice(names)}?"


def mixture(maker: ExampleMaker, windows: int, *, negatives: int = 1) -> Iterator[Example]:
    """Examples of about `windows` windows together: two in three in answerable groups, the rest unanswerable (written, swapped, cut out)."""
    drawn = 0
    while drawn < windows:
        kind = maker.random.random()
        example: Example | None
        if kind < 0.15:
            example = maker.yes_or_no(negatives)
        elif kind < 0.38:
            example = maker.stated(negatives)
        elif kind < 0.55:
            example = maker.answerable(negatives)
        elif kind < 0.73:
            example = maker.contrasted()
        elif kind < 0.9 and maker.corpus.unanswerable:
            example = maker.written_unanswerable()
        elif kind < 0.95:
            example = maker.swapped()
        else:
            example = maker.cut_out()
        if example is not None:
            drawn += len(example.windows)
            yield example


def _mentions(text: str, query: Query) -> bool:
    lowered = text.lower()
    return any(answer.lower().strip(" .,") in lowered for answer, _ in query.answers)


def _follow(window: Window, old: str, new: str) -> Window | None:
    """The window with the word replaced and its answer where it stands then; None when the answer itself is touched."""
    if window.answer is None:
        return None
    start, end = window.answer
    before, answer, after = window.text[:start], window.text[start:end], window.text[end:]
    if old.lower() in answer.lower():
        return None
    lead = replace_word(before, old, new, 0)
    return Window(lead + answer + replace_word(after, old, new, 0), (len(lead), len(lead) + len(answer)))


def _cumulative(weights: Sequence[float]) -> list[float]:
    total, out = 0.0, []
    for weight in weights:
        total += weight
        out.append(total)
    return out
