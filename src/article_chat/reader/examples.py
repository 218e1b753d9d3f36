"""SQuAD-style records -> training windows for the reader: questions with windows that answer them and windows that do not.

Windows look like the passages the product reads: whole sentences, at most `MAX_WORD_PIECES`. Four kinds of question come out:
an answerable one with its window and hard negatives from the same article (a group, so that scores compare across passages); a written
unanswerable; one made unanswerable by swapping a name, a number or an antonym; one whose answering sentence was cut out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from article_chat.datatypes import Span
from article_chat.passages import MAX_WORD_PIECES, CountWordPieces, measure_sentences

SOURCE_WEIGHTS = {"squad_explorer": 2.0, "routerlens_squad": 1.5, "ester": 1.0, "squadshifts": 0.7, "qed": 0.3, "fairytaleqa": 0.25, "covidqa": 0.3}
"""How often a question of each source is drawn, relative to one of an unknown source (1.0): expository prose first."""


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


_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w'’-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d+\b")
_STOP = frozenset(
    (
        "the a an of in on at to and or is was were are did do does what which who whom whose when where how why that this it its for by with from as "
        "be been many much"
    ).split()
)
_ANTONYMS = [pair.split("/") for pair in """
first/last largest/smallest highest/lowest most/least more/fewer before/after increase/decrease increased/decreased north/south northern/southern
east/west eastern/western early/late earliest/latest old/new oldest/newest oldest/youngest high/low higher/lower long/short longest/shortest
best/worst major/minor majority/minority maximum/minimum won/lost win/lose start/end began/ended begin/end open/closed opened/closed positive/negative
success/failure successful/unsuccessful strong/weak stronger/weaker large/small larger/smaller rich/poor wealthy/poor public/private inside/outside
above/below top/bottom upper/lower left/right support/oppose supported/opposed allowed/forbidden allow/forbid legal/illegal accepted/rejected
accept/reject agreed/refused agree/refuse gained/lost rise/fall rose/fell hot/cold hottest/coldest warm/cool male/female men/women ally/enemy
attack/defend attacked/defended joined/left entered/left advantage/disadvantage include/exclude included/excluded internal/external domestic/foreign
urban/rural ancient/modern permanent/temporary direct/indirect formal/informal possible/impossible likely/unlikely common/rare buy/sell bought/sold
created/destroyed build/destroy built/destroyed import/export love/hate present/absent same/different similar/different always/never can/cannot
is/isn't was/wasn't were/weren't did/didn't does/doesn't has/hasn't had/hadn't
""".split()]  # fmt: skip
_SWAPS = {a: b for pair in _ANTONYMS for a, b in (pair, pair[::-1])}
_AUXILIARIES = frozenset(w for w in _SWAPS if _SWAPS[w].endswith("n't"))
"""Nearly every question has one: negating them all would teach that a negation means "no answer"."""


class ExampleMaker:
    """Draws training examples from a corpus, with replacement by weight, reproducibly from `seed`."""

    def __init__(self, corpus: Corpus, *, seed: int) -> None:
        self.corpus = corpus
        self.random = random.Random(seed)
        self._words = [Counter(w for w in _WORD.findall(c.text.lower()) if w not in _STOP) for c in corpus.contexts]
        self._names: dict[str, list[str]] = {
            title: sorted({n for i in ids for n in _NAME.findall(corpus.contexts[i].text)}) for title, ids in corpus.by_title.items()
        }
        self._weights = _cumulative([q.weight for q in corpus.answerable])
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
        """An answerable question with a name, number or word changed so that its own window no longer answers it."""
        query = self._draw(self.corpus.answerable, self._weights)
        window = self._window_with(query)
        changed = self._swap(query, window.text)
        return None if changed is None else Example(changed, [Window(window.text, None)])

    def cut_out(self) -> Example | None:
        """An answerable question with the sentences around its answer, and not the answer."""
        query = self._draw(self.corpus.answerable, self._weights)
        context = self.corpus.contexts[query.context]
        hit = self._sentences_of(query, context)
        kept = [i for i in range(max(0, hit[0] - 2), min(len(context.sentences), hit[-1] + 3)) if i not in hit]
        while kept and sum(context.sizes[i] for i in kept) > MAX_WORD_PIECES:
            kept.pop(self.random.choice((0, -1)))
        text = " ".join(context.text[slice(*context.sentences[i])] for i in kept)
        return None if not text or _mentions(text, query) else Example(query.text, [Window(text, None)])

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

    def _window_with(self, query: Query) -> Window:
        context = self.corpus.contexts[query.context]
        touched = self._sentences_of(query, context)
        first, last = self._grow(context, touched[0], touched[-1] + 1)
        begin, stop = context.sentences[first][0], context.sentences[last - 1][1]
        start, end = self._answer(query)
        return Window(context.text[begin:stop], (start - begin, min(end, stop) - begin))

    def _window_without(self, query: Query) -> Window | None:
        """A window of the same article that shares the question's words but not its answer."""
        context = self.corpus.contexts[query.context]
        words = {w for w in _WORD.findall(query.text.lower()) if w not in _STOP}
        pool = self.corpus.by_title[context.title]
        sample = pool if len(pool) <= 60 else self.random.sample(pool, 60)
        ranked = sorted(sample, key=lambda i: -sum(w in self._words[i] for w in words) - self.random.random() * 0.9)
        for index in [*ranked[: self.random.choice((2, 4, 8))], query.context]:
            other = self.corpus.contexts[index]
            order = sorted(range(len(other.sentences)), key=lambda i: -_shared(words, other.text[slice(*other.sentences[i])]) - self.random.random())
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
        words = {w for w in _WORD.findall(question.lower()) if w not in _STOP}
        return max(range(len(context.sentences)), key=lambda i: _shared(words, context.text[slice(*context.sentences[i])]) + self.random.random() * 0.5)

    def _swap(self, query: Query, window: str) -> str | None:
        kinds: list[Callable[[Query, str], str | None]] = [self._swap_name, self._swap_number, self._swap_word]
        self.random.shuffle(kinds)
        for kind in kinds:
            changed = kind(query, window)
            if changed and changed != query.text:
                return changed
        return None

    def _swap_name(self, query: Query, window: str) -> str | None:
        names = [m for m in _NAME.finditer(query.text) if m.group().lower() in window.lower()]
        others = [n for n in self._names[self.corpus.contexts[query.context].title] if n.lower() not in window.lower() and n.lower() not in query.text.lower()]
        if not names or not others:
            return None
        name = self.random.choice(names)
        alike = [n for n in others if len(n.split()) == len(name.group().split())] or others
        return query.text[: name.start()] + self.random.choice(alike) + query.text[name.end() :]

    def _swap_number(self, query: Query, window: str) -> str | None:
        numbers = [m for m in _NUMBER.finditer(query.text) if m.group() in window]
        if not numbers:
            return None
        number = self.random.choice(numbers)
        digits = number.group().replace(",", "").rstrip(".")
        if not digits.isdigit():
            return None
        spread = 60 if len(digits) == 4 else max(3, int(digits) // 2)
        other = str(max(1, int(digits) + self.random.choice((-1, 1)) * self.random.randint(1, spread)))
        return None if other in window else query.text[: number.start()] + other + query.text[number.end() :]

    def _swap_word(self, query: Query, window: str) -> str | None:
        found = [m for m in _WORD.finditer(query.text) if m.group().lower() in _SWAPS and m.start() > 0]
        if not found:
            return None
        content = [m for m in found if m.group().lower() not in _AUXILIARIES]
        if not content and self.random.random() > 0.2:
            return None
        word = self.random.choice(content or found)
        other = _SWAPS[word.group().lower()]
        return None if re.search(rf"\b{re.escape(other)}\b", window.lower()) else query.text[: word.start()] + other + query.text[word.end() :]


def mixture(maker: ExampleMaker, windows: int, *, negatives: int = 1) -> Iterator[Example]:
    """Examples of about `windows` windows together: three in four in answerable groups, the rest unanswerable (written, swapped, cut out)."""
    drawn = 0
    while drawn < windows:
        kind = maker.random.random()
        example: Example | None
        if kind < 0.58:
            example = maker.answerable(negatives)
        elif kind < 0.78 and maker.corpus.unanswerable:
            example = maker.written_unanswerable()
        elif kind < 0.92:
            example = maker.swapped()
        else:
            example = maker.cut_out()
        if example is not None:
            drawn += len(example.windows)
            yield example


def _mentions(text: str, query: Query) -> bool:
    lowered = text.lower()
    return any(answer.lower().strip(" .,") in lowered for answer, _ in query.answers)


def _shared(words: set[str], text: str) -> int:
    return len(words & set(_WORD.findall(text.lower())))


def _cumulative(weights: Sequence[float]) -> list[float]:
    total, out = 0.0, []
    for weight in weights:
        total += weight
        out.append(total)
    return out
