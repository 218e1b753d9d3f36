"""First questions: fluent, made from what the text says, and about something else each."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_chat.suggestions import suggest as suggestions
from tests.growth import FOURFOLD, growth


def suggest(text: str, *, wanted: int = 24) -> list[str]:
    return [suggestion.question for suggestion in suggestions(text, wanted=wanted)]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Orla lighthouse is about 30 miles from the Norwegian border.", "How far is the Orla lighthouse from the Norwegian border?"),
        ("Mayor Ada Wells said in Lund that the harbour would reopen.", "What did Mayor Ada Wells say in Lund?"),
        ("Brandt said last week: “We will not wait.”", "What did Brandt say last week?"),
        ("President Halla Orr has promised ten new ferries to Denmark.", "What has President Halla Orr promised to Denmark?"),
        ("The town founded a school of music in 1921.", "When did the town found a school of music?"),
        ("The harbour was closed in 1954 after a storm.", "When was the harbour closed?"),
        ("In 1954, the council of Lund rebuilt the quay.", "When did the council of Lund rebuild the quay?"),
        ("They met before a six-hour session of the council.", "How long was the session?"),
        ("About 300 people attended the opening.", "How many people attended the opening?"),
        ("The bridge cost $40 million.", "How much did the bridge cost?"),
        ("The ferry stopped because the sea froze.", "Why did the ferry stop?"),
        ("General Ivar Berg and Captain Nils Holm traveled to Iceland.", "Who traveled to Iceland?"),
        ("The decision was praised by Foreign Minister Olga Lind.", "Who is Olga Lind?"),
        ("Ada Wells was a pilot from Lund.", "Who was Ada Wells?"),
        ("Basalt is a dark volcanic rock.", "What is Basalt?"),
        ("The ferry will close for repairs in the first week of May.", "When will the ferry close for repairs?"),
        ("The quay was built by prisoners of the fort and opened in 1911.", "When did the quay open?"),
        ("The quay was built by prisoners of the fort.", "Who built the quay?"),
        ("“It is old,” said the chief engineer, Marit Sole.", "Who is Marit Sole?"),
        ("The soup keeps for three days.", "How long does the soup keep?"),
        ("The boiler is 27 years old.", "How old is the boiler?"),
        ("The next meeting is on 14 February 2023.", "When is the next meeting?"),
        ("The old tree must be felled because of a fungus.", "Why must the old tree be felled?"),
        ("Dr Weiss will collect the keys.", "What will Dr Weiss collect?"),
        ("Renholt studied at the University of Karsten.", "Where did Renholt study?"),
        ("The Duke then hired 400 mercenaries.", "How many mercenaries did the Duke hire?"),
        ("The airline had offered 1,600 dollars.", "How much did the airline offer?"),
        ("The passenger, Daniel Ferro, 34, a teacher, flew home.", "Who is Daniel Ferro?"),
        ("President Orr talks to Captain Holm in June 2001", "When did President Orr talk to Captain Holm?"),
    ],
)
def test_a_telling_sentence_gives_its_question(sentence: str, question: str) -> None:
    assert question in suggest(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that it was over.",
        "They were built in 1920.",
        "But this had changed by 1950.",
        "Its leader, who was ill, left in 1931 with them.",
        "bread, milk, eggs",
        "",
        "12 34 56",
        "Was it so?",
    ],
)
def test_a_sentence_that_leans_on_others_gives_none(sentence: str) -> None:
    assert suggest(sentence) == []


ARTICLE = """The Harbour Reopens

Mayor Ada Wells opened the old harbour of Lund on 3 May 2019. Mayor Ada Wells said in Lund that the repairs were worth every crown. The quay is about 12 miles
from the Danish border. About 400 people attended. The repairs cost $40 million.

The ferry stopped because the sea froze. Lund has two other quays, and Lund wants a third. Captain Nils Holm praised the decision."""


def test_the_first_questions_are_of_different_kinds() -> None:
    first = suggest(ARTICLE.replace("\nfrom", " from"))[:5]
    assert len({question.split()[0] + question.split()[1] for question in first}) == 5


def test_there_are_no_more_than_wanted_and_no_doubles() -> None:
    questions = suggest(ARTICLE * 3, wanted=6)
    assert len(questions) == len(set(questions)) == 6
    assert suggest(ARTICLE, wanted=0) == []


def test_names_that_come_up_again_are_asked_about() -> None:
    assert "What does the article say about Lund?" in suggest(ARTICLE, wanted=20)


def test_a_question_tells_where_it_was_made() -> None:
    (made,) = (one for one in suggestions(ARTICLE) if one.question == "How many people attended?")
    assert ARTICLE[made.start : made.end] == "About 400 people attended."


def test_things_that_come_up_often_are_asked_about() -> None:
    text = "Fill the tank. Empty the tank, then rinse the tank with water."
    assert "What does the article say about the tank?" in suggest(text)


def test_every_question_is_one_line_of_plain_words() -> None:
    for question in suggest(ARTICLE, wanted=50):
        assert re.fullmatch(r"[A-Z][\w' .$-]{8,110}\?", question), question


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_taken(text: str) -> None:
    assert all(question.endswith("?") for question in suggest(text))


@pytest.mark.parametrize(
    "text", ["word " * 200_000, "A" * 1_000_000, "The Big " * 100_000, "12 miles from " * 80_000, "In 1990, The House was " * 50_000, "\n" * 500_000]
)
def test_hostile_text_takes_little_time(text: str) -> None:
    assert growth(lambda size: suggest(text[:size]), len(text) // 4) < FOURFOLD
