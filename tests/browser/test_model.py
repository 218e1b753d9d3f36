"""The page with a chat model: the real assistant, the real client, and a server on loopback whose behaviour each test chooses."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from article_chat import Assistant
from article_chat.config import Settings
from article_chat.datatypes import REFUSAL
from article_chat.ui.serving import Server, start
from tests.browser.conftest import free_port, watched
from tests.browser.test_page import ask, in_view, lit
from tests.stubs.openai_server import OpenAIStub

KEY = "plain-0123456789abcdef"
PLEDGE = "What did Putin promise Bush?"
KAGAITY = "How far is the Kagaity air base from the Afghan border?"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[OpenAIStub, Server]]:
    with OpenAIStub() as stub:
        settings = Settings(model="openai:page", model_base_url=stub.base_url, model_retries=0, OPENAI_API_KEY=KEY)  # type: ignore[call-arg]
        with Assistant.open(config=settings) as assistant:
            assistant.warm_up()  # here, where a slow machine costs no browser's patience
            server = start(assistant, settings, port=free_port())
            yield stub, server
            server.close()


@pytest.fixture
def page(browser: Browser, served: tuple[OpenAIStub, Server]) -> Iterator[Page]:
    with watched(browser, served[1].url) as page:
        expect(page.locator(".ac-status-wait")).to_have_count(0, timeout=60_000)
        expect(page.locator(".ac-opening .ac-dots")).to_have_count(0, timeout=60_000)
        yield page
        assert KEY not in page.content()


@pytest.fixture
def stub(served: tuple[OpenAIStub, Server]) -> Iterator[OpenAIStub]:
    yield served[0]
    served[0].instead = ""
    served[0].pause_s = 0.05
    served[0].closed.clear()


def test_an_answer_grows_and_its_citation_lights_up_the_words(page: Page, stub: OpenAIStub) -> None:
    stub.instead, stub.pause_s = "slow", 0.25
    turn = ask(page, PLEDGE, wait=False)
    text = turn.locator(".ac-text")
    expect(text).to_contain_text("Putin", timeout=20_000)
    early = text.inner_text()
    assert "airspace" not in early
    assert turn.locator(".ac-cite").count() == 0, "nothing is cited before it has been checked"
    expect(turn).to_have_attribute("data-state", "done", timeout=20_000)
    assert text.inner_text().startswith(early.strip())
    expect(turn.locator(".ac-who")).to_contain_text("Written by openai:page, checked against the article")
    turn.locator(".ac-text .ac-cite").click()
    assert lit(page).startswith("Russian President Vladimir Putin has pledged a full range of assistance")
    assert in_view(page, "mark.ac-on")


def test_a_fabrication_is_a_refusal_that_shows_what_was_struck_and_why(page: Page, stub: OpenAIStub) -> None:
    stub.instead = "fabrication"
    turn = ask(page, PLEDGE)
    expect(turn.locator(".ac-refusal .ac-text")).to_have_text(REFUSAL)
    expect(turn.locator(".ac-flagged s")).to_have_text("Putin demanded a payment of $40 million from Bush.")
    expect(turn.locator(".ac-flagged li span")).to_contain_text("40 million")
    assert turn.locator(".ac-cite:not(.ac-near)").count() == 0


def test_the_unsupported_half_is_struck_in_the_text(page: Page, stub: OpenAIStub) -> None:
    stub.instead = "half"
    turn = ask(page, PLEDGE)
    expect(turn.locator(".ac-text s.ac-unsupported")).to_have_text("He also sent 5,000 paratroopers to Kabul.")
    expect(turn.locator(".ac-flagged li span")).to_be_visible()
    assert turn.locator(".ac-text .ac-cite").count() == 1


def seconds(page: Page, button: str, locator: Locator, attribute: str, value: str) -> float:
    """How long after a click on `button` something has an attribute."""
    begun = time.monotonic()
    page.get_by_role("button", name=button).click()
    expect(locator).to_have_attribute(attribute, value, timeout=20_000)
    return time.monotonic() - begun


def test_stop_works_within_a_second_and_reaches_the_server(page: Page, stub: OpenAIStub) -> None:
    stub.instead = "trickle"
    usual = seconds(page, "Article’s words", page.locator("[data-writer=own]"), "aria-pressed", "true")
    page.get_by_role("button", name="openai:page").click()
    expect(page.locator("[data-writer=model]")).to_have_attribute("aria-pressed", "true")
    turn = ask(page, PLEDGE, wait=False)
    expect(turn.locator(".ac-text")).to_contain_text("more more", timeout=20_000)
    assert seconds(page, "Stop", turn, "data-state", "stopped") < max(1.0, 3 * usual), "slower than a second, and than this machine is anyway"
    expect(turn).to_contain_text("Stopped. Not all of it has been checked.")
    assert stub.closed.wait(5), "the server was not told"
    kept = turn.locator(".ac-text").inner_text()
    page.wait_for_timeout(400)
    assert turn.locator(".ac-text").inner_text() == kept


def test_stop_works_before_the_first_word_and_what_was_stopped_is_no_refusal(page: Page, stub: OpenAIStub) -> None:
    stub.instead = "silent"
    usual = seconds(page, "Article’s words", page.locator("[data-writer=own]"), "aria-pressed", "true")
    page.get_by_role("button", name="openai:page").click()
    expect(page.locator("[data-writer=model]")).to_have_attribute("aria-pressed", "true")
    asked = len(stub.requests)
    turn = ask(page, PLEDGE, wait=False)
    while len(stub.requests) == asked:
        page.wait_for_timeout(50)
    page.wait_for_timeout(600)
    expect(turn).to_contain_text("Reading the article…")
    assert seconds(page, "Stop", turn, "data-state", "stopped") < max(1.0, 3 * usual), "slower than a second, and than this machine is anyway"
    expect(turn).to_contain_text("Stopped.")
    assert REFUSAL not in turn.inner_text()


def test_when_the_model_breaks_off_the_reader_answers_and_says_so(page: Page, stub: OpenAIStub) -> None:
    stub.instead = "dropped"
    turn = ask(page, KAGAITY)
    expect(turn.locator(".ac-text")).to_contain_text("12 miles")
    expect(turn.locator(".ac-notice")).to_have_text(
        "openai:page broke off in the middle of its answer; try again. What it had written is left out. Answered in the article's own words instead."
    )
    expect(turn.locator(".ac-who")).to_contain_text("The article's own words")
    turn.locator(".ac-text .ac-cite").click()
    assert "12 miles" in lit(page)
    expect(page.locator(".ac-status")).to_have_text("openai:page failed when it was last asked; each question tries it again.")
    expect(page.locator(".ac-status-bad")).to_have_count(1)
    stub.instead = ""
    expect(ask(page, PLEDGE).locator(".ac-who")).to_contain_text("Written by openai:page")
    expect(page.locator(".ac-status")).to_have_text("Written by openai:page, checked against the article.")
    expect(page.locator(".ac-status-bad")).to_have_count(0)


def test_the_visitor_chooses_who_writes_and_is_told_where_that_is_set(page: Page, stub: OpenAIStub) -> None:
    expect(page.locator(".ac-status")).to_have_text("Written by openai:page, checked against the article.")
    model, own = page.get_by_role("button", name="openai:page"), page.get_by_role("button", name="Article’s words")
    expect(model).to_have_attribute("aria-pressed", "true")
    own.click()
    expect(own).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".ac-status")).to_have_text("The article’s own words. Nothing is sent to openai:page.")
    asked = len(stub.requests)
    expect(ask(page, KAGAITY).locator(".ac-who")).to_contain_text("The article's own words")
    assert len(stub.requests) == asked
    model.click()
    expect(model).to_have_attribute("aria-pressed", "true")
    expect(ask(page, PLEDGE).locator(".ac-who")).to_contain_text("Written by openai:page")
    assert len(stub.requests) > asked
    page.get_by_role("button", name="Chat model").click()
    expect(page.locator("#ac-about")).to_contain_text("ARTICLE_CHAT_MODEL")
    expect(page.locator("#ac-about")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#ac-about")).to_be_hidden()
    assert page.locator("input[type=password]").count() == 0


def test_the_key_is_in_nothing_that_the_server_gives_out(served: tuple[OpenAIStub, Server], stub: OpenAIStub) -> None:
    url = served[1].url
    given = "".join(httpx.get(f"{url}/{path}").text for path in ("", "config", "gradio_api/info"))
    for name in ("right", "e401", "malformed"):
        stub.instead = name
        call = httpx.post(f"{url}/gradio_api/call/answer", json={"data": [KAGAITY, []]}).json()
        given += httpx.get(f"{url}/gradio_api/call/answer/{call['event_id']}", timeout=60).text
    assert "refused the key for openai:page. Answered in the article's own words instead." in given
    assert KEY in str(stub.headers)
    assert KEY not in given
