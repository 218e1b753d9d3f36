"""Who does what to whom in the statement against the evidence: a doer who is the one it is done to there, or who has nothing to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from article_chat.support.lexicon import ERGATIVE, SYMMETRIC, contradict
from article_chat.support.matching import RELATED, Table, credit
from article_chat.support.parsing import Sentence
from article_chat.support.predicates import PERSONAL, Positions, Predicate, predicates
from article_chat.support.signals import NOTHING, Finding
from article_chat.support.words import stem

_ONE_SIDED = frozenset(stem(word) for word in ("share", "discuss", "include"))
"""Verbs with two sides that are no longer equal once something is shared or discussed."""
_TOWARDS = ("patient", "to", "from", "with", "against", "for", "over", "behind")
_TURNED = {stem(a): frozenset(stem(b) for b in others.split()) for a, others in {
    "buy": "sell", "acquire": "sell", "purchase": "sell", "sell": "buy acquire purchase", "give": "receive", "receive": "give", "lend": "borrow",
    "borrow": "lend", "teach": "learn", "learn": "teach", "beat": "lose", "lose": "beat defeat", "defeat": "lose",
}.items()}  # fmt: skip
"""Verbs that tell one event from the two sides."""


def crossed(table: Table, window: Sequence[int]) -> Finding:
    """A verb of the statement whose doer is, in the evidence, the one it is done to (or the other way round)."""
    best = NOTHING
    for mine in predicates(table.claim):
        compared = (_crossing(table, mine, theirs, row) for row, theirs in _same_deeds(table, mine, window))
        found = [strength for strength in compared if strength is not None]
        strength = max(found) if found and min(found) > 0 else 0.0
        if strength > best.strength:
            best = Finding(strength, _told(table.claim, mine))
    return best


def _told(claim: Sentence, mine: Predicate) -> str:
    places = [p for _, positions in mine.arguments() for p in positions]
    return claim.phrase(min([mine.verb, *places]), max([mine.verb, *places]))


def _same_deeds(table: Table, mine: Predicate, window: Sequence[int]) -> Iterator[tuple[int, Predicate]]:
    verb = table.claim.tokens[mine.verb].stem
    for row in window:
        for theirs in predicates(table.sentences[row]):
            other = table.sentences[row].tokens[theirs.verb].stem
            if credit(verb, other) >= RELATED or other in _TURNED.get(verb, ()):
                yield row, theirs


def _crossing(table: Table, mine: Predicate, theirs: Predicate, row: int) -> float | None:
    """0 (as it is told) to 1 (both changed places); None where nothing can be told."""
    claim, sentence = table.claim, table.sentences[row]
    verb, other = claim.tokens[mine.verb].stem, sentence.tokens[theirs.verb].stem
    if other in _TURNED.get(verb, ()):
        both = _meet(table, mine.actor, theirs.actor, row) and _meet(table, mine.patient, theirs.patient, row)
        return 0.9 if both else None
    alone = not mine.patient and not any(mine.others.get(name) for name in _TOWARDS)
    if (
        contradict(verb, other)
        or (verb in SYMMETRIC and not (verb in _ONE_SIDED and mine.patient and theirs.patient))
        or (verb in ERGATIVE and (alone or not theirs.actor))
    ):
        return None
    roles = dict(theirs.arguments())
    if not mine.actor:
        return None
    if _meet(table, mine.actor, theirs.actor, row):
        return 0.0
    doer_is_done_to = any(_meet(table, mine.actor, roles.get(name, ()), row, theirs.actor) for name in _TOWARDS)
    done_to_is_doer = any(_meet(table, dict(mine.arguments()).get(name, ()), theirs.actor, row) for name in _TOWARDS)
    if _meet(table, mine.patient, theirs.patient, row) and not (doer_is_done_to and done_to_is_doer):
        given = _meet(table, mine.actor, roles.get("to", ()), row)
        return 0.9 if doer_is_done_to and mine.patient and (theirs.actor or given) else None
    if doer_is_done_to and done_to_is_doer:
        return 1.0
    return 0.8 if doer_is_done_to else 0.7 if done_to_is_doer and theirs.patient else None


def stranger(table: Table, window: Sequence[int]) -> Finding:
    """A deed of the statement that somebody else does in the evidence, to the same."""
    best = NOTHING
    for mine in predicates(table.claim):
        if not mine.actor or _is_pronoun(table.claim, mine.actor):
            continue
        compared = (_estranged(table, mine, theirs, row) for row, theirs in _same_deeds(table, mine, window))
        found = [finding for finding in compared if finding is not None]
        finding = min(found, key=lambda f: f.strength) if found else NOTHING
        if finding.strength > best.strength:
            best = finding
    return best


def _estranged(table: Table, mine: Predicate, theirs: Predicate, row: int) -> Finding | None:
    """How surely another does it in this sentence: 0 where it is the same one; None where nobody is told, or where the deed is another."""
    claim, sentence = table.claim, table.sentences[row]
    verb, other = claim.tokens[mine.verb].stem, sentence.tokens[theirs.verb].stem
    if not theirs.actor or credit(verb, other) < RELATED or verb in SYMMETRIC:
        return None
    where, actor = _meant(table, row, theirs.actor)
    roles = dict(theirs.arguments())
    shared = any(_meet(table, places, roles.get(name, ()), row) for name, places in mine.arguments() if name != "actor")
    same = any(spot in actor for p in mine.actor for spot in table.spots[where].get(p, ()))
    if same:
        return NOTHING
    if not shared or _is_pronoun(table.sentences[where], actor):
        return None
    named = any(p in claim.in_name for p in mine.actor), any(p in table.sentences[where].in_name for p in actor)
    strength = 1.0 if all(named) else 0.5 if any(named) else 0.6
    if where != row or actor is not theirs.actor:
        strength *= 0.7
    return Finding(strength, _told(claim, mine), table.sentences[where].tokens[actor[-1]].text)


def _meant(table: Table, row: int, actor: Positions) -> tuple[int, Positions]:
    """The doer and its sentence; of a pronoun, whom it most likely stands for."""
    found = antecedents(table, row, actor[0]) if _is_pronoun(table.sentences[row], actor) else []
    return found[0] if found else (row, actor)


def _is_pronoun(sentence: Sentence, positions: Positions) -> bool:
    return len(positions) == 1 and sentence.tokens[positions[0]].lower in PERSONAL


def _meet(table: Table, mine: Positions, theirs: Positions, row: int, apart: Positions = ()) -> bool:
    """Whether both speak of the same: a name in common, or the last word of either; a pronoun stands for whoever was named last and is not `apart`."""
    if not mine or not theirs:
        return False
    sentence = table.sentences[row]
    if _is_pronoun(sentence, theirs):
        return any(_meet(table, mine, place, where) for where, place in antecedents(table, row, theirs[0], apart))
    named = [p for p in mine if p in table.claim.in_name] or [mine[-1]]
    spots = {spot for p in named for spot in table.spots[row].get(p, ())}
    return bool(spots & {*(p for p in theirs if p in sentence.in_name), theirs[-1]})


def antecedents(table: Table, row: int, pronoun: int, apart: Positions = ()) -> list[tuple[int, Positions]]:
    """Whom a pronoun most likely stands for: the doer named last before it, in its sentence or the one before."""
    word = table.sentences[row].tokens[pronoun].lower
    for where in (row, row - 1):
        if where < 0:
            break
        sentence = table.sentences[where]
        actors = [p.actor or p.patient for p in predicates(sentence) if where < row or p.verb < pronoun]
        fitting = [a for a in actors if a and a != apart and _may_stand_for(sentence, a, word)]
        if fitting:
            return [(where, fitting[-1])]
    return []


def _may_stand_for(sentence: Sentence, actor: Positions, pronoun: str) -> bool:
    if len(actor) == 1 and sentence.tokens[actor[0]].lower in PERSONAL:
        return False
    named = any(p in sentence.in_name for p in actor)
    several = sentence.tokens[actor[-1]].lower.endswith("s") or any(sentence.tokens[p].lower == "and" for p in range(actor[0], actor[-1]))
    return several if pronoun in ("they", "them") else named if pronoun != "it" else True
