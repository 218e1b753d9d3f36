"""What the page needs from the rest, as protocols: nothing here imports a model, so the page opens before any is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from article_chat.datatypes import Answer, Check, History


class ArticleLike(Protocol):
    """An article as the page shows it. Every offset counts in characters of `text`."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def title(self) -> str | None: ...

    @property
    def source(self) -> str | None: ...

    @property
    def author(self) -> str | None: ...

    @property
    def date(self) -> str | None: ...

    @property
    def language(self) -> str | None: ...

    @property
    def pages(self) -> Sequence[int]: ...

    @property
    def notes(self) -> Sequence[str]: ...


@runtime_checkable
class AssistantLike(Protocol):
    """The assistant as the page uses it; safe to share between threads."""

    @property
    def articles(self) -> Sequence[ArticleLike]: ...

    @property
    def title(self) -> str | None: ...

    @property
    def examples(self) -> Sequence[str]: ...

    @property
    def model_label(self) -> str: ...

    def answer(self, question: str, history: History = ()) -> Answer: ...

    def stream(self, question: str, history: History = ()) -> Iterator[Answer]: ...

    def check(self, statement: str) -> Check: ...

    def warm_up(self) -> None: ...


class PageSettings(Protocol):
    """The settings that the page reads."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...
