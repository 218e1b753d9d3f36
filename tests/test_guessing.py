"""What the questions' reader points at, right and wrong: what the statements' reader learns to tell apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest

from article_chat.corpus import count_word_pieces
from article_chat.reader.model import PassageReading, SpanScore
from article_chat.training import guessing
from article_chat.training.guesses import Guess, load_guesses
from article_chat.training.guessing import Guesser
from article_chat.training.records import Corpus, load_corpus
from article_chat.training.written import key_of

CONTEXT = "The mill of Karvala opened in 1874. Ana Ruiz founded it with her brother. It burnt down in 1901 and was never built again."
ASKED = {"When did the mill open?": "1874", "Who founded the mill?": "Ana Ruiz"}


class Pointing:
    """Reads as it was told: question -> words and their margin, best first."""

    def __init__(self, found: dict[str, list[tuple[str, float]]]) -> None:
        self.found = found

    def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        """The spans of these words that stand in the passage."""
        return [PassageReading(tuple(_span(text, words, margin) for words, margin in self.found[question] if words in text)) for text in passages]


def _span(text: str, words: str, margin: float) -> SpanScore:
    return SpanScore(text.index(words), text.index(words) + len(words), margin, margin)


def corpus_of(tmp_path: Path, *, held_back: bool = False) -> Corpus:
    """A passage with two answers, and a question that it doesn't answer."""
    qas: list[dict[str, object]] = [
        {"question": question, "answers": [{"text": answer, "answer_start": CONTEXT.index(answer)}], "is_impossible": False}
        for question, answer in ASKED.items()
    ]
    qas.append({"question": "When was the mill sold?", "answers": [], "is_impossible": True})
    file = tmp_path / "data.jsonl"
    file.write_text(json.dumps({"source": "made", "title": "Mills", "context": CONTEXT, "qas": qas}), encoding="utf-8")
    return load_corpus([file], count_word_pieces, held_back=lambda _: held_back)


def guesses(corpus: Corpus, found: dict[str, list[tuple[str, float]]]) -> set[tuple[str, str, bool]]:
    """(question, words, right) of what comes of a hundred readings."""
    made = list(Guesser(Pointing(found), corpus, Random(3)).guesses(100))
    assert {guess.passage for guess in made} <= {key_of(CONTEXT)}
    return {(guess.question, CONTEXT[guess.start : guess.end], guess.right) for guess in made}


def test_a_guess_is_right_where_people_gave_that_answer_and_wrong_elsewhere(tmp_path: Path) -> None:
    found = {
        "When did the mill open?": [("1874", 5.0), ("1901", 1.0)],
        "Who founded the mill?": [("her brother", 2.0)],
        "When was the mill sold?": [("1901", 0.5)],
    }
    assert guesses(corpus_of(tmp_path), found) >= {
        ("When did the mill open?", "1874", True),
        ("When did the mill open?", "1901", False),
        ("Who founded the mill?", "her brother", False),
        ("When was the mill sold?", "1901", False),
    }


def test_what_is_neither_the_answer_nor_something_else_is_no_guess(tmp_path: Path) -> None:
    found = {"When did the mill open?": [("opened in 1874", 5.0)], "Who founded the mill?": [("Ana Ruiz founded it with her brother", 3.0)]}
    made = guesses(corpus_of(tmp_path), found | {"When was the mill sold?": []})
    assert not made


def test_where_the_reader_sees_next_to_nothing_it_is_no_guess_but_about_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {question: [("1901", -9.0)] for question in [*ASKED, "When was the mill sold?"]}
    monkeypatch.setattr(guessing, "_KINDS", {"own": 0.5, "unanswerable": 0.5})
    assert not guesses(corpus_of(tmp_path), found)
    monkeypatch.setattr(guessing, "_KINDS", {"foreign": 1.0})
    assert ("Who founded the mill?", "1901", False) in guesses(corpus_of(tmp_path), found)


def test_nothing_is_guessed_of_a_passage_that_is_held_back(tmp_path: Path) -> None:
    found = {question: [("1901", 5.0)] for question in [*ASKED, "When was the mill sold?"]}
    assert not guesses(corpus_of(tmp_path, held_back=True), found)


def test_guesses_are_kept_by_passage(tmp_path: Path) -> None:
    file = tmp_path / "guesses.jsonl"
    one, other = Guess("a", "Who?", 0, 3, True), Guess("b", "When?", 4, 8, False)
    file.write_text("".join(json.dumps(asdict(guess)) + "\n" for guess in (one, other)), encoding="utf-8")
    assert load_guesses(file) == {"a": [one], "b": [other]}
