"""Sentences, clauses and words of an article come up again with every statement: embed each of them once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from article_chat.support.check import Embed

MOST_TEXTS = 8192
"""Vectors kept at most, about 12 MB at 384 dimensions; the ones used longest ago go first."""


def remembering(embed: Embed, *, most: int = MOST_TEXTS) -> Embed:
    """`embed`, with the vectors of the last `most` texts kept. May be used from several threads."""
    known: OrderedDict[str, NDArray[Any]] = OrderedDict()
    lock = threading.Lock()

    def embed_once(texts: Sequence[str]) -> NDArray[np.float32]:
        with lock:
            found = {text: known[text] for text in texts if text in known}
        fresh = [text for text in dict.fromkeys(texts) if text not in found]
        if fresh:
            found |= zip(fresh, np.asarray(embed(fresh), dtype=np.float32), strict=True)
        with lock:
            for text in found:
                known[text] = found[text]
                known.move_to_end(text)
            while len(known) > most:
                known.popitem(last=False)
        return np.stack([found[text] for text in texts])

    return embed_once
