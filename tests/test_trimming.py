"""Short answers: addresses stay whole, and of the dates of a life only the one that is asked for is given."""

from __future__ import annotations

import pytest

from article_chat.reader.trimming import trimmed
from tests.growth import FOURFOLD, growth

LIFE = "Ottilie Brandvold (3 February 1871 - 19 August 1949) was a botanist."
YEARS = "Ada Wells (1901–1980) was a pilot."
MAIL = "Write to help@lumadesk.example or see https://lumadesk.example/help, from 9 to 17."


@pytest.mark.parametrize(
    ("question", "sentence", "found", "short"),
    [
        ("When was Brandvold born?", LIFE, "3 February 1871 - 19 August 1949", "3 February 1871"),
        ("when did she die", LIFE, "3 February 1871 - 19 August 1949", "19 August 1949"),
        ("What is the date of her death?", YEARS, "(1901–1980", "1980"),
        ("When did she live?", LIFE, "3 February 1871 - 19 August 1949", "3 February 1871 - 19 August 1949"),
        ("When was she born and when did she die?", YEARS, "1901–1980", "1901–1980"),
        ("How many were born?", "Between 20 - 30 were born.", "20 - 30", "20 - 30"),
        ("How do I reach you?", MAIL, "@lumadesk", "help@lumadesk.example"),
        ("Where is the help?", MAIL, "lumadesk.example/help", "https://lumadesk.example/help"),
        ("When can I call?", MAIL, "9 to 17", "9 to 17"),
    ],
)
def test_a_short_answer_is_trimmed_as_it_is_written(question: str, sentence: str, found: str, short: str) -> None:
    start = sentence.rindex(found)
    assert sentence[slice(*trimmed(question, (start, start + len(found)), sentence))] == short


@pytest.mark.parametrize("piece", ["a", "a.", "@", "www.", "1-"])
def test_a_long_word_costs_in_proportion(piece: str) -> None:
    assert growth(lambda size: trimmed("When was she born?", (0, 5), piece * size), 2_000) < FOURFOLD
