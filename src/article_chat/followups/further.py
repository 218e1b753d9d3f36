"""Questions that ask for no more than to go on: "Tell me more", "Anything else?", "What then?"."""

from __future__ import annotations

import re

_GO_ON = re.compile(r"(?:please )?(?:go on|continue|carry on|keep going|say more)(?: please)?", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:(?:and|but|so) )?(?:what (?:(?:happened|came|followed) )?)?(?:and )?(?:then|next|after (?:that|this)|afterwards?)(?: what(?: happened)?)?",
    re.IGNORECASE,
)
_MORE = frozenset("more else other another further".split())
_EMPTY = _MORE | frozenset(
    "tell say give show me us a an bit little some any anything something what are is were was there can could you i we do does did please and "
    "interesting important notable significant worth knowing know to learn of about in on from the this article text story page piece "
    "aspect aspects detail details fact facts thing things information info".split()
)
"""Words that name nothing of what is asked about."""


def asks_for_more(core: str) -> bool:
    """Whether a question asks for something further and names nothing: "Are there any other interesting aspects about this article?"."""
    said = re.findall(r"[\w'\u2019]+", core.lower())
    return bool(_GO_ON.fullmatch(core)) or (bool(_MORE & set(said)) and set(said) <= _EMPTY)


def asks_what_next(question: str) -> bool:
    """Whether a question asks what came after that which was just told: "What happened then?", "And then?"."""
    return _NEXT.fullmatch(question.strip(" ?!.,;:-\u2026")) is not None


_OTHERS = re.compile(r"(?:(?:and|but) )?(?:(?:what|how) (?:about|of) )?(?:all )?the other(?:s| ones| [a-z-]+s)", re.IGNORECASE)


def asks_for_the_others(question: str) -> bool:
    """Whether a question asks the same of all others of a kind and names none: "And the others?", "What about the other houses?"."""
    return _OTHERS.fullmatch(question.strip(" ?!.,;:-\u2026")) is not None
