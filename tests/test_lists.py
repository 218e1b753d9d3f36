"""Lists that a text announces: which there are, which of them a question asks for, and the answers that quote them whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from article_chat import Answer, Article, Assistant
from article_chat.datatypes import Draft, Place, Statement
from article_chat.enumerating import Enumerating
from article_chat.passages import split_sentences
from article_chat.structure.headings import content, sections
from article_chat.structure.lists import asks_for_several, is_announced, lists, shown_below
from tests.growth import FOURFOLD, growth

GUIDE = """The old footbridge

The footbridge over the Lesk was closed on Monday. It was built of larch in 1932 by a club of walkers.

Bridge Rules

Everybody who crosses has to know them. They hang at both ends:

• Nobody may ride a horse over it.
• Only three people may be on it at a time. Dogs count as people.
• After dark the gates are locked.

Why It Was Closed

The council gave three reasons for closing the bridge:

• Two of the piers have cracked.
• Hardly anybody has used it since 2010.
• Repairs would cost 4 million crowns.

The council did not name any costs of the new ferry:

• for its crew,
• for its fuel.

Crossing Without It

Before you go down to the ford, pack these things:

1. A dry towel
2. A stick
3. Sandals

The water is coldest in May. Mayor Edda Lund counted two kinds of fish: trout and grayling."""
REASONS = ["Two of the piers have cracked.", "Hardly anybody has used it since 2010.", "Repairs would cost 4 million crowns."]
RULES = ["Nobody may ride a horse over it.", "Only three people may be on it at a time. Dogs count as people.", "After dark the gates are locked."]
THINGS = ["1. A dry towel", "2. A stick", "3. Sandals"]


@pytest.fixture(scope="module")
def guide() -> Assistant:
    return Assistant.open(Article.from_text(GUIDE))


def items(answer: Answer) -> list[str]:
    """What is cited behind the sentence that announces it."""
    return [citation.quote.removeprefix("• ") for citation in answer.citations[1:]]


def test_each_list_has_what_announces_it_and_its_items_whole() -> None:
    found = list(lists(GUIDE, split_sentences(GUIDE)))
    assert [GUIDE[slice(*one.lead)].split()[0] for one in found] == ["They", "The", "The", "Before"]
    assert [GUIDE[slice(*item)].removeprefix("• ") for one in found for item in one.items] == [*RULES, *REASONS, "for its crew,", "for its fuel.", *THINGS]


@pytest.mark.parametrize(
    "text", ["It has two:\n\nOne and two.", "It has one:\n\n• One", "It has: trout and grayling.\n\nThen:\n\n• One.", "• One\n• Two", "", "It has:"]
)
def test_what_is_no_list(text: str) -> None:
    assert list(lists(text, split_sentences(text))) == []


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("which types are there?", True), ("What are the rules?", True), ("list the tools", True), ("give me the reasons", True),
        ("and what other gates open", True), ("in which cases is it wrong?", True), ("By what roads did they come", True),
        ("What is it?", False), ("what happens then", False), ("In what year was it", False),
        ("Which bridge was closed?", False), ("How many rules are there?", False), ("who rides", False),
    ],
)  # fmt: skip
def test_questions_for_several_things(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


@pytest.mark.parametrize(
    ("question", "lead", "heading", "announced"),
    [
        ("Which types implement Copy?", "Here are some of the types that implement Copy:", "", True),
        ("Which types implement the Copy trait?", "Here are some of the types that implement Copy:", "The Copy trait", True),
        ("Which types implement the Copy trait?", "Here are some of the types that implement Copy:", "Types of the sea", False),
        ("Which types implement Copy?", "Here are some of the types that do not implement Copy:", "", False),
        ("Which types do not implement Copy?", "Here are some of the types that do not implement Copy:", "", True),
        ("Which types are there?", "Here are some of the types that implement Copy:", "", False),
        ("List the types that implement Copy", "Here are some of the types that implement Copy:", "", True),
        ("Why do types implement Copy?", "Here are some of the types that implement Copy:", "", False),
        ("Why was the bridge closed?", "The council gave three reasons for closing the bridge:", "", True),
        ("What reasons did the council state for closing the bridge?", "The council gave three reasons for closing the bridge:", "", True),
    ],
)
def test_a_question_for_what_is_announced(question: str, lead: str, heading: str, announced: bool) -> None:
    assert is_announced(question, lead, heading, content) is announced


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("why was the bridge closed?", REASONS),
        ("What were the reasons for closing the bridge?", REASONS),
        ("what are the rules of the bridge", RULES),
        ("List the bridge rules", RULES),
        ("what should i pack before going down to the ford?", THINGS),
    ],
)
def test_a_list_is_the_answer(guide: Assistant, question: str, quoted: list[str]) -> None:
    answer = guide.answer(question)
    assert answer.answered
    assert items(answer) == quoted
    assert answer.text.count("\n") == len(quoted), "an item a line"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How much would the repairs cost?", "Repairs would cost 4 million crowns."),
        ("How many people may be on it at a time?", "Only three people may be on it at a time. Dogs count as people."),
        ("Who gave three reasons?", "The council gave three reasons for closing the bridge:"),
    ],
)
def test_one_thing_is_no_list(guide: Assistant, question: str, first: str) -> None:
    answer = guide.answer(question)
    assert [citation.quote.removeprefix("• ") for citation in answer.citations][:1] == [first]
    assert len(answer.citations) < 3


def test_one_reason_is_completed_for_a_question_for_several_and_none_for_yes_or_no(guide: Assistant) -> None:
    article = guide.articles[0]
    lead, reason = (
        Statement(words, (Place(article.id, article.text.index(words), article.text.index(words) + len(words)),))
        for words in ("The council gave three reasons for closing the bridge:", "• Two of the piers have cracked.")
    )
    guide.answer("Bridge rules?")  # so that it is open
    assert guide._opened is not None
    enumerating = Enumerating(guide._opened.corpus)
    draft = Draft((reason, lead), answered=True)
    assert len(enumerating.completed(draft, "Which reasons were there?").statements) == 1 + len(REASONS)
    assert enumerating.completed(draft, "What was cracked?") == draft
    assert len(enumerating.completed(Draft((lead,), answered=True), "What was there?").statements) == 1 + len(REASONS)
    assert len(enumerating.completed(Draft((lead,), answered=True), "Were there any reasons?").statements) == 1
    counted = Draft((lead,), answered=True, span="three")
    assert len(enumerating.completed(counted, "For which reasons was it closed?").statements) == 1 + len(REASONS)
    assert enumerating.completed(counted, "How many reasons were there?") == counted
    assert enumerating.completed(Draft((reason,), answered=True), "Which reasons were there?").statements == (reason,)


HOW_TO = """The kiln program

It fires a kiln by the clock. To start it, enter the following command:

$ kiln start --soak
Heating to 900 degrees

It then goes on by itself. The potter of Lesk says of it:

I have slept through every firing since I bought it.

To stop it at once: pull the plug."""


def span_of(words: str) -> tuple[int, int]:
    return HOW_TO.index(words), HOW_TO.index(words) + len(words)


@pytest.mark.parametrize(
    ("lead", "shown"),
    [
        ("To start it, enter the following command:", "$ kiln start --soak\nHeating to 900 degrees"),
        ("The potter of Lesk says of it:", "I have slept through every firing since I bought it."),
        ("It then goes on by itself.", None),
        ("To stop it at once:", None),
    ],
)
def test_what_a_sentence_announces_is_right_below_it(lead: str, shown: str | None) -> None:
    span = shown_below(HOW_TO, span_of(lead))
    assert (HOW_TO[slice(*span)] if span else None) == shown


def test_of_long_code_the_first_lines_are_shown_and_of_a_paragraph_without_end_nothing() -> None:
    code = "\n".join(f"line {number} of the program" for number in range(100))
    text = f"It is:\n\n{code}"
    span = shown_below(text, (0, 6))
    assert span is not None
    assert code.startswith(text[slice(*span)] + "\n")
    assert 500 < span[1] - span[0] <= 600
    assert shown_below(f"It is:\n\n{'word ' * 1_000}", (0, 6)) is None
    assert shown_below("It is:", (0, 6)) is None
    assert shown_below("It is:\n\n\n\nSo.", (0, 6)) is None


def test_a_command_is_quoted_below_what_announces_it() -> None:
    guide = Assistant.open(Article.from_text(HOW_TO))
    answer = guide.answer("How do I start it?")
    assert [citation.quote for citation in answer.citations] == ["To start it, enter the following command:", "$ kiln start --soak\nHeating to 900 degrees"]
    assert answer.span is None
    assert guide._opened is not None
    lead = "The potter of Lesk says of it:"
    place = Place(guide.article.id, *span_of(lead))
    draft = Draft((Statement(lead, (place,)),), answered=True, span="The potter of Lesk")
    assert Enumerating(guide._opened.corpus).completed(draft, "Who says that?") == draft, "what announces answers by itself"
    whole = Enumerating(guide._opened.corpus).completed(replace(draft, span=None), "What does the potter say?")
    assert [one.text for one in whole.statements] == [lead, "I have slept through every firing since I bought it."]
    twice = replace(whole, span=None)
    assert Enumerating(guide._opened.corpus).completed(twice, "What does the potter say?").statements == whole.statements
    assert Enumerating(guide._opened.corpus).completed(Draft(), "What does the potter say?") == Draft()


def test_how_to_do_something_is_shown_below_like_so_and_the_words_that_say_it_stay() -> None:
    lead = "You can start a kiln with the lever, like so:"
    guide = Assistant.open(Article.from_text(f"Kilns\n\n{lead}\n\n$ kiln hand\n\nIt takes a minute."))
    answer = guide.answer("How do I start a kiln?")
    assert ([citation.quote for citation in answer.citations], answer.span) == ([lead, "$ kiln hand"], "with the lever")
    assert guide._opened is not None
    said = Draft((Statement(lead, (Place(guide.article.id, 7, 7 + len(lead)),)),), answered=True, span="with the lever")
    assert Enumerating(guide._opened.corpus).completed(said, "What has the lever?") == said


def test_numbered_items_that_follow_one_another_are_no_headings() -> None:
    assert [section.text for section in sections(GUIDE, split_sentences(GUIDE))] == ["Bridge Rules", "Why It Was Closed", "Crossing Without It"]
    headed = "Guide\n\n1. Before\n\nWash the jars.\n\n2. After\n\nClose the jars.\n\n3. Later\n\nOpen them."
    assert [section.text for section in sections(headed, split_sentences(headed))] == ["Before", "After", "Later"]


def test_questions_in_a_table_of_contents_are_answered_further_down() -> None:
    longer = "Steps that have rusted through and bend under whoever treads on them are hard to see at night. Is the way up safe all the same?"
    contents = f"Guide\n\n1.1. How tall is it?\n1.2. {longer}\n1.3. Who keeps it?"
    text = f"{contents}\n\nHow tall is it?\n\nIt has ninety steps.\n\n2.4. It leans.\n\nWho keeps it?\n\nNobody."
    found = sections(text, split_sentences(text))
    assert [(section.text, [text[slice(*span)] for span in section.body]) for section in found] == [
        ("How tall is it?", ["It has ninety steps.", "It leans."]),
        ("Who keeps it?", ["Nobody."]),
    ]


def test_looking_for_lists_and_headings_takes_time_as_the_text_is_long() -> None:
    def look(size: int) -> None:
        text = "They are:\n\n" + "\n".join(f"{number}. Item" for number in range(1, size)) + "\n\nso:" * size
        sentences = split_sentences(text)
        list(lists(text, sentences))
        sections(text, sentences)

    assert growth(look, 1_000) < FOURFOLD
