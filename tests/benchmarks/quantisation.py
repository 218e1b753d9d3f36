"""What smaller weights cost in answers: `python tests/benchmarks/quantisation.py articles-dev.json [--trained checkpoint.pt]`.

The same questions of whole articles, the same passages, the reader alone; the weights as they ship (half precision), rounded to eight bits a row, and,
where a training checkpoint is given, in single precision. Prints size, answers and the largest change of a logit against the most precise.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

from article_chat.corpus import count_word_pieces
from article_chat.reader.model import WEIGHTS, Reader
from article_chat.training.ship import FROZEN
from article_chat.training.watching import Case, load_cases, measure

Tensors = Mapping[str, np.ndarray[Any, Any]]


def eight_bits(tensors: Tensors) -> dict[str, np.ndarray[Any, Any]]:
    """Matrices rounded to 255 levels a row, symmetric around 0; vectors (biases, layer norms) left as they are."""
    return {name: _rounded(array.astype(np.float32)) if array.ndim == 2 else array for name, array in tensors.items()}


def _rounded(matrix: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    step = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-12) / 127
    return np.round(matrix / step) * step


def megabytes(tensors: Tensors, bytes_of_a_matrix: int) -> float:
    """Size of the file: matrices at `bytes_of_a_matrix` a number, vectors at two (four beside single precision)."""
    other = max(2, bytes_of_a_matrix)
    return sum(array.size * (bytes_of_a_matrix if array.ndim == 2 else other) for array in tensors.values()) / 1e6


def averaged(checkpoint: Path) -> dict[str, np.ndarray[Any, Any]]:
    """The single-precision weights of a training checkpoint that would ship."""
    import torch

    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    weights = state["model"] | (state["average"] if state["averaged"] else {})
    return {name: tensor.float().contiguous().numpy() for name, tensor in weights.items() if name != FROZEN}


def reader_of(tensors: Tensors, folder: Path, name: str) -> Reader:
    """A reader with these weights."""
    path = folder / f"{name.replace(' ', '-')}.safetensors"
    save_file({key: np.ascontiguousarray(array) for key, array in tensors.items()}, path)
    return Reader(path, hashlib.sha256(path.read_bytes()).hexdigest())


def largest_change(one: Reader, other: Reader, cases: Sequence[Case]) -> float:
    """Of the best span's logit, over the first passages of some questions."""
    texts = [(case.question, [case.passages[0].text]) for case in cases[:60]]
    return max(abs(one.read(q, p)[0].spans[0].logit - other.read(q, p)[0].spans[0].logit) for q, p in texts)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("file", type=Path, help="SQuAD 2.0 format, whole articles")
    parser.add_argument("--trained", type=Path, help="checkpoint.pt the shipped weights were made from")
    parser.add_argument("--per-article", type=int, default=60)
    args = parser.parse_args()
    shipped = load_file(WEIGHTS)
    variants = {"half (ships)": (shipped, 2), "eight bits": (eight_bits(shipped), 1)}
    if args.trained:
        variants = {"single": (averaged(args.trained), 4)} | variants
    cases = load_cases(args.file, count_word_pieces, per_article=args.per_article)
    print(f"{'weights':<14} {'MB':>6} {'first right':>12} {'span F1':>8} {'AUC':>6} {'logit change':>13}")
    with TemporaryDirectory() as folder:
        readers = {name: reader_of(tensors, Path(folder), name) for name, (tensors, _) in variants.items()}
        precise = next(iter(readers.values()))
        for name, (tensors, size) in variants.items():
            found = measure(cases, readers[name].read)
            change = largest_change(readers[name], precise, cases)
            answers = f"{found['hit_at_1']:>12.3f} {found['span_f1']:>8.3f} {found['auc_unanswerable']:>6.3f}"
            print(f"{name:<14} {megabytes(tensors, size):>6.1f} {answers} {change:>13.4f}")


if __name__ == "__main__":
    main()
