"""The gist is made of whole, central sentences that do not repeat each other."""

import numpy as np
import pytest

from article_chat.datatypes import Span
from article_chat.summary import _items, summarise
from tests.growth import FOURFOLD, growth


def lay_out(texts: list[str], gap: int = 1) -> list[Span]:
    spans, start = [], 0
    for text in texts:
        spans.append((start, start + len(text)))
        start += len(text) + gap
    return spans


def unit(rows: list[list[float]]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


HARBOUR = [
    "The Harbour Reopens",
    "Fishing boats in the old harbour, 2019",
    "The harbour of Lund reopened on Monday after three years of repairs.",
    "The port of Lund opened again on Monday when three years of repairs had ended.",
    "It cost the town forty million crowns in all.",
    "Local fishermen expect that the larger quay will double their catch.",
    "Gulls were seen.",
]
VECTORS = unit([[1, 0.2, 0], [1, 0.3, 0.1], [1, 0.1, 0.1], [1, 0.12, 0.1], [0.7, 0.7, 0.1], [0.6, 0.1, 0.8], [0.1, 0.1, 1]])


def test_the_lead_comes_first_and_what_repeats_it_is_left_out() -> None:
    assert summarise(lay_out(HARBOUR), HARBOUR, VECTORS, wanted=1) == [2]
    chosen = summarise(lay_out(HARBOUR), HARBOUR, VECTORS, wanted=3)
    assert 2 in chosen
    assert 3 not in chosen


def test_title_caption_and_fragments_are_passed_over() -> None:
    assert not {0, 1, 6} & set(summarise(lay_out(HARBOUR), HARBOUR, VECTORS, wanted=7))


def test_indices_come_in_article_order_and_no_more_than_wanted() -> None:
    for wanted in range(8):
        chosen = summarise(lay_out(HARBOUR), HARBOUR, VECTORS, wanted=wanted)
        assert chosen == sorted(set(chosen))
        assert len(chosen) <= wanted


@pytest.mark.parametrize(
    "opening", ["He said that", "But", "However,", "These", "The second reason was that", "Finally,", "To underscore that view,", "In addition,", "“They"]
)
def test_a_sentence_that_leans_on_another_loses_to_one_that_stands_alone(opening: str) -> None:
    texts = [
        "The council of Lund met in the town hall on Monday.",
        f"{opening} the harbour was closed by the storm again.",
        "The harbour was closed by the storm again at noon.",
    ]
    vectors = unit([[1, 0, 0.1], [0.5, 1, 0.1], [0.5, 0.98, 0.1]])
    assert summarise(lay_out(texts), texts, vectors, wanted=2) == [0, 2]


@pytest.mark.parametrize(
    ("loses", "wins"),
    [
        ("The coxswain told me that the bell had rung all night.", "The coxswain told him that the bell had rung all night."),
        ("• The bell rings all night in every storm of the year.", "The bell rings all night in every storm of the year."),
        ("We rang the bell all night in every storm of the year.", "We found that the bell rang all night in every storm."),
    ],
)
def test_what_stands_for_less_loses(loses: str, wins: str) -> None:
    """An episode of who speaks, an item of a list, and a "we" that leans on what was said; but "we found" says what a paper is about."""
    texts = ["The council of Lund met in the town hall on Monday.", loses, wins]
    assert summarise(lay_out(texts), texts, unit([[1, 0, 0.1], [0.5, 1, 0.1], [0.5, 0.98, 0.1]]), wanted=2) == [0, 2]


def test_all_sentences_of_an_item_belong_to_it() -> None:
    texts = ["The tap of the kitchen drips in the night.", "1.", "Close the valve under the sink with a spanner.", "The valve is as old as that.", "It drips."]
    spans = [*lay_out(texts)[:4], (300, 309)]
    assert _items(spans, texts).tolist() == [0, 1, 1, 1, 0]


def test_likeness_to_the_title_counts() -> None:
    body = ["Rain fell over the coast for a week.", "The mayor of Lund has resigned over it.", "Snow fell over the coast for a week."]
    vectors = [[0.2, 1, 0], [1, 0.3, 0], [0, 1, 0.3]]
    with_title = summarise(lay_out(["Mayor resigns", *body]), ["Mayor resigns", *body], unit([[1, 0, 0], *vectors]), wanted=2)
    assert 2 in with_title


def test_an_article_without_whole_sentences_still_gets_something() -> None:
    texts = ["Shopping list", "two loaves of bread", "six eggs"]
    assert summarise(lay_out(texts), texts, unit([[1, 0], [0, 1], [1, 1]]), wanted=2) == [1, 2]
    assert summarise(lay_out(["word"]), ["word"], unit([[1, 0]])) == [0]
    assert summarise([], [], np.zeros((0, 3), dtype=np.float32)) == []


def test_equal_sentences_are_taken_once() -> None:
    texts = ["The harbour of Lund was closed on Monday."] * 5
    assert summarise(lay_out(texts), texts, unit([[1, 2]] * 5), wanted=3) == [0]


def test_a_long_article_takes_little_time() -> None:
    generator = np.random.default_rng(7)
    vectors = generator.normal(size=(30_000, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"The sentence with the number {number} says nothing new at all." for number in range(30_000)]
    spans = lay_out(texts)
    assert growth(lambda size: summarise(spans[:size], texts[:size], vectors[:size], wanted=3), 7_500) < FOURFOLD
