"""Questions asked while a long article is still being indexed: answered at once, from what there is, and saying so."""

from __future__ import annotations

import html
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from article_chat import Article, Assistant, filling
from article_chat.config import Settings
from article_chat.embedding import MiniLMEmbedder
from article_chat.filling import FillingIndex
from article_chat.index import ArticleIndex, Texts
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.chat_pane import render_chat
from article_chat.ui.visit import Visit
from article_chat.ui.warmup import WarmUp

NEEDLE = "The lighthouse of Gannet Rock was designed by Wilhelmina Oyelaran in 1887."
QUESTION = "Who designed the lighthouse of Gannet Rock?"


def haystack(sentences: int) -> str:
    lines = [f"Parcel {n} of the {'north' if n % 2 else 'south'} field was sown with barley number {n * 7} that spring." for n in range(sentences)]
    lines.insert(sentences * 9 // 10, NEEDLE)
    return "\n\n".join(" ".join(lines[i : i + 5]) for i in range(0, len(lines), 5))


STEP = 20


def unlike(text: str) -> Any:
    """A vector that is far from any other text's, made without a model, which would take long."""
    vector = np.random.default_rng(zlib.crc32(text.encode())).normal(size=384).astype(np.float32)
    return vector / np.linalg.norm(vector)


class Held:
    """Embeds one step of an article, and the rest once it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.begun, self.steps = threading.Event(), threading.Event(), 0
        monkeypatch.setattr(filling, "STEP", STEP)
        real = MiniLMEmbedder.embed_questions

        def embed_passages(embedder: MiniLMEmbedder, texts: Sequence[str]) -> Any:
            self.steps += 1
            if self.steps > 1:
                self.begun.set()
                assert self.go.wait(180)
            return np.stack([real(embedder, [text])[0] if NEEDLE in text else unlike(text) for text in texts])

        monkeypatch.setattr(MiniLMEmbedder, "embed_passages", embed_passages)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant.open(Article(haystack(160), title="Parcels"), config=Settings(store=tmp_path))


def in_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_an_answer_does_not_wait_for_the_index_and_says_so(assistant: Assistant, held: Held) -> None:
    told: list[tuple[str, int, int]] = []
    warming = in_thread(lambda: assistant.warm_up(lambda *what: told.append(what)))
    assert held.begun.wait(60)
    early = assistant.answer(QUESTION)
    assert not held.go.is_set()
    assert "Wilhelmina Oyelaran" in early.text
    assert early.citations[0].quote == NEEDLE
    index = assistant._open().corpus.opened[0].index
    assert f"still being indexed ({STEP} of {index.total} passages and sentences)" in (early.notice or "")
    assert index.total > index.size
    assert assistant.answer("What is the title?").notice is None
    held.go.set()
    warming.join(60)
    assert not warming.is_alive()
    complete = assistant.answer(QUESTION)
    assert complete.notice is None
    assert complete.citations == early.citations
    stages = [what for what in told if what[0] == "indexing"]
    assert [done for _, done, _ in stages] == sorted(done for _, done, _ in stages)
    assert stages[-1][1] == stages[-1][2] > 160


def test_a_claim_is_checked_while_the_article_is_being_indexed_and_says_so(assistant: Assistant, held: Held) -> None:
    warming = in_thread(assistant.warm_up)
    assert held.begun.wait(60)
    right, wrong = assistant.check(NEEDLE), assistant.check("The lighthouse of Gannet Rock was designed in 1950.")
    assert not held.go.is_set()
    assert (right.supported, wrong.supported) == (True, False)
    assert right.citations[0].quote == NEEDLE
    assert all("still being indexed (" in (check.notice or "") for check in (right, wrong))
    held.go.set()
    warming.join(60)
    assert assistant.check(NEEDLE).notice is None


def test_questions_worth_asking_are_found_before_all_is_indexed(assistant: Assistant, held: Held) -> None:
    warm_up = WarmUp(assistant)
    warming = in_thread(warm_up.run)
    assert held.begun.wait(60)
    deadline = time.monotonic() + 150
    while not warm_up.examples:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert (held.go.is_set(), warm_up.ready, warm_up.over) == (False, False, False)
    assert all(assistant.answer(question).answered for question in warm_up.examples)
    desk = Visit().open("long", warm_up, ArticlePane(assistant.articles))
    assert warm_up.examples[0] in html.unescape(render_chat(desk))
    held.go.set()
    warming.join(60)
    assert warm_up.over
    assert assistant.examples


def test_a_short_article_is_compared_whole_at_once_and_nothing_need_be_said(held: Held, tmp_path: Path) -> None:
    assistant = Assistant.open(Article(haystack(40), title="Parcels"), config=Settings(store=tmp_path))
    warming = in_thread(assistant.warm_up)
    assert held.begun.wait(60)
    early = assistant.answer(QUESTION)
    index = assistant._open().corpus.opened[0].index
    assert (index.complete, len(index.neighbours(unlike("any"), 99))) == (False, index.size)
    assert early.citations[0].quote == NEEDLE
    assert early.notice is None
    held.go.set()
    warming.join(60)


def test_without_a_warm_up_an_answer_is_found_in_the_whole_index(assistant: Assistant, held: Held) -> None:
    held.go.set()
    answers = [None, None]

    def ask(number: int) -> None:
        answers[number] = assistant.answer(QUESTION)  # type: ignore[call-overload]

    threads = [in_thread(lambda number=number: ask(number)) for number in (0, 1)]  # type: ignore[misc]
    for thread in threads:
        thread.join(60)
    assert all(answer is not None and answer.notice is None and answer.answered for answer in answers)
    steps = held.steps
    assistant.answer("Which field was sown?")
    assert held.steps == steps


def test_an_assistant_closed_by_another_thread_answers_what_was_asked_on_a_whole_index(held: Held, tmp_path: Path) -> None:
    held.go.set()

    class ClosedMeanwhile(Assistant):
        def _open(self):  # type: ignore[no-untyped-def]
            opened = super()._open()
            self.close()
            return opened

    assistant = ClosedMeanwhile.open(Article(haystack(160), title="Parcels"), config=Settings(store=tmp_path))
    assert assistant.answer(QUESTION).citations[0].quote == NEEDLE
    assert assistant._open().corpus.unfinished == (0, 0)


def test_indexing_that_was_ended_is_taken_up_where_it_stopped(assistant: Assistant, held: Held) -> None:
    held.go.set()

    class Ended(Exception):
        pass

    def end(stage: str, done: int, total: int) -> None:
        if done >= STEP:
            raise Ended

    with pytest.raises(Ended):
        assistant.warm_up(end)
    before = held.steps
    assert assistant.answer(QUESTION).notice is None
    total = assistant._open().corpus.opened[0].index.total
    assert held.steps - before == -(-total // STEP) - before


def test_what_is_embedded_early_is_what_the_index_holds(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    made = {f"text {n}": vector / np.linalg.norm(vector) for n, vector in enumerate(rng.normal(size=(9, 8)).astype(np.float32))}

    class Embedder:
        name = fingerprint = "made"
        asked: list[str] = []  # noqa: RUF012

        def embed_passages(self, texts: Sequence[str]) -> Any:
            return np.array([made[text] for text in texts], dtype=np.float32)

        def embed_few(self, texts: Sequence[str]) -> Any:
            self.asked += texts
            return self.embed_passages(texts)

        embed_questions = embed_passages

    stored: list[Any] = []

    def store(vectors: Any) -> ArticleIndex:
        stored.append(vectors)
        return ArticleIndex(None, None, 4)  # type: ignore[arg-type]

    texts = [f"text {n}" for n in range(9)]
    index = FillingIndex(Texts([(0, 1)] * 4, texts[:4]), Texts([(0, 1)] * 5, texts[4:]), Embedder(), store)
    question = made["text 2"]
    assert index.neighbours(question, 3) == []
    index.consider([0, 2])
    assert [place for place, _ in index.neighbours(question, 3)] == [2, 0]
    assert index.neighbours(question, 3)[0][1] == pytest.approx(1.0)
    assert np.allclose(index.sentence_vectors([4, 0, 4]), [made["text 8"], made["text 4"], made["text 8"]])
    index.consider([2, 3])
    assert Embedder.asked == ["text 0", "text 2", "text 8", "text 4", "text 3"]
    assert (index.done, index.total, index.complete) == (5, 9, False)
    index.fill(lambda done: None)
    assert (index.done, index.total, index.complete) == (9, 9, True)
    assert np.array_equal(np.concatenate(stored[0]), [made[text] for text in texts])
    assert Embedder.asked[5:] == []
