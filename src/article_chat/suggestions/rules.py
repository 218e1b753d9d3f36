"""Questions made from clauses and from telling patterns such as "12 miles from" or "a six-hour meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_chat.suggestions.clauses import MODALS, PEOPLE, TIME, Clause, lemma_of
from article_chat.suggestions.made import Made
from article_chat.writing import is_person

_TAKING = {
    "offer", "promise", "pledge", "propose", "demand", "win", "invent", "discover", "build", "receive", "create", "found", "announce", "produce", "design",
    "develop", "lose", "sell", "buy", "capture", "destroy", "introduce", "publish", "provide", "launch", "establish", "reject", "ban", "approve", "seek",
}  # fmt: skip
"""Verbs of which it can be asked what was done, whatever follows."""
_NOT_ASKED = {
    "take", "make", "get", "give", "put", "set", "hold", "keep", "cost", "vote", "rise", "fall", "become", "go", "come", "say", "remain", "grow", "show", "see",
    "play", "feature", "include", "want", "start", "begin", "end", "happen", "appear", "last", "live", "beat", "defeat", "marry", "meet", "accuse", "arrest",
    "appoint", "elect", "tell", "ask", "help", "hire", "kill", "lead", "join", "move", "run", "work", "enter", "leave", "reach", "follow", "score", "have",
}  # fmt: skip
"""Verbs of which "What did … do?" would be about a person, or about nothing."""
_PLACED = {
    "study", "live", "arrive", "land", "work", "die", "retire", "escape", "flee", "travel", "fly", "sail", "move", "settle", "return", "graduate", "perform",
    "speak", "meet", "begin", "start", "end", "stand", "grow",
}  # fmt: skip
_ALIKE_IN_THE_PAST = {"built", "led", "won", "made", "sold", "held", "found", "lost", "bought", "brought", "taught", "sent", "set"}
"""Participles that are past tenses too."""
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|hundred)"
)
_ROUGHLY = r"(?:(?:about|some|more than|at least|at most|up to|nearly|almost|over|around|only|just) )?"
_AMOUNT = rf"{_ROUGHLY}(?:[$€£]\d|{_NUMBER}(?: (?:thousand|million|billion))? (?:dollars|euros|pounds|crowns|francs|marks|yen|rupees)\b)"
_PLURAL = r"(?:(?:[a-z-]+ )?(?!(?:across|towards|besides|as|is|was|has|does|its|his|this|always|perhaps)\b)[a-z]+s|people|men|women|children)"
"""What is counted: "310 refugees across the sound" are refugees."""
_MANY = re.compile(rf"{_ROUGHLY}{_NUMBER}(?: (?:hundred|thousand|million|billion))? (?P<what>{_PLURAL})\b")
_UNITS = r"(?:times|seconds|minutes|hours|days|weeks|months|years|decades)"
_PERIOD = re.compile(rf"for {_ROUGHLY}{_NUMBER} {_UNITS}\b")
_MEASURED = re.compile(rf"{_ROUGHLY}{_NUMBER} \w+ (?P<measure>old|high|tall|long|wide|deep|thick|heavy)\b")
_CLOCK = re.compile(r"\bat (?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?| o['\u2019]clock)?|noon|midnight)(?=\s|$)")
_BEHIND_A_HEAD = re.compile(r",| (?:of|in|at|for|from|by|with|on|to|and|who|which|that)\b")
_OBJECT = re.compile(r"(?:the|an?|his|her|its|their|no|\w+’s|\w+'s)\b")
_AT_A_PLACE = re.compile(r"(?:at|in|near|to) (?:the )?[A-Z][a-z]+")
_ROLES = (
    "engineer|scientist|biologist|botanist|historian|economist|researcher|professor|teacher|coach|captain|manager|director|owner|founder|farmer|baker|painter|"
    "writer|author|poet|artist|composer|singer|architect|lawyer|judge|mayor|bishop|priest|king|queen|duke|prince|princess|doctor|nurse|spokesman|spokeswoman|"
    "spokesperson|secretary|president|chairman|chairwoman|chair|minister|governor|senator|officer|general|pilot|driver|passenger|witness|student|photographer|"
    "journalist|reporter|editor|explorer|inventor|merchant|fisherman|clockmaker|carpenter|leader|head|player|substitute|goalkeeper|striker|daughter|son|"
    "brother|sister|wife|husband|mother|father"
)
_TITLES = frozenset(
    "president minister general senator governor mayor king queen prince princess bishop judge captain secretary chairman professor doctor director "
    "leader".split()
)
"""Roles that stand before a name wherever it is said."""
_ROLE_BEFORE_A_NAME = re.compile(rf"\b(?i:{_ROLES}) (?=[A-Z][\w-]+ [A-Z])")
_NAMED = re.compile(
    rf"(?:\b(?:{_ROLES})|^(?i:{_ROLES}))(?: of (?:the )?[A-Z][\w-]+)?"
    r"(?:, (?P<full>[A-Z][\w-]+(?: [A-Z][\w-]+){1,3})(?=[,.;])|,? (?:called|named) (?P<called>[A-Z][\w-]+)"
    r"| (?P<name>[A-Z][a-z-]+ [A-Z][\w-]+))"
)
_TO_BE_KNOWN = re.compile(rf"\b(?P<name>[A-Z][a-z-]+(?: [A-Z][\w-]+){{1,3}}), (?:\d\d, )?(?:an?|the) (?:[\w-]+ ){{0,2}}(?:{_ROLES})\b")
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
    rf"|billion))?) (?P<what>{_PLURAL}) "
    r"(?P<verb>were [a-z]+(?:ed|en|ght|lt|nt|st)|died|attended|live|lived|joined|took part|voted|fled|gathered|worked|work|participated|enrolled)\b"
    r"(?P<rest>(?: (?:in|at|by|on|from|for|the) [\w' ]+?)?)(?=[,.;)]|$)",
    re.IGNORECASE,
)
_COST = re.compile(
    rf"^(?P<what>(?:The|This|An?) [a-z]+(?: (?!(?:{'|'.join(sorted(MODALS))})\b)[a-z]+)?|[A-Z]\w+(?: [A-Z]\w+)*) "
    rf"(?:has |had |(?P<modal>{'|'.join(sorted(MODALS))}) )?cost(?P<now>s?) (?:about |some |more than |nearly )?[$€£]?\d"
)
_PLURALS = re.compile(
    r"^(?P<what>(?!Results|Symptoms|Others|Things|Some|There)[A-Z][a-z]{3,}(?<!an)(?<!i)s) are (?P<next>(?:an? |the |\w+ )?(?!not\b|also\b)[a-z]+)"
)
_KEEPING = re.compile(rf"(?P<what>[A-Z][a-z]+(?: [a-z-]+){{0,2}}(?<!s)s) (?P<verb>[a-z]{{3,}}[^s\W]) (?P<meant>{_PERIOD.pattern})")
_TITLED = re.compile(
    r"\b(?:President|Minister|General|Chancellor|Senator|Governor|Mayor|Secretary|Professor|Dr\.?|Captain|Colonel|Admiral|Staff|Ambassador|Bishop|Director) "
    r"(?P<name>(?!General|Staff|Minister|Secretary|Assembly)[A-Z][\w-]+ (?:[A-Z]\. )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})"
)


FARTHEST = 80
"""Characters before a name that its title is looked for in."""
_IN_A_TITLE = re.compile(r"[\w.'\u2019-]+")
_NOT_IN_A_TITLE = frozenset("and or but by with to from that when while who as is was are were has had have said".split())
_NO_PERSON = re.compile(
    r"\b(?:Hall|Time|Council|Office|House|School|Secretary|Assembly|Party|Committee|Court|Hospital|Street|Of|And|The|State|Department"
    r"|Public|Licen[cs]es?|Act|Law|Terms|Agreement|Fund|Library|Index)\b"
)


def from_clause(clause: Clause) -> Iterator[Made]:
    """Questions that the clause answers."""
    if clause.lemma == "be":
        yield from _about_being(clause)
    elif clause.lemma == "have":
        yield from _about_having(clause)
    else:
        yield from _passive(clause) if _be_of(clause) else _active(clause)


def _be_of(clause: Clause) -> str:
    """The form of "be" that makes a clause passive, or ""; a modal verb before it is put in front of questions."""
    return clause.auxiliary if clause.auxiliary in {"is", "was", "are", "were"} or clause.auxiliary.endswith(" be") else ""


def _about_being(clause: Clause) -> Iterator[Made]:
    match = re.match(r"(?:an?|the) (.+)", clause.rest)
    if match and clause.auxiliary in {"is", "was"} and len(clause.subject.split()) <= 4:
        person = clause.person or bool(set(re.findall(r"[a-z]+", match.group(1))) & PEOPLE) or is_person(_head(match.group(1)))
        named = sum(word[:1].isupper() for word in clause.subject.split())
        if person or (named and (clause.subject.startswith("the ") or (named <= 1 and clause.auxiliary != "was"))):
            yield Made("who is" if person else "what is", f"{'Who' if person else 'What'} {clause.auxiliary} {clause.subject}?", clause.rest if person else "")
    if clause.auxiliary == "is" and (match := re.match(r"(?:located|based|situated|held|found) (?:in|on|at)\b", clause.rest)):
        yield Made("where", f"Where {clause.auxiliary} {clause.subject} {match.group().split()[0]}?")
    if measured := _MEASURED.match(clause.rest):
        yield Made("how much", f"How {measured['measure']} {clause.auxiliary} {clause.subject}?")
    if TIME.match(clause.rest):
        yield Made("when", f"When {clause.auxiliary} {clause.subject}?")


def _head(phrase: str) -> str:
    """The last word of a phrase before what it is of or where: "geologist" of "retired geologist in Lund"."""
    words = _BEHIND_A_HEAD.split(phrase, maxsplit=1)[0].split()
    return words[-1].rstrip(",") if words else ""


def _about_having(clause: Clause) -> Iterator[Made]:
    many = _MANY.match(clause.rest)
    if clause.verb or many is None or re.fullmatch(_UNITS, many["what"]):
        return
    do = {"has": "does", "have": "do", "had": "did"}[clause.auxiliary]
    yield Made("how many", f"How many {many['what']} {do} {_plural_inside(clause)} have?")


def _plural_inside(clause: Clause) -> str:
    """The subject inside a question: "Octopuses", which begins its sentence, is no name, while "Americans" is one."""
    return clause.subject.lower() if clause.auxiliary == "have" and re.fullmatch(r"[A-Z][a-z]{3,}(?<!an)(?<!i)s", clause.subject) else clause.subject


def _passive(clause: Clause) -> Iterator[Made]:
    first, _, be = clause.auxiliary.partition(" ")
    asked = " ".join(filter(None, [first, clause.subject, be, clause.verb]))
    if len(clause.subject.split()) > 7:
        return
    past = clause.auxiliary in {"was", "were"}
    if clause.time and (past or be):
        yield Made("when", f"When {asked}?")
    if _PERIOD.match(clause.rest):
        yield Made("how long", f"How long {asked}?")
    placed = clause.auxiliary in {"is", "was"} and clause.verb in {"born", "held", "built", "found", "signed", "located", "based", "buried"}
    if placed and re.match(r"(?:in|at|near) (?:the )?[A-Z]", _without_time(clause.rest)):
        yield Made("where", f"Where {asked}?")
    if past and re.match(r"by (?:(?:the )?[A-Z]|(?:the |an? )?[a-z]+ (?:of|from) )", clause.rest):
        as_past = clause.verb.endswith("ed") or clause.verb in _ALIKE_IN_THE_PAST
        yield Made("who", f"Who {clause.verb} {clause.subject}?" if as_past else f"By whom {asked}?", clause.rest)


def _active(clause: Clause) -> Iterator[Made]:
    rest = _without_time(clause.rest)
    asked = _asked(clause)
    if clause.lemma == "say":
        if not any(word[:1].isupper() for word in clause.subject.split()):
            return
        place = re.match(r"(?:in|at|to) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)*|last (?:week|month|year)|on [A-Z]\w+day", clause.rest)
        yield Made("said", f"What did {clause.subject} say{' ' + place.group() if place else ''}?")
        return
    simple = clause.whole and 1 <= len(rest.split()) <= 8 and not rest.startswith("by ")
    if re.match(_AMOUNT, clause.rest):
        yield Made("how much", f"How much {asked}?")
    elif (many := _MANY.match(clause.rest)) and not re.fullmatch(_UNITS, many["what"]) and clause.lemma != "vote":
        yield Made("how many", f"How many {many['what']} {asked}?", many.group())
    if clause.rest and _may_take(clause):
        target = re.search(r"\b(?:to|for) (?:the )?(?:President |Prime Minister )?[A-Z][\w.]+(?: [A-Z][\w.]+)?$", rest)
        yield Made("what", f"What {asked}{' ' + target.group() if target and simple else ''}?", clause.rest)
    if _PERIOD.match(clause.rest):
        yield Made("how long", f"How long {asked}?")
    if clause.lemma in _PLACED and _AT_A_PLACE.match(clause.rest) and not TIME.match(clause.rest):
        yield Made("where", f"Where {asked}?")
    yield from _dated_and_done(clause, rest, simple=simple)


def _dated_and_done(clause: Clause, rest: str, *, simple: bool) -> Iterator[Made]:
    """When it was done, and by whom."""
    if clause.time and (simple or not rest) and clause.auxiliary in MODALS | {"", "had"}:
        habit = _is_present(clause) and not re.search(r"\d{4}", clause.time)  # what is dated by a year is over: captions tell it in the present
        front = clause.auxiliary if clause.auxiliary in MODALS else "does" if habit else "did"
        yield Made("when", f"When {front} {clause.subject} {clause.lemma} {rest}".strip() + "?")
    if clause.person and simple and clause.auxiliary not in MODALS | {"had"}:
        verb = f"{clause.auxiliary} {clause.verb}" if clause.auxiliary else clause.verb
        if not clause.verb.endswith("s"):
            yield Made("who", f"Who {verb.replace('have ', 'has ')} {rest}?", clause.subject)


def _may_take(clause: Clause) -> bool:
    """Whether "What did … do?" has what follows the verb for its answer."""
    if clause.rest.startswith(("to ", "in ", "on ", "at ", "for ")):
        return False
    return clause.lemma in _TAKING or (clause.lemma not in _NOT_ASKED and _OBJECT.match(clause.rest) is not None)


def _asked(clause: Clause) -> str:
    """Subject and verb in the order of a question: "did the council pay", "must the council pay"."""
    if clause.auxiliary in {"has", "have"}:
        return f"{clause.auxiliary} {clause.subject} {clause.verb}"
    if clause.auxiliary in MODALS:
        return f"{clause.auxiliary} {clause.subject} {clause.lemma}"
    return f"{'does' if _is_present(clause) else 'did'} {clause.subject} {clause.lemma}"


def _is_present(clause: Clause) -> bool:
    return clause.auxiliary == "" and clause.verb.endswith("s") and clause.verb != clause.lemma


def from_patterns(sentence: str) -> Iterator[Made]:
    """Questions from numbers, lengths of time, causes and people with titles."""
    for match in _DISTANCE.finditer(sentence):
        be = {"lies": "is", "lay": "was"}.get(match["be"], match["be"])
        what = re.sub(r"^The ", "the ", match["what"])
        yield Made("how far", f"How far {be} {what} from {match['from'].strip()}?")
    for match in _LASTING.finditer(sentence):
        first, _, more = match["what"].strip().partition(" ")
        if more.split(" ")[0] in _EVENTS or (first in _EVENTS and more.startswith("with ")):
            yield Made("how long", f"How long was the {first} {more}?")
        elif first in _EVENTS:
            yield Made("how long", f"How long was the {first}?")
    for match in _COUNTED.finditer(sentence):
        yield Made("how many", f"How many {match['what']} {match['verb']}{match['rest']}?")
    if cost := _COST.match(sentence):
        front = cost["modal"] or ("does" if cost["now"] else "did")
        yield Made("how much", f"How much {front} {_lower_the(cost['what'].split())} cost?")
    if (cause := re.match(r"(?P<clause>(?:The )?[A-Z][\w' -]{3,70}),? because (?!of (?:this|that|it)\b)(?P<meant>.*)", sentence)) and (
        why := _why(cause["clause"])
    ):
        yield Made("why", why, cause["meant"])
    yield from _known(sentence)
    if keeps := _KEEPING.match(sentence):
        yield Made("how long", f"How long do {_lower_the(keeps['what'].split())} {keeps['verb']}?", keeps["meant"])
    if (plurals := _PLURALS.match(sentence)) and not lemma_of(plurals["next"].split()[0]):  # what is done to them says nothing of what they are
        yield Made("what is", f"What are {plurals['what'].lower()}?")


def _known(sentence: str) -> Iterator[Made]:
    """Who the people are that the sentence describes; all that it says of one counts."""
    described: dict[str, list[str]] = {}
    for known in (*_NAMED.finditer(sentence), *_TO_BE_KNOWN.finditer(sentence), *_TITLED.finditer(sentence)):
        name = next(filter(None, known.groups()))
        if not _NO_PERSON.search(name):
            described.setdefault(name, []).append(_description(sentence, *known.span(), goes_on=known.re is _TO_BE_KNOWN))
    yield from (Made("who is", f"Who is {name}?", "; ".join(words)) for name, words in described.items())


def _description(sentence: str, start: int, end: int, *, goes_on: bool) -> str:
    """The words around a name that say who it is: back to a verb, a comma or an "and"; where it `goes_on` ("a pilot from …"), to the next comma too."""
    before: list[str] = []
    for word in reversed(sentence[max(0, start - FARTHEST) : start].split()):
        if not _IN_A_TITLE.fullmatch(word) or word.lower() in _NOT_IN_A_TITLE or (word.islower() and lemma_of(word)):
            break
        before.insert(0, word)
    after = re.split(r"[,;:.!?()]", sentence[end:], maxsplit=1)[0] if goes_on else ""
    return " ".join([*before, sentence[start:end] + after])


def without_role(question: str) -> str:
    """The question without what somebody is, where it is no title: "Goalkeeper Peter Lamb" is written so at the beginning of a sentence only."""
    return _ROLE_BEFORE_A_NAME.sub(lambda found: found.group() if found.group().strip().lower() in _TITLES else "", question)


def _why(clause: str) -> str | None:
    tokens = clause.split()
    for index, token in enumerate(tokens[1:], start=1):
        if token in {"is", "was", "are", "were", "had"} | MODALS:
            return " ".join(["Why", token, _lower_the(tokens[:index]), *tokens[index + 1 :]]) + "?"
        lemma = lemma_of(token)
        if lemma and token.islower() and token.endswith(("ed", "t", "d", "e", "w", "n", "k")):
            return " ".join(["Why did", _lower_the(tokens[:index]), lemma, *tokens[index + 1 :]]) + "?"
    if len(tokens) == 3 and tokens[0] == "The" and (base := re.fullmatch(r"([a-z]+?)(?:(?<=ch|sh)es|(?<!s)s)", tokens[2])):
        return f"Why does the {tokens[1]} {base[1]}?"
    return None


_NO_NAME_FIRST = frozenset("The A An This About Some More Nearly Almost Over Around Many Most Few Several All".split())


def _lower_the(tokens: list[str]) -> str:
    return " ".join([tokens[0].lower() if tokens[0] in _NO_NAME_FIRST else tokens[0], *tokens[1:]])


def _without_time(rest: str) -> str:
    return " ".join(_CLOCK.sub("", TIME.sub("", rest)).split())
