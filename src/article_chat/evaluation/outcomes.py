"""A question put to what is measured, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from article_chat.datatypes import Answer, Citation
from article_chat.evaluation.squad import Document, Question, overlaps


class Asker(Protocol):
    """What is measured. `Assistant` is one."""

    def answer(self, question: str) -> Answer:
        """The answer a person gets, which may be a refusal."""

    def consider(self, question: str) -> Answer:
        """The best answer there is, never refused."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with its answer, its best answer without refusing, and the time (seconds) the first of them took."""

    title: str
    question: Question
    answer: Answer
    considered: Answer
    seconds: float
    inexact: int = 0

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The best citations there are, refused or not."""
        return self.considered.citations or self.considered.closest

    @property
    def prediction(self) -> str:
        """What SQuAD 2.0 scores: the short answer, or nothing for a refusal."""
        return short_answer(self.answer) if self.answer.answered else ""

    @property
    def by_rules(self) -> bool:
        """Whether rules told the answer, or made another of the reader's: it is not what the reader answers alone, nor written by a chat model."""
        if not self.answer.citations or self.answer.model:
            return False
        return self.answer.answered_by != "reader" or _told(self.answer) != _told(self.considered)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: one line of the details file."""
        return {
            "article": self.title, "id": self.question.id, "kind": self.question.kind, "question": self.question.text, "gold": list(self.question.answers),
            "answered": self.answer.answered, "prediction": self.prediction, "considered": short_answer(self.considered),
            "hit": hit_rank(self.cited, self.question), "confidence": self.considered.confidence, "cited": [c.quote for c in self.cited],
            "by_rules": self.by_rules, "seconds": round(self.seconds, 4),
        }  # fmt: skip


def ask(asker: Asker, document: Document, question: Question) -> Outcome:
    """Put the question both ways."""
    start = time.perf_counter()
    answer = asker.answer(question.text)
    seconds = time.perf_counter() - start
    considered = asker.consider(question.text)
    shown = (*answer.citations, *answer.closest, *considered.citations, *considered.closest)
    inexact = sum(document.text[c.start : c.end] != c.quote for c in shown)
    return Outcome(document.title, question, answer, considered, seconds, inexact)


def hit_rank(citations: Sequence[Citation], question: Question) -> int | None:
    """Which of the citations, from 1, is the first that overlaps a gold answer; None when none does."""
    return next((rank for rank, citation in enumerate(citations, 1) if overlaps(citation, question)), None)


def short_answer(answer: Answer) -> str:
    """The words a person would call the answer: the span, else the first citation, else the text."""
    if answer.span is not None:
        return answer.span
    return answer.citations[0].quote if answer.citations else answer.text


def _told(answer: Answer) -> tuple[float, list[tuple[int, int]]]:
    """How sure an answer is, and where it stands."""
    return answer.confidence, [(citation.start, citation.end) for citation in answer.citations]
