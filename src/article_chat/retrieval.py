"""Question -> passages: neighbours in Chroma fused with BM25, as a LangChain retriever. A short article comes whole."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from article_chat.datatypes import Hit, Passage
from article_chat.writing import MARKS

if TYPE_CHECKING:
    import bm25s

POOL = 100
"""Passages each of the two searches contributes before they are fused."""
SHORT_ARTICLE = 14
"""An article of at most this many passages is read whole."""

_TOKEN = rf"\w(?:\w|[{MARKS}])+"
"""Two characters or more; the vowel signs and points that many scripts set on a letter do not end a word."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]{3,}")
"""Scripts that put no spaces between words."""

Neighbours = Callable[[str, int], Sequence[tuple[int, float]]]
"""(question, wanted) -> (passage index, cosine similarity), nearest first."""


class LexicalIndex:
    """BM25 over texts, words stemmed. Thread-safe after construction."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def scores(self, question: str) -> np.ndarray[Any, np.dtype[np.float32]]:
        """BM25 of every text, float32 [texts], >= 0; all zero when no word is shared."""
        if self._index is None:
            return np.zeros(len(self._texts), dtype=np.float32)
        words = [word for word in self._words([question])[0] if word in self._index.vocab_dict]
        if not words:
            return np.zeros(len(self._texts), dtype=np.float32)
        scores: np.ndarray[Any, np.dtype[np.float32]] = self._index.get_scores(words).astype(np.float32)
        return scores

    def holding(self, topic: str) -> list[int]:
        """The texts that have every word of `topic`, stop words left out, best first; none for a topic without words."""
        if self._index is None or not (words := set(self._words([topic])[0])) or not words <= set(self._index.vocab_dict):
            return []
        held = np.all([self._index.get_scores([word]) > 0 for word in words], axis=0)
        scores = self.scores(topic)
        return sorted(np.flatnonzero(held).tolist(), key=lambda number: -float(scores[number]))

    @cached_property
    def _index(self) -> bm25s.BM25 | None:
        import bm25s

        logging.getLogger(bm25s.__name__).setLevel(logging.WARNING)  # it sets DEBUG, and tells whoever logs of every index
        words = self._words(self._texts)
        if not any(words):
            return None
        index = bm25s.BM25()
        index.index(words, show_progress=False)
        return index

    def _words(self, texts: Sequence[str]) -> list[list[str]]:
        import bm25s
        import Stemmer

        tokens: list[list[str]] = bm25s.tokenize(
            [_in_pairs(text) for text in texts],
            token_pattern=_TOKEN,
            stopwords="en",
            stemmer=Stemmer.Stemmer("english"),
            return_ids=False,
            show_progress=False,
        )
        return tokens


class ArticleRetriever(BaseRetriever):
    """Passages of the open articles for a question, best first, as documents whose metadata make a Hit (`to_hits`)."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    passages: Sequence[Passage]
    neighbours: Neighbours
    lexical: LexicalIndex
    wanted: int = 12

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(page_content=hit.passage.text, metadata={"position": position, "score": hit.score, "dense": hit.dense, "lexical": hit.lexical})
            for position, hit in self.hits(query)
        ]

    def hits(self, question: str) -> list[tuple[int, Hit]]:
        """(position in `passages`, hit), best first."""
        size = len(self.passages)
        if not size:
            return []
        dense = dict(self.neighbours(question, size if size <= POOL else POOL))
        lexical = self.lexical.scores(question)
        pool = np.array(sorted(set(dense) | set(np.argsort(-lexical)[:POOL].tolist())), dtype=np.int64)
        floor = min(dense.values(), default=0.0)
        similarity = np.array([dense.get(int(i), floor) for i in pool], dtype=np.float32)
        fused = standardise(similarity) + standardise(lexical[pool])
        wanted = size if size <= SHORT_ARTICLE else self.wanted
        best = np.argsort(-fused, kind="stable")[:wanted]
        return [(int(pool[b]), Hit(self.passages[int(pool[b])], float(fused[b]), float(similarity[b]), float(lexical[pool[b]]))) for b in best]

    def to_hits(self, documents: Sequence[Document]) -> list[Hit]:
        """The hits that the documents stand for."""
        return [Hit(self.passages[d.metadata["position"]], d.metadata["score"], d.metadata["dense"], d.metadata["lexical"]) for d in documents]


def standardise(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Mean 0, standard deviation 1; all zero when the values do not differ."""
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)


def _in_pairs(text: str) -> str:
    """The text with runs of a script without spaces as overlapping pairs of characters, the usual stand-in for their words."""
    if text.isascii():
        return text
    return _UNSPACED.sub(lambda run: " " + " ".join(run.group()[i : i + 2] for i in range(len(run.group()) - 1)) + " ", text)
