"""The process that parses untrusted files: limits on its own time and memory, bytes in, JSON lines out.

Started by `isolation`, never imported by the application. The first line of standard input is a JSON object with the format, the limits and what
is known of the document; the rest is the document. Every line of standard output is a JSON list: ["progress", done, total] at once and as it goes, at
last one of ["extract", {…}], ["unreadable", reason] and ["limit", name, size, what].
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from typing import Any, TextIO

from article_chat.articles.extract import OverLimit, Source, Unreadable
from article_chat.articles.limits import Limits

MODULES = {
    "text": "article_chat.articles.plain",
    "html": "article_chat.articles.html",
    "mhtml": "article_chat.articles.mhtml",
    "mail": "article_chat.articles.mail",
    "markdown": "article_chat.articles.markdown",
    "pdf": "article_chat.articles.pdf",
    "docx": "article_chat.articles.docx",
    "epub": "article_chat.articles.epub",
}
"""The module of each format that is parsed here; each has `extract(source, limits, report) -> Extract`."""

PACKAGES = {"docx": "python-docx", "pypdfium2": "pypdfium2", "trafilatura": "trafilatura", "lxml": "lxml", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}
"""The package to install for a module that is missing."""


def main() -> None:
    """Extract one document and say how it went."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    confine(limits)
    out = _private_output()

    def say(*message: Any) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    say("progress", 0, 0)
    source = Source(sys.stdin.buffer.read(), request["encoding"], request["address"])
    say(*_attempt(request["format"], source, limits, lambda done, total: say("progress", done, total)))
    # A damaged document can leave a library in a state that it does not survive cleaning up.
    os._exit(0)


def confine(limits: Limits) -> None:
    """Bound this process's memory and processor time, forbid it to write files; where the system has no such bounds, only the parent's clock holds."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(limits.max_seconds) + 2
    for name, value in (("RLIMIT_AS", limits.max_memory), ("RLIMIT_CPU", seconds), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0), ("RLIMIT_NOFILE", 64)):
        kind = getattr(resource, name, None)
        if kind is not None:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))


def _attempt(kind: str, source: Source, limits: Limits, report: Any) -> tuple[Any, ...]:
    try:
        extract = importlib.import_module(MODULES[kind]).extract(source, limits, report)
        if len(extract.text) > limits.max_characters:
            return ("limit", "max_characters", len(extract.text), "characters")
        return ("extract", extract.to_plain())
    except Unreadable as reason:
        return ("unreadable", str(reason))
    except OverLimit as over:
        return ("limit", over.name, over.size, over.what)
    except ModuleNotFoundError as error:
        package = PACKAGES.get((error.name or "").partition(".")[0], error.name)
        return ("unreadable", f"needs the package {package} to be read, which is not installed: run pip install {package}.")
    except MemoryError:
        return _memory(limits)
    except Exception as error:
        # A library that does not fit into the memory does not say MemoryError.
        if any(words in str(error).lower() for words in ("allocat", "failed to map segment")):
            return _memory(limits)
        # Whatever a parser raises on a broken file is a fact about the file, and no traceback is of use to the person who opened it.
        return ("unreadable", f"is damaged, or is not what it seems to be ({type(error).__name__}): try to open it elsewhere and save it again.")


def _memory(limits: Limits) -> tuple[Any, ...]:
    return ("limit", "max_memory", limits.max_memory, "bytes of memory or more")


def _private_output() -> TextIO:
    """The pipe to the parent; anything a library prints goes nowhere."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return pipe


if __name__ == "__main__":
    main()
