"""Every document of the corpus has its right outcome: its text, or an error that says why not; never another exception, never a hang."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from article_chat.articles import Article
from article_chat.errors import ArticleError
from tests.documents.corpus import CASES, Case


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
