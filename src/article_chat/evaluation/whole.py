"""What a person meets: how much is answered, how much of that is right, and how much of it rules tell and not the reader.

A question is answered by what cites the article; a reply to small talk, or that some words don't occur, is neither an answer nor a refusal.
"""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.evaluation.finding import LABELS as FOUND
from article_chat.evaluation.measures import Measures, Numbers, by_kind, costs, counts
from article_chat.evaluation.outcomes import Outcome, hit_rank
from article_chat.evaluation.scores import best_f1, mean


def summarise(outcomes: Sequence[Outcome], lost: int) -> Numbers:
    """All measures over `outcomes`."""
    yes, no, off = by_kind(outcomes)
    answered = [o for o in yes if o.answer.citations]
    ranks = [hit_rank(o.answer.citations, o.question) for o in answered]
    told = [o for o in outcomes if o.by_rules]
    return {
        **counts(outcomes, lost),
        "answerable_answered": _answered(yes),
        "unanswerable_answered": _answered(no),
        "off_topic_answered": _answered(off),
        "answerable_refused": _refused(yes),
        "unanswerable_refused": _refused(no),
        "off_topic_refused": _refused(off),
        "answered_hit_at_1": mean(rank == 1 for rank in ranks),
        "answered_hit_at_any": mean(rank is not None for rank in ranks),
        "answered_f1": mean(best_f1(o.prediction, o.question.answers) for o in answered),
        "told_by_rules": len(told),
        "rules_right": mean(hit_rank(o.answer.citations, o.question) == 1 for o in told),
        "reader_right": mean(hit_rank(o.cited, o.question) == 1 for o in told),
        **costs(outcomes),
    }


def _answered(outcomes: Sequence[Outcome]) -> float | None:
    return mean(bool(o.answer.citations) for o in outcomes)


def _refused(outcomes: Sequence[Outcome]) -> float | None:
    return mean(not o.answer.answered for o in outcomes)


LABELS = {
    **{name: FOUND[name] for name in ("answerable", "unanswerable", "off_topic", "gold_not_mapped")},
    "answerable_answered": "answerable answered",
    "unanswerable_answered": "unanswerable answered",
    "off_topic_answered": "off-topic answered",
    "answerable_refused": "answerable refused",
    "unanswerable_refused": "unanswerable refused",
    "off_topic_refused": "off-topic refused",
    "answered_hit_at_1": "answered: first citation overlaps gold",
    "answered_hit_at_any": "answered: any does",
    "answered_f1": "answered: short answer F1",
    "told_by_rules": "told by rules, not by the reader",
    "rules_right": "… of these right",
    "reader_right": "… of these right by the reader alone",
    **{name: FOUND[name] for name in ("inexact_quotes", "median_seconds", "p95_seconds")},
}
"""What each measure is called in the table, in order."""

WHOLE = Measures(LABELS, summarise)
