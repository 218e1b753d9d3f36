"""Cells of tables, asked for by the names of row and column."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from article_chat import Article, Assistant
from article_chat.datatypes import Draft, Place, Statement
from article_chat.structure.headings import content
from article_chat.structure.tables import asked_cell, column_names, one_cell
from article_chat.telling import Telling
from tests.growth import FOURFOLD, growth

TITLE = "The Halden pumps compared"
PUMPS = f"""{TITLE}

Both pumps were run for a week.

Feature | Halden 200 | Halden 300
Weight | 4.1 kg | 5.3 kg
Price | 210 crowns | 260 crowns
Colours | grey, red | grey

They are loud.
"""
MARKED = f"""# {TITLE}

Both pumps were run for a week.

| Feature | Halden 200 | Halden 300 |
| --- | --- | --- |
| Weight | 4.1 kg | 5.3 kg |
| Price | 210 crowns | 260 crowns |
"""


def lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("What is the price of the Halden 300?", "260 crowns"),
        ("how much does the halden 300 weigh", "5.3 kg"),
        ("Which colours does the Halden 200 come in?", "grey, red"),
        ("And what is the weight of the Halden 200 pump?", "4.1 kg"),
        ("How high is the price of the Halden 300?", "260 crowns"),
        ("What is the price?", None),
        ("What is the price of the Halden 400?", None),
        ("What is the price of the Halden 300 hose?", None),
        ("What is the price of the Halden 200 and the Halden 300?", None),
        ("Who set the price of the Halden 300?", None),
        ("Is the price of the Halden 300 fair?", None),
        ("How did the price of the Halden 300 come about?", None),
        ("", None),
    ],
)
def test_a_cell_is_found_by_the_names_of_its_row_and_column(question: str, cell: str | None) -> None:
    found = asked_cell(question, PUMPS, lines(PUMPS), content, TITLE)
    assert (found and found.text) == cell
    assert found is None or found.text in PUMPS[slice(*found.row)]


SIGNS = "Lamp | Meaning | What to do\nGreen, fast | Door open | Close the door\nGreen, slow | Ready | Nothing\n"


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("What does a slow green lamp mean?", "Ready"),
        ("what to do when the green lamp is fast", "Close the door"),
        ("What does a slow green door mean?", None),
        ("What does a red lamp mean?", None),
    ],
)
def test_what_the_rows_are_may_be_named_too(question: str, cell: str | None) -> None:
    found = asked_cell(question, SIGNS, lines(SIGNS), content)
    assert (found and found.text) == cell


def test_two_columns_are_enough_where_the_question_names_both() -> None:
    rides = "Year | Trips\n2018 | 310\n2019 | 340\n"
    found = asked_cell("How many trips in 2019?", rides, lines(rides), content)
    assert found is not None
    assert found.text == "340"
    assert asked_cell("How many trips in 2017?", rides, lines(rides), content) is None


def test_the_row_that_names_the_columns_tells_nothing() -> None:
    assert column_names(PUMPS, lines(PUMPS)) == {lines(PUMPS)[2]}
    assert column_names("Time | 45 minutes\nServes | four\n", [(0, 17), (18, 31)]) == set()
    answer = Assistant.open(Article.from_text(PUMPS)).answer("What does the article say about the Halden 200?")
    assert not any(citation.quote.startswith("Feature |") for citation in answer.citations)


def test_two_tables_that_have_it_decide_nothing() -> None:
    twice = f"{PUMPS}\nFeature | Halden 200 | Halden 300\nPrice | 1 crown | 2 crowns\n"
    assert asked_cell("What is the price of the Halden 300?", twice, lines(twice), content) is None


def test_the_answer_is_the_row_and_in_short_the_cell() -> None:
    answer = Assistant.open(Article.from_text(MARKED)).answer("What is the price of the Halden 300?")
    assert answer.span == "260 crowns"
    assert "260 crowns" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "words", "cell"),
    [
        ("What does the rent in Mole House come to?", "48 | £540", "£540"),
        ("How much is Mole House?", "48 | £540", "£540"),
        ("How large is Mole House?", "48 | £540", None),
        ("What is Mole House like?", "48 | £540", None),
        ("What is the rent?", "£540", "£540"),
    ],
)
def test_a_short_answer_reaches_over_no_cells(question: str, words: str, cell: str | None) -> None:
    text = "House | Flats | Rent a month | Built\nMole House | 48 | £540 | 1962\nVole House | 64 | £610 | 1978"
    rows = lines(text)
    assert one_cell(question, words, rows[1], text, rows) == cell


def test_nor_does_that_of_an_answer() -> None:
    rows = "House | Flats | Rent a month | Built\nMole House | 48 | £540 | 1962\nVole House | 64 | £610 | 1978"
    article = Article.from_text(f"The houses\n\nThe town lets two houses by the river.\n\n{rows}\n\nThey are full.")
    with Assistant.open(article) as assistant:
        assert assistant.answer("How much is Mole House?").span == "£540"
        telling, start = Telling(assistant._open().chain._corpus), article.text.index("Mole House |")
        row = Place(article.id, start, article.text.index("\n", start))
        draft = Draft((Statement("Mole House", (row,)),), answered=True, span="48 | £540")
        assert telling.in_one_cell(draft, "How much is it?").span == "£540"
        for other in (replace(draft, span=None), replace(draft, statements=()), replace(draft, statements=(Statement("Mole House"),))):
            assert telling.in_one_cell(other, "How much is it?") == other


def test_long_tables_cost_in_proportion() -> None:
    def ask(size: int) -> None:
        text = "Feature | Halden 200 | Halden 300\n" + "Price | 1 | 2\n" * size
        asked_cell("What is the price of the Halden 300?", text, lines(text), content)

    assert growth(ask, 500) < FOURFOLD


def test_a_further_row_or_column_is_asked_for_in_passing() -> None:
    assistant = Assistant.open(Article.from_text(MARKED))
    first = assistant.answer("What is the price of the Halden 300?")
    then = assistant.answer("And the Halden 200?", history=[(first.question, first.text)])
    assert then.span == "210 crowns"


def test_the_heading_above_a_table_may_say_what_its_rows_are() -> None:
    codes = "Exit Codes\n\nCode | Meaning\n0 | All went well\n3 | The tables are old"
    found = asked_cell("What does exit code 3 mean?", codes, lines(codes), content)
    assert found is not None
    assert found.text == "The tables are old"
    for other in (codes.replace("Exit Codes", "They exit by codes."), codes.replace("Exit Codes", "Colours")):
        assert asked_cell("What does exit code 3 mean?", other, lines(other), content) is None
