"""The <think> part that some models put in front of a reply: nobody is shown it."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENS, CLOSES = "<think>", "</think>"

_THINKING = re.compile(rf"{OPENS}.*?(?:{CLOSES}|$)", re.DOTALL)


def without_thinking(reply: str) -> str:
    """A whole reply without it, and without what stands before a closing tag of which the server kept the opening one."""
    return _THINKING.sub("", reply).rpartition(CLOSES)[2]


def past_thinking(stream: Iterator[str]) -> Iterator[str]:
    """The pieces of a reply without it; "" for each piece of it, and while it may still begin."""
    held, decided = "", False
    for piece in stream:
        if decided:
            yield piece
            continue
        held += piece
        start = held.lstrip()
        if not start or OPENS.startswith(start[: len(OPENS)]) or (start.startswith(OPENS) and CLOSES not in start):
            yield ""
            continue
        decided = True
        yield _THINKING.sub("", start, count=1).lstrip()
    if not decided:
        yield _THINKING.sub("", held.lstrip(), count=1)
