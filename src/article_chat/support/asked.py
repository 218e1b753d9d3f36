"""Training statements made out of questions and their answers: people asked in words of their own, so these are paraphrases."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from article_chat.support.declaring import pattern_of
from article_chat.support.made import Made, is_held_back, split, title_of
from article_chat.support.parsing import parse


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be said as a statement with `{}` for the answer; `answer` is empty when the text has none."""

    pattern: str
    answer: str
    word: str


def from_questions(path: Path, *, count: int, seed: int) -> list[Made]:
    """Right answers, other answers of the same paragraph's article, and answers to what the text does not tell; about `count` of them."""
    rng = Random(seed)
    groups: dict[str, list[dict[str, Any]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] in ("squad_explorer", "routerlens_squad", "qed", "ester") and is_held_back(row):
                groups.setdefault(title_of(row), []).append(row)
    made: list[Made] = []
    keys = sorted(groups)
    rng.shuffle(keys)
    for key in keys:
        made.extend(_of_article(groups[key][:6], rng))
        if len(made) >= count:
            break
    return made[:count]


def _of_article(rows: Sequence[dict[str, Any]], rng: Random) -> Iterator[Made]:
    sentences = tuple(dict.fromkeys(part for row in rows for part in split(row["context"])))[:40]
    asked = [item for row in rows for item in _asked(row, " ".join(sentences))]
    answers = sorted({(item.word, item.answer) for item in asked if item.answer})
    for item in rng.sample(asked, min(6, len(asked))):
        others = [text for word, text in answers if word == item.word and _shape(text) == _shape(item.answer or text) and not _overlap(text, item.answer)]
        if item.answer and rng.random() < 0.55:
            yield Made(_state(item.pattern, item.answer), sentences, True, "answer")
        elif item.answer and (others or _names(sentences, item.answer)):
            yield Made(_state(item.pattern, rng.choice(others or _names(sentences, item.answer))), sentences, False, "other answer")
        elif others:
            yield Made(_state(item.pattern, rng.choice(others)), sentences, False, "no answer")


def _names(sentences: Sequence[str], answer: str) -> list[str]:
    """Other names of the text where the answer is one."""
    if not _shape(answer)[1]:
        return []
    return [name.text for sentence in sentences for name in parse(sentence).names if not _overlap(name.text, answer)]


def _asked(row: dict[str, Any], text: str) -> Iterator[Asked]:
    for qa in row["qas"]:
        pattern = pattern_of(qa["question"])
        answer = qa["answers"][0]["text"] if qa["answers"] else ""
        if pattern and len(answer.split()) <= 8 and (not answer or answer in text):
            yield Asked(pattern, answer, qa["question"].split()[0].lower())


def _state(pattern: str, answer: str) -> str:
    statement = pattern.replace("{}", answer.strip(" .,"), 1)
    return statement[:1].upper() + statement[1:]


def _shape(answer: str) -> tuple[bool, bool]:
    return any(c.isdigit() for c in answer), answer.split()[-1][:1].isupper() if answer else False


def _overlap(one: str, other: str) -> bool:
    return bool({word.lower() for word in one.split()} & {word.lower() for word in other.split()})
