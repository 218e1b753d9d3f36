"""Several questions asked at once: each answered by itself, and the answers put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from article_chat.citations import together
from article_chat.components import Asked
from article_chat.datatypes import Answer
from article_chat.followups import stands_alone

AnswerOne = Callable[[Asked], Iterator[Answer]]
"""One question -> partial answers, the last one final."""


def answered_each(asked: Asked, parts: Sequence[str], answer_one: AnswerOne) -> Answer:
    """The answer to several questions: each is read with those before it, as if they had been asked one after the other."""
    turns, answers = list(asked.history), list[Answer]()
    for part in parts:
        *_, answer = answer_one(replace(asked, question=part, history=turns, beside=bool(answers) and stands_alone(part)))
        answers.append(answer)
        turns = [*turns, (answer.question, answer.text)]
    return together(asked.question.strip(), answers)
