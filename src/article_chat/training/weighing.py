"""Weights of the ranking and of the confidence, fitted on questions that were asked: conditional logits and logistic regressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from article_chat.reader.ranking import Candidate, confidence_features, rank_features
from article_chat.reader.second_look import MOST_LOOKED_AT, contenders, second_features, settled, settled_order
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.asked import Array, Asked

RANK = ("margin", "passage", "dense", "lexical")
CONFIDENCE = ("margin", "again", "borne", "dense", "named", "unnamed")
"""What the confidence is fitted on. "reported" tells of few questions: it has a fit of its own, on top of the others."""
SECOND = ("score", "again", "borne")
SHRINK = 0.01
C = 0.3
"""How little the weights of the confidence are shrunk."""
FOLLOW_UPS_ANSWERED = 0.84
"""Share of the follow-up questions of people that the text answers: 1,026 of 1,226 in the development half of CANARD."""


@dataclass(frozen=True, slots=True)
class Order:
    """The weights by which candidates are ranked, and those by which the first of them are settled after a second look."""

    rank: Mapping[str, float]
    second: Mapping[str, float]


def fit_order(asked: Sequence[Asked]) -> Order:
    """The ranking, and on top of it how its first candidates are settled."""
    rank = fit_rank(asked)
    return Order(rank, fit_second(asked, rank))


def fit_rank(asked: Sequence[Asked]) -> dict[str, float]:
    """Weights of the conditional logit: which of the sentences holds the answer."""
    return _fit_logit(RANK, [(_columns(a.candidates), a.holds) for a in asked if a.holds.any()])


def fit_second(asked: Sequence[Asked], rank: Mapping[str, float]) -> dict[str, float]:
    """Weights of a second one, over the first candidates under `rank`: only where one of them holds the answer and one does not."""
    rows = []
    for a in asked:
        candidates, holds = ranked_by(a, rank)
        looked = candidates[:MOST_LOOKED_AT]
        rows.append((np.array([[second_features(one)[name] for name in SECOND] for one in looked]), holds[: len(looked)]))
    return _fit_logit(SECOND, [(columns, holds) for columns, holds in rows if holds.any() and not holds.all()])


def _fit_logit(names: Sequence[str], rows: Sequence[tuple[Array, Array]]) -> dict[str, float]:
    """Weights of a conditional logit: rows are (columns [candidates, names], whether each holds the answer)."""

    def loss(weights: Array) -> tuple[float, Array]:
        total, gradient = SHRINK * float(weights @ weights), 2 * SHRINK * weights
        for columns, holds in rows:
            logits = columns @ weights
            share = np.exp(logits - logits.max())
            share /= share.sum()
            gold = float(share[holds].sum())
            total -= np.log(gold + 1e-12) / len(rows)
            gradient = gradient - columns.T @ (np.where(holds, share / gold, 0) - share) / len(rows)
        return total, gradient

    found = minimize(loss, np.full(len(names), 0.1), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 4) for name, value in zip(names, found, strict=True)}


def ranked_by(asked: Asked, weights: Mapping[str, float]) -> tuple[list[Candidate], Array]:
    """The candidates and their flags, best first under the ranking's `weights`."""
    scores = _columns(asked.candidates) @ np.array([weights[name] for name in RANK])
    order = np.argsort(-scores, kind="stable")
    return [replace(asked.candidates[i], score=float(scores[i])) for i in order], asked.holds[order]


def rerank(asked: Asked, order: Order) -> tuple[list[Candidate], Array]:
    """The candidates and their flags, best first, the first of them settled as they are after a second look; for yes or no they stay as ranked."""
    ranked, holds = ranked_by(asked, order.rank)
    looked = ranked[: contenders(ranked)]
    weights = {} if is_yes_or_no(asked.question) else order.second
    places = [*settled_order(looked, weights), *range(len(looked), len(ranked))]
    return [*settled(looked, weights), *ranked[len(looked) :]], holds[places]


def fit_confidence(asked: Sequence[Asked], order: Order, *, on: Sequence[str] = CONFIDENCE) -> dict[str, float]:
    """Weights of the logistic regression, on features as they come; 0 for those that are not named in `on`."""
    features, right = _confidence_rows(asked, order)
    names = list(confidence_features(asked[0].question, rerank(asked[0], order)[0]))
    used = [names.index(name) for name in on]
    mean, spread = features[:, used].mean(axis=0), features[:, used].std(axis=0) + 1e-9
    model = LogisticRegression(C=C).fit((features[:, used] - mean) / spread, right)
    slopes = np.zeros(len(names))
    slopes[used] = model.coef_[0] / spread
    bias = float(model.intercept_[0] - slopes[used] @ mean)
    return {"bias": round(bias, 4)} | {name: round(float(value), 4) for name, value in zip(names, slopes, strict=True)}


def fit_reported(asked: Sequence[Asked], order: Order, confidence: Mapping[str, float]) -> float:
    """The weight of "reported" on top of the others, which stay as they are: a logistic regression of one slope, shrunk like theirs."""
    features, right = _confidence_rows(asked, order)
    names = list(confidence_features(asked[0].question, rerank(asked[0], order)[0]))
    words = features[:, names.index("reported")]
    others = confidence["bias"] + features @ np.array([0.0 if name == "reported" else confidence[name] for name in names])

    def loss(weight: Array) -> float:
        logits = np.where(right, -1, 1) * (others + weight[0] * words)
        return float(np.logaddexp(0, logits).sum() + weight[0] ** 2 / (2 * C))

    return round(float(minimize(loss, np.zeros(1)).x[0]), 4)


def fit_yes_or_no(asked: Sequence[Asked], order: Order, *, threshold: float, refused: float) -> dict[str, float]:
    """The same for questions answered by yes or no, by the reader's margins alone: leaving out the answer takes what is most like the question.

    The bias is such that the share `refused` of the undecided ones comes under the threshold, as of the other questions without an answer.
    """
    weights = fit_confidence(asked, order, on=("margin", "again"))
    features, _ = _confidence_rows([a for a in asked if not a.answers], order)
    logits = features @ np.array([value for name, value in weights.items() if name != "bias"])
    return weights | {"bias": round(float(np.log(threshold / (1 - threshold)) - np.quantile(logits, refused)), 4)}


def follow_up_odds(rows: Sequence[dict[str, Any]]) -> float:
    """How much the log odds of a right first citation rise where so many more questions have an answer."""
    answered = [r["first"] for r in rows if r["set"] == "yes"]
    before, then = float(np.mean([r["first"] for r in rows])), FOLLOW_UPS_ANSWERED * float(np.mean(answered))
    return round(float(np.log(then / (1 - then)) - np.log(before / (1 - before))), 4)


def _confidence_rows(asked: Sequence[Asked], order: Order) -> tuple[Array, Array]:
    ranked = [rerank(a, order) for a in asked]
    features = [list(confidence_features(a.question, r).values()) for a, (r, _) in zip(asked, ranked, strict=True)]
    return np.array(features), np.array([bool(holds[0]) for _, holds in ranked])


def _columns(candidates: Sequence[Candidate]) -> Array:
    columns = rank_features(candidates)
    return np.stack([columns[name] for name in RANK], axis=1)
