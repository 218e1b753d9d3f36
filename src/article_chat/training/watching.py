"""How a reader in training does on whole articles: the passages BM25 puts first are read for each question, and the reader alone decides.

Cheaper than `article-chat eval` (no embeddings, no calibration), so lower, but it moves with it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from article_chat.datatypes import Passage, Span
from article_chat.evaluation import Document, auc, best_f1, read_squad
from article_chat.passages import CountWordPieces, split_passages
from article_chat.reader.model import PassageReading
from article_chat.retrieval import LexicalIndex

QUESTIONS_PER_ARTICLE = 40
PASSAGES_READ = 8

Read = Callable[[str, Sequence[str]], Sequence[PassageReading]]
"""(question, passages) -> a reading each."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the passages to read for it, and the gold answers: spans of the article and their words (none: not answerable)."""

    question: str
    passages: tuple[Passage, ...]
    gold: tuple[Span, ...]
    answers: tuple[str, ...]


def load_cases(path: Path, count: CountWordPieces, *, per_article: int = QUESTIONS_PER_ARTICLE, seed: int = 0) -> list[Case]:
    """The same sample of each article's questions every time. `InputError` when the file is not in SQuAD's format."""
    return [case for document in read_squad(path) for case in _cases(document, count, per_article, seed)]


def measure(cases: Sequence[Case], read: Read) -> dict[str, float | None]:
    """First citation right and span F1 over the answerable questions, and the AUC of the best margin against the others."""
    right: list[bool] = []
    overlap: list[float] = []
    margins: dict[bool, list[float]] = {True: [], False: []}
    for case in cases:
        readings = read(case.question, [passage.text for passage in case.passages])
        best = int(np.argmax([reading.margin for reading in readings]))
        margins[bool(case.gold)].append(readings[best].margin)
        if case.gold:
            words, sentence = _best_words(case.passages[best], readings[best])
            right.append(any(sentence[0] < end and start < sentence[1] for start, end in case.gold))
            overlap.append(best_f1(words, case.answers))
    return {
        "hit_at_1": round(float(np.mean(right)), 3) if right else None,
        "span_f1": round(float(np.mean(overlap)), 3) if overlap else None,
        "auc_unanswerable": auc(margins[True], margins[False]),
    }


def _cases(document: Document, count: CountWordPieces, per_article: int, seed: int) -> Iterator[Case]:
    passages = split_passages(document.text, article_id=document.title, count=count)
    lexical = LexicalIndex([passage.text for passage in passages])
    for question in random.Random(seed).sample(document.questions, min(per_article, len(document.questions))):
        found = np.argsort(-lexical.scores(question.text), kind="stable")[:PASSAGES_READ]
        yield Case(question.text, tuple(passages[i] for i in found), question.gold, question.answers)


def _best_words(passage: Passage, reading: PassageReading) -> tuple[str, Span]:
    if not reading.spans:
        return "", passage.sentences[0]
    span = reading.spans[0]
    return passage.text[span.start : span.end], passage.sentence_at(passage.start + span.start)
