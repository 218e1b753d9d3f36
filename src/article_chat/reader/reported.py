"""Whether a question asks what somebody said ("What did the mayor say?"), and whether a sentence reports words of theirs.

Such a question shares one name with its answer and nothing else, which the reader takes for too little: that the name is the speaker's tells more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span
from article_chat.reader.yes_or_no import AUXILIARIES

_SAY = "say tell think believe state argue claim reply answer announce write add note explain report"
"""Verbs that ask for whatever somebody said, in whatever words it is reported."""
_ALIKE = (
    "promise pledge vow swear offer guarantee", "demand insist want request ask urge call", "suggest propose recommend advise hint", "deny dispute reject",
    "admit acknowledge concede confess", "warn caution threaten", "accuse blame allege", "predict expect forecast hope", "criticise criticize complain",
    "reveal disclose announce declare", "remind assure",
)  # fmt: skip
"""Verbs that ask for one kind of saying: what was promised may be reported as pledged."""
_SPEAK = (
    f"{_SAY} {' '.join(_ALIKE)} assert comment conclude confirm defend describe dismiss emphasise emphasize estimate inform joke maintain mention observe "
    "plead point praise recall refuse remark stress testify wonder"
)
_PAST = {
    "said": "say", "told": "tell", "thought": "think", "wrote": "write", "written": "write", "swore": "swear", "sworn": "swear", "pled": "plead",
}  # fmt: skip
_IN_FRONT = frozenset("say add reply write explain argue note warn ask tell insist joke conclude declare".split())
"""Verbs that may stand before who says it ("…, said the mayor")."""
_SKIPPED = {",": ",", "(": ")", "—": "—", "–": "–"}
"""What opens and closes an aside between a name and its verb."""
_LONGEST_ASIDE = 16
_OPENING_WORDS = 6
"""Words of a sentence among which is whom it tells of."""
_REACH = 9
"""Words that may stand between a name and its verb."""

_TO_WHOM = r"(?: to say| (?:him|her|them|us|me)| (?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)?(?: (?:of|about|for|against))?"
"""Behind the verb: who was told, by name or pronoun, and what the words were of ("What did he remind them of?")."""
_QUESTION = re.compile(rf"\s*(?:[Aa]nd |[Ss]o |[Bb]ut )?[Ww]hat (?:else )?(?:did|does|do|has|had|have) (?P<who>[^?]+?) (?P<verb>[a-z]+){_TO_WHOM}\s*\?*\s*")
_INDIRECT = re.compile(rf"\s*[Ww]hat (?!(?:{AUXILIARIES}|be|been)\b)(?P<who>(?:the )?(?:[\w.’'-]+ ){{0,5}}[\w.’'-]+) (?P<verb>[a-z]+){_TO_WHOM}\s*\?*\s*")
"""The same in the order of a clause: "What the mayor said"."""
_SAYING = re.compile(
    r"\W*(?:and |so |but )?what (?:else )?(?:did|does|do|has|had|have) [^?]+? (?P<verb>[a-z]+)"
    r"(?=\W*$| (?:of|about|on|against|for|to|him|her|them|it|in|at|when|after|before|during|outside)\b)",
    re.IGNORECASE,
)
"""Not "What did he say caused the fire?", to which "faulty wires caused the fire" would say too much."""
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*|[^\w\s]")
_BEHIND_HEAD = re.compile(r"\b(?:of|in|at|for|from|with|who|that|which|on|by|to)\b.*", re.IGNORECASE)
_QUOTATION = re.compile(r"[\"“]([^\"“”]{3,})[\"”]")
_PRONOUNS = frozenset("he she they it who we i".split())
_NO_NOUN = _PRONOUNS | frozenset("do to once often , you this that".split())
"""What does not stand in who is asked about, but where the question has another verb before its last."""
_ENDS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose words a question asks for: the last word of who it is, and the plain forms of the verbs that report them."""

    who: str
    verbs: frozenset[str]


def asks_for_words(question: str) -> Wanted | None:
    """What a bare question for somebody's words asks for; None for other questions, such that also tell what the words were about."""
    match = _QUESTION.fullmatch(question) or _INDIRECT.fullmatch(question)
    verb = _asked_verb(match) if match else ""
    if match is None or not verb:
        return None
    words = [word for word in _WORD.findall(_BEHIND_HEAD.sub("", match["who"]) or match["who"]) if word[0].isalnum()]
    if not words or any(word in _NO_NOUN or _spoken(word) for word in _WORD.findall(match["who"].lower())):
        return None
    return Wanted(_folded(words[-1]), _reporting(verb))


def _asked_verb(match: re.Match[str]) -> str:
    """The plain form of the verb of speech that is asked for; "" for another verb, or for a form that does not go with the order of the words."""
    verb = match["verb"].lower()
    return _spoken(verb) if (verb == _spoken(verb)) is (match.re is _QUESTION) else ""


def _reporting(verb: str) -> frozenset[str]:
    """The verbs that report what a question with `verb` asks for."""
    kinds = (frozenset(kind.split()) for kind in _ALIKE)
    return _VERBS if verb in _SAY.split() else frozenset({verb}).union(*(kind for kind in kinds if verb in kind))


def asks_what_is_said(question: str) -> bool:
    """Whether it asks what somebody says, thinks or calls something, of whatever topic: "What does the mayor think of the bridge?"."""
    match = _SAYING.match(question)
    return match is not None and match["verb"].lower() in _SAYING_VERBS


def reported(wanted: Wanted | None, sentence: str) -> float:
    """1 where the sentence reports words of who is meant, by name or as the "he" or "she" who had spoken in it before, else 0: that it reports none shows in
    what the reader finds."""
    if wanted is None:
        return 0.0
    words = [word.lower() for word in _WORD.findall(sentence)]
    told, spoken = ([_spoken(word) in verbs for word in words] for verbs in (wanted.verbs, _VERBS))
    named = [place for place, word in enumerate(words) if _folded(word) == wanted.who]
    speaking = next((place for place in named if _speaks(words, spoken, place)), len(words))
    again = [place for place, word in enumerate(words) if place > speaking and word in ("he", "she")]
    return float(any(_speaks(words, told, place) for place in [*named, *again]))


def reported_behind(wanted: Wanted | None, sentence: str, before: str) -> float:
    """1 where the sentence reports words of who is meant, by name or as the "he" or "she" of whom the sentence `before` it tells or reports words; else 0."""
    if wanted is None or reported(wanted, sentence):
        return float(wanted is not None)
    words = [word.lower() for word in _WORD.findall(sentence)]
    told = [_spoken(word) in wanted.verbs for word in words]
    opening = _WORD.findall(before)[:_OPENING_WORDS]
    meant = any(_folded(word) == wanted.who for word in opening) or reported(wanted, before)
    return float(bool(meant) and any(word in ("he", "she") and _speaks(words, told, place) for place, word in enumerate(words)))


def whole_quotation(span: Span, sentence: str) -> Span:
    """The span, or the whole of what stands between the quotation marks around it, in characters of the sentence: a few words quote nobody."""
    for match in _QUOTATION.finditer(sentence):
        if match.start() <= span[0] and span[1] <= match.end():
            return match.start(1), match.start(1) + len(match[1].rstrip(" ,"))
    return span


def _speaks(words: Sequence[str], told: Sequence[bool], place: int) -> bool:
    """Whether who stands at `place` is said to have spoken: before the verb, asides skipped, or behind it ("said X", "according to X", "promised by X")."""
    position, steps = place + 1, 0
    while position < len(words) and steps < _REACH and words[position] not in _ENDS:
        if told[position] or (_spoken(words[position]) and _goes_on(words, told, position)):
            return True
        position = _behind_aside(words, told, position) + 1
        steps += 1
    before = range(max(0, place - 5), place)
    passive = any(told[p - 1] for p in before if words[p] == "by" and p)
    return passive or any(words[p] == "according" or (told[p] and _spoken(words[p]) in _IN_FRONT and not words[p - 1][0].isalnum()) for p in before)


def _goes_on(words: Sequence[str], told: Sequence[bool], position: int) -> bool:
    """Whether what is said at `position` goes on with the verb wanted: "complained that … and warned that …"."""
    return any(told[p] and words[p - 1] in ("and", ",") for p in range(position + 2, len(words)))


def _behind_aside(words: Sequence[str], told: Sequence[bool], position: int) -> int:
    """Where the aside ends that opens at `position`; `position` where none does: a comma may close one, and the verb follows."""
    closing = _SKIPPED.get(words[position])
    if closing is None or told[position + 1 : position + 2] == [True]:
        return position
    return next((p for p in range(position + 1, min(len(words), position + _LONGEST_ASIDE)) if words[p] == closing), position)


def _spoken(word: str) -> str:
    """The plain form of a form of a verb of speech; "" for other words."""
    return _FORMS.get(word, "")


def _forms() -> dict[str, str]:
    """Every form of the verbs of speech -> its plain form."""
    forms = dict(_PAST)
    for verb in _SPEAK.split():
        stem = verb[:-1] if verb.endswith("e") else verb
        ys = verb[:-1] + "ie" if verb.endswith("y") and verb[-2] not in "aeiou" else verb
        doubled = verb + verb[-1] if verb in ("admit", "refer") else stem
        for form in (verb, f"{ys}s", f"{ys}d" if ys.endswith("e") else f"{doubled}ed", f"{doubled}ing"):
            forms.setdefault(form, verb)
    return forms


_FORMS = _forms()
_VERBS = frozenset(_FORMS.values())
_SAYING_VERBS = _VERBS | {"call"}


def _folded(word: str) -> str:
    """In lower case, singular, without the sign of an owner."""
    return re.sub(r"(?:['’]s?|s)$", "", word.lower())
