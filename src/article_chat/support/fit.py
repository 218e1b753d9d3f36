"""Fit the weights: `python -m article_chat.support.fit tests/golden/claims.json --written src/training/written.jsonl --passages reader-train.jsonl.gz
src/training/news.jsonl --measure tests/golden/summaries.json`.

The labelled cases whose text belongs to the half "fit", and statements written about passages held back from the reader, are fitted by a logistic
whose weights may only count against a statement and are drawn to cautious ones written by hand; what is measured is the half "held", and
every file given with `--measure`. Two features are the statement reader's, so other weights of it ask for a new fit. Takes eight minutes on
one core; the printed lines go into `weights.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from article_chat.reader.records import records_of
from article_chat.reader.written import Written, key_of, load_written
from article_chat.support.bearing import BearsOut
from article_chat.support.check import Embed, best_reading, parse_together
from article_chat.support.features import FEATURES
from article_chat.support.made import is_held_back, split
from article_chat.support.memory import remembering

PRIOR = {
    "missing_words": -3.0, "missing_anywhere": -2.0, "missing_most": -1.0, "names_missing": -4.0, "names_elsewhere": -3.0, "numbers_missing": -5.0,
    "calendar_missing": -4.0, "pairs_apart": -1.0, "not_copied": -0.7, "new_pairs": -0.5, "other_subject": -1.5, "other_agent": -2.0,
    "stranger": -3.0, "crossed": -4.0, "order": -3.0, "added_detail": -1.5, "exchanged": -2.0, "moved": -1.0, "uneven": -2.0, "unfounded": -2.0,
    "unlike_window": -1.5, "negation": -4.0, "opposite": -4.0, "turned": -3.0, "hedge": -3.0, "universal": -2.0, "roles": -4.0, "attribution": -3.0,
    "binding": -3.0, "instructed": -8.0, "denied": -2.0, "half_denied": -2.0, "scattered": -1.0, "length": -0.3,
}  # fmt: skip
PRIOR_BIAS = 4.0

CEILING = {
    "missing_words": -0.4,
    "missing_anywhere": -0.3,
    "missing_most": -0.1,
    "pairs_apart": -0.2,
    "not_copied": -0.4,
    "length": -0.1,
    "names_missing": -4.0,
    "names_elsewhere": -3.0,
    "unfounded": -0.5,
    "added_detail": -0.4,
}
"""Weights that must count at least this much: the false statements of the labelled set are mostly changed copies of true ones, while what
writers of summaries get wrong they mostly add in words of their own, so the set undervalues these features."""


SHARES = {"fit": 1.0, "written": 0.5}
"""How much all cases of a half weigh together; halves that are not named are only measured."""


COST = 1.4
"""How much worse it is to let an unsupported statement pass than to flag a supported one."""


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled statement with its evidence. `half` is "fit", "held" or "written"."""

    statement: str
    sentences: tuple[str, ...]
    supported: bool
    kind: str
    half: str
    cited: tuple[int, ...] | None = None


def load_cases(path: Path) -> list[Case]:
    """The labelled set: texts with sentences, cases that name a text and, where `cited` is given, only some of its sentences."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    cases = []
    for case in data["cases"]:
        text = data["texts"][case["text"]]
        cited = None if case["cited"] is None else tuple(case["cited"])
        cases.append(Case(case["statement"], tuple(text["sentences"]), case["supported"], case["kind"], text["half"], cited))
    return cases


def written_cases(paths: Sequence[Path], written: Path, *, count: int, seed: int) -> list[Case]:
    """`count` of the statements written about passages of the files that are held back from the reader; each passage is an article of its own."""
    about = load_written(written)
    cases: dict[str, list[Case]] = {}
    for record in records_of(*paths):
        key = key_of(record["context"])
        if key in about and is_held_back(record):
            cases[key] = _of_passage(about[key], tuple(split(record["context"])))
    found = [case for group in cases.values() for case in group]
    return Random(seed).sample(found, min(count, len(found)))  # repeatable, not secret


def _of_passage(written: Written, sentences: tuple[str, ...]) -> list[Case]:
    true = [Case(statement, sentences, True, "written", "written") for statement, _ in written.true]
    return true + [Case(statement, sentences, False, wrong, "written") for wrong, statement in written.false]


def features(cases: Sequence[Case], embed: Embed, bears_out: BearsOut, *, progress: Callable[[int], None] = lambda done: None) -> NDArray[np.float64]:
    """[cases, FEATURES]: the features of the reading that the present weights like best."""
    rows = []
    for number, case in enumerate(cases):
        claim, sentences = parse_together(case.statement, case.sentences)
        values = best_reading(claim, sentences, embed, bears_out, case.cited).values
        rows.append([values[name] for name in FEATURES])
        progress(number)
    return np.array(rows)


def fit(
    x: NDArray[np.float64], y: NDArray[np.float64], share: NDArray[np.float64], *, pull: float = 0.001, steps: int = 6000
) -> tuple[float, NDArray[np.float64]]:
    """Bias and weights (none above its ceiling, 0 for most) by gradient descent on the weighted log loss, drawn to the prior with force `pull`."""
    prior = np.array([PRIOR[name] for name in FEATURES])
    ceiling = np.array([CEILING.get(name, 0.0) for name in FEATURES])
    weights, bias = prior.copy(), PRIOR_BIAS
    share = share / share.sum()
    for _ in range(steps):
        error = share * (1 / (1 + np.exp(-(x @ weights + bias))) - y)
        weights = np.minimum(ceiling, weights - 2.0 * (x.T @ error + pull * (weights - prior)))
        bias -= 2.0 * float(error.sum())
    return bias, weights


def auc(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> float:
    """The chance that a supported statement scores above an unsupported one."""
    good, bad = scores[labels == 1], scores[labels == 0]
    return float(((good[:, None] > bad).sum() + 0.5 * (good[:, None] == bad).sum()) / (len(good) * len(bad)))


def measure(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> dict[str, float]:
    """Precision and recall of "unsupported", and the AUC of the score."""
    flagged = scores < 0.5
    hits = int((flagged & (labels == 0)).sum())
    return {
        "cases": float(len(labels)),
        "precision": hits / max(1, int(flagged.sum())),
        "recall": hits / max(1, int((labels == 0).sum())),
        "auc": auc(scores, labels),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, print the weights."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.support.fit", description="Fit the weights of the support check.")
    parser.add_argument("claims", type=Path, help="the labelled set, tests/golden/claims.json")
    parser.add_argument("--written", type=Path, help="src/training/written.jsonl: statements written about passages of --passages")
    parser.add_argument("--passages", type=Path, nargs="+", default=[], help="JSON lines, gzipped or not, with title, source and context")
    parser.add_argument("--count", type=int, default=1000, help="statements of --written (default %(default)s)")
    parser.add_argument("--measure", type=Path, action="append", default=[], help="a labelled file that is measured and never fitted")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    cases = load_cases(options.claims)
    if options.written:
        cases += written_cases(options.passages, options.written, count=options.count, seed=options.seed)
    cases += [replace(case, half=path.stem) for path in options.measure for case in load_cases(path)]
    x = features(cases, *shipped(), progress=_show)
    report(cases, x)
    return 0


def _show(done: int) -> None:
    if done % 50 == 0:
        print(f"\r{done}", end="", file=sys.stderr)


def report(cases: Sequence[Case], x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Fit on the halves "fit" and "made", and print the weights and what they reach on every half."""
    y = np.array([float(case.supported) for case in cases])
    halves = np.array([case.half for case in cases])
    share = np.zeros(len(cases))
    for half, part in SHARES.items():
        share[halves == half] = part / max(1, int((halves == half).sum()))
    share[y == 0] *= COST
    bias, weights = fit(x, y, share)
    print(f"BIAS = {bias:.2f}\nWEIGHTS = {{")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")
    scores = 1 / (1 + np.exp(-(x @ weights + bias)))
    for half in sorted(set(halves)):
        inside = halves == half
        print(half, {name: round(value, 3) for name, value in measure(scores[inside], y[inside]).items()})
    return bias, weights


def shipped() -> tuple[Embed, BearsOut]:
    """The embedding and the reader that come with the package."""
    from article_chat.embedding import MiniLMEmbedder
    from article_chat.reader.model import statement_reader
    from article_chat.reader.stated import margins

    return remembering(MiniLMEmbedder().embed_questions, most=100_000), partial(margins, statement_reader().read)


if __name__ == "__main__":
    sys.exit(main())
