"""People are asked about by the name that the article calls them by."""

from __future__ import annotations

import pytest

from article_chat.datatypes import Statement
from article_chat.reader.calling import as_called, without_namesakes
from tests.growth import FOURFOLD, growth

NEWS = (
    "Prime Minister Mina Castellan opened the bridge at Tarvos. Castellan said that Governor Ola Brandt had paid for it. When Brandt spoke, the crowd left.",
    "The Harvard Bridge Society gave John Harvard a medal. Igor Petrov and Anna Petrov applauded; Petrov wept. Harvard said nothing. In Tarvos it rained.",
    "The Scottish Parliament met in South Tarvos. Parliament voted. Later Dr. J. K. Lindqvist resigned, but Lindqvist's deputy stayed. Olga Reyes sang.",
    "Half Time Radio reported it. Time was short, and time went by. Sky Media closed. Media from abroad, media from home, and Moreau's lawyer came.",
)
"""Whole passages, as they are read together."""


@pytest.mark.parametrize(
    ("asked", "called"),
    [
        ("What did Mina Castellan say?", "What did Castellan say?"),
        ("What did Prime Minister Castellan say?", "What did Castellan say?"),
        ("what did mina castellan say", "what did castellan say"),
        ("What is Mina Castellan's view of Governor Ola Brandt?", "What is Castellan's view of Brandt?"),
        ("Mina Castellan opened what?", "Castellan opened what?"),
        ("Who is Mrs. Castellan?", "Who is Castellan?"),
        ("Why did J. K. Lindqvist resign?", "Why did Lindqvist resign?"),
        ("What did Mr Moreau do?", "What did Moreau do?"),
    ],
)
def test_one_who_is_called_by_the_surname_is_asked_about_by_it(asked: str, called: str) -> None:
    assert as_called(asked, NEWS) == called


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What did Castellan say?", "there is nothing to leave out"),
        ("What did Igor Petrov do?", "two people have the surname"),
        ("What did John Harvard get?", "the surname begins another name"),
        ("What did Olga Reyes do?", "she is nowhere called by the surname alone"),
        ("What did Karl Castellan say?", "the passages know nobody of the given name"),
        ("What did Senator Castellan say?", "the passages give nobody of the name that title"),
        ("Who met in the Scottish Parliament?", "an article stands before what is no person"),
        ("Who met in Scottish Parliament?", "the passages put an article before it"),
        ("What is in South Tarvos?", "a direction makes it another place"),
        ("Who reported Half Time?", "the last word is a common one"),
        ("Who closed Sky Media?", "the last word is a common one"),
        ("", "there is nothing"),
        ("?", "there is no word"),
    ],
)
def test_every_other_name_stays_as_it_was_typed(question: str, why: str) -> None:
    assert as_called(question, NEWS) == question, why


@pytest.mark.parametrize(
    ("asked", "called"),
    [
        ("What did the mayor say?", "What did Dorsey say?"),
        ("what did the mayor promise", "what did Dorsey promise"),
        ("What did the prime minister warn?", "What did Lund warn?"),
        ("What did the bishop say?", "What did the bishop say?"),
        ("What did the judge say?", "What did the judge say?"),
        ("Who is the mayor?", "Who is the mayor?"),
        ("What did the mayor of Ashby say?", "What did the mayor of Ashby say?"),
        ("What did the mayor's brother say?", "What did the mayor's brother say?"),
        ("When did the mayor leave?", "When did the mayor leave?"),
    ],
)
def test_what_somebody_with_a_title_said_is_what_its_bearer_said(asked: str, called: str) -> None:
    passages = (
        "Mayor Angela Dorsey left. The mayor was tired. Dorsey said that it was late. Prime Minister Lund came.",
        "Mayor Dorsey came back. Bishop Ivar Berg met Bishop Olga Lind. The judge rose.",
    )
    assert as_called(asked, passages) == called


def test_without_passages_nothing_is_changed() -> None:
    assert as_called("What did Mina Castellan say?", []) == "What did Mina Castellan say?"


BERGS = [
    Statement(text)
    for text in ("Anna Berg built the mill.", "Her cousin Ida Berg sold it.", "Berg died young.", "Ida Berg and Anna Berg met.", "Director Berg came.")
]


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("What did Ida Berg build?", {0}),
        ("Did Anna Berg sell it?", {1}),
        ("What did Berg build?", set()),
        ("What did Tom Berg build?", set()),
        ("Did Anna tell Berg?", set()),
        ("What did Director Berg do?", set()),
    ],
)
def test_what_is_told_of_a_namesake_answers_nothing(question: str, left_out: set[int]) -> None:
    kept = [one for place, one in enumerate(BERGS) if place not in left_out]
    assert without_namesakes(question, BERGS, [" ".join(one.text for one in BERGS)]) == kept


@pytest.mark.parametrize(
    ("question", "words", "left_out"),
    [
        ("What did Ida Berg sell?", "the mill", True),
        ("What did Anna Berg sell?", "the mill", False),
        ("What did Berg sell?", "the mill", False),
        ("What did Ida Berg build?", "a barn", False),
        ("What did Ida Berg sell?", "a quarry", False),
    ],
)
def test_in_a_sentence_of_both_the_clause_tells_of_whom_it_is(question: str, words: str, left_out: bool) -> None:
    both = Statement("Ida Berg built a barn while Minister Anna Berg sold the mill.")
    bought = Statement("Ida Berg, a sister of Anna Berg, sold a quarry.")
    one = both if words in both.text else bought
    kept = without_namesakes(question, [one, BERGS[2]], [both.text, bought.text], marked=lambda told: max(0, told.text.find(words)))
    assert (one not in kept) is left_out


def test_where_every_sentence_is_of_a_namesake_the_nearest_are_still_there() -> None:
    assert without_namesakes("What did Ida Berg build?", BERGS[:1], [" ".join(one.text for one in BERGS)]) == BERGS[:1]


@pytest.mark.parametrize("piece", ["Mina Castellan ", "Castellan. ", "A. ", "\t\t", "Mr "])
def test_long_passages_cost_in_proportion(piece: str) -> None:
    assert growth(lambda size: as_called("What did Mina Castellan say?", [piece * size]), 3_000) < FOURFOLD
    assert growth(lambda size: without_namesakes("What did Mina Castellan say?", BERGS, [piece * size]), 3_000) < FOURFOLD
