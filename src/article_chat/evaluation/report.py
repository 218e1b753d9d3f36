"""Every question of a file asked, and a table of numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from article_chat.evaluation.finding import FINDING
from article_chat.evaluation.measures import Measures, Numbers
from article_chat.evaluation.outcomes import Asker, Outcome, ask
from article_chat.evaluation.squad import ANSWERABLE, OFF_TOPIC, Document, Question, read_squad

OFF_TOPIC_PER_ARTICLE = 50

OpenAsker = Callable[[str, str], Asker]
"""(article text, title) -> an assistant on exactly that text, loaded and warm."""

Watch = Callable[[Iterable["Question"]], Iterable["Question"]]
"""Wraps the questions to show how far it is, as `tqdm` does."""


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers: `overall`, one dictionary per article, every outcome behind them, and what the table calls each measure."""

    overall: Numbers
    articles: dict[str, Numbers]
    outcomes: tuple[Outcome, ...]
    labels: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, outcomes and labels left out."""
        return {"overall": self.overall, "articles": self.articles}


def evaluate(
    data: str | Path,
    open_asker: OpenAsker,
    *,
    limit: int | None = None,
    article_limit: int | None = None,
    off_topic: int = OFF_TOPIC_PER_ARTICLE,
    seed: int = 0,
    measures: Measures = FINDING,
    progress: Watch | None = None,
) -> Report:
    """Ask every question of the SQuAD 2.0 file `data`, and count what `measures` has.

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
        outcomes.append(ask(askers[document.title], document, question))
    lost = {d.title: d.lost for d in documents}
    by_article = {d.title: measures.summarise([o for o in outcomes if o.title == d.title], d.lost) for d in documents}
    return Report(measures.summarise(outcomes, sum(lost.values())), by_article, tuple(outcomes), measures.labels)


def table(report: Report) -> str:
    """The report for a person: a line a measure, a column an article, all of them together first."""
    columns = {"all": report.overall} | (report.articles if len(report.articles) > 1 else {})
    heads = [_shorten(name, 16) for name in columns]
    width = max(map(len, report.labels.values()))
    lines = [" " * width + "".join(f"  {head:>{max(8, len(head))}}" for head in heads)]
    for key, label in report.labels.items():
        cells = (f"  {_cell(values[key]):>{max(8, len(head))}}" for head, values in zip(heads, columns.values(), strict=True))
        lines.append(f"{label:<{width}}" + "".join(cells))
    return "\n".join(lines)


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


def _cell(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
