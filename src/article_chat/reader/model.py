"""The trained reader: question and passages in, the best spans and "no answer here" of each out. onnxruntime and tokenizers, no torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from article_chat import weights
from article_chat.reader.stated import MARK, has_whole_sentences

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

WEIGHTS = Path(__file__).parent / "weights" / "reader.safetensors"
WEIGHTS_SHA256 = "230980be44e14382d84223db88d0841d2e67ec97dc3444e76adaeddfb83cdb92"
"""Hash of the weights that ship; `python -m article_chat.training.ship` writes it."""

STATEMENT_WEIGHTS = Path(__file__).parent / "weights" / "statements.safetensors"
STATEMENT_WEIGHTS_SHA256 = "213586d51fa683a58443ed58cefa93ac16acd4e2b970acf0c4599c6a3397d476"
"""Of the weights that tell whether a passage bears a statement out: the same model, trained for that alone."""

MAX_QUESTION_WORD_PIECES = 96
"""Of a question or statement; what is longer is cut, and with it a statement's last part goes unread."""
WINDOW_WORD_PIECES = 256
"""Of question and passage together: what is longer is read to there. In training an answer over many sentences makes a window longer than a passage."""
LONGEST_SPAN = 30
"""Word pieces of a span at most."""
LONGEST_SENTENCES = 110
"""The same where whole sentences are the span (yes or no, statements): questions were learnt from no longer passages."""
SPANS = 8
"""Spans kept of a passage."""
BATCH = 4
"""Passages run at once: more of them waste time on padding."""

Logits = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Characters `start:end` of a passage; `margin` is its logit less that of "no answer here" in the same passage.

    Only margins are used; by the `logit` a benchmark tells how far other weights move a score, which the margin would blur.
    """

    start: int
    end: int
    margin: float
    logit: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """The best spans of a passage, best first; empty when nothing in it could be read."""

    spans: tuple[SpanScore, ...]

    @property
    def margin(self) -> float:
        """Of the best span; very low when there is none."""
        return self.spans[0].margin if self.spans else -30.0


class Reader:
    """Loaded when first used; thread-safe. `path` and `sha256` default to the weights that ship."""

    def __init__(self, path: Path = WEIGHTS, sha256: str = WEIGHTS_SHA256) -> None:
        self._path, self._sha256 = path, sha256

    def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        """One reading a passage, in order. A passage that makes the window longer than `WINDOW_WORD_PIECES` is read to there."""
        longest = longest_span(question)
        question = shortened(self._plain_tokenizer, question)
        order = sorted(range(len(passages)), key=lambda i: len(passages[i]))
        readings = [PassageReading(())] * len(passages)
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            encodings = self._tokenizer.encode_batch([(question, passages[i]) for i in rows])
            for row, encoding, logits in zip(rows, encodings, self._run(encodings), strict=True):
                readings[row] = best_spans(encoding, logits, longest=longest)
        return readings

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return weights.open_session("reader", load_tensors(self._path, self._sha256))

    @cached_property
    def _plain_tokenizer(self) -> Tokenizer:
        return weights.minilm_tokenizer()

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = weights.minilm_tokenizer()
        tokenizer.enable_truncation(WINDOW_WORD_PIECES, strategy="only_second")
        tokenizer.enable_padding()
        return tokenizer

    def _run(self, encodings: Sequence[Encoding]) -> Logits:
        ids, mask, types = (np.array([getattr(e, part) for e in encodings], dtype=np.int64) for part in ("ids", "attention_mask", "type_ids"))
        logits: Logits = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types})[0]
        return logits


def longest_span(question: str) -> int:
    """Word pieces at most of what is found for the question or statement."""
    return LONGEST_SENTENCES if has_whole_sentences(question) else LONGEST_SPAN


def shortened(tokenizer: Tokenizer, question: str) -> str:
    """The question, cut behind so many word pieces that the passage has room. `tokenizer` must not cut or fill up itself."""
    encoding = tokenizer.encode(question, add_special_tokens=False)
    return question if len(encoding.ids) <= MAX_QUESTION_WORD_PIECES else question[: encoding.offsets[MAX_QUESTION_WORD_PIECES - 1][1]]


def statement_reader() -> Reader:
    """The reader of statements, which are put to it behind `MARK`."""
    return Reader(STATEMENT_WEIGHTS, STATEMENT_WEIGHTS_SHA256)


def statement_margins() -> Callable[[str, Sequence[str]], list[float]]:
    """(statement, texts) -> the margin of each text by the reader of statements, which is loaded at the first one."""
    return partial(margins, statement_reader().read)


def margins(read: Callable[[str, Sequence[str]], Sequence[PassageReading]], statement: str, texts: Sequence[str]) -> list[float]:
    """How far each text bears the statement out, in logits: over 0 where a sentence of it says the same."""
    return [reading.margin for reading in read(MARK + statement, texts)]


def load_tensors(path: Path, sha256: str) -> dict[str, np.ndarray[Any, Any]]:
    """The reader's weights; the word embeddings, frozen in training, come from all-MiniLM-L6-v2 itself and are not shipped twice."""
    from safetensors.numpy import load_file

    tensors = load_file(weights.verify(path, sha256))
    words = "embeddings.word_embeddings.weight"
    return tensors | {f"bert.{words}": load_file(weights.minilm_weights())[words]}


def best_spans(encoding: Encoding, logits: Logits, *, keep: int = SPANS, longest: int = LONGEST_SPAN) -> PassageReading:
    """The best spans of one passage that do not overlap. `logits` is [tokens, 2]: start and end; token 0 is "no answer here".

    Only tokens of the passage count, so a span never reaches into the question.
    """
    tokens = np.array([i for i, s in enumerate(encoding.sequence_ids) if s == 1], dtype=np.int64)
    if not len(tokens):
        return PassageReading(())
    none = float(logits[0, 0] + logits[0, 1])
    scores = logits[tokens, 0][:, None] + logits[tokens, 1][None, :]
    lengths = np.arange(len(tokens))[None, :] - np.arange(len(tokens))[:, None]
    scores = np.where((lengths >= 0) & (lengths < longest), scores, -np.inf)
    spans: list[SpanScore] = []
    while len(spans) < keep:
        first, last = np.unravel_index(int(np.argmax(scores)), scores.shape)
        best = float(scores[first, last])
        if not np.isfinite(best):
            break
        start, end = encoding.offsets[tokens[first]][0], encoding.offsets[tokens[last]][1]
        spans.append(SpanScore(start, end, best - none, best))
        scores[: last + 1, first:] = -np.inf
    return PassageReading(tuple(spans))
