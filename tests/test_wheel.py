"""The wheel, built and installed in another place without a network: everything it needs is in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder), str(root)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("article_chat-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that holds the wheel and, of everything else, only sees what the running one has."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True, timeout=60)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    done = subprocess.run(pip, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    # A path file adds the running environment's packages behind the new ones; path files over there (an editable install) are not followed.
    (site,) = (home / "lib").glob("python*/site-packages")
    (site / "behind.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return home


def test_the_wheel_holds_the_article_the_prompts_and_the_weights(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "article_chat/_data/articles/russia-joins-coalition.txt" in names
    assert {f"article_chat/_data/prompts/{path.name}" for path in (root / "prompts").glob("*.md")} <= names
    assert "article_chat/py.typed" in names
    kept = {
        path.relative_to(root / "src").as_posix() for path in (root / "src" / "article_chat").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert kept <= names
    assert not any(name.startswith(("tests/", "store/", "training/")) or name.endswith((".pyc", ".jsonl")) for name in names)


@pytest.mark.timeout(240)
def test_the_installed_wheel_answers_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    names = {key: value for key, value in os.environ.items() if not key.startswith(("ARTICLE_CHAT_", "PYTHON", "XDG_"))} | {"HOME": str(tmp_path)}
    where = "import article_chat; print(article_chat.__file__)"
    found = subprocess.run([installed / "bin" / "python", "-c", where], capture_output=True, text=True, env=names, cwd=tmp_path, check=True)
    assert found.stdout.startswith(str(installed))

    ask = [installed / "bin" / "article-chat", "ask", "--json", "How far is the Kagaity air base from the Afghan border?"]
    done = subprocess.run(ask, capture_output=True, text=True, env=names, cwd=tmp_path, timeout=150, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["answered"]
    assert "12 miles" in answer["citations"][0]["quote"]


def test_the_installed_program_tells_its_version(installed: Path) -> None:
    shown = subprocess.run([installed / "bin" / "article-chat", "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert shown.stdout.startswith("article-chat 0.")
