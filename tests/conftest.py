"""What several test files share."""

from __future__ import annotations

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
