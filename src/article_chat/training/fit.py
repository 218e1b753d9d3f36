"""Grow the trees: `python -m article_chat.training.fit src/training/claims.json src/training/summaries.json --written src/training/written.jsonl
--passages reader-train.jsonl.gz src/training/news.jsonl --measure tests/golden/claims.json --measure tests/golden/summaries.json --write`.

Boosted trees over the features, grown on labelled cases and on statements written about passages held back from the reader; each reason to doubt may
only count against a statement. What is measured is every file given with `--measure` and, each text by trees that were grown without it, what they
were grown on. The line lies where, by those, precision and recall are the same on claims. Four features are the statement reader's, so other weights
of it ask for new trees. Takes an hour on one core. Needs scikit-learn, which comes with sentence-transformers.

Without labelled files to grow on, the files given with `--measure` are scored by the trees that ship: minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from article_chat.evaluation import auc
from article_chat.support.bearing import BearsOut
from article_chat.support.check import Embed, best_reading, parse_together
from article_chat.support.features import FEATURES, WORDING
from article_chat.support.memory import remembering
from article_chat.support.trees import FILE, Node, Trees, load
from article_chat.training.made import is_held_back, split
from article_chat.training.records import records_of
from article_chat.training.written import Written, key_of, load_written

SHARES = {"claims": 1.0, "summaries": 0.5, "written": 0.75}
"""How much all cases of a set weigh together, supported and unsupported ones alike; sets that are not named are only measured."""

DECIDING = "claims"
"""The set whose cross-validated scores say where the line lies between supported and unsupported."""

FOLDS = 5
"""Of the cross-validation."""

Features = NDArray[np.float64]
Labels = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled statement with its evidence. `source` names the set of labelled texts that it is from."""

    statement: str
    sentences: tuple[str, ...]
    supported: bool
    kind: str
    source: str
    cited: tuple[int, ...] | None = None


def load_cases(path: Path) -> list[Case]:
    """Labelled cases: texts with sentences and the name of their set, cases that name a text and, where `cited` is given, only some of its sentences."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    cases = []
    for case in data["cases"]:
        text = data["texts"][case["text"]]
        cited = None if case["cited"] is None else tuple(case["cited"])
        cases.append(Case(case["statement"], tuple(text["sentences"]), case["supported"], case["kind"], text["set"], cited))
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


def features(cases: Sequence[Case], embed: Embed, bears_out: BearsOut, *, progress: Callable[[int], None] = lambda done: None) -> Features:
    """[cases, FEATURES]: the features of the reading that is doubted least."""
    rows = []
    for number, case in enumerate(cases):
        claim, sentences = parse_together(case.statement, case.sentences)
        values = best_reading(claim, sentences, embed, bears_out, case.cited).values
        rows.append([values[name] for name in FEATURES])
        progress(number)
    return np.array(rows)


def grow(x: Features, y: Labels, share: Labels) -> Trees:
    """Trees over features [cases, FEATURES] and labels (1 supported), each case counted by its share."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    direction = [0 if name in WORDING else -1 for name in FEATURES]
    model = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=150, max_depth=6, max_leaf_nodes=12, min_samples_leaf=20, l2_regularization=3.0,
        early_stopping=False, monotonic_cst=direction, random_state=0,
    )  # fmt: skip
    model.fit(x, y, sample_weight=share * len(share) / share.sum())
    trees = Trees(FEATURES, float(model._baseline_prediction[0, 0]), tuple(_nodes(stage[0].nodes) for stage in model._predictors))
    found = np.array([trees.odds(dict(zip(FEATURES, row, strict=True))) for row in x[:50]])
    if not np.allclose(found, model.decision_function(x[:50]), atol=1e-3):
        raise RuntimeError("scikit-learn keeps its trees otherwise than this program reads them; see what `_predictors` holds in the version installed")
    return trees


def _nodes(nodes: Any) -> tuple[Node, ...]:
    """A tree of scikit-learn's, its values with as many digits as matter."""
    return tuple(
        Node(0, 0.0, 0, 0, round(float(n["value"]), 6))
        if n["is_leaf"]
        else Node(int(n["feature_idx"]), float(n["num_threshold"]), int(n["left"]), int(n["right"]), 0.0)
        for n in nodes
    )


def scores(trees: Trees, x: Features) -> Features:
    """[cases]: the score of each."""
    return np.array([trees.score(dict(zip(FEATURES, row, strict=True))) for row in x])


def measure(scores: Features, labels: Labels) -> dict[str, float | None]:
    """Precision and recall of "unsupported", and the AUC of the score: None where all cases are alike."""
    flagged = scores < 0.5
    hits = int((flagged & (labels == 0)).sum())
    return {
        "cases": float(len(labels)),
        "precision": hits / max(1, int(flagged.sum())),
        "recall": hits / max(1, int((labels == 0).sum())),
        "auc": auc(scores[labels == 1].tolist(), scores[labels == 0].tolist()),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Grow, measure, write; or only measure."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.training.fit", description="Grow the trees of the support check, or measure those that ship.")
    parser.add_argument(
        "labelled", type=Path, nargs="*", help="labelled cases to grow on: src/training/claims.json, src/training/summaries.json; none: measure what ships"
    )
    parser.add_argument("--written", type=Path, help="src/training/written.jsonl: statements written about passages of --passages")
    parser.add_argument("--passages", type=Path, nargs="+", default=[], help="JSON lines, gzipped or not, with title, source and context")
    parser.add_argument("--count", type=int, default=3000, help="statements of --written (default %(default)s)")
    parser.add_argument("--every", type=int, default=1, help="grow on one case in so many (default: on all)")
    parser.add_argument("--measure", type=Path, action="append", default=[], help="a labelled file that is measured and never fitted")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}, which ships")
    options = parser.parse_args(arguments)
    measured = [case for path in options.measure for case in load_cases(path)]
    if not options.labelled:
        if options.written or options.write or not measured:
            parser.error("without labelled files there is nothing to grow or write, only files to --measure")
        _print_measures(measured, scores(load(), features(measured, *shipped(), progress=_show)), of_grown_on="grown on")
        return 0
    cases = [case for path in options.labelled for case in load_cases(path)]
    if options.written:
        cases += written_cases(options.passages, options.written, count=options.count, seed=options.seed)
    cases = [*cases[:: options.every], *measured]
    trees = report(cases, features(cases, *shipped(), progress=_show))
    if options.write:
        trees.save(FILE)
    return 0


def _show(done: int) -> None:
    if done % 50 == 0:
        print(f"\r{done}", end="", file=sys.stderr)


def report(cases: Sequence[Case], x: Features) -> Trees:
    """Grow on the sets of `SHARES`, and print what the trees reach on every set."""
    y = np.array([float(case.supported) for case in cases])
    sets = np.array([case.source for case in cases])
    share = np.zeros(len(cases))
    for name, part in SHARES.items():
        for label in (0.0, 1.0):
            alike = (sets == name) & (y == label)
            share[alike] = part / 2 / max(1, int(alike.sum()))
    grown = share > 0
    trees = grow(x[grown], y[grown], share[grown])
    found = scores(trees, x)
    found[grown] = _cross_validated([case.sentences for case in cases if case.source in SHARES], x[grown], y[grown], share[grown])
    deciding = sets == DECIDING
    step = _log_odds(even_line(found[deciding], y[deciding]))
    trees = replace(trees, bias=trees.bias - step)
    _print_measures(cases, 1 / (1 + np.exp(step - _log_odds(found))), of_grown_on="cross-validated")
    return trees


def _print_measures(cases: Sequence[Case], found: Features, *, of_grown_on: str) -> None:
    """A line for each set with what the scores [cases] reach; `of_grown_on` tells how those of a set that trees are grown on came about."""
    y, sets = np.array([float(case.supported) for case in cases]), np.array([case.source for case in cases])
    for name in sorted(set(sets)):
        inside = sets == name
        how = of_grown_on if name in SHARES else "never grown on"
        print(f"{name} ({how})", {figure: None if value is None else round(value, 3) for figure, value in measure(found[inside], y[inside]).items()})


def even_line(scores: Features, labels: Labels) -> float:
    """The score under which as many are flagged as are unsupported: precision and recall of "unsupported" are the same there."""
    ranked, unsupported = np.sort(scores), int((labels == 0).sum())
    return float(ranked[max(0, unsupported - 1)] + ranked[min(unsupported, len(ranked) - 1)]) / 2


def _log_odds(scores: Any) -> Any:
    likely = np.clip(scores, 1e-12, 1 - 1e-12)
    return np.log(likely / (1 - likely))


def _cross_validated(texts: Sequence[tuple[str, ...]], x: Features, y: Labels, share: Labels) -> Features:
    """Scores of each text's cases by trees grown on the other texts."""
    fold = np.array([zlib.crc32(" ".join(text).encode()) % FOLDS for text in texts])
    out = np.zeros(len(y))
    for number in sorted(set(fold.tolist())):
        held = fold == number
        out[held] = scores(grow(x[~held], y[~held], share[~held]), x[held])
    return out


def shipped() -> tuple[Embed, BearsOut]:
    """The embedding and the reader that come with the package."""
    from article_chat.embedding import MiniLMEmbedder
    from article_chat.reader.model import statement_margins

    return remembering(MiniLMEmbedder().embed_questions, most=100_000), statement_margins()


if __name__ == "__main__":
    sys.exit(main())
