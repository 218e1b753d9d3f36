"""The process that parses: whatever happens in it, the application goes on and a person gets a reason."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from article_chat.articles import Article, Limits, isolation, worker
from article_chat.articles.extract import Extract, OverLimit, Source, Unreadable
from article_chat.errors import LimitError
from tests.documents.packages import word_document


def extract(limits: Limits | None = None, **options: object) -> Extract:
    return isolation.extract_isolated("html", Source(b"<p>x</p>"), limits or Limits(), **options)  # type: ignore[arg-type]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs a piece of Python in place of the worker."""

    def use(code: str) -> None:
        monkeypatch.setattr(isolation, "COMMAND", (sys.executable, "-c", code))
        monkeypatch.setattr(isolation, "_START_SECONDS", 0.5)

    return use


@pytest.mark.parametrize("told", ["pass", "print('[\"progress\", 0, 9]', flush=True)"])
def test_a_parser_that_hangs_is_stopped(script: object, told: str) -> None:
    """Also one that goes on telling how far it is."""
    script(f"import time\nfor _ in range(600): {told}; time.sleep(0.1)")  # type: ignore[operator]
    start = time.monotonic()
    with pytest.raises(OverLimit) as caught:
        extract(Limits(max_seconds=0.5))
    assert caught.value.name == "max_seconds"
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "code",
    [
        """print('["progress", 0, 0]', flush=True); import os; os.abort()""",
        """print('["progress", 0, 0]', flush=True); raise SystemExit(3)""",
        """print('["progress", "x", 0]')""",
        """print('["progress", 0, 0]'); print('not json')""",
        "print('[1, 2]')",
        """print('["progress", 0, 0]'); print('{}')""",
        """print('["extract", {"text": 7}]')""",
        """print('["limit", "no_such_limit", 1, "things"]')""",
        """print('["extract", {"text": "a", "title": 7, "author": null, "date": null, "language": null, "pages": [], "notes": []}]')""",
        """print('["extract", {"text": "a", "title": null, "author": null, "date": null, "language": null, "pages": ["x"], "notes": []}]')""",
        """print('["extract", {"text": "a", "title": null, "author": null, "date": null, "language": null, "pages": null, "notes": []}]')""",
    ],
)
def test_a_parser_that_dies_or_talks_nonsense_is_a_damaged_file(script: object, code: str) -> None:
    script(code)  # type: ignore[operator]
    with pytest.raises(Unreadable, match="damaged, or needs more memory") as caught:
        extract()
    assert "raise max_memory" in caught.value.advice


@pytest.mark.parametrize("code", ["import os; os.abort()", "raise SystemExit(3)", "import sys\nwhile True: sys.stdout.write('x' * 100_000)"])
def test_a_parser_that_does_not_start_is_no_damaged_file(script: object, code: str) -> None:
    script(code)  # type: ignore[operator]
    with pytest.raises(Unreadable, match="did not start") as caught:
        extract(Limits(max_seconds=9, max_characters=1_000))
    assert caught.value.advice.startswith("Install article-chat again")


def test_a_parser_that_the_system_stops_for_its_time_has_worked_too_long(script: object) -> None:
    script("""import os, signal; print('["progress", 0, 0]', flush=True); os.kill(os.getpid(), signal.SIGXCPU)""")  # type: ignore[operator]
    with pytest.raises(OverLimit) as caught:
        extract()
    assert caught.value.name == "max_seconds"


def test_of_a_pdf_pages_are_read(script: object) -> None:
    script("import time; time.sleep(60)")  # type: ignore[operator]
    told: list[tuple[str, int, int]] = []
    with pytest.raises(OverLimit):
        isolation.extract_isolated("pdf", Source(b""), Limits(max_seconds=0.1), lambda *what: told.append(what))
    assert set(told) == {("reading pages", 0, 0)}


def test_what_lies_in_the_folder_that_one_works_in_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lxml", "trafilatura", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    page = b"<html><body><article><h1>A bridge</h1><p>The mayor opened the bridge over the river on Monday.</p></article></body></html>"
    assert "Monday" in isolation.extract_isolated("html", Source(page), Limits()).text


def test_what_is_known_of_a_document_may_be_long() -> None:
    page = b"<html><body><article><h1>A bridge</h1><p>The mayor opened the bridge over the river on Monday.</p></article></body></html>"
    assert "Monday" in isolation.extract_isolated("html", Source(page, address=f"http://example.org/{'x' * 1_000_000}"), Limits()).text


def test_the_keys_of_the_application_stay_with_it(script: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "hunter2")
    script("import json, os; print(json.dumps(['unreadable', ' '.join(os.environ)]))")  # type: ignore[operator]
    with pytest.raises(Unreadable) as caught:
        extract()
    assert "PYTHONPATH" in str(caught.value)
    assert "SOME_API_KEY" not in str(caught.value)


def test_progress_is_told_and_cancelling_ends_the_process(script: object) -> None:
    script("import os, time; print(f'[\"progress\", {os.getpid()}, 9]', flush=True); time.sleep(60)")  # type: ignore[operator]
    seen: list[int] = []

    class Cancelled(Exception):
        pass

    def progress(stage: str, done: int, total: int) -> None:
        assert stage == "reading"
        if total == 9:
            seen.append(done)
            raise Cancelled

    start = time.monotonic()
    with pytest.raises(Cancelled):
        extract(progress=progress)
    assert time.monotonic() - start < 10
    with pytest.raises(ProcessLookupError):
        os.kill(seen[0], 0)


def test_memory_is_bounded() -> None:
    code = (
        "from article_chat.articles.limits import Limits; from article_chat.articles.worker import confine; confine(Limits(max_memory=200_000_000));"
        "import sys\ntry: bytearray(400_000_000)\nexcept MemoryError: sys.exit(7)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": os.pathsep.join(sys.path)}, check=False).returncode == 7


def test_files_cannot_be_written(tmp_path: Path) -> None:
    target = str(tmp_path / "x")
    code = (
        "from article_chat.articles.limits import Limits; from article_chat.articles.worker import confine; confine(Limits())\n"
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"try: open({target!r}, 'wb', buffering=0).write(b'x')\nexcept OSError: sys.exit(7)"
    )
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": os.pathsep.join(sys.path)}, check=False).returncode == 7


def test_a_file_that_needs_more_memory_names_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_document())
    with pytest.raises(LimitError, match="max_memory"):
        Article.from_file(path, limits=Limits(max_memory=30_000_000))


MISSING = "needs the package python-docx to be read, which is not installed: run pip install python-docx."


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (Unreadable("is so."), ("unreadable", "is so.")),
        (OverLimit("max_pages", 3, "pages"), ("limit", "max_pages", 3, "pages")),
        (
            ModuleNotFoundError("no", name="docx.api"),
            ("unreadable", MISSING),
        ),
        (ImportError("x.so: failed to map segment from shared object"), ("limit", "max_memory", 1_500_000_000, "bytes of memory or more")),
        (ValueError("Memory allocation failed"), ("limit", "max_memory", 1_500_000_000, "bytes of memory or more")),
        (MemoryError(), ("limit", "max_memory", 1_500_000_000, "bytes of memory or more")),
    ],
)
def test_what_goes_wrong_in_the_worker_is_said(monkeypatch: pytest.MonkeyPatch, error: Exception, message: tuple[object, ...]) -> None:
    assert _attempt(monkeypatch, error) == message


def test_any_other_error_is_a_damaged_file_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    kind, reason = _attempt(monkeypatch, RecursionError("deep"))
    assert kind == "unreadable"
    assert "damaged" in reason
    assert "RecursionError" in reason


def test_too_long_a_text_never_leaves_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _attempt(monkeypatch, Extract("a" * 50), Limits(max_characters=40)) == ("limit", "max_characters", 50, "characters")


@pytest.mark.parametrize("extract", [Extract("text"), Extract("text", "t", "a", "2020", "en", (0, 2), ("note",))])
def test_an_extract_crosses_the_border_whole(extract: Extract) -> None:
    import json

    assert Extract.from_plain(json.loads(json.dumps(extract.to_plain()))) == extract


def _attempt(monkeypatch: pytest.MonkeyPatch, outcome: Exception | Extract, limits: Limits | None = None) -> tuple[str, ...]:
    class Module:
        @staticmethod
        def extract(source: Source, limits: Limits, report: object) -> Extract:
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

    monkeypatch.setattr(worker.importlib, "import_module", lambda name: Module)
    return worker._attempt("html", Source(b""), limits or Limits(), lambda done, total: None)


def test_a_long_text_is_cleaned_in_the_worker_too(script: object) -> None:
    """Cleaning ten megabytes of list items takes a minute, and a page has other visitors."""
    text = "- an item\n" * 30_000
    article = Article.from_text(text, "Mine")
    assert (article.title, article.source) == ("Mine", None)
    assert article.text.count("- an item") == 30_000
    script("import time; time.sleep(60)")  # type: ignore[operator]
    with pytest.raises(LimitError, match=r"^The article is over a limit: .*max_seconds"):
        Article.from_text(text, limits=Limits(max_seconds=0.5))
    assert Article.from_text("- an item\n" * 30).text


def test_a_long_text_with_half_a_character_is_read() -> None:
    assert "\ufffd" in Article.from_text("An odd \ud800 letter. " * 20_000).text


def test_cleaning_a_long_text_can_be_cancelled(script: object) -> None:
    def cancel(stage: str, done: int, total: int) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        Article.from_text("- an item\n" * 30_000, progress=cancel)
