"""The page in a real Chromium: every test opens it as a new visitor, and fails on a console error or a request that leaves the machine."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from article_chat.ui.article_pane import LONG
from article_chat.ui.page import _Page
from article_chat.ui.serving import Server, start
from article_chat.ui.visit import Visit as Visitor
from tests.browser.conftest import Local, free_port, watched
from tests.browser.fakes import ASTRAL_QUOTE, BASE, HOSTILE, INNER, PARAGRAPHS, TWO_PARAGRAPHS, FakeAssistant, FakeOpener

Visit = Callable[..., AbstractContextManager[Page]]
KAGAITY = "How far is the Kagaity air base from the Afghan border?"
LINK = "#ac-add-link :is(input, textarea)"
LOOKS = [("desktop", False), ("desktop", True), ("phone", False), ("phone", True)]


def ask(page: Page, question: str, *, wait: bool = True) -> Locator:
    """Type and send; returns the turn, finished unless `wait` is False."""
    before = page.locator(".ac-turn").count()
    page.fill("#ac-box textarea", question)
    page.press("#ac-box textarea", "Enter")
    expect(page.locator(".ac-turn")).to_have_count(before + 1)
    turn = page.locator(".ac-turn").last
    if wait:
        expect(turn).not_to_have_attribute("data-state", "busy")
    return turn


def lit(page: Page, selector: str = "mark.ac-on") -> str:
    """The text of the lit marks, a blank line where a new paragraph begins, as in `Article.text`."""
    return str(
        page.evaluate(
            """selector => {
                const blocks = new Map();
                for (const mark of document.querySelectorAll(selector)) {
                    const block = mark.closest('[id^="ac-block-"]').id;
                    blocks.set(block, (blocks.get(block) ?? '') + mark.textContent);
                }
                return [...blocks.values()].join('\\n\\n');
            }""",
            selector,
        )
    )


def in_view(page: Page, selector: str) -> bool:
    return bool(
        page.evaluate(
            """s => {
                const [box] = document.querySelector(s).getClientRects();
                const top = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
                return box.top >= 52 && box.bottom <= innerHeight && top?.closest('mark') !== null;
            }""",
            selector,
        )
    )


@pytest.mark.parametrize(("size", "dark"), LOOKS)
def test_a_citation_lights_up_exactly_the_quote(visit: Visit, size: str, dark: bool) -> None:
    with visit(size=size, dark=dark) as page:
        turn = ask(page, KAGAITY)
        expect(turn.locator("strong")).to_have_text("some 12 miles")
        chip = turn.locator(".ac-cite")
        expect(chip).to_have_text("[1]")
        if size == "phone":
            chip.tap()
            expect(page.locator("#ac-chat")).to_be_hidden()
        else:
            chip.click()
        assert lit(page) == BASE
        assert in_view(page, "mark.ac-on")
        expect(page.locator("mark.ac-mark[data-badge='1']")).to_have_count(1)


@pytest.mark.parametrize("path", ["/", "/?__theme=dark"])
def test_the_dark_theme_can_be_asked_for(visit: Visit, path: str) -> None:
    with visit(path=path) as page:
        shade = page.evaluate("getComputedStyle(document.querySelector('#ac-article-pane')).backgroundColor")
        assert (max(map(int, re.findall(r"\d+", shade))) < 60) == path.endswith("dark")


def test_all_places_of_the_latest_answer_are_marked_and_the_chosen_one_more(visit: Visit) -> None:
    with visit() as page:
        turn = ask(page, "What did Putin pledge?")
        assert page.locator("mark.ac-mark").count() == 2
        assert page.locator("mark.ac-on").count() == 0
        turn.locator(".ac-cite").nth(1).click()
        assert lit(page) == "Putin made the pledge on Saturday in an hour-long telephone conversation with Bush"
        colours = page.evaluate("[...document.querySelectorAll('mark.ac-mark')].map(m => getComputedStyle(m).backgroundColor)")
        assert len(set(colours)) == 2


def test_overlapping_places(visit: Visit) -> None:
    with visit() as page:
        turn = ask(page, "overlap")
        turn.locator(".ac-cite").nth(0).click()
        assert lit(page) == BASE
        turn.locator(".ac-cite").nth(1).click()
        assert lit(page) == INNER


def test_a_place_across_paragraphs(visit: Visit) -> None:
    with visit() as page:
        ask(page, "two paragraphs").locator(".ac-cite").click()
        assert lit(page) == TWO_PARAGRAPHS


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_place_far_down_and_among_emoji(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        ask(page, "rocket").locator(".ac-cite").click()
        assert lit(page) == ASTRAL_QUOTE
        assert in_view(page, "mark.ac-on")
        assert page.evaluate("document.querySelector('.ac-scroll').scrollTop") > 100


def test_an_older_answer_keeps_its_places(visit: Visit) -> None:
    with visit() as page:
        first = ask(page, KAGAITY)
        ask(page, "What did Putin pledge?")
        page.locator(".ac-turn").first.locator(".ac-cite").click()
        assert lit(page) == BASE
        assert page.locator("mark.ac-mark").count() == 1
        expect(first).to_have_count(1)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_citation_closes_the_form_that_lies_over_the_article(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        chip = ask(page, KAGAITY).locator(".ac-cite")
        if size == "phone":
            page.get_by_role("button", name="Article", exact=True).tap()
        add = page.get_by_role("button", name="Bring an article")
        add.click()
        expect(add).to_have_attribute("aria-expanded", "true")
        page.fill("#ac-add-text textarea", "A draft")
        add.click()
        expect(add).to_have_attribute("aria-expanded", "false")
        expect(page.locator("#ac-add")).to_be_hidden()
        add.click()
        expect(page.locator("#ac-add-text textarea")).to_have_value("A draft")
        page.fill("#ac-add-text textarea", "")
        page.click("#ac-add-open")
        for shown in (".ac-add-problem", "#ac-add-open", "#ac-add-cancel"):
            expect(page.locator(shown)).to_be_in_viewport(ratio=1)
        if size == "phone":
            page.get_by_role("button", name="Chat", exact=True).tap()
        chip.click()
        expect(page.locator("#ac-add")).to_be_hidden()
        assert lit(page) == BASE
        assert in_view(page, "mark.ac-on")


def test_marks_lead_back_to_the_answer(visit: Visit) -> None:
    with visit() as page:
        ask(page, KAGAITY)
        page.locator("mark.ac-mark").first.click()
        expect(page.locator(".ac-cite")).to_be_focused()


def test_by_keyboard_alone(visit: Visit) -> None:
    with visit() as page:
        page.keyboard.press("/")
        expect(page.locator("#ac-box textarea")).to_be_focused()
        page.keyboard.type(KAGAITY)
        page.keyboard.press("Enter")
        chip = page.locator(".ac-cite")
        expect(chip).to_be_visible()
        for _ in range(12):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.classList.contains('ac-cite')"):
                break
        expect(chip).to_be_focused()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert lit(page) == BASE
        name = chip.get_attribute("aria-label") or ""
        assert name.startswith("[1] Show in the article: “Overflight rights")
        expect(page.locator("#ac-live")).to_contain_text("[1] Shown in the article")
        page.get_by_role("button", name="Chat model").focus()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_phone_goes_to_the_article_and_back(visit: Visit) -> None:
    with visit(size="phone") as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        expect(page.locator("#ac-article")).to_be_hidden()
        page.get_by_role("button", name="Article", exact=True).tap()
        expect(page.locator("#ac-article")).to_be_visible()
        expect(page.locator("[data-back]")).to_be_hidden()
        page.get_by_role("button", name="Chat", exact=True).tap()
        ask(page, KAGAITY)
        page.locator(".ac-cite").tap()
        page.get_by_role("button", name="Back to the answer").tap()
        expect(page.locator(".ac-cite")).to_be_focused()
        page.locator(".ac-cite").tap()
        expect(page.locator("#ac-article")).to_be_visible()
        page.go_back()
        expect(page.locator("#ac-chat")).to_be_visible()
        expect(page.locator("[data-back]")).to_be_hidden()


def test_a_refusal_an_error_and_an_answer_look_different(visit: Visit) -> None:
    with visit() as page:
        answer = ask(page, KAGAITY).locator(".ac-answer")
        styles = [answer.evaluate("e => getComputedStyle(e).border + getComputedStyle(e).backgroundColor")]
        refusal = ask(page, "Who is the president of Tajikistan?").locator(".ac-answer")
        expect(refusal).to_contain_text("The article doesn't say.")
        expect(refusal).to_contain_text("Closest passages, not an answer")
        styles.append(refusal.evaluate("e => getComputedStyle(e).border + getComputedStyle(e).backgroundColor"))
        near = refusal.locator(".ac-cite.ac-near").first
        near.click()
        assert lit(page) == near.locator(".ac-quote").inner_text()
        assert "not an answer" in (near.get_attribute("aria-label") or "")
        assert page.locator("mark.ac-mark:not(.ac-near)").count() == 0
        chat = page.get_by_role("region", name="Chat")
        expect(chat.get_by_role("heading", name="You asked: Who is the president of Tajikistan?")).to_be_visible()
        expect(chat.get_by_role("button", name="Closest passage, not an answer. Show in the article: “Tajikistan and")).to_be_visible()
        assert page.get_by_role("region").count() == 2  # no landmark for each question
        error = ask(page, "model down").locator(".ac-answer")
        expect(error).to_contain_text("did not answer within 20 s")
        expect(error).not_to_contain_text("The article doesn't say")
        styles.append(error.evaluate("e => getComputedStyle(e).border + getComputedStyle(e).backgroundColor"))
        assert len(set(styles)) == 3


def test_the_unexpected_shows_no_insides(visit: Visit) -> None:
    with visit() as page:
        error = ask(page, "broken").locator(".ac-error")
        expect(error).to_contain_text("An unexpected error")
        expect(page.locator("body")).not_to_contain_text("secret detail")
        error.get_by_role("button", name="Try again").click()
        expect(page.locator(".ac-turn")).to_have_count(2)


def test_what_a_model_wrote_without_support_is_struck(visit: Visit) -> None:
    with visit() as page:
        turn = ask(page, "what did the model write")
        expect(turn.locator("s.ac-unsupported")).to_have_text("It also sent two ships.")
        expect(turn.locator(".ac-flagged")).to_contain_text("No passage mentions ships.")
        expect(turn.locator(".ac-notice")).to_have_text("The first model timed out; this one answered.")
        expect(turn.locator(".ac-who")).to_contain_text("Written by qwen3")


def test_how_a_follow_up_was_read_and_asking_it_as_written(visit: Visit, assistant: FakeAssistant) -> None:
    with visit() as page:
        ask(page, KAGAITY)
        turn = ask(page, "And how far is it from there?")
        expect(turn.locator(".ac-read-as q")).to_have_text(KAGAITY)
        assert list(assistant.asked[-1][1]) == [(KAGAITY, f"{BASE} [1]")]
        turn.get_by_role("button", name="Ask it as written").click()
        expect(page.locator(".ac-turn")).to_have_count(3)
        expect(page.locator(".ac-turn").last).to_have_attribute("data-state", "done")
        question, history = assistant.asked[-1]
        assert (question, len(history)) == ("And how far is it from there?", 0)


def test_examples_are_asked_by_a_click_and_clear_brings_them_back(visit: Visit) -> None:
    with visit() as page:
        box = page.locator("#ac-box textarea")
        page.get_by_role("button", name="When was the photo taken?").click()
        expect(page.locator(".ac-asked")).to_contain_text("When was the photo taken?")
        expect(box).to_be_focused()
        expect(page.locator(".ac-cite")).to_be_visible()
        page.get_by_role("button", name="Clear chat").click()
        expect(page.locator(".ac-turn")).to_have_count(0)
        expect(page.locator(".ac-example")).to_have_count(3)
        expect(page.locator("mark.ac-mark")).to_have_count(0)
        expect(box).to_be_focused()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".ac-asked")).to_contain_text("When was the photo taken?")
        expect(page.locator("mark.ac-mark")).to_have_count(1)
        expect(box).to_be_focused()


def test_stop_works_within_a_second_and_keeps_what_came(visit: Visit) -> None:
    with visit() as page:
        turn = ask(page, "slow", wait=False)
        expect(turn.locator(".ac-text")).to_contain_text("Word by")
        began = time.monotonic()
        page.get_by_role("button", name="Stop").click()
        expect(turn).to_have_attribute("data-state", "stopped", timeout=1000)
        assert time.monotonic() - began < 1
        words = turn.locator(".ac-text").inner_text()
        expect(page.locator("#ac-send")).to_be_visible()
        expect(page.locator("#ac-box textarea")).to_be_focused()
        again = ask(page, KAGAITY)
        expect(again.locator(".ac-cite")).to_be_visible()
        assert turn.page.locator(".ac-turn").first.locator(".ac-text").inner_text() == words


def test_an_answer_streams(visit: Visit) -> None:
    with visit() as page:
        turn = ask(page, "slow", wait=False)
        expect(turn.locator(".ac-text")).to_contain_text("Word by")
        early = turn.locator(".ac-text").inner_text()
        expect(turn.locator(".ac-text")).not_to_have_text(early)
        page.keyboard.press("Escape")
        expect(turn).to_have_attribute("data-state", "stopped")


def test_a_citation_pressed_before_the_answer_is_settled_stays_the_chosen_one(visit: Visit) -> None:
    with visit() as page:
        turn = ask(page, "settling", wait=False)
        turn.locator(".ac-cite").nth(1).click()
        chosen = lit(page)
        assert turn.get_attribute("data-state") != "done"
        expect(turn).to_have_attribute("data-state", "done")
        expect(turn).to_contain_text("Settled.")
        page.wait_for_timeout(300)  # the page paints what was settled
        assert lit(page) == chosen
        expect(page.locator("#ac-live")).to_contain_text("[2] Shown in the article")


def test_a_new_question_stops_the_old_and_a_double_click_asks_once(visit: Visit) -> None:
    with visit() as page:
        first = ask(page, "slow", wait=False)
        page.fill("#ac-box textarea", "slow")
        page.press("#ac-box textarea", "Enter")
        expect(first.locator(".ac-text")).to_contain_text("Word by")
        assert ask(page, KAGAITY).locator(".ac-cite").count() == 1
        expect(page.locator(".ac-turn").first).to_have_attribute("data-state", "stopped")
        expect(page.locator(".ac-turn")).to_have_count(2)


def test_a_late_rendering_never_replaces_a_newer_one(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    async def stale(self: _Page, mine: Visitor) -> AsyncIterator[tuple[str, str]]:
        early = self.chat_html(mine)
        while not released.is_set():
            await asyncio.sleep(0.05)
        yield early, '<p class="ac-status">late</p>'

    monkeypatch.setattr(_Page, "watch", stale)
    with visit() as page:
        ask(page, KAGAITY)
        released.set()
        expect(page.locator(".ac-status")).to_have_text("late")
        expect(page.locator(".ac-turn")).to_have_count(1)
        page.get_by_role("button", name="Clear chat").click()
        expect(page.locator(".ac-turn")).to_have_count(0)


def test_a_place_in_a_long_article(visit: Visit) -> None:
    paragraphs = [f"Paragraph {number} tells of many things that happened." for number in range(LONG + 100)]
    with visit() as page:
        page.get_by_role("button", name="Bring an article").click()
        page.set_input_files("#ac-add-file input[type=file]", {"name": "long.txt", "mimeType": "text/plain", "buffer": "\n\n".join(paragraphs).encode()})
        expect(page.locator("#ac-add-file")).to_contain_text("long")
        page.click("#ac-add-open")
        expect(page.locator(".ac-long")).to_have_count(1)
        ask(page, f'quote "{paragraphs[-9]}"').locator(".ac-cite").click()
        assert lit(page) == paragraphs[-9]
        assert in_view(page, "mark.ac-on")


def bring(page: Page, text: str) -> None:
    page.get_by_role("button", name="Bring an article").click()
    page.fill("#ac-add-text textarea", text)
    page.click("#ac-add-open")
    expect(page.locator("#ac-add")).to_be_hidden()  # a click on the button before that would close the form


def test_a_visitors_own_article_has_its_own_chat(visit: Visit) -> None:
    with visit() as page:
        ask(page, KAGAITY)
        bring(page, f"Second {HOSTILE}\n\nIt says something else.")
        expect(page.locator("h1.ac-title")).to_contain_text("Second <img")
        expect(page.locator("#ac-add")).to_be_hidden()
        expect(page.locator(".ac-turn")).to_have_count(0)
        expect(page.locator("mark.ac-mark")).to_have_count(0)
        expect(page.locator(".ac-example")).to_have_count(1)
        expect(page.locator("#ac-box textarea")).to_be_focused()
        ask(page, "Who?")
        page.get_by_role("button", name="Russia Joins Coalition", exact=True).press("Enter")
        expect(page.locator(".ac-chosen .ac-shelf-open")).to_have_text("Russia Joins Coalition")
        expect(page.locator(".ac-chosen .ac-shelf-open")).to_be_focused()
        expect(page.locator(".ac-asked")).to_have_count(1)
        expect(page.locator(".ac-asked")).to_contain_text(KAGAITY)
        page.locator(".ac-cite").click()
        assert lit(page) == BASE
        page.get_by_role("button", name="All of them").click()
        expect(page.locator("h1.ac-title")).to_have_count(2)
        both = ask(page, "What do they say?")
        expect(both.locator(".ac-sources li")).to_have_count(2)
        expect(both.locator(".ac-where").first).to_have_text("Russia Joins Coalition")
        both.locator(".ac-text .ac-cite").nth(1).click()
        assert lit(page) == f"Second {HOSTILE}"
        assert in_view(page, "mark.ac-on")
        page.get_by_role("button", name="Close Second").click()
        expect(page.locator(".ac-shelf-tab")).to_have_count(0)
        expect(page.locator("h1.ac-title")).to_have_text("Russia Joins Coalition")
        expect(page.locator(".ac-turn")).to_have_count(1)


def test_the_shelf_works_while_the_chosen_article_is_still_indexed(visit: Visit, opener: FakeOpener) -> None:
    opener.gate.clear()
    try:
        with visit() as page:
            title = page.locator("h1.ac-title")
            bring(page, "Held back\n\nIt takes long.")
            bring(page, "Another\n\nIt is short.")
            expect(title).to_have_text(["Another"])
            for name in ("Held back", "Another", "Held back", "Russia Joins Coalition", "Held back"):
                page.get_by_role("button", name=name, exact=True).click()
                expect(title).to_have_text([name])
            expect(page.locator("#ac-who")).to_contain_text("Loading the reader")
            page.get_by_role("button", name="All of them").click()
            expect(title).to_have_count(3)
            page.get_by_role("button", name="Held back", exact=True).click()
            expect(title).to_have_text(["Held back"])
            page.get_by_role("button", name="Close Held back").click()
            expect(title).to_have_text(["Russia Joins Coalition"])
            expect(page.locator(".ac-shelf-open")).to_have_text(["Russia Joins Coalition", "Another", "All of them"])
    finally:
        opener.gate.set()


def test_a_file_is_opened_and_a_bad_one_is_named(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("A dropped file.\n\nWith words in it.", encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    (tmp_path / "huge.txt").write_text("x" * 200_000, encoding="utf-8")
    with visit(expect_errors=True) as page:
        page.get_by_role("button", name="Bring an article").click()
        page.set_input_files("#ac-add-file input[type=file]", tmp_path / "scan.pdf")
        expect(page.locator("#ac-add-file")).to_contain_text("scan")
        page.click("#ac-add-open")
        expect(page.locator(".ac-add-problem")).to_have_text("scan.pdf is scanned: it has no text to read.")
        page.set_input_files("#ac-add-file input[type=file]", tmp_path / "notes.txt")
        expect(page.locator("#ac-add-file")).to_contain_text("notes")
        page.click("#ac-add-open")
        expect(page.locator("h1.ac-title")).to_have_text("notes.txt")
        page.get_by_role("button", name="Bring an article").click()
        page.set_input_files("#ac-add-file input[type=file]", tmp_path / "huge.txt")
        expect(page.locator("body")).to_contain_text("exceed", ignore_case=True)


@pytest.mark.parametrize("how", ["chosen", "dropped"])
def test_a_file_that_is_too_large_is_turned_away_by_the_limit_that_the_form_names(visit: Visit, tmp_path: Path, how: str) -> None:
    (tmp_path / "huge.txt").write_text("x" * 200_000, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("A small file.", encoding="utf-8")
    with visit() as page:
        page.get_by_role("button", name="Bring an article").click()
        if how == "chosen":
            page.set_input_files("#ac-add-file input[type=file]", tmp_path / "huge.txt")
        else:
            page.evaluate(DROP, ["huge.txt", "x" * 200_000])
        problem = page.locator("#ac-add").get_by_role("alert")
        expect(problem).to_have_text("huge.txt has 0.2 MB, which exceeds the 0.15 MB that a file may have.")
        expect(page.locator("#ac-add-file")).to_contain_text("Drop File Here")
        expect(page.locator(".toast-body")).to_have_count(0)
        page.set_input_files("#ac-add-file input[type=file]", tmp_path / "notes.txt")
        expect(page.locator("#ac-add-file")).to_contain_text("notes")
        expect(problem).to_have_count(0)


DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: 'text/plain' }));
  const zone = document.querySelector('#ac-add-file button');
  for (const type of ['dragenter', 'dragover', 'drop']) zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


def test_links_and_nothing_at_all_are_answered_with_a_reason(visit: Visit) -> None:
    with visit() as page:
        page.get_by_role("button", name="Bring an article").click()
        page.click("#ac-add-open")
        expect(page.locator(".ac-add-problem")).to_have_text("Paste a text, drop a file, or give a link.")
        page.fill(LINK, "http://127.0.0.1/x")
        page.click("#ac-add-open")
        expect(page.locator(".ac-add-problem")).to_contain_text("leads to this machine")
        page.keyboard.press("Escape")
        expect(page.locator("#ac-add")).to_be_hidden()
        page.get_by_role("button", name="Bring an article").click()
        expect(page.locator(LINK)).to_have_value("")
        expect(page.locator("#ac-add-note")).to_have_text("")


def test_a_pasted_text_is_opened_whatever_stands_in_the_links_field_and_enter_there_means_the_link(visit: Visit) -> None:
    with visit() as page:
        page.get_by_role("button", name="Bring an article").click()
        page.fill("#ac-add-text textarea", "Pasted\n\nIt is short.")
        page.fill(LINK, "http://127.0.0.1/x")
        page.press(LINK, "Enter")
        expect(page.locator(".ac-add-problem")).to_contain_text("leads to this machine")
        page.click("#ac-add-open")
        expect(page.locator("h1.ac-title")).to_have_text("Pasted")


def test_a_claim_is_checked(visit: Visit) -> None:
    with visit() as page:
        page.get_by_label("Check a claim").check()
        held = ask(page, "Moscow cooperated in 1991.")
        expect(held).to_contain_text("The article supports this.")
        held.locator(".ac-cite").click()
        assert lit(page) == "Moscow had cooperated with Washington during Desert Storm in 1991"
        expect(ask(page, "Moscow cooperated in 1995.")).to_contain_text("doesn’t support this")


def test_the_box_says_what_it_takes(visit: Visit) -> None:
    with visit() as page:
        page.get_by_label("Check a claim").check()
        expect(page.locator("#ac-send")).to_have_text("Check")
        expect(page.locator("#ac-box textarea")).to_have_attribute("placeholder", "A statement to check…")
        page.get_by_label("Check a claim").uncheck()
        expect(page.locator("#ac-send")).to_have_text("Ask")


def test_a_long_check_can_be_stopped(visit: Visit) -> None:
    with visit() as page:
        page.get_by_label("Check a claim").check()
        turn = ask(page, "This one is endless.", wait=False)
        page.get_by_role("button", name="Stop").click()
        expect(turn).to_have_attribute("data-state", "stopped", timeout=2000)
        expect(turn).not_to_contain_text("support")
        expect(ask(page, "Moscow cooperated in 1991.")).to_contain_text("The article supports this.")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_long_question_leaves_the_answer_in_view(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        turn = ask(page, "I have been wondering about this for a long time. " * 16 + "How far is the Kagaity air base?")
        expect(turn.locator(".ac-text")).to_be_in_viewport()


def test_the_article_that_was_opened_last_is_seen_on_the_shelf(visit: Visit) -> None:
    with visit(size="phone") as page:
        page.locator("[data-view=article]").click()
        for number in (1, 2, 3, 4):
            bring(page, f"A rather long title of article {number}\n\nIt says {number}.")
            expect(page.locator(".ac-shelf-tab.ac-chosen")).to_contain_text("A rather long title")
            expect(page.locator(".ac-shelf-tab.ac-chosen .ac-shelf-open")).to_be_in_viewport(ratio=0.9)
            expect(page.get_by_role("button", name="All of them")).to_be_in_viewport(ratio=1)
        widths = page.evaluate("[...document.querySelectorAll('.ac-shelf-tabs .ac-shelf-tab')].map(tab => tab.getBoundingClientRect().width)")
        assert len(widths) == 5
        assert min(widths) >= 150
        page.set_viewport_size({"width": 360, "height": 700})
        expect(page.locator(".ac-shelf-tab.ac-chosen .ac-shelf-open")).to_be_in_viewport(ratio=0.9)


def test_where_there_is_room_every_article_of_the_shelf_is_seen_whole(visit: Visit) -> None:
    with visit() as page:
        bring(page, "Two\n\nIt says two.")
        expect(page.locator(".ac-shelf-tab.ac-chosen")).to_contain_text("Two")
        hidden = page.evaluate("(() => { const tabs = document.querySelector('.ac-shelf-tabs'); return tabs.scrollWidth - tabs.clientWidth; })()")
        assert hidden <= 0
        tab, close = page.locator(".ac-shelf-tab.ac-chosen").bounding_box(), page.get_by_role("button", name="Close Two").bounding_box()
        assert tab
        assert close
        assert abs(tab["x"] + tab["width"] - close["x"] - close["width"]) < 2


def test_on_a_very_narrow_phone_nothing_lies_over_anything(visit: Visit) -> None:
    with visit(size="phone") as page:
        page.set_viewport_size({"width": 320, "height": 568})
        height = "document.querySelector('#ac-box textarea').getBoundingClientRect().height"
        empty = page.evaluate(height)
        ask(page, "How far is the Kagaity air base, as told here, from the border of Afghanistan, and how far from anything else?")
        assert page.evaluate(height) == empty
        tab, clear = page.locator("[data-view=chat]").bounding_box(), page.locator("#ac-clear").bounding_box()
        assert tab
        assert clear
        assert tab["x"] + tab["width"] <= clear["x"]


@pytest.mark.parametrize("width", [320, 390])
def test_under_the_box_of_a_phone_a_long_models_name_leaves_room_for_the_rest(browser: Browser, width: int) -> None:
    fake = FakeAssistant(model="openai:a-model-with-a-long-name-2024-07-18")
    fake.gate.set()
    server = start(fake, Local(), port=free_port())
    try:
        with watched(browser, server.url, size="phone") as page:
            page.set_viewport_size({"width": width, "height": 640})
            own, about = page.get_by_role("button", name="Article’s words"), page.get_by_role("button", name="Chat model")
            claim = page.locator("#ac-claim label span")
            expect(own).to_be_in_viewport(ratio=1)
            switch, link, words = own.bounding_box(), about.bounding_box(), claim.bounding_box()
            assert switch
            assert link
            assert words
            assert switch["y"] + switch["height"] <= words["y"]
            assert abs(link["y"] + link["height"] / 2 - words["y"] - words["height"] / 2) <= 2
            own.tap(position={"x": switch["width"] / 2, "y": switch["height"] - 2})
            expect(own).to_have_attribute("aria-pressed", "true")
            expect(page.locator("#ac-claim input")).not_to_be_checked()
    finally:
        server.close()


def test_leaving_is_asked_about_where_something_would_be_lost_and_a_reload_comes_back_to_it(visit: Visit) -> None:
    # On a busy machine Gradio's client gets to report the streams that it cuts off by leaving.
    with visit(expect_errors=True) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

        def reload(*, turns: int) -> None:
            page.reload()
            page.wait_for_selector("#ac-visit [data-visit]", state="attached")
            expect(page.locator(".ac-turn")).to_have_count(turns)
            assert page.evaluate("sessionStorage.getItem('article-chat-visit')") is None  # what a copy of the tab would begin with

        page.locator("#ac-box textarea").click()  # a browser lets only a page ask that has been used
        reload(turns=0)
        assert asked == []
        ask(page, KAGAITY)
        ask(page, "slow", wait=False)
        reload(turns=2)
        assert asked == ["beforeunload"]
        expect(page.locator(".ac-turn").last).to_have_attribute("data-state", "stopped")
        page.locator(".ac-cite").click()
        assert lit(page) == BASE
        bring(page, "Mine\n\nIt is short.")
        expect(page.locator("h1.ac-title")).to_have_text("Mine")
        reload(turns=0)
        assert asked == ["beforeunload"] * 2
        expect(page.locator("h1.ac-title")).to_have_text("Mine")
        expect(page.locator(".ac-shelf-tab")).to_have_count(3)


def test_two_visitors_never_meet(browser: Browser, server: Server) -> None:
    with watched(browser, server.url) as one, watched(browser, server.url) as other:
        one.bring_to_front()
        ask(one, "slow", wait=False)
        bring(one, "Mine alone")
        expect(one.locator(".ac-shelf-tab")).to_have_count(3)
        one.get_by_role("button", name="Russia Joins Coalition", exact=True).click()
        other.bring_to_front()
        ask(other, "What did Putin pledge?")
        expect(other.locator(".ac-turn")).to_have_count(1)
        expect(other.locator("#ac-chat")).not_to_contain_text("slow")
        expect(other.locator(".ac-shelf-tab")).to_have_count(0)
        expect(one.locator("#ac-chat")).not_to_contain_text("pledge")
        one.bring_to_front()
        one.get_by_role("button", name="Stop").click()
        expect(other.locator(".ac-turn")).to_have_attribute("data-state", "done")


def test_everything_hostile_is_text(visit: Visit) -> None:
    with visit() as page:
        expect(page.locator("#ac-article")).to_contain_text("<img src=x onerror=")
        turn = ask(page, "hostile " + HOSTILE)
        expect(turn.locator(".ac-asked")).to_contain_text(HOSTILE)
        assert HOSTILE in (turn.locator(".ac-text").text_content() or "")
        expect(turn.locator(".ac-notice")).to_have_text(HOSTILE)
        assert page.locator("#ac-panes img, #ac-panes script").count() == 0
        turn.locator(".ac-cite").click()
        assert lit(page) == HOSTILE


def test_the_article_reads_as_it_is(visit: Visit) -> None:
    with visit() as page:
        expect(page.locator("h1.ac-title")).to_have_text(PARAGRAPHS[0])
        assert page.evaluate("[...document.querySelectorAll('[id^=ac-block-]')].map(b => b.textContent)") == list(PARAGRAPHS)


def test_empty_questions_are_not_asked(visit: Visit, assistant: FakeAssistant) -> None:
    with visit() as page:
        before = len(assistant.asked)
        page.fill("#ac-box textarea", "   ")
        page.press("#ac-box textarea", "Enter")
        page.click("#ac-send")
        page.wait_for_timeout(300)
        expect(page.locator(".ac-turn")).to_have_count(0)
        assert len(assistant.asked) == before


@pytest.fixture
def cold(browser: Browser) -> Iterator[tuple[FakeAssistant, Server]]:
    fake = FakeAssistant(gate=threading.Event())
    running = start(fake, Local(), port=free_port())
    yield fake, running
    fake.gate.set()
    running.close()


def test_the_page_shows_before_the_models_are_loaded(browser: Browser, cold: tuple[FakeAssistant, Server]) -> None:
    fake, running = cold
    with watched(browser, running.url) as page:
        expect(page.locator("h1.ac-title")).to_be_visible()
        expect(page.locator("#ac-who")).to_contain_text("Loading the reader")
        expect(page.locator(".ac-example")).to_have_count(0)
        turn = ask(page, "slow", wait=False)
        expect(turn).to_contain_text("Loading the reader")
        fake.gate.set()
        expect(page.locator(".ac-status")).to_have_text("The article's own words only · offline")
        page.get_by_role("button", name="Clear chat").click()
        expect(page.locator(".ac-example")).to_have_count(3)


def test_a_failed_warm_up_is_said(browser: Browser, cold: tuple[FakeAssistant, Server]) -> None:
    fake, running = cold
    fake.warm_up_error = RuntimeError("secret detail of the inside")
    with watched(browser, running.url) as page:
        fake.gate.set()
        expect(page.locator("#ac-who")).to_contain_text("could not be loaded")
        expect(page.locator("body")).not_to_contain_text("secret")


@pytest.mark.parametrize("dark", [False, True])
def test_text_has_contrast(visit: Visit, dark: bool) -> None:
    """WCAG AA: 4.5 to 1 for every run of text on the page, whatever has been asked."""
    with visit(dark=dark) as page:
        for question in (KAGAITY, "Who is the president of Tajikistan?", "what did the model write", "model down", "And how far is it?"):
            ask(page, question)
        page.locator(".ac-turn .ac-cite").first.click()
        poor = page.evaluate(CONTRAST)
        assert not poor, poor


CONTRAST = r"""() => {
  const parse = (colour) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, over) => [0, 1, 2].map((i) => over[i] * over[3] + under[i] * (1 - over[3])), [255, 255, 255]);
  };
  const poor = [];
  const walker = document.createTreeWalker(document.querySelector('gradio-app'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('style, script, .ac-hidden')) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const [one, two] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(one, two) + .05) / (Math.min(one, two) + .05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${element.className} ${node.data.slice(0, 40)}`);
  }
  return poor;
}"""


def test_the_number_at_a_place_in_arabic_does_not_join_the_number_before_it(visit: Visit) -> None:
    """A full stop between two numbers is taken for a decimal point, and the three are then set from left to right."""
    with visit() as page:
        bring(page, "عنوان\n\nافتتح الجسر في عام 1932. وهو يحمل القطارات.")
        ask(page, 'quote "افتتح الجسر في عام 1932."')
        expect(page.locator("mark.ac-mark[data-badge='1']")).to_have_count(1)
        digits, stop = page.evaluate(
            """() => {
                const text = document.querySelector('mark.ac-mark').firstChild;
                const left = (from, to) => {
                    const range = document.createRange();
                    range.setStart(text, from);
                    range.setEnd(text, to);
                    return range.getBoundingClientRect().left;
                };
                return [left(text.length - 5, text.length - 1), left(text.length - 1, text.length)];
            }"""
        )
        assert stop < digits


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_is_printed_is_the_whole_article_and_the_whole_chat(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        ask(page, KAGAITY)
        for _ in range(4):
            ask(page, "Who is the president of Tajikistan?")
        pages = [one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(page.pdf())]
        assert len(pages) > 1
        printed = " ".join(" ".join(pages).split())
        assert printed.index("Russia Joins Coalition") < printed.index("astronaut waves") < printed.index(KAGAITY)
        assert printed.count("Closest passages, not an answer") == 4
        assert "Clear chat" not in printed


def test_quotations_are_printed_whole(visit: Visit) -> None:
    with visit() as page:
        ask(page, "Who is the president of Tajikistan?")
        page.evaluate("document.querySelector('.ac-quote').textContent = 'word '.repeat(200)")
        page.emulate_media(media="print")
        shown, whole = page.evaluate("(e => [e.clientHeight, e.scrollHeight])(document.querySelector('.ac-quote'))")
        assert shown == whole > 100


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_chat_is_saved_as_a_file_each_time_it_is_asked_for(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        save = page.get_by_role("button", name="Save chat")
        expect(save).to_be_hidden()
        for asked in (KAGAITY, "A hostile one"):
            ask(page, asked)
            with page.expect_download() as saving:
                save.click()
            assert saving.value.suggested_filename == "Russia-Joins-Coalition.md"
            text = saving.value.path().read_text(encoding="utf-8")
            assert text.startswith("# Russia Joins Coalition\n")
            assert f"\n\n## {asked}\n\n" in text
        assert f"- \\[1\\] “{BASE}” (characters " in text


def test_the_tab_of_the_article_in_view_is_seen_whole_once_the_window_is_narrow(visit: Visit) -> None:
    with visit() as page:
        for number in range(5):
            page.locator("[data-add]").click()
            page.fill("#ac-add-text textarea", f"Number {number} of them\n\nIt is short.")
            page.click("#ac-add-open")
            expect(page.locator("h1.ac-title")).to_have_text(f"Number {number} of them")
        page.set_viewport_size({"width": 390, "height": 844})
        page.locator("[data-view=article]").click()
        expect(page.locator(".ac-chosen [data-close]")).to_be_in_viewport(ratio=1)


def test_what_is_printed_of_the_dark_theme_is_dark_on_paper_and_shows_what_is_cited(visit: Visit) -> None:
    with visit(dark=True) as page:
        ask(page, KAGAITY)
        page.emulate_media(media="print")
        shown = page.evaluate(
            """() => ['.ac-article .ac-title', '.ac-article p', '.ac-text', '.ac-asked', 'mark.ac-mark'].map((s) => {
                const style = getComputedStyle(document.querySelector(s));
                return [style.color, style.backgroundColor, style.printColorAdjust];
            })"""
        )
        assert all(max(map(int, re.findall(r"\d+", colour)[:3])) < 128 for colour, *_ in shown), shown
        assert shown[-1][1:] == ["rgb(255, 240, 176)", "exact"]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_ring_around_the_claims_box_is_not_cut_off(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        page.locator("#ac-claim input").focus()
        cut = page.evaluate(
            """() => {
                const ring = 4;
                const box = document.querySelector('#ac-claim input').getBoundingClientRect();
                const cut = [];
                for (let e = document.querySelector('#ac-claim input').parentElement; e; e = e.parentElement) {
                    const around = e.getBoundingClientRect();
                    const outside = box.left - ring < around.left || box.right + ring > around.right || box.bottom + ring > around.bottom;
                    if (getComputedStyle(e).overflow !== 'visible' && outside) cut.push(e.id || e.className);
                }
                return cut;
            }"""
        )
        assert not cut
        label = page.locator("#ac-claim label").bounding_box()
        assert label
        assert label["y"] + label["height"] <= page.viewport_size["height"]  # type: ignore[index]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_turns_and_box_share_a_column_that_no_word_is_too_long_for(visit: Visit, size: str) -> None:
    with visit(size=size) as page:
        ask(page, "Who is the president of Tajikistan?")
        page.locator(".ac-quote").first.evaluate("quote => quote.textContent = 'endless'.repeat(60)")
        boxes = [page.locator(one).first.bounding_box() for one in (".ac-refusal", "#ac-composer", ".ac-quote")]
        turn, composer, quote = [(round(box["x"]), round(box["x"] + box["width"])) for box in boxes if box]
        assert turn == composer
        assert turn[0] < quote[0] < quote[1] < turn[1]


def test_what_is_pressed_is_told_in_the_dark_and_with_the_systems_own_colours(visit: Visit) -> None:
    line = "e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' || s.borderTopStyle !== 'none'; }"
    with visit(size="phone", dark=True) as page:
        shades = page.evaluate("['[data-view=chat]', '.ac-tabs'].map(s => getComputedStyle(document.querySelector(s)).backgroundColor)")
        pressed, around = [sum(map(int, re.findall(r"\d+", shade)[:3])) for shade in shades]
        assert pressed > around
        page.emulate_media(forced_colors="active")
        turn = ask(page, KAGAITY)
        page.locator("#ac-box textarea").focus()
        assert page.locator("#ac-composer").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        for shown in (turn.locator(".ac-asked"), turn.locator(".ac-cite"), page.locator("#ac-send"), page.locator("[data-view=chat]")):
            assert shown.evaluate(line)
        assert not page.locator("[data-view=article]").evaluate(line)


def test_the_form_and_the_tab_in_view_on_the_narrowest_screen(visit: Visit, tmp_path: Path) -> None:
    with visit(size="phone") as page:
        page.set_viewport_size({"width": 320, "height": 640})
        page.locator("[data-view=article]").click()
        page.locator("[data-add]").click()
        for around in ("..", "../..", "../../..", "../../../.."):  # nothing cuts off the ring around the field
            assert page.locator(LINK).locator(around).evaluate("e => e.id === 'ac-add' || getComputedStyle(e).overflow === 'visible'")
        file = tmp_path / "Mine.txt"
        file.write_text("Mine is a harbour\n\nIt is short.", encoding="utf-8")
        page.set_input_files("#ac-add-file input[type=file]", str(file))
        away = page.get_by_role("button", name="Clear", exact=True).bounding_box()
        assert away
        assert min(away["width"], away["height"]) >= 24
        expect(page.locator("#ac-add-file a")).to_be_hidden()
        page.click("#ac-add-open")
        expect(page.locator(".ac-chosen [data-close]")).to_be_in_viewport(ratio=1)
        hidden = "e => e.closest('.ac-shelf-tabs').getBoundingClientRect().right - e.getBoundingClientRect().right"
        assert page.locator(".ac-chosen [data-close]").evaluate(hidden) >= 0
        assert page.evaluate("document.documentElement.scrollWidth") == 320
