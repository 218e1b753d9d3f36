"""Every document of the corpus has its right outcome: its text, or an error that says why not; never another exception, never a hang."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_chat.articles import Article, Limits
from article_chat.articles.detect import NAMES, detect
from article_chat.articles.extract import Unreadable
from article_chat.articles.files import read_bytes
from article_chat.errors import ArticleError
from tests.documents import pages
from tests.documents.corpus import CASES, Case
from tests.growth import FOURFOLD, growth


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_outcome_is_right(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.build())
    start = time.monotonic()
    if case.error:
        with pytest.raises(case.kind, match=re.compile(case.error, re.DOTALL)) as caught:
            Article.from_file(path, limits=case.limits)
        assert str(path) in str(caught.value)
        assert isinstance(caught.value, ArticleError)
        assert caught.value.source == str(path)
    else:
        _check(Article.from_file(path, limits=case.limits), case, str(path))
    assert time.monotonic() - start < 60


@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"MIME-Version: 1.0\n", b"\xff\xfe", b"\x00\x00\xfe\xff"]),
    st.binary(max_size=300),
    st.sampled_from(["a", "a.txt", "a.pdf", "a.html", "a.docx", "a.mht", ".md", "a.b/c", "\\x.epub"]),
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_of_a_format_or_refused(start: bytes, data: bytes, name: str) -> None:
    document = start + data
    with suppress(Unreadable):
        kind = detect(document, name)
        assert kind in NAMES
        if kind == "text":
            with suppress(ArticleError):
                assert read_bytes(document, name=name, limits=Limits()).text


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\0\0\0\x18ftypheic", "an image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "an image"),
        (b"II*\0\x08\0", "an image"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "a recording"),
        (b"\0\0\0\x18ftypmp42", "a recording"),
        (b"\xff\xfb\x90\x64", "a recording"),
        (b"A_book" + b"\0" * 54 + b"BOOKMOBI", "a Kindle book"),
    ],
)
def test_what_is_no_document_is_named(start: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=f"^is {what}"):
        detect(start + bytes(range(200)), "a.txt")


def test_a_text_about_images_is_no_image() -> None:
    assert detect(b"Formats WEBP and WAVE are told apart by their first bytes.", "a.txt") == "text"


def test_a_mail_names_its_writer_and_its_day(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(next(case for case in CASES if case.name == "mail.eml").build())
    article = Article.from_file(path)
    assert (article.author, article.date) == ("Ruth Åker", "2024-03-05")


def test_a_row_of_comments_is_told_from_a_page_at_once() -> None:
    assert growth(lambda size: detect(b"<!---->" * size + b" A harmless text."), 5) < FOURFOLD


@pytest.mark.parametrize("start", ["", "\ufeff", ' <?xml version="1.0"?>\n', "<!-- a --><!--b-->\n<!-- <p> -->", "<!DOCTYPE"])
def test_what_may_stand_before_a_page(start: str) -> None:
    assert detect(f"{start} HTML><p>Words.".encode() if start == "<!DOCTYPE" else f"{start}<html><p>Words.".encode()) == "html"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["page.html", "page"])
def test_a_page_in_two_or_four_bytes_a_letter_is_read_as_a_page(name: str, encoding: str) -> None:
    article = read_bytes(pages.LAYOUTS[0].html.encode(encoding), name=name, limits=Limits())
    assert article.title == pages.TITLE
    assert pages.share_found(pages.LAYOUTS[0].article, article.text) >= 0.95
    assert pages.share_found(pages.LAYOUTS[0].rest, article.text) <= 0.05
    assert "<" not in article.text


@pytest.mark.parametrize("path", ["", "\0", "no/such/file.txt"])
def test_paths_that_lead_nowhere(path: str) -> None:
    with pytest.raises(ArticleError, match=r"not a file name|does not exist"):
        Article.from_file(path)


@pytest.mark.parametrize("path", [None, 5, True, b"a.txt", ["a.txt"]])
def test_what_is_no_path_is_named(path: object) -> None:
    with pytest.raises(ArticleError, match="A file is given by its path, not by"):
        Article.from_file(path)  # type: ignore[arg-type]


def test_a_number_is_no_file_that_this_process_has_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor left on Monday.", encoding="utf-8")
    with open(tmp_path / "a.txt", encoding="utf-8") as file:
        with pytest.raises(ArticleError):
            Article.from_file(file.fileno())  # type: ignore[arg-type]
        assert os.fstat(file.fileno())


def test_folders_pipes_and_locked_files(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="folder"):
        Article.from_file(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArticleError, match="not an ordinary file"):
        Article.from_file(tmp_path / "pipe")
    with pytest.raises(ArticleError, match="not an ordinary file"):
        Article.from_file("/dev/zero")
    with pytest.raises(ArticleError, match="cannot be read"):
        Article.from_file(tmp_path / ("x" * 300))


def _check(article: Article, case: Case, source: str) -> None:
    for text in case.texts:
        assert text in article.text
    for text in case.absent:
        assert text not in article.text
    assert article.source == source
    if case.note:
        assert any(re.search(case.note, note) for note in article.notes), article.notes
    else:
        assert article.notes == ()
    if case.title:
        assert article.title == case.title
