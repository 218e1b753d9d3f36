"""What training questions and statements are read with: whole sentences of one context, with the answer or without it.

Questions are read with passages, at most `MAX_WORD_PIECES` long; statements also with up to `LONGEST`, and with sentences that stand apart from each
other, as the support check reads them.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from article_chat.datatypes import Span
from article_chat.passages import MAX_WORD_PIECES
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.records import Context, Corpus, Query, Window
from article_chat.training.wording import STOP, WORD, shared_words

LONGEST = 190
"""Word pieces of a long window at most: three long sentences, with room for the statement."""

MOST_APART = 2
"""Sentences from elsewhere in the context that are put beside those that count."""


class WindowMaker:
    """Cuts windows out of the contexts of a corpus; the share `long` of them is longer than a passage, and of `apart` some sentences stand elsewhere."""

    def __init__(self, corpus: Corpus, pick: Random, *, long: float = 0.0, apart: float = 0.0) -> None:
        self.corpus, self.random = corpus, pick
        self._long, self._apart = long, apart
        self._words = [Counter(w for w in WORD.findall(c.text.lower()) if w not in STOP) for c in corpus.contexts]

    def context_of(self, query: Query) -> Context:
        """The paragraph the question is about."""
        return self.corpus.contexts[query.context]

    def holding(self, query: Query, *, sentences: int = 0) -> Window:
        """The window with the answer: its span, of a question for yes or no its sentence, with `sentences` so many from its own on."""
        context = self.context_of(query)
        touched = self._sentences_of(query)
        if not sentences and self._draws(self._apart):
            return self._gathered(query, touched)
        after = min(len(context.sentences), touched[0] + max(1, sentences))
        first, last = self._grow(context, touched[0], max(touched[-1] + 1, after))
        begin, stop = context.sentences[first][0], context.sentences[last - 1][1]
        start, end = query.answer
        if sentences or is_yes_or_no(query.text):
            start, end = context.sentences[touched[0]][0], context.sentences[after - 1][1]
        return Window(context.text[begin:stop], (start - begin, min(end, stop) - begin))

    def following(self, query: Query) -> str:
        """The sentence behind the one with the answer; "" where it is the last, or both together would not fit into a window."""
        context = self.context_of(query)
        place = self._sentences_of(query)[0]
        fits = place + 1 < len(context.sentences) and context.sizes[place] + context.sizes[place + 1] <= MAX_WORD_PIECES
        return context.text[slice(*context.sentences[place + 1])] if fits else ""

    def lacking(self, query: Query) -> Window | None:
        """A window of the same article that shares the question's words but not its answer."""
        words = _asked(query.text)
        pool = self.corpus.by_title[self.context_of(query).title]
        sample = pool if len(pool) <= 60 else self.random.sample(pool, 60)
        ranked = sorted(sample, key=lambda i: -sum(w in self._words[i] for w in words) - self.random.random() * 0.9)
        for index in [*ranked[: self.random.choice((2, 4, 8))], query.context]:
            other = self.corpus.contexts[index]
            order = sorted(range(len(other.sentences)), key=lambda i: -shared_words(words, _sentence(other, i)) - self.random.random())
            for target in order[:3]:
                text = self._around(other, target)
                if not _mentions(text, query):
                    return Window(text, None)
        return None

    def nearest(self, query: Query) -> Window:
        """The window around the sentence that shares most words with a question that has no answer."""
        context, words = self.context_of(query), _asked(query.text)
        if self._draws(self._apart):
            return self._gathered(query, [])
        target = max(range(len(context.sentences)), key=lambda i: shared_words(words, _sentence(context, i)) + self.random.random() * 0.5)
        return Window(self._around(context, target), None)

    def without_answer(self, query: Query) -> Window | None:
        """The sentences around the answer, those that hold it cut out."""
        context = self.context_of(query)
        hit = self._sentences_of(query)
        kept = [i for i in range(max(0, hit[0] - 2), min(len(context.sentences), hit[-1] + 3)) if i not in hit]
        while kept and sum(context.sizes[i] for i in kept) > MAX_WORD_PIECES:
            kept.pop(self.random.choice((0, -1)))
        text = " ".join(_sentence(context, i) for i in kept)
        return None if not text or _mentions(text, query) else Window(text, None)

    def _draws(self, share: float) -> bool:
        """Whether it is to be, so often; no number is drawn for what never is, which leaves what is drawn after it as it was."""
        return share > 0 and self.random.random() < share

    def _gathered(self, query: Query, touched: list[int]) -> Window:
        """The sentences `touched`, which hold the answer, or none, beside those that share most words with the query, wherever they stand, in order."""
        context, words = self.context_of(query), _asked(query.text)
        others = [i for i in range(len(context.sentences)) if i not in touched]
        others.sort(key=lambda i: -shared_words(words, _sentence(context, i)) - self.random.random() * 0.5)
        chosen, total = list(touched), sum(context.sizes[i] for i in touched)
        for other in others[: self.random.randint(1, MOST_APART) if touched else MOST_APART]:
            if not chosen or total + context.sizes[other] <= LONGEST:
                chosen.append(other)
                total += context.sizes[other]
        text, answer = "", None
        for row in sorted(chosen):
            text += " " if text else ""
            if row in touched:
                answer = (answer[0] if answer else len(text), len(text) + len(_sentence(context, row)))
            text += _sentence(context, row)
        return Window(text, answer)

    def _sentences_of(self, query: Query) -> list[int]:
        start, end = query.answer
        touched = [i for i, (a, b) in enumerate(self.context_of(query).sentences) if a < end and b > start]
        return touched or [0]

    def _around(self, context: Context, target: int) -> str:
        first, last = self._grow(context, target, target + 1)
        return context.text[context.sentences[first][0] : context.sentences[last - 1][1]]

    def _grow(self, context: Context, first: int, last: int) -> Span:
        """Add sentences at random ends until the window is full."""
        total = sum(context.sizes[first:last])
        limit = MAX_WORD_PIECES if self.random.random() < 0.8 else self.random.randint(30, MAX_WORD_PIECES)
        if self._draws(self._long):
            limit = self.random.randint(MAX_WORD_PIECES, LONGEST)
        while True:
            choices = [c for c in (first - 1, last) if 0 <= c < len(context.sizes) and total + context.sizes[c] <= limit]
            if not choices:
                return first, last
            choice = self.random.choice(choices)
            total += context.sizes[choice]
            first, last = min(first, choice), max(last, choice + 1)


def _asked(question: str) -> set[str]:
    return {w for w in WORD.findall(question.lower()) if w not in STOP}


def _sentence(context: Context, index: int) -> str:
    return context.text[slice(*context.sentences[index])]


def _mentions(text: str, query: Query) -> bool:
    lowered = text.lower()
    return any(answer.lower().strip(" .,") in lowered for answer, _ in query.answers)
