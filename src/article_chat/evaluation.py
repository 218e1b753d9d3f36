"""How well does it answer? A SQuAD 2.0 file in, a table of numbers out.

Each entry of the file is one article: its paragraphs joined by a blank line, so that the passage has to be found as it has in use. Every question
is asked twice: once as a person would (it may be refused) and once without refusing, so that finding and refusing are measured apart.
"""

from __future__ import annotations

import json
import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from article_chat.datatypes import Answer, Citation, Span
from article_chat.errors import InputError

PARAGRAPH_BREAK = "\n\n"

ANSWERABLE, UNANSWERABLE, OFF_TOPIC = "answerable", "unanswerable", "off-topic"
"""The three kinds of question: the article answers it, was written not to answer it, or is about something else."""

OFF_TOPIC_PER_ARTICLE = 50


class Asker(Protocol):
    """What is measured. `Assistant` is one."""

    def answer(self, question: str) -> Answer:
        """The answer a person gets, which may be a refusal."""

    def consider(self, question: str) -> Answer:
        """The best answer there is, never refused."""


OpenAsker = Callable[[str, str], Asker]
"""(article text, title) -> an assistant on exactly that text, loaded and warm."""

Watch = Callable[[Iterable["Question"]], Iterable["Question"]]
"""Wraps the questions to show how far it is, as `tqdm` does."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the file; `gold` are the answers' spans in the article's text, `answers` their words."""

    id: str
    text: str
    kind: str
    answers: tuple[str, ...] = ()
    gold: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the file. `lost` counts gold answers whose words do not stand where the file says, and which are left out."""

    title: str
    text: str
    questions: tuple[Question, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with its answer, its best answer without refusing, and the time (seconds) the first of them took."""

    title: str
    question: Question
    answer: Answer
    considered: Answer
    seconds: float
    inexact: int = 0

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The best citations there are, refused or not."""
        return self.considered.citations or self.considered.closest

    @property
    def prediction(self) -> str:
        """What SQuAD 2.0 scores: the short answer, or nothing for a refusal."""
        return _short(self.answer) if self.answer.answered else ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: one line of the details file."""
        return {
            "article": self.title, "id": self.question.id, "kind": self.question.kind, "question": self.question.text, "gold": list(self.question.answers),
            "answered": self.answer.answered, "prediction": self.prediction, "considered": _short(self.considered), "hit": _hit_rank(self.cited, self.question),
            "confidence": self.considered.confidence, "cited": [c.quote for c in self.cited], "seconds": round(self.seconds, 4),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers: `overall`, one dictionary per article, and every outcome behind them."""

    overall: dict[str, float | int | None]
    articles: dict[str, dict[str, float | int | None]]
    outcomes: tuple[Outcome, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, outcomes left out."""
        return {"overall": self.overall, "articles": self.articles}


def evaluate(
    data: str | Path,
    open_asker: OpenAsker,
    *,
    limit: int | None = None,
    article_limit: int | None = None,
    off_topic: int = OFF_TOPIC_PER_ARTICLE,
    seed: int = 0,
    progress: Watch | None = None,
) -> Report:
    """Ask every question of the SQuAD 2.0 file `data`, and count.

    `limit` takes that many questions of each article, spread over it; `article_limit` the first articles only; `off_topic` is how many answerable
    questions of the other articles each article is asked, never more than `limit`. `InputError` names a file that is not in the format.
    """
    documents = [_thin(d, limit) for d in read_squad(data)[:article_limit]]
    sample = off_topic if limit is None else min(off_topic, limit)
    plan = [(d, replace(q, kind=OFF_TOPIC, answers=(), gold=()) if strange else q) for d, q, strange in _questions(documents, sample, seed)]
    askers: dict[str, Asker] = {}
    outcomes: list[Outcome] = []
    queue = iter(plan)
    for question in (progress or iter)([question for _, question in plan]):
        document, _ = next(queue)
        if document.title not in askers:
            askers.clear()
            askers[document.title] = open_asker(document.text, document.title)
        outcomes.append(_ask(askers[document.title], document, question))
    lost = {d.title: d.lost for d in documents}
    by_article = {d.title: summarise([o for o in outcomes if o.title == d.title], lost=d.lost) for d in documents}
    return Report(summarise(outcomes, lost=sum(lost.values())), by_article, tuple(outcomes))


def read_squad(path: str | Path) -> list[Document]:
    """The articles of a SQuAD 1.1 or 2.0 file. `InputError` when it cannot be read as one."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        documents = [_document(entry, title) for entry, title in zip(data["data"], _titles(data["data"]), strict=True)]
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise InputError(f"{path}: not a SQuAD 2.0 file ({reason}). It is JSON: data > paragraphs > context and qas.") from error
    if not any(document.questions for document in documents):
        raise InputError(f"{path}: holds no question.")
    return documents


def summarise(outcomes: Sequence[Outcome], *, lost: int = 0) -> dict[str, float | int | None]:
    """All measures over `outcomes`; None where there is no question of the kind a measure needs."""
    kinds = {kind: [o for o in outcomes if o.question.kind == kind] for kind in (ANSWERABLE, UNANSWERABLE, OFF_TOPIC)}
    yes, no, off = kinds[ANSWERABLE], kinds[UNANSWERABLE], kinds[OFF_TOPIC]
    ranks = [_hit_rank(o.cited, o.question) for o in yes]
    kept = [_hit_rank(o.answer.citations, o.question) if o.answer.answered else None for o in yes]
    short = [(_short(o.considered), o.question.answers) for o in yes]
    squad = [(o.prediction, o.question.answers) for o in (*yes, *no)]
    considered = {kind: [o.considered.confidence for o in group] for kind, group in kinds.items()}
    times = sorted(o.seconds for o in outcomes)
    return {
        "answerable": len(yes),
        "unanswerable": len(no),
        "off_topic": len(off),
        "gold_not_mapped": lost,
        "hit_at_1": mean(rank == 1 for rank in ranks),
        "hit_at_2": mean(rank is not None and rank <= 2 for rank in ranks),
        "hit_at_any": mean(rank is not None for rank in ranks),
        "hit_at_1_with_refusals": mean(rank == 1 for rank in kept),
        "hit_at_any_with_refusals": mean(rank is not None for rank in kept),
        "sentence_precision": mean(overlaps(c, o.question) for o in yes for c in o.cited),
        "span_em": mean(best_em(p, gold) for p, gold in short),
        "span_f1": mean(best_f1(p, gold) for p, gold in short),
        "squad2_em": mean(best_em(p, gold) for p, gold in squad),
        "squad2_f1": mean(best_f1(p, gold) for p, gold in squad),
        "refused_rightly": mean(not o.answer.answered for o in no),
        "refused_wrongly": mean(not o.answer.answered for o in yes),
        "off_topic_refused": mean(not o.answer.answered for o in off),
        "auc_unanswerable": auc(considered[ANSWERABLE], considered[UNANSWERABLE]),
        "auc_off_topic": auc(considered[ANSWERABLE], considered[OFF_TOPIC]),
        "inexact_quotes": sum(o.inexact for o in outcomes),
        "median_seconds": _quantile(times, 0.5),
        "p95_seconds": _quantile(times, 0.95),
    }


LABELS = {
    "answerable": "questions: answerable",
    "unanswerable": "questions: written unanswerable",
    "off_topic": "questions: from other articles",
    "gold_not_mapped": "gold answers not found in the text",
    "hit_at_1": "first citation overlaps gold",
    "hit_at_2": "one of the first two does",
    "hit_at_any": "any does",
    "hit_at_1_with_refusals": "first does, refusals count as misses",
    "hit_at_any_with_refusals": "any does, refusals count as misses",
    "sentence_precision": "citations that overlap gold",
    "span_em": "short answer exact, without refusing",
    "span_f1": "short answer F1, without refusing",
    "squad2_em": "SQuAD 2.0 exact, with refusals",
    "squad2_f1": "SQuAD 2.0 F1, with refusals",
    "refused_rightly": "unanswerable refused",
    "refused_wrongly": "answerable refused",
    "off_topic_refused": "off-topic refused",
    "auc_unanswerable": "AUC of confidence, against unanswerable",
    "auc_off_topic": "AUC of confidence, against off-topic",
    "inexact_quotes": "citations that are not the article's words",
    "median_seconds": "seconds a question, median",
    "p95_seconds": "seconds a question, 95th percentile",
}
"""What each measure is called in the table, in order."""


def table(report: Report) -> str:
    """The report for a person: a line a measure, a column an article, all of them together first."""
    columns = {"all": report.overall} | (report.articles if len(report.articles) > 1 else {})
    heads = [_shorten(name, 16) for name in columns]
    width = max(map(len, LABELS.values()))
    lines = [" " * width + "".join(f"  {head:>{max(8, len(head))}}" for head in heads)]
    for key, label in LABELS.items():
        cells = (f"  {_cell(values[key]):>{max(8, len(head))}}" for head, values in zip(heads, columns.values(), strict=True))
        lines.append(f"{label:<{width}}" + "".join(cells))
    return "\n".join(lines)


def normalise(text: str) -> str:
    """SQuAD's: lower case, no punctuation, no articles, single spaces."""
    bare = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def best_em(prediction: str, gold: Sequence[str]) -> float:
    """1.0 when the normalised prediction is one of the answers; without answers, when it is empty."""
    return float(normalise(prediction) in {normalise(g) for g in gold or ("",)})


def best_f1(prediction: str, gold: Sequence[str]) -> float:
    """Largest F1 of the words of `prediction` against one of the answers; without answers, 1.0 when it is empty."""
    return max(_f1(normalise(prediction).split(), normalise(g).split()) for g in gold or ("",))


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """The chance that a positive scores above a negative, ties counting half; None when there are none of either."""
    if not positives or not negatives:
        return None
    ranked = sorted([(p, 1) for p in positives] + [(n, 0) for n in negatives])
    total, position = 0.0, 0
    while position < len(ranked):
        end = position
        while end < len(ranked) and ranked[end][0] == ranked[position][0]:
            end += 1
        total += sum(label for _, label in ranked[position:end]) * (position + 1 + end) / 2
        position = end
    count = len(positives)
    return (total - count * (count + 1) / 2) / (count * len(negatives))


def mean(values: Iterable[float]) -> float | None:
    """The mean; None of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def _titles(entries: Sequence[dict[str, Any]]) -> list[str]:
    """A name of its own for each article."""
    titles: list[str] = []
    for number, entry in enumerate(entries, 1):
        title = str(entry.get("title") or f"article {number}")
        titles.append(f"{title} ({number})" if title in titles else title)
    return titles


def _document(entry: dict[str, Any], title: str) -> Document:
    parts: list[str] = []
    questions: list[Question] = []
    offset, lost = 0, 0
    for paragraph in entry["paragraphs"]:
        raw = paragraph["context"]
        context = raw.strip()
        shift = offset - (len(raw) - len(raw.lstrip()))
        for qa in paragraph["qas"]:
            question, missing = _question(qa, raw, shift)
            lost += missing
            if question:
                questions.append(question)
        if context:
            parts.append(context)
            offset += len(context) + len(PARAGRAPH_BREAK)
    return Document(title, PARAGRAPH_BREAK.join(parts), tuple(questions), lost)


def _question(qa: dict[str, Any], raw: str, shift: int) -> tuple[Question | None, int]:
    """The question with its gold spans moved by `shift`, and how many of them had to be left out; None when none remains."""
    text, key = str(qa["question"]).strip(), str(qa.get("id", ""))
    if qa.get("is_impossible"):
        return Question(key, text, UNANSWERABLE), 0
    answers: dict[Span, str] = {}
    missing = 0
    for answer in qa["answers"]:
        words, start = answer["text"].strip(), answer["answer_start"] + len(answer["text"]) - len(answer["text"].lstrip())
        if words and raw[start : start + len(words)] == words:
            answers[start + shift, start + shift + len(words)] = words
        else:
            missing += 1
    if not answers:
        return None, missing
    return Question(key, text, ANSWERABLE, tuple(dict.fromkeys(answers.values())), tuple(answers)), missing


def _thin(document: Document, limit: int | None) -> Document:
    """Every n-th question, so that those taken come from the whole article."""
    count = len(document.questions)
    if limit is None or count <= limit:
        return document
    return replace(document, questions=tuple(document.questions[i * count // limit] for i in range(limit)))


def _questions(documents: Sequence[Document], off_topic: int, seed: int) -> Iterator[tuple[Document, Question, bool]]:
    """(article, question, whether it is off-topic), article by article."""
    chance = random.Random(seed)
    for document in documents:
        yield from ((document, question, False) for question in document.questions)
        others = [q for d in documents if d is not document for q in d.questions if q.kind == ANSWERABLE]
        yield from ((document, question, True) for question in chance.sample(others, min(off_topic, len(others))))


def _ask(asker: Asker, document: Document, question: Question) -> Outcome:
    start = time.perf_counter()
    answer = asker.answer(question.text)
    seconds = time.perf_counter() - start
    considered = asker.consider(question.text)
    shown = (*answer.citations, *answer.closest, *considered.citations, *considered.closest)
    inexact = sum(document.text[c.start : c.end] != c.quote for c in shown)
    return Outcome(document.title, question, answer, considered, seconds, inexact)


def _short(answer: Answer) -> str:
    """The words a person would call the answer: the span, else the first citation, else the text."""
    if answer.span is not None:
        return answer.span
    return answer.citations[0].quote if answer.citations else answer.text


def _hit_rank(citations: Sequence[Citation], question: Question) -> int | None:
    return next((rank for rank, citation in enumerate(citations, 1) if overlaps(citation, question)), None)


def overlaps(citation: Citation, question: Question) -> bool:
    """Whether a citation has a part of one of the gold answers."""
    return any(citation.start < end and start < citation.end for start, end in question.gold)


def _f1(prediction: Sequence[str], gold: Sequence[str]) -> float:
    if not prediction or not gold:
        return float(not prediction and not gold)
    common = (Counter(prediction) & Counter(gold)).total()
    return 2 * common / (len(prediction) + len(gold))


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """Linear between the two nearest of `ordered`."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _cell(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
