"""A stream of text that can be given up at any moment, even while the other side says nothing."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from article_chat.writing import without_surrogates

HEARTBEAT_S = 0.25
"""How often a silent stream gives an empty piece, so that whoever reads it can stop."""

MOST_ANSWERS = 6
"""The whole answer may take this many times the limit for silence."""


@dataclass(slots=True)
class Turn:
    """One question of a person, for which a model may be asked more than once: `used_s` seconds of the time limit are gone."""

    used_s: float = 0.0


class TooSlowError(Exception):
    """Nothing came within the limit, or the whole took too long."""


class Released(Protocol):
    """What becomes of the beginning of a stream."""

    def __call__(self, beginning: str, *, over: bool) -> str | None:
        """What is handed on of it; None while more has to come to tell, which it doesn't once the stream is `over`."""


def give_up(stream: Iterator[str]) -> None:
    """Have a stream that nobody reads on ended at once, where it can be."""
    close = getattr(stream, "close", None)
    if close:
        close()


def held_until(stream: Iterator[str], released: Released) -> Iterator[str]:
    """The pieces as they come, once `released` has told what becomes of the beginning; "" for each piece until then."""
    held, decided = "", False
    for piece in stream:
        if decided:
            yield piece
            continue
        held += piece
        beginning = released(held, over=False)
        decided = beginning is not None
        yield beginning or ""
    if not decided:
        yield released(held, over=True) or ""


def encodable(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces as they can be encoded: a character that a server cut in two is one again, half of one is U+FFFD."""
    held = ""
    for piece in pieces:
        held += piece
        whole = len(held) - ("\ud800" <= held[-1:] <= "\udbff")
        yield without_surrogates(held[:whole])
        held = held[whole:]
    if held:
        yield without_surrogates(held)


def abandonable(produce: Callable[[], Iterator[str]], *, timeout_s: float, used_s: float = 0.0, most_s: float | None = None) -> Iterator[str]:
    """Run `produce()` in a thread of its own and give its pieces as they come, with "" as heartbeat while it is silent.

    Raises what the producer raised, and TooSlowError after `timeout_s` of silence, of which `used_s` have passed already, or when the whole
    took `most_s` (`MOST_ANSWERS` times the limit). Closing this generator returns at once: the producer is told to stop at its next piece,
    and a producer that hangs is left behind in its daemon thread.
    """
    if used_s >= timeout_s:
        raise TooSlowError
    longest = MOST_ANSWERS * timeout_s if most_s is None else most_s
    pieces: queue.SimpleQueue[tuple[str, BaseException | None, bool]] = queue.SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=_pump, args=(produce, pieces, stopped), daemon=True, name="chat-model").start()
    begun = time.monotonic()
    heard = begun - used_s
    try:
        while True:
            try:
                piece, error, done = pieces.get(timeout=HEARTBEAT_S)
            except queue.Empty:
                piece, error, done = "", None, False
            if error is not None:
                raise error
            if done:
                return
            now = time.monotonic()
            heard = now if piece else heard
            if now - heard >= timeout_s or now - begun >= longest:
                raise TooSlowError
            yield piece
    finally:
        stopped.set()


def _pump(produce: Callable[[], Iterator[str]], pieces: queue.SimpleQueue[tuple[str, BaseException | None, bool]], stopped: threading.Event) -> None:
    try:
        stream = produce()
        for piece in stream:
            if stopped.is_set():
                give_up(stream)
                return
            pieces.put((piece, None, False))
    except BaseException as error:
        pieces.put(("", error, False))
    else:
        pieces.put(("", None, True))
