"""Several questions asked in one breath, told apart where that is safe: "When did it open, and how much did it cost?", "Who won? Why?".

What "and" joins inside a question ("What did Bush and Putin agree on?", "When and where was she born?") stays whole, and so does whatever is in doubt.
"""

from __future__ import annotations

import re

from article_chat.datatypes import parts_of
from article_chat.dialogue.framing import put_plainly

LONGEST = 600
"""Characters of what is looked through for several questions."""
MOST_PARTS = 5
"""More questions at once are taken as they stand, as one."""

_DO = r"(?:do|does|did|can|could|will|would|shall|should|must|may|might)(?:n['’]t)?"
_BE = r"(?:is|are|was|were|has|have|had)(?:n['’]t)?"
_AUX = rf"(?:{_DO}|{_BE})"
_BEFORE = r"(?:(?:in|on|at|to|for|from|by|with|of|about|since|until) )?"
_PRONOUN = r"(?:he|she|it|they|there|you|we|i|one|this|that|these|those)"
_NOUNS = r"(?:(?!(?:and|or|the|an?|it|he|she|they|is|are|was|were|did|does|do)\b)[\w'’%-]+ ){0,3}"
_HOW = rf"how(?: {_NOUNS.rstrip()})?"
_INVERTED = rf"{_BEFORE}(?:who|whom|why|when|where|(?:what|which|whose) ?{_NOUNS}|how ?{_NOUNS})\s*{_AUX} (?=\w)"
"""A question word and a verb in front of its subject: no clause inside another question has that order."""
_DOES = (
    r"(?:who|what) (?:else )?(?!(?:and|or|to|of|in|on|at|the|an?|it|he|she|they|we|you|i|his|her|its|their)\b)"
    r"(?:[a-z]+(?:ed|s)|won|lost|made|led|took|gave|got|left|built|wrote|began|became|came|went|ran|held|met|paid|said|saw|sold|bought|sent|spoke|cut|put"
    r"|set|found|kept|knew|drove|fought|fell|chose|drew|taught|told|brought|caught|sang|won|wore|bore|rose|lay|stood|thought|spent|hit|let|read)\b"
)
"""A question word that is the subject itself, and its verb."""
_CLAUSE = rf"(?:who|what|when|where|why|{_HOW}) (?:he|she|it|they|the [\w-]+|[A-Z][\w.’'-]+)(?: [\w.’'-]+)"
"""The order of a clause, as what is asked for stands behind "tell me"."""
_OPENS = re.compile(rf"(?:(?:and|but|so|or),? )?(?:{_BEFORE}(?:who|whom|whose|what|which|when|where|why|how)|{_AUX})\b", re.IGNORECASE)
_IS_CLAUSE = re.compile(_CLAUSE, re.IGNORECASE)
_TWO_WORDS = re.compile(r"(?:how|when|where|why|what|who),? (?:and|or) (?:how|when|where|why|what|who)\b", re.IGNORECASE)
_STARTS_INVERTED = re.compile(rf"(?:(?:and|but|so) )?(?:(?:how|when|where|why|what|who),? (?:and|or) )?(?:{_INVERTED}|{_DOES})", re.IGNORECASE)
_YES_OR_NO = re.compile(rf"{_AUX} (?=\w)", re.IGNORECASE)
_SURELY_ASKS = re.compile(rf"(?!(?:{_BEFORE}(?:who|whom|whose|which)) {_BE}\b){_INVERTED}", re.IGNORECASE)
"""What can be no clause that says which one is meant, as "who is ill" and "which is long" can."""
_GOES_ON_OF_IT = re.compile(rf"{_AUX} {_PRONOUN}\b", re.IGNORECASE)
_GOES_ON = re.compile(rf"{_AUX} (?:{_PRONOUN}|the|an?|his|her|its|their)\b", re.IGNORECASE)
_OPEN_END = re.compile(rf"\b(?:{_AUX}|the|an?|of|both|between)$", re.IGNORECASE)
"""What goes on behind "and": "What is" of "What is and what was the name"."""
_AND = re.compile(r"(?P<comma>,)? (?:and|but)(?: also|,)? (?=\w)", re.IGNORECASE)
_INNER = re.compile(r"\b(?:who|whom|whose|which|that|where|when|why|how|what|if|whether|because)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=\?)[!?]* +(?=\S)")
_QUOTES = re.compile(r"[\"“”]")
_WORDY = re.compile(r"[\w'’-]+")
_LEAST_WORDS = 3
"""Words of a question to which "and" joins another: "Did he" of "Did he and did she agree?" is none."""


def asked_at_once(question: str) -> tuple[str, ...]:
    """The questions that a question consists of, in order, each with a question mark; it alone where it is one.

    `question` is as it was typed; where courtesy stood around it, it stands around none of the parts.
    """
    sentences = [part for part in _SENTENCE.split(" ".join(question.split())) if part] if len(question) <= LONGEST else []
    if len(sentences) > 1 and not all(_is_whole(part) and _OPENS.match(put_plainly(part)) for part in sentences):
        return (question,)
    parts = tuple(part for sentence in sentences for part in _joined(sentence))
    return parts if 1 < len(parts) <= MOST_PARTS else (question,)


def _is_whole(part: str) -> bool:
    """Whether it ends as a question may, and no quotation reaches over its end."""
    return (part.endswith("?") or part[-1:].isalnum()) and len(_QUOTES.findall(part)) % 2 == 0


def _joined(sentence: str) -> list[str]:
    """The questions that "and" joins in a sentence."""
    found: list[str] = []
    begin = 0
    for match in _AND.finditer(sentence):
        before = sentence[begin : match.start()]
        if _are_two(before, sentence[match.end() :], comma=match["comma"] is not None):
            found.append(before)
            begin = match.end()
    parts = [put_plainly(part.strip(" ,;")) for part in (*found, sentence[begin:])]
    return [part[:1].upper() + part[1:] for part in parts]


def _are_two(before: str, behind: str, *, comma: bool) -> bool:
    """Whether what stands before "and" is a whole question, and what stands behind it another."""
    bare = put_plainly(before).rstrip(" ?.!")
    if len(_WORDY.findall(bare)) < _LEAST_WORDS or len(_QUOTES.findall(before)) % 2:
        return False
    if not (_STARTS_INVERTED.match(bare) or _YES_OR_NO.match(bare)):
        framed = bare.lower() != before.strip(" ?.!").lower()
        return framed and _IS_CLAUSE.match(bare) is not None and _IS_CLAUSE.match(behind) is not None
    if _OPEN_END.search(bare):
        return False
    if _SURELY_ASKS.match(behind):
        return True
    asks = _STARTS_INVERTED.match(behind) or (_GOES_ON if comma else _GOES_ON_OF_IT).match(behind)
    return asks is not None and _INNER.search(bare, _opening(bare)) is None


def _opening(before: str) -> int:
    """Where the question word ends that a question begins with, or two: "When and where"."""
    first = _TWO_WORDS.match(before) or _INNER.search(before)
    return first.end() if first else 0


def told_each(question: str, answer: str) -> list[tuple[str, str]]:
    """A turn as one turn for each question asked at once, where its answer tells of each on lines of its own, as `citations.together` puts them."""
    told = parts_of(answer)
    return told if told and len(asked_at_once(question)) == len(told) else [(question, answer)]
