"""The best sentence read once more, in windows of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from article_chat.datatypes import Hit, Passage, Place
from article_chat.reader.answerer import ReaderAnswerer
from article_chat.reader.captions import off_the_point
from article_chat.reader.model import PassageReading, SpanScore
from article_chat.reader.ranking import NO_SPAN, Calibration, Candidate, confidence_features
from article_chat.reader.second_look import MAY_COME_FIRST, contenders, settled, surer_span, windows

RANK = {"margin": 1.0, "passage": 0.0, "dense": 0.0, "lexical": 0.0}
CONFIDENCE = {"bias": 0.0, "margin": 0.5, "again": 0.5, "borne": 0.0, "dense": 0.0, "named": 0.0, "unnamed": 0.0, "reported": 0.0}


def hit(text: str, start: int = 0, label: str = "", article: str = "a") -> Hit:
    sentences = tuple((start + match.start(), start + match.end()) for match in re.finditer(r"\w+\.", text))
    return Hit(Passage(article, 0, start, start + len(text), text, sentences, label), 1.0, 0.5, 1.0)


def candidate(text: str, start: int, article: str = "a") -> Candidate:
    return Candidate(Place(article, start, start + len(text)), text, (start, start + 3), 2.0, 0.0)


class ByText:
    """A reader whose margin depends on the passage alone."""

    def __init__(self, margins: dict[str, float], otherwise: float) -> None:
        self.margins, self.otherwise, self.seen = margins, otherwise, list[str]()

    def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        self.seen.extend(passages)
        return [PassageReading((SpanScore(0, 3, margin, margin),)) for text in passages for margin in [self.margins.get(text, self.otherwise)]]


def even(question: str, places: Sequence[Place]) -> tuple[Any, Any]:
    return np.zeros(len(places)), np.zeros(len(places))


def test_a_sentence_is_read_by_itself_and_between_its_neighbours() -> None:
    assert windows(candidate("Two.", 5), [hit("One. Two. Three.")]) == ["Two.", "One. Two. Three."]
    assert windows(candidate("One.", 0), [hit("One. Two. Three.")]) == ["One.", "One. Two."]
    assert windows(candidate("One.", 0), [hit("One.")]) == ["One."]


def test_neighbours_come_from_every_passage_that_has_the_sentence_and_from_no_other_article() -> None:
    found = [hit("Two. Three.", start=5), hit("One. Two. Else.", article="b"), hit("One. Two.")]
    assert windows(candidate("Two.", 5), found) == ["Two.", "One. Two. Three."]
    assert windows(candidate("Two.", 5, article="c"), found) == ["Two."]


def test_the_span_is_that_of_the_surer_look() -> None:
    one = candidate("It cost 5 in 1901.", 40)
    better, worse = (PassageReading((SpanScore(8, 9, margin, margin), SpanScore(13, 17, -2.0, -2.0))) for margin in (2.5, 1.5))
    assert surer_span("How much did it cost?", one, "It cost 5 in 1901.", better) == (48, 49)
    assert surer_span("How much did it cost?", one, "It cost 5 in 1901.", worse) == one.span
    assert surer_span("How much did it cost?", one, "It cost 5 in 1901.", PassageReading(())) == one.span
    labelled = PassageReading((SpanScore(14, 15, 2.5, 2.5),))
    assert surer_span("How much did it cost?", one, "Told: It cost 5 in 1901.", labelled) == (48, 49)
    in_label = PassageReading((SpanScore(0, 4, 2.5, 2.5),))
    assert surer_span("How much did it cost?", one, "Told: It cost 5 in 1901.", in_label) == one.span


def test_what_cannot_answer_by_how_it_is_written_is_no_surer_look() -> None:
    one = candidate("There are 8 cabins for 60 dollars.", 40)
    reading = PassageReading((SpanScore(10, 11, 4.5, 4.5), SpanScore(23, 33, 2.5, 2.5)))
    assert surer_span("How much is a cabin?", one, one.text, reading) == (63, 73)
    assert surer_span("How many cabins are there?", one, one.text, reading) == (50, 51)


def test_a_label_is_read_again_too() -> None:
    assert windows(candidate("One.", 0), [hit("One. Two.", label="The photo was taken as ")]) == [
        "The photo was taken as One.",
        "The photo was taken as One. Two.",
    ]


@pytest.mark.parametrize(("alone", "between", "sure"), [(2.0, 2.0, 0.88), (-2.0, -4.0, 0.38), (-90.0, 2.0, 0.18)])
def test_what_the_reader_sees_then_steadies_the_probability(alone: float, between: float, sure: float) -> None:
    reader = ByText({"One.": alone, "One. Two.": between}, 2.0)
    answerer = ReaderAnswerer(reader, even, calibration=Calibration(RANK, CONFIDENCE, refuse_below=0.5))
    (draft,) = answerer.draft("q", [hit("One. Two. Three.")])
    assert reader.seen == ["One. Two. Three.", "One.", "One. Two."]
    assert draft.confidence == pytest.approx(sure, abs=0.01)
    assert draft.answered is (sure > 0.5)


@pytest.mark.parametrize(("first", "second", "sure"), [(2.0, 2.0, 0.97), (-2.0, -6.0, 0.25), (0.0, 0.0, 0.88)])
def test_the_words_found_are_put_behind_the_question_and_read_as_a_statement(first: float, second: float, sure: float) -> None:
    def bears_out(statement: str, texts: Sequence[str]) -> list[float]:
        asked.append((statement, list(texts)))
        return [{"One.": first, "One. Two.": second}[text] for text in texts]

    asked: list[tuple[str, list[str]]] = []
    calibration = Calibration(RANK, CONFIDENCE | {"borne": 1.0}, refuse_below=0.5)
    answerer = ReaderAnswerer(ByText({}, 2.0), even, bears_out=bears_out, calibration=calibration)
    for _ in range(2):
        (draft,) = answerer.draft("Which number ?", [hit("One. Two. Three.")])
        assert draft.confidence == pytest.approx(sure, abs=0.01)
    assert asked == [("Which number? One.", ["One.", "One. Two."])]
    answerer.consider("Is it one?", [hit("One. Two. Three.")])
    assert len(asked) == 1


def test_a_second_opinion_counts_by_as_much_as_the_reader_itself_sees() -> None:
    one = candidate("One.", 0)
    counted = [confidence_features("q", [replace(one, margin=margin, borne=9.0)])["borne"] for margin in (NO_SPAN, -3.0, 3.0, 12.0)]
    assert counted == pytest.approx([0.48, 2.5, 4.09, 4.88], abs=0.01)
    assert confidence_features("q", [replace(one, borne=-9.0)])["borne"] == pytest.approx(-confidence_features("q", [replace(one, borne=5.0)])["borne"])
    assert confidence_features("q", [one])["borne"] == 0.0


def test_even_without_doubt_the_words_found_are_checked_and_without_words_nothing_is() -> None:
    def bears_out(statement: str, texts: Sequence[str]) -> list[float]:
        asked.append(statement)
        return [3.0 for _ in texts]

    asked: list[str] = []
    answerer = ReaderAnswerer(ByText({}, 9.0), even, bears_out=bears_out, calibration=Calibration(RANK, CONFIDENCE, refuse_below=0.5))
    sure = [replace(candidate(text, start), margin=9.0, span=(start, end)) for text, start, end in (("One.", 0, 4), ("Two.", 5, 5))]
    assert [one.borne for one in answerer.look_again("q", [hit("One. Two.")], sure, most=2)] == [3.0, None]
    assert asked == ["q? One."]


def test_only_the_candidates_that_may_come_first_are_read_again() -> None:
    reader = ByText({"Two.": 1.0, "One. Two.": -30.0}, 3.0)
    answerer = ReaderAnswerer(reader, even, calibration=Calibration(RANK, CONFIDENCE, refuse_below=0.5))
    looked = answerer.look_again("q", [hit("One. Two.")], [candidate("Two.", 5), candidate("One.", 0)])
    assert [one.again for one in looked] == [pytest.approx((1.0 + NO_SPAN) / 2), None]
    assert answerer.look_again("q", [], []) == []


def test_without_doubt_nothing_is_read_again() -> None:
    reader = ByText({}, 9.0)
    answerer = ReaderAnswerer(reader, even, calibration=Calibration(RANK, CONFIDENCE, refuse_below=0.5))
    (draft,) = answerer.draft("q", [hit("One. Two.")])
    assert reader.seen == ["One. Two."]
    assert draft.confidence > 0.99


def test_of_close_candidates_the_one_that_a_second_look_bears_out_comes_first() -> None:
    ranked = [replace(candidate(text, start), score=score) for text, start, score in (("One.", 0, 3.0), ("Two.", 5, 2.0), ("Three.", 10, 0.4))]
    assert contenders(ranked) == 2
    reader = ByText({"Two.": 3.0, "One. Two. Three.": 3.0}, -5.0)
    calibration = Calibration(RANK, CONFIDENCE, refuse_below=0.5, second={"score": 0.4, "again": 0.2, "borne": 0.1})
    looked = ReaderAnswerer(reader, even, calibration=calibration).look_again("q", [hit("One. Two. Three.")], ranked)
    assert [one.text for one in looked] == ["Two.", "One.", "Three."]
    assert [one.score for one in looked] == [3.0, 2.0, 0.4]
    assert [one.again for one in looked] == [3.0, -5.0, None]
    kept = ReaderAnswerer(reader, even, calibration=calibration).look_again("Is it?", [hit("One. Two. Three.")], ranked)
    assert [one.text for one in kept] == ["One.", "Two.", "Three."]


def test_how_far_its_words_are_borne_out_may_put_a_candidate_first() -> None:
    one, other = (replace(candidate(text, start), score=score, borne=borne) for text, start, score, borne in (("One.", 0, 1.0, -4.0), ("Two.", 5, 0.5, 4.0)))
    weights = {"score": 1.0, "again": 0.0, "borne": 0.1}
    assert [found.text for found in settled([one, other], weights)] == ["Two.", "One."]
    assert settled([one, other], weights | {"borne": 0.05}) == [one, other]
    assert settled([one, other], {}) == [one, other]
    assert settled([], weights) == []


def test_what_ranks_far_below_is_not_read_again() -> None:
    ranked = [replace(candidate("One.", 0), score=score) for score in (5.0, 5.0 - MAY_COME_FIRST, 4.9 - MAY_COME_FIRST)]
    assert contenders(ranked) == 2
    assert contenders([ranked[0]] * 5) == 3
    assert contenders([]) == 0


def test_who_took_a_picture_is_told_only_by_a_caption_that_gives_the_credit() -> None:
    def off(text: str, question: str) -> bool:
        return off_the_point(question, replace(candidate(text, 0), borne=5.0), [hit(text, label="The photo was taken as ")])

    assert off("Singing.", "Who took the photo?")
    assert not off("Photograph.", "Who took the photo?")
    assert not off("Singing.", "Who sings?")


def test_a_caption_off_the_point_gives_way_unless_a_picture_is_asked_about() -> None:
    """A picture shows what was at another time, with the very words that are asked for."""
    label = "The photo was taken as "
    hits = [hit("June.", label=label), hit("Monday.", start=10), hit("Rain.", start=20)]
    margins = {"June.": 8.0, "Monday.": 3.0, "Rain.": -9.0}

    class Behind:
        """A reader that sees its words behind the label."""

        def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
            return [PassageReading((SpanScore(len(text) - len(told), len(text), m, m),)) for text in passages for told, m in margins.items() if told in text]

    def asked(question: str, borne: dict[str, float], line: float = 0.3) -> list[str]:
        def bears_out(statement: str, texts: Sequence[str]) -> list[float]:
            return [next((margin for text, margin in borne.items() if text in texts[0]), 0.0) for _ in texts]

        answerer = ReaderAnswerer(Behind(), even, bears_out=bears_out, calibration=Calibration(RANK, CONFIDENCE, line))
        settled = answerer.settle(question, hits)
        (draft,) = answerer.draft(question, hits)
        assert [statement.text for statement in draft.statements] == [settled[0].text][: draft.answered]
        return [one.text for one in settled]

    assert asked("When did Bush call?", {"June": -2.0, "Monday": -1.0}) == ["Monday.", "June.", "Rain."]
    assert asked("When did Bush call?", {"June": 2.0})[0] == "June."
    assert asked("When was the photo taken?", {"June": -2.0})[0] == "June."
    assert asked("Who took the photo?", {"June": 2.0})[0] == "Monday.", "who is in a picture did not take it"
    assert asked("Who made this photograph?", {"June": 2.0})[0] == "Monday."
    assert asked("When did Bush call?", {"Monday": -2.0})[0] == "June."
    assert asked("When did Bush call?", {"June": -2.0}, line=0.9999)[0] == "June."  # the nearest there is, where nothing answers
