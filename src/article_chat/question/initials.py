"""Initials as the article writes them: who asks about the US is asked about the U.S. where that is how it is written, or about the United States.

The models tell no capitals from small letters, so that "the US" is "the us" to them; and a name spelt out has no word in common with its initials.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

MOST_CHARS = 1_000_000
"""Characters of an article that are looked through."""

_SHORT = re.compile(r"\b(?:(?:[A-Z]\.){2,}|[A-Z]{2,6}\b)")
_LOWER_US = re.compile(r"(?<=\bthe )us\b(?! all| both| two)")
_SMALL = r"(?:of the|of|the|and|for|on|in|to|de|&)"
_CAPITAL = r"[A-Z][\w’'-]*[a-z](?:-[A-Z][\w’'-]*)?"
_NAME = re.compile(rf"\b{_CAPITAL}(?: (?:{_SMALL} )?{_CAPITAL})+")
_BEGINS = re.compile(r"[A-Z]")
_COUNTRIES = (("US", "USA"), ("UK", "GB"))
"""Initials of the same."""
_SHORTEST_ALONE = 3
"""Initials of fewer letters are taken for those of a name only where "the" stands before it: they fit too many."""


class Initials:
    """How some texts write initials, and what they stand for there."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text[:MOST_CHARS] for text in texts]

    def as_written(self, question: str) -> str:
        """The question with its initials in the article's style, or spelt out, and names as initials, where the article has them no other way."""
        if question.isupper():
            return question
        question = _SHORT.sub(lambda match: self._written(match.group()) or match.group(), question)
        question = _LOWER_US.sub(lambda match: self._written("US") or match.group(), question)
        return _NAME.sub(lambda match: self._shortened(match.group(), question[: match.start()]), question)

    def _written(self, initials: str) -> str | None:
        """The initials as the texts write them, else the name that they stand for; None where the texts have neither."""
        letters = initials.replace(".", "")
        kindred = next((kind for kind in _COUNTRIES if letters in kind), (letters,))
        if initials in self._found:
            return initials
        return next((self._styles[one] for one in kindred if one in self._styles), None) or next(filter(None, map(self._in_full, kindred)), None)

    def _in_full(self, letters: str) -> str | None:
        return next((name for text in self._texts for name in _spelt_out(letters, text)), None)

    def _shortened(self, name: str, before: str) -> str:
        """A name of the question as initials where the texts have it as these alone; without a capitalised word that opens the question."""
        if any(name in text for text in self._texts):
            return name
        opening, _, rest = name.partition(" ")
        if not before.strip() and " " in rest and (short := self._shortened(rest, f"{opening} ")) != rest:
            return f"{opening} {short}"
        letters = _letters(name)
        known = len(letters) >= _SHORTEST_ALONE or before.lower().endswith("the ")
        return self._styles.get(letters, name) if known else name

    @cached_property
    def _found(self) -> Counter[str]:
        """The initials of the texts, as they are written, and how often."""
        return Counter(match.group() for text in self._texts for match in _SHORT.finditer(text))

    @cached_property
    def _styles(self) -> dict[str, str]:
        """Letters -> how they are written most, with full stops or without."""
        return {style.replace(".", ""): style for style, _ in reversed(self._found.most_common())}


def _letters(name: str) -> str:
    return "".join(_BEGINS.findall(" ".join(word[:1] for word in name.replace("-", " ").split())))


def _spelt_out(letters: str, text: str) -> Iterator[str]:
    """The names of a text that have these initials, as a whole or behind or before other words with a capital."""
    between = rf"[a-z’'-]*(?:[ -](?:{_SMALL} )?)"
    article = "" if len(letters) >= _SHORTEST_ALONE else r"(?<=\bthe )"
    pattern = re.compile(rf"{article}\b{between.join(letters)}[a-z’'-]+\b")
    yield from (match.group() for match in pattern.finditer(text))
