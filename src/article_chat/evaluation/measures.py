"""What a set of measures is: how each is worked out and what a table calls it; and what every set has of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from article_chat.evaluation.outcomes import Outcome
from article_chat.evaluation.scores import quantile
from article_chat.evaluation.squad import ANSWERABLE, OFF_TOPIC, UNANSWERABLE

Numbers = dict[str, float | int | None]
"""Measure -> its value; None where there is no question of the kind it needs."""


@dataclass(frozen=True, slots=True)
class Measures:
    """`summarise` makes the numbers of outcomes and of how many gold answers were left out; `labels` has a line of the table for each, in order."""

    labels: Mapping[str, str]
    summarise: Callable[[Sequence[Outcome], int], Numbers]


def by_kind(outcomes: Sequence[Outcome]) -> tuple[list[Outcome], list[Outcome], list[Outcome]]:
    """The outcomes of answerable, unanswerable and off-topic questions."""
    yes, no, off = ([o for o in outcomes if o.question.kind == kind] for kind in (ANSWERABLE, UNANSWERABLE, OFF_TOPIC))
    return yes, no, off


def counts(outcomes: Sequence[Outcome], lost: int) -> Numbers:
    """How many questions there were of each kind, and how many gold answers were left out."""
    yes, no, off = map(len, by_kind(outcomes))
    return {"answerable": yes, "unanswerable": no, "off_topic": off, "gold_not_mapped": lost}


def costs(outcomes: Sequence[Outcome]) -> Numbers:
    """Quotes that are not the article's words, and how long questions took."""
    times = sorted(o.seconds for o in outcomes)
    return {"inexact_quotes": sum(o.inexact for o in outcomes), "median_seconds": quantile(times, 0.5), "p95_seconds": quantile(times, 0.95)}
