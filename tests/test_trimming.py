"""Short answers: addresses stay whole, two who did something together are both named, and of a life's dates only the one that is asked for is given."""

from __future__ import annotations

import pytest

from article_chat.reader.trimming import trimmed
from tests.growth import FOURFOLD, growth

LIFE = "Ottilie Brandvold (3 February 1871 - 19 August 1949) was a botanist."
YEARS = "Ada Wells (1901–1980) was a pilot."
SAILED = "That spring, Admiral of the Fleet Ivar Berg and Captain Nils Holm sailed to Lund."
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
        ("Who sailed to Lund?", SAILED, "Nils Holm", "Admiral of the Fleet Ivar Berg and Captain Nils Holm"),
        ("Who sailed to Lund with Holm?", SAILED, "Ivar Berg", "Ivar Berg"),
        ("Where did Berg sail?", SAILED, "Nils Holm", "Nils Holm"),
        ("who dug it", "It was dug under the engineer Louisa Tarr and her brother Edmund.", "Louisa Tarr", "Louisa Tarr and her brother Edmund"),
        ("By whom was it won?", "Ada and the Swedish captain Nils Holm won it.", "Ada", "Ada and the Swedish captain Nils Holm"),
        ("Who built it?", "It was built by Voss and Hemmel was beheaded.", "Voss", "Voss"),
        ("Who left?", "He met Ada and Holm left.", "Holm", "Holm"),
        ("Who said so?", "Ada said so and Holm agreed.", "Ada", "Ada"),
    ],
)
def test_a_short_answer_is_trimmed_as_it_is_written(question: str, sentence: str, found: str, short: str) -> None:
    start = sentence.rindex(found)
    assert sentence[slice(*trimmed(question, (start, start + len(found)), sentence))] == short


@pytest.mark.parametrize("piece", ["a", "a.", "@", "www.", "1-", "A ", "A and "])
@pytest.mark.parametrize("question", ["When was she born?", "Who left?"])
def test_a_long_word_costs_in_proportion(question: str, piece: str) -> None:
    assert growth(lambda size: trimmed(question, (0, 5), piece * size), 2_000) < FOURFOLD
