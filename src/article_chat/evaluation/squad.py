"""A SQuAD file -> articles as whole documents, their questions with the places of the gold answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article_chat.datatypes import Citation, Span
from article_chat.errors import InputError

PARAGRAPH_BREAK = "\n\n"

ANSWERABLE, UNANSWERABLE, OFF_TOPIC = "answerable", "unanswerable", "off-topic"
"""The three kinds of question: the article answers it, was written not to answer it, or is about something else."""


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


def overlaps(citation: Citation, question: Question) -> bool:
    """Whether a citation has a part of one of the gold answers."""
    return any(citation.start < end and start < citation.end for start, end in question.gold)


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


def _titles(entries: Sequence[dict[str, Any]]) -> list[str]:
    """A name of its own for each article."""
    titles: list[str] = []
    for number, entry in enumerate(entries, 1):
        title = str(entry.get("title") or f"article {number}")
        titles.append(f"{title} ({number})" if title in titles else title)
    return titles
