"""What was read lately: a turn puts the same question to the same passages several times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

REMEMBERED = 256
"""Readings of a passage that are kept: those of a few turns."""

Found = TypeVar("Found")


class Memory(Generic[Found]):
    """The last `most` readings of a text with a question or statement; thread-safe."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], Found] = OrderedDict()
        self._lock = threading.Lock()

    def through(self, asked: str, texts: Sequence[str], read: Callable[[str, Sequence[str]], Sequence[Found]]) -> list[Found]:
        """One reading a text: those kept, the others by `read`, each text once."""
        with self._lock:
            known = {text: self._kept[asked, text] for text in texts if (asked, text) in self._kept}
        unread = [text for text in dict.fromkeys(texts) if text not in known]
        if unread:
            known.update(zip(unread, read(asked, unread), strict=True))
        with self._lock:
            for text in unread:
                self._kept[asked, text] = known[text]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return [known[text] for text in texts]
