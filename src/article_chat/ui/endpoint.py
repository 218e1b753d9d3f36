"""The `/answer` endpoint: what callers send, checked; what they get, `Answer.to_dict()`."""

from __future__ import annotations

from typing import Any

from article_chat.datatypes import History
from article_chat.errors import QuestionError
from article_chat.ui.ports import AssistantLike


def answer_as_json(assistant: AssistantLike, question: object, history: object = None) -> dict[str, Any]:
    """The answer as plain JSON values. Raises QuestionError when the question is not text or history not pairs of text."""
    if not isinstance(question, str):
        raise QuestionError(f"question must be text, not {_kind(question)}.", value=question)
    return assistant.answer(question, _pairs(history)).to_dict()


def _pairs(history: object) -> History:
    if history is None:
        return ()
    if not isinstance(history, list | tuple):
        raise QuestionError(f"history must be a list of [question, answer] pairs, not {_kind(history)}.", value=history)
    for position, pair in enumerate(history):
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise QuestionError(f"history[{position}] must be a [question, answer] pair of texts.", value=pair)
    return tuple((question, answer) for question, answer in history)


def _kind(value: object) -> str:
    names = {type(None): "nothing", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
