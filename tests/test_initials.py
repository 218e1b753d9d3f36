"""Initials and the names they stand for, as an article writes them."""

from __future__ import annotations

import pytest

from article_chat.question.initials import Initials
from tests.growth import FOURFOLD, growth

TEXT = """The European Central Bank raised rates. The U.S. and the United Nations agreed; NATO did not. In the UK it rained. IRIS SLEPT.
Geneva's World Health Organization wrote to the Federal Bureau of Investigation."""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("What did the ECB do?", "What did the European Central Bank do?"),
        ("What did the US do?", "What did the U.S. do?"),
        ("what did the us do", "what did the U.S. do"),
        ("What did the USA do?", "What did the U.S. do?"),
        ("What does the United States want?", "What does the U.S. want?"),
        ("What did the U.N. say?", "What did the United Nations say?"),
        ("What did the WHO do?", "What did the World Health Organization do?"),
        ("Who is the FBI?", "Who is the Federal Bureau of Investigation?"),
        ("Did it rain in the U.K.?", "Did it rain in the UK?"),
        ("Did North Atlantic Treaty Organization agree?", "Did NATO agree?"),
    ],
)
def test_initials_are_put_as_the_article_has_them(typed: str, written: str) -> None:
    assert Initials([TEXT]).as_written(typed) == written


@pytest.mark.parametrize(
    "question",
    [
        "What did NATO do?",
        "What did the European Central Bank do?",
        "Did he tell us so?",
        "Did the us all agree?",
        "Who are the IRA?",
        "Who is IRIS?",
        "WHAT DID THE US DO?",
        "",
    ],
)
def test_what_the_article_does_not_have_stays(question: str) -> None:
    assert Initials([TEXT]).as_written(question) == question


def test_the_style_that_is_written_most_is_taken() -> None:
    assert Initials(["The US and the U.S. and the U.S. met."]).as_written("What did the USA do?") == "What did the U.S. do?"


@pytest.mark.parametrize("piece", ["A", "A.", "Ab ", "US ", "Aa-Bb ", "the ", "European Central "])
def test_long_texts_cost_in_proportion(piece: str) -> None:
    question = "What did the ECB, the USA and the European Union of Banks do?"
    assert growth(lambda size: Initials([piece * size]).as_written(question), 20_000) < FOURFOLD
