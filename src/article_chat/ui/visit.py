"""What one visitor has on the page: the chats, kept on the server and shared with nobody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from article_chat.datatypes import Answer, Check, History
from article_chat.ui.article_pane import UNTITLED, ArticlePane
from article_chat.ui.bringing import Bringing
from article_chat.ui.ports import AssistantLike
from article_chat.ui.warmup import WarmUp

TOGETHER = "together"
"""Key of the desk where all articles of a visit are asked at once."""

FRAME_S = 0.08
"""Partial answers are shown no faster than this."""


class Stopped(Exception):
    """The visitor does not want the answer any more."""


State = Literal["busy", "done", "stopped", "failed"]


@dataclass(slots=True)
class Turn:
    """One question and what became of it. `asked` is what was typed; `as_written` that earlier turns must not change how it is read."""

    number: int
    asked: str
    as_written: bool = False
    claim: bool = False
    answer: Answer | None = None
    check: Check | None = None
    error: str | None = None
    state: State = "busy"

    def fail(self, message: str) -> None:
        """Show `message` as an error, unless the visitor has stopped the turn."""
        if self.state == "busy":
            self.error, self.state = message, "failed"

    def go_on(self) -> None:
        """Raise Stopped once the visitor has stopped the turn."""
        if self.state != "busy":
            raise Stopped

    def finish(self) -> None:
        """The last answer given is the final one."""
        if self.state == "busy":
            self.state = "done"


@dataclass(slots=True)
class Chat:
    """The turns about one article, oldest first."""

    turns: list[Turn] = field(default_factory=list)
    asked: int = 0
    cleared: list[Turn] = field(default_factory=list)
    """What was cleared last, until the next question: clearing can be taken back that long."""

    def ask(self, question: str, *, as_written: bool = False, claim: bool = False) -> Turn:
        """Open a turn; one that is still busy is stopped."""
        self.stop()
        self.cleared = []
        self.asked += 1
        turn = Turn(self.asked, question, as_written, claim)
        self.turns.append(turn)
        return turn

    def is_answering(self, question: str) -> bool:
        """Whether just this is being answered: a second click on it is not a second question."""
        return bool(self.turns) and self.turns[-1].state == "busy" and self.turns[-1].asked == question

    def stop(self) -> None:
        """Stop what is still being answered."""
        for turn in self.turns:
            if turn.state == "busy":
                turn.state = "stopped"

    def clear(self) -> None:
        """Put the turns away; numbers go on, so that a place of an old turn is never taken for one of a new turn."""
        self.stop()
        if self.turns:
            self.turns, self.cleared = [], self.turns

    def restore(self) -> None:
        """Bring back what was cleared, unless something has been asked since."""
        if not self.turns:
            self.turns, self.cleared = self.cleared, []

    @property
    def history(self) -> History:
        """Finished turns as (question as it was read, answer text)."""
        return tuple((t.answer.question or t.asked, t.answer.text) for t in self.turns if t.state == "done" and t.answer is not None)


@dataclass(slots=True)
class Desk:
    """An article of this visit, the assistant that reads it (being warmed up, or warm), and the chat about it."""

    key: str
    warm_up: WarmUp
    pane: ArticlePane
    chat: Chat = field(default_factory=Chat)
    operator: bool = False
    """Whoever looks at it runs the program, and is told of settings that help."""

    @property
    def assistant(self) -> AssistantLike:
        """Who answers here."""
        return self.warm_up.assistant

    @property
    def title(self) -> str:
        """What the article is called on the page."""
        return self.assistant.title or UNTITLED


@dataclass(slots=True, weakref_slot=True)
class Visit:
    """The desks of one visitor by key, in the order of opening.

    `home` is the key of the article every visit starts with, `current` of the one in view ("" until the first is opened). `bringing` is how far
    the article is that is being read now, if one is.
    """

    desks: dict[str, Desk] = field(default_factory=dict)
    home: str = ""
    current: str = ""
    bringing: Bringing | None = None
    own_words: bool = False
    """The visitor has left the chat model out."""
    model_failed: bool = False
    """The chat model did not write the last answer that it was asked for."""
    operator: bool = False
    """The visitor is whoever runs the program."""
    versions: count[int] = field(default_factory=count)
    """Numbers the chat's renderings: events overtake each other, and the page must not go back to an older one."""

    def open(self, key: str, warm_up: WarmUp, pane: ArticlePane) -> Desk:
        """Bring the desk with `key` into view, making it when it is new. The first one is home."""
        if key not in self.desks:
            self.desks[key] = Desk(key, warm_up, pane, operator=self.operator)
        self.home = self.home or key
        self.current = key
        return self.desks[key]

    @property
    def articles(self) -> dict[str, Desk]:
        """The desks of single articles."""
        return {key: desk for key, desk in self.desks.items() if key != TOGETHER}

    def note_writer(self, turn: Turn) -> None:
        """Remember whether the chat model did its part of a turn in which it was asked; the reader only ever stands in for it."""
        answer = turn.answer if turn.state == "done" else None
        if answer and answer.model:
            self.model_failed = False
        elif answer and answer.answered_by == "reader" and answer.notice and not self.own_words:
            self.model_failed = True

    def start_bringing(self) -> Bringing | None:
        """The progress of a new article; None while another is still being read."""
        if self.bringing is not None:
            return None
        self.bringing = Bringing()
        return self.bringing

    def stop_bringing(self) -> None:
        """Stop reading the article that is being brought, if one is."""
        if self.bringing is not None:
            self.bringing.cancel()
        self.bringing = None

    def pause(self) -> None:
        """End what is being answered or brought: the page that waited for it is gone."""
        self.stop_bringing()
        for desk in self.desks.values():
            desk.chat.stop()

    def end_bringing(self, progress: Bringing) -> None:
        """What `start_bringing` gave is over."""
        if self.bringing is progress:
            self.bringing = None

    def leave(self, key: str) -> None:
        """Forget a desk and its chat, if there is such a desk; whatever was still going on there ends."""
        if desk := self.desks.pop(key, None):
            desk.chat.stop()
            desk.warm_up.progress.cancel()

    def close(self, key: str) -> None:
        """Forget an article other than home, its chat, and what was asked of all articles together. Indexing it ends."""
        if key in self.articles and key != self.home:
            for gone in (key, TOGETHER):
                self.leave(gone)
            if self.current not in self.desks:
                self.current = self.home


def take_answer(assistant: AssistantLike, turn: Turn, history: History, *, own_words: bool = False) -> Iterator[None]:
    """Put each partial answer into `turn`; yields when it is time to show it. Ends early once the turn is stopped."""
    if turn.claim:
        with suppress(Stopped):
            check = assistant.check(turn.asked, go_on=turn.go_on)
            turn.go_on()
            turn.check = check
        return
    shown = 0.0
    for answer in assistant.stream(turn.asked, history, own_words=own_words, as_written=turn.as_written):
        if turn.state != "busy":
            return
        turn.answer = answer
        if time.monotonic() - shown >= FRAME_S:
            yield
            shown = time.monotonic()
