"""Every limit can be set, and is named, with what to set, when it is hit. A field that is added must be added here."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest

from article_chat.articles import Article, Limits, isolation
from article_chat.articles.fetching import Fetcher
from article_chat.articles.limits import RANGES
from article_chat.config import Settings
from article_chat.errors import ConfigError, LimitError
from article_chat.opening import limits_of, read_article
from tests.documents.packages import changed, word_document
from tests.documents.pdfs import Page, pdf
from tests.documents.site import Reply, Site, running_site
from tests.documents.texts import prose

NAMES = [field.name for field in fields(Limits)]
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def file(name: str, data: bytes) -> Callable[[Limits, Path, Site], Article]:
    def read(limits: Limits, folder: Path, site: Site) -> Article:
        (folder / name).write_bytes(data)
        return Article.from_file(folder / name, limits=limits)

    return read


def link(reply: Reply) -> Callable[[Limits, Path, Site], Article]:
    def read(limits: Limits, folder: Path, site: Site) -> Article:
        site.replies["/"] = reply
        return Article.from_url(site.url(), limits=limits, fetcher=Fetcher(allow_loopback=True))

    return read


def slow_html(limits: Limits, folder: Path, site: Site) -> Article:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isolation, "COMMAND", (isolation.COMMAND[0], "-c", "import time; time.sleep(60)"))
        patch.setattr(isolation, "_START_SECONDS", 0.2)
        return file("a.html", b"<html><body><p>Words.</p></body></html>")(limits, folder, site)


HIT: dict[str, tuple[float, Callable[[Limits, Path, Site], Article]]] = {
    "max_bytes": (1_000, file("a.txt", prose(20).encode())),
    "max_characters": (1_000, file("a.txt", prose(20).encode())),
    "max_pages": (2, file("a.pdf", pdf([Page([(60, 700, 10, "Some words.")])] * 3))),
    "max_members": (3, file("a.docx", word_document())),
    "max_unpacked_bytes": (100_000, file("a.docx", changed(word_document(), {"word/media/image1.bin": bytes(200_000)}))),
    "max_ratio": (10, link(Reply(gzip.compress(b"words " * 400_000), headers={**HTML, "Content-Encoding": "gzip"}))),
    "max_seconds": (0.2, slow_html),
    "max_memory": (30_000_000, file("a.docx", word_document())),
    "max_redirects": (1, link(Reply(status=302, headers={"Location": "/"}))),
    "max_fetch_seconds": (0.3, link(Reply(b"words " * 100, headers=HTML, pieces=50, pause=0.1))),
}
"""For each limit, how low it is set and something that is over it."""


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_is_named_when_it_is_hit(name: str, tmp_path: Path, site: Site) -> None:
    low, read = HIT[name]
    with pytest.raises(LimitError, match=rf"\(To allow more, raise {name}: ARTICLE_CHAT_{name.upper()}\.\)$") as caught:
        read(replace(Limits(), **{name: low}), tmp_path, site)
    assert caught.value.limit == low


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_is_a_setting_of_the_same_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert getattr(limits_of(Settings()), name) == getattr(Limits(), name)
    monkeypatch.setenv(f"ARTICLE_CHAT_{name.upper()}", "7")
    assert asdict(limits_of(Settings())) == {**asdict(Limits()), name: 7}
    monkeypatch.setenv(f"ARTICLE_CHAT_{name.upper()}", "-1")
    with pytest.raises(ConfigError, match=f"ARTICLE_CHAT_{name.upper()} '-1'"):
        Settings()


@pytest.mark.parametrize("value", ["inf", "nan", "1e30", "-1"])
@pytest.mark.parametrize("name", NAMES)
def test_a_limit_that_no_system_takes_is_refused_before_any_work(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    least, most = RANGES[name]
    with pytest.raises(ConfigError, match=rf"{name} cannot be .*: give a number from {least:,} to {most:,}\.") as caught:
        replace(Limits(), **{name: float(value)})
    assert caught.value.name == name
    number = str(10**30) if value == "1e30" else value
    monkeypatch.setenv(f"ARTICLE_CHAT_{name.upper()}", number)
    with pytest.raises(ConfigError, match=f"ARTICLE_CHAT_{name.upper()} '{number}'"):
        Settings()


@pytest.mark.parametrize("value", ["9" * 5_000, None, []])
def test_what_is_no_number_is_no_limit_and_is_not_repeated_at_length(value: object) -> None:
    with pytest.raises(ConfigError, match=r"max_pages cannot be .*: give a number from 1 to 10,000,000\.") as caught:
        Limits(max_pages=value)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 500


def test_what_is_as_large_as_a_limit_is_within_it() -> None:
    Limits(max_pages=7).check("max_pages", 7, "pages")
    with pytest.raises(LimitError):
        Limits(max_pages=7).check("max_pages", 8, "pages")


def test_a_link_that_must_not_lead_on_may_be_read_where_it_does_not(site: Site) -> None:
    site.replies.update({"/": Reply(prose(6).encode(), headers={"Content-Type": "text/plain"}), "/old": Reply(status=302, headers={"Location": "/"})})
    reading = {"fetcher": Fetcher(allow_loopback=True), "limits": Limits(max_redirects=0)}
    assert Article.from_url(site.url(), **reading).text == prose(6)
    with pytest.raises(LimitError, match="1 redirects or more, 0 allowed"):
        Article.from_url(site.url("/old"), **reading)


@pytest.mark.parametrize(
    ("name", "size", "what", "told"),
    [
        ("max_pages", 12_000, "pages", "The article is over a limit: 12,000 pages, 2,000 allowed. Give a smaller part of it."),
        (
            "max_fetch_seconds", 22.5, "seconds of waiting",
            "The article is over a limit: 22.5 seconds of waiting, 20 allowed. Try again, save the page and give the file.",
        ),
    ],
)  # fmt: skip
def test_how_much_it_is_how_much_is_allowed_and_what_to_do_is_told(name: str, size: float, what: str, told: str) -> None:
    assert str(Limits().exceeded(name, size, what)).startswith(told)


@pytest.mark.parametrize("name", NAMES)
def test_the_settings_allow_what_the_limits_allow(name: str) -> None:
    for allowed in RANGES[name]:
        assert getattr(limits_of(Settings(**{name: allowed})), name) == allowed
    with pytest.raises(ConfigError, match=f"{RANGES[name][1]}"):
        Settings(**{name: RANGES[name][1] + 1})


@pytest.mark.parametrize("name", ["model_timeout_s", "store_max_bytes", "max_question_chars"])
def test_other_settings_have_a_most_too(name: str) -> None:
    with pytest.raises(ConfigError, match=f"ARTICLE_CHAT_{name.upper()} .*less than or equal to"):
        Settings(**{name: float("inf") if name.endswith("_s") else 10**19})


def test_the_highest_limits_that_are_allowed_work(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><article><h1>Title</h1><p>{prose(6)}</p></article></body></html>", encoding="utf-8")
    assert Article.from_file(tmp_path / "a.html", limits=Limits(**{name: most for name, (_, most) in RANGES.items()})).text


def test_settings_reach_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(20), encoding="utf-8")
    with pytest.raises(LimitError, match="max_characters"):
        read_article(tmp_path / "a.txt", Settings(max_characters=1_000))
    assert read_article(tmp_path / "a.txt", Settings()).text
