"""Abbreviations that a text spells out itself: "the North Sea Union (NSU)", "NSU (North Sea Union)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span

_LETTERS = r"[A-Z][A-Za-z&.-]{0,8}[A-Z.]"
_BEHIND = re.compile(rf"\((?P<letters>{_LETTERS})s?\)")
_BEFORE = re.compile(rf"(?<![\w(])(?P<letters>{_LETTERS}) \((?P<full>[^()]{{4,80}})\)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FAR = 200
"""Characters before the bracket in which what it abbreviates may stand; of a hostile text, all before each of its brackets took the square of its length."""
_SMALL = frozenset("of the and for in on a an to at de la du des und".split())
"""Words that an abbreviation may leave out."""


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An abbreviation and what it stands for, where the text says so: `full` is within `sentence`, a sentence of it."""

    letters: str
    full: Span
    sentence: Span


def short_forms(text: str, sentences: Sequence[Span]) -> Iterator[ShortForm]:
    """The abbreviations that the text spells out, in order, each once."""
    met = set[str]()
    for sentence in sentences:
        said = text[slice(*sentence)]
        for letters, full in (*_spelled_before(said), *_spelled_behind(said)):
            if letters not in met:
                met.add(letters)
                yield ShortForm(letters, (sentence[0] + full[0], sentence[0] + full[1]), sentence)


def _spelled_before(said: str) -> Iterator[tuple[str, Span]]:
    """ "The North Sea Union (NSU)": as many words before the bracket as spell it."""
    for match in _BEHIND.finditer(said):
        words = [word.span() for word in _WORD.finditer(said, max(0, match.start() - _FAR), match.start())]
        for first in range(len(words) - 1, -1, -1):
            span = (words[first][0], words[-1][1])
            if said[span[0]].lower() == match["letters"][0].lower() and _spells(match["letters"], said[slice(*span)]):
                yield match["letters"], span
                break


def _spelled_behind(said: str) -> Iterator[tuple[str, Span]]:
    """ "NSU (North Sea Union)"."""
    for match in _BEFORE.finditer(said):
        if _spells(match["letters"], match["full"]):
            yield match["letters"], match.span("full")


def _spells(letters: str, words: str) -> bool:
    """Whether the first letters of the words are those of the abbreviation, small words left out or not."""
    wanted = re.sub(r"[^a-z]", "", letters.lower())
    said = re.findall(r"[^\W\d_]+", words.lower())
    return len(wanted) > 1 and wanted in ("".join(word[0] for word in said), "".join(word[0] for word in said if word not in _SMALL))
