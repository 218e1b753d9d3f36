"""Training examples -> tensors, and the loss on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, log_softmax

from article_chat.reader.model import MAX_QUESTION_WORD_PIECES
from article_chat.reader.records import Example, Window

MAX_WORD_PIECES_READ = 256
"""Question and window together, at most: an answer over many sentences makes a window longer than a passage."""

WIDTHS = 16
"""Batches are padded to a multiple of so many word pieces: the libraries keep what they prepare for each shape, and every width would fill the memory."""


@dataclass(slots=True)
class Batch:
    """Token ids, mask and types: int64 [windows, tokens]; start and end: int64 [windows], 0 for "no answer here"; groups: windows of a question."""

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    passage: torch.Tensor
    start: torch.Tensor
    end: torch.Tensor
    groups: list[range]

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        ids, mask, types, passage, start, end = (t.to(device) for t in (self.ids, self.mask, self.types, self.passage, self.start, self.end))
        return Batch(ids, mask, types, passage, start, end, self.groups)


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> Batch:
    """Tensors of the windows of `examples`, padded to about the longest."""
    rows: list[tuple[Any, int, int]] = []
    groups: list[range] = []
    for example in examples:
        first = len(rows)
        question = shortened(tokenizer, example.question)
        for window in example.windows:
            encoding = tokenizer.encode(question, window.text)
            encoding.truncate(MAX_WORD_PIECES_READ)
            rows.append(_locate(encoding, window))
        groups.append(range(first, len(rows)))
    width = -(-max(len(encoding.ids) for encoding, _, _ in rows) // WIDTHS) * WIDTHS
    shape = (len(rows), width)
    ids, mask, types = (torch.zeros(shape, dtype=torch.int64) for _ in range(3))
    passage = torch.zeros(shape, dtype=torch.bool)
    for row, (encoding, _, _) in enumerate(rows):
        size = len(encoding.ids)
        ids[row, :size] = torch.tensor(encoding.ids)
        types[row, :size] = torch.tensor(encoding.type_ids)
        mask[row, :size] = 1
        passage[row, :size] = torch.tensor([s == 1 for s in encoding.sequence_ids])
    start, end = (torch.tensor([row[k] for row in rows]) for k in (1, 2))
    return Batch(ids, mask, types, passage, start, end, groups)


def shortened(tokenizer: Tokenizer, question: str) -> str:
    """The question, cut where a reader would cut it."""
    encoding = tokenizer.encode(question, add_special_tokens=False)
    return question if len(encoding.ids) <= MAX_QUESTION_WORD_PIECES else question[: encoding.offsets[MAX_QUESTION_WORD_PIECES - 1][1]]


def _locate(encoding: Any, window: Window) -> tuple[Any, int, int]:
    if window.answer is None:
        return encoding, 0, 0
    begin, stop = window.answer
    inside = [i for i, s in enumerate(encoding.sequence_ids) if s == 1 and encoding.offsets[i][0] < stop and encoding.offsets[i][1] > begin]
    return (encoding, inside[0], inside[-1]) if inside else (encoding, 0, 0)


def loss_of(start: torch.Tensor, end: torch.Tensor, batch: Batch, group_loss: float) -> torch.Tensor:
    """Mean loss of the logits [windows, tokens]."""
    allowed = batch.passage.clone()
    allowed[:, 0] = True
    start, end = (logits.float().masked_fill(~allowed, -1e4) for logits in (start, end))
    loss = (cross_entropy(start, batch.start) + cross_entropy(end, batch.end)) / 2
    grouped = [g for g in batch.groups if len(g) > 1 and int(batch.start[g[0]]) > 0]
    if grouped and group_loss:
        loss = loss + group_loss * torch.stack([_across(start, end, batch, g) for g in grouped]).mean()
    return loss


def _across(start: torch.Tensor, end: torch.Tensor, batch: Batch, group: range) -> torch.Tensor:
    rows = slice(group[0], group[-1] + 1)
    return (
        -(log_softmax(start[rows, 1:].flatten(), 0)[int(batch.start[group[0]]) - 1] + log_softmax(end[rows, 1:].flatten(), 0)[int(batch.end[group[0]]) - 1]) / 2
    )


def batches(examples: Iterator[Example], size: int) -> Iterator[list[Example]]:
    """Lists of examples of about `size` windows, of like length: a pool of 48 batches is sorted, cut and shuffled by its maker."""
    pool: list[Example] = []
    for example in examples:
        pool.append(example)
        if sum(len(e.windows) for e in pool) >= size * 48:
            yield from _cut(pool, size)
            pool = []
    yield from _cut(pool, size)


def _cut(pool: list[Example], size: int) -> list[list[Example]]:
    pool.sort(key=lambda e: max(len(w.text) for w in e.windows) + len(e.question))
    out: list[list[Example]] = [[]]
    for example in pool:
        if sum(len(e.windows) for e in out[-1]) >= size:
            out.append([])
        out[-1].append(example)
    return [out[i] for i in torch.randperm(len(out)).tolist() if out[i]]
