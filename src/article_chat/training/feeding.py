"""Batches from worker processes: a graphics card trains faster than one process can make examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from article_chat.training.batching import Batch, batches, encode
from article_chat.training.records import Example

Draw = Callable[[int], Iterator[Example]]
"""Examples without end, drawn from a seed."""

AHEAD = 8
"""Batches that each worker holds ready."""

_APART = 1009
"""Between the seeds of two workers, farther than the steps of runs that go on from one another usually lie apart."""


@dataclass(frozen=True)
class Batches(IterableDataset[Batch]):
    """Batches of about `size` windows without end, another sequence in each worker process."""

    draw: Draw
    tokenizer: Tokenizer
    size: int
    seed: int

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        seed = self.seed + (_APART * worker.id if worker else 0)
        return (encode(self.tokenizer, examples) for examples in batches(self.draw(seed), self.size, Random(seed)))


def feed(batches: Batches, workers: int) -> Iterator[Batch]:
    """The batches, made in this process or by `workers` others, which end with it."""
    ahead = AHEAD if workers else None
    return iter(DataLoader(batches, batch_size=None, num_workers=workers, prefetch_factor=ahead))
