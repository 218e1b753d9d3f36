"""Statements and questions written about passages of the training file, in words of their own: see `src/training/README.md`.

They name a passage by a hash of its text, so the file of passages need not be here to hold them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article_chat.datatypes import Span

Truth = tuple[str, Span]
"""A statement that a passage bears out, and the characters of the passage, whole sentences, that carry it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written about one passage. `false` are pairs of what is wrong and the statement; `asked` are questions with their answer's characters."""

    true: tuple[Truth, ...] = ()
    false: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[str, Span], ...] = ()
    unanswerable: tuple[str, ...] = ()


NOTHING = Written()


def key_of(passage: str) -> str:
    """What names a passage in the file."""
    return hashlib.sha256(passage.encode()).hexdigest()[:16]


def load_written(path: Path) -> Mapping[str, Written]:
    """By the key of the passage. The file has a JSON object a line: passage, true, false, asked, unanswerable."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {record["passage"]: _written(record) for record in records}


def _written(record: Mapping[str, Any]) -> Written:
    return Written(
        tuple((statement, (start, end)) for statement, start, end in record["true"]),
        tuple((wrong, statement) for wrong, statement in record["false"]),
        tuple((question, (start, end)) for question, start, end in record["asked"]),
        tuple(record["unanswerable"]),
    )
