"""A model that reads pairs of texts: a question, or a statement, and a passage in; start and end logits of every token out.

The reader and the verifier are such models: the same graph with other weights. onnxruntime and tokenizers, no torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from article_chat import weights

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

GRAPH = "reader"
"""The graph in `graphs/` that both run on."""

MAX_WORD_PIECES = 256
"""Of both texts together; the passage is cut to that."""
BATCH = 8

Logits = np.ndarray[Any, np.dtype[np.float32]]


class SpanModel:
    """Loaded when first used; thread-safe. `longest`: word pieces of a question that are read, the rest is cut off."""

    def __init__(self, path: Path, sha256: str, *, longest: int) -> None:
        self.path, self.sha256, self._longest = path, sha256, longest

    def logits(self, question: str, passages: Sequence[str]) -> Iterator[tuple[int, Encoding, Logits]]:
        """(index of the passage, its tokens with the question's, float [tokens, 2]), shortest passages first; token 0 is [CLS]."""
        question = self._shorten(question)
        order = sorted(range(len(passages)), key=lambda i: len(passages[i]))
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            encodings = self.encode([(question, passages[i]) for i in rows])
            yield from zip(rows, encodings, self.run(encodings), strict=True)

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """Tokens of (question, passage), padded to the longest."""
        found: list[Encoding] = self._tokenizer.encode_batch(list(pairs))
        return found

    def run(self, encodings: Sequence[Encoding]) -> Logits:
        """Start and end of every token, float [pairs, tokens, 2]."""
        ids, mask, types = (np.array([getattr(e, part) for e in encodings], dtype=np.int64) for part in ("ids", "attention_mask", "type_ids"))
        logits: Logits = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types})[0]
        return logits

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return weights.open_session(GRAPH, load_tensors(self.path, self.sha256))

    @cached_property
    def _plain_tokenizer(self) -> Tokenizer:
        return weights.minilm_tokenizer()

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = weights.minilm_tokenizer()
        tokenizer.enable_truncation(MAX_WORD_PIECES, strategy="only_second")
        tokenizer.enable_padding()
        return tokenizer

    def _shorten(self, question: str) -> str:
        encoding = self._plain_tokenizer.encode(question, add_special_tokens=False)
        return question if len(encoding.ids) <= self._longest else question[: encoding.offsets[self._longest - 1][1]]


def load_tensors(path: Path, sha256: str) -> dict[str, np.ndarray[Any, Any]]:
    """The model's weights; the word embeddings, frozen in training, come from all-MiniLM-L6-v2 itself and are not shipped twice."""
    from safetensors.numpy import load_file

    tensors = load_file(weights.verify(path, sha256))
    words = "embeddings.word_embeddings.weight"
    return tensors | {f"bert.{words}": load_file(weights.minilm_weights())[words]}
