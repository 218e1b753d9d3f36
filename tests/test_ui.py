"""The page without a browser: places, escaping, turns, and the endpoint over gradio_client and plain HTTP."""

from __future__ import annotations

import gc
import html
import json
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_chat.articles import Limits
from article_chat.config import Settings
from article_chat.datatypes import REFUSAL, Answer, Check
from article_chat.dialogue import language_notice
from article_chat.dialogue.language import MULTILINGUAL
from article_chat.errors import ArticleChatError, ArticleError, ConfigError, ModelError, StoreError, advised, without_advice
from article_chat.models.failures import too_slow
from article_chat.ui.address import HostCheck, is_loopback, is_operators_own, past_proxies, usable_port
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.chat_pane import render_chat
from article_chat.ui.markup import inert, utf16_length
from article_chat.ui.returning import Returning
from article_chat.ui.saving import chat_markdown
from article_chat.ui.security import POLICY, NoFetching, OwnSite, SecurityHeaders, names_an_address
from article_chat.ui.shelf import render_shelf
from article_chat.ui.visit import Chat, Desk, Visit, take_answer
from article_chat.ui.warmup import WarmUp
from article_chat.ui.who import render_who
from tests.browser.conftest import Local, free_port
from tests.browser.fakes import BASE, HOSTILE, FakeArticle, FakeAssistant, FakeOpener, cite
from tests.documents.site import Reply, Site, running_site
from tests.loops import run_alone

WORDS = st.text(alphabet=st.sampled_from("ab é\n\t🚀👩\u200d.#->|x"), max_size=60)


def blocks_of(pane_html: str) -> dict[int, str]:
    """The text of every block, by its number, as a browser would read it."""
    found = re.findall(r'<(\w+) id="ac-block-(\d+)"[^>]*>(.*?)</\1>', pane_html, flags=re.S)
    return {int(number): html.unescape(re.sub(r"</?span[^>]*>", "", inner)) for _, number, inner in found}


def read_places(pane: ArticlePane, at: str) -> str:
    """What the browser's script would mark for `at`, counting in UTF-16."""
    blocks = blocks_of(pane.html())
    parts = []
    for piece in filter(None, at.split(";")):
        number, low, high = map(int, piece.split(":"))
        units = blocks[number].encode("utf-16-le")
        parts.append(units[low * 2 : high * 2].decode("utf-16-le"))
    return "".join(parts)


@given(WORDS, st.integers(0, 60), st.integers(0, 60))
def test_every_place_is_found_again(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    pane = ArticlePane([FakeArticle(text=text, title=None)])
    visible = "".join(line for line in re.split("(\n)", text) if line == "\n" or line.strip())
    if visible == text:
        assert read_places(pane, pane.locate("fake", start, end)) == text[start:end].replace("\n", "")


@given(WORDS)
def test_blocks_hold_the_lines_of_the_article(text: str) -> None:
    pane = ArticlePane([FakeArticle(text=text, title=None)])
    assert list(blocks_of(pane.html()).values()) == [line for line in text.split("\n") if line.strip()]


def test_places_of_several_articles_do_not_mix() -> None:
    pane = ArticlePane([FakeArticle(text="One.\n\nTwo.", id="a", title="A"), FakeArticle(text="Three.", id="b", title="B")])
    assert read_places(pane, pane.locate("b", 0, 6)) == "Three."
    assert read_places(pane, pane.locate("a", 6, 10)) == "Two."
    assert pane.locate("unknown", 0, 3) == ""
    assert pane.locate("a", 3, 3) == ""


@pytest.mark.parametrize(
    ("line", "look"),
    [
        ("## Findings", '<h3 id="ac-block-0" class="ac-h3" dir="auto"><span class="ac-sign">## </span>Findings</h3>'),
        ("- a thing", 'class="ac-item" dir="auto"><span class="ac-sign">- </span>a thing<'),
        ("1. first thing", 'class="ac-item" dir="auto">1. first thing<'),
        ("> said she", 'class="ac-quote" dir="auto"><span class="ac-sign">&gt; </span>said she<'),
        ("| a | b |", 'class="ac-row"'),
        ("A short heading", '<h3 id="ac-block-0" class="ac-h3"'),
        ("President Bush talks to Russian President Vladimir Putin in June 2001", 'class="ac-line"'),
        ("A sentence ends.", 'class="ac-p"'),
    ],
)
def test_how_lines_are_set(line: str, look: str) -> None:
    assert look in ArticlePane([FakeArticle(text=line, title=None)]).html()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Year | Kilograms\n2019 | 140\n2020 | 312", ["row", "row", "row"]),
        ("Year | Kilograms\n\n2019 | 140", ["h3", "line"]),
        ("The harvest | The Daily Orchard\n\nIt was good.", ["h3", "p"]),
        ("| a | b |", ["row"]),
        ("def moor(boat):\n    return boat > 12\n\nIt is moored.", ["code", "code", "p"]),
        ("By the old pier\n    where the boats lie,\nNobody moors.", ["h3", "line", "p"]),
        ("• a lamp\n◦ a battery", ["item", "inner"]),
    ],
)
def test_the_rows_of_a_table_are_known_by_each_other(text: str, kinds: list[str]) -> None:
    assert re.findall(r'id="ac-block-\d+" class="ac-(\w+)"', ArticlePane([FakeArticle(text=text, title=None)]).html()) == kinds


def test_the_rows_of_a_table_stand_in_columns_and_keep_their_text() -> None:
    text = "Pier | Boats\nNorth | 14\nSouth | \n\nLamps | Oil\n\nIt was counted twice."
    shown = ArticlePane([FakeArticle(text=text, title=None)]).html()
    assert re.findall(r'role="(\w+)"', shown) == ["table", *["row", "cell", "cell"] * 3]
    assert list(blocks_of(shown).values()) == [line for line in text.split("\n") if line]
    assert 'role="cell">North<span class="ac-sign"> | </span></span><span class="ac-cell" role="cell">14</span>' in shown
    many = ArticlePane([FakeArticle(text="a | b\n" * 600, title=None)]).html()
    assert "ac-table" not in many
    two_pages = ArticlePane([FakeArticle(text="a | b\nc | d\ne | f\ng | h", title=None, pages=(0, 12))]).html()
    assert re.findall(r'ac-table" role="table" dir="auto"(.*?)>', two_pages) == ["", ' data-page="Page 2"']


def test_an_article_without_a_title_has_the_name_of_its_file_beside_others() -> None:
    untitled = FakeArticle(text="It rained.", title=None, id="a", source="notes.txt")
    assert "<h1" not in ArticlePane([untitled]).html()
    assert '<h1 class="ac-title">notes.txt</h1>' in ArticlePane([untitled, FakeArticle()]).html()


def test_who_wrote_it_heads_nothing() -> None:
    text = "Rain\n\nBy Ida Moss\n\nIt rained.\n\nMore rain\n\nIt rained again."
    assert (
        re.findall(r'class="ac-(title|h3|line|p)"', ArticlePane([FakeArticle(text=text, title="Rain", author="Ida Moss")]).html())
        == "title line p h3 p".split()
    )


def test_articles_of_one_title_are_told_apart() -> None:
    first, second = (FakeAssistant(article=FakeArticle(text=f"{word} rained.", title="Rain", id=word)) for word in ("It", "There"))
    pane = ArticlePane([first.article, second.article])
    assert pane.html().count("(2) Rain") == 1
    visit = Visit()
    for assistant in (first, second):
        visit.open(assistant.article.id, WarmUp(assistant), ArticlePane(assistant.articles))
    assert re.findall(r'title="(.*?)"', render_shelf(visit, may_add=True)) == ["Rain", "(2) Rain", "All of them"]
    assert 'aria-label="Close (2) Rain"' in render_shelf(visit, may_add=True)
    together = Desk("together", warm(), pane)
    turn = together.chat.ask("What rained?")
    cited = tuple(cite(number, one.article.text, one.article) for number, one in enumerate((first, second), 1))
    turn.answer = Answer("It rained. [1] There rained. [2]", "What rained?", True, citations=cited)
    turn.finish()
    assert re.findall(r'class="ac-where">(.*?)<', render_chat(together)) == ["Rain", "(2) Rain"]
    assert "((2) Rain, characters 0–13)" in html.unescape(chat_markdown(together)).replace("\\", "")


def test_head_of_the_article() -> None:
    article = FakeArticle(text="Title\n\nBody text here.", title="Title", author="A. <b>", date="2001-09-24", pages=(0, 7), notes=("Guessed: windows-1252.",))
    shown = ArticlePane([article]).html()
    assert shown.index("<h1") < shown.index("A. &lt;b&gt;") < shown.index("Guessed: windows-1252.") < shown.index("Body text here.")
    assert 'data-page="Page 2"' in shown
    assert shown.count("<h1") == 1
    assert "<h1" in ArticlePane([replace(article, title="Another")]).html()
    assert "2 pages" in shown
    assert "1 page<" in ArticlePane([replace(article, pages=(0,))]).html()
    assert "has no text" in ArticlePane([FakeArticle(text="", title=None)]).html()


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        ("de", "Ein Satz hier.", "German|3 words"),
        ("zh", "图书馆开放。", "Chinese|6 characters"),
        ("xx", "Abc.", "another language|1 word"),
        ("en", "One two.", "2 words"),
        (None, "One.", "1 word"),
    ],
)
def test_the_byline_names_a_language_other_than_english_and_counts_what_can_be_counted(language: str | None, text: str, line: str) -> None:
    shown = re.search(r'<p class="ac-byline">(.*?)</p>', ArticlePane([FakeArticle(text=text, title=None, language=language)]).html())
    assert shown
    assert re.sub(r"<span> · </span>", "|", shown[1]) == line


@given(st.text(alphabet=st.characters(min_codepoint=32) | st.sampled_from("<>&\"'`${}\\\n\t\r")))
def test_escaped_text_shows_as_itself_and_starts_nothing(text: str) -> None:
    shown = inert(text)
    assert html.unescape(shown) == text
    assert not set("<>\"'`${}\\") & set(shown)


def test_javascript_counts_astral_characters_twice() -> None:
    assert utf16_length("a🚀é") == len("a🚀é".encode("utf-16-le")) // 2 == 4


def warm(**how: object) -> WarmUp:
    fake = FakeAssistant(**how)  # type: ignore[arg-type]
    fake.gate.set()
    warm_up = WarmUp(fake)
    warm_up.run()
    return warm_up


def desk() -> Desk:
    warm_up = warm()
    return Visit().open("d", warm_up, ArticlePane(warm_up.assistant.articles))


def answered(question: str) -> str:
    at = desk()
    turn = at.chat.ask(question)
    turn.answer = at.assistant.answer(question)
    turn.finish()
    return render_chat(at)


def test_an_answers_marker_is_a_button_to_its_place() -> None:
    at = desk()
    shown = answered("kagaity")
    place = re.search(r'data-at="([^"]+)"', shown)
    assert place
    assert read_places(at.pane, place.group(1)) == BASE
    assert "<strong>some 12 miles</strong>" in shown
    assert "93% sure" in shown


def test_a_number_stays_with_the_word_before_it() -> None:
    at = desk()
    turn = at.chat.ask("q")
    cited = (cite(1, "Moscow", at.assistant.articles[0]), cite(2, "Putin", at.assistant.articles[0]))
    for text, kept in (("It was Moscow. [1][2] And more.", "Moscow."), ("[1] It was.", ""), (f"{'x' * 40} [1]", "")):
        turn.answer = Answer(text, "q", True, citations=cited, answered_by="reader")  # type: ignore[arg-type]
        shown = render_chat(at)
        assert f'<span class="ac-keep">{kept}<button' in shown
        assert shown.count("<span") == shown.count("</span>")


def test_what_was_asked_in_other_letters_is_not_offered_again() -> None:
    at = desk()
    for question in (at.warm_up.examples[0].lower().rstrip("?"), "who?"):
        turn = at.chat.ask(question)
        turn.answer = at.assistant.answer(question)
        turn.finish()
    offered = re.findall(r'class="ac-example" data-ask="([^"]+)"', render_chat(at))
    assert offered
    assert html.escape(at.warm_up.examples[0]) not in offered


def test_only_markers_with_a_citation_are_buttons() -> None:
    at = desk()
    turn = at.chat.ask("q")
    turn.answer = Answer("See [3] and the year [2001]. [1]", "q", True, citations=(cite(1, "Moscow", at.assistant.articles[0]),), answered_by="reader")  # type: ignore[arg-type]
    turn.finish()
    shown = render_chat(at)
    assert shown.count("<button") == 1
    assert "See [3] and the year [2001]." in re.sub("<[^>]+>", "", shown)


def test_answers_without_citations_have_no_sources() -> None:
    shown = answered("hello")
    assert "Ask me anything" in shown
    assert "ac-cite" not in shown
    assert "Not in the article" not in shown


def test_a_refusal_is_labelled_and_offers_what_can_be_asked() -> None:
    shown = answered("who?")
    assert "Not in the article" in shown
    assert html.escape(REFUSAL) in shown
    assert "Closest passages, not an answer" in shown
    assert "It does answer" in shown


def test_a_refusal_that_may_be_wrong_says_how_likely_the_closest_passage_answers() -> None:
    at = desk()
    turn = at.chat.ask("q")
    turn.answer = Answer(REFUSAL, "q", False, closest=(cite(1, "Moscow", at.assistant.articles[0]),), answered_by="reader", confidence=0.24)  # type: ignore[arg-type]
    turn.finish()
    shown = render_chat(at)
    assert "Perhaps not in the article" in shown
    assert "I found no sure answer." in shown
    assert html.escape(REFUSAL) not in shown
    assert "Closest passages, the first 24% likely to answer" in shown
    assert "not an answer" not in shown


def test_what_degraded_is_told_once_and_then_referred_to() -> None:
    at = desk()
    for notice in ("It is in German.", "It is in German.", "It is in German. The model failed."):
        turn = at.chat.ask("q")
        turn.answer = Answer("Moscow. [1]", "q", True, citations=(cite(1, "Moscow", at.assistant.articles[0]),), answered_by="reader", notice=notice)  # type: ignore[arg-type]
        turn.finish()
    first, second, third = render_chat(at).split("<section")[1:]
    assert "It is in German." in first
    assert "It is in German." not in second
    assert "The note above holds for this answer too." in second
    assert "It is in German. The model failed." in third


def test_hostile_turns_are_inert() -> None:
    at = desk()
    turn = at.chat.ask(HOSTILE)
    turn.fail(HOSTILE)
    labelled, troubled = WarmUp(FakeAssistant(model_label=HOSTILE)), WarmUp(FakeAssistant())
    labelled.ready, troubled.problem = True, HOSTILE
    for shown in (render_chat(at), answered("hostile " + HOSTILE), render_who(labelled), render_who(troubled)):
        assert "<img" not in shown
        assert "<script" not in shown
        assert "${" not in shown
        assert "{{" not in shown
        assert inert(HOSTILE) in shown


def test_a_claim_and_its_evidence() -> None:
    at = desk()
    for claim in ("They worked together in 1991.", "They worked together in 1995."):
        turn = at.chat.ask(claim, claim=True)
        turn.check = at.assistant.check(claim)
        turn.finish()
    good, bad = render_chat(at).split("<section")[1:]
    assert "The article supports this." in good
    assert "Where it says so" in good
    assert "doesn’t support this" in bad
    assert "The article names another year." in bad
    assert "Closest passages, not support" in bad
    assert 'aria-label="Closest passage, not support. Show in the article: ' in bad


def test_what_claims_nothing_has_no_verdict() -> None:
    at = desk()
    turn = at.chat.ask("Who is Putin?", claim=True)
    turn.check = Check("Who is Putin?", False, 0.0, (), "A question claims nothing.")
    turn.finish()
    shown = render_chat(at)
    assert "Nothing was checked." in shown
    assert "A question claims nothing." in shown
    assert "doesn’t support" not in shown
    assert "ac-refusal" not in shown


def test_a_stopped_claim_stays_without_a_verdict() -> None:
    at = desk()
    turn = at.chat.ask("This one is endless.", claim=True)
    stopping = threading.Timer(0.2, at.chat.stop)
    stopping.start()
    assert list(take_answer(at.assistant, turn, ())) == []
    assert (turn.state, turn.check) == ("stopped", None)


def test_warming_up_never_raises() -> None:
    assert warm().examples == tuple(FakeAssistant().examples)
    known = warm(warm_up_error=ModelError("Start the server."))
    assert (known.ready, known.problem, known.over) == (False, "Start the server.", True)
    unknown = warm(warm_up_error=RuntimeError("secret"))
    assert unknown.problem
    assert "secret" not in unknown.problem


def test_examples_are_awaited() -> None:
    at = desk()
    assert at.warm_up.examples[0] in html.unescape(render_chat(at))
    waiting = Visit().open("d", WarmUp(FakeAssistant()), at.pane)
    assert "Finding questions" in render_chat(waiting)
    assert "Loading the reader" in render_who(waiting.warm_up)


def test_history_is_what_was_finished() -> None:
    chat = Chat()
    done, failed, stopped = chat.ask("one"), chat.ask("two"), None
    assert done.state == "stopped"
    done.state = "busy"
    done.answer = Answer("First. [1]", "one as read", True)
    done.finish()
    failed.fail("no")
    stopped = chat.ask("three")
    stopped.answer = Answer("half", "three", True)
    chat.stop()
    stopped.finish()
    stopped.fail("late")
    assert chat.history == (("one as read", "First. [1]"),)
    assert (stopped.state, stopped.error) == ("stopped", None)
    numbers = [turn.number for turn in chat.turns]
    chat.clear()
    assert chat.turns == []
    assert chat.ask("four").number > max(numbers)


LIMITED = "a.pdf is over a limit: 9 pages, 5 allowed."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Limits(max_pages=5).exceeded("max_pages", 9, "pages", "a.pdf"), f"{LIMITED} Give a smaller part of it."),
        (Limits(max_redirects=5).exceeded("max_redirects", 9, "pages", "a.pdf"), f"{LIMITED} Open it in a browser and give the address that it ends at."),
        (Limits(max_fetch_seconds=5).exceeded("max_fetch_seconds", 9, "pages", "a.pdf"), f"{LIMITED} Try again, save the page and give the file."),
        (too_slow("openai:x", 4), "openai:x did not answer within 4 seconds; try again."),
        (StoreError("The store cannot be read.", advice="Set ARTICLE_CHAT_STORE to a folder."), "The store cannot be read."),
        (ModelError("127.0.0.1 refused the key for openai:x.", advice="Check OPENAI_API_KEY."), "127.0.0.1 refused the key for openai:x."),
        (ArticleError("Nothing (really) is to be set."), "Nothing (really) is to be set."),
    ],
)
def test_what_only_whoever_runs_the_page_can_do_stands_apart(error: ArticleChatError, told: str, caplog: pytest.LogCaptureFixture) -> None:
    from article_chat.ui.page import _told

    assert _told(error) == error.message == without_advice(str(error)) == told
    assert [record.message for record in caplog.records] == ([str(error)] if error.advice else [])
    assert error.advice in str(error)


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        (advised("It failed. Answered otherwise.", "Raise ARTICLE_CHAT_MODEL_TIMEOUT_S."), "It failed. Answered otherwise."),
        (str(language_notice("de")), "This article seems to be in German, and the models here were trained on English: answers may be missed or wrong."),
        ("It is over its limit of 9 bytes (ARTICLE_CHAT_STORE_MAX_BYTES).", "It is over its limit of 9 bytes."),
        ("Nothing (really) is to be set, or raised (by NATO).", "Nothing (really) is to be set, or raised (by NATO)."),
    ],
)
def test_a_notice_is_shown_to_visitors_without_the_names_of_settings(notice: str, told: str) -> None:
    assert without_advice(notice) == told


def test_what_a_notice_advises_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    from article_chat.ui.page import _Page

    page, notice = _Page(warm(), None), advised("It failed.", "Raise ARTICLE_CHAT_MODEL_TIMEOUT_S.")
    for told in (notice, notice, "Nothing to set.", None):
        page.note_advice(told)
    assert [record.message for record in caplog.records] == [notice]


def fails_with(error: Exception) -> Callable[..., None]:
    def fails(*_: object) -> None:
        raise error

    return fails


def test_no_setting_is_named_to_a_visitor_where_answers_and_troubles_are_shown() -> None:
    at, slow = desk(), too_slow("openai:x", 4)
    answers = (
        Answer(advised("Ask in English.", MULTILINGUAL), "q", False, answered_by="dialogue"),
        Answer("Moscow. [1]", "q", True, citations=(cite(1, "Moscow", at.assistant.articles[0]),), answered_by="reader", notice=str(slow)),  # type: ignore[arg-type]
    )
    for answer in answers:
        turn = at.chat.ask("q")
        turn.answer = answer
        turn.finish()
    assistant = FakeAssistant()
    assistant.gate.set()
    troubled = WarmUp(assistant)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assistant, "warm_up", fails_with(slow))
        troubled.run()
    for shown in (render_chat(at), render_who(troubled)):
        assert "try again." in shown
        assert "ARTICLE_CHAT" not in shown
    assert "Ask in English." in render_chat(at)


def test_a_cleared_chat_can_be_taken_back_until_the_next_question() -> None:
    at = desk()
    first = at.chat.ask("one")
    at.chat.clear()
    assert (first.state, at.chat.history) == ("stopped", ())
    assert "data-restore" in render_chat(at)
    at.chat.clear()
    at.chat.restore()
    assert at.chat.turns == [first]
    assert "data-restore" not in render_chat(at)
    at.chat.clear()
    second = at.chat.ask("two")
    at.chat.restore()
    assert at.chat.turns == [second]
    assert "data-restore" not in render_chat(Visit().open("d", at.warm_up, at.pane))


def test_the_sources_of_several_articles_are_called_that() -> None:
    articles = [FakeArticle(text="One.", id="a", title="A"), FakeArticle(text="Two.", id="b", title="B")]
    at = Visit().open("d", warm(), ArticlePane(articles))
    turn = at.chat.ask("q")
    turn.answer = Answer("One. [1]", "q", True, citations=(cite(1, "One.", articles[0]),), answered_by="reader")  # type: ignore[arg-type]
    turn.finish()
    assert "From the articles" in render_chat(at)


def test_of_several_articles_it_is_said_that_none_of_them_says_it() -> None:
    articles = [FakeArticle(text="One.", id="a", title="A"), FakeArticle(text="Two.", id="b", title="B")]
    at = Visit().open("d", warm(), ArticlePane(articles))
    near = (cite(1, "One.", articles[0]),)
    for claim in (False, True, True):
        turn = at.chat.ask("q", claim=claim)
        if claim:
            turn.check = Check("q", turn.number == 2, 0.5, near)
        else:
            turn.answer = Answer(REFUSAL, "q", False, answered_by="reader", closest=near)  # type: ignore[arg-type]
        turn.finish()
    refused, supported, unsupported = html.unescape(render_chat(at)).split("<section")[1:]
    assert "Not in these articles" in refused
    assert "The articles don't say." in refused
    assert "The articles support this." in supported
    assert "Where they say so" in supported
    assert "The articles don’t support this." in unsupported


def test_of_several_questions_each_stands_over_what_answers_it_and_not_in_the_articles_letters() -> None:
    articles = [FakeArticle(text="One.", id="a", title="A"), FakeArticle(text="Two.", id="b", title="B")]
    text = f"How many?\nOne. [1]\n\nWho?\n{REFUSAL}\n\nWhich language?\nGerman. (Set ARTICLE_CHAT_MULTILINGUAL.)"
    told = Answer(text, "How many, who and which?", True, citations=(cite(1, "One.", articles[0]),), answered_by="reader")  # type: ignore[arg-type]
    for pane, none in ((ArticlePane(articles), "The articles don't say."), (ArticlePane(articles[:1]), REFUSAL)):
        at = Visit().open("d", warm(), pane)
        turn = at.chat.ask("q")
        turn.answer = told
        turn.finish()
        shown = html.unescape(render_chat(at))
        assert re.findall(r'class="(ac-part[^"]*)"[^>]*>(.*?)</p>', shown) == [
            ("ac-part", "How many?"),
            ("ac-part", "Who?"),
            ("ac-part ac-none", none),
            ("ac-part", "Which language?"),
        ]
        assert "ARTICLE_CHAT" not in shown + chat_markdown(at).replace("\\", "")
        assert 'data-key="t1c1"' in shown


def test_a_claim_is_told_apart_from_its_label_when_it_is_read_aloud_or_copied() -> None:
    at = desk()
    at.chat.ask("It rained.", claim=True)
    assert "You asked: Claim It rained." in re.sub("<[^>]+>", "", render_chat(at))


def test_a_visit_keeps_a_chat_per_article() -> None:
    visit, warm_up, pane = Visit(), warm(), ArticlePane([FakeArticle()])
    first = visit.open("a", warm_up, pane)
    first.chat.ask("q")
    second = visit.open("b", warm_up, pane)
    assert not second.chat.turns
    assert visit.open("a", warm_up, pane) is first
    assert visit.current == "a"


def test_a_visit_is_come_back_to_once_by_a_name_that_nobody_guesses_and_is_not_kept() -> None:
    returning, visit = Returning(), Visit()
    turn = visit.open("a", warm(), ArticlePane([FakeArticle()])).chat.ask("What?")
    bringing = visit.start_bringing()
    first, second = returning.name(visit), returning.name(visit)
    assert first != second
    assert min(map(len, (first, second))) >= 40
    assert [returning.back(name) for name in ("", None, 7, [first], first[:-1])] == [None] * 5
    assert turn.state == "busy"
    assert returning.back(first) is visit
    assert turn.state == "stopped"
    assert bringing is not None
    assert bringing.cancelled
    assert returning.back(first) is None
    del visit, turn
    gc.collect()
    assert returning.back(second) is None


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    from article_chat.ui.serving import start

    fake = FakeAssistant()
    fake.gate.set()
    server = start(fake, Local(), port=free_port(), opener=FakeOpener())
    yield server.url
    server.close()


def post(url: str, *data: object) -> tuple[str, object]:
    """Call `/answer` as a plain HTTP client: (event name, its data)."""
    call = httpx.post(f"{url}/gradio_api/call/answer", json={"data": list(data)})
    call.raise_for_status()
    events = httpx.get(f"{url}/gradio_api/call/answer/{call.json()['event_id']}", timeout=20).text
    *_, (name, body) = re.findall(r"event: (\w+)\ndata: (.*)", events)
    return name, json.loads(body)


def test_the_endpoint_over_plain_http(url: str) -> None:
    expected = FakeAssistant().answer("kagaity").to_dict()
    assert post(url, "kagaity", []) == ("complete", [json.loads(json.dumps(expected))])
    assert post(url, "kagaity") == ("complete", [json.loads(json.dumps(expected))])
    name, _ = post(url, "how far is it", [["Which base?", "Kagaity. [1]"]])
    assert name == "complete"


def test_the_endpoint_names_no_setting(url: str) -> None:
    name, body = post(url, "advised")
    assert (name, body[0]["notice"]) == ("complete", "It is slow.")  # type: ignore[index]
    assert "ARTICLE_CHAT" not in str(post(url, "model down"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ((), "question must be text, not nothing"),
        ((7, []), "question must be text, not a number"),
        (("q", [["one"]]), "history[0]"),
        (("q", {"a": 1}), "history must be a list of [question, answer] pairs, not an object"),
        (("x" * 1001, []), "the limit is 1000"),
        (("broken",), "An unexpected error"),
        (("model down",), "did not answer within 20 s; start it."),
    ],
)
def test_the_endpoint_says_what_is_wrong(url: str, data: tuple[object, ...], said: str) -> None:
    name, body = post(url, *data)
    assert name == "error"
    assert said in json.dumps(body)
    assert "secret" not in json.dumps(body)


def test_the_endpoint_through_gradio_client(url: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(url, verbose=False, analytics_enabled=False)
    expected = json.loads(json.dumps(FakeAssistant().answer("kagaity").to_dict()))
    assert client.predict("kagaity", [], api_name="/answer") == expected
    assert client.predict(question="kagaity", api_name="/answer") == expected
    with pytest.raises(AppError, match=r"history\[0\]"):
        client.predict("q", [["one"]], api_name="/answer")
    client.close()


@pytest.mark.parametrize("door", ["call", "api", "run"])
def test_an_unknown_endpoint_is_not_found(url: str, door: str) -> None:
    said = httpx.post(f"{url}/gradio_api/{door}/nothing", json={"data": ["Why?"]})
    assert said.status_code == 404
    assert "/gradio_api/call/answer" in said.json()["detail"]


def test_only_the_endpoint_is_offered(url: str) -> None:
    info = httpx.get(f"{url}/gradio_api/info").json()
    assert list(info["named_endpoints"]) == ["/answer"]
    assert not info["unnamed_endpoints"]


def test_headers_keep_the_page_to_itself(url: str) -> None:
    reply = httpx.get(url)
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["x-frame-options"] == "DENY"
    assert reply.headers["permissions-policy"] == "camera=(), microphone=(), geolocation=()"


def test_the_policy_names_no_other_site() -> None:
    policy = {name: set(sources) for name, *sources in (part.split() for part in POLICY.split(";"))}
    assert set().union(*policy.values()) == {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'"}
    assert [name for name in policy if "'none'" in policy[name]] == ["object-src", "frame-ancestors"]
    assert [name for name in ("default-src", "connect-src", "base-uri", "form-action") if policy[name] != {"'self'"}] == []
    assert [name for name in policy if "'unsafe-eval'" in policy[name]] == ["script-src"]


@pytest.mark.parametrize(
    ("data", "names_one"),
    [
        ({"path": "https://a.example/x"}, True),
        ([1, "x", {"deep": [{"er": {"path": " HTTP://a.example/x"}}]}], True),
        (({"path": "//a.example/x"},), True),
        ({"path": "ftp:x"}, True),
        ({"path": "s3+x:y"}, True),
        ({"path": "/tmp/a/x.txt", "url": "http://127.0.0.1:7860/x"}, False),
        ({"path": "C:/x.txt"}, False),
        ({"path": 7, "other": "https://a.example/x"}, False),
        ("https://a.example/x", False),
        (None, False),
    ],
)
def test_only_the_path_of_a_file_may_be_no_address(data: object, names_one: bool) -> None:
    assert names_an_address(data) is names_one


def through(middleware: Callable[..., object], scope: dict[str, object]) -> list[dict[str, object]]:
    """The messages that come back through a middleware from an application that says of its answer where it may be named."""
    sent: list[dict[str, object]] = []

    async def app(scope: object, receive: object, send: Callable[..., object]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"Referrer-Policy", b"origin")]})  # type: ignore[misc]
        await send({"type": "http.response.body", "body": b"x"})  # type: ignore[misc]

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    run_alone(middleware(app)({"path": "/", "headers": [], **scope}, None, send))  # type: ignore[operator]
    return sent


def test_a_header_that_an_answer_has_is_not_sent_twice() -> None:
    start, body = through(SecurityHeaders, {"type": "http"})
    names = [name.lower() for name, _ in start["headers"]]  # type: ignore[attr-defined]
    assert len(names) == len(set(names)) == 5
    assert b"content-security-policy" in names
    assert body == {"type": "http.response.body", "body": b"x"}


@pytest.mark.parametrize("middleware", [NoFetching, OwnSite, SecurityHeaders])
def test_what_is_no_request_passes_as_it_is(middleware: Callable[..., object]) -> None:
    for kind in ("websocket", "lifespan"):
        start, _ = through(middleware, {"type": kind, "path": "/file=https://a.example", "headers": [(b"sec-fetch-site", b"cross-site")]})
        assert start["headers"] == [(b"Referrer-Policy", b"origin")]


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("HEAD", 200), ("OPTIONS", 200), ("POST", 403), ("PUT", 403), ("DELETE", 403), ("PATCH", 403)])
def test_another_web_site_may_only_ask_for_what_is_there(method: str, status: int) -> None:
    start, body = through(OwnSite, {"type": "http", "method": method, "headers": [(b"sec-fetch-site", b"cross-site")]})
    assert start["status"] == status
    if status == 403:
        assert (b"content-length", str(len(body["body"])).encode()) in start["headers"]  # type: ignore[arg-type, operator]


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that Gradio's own check takes for a public one, as it would any on the internet."""
    monkeypatch.setattr("safehttpx.is_public_ip", lambda address: True)
    with running_site() as site:
        site.replies["/x.txt"] = Reply(b"behind the link")
        yield site


def joined(url: str, name: str, data: list[object]) -> str:
    """What comes of an event that the page itself would send, by the name of its handler."""
    functions = httpx.get(f"{url}/config").json()["dependencies"]
    session = f"{name}{time.monotonic()}"
    (index, *_) = [one["id"] for one in functions if one["api_name"] == name]
    httpx.post(f"{url}/gradio_api/queue/join", json={"fn_index": index, "session_hash": session, "data": data}).raise_for_status()
    with httpx.stream("GET", f"{url}/gradio_api/queue/data?session_hash={session}", timeout=20) as events:
        return next(line for line in events.iter_lines() if "process_completed" in line)


@pytest.mark.parametrize("form", ["{}", " {}", "//{}", "file:{}"])
def test_an_address_in_the_place_of_a_file_is_not_fetched(url: str, reachable: Site, form: str) -> None:
    file = {"path": form.format(reachable.url("/x.txt")), "meta": {"_type": "gradio.FileData"}}
    for data in (file, {"deep": [{"er": file}]}):
        for body in (joined(url, "bring", [None, "", data, ""]), str(post(url, "kagaity", [["q", data]]))):
            assert "must be uploaded" in body
            assert "behind the link" not in body
    assert reachable.asked == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("door", ["file=", "file/", "proxy="])
def test_the_server_hands_out_nothing_from_elsewhere(url: str, reachable: Site, door: str, method: str) -> None:
    for address in (reachable.url("/x.txt"), reachable.url("/x.txt").replace(":", "%3A").replace("/", "%2F")):
        reply = httpx.request(method, f"{url}/gradio_api/{door}{address}")
        assert reply.status_code == 403
    assert reachable.asked == []


@pytest.mark.parametrize("path", ["call/answer", "queue/join", "upload"])
def test_another_web_site_has_nothing_asked_and_nothing_kept(url: str, path: str) -> None:
    body = {"data": ["kagaity", []]}
    foreign = httpx.post(f"{url}/gradio_api/{path}", headers={"Sec-Fetch-Site": "cross-site"}, json=body, timeout=60)
    assert foreign.status_code == 403
    assert foreign.text.startswith("Another web site sent this request.")
    assert "frame-ancestors 'none'" in foreign.headers["content-security-policy"]
    for own in ({"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}):
        assert httpx.post(f"{url}/gradio_api/{path}", headers=own, json=body, timeout=60).status_code != 403
    assert httpx.get(url, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200  # a link to the page is none of these


def test_the_server_talks_to_no_hub_for_a_client(url: str) -> None:
    assert httpx.get(f"{url}/gradio_api/run-history/buckets", headers={"Authorization": "Bearer x"}).status_code == 404
    assert httpx.get(f"{url}/config").json().get("run_history", False) is False


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "127.8.9.10", "page.localhost"])
def test_the_page_answers_to_the_names_of_its_machine(url: str, host: str) -> None:
    port = url.rpartition(":")[2]
    for header in (host, f"{host}:{port}"):
        assert httpx.get(url, headers={"Host": header}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info", "/gradio_api/call/answer"])
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:7860", "192.168.1.7", "", "[", "a@127.0.0.1:x", "127.0.0.1/x"]
)
def test_a_site_whose_name_leads_here_reads_nothing(url: str, host: str, path: str) -> None:
    reply = httpx.request("POST" if "call" in path else "GET", url + path, headers={"Host": host}, json={"data": ["kagaity"]})
    assert reply.status_code == 421
    assert reply.text.startswith("This page is served for its own machine only")
    assert "set ARTICLE_CHAT_HOSTS" in reply.text
    assert len(reply.text) < 300
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["chat.example", "CHAT.example.", "chat.example:8443"])
def test_a_proxy_that_passes_on_its_own_name_is_let_in_where_that_is_set(url: str, host: str) -> None:
    assert httpx.get(url, headers={"Host": host}).status_code == 200
    assert httpx.get(url, headers={"Host": f"evil.{host}"}).status_code == 421


def test_the_names_of_proxies_are_a_setting() -> None:
    assert Settings().further_hosts == ()
    assert Settings(hosts=" chat.example, news.example.,[2001:db8::1] ").further_hosts == ("chat.example", "news.example.", "[2001:db8::1]")
    for wrong in ("https://chat.example", "chat.example:443", "*", "chat.example/x", "a b"):
        with pytest.raises(ConfigError, match=r"ARTICLE_CHAT_HOSTS.*not a host's name"):
            Settings(hosts=f"ok.example,{wrong}")


@pytest.mark.parametrize(
    ("bound", "asked", "passed"),
    [
        ("0.0.0.0", "chat.example", True),
        ("192.168.1.7", "chat.example", True),
        ("::1", "chat.example", False),
        ("localhost", "chat.example", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", None, False),
    ],
)
def test_only_a_page_for_its_own_machine_minds_the_name(bound: str, asked: str | None, passed: bool) -> None:
    sent: list[dict[str, object]] = []

    async def app(scope: object, receive: object, send: object) -> None:
        sent.append({"type": "passed"})

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    for kind, turned_away in (("http", "http.response.start"), ("websocket", "websocket.close"), ("lifespan", "")):
        sent.clear()
        scope = {"type": kind, "headers": [(b"host", asked.encode())] if asked else []}
        run_alone(HostCheck(app, bound)(scope, None, send))  # type: ignore[arg-type]
        assert sent[0]["type"] == ("passed" if passed or kind == "lifespan" else turned_away)


def test_of_several_hosts_each_has_to_be_expected() -> None:
    passed: list[object] = []

    async def app(scope: object, receive: object, send: object) -> None:
        passed.append(scope)

    async def send(message: dict[str, object]) -> None:
        assert message["type"] in ("http.response.start", "http.response.body")

    for hosts, lets_in in ((("127.0.0.1", "localhost"), True), (("127.0.0.1", "evil.example"), False), (("evil.example", "127.0.0.1"), False)):
        passed.clear()
        scope = {"type": "http", "headers": [(b"origin", b"evil.example"), *((b"host", host.encode()) for host in hosts)]}
        run_alone(HostCheck(app, "127.0.0.1")(scope, None, send))  # type: ignore[arg-type]
        assert bool(passed) == lets_in


@pytest.mark.parametrize(
    ("name", "own"),
    [("localhost", True), ("LOCALHOST.", True), ("a.localhost", True), ("alocalhost", False), ("[::1]", True), ("127.9.9.9", True), ("0.0.0.0", False)],
)
def test_what_this_machine_is_called_by_itself(name: str, own: bool) -> None:
    assert is_loopback(name) is own
    assert is_operators_own(name, ()) is own
    assert not is_operators_own(name, ("chat.example",))


def test_proxies_are_passed_by_only_while_the_page_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "news.example")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with past_proxies():
        assert (os.environ["no_proxy"], os.environ["NO_PROXY"]) == ("*", "*")
    assert (os.environ["no_proxy"], os.environ.get("NO_PROXY")) == ("news.example", None)


def test_a_taken_port_is_named() -> None:
    from article_chat.ui.serving import start

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"{port}: .*Choose another port \(--port\)") as caught:
            start(FakeAssistant(), Local(port=port))
        assert caught.value.name == "port"


def test_nothing_is_loaded_for_a_page_that_cannot_be_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor beside the server while that comes up, whose changes to the process, such as to its warnings, are not for another thread to meet."""
    from article_chat.ui import serving

    loading: list[bool] = []

    def launch(self: object, **how: object) -> None:
        loading.append(any(thread.name == "article-chat-warm-up" for thread in threading.enumerate()))
        raise OSError("taken in the meantime")

    monkeypatch.setattr(serving.Blocks, "launch", launch)
    fake = FakeAssistant()
    with pytest.raises(ConfigError, match="taken in the meantime"):
        serving.start(fake, Local(), port=free_port())
    assert loading == [False]
    assert not any(thread.name == "article-chat-warm-up" for thread in threading.enumerate())


def test_a_proxy_of_the_environment_is_not_asked_for_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from article_chat.ui.serving import start

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "intranet.example")
    monkeypatch.delenv("NO_PROXY", raising=False)
    fake = FakeAssistant()
    fake.gate.set()
    server = start(fake, Local(), port=free_port())
    assert httpx.get(server.url, trust_env=False, timeout=20).status_code == 200
    server.close()
    assert (os.environ["no_proxy"], "NO_PROXY" in os.environ) == ("intranet.example", False)


def test_no_host_is_every_address_of_this_machine() -> None:
    assert usable_port("", 0) > 0


@pytest.mark.parametrize(("host", "name"), [("nosuch.invalid", "host"), ("192.0.2.1", "host")])
def test_a_host_that_is_not_this_machine_is_told_apart_from_a_port_that_is_taken(host: str, name: str) -> None:
    with pytest.raises(ConfigError, match="a name or address of this machine") as caught:
        usable_port(host, 0)
    assert caught.value.name == name
