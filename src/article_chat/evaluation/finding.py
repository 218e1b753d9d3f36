"""How well the reader finds, and how well it tells when there is nothing to find, each apart from the other."""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.evaluation.measures import Measures, Numbers, by_kind, costs, counts
from article_chat.evaluation.outcomes import Outcome, hit_rank, short_answer
from article_chat.evaluation.scores import auc, best_em, best_f1, mean
from article_chat.evaluation.squad import overlaps


def summarise(outcomes: Sequence[Outcome], lost: int) -> Numbers:
    """All measures over `outcomes`."""
    yes, no, off = by_kind(outcomes)
    ranks = [hit_rank(o.cited, o.question) for o in yes]
    kept = [hit_rank(o.answer.citations, o.question) if o.answer.answered else None for o in yes]
    short = [(short_answer(o.considered), o.question.answers) for o in yes]
    squad = [(o.prediction, o.question.answers) for o in (*yes, *no)]
    sure_yes, sure_no, sure_off = ([o.considered.confidence for o in group] for group in (yes, no, off))
    return {
        **counts(outcomes, lost),
        "hit_at_1": mean(rank == 1 for rank in ranks),
        "hit_at_2": mean(rank is not None and rank <= 2 for rank in ranks),
        "hit_at_any": mean(rank is not None for rank in ranks),
        "hit_at_1_with_refusals": mean(rank == 1 for rank in kept),
        "hit_at_any_with_refusals": mean(rank is not None for rank in kept),
        "sentence_precision": mean(overlaps(c, o.question) for o in yes for c in o.cited),
        "span_em": mean(best_em(p, gold) for p, gold in short),
        "span_f1": mean(best_f1(p, gold) for p, gold in short),
        "squad2_em": mean(best_em(p, gold) for p, gold in squad),
        "squad2_f1": mean(best_f1(p, gold) for p, gold in squad),
        "refused_rightly": mean(not o.answer.answered for o in no),
        "refused_wrongly": mean(not o.answer.answered for o in yes),
        "off_topic_refused": mean(not o.answer.answered for o in off),
        "auc_unanswerable": auc(sure_yes, sure_no),
        "auc_off_topic": auc(sure_yes, sure_off),
        **costs(outcomes),
    }


LABELS = {
    "answerable": "questions: answerable",
    "unanswerable": "questions: written unanswerable",
    "off_topic": "questions: from other articles",
    "gold_not_mapped": "gold answers not found in the text",
    "hit_at_1": "first citation overlaps gold",
    "hit_at_2": "one of the first two does",
    "hit_at_any": "any does",
    "hit_at_1_with_refusals": "first does, refusals count as misses",
    "hit_at_any_with_refusals": "any does, refusals count as misses",
    "sentence_precision": "citations that overlap gold",
    "span_em": "short answer exact, without refusing",
    "span_f1": "short answer F1, without refusing",
    "squad2_em": "SQuAD 2.0 exact, with refusals",
    "squad2_f1": "SQuAD 2.0 F1, with refusals",
    "refused_rightly": "unanswerable refused",
    "refused_wrongly": "answerable refused",
    "off_topic_refused": "off-topic refused",
    "auc_unanswerable": "AUC of confidence, against unanswerable",
    "auc_off_topic": "AUC of confidence, against off-topic",
    "inexact_quotes": "citations that are not the article's words",
    "median_seconds": "seconds a question, median",
    "p95_seconds": "seconds a question, 95th percentile",
}
"""What each measure is called in the table, in order."""

FINDING = Measures(LABELS, summarise)
