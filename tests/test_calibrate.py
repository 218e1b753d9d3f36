"""Fitting the ranking and the confidence, on made data whose right answer is known."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from article_chat.datatypes import Place
from article_chat.reader.ranking import Candidate
from article_chat.training.asked import Asked, of_yes_or_no, undecided
from article_chat.training.calibrate import fit_all
from article_chat.training.reliability import best_threshold, calibration_error, cross_validate, curve, figures, figures_of_yes_or_no, plot
from article_chat.training.weighing import (
    Order,
    fit_confidence,
    fit_order,
    fit_rank,
    fit_reported,
    fit_second,
    fit_yes_or_no,
    follow_up_odds,
    rerank,
)


def asked(article: str, seed: int, *, answerable: bool, kind: str = "own") -> Asked:
    """Eight sentences; where the question is answerable, the one with the highest logit holds the answer, and BM25 says nothing."""
    pick = np.random.default_rng(seed)
    logits = pick.normal(0, 1, size=8) + (np.arange(8) == 3) * (5 if answerable else 0)
    found = [
        Candidate(Place(article, 10 * i, 10 * i + 9), "words here", (10 * i, 10 * i + 5), float(v), 0.0, float(v) / 20, float(pick.normal()))
        for i, v in enumerate(logits)
    ]
    return Asked(article, kind, f"q{seed}", found, np.arange(8) == (3 if answerable else 99), ("words",) if answerable else ())


RANK = {"margin": 1.0, "passage": 0.0, "dense": 0.0, "lexical": 0.0}

DATA = [asked(f"article {n % 4}", n, answerable=n % 2 == 0, kind="own" if n % 5 else "strange") for n in range(160)]
DATA = [a for a in DATA if a.kind == "own" or not a.answers]


def test_the_ranking_learns_what_tells_the_answer_and_what_does_not() -> None:
    weights = fit_rank(DATA)
    assert weights["margin"] > 0.3
    assert abs(weights["lexical"]) < 0.5 * weights["margin"]
    assert np.mean([rerank(a, Order(weights, {}))[1][0] for a in DATA if a.answers]) > 0.9


def test_a_second_look_settles_which_of_the_first_comes_first() -> None:
    def one(number: int) -> Asked:
        """Three sentences ranked closely, of which a second look tells the one that holds the answer; the fourth is out of reach."""
        pick = np.random.default_rng(number)
        right = number % 3
        seen = [float(pick.normal()) + 4 * (place == right) for place in range(3)]
        found = [Candidate(Place("a", 10 * i, 10 * i + 9), "words", (10 * i, 10 * i + 5), 2.0 - i / 2, 0.0, again=v, borne=v / 2) for i, v in enumerate(seen)]
        found.append(Candidate(Place("a", 90, 99), "words", (90, 95), -9.0, 0.0, again=30.0, borne=30.0))
        return Asked("a", "own", "Which?", found, np.arange(4) == right, ("words",))

    data = [one(number) for number in range(60)]
    order = Order(RANK, fit_second(data, RANK))
    assert order.second["again"] > 0.2
    settled = [rerank(a, order) for a in data]
    assert np.mean([holds[0] for _, holds in settled]) > 0.9 > 0.5 > np.mean([rerank(a, Order(RANK, {}))[1][0] for a in data])
    assert all([c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True) for candidates, _ in settled)
    assert all(candidates[-1].place.start == 90 for candidates, _ in settled)
    ask_for_yes = replace(data[1], question="Is it?")
    assert [c.place for c in rerank(ask_for_yes, order)[0]] == [c.place for c in ask_for_yes.candidates]


def test_the_confidence_parts_answerable_from_unanswerable_on_articles_left_out() -> None:
    rows = cross_validate(DATA)
    assert len(rows) == len(DATA)
    threshold = best_threshold(rows)
    found = figures(rows, threshold)
    assert (found["AUC against unanswerable"] or 0) > 0.85
    assert (found["SQuAD 2.0 F1 with refusals"] or 0) > 0.75
    assert fit_confidence(DATA, fit_order(DATA))["margin"] > 0
    found_curve = curve(rows)
    assert found_curve["0.20"][1] <= found_curve["0.60"][1] < found_curve["0.60"][2] <= 1.0
    assert max(f1 for f1, *_ in found_curve.values()) == pytest.approx(found["SQuAD 2.0 F1 with refusals"], abs=0.03)


def test_an_order_that_is_kept_is_not_fitted_anew() -> None:
    by_chance = Order(RANK | {"margin": 0.0, "lexical": 1.0}, {})
    fitted, found, rows = fit_all([DATA], kept=by_chance)
    assert fitted["rank"] == by_chance.rank
    assert not fitted["second"]
    assert (found["first citation holds a gold answer"] or 0) < 0.4 < 0.8 < np.mean([row["first"] for row in cross_validate(DATA) if row["set"] == "yes"])
    assert len(rows) == len(DATA)


def test_what_somebody_said_counts_for_more_where_the_sentence_reports_it() -> None:
    def one(number: int, *, reports: bool) -> Asked:
        text = "Lee said that it was safe." if reports else "The mayor said that Lee was safe."
        candidate = Candidate(Place("a", 0, len(text)), text, (0, 3), 0.0, 0.0)
        return Asked("a", "own", "What did Lee say?", [candidate], np.array([reports]), ("it was safe",) if reports else ())

    weights = {"bias": -2.0, "margin": 0.1, "again": 0.1, "borne": 0.0, "dense": 2.0, "named": 0.0, "unnamed": 0.0}
    order = Order(RANK, {})
    both = [one(n, reports=n % 2 == 0) for n in range(40)]
    assert fit_reported(both, order, weights) > 1.5
    mixed = [replace(a, holds=np.array([n % 4 < 2])) for n, a in enumerate(both)]
    assert abs(fit_reported(mixed, order, weights | {"bias": 0.0})) < 0.2


def test_of_thresholds_that_do_equally_well_the_one_that_refuses_least_is_taken() -> None:
    rows = [{"kind": "own", "set": "yes", "p": 0.8, "f1": 1.0}, {"kind": "own", "set": "no", "p": 0.3, "f1": 0.0}] * 5
    assert best_threshold(rows) == pytest.approx(0.31, abs=0.011)


def test_follow_ups_have_an_answer_more_often_than_the_questions_fitted_on() -> None:
    rows = [{"set": "yes", "first": True}] * 3 + [{"set": "yes", "first": False}] + [{"set": "no", "first": False}] * 6
    share = 0.84 * 0.75
    assert follow_up_odds(rows) == pytest.approx(np.log(share / (1 - share)) - np.log(0.3 / 0.7), abs=1e-4)


def test_calibration_error_of_known_cases() -> None:
    assert calibration_error([0.05] * 4 + [0.95] * 4, [False] * 4 + [True] * 4) == pytest.approx(0.05)
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)


def test_the_reliability_is_drawn(tmp_path: Path) -> None:
    plot(cross_validate(DATA), tmp_path / "reliability.png")
    assert (tmp_path / "reliability.png").read_bytes().startswith(b"\x89PNG")


def test_a_question_for_yes_or_no_counts_twice_with_its_answer_and_without_it() -> None:
    decided = [asked(f"article {n % 4}", n, answerable=True, kind="yes or no") for n in range(80)]
    rows = of_yes_or_no([*DATA, *decided])
    assert len(rows) == 160
    without = undecided(decided[0])
    assert [c.place.start for c in without.candidates] == [0, 10, 50, 60, 70]
    assert not without.holds.any()
    found = figures_of_yes_or_no(cross_validate(rows, DATA, fit=partial(fit_yes_or_no, threshold=0.5, refused=0.75)), 0.5)
    assert (found["yes or no: AUC against undecided"] or 0) > 0.8
    assert found["yes or no: undecided, refused"] == pytest.approx(0.75, abs=0.08)
    assert (found["yes or no: decided, refused"] or 0) < 0.4
    fitted = fit_yes_or_no(rows, fit_order(DATA), threshold=0.5, refused=0.75)
    assert fitted["again"] > 0
    assert (fitted["dense"], fitted["named"], fitted["unnamed"]) == (0.0, 0.0, 0.0)
