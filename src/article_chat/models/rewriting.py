"""A follow-up question and the conversation before it -> a question that stands alone, by a chat model, within the time of one turn."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from article_chat.datatypes import MARKER, History
from article_chat.errors import ModelError
from article_chat.models.failures import ReplyError
from article_chat.models.streaming import Turn, give_up
from article_chat.models.thinking import without_thinking
from article_chat.models.wrapping import NotProseError, without_wrapping

MAX_TURNS = 4
MAX_TURN_CHARS = 600
MAX_QUESTION_CHARS = 400


class Streams(Protocol):
    """What writes. `ChatModel` is one."""

    name: str

    def stream(self, text: str, *, turn: Turn | None = None, whole: bool = False) -> Iterator[str]:
        """The reply, piece by piece; what it takes counts against the `turn`, within which a `whole` reply ends."""


class Fills(Protocol):
    """A template. `prompts.Prompt` is one."""

    def fill(self, **values: str) -> str:
        """The text with its variables replaced."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a question: `question` is None where the model gave none of use.

    With a `failure`, the model would fail on the answer too and need not be asked. `turn` knows how much of the time is used.
    """

    question: str | None = None
    failure: ModelError | None = None
    turn: Turn = field(default_factory=Turn)


def rewrite_question(model: Streams, prompt: Fills, question: str, history: History) -> Generator[Rewritten | None, None, None]:
    """The question as the model understands it, in one line of at most `MAX_QUESTION_CHARS`: the last item; None now and then before it.

    Close the generator to stop the model.
    """
    turn, limit, reply = Turn(), max(MAX_QUESTION_CHARS, 2 * len(question)), ""
    stream = model.stream(prompt.fill(history=_conversation(history), question=question), turn=turn, whole=True)
    try:
        for piece in stream:
            reply += piece
            if len(reply) > 4 * limit:
                break
            yield None
    except ReplyError:
        reply = ""
    except ModelError as error:
        yield Rewritten(failure=error, turn=turn)
        return
    finally:
        give_up(stream)
    line = _first_line(reply)
    answers = MARKER.search(line) is not None  # some models answer the question instead
    yield Rewritten(line if line and len(line) <= limit and not answers else None, turn=turn)


def _conversation(history: History) -> str:
    turns = list(history)[-MAX_TURNS:]
    return "\n".join(f"Question: {_clip(asked)}\nAnswer: {_clip(answered)}" for asked, answered in turns)


def _clip(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= MAX_TURN_CHARS else text[:MAX_TURN_CHARS] + " …"


def _first_line(reply: str) -> str:
    try:
        said = without_wrapping(without_thinking(reply))
    except NotProseError:
        return ""
    lines = [re.sub(r"\s+", " ", line).strip() for line in said.splitlines()]
    line = next((line for line in lines if line), "")
    line = re.sub(r"^(?:rewritten |standalone |last )?question:\s*", "", line, flags=re.IGNORECASE)
    return line.strip(" \"“”'`*")
