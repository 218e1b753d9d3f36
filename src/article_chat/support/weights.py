"""How much each reason to doubt weighs while windows of sentences are compared, before the reader is asked; set by hand. What decides is `trees.py`."""

from __future__ import annotations

WEIGHTS = {
    "missing_words": 3.0, "missing_anywhere": 2.0, "missing_most": 1.0, "names_missing": 4.0, "names_elsewhere": 3.0, "numbers_missing": 5.0, "new_figure": 1.0,
    "calendar_missing": 4.0, "pairs_apart": 1.0, "not_copied": 0.7, "new_pairs": 0.5, "other_subject": 1.5, "other_agent": 2.0, "stranger": 3.0,
    "crossed": 4.0, "order": 3.0, "added_detail": 1.5, "exchanged": 2.0, "moved": 1.0, "uneven": 2.0, "unfounded": 2.0, "unlike_window": 1.5,
    "negation": 4.0, "opposite": 4.0, "turned": 3.0, "hedge": 3.0, "universal": 2.0, "roles": 4.0, "attribution": 3.0, "binding": 3.0,
    "instructed": 8.0, "scattered": 1.0, "length": 0.3, "other_amount": 5.0,
}  # fmt: skip


def doubtfulness(values: dict[str, float]) -> float:
    """The weighted sum of the reasons to doubt; what the reader finds is not among them."""
    return sum(weight * values[name] for name, weight in WEIGHTS.items())
