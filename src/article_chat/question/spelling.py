"""How people type: names in lower case, letters slipped. Put as the article writes them, and nothing that might be meant is touched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

MOST_CHARS = 1_000_000
"""Characters of an article whose words are learned: what is written only behind them is seldom asked for by a slip."""
LEAST_LETTERS = 4
"""A shorter word is too near to too many others."""
LONG_WORD = 8
"""From so many letters on, two slips may be mended."""
ENDING = 4
"""Last letters that are the same in two spellings of one word: other forms of it end otherwise."""

_WORD = re.compile(r"[^\W\d_]+")
_STARTS = '.!?:"“(\n|'
_JOINS = "-‐‑"
"""Behind these stands a part of a name, which names nothing by itself: "clean" of "Vita-Clean"."""


class Spelling:
    """The words of the open articles. `knows` tells whether a word in lower case is an ordinary one, article or not."""

    def __init__(self, texts: Iterable[str], knows: Callable[[str], bool]) -> None:
        self._texts = [text[:MOST_CHARS] for text in texts]
        self._knows = knows

    def with_capitals(self, question: str) -> str:
        """The question with the capitals that the articles give its names, where it has none of its own."""
        if any(match.group()[0].isupper() and match.start() for match in _WORD.finditer(question)):
            return question
        return _WORD.sub(lambda match: self._names.get(match.group().lower(), match.group()), question)

    def without_slips(self, question: str) -> str:
        """The question with words that nobody knows put as the one word of the articles that they nearly are."""
        return _WORD.sub(lambda match: self._mended(match.group()), question)

    def _mended(self, word: str) -> str:
        from rapidfuzz.distance.OSA import distance

        low = word.lower()
        if other := self._same_word(low):
            return other.capitalize() if word[0].isupper() else other
        if len(word) < LEAST_LETTERS or not word.isascii() or self._is_known(low) or (low.endswith("s") and self._is_known(low[:-1])):
            return word  # "whos" lacks no letter, but an apostrophe
        most = 2 if len(low) >= LONG_WORD else 1
        near = [(distance(low, other, score_cutoff=most), other) for other in self._by_initial.get(low[0], ()) if _may_be(low, other)]
        least = min((count for count, _ in near), default=most + 1)
        found = [other for count, other in near if count == least]
        if least > most or len(found) != 1:
            return word
        if word[0].isupper() and (low.startswith(found[0]) or found[0].startswith(low)):
            return word  # a name given with a capital is rather another name: "Ivanova" is not "Ivanov"
        return self._names.get(found[0], found[0].capitalize() if word[0].isupper() else found[0])

    def _same_word(self, low: str) -> str:
        """The word of the articles that this one is with a letter left out or put in: "retirment" has the stem of "retired" and is no form of it."""
        if len(low) < LONG_WORD or not low.isascii() or low in self._words or self._knows(low):
            return ""
        near = [other for other in self._by_initial.get(low[0], ()) if abs(len(other) - len(low)) == 1 and other[-ENDING:] == low[-ENDING:]]
        found = [other for other in near if self._stem(other) == self._stem(low) and _is_one_off(low, other)]
        return found[0] if len(found) == 1 else ""

    def _is_known(self, low: str) -> bool:
        return low in self._words or self._knows(low) or any(self._stem(form) in self._stems for form in _spellings(low))

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(word.lower() for text in self._texts for word in _WORD.findall(text))

    @cached_property
    def _by_initial(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) >= LEAST_LETTERS:
                found.setdefault(word[0], []).append(word)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """Lower-case word -> how it is written, for words with a capital inside sentences and never without one."""
        inside: Counter[str] = Counter()
        small: set[str] = set()
        for text in self._texts:
            for match in _WORD.finditer(text):
                word = match.group()
                if word.islower():
                    small.add(word)
                elif match.start() and text[match.start() - 1] not in _JOINS and not _opens(text, match.start()):
                    inside[word] += 1
        return {word.lower(): word for word, _ in sorted(inside.items(), key=lambda item: item[1]) if word.lower() not in small}

    @cached_property
    def _stem(self) -> Callable[[str], str]:
        import Stemmer

        stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
        return stem

    @cached_property
    def _stems(self) -> set[str]:
        return {self._stem(word) for word in self._words}


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, or what is written like one, begins at `start`."""
    return text[max(0, start - 3) : start].strip(" ")[-1:] in _STARTS


def _spellings(word: str) -> set[str]:
    """The word as it is written, and as it would be on the other side of the Atlantic: "organizes" is no slip for "organised"."""
    return {word, *(word.replace(one, other) for pair in (("iz", "is"), ("yz", "ys"), ("or", "our")) for one, other in (pair, pair[::-1]))}


def _is_one_off(word: str, other: str) -> bool:
    """Whether one word is the other with one letter more."""
    shorter, longer = sorted((word, other), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _may_be(word: str, other: str) -> bool:
    """Cheap: whether two words can be a slip or two apart."""
    return abs(len(word) - len(other)) <= 1 and len(set(word) ^ set(other)) <= 4
