"""Statements for the reader to find borne out, marked as such.

Other than a question answered by yes or no, which the sentence that denies it answers too, a statement is borne out by what says the same only.
"""

from __future__ import annotations

from article_chat.reader.yes_or_no import is_yes_or_no

MARK = "True or false: "
"""Begins what is put to the reader, so that it is read as a statement."""


def as_proposed(question: str, answer: str) -> str:
    """A question with the words proposed as its answer, to be found borne out like a statement."""
    words = answer.strip()
    return f"{question.strip().rstrip('?').rstrip()}? {words}{'' if words.endswith(('.', '!', '?')) else '.'}"


def is_stated(text: str) -> bool:
    """Whether it is a statement put to the reader."""
    return text.startswith(MARK)


def has_whole_sentences(question: str) -> bool:
    """Whether what the reader finds for it are whole sentences."""
    return is_stated(question) or is_yes_or_no(question)
