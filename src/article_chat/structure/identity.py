"""Who or what somebody or something is, as an article says it in passing: "General Rushailo", "Ada Wells, the mayor,", "the union (NSU)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from article_chat.datatypes import Span
from article_chat.writing import HONORIFICS, TITLES, is_person

_ASKED = re.compile(
    r"(?:and |so |but )?(?:who|what)(?: exactly)? (?:is|was|are|were)(?: this| these)? (?:the )?"
    r"(?P<name>[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,6}?)(?: (?:anyway|exactly))?",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.’'-]*"
_WHOSE = r"(?:the|an?|its|his|her|their|our|my|one of|[\w.-]+['’]s?)"
_ITS_OWN = r"(?i:the|an?|its|his|her|their|our|my)"
_FROM = r"(?: (?:of|from|by|at) [^,;:()]{2,40})?"
_CALLS = r"(?:(?:that |whom? |which )?(?:we|they|he|she|I|everybody|everyone|people|locals) (?:calls?|called|nicknamed|named))"
_WORDS = r"[^,;:()—–]{2,80}?"
_TITLE = "|".join(sorted(TITLES - HONORIFICS))
_NO_NOUN = r"(?:and|from|with|for|than|that|when|where|while|after|before|day|week|year|time|way|moment|[a-z-]+(?:ed|ing|ly))\b"
_WHEN_IT_WAS = r"(?:[a-z]+\.? )?(?:(?:in|since|until|from) )?\d{3,4}\b"
"""What stands in brackets behind a name and tells when: "(ruled 1210-1231)", "(from 1263)"."""
_BESIDE = 1
"""The place of what stands behind the name and a comma, among the patterns."""
_IS_A_CLAUSE = re.compile(r"(?!who|whose|which|where).*\b(?:is|was|are|were|has|have|had|will|would|can|could|may|might|did|does|do)\b")
"""What goes on behind the comma with a subject and a verb of its own: "With Lund, the mayor was wrong"."""
_CLAUSE_ENDS = r"(?=[,;:)—–]|[.!?](?:\s|$)| (?:said|says|told|and|but)\b|$)"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is said of somebody's or something's nature. `rank` is lower the plainer it is said; `words` is where, in the sentence."""

    rank: int
    words: Span


def asked_identity(question: str) -> str | None:
    """The name of whom or what a question asks who or what it is: "Kvashnin" of "Who is Kvashnin?"; None for other questions."""
    match = _ASKED.fullmatch(" ".join(question.split()).strip(" ?!"))
    name = match["name"] if match else ""
    return name if name[:1].isupper() and name.split()[0].lower() not in TITLES else None


def asked_by_title(question: str) -> str | None:
    """The surname of whom a question asks who they are by a title: "Orr" of "Who is President Orr?"; None for other questions, and for an office."""
    match = _ASKED.fullmatch(" ".join(question.split()).strip(" ?!"))
    *titles, last = match["name"].split() if match else ("",)
    named = last[:1].isupper() and last.lower() not in TITLES and all(word.lower() in TITLES and word[:1].isupper() for word in titles)
    return last if titles and named else None


def identities(name: str, sentence: str) -> Iterator[Identity]:
    """What the sentence says of the bearer of the name, in passing or outright; nothing where it only names them."""
    wanted = r"\s".join(re.escape(part) for part in name.split())
    for number, pattern in enumerate(_patterns(wanted)):
        for match in pattern.finditer(sentence):
            words = match.span("words")
            if (number == _BESIDE and _IS_A_CLAUSE.match(match["words"])) or not is_person(match.groupdict(default="person").get("calling", "person").lower()):
                continue
            yield Identity(number, (words[0], words[0] + len(sentence[slice(*words)].rstrip())))


def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Outright, beside the name, in brackets behind it and before it, as a title, as a role, as a calling before it, as a kind of thing, and by what
    somebody is called; what they did, behind a "who", says it least."""
    full = rf"(?<![\w-]){name}(?!\w)"
    return (
        re.compile(rf"{full},? (?:is|was|are|were) (?P<words>{_WHOSE} {_WORDS}){_CLAUSE_ENDS}"),
        re.compile(rf"{full}, (?P<words>{_WHOSE} {_WORDS}|(?!(?:who|whose|which|where)\b)[a-z]+(?: [a-z]+)? (?:of|at|for|in) {_WORDS}){_CLAUSE_ENDS}"),
        re.compile(rf"{full} \((?P<words>(?!(?:where|which|when|see|and|or|for|now|then)\b|{_WHEN_IT_WAS})[^()\d][^()]{{2,80}})\)"),
        re.compile(rf"(?P<words>(?:{_NAME} )(?:(?:{_NAME}|of|the|for) ){{1,6}})\({name}\)"),
        re.compile(rf"(?P<words>(?:(?:{_NAME}|of|the|for) ){{0,6}}(?:{_TITLE.title()})(?i:(?: of(?: the)?)?)(?: {_NAME}){{0,4}}? {name})(?!\w)"),
        re.compile(rf"(?P<words>(?:{_ITS_OWN} )(?:[\w'’-]+ ){{0,3}}?(?:{_TITLE})|\b(?:{_TITLE})),? (?:{_NAME} ){{0,2}}{full}"),
        re.compile(rf"(?P<words>(?:{_ITS_OWN}|{_NAME}['’]s?) (?:[a-z][\w'’-]* ){{0,3}}?(?P<calling>[a-z]+)) (?:{_NAME} ){{0,2}}{full}"),
        re.compile(rf"(?P<words>{_ITS_OWN} (?:[a-z][\w'’-]* ){{0,3}}?(?P<calling>[a-z]+){_FROM}), (?:{_NAME} ){{0,2}}{full}(?=[,.])"),
        re.compile(rf"(?:^|[.!?][\"”’]? )(?P<words>(?P<calling>[A-Z][a-z]+)) (?:{_NAME} ){{0,2}}{full}"),
        re.compile(rf"(?P<words>(?:the|an?) (?:[a-z-]+ ){{0,2}}(?!{_NO_NOUN})[a-z-]{{3,}})(?:,? (?:called|named))? [\"“‘']?{full}(?=[\"”’']?(?:[,.;:)]|$))"),
        re.compile(rf"(?P<words>(?:the|an?) (?:[a-z-]+ ){{0,2}}?(?!{_NO_NOUN})[a-z-]{{3,}}) {_CALLS} (?:the )?[\"“‘']?{full}"),
        re.compile(rf"{full}, (?P<words>(?:who|whose|which|where) {_WORDS})(?=[,;:)—–]|[.!?](?:\s|$)| (?:and|but)\b|$)"),
    )


_SAYS_THE_SAME = re.compile(r"\b(?:is|was|are|were|be|been|being|born|alias|aka|a\.k\.a|names?|named|nicknamed|called|known|née|formerly|as|or)\b")
"""What may stand between two names of the same."""
_IS_OF = re.compile(r"['’]s\b|\bof\b|\b[A-Z]{2,}\b")
"""What makes of a name one of an office: whose it is, or letters as in "CEO"."""


def names_another(name: str, words: str, sentence: str) -> bool:
    """Whether the sentence names somebody else by the words, who only stands near: no word of the name, and no other name of the same.

    Whoever is asked for by what they are ("the Defense Minister", "Head of Research", "Ann's Deputy") is told by a name.
    """
    if _IS_OF.search(name) or any(word in TITLES or is_person(word) for word in re.findall(r"[a-z]+", name.lower())):
        return False
    name = name if name in sentence else name.split()[-1]
    if {*name.lower().split()} & {*words.lower().split()} or name not in sentence or words not in sentence:
        return False
    (start, end), (first, last) = ((sentence.index(one), sentence.index(one) + len(one)) for one in (name, words))
    between = sentence[min(end, last) : max(start, first)]
    return re.search(r"\w", between) is not None and _SAYS_THE_SAME.search(between) is None
