"""How good a fit is, cross-validated by article: its figures, its threshold, and what it states against what is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from article_chat.evaluation import auc, best_f1, mean
from article_chat.reader.ranking import confidence_features
from article_chat.training.asked import OWN, STRANGE, Asked
from article_chat.training.weighing import Order, fit_confidence, fit_order, rerank

SLACK = 0.01
"""F1 that is given up for fewer refusals: near the top of the curve half a point more refuses one right answer in twenty."""

Fit = Callable[[Sequence[Asked], Order], dict[str, float]]
"""(questions, weights of the order) -> weights of the confidence."""


def cross_validate(
    asked: Sequence[Asked], ordered_by: Sequence[Asked] | None = None, *, fit: Fit = fit_confidence, kept: Order | None = None
) -> list[dict[str, Any]]:
    """One row a question: its article's own figures from a fit on the other articles, whose order is fitted on `ordered_by` (default: the same), or `kept`."""
    rows: list[dict[str, Any]] = []
    for title in dict.fromkeys(a.article for a in asked):
        rest, held = [a for a in asked if a.article != title], [a for a in asked if a.article == title]
        order = kept or fit_order([a for a in ordered_by or asked if a.article != title])
        weights = fit(rest, order)
        rows.extend(row(a, order, weights) for a in held)
    return rows


def row(asked: Asked, order: Order, weights: Mapping[str, float]) -> dict[str, Any]:
    """What became of a question: its kind, the probability stated, whether the citations are right, and the F1 of the short answer."""
    ranked, holds = rerank(asked, order)
    value = weights["bias"] + sum(weights[name] * feature for name, feature in confidence_features(asked.question, ranked).items())
    return {
        "article": asked.article,
        "kind": asked.kind,
        "set": "strange" if asked.kind == STRANGE else ("yes" if asked.answers else "no"),
        "p": float(1 / (1 + np.exp(-value))),
        "first": bool(holds[0]),
        "two": bool(holds[:2].any()),
        "f1": best_f1(ranked[0].span_text, asked.answers) if asked.answers else 0.0,
        "question": asked.question,
    }


def best_threshold(rows: Sequence[dict[str, Any]]) -> float:
    """The probability under which an answer is refused: the lowest that comes within `SLACK` of the best SQuAD 2.0 F1 over the articles' own questions.

    The curve is flat at its top; of thresholds that do nearly as well, the one that refuses least leaves most to the person, who sees the words. Half of
    these questions were written to have no answer, which is more than people ask.
    """
    own = [r for r in rows if r["kind"] == OWN]
    scores = {float(t): _squad_f1(own, float(t)) for t in np.arange(0.1, 0.9, 0.01)}
    best = max(scores.values())
    return round(min(t for t, score in scores.items() if score >= best - SLACK), 2)


def figures(rows: Sequence[dict[str, Any]], threshold: float) -> dict[str, float | None]:
    """The table of numbers."""
    yes, no, strange = ([r for r in rows if r["set"] == name] for name in ("yes", "no", "strange"))
    return {
        "first citation holds a gold answer": mean(r["first"] for r in yes),
        "one of the first two does": mean(r["two"] for r in yes),
        "span F1, without refusing": mean(r["f1"] for r in yes),
        "AUC against unanswerable": auc([r["p"] for r in yes], [r["p"] for r in no]),
        "AUC against off-topic": auc([r["p"] for r in yes], [r["p"] for r in strange]),
        "SQuAD 2.0 F1 with refusals": _squad_f1([*yes, *no], threshold),
        "answerable refused": mean(r["p"] < threshold for r in yes),
        "unanswerable refused": mean(r["p"] < threshold for r in no),
        "expected calibration error": calibration_error([r["p"] for r in rows], [r["first"] for r in rows]),
    }


def figures_of_yes_or_no(rows: Sequence[dict[str, Any]], threshold: float) -> dict[str, float | None]:
    """The same of the questions answered by yes or no."""
    yes, no = ([r for r in rows if r["set"] == name] for name in ("yes", "no"))
    return {
        "yes or no: first citation decides it": mean(r["first"] for r in yes),
        "yes or no: AUC against undecided": auc([r["p"] for r in yes], [r["p"] for r in no]),
        "yes or no: decided, refused": mean(r["p"] < threshold for r in yes),
        "yes or no: undecided, refused": mean(r["p"] < threshold for r in no),
    }


def curve(rows: Sequence[dict[str, Any]]) -> dict[str, list[float]]:
    """Threshold -> SQuAD 2.0 F1 of the articles' own questions, and the shares of the answerable and the unanswerable that it refuses."""
    own = [r for r in rows if r["kind"] == OWN]
    refused = {t: [mean(r["p"] < t for r in own if r["set"] == name) or 0.0 for name in ("yes", "no")] for t in (n / 100 for n in range(20, 61, 2))}
    return {f"{t:.2f}": [round(value, 4) for value in (_squad_f1(own, t), *shares)] for t, shares in refused.items()}


def calibration_error(probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance of stated probability and share of right ones over ten equal-width bins, weighted by their size."""
    stated, true = np.array(probabilities), np.array(right, dtype=float)
    places = np.clip((stated * 10).astype(int), 0, 9)
    return float(sum((places == b).mean() * abs(stated[places == b].mean() - true[places == b].mean()) for b in set(places.tolist())))


def plot(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Reliability: stated probability against the share of right citations, and how often each was stated."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    stated, right = np.array([r["p"] for r in rows]), np.array([r["first"] for r in rows], dtype=float)
    places = np.clip((stated * 10).astype(int), 0, 9)
    figure, (top, bottom) = pyplot.subplots(2, 1, figsize=(5, 6), height_ratios=(3, 1), sharex=True)
    shown = [b for b in range(10) if (places == b).any()]
    top.plot([0, 1], [0, 1], color="#999", linewidth=1, label="perfect")
    top.plot([stated[places == b].mean() for b in shown], [right[places == b].mean() for b in shown], "o-", color="#1f5fa8", label="cross-validated")
    top.set(ylabel="share of right first citations", title="Confidence against the truth")
    top.legend(frameon=False)
    bottom.hist(stated, bins=20, range=(0, 1), color="#1f5fa8")
    bottom.set(xlabel="stated probability", ylabel="questions")
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def _squad_f1(rows: Sequence[dict[str, Any]], threshold: float) -> float:
    return float(np.mean([(r["f1"] if r["p"] >= threshold else 0.0) if r["set"] == "yes" else float(r["p"] < threshold) for r in rows]))
