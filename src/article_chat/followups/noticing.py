"""What a question or an answer brings up besides plain names: names joined by "and", things counted, things named last, a title."""

from __future__ import annotations

import re
from itertools import pairwise

from article_chat.followups import words
from article_chat.followups.mentions import Mention, Sort, sort_of_phrase

_BESIDE = re.compile(rf",? and (?:(?:{'|'.join(words.PREPOSITIONS)}) )?(?:{'|'.join(words.ASKING)})(?: (?:else|[a-z]+))?\?+$", re.IGNORECASE)
"""What a question asks beside the one that the next may go on from: "Who traveled there, and why?"."""


def to_go_on_from(reading: str) -> str:
    """A question as the next one may go on from it: "And how many piles, and where?" as "How many piles?"."""
    question = reading.strip()
    match = re.match(rf"(?:and|but|so|ok|okay),? (?=(?:{'|'.join(words.ASKING | words.AUXILIARIES)})\b)", question, re.IGNORECASE)
    alone = question[match.end() :][:1].upper() + question[match.end() :][1:] if match else question
    return _BESIDE.sub("?", alone)


def as_noun(mention: Mention) -> Mention:
    """A word that was capitalised as if it were a name, as the noun it is: "Repairs" -> the repairs."""
    noun = mention.text.lower()
    return Mention(f"the {noun}", mention.start, mention.end, sort_of_phrase(noun), named=False)


def together(text: str, named: list[Mention]) -> list[Mention]:
    """Names joined by "and" as one mention of several; with a comma before it, only where they end a list: else another clause begins there."""
    found = []
    for left, right in pairwise(named):
        joint = re.fullmatch(r"\s*(?P<comma>,?)\s+(?:and|&)\s+(?:the )?", text[left.end : right.start])
        listed = joint and (not joint["comma"] or re.search(r",\s*(?:the )?$", text[: left.start], re.IGNORECASE))
        if listed and Sort.TIME not in {left.sort, right.sort}:
            found.append(Mention(text[left.start : right.end], left.start, right.end, Sort.THINGS, named=True))
    return found


_CHOSEN = re.compile(
    rf"(?:and |so )?what (?!(?:kind|sort|type|part)s\b)((?:[a-z]+ )?[a-z]{{3,}}s) (?=(?:{'|'.join(sorted(words.AUXILIARIES))})\b)", re.IGNORECASE
)
"""Which of several things is asked for, by "what": "What prizes did she win?"."""


_COUNTED = re.compile(rf"\b(?:how many|which) ((?:[a-z]+ )?(?:[a-z]{{3,}}s|{'|'.join(sorted(words.PLURALS))}))\b", re.IGNORECASE)


def counted(question: str) -> list[Mention]:
    """What the question asks the number or the choice of, as it is said afterwards: "how many engineers" -> the engineers."""
    match = _COUNTED.search(question) or _CHOSEN.match(question)
    if match is None or set(match.group(1).lower().split()) & (words.FUNCTION | words.VERBS | words.SPEAKING):
        return []
    return [Mention(f"the {match.group(1)}", match.start(1), match.end(1), Sort.THINGS, named=False)]


_NAMED_LAST = re.compile(
    rf"\b(?:do|does|did|can|could|will|would|are|were) (?:.+ )?(?!(?:{'|'.join(sorted(words.PREPOSITIONS | words.DETERMINERS))}) )[a-z]+"
    r" (?P<noun>[a-z]{4,})\W*$",
    re.IGNORECASE,
)
"""A question with its verb before the last word, which can only be a noun where it ends as a plural does: "Does he give tours?"."""


def named_last(question: str) -> list[Mention]:
    """Several things that the question names last and without a determiner, as they are said afterwards: "Does he give tours?" -> the tours."""
    match = _NAMED_LAST.search(question)
    noun = match["noun"] if match else ""
    if sort_of_phrase(noun) is not Sort.THINGS or noun in words.FUNCTION | words.VERBS | words.SPEAKING | {"people"}:
        return []
    return [Mention(f"the {noun}", 0, len(noun) + 4, Sort.THINGS, named=False)]


def is_heading(question: str) -> bool:
    """Whether it is no question at all, such as the title of the article."""
    tokens = question.lower().split()
    return not question.rstrip().endswith("?") and not set(tokens[:3]) & (words.ASKING | words.AUXILIARIES | {"any", "tell", "and"})


def is_subject(question: str, mention: Mention) -> bool:
    """Whether the mention comes right after the auxiliary, or first."""
    before = question[: mention.start].lower().split()
    return not before or before[-1] in words.AUXILIARIES or (before[-1] == "the" and len(before) > 1 and before[-2] in words.AUXILIARIES)
