"""The golden questions on the TIME article, put in other ways that ask the same: does the answer hang on them?

    python tests/benchmarks/wordings.py

Each way is made from the questions by rule: what surrounds them, capitals, the question mark, and how people and countries are called. Prints, for each,
how many answerable questions are cited right first, how many are refused, and how many unanswerable ones are answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from article_chat.assistant import Assistant
from article_chat.evaluation import ANSWERABLE, Question, overlaps, read_squad

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FILES = ("time.json", "bare.json")
NAMES = {
    "Putin": "President Vladimir Putin", "Kvashnin": "General Anatoli Kvashnin", "Bush": "President Bush", "the U.S.": "the US",
}  # fmt: skip
"""How the article calls somebody, and another way to."""


def _otherwise_called(question: str) -> str:
    for called, other in NAMES.items():
        question = re.sub(rf"(?<!Vladimir )(?<!Anatoli )(?<!President ){re.escape(called)}(?!\w)", other, question)
    return question


def _small(question: str) -> str:
    return question.lower().rstrip(" ?")


WORDINGS: Mapping[str, Callable[[str], str]] = {
    "as it stands": str,
    "in small letters, without a question mark": _small,
    "According to the article, …": lambda question: f"According to the article, {question[:1].lower()}{question[1:]}",
    "hi, … please": lambda question: f"hi, {_small(question)} please",
    "… according to the text?": lambda question: f"{question.rstrip(' ?')} according to the text?",
    "with titles and full names, the US": _otherwise_called,
}
"""A way to put a question, and the question put so."""


def measure(assistant: Assistant, questions: list[Question], wording: Callable[[str], str]) -> tuple[int, int, int]:
    """(answerable cited right first, answerable refused, unanswerable answered)."""
    right = refused = answered = 0
    for question in questions:
        answer = assistant.answer(wording(question.text))
        if question.kind == ANSWERABLE:
            right += answer.answered and overlaps(answer.citations[0], question)
            refused += not answer.answered
        else:
            answered += answer.answered
    return right, refused, answered


def main() -> None:
    """Print the table."""
    questions = [question for name in FILES for document in read_squad(GOLDEN / name) for question in document.questions]
    answerable = sum(question.kind == ANSWERABLE for question in questions)
    print(f"{answerable} answerable and {len(questions) - answerable} unanswerable questions\n")
    with Assistant.open() as assistant:
        for name, wording in WORDINGS.items():
            right, refused, answered = measure(assistant, questions, wording)
            print(f"{name:45} {right} right, {refused} refused; {answered} answered that have no answer", flush=True)


if __name__ == "__main__":
    main()
