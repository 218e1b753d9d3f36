"""What is changed in a question, a passage or a statement so that they no longer agree: a name, a number, a word, or a condition put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from article_chat.training.records import Corpus, Query, Window
from article_chat.training.wording import AUXILIARIES, NAME, NUMBER, OPPOSITES, STOP, WORD, changes_all, replace_word, words_of

Kin = Callable[[str], Sequence[str]]
"""A word -> words of the same field that mean something else."""

Swap = tuple[str, str]
"""What stands there, and what is put in its place."""

Change = Callable[[str], str]
"""A text -> the same changed, or as it is where there is nothing to change."""

_SHARE_KINDRED = 0.4
"""Of the tries. Nearly every question offers a kindred word, and where one is tried each time, most swaps are of these: the reader then takes any other
word, a synonym too, for another matter."""

_MOST_NAMES = 100
"""Of an article, looked through for one to put in: some titles of the training file stand for thousands of passages."""

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|may|might|must|did|does|do)\b(?! not\b)")
_PREDICATE = re.compile(rf"{_AUXILIARY.pattern}(?: \w+ly| also| then| first| later)? (?P<verb>\w+)")
_NOT = re.compile(r"\b(?P<kept>is|are|was|were|has|have|had|could|will|would|should|may|might|must) not\b")


class ChangeMaker:
    """Finds what can be swapped, with names of the same article to put in."""

    def __init__(self, corpus: Corpus, pick: Random, kin: Kin) -> None:
        self.corpus, self.random, self._kin = corpus, pick, kin
        self._names: dict[str, list[str]] = {
            title: sorted({n for i in ids for n in NAME.findall(corpus.contexts[i].text)}) for title, ids in corpus.by_title.items()
        }

    def contradiction(self, query: Query, window: Window) -> tuple[str, str] | None:
        """(question, passage) of which one was changed so that they contradict each other; None when nothing offers itself."""
        if self.random.random() < 0.1:
            conditioned = self._add_condition(query, window.text)
            return None if conditioned is None else (conditioned, window.text)
        swap = self.swap(query, window)
        if swap is None:
            return None
        if self.random.random() < 0.5 or not changes_all(swap[0], window.text):
            return replace_word(query.text, *swap, 1), window.text
        return query.text, replace_word(window.text, *swap, 0)

    def swap(self, query: Query, window: Window) -> Swap | None:
        """Something that question and window share, and what is as likely to stand there and does not."""
        kinds = [self.other_name, self._other_number, self._other_word]
        self.random.shuffle(kinds)
        if self.random.random() < _SHARE_KINDRED:
            kinds.insert(self.random.randint(0, len(kinds)), self._kindred_word)
        return next((found for kind in kinds if (found := kind(query, window))), None)

    def other_name(self, query: Query, window: Window) -> Swap | None:
        """A name that question and passage share, and another one of the article; often one of the passage itself, which is the harder case."""
        answer = window.text[slice(*window.answer)].lower() if window.answer else ""
        shared = [m.group() for m in NAME.finditer(query.text) if m.group().lower() in window.text.lower() and m.group().lower() not in answer]
        here = [n for n in sorted(set(NAME.findall(window.text))) if n.lower() not in answer and answer not in n.lower()]
        pool = here if here and self.random.random() < 0.4 else self._names_around(query)
        if not shared or not pool:
            return None
        name = self.random.choice(shared)
        known = set(words_of(query.text)) | set(words_of(name))
        others = [n for n in pool if not known & set(words_of(n)) and n[:4] != name[:4]]
        alike = [n for n in others if len(n.split()) == len(name.split())] or others
        return (name, self.random.choice(alike)) if alike else None

    def exchanged(self, statement: str) -> str | None:
        """Two names of the statement in each other's place; None where there are no two."""
        names = list(dict.fromkeys(match.group() for match in NAME.finditer(" " + statement) if match.group() in statement))
        apart = [(a, b) for a in names for b in names if a < b and not set(words_of(a)) & set(words_of(b))]
        if not apart:
            return None
        return exchange(self.random.choice(apart), statement)

    def shared(self, query: Query, window: Window) -> Change | None:
        """A change that can be made to the statement `query.text` and to the window alike; None when nothing offers itself."""
        kind = self.random.random()
        if kind < 0.45 and (pair := self._names_of_both(query.text, window.text)):
            return partial(exchange, pair)
        if kind < 0.65 and _same_predicate(query.text, window):
            return lambda text: denied(text) or text
        swap = self.swap(query, Window(window.text, None))
        return None if swap is None or not changes_all(swap[0], window.text) else lambda text: replace_word(text, *swap, 0)

    def _names_of_both(self, statement: str, window: str) -> tuple[str, str] | None:
        names = [name for name in dict.fromkeys(NAME.findall(" " + statement)) if name in window]
        apart = [(a, b) for a in names for b in names if a < b and not set(words_of(a)) & set(words_of(b))]
        return self.random.choice(apart) if apart else None

    def another(self, answer: str, window: str) -> str | None:
        """What may be mistaken for the answer: another name or number of the window; None for answers of other kinds."""
        pattern = NUMBER if answer[:1].isdigit() else NAME if answer[:1].isupper() else None
        if pattern is None:
            return None
        found = [text for text in {match.group() for match in pattern.finditer(window)} if not set(words_of(text)) & set(words_of(answer))]
        return self.random.choice(sorted(found)) if found else None

    def _names_around(self, query: Query) -> Sequence[str]:
        names = self._names[self.corpus.contexts[query.context].title]
        return names if len(names) <= _MOST_NAMES else self.random.sample(names, _MOST_NAMES)

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
        names = [n for n in self._names_around(query) if n.lower() not in window.lower() and n.lower() not in query.text.lower()]
        if not names:
            return None
        lead = self.random.choice(("in", "in", "for", "with", "besides", "according to"))
        return f"{query.text[:-1].rstrip()} {lead} {self.random.choice(names)}?"


def exchange(pair: tuple[str, str], text: str) -> str:
    """The text with the two names in each other's place."""
    one, other = pair
    return re.sub(rf"\b(?:{re.escape(one)}|{re.escape(other)})\b", lambda match: other if match.group() == one else one, text)


def in_parts(window: Window, change: Change) -> Window:
    """The window changed before, in and behind its answer, and the answer where it stands then."""
    start, end = window.answer or (0, 0)
    before, answer, after = (change(part) for part in (window.text[:start], window.text[start:end], window.text[end:]))
    return Window(before + answer + after, (len(before), len(before) + len(answer)))


def _same_predicate(statement: str, window: Window) -> bool:
    """Whether statement and answering sentence have but one verb with an auxiliary, and the same: "not" put into both denies the same then."""
    sentence = window.text[slice(*window.answer)] if window.answer else ""
    mine, theirs = (list(_PREDICATE.finditer(text)) for text in (statement, sentence))
    return len(mine) == len(theirs) == 1 and mine[0]["verb"][:4].lower() == theirs[0]["verb"][:4].lower()


def follow(window: Window, old: str, new: str) -> Window | None:
    """The window with the word replaced and its answer where it stands then; None when the answer itself is touched."""
    if window.answer is None:
        return None
    if old.lower() in window.text[slice(*window.answer)].lower():
        return None
    return in_parts(window, lambda text: replace_word(text, old, new, 0))


def denied(statement: str) -> str | None:
    """The opposite by "not" put in or taken out; None where that is not plain."""
    if match := _NOT.search(statement):
        return statement[: match.start()] + match["kept"] + statement[match.end() :]
    match = _AUXILIARY.search(statement)
    return None if match is None or match.start() == 0 else f"{statement[: match.end()]} not{statement[match.end() :]}"
