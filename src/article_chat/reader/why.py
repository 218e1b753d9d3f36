"""The short answer to "why": the reason that the sentence itself marks as one, and nothing of what it is the reason for."""

from __future__ import annotations

import re
from itertools import pairwise

from article_chat.datatypes import Span
from article_chat.reader.completing import to_the_end_of_its_clause
from article_chat.writing import kindred

_ASKS_WHY = re.compile(r"\W*(?:and |so |but )?(?:why|how come|for what reason)\b", re.IGNORECASE)
_FRONTED = re.compile(r"[\"“]?(?:(?:and|but|yet) )?(?:because|since|as)\s+", re.IGNORECASE)
_BECAUSE = re.compile(r"\bbecause (?:of )?", re.IGNORECASE)
_GIVES_A_REASON = re.compile(r"\b(?:because|since|for|to|so)(?: \w+)?\s*$", re.IGNORECASE)
"""What stands before words that tell a reason, too."""
_BEGINS_WITH_ONE = re.compile(r"(?:since|for|to|so|in order|owing|due|thanks)\b", re.IGNORECASE)
_BLAMING = re.compile(r"(?:[\w'’-]+ ){0,4}?(?:blam|cit)(?:ed|es|ing) (?=\w)", re.IGNORECASE)
"""What leads to a reason that somebody gives, and is none of it."""
_BEHIND = re.compile(r"[;—–]|, (?:but|and|while|though|although|so|yet|which)\b|,?[\"”]|,|\.?$")
_LEAST_WORDS = 5
"""Words of a reason before a comma may end it: before that, it sets off who somebody is."""
_WORD = re.compile(r"\w+")
_LITTLE = frozenset(
    "why how come the a an of in on at to for and or was were is are did do does had has have not that it he she they his her their its".split()
)
_MEASURED = r"(?:far|near|close|long|short|much|many|few|little|big|large|small|high|low|tall|deep|wide|old|often|fast|slow|heavy|loud|hot|cold|soon)"
_AS_TOLD = re.compile(rf"\W*(?:why|how come)\b(?:.*\bthat {_MEASURED}\b|.*(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere) there\W*$)", re.IGNORECASE)
"""Why something is as far, as long or where the last answer said."""
_MARKS_A_REASON = re.compile(
    r"\b(?:because|since|so|why|therefore|hence|thus|reasons?|causes?d?|due to|owing to|thanks to|in order to|for fear|on account of|as a result|in view of"
    r"|after|when|once|until|unless|if|whose|which)\b|[;:]|, (?:as|for|with|[a-z]+ing)\b|^\W*(?:As|For|To|With|By|[A-Z][a-z]+(?:ing|ed)) ",
    re.IGNORECASE,
)
"""What a reason may stand beside; where there is none of it, a sentence that states how something is gives none."""
_PURPOSE = re.compile(r"(\w+) to [a-z]{2,} (?=(?:the|an?|his|her|its|their|our|your|this|that|these|those|it|him|them|more|all)\b|[A-Z])")
_TAKES_TO = frozenset(
    "likely able going has have had want wants wanted need needs needed used ready free hope hopes hoped plan plans planned try tries tried began begun "
    "refused agreed decided seems appears set due expected".split()
)
"""Words that "to" and a verb belong to: "likely to help" tells no purpose."""
_ASIDE = re.compile(r"\([^()]*\)")
_OPENING_WORDS = 6
"""Words of a clause among which is who or what it is about."""


def reason(question: str, span: Span, sentence: str) -> Span:
    """The span, in characters of the sentence; for a question that asks why, the reason in it.

    A reason in front ends where the clause begins that the question asks about; a "because" elsewhere holds the reason where the span is none.
    """
    if not _ASKS_WHY.match(question):
        return span
    start, end = span
    if blaming := _BLAMING.match(sentence, start, end):
        return blaming.end(), end
    opener = _FRONTED.match(sentence)
    main = _main_clause(question, sentence, opener.end()) if opener else None
    if main is not None and start < main:
        return start, min(end, main)
    marks = list(_BECAUSE.finditer(sentence))
    if len(marks) != 1 or (_tells_a_reason(span, sentence) and not marks[0].start() <= start <= marks[0].end()):
        return span
    first = marks[0].end()
    last = main if opener and marks[0].start() < opener.end() else _end(sentence, first)
    if last is None:
        return span
    return to_the_end_of_its_clause(span, sentence) if start < last and first < end else (first, last)


def _tells_a_reason(span: Span, sentence: str) -> bool:
    return bool(_GIVES_A_REASON.search(sentence[: span[0]]) or _BEGINS_WITH_ONE.match(sentence[slice(*span)]))


def _main_clause(question: str, sentence: str, start: int) -> int | None:
    """Where the comma stands behind which what is asked about begins; None where no clause names it in its first words."""
    asked = [word for word in _WORD.findall(question.lower()) if word not in _LITTLE]
    commas = [place for place in range(start, len(sentence)) if sentence[place] == ","]
    for place, following in pairwise([*commas, len(sentence)]):
        opening = _WORD.findall(sentence[place:following].lower())[:_OPENING_WORDS]
        if any(kindred(word, one) for word in opening for one in asked):
            return place
    return None


def _end(sentence: str, start: int) -> int | None:
    """Where the reason ends that begins at `start`; None where it would be no word long."""
    ends = (match for match in _BEHIND.finditer(sentence, start) if match.group() != "," or len(sentence[start : match.start()].split()) >= _LEAST_WORDS)
    end = next(ends).start()  # there is one: the sentence ends
    return end if end > start else None


def asks_why_as_told(question: str) -> bool:
    """Whether it asks for the reason of a measure or a place that was told before: "Why is it that far?", "Why did they stay there?"."""
    return _AS_TOLD.match(question) is not None


def may_give_a_reason(sentence: str) -> bool:
    """Whether anything in the sentence, outside of brackets, may mark a reason or a purpose."""
    text = _ASIDE.sub("", sentence)
    return _MARKS_A_REASON.search(text) is not None or any(match[1].lower() not in _TAKES_TO for match in _PURPOSE.finditer(text))
