"""The clause behind an auxiliary as a statement, and with it a question for yes or no as what a yes and what a no to it say.

Only plain clauses are turned: where the subject may end in two places, nothing is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from article_chat.support.lexicon import BE, is_verb
from article_chat.support.parsing import Sentence, parse
from article_chat.support.verbs import is_adverb
from article_chat.support.words import IRREGULAR, is_past

DO = frozenset("do does did".split())
HAVE_AND_MODALS = frozenset("can could will would shall should may might must has have had".split())
_HAVE = frozenset("has have had".split())
_DETERMINERS = frozenset("a an the his her its their our my your this these those that some any no every each many most all both of in and or to".split())
_PRONOUNS = frozenset("i you he she it we they".split())
_LONGEST_SUBJECT = 9
_NOT_DOUBLED = frozenset("offer differ suffer limit vomit".split())

_QUESTION = re.compile(rf"\W*(?P<auxiliary>{'|'.join(sorted(DO | HAVE_AND_MODALS | BE - {'be', 'been', 'being'}))}) (?P<rest>[^?]+)\?*\W*", re.IGNORECASE)
_NOT_PLAIN = re.compile(
    r"\b(?:or|not|never|than|any(?:one|body|thing)?|n['’]t)\b|\w+n['’]t\b|\bas \w+ as\b|^(?:this|that|these|those) (?:been|\w+ed)\b", re.IGNORECASE
)
"""What asks for a choice, is denied or compared already, or says something else once it is denied: "anyone left" is no opposite of "anyone did not leave"."""


_OPEN = re.compile(r"\b(?:any|ever) (?=[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a yes and what a no to a question say."""

    yes: str
    no: str


def decision(question: str) -> Decision | None:
    """ "Did Russia lift the ban?" -> "Russia lifted the ban." and "Russia did not lift the ban."; None for what is no plain question for yes or no."""
    match = _QUESTION.fullmatch(" ".join(question.split()))
    if match is None or _NOT_PLAIN.search(match["rest"]):
        return None
    auxiliary, rest = match["auxiliary"].lower(), match["rest"].strip()
    cut = _parted(auxiliary, rest)
    if cut is None:
        return None
    subject, behind = cut
    return Decision(_sentence(_joined(auxiliary, subject, behind)), _sentence(f"{subject} {auxiliary} not {behind}"))


def either(question: str) -> tuple[str, ...]:
    """What a yes and what a no to a question say, for a reader to look for; nothing where that is not plain.

    Whoever asks whether there were "any" or "ever" asks whether there were: as statements these words say something else.
    """
    found = decision(_OPEN.sub("", question))
    return (found.yes, found.no) if found else ()


def clause(auxiliary: str, rest: str) -> str | None:
    """ "did", "the king leave the city" -> "the king left the city"; None where it is not plain."""
    cut = _parted(auxiliary, rest)
    return None if cut is None else _joined(auxiliary, *cut)


def _joined(auxiliary: str, subject: str, behind: str) -> str:
    if auxiliary not in DO:
        return f"{subject} {auxiliary} {behind}"
    word = parse(behind).tokens[0].text
    form = past_of(word) if auxiliary == "did" else third_person_of(word) if auxiliary == "does" else word
    return f"{subject} {form}{behind[len(word) :]}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip(' .!')}."


def _parted(auxiliary: str, rest: str) -> tuple[str, str] | None:
    """The subject, and what is said of it from its verb on."""
    parsed = parse(rest)
    verb = _only_verb(parsed, auxiliary)
    if verb is None:
        return None
    at = parsed.tokens[verb].start
    return rest[:at].strip(), rest[at:]


def _only_verb(sentence: Sentence, auxiliary: str) -> int | None:
    """Where the subject ends and the verb begins, if there is but one such place near enough."""
    fits = _is_base if auxiliary in DO | HAVE_AND_MODALS - _HAVE else _is_participle
    last = min(len(sentence.tokens), _LONGEST_SUBJECT)
    if sentence.tokens and sentence.tokens[0].lower in _PRONOUNS and len(sentence.tokens) > 1:
        return 1 if fits(sentence, 1) else None
    found = [p for p in range(1, last) if fits(sentence, p) and sentence.tokens[p - 1].lower not in _DETERMINERS]
    end = next((p for p in range(1, last) if sentence.tokens[p].ends_clause or sentence.tokens[p].lower in ("that", "who", "which")), last)
    found = [p for p in found if p < end]
    if not found or (len(found) > 1 and found[1] - found[0] < 2):
        return None
    first = found[0]
    while first > 1 and is_adverb(sentence, first - 1):
        first -= 1
    return found[0] if auxiliary in DO else first


def _is_base(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position].text
    inflected = word.endswith(("ed", "ing")) or (word.endswith("s") and not word.endswith("ss")) or is_past(word)
    return (is_verb(sentence.tokens[position].stem) or word in ("be", "have")) and word.islower() and not inflected and position not in sentence.in_name


def _is_participle(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position].text
    formed = (word.endswith(("ed", "ing")) and len(word) > 4) or (is_past(word) and is_verb(sentence.tokens[position].stem)) or word == "been"
    return formed and word.islower() and position not in sentence.in_name


def past_of(verb: str) -> str:
    """The past of a verb given in its base form: ("take") gives "took"."""
    if verb in _pasts():
        return _pasts()[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) is not None or verb.endswith(("mit", "fer", "cur", "rol"))
    return f"{verb}{verb[-1] if doubled and verb not in _NOT_DOUBLED else ''}ed"


def third_person_of(verb: str) -> str:
    """The form behind "she": ("carry") gives "carries"."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"


@cache
def _pasts() -> dict[str, str]:
    groups = [line.split() for line in re.split(r"[|\n]", IRREGULAR) if line]
    listed = {words[0]: next((word for word in words[1:] if not word.endswith("ing")), words[0]) for words in reversed(groups)}
    return listed | {"be": "was", "have": "had", "put": "put", "let": "let"}
