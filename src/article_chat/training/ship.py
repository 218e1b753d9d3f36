"""Put trained weights into the package: `python -m article_chat.training.ship [--statements] TRAINED/model.safetensors …`.

Of several runs that began alike the mean is taken, which answers better than each (Wortsman and others 2022); name a file twice to count it twice.

Half precision, without the word embeddings (frozen in training, so those of all-MiniLM-L6-v2 serve), and the hash into `reader/model.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from article_chat.reader import model

FROZEN = "bert.embeddings.word_embeddings.weight"


def ship(*trained: Path, target: Path = model.WEIGHTS) -> str:
    """Write `target` from the trained weights, their mean where several are given; returns its hash."""
    runs = [load_file(path) for path in trained]
    mean = {name: np.mean([run[name].astype(np.float32) for run in runs], axis=0) for name in runs[0] if name != FROZEN}
    tensors = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in mean.items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, target)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.training.ship", description=__doc__)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("--statements", action="store_true", help="the weights that statements are read with, not those for questions")
    args = parser.parse_args()
    target, constant = (model.STATEMENT_WEIGHTS, "STATEMENT_WEIGHTS_SHA256") if args.statements else (model.WEIGHTS, "WEIGHTS_SHA256")
    sha256 = ship(*args.trained, target=target)
    source = Path(model.__file__)
    source.write_text(re.sub(rf'(?m)^({constant} = )"\w*"', rf'\1"{sha256}"', source.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, sha256 {sha256}")


if __name__ == "__main__":
    main()
