"""What several test files share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def golden(root: Path) -> Path:
    """Questions on the TIME article, in SQuAD 2.0 format."""
    return root / "tests" / "golden" / "time.json"


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No setting of the person who runs the tests counts, and no test writes into their store. Returns the folder of the tests' own."""
    from article_chat.config import PREFIX, Settings

    store = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            patch.delenv(name)
        patch.setenv(f"{PREFIX}STORE", str(store))
        patch.setenv("PYTHONPATH", str(ROOT / "src"))  # for the processes that tests start
        patch.setitem(Settings.model_config, "env_file", None)
        yield store


@pytest.fixture(scope="session")
def training_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few records to train on: a passage about a harbour each, with a question that it answers and one that it does not."""
    records = []
    for n in range(12):
        year, town = 1870 + n, ["Lindhaven", "Osterby", "Karvala"][n % 3]
        context = f"The harbour number {n} of {town} opened in {year} after the flood. Its first master was the old Hugo Quinn. It lies north of Sundal."
        qas = [
            {
                "question": f"When did harbour number {n} open?",
                "answers": [{"text": str(year), "answer_start": context.index(str(year))}],
                "is_impossible": False,
            },
            {"question": f"When did harbour number {n} close?", "answers": [], "is_impossible": True},
        ]
        records.append({"source": "made", "title": "Harbours", "context": context, "qas": qas})
    path = tmp_path_factory.mktemp("data") / "train.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    return path
