"""Scores of short answers against gold ones, as SQuAD defines them, and of confidence."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence


def normalise(text: str) -> str:
    """SQuAD's: lower case, no punctuation, no articles, single spaces."""
    bare = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def best_em(prediction: str, gold: Sequence[str]) -> float:
    """1.0 when the normalised prediction is one of the answers; without answers, when it is empty."""
    return float(normalise(prediction) in {normalise(g) for g in gold or ("",)})


def best_f1(prediction: str, gold: Sequence[str]) -> float:
    """Largest F1 of the words of `prediction` against one of the answers; without answers, 1.0 when it is empty."""
    return max(_f1(normalise(prediction).split(), normalise(g).split()) for g in gold or ("",))


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """The chance that a positive scores above a negative, ties counting half; None when there are none of either."""
    if not positives or not negatives:
        return None
    ranked = sorted([(p, 1) for p in positives] + [(n, 0) for n in negatives])
    total, position = 0.0, 0
    while position < len(ranked):
        end = position
        while end < len(ranked) and ranked[end][0] == ranked[position][0]:
            end += 1
        total += sum(label for _, label in ranked[position:end]) * (position + 1 + end) / 2
        position = end
    count = len(positives)
    return (total - count * (count + 1) / 2) / (count * len(negatives))


def mean(values: Iterable[float]) -> float | None:
    """The mean; None of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """Linear between the two nearest of `ordered`."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _f1(prediction: Sequence[str], gold: Sequence[str]) -> float:
    if not prediction or not gold:
        return float(not prediction and not gold)
    common = (Counter(prediction) & Counter(gold)).total()
    return 2 * common / (len(prediction) + len(gold))
