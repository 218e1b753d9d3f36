"""An index that is still being made: questions find what is embedded so far, and what they need besides is embedded for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from article_chat.embedding import Embedder
from article_chat.index import ArticleIndex, Texts

Vectors = np.ndarray[Any, np.dtype[np.float32]]

STEP = 256
"""Texts embedded between two reports: a fraction of a second to a few seconds, which is how long cancelling takes."""


class FillingIndex:
    """Stands where an `ArticleIndex` does while `fill` is at work in another thread, and for it ever after. Thread-safe."""

    def __init__(self, passages: Texts, sentences: Texts, embedder: Embedder, store: Callable[[tuple[Vectors, Vectors]], ArticleIndex]) -> None:
        self._texts = [*passages.texts, *sentences.texts]
        self._embedder, self._store = embedder, store
        self._lock = threading.Lock()
        self._vectors: Vectors | None = None
        self._known = np.zeros(len(self._texts), dtype=bool)
        self._made: ArticleIndex | None = None
        self.size = len(passages.texts)

    @property
    def total(self) -> int:
        """Passages and sentences to embed."""
        return len(self._texts)

    @property
    def done(self) -> int:
        """How many are embedded and stored; all of them only once the index is made."""
        return self.total if self._made else max(0, min(int(self._known.sum()), self.total - 1))

    @property
    def complete(self) -> bool:
        """Whether the index is made."""
        return self._made is not None

    def fill(self, progress: Callable[[int], None]) -> None:
        """Embed what is missing and store it all; `progress` is told how many are done.

        The passages go first, as the article has them: they are what questions look for. The sentences follow, longest first, so that little
        of a batch is padding.
        """
        order = [*range(self.size), *sorted(range(self.size, self.total), key=lambda row: -len(self._texts[row]))]
        for first in range(0, self.total, STEP):
            progress(self.done)
            missing = [row for row in order[first : first + STEP] if not self._known[row]]
            if missing:
                self._keep(missing, self._embedder.embed_passages([self._texts[row] for row in missing]))
        vectors = self._vectors if self._vectors is not None else self._embedder.embed_passages([])
        made = self._store((vectors[: self.size], vectors[self.size :]))
        with self._lock:
            self._made, self._vectors = made, None

    def consider(self, passages: Sequence[int]) -> None:
        """Embed these passages now, so that `neighbours` knows them."""
        self._embed_few(passages)

    def neighbours(self, vector: Vectors, wanted: int) -> list[tuple[int, float]]:
        """(passage index, cosine similarity) of the nearest passages known so far, nearest first."""
        with self._lock:
            made, vectors = self._made, self._vectors
        if made is not None:
            return made.neighbours(vector, wanted)
        rows = np.flatnonzero(self._known[: self.size])
        if vectors is None or not len(rows):
            return []
        similarities = vectors[rows] @ vector
        return [(int(rows[best]), float(similarities[best])) for best in np.argsort(-similarities, kind="stable")[:wanted]]

    def sentence_vectors(self, numbers: Sequence[int]) -> Vectors:
        """Vectors float32 [numbers, dimensions] of sentences; those that are not known yet are embedded now."""
        rows = [self.size + number for number in numbers]
        self._embed_few(rows)
        with self._lock:
            made, vectors = self._made, self._vectors
        if made is not None:
            return made.sentence_vectors(numbers)
        return vectors[rows] if vectors is not None else np.zeros((0, 0), dtype=np.float32)

    def _embed_few(self, rows: Sequence[int]) -> None:
        missing = [] if self.complete else [row for row in dict.fromkeys(rows) if not self._known[row]]
        if missing:
            self._keep(missing, self._embedder.embed_few([self._texts[row] for row in missing]))

    def _keep(self, rows: Sequence[int], vectors: Vectors) -> None:
        with self._lock:
            if self._made is not None:
                return
            if self._vectors is None:
                self._vectors = np.zeros((self.total, vectors.shape[1]), dtype=np.float32)
            self._vectors[rows] = vectors
            self._known[rows] = True
