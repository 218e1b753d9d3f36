"""One chromium, one server with the hand-written assistant; every page fails its test on a console error or a request that leaves the machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect, sync_playwright

from article_chat.ui.serving import Server, start
from tests.browser.fakes import FakeAssistant, FakeOpener

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--process-per-site"]  # pages of one context share a process, see `_context`
PATIENCE_MS = 30_000
"""What should come is awaited for so long; on a busy machine the page takes seconds for what takes a tenth of one on an idle one."""
SIZES: dict[str, ViewportSize] = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@dataclass(frozen=True)
class Local:
    """The settings the page reads."""

    host: str = "127.0.0.1"
    port: int = 0
    further_hosts: tuple[str, ...] = ("chat.example",)
    links_allowed: bool = True
    max_bytes: int = 150_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"The browser tests need Chromium at {CHROMIUM}: install it (apt-get install chromium) or set CHROMIUM to where it is.", pytrace=False)
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def assistant() -> FakeAssistant:
    fake = FakeAssistant()
    fake.gate.set()
    return fake


@pytest.fixture(scope="session")
def opener() -> FakeOpener:
    return FakeOpener()


@pytest.fixture(scope="session")
def server(assistant: FakeAssistant, opener: FakeOpener) -> Iterator[Server]:
    running = start(assistant, Local(), port=free_port(), opener=opener)
    yield running
    running.close()


@contextmanager
def watched(browser: Browser, url: str, *, size: str = "desktop", dark: bool = False, path: str = "/", expect_errors: bool = False) -> Iterator[Page]:
    """A page of a new visitor. On leaving, no console error may have been seen and no request may have gone elsewhere."""
    page = _context(browser, size, dark).new_page()
    errors: list[str] = []
    away: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    def note(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", "localhost", None}:
            away.append(request.url)

    page.on("request", note)
    try:
        page.goto(url + path)
        page.wait_for_selector("#ac-chat .ac-thread", state="attached")
        yield page
        assert not away, f"requests left the machine: {away}"
        assert expect_errors or not errors, f"console errors: {errors}"
        assert page.evaluate("window.hacked") is None
    finally:
        page.close()


@cache
def _context(browser: Browser, size: str, dark: bool) -> BrowserContext:
    """One context per look, for its cache of Gradio's files; every page in it is a visitor of its own.

    An empty page stays open in it and keeps the process alive that has compiled these files: a visit costs a third less processor time.
    """
    context = browser.new_context(viewport=SIZES[size], color_scheme="dark" if dark else "light", has_touch=size == "phone", reduced_motion="reduce")
    context.set_default_timeout(2 * PATIENCE_MS)
    stays = context.new_page()
    stays.route("**", lambda route: route.fulfill(body=""))
    stays.goto("http://127.0.0.1/")  # the same site as every server of the tests, whatever its port
    return context


@pytest.fixture
def visit(browser: Browser, server: Server) -> Callable[..., object]:
    """`with visit(size="phone", dark=True) as page:` opens the page as a new visitor."""
    return lambda **how: watched(browser, server.url, **how)
