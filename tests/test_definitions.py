"""What a text defines: the terms that questions ask for, entries, sentences that say what something means or is, and the answers made of them."""

from __future__ import annotations

import pytest

from article_chat import Assistant
from article_chat.articles import Article
from article_chat.datatypes import Draft, Place, Statement
from article_chat.passages import split_sentences
from article_chat.structure.definitions import asked_term, definitions
from article_chat.surveying import Survey
from tests.growth import FOURFOLD, growth

MANUAL = """The kiln program

This manual tells how to fire a kiln with the program. It was last changed in spring.

Terms

To "soak" a load means to hold it at one heat for a time. A cone is a small pyramid of clay that bends when it is hot enough.

When the lid is opened too early, the glaze draws in air. This is known as crazing and spoils the load. Some potters call the lowest shelf the cellar.

Kiln is the makers' program for all ovens. A "warden" shall mean whoever watches the fire. A prop object is a post of clay.

What stands between two shelves is called a "storey" if it is taller than a hand. It may be left empty. A storey of this kind is known as warming up.

The night watch is usually the potter who lit the fire.

Options

-q --quiet

Say nothing while firing. Errors are still written down. They go to a file.

-v, --verbose (may be given twice)

Say all that happens.

KILN_HOME: the folder in which the logs are kept.

max_heat
the heat, in degrees, that is never passed.

cool()

Opens the vent and waits.

RATE

120

Damage

Nobody has been hurt so far, and the makers want it to stay so."""


def told(question: str, text: str = MANUAL) -> list[str]:
    term = asked_term(question)
    found = definitions(term, text, split_sentences(text)) if term else []
    return [text[slice(*span)] for span in found[0].spans] if found else []


@pytest.mark.parametrize(
    ("question", "names", "does"),
    [
        ("What is a cone?", ("cone",), False),
        ("what's the cellar", ("cellar",), False),
        ("and what does “soak” mean?", ("soak",), False),
        ("What is meant by a storey?", ("storey",), False),
        ("define crazing", ("crazing",), False),
        ("what does the -q flag do?", ("-q flag", "-q"), True),
        ("what does the option --quiet do", ("--quiet",), True),
        ("What is the source code?", ("source code", "source"), False),
        ("What is the command `fire` for?", ("fire",), False),
    ],
)
def test_the_term_that_a_question_asks_for(question: str, names: tuple[str, ...], does: bool) -> None:
    term = asked_term(question)
    assert term is not None
    assert (term.names, term.does) == (names, does)


@pytest.mark.parametrize(
    "question",
    [
        "What is it?", "What is this about?", "What was he doing there?", "What is wrong?", "What is the heat that is never passed by anybody?", "Who is Lund?",
        "What does it mean?", "What happens then?", "What is the price of", "What does he do?", "What?", "", "What is new?", "What is going on?",
    ],
)  # fmt: skip
def test_other_questions_ask_for_no_term(question: str) -> None:
    assert asked_term(question) is None


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("What does soak mean?", ['To "soak" a load means to hold it at one heat for a time.']),
        ("What is a cone?", ["A cone is a small pyramid of clay that bends when it is hot enough."]),
        ("what is crazing", ["When the lid is opened too early, the glaze draws in air.", "This is known as crazing and spoils the load."]),
        ("What is a storey?", ['What stands between two shelves is called a "storey" if it is taller than a hand.']),
        ("who or what is the night watch", []),
        ("What is the night watch?", ["The night watch is usually the potter who lit the fire."]),
        ("What is Kiln?", ["Kiln is the makers' program for all ovens."]),
        ("What is a warden", ['A "warden" shall mean whoever watches the fire.']),
        ("What is a prop?", ["A prop object is a post of clay."]),
        ("what does -q do", ["Say nothing while firing.", "Errors are still written down."]),
        ("what does the --quiet option do", ["Say nothing while firing.", "Errors are still written down."]),
        ("what is -v", ["Say all that happens."]),
        ("what is KILN_HOME", ["KILN_HOME: the folder in which the logs are kept."]),
        ("what is max_heat", ["the heat, in degrees, that is never passed."]),
        ("what does cool() do", ["Opens the vent and waits."]),
        ("what is warming up?", ["It may be left empty.", "A storey of this kind is known as warming up."]),
        ("what is kiln_home", []),  # names in programs are told apart by their capitals
        ("what is RATE", []),  # a value tells nothing
        ("what is a lid", []),
        ("what is heat", []),
        ("what is a vent", []),
    ],
)
def test_what_defines_a_term(question: str, sentences: list[str]) -> None:
    assert told(question, MANUAL) == sentences


def test_of_several_definitions_the_plainest_comes_first() -> None:
    text = (
        "In it, the ram is a pump.\n\nThe pump is called a ram.\n\nIn this text, ram means a pump that needs no power.\n\nA ram is a pump.\n\nram: a pump by it"
    )
    term = asked_term("What is a ram?")
    assert term is not None
    found = definitions(term, text, split_sentences(text))
    assert [text[slice(*one.spans[0])].split()[0] for one in found] == ["ram:", "In", "A", "In", "The"]
    assert [one.is_explicit for one in found] == [True, True, True, False, False]


def test_a_condition_defines_less_than_what_it_is() -> None:
    text = "E_LOST: if the line is cut for long\n\nE_LOST\n\nThe other side has not been heard for a minute."
    assert told("what is E_LOST?", text) == ["E_LOST: if the line is cut for long"]
    below = "E_LOST\n\nif the line is cut for long\n\n"
    assert told("what is E_LOST?", f"Codes\n\n{below}E_LOST: what the other side says then") == ["E_LOST: what the other side says then"]
    assert told("what is E_LOST?", f"Codes\n\nE_LOST\n\nThe other side has not been heard for a minute.\n\n{text}")[0].startswith("The other side")


@pytest.fixture(scope="module")
def manual() -> Assistant:
    return Assistant.open(Article.from_text(MANUAL))


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("what does the --quiet option do?", ["Say nothing while firing.", "Errors are still written down."]),
        ("What is meant by “soak”?", ['To "soak" a load means to hold it at one heat for a time.']),
        ("What is crazing?", ["When the lid is opened too early, the glaze draws in air.", "This is known as crazing and spoils the load."]),
        ("What is KILN_HOME for?", ["KILN_HOME: the folder in which the logs are kept."]),
    ],
)
def test_what_is_defined_is_the_answer(manual: Assistant, question: str, quotes: list[str]) -> None:
    answer = manual.answer(question)
    assert (answer.answered, [citation.quote for citation in answer.citations]) == (True, quotes)
    assert answer.confidence >= 0.8


def test_two_terms_that_are_defined_are_told_apart_by_what_they_mean(manual: Assistant) -> None:
    answer = manual.answer("What is the difference between --quiet and soak?")
    assert [citation.quote.split()[0] for citation in answer.citations] == ["Say", "Errors", "To"]
    assert "compare" in answer.text.split("\n")[0]
    assert "[3]" not in manual.answer("What is the difference between a lid and soak?").text


def test_a_term_that_nothing_defines_is_left_to_the_reader(manual: Assistant) -> None:
    assert not manual.answer("What is a pyrometer?").answered
    assert manual.answer("What is the maximum that --loud sets?").confidence < 0.8


def test_the_entry_of_an_option_is_explicit_and_what_stands_under_a_heading_is_not() -> None:
    for line, explicit in (("E_LOST", True), ("Losses", False)):
        term, text = asked_term(f"What is {line}?"), f"Codes\n\n{line}\n\nThe other side has not been heard for a minute."
        assert term is not None
        assert [one.is_explicit for one in definitions(term, text, split_sentences(text))] == [explicit]


def test_of_several_articles_the_one_that_defines_it_plainest_answers() -> None:
    texts = ("Fires\n\nThe thing of clay is called a cone. It bends.", "Kilns\n\nA cone is the heat that a kiln has reached. It is a number.")
    both = Assistant.open([Article.from_text(text) for text in texts])
    both.answer("What is a cone?")  # so that they are open
    assert both._opened is not None
    [statement] = Survey(both._opened.corpus).or_defined("What is a cone?", Draft()).statements
    assert statement.text == "A cone is the heat that a kiln has reached."


def test_what_the_reader_found_stays_where_it_is_sure_of_it(manual: Assistant) -> None:
    manual.answer("What is a cone?")  # so that it is open
    assert manual._opened is not None
    survey, question, defined = Survey(manual._opened.corpus), "What is the night watch?", "The night watch is usually the potter who lit the fire."
    start = MANUAL.index(defined)
    place, elsewhere = Place(manual.article.id, start, start + len(defined)), Place(manual.article.id, 0, 16)

    def drafted(where: Place, sure: float) -> Draft:
        return Draft((Statement(MANUAL[where.start : where.end], (where,)),), answered=True, span="lit the fire", confidence=sure, answered_by="reader")

    assert survey.or_defined(question, drafted(elsewhere, 0.85)) == drafted(elsewhere, 0.85)
    assert survey.or_defined(question, drafted(elsewhere, 0.6)).statements[0].places == (place,)
    assert survey.or_defined(question, drafted(place, 0.6)) == drafted(place, 0.8), "the same words, of which both are sure"
    assert survey.or_defined(question, drafted(place, 0.4)).span is None, "words that the reader was not sure of"
    assert survey.or_defined("What is a lid?", drafted(place, 0.4)) == drafted(place, 0.4)


def test_looking_for_definitions_takes_time_as_the_text_is_long() -> None:
    term = asked_term("What is a ram?")
    assert term is not None

    def look(size: int) -> None:
        text = "ram " * size + "\n" + 'called the "ram ' * size
        definitions(term, text, split_sentences(text))

    assert growth(look, 2_000) < FOURFOLD
