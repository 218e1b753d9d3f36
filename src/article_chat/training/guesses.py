"""What a reader pointed at for a question, and whether it was right; `guessing.py` finds them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Guess:
    """A question and the words found for it: characters `start` to `end` of the passage with the key `passage`; `right` when they answer it there."""

    passage: str
    question: str
    start: int
    end: int
    right: bool


def load_guesses(path: Path) -> Mapping[str, Sequence[Guess]]:
    """By the key of the passage. The file has a JSON object a line."""
    found: dict[str, list[Guess]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            guess = Guess(**json.loads(line))
            found.setdefault(guess.passage, []).append(guess)
    return found
