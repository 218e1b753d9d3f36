"""How well does it answer? A SQuAD 2.0 file in, a table of numbers out.

Each entry of the file is one article: its paragraphs joined by a blank line, so that the passage has to be found as it has in use. Every question
is asked twice: once as a person would (it may be refused) and once without refusing, so that finding and refusing are measured apart.
"""

from article_chat.evaluation.finding import FINDING, LABELS
from article_chat.evaluation.report import Report, evaluate, table
from article_chat.evaluation.scores import auc, best_em, best_f1, mean, normalise
from article_chat.evaluation.squad import ANSWERABLE, OFF_TOPIC, UNANSWERABLE, Document, Question, overlaps, read_squad
from article_chat.evaluation.whole import WHOLE

__all__ = [
    "ANSWERABLE",
    "FINDING",
    "LABELS",
    "OFF_TOPIC",
    "UNANSWERABLE",
    "WHOLE",
    "Document",
    "Question",
    "Report",
    "auc",
    "best_em",
    "best_f1",
    "evaluate",
    "mean",
    "normalise",
    "overlaps",
    "read_squad",
    "table",
]
