"""Statements with windows of text that carry them or do not, to train the reader on: `python -m article_chat.support.pairs DATA.jsonl.gz OUT.jsonl`.

To the reader a statement is a question that has no question mark: where a window carries it, the reader points at the first word of the sentence
that does; where none does, at "no answer here". Each line of OUT holds `statement` and `windows`, [text, [start, end]] or [text, null]; only the
first window may carry it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tqdm import tqdm

from article_chat.support.asked import other_answers, pattern_of, state
from article_chat.support.made import FALSE, lighten, split, written
from article_chat.support.parsing import Sentence, parse_all

SENTENCES = ("squad_explorer", "routerlens_squad", "ester")
"""Sources whose sentences are changed: expository prose and news."""
QUESTIONS = ("squad_explorer", "routerlens_squad", "squadshifts", "qed")
"""Sources whose questions are said as statements."""
SHARE_OF_SENTENCES = 0.3

WORDS_OF_A_WINDOW = 75
"""At most, the sentence itself aside: about what a passage holds."""

Window = tuple[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and its windows; only the first may carry it."""

    statement: str
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the training data: where it comes from, its sentences, parsed, and the questions asked of it."""

    source: str
    sentences: tuple[str, ...]
    parsed: tuple[Sentence, ...]
    questions: tuple[dict[str, Any], ...]


def paragraphs(path: Path, *, limit: int | None, seed: int) -> Iterator[list[Paragraph]]:
    """The paragraphs of one article after the other, in an order drawn from `seed`."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] in SENTENCES + QUESTIONS:
                groups.setdefault((row["source"], row.get("title") or row["context"][:80]), []).append(row)
    keys = sorted(groups)
    Random(seed).shuffle(keys)  # repeatable, not secret
    for key in keys[:limit]:
        found = [(split(row["context"]), row["qas"]) for row in groups[key]]
        yield [Paragraph(key[0], tuple(s), tuple(parse_all(s)), tuple(questions)) for s, questions in found if len(s) >= 2]


def pairs_of(article: Sequence[Paragraph], foreign: Sequence[str], *, rng: Random) -> Iterator[Pair]:
    """Statements made of the sentences and of the questions of an article, true and false in about equal number."""
    for number, paragraph in enumerate(article):
        others = article[rng.randrange(len(article))] if len(article) > 1 else None
        elsewhere = others if others is not article[number] else None
        for row, sentence in enumerate(paragraph.parsed):
            if paragraph.source in SENTENCES and 8 <= len(sentence.tokens) <= 45 and rng.random() < SHARE_OF_SENTENCES:
                yield from _of_sentence(paragraph, row, elsewhere, foreign, rng)
        if paragraph.source in QUESTIONS:
            yield from _of_questions(paragraph, rng)


def _of_sentence(paragraph: Paragraph, row: int, elsewhere: Paragraph | None, foreign: Sequence[str], rng: Random) -> Iterator[Pair]:
    text = lighten(paragraph.sentences[row], rng)
    carries = _window(paragraph, row, rng, marked=True)
    without = [_window(elsewhere, rng.randrange(len(elsewhere.sentences)), rng)] if elsewhere else []
    yield Pair(written(text, rng), (carries, *without))
    _, change = rng.choice(FALSE)
    changed = change(text, rng, paragraph.parsed, foreign)
    if changed and changed != text:
        yield Pair(written(changed, rng), ((carries[0], None),))
    elif len(paragraph.sentences) > 3:
        near = row + 1 if row + 1 < len(paragraph.sentences) else row - 1
        yield Pair(written(text, rng), (_window(paragraph, near, rng, never=row),))


def _of_questions(paragraph: Paragraph, rng: Random) -> Iterator[Pair]:
    asked = [(qa, pattern) for qa in paragraph.questions if (pattern := pattern_of(qa["question"]))]
    for qa, pattern in asked:
        answer = qa["answers"][0]["text"].strip() if qa["answers"] else ""
        row = _row_of(paragraph, answer, qa["question"])
        if row is None or len(answer.split()) > 8:
            continue
        window = _window(paragraph, row, rng, marked=True)
        if answer:
            yield Pair(state(pattern, answer), (window,))
        wrong = other_answers(paragraph.sentences, answer, [a["text"] for other in paragraph.questions for a in other["answers"][:1]])
        if wrong:
            yield Pair(state(pattern, rng.choice(wrong)), ((window[0], None),))


def _row_of(paragraph: Paragraph, answer: str, question: str) -> int | None:
    """The sentence that has the answer, of several the one most like the question; without an answer, that one of all."""
    rows = [i for i, sentence in enumerate(paragraph.sentences) if answer in sentence]
    words = set(re.findall(r"\w{3,}", question.lower()))
    return max(rows, key=lambda i: len(words & set(re.findall(r"\w{3,}", paragraph.sentences[i].lower()))), default=None)


def _window(paragraph: Paragraph, row: int, rng: Random, *, marked: bool = False, never: int | None = None) -> Window:
    """Sentences around `row`; `marked` gives the first word of that sentence, `never` is a sentence to stay out."""
    first, last = row, row + 1
    size = 0
    while True:
        choices = [i for i in (first - 1, last) if 0 <= i < len(paragraph.sentences) and i != never]
        choices = [i for i in choices if size + len(paragraph.sentences[i].split()) <= WORDS_OF_A_WINDOW]
        if not choices:
            break
        choice = rng.choice(choices)
        size += len(paragraph.sentences[choice].split())
        first, last = min(first, choice), max(last, choice + 1)
    start = sum(len(sentence) + 1 for sentence in paragraph.sentences[first:row])
    word = paragraph.sentences[row].split()[0]
    return " ".join(paragraph.sentences[first:last]), (start, start + len(word)) if marked else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.support.pairs", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("data", type=Path, help="gzipped JSON lines: source, title, context, qas")
    parser.add_argument("out", type=Path, help="JSON lines: statement, windows")
    parser.add_argument("--articles", type=int, help="articles to make statements of (default: all)")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    foreign: list[str] = ["The rest of it was sold to a firm in the north by the end of the year."]
    with options.out.open("w", encoding="utf-8") as out:
        for number, article in enumerate(tqdm(paragraphs(options.data, limit=options.articles, seed=options.seed), unit="article")):
            for pair in pairs_of(article, foreign, rng=Random(f"{options.seed}/{number}")):
                out.write(json.dumps({"statement": pair.statement, "windows": pair.windows}, ensure_ascii=False) + "\n")
            foreign = [sentence for paragraph in article[:4] for sentence in paragraph.sentences] or foreign


if __name__ == "__main__":
    main()
