"""What goes into the chain: a question as it was asked, and the parts that answer it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from article_chat.corpus import Corpus
from article_chat.datatypes import History, Hit
from article_chat.models import Answerer, Rewritten
from article_chat.reader.answerer import ReaderAnswerer
from article_chat.support import BearsOut

FindHits = Callable[[str], list[Hit]]
"""A question -> its passages, best first."""

Rewrite = Callable[[str, History], Generator[Rewritten | None, None, None]]
"""(question, history) -> the standalone question, by a chat model, as the last item; None now and then while it is awaited."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes into the chain. `refuse` False asks for the best answer there is, `own_words` for one without the chat model.

    `rewritten` is what a chat model made of a follow-up question. `as_written` takes every word of the question as it stands. `beside` says that it was
    asked in one breath with the question before it, which makes an answer no likelier.
    """

    question: str
    history: History = ()
    refuse: bool = True
    own_words: bool = False
    rewritten: Rewritten | None = None
    as_written: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What the chain is made of. With `rewrite` comes `after`: the answerer for the rest of a turn in which it was used."""

    corpus: Corpus
    reader: ReaderAnswerer
    answerer: Answerer
    bears_out: BearsOut
    """(statement, texts) -> how far each text bears it out."""
    read_passages: int
    max_question_chars: int
    multilingual: bool
    rewrite: Rewrite | None = None
    prepare: Callable[[], None] | None = None
    """Loads what the answerer needs beside the reader."""
    after: Callable[[Rewritten], Answerer] | None = None
