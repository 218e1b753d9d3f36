"""Numbered items: "step 3", "the last step", "section 4.2", and what comes after the one that was told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from article_chat import Article, Assistant
from article_chat.datatypes import REFUSAL
from article_chat.passages import split_sentences
from article_chat.structure.numbered import LAST, Item, Wanted, find_item, going_on, numbered_items, wanted_item

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
        ("What are steps 1 & 4?", Wanted("step", "1", ("4",))),
        ("steps 2 until 4", Wanted("step", "2", ("3", "4"))),
        ("steps 1 to 500", Wanted("step", "1", tuple(map(str, range(2, 13))))),
        ("sections 4.1 to 4.3", None),
        ("Summarise  step 3", Wanted("step", "3")),
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


LISTS = "step point item rule tip reason lesson principle stage phase instruction".split()
OF_TEXTS = "section clause article paragraph chapter part".split()
WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
DOES = [f"{do} {i}" for do in "do does should must can will have need would".split() for i in ("i", "you", "we", "one")]
STEP_3 = [
    *(f"{so} step 3" for so in ("and", "So,", "ok", "Okay,", "then", "")),
    *(
        f"{what} step 3?"
        for what in ("What", "Which")
        for what in (f"{what} is", f"{what} are", f"{what} was", f"{what}'s", f"{what}’s", f"{what}s", f"{what} does", f"{what} do")
    ),
    *(f"{tell} step 3" for tell in ("Tell me", "Tell me about", "Show me", "Give me", "Read me", "Explain", "Describe", "How do I do", "What is the")),
    *(f"Step {number}" for number in ("number 3", "no 3", "no. 3", "# 3", "#3", "three", "iii")),
    *(f"Step 3 {says}" for says in ("say", "says", "mean", "about", "cover")),
    *(f"Step 3 of {the}{text}" for the in ("", "the ") for text in ("instructions", "guide", "list", "recipe", "process", "procedure", "article", "text")),
    *(f"the {third} step" for third in ("third", "3rd")),
    *(f"What {comes} after step 2?" for comes in ("comes", "follows", "happens", "is", "comes next", *(f"{does} do" for does in DOES))),
    *("What do I have to do after step 2?", "What will I need to do next after step number two?"),
]


def test_however_an_item_is_asked_for() -> None:
    assert [question for question in STEP_3 if wanted_item(question) != Wanted("step", "3")] == []
    assert [kind for kind in (*LISTS, *OF_TEXTS) if wanted_item(f"What is {kind} 4?") != Wanted(kind, "4")] == []
    for numbers in (WORDS, ROMANS):
        assert [number for place, number in enumerate(numbers, 1) if wanted_item(f"section {number}") != Wanted("section", str(place))] == []
    assert [number for place, number in enumerate(ORDINALS, 1) if wanted_item(f"the {number} tip") != Wanted("tip", str(place))] == []
    assert [number for number in ("1st", "2nd", "3rd", "14th") if wanted_item(f"the {number} tip") != Wanted("tip", number[:-2])] == []
    assert [last for last in ("last", "final") if wanted_item(f"the {last} tip") != Wanted("tip", LAST)] == []
    begin = [f"{how} {do} {i} {start}" for how in ("how", "where") for do in ("do", "should") for i in ("i", "you", "we") for start in ("start", "begin")]
    assert [question for question in begin if wanted_item(question) != Wanted("step", "1")] == []
    assert [does for does in DOES if wanted_item(f"What {does} do last?") != Wanted("step", LAST)] == []
    assert wanted_item("What comes after section 4.2?") is None


THEN = [
    *(f"{so} what next?" for so in ("And", "so", "So,", "ok", "okay,", "")),
    *(f"{what} next?" for what in ("What is", "What's", "What’s", "whats", "What comes", "What happens")),
    *(
        "Then?",
        "What then?",
        "Then what?",
        "After that?",
        "What after this?",
        "Next?",
        "The next one?",
        "What is the next one",
        "What's the next one",
        "whats the next one",
    ),
    *(f"{the}next {kind}" for the in ("", "the ") for kind in LISTS),
    *(f"What {does} do {then}?" for does in DOES[:3] for then in ("then", "next", "after that", "after this")),
]


def test_however_it_is_gone_on() -> None:
    assert [question for question in THEN if going_on(question, "3. Rub in the wax. [1]") != "What comes after step 3?"] == []
    assert going_on("And then he left?", "3. Rub in the wax.") is None
    assert going_on("And then?", "It has 3. Rub") is None


def items(text: str, *headings: tuple[str, str]) -> list[Item]:
    """The items of a text whose `headings` have a sentence below them."""
    spans = [tuple((text.index(part), text.index(part) + len(part)) for part in pair) for pair in headings]
    return numbered_items(text, split_sentences(text), [(heading, (below,)) for heading, below in spans])


def test_what_the_numbers_of_a_text_are() -> None:
    text = "Step 1: Dust it. Dry it.\nRULE II – Sand it.\n\n1.2 Wax it.\n3) Rest.\nPart I\nIt is long.\n 4. Dust it.\n2. Rest"
    found = items(text, ("Part I", "It is long."))
    assert [(one.number, one.kind, one.is_section) for one in found] == [
        ("1", "step", False),
        ("2", "rule", False),
        ("1.2", "", False),
        ("3", "", False),
        ("1", "part", True),
        ("4", "", False),
        ("2", "", False),
    ]
    assert [text[slice(*one.spans[0])].strip() for one in found[:2]] == ["Step 1: Dust it. Dry it.", "RULE II – Sand it."]
    assert [one.of for one in found] == [0, 0, 2, 2, 1, 2, 4], "a number that is no higher begins another list"
    assert [one.of for one in items("1. Dust it.\n1. Rest.")] == [0, 2]
    assert items("Step 5x: Dust it.\n1.2x Wax it.\n3)x Rest.") == []
    assert [one.number for one in items("So.\nStep 5")] == ["5"]


def test_the_item_that_is_meant_is_called_so_or_of_the_longest_list() -> None:
    def item(number: str, kind: str = "", of: int = 0, *, section: bool = False) -> Item:
        return Item(number, kind, ((of, of + 1),), of, section)

    lists = [item("1", of=2), item("2", of=2), item("3", of=2), item("1", of=4), item("1", of=1, section=True), item("1", "rule", 6)]
    assert find_item(Wanted("step", "1"), lists) == lists[0]
    assert find_item(Wanted("section", "1"), lists) == lists[4]
    assert find_item(Wanted("rule", "1"), lists) == lists[5]
    assert find_item(Wanted("step", LAST), lists) == lists[2]
    assert find_item(Wanted("step", "4"), lists) is None
    assert find_item(Wanted("step", "1"), lists[4:5]) == lists[4]
    assert find_item(Wanted("step", "1"), lists[5:]) is None
    assert find_item(Wanted("step", "3"), [item("1"), item("3", of=1, section=True)]) is None, "the third section is no third step"


def test_of_a_long_item_only_the_first_sentences_are_quoted() -> None:
    first, second = f"1. {'a' * 500}.", f"{'B' * 394}."
    assert [one.spans for one in items(f"So.\n{first} {second}")] == [((4, 904),)]
    assert [one.spans for one in items(f"So.\n{first} B{second}")] == [((4, 508),)], "900 characters at most"
    text = f"1. Let {'a' * 1000}. Then rest."
    assert [text[slice(*one.spans[0])][:8] for one in numbered_items(text, [(0, 2), (3, 1008), (1009, 1019)], [])] == ["1. Let a"], "never its number alone"
    assert [one.spans for one in items(f"Step 1: {'a' * 1000}. Then rest.")] == [((0, 1009),)], "but always one"


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
