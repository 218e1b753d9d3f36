"""Questions said so that yes answers them, to train on."""

from __future__ import annotations

import pytest

from article_chat.training.deciding import as_yes_or_no, preposition_before


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("When did Putin call Bush?", "Saturday", "Did Putin call Bush on Saturday?"),
        ("Why did they withdraw their offer?", "under pressure", "Did they withdraw their offer?"),
        ("Where is the base?", "the border", "Is the base on the border?"),
        ("Who was the first king?", "Hugo", "Was Hugo the first king?"),
        ("What did Tesla study?", "engineering", "Did Tesla study engineering?"),
        ("In what year was it built?", "1874", "Was it built on 1874?"),
        ("What is it made of?", "copper", None),
        ("Who wrote it?", "Hugo", None),
        ("What did Tesla study in Prague?", "engineering", None),
        ("Who was the first king?", "a man of whom nothing else is known to this day", None),
    ],
)
def test_a_question_is_said_so_that_yes_answers_it(question: str, answer: str, said: str | None) -> None:
    assert as_yes_or_no(question, answer, led_by="on") == said


def test_an_answer_that_need_not_be_named_is_left_out() -> None:
    assert as_yes_or_no("When did Putin call Bush?", "Saturday", put_in=False) == "Did Putin call Bush?"
    assert as_yes_or_no("Where is Paris?", "France", led_by="in", put_in=False) == "Is Paris in France?"


@pytest.mark.parametrize(("text", "word"), [("It opened in 1912.", "in"), ("It was 1912.", ""), ("1912", "")])
def test_the_preposition_before_an_answer_is_found(text: str, word: str) -> None:
    assert preposition_before(text, text.index("1912")) == word
