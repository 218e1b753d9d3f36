"""Lists that a text announces, "gather these tools:", and which of them a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span

ITEM = re.compile(r"[ \t]*(?:[-*+•‣▪–◦]|\d{1,3}[.)])(?:[ \t]|\Z)")
"""What an item of a list begins with."""

_SEVERAL = re.compile(
    r"(?:and |so )?(?:(?:what|which) (?:are|were)\b"
    r"|(?:(?:in|for|on|at|to|from|under|by|with) )?(?:what|which) (?:[a-z-]+ ){0,3}?(?!(?:is|was|does|has|this|less|happens|makes)\b)[a-z-]{2,}s\b"
    r"|(?P<verb>list|name|enumerate|give(?: me)?|show(?: me)?|tell me)\b)",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?:and |so |but )?(?:why\b|how come\b)", re.IGNORECASE)
_GIVES_REASONS = re.compile(r"\b(?:reasons?|because|why|causes?)\b", re.IGNORECASE)
_LEAST_WORDS = 2
"""Words that matter which a question must have for a list to be known by them."""
_TELLING = frozenset("give gave given name list mention cite state offer say said tell told includ".split())
"""Stems of what is done to a list by whoever tells it: it need not be called the same."""
_DENIALS = frozenset({"not", "no", "never", "without", "except", "neither", "nor"})

_BELOW = re.compile(r"[ \t]*\n{1,2}(?=[ \t]*\S)")
_MOST_SHOWN = 600
"""Characters of the code that a sentence announces which are quoted."""
_MOST_TOLD = 1_200
"""Characters of a paragraph that it announces, which is quoted whole or not at all."""

Mattering = Callable[[str], frozenset[str]]
"""A text -> the stems of its words that matter."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: the sentence that announces it, and its items, each the whole of its line."""

    lead: Span
    items: tuple[Span, ...]


def lists(text: str, sentences: Sequence[Span]) -> Iterator[Listed]:
    """The lists of a text, given by the spans of its sentences in order, of two items at least."""
    lead: Span | None = None
    items: list[Span] = []
    for span in sentences:
        begins_a_line = text.endswith("\n", 0, span[0])
        if items and not begins_a_line:
            items[-1] = (items[-1][0], span[1])
        elif lead and begins_a_line and ITEM.match(text, *span):
            items.append(span)
        else:
            yield from _listed(lead, items)
            lead, items = span if text.endswith(":", *span) else None, []
    yield from _listed(lead, items)


def _listed(lead: Span | None, items: Sequence[Span]) -> list[Listed]:
    return [Listed(lead, tuple(items))] if lead and len(items) > 1 else []


def shown_below(text: str, lead: Span) -> Span | None:
    """The code or the paragraph right below a sentence that ends its line with a colon, of long code the first lines; None below any other."""
    below = _BELOW.match(text, lead[1]) if text.endswith(":", *lead) else None
    if below is None:
        return None
    start = below.end()
    end = text.find("\n\n", start)
    end = end if end >= 0 else len(text.rstrip())
    if end - start > _MOST_SHOWN and (cut := text.rfind("\n", start, start + _MOST_SHOWN)) > start:
        end = cut
    return (start, end) if end - start <= _MOST_TOLD else None


def asks_for_several(question: str) -> bool:
    """Whether it asks for more than one thing: "which types", "what are the rules", "list the tools"."""
    return _SEVERAL.match(question.strip()) is not None


def wanted_words(question: str, mattering: Mattering) -> frozenset[str]:
    """What matters of a question besides that it wants to be told a list."""
    match = _SEVERAL.match(question.strip())
    return mattering(question.strip()[match.end("verb") :] if match and match["verb"] else question) - _TELLING


def is_announced(question: str, lead: str, heading: str, mattering: Mattering) -> bool:
    """Whether the sentence that announces a list, under a `heading`, has all that matters of a question for several things, or for reasons."""
    wanted, said = wanted_words(question, mattering), mattering(lead)
    for_reasons = _WHY.match(question.strip()) is not None and _GIVES_REASONS.search(lead) is not None
    if len(wanted & said) < _LEAST_WORDS or not (for_reasons or asks_for_several(question)):
        return False
    return wanted <= said | mattering(heading) and not (_DENIALS & (said - wanted))
