"""What several test files share."""

from __future__ import annotations

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
