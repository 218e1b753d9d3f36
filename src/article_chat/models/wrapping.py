"""What some models put around an answer that was asked for as plain text: JSON, by itself or in a block of code.

An answer that stands in one field is read as if it had been written plainly, with the passages that another field names behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from article_chat.models.streaming import held_until

ANSWERS = ("answer", "text", "response")
QUESTIONS = ("question", "rewritten_question", "standalone_question", "rewritten", "text", "answer")
CITES = ("citations", "citation", "sources", "source", "passages", "references")

_CALLS = r"(?:(?:\[TOOL_CALLS\]|<\|python_tag\|>)\s*+)?"
"""How a call of a tool begins that a server passed on as text."""
_BEFORE = re.compile(
    rf"{_CALLS}(?:(?:sure|certainly|of course)[^\w{{\[`~]++)?(?:here\b[^\n:{{]*+:)?\s*+"
    r"(?:(?:```|~~~)[\w+-]*+\s*+)?(?=\{\s*[\"'}]|\[\s*\{)",
    re.IGNORECASE,
)
"""What stands before JSON, and nothing of it is read twice, however much white space it is."""
_UNDECIDED = re.compile(
    rf"{_CALLS}(?:(?:sure|certainly|of course)\W{{0,4}})?(?:h|he|her|here\b[^\n:{{]{{0,80}}(?::\s*)?)?"
    r"(?:`{0,2}|~{0,2}|(?:```|~~~)[\w+-]{0,12}\s*)(?:[{\[]\s*)?",
    re.IGNORECASE,
)
"""The whole of a beginning that may yet turn out to open JSON."""
_WORDS = ("sure", "certainly", "of course", "[tool_calls]", "<|python_tag|>")
_MARKED = re.compile(r"\W*(?:passage\s*)?(\d{1,4})\W*", re.IGNORECASE)
_HAS_MARKER = re.compile(r"[\[【]\s*\^?(?:passages?\s*)?\d", re.IGNORECASE)
_FIELDS = ("passage", "number", "id", "index")


class NotProseError(Exception):
    """The reply is JSON, and it isn't plain which part of it is the answer."""


def past_wrapping(stream: Iterator[str]) -> Iterator[str]:
    """The pieces of a reply as they come; of JSON the answer alone, when it has all come, and "" until then. NotProseError for JSON of another form."""
    return held_until(stream, _out_of_wrapping)


def _out_of_wrapping(beginning: str, *, over: bool) -> str | None:
    if over:
        return without_wrapping(beginning, ANSWERS)
    start = beginning.lstrip()
    return None if _BEFORE.match(start) or _may_be_wrapped(start) else beginning


def without_wrapping(reply: str, names: Sequence[str] = QUESTIONS) -> str:
    """A whole reply as it stands; of JSON the one field of these `names`. NotProseError for JSON of another form."""
    start = reply.lstrip()
    before = _BEFORE.match(start)
    return _unwrapped(start[before.end() :], names) if before else reply


def _unwrapped(bare: str, names: Sequence[str]) -> str:
    """The text in JSON, with a marker for each passage it names elsewhere."""
    try:
        fields, _ = json.JSONDecoder(strict=False).raw_decode(bare)
    except (ValueError, RecursionError):
        raise NotProseError from None
    answers = [fields[name] for name in names if isinstance(fields.get(name), str)] if isinstance(fields, dict) else []
    if len(answers) != 1:
        raise NotProseError
    [answer] = answers
    cited = "" if _HAS_MARKER.search(answer) else "".join(f"[{number}]" for number in _cited(fields))
    return f"{answer.rstrip()} {cited}" if cited else answer


def _may_be_wrapped(start: str) -> bool:
    return _UNDECIDED.fullmatch(start) is not None or any(word.startswith(start.lower()) for word in _WORDS)


def _cited(fields: dict[str, Any]) -> list[int]:
    """The passages that the other fields name, however each is named: 1, "1", "[1]", {"passage": 1}."""
    given: Any = next((fields[name] for name in CITES if name in fields), [])
    return [number for one in (given if isinstance(given, list) else [given]) if (number := _number(one))]


def _number(one: object) -> int:
    if isinstance(one, dict):
        one = next((one[name] for name in _FIELDS if name in one), "")
    match = _MARKED.fullmatch(str(one))
    return int(match.group(1)) if match else 0
