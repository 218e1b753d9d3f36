"""Fit the ranking and the confidence: `python -m article_chat.training.calibrate articles-dev.json held-out.json --report FOLDER`. Development only.

Whole articles the reader never saw, and (`held_out.py`) articles whose reworded questions it never saw. The ranking is a conditional logit over the
sentences read, with another over the first of them once they are read again; the confidence a logistic regression of "the first citation holds a gold
answer", and a second one for questions answered by yes or no, which are made of the others: the same question with the answer's sentence left out is one
the article does not decide. Every figure it prints comes from fits that left the article in question out; what is written was fitted on all. Needs
scikit-learn and scipy (which sentence-transformers brings) and matplotlib (extra dev).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from article_chat.articles import Article
from article_chat.assistant import Assistant
from article_chat.config import Settings
from article_chat.evaluation import Document, Question, auc, best_f1, mean, read_squad
from article_chat.reader.ranking import CALIBRATION, Candidate, confidence_features, rank_features, shipped_calibration
from article_chat.reader.second_look import MOST_LOOKED_AT, contenders, second_features, settled, settled_order
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.deciding import as_yes_or_no, preposition_before

Array = np.ndarray[Any, Any]
RANK = ("margin", "passage", "dense", "lexical")
CONFIDENCE = ("margin", "again", "borne", "dense", "named", "unnamed")
"""What the confidence is fitted on. "reported" tells of few questions: it has a fit of its own, on top of the others."""
SECOND = ("score", "again", "borne")
SHRINK = 0.01
C = 0.3
"""How little the weights of the confidence are shrunk."""
SLACK = 0.01
"""F1 that is given up for fewer refusals: near the top of the curve half a point more refuses one right answer in twenty."""
BESIDE = 120
"""Questions of an article in the files behind the first: so many that these articles weigh about as much together."""
FOLLOW_UPS_ANSWERED = 0.84
"""Share of the follow-up questions of people that the text answers: 1,026 of 1,226 in the development half of CANARD."""
OFF_TOPIC_SHARE = 0.15
"""Off-topic questions per question of the article itself."""
PUT_IN = 0.4
"""Of the questions made to be answered by yes or no, those that name the answer, where they need not."""

OWN, STRANGE, YES_OR_NO = "own", "strange", "yes or no"
"""The article's own questions, some of other articles, and the first kind said so that yes or no answers them."""


@dataclass(frozen=True, slots=True)
class Order:
    """The weights by which candidates are ranked, and those by which the first of them are settled after a second look."""

    rank: Mapping[str, float]
    second: Mapping[str, float]


Fit = Callable[[Sequence["Asked"], Order], dict[str, float]]
"""(questions, weights of the order) -> weights of the confidence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to an article: its sentences, which of them hold a gold answer, and the gold texts (none: not answerable)."""

    article: str
    kind: str
    question: str
    candidates: list[Candidate]
    holds: Array
    answers: tuple[str, ...]


def ask_all(documents: Sequence[Document], store: Path, *, limit: int | None, seed: int, strange: float = OFF_TOPIC_SHARE) -> Iterator[Asked]:
    """Put each document's questions, and some of the other documents' (`strange` a question of its own), to it."""
    pick = random.Random(seed)
    for document in documents:
        own = pick.sample(document.questions, min(limit or len(document.questions), len(document.questions)))
        others = [q for d in documents if d is not document for q in d.questions if q.answers]
        foreign = [replace(q, gold=(), answers=()) for q in pick.sample(others, min(len(others), int(len(own) * strange)))]
        deciding = [made for q in own if q.gold and (made := _deciding(q, document.text, pick))]
        assistant = Assistant.open(Article(text=document.text, title=document.title), config=Settings(store=store))
        asked = [*((q, OWN) for q in own), *((q, STRANGE) for q in foreign), *((q, YES_OR_NO) for q in deciding)]
        for question, kind in tqdm(asked, desc=document.title[:24], unit="question"):
            candidates = assistant.candidates(question.text)
            holds = np.array([any(c.place.start < end and c.place.end > start for start, end in question.gold) for c in candidates], dtype=bool)
            yield Asked(document.title, kind, question.text, candidates, holds, tuple(question.answers))


def _deciding(question: Question, text: str, pick: random.Random) -> Question | None:
    """The question said so that yes answers it, of the same sentence; None where it can't be said so."""
    start, end = question.gold[0]
    made = as_yes_or_no(question.text, text[start:end], led_by=preposition_before(text, start), put_in=pick.random() < PUT_IN)
    return None if made is None or not is_yes_or_no(made) else replace(question, text=made)


def undecided(asked: Asked) -> Asked:
    """The question as if the article did not decide it: without the sentences that hold the answer, and those beside them."""
    order = np.argsort([c.place.start for c in asked.candidates], kind="stable")
    holds = np.flatnonzero(asked.holds[order])
    near = {int(order[i + step]) for i in holds for step in (-1, 0, 1) if 0 <= i + step < len(order)}
    left = [i for i in range(len(asked.candidates)) if i not in near]
    return replace(asked, candidates=[asked.candidates[i] for i in left], holds=asked.holds[left], answers=())


def of_yes_or_no(asked: Sequence[Asked]) -> list[Asked]:
    """The questions answered by yes or no, each with its answer in the article and without."""
    found = [a for a in asked if a.kind == YES_OR_NO]
    return [*found, *(rest for a in found if (rest := undecided(a)).candidates)]


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


def cross_validate(asked: Sequence[Asked], ordered_by: Sequence[Asked] | None = None, *, fit: Fit = fit_confidence) -> list[dict[str, Any]]:
    """One row a question: its article's own figures from a fit on the other articles, whose order is fitted on `ordered_by` (default: the same)."""
    rows: list[dict[str, Any]] = []
    for title in dict.fromkeys(a.article for a in asked):
        rest, held = [a for a in asked if a.article != title], [a for a in asked if a.article == title]
        order = fit_order([a for a in ordered_by or asked if a.article != title])
        weights = fit(rest, order)
        rows.extend(_row(a, order, weights) for a in held)
    return rows


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


def calibration_error(probabilities: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Mean distance of stated probability and share of right ones over equal-width bins, weighted by their size."""
    stated, true = np.array(probabilities), np.array(right, dtype=float)
    places = np.clip((stated * bins).astype(int), 0, bins - 1)
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


def _table(found: dict[str, float | None]) -> str:
    return "\n".join(["", *(f"{name:<40} {value:.3f}" for name, value in found.items() if value is not None)])


def _row(asked: Asked, order: Order, weights: Mapping[str, float]) -> dict[str, Any]:
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


def _squad_f1(rows: Sequence[dict[str, Any]], threshold: float) -> float:
    return float(np.mean([(r["f1"] if r["p"] >= threshold else 0.0) if r["set"] == "yes" else float(r["p"] < threshold) for r in rows]))


def _confidence_rows(asked: Sequence[Asked], order: Order) -> tuple[Array, Array]:
    ranked = [rerank(a, order) for a in asked]
    features = [list(confidence_features(a.question, r).values()) for a, (r, _) in zip(asked, ranked, strict=True)]
    return np.array(features), np.array([bool(holds[0]) for _, holds in ranked])


def _columns(candidates: Sequence[Candidate]) -> Array:
    columns = rank_features(candidates)
    return np.stack([columns[name] for name in RANK], axis=1)


def fit_all(by_file: Sequence[Sequence[Asked]]) -> tuple[dict[str, Any], dict[str, float | None], list[dict[str, Any]]]:
    """All weights but that of "reported", with the table of numbers and the rows behind it, cross-validated by article."""
    asked = [a for group in by_file for a in group]
    plain, deciding = [a for a in asked if a.kind != YES_OR_NO], of_yes_or_no(asked)
    rows = cross_validate(plain)
    threshold = best_threshold(rows)
    order = fit_order(plain)
    fitted: dict[str, Any] = asdict(order) | {"confidence": fit_confidence(plain, order), "refuse_below": threshold, "follow_up": follow_up_odds(rows)}
    found = figures(rows, threshold)
    if deciding:
        fit = partial(fit_yes_or_no, threshold=threshold, refused=found["unanswerable refused"] or 0.5)
        fitted["yes_or_no"] = fit(deciding, order)
        found |= figures_of_yes_or_no(cross_validate(deciding, plain, fit=fit), threshold)
    return fitted, found, rows


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.training.calibrate", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("files", type=Path, nargs="*", help="SQuAD 2.0 format, whole articles; of files behind the first --beside questions an article")
    parser.add_argument("--words", type=Path, help="questions for somebody's words, by held_out; without other files the other weights stay as they are")
    parser.add_argument("--report", type=Path, help="folder for figures.json and reliability.png")
    parser.add_argument("--limit", type=int, help="questions of each article of the first file")
    parser.add_argument("--beside", type=int, default=BESIDE, help="questions of each article of the others (default %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help=f"write {CALIBRATION.name}, which ships")
    args = parser.parse_args()
    if not args.files and not args.words:
        parser.error("give files of whole articles, or --words")
    limits = [args.limit, *[args.beside] * (len(args.files) - 1)]
    with TemporaryDirectory() as store:
        by_file = [list(ask_all(read_squad(file), Path(store), limit=limit, seed=args.seed)) for file, limit in zip(args.files, limits, strict=False)]
        asked = ask_all(read_squad(args.words), Path(store), limit=None, seed=args.seed, strange=0.0) if args.words else ()
        words = [a for a in asked if a.kind == OWN]
    fitted = _as_shipped()
    if by_file:
        weight = fitted["confidence"]["reported"]
        fitted, found, rows = fit_all(by_file)
        fitted["confidence"]["reported"] = weight
        _tell(args, by_file, rows, found, fitted)
    if words:
        order = Order(fitted["rank"], fitted["second"])
        fitted["confidence"]["reported"] = fit_reported(words, order, fitted["confidence"])
        print(_table(figures([_row(a, order, fitted["confidence"]) for a in words], fitted["refuse_below"])))
    print(json.dumps(fitted))
    if args.write:
        CALIBRATION.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def _as_shipped() -> dict[str, Any]:
    shipped: dict[str, Any] = asdict(shipped_calibration())
    return {name: shipped[name] for name in ("rank", "second", "confidence", "refuse_below", "follow_up", "yes_or_no")}


def _tell(
    args: argparse.Namespace, by_file: Sequence[Sequence[Asked]], rows: Sequence[dict[str, Any]], found: dict[str, float | None], fitted: dict[str, Any]
) -> None:
    """The tables on the terminal, and the report where one is wanted."""
    for file, group in zip(args.files, by_file, strict=True):
        titles = {a.article for a in group}
        print(f"{file.name}: {_table(figures([r for r in rows if r['article'] in titles], fitted['refuse_below']))}\n")
    print(f"all: {_table(found)}")
    if args.report:
        args.report.mkdir(parents=True, exist_ok=True)
        (args.report / "figures.json").write_text(
            json.dumps({"figures": found, "fitted": fitted, "questions": len(rows), "curve": curve(rows)}, indent=1), encoding="utf-8"
        )
        plot(rows, args.report / "reliability.png")


if __name__ == "__main__":
    main()
