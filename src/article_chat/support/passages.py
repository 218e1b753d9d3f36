"""The check for whoever has passages rather than sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from article_chat.datatypes import Passage, Place
from article_chat.support.bearing import BearsOut
from article_chat.support.check import Embed, Evidence, Verdict, check_statement
from article_chat.support.yes_and_no import contradicted

CheckPassages = Callable[[str, Sequence[Passage], Sequence[Passage] | None], Verdict]

Contradicts = Callable[[str, str, Sequence[Passage], Sequence[Place]], str]


def passage_check(embed: Embed, bears_out: BearsOut) -> CheckPassages:
    """A check of (statement, passages at hand, passages cited): only the sentences of the cited ones carry it; None cites all."""

    def check(statement: str, offered: Sequence[Passage], cited: Sequence[Passage] | None) -> Verdict:
        around = sentences_of([*offered, *(cited or ())])
        return check_statement(statement, around, embed=embed, bears_out=bears_out, cited=None if cited is None else sentences_of(cited))

    return check


def yes_and_no_check(embed: Embed, bears_out: BearsOut) -> Contradicts:
    """A check of (question, reply, passages, the places that carry the reply): the "yes" or "no" before it that these contradict, or ""."""

    def check(question: str, reply: str, passages: Sequence[Passage], places: Sequence[Place]) -> str:
        carrying = [item for item in sentences_of(passages) if item.place in places]
        return contradicted(question, reply, carrying, embed=embed, bears_out=bears_out)

    return check


def sentences_of(passages: Sequence[Passage]) -> list[Evidence]:
    """The sentences of all passages, each once, in the order of the articles."""
    found = {Evidence(Place(passage.article_id, start, end), passage.quote((start, end))) for passage in passages for start, end in passage.sentences}
    return sorted(found, key=lambda item: (item.place.article_id, item.place.start, item.place.end))
