"""Several questions asked at once: told apart where that is safe, and each answered for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from article_chat import Article, Assistant
from article_chat.answering import Answering
from article_chat.citations import together
from article_chat.components import Asked
from article_chat.datatypes import BETWEEN_PARTS, REFUSAL, Answer, Citation, Unsupported
from article_chat.dialogue import asked_at_once, told_each
from article_chat.several import answered_each
from article_chat.telling import Telling
from tests.growth import FOURFOLD, growth

MILL = """The mill of Aldery opens again

The mill of Aldery opened again on 3 June 2018. The repairs cost 90,000 crowns. The village paid for them with a lottery.

Ilse Brandt grinds rye there every Saturday. She learnt it in Denmark. Two neighbours have complained, because the wheel creaks at night.
"""


@pytest.fixture(scope="module")
def mill() -> Assistant:
    return Assistant.open(Article.from_text(MILL))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("When did it open, and how much did it cost?", ("When did it open?", "How much did it cost?")),
        ("Who is Ilse Brandt and what does she grind", ("Who is Ilse Brandt?", "What does she grind?")),
        ("Who won? Why?", ("Who won?", "Why?")),
        ("How long is the wheel and who built it?", ("How long is the wheel?", "Who built it?")),
        ("Is the mill old and is it dry?", ("Is the mill old?", "Is it dry?")),
        ("What is the price, and is the tea free?", ("What is the price?", "Is the tea free?")),
        ("When and where was she born and was she ill?", ("When and where was she born?", "Was she ill?")),
        ("What did she learn when she was young and what did she grind?", ("What did she learn when she was young?", "What did she grind?")),
        ("Where and when was she born and why did she leave?", ("Where and when was she born?", "Why did she leave?")),
        ("Can you tell me when it opened and what it cost?", ("When it opened?", "What it cost?")),
        ("Who paid? What for? And when?", ("Who paid?", "What for?", "And when?")),
        ("Hi, who won? Can you tell me why", ("Who won?", "Why?")),
    ],
)
def test_what_is_asked_at_once_is_told_apart(question: str, parts: tuple[str, ...]) -> None:
    assert asked_at_once(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "What did Lund and Aune agree on?",
        "Who grinds and sells the rye?",
        "When and where was she born?",
        "Who was born in Aldery and moved to Denmark?",
        "Who sold the mill, and when?",
        "What was and is the use of the mill?",
        "Who are the members who have paid and who have not voted?",
        "What decides which wheel is wet and which is dry?",
        "What did he say about who won and who lost?",
        "Did he ask who she was and where did she live?",
        "What goes with bread, butter and what else?",
        'Who said "Who won? Why?"?',
        "The mill is old. Why?",
        "Hello! Who won? Thanks!",
        "Who? What? When? Where? Why? How?",
        "Who won? Nobody knows",
        "Who won? What a day!",
        "How old is the mill and is the wheel?",
        "Did he and did she agree?",
        'Did he say "Ann won and why did Lund lose"?',
        "When it opened and what it cost",
        "Tell me when it opened and closed again",
        "Tell me in which year and where the mill opened",
    ],
)
def test_what_and_joins_within_a_question_stays_whole(question: str) -> None:
    assert asked_at_once(question) == (question,)


def test_telling_questions_apart_takes_no_square_of_the_text() -> None:
    assert growth(lambda size: asked_at_once("when did it open and " * size), 500) < FOURFOLD


def test_each_is_answered_with_its_own_citation(mill: Assistant) -> None:
    answer = mill.answer("When did the mill open again, and how much did the repairs cost?")
    assert answer.answered
    assert answer.text == (
        "When did the mill open again?\nThe mill of Aldery opened again on 3 June 2018. [1]\n\n"
        "How much did the repairs cost?\nThe repairs cost 90,000 crowns. [2]"
    )
    assert [one.quote for one in answer.citations] == ["The mill of Aldery opened again on 3 June 2018.", "The repairs cost 90,000 crowns."]
    assert [one.number for one in answer.citations] == [1, 2]
    assert answer.question == "When did the mill open again, and how much did the repairs cost?"


def test_of_each_it_is_said_where_the_article_does_not_say(mill: Assistant) -> None:
    answer = mill.answer("Where did Ilse Brandt learn it and when was she born?")
    assert answer.text.endswith(f"[1]\n\nWhen was Ilse Brandt born?\n{REFUSAL}")
    none = mill.answer("Who designed the airport, and how many planes does it have?")
    assert (none.answered, none.text, none.citations) == (False, REFUSAL, ())
    assert [one.number for one in none.closest] == list(range(1, len(none.closest) + 1))


def test_a_part_that_leans_on_the_one_before_is_read_with_it(mill: Assistant) -> None:
    assert "\n\nWhy did the mill open again?\n" in mill.answer("When did the mill open again? Why?").text
    assert mill.answer("Who complained? Why?").text.endswith("Two neighbours have complained, because the wheel creaks at night. [1]")


def test_what_is_asked_in_one_breath_makes_no_answer_likelier(mill: Assistant) -> None:
    said: list[Asked] = []

    def answer_one(asked: Asked) -> Iterator[Answer]:
        said.append(asked)
        yield Answer("It did. [1]", asked.question, answered=True)

    answered_each(Asked("All of it?"), ("When did it open?", "When was she born?", "Why?"), answer_one)
    assert [(one.beside, len(one.history)) for one in said] == [(False, 0), (True, 1), (False, 2)]

    def sure(beside: bool) -> float:
        assert mill._opened
        *_, answer = mill._opened.chain._one(Asked("When was she born?", [("Where did Ilse Brandt learn it?", "She learnt it in Denmark. [1]")], beside=beside))
        assert answer.question == "When was Ilse Brandt born?"
        return answer.confidence

    assert sure(False) > sure(True) == mill.answer("When was Ilse Brandt born?").confidence


def test_as_written_takes_it_as_one_question(mill: Assistant) -> None:
    assert BETWEEN_PARTS not in mill.answer("When did the mill open again, and how much did the repairs cost?", as_written=True).text


def test_the_best_answer_there_is_is_one(mill: Assistant) -> None:
    best = mill.consider("When did the mill open again, and who designed the airport?")
    assert (best.answered, best.parts, len(best.citations)) == (True, [], 1)


@pytest.mark.parametrize(("model", "own_words", "apart"), [(False, False, True), (True, False, False), (True, True, True)])
def test_a_chat_model_is_asked_all_at_once(mill: Assistant, model: bool, own_words: bool, apart: bool) -> None:
    mill.answer("When did the mill open again?")
    assert mill._opened
    parts = mill._opened.chain._parts
    parts = replace(parts, answerer=object(), after=None) if model else parts  # type: ignore[arg-type]
    answering = Answering(parts, lambda _: [], Telling(parts.corpus), mill._opened.chain.cite)
    assert answering.takes_apart(Asked("Who won? Why?", own_words=own_words), "Who won? Why?") is apart


def test_the_next_question_goes_on_from_the_last_part(mill: Assistant) -> None:
    asked = "What did the repairs cost, and what does Ilse Brandt grind?"
    told = mill.answer(asked)
    assert mill.answer("Where did she learn it?", history=[(asked, told.text)]).question.startswith("Where did Ilse Brandt learn")
    assert [question for question, _ in told_each(asked, told.text)] == ["What did the repairs cost?", "What does Ilse Brandt grind?"]
    assert told_each(asked, REFUSAL) == [(asked, REFUSAL)]
    assert told_each("What did the repairs cost?", told.text) == [("What did the repairs cost?", told.text)]


def test_the_same_place_has_the_same_number(mill: Assistant) -> None:
    one, two = mill.answer("How much did the repairs cost?"), mill.answer("When did the mill open again?")
    both = together("Both?", [one, two, one])
    assert [citation.number for citation in both.citations] == [1, 2]
    assert both.text.split(BETWEEN_PARTS)[2].endswith("[1]")
    assert both.confidence == min(one.confidence, two.confidence)


def test_all_is_refused_where_nothing_is_answered() -> None:
    refused = [Answer(REFUSAL, question, answered=False, confidence=sure) for question, sure in (("Who?", 0.1), ("Why?", 0.2))]
    both = together("Who? Why?", refused)
    assert (both.answered, both.text, both.confidence) == (False, REFUSAL, 0.2)


def test_closest_passages_of_the_likeliest_come_first() -> None:
    near = [Citation(1, start, start + 1, "x", "x", start, start + 1, "a") for start in (0, 1)]
    refused = [
        Answer(REFUSAL, question, answered=False, confidence=sure, closest=(one,))
        for question, sure, one in zip(("Who?", "Why?"), (0.1, 0.2), near, strict=True)
    ]
    assert [(one.number, one.start) for one in together("Who? Why?", refused).closest] == [(1, 1), (2, 0)]


def test_a_number_in_a_question_is_no_citation_and_notices_are_kept_once() -> None:
    told = [Answer("It did. [1]", f"What is [1] {word}?", answered=True, notice="Slow.", citations=(cite(1, "It did."),)) for word in ("here", "there")]
    both = together("Both?", told)
    assert both.text == "What is [note 1] here?\nIt did. [1]\n\nWhat is [note 1] there?\nIt did. [1]"
    assert both.notice == "Slow."


def test_what_is_known_of_several_answers_is_known_of_those_that_answer() -> None:
    refused = Answer(REFUSAL, "Who?", answered=False, confidence=0.1, answered_by="model:x", closest=(cite(1, "She."),))
    greeted = Answer("Hello.", "Hi?", answered=True, confidence=1.0, answered_by="dialogue")
    told = Answer("It did. [1]", "Why?", answered=True, confidence=0.6, answered_by="reader", citations=(cite(1, "It did."),))
    both = together("All?", [refused, greeted, replace(told, unsupported=(Unsupported("So.", "Why."),))])
    assert (both.answered, both.answered_by, both.confidence, both.closest) == (True, "reader", 0.6, ())
    assert both.unsupported == (Unsupported("So.", "Why."),)
    assert together("All?", [refused, greeted]).answered_by == "dialogue"


def cite(number: int, quote: str) -> Citation:
    return Citation(number, 0, len(quote), quote, quote, 0, len(quote), "a")


def test_the_parts_of_an_answer_are_known_by_its_text() -> None:
    assert Answer("Who?\nShe.\n\nWhy?\nSo.", "Who? Why?", answered=True).parts == [("Who?", "She."), ("Why?", "So.")]
    for text in ("She. [1]", "Who?\nShe.", "Who?\n\nShe.", "She.\n\nWhy?\nSo.", "It is\nhers.\n\nIt was\nhis."):
        assert Answer(text, "Who? Why?", answered=True).parts == []
    assert Answer("Who?\nShe.\n\nWhy?\nSo.", "Who? Why?", answered=True, answered_by="model:x").parts == []


def test_a_reason_for_what_was_just_told_is_not_that_sentence_again() -> None:
    text = "The base\n\nBases (where the one at Lund is just some 12 miles from the border) are likely to help the crews in the region.\n"
    base = Assistant.open(Article.from_text(text))
    asked = "How far is the base at Lund from the border?"
    assert not base.answer("Why?", [(asked, base.answer(asked).text)]).answered
