"""The weights of the logistic over the features, as `python -m article_chat.support.fit` printed them; none counts in favour."""

from __future__ import annotations

BIAS = 3.12
WEIGHTS = {
    "missing_words": -0.70,
    "missing_anywhere": -0.50,
    "missing_most": -0.30,
    "names_missing": -4.72,
    "names_elsewhere": -3.00,
    "numbers_missing": -4.66,
    "calendar_missing": -4.40,
    "pairs_apart": -0.20,
    "not_copied": -0.40,
    "longest_gap": -1.17,
    "other_subject": -1.33,
    "weakest_clause": 0.00,
    "unfounded": -0.74,
    "unlike": -1.47,
    "unlike_window": -2.49,
    "clause_unlike": -0.06,
    "negation": -4.83,
    "opposite": -4.35,
    "turned": -3.68,
    "hedge": -4.04,
    "universal": -3.20,
    "roles": -4.38,
    "attribution": -3.40,
    "binding": -2.43,
    "instructed": -8.00,
    "reader_disagrees": -0.14,
    "reader_doubts": -0.67,
    "scattered": -0.62,
    "length": -0.10,
}
