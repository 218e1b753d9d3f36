"""What people mistype is put as the article writes it; what might be meant is left alone."""

from __future__ import annotations

import pytest

from article_chat.question.spelling import Spelling
from tests.growth import FOURFOLD, growth

TEXT = (
    "Russian President Vladimir Putin told Bush that the Kagaity air base lies 12 miles from the Afghan border.\n"
    "General Rushailo traveled to Central Asia with Anatoli Kvashnin, where Foreign Minister Igor Ivanov had cooperated with Washington."
)
ORDINARY = {"what", "where", "when", "who", "whose", "that", "does", "about", "border", "kazakhstan", "president"}


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling([TEXT], ORDINARY.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("who is rushalio", "who is Rushailo"),
        ("how far is kagiaty base from the afgan border", "how far is Kagaity base from the Afghan border"),
        ("What did Putn say?", "What did Putin say?"),
        ("wher is it", "where is it"),
        ("Who is Kvashnyn?", "Who is Kvashnin?"),
    ],
)
def test_slips_are_mended(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.without_slips(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Who is the president of Kazakhstan?",  # known, though the article does not have it
        "What does Ivanova say?",  # a name of its own
        "did they cooperate with putins generals",  # other forms of the article's words
        "what about Zzyzx and 12 milas",  # like nothing, and like a word too many
        "in 2001, 13 miles",
        "whos that, whats it about",
        "",
    ],
)
def test_what_may_be_meant_is_left_alone(spelling: Spelling, typed: str) -> None:
    assert spelling.without_slips(typed).replace("miles", "milas") == typed.replace("miles", "milas")


@pytest.mark.parametrize(
    ("article", "typed"), [("It symbolises a colour.", "What symbolizes a color?"), ("They analyzed the labor.", "Who analysed the labour?")]
)
def test_british_and_american_spellings_are_no_slips(article: str, typed: str) -> None:
    assert Spelling([article], lambda word: word in ("what", "who")).without_slips(typed) == typed


def test_names_get_their_capitals_where_nobody_set_any(spelling: Spelling) -> None:
    assert spelling.with_capitals("what did igor ivanov tell putin") == "what did Igor Ivanov tell Putin"
    assert spelling.with_capitals("What did ivanov tell Bush") == "What did ivanov tell Bush"


def test_what_opens_a_cell_is_no_name() -> None:
    assert Spelling(["| Year | Turnover |\n| 2021 | 3 million |"], lambda _: True).with_capitals("what about turnover?") == "what about turnover?"


def test_part_of_a_compound_is_no_name() -> None:
    assert Spelling(["Use the powder sold as Vita-Wash."], ORDINARY.__contains__).with_capitals("how to wash it") == "how to wash it"


def test_a_slip_is_no_other_form_of_a_word_though_it_has_its_stem() -> None:
    spelling = Spelling(["They retired early; sixty have taken early retirement. The management judged it."], {"judgment", "what"}.__contains__)
    assert spelling.without_slips("who took early retirment") == "who took early retirement"
    assert spelling.without_slips("Managment of what") == "Management of what"
    for typed in ("who is retiring", "what judgment", "retirements", "who manages"):
        assert spelling.without_slips(typed) == typed


def test_the_names_of_a_long_text_take_no_more_than_their_share_of_time() -> None:
    assert growth(lambda size: Spelling(["Anna Berg " * size], lambda _: False).with_capitals("who is berg?"), 20_000) < FOURFOLD
