"""Answers as lines of a terminal. What an article says is data: nothing in it may steer the terminal it is printed on."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

from article_chat.datatypes import Answer, Check, Citation

_STEERING = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # a control sequence: colours, the cursor, the screen
    r"|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?"  # a string command: the window's title, the clipboard, links
    r"|\x1b."
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",  # what remains of them, C1, and what reverses the reading direction
    re.DOTALL,
)
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_KEPT_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """`text` without anything that a terminal would obey rather than show; line breaks and tabs stay."""
    return _STEERING.sub("", text.replace("\r\n", "\n"))


def escape_json(text: str) -> str:
    """JSON text, the same values, with the characters that JSON allows bare but a terminal obeys written as \\uXXXX."""
    return _KEPT_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def wants_colour(stream: IO[str], environment: Mapping[str, str] | None = None) -> bool:
    """Whether `stream` is a terminal whose owner has not asked for plain text (NO_COLOR, TERM=dumb)."""
    names = os.environ if environment is None else environment
    return stream.isatty() and not names.get("NO_COLOR") and names.get("TERM") != "dumb"


def prepare_streams() -> None:
    """Make the standard streams show what they cannot encode as escapes instead of failing, and read what they cannot decode."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=errors)


def print_lines(lines: Iterable[str]) -> None:
    """Each on a line of standard output, as soon as it is there."""
    for line in lines:
        print(line)


class Painter:
    """Lines for a person, in colour where that is wanted."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def paint(self, text: str, *styles: str) -> str:
        """`text`, cleaned, in the named styles."""
        text = clean(text)
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    def answer(self, answer: Answer, *, asked: str, skip_text: bool = False) -> Iterator[str]:
        """All there is to say about `answer`, refusals and doubts told apart; `skip_text` when reading and text stand there already."""
        if not skip_text:
            yield from self.reading(answer, asked)
            yield self.paint(answer.text, "bold") if answer.answered else self.paint(answer.text, "yellow")
        yield from self.citations(answer.citations, mark=answer.span)
        for doubt in answer.unsupported:
            yield self.paint(f"  ! Not supported by the article: {doubt.sentence} ({doubt.reason})", "red")
        if not answer.answered and answer.closest:
            how_near = f"{answer.confidence:.0%} likely to answer" if answer.unsure else "which is not an answer"
            yield self.paint(f"  The closest passage, {how_near}:", "dim")
            yield from self.citations(answer.closest[:1])
        if answer.notice:
            yield self.paint(f"  Note: {answer.notice}", "yellow")

    def reading(self, answer: Answer, asked: str) -> Iterator[str]:
        """How a question was read that leans on the conversation; nothing when it was taken as it stands."""
        if " ".join(answer.question.split()) != " ".join(asked.split()):
            yield self.paint(f"Read as: {answer.question}", "dim")

    def check(self, check: Check) -> Iterator[str]:
        """The verdict on a statement and its evidence."""
        if check.supported:
            yield self.paint(f"Supported by the article ({check.score:.0%}).", "green")
        elif not check.compared:
            yield self.paint(f"Nothing was checked. {check.reason or ''}".rstrip(), "yellow")
        else:
            yield self.paint(f"Not supported by the article ({check.score:.0%}). {check.reason or ''}".rstrip(), "yellow")
        yield from self.citations(check.citations)
        if check.closest:
            yield self.paint("  The closest sentence, which does not support it:", "dim")
            yield from self.citations(check.closest[:1])
        if check.notice:
            yield self.paint(f"  Note: {check.notice}", "yellow")

    def citations(self, citations: Sequence[Citation], *, mark: str | None = None) -> Iterator[str]:
        """One line each: number, quote, and where it stands; the words `mark` stand out where there is colour."""
        several = len({citation.article_id for citation in citations}) > 1
        for citation in citations:
            where = [citation.article_title or citation.article_id[:8]] if several else []
            where += [f"page {citation.page}"] if citation.page is not None else []
            where += [f"characters {citation.start}–{citation.end}"]
            quote = " ".join(clean(citation.quote).split())
            words = " ".join(clean(mark or "").split())
            if words and self.colour:
                quote = quote.replace(words, self.paint(words, "green"), 1)
            yield f"  {self.paint(f'[{citation.number}]', 'cyan')} “{quote}” {self.paint('(' + ', '.join(where) + ')', 'dim')}"
