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
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from article_chat.evaluation import read_squad
from article_chat.reader.ranking import CALIBRATION, shipped_calibration
from article_chat.training.asked import OWN, YES_OR_NO, Asked, ask_all, of_yes_or_no
from article_chat.training.reliability import best_threshold, cross_validate, curve, figures, figures_of_yes_or_no, plot, row
from article_chat.training.weighing import Order, fit_confidence, fit_order, fit_reported, fit_yes_or_no, follow_up_odds

BESIDE = 120
"""Questions of an article in the files behind the first: so many that these articles weigh about as much together."""


def fit_all(by_file: Sequence[Sequence[Asked]], *, kept: Order | None = None) -> tuple[dict[str, Any], dict[str, float | None], list[dict[str, Any]]]:
    """All weights but that of "reported", with the table of numbers and the rows behind it, cross-validated by article. `kept`: an order not to fit anew."""
    asked = [a for group in by_file for a in group]
    plain, deciding = [a for a in asked if a.kind != YES_OR_NO], of_yes_or_no(asked)
    rows = cross_validate(plain, kept=kept)
    threshold = best_threshold(rows)
    order = kept or fit_order(plain)
    fitted: dict[str, Any] = asdict(order) | {"confidence": fit_confidence(plain, order), "refuse_below": threshold, "follow_up": follow_up_odds(rows)}
    found = figures(rows, threshold)
    if deciding:
        fit = partial(fit_yes_or_no, threshold=threshold, refused=found["unanswerable refused"] or 0.5)
        fitted["yes_or_no"] = fit(deciding, order)
        found |= figures_of_yes_or_no(cross_validate(deciding, plain, fit=fit, kept=kept), threshold)
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
    parser.add_argument("--keep-order", action="store_true", help="leave the ranking and the second look as they ship, and fit the confidence alone")
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
        fitted, found, rows = fit_all(by_file, kept=Order(fitted["rank"], fitted["second"]) if args.keep_order else None)
        fitted["confidence"]["reported"] = weight
        _tell(args, by_file, rows, found, fitted)
    if words:
        order = Order(fitted["rank"], fitted["second"])
        fitted["confidence"]["reported"] = fit_reported(words, order, fitted["confidence"])
        print(_table(figures([row(a, order, fitted["confidence"]) for a in words], fitted["refuse_below"])))
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


def _table(found: dict[str, float | None]) -> str:
    return "\n".join(["", *(f"{name:<40} {value:.3f}" for name, value in found.items() if value is not None)])


if __name__ == "__main__":
    main()
