"""Answers that are found by going through the text word for word, through the assistant."""

from __future__ import annotations

import re

import pytest

from article_chat import Answer, Article, Assistant
from article_chat.datatypes import REFUSAL, Draft, Place, Statement
from article_chat.structure.identity import asked_by_title, identities, names_another
from article_chat.surveying import Survey, scanning
from article_chat.surveying.introduced import is_named_only_later

NEWS = """Ferry stops

Mayor Edda Lund closed the ferry on Monday. "It leaks," said Karl Aune, its captain. Lund promised a new ferry.

Captain Aune has run the ferry since 1998. His brother Nils Aune sells the tickets in Halden.
"""
SECOND = Article.from_text("Bridge opens\n\nEdda Lund opened the bridge in Halden. Nobody mourned the ferry.")


@pytest.fixture(scope="module")
def news() -> Assistant:
    return Assistant.open(Article.from_text(NEWS))


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def test_whether_and_where_words_occur(news: Assistant) -> None:
    answer = news.answer("Is Karl Aune mentioned?")
    assert answer.text == '“Karl Aune” occurs once in the article, here:\n- "It leaks," said Karl Aune, its captain. [1]'
    assert answer.answered_by == "about"
    assert quotes(answer) == ['"It leaks," said Karl Aune, its captain.']


def test_how_often_counts_all_and_quotes_the_first(news: Assistant) -> None:
    answer = news.answer("How often does the article mention the ferry?")
    assert answer.text.startswith("“ferry” occurs 4 times in the article, first here:\n- “Ferry stops” [1]\n- “Mayor Edda Lund")
    assert len(answer.citations) == 3


def test_each_of_two_that_do_not_stand_together(news: Assistant) -> None:
    assert news.answer("How often are Karl Aune and Nils Aune mentioned?").text.startswith(
        "“Karl Aune” occurs once in the article; “Nils Aune” occurs once in the article, here:"
    )


@pytest.mark.parametrize("question", ["Is Tony Blair mentioned?", "does it mention Tony Blair"])
def test_words_that_do_not_occur(news: Assistant, question: str) -> None:
    answer = news.answer(question)
    assert answer.text == "“Tony Blair” doesn't occur in the article."
    assert (answer.answered, answer.answered_by, answer.citations) == (True, "about", ())


def test_a_clause_is_for_the_reader_not_for_the_words(news: Assistant) -> None:
    answer = news.answer("Does the article mention why the bank failed?")
    assert (answer.answered, answer.text) == (False, REFUSAL)


def test_people_are_listed_once_and_in_full(news: Assistant) -> None:
    answer = news.answer("Who is mentioned?")
    assert answer.text.splitlines()[0] == "People in the article, as far as I can tell from how they are written:"
    assert quotes(answer) == ["Mayor Edda Lund", "Karl Aune", "Nils Aune"]


def test_a_surname_alone_is_whoever_has_it_and_two_of_a_family_are_two() -> None:
    text = "# Great News\n\nPresident Berg spoke. Anna Berg, who leads the town, left early. Ida Berg, who sings, stayed.\n\n## New York Today\n\nBerg slept."
    answer = Assistant.open(Article.from_text(text)).answer("Who is mentioned?")
    assert quotes(answer) == ["Anna Berg", "Ida Berg"]


def test_a_book_is_gone_through_for_names_up_to_a_point_which_is_told(news: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_CHARACTERS", 80)
    answer = news.answer("Who is mentioned?")
    assert answer.text.startswith("People in the first 80 characters of the article, as far as I can tell")
    assert quotes(answer) == ["Mayor Edda Lund", "Karl Aune"]
    monkeypatch.setattr(scanning, "MOST_CHARACTERS", 150)
    assert news.answer("What numbers are mentioned?").text.startswith("Numbers in the first 150 characters of the article:\n- “Captain Aune has run")


def test_who_somebody_is_is_told_from_what_stands_beside_the_name(news: Assistant) -> None:
    answer = Assistant.open().answer("who is Kvashnin?")
    assert answer.span == "Chief Of General Staff Anatoli Kvashnin"
    assert [quote.startswith("To underscore that view") for quote in quotes(answer)] == [True]
    assert not news.answer("Who is Tony Blair?").answered


def test_where_one_name_is_two_peoples_neither_is_the_short_answer() -> None:
    text = "Late on Monday, Foreign Minister Anna Berg and Defense Minister Ida Berg met in the old town hall and agreed on nothing."
    answer = Assistant.open(Article.from_text(text)).answer("Who is Berg?")
    assert (answer.answered, answer.span) == (True, None)


def test_quotations_and_numbers_are_quoted_in_their_sentences(news: Assistant) -> None:
    text = 'Lund left at 5 pm with two of us. "We are all very tired," she said. "So what?" asked Karl. Nobody paid the 90 kroner.'
    own = Assistant.open(Article.from_text(text))
    assert quotes(own.answer("Any quotes?")) == ['"We are all very tired," she said.']
    assert quotes(own.answer("What numbers are mentioned?")) == ["Lund left at 5 pm with two of us.", "Nobody paid the 90 kroner."]
    assert not own.answer("Any quotes from Edda?").answered


def test_quotations_of_somebody_are_what_they_said() -> None:
    own = Assistant.open(Article.from_text('Lund met Aune. "It leaks like a sieve," said Aune. Berg called him "a man of no great courage".'))
    assert quotes(own.answer("Any quotes from Aune?")) == ['"It leaks like a sieve," said Aune.']
    assert not own.answer("Give me a quote by Lund").answered


def test_places_are_known_by_what_stands_before_them_and_all_names_stand_in_for_none_of_the_kind(news: Assistant) -> None:
    text = "The council of Brenmouth met. Children go by bus to Calder, which has a pool. Brenmouth has none, said Ida Berg."
    own = Assistant.open(Article.from_text(text))
    assert quotes(own.answer("Which towns are mentioned?")) == ["Brenmouth", "Calder"]
    none = own.answer("Which companies are mentioned?")
    assert none.text.startswith("Names in the article, as far as")
    assert quotes(none) == ["Brenmouth", "Calder", "Ida Berg"]


def test_dates_are_listed(news: Assistant) -> None:
    assert quotes(news.answer("Which dates are mentioned?")) == ["Monday", "1998"]


def test_a_paragraph_by_its_place_and_the_one_after_it(news: Assistant) -> None:
    first = news.answer("What does the first paragraph say?")
    assert first.text.startswith("Mayor Edda Lund closed")
    assert len(first.citations) == 3
    then = news.answer("and the last one?", history=[("What does the first paragraph say?", first.text)])
    assert then.question == "What does the last paragraph say?"
    assert quotes(then)[0] == "Captain Aune has run the ferry since 1998."


def test_a_fragment_after_an_inquiry_is_one(news: Assistant) -> None:
    answer = news.answer("And Halden?", history=[("Is Karl Aune mentioned?", "…"), ("And Tony Blair?", "…")])
    assert answer.question == "Is Halden mentioned?"
    assert len(answer.citations) == 1


def test_two_things_are_told_of_one_after_the_other_and_not_compared(news: Assistant) -> None:
    answer = news.answer("Compare Karl Aune and Nils Aune")
    assert answer.text.startswith('I quote and don\'t compare. Of each it is said:\n- "It leaks," said')
    assert quotes(answer) == ['"It leaks," said Karl Aune, its captain.', "His brother Nils Aune sells the tickets in Halden."]


def test_several_articles_are_gone_through_together() -> None:
    both = Assistant.open([Article.from_text(NEWS), SECOND])
    answer = both.answer("How often is Halden mentioned?")
    assert answer.text.startswith("“Halden” occurs twice in these articles, here:")
    assert len({citation.article_id for citation in answer.citations}) == 2


def test_roles_before_a_name_tell_who_it_is_and_a_colleague_does_not() -> None:
    text = (
        "The mill\n\nThe engineer Marius Vold drew it; the zoologist Ingunn Brekke and her cousin Ivar Holt counted the owls. "
        "Vold met the dancer Ola Brun in Lund.\n\n"
        "Guard Tore Lunde watches it. Baker Street leads to it.\n"
    )
    mill = Assistant.open(Article.from_text(text))
    told = {name: mill.answer(f"Who is {name}?").span or "" for name in ("Marius Vold", "Ingunn Brekke", "Ivar Holt", "Tore Lunde")}
    assert {name: said.lower().removeprefix("the ") for name, said in told.items()} == {
        "Marius Vold": "engineer",
        "Ingunn Brekke": "zoologist",
        "Ivar Holt": "her cousin",
        "Tore Lunde": "guard",
    }
    assert quotes(mill.answer("Who is mentioned?")) == ["Marius Vold", "Ingunn Brekke", "Ivar Holt", "Ola Brun", "Guard Tore Lunde"]


@pytest.mark.parametrize(
    ("brackets", "says"),
    [("ruled 1148-1180", False), ("from 1263", False), ("reigned from 1263 on", False), ("b. 1931", False), ("the mayor since 1931", True), ("a baker", True)],
)
def test_when_somebody_lived_says_not_who_it_was(brackets: str, says: bool) -> None:
    sentence = f"Orr ({brackets}) built it."
    assert [sentence[slice(*one.words)] for one in identities("Orr", sentence)] == ([brackets] if says else [])


@pytest.mark.parametrize(
    ("words", "sentence", "another"),
    [
        ("Ola Brun", "Ann Vold met Ola Brun in Lund.", True),
        ("dancer Ola Brun", "Vold met the dancer Ola Brun in Lund.", True),
        ("Ola Brun", "Ann Vold is really Ola Brun.", False),
        ("Ola Brun", "Ann Vold (born Ola Brun) sang.", False),
        ("Vold", "Ann Vold met Ola Brun.", False),
        ("Ola Brun", "Ann Vold, whose real name is Ola Brun, sang.", False),
        ("Ola Brun", "Ann Vold, Ola Brun.", False),
    ],
)
def test_who_only_stands_near_is_somebody_else(words: str, sentence: str, another: bool) -> None:
    assert names_another("Ann Vold", words, sentence) is another


@pytest.mark.parametrize("question", ["Who is Norvik's Harbour Minister?", "Who is the Harbour Minister of Norvik?"])
def test_an_office_is_told_by_a_name(question: str) -> None:
    text = "Ships\n\nNorvik has sent mixed signals: Harbour Minister Ola Brun ruled out any sale of ships, and the mayor kept silent.\n"
    assert "Ola Brun" in Assistant.open(Article.from_text(text)).answer(question).text


def test_who_somebody_is_is_told_by_rules_where_these_are_surer_or_tell_it_whole(news: Assistant) -> None:
    """Whoever answers: the sentence itself counts, and how sure it is that it tells."""
    assert news.answer("Who is Edda Lund?").answered
    assert news._opened is not None
    survey, text, [article] = Survey(news._opened.corpus), NEWS, news.articles
    start = text.index("Mayor Edda Lund")
    beside = Place(article.id, start, text.index(' "It leaks'))
    elsewhere = Place(article.id, text.index("Captain Aune"), text.index(" His brother"))

    def drafted(place: Place, span: str, confidence: float) -> Draft:
        return Draft((Statement(text[place.start : place.end], (place,)),), answered=True, span=span, confidence=confidence, answered_by="reader")

    whole = survey.not_another("Who is Edda Lund?", drafted(beside, "Mayor Edda", 0.95))
    assert (whole.span, whole.confidence) == ("Mayor Edda Lund", 0.95)
    sure = drafted(elsewhere, "since 1998", 0.95)
    assert survey.not_another("Who is Edda Lund?", sure) == sure
    assert survey.not_another("Who is Edda Lund?", drafted(elsewhere, "since 1998", 0.5)).statements[0].places == (beside,)


@pytest.mark.parametrize(
    ("question", "sentence", "later"),
    [
        ("When was Ylva born?", "She was born in 1931.", True),
        ("When was Ylva Berg born?", "She was born in 1931.", False),
        ("When was Edda born?", "She was born in 1931.", False),
        ("When was Knut born?", "She was born in 1931.", False),
        ("When was Ylva born?", "Edda was born in Lund.", False),
        ("When was she born?", "She was born in 1931.", False),
        ("When was Rune born?", "He was a baker.", False),
    ],
)
def test_nobody_is_called_she_before_the_text_names_her(question: str, sentence: str, later: bool) -> None:
    text = "Edda Berg made clocks. Edda was born in Lund. She was born in 1931. Her father sold rope. He was a baker. Rune, he was called. Ylva is her niece."
    sentences = [(match.start(), match.end()) for match in re.finditer(r"[^.]+\.(?: |$)", text)]
    start = text.index(sentence)
    assert is_named_only_later(question, Place("a", start, start + len(sentence)), text, sentences) is later


def test_what_she_did_is_not_told_of_somebody_who_is_named_only_later() -> None:
    text = (
        "Edda Berg made clocks in Lund for forty years.\n\nShe was born in Norvik on 2 March 1931.\n\n"
        "Her father sold rope.\n\nShe left the shop to her niece Ylva.\n"
    )
    clocks = Assistant.open(Article.from_text(text))
    assert clocks.answer("When was Edda Berg born?").span == "2 March 1931"
    assert not clocks.answer("When was Ylva born?").answered


@pytest.mark.parametrize(
    ("question", "surname"),
    [
        ("Who is Lord Justice Pell?", "Pell"),
        ("who was President Orr", "Orr"),
        ("Who is Ann Pell?", None),
        ("Who is the President of Norvik?", None),
        ("Who is the Prime Minister?", None),
        ("Who came?", None),
    ],
)
def test_somebody_is_asked_for_by_a_title(question: str, surname: str | None) -> None:
    assert asked_by_title(question) == surname


def test_whom_a_title_calls_is_nobody_of_another_name(news: Assistant) -> None:
    assert news.answer("Who is Captain Aune?").answered
    assert news._opened is not None
    survey, text, [article] = Survey(news._opened.corpus), NEWS, news.articles
    start = text.index("Captain Aune has")
    place = Place(article.id, start, start + len("Captain Aune has run the ferry since 1998."))
    drafted = Draft((Statement(text[place.start : place.end], (place,)),), answered=True, span="Aune", confidence=0.5, answered_by="reader")
    assert not survey.not_another("Who is Lord Justice Pell?", drafted).answered
    assert survey.not_another("Who is Captain Aune?", drafted).answered
    assert survey.not_another("Who is on the boat?", drafted).answered
