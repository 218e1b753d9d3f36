"""The values that travel between the stages: all frozen, all offsets in characters of `Article.text`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

REFUSAL = "The article doesn't say."
"""The one refusal phrase: prompts, code and tests share it."""

MARKER = re.compile(r"\[(\d{1,4})\]")
"""The one form of a citation in an answer's text, and the number in it."""

SAID_OF = "What does the article say about {}?"
"""The question for every mention of something: offered as a first question, and what a follow-up is read as that names a thing and asks nothing of it."""

SAID_ELSE_OF = "What else does the article say about {}?"
"""The question for what is said of something beside what was told already: how "Tell me more" is read."""

UNSURE = 0.15
"""From this confidence on a refusal may be wrong: whoever reads it is told how likely it is that the closest passage answers."""

BY_MODEL = "model:"
"""Begins `Answer.answered_by` where a chat model wrote the answer; the model as it was set follows."""

WRITTEN_BY = "Written by {}, checked against the article"
"""What is said of a chat model's answers, wherever that is."""

BETWEEN_PARTS = "\n\n"
"""What parts the answers to several questions asked at once. No other answer in an article's own words has a blank line."""

Span = tuple[int, int]
"""(start, end), end exclusive, in characters."""

History = Sequence[tuple[str, str]]
"""Earlier (question, answer text) turns, oldest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start:end` of the article whose id is `article_id`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences: `text == article.text[start:end]`, `sentences` are absolute spans inside it.

    `label` is what a reader sees by the layout and the text does not say ("The photo was taken as "); it is searched and read with the text, never quoted.
    """

    article_id: str
    index: int
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    label: str = ""

    @property
    def labelled(self) -> str:
        """The text as it is searched and read."""
        return self.label + self.text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.article_id, self.start, self.end)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds the absolute character `position`; the nearest one when it falls between two."""
        return min(self.sentences, key=lambda s: 0 if s[0] <= position < s[1] else min(abs(position - s[0]), abs(position - s[1] + 1)))

    def quote(self, span: Span) -> str:
        """The words at an absolute span inside it."""
        return self.text[span[0] - self.start : span[1] - self.start]


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. `dense` is the cosine similarity (-1..1), `lexical` the BM25 score (>= 0), `score` the fusion of both."""

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a draft answer and the places that carry it; `reason` says what is wrong when none does."""

    text: str
    places: tuple[Place, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answerer hands to the citations: statements in order, the short answer, and how sure it is (0..1).

    `lead` comes before the statements and is our own words ("In short:"), never a claim about the world. `separator` joins the statements.
    `partial` while more is to come: no statements are then no refusal yet.
    """

    statements: tuple[Statement, ...] = ()
    answered: bool = False
    span: str | None = None
    confidence: float = 0.0
    answered_by: str = ""
    closest: tuple[Place, ...] = ()
    lead: str = ""
    notice: str | None = None
    separator: str = " "
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the article: `article.text[start:end] == quote`, always.

    `passage` is the text around it (`article.text[passage_start:passage_end]`); `page` counts from 1 where the source has pages.
    `article_title` is what the article is called: the link or the file where it has no title.
    """

    number: int
    start: int
    end: int
    quote: str
    passage: str
    passage_start: int
    passage_end: int
    article_id: str
    article_title: str | None = None
    page: int | None = None


def parts_of(text: str) -> list[tuple[str, str]]:
    """(question, what answers it) of the text of an answer to several questions; [] for one that is not made up so."""
    blocks = [block.partition("\n") for block in text.split(BETWEEN_PARTS)]
    whole = len(blocks) > 1 and all(asked.endswith("?") and told for asked, _, told in blocks)
    return [(asked, told) for asked, _, told in blocks] if whole else []


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence of the answer that nothing in the article supports, and why."""

    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """Whether the article supports a statement.

    `score` is 0..1; `citations` the evidence; `reason` what is lacking; `notice` what degraded; `closest` the nearest sentences where nothing
    supports it, which are no evidence.
    """

    statement: str
    supported: bool
    score: float
    citations: tuple[Citation, ...]
    reason: str | None = None
    notice: str | None = None
    closest: tuple[Citation, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether there was a claim to compare with the article; `reason` says why not."""
        return self.supported or self.score > 0 or bool(self.closest)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return _plain(asdict(self))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal (`answered` is False: the article does not say).

    `text` carries [n] markers that match `citations`; `span` is the short answer in the article's own words; `confidence` (0..1) is the
    calibrated probability that the citations answer the question; `answered_by` names who answered; `unsupported` lists sentences that no
    passage supports; `closest` are the nearest passages of a refusal, not an answer; `notice` tells what degraded, if anything did. While an
    answer is awaited `text` is "", which is no refusal.
    """

    text: str
    question: str
    answered: bool
    span: str | None = None
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    answered_by: str = ""
    unsupported: tuple[Unsupported, ...] = ()
    closest: tuple[Citation, ...] = ()
    notice: str | None = None

    @property
    def unsure(self) -> bool:
        """Whether it is a refusal whose closest passage may answer after all, with the probability `confidence`."""
        return not self.answered and bool(self.closest) and self.confidence >= UNSURE

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(question, what answers it) of each question asked at once, in order, as they stand in `text`; [] for one question, and for a chat model's prose."""
        return [] if self.model else parts_of(self.text)

    @property
    def model(self) -> str:
        """The chat model that wrote it, as it was set; "" where none did."""
        return self.answered_by.removeprefix(BY_MODEL) if self.answered_by.startswith(BY_MODEL) else ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: dicts, lists, strings, numbers, booleans, None."""
        return _plain(asdict(self))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
