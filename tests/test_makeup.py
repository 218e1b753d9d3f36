"""How a text is made up: its headings, tables and abbreviations, and the sections asked for by where they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from article_chat import Article, Assistant
from article_chat.datatypes import REFUSAL
from article_chat.dialogue import Makeup, Part, asked_in_full, asked_of_makeup
from article_chat.passages import split_sentences
from article_chat.structure.short_forms import short_forms
from tests.growth import FOURFOLD, growth

BOAT = """# The Halden boat

By Edda Lund

The boat of the North Sea Union (NSU) is old. IT services are sold by RKS (Rolf Karl Services) in Moss.

## How it sails

It sails badly. Nobody knows why.

## What to bring

1. A warm coat.
2. Two sandwiches.

## Fares

| Place | Fare |
| --- | --- |
| Deck | 20 kroner |
| Cabin | 90 kroner |
"""
PLAIN = "The ferry stopped on Monday. It leaked. The mayor (OK) closed it."


@pytest.fixture(scope="module")
def boat() -> Iterator[Assistant]:
    with Assistant.open(Article.from_text(BOAT)) as opened:
        yield opened


@pytest.fixture(scope="module")
def plain() -> Iterator[Assistant]:
    with Assistant.open(Article.from_text(PLAIN)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "makeup"),
    [
        ("What are the headings?", Makeup(Part.SECTIONS)),
        ("list all sections", Makeup(Part.SECTIONS)),
        ("what's the table of contents?", Makeup(Part.SECTIONS)),
        ("How is the article structured?", Makeup(Part.SECTIONS)),
        ("How many sections does it have?", Makeup(Part.SECTIONS, counted=True)),
        ("Is there a table in the article?", Makeup(Part.TABLES)),
        ("show me the table", Makeup(Part.TABLES)),
        ("Does it have any tables?", Makeup(Part.TABLES)),
        ("Which abbreviations are used in the article?", Makeup(Part.SHORT_FORMS)),
        ("How many sections are there in the law?", None),
        ("Who set the table?", None),
        ("Is there a table by the window?", None),
        ("What are the parts?", None),
        ("Which sections burnt down?", None),
    ],
)
def test_which_part_of_the_makeup_is_asked_for(question: str, makeup: Makeup | None) -> None:
    assert asked_of_makeup(question) == makeup


@pytest.mark.parametrize(
    ("question", "letters"),
    [
        ("What does NSU stand for?", "NSU"),
        ("what does the acronym “nsu” mean", "nsu"),
        ('what does "nsu" mean', "nsu"),
        ("What does IT stand for?", "IT"),
        ("What does it mean?", None),
        ("What does it stand for?", None),
        ("What's the full name of the NSU's boat?", None),
        ("What does the old mayor stand for?", None),
    ],
)
def test_which_letters_are_to_be_spelled_out(question: str, letters: str | None) -> None:
    assert asked_in_full(question) == letters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The North Sea Union (NSU) paid. The NSU left.", [("NSU", "North Sea Union")]),
        ("A Union for the Care of Boats (UCB) met.", [("UCB", "Union for the Care of Boats")]),
        ("The Union of Boats (UoB) met.", [("UoB", "Union of Boats")]),
        ("RKS (Rolf Karl Services) sold it.", [("RKS", "Rolf Karl Services")]),
        ("He paid the mayor (OK) and left (MP).", []),
        ("It cost 20 kroner (NOK).", []),
    ],
)
def test_what_a_text_spells_out(text: str, found: list[tuple[str, str]]) -> None:
    assert [(form.letters, text[slice(*form.full)]) for form in short_forms(text, split_sentences(text))] == found


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What are the headings?", "I find 3 headings in the article:\n- How it sails [1]\n- What to bring [2]\n- Fares [3]"),
        ("Is there a table?", "I find 1 table in the article:\n- Place | Fare [1]\n- Deck | 20 kroner [2]\n- Cabin | 90 kroner [3]"),
        ("List the abbreviations", "I find 2 abbreviations in the article:\n- North Sea Union (NSU) [1]\n- RKS (Rolf Karl Services) [2]"),
        ("What is section 2 about?", "What to bring [1]\n1. A warm coat. [2]\n2. Two sandwiches. [3]"),
        ("summarize the first section", "How it sails [1]\nIt sails badly. [2]\nNobody knows why. [3]"),
    ],
)
def test_what_a_text_is_made_of_is_told_with_its_places(boat: Assistant, question: str, told: str) -> None:
    answer = boat.answer(question)
    assert answer.text == told
    assert all(boat.article.text[one.start : one.end] == one.quote for one in answer.citations)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does it say about bringing?", "1. A warm coat. [1] 2. Two sandwiches. [2]"),
        ("What does the fares section say?", "Place | Fare [1]\nDeck | 20 kroner [2]\nCabin | 90 kroner [3]"),
        ("summarize the section on fares", "Place | Fare [1]\nDeck | 20 kroner [2]\nCabin | 90 kroner [3]"),
        ("How many points are there?", "The article lists 2 in its longest numbered list:\n1. A warm coat. [1]\n2. Two sandwiches. [2]"),
        ("How many sentences does it have?", "It has 58 words, 6 sentences and 4 paragraphs, which takes about 1 minute to read."),
        ("paragraph 2", "It sails badly. [1] Nobody knows why. [2]"),
    ],
)
def test_what_stands_in_a_part_and_how_much_there_is(boat: Assistant, question: str, told: str) -> None:
    assert boat.answer(question).text == told


def test_a_list_is_counted_under_its_heading_and_what_is_no_list_is_not() -> None:
    with Assistant.open(
        Article.from_text("# Soup\n\nIt is hot.\n\n## Roots\n\n- One leek\n- Two carrots\n\n## Tools\n\nA spoon will do. So will a fork.")
    ) as soup:
        assert soup.answer("How many roots do I need?").text == "The article lists 2 under “Roots”:\n• One leek [1]\n• Two carrots [2]"
        assert "The article lists" not in soup.answer("How many tools are there?").text


def test_a_heading_with_a_contraction_is_one_that_asks() -> None:
    with Assistant.open(Article.from_text("# Soup\n\nIt is hot.\n\n## What's in the bowl\n\nA leek swims there.\n\n## Why\n\nIt rains.")) as soup:
        assert soup.answer("What's in the bowl?").text == "A leek swims there. [1]"


def test_a_heading_counts_before_what_the_words_may_mean_besides() -> None:
    with Assistant.open(Article.from_text("# Pump\n\nIt is red.\n\n## How it works\n\nA wheel lifts water.\n\n## Instructions\n\nTurn the wheel.")) as pump:
        assert pump.answer("How does it work?").text == "A wheel lifts water. [1]"
        assert pump.answer("instructions").text == "Turn the wheel. [1]"


@pytest.mark.parametrize("question", ["more", "go on", "tell me more"])
def test_going_on_from_nothing_begins_with_what_it_is_about(plain: Assistant, question: str) -> None:
    assert plain.answer(question).text == plain.answer("summary").text


def test_an_abbreviation_is_spelled_out(boat: Assistant) -> None:
    assert boat.answer("What does NSU stand for?").span == "North Sea Union"
    assert boat.answer("what does rks mean").span == "Rolf Karl Services"
    assert boat.answer("What does IT stand for?").text == REFUSAL


def test_what_a_text_does_not_have_is_said(plain: Assistant) -> None:
    assert plain.answer("What are the headings?").text == "I find no headings in the article."
    assert plain.answer("Is there a table?").text == "I find no tables in the article."
    assert plain.answer("Which abbreviations are used?").text == "I find no abbreviations in the article that it spells out."
    assert plain.answer("What is section 9 about?").text == REFUSAL


def test_a_text_that_is_one_sentence_of_brackets_is_gone_through_once() -> None:
    def found(size: int) -> list[str]:
        text = "a word (AB) " * size
        return [form.letters for form in short_forms(text, [(0, len(text))])]

    assert growth(found, 500) < FOURFOLD
