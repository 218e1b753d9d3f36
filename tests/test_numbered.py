"""Numbered items: "step 3", "the last step", "section 4.2", and what comes after the one that was told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from article_chat import Article, Assistant
from article_chat.datatypes import REFUSAL
from article_chat.passages import split_sentences
from article_chat.structure.numbered import LAST, Wanted, going_on, numbered_items, wanted_item

GUIDE = """# How to wax a table

You need an hour. 20 grams of wax are enough.

## Before you start

1. Open a window.
2. Lay out newspaper.

## Steps

1. Dust the table. Use a dry cloth.
2. Sand it along the grain.
3. Rub in the wax. Leave it for ten minutes; it has to turn dull.
4. Polish it with a brush.
"""
RULES = """Rules of the boathouse

1. Keys

1.1 Every member has one key. It may not be copied.

1.2 A lost key costs 20 euros.

2. Boats

2.1 A boat may be booked for three hours.

2.2 Boats are cleaned after use.
"""
DAYS = """A week on the river

Step 1: We left Lund at dawn.

Step 2: We carried the boats past the weir.

Afterwards 1. FC Lund had won.
"""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("what is step 3", Wanted("step", "3")),
        ("Step 3?", Wanted("step", "3")),
        ("And step three?", Wanted("step", "3")),
        ("What does Article IV say?", Wanted("article", "4")),
        ("section 4.2", Wanted("section", "4.2")),
        ("What's the first step?", Wanted("step", "1")),
        ("What is the 2nd rule?", Wanted("rule", "2")),
        ("the last step", Wanted("step", LAST)),
        ("What comes after step 4?", Wanted("step", "5")),
        ("What should I do after step 4?", Wanted("step", "5")),
        ("What do I do first?", Wanted("step", "1")),
        ("how do i start", Wanted("step", "1")),
        ("What comes before step 5?", Wanted("step", "4")),
        ("steps 2-4", Wanted("step", "2", ("3", "4"))),
        ("What are steps 1 and 4?", Wanted("step", "1", ("4",))),
        ("The first three steps?", Wanted("step", "1", ("2", "3"))),
        ("steps 4 to 2", None),
        ("The first three steps of the ladder?", None),
        ("What was the first step towards peace?", None),
        ("Who took step 3?", None),
        ("How do I start the engine?", None),
        ("What is article chat?", None),
    ],
)
def test_which_item_is_asked_for(question: str, wanted: Wanted | None) -> None:
    assert wanted_item(question) == wanted


@pytest.mark.parametrize(
    ("question", "answer", "read"),
    [
        ("And then?", "3. Rub in the wax. [1]", "What comes after step 3?"),
        ("What's next?", "3. Rub in the wax. [1]", "What comes after step 3?"),
        ("what do I do after that", "12. Rest. [1]", "What comes after step 12?"),
        ("the previous step?", "3. Rub in the wax. [1]", "What comes before step 3?"),
        ("and the one before", "3. Rub in the wax. [1]", "What comes before step 3?"),
        ("And then?", "Rub in the wax. [1]", None),
        ("Why then?", "3. Rub in the wax. [1]", None),
    ],
)
def test_what_comes_next(question: str, answer: str, read: str | None) -> None:
    assert going_on(question, answer) == read


@pytest.fixture(scope="module")
def assistants() -> Iterator[dict[str, Assistant]]:
    opened = {text: Assistant.open(Article.from_text(text)) for text in (GUIDE, RULES, DAYS)}
    yield opened
    for assistant in opened.values():
        assistant.close()


@pytest.mark.parametrize(
    ("text", "question", "told"),
    [
        (GUIDE, "what is step 3", "3. Rub in the wax. Leave it for ten minutes; it has to turn dull. [1]"),
        (GUIDE, "What do I do first?", "1. Dust the table. Use a dry cloth. [1]"),
        (GUIDE, "steps 1 and 2", "1. Dust the table. Use a dry cloth. [1]\n2. Sand it along the grain. [2]"),
        (GUIDE, "What is section 1?", "Before you start [1]\n1. Open a window. [2]\n2. Lay out newspaper. [3]"),
        (GUIDE, "The last step?", "4. Polish it with a brush. [1]"),
        (RULES, "What does section 2 say?", "2.1 A boat may be booked for three hours. [1] 2.2 Boats are cleaned after use. [2]"),
        (RULES, "clause 1.2", "1.2 A lost key costs 20 euros. [1]"),
        (DAYS, "What is step 2?", "Step 2: We carried the boats past the weir. [1]"),
    ],
)
def test_an_item_is_told_by_its_number(assistants: dict[str, Assistant], text: str, question: str, told: str) -> None:
    answer = assistants[text].answer(question)
    assert answer.text == told
    article = assistants[text].article.text
    assert all(article[one.start : one.end] == one.quote for one in answer.citations)


@pytest.mark.parametrize("question", ["List the steps", "steps?", "what are the steps"])
def test_a_numbered_list_is_told_item_by_item(assistants: dict[str, Assistant], question: str) -> None:
    told = assistants[GUIDE].answer(question)
    assert [one.quote for one in told.citations] == [
        "1. Dust the table. Use a dry cloth.",
        "2. Sand it along the grain.",
        "3. Rub in the wax. Leave it for ten minutes; it has to turn dull.",
        "4. Polish it with a brush.",
    ]


def test_a_number_that_is_not_there_is_not_made_up(assistants: dict[str, Assistant]) -> None:
    assert assistants[GUIDE].answer("what is step 14").text == REFUSAL
    assert assistants[DAYS].answer("What is rule 3?").text == REFUSAL


def test_a_conversation_walks_through_the_steps(assistants: dict[str, Assistant]) -> None:
    first = assistants[GUIDE].answer("What do I do first?")
    second = assistants[GUIDE].answer("And then?", [("What do I do first?", first.text)])
    assert second.text == "2. Sand it along the grain. [1]"
    assert second.question == "What comes after step 1?"


def test_numbers_that_begin_a_sentence_count_nothing() -> None:
    text = "20 grams of wax are enough.\n1874. That was the year.\nIt was 3. Nobody knew."
    assert numbered_items(text, split_sentences(text), ()) == []
