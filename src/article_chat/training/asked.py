"""Questions put to whole articles, and what the reader saw for each: what the ranking and the confidence are fitted on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from article_chat.articles import Article
from article_chat.assistant import Assistant
from article_chat.config import Settings
from article_chat.evaluation import Document, Question
from article_chat.reader.ranking import Candidate
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.deciding import as_yes_or_no, preposition_before

Array = np.ndarray[Any, Any]
OFF_TOPIC_SHARE = 0.15
"""Off-topic questions per question of the article itself."""
PUT_IN = 0.4
"""Of the questions made to be answered by yes or no, those that name the answer, where they need not."""

OWN, STRANGE, YES_OR_NO = "own", "strange", "yes or no"
"""The article's own questions, some of other articles, and the first kind said so that yes or no answers them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to an article: its sentences, which of them hold a gold answer, and the gold texts (none: not answerable)."""

    article: str
    kind: str
    question: str
    candidates: list[Candidate]
    holds: Array
    answers: tuple[str, ...]


def ask_all(documents: Sequence[Document], store: Path, *, limit: int | None, seed: int, strange: float = OFF_TOPIC_SHARE) -> Iterator[Asked]:
    """Put each document's questions, and some of the other documents' (`strange` a question of its own), to it."""
    pick = random.Random(seed)
    for document in documents:
        own = pick.sample(document.questions, min(limit or len(document.questions), len(document.questions)))
        others = [q for d in documents if d is not document for q in d.questions if q.answers]
        foreign = [replace(q, gold=(), answers=()) for q in pick.sample(others, min(len(others), int(len(own) * strange)))]
        deciding = [made for q in own if q.gold and (made := _deciding(q, document.text, pick))]
        assistant = Assistant.open(Article(text=document.text, title=document.title), config=Settings(store=store))
        asked = [*((q, OWN) for q in own), *((q, STRANGE) for q in foreign), *((q, YES_OR_NO) for q in deciding)]
        for question, kind in tqdm(asked, desc=document.title[:24], unit="question"):
            candidates = assistant.candidates(question.text)
            holds = np.array([any(c.place.start < end and c.place.end > start for start, end in question.gold) for c in candidates], dtype=bool)
            yield Asked(document.title, kind, question.text, candidates, holds, tuple(question.answers))


def _deciding(question: Question, text: str, pick: random.Random) -> Question | None:
    """The question said so that yes answers it, of the same sentence; None where it can't be said so."""
    start, end = question.gold[0]
    made = as_yes_or_no(question.text, text[start:end], led_by=preposition_before(text, start), put_in=pick.random() < PUT_IN)
    return None if made is None or not is_yes_or_no(made) else replace(question, text=made)


def undecided(asked: Asked) -> Asked:
    """The question as if the article did not decide it: without the sentences that hold the answer, and those beside them."""
    order = np.argsort([c.place.start for c in asked.candidates], kind="stable")
    holds = np.flatnonzero(asked.holds[order])
    near = {int(order[i + step]) for i in holds for step in (-1, 0, 1) if 0 <= i + step < len(order)}
    left = [i for i in range(len(asked.candidates)) if i not in near]
    return replace(asked, candidates=[asked.candidates[i] for i in left], holds=asked.holds[left], answers=())


def of_yes_or_no(asked: Sequence[Asked]) -> list[Asked]:
    """The questions answered by yes or no, each with its answer in the article and without."""
    found = [a for a in asked if a.kind == YES_OR_NO]
    return [*found, *(rest for a in found if (rest := undecided(a)).candidates)]
