"""Texts -> vectors. Passages through sentence-transformers; questions, for the model that ships, through onnxruntime with the same weights.

Importing sentence-transformers takes seconds, so a question to an article that is indexed already never does.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from article_chat import weights
from article_chat.errors import ConfigError, WeightsError

if TYPE_CHECKING:
    import onnxruntime
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Vectors = np.ndarray[Any, np.dtype[np.float32]]
"""float32 [texts, dimensions], rows of length 1."""

QUERY_BATCH = 32
DOCUMENT_BATCH = 64
LONGEST_QUERY = 256
"""Word pieces the model reads; longer texts are cut there, as sentence-transformers does."""
SAME = 0.9999
"""Least cosine between the two ways of embedding one text."""
_PROBES = ("How far is the air base from the border?", "Overflight rights are likely to facilitate operations in the region.")


class Embedder(Protocol):
    """What turns passages and questions into vectors. `fingerprint` differs whenever its vectors would."""

    name: str

    @property
    def fingerprint(self) -> str:
        """Names the model and its state."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""

    def embed_few(self, texts: Sequence[str]) -> Vectors:
        """Vectors of a few passages that someone is waiting for, while `embed_passages` may be at work in another thread."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""


class MiniLMEmbedder:
    """all-MiniLM-L6-v2, 384 dimensions. Thread-safe; nothing is loaded before it is used."""

    name = weights.MINILM
    fingerprint = f"minilm-{weights.MINILM_SHA256[:16]}"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._compared = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, from sentence-transformers; the first call also compares them with those of `embed_questions`.

        Raises WeightsError when the two disagree.
        """
        with self._lock:
            if not self._compared:
                self._compare()
                self._compared = True
            return _encode(self._transformer, texts)

    def embed_few(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages without waiting for `embed_passages`: from onnxruntime, as questions are embedded."""
        return self.embed_questions(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, or of any short texts, from onnxruntime."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out = np.zeros((len(texts), 384), dtype=np.float32)
        for first in range(0, len(order), QUERY_BATCH):
            rows = order[first : first + QUERY_BATCH]
            out[rows] = self._run([texts[i] for i in rows])
        return out

    @cached_property
    def _transformer(self) -> SentenceTransformer:
        weights.minilm_weights()
        return _open_transformer(str(weights.minilm_folder()))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        from safetensors.numpy import load_file

        return weights.open_session("encoder", load_file(weights.minilm_weights()), threads=1)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = weights.minilm_tokenizer()
        tokenizer.enable_truncation(LONGEST_QUERY)
        tokenizer.enable_padding()
        return tokenizer

    def _run(self, texts: Sequence[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(list(texts))
        ids, mask = (np.array([getattr(e, part) for e in encodings], dtype=np.int64) for part in ("ids", "attention_mask"))
        vectors: Vectors = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
        return vectors

    def _compare(self) -> None:
        alike = np.sum(_encode(self._transformer, _PROBES) * self._run(_PROBES), axis=1)
        if float(alike.min()) < SAME:
            path = weights.minilm_folder()
            raise WeightsError(f"The two ways of embedding with {path} disagree (cosine {alike.min():.4f}). Install the package again.", path=path)


class TransformerEmbedder:
    """Any sentence-transformers model, by the folder or the name it is cached under. Nothing is downloaded."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the vectors of fixed texts: another model, or another state of it, gives another."""
        rounded = np.round(self.embed_passages(_PROBES), 3) + 0.0
        return f"st-{hashlib.sha256(rounded.tobytes()).hexdigest()[:16]}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        with self._lock:
            return _encode(self._transformer, texts)

    def embed_few(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages; waits for the step of `embed_passages` that is under way."""
        return self.embed_passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, with the model's own query prompt where it has one."""
        with self._lock:
            return np.asarray(self._transformer.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)

    @cached_property
    def _transformer(self) -> SentenceTransformer:
        return _open_transformer(self.name)


def open_embedder(name: str) -> Embedder:
    """The embedder for the setting `embedding_model`."""
    return MiniLMEmbedder() if name == weights.MINILM else TransformerEmbedder(name)


def _open_transformer(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # "Loading weights" is over in a blink, and would stand among the answers of the command line
    try:
        return SentenceTransformer(name, device=None, local_files_only=True)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"The embedding model {name!r} was not found on this machine: give the folder of a sentence-transformers model, or the name of one "
            "that is in the local cache. Nothing is downloaded.",
            name="embedding_model",
        ) from error


def _encode(transformer: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    """Longest texts first, so that batches waste little padding."""
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    parts: list[Vectors] = []
    step = DOCUMENT_BATCH * 8
    for first in range(0, len(order), step):
        rows = [texts[i] for i in order[first : first + step]]
        parts.append(np.asarray(transformer.encode(rows, batch_size=DOCUMENT_BATCH, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32))
    if not parts:
        return np.zeros((0, transformer.get_embedding_dimension() or 0), dtype=np.float32)
    stacked = np.concatenate(parts)
    out = np.empty_like(stacked)
    out[order] = stacked
    return out
