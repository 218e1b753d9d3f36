"""Runs `worker` for one document: whatever happens in there, the application gets an extract or an error within the time limit."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, Any

from article_chat.articles.extract import Extract, OverLimit, Source, Unreadable
from article_chat.articles.limits import Limits
from article_chat.progress import READING, READING_PAGES, Progress

COMMAND = (sys.executable, "-P", "-W", "ignore", "-m", "article_chat.articles.worker")
"""What is run; the request is the first line of its input, since a command has room for little, and the document follows."""

_START_SECONDS = 20.0
"""Given to the interpreter on top of the limit: on a busy machine, starting can take longer than parsing."""
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT", "TMPDIR", "TEMP")
_HEARTBEAT = 0.25
_BYTES_PER_CHARACTER = 12
_NOT_STARTED = "could not be read: the program that reads it did not start. Try again."
_WRONG = "could not be read: the program that reads it stopped. The file is damaged, or needs more memory than allowed."
_REINSTALL = "Install article-chat again, or allow it more memory: raise max_memory, ARTICLE_CHAT_MAX_MEMORY."
_MORE_MEMORY = "To allow more, raise max_memory: ARTICLE_CHAT_MAX_MEMORY."


def extract_isolated(kind: str, source: Source, limits: Limits, progress: Progress | None = None) -> Extract:
    """Extract `source` as `kind` (a key of `worker.MODULES`) in a process of its own.

    `progress` is called at least four times a second; an exception in it ends the process and passes on. Raises Unreadable, OverLimit.
    """
    request = {"format": kind, "limits": asdict(limits), "encoding": source.encoding, "address": source.address}
    stage = READING_PAGES if kind == "pdf" else READING
    with _worker(json.dumps(request), source.data) as process:
        lines = _lines_of(process, limits.max_characters * _BYTES_PER_CHARACTER + 100_000)
        deadline, started, done, total = time.monotonic() + limits.max_seconds + _START_SECONDS, False, 0, 0
        while True:
            if progress:
                progress(stage, done, total)
            if time.monotonic() > deadline:
                raise OverLimit("max_seconds", limits.max_seconds, "seconds of work or more")
            try:
                line = lines.get(timeout=_HEARTBEAT)
            except queue.Empty:
                continue
            match _parse(line):
                case ["progress", int() as done, int() as total]:
                    started = True
                case [] if not started:
                    raise Unreadable(_NOT_STARTED, advice=_REINSTALL)
                case message:
                    return _result(message, process, limits)


def _result(message: list[Any], process: subprocess.Popen[bytes], limits: Limits) -> Extract:
    match message:
        case ["extract", dict() as values]:
            try:
                return Extract.from_plain(values)
            except (ValueError, TypeError):
                raise Unreadable(_WRONG, advice=_MORE_MEMORY) from None
        case ["unreadable", str() as reason]:
            raise Unreadable(reason)
        case ["limit", str() as name, float() | int() as size, str() as what] if name in asdict(limits):
            raise OverLimit(name, size, what)
    if process.wait(5) == -getattr(signal, "SIGXCPU", 24):
        raise OverLimit("max_seconds", limits.max_seconds, "seconds of work or more")
    raise Unreadable(_WRONG, advice=_MORE_MEMORY)


def _parse(line: bytes) -> list[Any]:
    """The message in a line; an empty list for the end of the output and for anything that is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return []
    return message if isinstance(message, list) else []


@contextmanager
def _worker(request: str, data: bytes) -> Iterator[subprocess.Popen[bytes]]:
    # A parser of untrusted files has no business with the keys and tokens in this process's environment.
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment = {**kept, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as document:
        document.write(request.encode() + b"\n")
        document.write(data)
        document.seek(0)
        # Nothing of the document or the link is in the command, and there is no shell.
        process = subprocess.Popen(COMMAND, stdin=document, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, close_fds=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _lines_of(process: subprocess.Popen[bytes], longest: int) -> queue.Queue[bytes]:
    """The worker's lines as they come, and an empty one at the end; a thread, because not every system can wait for a pipe with a time limit."""
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_pump, args=(process.stdout, lines, longest), daemon=True).start()
    return lines


def _pump(pipe: IO[bytes], lines: queue.Queue[bytes], longest: int) -> None:
    try:
        while line := pipe.readline(longest):
            lines.put(line)
    except (OSError, ValueError):
        pass
    lines.put(b"")
