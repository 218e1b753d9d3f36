"""Bringing an article to the page without a browser: what is told meanwhile, and what cancelling leaves behind."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from article_chat.articles import Article, isolation
from article_chat.articles.extract import Unreadable
from article_chat.articles.fetching import Fetcher
from article_chat.config import Settings
from article_chat.errors import ArticleError
from article_chat.ui.bringing import Bringing, Cancelled, words_of
from article_chat.ui.desks import MOST_ARTICLES
from article_chat.ui.opener import SettingsOpener
from article_chat.ui.page import _Page, build_page
from article_chat.ui.pieces import form_head
from article_chat.ui.visit import TOGETHER, Visit
from article_chat.ui.warmup import WarmUp
from tests.browser.conftest import Local
from tests.browser.fakes import FakeAssistant, FakeOpener
from tests.documents.pdfs import Page, column, pdf
from tests.documents.site import Reply, running_site
from tests.documents.texts import prose
from tests.loops import run_alone


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that was started to read a file."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(isolation.subprocess, "Popen", Recorded)
    return started


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.pdf"
    page = Page(column(prose(6), 60, 780, 470))
    path.write_bytes(pdf([page] * 400))
    return path


@pytest.fixture
def page() -> _Page:
    return make_page(SettingsOpener(Settings()))


def make_page(opener: Any) -> _Page:
    fake = FakeAssistant()
    fake.gate.set()
    return _Page(WarmUp(fake), opener)


async def bring(page: _Page, visit: Visit, *what: Any, until: Callable[[str], bool]) -> list[str]:
    """The notes under the form; once one is as `until` says, the visitor cancels. Fails when that takes longer than a second to take effect."""
    notes: list[str] = []
    cancelled = 0.0
    async for step in page.bring(visit, *what):
        note = step[4]
        if isinstance(note, str):
            notes.append(note)
            if not cancelled and until(note):
                cancelled = time.monotonic()
                assert page.cancel(visit) == ("", "", None, "")
    assert cancelled, notes
    assert time.monotonic() - cancelled < 1
    return notes


def test_a_cancelled_pdf_leaves_no_process_and_the_article_there_was(page: _Page, big: Path, workers: list[subprocess.Popen[bytes]]) -> None:
    visit = Visit()
    before = page.view(visit)[1]
    notes = run_alone(bring(page, visit, "", str(big), "", until=lambda note: "Reading page" in note))
    assert any("of 400…" in note for note in notes)
    assert notes[-1] == ""
    (worker,) = workers
    assert worker.returncode is not None
    assert page.view(visit)[1] == before
    assert len(visit.desks) == 1
    assert not big.exists()


def test_what_one_visitor_brings_another_cannot_bring_into_view() -> None:
    page = make_page(Quick())
    page.desks.warm_up.run()
    one, other = Visit(), Visit()
    before = page.view(other)

    async def steps(events: AsyncIterator[Any]) -> list[Any]:
        return [step async for step in events]

    run_alone(steps(page.bring(one, "A secret of mine", None, "")))
    secret = one.current
    assert "A secret of mine" in page.view(one)[1]
    for data in ({"key": secret}, {"key": secret, "close": True}, {"key": TOGETHER}):
        (view,) = run_alone(steps(page.choose(other, SimpleNamespace(_data=data))))[:1]  # type: ignore[arg-type]
        assert view[:2] == before[:2]
        assert "secret" not in str(view)
    assert secret in one.desks
    assert [article.id for article in page.desks.warm_up.assistant.articles] == ["fake"]


def test_a_file_that_is_one_too_many_is_not_kept(tmp_path: Path) -> None:
    page = make_page(Quick())
    visit = Visit()
    home = page.desk(visit)
    for number in range(MOST_ARTICLES - 1):
        visit.open(str(number), home.warm_up, home.pane)
    path = tmp_path / "more.txt"
    path.write_text("One more.", encoding="utf-8")

    async def notes() -> list[Any]:
        return [step[4] async for step in page.bring(visit, "", str(path), "")]

    assert f"{MOST_ARTICLES} articles are open" in run_alone(notes())[-1]
    assert not path.exists()


def test_the_form_names_the_limit_on_a_file_and_no_setting() -> None:
    shown = str(build_page(FakeAssistant(), Local(max_bytes=50_000_000), warm_up=WarmUp(FakeAssistant()), opener=Quick()).get_config_file())
    assert "of 50 MB at most" in shown
    assert "ARTICLE_CHAT" not in form_head(50_000_000)
    assert "of 1.5 MB at most" in form_head(1_500_000)


def test_a_cancelled_text_file_leaves_no_process_however_long_it_would_take(
    page: _Page, tmp_path: Path, workers: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "COMMAND", (isolation.COMMAND[0], "-c", "import time; time.sleep(60)"))
    path = tmp_path / "long.txt"
    path.write_bytes(prose(4_000).encode() + b" caf\xe9")
    visit = Visit()
    notes = run_alone(bring(page, visit, "", str(path), "", until=lambda note: "Reading the article" in note))
    assert notes[-1] == ""
    deadline = time.monotonic() + 5
    while not workers or workers[0].returncode is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert visit.desks == {}


def test_a_cancelled_link_lets_go_of_the_server(page: _Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article_chat.articles.links.Fetcher", lambda: Fetcher(allow_loopback=True))
    headers = {"Content-Type": "text/html", "Content-Length": "3000000"}
    with running_site() as site:
        site.replies["/"] = Reply(b"words " * 500_000, headers=headers, pieces=3, pause=30)
        visit = Visit()
        page.desk(visit)
        notes = run_alone(bring(page, visit, "", None, site.url(), until=lambda note: "of 3.0 MB" in note))
    assert notes[-1] == ""
    assert len(visit.desks) == 1


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("C://Users/.env", "https://C://Users/.env"),
        ("example.org/login?next=https://example.org/a", "https://example.org/login?next=https://example.org/a"),
        ("http://example.org/a b", "http://example.org/a b"),
        ("file:///etc/hostname", "file:///etc/hostname"),
        ("how far is it", None),
        ("https://two words/x", None),
    ],
)
def test_a_link_is_never_read_as_a_path(typed: str, asked: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Recorded(Fetcher):
        def fetch(self, url: str, *_: Any) -> Any:
            seen.append(url)
            raise Unreadable("was asked for.")

    (tmp_path / "C:" / "Users").mkdir(parents=True)
    (tmp_path / "C:" / "Users" / ".env").write_text("KEY=a secret of this machine", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("article_chat.articles.links.Fetcher", Recorded)
    with pytest.raises(ArticleError, match="was asked for" if asked else "That is not a link"):
        SettingsOpener(Settings()).open_link(typed, Bringing())
    assert seen == ([asked] if asked else [])


def test_an_article_that_is_not_cancelled_comes_into_view(big: Path) -> None:
    async def to_the_end(visit: Visit) -> None:
        async for _ in make_page(Quick()).bring(visit, "", str(big), ""):
            pass

    visit = Visit()
    run_alone(to_the_end(visit))
    assert visit.desks[visit.current].title == "big"


class Quick(FakeOpener):
    def open_file(self, path: Path, progress: Bringing) -> Any:
        return self._open("Some words.", path.stem)


def test_a_second_click_starts_nothing_and_another_article_can_be_brought_after_cancelling() -> None:
    visit = Visit()
    first = visit.start_bringing()
    assert first is not None
    assert visit.start_bringing() is None
    visit.stop_bringing()
    second = visit.start_bringing()
    assert first.cancelled
    assert second is not None
    visit.end_bringing(first)
    assert visit.bringing is second
    visit.end_bringing(second)
    assert visit.start_bringing() is not None


def test_closing_an_article_ends_its_indexing() -> None:
    page = make_page(None)
    visit = Visit()
    page.desk(visit)
    ended: list[str] = []
    begun = threading.Event()

    class Long(FakeAssistant):
        def warm_up(self, progress: Any = None) -> None:
            for done in range(1_000):
                begun.set()
                time.sleep(0.01)
                try:
                    progress("indexing", done, 1_000)
                except Cancelled:
                    ended.append(warm_up.progress.words)
                    raise

    warm_up = WarmUp(Long())
    visit.open("long", warm_up, page.desks.pane)
    thread = threading.Thread(target=warm_up.run)
    thread.start()
    begun.wait()
    time.sleep(0.05)
    visit.close("long")
    thread.join(1)
    assert not thread.is_alive()
    assert len(ended) == 1
    assert ended[0].startswith("Indexing ")
    assert (warm_up.over, warm_up.ready) == (True, False)


def test_nobody_listening_cancels_the_work() -> None:
    progress = Bringing()

    def work() -> None:
        while True:
            progress("reading", 0, 0)
            time.sleep(0.01)

    async def leave() -> None:
        words: AsyncIterator[str] = words_of(work, progress)
        assert await anext(words) == "Reading the article…"
        await words.aclose()  # type: ignore[attr-defined]

    run_alone(leave())
    assert progress.cancelled


def test_what_the_work_raises_is_raised() -> None:
    async def fail() -> None:
        async for _ in words_of(lambda: Article.from_file("no/such/file"), Bringing()):  # type: ignore[arg-type,return-value]
            pass

    with pytest.raises(ArticleError, match="does not exist"):
        run_alone(fail())


def test_indexing_is_told_from_its_first_moment_and_no_more_when_it_is_over() -> None:
    """Embedding the beginning of a long article takes a while, in which nothing else is waited for."""
    progress = Bringing()
    assert progress.words == ""
    progress("indexing", 0, 12_000)
    assert progress.words == "Indexing 0 of 12,000 passages and sentences…"
    progress("indexing", 12_000, 12_000)
    assert progress.words == ""
