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


HELPERS = "is are was were has have had do does did will would can could should must may might".split()
NO_SUBJECT = (
    "when if that who which what why how where is are was were has have had did does do will would and or to of in on at by for with from as than more".split()
)
FRAMED = {
    **{f"Who paid in {the} {text}?": "Who paid?" for the in ("this", "the", "THE") for text in ("article", "text", "passage", "story")},
    **{f"{word}'s it?": f"{word} is it?" for word in ("who", "what", "where", "when", "why", "how", "What")},
    **{f"who’{short} gone?": f"who {full} gone?" for short, full in (("re", "are"), ("ll", "will"), ("ve", "have"), ("s", "is"))},
    **{f"who's {been} it?": f"who has {been} it?" for been in ("been", "got", "had", "BEEN")},
    **{
        f"Tell me {what} Lund {said} it": f"{what.capitalize()} did Lund {say} it?"
        for what in ("who", "whom", "what")
        for said, say in (("thought", "think"), ("wrote", "write"), ("meant", "mean"), ("SAID", "say"))
    },
    **{f"Tell me what {word} Lund said": f"What {word} Lund said?" for word in (*NO_SUBJECT, "pleased")},
    **{
        f"Lund paid, {tag}?": "Is it true that Lund paid?"
        for tag in (
            *("right", "RIGHT", "correct", "true", "yes", "no"),
            *(f"is {that} {so}" for that in ("that", "this", "it") for so in ("right", "correct", "true", "so")),
            *(f"{helper}{n_t} {he}" for helper in HELPERS[:4] for n_t in ("", "n't", "n’t") for he in "he she it they we you that this there one".split()),
            *(f"{helper} he{not_}" for helper in HELPERS for not_ in ("", " not")),
        )
    },
    "Lund paid right?": "Is it true that Lund paid?",
    **{
        f"So Lund {did} it?": f"Is it true that Lund {did} it?"
        for did in "said told gave took made got left won lost met came went saw knew thought found kept held paid".split()[:-1]
    },
    **{f"So Lund {did} it?": f"Is it true that Lund {did} it?" for did in (*HELPERS, "didn't", "hasn’t", "opened")},
    "so, lund left it?": "Is it true that lund left it?",
    **{f"{he.capitalize()} paid, right?": f"Is it true that {he} paid?" for he in "he she it they we this that these those there some all most many".split()},
    **{f"{the.capitalize()} men paid, right?": f"Is it true that {the} men paid?" for the in "the a an his her its their no most".split()},
}
ASKED_ALREADY = [
    *(f"So {word} Lund paid, right?" for word in ("when", "where", *HELPERS, "didn't", "and", "tell")),
    *(f"So Lund {word} paid, right?" for word in "who whom whose what which why how".split()),
    "Lund, right?",
]


def test_whatever_is_around_a_question_is_left_out() -> None:
    assert {typed: put_plainly(typed) for typed in FRAMED} == FRAMED


def test_what_asks_something_is_not_to_be_confirmed() -> None:
    assert [typed for typed in ASKED_ALREADY if put_plainly(typed).startswith("Is it true")] == []
    assert put_plainly("Lund paid, right? Who?") == "Lund paid, right? Who?"
    assert put_plainly("What the mayor said") == "What the mayor said?", "only what was framed has lost its order"


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
