"""The question with people called as the article calls them: one who is Vladimir Putin once and Putin from then on is asked about as Putin.

To the reader "President Vladimir Putin" is hardly the man of a sentence that says "Putin", and what a sentence lacks of a name counts against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from article_chat.reader.reported import asks_for_words
from article_chat.writing import HONORIFICS, TITLES, folded, is_abbreviated

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_OPENERS = frozenset('.?!:;"“”‘([\n–—•|')
_LEADING = frozenset(
    "when while after before as if since until although though because however but and or so yet still then now later earlier meanwhile today yesterday "
    "tomorrow even only also once both neither in on at for from with without to by under despite during like unlike did does do is was has had will would "
    "can could should why where what who how which whose whom".split()
)
"""Words that begin a sentence with somebody's name behind them."""
_NEAR = 4
"""Characters before a word in which what opens a sentence is looked for."""
_ARTICLES = frozenset("the a an".split())
_OPENS_A_CLAUSE = frozenset("while whereas but though although because when after before that".split())
"""Words behind which somebody's name is that of who does what follows."""
_BEFORE_PLACES = frozenset("in into near across throughout".split())
_OF_PLACES = frozenset("north south east west northern southern eastern western central new old great greater upper lower united saint st san santa".split())
"""What a place is called by that is another one without it."""
_THE_TITLE = re.compile(rf"\b[Tt]he (?P<title>(?:(?:{'|'.join(sorted(TITLES))})(?![\w]) ?)++)(?!of\b|(?-i:[A-Z])|['’])", re.IGNORECASE)


class HasText(Protocol):
    """Anything with words."""

    @property
    def text(self) -> str:
        """The words."""


Worded = TypeVar("Worded", bound=HasText)


@dataclass(slots=True)
class _Use:
    """How the passages use the last word of a name: by itself, behind which words, for whom (the last word before it that is no title), and whether
    for anything but somebody."""

    alone: bool = False
    behind: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    of_a_thing: bool = False

    @property
    def is_surname(self) -> bool:
        """Whether it calls one person, and that one by this word alone too."""
        return self.alone and not self.of_a_thing and len(self.given) <= 1 and self.given.isdisjoint(_OF_PLACES)


def as_called(question: str, passages: Sequence[str]) -> str:
    """The question without the titles and given names of those whom the passages call by their surname too, and nobody else by it.

    Where it asks what "the mayor" said, that is who bears the title there, if one does.
    """
    question = _with_the_bearer(question, passages)
    words = list(_WORD.finditer(question))
    uses = _uses(passages, {folded(word.group()) for word in words})
    place = len(words) - 1
    while place > 0:
        use = uses.get(folded(words[place].group()))
        first = _first_of_name(words, place, use.behind | HONORIFICS) if use and use.is_surname else place
        if first < place and (first == 0 or words[first - 1].group().lower() not in _ARTICLES):
            question = question[: words[first].start()] + question[words[place].start() :]
        place = first - 1
    return question


def without_namesakes(question: str, sentences: Sequence[Worded], passages: Sequence[str], *, marked: Callable[[Worded], int] = lambda _: 0) -> list[Worded]:
    """The sentences without those that name somebody else of the same surname, where the passages name both; all of them where each does.

    To the reader "Anna Berg" is nearly the woman of a sentence that says "Ida Berg". In one that names both, it is the clause that tells of whom the
    words are that it marked: `marked` says at which character of the sentence they begin.
    """
    named = {name[-1]: name[-2] for _, name in _names(question, frozenset()) if len(name) > 1}
    uses = _uses(passages, set(named)) if named else {}
    asked = {last: given for last, given in named.items() if last in uses and given in uses[last].given and len(uses[last].given) > 1}
    kept = [one for one in sentences if not any(_is_of_another(one.text, marked(one), given, last) for last, given in asked.items())] if asked else []
    return kept or list(sentences)


def _is_of_another(sentence: str, marked: int, given: str, last: str) -> bool:
    """Whether the sentence has the surname behind other given names only, or the clause that holds what begins at `marked` opens with such a name."""
    named = [name for _, name in _names(sentence, frozenset()) if name[-1] == last]
    clauses = [(before, name) for before, name in _names(sentence[:marked], frozenset()) if name[-1] == last][-1:]
    opening = [name for before, name in clauses if before in _OPENS_A_CLAUSE]
    return any(names and all(len(name) > 1 and name[-2] not in TITLES and given not in name for name in names) for names in (named, opening))


def _with_the_bearer(question: str, passages: Sequence[str]) -> str:
    """A question for the words of "the mayor" with the only name behind that title: a sentence that reports words of "Dorsey" names no mayor."""
    asked = _THE_TITLE.search(question)
    if asked is None or asks_for_words(question) is None:
        return question
    title = asked["title"].lower().split()
    named = {tuple(name) for passage in passages for _, name in _names(passage, frozenset())}
    bearers = {name[len(title) :] for name in named if list(name[: len(title)]) == title and len(name) > len(title)}
    surnames, given = {name[-1] for name in bearers}, {name[:-1] for name in bearers if name[:-1]}
    return question if len(surnames) != 1 or len(given) > 1 else question.replace(asked.group().rstrip(), surnames.pop().title(), 1)


def _first_of_name(words: Sequence[re.Match[str]], place: int, before: frozenset[str] | set[str]) -> int:
    """Where a name with these words in front begins, whose surname stands at `place`."""
    while place and words[place - 1].group().lower() in before:
        place -= 1
    return place


def _uses(passages: Sequence[str], wanted: set[str]) -> dict[str, _Use]:
    """How the passages use each of the `wanted` words, in lower case, that they write with a capital."""
    found: dict[str, _Use] = {}
    small = _LEADING.union(word for passage in passages for word in re.findall(r"\b[a-z][\w'’-]*", passage))
    for passage in passages:
        for before, name in _names(passage, small):
            *front, last = name
            for word in wanted.intersection(front):
                found.setdefault(word, _Use()).of_a_thing = True
            if last in wanted - small - TITLES:
                use = found.setdefault(last, _Use())
                use.alone |= not front
                use.behind.update(front)
                use.given.update([front[-1]] if front and front[-1] not in TITLES else ())
                use.of_a_thing |= before in _ARTICLES | _BEFORE_PLACES and TITLES.isdisjoint(front)
    return found


def _names(passage: str, small: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """(word before it, its words), in lower case, of every run of words with a capital; a sentence's first word is none where it is also written small."""
    words = list(_WORD.finditer(passage))
    run: list[str] = []
    before = ""
    for position, word in enumerate(words):
        if not word.group()[0].isupper() or (_opens(passage, word.start()) and word.group().lower() in small):
            continue
        if not run:
            before = words[position - 1].group().lower() if position else ""
        run.append(folded(word.group()))
        if before in _BEFORE_PLACES and _is_owner(word):
            before = ""  # "in Putin's view"
        if not _goes_on(passage, word, words[position + 1 : position + 2]):
            yield before, run
            run = []


def _opens(passage: str, position: int) -> bool:
    """Whether a sentence, or what is written like one, begins at `position`."""
    before = passage[max(0, position - _NEAR) : position].rstrip(" \t")
    return before[-1] in _OPENERS if before else position <= _NEAR


def _is_owner(word: re.Match[str]) -> bool:
    return folded(word.group()) != word.group().lower()


def _goes_on(passage: str, word: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
    """Whether the next word belongs to the same name: one space away, a full stop between them only behind an initial or "Mr"."""
    if not following or not following[0].group()[0].isupper() or _is_owner(word):
        return False
    between = passage[word.end() : following[0].start()]
    return between == " " or (between == ". " and is_abbreviated(word.group() + "."))
