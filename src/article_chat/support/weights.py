"""The weights of the logistic over the features, as `python -m article_chat.support.fit` prints them."""

from __future__ import annotations

BIAS = 4.0
WEIGHTS = {
    "missing_words": -3.0,
    "missing_anywhere": -2.0,
    "missing_most": -1.0,
    "names_missing": -4.0,
    "names_elsewhere": -1.5,
    "numbers_missing": -5.0,
    "calendar_missing": -4.0,
    "pairs_apart": -1.0,
    "not_copied": -0.7,
    "weakest_clause": -1.5,
    "unfounded": -1.5,
    "unlike": -1.5,
    "unlike_window": -1.5,
    "negation": -4.0,
    "opposite": -4.0,
    "turned": -3.0,
    "hedge": -3.0,
    "universal": -2.0,
    "roles": -4.0,
    "attribution": -3.0,
    "binding": -2.0,
    "clause_unlike": -1.5,
    "instructed": -8.0,
    "reader_disagrees": -1.0,
    "reader_doubts": -0.5,
    "scattered": -1.0,
    "length": -0.3,
}
