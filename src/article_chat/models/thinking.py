"""What some models think aloud in front of a reply, between tags such as <think> and </think>: nobody is shown it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_chat.models.streaming import held_until

_NAMES = ("think", "thinking", "thought", "reasoning", "seed:think", "tool_call", "function_calls", "tool_code")
_HARMONY = "<|channel|>analysis<|message|>"
OPENS = (*(f"<{name}>" for name in _NAMES), "[think]", "◁think▷", _HARMONY, f"<|start|>assistant{_HARMONY}")
"""In lower case; the last ones are how OpenAI's open models part thought and answer, where a server passes that on. A call of a tool that nobody
offered is no more of an answer than a thought."""
_CLOSES = re.compile(
    "|".join(map(re.escape, (*(f"</{name}>" for name in _NAMES), "[/think]", "◁/think▷", "<|channel|>final<|message|>", "assistantfinal"))), re.IGNORECASE
)
_LONGEST = 40
"""Characters of a closing tag, at most."""
_THINKING = re.compile(rf"(?:{'|'.join(map(re.escape, OPENS))}).*?(?:{_CLOSES.pattern}|$)", re.DOTALL | re.IGNORECASE)


def without_thinking(reply: str) -> str:
    """A whole reply without it, and without what stands before a closing tag of which the server kept the opening one."""
    return behind_thinking(_THINKING.sub("", reply))


def closes_thinking(reply: str, piece: str) -> bool:
    """Whether a closing tag ends in the last `piece` of the `reply`."""
    return _CLOSES.search(reply, max(0, len(reply) - len(piece) - _LONGEST)) is not None


def behind_thinking(reply: str) -> str:
    """What stands behind the last closing tag; all of it where there is none."""
    ends = [match.end() for match in _CLOSES.finditer(reply)]
    return reply[ends[-1] :] if ends else reply


def past_thinking(stream: Iterator[str]) -> Iterator[str]:
    """The pieces of a reply without it; "" for each piece of it, and while it may still begin."""
    return held_until(stream, _behind_opening_tag)


def _behind_opening_tag(beginning: str, *, over: bool) -> str | None:
    start = beginning.lstrip()
    if not over and _may_think(start.lower()):
        return None
    thinking = _THINKING.match(start)
    return start[thinking.end() :] if thinking else start


def _may_think(start: str) -> bool:
    """Whether a beginning, in lower case, is one of thinking that has not ended, or can still become one."""
    return any(opens.startswith(start) for opens in OPENS) or (start.startswith(OPENS) and _CLOSES.search(start) is None)
