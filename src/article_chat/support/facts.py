"""Who does it: the subject of each verb, as far as the order of words shows it, in the statement and where the evidence has the same verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.support.lexicon import BE, PRONOUNS, SYMMETRIC
from article_chat.support.matching import RELATED, Table, credit
from article_chat.support.parsing import Sentence, is_verb_like
from article_chat.support.signals import NOTHING, Finding

_RELATIVE = frozenset("who which that".split())
_AUXILIARY = BE | frozenset("has have had having will would can could may might must should do did does not to n't".split())
_PREPOSITION = frozenset("of in on at by for from with to as after before during under over between against into about than near".split())
_BREAK = frozenset("but while when because although though if that whether where after before since as until than whose".split())
_DEFINITE = frozenset("the his her its their this that these".split())
_PERSONAL = PRONOUNS - _RELATIVE | frozenset("i we you".split())


@dataclass(frozen=True, slots=True)
class Agent:
    """Who does it: `positions` of the words with meaning, head last; `pronoun` when one stands for it; passive verbs have their agent after "by"."""

    positions: tuple[int, ...]
    pronoun: bool = False


def agent_of(sentence: Sentence, verb: int) -> Agent | None:
    """The subject of the verb at a position; None when that is not plain."""
    tokens = sentence.tokens
    before = _left_of_auxiliaries(sentence, verb)
    if before < 0:
        return None
    token = tokens[before]
    if token.lower in _RELATIVE:
        return _nominal(sentence, before - 2 if before > 1 and tokens[before - 1].text == "," else before - 1)
    if token.lower in ("and", "or", "then") or (token.text == "," and tokens[verb].lower.endswith("ing")):
        earlier = next((p for p in range(before - 1, 0, -1) if p not in sentence.in_name and is_verb_like(sentence, p) and sentence.tokens[p].content), None)
        return agent_of(sentence, earlier) if earlier else None
    if token.text == ",":
        start = next((p for p in range(before - 1, 0, -1) if tokens[p].text == ","), None)
        return _with_apposition(sentence, start, before) if start and before - start < 16 else None
    return _nominal(sentence, before)


def _with_apposition(sentence: Sentence, start: int, end: int) -> Agent | None:
    """What stands before the comma at `start`, and the name or noun set between the commas ("the founder, Ana Ruiz, …")."""
    agent = _nominal(sentence, start - 1)
    if agent is None or sentence.tokens[start + 1].lower in _BREAK | _RELATIVE | _PREPOSITION:
        return agent
    between = tuple(p for p in range(start + 1, end) if p in sentence.in_name)
    return Agent((*between, *agent.positions), agent.pronoun)


def _left_of_auxiliaries(sentence: Sentence, verb: int) -> int:
    position = verb - 1
    while position >= 0:
        token = sentence.tokens[position]
        if token.lower in _AUXILIARY or token.stem == "not" or (token.lower.endswith("ly") and len(token.text) > 4) or token.lower in ("also", "then", "now"):
            position -= 1
            continue
        break
    return position


def _nominal(sentence: Sentence, last: int) -> Agent | None:
    """The noun phrase that ends at `last`: what stands before its first preposition when it has one."""
    tokens = sentence.tokens
    if last < 0:
        return None
    if tokens[last].lower in _PERSONAL:
        return Agent((), True)
    first = last
    while first > 0 and not tokens[first - 1].ends_clause and tokens[first - 1].lower not in _BREAK and not _is_plain_verb(sentence, first - 1):
        first -= 1
    split = next((p for p in range(first + 1, last + 1) if tokens[p].text in _PREPOSITION and not tokens[p - 1].is_capital), last + 1)
    inside = tuple(p for p in range(first, split) if p in sentence.content and p not in sentence.in_number)
    return Agent(inside) if inside else None


def _is_plain_verb(sentence: Sentence, position: int) -> bool:
    token = sentence.tokens[position]
    return token.lower in BE or (position not in sentence.in_name and not token.lower.endswith("ing") and is_verb_like(sentence, position))


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether a form of "be" stands shortly before the verb, which is no -ing form."""
    near = {token.lower for token in sentence.tokens[max(0, verb - 3) : verb]}
    return bool(near & BE) and not sentence.tokens[verb].lower.endswith("ing")


def other_agent(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A verb that both share, done in the evidence by somebody else than in the statement."""
    best = NOTHING
    for position, (row, spot) in links.items():
        if not _comparable(table, position, row, spot):
            continue
        rows = [(r, s) for r in sorted({row for row, _ in links.values()}) for s in table.spots[r].get(position, ()) if _comparable(table, position, r, s)]
        found = [_compared(table, position, r, s) for r, s in rows]
        if found:
            finding = min(found, key=lambda f: f.strength)
            firm = 1.0 if table.claim.tokens[position].stem == table.sentences[row].tokens[spot].stem else 0.6
            if firm * finding.strength > best.strength:
                best = Finding(firm * finding.strength, f"{finding.said} {table.claim.tokens[position].text}", finding.given)
    return best


def _comparable(table: Table, position: int, row: int, spot: int) -> bool:
    """Whether both are verbs, of one voice, and something else that is said of them is shared too."""
    claim, sentence = table.claim, table.sentences[row]
    words = claim.tokens[position].lower, sentence.tokens[spot].lower
    if words[1].endswith("ss") or (words[0].endswith("ing") and claim.tokens[position - 1].lower not in BE):
        return False
    if position in claim.in_name or position in claim.in_number or claim.tokens[position].stem in SYMMETRIC:
        return False
    if not is_verb_like(claim, position) or not is_verb_like(sentence, spot, loose=True):
        return False
    if credit(claim.tokens[position].stem, sentence.tokens[spot].stem) < RELATED:
        return False
    following = [p for p in claim.content if position < p <= position + 8]
    shared = any(0 < other - spot <= 12 for p in following for other in table.spots[row].get(p, ()))
    return shared or not following


def _compared(table: Table, position: int, row: int, spot: int) -> Finding:
    """The subjects of both verbs; where one is passive, who does it on either side."""
    claim, sentence = table.claim, table.sentences[row]
    one_voice = is_passive(claim, position) == is_passive(sentence, spot)
    mine, theirs = (agent_of(s, p) if one_voice else actor_of(s, p) for s, p in ((claim, position), (sentence, spot)))
    return NOTHING if mine is None or mine.pronoun or theirs is None else _apart(table, mine, theirs, row, spot)


def actor_of(sentence: Sentence, verb: int) -> Agent | None:
    """Who does it: the subject, or of a passive verb what follows "by"; None when nobody is told."""
    if not is_passive(sentence, verb):
        return agent_of(sentence, verb)
    by = next((p for p in range(verb + 1, min(verb + 4, len(sentence.tokens))) if sentence.tokens[p].lower == "by"), None)
    if by is None:
        return None
    end = next((p for p in range(by + 1, len(sentence.tokens)) if sentence.tokens[p].ends_clause or sentence.tokens[p].lower in _PREPOSITION | _BREAK), None)
    inside = tuple(p for p in sentence.content if by < p < (end or len(sentence.tokens)) and p not in sentence.in_number)
    return Agent(inside) if inside else None


def _apart(table: Table, mine: Agent, theirs: Agent, row: int, spot: int) -> Finding:
    """How surely the agent of the evidence's verb is another one; 0 where it is the same or not plain."""
    claim, sentence = table.claim, table.sentences[row]
    if theirs.pronoun:
        return _apart_from_antecedents(table, mine, row, spot)
    if _shared(table, mine.positions, row, theirs.positions):
        return NOTHING
    said, given = (claim.tokens[mine.positions[-1]].text, sentence.tokens[theirs.positions[-1]].text)
    names = any(p in claim.in_name for p in mine.positions), any(p in sentence.in_name for p in theirs.positions)
    if names[0] != names[1]:
        there = _stands_in(table, mine.positions, row)
        owned = sentence.tokens[theirs.positions[0] - 1].lower in _DEFINITE if theirs.positions[0] else False
        return Finding(0.7 if there and names[1] else 0.4 if names[1] else 0.2 if owned else 0.35, said, given)
    return Finding(1.0 if names[0] else 0.5 + 0.3 * _stands_in(table, mine.positions, row), said, given)


def _apart_from_antecedents(table: Table, mine: Agent, row: int, spot: int) -> Finding:
    """A pronoun does it: whoever is meant must have been named shortly before."""
    claim = table.claim
    if not any(p in claim.in_name for p in mine.positions):
        return NOTHING
    head = mine.positions[-1]
    earlier = range(max(0, row - 2), row)
    if any(table.spots[r].get(head) for r in earlier) or any(s < spot for s in table.spots[row].get(head, ())):
        subject = _subject_of(table, row - 1)
        if subject and any(p in table.sentences[row - 1].in_name for p in subject) and not _shared(table, mine.positions, row - 1, subject):
            return Finding(0.3, claim.tokens[head].text, table.sentences[row - 1].tokens[subject[-1]].text)
        return NOTHING
    named = next((table.sentences[r].names[0].text for r in reversed(earlier) if table.sentences[r].names), "")
    return Finding(0.7, claim.tokens[head].text, named) if named else NOTHING


def _subject_of(table: Table, row: int) -> tuple[int, ...]:
    if row < 0:
        return ()
    sentence = table.sentences[row]
    verb = next((p for p in range(1, len(sentence.tokens)) if p not in sentence.in_name and is_verb_like(sentence, p)), None)
    agent = agent_of(sentence, verb) if verb else None
    return agent.positions if agent else ()


def _shared(table: Table, mine: Sequence[int], row: int, theirs: Sequence[int]) -> bool:
    return any(spot in theirs for p in mine for spot in table.spots[row].get(p, ()))


def _stands_in(table: Table, mine: Sequence[int], row: int) -> bool:
    return any(table.spots[row].get(p) for p in mine)
