"""The weights of the logistic over the features, as `python -m article_chat.support.fit` printed them; none counts in favour."""

from __future__ import annotations

BIAS = 3.09
WEIGHTS = {
    "missing_words": -0.70,
    "missing_anywhere": -0.50,
    "missing_most": -0.30,
    "names_missing": -4.69,
    "names_elsewhere": -1.51,
    "numbers_missing": -4.59,
    "calendar_missing": -4.37,
    "pairs_apart": -0.20,
    "not_copied": -0.40,
    "longest_gap": -1.39,
    "other_subject": -1.50,
    "weakest_clause": 0.00,
    "unfounded": -0.61,
    "unlike": -1.69,
    "unlike_window": -2.69,
    "clause_unlike": -0.11,
    "negation": -4.72,
    "opposite": -4.39,
    "turned": -3.66,
    "hedge": -4.06,
    "universal": -3.15,
    "roles": -4.76,
    "attribution": -3.38,
    "binding": -2.58,
    "instructed": -8.00,
    "reader_disagrees": -0.28,
    "reader_doubts": -0.49,
    "scattered": -0.58,
    "length": -0.10,
}
