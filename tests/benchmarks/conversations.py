"""Golden conversations on the TIME article, asked turn by turn of the real assistant.

    python tests/benchmarks/conversations.py [CONVERSATIONS.json] [--quiet]

A turn is right when a citation overlaps one of the places that carry its answer; a turn without such a place is right when it is refused, or
answered by small talk. Prints every turn that went wrong and the share of first and follow-up turns that went right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from article_chat.assistant import Assistant
from article_chat.datatypes import Answer

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "conversations.json"


def is_right(answer: Answer, turn: dict[str, Any], text: str) -> bool:
    """Whether the answer cites one of the turn's places, or says nothing where there is nothing to say."""
    if not turn["evidence"]:
        return answer.answered_by == "dialogue" if turn.get("kind") == "dialogue" else not answer.answered
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in turn["evidence"]]
    return any(citation.start < end and start < citation.end for citation in answer.citations for start, end in spans)


def ask(assistant: Assistant, conversation: dict[str, Any]) -> list[tuple[dict[str, Any], Answer, bool]]:
    """Every turn of a conversation with its answer and whether that is right; the history is what was really answered."""
    history: list[tuple[str, str]] = []
    asked = []
    for turn in conversation["turns"]:
        answer = assistant.answer(turn["question"], history)
        asked.append((turn, answer, is_right(answer, turn, assistant.article.text)))
        history.append((turn["question"], answer.text))
    return asked


def measure(assistant: Assistant, conversations: Sequence[dict[str, Any]], *, quiet: bool = False) -> dict[str, tuple[int, int]]:
    """(right, all) of the first turns and of the follow-up turns, and of the latter when refusing is not allowed."""
    counts = {"first": [0, 0], "follow-up": [0, 0], "follow-up, refusing aside": [0, 0]}
    for conversation in conversations:
        for position, (turn, answer, right) in enumerate(ask(assistant, conversation)):
            count = counts["follow-up" if position else "first"]
            count[0] += right
            count[1] += 1
            if position and turn["evidence"]:
                found = right or is_right(assistant.consider(answer.question), turn, assistant.article.text)
                counts["follow-up, refusing aside"][0] += found
                counts["follow-up, refusing aside"][1] += 1
            if not right and not quiet:
                print(f"[{conversation['name']}] {turn['question']}\n    read as {answer.question}\n    answered {answer.answered}: {answer.text[:200]}")
    return {name: (right, total) for name, (right, total) in counts.items()}


def main() -> None:
    """Read the arguments, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conversations", type=Path, nargs="?", default=GOLDEN)
    parser.add_argument("--quiet", action="store_true", help="only the table")
    arguments = parser.parse_args()
    with Assistant.open() as assistant:
        for name, (right, total) in measure(assistant, json.loads(arguments.conversations.read_text("utf-8")), quiet=arguments.quiet).items():
            print(f"{name:28} {right} of {total} right ({right / max(1, total):.2f})")


if __name__ == "__main__":
    main()
