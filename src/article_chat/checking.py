"""A statement -> whether the open articles support it: the same support check that a chat model's sentences pass."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from article_chat.chain import ArticleChain
from article_chat.datatypes import Check
from article_chat.support import check_statement, sentences_of

Vectors = np.ndarray[Any, np.dtype[np.float32]]
Embed = Callable[[Sequence[str]], Vectors]

MOST_PASSAGES = 60
"""Passages whose sentences are compared with a statement, nearest first."""


class CachedEmbed:
    """An embedding that remembers the last `size` texts: sentences and words of an article recur from one check to the next. Thread-safe."""

    def __init__(self, embed: Embed, size: int = 4000) -> None:
        self._embed, self._size = embed, size
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors float32 [texts, dimensions]."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing or not texts:
            vectors = self._embed(missing)
            found |= dict(zip(missing, vectors, strict=True))
            if not texts:
                return vectors
        with self._lock:
            for text in missing:
                self._known[text] = found[text]
            while len(self._known) > self._size:
                self._known.popitem(last=False)
        return np.stack([found[text] for text in texts])


def check(chain: ArticleChain, statement: str) -> Check:
    """Check `statement` against the passages nearest to it."""
    passages = sorted((hit.passage for hit in chain.nearest(statement, MOST_PASSAGES)), key=lambda p: (p.article_id, p.start))
    verdict = check_statement(statement, sentences_of(passages), embed=CachedEmbed(chain.embed))
    return Check(statement, verdict.supported, round(verdict.score, 4), chain.citations_of(verdict.places), verdict.reason)
