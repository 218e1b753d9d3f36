"""Questions with a question word, said so that the same sentence answers them by yes.

People rarely put questions for yes or no into reading tests and often put them to an assistant: most of those that are trained on are made.
"""

from __future__ import annotations

import re

from article_chat.reader.yes_or_no import AUXILIARIES

_PREPOSITIONS = "of|in|on|at|by|to|for|from|with|about|as|into|during|after|before|under|between|through|against"
_ADVERBIAL = re.compile(
    rf"(?P<asked>when|where|why|how(?: often| long| far| soon| quickly)?|(?:{_PREPOSITIONS}) (?:what|which|whom)(?: [\w-]+){{0,3}}?) "
    rf"(?P<auxiliary>{AUXILIARIES}) (?P<rest>.+)",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?:what|who|whom|(?:what|which)(?: [\w-]+){1,2}?) (?P<auxiliary>do|does|did|has|have|had|can|could|will|would|should|might|must) "
    r"(?P<rest>(?:(?:the|an?|his|her|its|their|our|most|some|many|all|this|these|those|he|she|it|they|you|we|people)\b|[A-Z]).+)"
)
_SUBJECT = re.compile(
    rf"(?:what|who|(?:what|which)(?: [\w-]+){{1,3}}?) (?P<auxiliary>{AUXILIARIES}) (?P<rest>.+)",
    re.IGNORECASE,
)
_SAYS_SOMETHING = re.compile(r"\b(?:[a-z]{2,}(?:ed|en|ing)|built|made|found|held|set|led|won|lost|sold|born|known|shown|used|said|sent|kept|left|put)\b")
_HAS_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITIONS})\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(rf"\b(?:{_PREPOSITIONS})$", re.IGNORECASE)
_LEADING = frozenset("in on at by for from during after before".split())
_LONGEST_ANSWER = 6


def preposition_before(text: str, start: int) -> str:
    """The preposition that stands before an answer ("in" 1912), to be said with it; "" where none does."""
    before = text[:start].split()[-1:]
    return before[0] if before and before[0] in _LEADING else ""


def as_yes_or_no(question: str, answer: str, *, led_by: str = "", put_in: bool = True) -> str | None:
    """The question said so that the same sentence answers it by yes, or None where that makes no plain question.

    `led_by` is the word before the answer where it stands ("in" 1912); `put_in` puts the answer into the question where it may as well be left out.
    """
    plain = question.strip().rstrip(" ?")
    answer = answer.strip(" .,;:\"'")
    short = bool(answer) and len(answer.split()) <= _LONGEST_ANSWER and "?" not in answer
    if match := _ADVERBIAL.fullmatch(plain):
        return _of_adverbial(match, f"{led_by} {answer}".strip() if short else "", put_in=put_in)
    if match := _OBJECT.fullmatch(plain[:1].lower() + plain[1:]):
        complete = short and not _HAS_PREPOSITION.search(match["rest"])
        return f"{match['auxiliary'].capitalize()} {match['rest']} {answer}?" if complete else None
    if (match := _SUBJECT.fullmatch(plain)) and short and not _ENDS_OPEN.search(plain):
        return f"{match['auxiliary'].capitalize()} {answer} {match['rest']}?"
    return None


def _of_adverbial(match: re.Match[str], answer: str, *, put_in: bool) -> str | None:
    """When, where, why and how can be left out, unless nothing is said then ("Where is Paris?")."""
    rest = match["rest"]
    if _ENDS_OPEN.search(rest):
        return None
    whole = match["auxiliary"].lower() not in ("is", "are", "was", "were") or match["asked"].lower() in ("why", "how") or _SAYS_SOMETHING.search(rest)
    named = match["asked"].lower() not in ("why", "how") and answer
    if not whole and not named:
        return None
    return f"{match['auxiliary'].capitalize()} {rest} {answer}?" if named and (put_in or not whole) else f"{match['auxiliary'].capitalize()} {rest}?"
