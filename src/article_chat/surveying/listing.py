"""Drafts that list an article's own words, item by item, under a line of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from article_chat.corpus import Corpus, OpenArticle
from article_chat.datatypes import Draft, Place, Span, Statement

NAME = "about"
"""What such answers are said to be answered by."""


def listed(lead: str, items: Iterable[Statement]) -> Draft:
    """Our words, and below them the article's, an item each."""
    statements = tuple(replace(item, text=f"- {item.text}") for item in items)
    return Draft(statements, answered=True, confidence=1.0, answered_by=NAME, lead=lead, separator="\n")


def quoted(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The same in quotation marks, to stand among words of ours."""
    return (one if one.text[:1] in '"“' else replace(one, text=f"“{one.text}”") for one in statements)


def statements_at(one: OpenArticle, spans: Iterable[Span]) -> list[Statement]:
    """What stands at the spans, a statement each."""
    text = one.article.text
    return [Statement(text[start:end], (Place(one.article.id, start, end),)) for start, end in spans]


def texts_called(corpus: Corpus) -> str:
    """What a line of ours calls the texts."""
    return "the article" if len(corpus.opened) == 1 else "these articles"
