"""Training examples -> tensors, and the loss on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from random import Random
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

from article_chat.reader.model import WINDOW_WORD_PIECES, shortened
from article_chat.training.records import Example, Window

WIDTHS = 16
"""Batches are padded to a multiple of so many word pieces: the libraries keep what they prepare for each shape, and every width would fill the memory."""

_NEVER = -1e4
"""The logit of a token that cannot be part of the answer."""

POOL = 1152
"""So many windows, or eight batches, are sorted by length at a time."""


@dataclass(slots=True)
class Batch:
    """Token ids, mask and types: int64 [windows, tokens]; passage: bool, alike; start and end: int64 [windows], 0 for "no answer here".

    `groups`: int64 [questions, most windows of a question], rows of the others, the one with the answer first, filled up with -1.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    passage: torch.Tensor
    start: torch.Tensor
    end: torch.Tensor
    groups: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(*(getattr(self, part.name).to(device, non_blocking=True) for part in fields(self)))


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> Batch:
    """Tensors of the windows of `examples`, padded to about the longest."""
    windows = [window for example in examples for window in example.windows]
    pairs = [(shortened(tokenizer, window.asked or example.question), window.text) for example in examples for window in example.windows]
    encodings = tokenizer.encode_batch(pairs)
    for encoding in encodings:
        encoding.truncate(WINDOW_WORD_PIECES)
    width = -(-max(len(encoding.ids) for encoding in encodings) // WIDTHS) * WIDTHS
    ids, mask, types, special = (np.zeros((len(pairs), width), dtype=np.int64) for _ in range(4))
    for row, encoding in enumerate(encodings):
        size = len(encoding.ids)
        ids[row, :size], types[row, :size], special[row, :size] = encoding.ids, encoding.type_ids, encoding.special_tokens_mask
        mask[row, :size] = 1
    places = torch.tensor([_place(encoding, window) for encoding, window in zip(encodings, windows, strict=True)])
    passage = torch.from_numpy((types == 1) & (special == 0))
    groups = _groups([len(example.windows) for example in examples])
    return Batch(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(types), passage, places[:, 0], places[:, 1], groups)


def _place(encoding: Any, window: Window) -> tuple[int, int]:
    """First and last token of the answer; (0, 0) where there is none, or it was cut off."""
    if window.answer is None:
        return 0, 0
    begin, stop = window.answer
    inside = [i for i, s in enumerate(encoding.sequence_ids) if s == 1 and encoding.offsets[i][0] < stop and encoding.offsets[i][1] > begin]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _groups(sizes: Sequence[int]) -> torch.Tensor:
    groups = torch.full((len(sizes), max(sizes)), -1)
    first = 0
    for row, size in enumerate(sizes):
        groups[row, :size] = torch.arange(first, first + size)
        first += size
    return groups


def loss_of(start: torch.Tensor, end: torch.Tensor, batch: Batch, group_loss: float) -> torch.Tensor:
    """Mean loss of the logits [windows, tokens]."""
    allowed = batch.passage.clone()
    allowed[:, 0] = True
    start, end = (logits.float().masked_fill(~allowed, _NEVER) for logits in (start, end))
    loss = (cross_entropy(start, batch.start) + cross_entropy(end, batch.end)) / 2
    return loss + group_loss * (_across(start, batch.start, batch.groups) + _across(end, batch.end, batch.groups)) / 2 if group_loss else loss


def _across(logits: torch.Tensor, labels: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
    """Mean loss over the tokens of all windows of a question, of those that have several windows and an answer; nothing here waits for the device."""
    first = groups[:, 0]
    counted = (groups[:, 1:] >= 0).any(1) & (labels[first] > 0)
    of_window = torch.logsumexp(logits[:, 1:], 1)
    of_group = torch.logsumexp(of_window[groups.clamp(min=0)].masked_fill(groups < 0, _NEVER), 1)
    losses = of_group - logits[first, labels[first]]
    return (losses * counted).sum() / counted.sum().clamp(min=1)


def batches(examples: Iterator[Example], size: int, pick: Random) -> Iterator[list[Example]]:
    """Lists of examples of about `size` windows, of like length: a pool of them is sorted and cut, and the lists come in the order that `pick` gives."""
    pool: list[Example] = []
    held, enough = 0, max(POOL, size * 8)
    for example in examples:
        pool.append(example)
        held += len(example.windows)
        if held >= enough:
            yield from _cut(pool, size, pick)
            pool, held = [], 0
    yield from _cut(pool, size, pick)


def _cut(pool: list[Example], size: int, pick: Random) -> list[list[Example]]:
    pool.sort(key=lambda e: max(len(w.text) for w in e.windows) + len(e.question))
    out: list[list[Example]] = [[]]
    held = 0
    for example in pool:
        if held >= size:
            out.append([])
            held = 0
        out[-1].append(example)
        held += len(example.windows)
    pick.shuffle(out)
    return [part for part in out if part]
