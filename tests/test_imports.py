"""Who may import whom. Every module's source is walked, imports inside functions and for type checkers included."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import article_chat

BASE = {"errors", "datatypes", "writing"}
"""Import nothing of ours (datatypes may not even know the errors)."""

STAGES = {
    "articles", "passages", "embedding", "index", "retrieval", "reader", "models", "citations", "markers", "support", "followups", "dialogue", "summary",
    "suggestions", "prompts", "question", "structure",
}  # fmt: skip
"""Import the base, their own folder, `weights` for the files of models and `progress`; anything else is handed to them."""

WIRING = {"answering", "chain", "checking", "components", "corpus", "enumerating", "filling", "interpreting", "replying", "several", "surveying", "telling"}
"""Put the stages together; settings and files are handed to them by the assistant."""

DOORS = {"ui", "cli", "server", "evaluation", "terminal"}
"""Import the assistant, never a stage; the command line opens the other doors."""

ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "datatypes": set(),
    "writing": set(),
    "weights": {"errors"},
    "progress": set(),
    "config": {"errors"},
    **{stage: BASE | {"weights", "progress"} for stage in STAGES},
    **{name: BASE | STAGES | WIRING | {"weights", "progress"} for name in WIRING},
    "assembly": STAGES | WIRING | {"config"},
    "opening": BASE | {"articles", "config", "progress"},
    "examples": BASE | {"articles", "chain", "components", "suggestions"},
    "assistant": BASE | STAGES | WIRING | {"assembly", "config", "examples", "opening", "progress"},
    "cache": {"articles", "assistant", "config", "errors", "opening"},
    "": BASE | STAGES | {"assistant", "cache"},
    **{door: BASE | {"", "config", "opening", "progress"} for door in DOORS},
    "__main__": {"cli"},
    "cli": BASE | DOORS | {"", "config"},
    "training": BASE | STAGES | {"assistant", "config", "evaluation", "weights"},
}
"""What a module, or any module of a folder, may import beside its own folder. Nobody may import `training`: it makes what ships, before it ships."""

ONLY_IN = {"chromadb": {"index"}, "gradio": {"ui.page"}, "mcp": {"server"}, "sentence_transformers": {"embedding"}}
"""Packages that one module alone may know."""

LAZY = {
    "torch", "transformers", "sentence_transformers", "chromadb", "gradio", "langchain", "langchain_core", "onnxruntime", "onnx", "trafilatura", "pypdfium2",
    "lxml", "docx", "httpx", "mcp", "bm25s", "sentencex", "tokenizers", "tqdm", "numpy",
}  # fmt: skip
"""Packages that cost time to import: `import article_chat` and the command line's `--help` load none of them."""

PACKAGE = Path(article_chat.__file__).parent


def modules() -> dict[str, Path]:
    """Dotted name inside the package ("" is the package itself) -> file."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()
PACKAGES = {name for name, path in MODULES.items() if path.name == "__init__.py"}


def imported(name: str) -> Iterator[str]:
    """Full dotted names of everything the module imports, wherever in its source."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                own = ["article_chat", *filter(None, name.split("."))]
                kept = own[: len(own) - node.level + (name in PACKAGES)]
                base = ".".join([*kept, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def ours(name: str) -> Iterator[str]:
    """The modules of ours that a module imports, as keys of MODULES."""
    for full in imported(name):
        if full.split(".")[0] == "article_chat":
            inside = full.split(".")[1:]
            yield next(key for n in range(len(inside), -1, -1) if (key := ".".join(inside[:n])) in MODULES)


def unit(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("name", MODULES)
def test_each_module_imports_only_what_its_layer_may(name: str) -> None:
    assert unit(name) in ALLOWED, f"{name or 'the package'} has no place in the layers: add it to the table above"
    wrong = {other or "the package" for other in ours(name) if unit(other) not in {unit(name)} | ALLOWED[unit(name)]}
    assert not wrong, f"{name} may not import {sorted(wrong)}"


def test_every_name_of_the_tables_is_a_module_and_every_permission_is_used() -> None:
    """Modules with the same row count together, and a whole layer as one permission: not every stage needs all that stages may import."""
    units = {unit(name) for name in MODULES}
    assert units == set(ALLOWED)
    assert set().union(*ALLOWED.values(), *ONLY_IN.values()) <= units | set(MODULES)
    for row in {frozenset(row) for row in ALLOWED.values()}:
        sharing = {name for name in ALLOWED if ALLOWED[name] == row}
        used = {unit(other) for name in MODULES if unit(name) in sharing for other in ours(name)}
        layers = [layer for layer in (BASE, STAGES, WIRING, DOORS) if layer <= row]
        idle = [layer for layer in (*layers, *({name} for name in row.difference(*layers))) if not layer & used]
        assert not idle, f"{sorted(sharing)} never import {idle}: take the permission away"


def test_the_walk_sees_imports_in_functions_and_relative_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "x.py"
    source.write_text(
        "def f():\n    from ..index import Store\n    import article_chat.chain\n    from . import words\nfrom article_chat import weights, answer\n"
    )
    monkeypatch.setitem(MODULES, "support.x", source)
    for name in ("index", "chain", "weights", "support.words"):
        monkeypatch.setitem(MODULES, name, source)
    assert set(ours("support.x")) == {"index", "chain", "support.words", "weights", ""}


@pytest.mark.parametrize("package", ONLY_IN)
def test_one_module_alone_knows_each_outside_package(package: str) -> None:
    users = {name for name in MODULES if any(full.split(".")[0] == package for full in imported(name))}
    assert users == ONLY_IN[package]


def loaded_by(statement: str) -> set[str]:
    """Top-level names of all modules that are loaded once `statement` has run in a fresh interpreter."""
    program = f"{statement}\nimport sys; print(' '.join({{m.split('.')[0] for m in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PACKAGE.parent, timeout=60)
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "statement", ["import article_chat", "import article_chat.cli; article_chat.cli.build_parser()", "from article_chat import errors, datatypes"]
)
def test_importing_loads_nothing_heavy(statement: str) -> None:
    assert not loaded_by(statement) & LAZY


def test_the_public_names_are_these_and_no_others() -> None:
    assert article_chat.__all__ == ["Answer", "Article", "ArticleChatError", "Assistant", "Citation", "answer"]
    assert all(getattr(article_chat, name) is not None for name in article_chat.__all__)
