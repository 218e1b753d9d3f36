"""Words to fill documents with: prose that differs from sentence to sentence, the same in every run."""

from __future__ import annotations

import random

_SUBJECTS = ("The harbour board", "A retired teacher", "The ministry", "An engineer from the north", "The fishermen", "Her neighbour", "The museum")
_VERBS = ("decided", "announced", "denied", "remembered", "promised", "wrote in a letter", "told the newspaper")
_OBJECTS = ("the bridge would open", "the mill had been sold", "no ship was lost", "the forest belongs to the village", "the school needs a roof")
_TIMES = ("before the winter", "on a Tuesday", "after the long strike", "within two years", "in the spring of that year")


def sentences(count: int, seed: int = 1) -> list[str]:
    """`count` sentences; each carries a number, so that no two are the same."""
    generator = random.Random(seed)
    return [
        f"{generator.choice(_SUBJECTS)} {generator.choice(_VERBS)} that {generator.choice(_OBJECTS)} {generator.choice(_TIMES)}, as file {seed}-{number} shows."
        for number in range(count)
    ]


def prose(paragraphs: int, seed: int = 1, length: int = 5) -> str:
    """Paragraphs of `length` sentences, parted by blank lines."""
    found = sentences(paragraphs * length, seed)
    return "\n\n".join(" ".join(found[start : start + length]) for start in range(0, len(found), length))
