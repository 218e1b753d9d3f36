"""First questions: fluent, made from what the text says, and about something else each."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_chat.articles import Article
from article_chat.components import Asked
from article_chat.datatypes import Answer, Citation
from article_chat.examples import EXAMPLES, find_examples, is_sure
from article_chat.suggestions import suggest as suggestions
from article_chat.suggestions import suggest_terms
from article_chat.suggestions.key_terms import key_terms
from tests.documents.languages import LANGUAGES
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
        ("Ylva is a retired geologist in Lund.", "Who is Ylva?"),
        ("Venom is a song by a zoologist.", "What is Venom?"),
        ("The ferry will close for repairs in the first week of May.", "When will the ferry close for repairs?"),
        ("The quay was built by prisoners of the fort and opened in 1911.", "When did the quay open?"),
        ("The quay was built by prisoners of the fort.", "Who built the quay?"),
        ("The quay is forty-two metres long and was built in Lund.", "Where was the quay built?"),
        ("The quay is forty-two metres long and was built in Lund.", "How long is the quay?"),
        ("The quay opened to ships and was closed in 1954.", "When was the quay closed?"),
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
        ("Soak the beans overnight in cold water.", "How long should I soak the beans?"),
        ("Simmer the dried beans gently for ninety minutes.", "How long should I simmer the dried beans?"),
        ("Heat the oil in a heavy pot.", "Where should I heat the oil?"),
        ("Mark the hole with a pen.", "With what should I mark the hole?"),
        ("Clean the kettle with citric acid every two months.", "How often should I clean the kettle?"),
        ("Drain the beans in the morning.", "When should I drain the beans?"),
        ("Stir the soup until it thickens.", "How long should I stir the soup?"),
        ("Add the salt only at the end, because salt hardens the skins.", "Why should I add the salt only at the end?"),
        ("Do not use a metal brush, because it scratches the silicone.", "Why should I not use a metal brush?"),
        ("The beans keep for four days.", "How long do the beans keep?"),
        ("A single ticket costs 6 dollars.", "How much does a single ticket cost?"),
        ("The boat leaks, because the doors were old.", "Why does the boat leak?"),
        ("Mother carried 310 loaves across the sound.", "How many loaves did Mother carry?"),
        ("Mother baked two loaves.", "How many loaves did Mother bake?"),
        ("Ada Wells was born on 3 May 1850 in Lund.", "Where was Ada Wells born?"),
        ("Ada Wells was born on 3 May 1850 in Lund.", "When was Ada Wells born?"),
        ("Octopuses have about 500 million neurons.", "How many neurons do octopuses have?"),
        ("Lund has 300 windmills.", "How many windmills does Lund have?"),
        ("The library closes at 4 pm on Friday for repairs.", "When does the library close for repairs?"),
        ("About 340 workers had stopped work because the pay was low.", "Why had about 340 workers stopped work?"),
        ("The Renter shall pay a deposit of 300 euros.", "What must the Renter pay?"),
        ("The boat may carry at most six persons.", "How many persons may the boat carry?"),
        ("Sow the seeds indoors in March.", "When should I sow the seeds indoors?"),
        ("Move the plants outside only after the last frost.", "When should I move the plants outside?"),
        ("Biologist Nicholas Bellono described it.", "Who is Nicholas Bellono?"),
        ("• Clean the tools with a rag.", "With what should I clean the tools?"),
        ("Goalkeeper Peter Lamb saved a penalty.", "What did Peter Lamb save?"),
        ("The study was funded by the Lund Foundation.", "Who funded the study?"),
        ('To "soak" a load means to hold it at one heat.', "What does soak mean?"),
        ("A “shelf prop” means a post of clay between two shelves.", "What is a shelf prop?"),
        ('"Load" means all that is in the kiln.', "What does load mean?"),
        ("A cone is a small pyramid of clay.", "What is a cone?"),
        ("When it is opened too early the pot may crack, which is known as a cold break, and is lost.", "What is a cold break?"),
    ],
)
def test_a_telling_sentence_gives_its_question(sentence: str, question: str) -> None:
    assert question in suggest(sentence)


def test_a_cost_to_come_is_asked_in_its_tense() -> None:
    assert [question for question in suggest("The trial will cost £420,000.") if "cost" in question] == ["How much will the trial cost?"]


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
        "Inside the house for two days.",
        "Spread the glue and wait for five minutes, because it is wet.",
        "Perhaps the beans with a spoon.",
        "During the night in the pot.",
        "Walking the dog for two hours.",
    ],
)
def test_a_sentence_that_leans_on_others_gives_none(sentence: str) -> None:
    assert suggest(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Mr Holm was sent home without pay and dismissed for theft.", None),
        ("Captain Berg was wounded at sea and sold to the pirates.", None),
        ("Captain Berg was born in Lund and crossed the sound.", "Who crossed the sound?"),
        ("Captain Berg was wounded and took the fort.", "Who took the fort?"),
    ],
)
def test_what_is_done_to_somebody_after_something_else_is_no_deed_of_theirs(sentence: str, question: str | None) -> None:
    assert [asked for asked in suggest(sentence) if asked.startswith("Who ") and not asked.startswith("Who is")] == ([question] if question else [])


FREQUENT = """Pool: Questions

When is the pool open?
The pool is open every day from seven.

## Can I bring food?

You may eat on the lawn.

Are there any? Nobody knows.
Is this it?
It is."""


@pytest.mark.parametrize(
    "sentence",
    [
        "See the manual in the drawer.", "A lot is a matter of taste.", "A storm is a sign of spring.",
        "This licence is the General Public Licence of the town.",
        "It was called a", "He called Karl a liar, and left.", "Version of Nov 2004, and of Nov 2005.",
    ],
)  # fmt: skip
def test_what_defines_and_tells_nothing_gives_none(sentence: str) -> None:
    assert suggest(sentence) == []


def test_a_question_that_the_text_asks_itself_is_answered_by_what_follows() -> None:
    asked = {one.question: FREQUENT[one.start : one.end] for one in suggestions(FREQUENT) if one.bound}
    assert asked == {"When is the pool open?": "The pool is open every day from seven.", "Can I bring food?": "You may eat on the lawn."}


@pytest.mark.parametrize(
    ("sentence", "question", "meant", "wrong"),
    [
        (
            "Security Chief Olaf Lund and Foreign Minister Igor Ivanov met Mayor Ada Wells.",
            "Who is Igor Ivanov?",
            ("Foreign Minister", "Minister", "Foreign Minister Igor Ivanov"),
            ("Security Chief Olaf Lund", "Mayor Ada Wells", "Igor Ivanov", "Ivanov", None),
        ),
        ("The passenger, Daniel Ferro, 34, a teacher from Lund, met Kim Orr.", "Who is Daniel Ferro?", ("a teacher from Lund", "teacher"), ("Kim Orr", "met")),
        ("The pool shuts because the sea froze.", "Why does the pool shut?", ("the sea froze", "sea froze."), ("The pool", "pool shuts")),
        ("The quay was built by prisoners of the fort.", "Who built the quay?", ("prisoners of the fort", "prisoners"), ("the quay",)),
        ("Soak the beans overnight in water.", "How long should I soak the beans?", ("overnight",), ("in water", "water")),
    ],
)
def test_a_short_answer_has_to_lie_where_it_was_meant(sentence: str, question: str, meant: tuple[str, ...], wrong: tuple[str | None, ...]) -> None:
    (made,) = (one for one in suggestions(sentence) if one.question == question)
    assert [span for span in meant if not made.is_met_by(span)] == []
    assert [span for span in wrong if made.is_met_by(span)] == []


TITLES = "Security Chief Olaf Lund and Foreign Minister Igor Ivanov met."
POOL = "When is the pool open?\nThe pool is open every day."


def answered(text: str, quote: str, span: str | None, confidence: float = 0.9) -> Answer:
    start = text.index(quote)
    citation = Citation(1, start, start + len(quote), quote, text, 0, len(text), Article(text).id)
    return Answer(f"{quote} [1]", "", True, span, (citation,), confidence)


@pytest.mark.parametrize(
    ("text", "question", "answer", "sure"),
    [
        (TITLES, "Who is Igor Ivanov?", answered(TITLES, TITLES, "Foreign Minister"), True),
        (TITLES, "Who is Igor Ivanov?", answered(TITLES, TITLES, "Security Chief Olaf Lund"), False),
        (TITLES, "Who is Igor Ivanov?", answered(TITLES, TITLES, "Igor Ivanov"), False),
        (TITLES, "Who is Igor Ivanov?", answered(TITLES, TITLES, "Foreign Minister", 0.5), False),
        (POOL, "When is the pool open?", answered(POOL, "The pool is open every day.", "every day"), True),
        (POOL, "When is the pool open?", answered(POOL, "When is the pool open?", None, 0.99), False),
    ],
)
def test_a_question_is_not_offered_when_it_is_answered_otherwise_than_it_was_meant(text: str, question: str, answer: Answer, sure: bool) -> None:
    (made,) = (one for one in suggestions(text) if one.question == question)
    assert is_sure(answer, Article(text), made) is sure


def test_a_common_word_that_begins_a_sentence_has_no_capital_inside_a_question() -> None:
    assert "Why are glass bottles forbidden?" in suggest("Glass bottles are forbidden because they break. Bring no glass.")
    assert "Why are Lund people proud?" in suggest("Lund people are proud because they won. They live in Lund.")


CALENDAR = """What to Sow and When

- Sow tomatoes under glass. Sow peppers too.
- Sow carrots in rows; Sow beetroot beside them.

| Crop | Sow |
| Bean | May |

Residents brought a claim. The council spent four times as much. Disputes are heard in Lund. The seeds indoors are dry. Keep the seeds indoors in May.
"""


@pytest.mark.parametrize("clumsy", ["Sow", "Residents", "times", "What are disputes", "the indoors"])
def test_no_verb_and_no_other_capital_at_the_head_of_a_sentence_is_taken_for_a_name(clumsy: str) -> None:
    asked = [*suggest(CALENDAR), *(suggestion.question for suggestion in suggest_terms(CALENDAR, "en"))]
    assert [question for question in asked if clumsy in question] == []


def test_what_was_done_is_not_answered_by_what_somebody_else_did() -> None:
    text = "So close the lane. Other towns have done it: Ghent closed its centre in 2017."
    (made,) = (one for one in suggestions(text) if one.question == "What did Ghent close?")
    assert not made.is_met_by("the lane")
    assert made.is_met_by("its centre")


def test_a_long_text_is_not_asked_about_a_thing_that_it_mentions_once() -> None:
    text = f"We took the ferry to Lund. {'It went on and on. ' * 40}"
    asked = [suggestion.question for suggestion in suggest_terms(text, "en")]
    assert asked == ["What does the article say about Lund?"]


DIARY = """We counted the swallows on the wire. I walked home with Uncle Piet.

We caulked the boat with tar. The boat floats! The swallows are gone from the wire. Uncle Piet was angry."""


def test_a_text_without_anything_else_is_asked_about_what_comes_up_twice() -> None:
    topics = ["What does the article say about Uncle Piet?", "What does the article say about the swallows?", "What does the article say about the boat?"]
    assert set(topics) <= set(suggest(DIARY))


def test_somebodys_thing_or_one_with_an_adjective_comes_up_too() -> None:
    text = "My grandfather walked to work by the iron bridge. His bridge hums. My grandfather walked slowly."
    assert {f"What does the article say about the {topic}?" for topic in ("grandfather", "bridge")} <= set(suggest(text))


class Confident:
    """Stands in for the chain: sure of every answer."""

    def stream(self, asked: Asked) -> Iterator[Answer]:
        yield Answer("", asked.question, True, confidence=0.99)


def test_a_text_that_answers_little_gets_few_questions_and_none_of_them_twice() -> None:
    shown = find_examples(Confident(), [Article(DIARY, language="en")])  # type: ignore[arg-type]
    assert len(shown) == len(set(shown)) == EXAMPLES
    text = "My mother called. The drawer is full, as the drawer was then. We met Ada, then Ben."
    shown = find_examples(Confident(), [Article(text, language="en")])  # type: ignore[arg-type]
    assert shown == ("What does the article say about the drawer?", "What is this about?", "What does the article say about the mother?")


def test_what_comes_up_twice_comes_after_everything_else() -> None:
    assert suggest(f"{DIARY} The boat cost $40.")[0] == "How much did the boat cost?"


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
    "text",
    [
        "word " * 200_000,
        "A" * 1_000_000,
        "The Big " * 100_000,
        "12 miles from " * 80_000,
        "In 1990, The House was " * 50_000,
        "\n" * 500_000,
        "Soak the beans only " * 50_000,
        "Use the pot " + "a " * 200_000,
        "What is it?\n\n" * 50_000,
        "A" + " a" * 200_000 + "?",
    ],
)
def test_hostile_text_takes_little_time(text: str) -> None:
    assert growth(lambda size: suggest(text[:size]), len(text) // 4) < FOURFOLD


@pytest.mark.parametrize(
    ("language", "terms", "never"),
    [
        ("de", {"Sturmflut", "Norderhafen", "Lorenzen"}, {"Nacht Sandsäcke", "wieder", "In", "in"}),
        ("fr", {"Valmont", "Claire Dumas", "Luc Bernard"}, {"Selon Claire Dumas", "avec", "Le"}),
        ("ru", {"Ольга Смирнова", "станция"}, {"сказала", "первый"}),
        ("zh", {"图书馆", "李明"}, {"书馆", "的图", "图书"}),
        ("ja", {"田中", "コンサート"}, {"した", "さん", "った"}),
        ("ar", {"المكتبة"}, set[str]()),
        ("hi", {"पुस्तकालय"}, {"में", "प"}),
    ],
)
def test_key_terms_need_no_list_of_words(language: str, terms: set[str], never: set[str]) -> None:
    found = key_terms(LANGUAGES[language], most=8)
    assert terms <= set(found[:6])
    assert not never & set(found)


def test_no_key_term_contains_another_and_there_are_no_more_than_wanted() -> None:
    found = key_terms(LANGUAGES["de"], most=5)
    assert len(found) == 5
    assert not any(a != b and a.casefold() in b.casefold() for a in found for b in found)
    assert key_terms("") == key_terms("12 + 34 = 46") == []


def test_a_short_text_is_asked_about_what_it_mentions_once() -> None:
    note = "Meeting moved to Thursday in room 204. Bring the draft contract to Clara."
    asked = [suggestion.question for suggestion in suggest_terms(note, "en")]
    assert {"What does the article say about the contract?", "What does the article say about Clara?"} <= set(asked)
    assert "What does the article say about Thursday?" not in asked
