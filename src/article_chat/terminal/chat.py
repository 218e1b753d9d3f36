"""The chat in a terminal: questions in, answers as they come, follow-ups understood."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Protocol

from article_chat.datatypes import Answer, History
from article_chat.errors import ArticleChatError
from article_chat.terminal.lines import Painter, clean, print_lines


class AssistantLike(Protocol):
    """What the chat talks to. `Assistant` is one."""

    @property
    def title(self) -> str | None:
        """The article's title."""

    @property
    def model_label(self) -> str:
        """What is answering, in a line."""

    @property
    def examples(self) -> Sequence[str]:
        """Questions to begin with."""

    def stream(self, question: str, history: History = ()) -> Iterator[Answer]:
        """Partial answers, the last one final."""


def chat(assistant: AssistantLike, painter: Painter) -> None:
    """Answer line after line of standard input until it ends; a person at a terminal is greeted and prompted."""
    typed = sys.stdin.isatty()
    if typed:
        print_lines(_welcome(assistant, painter))
        with suppress(ImportError):  # Windows has none
            import readline  # noqa: F401 - `input` edits lines once this is loaded
    history: list[tuple[str, str]] = []
    while (question := _next_question(typed)) is not None:
        if question in {"/quit", "/exit"}:
            return
        if question == "/new":
            history.clear()
        elif question:
            _turn(assistant, question, history, painter)


def _welcome(assistant: AssistantLike, painter: Painter) -> Iterator[str]:
    yield painter.paint(assistant.title or "An untitled article", "bold")
    yield painter.paint(f"{assistant.model_label}  ·  /new starts over, /quit or Ctrl-D leaves", "dim")
    examples = assistant.examples
    if examples:
        yield painter.paint("You could ask:\n" + "\n".join(f"  {example}" for example in examples), "dim")


def _next_question(typed: bool) -> str | None:
    """The next line without white space around it; None when there are no more, or Ctrl-C says so."""
    try:
        return input("\n> " if typed else "").strip()
    except (EOFError, KeyboardInterrupt):
        if typed:
            print()
        return None


def _turn(assistant: AssistantLike, question: str, history: list[tuple[str, str]], painter: Painter) -> None:
    """Answer one question; a failure or Ctrl-C ends the turn, not the chat."""
    try:
        answer, shown = _stream(assistant.stream(question, tuple(history)), question, painter)
    except KeyboardInterrupt:
        print(painter.paint("\n  Stopped.", "yellow"))
        return
    except ArticleChatError as error:
        print(painter.paint(f"  {error}", "red"))
        return
    print_lines(painter.answer(answer, asked=question, skip_text=shown))
    history.append((question, answer.text))


def _stream(answers: Iterator[Answer], asked: str, painter: Painter) -> tuple[Answer, bool]:
    """Print the text as it grows, under how the question was read. Returns the last answer and whether its text stands there as it is."""
    printed, answer = "", None
    for answer in answers:
        text = clean(answer.text)
        if answer.answered and text.startswith(printed):
            if not printed:
                print_lines(painter.reading(answer, asked))
            print(text[len(printed) :], end="", flush=True)
            printed = text
    if printed:
        print()
    if answer is None:
        raise ArticleChatError("The assistant gave no answer.")
    return answer, bool(printed) and printed == clean(answer.text)
