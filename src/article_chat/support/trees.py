"""The boosted trees that turn the features of a statement into a score: a small file of thresholds that `python -m article_chat.training.fit` writes.

scikit-learn grows them (its histogram gradient boosting); to walk down them takes a few lines, so what is installed to check a claim is only this.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import exp
from pathlib import Path
from typing import NamedTuple

AT_MOST = 0.49
"""The score, where everything else speaks for the statement, of one that gives a figure which stands nowhere: unsupported, but nearer to it than others."""
FILE = Path(str(files("article_chat") / "support" / "trees.json"))


class Node(NamedTuple):
    """A question about a feature: up to `most` the branch `left` is taken, above it `right`. A leaf (`left` 0) adds its `value`, in log odds."""

    feature: int
    most: float
    left: int
    right: int
    value: float


@dataclass(frozen=True, slots=True)
class Trees:
    """`bias` in log odds, and trees of nodes, the root first; `features` names what the nodes ask about."""

    features: tuple[str, ...]
    bias: float
    trees: tuple[tuple[Node, ...], ...]

    def odds(self, values: Mapping[str, float]) -> float:
        """Log odds that a statement with these features is supported."""
        row = [values[name] for name in self.features]
        return self.bias + sum(_leaf(nodes, row) for nodes in self.trees)

    def score(self, values: Mapping[str, float]) -> float:
        """0..1. What gives a figure that stands nowhere, or what the article only tells its reader to say, is not supported, whatever else speaks for it."""
        likely = 1 / (1 + exp(-max(-30.0, min(30.0, self.odds(values)))))
        return likely * (1 - values["instructed"]) * (AT_MOST if values["new_figure"] else 1.0)

    def save(self, path: Path) -> None:
        """Write them as JSON, a line a tree."""
        parts = asdict(self)
        lines = ",\n".join(json.dumps(nodes) for nodes in parts.pop("trees"))
        path.write_text(f'{json.dumps(parts)[:-1]}, "trees": [\n{lines}\n]}}\n', encoding="utf-8")


def load(path: Path = FILE) -> Trees:
    """The trees of a file; those that ship by default."""
    parts = json.loads(path.read_text(encoding="utf-8"))
    return Trees(tuple(parts["features"]), parts["bias"], tuple(tuple(Node(*node) for node in nodes) for nodes in parts["trees"]))


@cache
def shipped() -> Trees:
    """Those that ship, read once."""
    return load()


def _leaf(nodes: Sequence[Node], row: Sequence[float]) -> float:
    node = nodes[0]
    while node.left:
        node = nodes[node.left if row[node.feature] <= node.most else node.right]
    return node.value
