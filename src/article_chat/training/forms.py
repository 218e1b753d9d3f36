"""Other words and other forms of a word, spelled out, for statements that are made: synonyms, opposites, and the endings and pasts of verbs."""

from __future__ import annotations

import re
from functools import cache

from article_chat.support.lexicon import EXCLUSIVE, OPPOSITES, SAME
from article_chat.support.words import IRREGULAR, stem


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


def past_of(verb: str) -> str:
    """The past of a verb given in its base form: ("take") gives "took"."""
    if verb in _pasts():
        return _pasts()[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) is not None or verb.endswith(("mit", "fer", "cur", "rol"))
    return f"{verb}{verb[-1] if doubled else ''}ed"


def third_person_of(verb: str) -> str:
    """The form behind "she": ("carry") gives "carries"."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"


@cache
def _pasts() -> dict[str, str]:
    groups = [line.split() for line in re.split(r"[|\n]", IRREGULAR) if line]
    listed = {words[0]: next((word for word in words[1:] if not word.endswith("ing")), words[0]) for words in reversed(groups)}
    return listed | {"be": "was", "have": "had", "put": "put", "let": "let"}
