"""The assistant on real articles: the whole way from a question to a cited answer."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

import article_chat
from article_chat import Answer, Article, Assistant, assembly
from article_chat.cache import AssistantCache
from article_chat.config import Settings
from article_chat.datatypes import REFUSAL
from article_chat.errors import ArticleError, ConfigError, ModelError, QuestionError, WeightsError
from article_chat.opening import read_article
from tests.documents.languages import LANGUAGES
from tests.growth import FOURFOLD, growth

HARBOUR = "The harbour of Lindhaven\n\nThe harbour of Lindhaven opened in 1874.\n\nAnna Marsh designed it. It cost 300 crowns."
NEWS = """Old bridge to close

The harbour master said on Tuesday that the old swing bridge will close for repairs in May. Ferries will carry passengers every twenty minutes.

“We would rather close it than lose it,” said the chief engineer, Marit Sole, who has looked after the bridge for nineteen years.

The bridge was built by prisoners of the old fortress and opened in 1911."""
SOUP = """Barley soup with cheese

Chop the onion and fry it in butter. Add the barley and stir.

Pour in the stock and simmer the barley until it is soft. Stir in the grated cheese.

The soup keeps for three days. Do not freeze it: the cheese separates."""
TREES = """Minutes of the meeting

The boiler is 27 years old. Dr Weiss will collect the keys of the cellar.

The old cherry tree must be felled because of a fungus. The next meeting is on 14 February 2023."""
BRIDGE = "The bridge of Osterby\n\nThe bridge of Osterby was built by Boris Novak. It is painted green every spring."


@pytest.fixture(scope="module")
def time_article() -> Assistant:
    return Assistant.open()


def cites_its_own_words(assistant: Assistant, answer: Answer) -> bool:
    texts = {a.id: a.text for a in assistant.articles}
    return all(texts[c.article_id][c.start : c.end] == c.quote for c in (*answer.citations, *answer.closest))


def test_an_answer_in_the_articles_own_words(time_article: Assistant) -> None:
    answer = time_article.answer("How far is the Kagaity air base from the Afghan border?")
    assert answer.answered
    assert "12 miles" in (answer.span or "")
    assert answer.text.endswith("[1]")
    assert "just some 12 miles from the Afghan border" in answer.citations[0].quote
    assert answer.unsupported == ()
    assert answer.answered_by == "reader"
    assert cites_its_own_words(time_article, answer)


def test_what_the_article_does_not_say(time_article: Assistant) -> None:
    answer = time_article.answer("Who is the president of Tajikistan?")
    assert not answer.answered
    assert (answer.text, answer.citations, answer.span) == (REFUSAL, (), None)
    assert answer.closest
    assert cites_its_own_words(time_article, answer)


def test_the_caption_can_be_asked_about(time_article: Assistant) -> None:
    answer = time_article.answer("When was the photo taken?")
    assert answer.answered
    assert answer.citations[0].quote == "President Bush talks to Russian President Vladimir Putin in June 2001"


@pytest.mark.parametrize("question", ["What is this about?", "Summarize it", "What is the main point?"])
def test_gist_questions_get_a_cited_summary(time_article: Assistant, question: str) -> None:
    answer = time_article.answer(question)
    assert answer.answered
    assert 1 <= len(answer.citations) <= 4
    assert all(c.quote in time_article.article.text and c.quote.endswith((".", '"', "”")) for c in answer.citations)
    assert cites_its_own_words(time_article, answer)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the title of this article?", "Russia Joins Coalition"),
        ("How long is this article?", "words"),
        ("Hello!", "Russia Joins Coalition"),
        ("thanks", "welcome"),
        ("", "type a question"),
        ("?!", "few words"),
        ("Кто президент Таджикистана?", "English"),
        ("x" * 1001, "1,000"),
    ],
)
def test_what_needs_no_search_gets_a_human_reply(time_article: Assistant, question: str, expected: str) -> None:
    answer = time_article.answer(question)
    assert expected in answer.text
    assert (answer.citations, answer.answered_by in {"about", "dialogue"}) == ((), True)


def test_partial_answers_end_in_the_final_one(time_article: Assistant) -> None:
    question = "Who is Russia's Defense Minister?"
    *_, last = time_article.stream(question)
    assert last == time_article.answer(question)
    assert last.answered


def test_a_follow_up_is_read_with_what_was_said(time_article: Assistant) -> None:
    history = [("Who is the Foreign Minister of Russia?", "Foreign Minister Igor Ivanov said in Washington that former Soviet republics would be free.")]
    answer = time_article.answer("Where did he make his statement?", history)
    assert "Ivanov" in answer.question
    assert any("in Washington" in c.quote for c in answer.citations)


def test_a_follow_up_has_an_answer_more_often_than_the_same_question_alone(time_article: Assistant) -> None:
    history = [("How far is the Kagaity air base from the Afghan border?", "The Kagaity air base is 12 miles from the Afghan border. [1]")]
    leaning = time_article.answer("What would it be used for?", history)
    assert leaning.question == "What would the Kagaity air base be used for?"
    alone = time_article.consider(leaning.question)
    assert leaning.confidence > alone.confidence
    standing = time_article.answer(leaning.question, history)
    assert standing.confidence == alone.confidence
    refused = time_article.answer("What would it be used for?", [(history[0][0], REFUSAL)])
    assert (refused.question, refused.confidence) == (leaning.question, alone.confidence)


def test_considering_never_refuses(time_article: Assistant) -> None:
    question = "Who is the president of Tajikistan?"
    considered, answered = time_article.consider(question), time_article.answer(question)
    assert considered.answered
    assert considered.citations
    assert considered.confidence == answered.confidence


def test_claims_are_checked_with_evidence(time_article: Assistant) -> None:
    right, wrong = (time_article.check(f"The Kagaity air base is {n} miles from the Afghan border.") for n in (12, 50))
    assert right.supported
    assert right.citations[0].quote in time_article.article.text
    assert not wrong.supported
    assert "50" in (wrong.reason or "")
    assert right.score > wrong.score


def test_what_claims_nothing_is_compared_with_nothing(time_article: Assistant) -> None:
    assert not time_article.check("Who is Putin?").compared
    assert time_article.check("Putin is the president of Tajikistan.").compared


def test_the_title_is_no_closest_passage_of_a_claim(time_article: Assistant) -> None:
    check = time_article.check("Russia joins no coalition.")
    assert check.closest
    assert time_article.title not in [each.quote for each in check.closest]


@pytest.mark.parametrize("text", ["The mayor left on Monday. Nobody knows where he went.", "The mayor left\non Monday, and nobody knows where"])
def test_a_text_in_the_place_of_a_path_is_told_from_one(text: str) -> None:
    with pytest.raises(ArticleError, match=r"it reads like a text\. Give Article\.from_text of it, or save it as a file\.$"):
        Assistant.open(text)
    with pytest.raises(ArticleError, match="does not exist: check the path"):
        Assistant.open("Notes of Mr. Hart and of all the others on Monday.txt")


@pytest.mark.parametrize("blank", ["\n", "\n "])
def test_blank_lines_in_the_place_of_a_path_are_gone_through_once(blank: str) -> None:
    def read(size: int) -> None:
        with pytest.raises(ArticleError):
            read_article(f"notes{blank * size}", Settings())

    assert growth(read, 2_000) < FOURFOLD


def test_an_article_without_a_title_is_called_by_its_file_or_link() -> None:
    for source, name in (("/home/me/notes.txt", "notes.txt"), ("https://example.org/a", "https://example.org/a"), (None, None)):
        assert Assistant.open(Article("Some words.", source=source)).title == name
    assert Assistant.open(Article("Some words.", title="Notes", source="/home/me/notes.txt")).title == "Notes"


def test_a_claim_without_support_shows_what_stands_there_instead(time_article: Assistant) -> None:
    check = time_article.check("Putin made the pledge on a Sunday.")
    assert (check.supported, check.citations) == (False, ())
    assert "pledge on Saturday" in check.closest[0].quote
    assert time_article.check("The Kagaity air base is 12 miles from the Afghan border.").closest == ()


def test_statements_are_read_with_weights_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "statements.safetensors"
    damaged.write_bytes(b"nothing")
    monkeypatch.setattr("article_chat.reader.model.STATEMENT_WEIGHTS", damaged)
    monkeypatch.setattr("article_chat.assembly._statement_margins", assembly._statement_margins.__wrapped__)
    assistant = Assistant.open(Article(text=HARBOUR))
    with pytest.raises(WeightsError, match=r"statements\.safetensors is damaged"):
        assistant.check("The harbour of Lindhaven opened in 1874.")
    with pytest.raises(WeightsError, match=r"statements\.safetensors is damaged"):
        assistant.answer("When did the harbour open?")


def test_a_check_can_be_given_up(time_article: Assistant) -> None:
    class EnoughError(Exception):
        pass

    steps = 0

    def go_on() -> None:
        nonlocal steps
        steps += 1
        if steps > 2:
            raise EnoughError

    with pytest.raises(EnoughError):
        time_article.check("Putin spoke to Bush on a Monday. Moscow paid for it in 1991. Kvashnin flew to Tokyo.", go_on=go_on)


def test_a_slip_of_typing_is_mended_and_shown_unless_asked_as_written(time_article: Assistant) -> None:
    typed = "how far is the kagiaty base from the afgan border"
    answer = time_article.answer(typed)
    assert answer.question == "how far is the Kagaity base from the Afghan border?"
    assert "12 miles" in (answer.span or "")
    assert time_article.answer(typed, as_written=True).question == typed
    assert time_article.answer("who is putin?").question == "who is putin?"


def test_names_in_lower_case_are_names_in_a_conversation(time_article: Assistant) -> None:
    first = time_article.answer("who is igor ivanov")
    answer = time_article.answer("and sergei ivanov?", [("who is igor ivanov", first.text)])
    assert answer.question == "Who is Sergei Ivanov?"


def test_several_articles_are_asked_together_and_citations_name_theirs() -> None:
    articles = [Article.from_text(HARBOUR), Article.from_text(BRIDGE)]
    assistant = Assistant.open([*articles, articles[0]])
    assert len(assistant.articles) == 2
    for question, article in (("When did the harbour open?", articles[0]), ("Who built the bridge?", articles[1])):
        answer = assistant.answer(question)
        assert answer.citations[0].article_id == article.id
        assert answer.citations[0].article_title == article.title
        assert cites_its_own_words(assistant, answer)


def test_citations_of_an_article_without_a_title_name_its_file() -> None:
    untitled = replace(Article.from_text(HARBOUR), title=None, source="/somewhere/notes.txt")
    assert Assistant.open([untitled, Article.from_text(BRIDGE)]).answer("When did the harbour open?").citations[0].article_title == "notes.txt"


def test_what_several_articles_say_about_something_is_quoted_from_each() -> None:
    articles = [Article.from_text(text) for text in (NEWS, HARBOUR, BRIDGE)]
    assistant = Assistant.open(articles)
    answer = assistant.answer("What do these articles say about bridges?")
    assert answer.answered
    assert all("bridge" in citation.quote for citation in answer.citations)
    assert {citation.article_id for citation in answer.citations} == {articles[0].id, articles[2].id}
    assert cites_its_own_words(assistant, answer)
    assert not assistant.answer("What do these articles say about whales?").answered


def test_what_is_known_of_several_articles_is_told_by_their_titles() -> None:
    articles = [Article("The bridge is open again.", title="The bridge", author="Lena Dahl"), Article("Soup keeps for days.", title="Soup")]
    answer = Assistant.open(articles).answer("Who wrote them?")
    assert answer.text.splitlines()[0] == "The bridge: It was written by Lena Dahl."
    assert answer.text.splitlines()[1].startswith("Soup: ")


TYRE = """Fixing a Flat Bicycle Tyre

Shift the chain onto the smallest cog and open the brake. Loosen the nuts with a spanner and lift the wheel out of the frame. Press the valve to let
out the rest of the air.

Push two tyre levers under the rim, a hand apart. Slide one lever along the rim until the tyre comes off on one side. Pull out the tube. Pump a little
air into the tube and hold it under water. Bubbles show where the hole is. Mark the hole with a pen.

Roughen the rubber around the hole with sandpaper. Spread the glue thinly and wait for five minutes, because fresh glue does not hold. Press the patch
on the hole for one minute. Dust the patch with chalk so that it does not stick to the tyre.

Before you put the tube back, run your fingers along the inside of the tyre. A thorn or a splinter of glass may still be there. Pull it out with
pliers. Put the tube into the tyre and push the tyre over the rim with your thumbs. Never use a screwdriver, because it can pinch the tube. Pump up
the tyre and check the pressure after an hour. Tighten the nuts and close the brake. Check the pressure once a month."""

SWALLOWS = """3 March

Rain all morning. I walked to the mill with Uncle Piet and we counted the swallows, which have come early this year. Eleven of them sat on the wire.
He says that they bring luck to whoever sees them first.

4 March

Mother baked two loaves and burnt one. The baker's son came by to borrow our ladder and stayed for three hours. He talked about nothing but his boat.
The boat leaks, because he built it from old doors. I promised to help him on Saturday.

6 March

We caulked the boat with tar and wool. My hands are black and the kitchen smells of tar. Anna laughed at me and gave me a lemon to scrub them with.
The lemon helped. In the evening we listened to the radio and there was a concert from Vienna.

9 March

The boat floats! We rowed it to the island, where there is a hut with a stove. Someone had left a tin of biscuits and a note that said to help
ourselves. We ate six biscuits and left a jar of plums in return. On the way back the wind turned and it took us two hours to reach the landing. Uncle
Piet was waiting with a lantern. He was angry, and then he was not.

10 March

I slept until noon. The swallows are gone from the wire."""


@pytest.mark.parametrize("text", [TYRE, SWALLOWS], ids=["how-to", "diary"])
def test_instructions_and_a_diary_have_first_questions_of_their_own(text: str) -> None:
    """Three questions about what the text says, without one that any article could be asked."""
    assistant = Assistant.open(Article.from_text(text))
    assert len(assistant.examples) >= 3
    assert "What is this about?" not in assistant.examples
    assert all(assistant.answer(question).answered for question in assistant.examples)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_article_in_another_language_has_first_questions_about_its_own_terms(language: str) -> None:
    text = LANGUAGES[language]
    assistant = Assistant.open(Article.from_text(text))
    overall, *about = assistant.examples
    assert assistant.article.language == language
    assert overall == "What is this about?"
    assert len(about) >= 2
    for question in about:
        term = question.removeprefix("What does the article say about ").rstrip("?")
        reply = assistant.answer(question)
        assert reply.answered, question
        assert all(word.lower() in reply.citations[0].quote.lower() for word in term.split()), question


def test_who_wrote_the_article_is_nobody_it_tells_of() -> None:
    text = "The Map\n\nBy Henrik Dahl\n\nMarta Olsen mapped the seabed. She discovered a trench in 1959. The trench bears her name."
    history = [("Who wrote this?", "It was written by Henrik Dahl.")]
    assistant = Assistant.open(Article.from_text(text))
    assert assistant.answer("How old was she?", history).question == "How old was she?"
    assert assistant.answer("What did she discover?", history).citations[0].quote == "She discovered a trench in 1959."


def test_an_article_is_cut_by_the_rules_of_its_language() -> None:
    text = LANGUAGES["de"] + "\nDer Deich, fertig 12. März 1977, gehört den Bauern."
    gist = Assistant.open(Article.from_text(text)).answer("What does the article say about Bauern?")
    assert [c.quote for c in gist.citations] == ["Der Deich, fertig 12. März 1977, gehört den Bauern."]


@pytest.mark.parametrize("text", [NEWS, SOUP, TREES], ids=["news", "recipe", "minutes"])
def test_an_article_of_any_kind_has_three_first_questions(text: str) -> None:
    assistant = Assistant.open(Article.from_text(text))
    assert 3 <= len(assistant.examples) <= 4
    assert all(assistant.answer(question).answered for question in assistant.examples)
    assert any(word in question for question in assistant.examples for word in text.split() if len(word) > 4)


def test_settings_of_another_kind_are_told_from_settings() -> None:
    with pytest.raises(ConfigError, match=r"article_chat\.config\.Settings.*not dict"):
        Assistant.open(config={"model": "openai:gpt-4o-mini"})  # type: ignore[arg-type]


def test_a_second_assistant_embeds_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(store=tmp_path)
    Assistant.open(Article.from_text(HARBOUR), config=settings).warm_up()
    monkeypatch.setattr("article_chat.embedding.MiniLMEmbedder.embed_passages", lambda *_: pytest.fail("embedded again"))
    assert Assistant.open(Article.from_text(HARBOUR), config=settings).answer("When did the harbour open?").span == "1874"


def test_an_open_article_that_left_the_store_is_indexed_again(tmp_path: Path) -> None:
    """Another visitor's article may take its place, and the article every visit starts with was opened longest ago."""
    settings = Settings(store=tmp_path, store_max_bytes=1)
    harbour = Assistant.open(Article.from_text(HARBOUR), config=settings)
    first = harbour.answer("When did the harbour open?")
    for ask in (lambda: harbour.answer("When did the harbour open?").span == first.span == "1874", lambda: harbour.check("Anna Marsh designed it.").supported):
        Assistant.open(Article.from_text(BRIDGE), config=settings).warm_up()
        assert [stored.article_id for stored in harbour.stored()] != [harbour.article.id]
        assert ask()


def test_a_claim_about_an_article_in_another_language_is_checked_with_a_word_on_that() -> None:
    german = "Der Bürgermeister sagte, die neue Brücke über den Fluss werde im nächsten Frühjahr für den Verkehr eröffnet. Sie kostete viel Geld."
    check = Assistant.open(Article.from_text(german)).check("The bridge was closed.")
    assert "German" in (check.notice or "")
    assert "ARTICLE_CHAT_MULTILINGUAL=true" in (check.notice or "")
    assert check.to_dict()["notice"] == check.notice


def test_a_damaged_store_is_rebuilt_and_the_answer_says_so(tmp_path: Path) -> None:
    tmp_path.joinpath("chroma").mkdir()
    tmp_path.joinpath("chroma", "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    answer = Assistant.open(Article.from_text(HARBOUR), config=Settings(store=tmp_path / "chroma")).answer("When did the harbour open?")
    assert answer.span == "1874"
    assert "damaged" in (answer.notice or "")


def test_threads_may_share_it(time_article: Assistant) -> None:
    questions = ["When did Desert Storm take place?", "Who is Russia's Defense Minister?", "Where is Putin's dacha?"] * 4
    with ThreadPoolExecutor(6) as pool:
        found = [a.span for a in pool.map(time_article.answer, questions)]
    assert found == [time_article.answer(q).span for q in questions]


def test_the_function_reuses_what_is_loaded_and_reads_a_changed_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "harbour.txt"
    path.write_text(HARBOUR, encoding="utf-8")
    assert article_chat.answer("When did the harbour open?", article=path).span == "1874"
    with monkeypatch.context() as patch:
        patch.setattr(Assistant, "open", lambda *_, **__: pytest.fail("opened again"))
        assert article_chat.answer("When did the harbour open?", article=path).span == "1874"
    path.write_text(HARBOUR.replace("1874", "1920"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert article_chat.answer("When did the harbour open?", article=str(path)).span == "1920"


def test_the_function_tells_articles_apart_by_what_they_say_of_themselves() -> None:
    ann, bob = (Article(HARBOUR, "The harbour", author=author) for author in ("Ann Lee", "Bob Ray"))
    assert ["Ann Lee" in article_chat.answer("Who wrote this?", article=article).text for article in (ann, bob, ann)] == [True, False, True]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([HARBOUR], "not list; Assistant.open takes a list"),
        (5, "not int"),
        (HARBOUR * 20, "it reads like a text"),
        ("a" * 5000, "File name too long"),
        ("a\0b", "is not a file name"),
    ],
)
def test_what_is_no_article_is_named(given: object, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        article_chat.answer("When did the harbour open?", article=given)  # type: ignore[arg-type]


def test_an_article_that_takes_its_time_to_open_holds_up_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, slow, go_on, opened = AssistantCache(), Article(HARBOUR + " Slowly."), Event(), []

    def open_one(article: Article, **_: object) -> str:
        if article is slow:
            assert go_on.wait(20)
        opened.append(article.text)
        return article.text

    monkeypatch.setattr(Assistant, "open", open_one)
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(cache.get, slow) for _ in range(2)]
        try:
            assert pool.submit(cache.get, Article(HARBOUR)).result(10) == HARBOUR  # type: ignore[comparison-overlap]
        finally:
            go_on.set()
        assert [one.result(10) for one in waiting] == [slow.text] * 2
    assert opened == [HARBOUR, slow.text]


def test_an_article_that_was_made_with_lists_can_be_asked() -> None:
    article = Article(HARBOUR, pages=[0], notes=["A page was left out."])  # type: ignore[arg-type]
    assert article_chat.answer("When did the harbour open?", article=article).citations[0].page == 1


def test_an_article_without_a_word_says_nothing(tmp_path: Path) -> None:
    with Assistant.open(Article(" \n"), config=Settings(store=tmp_path)) as empty:
        gist = empty.answer("What is this about?")
        assert (gist.answered, gist.text, gist.confidence) == (False, REFUSAL, 0.0)
        assert empty.examples == ()


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (("Who?", Answer("He did. [1]", "Who?", answered=True)), r"not text and an Answer \(give its text\)\.$"),
        (("Who?", None), "not text and nothing"),
        (("Who?", "He did.", ()), "not 3 of them"),
        ("Who?", "not text"),
    ],
)
def test_a_turn_that_is_no_pair_of_texts_is_told_what_it_is(time_article: Assistant, turn: object, said: str) -> None:
    with pytest.raises(QuestionError, match=r"history\[1\] must be a \[question, answer\] pair of texts, " + said):
        time_article.answer("Why?", [("Who is Putin?", "The president."), turn])  # type: ignore[list-item]


def test_half_a_character_is_no_error(time_article: Assistant) -> None:
    half = "\ud83d"
    answer = time_article.answer(f"Who told TIME {half}?", [(f"What did Putin pledge{half}?", f"Assistance.{half} [1]")])
    assert answer.question == "Who told TIME \ufffd?"
    assert time_article.check(f"Putin pledged assistance{half}.").statement.endswith("\ufffd.")
    json.dumps(answer.to_dict(), ensure_ascii=False).encode()


def test_whatever_is_asked_of_an_index_that_is_gone_makes_it_anew() -> None:
    assistant = Assistant.open(Article.from_text(HARBOUR))
    for ask in (
        assistant.warm_up,
        lambda: assistant.examples,
        lambda: assistant.candidates("When did it open?"),
        lambda: assistant.check("It opened in 1874."),
    ):
        assistant.warm_up()
        Assistant.open(assistant.article).forget(assistant.article.id)
        ask()


def test_text_with_markup_and_templates_is_only_text() -> None:
    article = Article.from_text("<script>alert(1)</script> ${7*7} {{x}} The harbour ![x](http://evil/x.png) opened in 1874. {question}")
    answer = Assistant.open(article).answer("When did the harbour open? ${1} {article} %s")
    assert answer.question == "When did the harbour open? ${1} {article} %s"
    assert all(article.text[c.start : c.end] == c.quote for c in (*answer.citations, *answer.closest))


@pytest.mark.parametrize(("question", "said"), [(None, "nothing"), (5, "a number"), (True, "true or false"), (b"When?", "bytes"), (["When?"], "a list")])
def test_a_question_that_is_not_text_is_named(time_article: Assistant, question: object, said: str) -> None:
    for ask, what in ((time_article.answer, "question"), (time_article.check, "statement")):
        with pytest.raises(QuestionError, match=f"^{what} must be text, not {said}\\.$") as caught:
            ask(question)  # type: ignore[operator]
        assert caught.value.value == question


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ("text", "history must be a list of .* pairs, not text"),
        (None, "not nothing"),
        ({"a": 1}, "not an object"),
        ([5], r"history\[0\] must be"),
        ([("one",)], r"history\[0\] must be"),
        ([["a", "b"], ["a", None]], r"history\[1\] must be"),
    ],
)
def test_history_that_is_not_pairs_is_named(time_article: Assistant, history: object, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        time_article.answer("When?", history)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "said"), [(5, "must be a string, not int"), ("The harbour \ud83d opened in 1874.", "half a character")])
def test_an_article_that_was_not_cleaned_is_named_before_it_is_indexed(text: object, said: str) -> None:
    for opened in (lambda article: Assistant.open(article), lambda article: article_chat.answer("When did it open?", article=article)):
        with pytest.raises(ArticleError, match=rf"{said}.*: make it with Article\.from_text\.$"):
            opened(Article(text))  # type: ignore[arg-type]


@pytest.mark.parametrize("article", ["no/such/file.txt", 5, b"bytes", []])
def test_an_article_that_cannot_be_read_is_named(article: object) -> None:
    with pytest.raises(ArticleError) as caught:
        Assistant.open(article)  # type: ignore[arg-type]
    assert str(article) in str(caught.value) or article == []


def test_links_can_be_switched_off() -> None:
    with pytest.raises(ArticleError, match="off"):
        Assistant.open("https://example.org/x", config=Settings(links_allowed=False))


def test_settings_that_cannot_be_used_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE_CHAT_REFUSE_BELOW", "seven")
    with pytest.raises(ConfigError, match=r"ARTICLE_CHAT_REFUSE_BELOW 'seven'") as caught:
        Assistant.open()
    assert caught.value.name == "ARTICLE_CHAT_REFUSE_BELOW"


def test_a_model_setting_that_cannot_work_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        Assistant.open(config=Settings(model="openai:gpt-4o-mini"))


@pytest.mark.parametrize("address", ["ftp://host.example/a.txt", "file:///etc/passwd", "FTP://x"])
def test_an_address_that_is_no_web_address_is_called_that(address: str) -> None:
    with pytest.raises(ArticleError, match="only http:// and https:// links can be read"):
        Assistant.open(address)


def test_keys_are_not_in_the_settings_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-verysecret")
    settings = Settings()
    assert settings.key_of("openai:x") == "sk-verysecret"
    assert "verysecret" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_suggested_questions_are_answered_with_confidence(time_article: Assistant) -> None:
    assert 3 <= len(time_article.examples) <= 4
    for question in time_article.examples:
        assert time_article.answer(question).answered, question


def test_what_answers_is_said_in_a_line(time_article: Assistant) -> None:
    assert "Nothing leaves this machine" in time_article.model_label
    assert "\n" not in time_article.model_label
