"""Waiting for an article in a real Chromium: how far it is can be seen, and it can be called off."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fakes import TITLE, FakeOpener

Visit = Callable[..., AbstractContextManager[Page]]


@pytest.mark.parametrize("how", ["button", "escape"])
def test_a_slow_link_tells_how_far_it_is_and_is_cancelled_within_a_second(visit: Visit, opener: FakeOpener, how: str) -> None:
    with visit() as page:
        page.get_by_role("button", name="Bring an article").click()
        page.fill("#ac-add-link input, #ac-add-link textarea", f"https://slow.example/{how}")
        page.click("#ac-add-open")
        note = page.locator("#ac-add-note")
        expect(note).to_have_text(re.compile(r"Fetching 1\.\d of 3\.4 MB"))
        expect(note).to_have_text(re.compile(r"Fetching 1\.[1-9] of 3\.4 MB"))
        began = time.monotonic()
        if how == "button":
            page.get_by_role("button", name="Cancel").click()
        else:
            page.keyboard.press("Escape")
        expect(page.locator("#ac-add")).to_be_hidden(timeout=1000)
        while f"https://slow.example/{how}" not in opener.given_up:
            assert time.monotonic() - began < 1.5
            time.sleep(0.05)
        expect(page.locator("h1.ac-title")).to_have_text(TITLE)
        expect(page.locator(".ac-shelf-tab")).to_have_count(0)
        page.get_by_role("button", name="Bring an article").click()
        expect(note).to_have_text("")
        page.fill("#ac-add-link input, #ac-add-link textarea", "")
        page.fill("#ac-add-text textarea", "Another one\n\nIt is short.")
        page.click("#ac-add-open")
        expect(page.locator("h1.ac-title")).to_have_text("Another one")


def test_notes_on_how_an_article_was_read_stand_under_its_title(visit: Visit) -> None:
    with visit() as page:
        page.get_by_role("button", name="Bring an article").click()
        page.fill("#ac-add-text textarea", "Guessed\n\nIts encoding was not stated.")
        page.click("#ac-add-open")
        expect(page.locator("h1.ac-title")).to_have_text("Guessed")
        expect(page.locator("h1.ac-title ~ .ac-article-note")).to_have_text("The encoding was guessed: windows-1252.")
