"""A question put plainly: what is around it is left out, and it ends as a question does."""

from __future__ import annotations

import pytest

from article_chat.dialogue import put_plainly
from tests.growth import FOURFOLD, growth


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Can you tell me where the mayor was on Friday?", "Where the mayor was on Friday?"),
        ("could you please explain to me why the bridge fell", "Why the bridge fell?"),
        ("Do you know who built it?", "Who built it?"),
        ("I'd like to know how far it is.", "How far it is?"),
        ("I was wondering in which year it opened", "In which year it opened?"),
        ("Please tell me about how it was built.", "How it was built?"),
        ("Does the article say when the mayor left?", "When the mayor left?"),
        ("Is it known what it cost?", "What it cost?"),
        ("Any idea who paid?", "Who paid?"),
        ("Hi, ok so why did it fall?", "Why did it fall?"),
        ("According to the text, who paid?", "Who paid?"),
        ("Who paid according to this article, please?", "Who paid?"),
        ("When exactly did it fall, exactly?", "When exactly did it fall?"),
        ("Tell me why.", "Why?"),
        ("can you tell me what president mina castellan told the crowd", "What did president mina castellan tell the crowd?"),
        ("Do you know what the mayor said about the bridge?", "What did the mayor say about the bridge?"),
        ("Tell me what he did.", "What did he do?"),
        ("Tell me who told the mayor.", "Who told the mayor?"),
        ("Tell me what happened when the mayor said no.", "What happened when the mayor said no?"),
        ("who  paid", "who paid?"),
        ("what's the price", "what is the price?"),
        ("Who's been there?", "Who has been there?"),
        ("Whats his name?", "What is his name?"),
        ("The mayor left, right?", "Is it true that the mayor left?"),
        ("He didn't pay, did he?", "Is it true that he didn't pay?"),
        ("So, Edda Lund paid, is that correct?", "Is it true that Edda Lund paid?"),
        ("So when did he say yes?", "When did he say yes?"),
        ("So the old mayor?", "The old mayor?"),
        ("The ferry was shut in May, correct?", "Is it true that the ferry was shut in May?"),
        ("the ferry was shut in May correct?", "Is it true that the ferry was shut in May?"),
        ("Is this true: The ferry was shut in May.", "Is it true that the ferry was shut in May?"),
        ("The ferry was shut in May. Is this true?", "Is it true that the ferry was shut in May?"),
        ("“The ferry was shut in May.” true or false", "Is it true that the ferry was shut in May?"),
        ("Isn't the ferry old?", "Is the ferry old?"),
        ("Didnt they pay?", "Did they pay?"),
        ("Explain the ferry in simple words", "Explain the ferry?"),
        ("Who paid? \U0001f914", "Who paid?"),
        ("\U0001f621 who paid", "who paid?"),
        ("so the mayor said yes?", "Is it true that the mayor said yes?"),
    ],
)
def test_what_is_around_a_question_is_left_out(typed: str, plain: str) -> None:
    assert put_plainly(typed) == plain


@pytest.mark.parametrize(
    "question",
    [
        "Where was the mayor?",
        "Tell me about the driver.",
        "Can you tell me whether the mayor left?",
        "Do you know the mayor?",
        "What does the article say about the bridge?",
        "How about the mayor?",
        "So what?",
        "In the end, which ferry is it?",
        "It was shut in May, why was that?",
        "Was he right?",
        "Was the answer right?",
        "The answer he gave was right?",
        "Don't open the door.",
        "Is it true?",
        "Is it 20 °C?",
        "Whose house is it?",
        "What shows the way?",
        "Did the mayor say who paid?",
        "",
    ],
)
def test_what_is_asked_for_stays(question: str) -> None:
    assert put_plainly(question) == question


@pytest.mark.parametrize("piece", ["so ", " ", "please ", "just ", "i am ", "in the article ", "what's ", "?", " please ?", "can you tell me "])
def test_a_long_question_costs_in_proportion(piece: str) -> None:
    assert growth(lambda size: put_plainly(f"What is it {piece * size}"), 500) < FOURFOLD
    assert growth(lambda size: put_plainly(piece * size), 500) < FOURFOLD
