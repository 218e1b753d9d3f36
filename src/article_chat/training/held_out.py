"""What was written about articles held back from training, as a SQuAD 2.0 file of whole articles to measure and calibrate on:
`python -m article_chat.training.held_out --data reader-train.jsonl.gz --written src/training/written.jsonl OUT.json`.

Their questions are reworded as people reword them, so they are answered, and refused, less easily than those of annotators who have the words before them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from article_chat.reader.reported import asks_for_words
from article_chat.training.made import is_held_back
from article_chat.training.records import records_of
from article_chat.training.written import NOTHING, Written, key_of, load_written

FEWEST_PASSAGES = 20
"""Of an article: with fewer there is little to search."""
FEWEST_QUESTIONS = 140
"""Written about it."""


def held_out_articles(records: Iterable[Mapping[str, Any]], written: Mapping[str, Written]) -> list[dict[str, Any]]:
    """The "data" of a SQuAD 2.0 file: the articles held back that have a title, passages and questions enough, each passage once."""
    articles: dict[str, dict[str, dict[str, Any]]] = {}
    for record in records:
        if record.get("title") and record["source"] != "ester" and is_held_back(dict(record)):  # those titles name kinds of questions
            context = record["context"]
            articles.setdefault(record["title"], {}).setdefault(context, _paragraph(context, written.get(key_of(context), NOTHING)))
    found = [{"title": title.replace("_", " "), "paragraphs": list(passages.values())} for title, passages in articles.items()]
    return [_numbered(article) for article in found if _is_enough(article)]


def held_out_words(records: Iterable[Mapping[str, Any]], written: Mapping[str, Written]) -> list[dict[str, Any]]:
    """The same of single passages: those held back with questions for somebody's words ("What did she say?"), each an article with these alone."""
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        if is_held_back(dict(record)):
            paragraph = _paragraph(record["context"], written.get(key_of(record["context"]), NOTHING))
            asked = [qa for qa in paragraph["qas"] if asks_for_words(qa["question"])]
            if asked:
                found.setdefault(record["context"], {"title": f"{record.get('title') or 'Untitled'} {len(found)}", "paragraphs": [paragraph | {"qas": asked}]})
    return [_numbered(article) for article in found.values()]


def _is_enough(article: Mapping[str, Any]) -> bool:
    paragraphs = article["paragraphs"]
    return len(paragraphs) >= FEWEST_PASSAGES and sum(len(paragraph["qas"]) for paragraph in paragraphs) >= FEWEST_QUESTIONS


def _paragraph(context: str, about: Written) -> dict[str, Any]:
    asked = [
        {"question": question, "is_impossible": False, "answers": [{"text": context[start:end], "answer_start": start}]}
        for question, (start, end) in about.asked
    ]
    return {"context": context, "qas": asked + [{"question": question, "is_impossible": True, "answers": []} for question in about.unanswerable]}


def _numbered(article: dict[str, Any]) -> dict[str, Any]:
    questions = [qa for paragraph in article["paragraphs"] for qa in paragraph["qas"]]
    for number, qa in enumerate(questions, 1):
        qa["id"] = f"{article['title']} {number}"
    return article


def main(argv: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.training.held_out", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", required=True, help=".jsonl or .jsonl.gz: source, title, context, qas in each line")
    parser.add_argument("--written", type=Path, required=True, help="src/training/written.jsonl")
    parser.add_argument("--words", type=Path, help="file for single passages and the questions for somebody's words alone")
    parser.add_argument("out", type=Path)
    args = parser.parse_args(argv)
    written = load_written(args.written)
    _write(args.out, held_out_articles(records_of(*args.data), written))
    if args.words:
        _write(args.words, held_out_words(records_of(*args.data), written))


def _write(path: Path, articles: Sequence[Mapping[str, Any]]) -> None:
    path.write_text(json.dumps({"version": "v2.0", "data": articles}), encoding="utf-8")
    print(f"{path}: {len(articles)} articles, {sum(len(p['qas']) for a in articles for p in a['paragraphs'])} questions")


if __name__ == "__main__":
    main()
