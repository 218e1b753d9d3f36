"""Who does what to whom: each verb of a sentence with who does it, to what, and what follows which preposition. Passives are turned into actives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from article_chat.support.facts import agent_of
from article_chat.support.lexicon import BE, SPEECH
from article_chat.support.parsing import Sentence
from article_chat.support.verbs import is_adverb, main_verbs
from article_chat.support.words import stem

Positions = tuple[int, ...]

PREPOSITIONS = frozenset("to from with against for over behind ahead in on at by of than into about under after before".split())
_BREAKS = frozenset("but while when because although though if that whether where since until who which whose how why what".split())
_AND = frozenset(("and", "or", "but", ","))
PERSONAL = frozenset("he she him her it they them i we you".split())
"""Pronouns that stand for a doer, or what it is done to."""
_MADE_TO = frozenset(
    stem(word) for word in "tell urge ask order warn force allow want persuade encourage help permit cause expect invite instruct advise require".split()
)
"""Verbs whose object does what follows "to": "told him to leave"."""
_PARTICIPLE = ("ed", "en", "wn", "ght", "ld", "lt", "nt", "pt", "ne", "made", "read", "cut", "put", "won", "found", "bound", "heard", "held")


@dataclass(frozen=True)
class Predicate:
    """A verb at `verb`; `actor` and `patient` are positions of words with meaning (of a pronoun: its own). `others` by preposition."""

    verb: int
    actor: Positions
    patient: Positions
    others: Mapping[str, Positions] = field(default_factory=dict)
    passive: bool = False

    def arguments(self) -> Iterator[tuple[str, Positions]]:
        """All that is told of the deed, each with its role."""
        yield "actor", self.actor
        yield "patient", self.patient
        yield from self.others.items()


@lru_cache(maxsize=1024)
def predicates(sentence: Sentence) -> tuple[Predicate, ...]:
    """The predicates of a sentence in order."""
    verbs = main_verbs(sentence)
    found: list[Predicate] = []
    for verb in verbs:
        one = _predicate(sentence, verb, frozenset(verbs))
        before = _before(sentence, verb)
        if found and before >= 0 and sentence.tokens[before].lower in _AND:
            subject = found[-1].patient if found[-1].passive else found[-1].actor
            one = replace(one, patient=one.patient or subject) if one.passive else replace(one, actor=one.actor or subject)
        found.append(one)
    return tuple(found)


def _predicate(sentence: Sentence, verb: int, verbs: frozenset[int]) -> Predicate:
    speaker = _speaker_behind(sentence, verb)
    if speaker:
        return Predicate(verb, speaker, ())
    direct, others = _behind(sentence, verb, verbs)
    passive = is_passive(sentence, verb, direct)
    subject = _subject(sentence, verb, verbs) or (_noun_before(sentence, verb) if passive else ())
    direct = direct or ((subject and not passive and _relative_object(sentence, min(subject), verbs)) or ())
    return Predicate(verb, others.pop("by", ()), subject, others, True) if passive else Predicate(verb, subject, direct, others)


def _noun_before(sentence: Sentence, verb: int) -> Positions:
    """What a participle hangs on: "the union, led by Ana Ruiz"."""
    last = verb - 2 if verb > 1 and sentence.tokens[verb - 1].text == "," else verb - 1
    first = last
    while first >= 0 and first in sentence.content:
        first -= 1
    return tuple(range(first + 1, last + 1))


def _relative_object(sentence: Sentence, subject: int, verbs: frozenset[int]) -> Positions:
    """What it is done to, before the relative pronoun in front of the subject: "the firm, which it is suing"."""
    pronoun = subject - 1
    while pronoun > 0 and sentence.tokens[pronoun].lower in ("the", "a", "an", "his", "her", "its", "their"):
        pronoun -= 1
    if pronoun < 1 or sentence.tokens[pronoun].lower not in ("which", "whom", "that") or pronoun - 1 in verbs:
        return ()
    return _noun_before(sentence, pronoun)


def _speaker_behind(sentence: Sentence, verb: int) -> Positions:
    """The name behind a verb of speech that follows what is said: "…," said Ana Ruiz."""
    tokens = sentence.tokens
    if tokens[verb].stem not in SPEECH or not verb or not tokens[verb - 1].ends_clause:
        return ()
    name = next((name for name in sentence.names if 0 < name.positions[0] - verb <= 4), None)
    return name.positions if name and not any(t.ends_clause for t in tokens[verb : name.positions[0]]) else ()


def is_passive(sentence: Sentence, verb: int, direct: Positions = ()) -> bool:
    """Behind a form of "be" with no -ing, or a participle that hangs on a noun and has nothing it is done to ("sold to the museum by a guard")."""
    tokens = sentence.tokens
    before = _before(sentence, verb)
    if before >= 0 and tokens[before].lower in BE:
        return not tokens[verb].lower.endswith("ing")
    if not tokens[verb].lower.endswith(_PARTICIPLE):
        return False
    follower = tokens[verb + 1].lower if verb + 1 < len(tokens) else ""
    by = next((p for p in range(verb + 1, min(verb + 6, len(tokens) - 1)) if tokens[p].lower == "by"), None)
    if direct or follower == "that" or by is None or by + 1 in sentence.in_number:
        return False
    return follower == "by" or _coordinated_passive(sentence, before)


def _before(sentence: Sentence, position: int) -> int:
    """The place before a word, adverbs left out."""
    position -= 1
    while position >= 0 and is_adverb(sentence, position):
        position -= 1
    return position


def _coordinated_passive(sentence: Sentence, before: int) -> bool:
    """Whether "and" joins the verb to a passive one ("was dug up and sold by …")."""
    tokens = sentence.tokens
    return before >= 0 and tokens[before].lower in ("and", "or", ",") and any(tokens[p].lower in BE for p in range(max(0, before - 14), before))


def _subject(sentence: Sentence, verb: int, verbs: frozenset[int]) -> Positions:
    tokens = sentence.tokens
    before = _before(sentence, verb)
    word = tokens[before].lower if before >= 0 else ""
    participle = tokens[verb].lower.endswith("ing") and word not in BE
    if word == "to" or (participle and word in PREPOSITIONS | {"without", ",", "and"}):
        governor = max((v for v in verbs if v < before), default=None)
        if governor is None:
            return ()
        inner = _behind(sentence, governor, verbs)[0] if tokens[governor].stem in _MADE_TO else ()
        return inner or _subject(sentence, governor, verbs - {verb})
    if participle and before >= 0:
        return (before,) if before in sentence.content else ()
    agent = agent_of(sentence, verb)
    if agent is None:
        return ()
    if agent.pronoun:
        return tuple(p for p in range(max(0, verb - 8), verb) if tokens[p].lower in PERSONAL)[-1:]
    return tuple(p for p in agent.positions if not is_adverb(sentence, p))


def _joined(sentence: Sentence, last: int, position: int) -> bool:
    """Whether "and" joins both: "by Ana Ruiz and Bob Lee"."""
    return position == last + 2 and sentence.tokens[last + 1].lower in ("and", "or")


def _behind(sentence: Sentence, verb: int, verbs: frozenset[int]) -> tuple[Positions, dict[str, Positions]]:
    """What the verb is done to, and for each preposition behind it the noun phrase that follows, up to the end of the clause."""
    tokens = sentence.tokens
    direct: list[int] = []
    others: dict[str, Positions] = {}
    role = ""
    for position in range(verb + 1, min(verb + 22, len(tokens))):
        token = tokens[position]
        if token.ends_clause or token.lower in _BREAKS or position in verbs or (token.lower in ("and", "or") and not others and not direct):
            break
        if token.lower in ("and", "or") and {position + 1, position + 2} & verbs:
            break
        if token.lower == "of" and role and not others[role]:
            continue  # "by one of its guards"
        if token.lower in PREPOSITIONS:
            role = token.lower
            others.setdefault(role, ())
        elif position in sentence.content or token.lower in PERSONAL:
            if not role:
                direct.append(position)
            elif not others[role] or position == others[role][-1] + 1 or _joined(sentence, others[role][-1], position):
                others[role] = (*others[role], position)
    return tuple(direct), others
