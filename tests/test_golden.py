"""The golden questions on the TIME article, through the function and the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import article_chat
from article_chat import Answer, _assistants, cli
from article_chat.articles import default_article
from article_chat.config import Settings
from article_chat.datatypes import REFUSAL
from article_chat.evaluation import ANSWERABLE, Question, overlaps, read_squad
from tests.benchmarks import conversations as conversations_benchmark
from tests.benchmarks.wordings import WORDINGS
from tests.conftest import ROOT

(DOCUMENT,) = read_squad(ROOT / "tests" / "golden" / "time.json")
ANSWERABLES = [q for q in DOCUMENT.questions if q.kind == ANSWERABLE]
UNANSWERABLES = [q for q in DOCUMENT.questions if q.kind != ANSWERABLE]

# The aim is 0, 0 and 1. What the shipped reader reaches is held here, so that it cannot get worse unnoticed.
MISCITED = 0
"""Answerable questions whose first citation, without refusing, is another sentence."""
REFUSED_WRONGLY = 3
"""Answerable questions that are refused."""
ANSWERED_WRONGLY = 0
"""Unanswerable questions that are answered."""


@cache
def asked(question: str) -> Answer:
    return article_chat.answer(question)


def asked_and_considered(question: str) -> Answer:
    """The best answer there is, by the assistant that was just asked and so has read the passages already."""
    asked(question)
    return _assistants().get(None).consider(question)


def named(questions: list[Question]) -> list[object]:
    return [pytest.param(question, id=question.id) for question in questions]


def test_the_questions_stand_on_the_article_as_it_is_cleaned() -> None:
    assert DOCUMENT.text == default_article().text


def test_the_first_citation_carries_the_answer() -> None:
    considered = {question.text: asked_and_considered(question.text) for question in ANSWERABLES}
    wrong = {
        question.text: considered[question.text].citations[0].quote
        for question in ANSWERABLES
        if not overlaps(considered[question.text].citations[0], question)
    }
    assert len(wrong) <= MISCITED, wrong


def test_answerable_questions_are_answered() -> None:
    refused = {question.text: asked(question.text).confidence for question in ANSWERABLES if not asked(question.text).answered}
    assert len(refused) <= REFUSED_WRONGLY, refused


def test_what_is_answered_is_cited_right() -> None:
    wrong = [q.text for q in ANSWERABLES if asked(q.text).answered and not any(overlaps(citation, q) for citation in asked(q.text).citations)]
    assert not wrong


@pytest.mark.parametrize("question", named(list(DOCUMENT.questions)))
def test_every_citation_is_the_articles_own_words(question: Question) -> None:
    answer = asked(question.text)
    shown = (*answer.citations, *answer.closest)
    assert shown
    assert all(DOCUMENT.text[c.start : c.end] == c.quote for c in shown)
    assert all(DOCUMENT.text[c.passage_start : c.passage_start + len(c.passage)] == c.passage for c in shown)
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.span is None or answer.span in DOCUMENT.text


def test_unanswerable_questions_are_refused() -> None:
    answered = [question.text for question in UNANSWERABLES if asked(question.text).answered]
    assert len(answered) <= ANSWERED_WRONGLY, answered


def test_questions_for_yes_or_no_are_answered_with_the_sentence_that_decides(tmp_path: Path) -> None:
    """102 that eleven articles decide, most of them in other words than the article's, and 30 that they don't; floors a little under what is measured."""
    right, answered_wrongly = 0, list[str]()
    for document in read_squad(ROOT / "tests" / "golden" / "yes_or_no.json"):
        article = article_chat.Article(text=document.text, title=document.title)
        with article_chat.Assistant.open(article, config=Settings(store=tmp_path)) as assistant:
            for question in document.questions:
                answer = assistant.answer(question.text)
                assert answer.span is None
                if question.kind == ANSWERABLE:
                    right += answer.answered and overlaps(answer.citations[0], question)
                elif answer.answered:
                    answered_wrongly.append(question.text)
    assert right >= DECIDED_RIGHTLY
    assert len(answered_wrongly) <= 2, answered_wrongly


DECIDED_RIGHTLY = 76


def test_definitions_lists_and_sections_of_manuals_are_found(tmp_path: Path) -> None:
    """74 questions that a manual, terms of use and a lesson answer, as people type them, and 28 like them; floors a little under what is measured."""
    outcomes: dict[str, list[str]] = {"right": [], "refused": [], "miscited": [], "answered": []}
    for document in read_squad(ROOT / "tests" / "golden" / "manuals.json"):
        article = article_chat.Article(text=document.text, title=document.title)
        with article_chat.Assistant.open(article, config=Settings(store=tmp_path)) as assistant:
            for question in document.questions:
                answer = assistant.answer(question.text)
                if question.kind != ANSWERABLE:
                    outcome = "answered" if answer.answered else "rightly refused"
                elif not answer.answered:
                    outcome = "refused"
                else:
                    outcome = "right" if any(overlaps(citation, question) for citation in answer.citations) else "miscited"
                outcomes.setdefault(outcome, []).append(question.text)
    assert len(outcomes["right"]) >= 63, outcomes
    assert len(outcomes["miscited"]) <= 2, outcomes
    assert len(outcomes["answered"]) <= 3, outcomes


@pytest.mark.parametrize(
    ("name", "rightly", "wrongly"),
    [
        # 26 as a reader asks who doesn't look at the text ("airfield" for "air base"), and 15 in the same manner that it doesn't answer.
        ("reworded.json", 15, 2),
        # 24 as people type them after reading once ("What did Kvashnin say?", "Why was the offer withdrawn?"), and 18 like them.
        ("bare.json", 20, 1),
    ],
)
def test_questions_as_people_put_them_are_answered_and_their_likes_refused(name: str, rightly: int, wrongly: int) -> None:
    """As measured; before the reader was trained on reworded questions, 6 of 26 were answered rightly."""
    (document,) = read_squad(ROOT / "tests" / "golden" / name)
    assert document.text == DOCUMENT.text
    answered = [q for q in document.questions if asked(q.text).answered]
    right = [q for q in answered if q.kind == ANSWERABLE and overlaps(asked(q.text).citations[0], q)]
    assert len(right) >= rightly
    assert len([q for q in answered if q.kind != ANSWERABLE]) <= wrongly


KVASHNIN = "Russia has not considered and is not planning to consider participation in a military operation against Afghanistan"


def test_what_somebody_said_is_the_whole_quotation() -> None:
    assert asked("What did Kvashnin say?").span == KVASHNIN


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What did President Vladimir Putin tell Bush?", "he would personally urge leaders of the former Soviet republics in Central Asia"),
        ("what did general kvashnin say", KVASHNIN),
        ("What did Anatoli Kvashnin say?", KVASHNIN),
    ],
)
def test_whom_the_article_calls_by_the_surname_may_be_asked_about_in_full(question: str, span: str) -> None:
    assert asked(question).span == span


@pytest.mark.parametrize("name", list(WORDINGS)[1:])
def test_the_answer_does_not_hang_on_how_the_question_is_put(name: str) -> None:
    for question in DOCUMENT.questions[::6]:
        plain, other = asked(question.text), asked(WORDINGS[name](question.text))
        assert (other.answered, other.citations[:1]) == (plain.answered, plain.citations[:1]), other.question


def test_a_refusal_says_so_and_offers_the_closest_passage() -> None:
    refused = asked("Who is the president of Tajikistan?")
    assert (refused.answered, refused.text, refused.citations, refused.span) == (False, REFUSAL, (), None)
    assert refused.closest


@pytest.mark.parametrize("question", named(list(DOCUMENT.questions)[::8]))
def test_the_command_line_prints_what_the_function_returns(question: Question, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "--json", question.text]) == 0
    printed = json.loads(capsys.readouterr().out)
    expected = json.loads(json.dumps(asked(question.text).to_dict()))
    assert printed.pop("confidence") == pytest.approx(expected.pop("confidence"), abs=1e-6)
    assert printed == expected


PROBE = """
import sys
from article_chat.cli import main
status = main(["ask", "How far is the Kagaity air base from the Afghan border?"])
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""


def test_a_fresh_process_answers_on_the_indexed_article_without_the_heavy_packages(own_settings: Path) -> None:
    asked("How far is the Kagaity air base from the Afghan border?")
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=120, check=False, cwd=own_settings, env=dict(os.environ))
    assert run.returncode == 0, run.stderr
    assert "12 miles" in run.stdout
    assert "[1] “" in run.stdout
    assert not {"torch", "transformers", "sentence_transformers", "gradio"} & set(run.stderr.splitlines()[-1].split())


def test_bad_input_from_outside_is_one_line_and_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "When?", "--article", str(tmp_path / "gone.txt")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "gone.txt" in captured.err
    assert len(captured.err.splitlines()) == 1


def test_the_eval_command_measures_the_golden_questions(golden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    details = tmp_path / "details.jsonl"
    assert cli.main(["eval", str(golden), "--json", "--limit", "12", "--details", str(details)]) == 0
    overall = json.loads(capsys.readouterr().out)["overall"]
    assert overall["answerable"] + overall["unanswerable"] == 12
    assert overall["inexact_quotes"] == overall["gold_not_mapped"] == 0
    assert overall["hit_at_any"] >= overall["hit_at_2"] >= overall["hit_at_1"] >= 0.8
    assert 0 <= overall["auc_unanswerable"] <= 1
    lines = [json.loads(line) for line in details.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 12
    assert {"question", "gold", "answered", "confidence", "cited"} <= lines[0].keys()


def test_the_eval_command_measures_the_whole_where_the_reader_alone_is_by_passed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The people are listed, and the last sentence is counted off: the reader would look for words that say so."""
    text = "Edda Lund closed the ferry to Halden. The harbour stays open all the same. Nobody in the town was asked before."
    asked = {"Who is mentioned?": "Edda Lund", "What does the last sentence say?": "Nobody in the town", "Who closed the ferry?": "Edda Lund"}
    questions = [
        {"id": str(number), "question": question, "answers": [{"text": gold, "answer_start": text.index(gold)}]}
        for number, (question, gold) in enumerate(asked.items())
    ]
    file = tmp_path / "ferry.json"
    file.write_text(json.dumps({"data": [{"title": "Ferry", "paragraphs": [{"context": text, "qas": questions}]}]}), encoding="utf-8")
    assert cli.main(["eval", str(file), "--json", "--whole"]) == 0
    overall = json.loads(capsys.readouterr().out)["overall"]
    assert (overall["answerable_answered"], overall["answered_hit_at_1"]) == (1.0, 1.0)
    assert (overall["told_by_rules"], overall["rules_right"]) == (2, 1.0)


def test_four_in_five_follow_up_questions_are_answered_right() -> None:
    conversations = json.loads(conversations_benchmark.GOLDEN.read_text(encoding="utf-8"))
    with article_chat.Assistant.open() as assistant:
        right, of = conversations_benchmark.measure(assistant, conversations)["follow-up"]
    assert of >= 40
    assert right / of >= 0.8
