"""The yes or no before a chat model's answer is held against the question, and a right one is never doubted."""

from __future__ import annotations

import json
from functools import cache

import pytest

from article_chat.datatypes import Place
from article_chat.embedding import MiniLMEmbedder
from article_chat.reader.model import statement_margins
from article_chat.support import Evidence, remembering
from article_chat.support.declaring import Decision, decision
from article_chat.support.tidy import yes_or_no_before
from article_chat.support.yes_and_no import contradicted
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests" / "golden" / "yes_and_no.json").read_text(encoding="utf-8"))
"""Questions for yes or no, what decides them, an answer in words of its own, and the sentence it rests on; many in other words than the sentence's."""

NO_FIRST = 'No, "yes" is what he said.'


@cache
def parts():
    return remembering(MiniLMEmbedder().embed_questions), statement_margins()


def doubted(case: dict[str, str], said: str) -> str:
    embed, bears_out = parts()
    evidence = [Evidence(Place("a", 0, len(case["sentence"])), case["sentence"])]
    return contradicted(case["question"], f"{said.capitalize()}, {case['answer']}", evidence, embed=embed, bears_out=bears_out)


def test_a_right_yes_or_no_is_never_doubted() -> None:
    assert not [case["question"] for case in CASES if doubted(case, case["decided"])]


@pytest.mark.parametrize(("wrong", "caught"), [("yes", 19), ("no", 14)])
def test_a_wrong_one_is_found_where_it_is_plain(wrong: str, caught: int) -> None:
    """As measured: 19 of 52 and 14 of 45."""
    found = [doubted(case, wrong) for case in CASES if case["decided"] != wrong]
    assert set(found) <= {wrong, ""}
    assert sum(map(bool, found)) >= caught


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Did parliament lift the ban?", "Parliament lifted the ban.", "Parliament did not lift the ban."),
        ("Does Moscow still see it so", "Moscow still sees it so.", "Moscow still does not see it so."),
        ("Will American planes be allowed to land?", "American planes will be allowed to land.", "American planes will not be allowed to land."),
        ("was the dresden plant closed?", "The dresden plant was closed.", "The dresden plant was not closed."),
        ("Did she offer help?", "She offered help.", "She did not offer help."),
    ],
)
def test_a_question_for_yes_or_no_is_said_both_ways(question: str, yes: str, no: str) -> None:
    assert decision(question) == Decision(yes, no)


@pytest.mark.parametrize(
    "question",
    [
        "When did parliament lift the ban?",
        "Did they lift or keep the ban?",
        "Didn't they lift the ban?",
        "Did they not lift the ban?",
        "Was anyone sent off?",
        "Was the loss bigger than analysts expected?",
        "Has this been tested in animals?",
        "Is the base near Afghanistan?",
        "Tell me whether they lifted it.",
        "Did? ?",
        "",
    ],
)
def test_what_cannot_be_said_both_ways_is_not_decided(question: str) -> None:
    assert decision(question) is None


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("Yes, it fell.", "yes"),
        ("No. It rose.", "no"),
        ("no — it rose", "no"),
        ("According to the article, yes, it fell.", "yes"),
        (NO_FIRST, "no"),
        ("No passengers were hurt.", ""),
        ("No. 10 stands there.", ""),
        ("Indeed, it fell.", ""),
        ("It fell, yes.", ""),
    ],
)
def test_the_word_that_decides_is_found_only_where_it_leads(reply: str, said: str) -> None:
    assert yes_or_no_before(reply) == said
