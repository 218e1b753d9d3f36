"""What the page needs from the rest, as protocols: nothing here imports a model, so the page opens before any is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from article_chat.datatypes import Answer, Check, History
from article_chat.progress import Progress


class ArticleLike(Protocol):
    """An article as the page shows it. Every offset counts in characters of `text`."""

    @property
    def id(self) -> str:
        """Told apart by it."""
        ...

    @property
    def text(self) -> str:
        """What is shown, and what offsets count in."""
        ...

    @property
    def title(self) -> str | None:
        """None when the article has none."""
        ...

    @property
    def name(self) -> str | None:
        """What it is called: its title, or its link or file where it has none."""
        ...

    @property
    def source(self) -> str | None:
        """The path or link it came from, where known."""
        ...

    @property
    def author(self) -> str | None:
        """Who wrote it, where known."""
        ...

    @property
    def date(self) -> str | None:
        """When, where known."""
        ...

    @property
    def language(self) -> str | None:
        """ISO 639-1, where known."""
        ...

    @property
    def pages(self) -> Sequence[int]:
        """Where each page starts in `text`; empty without pages."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What a reader should be told about how it was read."""
        ...


class AssistantLike(Protocol):
    """The assistant as the page uses it; safe to share between threads."""

    @property
    def articles(self) -> Sequence[ArticleLike]:
        """What it has read, the first one first."""
        ...

    @property
    def title(self) -> str | None:
        """What the article, or all of them, is called; None when it has no name at all."""
        ...

    @property
    def examples(self) -> Sequence[str]:
        """Questions worth trying, each of which it answers."""
        ...

    @property
    def model_label(self) -> str:
        """One line: what is answering."""
        ...

    @property
    def model(self) -> str:
        """The chat model that writes the answers; "" when none does."""
        ...

    def answer(self, question: str, history: History = ()) -> Answer:
        """The final answer."""
        ...

    def stream(self, question: str, history: History = (), *, own_words: bool = False, as_written: bool = False) -> Iterator[Answer]:
        """Partial answers; the last is final. `own_words` leaves the chat model out, `as_written` takes the question word by word."""
        ...

    def check(self, statement: str, *, go_on: Callable[[], None] | None = None) -> Check:
        """Whether the articles support `statement`. `go_on` is called between steps; what it raises ends the check."""
        ...

    def warm_up(self, progress: Progress | None = None) -> None:
        """Load everything; may take minutes, of which `progress` is told. An exception in that ends it."""
        ...


class PageSettings(Protocol):
    """The settings that the page reads."""

    @property
    def host(self) -> str:
        """Address to listen on."""
        ...

    @property
    def port(self) -> int:
        """Port to listen on; 0 takes a free one."""
        ...

    @property
    def further_hosts(self) -> Sequence[str]:
        """Names besides its own that a page on this machine answers to."""
        ...

    @property
    def links_allowed(self) -> bool:
        """Whether visitors may give a link."""
        ...

    @property
    def max_bytes(self) -> int:
        """Most bytes of an upload."""
        ...
