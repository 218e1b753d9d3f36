"""The weights of the logistic over the features, as `python -m article_chat.support.fit` printed them; none counts in favour."""

from __future__ import annotations

BIAS = 3.05
WEIGHTS = {
    "missing_words": -0.70,
    "missing_anywhere": -0.50,
    "missing_most": -0.30,
    "names_missing": -4.80,
    "names_elsewhere": -3.00,
    "numbers_missing": -4.63,
    "calendar_missing": -4.39,
    "pairs_apart": -0.20,
    "not_copied": -0.40,
    "longest_gap": -1.18,
    "other_subject": -1.06,
    "weakest_clause": 0.00,
    "unfounded": -0.57,
    "unlike": -1.44,
    "unlike_window": -2.44,
    "clause_unlike": -0.05,
    "negation": -4.79,
    "opposite": -4.31,
    "turned": -3.66,
    "hedge": -4.11,
    "universal": -3.18,
    "roles": -4.34,
    "attribution": -3.00,
    "binding": -2.65,
    "instructed": -8.00,
    "reader_disagrees": -0.14,
    "reader_doubts": -0.70,
    "scattered": -0.63,
    "length": -0.10,
}
