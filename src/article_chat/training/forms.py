"""Other words and other forms of a word, spelled out, for statements that are made: synonyms, opposites, and endings."""

from __future__ import annotations

from functools import cache

from article_chat.support.lexicon import EXCLUSIVE, OPPOSITES, SAME
from article_chat.support.words import stem


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each stem, words of its groups of near synonyms, spelled out."""
    table: dict[str, set[str]] = {}
    for group in SAME.replace("\n", "|").split("|"):
        for word in group.split():
            table.setdefault(stem(word), set()).update(other for other in group.split() if stem(other) != stem(word))
    return {key: tuple(sorted(words)) for key, words in table.items()}


@cache
def antonyms() -> dict[str, tuple[str, ...]]:
    """For each stem, words that contradict it, spelled out."""
    table: dict[str, set[str]] = {}
    for entry in OPPOSITES.split():
        left, _, right = entry.partition("/")
        table.setdefault(stem(left), set()).update(right.split(","))
    for line in EXCLUSIVE.splitlines():
        for word in line.split():
            table.setdefault(stem(word), set()).update(other for other in line.split() if other != word)
    return {key: tuple(sorted(words)) for key, words in table.items()}


def inflected(word: str, like: str) -> str:
    """`word` with the ending of `like`, as far as plain rules go: ("rise", "falls") gives "rises"."""
    base = word[:-1] if word.endswith("e") else word
    if like.endswith("ing") and not word.endswith("ing"):
        return base + "ing"
    if like.endswith("ed") and not word.endswith("ed"):
        return base + "ed"
    return word + "s" if like.endswith("s") and not like.endswith("ss") and not word.endswith("s") else word
