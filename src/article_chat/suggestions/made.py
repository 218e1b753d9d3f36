"""What a rule makes of a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Made(NamedTuple):
    """A question of one kind. `meant` are the words of the sentence among which its short answer has to lie, "" where any place in it will do."""

    kind: str
    question: str
    meant: str = ""
