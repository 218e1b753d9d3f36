"""What the questions' reader points at, right and wrong, to train the statements' reader on as proposed answers:
`python -m article_chat.training.guessing --data reader-train.jsonl.gz --written src/training/written.jsonl OUT.jsonl`.

A second opinion is asked about the first reader's words, so its mistakes are what the second must tell: words that look like the answer in a passage that
doesn't answer, beside the words of other questions (`proposing.py`). Nothing about passages held back is read. Some ten minutes for 60,000 on one core.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

from tqdm import tqdm

from article_chat.datatypes import Span
from article_chat.evaluation import best_f1
from article_chat.reader.answerer import Reads
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.guesses import Guess
from article_chat.training.made import is_held_back
from article_chat.training.records import Corpus, Query, Window, load_corpus
from article_chat.training.windows import WindowMaker
from article_chat.training.written import key_of, load_written

COUNT = 60_000
_KINDS = {"own": 0.3, "unanswerable": 0.4, "lacking": 0.22, "foreign": 0.08}
"""Shares of the reads: a question with the window that answers it, with one that people made it not answer, with another one of the same article, and with
one of any other article."""

_LIKELY = -6.0
"""Margin under which a guess is no temptation, but for questions about something else, whose guesses all lie there."""
_SAME, _OTHER = 0.7, 0.2
"""F1 with an answer that people gave from which a guess counts as right, and to which as wrong; between them it is neither."""
_MOST = 2
"""Wrong guesses in a window that answers."""


class Guesser:
    """Puts questions of a corpus to a reader and judges what it points at by the answers that people gave."""

    def __init__(self, reader: Reads, corpus: Corpus, pick: Random) -> None:
        self._reader, self._corpus, self._random = reader, corpus, pick
        self._windows = WindowMaker(corpus, pick)

    def guesses(self, count: int) -> Iterator[Guess]:
        """What comes of `count` readings."""
        for _ in tqdm(range(count), unit="reading", mininterval=5):
            (kind,) = self._random.choices(list(_KINDS), list(_KINDS.values()))
            yield from self._of(kind)

    def _of(self, kind: str) -> Iterator[Guess]:
        query = self._random.choice(self._corpus.unanswerable if kind == "unanswerable" else self._corpus.answerable)
        context = self._random.randrange(len(self._corpus.contexts)) if kind == "foreign" else query.context
        if is_yes_or_no(query.text) or self._corpus.contexts[context].held_back or self._windows.context_of(query).held_back:
            return
        window = self._window(kind, query, context)
        if window is None:
            return
        places = [i for i in self._corpus.by_title[self._corpus.contexts[context].title] if window.text in self._corpus.contexts[i].text]
        if places and not self._corpus.contexts[places[0]].held_back:
            yield from self._judged(kind, query, places[0], window)

    def _window(self, kind: str, query: Query, context: int) -> Window | None:
        if kind == "own":
            return self._windows.holding(query)
        if kind == "lacking":
            return self._windows.lacking(query)
        return self._windows.nearest(query if kind == "unanswerable" else Query(query.text, context, [], 1.0))

    def _judged(self, kind: str, query: Query, context: int, window: Window) -> Iterator[Guess]:
        text = self._corpus.contexts[context].text
        begin = text.index(window.text)
        found = self._reader.read(query.text, [window.text])[0].spans
        wrong = 0
        for number, span in enumerate(found):
            if number and (kind != "own" or wrong == _MOST):
                break
            if span.margin < _LIKELY and kind != "foreign":
                break
            guess = Guess(key_of(text), query.text, begin + span.start, begin + span.end, False)
            likeness = best_f1(window.text[span.start : span.end], [answer for answer, _ in query.answers]) if query.answers else 0.0
            if kind == "own" and likeness >= _SAME and _meets((span.start, span.end), window.answer):
                yield Guess(guess.passage, guess.question, guess.start, guess.end, True)
            elif likeness <= _OTHER and not (kind == "own" and _meets((span.start, span.end), window.answer)):
                wrong += 1
                yield guess


def _meets(one: Span, other: Span | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    from article_chat.reader.model import Reader
    from article_chat.weights import minilm_tokenizer

    parser = argparse.ArgumentParser(prog="python -m article_chat.training.guessing", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", required=True, help=".jsonl or .jsonl.gz: source, title, context, qas in each line")
    parser.add_argument("--written", type=Path, help="src/training/written.jsonl: questions about passages of --data")
    parser.add_argument("--count", type=int, default=COUNT, help="readings (default %(default)s)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(arguments)
    tokenizer = minilm_tokenizer()
    corpus = load_corpus(
        options.data,
        lambda texts: [len(e.ids) for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)],
        held_back=is_held_back,
        written=load_written(options.written) if options.written else {},
    )
    guesser = Guesser(Reader(), corpus, Random(options.seed))  # repeatable, not secret
    with options.out.open("w", encoding="utf-8") as out:
        for guess in guesser.guesses(options.count):
            out.write(json.dumps(asdict(guess), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
