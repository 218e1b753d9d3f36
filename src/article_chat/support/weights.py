"""The weights of the logistic over the features, as `python -m article_chat.support.fit` printed them; none counts in favour."""

from __future__ import annotations

BIAS = 3.09
WEIGHTS = {
    "missing_words": -0.70,
    "missing_anywhere": -0.50,
    "missing_most": -0.30,
    "names_missing": -4.72,
    "names_elsewhere": -3.00,
    "numbers_missing": -4.63,
    "calendar_missing": -4.38,
    "pairs_apart": -0.20,
    "not_copied": -0.40,
    "longest_gap": -1.19,
    "other_subject": -1.15,
    "weakest_clause": 0.00,
    "unfounded": -0.65,
    "unlike": -1.44,
    "unlike_window": -2.39,
    "clause_unlike": -0.07,
    "negation": -4.82,
    "opposite": -4.33,
    "turned": -3.67,
    "hedge": -4.02,
    "universal": -3.20,
    "roles": -4.34,
    "attribution": -3.00,
    "binding": -2.55,
    "instructed": -8.00,
    "reader_disagrees": -0.24,
    "reader_doubts": -0.65,
    "scattered": -0.66,
    "length": -0.10,
}
