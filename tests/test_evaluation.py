"""The numbers are worked out by hand on askers whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from article_chat.datatypes import REFUSAL, Answer, Citation
from article_chat.errors import InputError
from article_chat.evaluation import ANSWERABLE, LABELS, OFF_TOPIC, WHOLE, Question, auc, best_em, best_f1, evaluate, normalise, read_squad, table

SEAS = "The Aral Sea lies in Asia. It shrank after 1960."
LAKES = "Lake Baikal is 1642 metres deep."


def squad(*articles: tuple[str, list[dict[str, object]]]) -> dict[str, object]:
    return {"version": "v2.0", "data": [{"title": title, "paragraphs": paragraphs} for title, paragraphs in articles]}


def qa(question: str, *answers: tuple[str, int]) -> dict[str, object]:
    return {"id": question[:8], "question": question, "is_impossible": not answers, "answers": [{"text": t, "answer_start": s} for t, s in answers]}


TWO_ARTICLES = squad(
    ("Seas", [
        {"context": f"  {SEAS}\n", "qas": [qa("Where does the Aral Sea lie?", ("Asia", 23)), qa("Who owns the Aral Sea?")]},
        {"context": "Fish died.", "qas": [qa("What died?", ("Fish", 0))]},
    ]),
    ("Lakes", [{"context": LAKES, "qas": [qa("How deep is Lake Baikal?", ("1642 metres", 15), ("1642", 15))]}]),
)  # fmt: skip


@pytest.fixture
def save(tmp_path: Path) -> Callable[[object], Path]:
    def write(content: object) -> Path:
        path = tmp_path / "data.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def cite(text: str, quote: str, number: int = 1) -> Citation:
    start = text.index(quote)
    return Citation(number, start, start + len(quote), quote, text, 0, len(text), "id")


class Scripted:
    """Answers from a table: question -> (short answer, quotes, confidence); refuses below one half."""

    def __init__(self, text: str, script: dict[str, tuple[str, list[str], float]]) -> None:
        self.text, self.script = text, script

    def consider(self, question: str) -> Answer:
        span, quotes, confidence = self.script.get(question, ("nothing", [self.text[:5]], 0.1))
        citations = tuple(cite(self.text, quote, number) for number, quote in enumerate(quotes, 1) if quote in self.text)
        return Answer(text=span, question=question, answered=True, span=span, citations=citations, confidence=confidence)

    def answer(self, question: str) -> Answer:
        best = self.consider(question)
        if best.confidence >= 0.5:
            return best
        return Answer(text=REFUSAL, question=question, answered=False, closest=best.citations, confidence=best.confidence)


SCRIPT = {
    "Where does the Aral Sea lie?": ("Asia", ["The Aral Sea lies in Asia."], 0.9),
    "Who owns the Aral Sea?": ("It", ["It shrank after 1960."], 0.6),
    "What died?": ("Fish", ["It shrank after 1960.", "Fish died."], 0.4),
    "How deep is Lake Baikal?": ("is 1642 metres", [LAKES], 0.8),
}


def run(path: Path, **options: object) -> dict[str, float | int | None]:
    return evaluate(path, lambda text, _: Scripted(text, SCRIPT), **options).overall  # type: ignore[arg-type]


def test_every_measure_is_what_hand_counting_gives(save: Callable[[object], Path]) -> None:
    numbers = run(save(TWO_ARTICLES), off_topic=1)
    expected = {
        "answerable": 3, "unanswerable": 1, "off_topic": 2, "gold_not_mapped": 0,
        "hit_at_1": 2 / 3, "hit_at_2": 1.0, "hit_at_any": 1.0, "hit_at_1_with_refusals": 2 / 3, "hit_at_any_with_refusals": 2 / 3,
        "sentence_precision": 3 / 4, "span_em": 2 / 3, "span_f1": (1 + 1 + 0.8) / 3,
        "squad2_em": 1 / 4, "squad2_f1": (1 + 0 + 0.8 + 0) / 4,
        "refused_rightly": 0.0, "refused_wrongly": 1 / 3, "inexact_quotes": 0, "auc_unanswerable": 2 / 3,
    }  # fmt: skip
    assert {key: numbers[key] for key in expected} == pytest.approx(expected)
    assert numbers.keys() == LABELS.keys()


def test_offsets_follow_paragraphs_and_stripping(save: Callable[[object], Path]) -> None:
    seas, _ = read_squad(save(TWO_ARTICLES))
    assert seas.text == f"{SEAS}\n\nFish died."
    gold = [[seas.text[a:b] for a, b in q.gold] for q in seas.questions]
    assert gold == [["Asia"], [], ["Fish"]]


def test_gold_that_does_not_stand_there_is_counted_and_left_out(save: Callable[[object], Path]) -> None:
    wrong = squad(("Seas", [{"context": SEAS, "qas": [qa("Where?", ("Asia", 3)), qa("When?", ("1960", 43), ("1960", 0))]}]))
    numbers = run(save(wrong))
    assert (numbers["answerable"], numbers["gold_not_mapped"]) == (1, 2)


def test_off_topic_questions_come_from_the_other_article_and_are_the_same_each_time(save: Callable[[object], Path]) -> None:
    path = save(TWO_ARTICLES)
    reports = [evaluate(path, lambda text, _: Scripted(text, SCRIPT), off_topic=1, seed=7) for _ in range(2)]
    strange = [[(o.title, o.question.text) for o in r.outcomes if o.question.kind == OFF_TOPIC] for r in reports]
    assert strange[0] == strange[1]
    assert ("Seas", "How deep is Lake Baikal?") in strange[0]
    assert all(o.question.gold == () for o in reports[0].outcomes if o.question.kind == OFF_TOPIC)


def test_limits_spread_over_the_article_and_articles(save: Callable[[object], Path]) -> None:
    many = squad(("A", [{"context": SEAS, "qas": [qa(f"Where is sea {n}?", ("Asia", 21)) for n in range(10)]}]), ("B", [{"context": LAKES, "qas": []}]))
    report = evaluate(save(many), lambda text, _: Scripted(text, {}), limit=3, article_limit=1)
    assert [o.question.text for o in report.outcomes] == ["Where is sea 0?", "Where is sea 3?", "Where is sea 6?"]
    assert list(report.articles) == ["A"]


def test_each_article_is_opened_once_with_its_own_text(save: Callable[[object], Path]) -> None:
    opened: list[tuple[str, str]] = []

    def open_asker(text: str, title: str) -> Scripted:
        opened.append((title, text))
        return Scripted(text, SCRIPT)

    twins = squad(("Same", [{"context": SEAS, "qas": [qa("a?", ("Asia", 21))]}]), ("Same", [{"context": LAKES, "qas": [qa("b?", ("1642", 15))]}]))
    evaluate(save(twins), open_asker)
    assert opened == [("Same", SEAS), ("Same (2)", LAKES)]


def test_a_quote_that_is_not_the_articles_words_is_counted(save: Callable[[object], Path]) -> None:
    class Inventive(Scripted):
        def consider(self, question: str) -> Answer:
            return Answer(text="x", question=question, answered=True, citations=(Citation(1, 0, 3, "She", "", 0, 0, "id"),), confidence=0.9)

    one = squad(("Seas", [{"context": SEAS, "qas": [qa("Where?", ("Asia", 21))]}]))
    report = evaluate(save(one), lambda text, _: Inventive(text, {}))
    assert report.overall["inexact_quotes"] == 2


def test_refused_answers_are_judged_by_the_closest_passages(save: Callable[[object], Path]) -> None:
    class Timid(Scripted):
        def consider(self, question: str) -> Answer:
            return Answer(text=REFUSAL, question=question, answered=False, closest=(cite(self.text, "The Aral Sea lies in Asia."),), confidence=0.2)

    one = squad(("Seas", [{"context": SEAS, "qas": [qa("Where?", ("Asia", 21))]}]))
    numbers = evaluate(save(one), lambda text, _: Timid(text, {})).overall
    assert (numbers["hit_at_1"], numbers["hit_at_1_with_refusals"]) == (1.0, 0.0)


def test_table_and_json_say_the_same(save: Callable[[object], Path]) -> None:
    report = evaluate(save(TWO_ARTICLES), lambda text, _: Scripted(text, SCRIPT), off_topic=1)
    lines = table(report).splitlines()
    assert lines[0].split() == ["all", "Seas", "Lakes"]
    assert len(lines) == 1 + len(LABELS)
    assert next(line for line in lines if line.startswith(LABELS["hit_at_1"])).split()[-3:] == ["0.667", "0.500", "1.000"]
    assert next(line for line in lines if line.startswith(LABELS["refused_rightly"])).split()[-1] == "–"
    assert json.loads(json.dumps(report.to_dict())) == report.to_dict()
    assert all(json.dumps(outcome.to_dict()) for outcome in report.outcomes)


RULES = {
    "Where does the Aral Sea lie?": ("reader", 0.9, ["The Aral Sea lies in Asia.", "Fish died."]),
    "Who owns the Aral Sea?": ("reader", 0.95, ["It shrank after 1960."]),
    "What died?": ("about", 1.0, ["Fish died."]),
    "How deep is Lake Baikal?": ("dialogue", 1.0, []),
}
"""question -> (who is said to have answered, confidence, quotes): a sentence more than the reader's, a wrong rule, a right one, and small talk."""


class Ruled(Scripted):
    """The same, which other rules tell than the reader."""

    def consider(self, question: str) -> Answer:
        return replace(super().consider(question), answered_by="reader")

    def answer(self, question: str) -> Answer:
        who, confidence, quotes = RULES[question]
        citations = tuple(cite(self.text, quote, number) for number, quote in enumerate(quotes, 1))
        return Answer(text="told", question=question, answered=True, citations=citations, confidence=confidence, answered_by=who)


class Written(Ruled):
    """The reader's answers, put in words by a chat model that is surer of them."""

    def answer(self, question: str) -> Answer:
        return replace(self.consider(question), confidence=1.0, answered_by="model:x")


def test_the_whole_is_measured_by_what_is_given_as_the_answer(save: Callable[[object], Path]) -> None:
    numbers = evaluate(save(TWO_ARTICLES), lambda text, _: Ruled(text, SCRIPT), off_topic=0, measures=WHOLE).overall
    expected = {
        "answerable": 3, "unanswerable": 1, "off_topic": 0, "gold_not_mapped": 0,
        "answerable_answered": 2 / 3, "unanswerable_answered": 1.0, "off_topic_answered": None,
        "answerable_refused": 0.0, "unanswerable_refused": 0.0, "off_topic_refused": None,
        "answered_hit_at_1": 1.0, "answered_hit_at_any": 1.0, "answered_f1": (2 / 6 + 2 / 3) / 2,
        "told_by_rules": 3, "rules_right": 2 / 3, "reader_right": 1 / 3, "inexact_quotes": 0,
    }  # fmt: skip
    assert {key: numbers[key] for key in expected} == pytest.approx(expected)
    assert numbers.keys() == WHOLE.labels.keys()


def test_what_the_reader_refuses_or_answers_is_told_by_no_rules(save: Callable[[object], Path]) -> None:
    class Alone(Ruled):
        def answer(self, question: str) -> Answer:
            return replace(Scripted.answer(self, question), answered_by="reader")

    numbers = evaluate(save(TWO_ARTICLES), lambda text, _: Alone(text, SCRIPT), off_topic=0, measures=WHOLE).overall
    assert (numbers["told_by_rules"], numbers["rules_right"], numbers["reader_right"]) == (0, None, None)
    assert (numbers["answerable_answered"], numbers["answerable_refused"]) == pytest.approx((2 / 3, 1 / 3))


def test_what_a_chat_model_writes_is_told_by_no_rules(save: Callable[[object], Path]) -> None:
    numbers = evaluate(save(TWO_ARTICLES), lambda text, _: Written(text, SCRIPT), off_topic=0, measures=WHOLE).overall
    assert (numbers["told_by_rules"], numbers["rules_right"]) == (0, None)


def test_the_table_of_the_whole_has_its_own_lines(save: Callable[[object], Path]) -> None:
    lines = table(evaluate(save(TWO_ARTICLES), lambda text, _: Ruled(text, SCRIPT), off_topic=0, measures=WHOLE)).splitlines()
    assert len(lines) == 1 + len(WHOLE.labels)
    assert next(line for line in lines if line.startswith(WHOLE.labels["told_by_rules"])).split()[-3:] == ["3", "3", "0"]


def test_progress_sees_every_question(save: Callable[[object], Path]) -> None:
    seen: list[int] = []

    def progress(questions: Iterable[Question]) -> Iterable[Question]:
        listed = list(questions)
        seen.append(len(listed))
        return listed

    evaluate(save(TWO_ARTICLES), lambda text, _: Scripted(text, SCRIPT), off_topic=0, progress=progress)
    assert seen == [4]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not json", "not a SQuAD 2.0 file"),
        ("[]", "not a SQuAD 2.0 file"),
        ('{"data": [{}]}', "'paragraphs' is missing"),
        ('{"data": []}', "holds no question"),
    ],
)
def test_a_file_in_another_format_is_named(save: Callable[[object], Path], content: str, said: str) -> None:
    path = save(content)
    with pytest.raises(InputError, match=said) as caught:
        read_squad(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.json: cannot be read"):
        read_squad(tmp_path / "gone.json")


def test_normalisation_and_word_overlap() -> None:
    assert normalise("The  “Quick”, A fox!") == "“quick” fox"
    assert (best_em("the fox", ["Fox."]), best_em("", []), best_em("x", [])) == (1.0, 1.0, 0.0)
    assert best_f1("a red fox", ["fox", "blue bird"]) == pytest.approx(2 / 3)
    assert (best_f1("", ["fox"]), best_f1("", []), best_f1("fox fox", ["fox"])) == (0.0, 1.0, pytest.approx(2 / 3))


def test_auc_by_hand() -> None:
    assert auc([3.0, 2.0], [1.0, 2.0]) == pytest.approx(3.5 / 4)
    assert auc([1.0, 1.0], [1.0]) == 0.5
    assert auc([0.0], [1.0]) == 0.0
    assert auc([], [1.0]) is None


def test_the_golden_file_stands_on_the_articles_own_words(golden: Path) -> None:
    (document,) = read_squad(golden)
    answerable = [q for q in document.questions if q.kind == ANSWERABLE]
    assert document.lost == 0
    assert len(answerable) >= 30
    assert len(document.questions) - len(answerable) >= 18
    paragraphs = document.text.split("\n\n")[1:]
    starts = [document.text.index(p) for p in paragraphs]
    for start, paragraph in zip(starts, paragraphs, strict=True):
        assert any(start <= q.gold[0][0] < start + len(paragraph) for q in answerable), paragraph[:40]
    assert len({q.text for q in document.questions}) == len(document.questions) == len({q.id for q in document.questions})
