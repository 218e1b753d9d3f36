"""Simple clauses of a text: a subject, a verb and what follows, where they can be told without a parser.

What cannot be told for sure is left out: a question that people are shown has to be fluent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    `lemma` is the verb's base form, `auxiliary` "", "is", "was", "has" ...; `person` whether the subject is known to be one; `whole` whether `rest`
    runs to the end of the clause rather than to a comma, after which anything may come.
    """

    subject: str
    auxiliary: str
    verb: str
    lemma: str
    rest: str
    time: str
    person: bool
    whole: bool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBS = _words(
    "accept accuse achieve acquire add address admit adopt advise agree aim allow announce appear appoint approve argue arrest arrive ask attack attend "
    "attract award ban base beat become begin believe block bomb borrow break bring build burn buy call cancel capture cause celebrate change charge choose "
    "claim close collapse collect come compete complete condemn confirm conquer consider construct control cooperate cost create criticize cross damage "
    "deal decide declare decline defeat defend deliver demand deny describe design destroy develop die direct discover discuss dismiss donate draw drop "
    "earn elect employ end endorse enter escape establish estimate evacuate examine expand expect explain explore express fail fall favor feature fight "
    "file fire find finish flee fly follow force form found gain gather get give go graduate grow guarantee happen head help hire hit hold host identify "
    "impose improve include increase inspire introduce invade invent investigate invest invite join keep kill land last launch lead learn leave live lose "
    "make manage mark marry measure meet move murder name negotiate offer open oppose order organize oversee own pass pay perform plan play pledge praise "
    "predict present presented prevent produce promise propose protect protest prove provide publish pull push put raise reach read receive recommend record "
    "recover reduce refuse reject release remind remain remove rename reopen repair replace report represent rescue resign resolve restore retire return "
    "reveal rise rule run sail say see seek seize sell send serve set settle share shoot show sign sink speak spend stand start state stop study "
    "succeed suffer suggest support surrender suspend take talk teach tell test threaten tour trade train transform travel try turn undergo urge use "
    "visit vote want warn watch win withdraw work write "
    "bake borrow carry catch clean climb cook count cover cut drive eat feed fix laugh listen mend paint pick plant pour print ride row save sing sleep swim "
    "throw wait walk wash wear weigh "
    "clone fund supply unveil"
)
_IRREGULAR = {
    "became": "become", "began": "begin", "begun": "begin", "beaten": "beat", "broke": "break", "broken": "break", "brought": "bring", "built": "build",
    "bought": "buy", "chose": "choose", "chosen": "choose", "came": "come", "cost": "cost", "dealt": "deal", "drew": "draw", "drawn": "draw", "fell": "fall",
    "fallen": "fall", "fought": "fight", "found": "find", "fled": "flee", "flew": "fly", "flown": "fly", "got": "get", "gave": "give", "given": "give",
    "went": "go", "gone": "go", "grew": "grow", "grown": "grow", "held": "hold", "hit": "hit", "kept": "keep", "led": "lead", "learnt": "learn",
    "left": "leave", "lost": "lose", "made": "make", "met": "meet", "paid": "pay", "rebuilt": "rebuild", "put": "put", "ran": "run", "rose": "rise",
    "risen": "rise", "said": "say", "saw": "see",
    "seen": "see", "sought": "seek", "sold": "sell", "sent": "send", "set": "set", "shot": "shoot", "showed": "show", "shown": "show", "sank": "sink",
    "sunk": "sink", "spoke": "speak", "spoken": "speak", "spent": "spend", "stood": "stand", "took": "take", "taken": "take", "taught": "teach", "told": "tell",
    "ate": "eat", "caught": "catch", "drove": "drive", "fed": "feed", "rode": "ride", "sang": "sing", "slept": "sleep", "swam": "swim", "threw": "throw",
    "wore": "wear", "underwent": "undergo", "won": "win", "withdrew": "withdraw", "withdrawn": "withdraw", "wrote": "write", "written": "write",
    "oversaw": "oversee", "born": "bear", "heard": "hear",
}  # fmt: skip
_HEADS = _words(
    "president minister general chancellor senator governor mayor king queen prince princess pope bishop judge captain colonel admiral secretary chairman "
    "ambassador professor doctor dr mr mrs ms sir lord lady sergeant premier emperor sultan archbishop cardinal director chief staff leader dr. mr. mrs. ms. "
    "mother father grandmother grandfather uncle aunt cousin brother sister grandma grandpa mum mom dad"
)
PEOPLE = _words(
    "president minister politician singer actor actress writer author poet painter artist scientist physicist chemist engineer player "
    "footballer coach general officer king queen emperor philosopher theologian lawyer journalist composer musician director businessman inventor "
    "explorer economist historian professor teacher doctor leader activist pilot architect mayor governor senator"
)
MODALS = _words("will must can may should would could")
_BETWEEN = _words("then later also finally eventually soon now never often usually still once")
_LONGEST_SENTENCE = 2_000
"""Characters of a "sentence" (a line without a full stop) in which further clauses are looked for: each is read to the end."""
_SUBJECT_WORD = re.compile(r"[A-Z][\w.'\u2019&-]*|the|of|and|The|A|An|a|an|[a-z][a-z-]+")
_LEADING_TIME = re.compile(
    r"^(?P<time>(?:In|On|By|Since|During) (?:(?:early|late|mid-?) ?)?(?:[A-Z][a-z]+ )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:\d{4}s?|[A-Z][a-z]+day)"
    r"|Last (?:week|month|year|[A-Z][a-z]+)|Yesterday|Today),? "
)
TIME = re.compile(
    r"\b(?:in|on|by|since)(?: (?:early|late|mid))? (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2},?)?(?: \d{4})?|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|(?:1\d|20)\d\d"
    r"|the (?:first|second|third|fourth|last|early|late) (?:week|half|days|weeks) of "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?)\b|\blast (?:week|month|year|night)\b"
)
"""When something happened, inside a clause."""
_CLAUSE_END = re.compile(
    r",(?!\d)|[;:()\u2014\u2013\"\u201c\u201d]|\s(?:but|while|because|when|where|which|who|whose|that|after|before|although|though|as|if|so|until"
    r"|and (?=[a-z]+(?:ed|s)\b)|"
    r"and (?=(?:was|were|had|has|is|are|made|took|gave|left|went|began|became|won|lost|sold)\b)|and (?:he|she|it|they))\b"
)
_AND_VERB = re.compile(
    r"(?<=\w)(?:,)? and (?=(?:(?:is|was|are|were) (?:[a-z]+ed|built|made|held|found|led|sent|sold|lost)"
    r"|[a-z]+ed|built|made|took|gave|left|went|began|became|won|lost|sold|found|wrote|met|led|sent)\b)"
)
"""Where a second verb with the same subject begins."""
_PAST_ALONE = re.compile(r"(?:took|gave|went|began|became|wrote|is|was|are|were)\b")
"""Of these verbs, what is no participle, and what has an auxiliary of its own."""
_GOES_ON = re.compile(r"\s(?:and|but|who|which|where|when|while|with|including|after|before|as|\w+ing)\b")
_LEANING = _words("he she it they him her them his its their this that these those we you i our my your here there who which what such one another other both")
_NOT_SUBJECT = _LEANING | _words(
    "but and or yet however if when while although though because as since after before during by for from with without within under over at to into "
    "about despite not no some many most several few all each every more less how why where then also even only just so thus meanwhile "
    "according later earlier eventually today yesterday there"
)


def sentences(text: str) -> list[tuple[int, str]]:
    """(offset, sentence) pairs: lines cut after a full stop that a capital follows. Good enough to make questions from."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in re.finditer(r"(?<=[a-z0-9)%\"\u201d\u2019'][.!?])[\"\u201d]?\s+(?=[\"\u201c(]?[A-Z])", line.group()):
            found.append((start, text[start : line.start() + end.end()].strip()))
            start = line.start() + end.end()
        found.append((start, text[start : line.end()].strip()))
    return [(offset, sentence) for offset, sentence in found if sentence]


def clauses(sentence: str) -> Iterator[Clause]:
    """The first clause of the sentence, if it can be told, and those after "where" or "while" and the like."""
    leading = _LEADING_TIME.match(sentence)
    body = sentence[leading.end() :] if leading else sentence
    clause = _clause(body, time=(leading.group("time") or "") if leading else "")
    if clause:
        yield clause
        second = _AND_VERB.search(body)
        behind = body[second.end() :] if second else ""
        if behind and not _shares_its_auxiliary(clause, behind) and (more := _clause(f"{_bare(clause.subject)} {behind}", time="")):
            yield more
    for inner in re.finditer(r"(?:\(where|\bwhere|\bwhile|\bbut|[:;]|\bthat|,? and) (?=(?:the |The )?[A-Z])", sentence[:_LONGEST_SENTENCE]):
        clause = _clause(sentence[inner.end() :], time="")
        if clause:
            yield clause


def _shares_its_auxiliary(clause: Clause, second: str) -> bool:
    """Whether a second verb may be done to somebody as the first one is: "Dr Lund was sent home and dismissed" names nobody who dismissed.

    Of a thing it is rather what happened to it next ("was built in 1900 and opened in 1911"), and whoever was born did what follows.
    """
    done = clause.verb or clause.rest.partition(" ")[0]
    passive = clause.auxiliary in {"is", "was", "are", "were"} and done != "born" and (bool(clause.verb) or done.endswith("ed"))
    return clause.person and passive and _PAST_ALONE.match(second) is None


def _bare(subject: str) -> str:
    """The subject as it would begin a sentence."""
    return f"The{subject[3:]}" if subject.startswith("the ") else subject


def _clause(body: str, *, time: str) -> Clause | None:
    subject: list[str] = []
    tokens = body.split()
    for index, token in enumerate(tokens[:14]):
        word = token.lower().rstrip(",")
        if subject and word in {"is", "was", "are", "were", "has", "have", "had"}:
            return _after_auxiliary(subject, word, tokens[index + 1 :], time)
        if subject and (word in MODALS or word == "shall"):  # which a contract says for "must"
            return _after_modal(subject, "must" if word == "shall" else word, tokens[index + 1 :], time)
        if subject and word in _BETWEEN and lemma_of(" ".join(tokens[index + 1 : index + 2])):
            continue
        lemma = lemma_of(token)
        if subject and lemma and token.islower():
            return _finish(subject, "", token, lemma, tokens[index + 1 :], time)
        if word in _NOT_SUBJECT or (word.endswith("ly") and not subject) or not _SUBJECT_WORD.fullmatch(token) or len(subject) >= 11:
            return None
        subject.append(token)
    return None


def _after_auxiliary(subject: list[str], auxiliary: str, following: list[str], time: str) -> Clause | None:
    while following and following[0].lower() in {"also", "just", "already", "originally", "recently", "now", "once", "later", "first", "been"}:
        following = following[1:]
    if not following:
        return None
    participle = lemma_of(following[0])
    if participle and following[0].islower() and following[0] != participle:
        return _finish(subject, auxiliary, following[0].rstrip(",."), participle, following[1:], time)
    if auxiliary in {"is", "was", "are", "were"}:
        return _finish(subject, auxiliary, "", "be", following, time)
    return _finish(subject, auxiliary, "", "have", following, time)


def _after_modal(subject: list[str], modal: str, following: list[str], time: str) -> Clause | None:
    """ "The council must pay …"; what must be done to something ("must be felled") is passive, with "be" as its verb's auxiliary."""
    if not following or following[0] == "not":
        return None
    if following[0] == "be" and len(following) > 1 and lemma_of(following[1]):
        return _finish(subject, f"{modal} be", following[1].rstrip(",."), lemma_of(following[1]), following[2:], time)
    verb = following[0].rstrip(",.").lower()
    return _finish(subject, modal, verb, verb, following[1:], time) if verb in VERBS else None


def _finish(subject: list[str], auxiliary: str, verb: str, lemma: str, rest: list[str], time: str) -> Clause | None:
    name = " ".join(subject)
    if not any(word[:1].isupper() for word in subject[1:] or subject) and subject[0] not in {"The", "the"}:
        return None
    if len(subject) == 1 and subject[0] in {"The", "A", "An", "the", "a", "an"}:
        return None
    if subject[0] in {"A", "An", "a", "an"} or subject[-1].lower() in {"of", "and", "the"} or name.count(" and ") > 1:
        return None
    if subject[0] == "The":
        name = "the" + name[3:]
    text = " ".join(rest)
    end = _CLAUSE_END.search(text)
    after = text[end.end() :] if end else ""
    text = (text[: end.start()] if end else text).rstrip(".!?").strip()
    found = TIME.search(text)
    when = time or (found.group() if found else "")
    person = any(word.lower() in _HEADS for word in subject)
    whole = end is None or end.group() != "," or _GOES_ON.match(after) is not None
    return Clause(name, auxiliary, verb, lemma, text, when, person, whole)


def lemma_of(word: str) -> str:
    """The base form of a past or present form of a known verb, or ""."""
    word = word.rstrip(",.;:").lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ed"):
        stem = word[:-2]
        for base in (f"{stem}e", stem, stem[:-1] if stem[-1:] == stem[-2:-1] else "", f"{stem[:-1]}y" if stem.endswith("i") else ""):
            if base in VERBS:
                return base
    if word.endswith("s") and not word.endswith("ss"):
        for base in (word[:-1], word[:-2] if word.endswith("es") else "", f"{word[:-3]}y" if word.endswith("ies") else ""):
            if base in VERBS and base not in _NOUNS_TOO:
                return base
    return ""


_NOUNS_TOO = _words(
    "offer base plan claim attack ban report record help result cause change force name order state test trade vote visit work support study show start set "
    "run rule return release play pass number need move mark land increase head gain form fire file fight fall estimate end drop demand deal damage cost "
    "control charge call bomb block award aim address broadcast share watch use train tour protest promise pledge praise hit host launch lead measure "
    "catch count cover cut drive feed fix laugh paint pick plant print ride row swim throw wait walk wash wear"
)
