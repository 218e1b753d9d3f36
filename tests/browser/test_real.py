"""The page over the real assistant on the TIME article; writes the README's picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from article_chat import Assistant
from article_chat.config import Settings
from article_chat.datatypes import REFUSAL
from article_chat.ui.serving import Server, start
from tests.browser.conftest import free_port, watched
from tests.browser.test_page import ask, bring, lit

PICTURE = Path(__file__).parents[2] / "docs" / "screenshot.png"
KAGAITY = "How far is the Kagaity air base from the Afghan border?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assistant, Server]]:
    settings = Settings(store=tmp_path_factory.mktemp("store"), model="")
    with Assistant.open(config=settings) as assistant:
        server = start(assistant, settings, port=free_port())
        yield assistant, server
        server.close()


def warm(page: Page) -> None:
    expect(page.locator(".ac-status-wait")).to_have_count(0, timeout=60_000)
    expect(page.locator("#ac-who")).to_contain_text("own words")
    expect(page.locator(".ac-opening .ac-dots")).to_have_count(0, timeout=60_000)


def test_from_question_to_the_words_in_the_article(browser: Browser, served: tuple[Assistant, Server]) -> None:
    assistant, server = served
    with watched(browser, server.url) as page:
        warm(page)
        turn = ask(page, KAGAITY)
        expect(turn.locator("strong")).to_contain_text("12 miles")
        ask(page, "Who is the president of Tajikistan?")
        expect(page.locator(".ac-refusal")).to_contain_text(REFUSAL)
        expect(page.locator(".ac-refusal")).to_contain_text("not an answer")
        turn = page.locator(".ac-turn").first
        turn.locator(".ac-cite").first.click()
        citation = assistant.answer(KAGAITY).citations[0]
        assert lit(page) == citation.quote == assistant.article.text[citation.start : citation.end]
        page.locator("#ac-box textarea").blur()
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        assert PICTURE.stat().st_size < 300_000


def test_every_example_is_answered(browser: Browser, served: tuple[Assistant, Server]) -> None:
    with watched(browser, served[1].url) as page:
        warm(page)
        questions = page.locator(".ac-example").all_inner_texts()
        assert len(questions) >= 3
        for question in questions:
            turn = ask(page, question)
            expect(turn).to_have_attribute("data-state", "done")
            assert turn.locator(".ac-cite:not(.ac-near)").count() >= 1


def test_the_gist_and_small_talk(browser: Browser, served: tuple[Assistant, Server]) -> None:
    with watched(browser, served[1].url) as page:
        warm(page)
        gist = ask(page, "What is this about?")
        assert gist.locator(".ac-cite").count() >= 2
        assert page.locator("mark.ac-mark").count() >= 2
        thanks = ask(page, "Thank you!")
        assert thanks.locator(".ac-cite").count() == 0
        assert page.locator("mark.ac-mark").count() == 0


def test_the_endpoint_gives_what_the_function_gives(served: tuple[Assistant, Server]) -> None:
    assistant, server = served
    call = httpx.post(f"{server.url}/gradio_api/call/answer", json={"data": [KAGAITY, []]}).json()
    body = httpx.get(f"{server.url}/gradio_api/call/answer/{call['event_id']}", timeout=60).text
    assert json.loads(body.split("data: ")[-1])[0] == json.loads(json.dumps(assistant.answer(KAGAITY).to_dict()))


def test_an_article_of_ones_own(browser: Browser, served: tuple[Assistant, Server]) -> None:
    own = (
        "The Lighthouse of Norrvik\n\nThe lighthouse of Norrvik was built in 1887 by the engineer Alma Berg. "
        "Its lamp can be seen from 23 kilometres away.\n\nThe last keeper, Jon Lund, left the tower in 1964, when the lamp was made automatic."
    )
    with watched(browser, served[1].url) as page:
        warm(page)
        bring(page, own)
        expect(page.locator("h1.ac-title")).to_have_text("The Lighthouse of Norrvik")
        warm(page)
        turn = ask(page, "How far can the lamp be seen?")
        expect(turn.locator(".ac-text")).to_contain_text("23 kilometres")
        turn.locator(".ac-cite").first.click()
        assert lit(page) in own
        page.get_by_label("Check a claim").check()
        held = ask(page, "The lighthouse of Norrvik was built in 1887.")
        expect(held).to_contain_text("The article supports this.")
        page.get_by_label("Check a claim").uncheck()
        page.get_by_role("button", name="All of them").click()
        expect(page.locator("h1.ac-title")).to_have_count(2)
        warm(page)
        both = ask(page, KAGAITY)
        expect(both.locator(".ac-text")).to_contain_text("12 miles")
        expect(both.locator(".ac-where").first).to_have_text("Russia Joins Coalition")


def test_what_one_visitor_brings_another_never_sees(browser: Browser, served: tuple[Assistant, Server], tmp_path: Path) -> None:
    own = tmp_path / "norrvik.txt"
    own.write_text("The Lighthouse of Norrvik\n\nThe lamp of the Norrvik lighthouse can be seen from 23 kilometres away.\n", encoding="utf-8")
    question = "How far can the lamp of the Norrvik lighthouse be seen?"
    server = served[1]
    other = browser.new_context(storage_state=None)
    try:
        with watched(browser, server.url) as page:
            warm(page)
            page.get_by_role("button", name="Bring an article").click()
            with page.expect_response(lambda response: "/upload?" in response.url) as uploaded:
                page.set_input_files("#ac-add-file input[type=file]", own)
            kept = uploaded.value.json()[0]
            expect(page.locator("#ac-add-file")).to_contain_text("norrvik")
            page.click("#ac-add-open")
            expect(page.locator("h1.ac-title")).to_have_text("The Lighthouse of Norrvik")
            expect(ask(page, question).locator(".ac-text")).to_contain_text("23 kilometres")
            stranger = other.new_page()
            stranger.goto(server.url)
            expect(stranger.locator("h1.ac-title")).to_have_text("Russia Joins Coalition", timeout=20_000)
            warm(stranger)
            expect(stranger.locator(".ac-shelf-tab")).to_have_count(0)
            expect(ask(stranger, question)).to_contain_text(REFUSAL)
            assert "Norrvik lighthouse can" not in stranger.content()
            assert httpx.get(f"{server.url}/gradio_api/file={kept}", timeout=10).status_code in (403, 404)
            for path in ("/", "/config", "/gradio_api/info"):
                assert "Norrvik" not in httpx.get(server.url + path, timeout=10).text, path
    finally:
        other.close()
