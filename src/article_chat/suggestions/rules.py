"""Questions made from clauses and from telling patterns such as "12 miles from" or "a six-hour meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_chat.suggestions.clauses import PEOPLE, TIME, Clause, lemma_of

Suggestion = tuple[str, str]
"""(kind of question, question)."""

_TAKING = {
    "offer", "promise", "pledge", "propose", "demand", "win", "invent", "discover", "build", "receive", "create", "found", "announce", "produce", "design",
    "develop", "lose", "sell", "buy", "capture", "destroy", "introduce", "publish", "provide", "launch", "establish", "reject", "ban", "approve", "seek",
}  # fmt: skip
_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)"
_DISTANCE = re.compile(
    rf"(?:^|\b(?:where|and|that|,)\s)(?P<what>(?:[Tt]he )?[A-Z][\w'-]*(?: [\w'-]+){{0,4}}) (?P<be>is|was|lies|lay) (?:(?:just|some|about|only|roughly"
    rf"|nearly|around) )*"
    rf"{_NUMBER} (?:miles|kilometers|kilometres|km|meters|metres|yards|feet)(?: \w+)? from (?P<from>(?:the )?[\w' -]+?)(?=[).,;]|$)"
)
_LASTING = re.compile(
    rf"\b(?:an?|the|this|his|her|their|its) (?:{_NUMBER}-)?(?:hour|minute|day|week|month"
    rf"|year)(?:-long)? (?P<what>[a-z]+(?: [a-z]+)?(?: with (?:[A-Z]\w+ ?){{1,2}})?)"
)
_EVENTS = {
    "conversation", "meeting", "call", "war", "siege", "strike", "trial", "tour", "visit", "journey", "trip", "flight", "race", "drought", "battle", "session",
    "debate", "speech", "voyage", "search", "ceremony", "march", "occupation", "blockade", "embargo", "truce", "ceasefire", "walk", "concert", "interview",
}  # fmt: skip
_COUNTED = re.compile(
    rf"(?:^|\b(?:about|some|more than|at least|nearly|almost|over|around) )(?P<number>{_NUMBER}(?: (?:hundred|thousand|million"
    rf"|billion))?) (?P<what>(?:[a-z]+ )?[a-z]+s|people|men|women|children) "
    r"(?P<verb>were [a-z]+ed|died|attended|live|lived|joined|took part|voted|fled|gathered|worked|work|participated|enrolled)\b(?P<rest>(?: (?:in|at"
    r"|by|on|from|for|the) [\w' ]+?)?)(?=[,.;)]|$)",
    re.IGNORECASE,
)
_COST = re.compile(r"^(?P<what>(?:The|This) [a-z]+(?: [a-z]+)?|[A-Z]\w+(?: [A-Z]\w+)*) (?:has |had )?costs? (?:about |some |more than |nearly )?[$€£]?\d")
_PLURALS = re.compile(r"^(?P<what>(?!Results|Symptoms|Others|Things|Some|There)[A-Z][a-z]{3,}(?<!an)(?<!i)s) are (?:an? |the |\w+ )?(?!not\b|also\b)[a-z]+")
_TITLED = re.compile(
    r"\b(?:President|Minister|General|Chancellor|Senator|Governor|Mayor|Secretary|Professor|Dr\.?|Captain|Colonel|Admiral|Staff|Ambassador|Bishop|Director) "
    r"(?P<name>(?!General|Staff|Minister|Secretary|Assembly)[A-Z][\w-]+ (?:[A-Z]\. )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})"
)


_NO_PERSON = re.compile(r"\b(?:Hall|Time|Council|Office|House|School|Secretary|Assembly|Party|Committee|Court|Hospital|Street|Of|And|The|State|Department)\b")


def from_clause(clause: Clause) -> Iterator[Suggestion]:
    """Questions that the clause answers."""
    if clause.lemma == "be":
        yield from _about_being(clause)
    elif clause.lemma != "have":
        yield from _passive(clause) if clause.auxiliary in {"is", "was", "are", "were"} else _active(clause)


def _about_being(clause: Clause) -> Iterator[Suggestion]:
    match = re.match(r"(?:an?|the) (.+)", clause.rest)
    if match and clause.auxiliary in {"is", "was"} and len(clause.subject.split()) <= 4:
        person = clause.person or bool(set(re.findall(r"[a-z]+", match.group(1))) & PEOPLE)
        named = sum(word[:1].isupper() for word in clause.subject.split())
        if not person and (named == 0 or (not clause.subject.startswith("the ") and (named > 1 or clause.auxiliary == "was"))):
            return
        yield ("who is" if person else "what is"), f"{'Who' if person else 'What'} {clause.auxiliary} {clause.subject}?"
    if clause.auxiliary == "is" and (match := re.match(r"(?:located|based|situated|held|found) (?:in|on|at)\b", clause.rest)):
        yield "where", f"Where {clause.auxiliary} {clause.subject} {match.group().split()[0]}?"


def _passive(clause: Clause) -> Iterator[Suggestion]:
    short = len(clause.subject.split()) <= 7
    if clause.time and short and clause.auxiliary in {"was", "were"}:
        yield "when", f"When {clause.auxiliary} {clause.subject} {clause.verb}?"
    placed = clause.auxiliary in {"is", "was"} and clause.verb in {"born", "held", "built", "found", "signed", "located", "based", "buried"}
    if placed and short and re.match(r"(?:in|at|near) (?:the )?[A-Z]", clause.rest):
        yield "where", f"Where {clause.auxiliary} {clause.subject} {clause.verb}?"
    if re.match(r"by (?:the )?[A-Z]", clause.rest) and short and clause.auxiliary in {"was", "were"}:
        yield "who", f"Who {clause.verb} {clause.subject}?" if clause.verb.endswith("ed") else f"By whom {clause.auxiliary} {clause.subject} {clause.verb}?"


def _active(clause: Clause) -> Iterator[Suggestion]:
    rest = _without_time(clause.rest)
    if clause.lemma == "say":
        if not any(word[:1].isupper() for word in clause.subject.split()):
            return
        place = re.match(r"(?:in|at|to) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)*|last (?:week|month|year)|on [A-Z]\w+day", clause.rest)
        yield "said", f"What did {clause.subject} say{' ' + place.group() if place else ''}?"
        return
    simple = clause.whole and 1 <= len(rest.split()) <= 8 and not rest.startswith("by ")
    if clause.lemma in _TAKING and clause.rest and not clause.rest.startswith(("to ", "in ", "on ", "at ", "for ")):
        target = re.search(r"\b(?:to|for) (?:the )?(?:President |Prime Minister )?[A-Z][\w.]+(?: [A-Z][\w.]+)?$", rest)
        did = clause.auxiliary if clause.auxiliary in {"has", "have"} else "did"
        yield "what", f"What {did} {clause.subject} {clause.verb if did != 'did' else clause.lemma}{' ' + target.group() if target and simple else ''}?"
    if clause.time and simple and clause.auxiliary in {"", "had"}:
        yield "when", f"When did {clause.subject} {clause.lemma} {rest}?"
    if clause.person and simple and clause.auxiliary != "had":
        verb = f"{clause.auxiliary} {clause.verb}" if clause.auxiliary else clause.verb
        if not clause.verb.endswith("s"):
            yield "who", f"Who {verb.replace('have ', 'has ')} {rest}?"


def from_patterns(sentence: str) -> Iterator[Suggestion]:
    """Questions from numbers, lengths of time, causes and people with titles."""
    for match in _DISTANCE.finditer(sentence):
        be = {"lies": "is", "lay": "was"}.get(match["be"], match["be"])
        what = re.sub(r"^The ", "the ", match["what"])
        yield "how far", f"How far {be} {what} from {match['from'].strip()}?"
    for match in _LASTING.finditer(sentence):
        first, _, more = match["what"].strip().partition(" ")
        if more.split(" ")[0] in _EVENTS or (first in _EVENTS and more.startswith("with ")):
            yield "how long", f"How long was the {first} {more}?"
        elif first in _EVENTS:
            yield "how long", f"How long was the {first}?"
    for match in _COUNTED.finditer(sentence):
        yield "how many", f"How many {match['what']} {match['verb']}{match['rest']}?"
    if cost := _COST.match(sentence):
        yield "how much", f"How much did {_lower_the(cost['what'].split())} cost?"
    if (cause := re.match(r"(?P<clause>(?:The )?[A-Z][\w' -]{3,60}) because (?!of\b)", sentence)) and (why := _why(cause["clause"])):
        yield "why", why
    if plurals := _PLURALS.match(sentence):
        yield "what is", f"What are {plurals['what'].lower()}?"
    for titled in _TITLED.finditer(sentence):
        if not _NO_PERSON.search(titled["name"]):
            yield "who is", f"Who is {titled['name']}?"


def _why(clause: str) -> str | None:
    tokens = clause.split()
    for index, token in enumerate(tokens[1:], start=1):
        if token in {"is", "was", "are", "were"}:
            return " ".join(["Why", token, _lower_the(tokens[:index]), *tokens[index + 1 :]]) + "?"
        lemma = lemma_of(token)
        if lemma and token.islower() and token.endswith(("ed", "t", "d", "e", "w", "n", "k")):
            return " ".join(["Why did", _lower_the(tokens[:index]), lemma, *tokens[index + 1 :]]) + "?"
    return None


def _lower_the(tokens: list[str]) -> str:
    return " ".join(["the" if tokens[0] == "The" else tokens[0], *tokens[1:]])


def _without_time(rest: str) -> str:
    return " ".join(TIME.sub("", rest).split())
