"""Statements and questions written about passages: the file that is trained on, and what becomes of its lines."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from article_chat.corpus import count_word_pieces
from article_chat.evaluation import read_squad
from article_chat.reader.stated import MARK, is_stated
from article_chat.training import held_out
from article_chat.training.examples import ExampleMaker, mixture
from article_chat.training.fit import written_cases
from article_chat.training.made import is_held_back
from article_chat.training.records import load_corpus
from article_chat.training.written import key_of, load_written

FILE = Path(__file__).parents[1] / "src" / "training" / "written.jsonl"
WRONG = {"role", "not", "sure", "half", "outside", "detail", "added"}


@pytest.fixture
def written_file(training_file: Path, tmp_path: Path) -> Path:
    """Two statements and two questions about each of the first six passages."""
    lines = []
    for record in [json.loads(line) for line in training_file.read_text(encoding="utf-8").splitlines()][:6]:
        text = record["context"]
        start, end = text.index("Its first"), text.index(" It lies")
        lines.append(
            {
                "passage": key_of(text),
                "true": [["A man named Quinn ran the port at the start.", start, end]],
                "false": [["role", "The flood came once the port had been opened."]],
                "asked": [["Who ran the port at the start?", text.index("Hugo"), text.index(". It lies")]],
                "unanswerable": ["What was Quinn paid?"],
            }
        )
    path = tmp_path / "written.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    return path


def test_written_questions_are_asked_beside_the_others(training_file: Path, written_file: Path) -> None:
    plain = load_corpus([training_file], count_word_pieces)
    corpus = load_corpus([training_file], count_word_pieces, written=load_written(written_file))
    assert len(corpus.answerable) - len(plain.answerable) == len(corpus.unanswerable) - len(plain.unanswerable) == 6
    asked = [query for query in corpus.answerable if query.text == "Who ran the port at the start?"]
    assert {query.answers[0][0] for query in asked} == {"Hugo Quinn"}


def test_a_true_statement_comes_with_what_bears_it_out_and_a_false_one_with_what_does_not(training_file: Path, written_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces, written=load_written(written_file)), seed=3)
    drawn = [example for example in (maker.stated() for _ in range(200)) if example is not None]
    true = [example for example in drawn if example.question == f"{MARK}A man named Quinn ran the port at the start."]
    false = [example for example in drawn if example.question == f"{MARK}The flood came once the port had been opened."]
    assert len(true) > 20
    assert len(false) > 20
    assert {window.text[slice(*window.answer)] for example in true for window in example.windows[:1] if window.answer} == {
        "Its first master was the old Hugo Quinn."
    }
    assert not any("Quinn" in window.text for example in true for window in example.windows[1:])
    assert all(window.answer is None for example in false for window in example.windows)


def test_a_true_statement_stands_beside_its_twin_in_the_same_window(training_file: Path, written_file: Path) -> None:
    lines = [json.loads(line) for line in written_file.read_text(encoding="utf-8").splitlines()]
    twin = "A man named Quinn ran the port at the end."
    for line in lines:
        line["false"].append(["detail", twin])
    written_file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces, written=load_written(written_file)), seed=3)
    drawn = [example for example in (maker.stated() for _ in range(300)) if example is not None]
    true = [example for example in drawn if example.question == f"{MARK}A man named Quinn ran the port at the start."]
    beside = [example for example in true if any(window.asked for window in example.windows)]
    assert 0.3 < len(beside) / len(true) < 0.7
    assert {example.windows[1].asked for example in beside} == {MARK + twin}
    assert all(first.answer and second.answer is None and first.text == second.text for first, second in (example.windows for example in beside))


def test_nothing_written_about_a_passage_held_back_is_trained_on_but_statements_are_fitted_on(training_file: Path, written_file: Path, tmp_path: Path) -> None:
    corpus = load_corpus([training_file], count_word_pieces, written=load_written(written_file), held_back=lambda _: True)
    plain = load_corpus([training_file], count_word_pieces)
    assert not corpus.statements
    assert (corpus.answerable, corpus.unanswerable) == (plain.answerable, plain.unanswerable)
    records = [json.loads(line) | {"title": "", "source": "ester"} for line in training_file.read_text(encoding="utf-8").splitlines()]
    articles = tmp_path / "articles.jsonl.gz"
    with gzip.open(articles, "wt", encoding="utf-8") as lines:
        lines.write("\n".join(json.dumps(record) for record in records))
    held = [record for record in records[:6] if is_held_back(record)]
    cases = written_cases([articles], written_file, count=100, seed=1)
    assert held
    assert len(cases) == 2 * len(held)
    assert {case.sentences[0] for case in cases} == {record["context"].split(". ")[0] + "." for record in held}
    assert Counter(case.supported for case in cases) == {True: len(held), False: len(held)}


def test_articles_held_back_become_a_file_that_can_be_measured_on(tmp_path: Path) -> None:
    """Every passage once, in its order, with what was written about it; no article that was trained on, and none with a handful of passages."""
    titles = [title for title in (f"Port {n}" for n in range(60)) if is_held_back({"title": title, "source": "made", "context": ""})][:2]
    other = next(title for title in (f"Port {n}" for n in range(60)) if not is_held_back({"title": title, "source": "made", "context": ""}))
    records = [
        {"source": "made", "title": title, "context": f"Pier {n} of {title} opened in {1800 + n}.", "qas": []}
        for title, count in ((titles[0], 25), (titles[1], 5), (other, 25))
        for n in range(count)
    ]
    lines = [
        {
            "passage": key_of(record["context"]),
            "true": [],
            "false": [],
            "asked": [[f"In what year was it opened, {k}?", len(record["context"]) - 5, len(record["context"]) - 1] for k in range(4)],
            "unanswerable": ["Who paid for it?", "What did the mayor say?"],
        }
        for record in records
    ]
    data, written, out = tmp_path / "data.jsonl", tmp_path / "written.jsonl", tmp_path / "held-out.json"
    data.write_text("\n".join(json.dumps(record) for record in [*records, records[0]]), encoding="utf-8")
    written.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    words = tmp_path / "words.json"
    held_out.main(["--data", str(data), "--written", str(written), "--words", str(words), str(out)])
    (article,) = read_squad(out)
    assert article.title == titles[0]
    assert article.text.split("\n\n") == [record["context"] for record in records[:25]]
    assert len(article.questions) == 25 * 6
    assert len({question.id for question in article.questions}) == 25 * 6
    assert {question.answers for question in article.questions[:4]} == {("1800",)}
    asked_for_words = read_squad(words)
    assert {document.text for document in asked_for_words} == {record["context"] for record in records[:30]}
    assert {question.text for document in asked_for_words for question in document.questions} == {"What did the mayor say?"}


def test_without_written_statements_all_are_made(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=3)
    assert any(is_stated(example.question) for example in islice(mixture(maker), 60))


def test_the_file_holds_what_it_says() -> None:
    written = load_written(FILE)
    kinds = Counter(wrong for about in written.values() for wrong, _ in about.false)
    assert len(written) > 3000
    assert set(kinds) == WRONG
    assert min(kinds.values()) > 800
    for about in written.values():
        said = [statement for statement, _ in about.true]
        assert not {statement for _, statement in about.false} & set(said)
        assert all(0 <= start < end for _, (start, end) in (*about.true, *about.asked))
        assert all(text.strip() == text and text for text in (*said, *about.unanswerable))
