"""What several test files share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = ("browser/test_page.py", "test_golden.py", "test_support.py", "browser/test_model.py", "browser/test_real.py", "test_chat_model.py")
"""Files that take most of the time. Begun last, one would keep a worker busy while the other has nothing left to do."""
BESIDE_OTHERS = "PYTEST_XDIST_WORKER" in os.environ
if BESIDE_OTHERS:
    os.environ["OMP_NUM_THREADS"] = "1"  # for torch here, and in the processes that tests start; read when it is imported


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first; `--no-loadscope-reorder` has the workers take them in this order."""
    rank = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


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


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """A worker beside others has one processor for itself: shared between threads, each reading would cost a fifth more."""
    with pytest.MonkeyPatch.context() as patch:
        if BESIDE_OTHERS:
            patch.setattr("article_chat.weights.usable_processors", lambda: 1)
        yield


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
