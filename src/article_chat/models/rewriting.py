"""A follow-up question and the conversation before it -> a question that stands alone, by a chat model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from article_chat.datatypes import History
from article_chat.errors import ModelError

MAX_TURNS = 4
MAX_TURN_CHARS = 600
MAX_QUESTION_CHARS = 400


class Streams(Protocol):
    """What writes. `ChatModel` is one."""

    name: str

    def stream(self, text: str) -> Iterator[str]:
        """The reply, piece by piece."""


class Fills(Protocol):
    """A template. `prompts.Prompt` is one."""

    def fill(self, **values: str) -> str:
        """The text with its variables replaced."""


def rewrite_question(model: Streams, prompt: Fills, question: str, history: History) -> str | None:
    """The question as the model understands it: one line of at most `MAX_QUESTION_CHARS`; None when it fails or writes no such line."""
    if not history:
        return question
    limit = max(MAX_QUESTION_CHARS, 2 * len(question))
    reply = ""
    stream = model.stream(prompt.fill(history=_conversation(history), question=question))
    try:
        for piece in stream:
            reply += piece
            if len(reply) > 4 * limit:
                return None
    except ModelError:
        return None
    finally:
        close = getattr(stream, "close", None)
        if close:
            close()
    line = _first_line(reply)
    return line if line and len(line) <= limit else None


def _conversation(history: History) -> str:
    turns = list(history)[-MAX_TURNS:]
    return "\n".join(f"Question: {_clip(asked)}\nAnswer: {_clip(answered)}" for asked, answered in turns)


def _clip(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= MAX_TURN_CHARS else text[:MAX_TURN_CHARS] + " …"


def _first_line(reply: str) -> str:
    reply = re.sub(r"<think>.*?(?:</think>|$)", "", reply, flags=re.DOTALL)
    lines = [re.sub(r"\s+", " ", line).strip() for line in reply.splitlines()]
    line = next((line for line in lines if line), "")
    line = re.sub(r"^(?:rewritten |standalone |last )?question:\s*", "", line, flags=re.IGNORECASE)
    return line.strip(" \"“”'`*")
