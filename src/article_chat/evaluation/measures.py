"""What a set of measures is: how each is worked out and what a table calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from article_chat.evaluation.outcomes import Outcome

Numbers = dict[str, float | int | None]
"""Measure -> its value; None where there is no question of the kind it needs."""


@dataclass(frozen=True, slots=True)
class Measures:
    """`summarise` makes the numbers of outcomes and of how many gold answers were left out; `labels` has a line of the table for each, in order."""

    labels: Mapping[str, str]
    summarise: Callable[[Sequence[Outcome], int], Numbers]
