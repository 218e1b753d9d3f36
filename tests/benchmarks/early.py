"""How soon a long text can be asked: `python tests/benchmarks/early.py [--words 300000] [--watch SECONDS]`.

Time from opening a text that was never seen to its first answer, beside the time until its index is complete. With `--watch`, indexing is
stopped after so many seconds and the rest of its time reckoned from its pace, which the report says.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.speed import make_text, questions_of


class Enough(Exception):
    """Watched for long enough."""


class Watch:
    """A progress that remembers when how much was done, and ends the work after `seconds`."""

    def __init__(self, seconds: float | None) -> None:
        self.start = time.perf_counter()
        self.end = self.start + seconds if seconds else float("inf")
        self.seen: list[tuple[float, int, int]] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Told by the assistant."""
        now = time.perf_counter()
        if stage == "indexing":
            self.seen.append((now - self.start, done, total))
        if now > self.end:
            raise Enough

    def whole(self) -> float:
        """Seconds until everything is indexed, at the pace seen."""
        (first, done, total), (last, more, _) = self.seen[0], self.seen[-1]
        return last + (last - first) / (more - done) * (total - more)


def measure(words: int, seconds: float | None) -> dict[str, float]:
    """Seconds to the first answer, to the second, and to the complete index."""
    from article_chat import Article, Assistant
    from article_chat.config import Settings

    text = make_text(words)
    first, second = questions_of(text, 2)
    with TemporaryDirectory() as folder:
        watch = Watch(seconds)
        assistant = Assistant.open(Article.from_text(text), config=Settings(store=Path(folder)))
        failed: list[Exception] = []

        def warm_up() -> None:
            try:
                assistant.warm_up(watch)
            except Enough as enough:
                failed.append(enough)

        thread = threading.Thread(target=warm_up)
        thread.start()
        while not watch.seen:
            time.sleep(0.05)  # the page shows how far it is, and takes questions, from here on
        answers = []
        times = []
        for question in (first, second):
            answers.append(assistant.answer(question))
            times.append(time.perf_counter() - watch.start)
        thread.join()
        whole = watch.whole() if failed else time.perf_counter() - watch.start
    return {
        "seconds to the first answer": times[0],
        "seconds the second took": times[1] - times[0],
        f"seconds to the whole index{' (reckoned)' if failed else ''}": whole,
        "first answer / whole index": times[0] / whole,
        "answered of two": sum(answer.answered for answer in answers),
        "of them said to be early": sum("still being indexed" in (answer.notice or "") for answer in answers),
    }


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--watch", type=float)
    options = parser.parse_args()
    for name, value in measure(options.words, options.watch).items():
        print(f"{name:45} {value:10.3f}")


if __name__ == "__main__":
    main()
