"""A draft answer -> the answer: statements numbered, every number a place in an article. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from article_chat.datatypes import BETWEEN_PARTS, MARKER, REFUSAL, Answer, Citation, Draft, Passage, Place, Statement, Unsupported

PassageOf = Callable[[Place], Passage]
"""The passage that holds a place."""


class Source(Protocol):
    """What a citation needs of an article."""

    @property
    def id(self) -> str:
        """Hash of the text."""

    @property
    def text(self) -> str:
        """What every offset counts in."""

    @property
    def name(self) -> str | None:
        """What it is called: its title, or its link or file where it has none."""

    def page_at(self, offset: int) -> int | None:
        """The page that holds a character, counted from 1."""


def cite(draft: Draft, question: str, sources: Mapping[str, Source], passage_of: PassageOf) -> Answer:
    """The answer a draft stands for. `sources` maps article ids to articles.

    Each place gets one number, in the order of appearance. A refusal cites nothing; its nearest places are `closest`, numbered on their own.
    A partial draft without statements has no text: nothing has been refused yet.
    """
    numbers = number_places(statement.places for statement in draft.statements)
    answered = draft.answered
    said = draft.separator.join(filter(None, [draft.lead, *(render(s, numbers) for s in draft.statements)]))
    text = said if answered or draft.partial else REFUSAL
    return Answer(
        text=text,
        question=question,
        answered=answered,
        span=draft.span if answered else None,
        citations=make_citations(numbers, sources, passage_of) if answered else (),
        confidence=round(draft.confidence, 4),
        answered_by=draft.answered_by,
        unsupported=tuple(Unsupported(_own_as_notes(s.text), s.reason) for s in draft.statements if s.reason),
        closest=() if answered else make_citations(number_places([draft.closest]), sources, passage_of),
        notice=draft.notice,
    )


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """The answer to several questions asked at once: each as it was read, and on the line below it what answers it, or that nothing does.

    The citations are numbered through; where none is answered, all of it is refused, the closest passages of the likeliest first.
    """
    told = [answer for answer in answers if answer.answered]
    surest = sorted(answers, key=lambda answer: -answer.confidence)
    every = {(c.article_id, c.start, c.end): c for answer in (answers if told else surest) for c in (answer.citations if told else answer.closest)}
    numbers = {where: number for number, where in enumerate(every, 1)}
    own = next((answer.answered_by for answer in told if answer.citations), (told or answers)[0].answered_by)
    citations = tuple(replace(one, number=numbers[where]) for where, one in every.items())
    return Answer(
        text=BETWEEN_PARTS.join(f"{_own_as_notes(answer.question)}\n{_renumbered(answer, numbers)}" for answer in answers) if told else REFUSAL,
        question=question,
        answered=bool(told),
        citations=citations if told else (),
        confidence=min(answer.confidence for answer in told) if told else surest[0].confidence,
        answered_by=own,
        unsupported=tuple(one for answer in answers for one in answer.unsupported),
        closest=() if told else citations,
        notice=" ".join(dict.fromkeys(answer.notice for answer in answers if answer.notice)) or None,
    )


def _renumbered(answer: Answer, numbers: Mapping[tuple[str, int, int], int]) -> str:
    """The text of an answer with other numbers for the same places."""
    new = {str(c.number): str(numbers[c.article_id, c.start, c.end]) for c in answer.citations}
    return MARKER.sub(lambda match: f"[{new.get(match[1], match[1])}]", answer.text)


def number_places(groups: Iterable[Sequence[Place]]) -> dict[Place, int]:
    """Place -> number, from 1, in the order of appearance."""
    numbers: dict[Place, int] = {}
    for places in groups:
        for place in places:
            numbers.setdefault(place, len(numbers) + 1)
    return numbers


def make_citations(numbers: Mapping[Place, int], sources: Mapping[str, Source], passage_of: PassageOf) -> tuple[Citation, ...]:
    """One citation a place: the quote is cut out of the article here and nowhere else."""
    return tuple(_citation(place, number, sources[place.article_id], passage_of(place)) for place, number in numbers.items())


def render(statement: Statement, numbers: Mapping[Place, int]) -> str:
    """The statement with its [n]. The article's own "[3]" becomes "[note 3]", so that it is never taken for a citation."""
    text = _own_as_notes(statement.text)
    markers = "".join(f"[{numbers[place]}]" for place in statement.places)
    return f"{text} {markers}" if markers else text


def _own_as_notes(text: str) -> str:
    return MARKER.sub(r"[note \1]", text)


def _citation(place: Place, number: int, source: Source, passage: Passage) -> Citation:
    return Citation(
        number=number,
        start=place.start,
        end=place.end,
        quote=source.text[place.start : place.end],
        passage=source.text[passage.start : passage.end],
        passage_start=passage.start,
        passage_end=passage.end,
        article_id=place.article_id,
        article_title=source.name,
        page=source.page_at(place.start),
    )
