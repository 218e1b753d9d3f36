"""Answers that are lists: those that a question asks for, and those that a sentence announces which the reader found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from article_chat.corpus import Corpus, OpenArticle
from article_chat.datatypes import Draft, Place, Span, Statement
from article_chat.reader.answerer import NAME
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.structure.headings import asks_how_to, content
from article_chat.structure.lists import Listed, asks_for_several, is_announced, lists, shown_below, wanted_words

ANNOUNCED = 0.9
"""How sure it is that a list has what the sentence says that announces it, or the heading above it."""
MOST_ITEMS = 20
"""Items quoted of a list."""


class Enumerating:
    """Drafts of the lists of the open articles."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def asked(self, question: str) -> Draft | None:
        """The list that a question asks for in the words that announce it, or that stand above it; None for other questions."""
        found = next(self._announced(question), None) or next(self._headed(question), None)
        return Draft(self._statements(*found), answered=True, confidence=ANNOUNCED, answered_by=NAME, separator="\n") if found else None

    def completed(self, draft: Draft, question: str) -> Draft:
        """The draft with what its sentence announces, where it cites no more than that, "gather these tools:", which tells nothing: the whole list, or the
        code or paragraph below. The list is given whole too where one of its items answers a question for several."""
        if not draft.answered or not draft.statements or not draft.statements[0].places or is_yes_or_no(question):
            return draft
        first = draft.statements[0]
        span = draft.span if draft.span and not _ends_with(first.text, draft.span) else None
        announces = span is None or asks_how_to(question) or asks_for_several(question)
        cited = [place for statement in draft.statements for place in statement.places[:1]]
        for place in cited if asks_for_several(question) else cited[:1]:
            if led := self._by_lead.get(place):
                names_some = any((other.start, other.end) in led[1].items for other in cited)
                return replace(draft, statements=self._statements(*led), span=span, separator="\n") if announces or names_some else draft
        shown = self._shown_below(cited[0]) if announces else None
        rest = [statement for statement in draft.statements[1:] if shown and not _overlap(statement.places[0], shown.places[0])]
        return replace(draft, statements=(first, shown, *rest), span=span, separator="\n") if shown else draft

    def _shown_below(self, lead: Place) -> Statement | None:
        text = self._corpus.articles[lead.article_id].text
        span = shown_below(text, (lead.start, lead.end))
        return Statement(text[slice(*span)], (Place(lead.article_id, *span),)) if span else None

    def _announced(self, question: str) -> Iterator[tuple[OpenArticle, Listed]]:
        for one, listed in self._lists:
            if is_announced(question, one.article.text[slice(*listed.lead)], self._headings.get(Place(one.article.id, *listed.lead), ""), content):
                yield one, listed

    def _headed(self, question: str) -> Iterator[tuple[OpenArticle, Listed]]:
        wanted = wanted_words(question, content) if asks_for_several(question) else frozenset()
        for one, listed in self._lists if wanted else ():
            if content(self._headings.get(Place(one.article.id, *listed.lead), "")) == wanted:
                yield one, listed

    @cached_property
    def _headings(self) -> dict[Place, str]:
        """The heading above each sentence that has one."""
        found = ((article_id, section) for article_id, sections in self._corpus.sections.items() for section in sections)
        return {Place(article_id, *span): section.text for article_id, section in found for span in section.body}

    @cached_property
    def _lists(self) -> list[tuple[OpenArticle, Listed]]:
        return [(one, listed) for one in self._corpus.opened for listed in lists(one.article.text, one.sentences)]

    @cached_property
    def _by_lead(self) -> dict[Place, tuple[OpenArticle, Listed]]:
        return {Place(one.article.id, *listed.lead): (one, listed) for one, listed in self._lists}

    def _statements(self, one: OpenArticle, listed: Listed) -> tuple[Statement, ...]:
        spans: list[Span] = [listed.lead, *listed.items[:MOST_ITEMS]]
        return tuple(Statement(one.article.text[slice(*span)], (Place(one.article.id, *span),)) for span in spans)


def _ends_with(lead: str, words: str) -> bool:
    """Whether the words are the last of a sentence that announces something: "these tools", which are told below."""
    return lead.rstrip(" :").endswith(words.rstrip(" :"))


def _overlap(left: Place, right: Place) -> bool:
    return left.article_id == right.article_id and left.start < right.end and right.start < left.end
