"""What words alone do not show: negation, opposites, hedges, who did what to whom, which number belongs to what. Each signal is 0 (fine) to 1 (wrong)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_chat.support.lexicon import BE, CONVERSE, FUTURE, HEDGES, NEGATORS, PARTIAL, SPEECH, SYMMETRIC, UNIVERSAL, contradict, is_instruction
from article_chat.support.matching import SYNONYM, Table, credit
from article_chat.support.parsing import Sentence, is_calendar, is_verb_like
from article_chat.support.words import Token

_BREAKS = frozenset("but although though while because whereas yet".split())
_PREPOSITIONS = frozenset("from to by over against under above below after before than into for with of behind ahead in at on".split())
_SCOPE = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """How strong a signal is (0..1) and the words that show it."""

    strength: float = 0.0
    said: str = ""
    given: str = ""


NOTHING = Finding()


def aligned(table: Table, window: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Position in the statement -> (sentence, position) that it most likely restates: the match with most of its neighbours around it."""
    result: dict[int, tuple[int, int]] = {}
    for position in table.claim.content:
        options = [(row, spot) for row in window for spot in table.spots[row].get(position, ())]
        if options:
            result[position] = max(options, key=lambda option: _company(table, position, *option))
    return result


def _company(table: Table, position: int, row: int, spot: int) -> float:
    near = sum(
        1.0 / (1 + abs((other - position) - (place - spot)) / 3)
        for other, places in table.spots[row].items()
        if other != position
        for place in [min(places, key=lambda p: abs(p - spot))]
        if abs(place - spot) <= 10
    )
    return near + 0.1 * (table.claim.tokens[position].stem == table.sentences[row].tokens[spot].stem)


def is_negated(sentence: Sentence, position: int) -> bool:
    """Whether a negator stands shortly before the word, in its clause."""
    return _negator(sentence, position) is not None


def _negator(sentence: Sentence, position: int) -> int | None:
    for steps, index in enumerate(range(position - 1, -1, -1)):
        token = sentence.tokens[index]
        if token.ends_clause or token.lower in _BREAKS or steps >= _SCOPE:
            return None
        if token.stem in NEGATORS or token.lower in NEGATORS:
            following = sentence.tokens[index + 1].lower if index + 1 < len(sentence.tokens) else ""
            idle = (following in ("only", "more", "less", "later") and token.lower in ("no", "not")) or (token.stem in ("fail", "refus") and following != "to")
            if not idle:
                return index
    return None


def negation(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Words that are negated on one side only, as a share of the words negated on either.

    A word behind another one that was not found ("did not like the bell", "hated the bell") counts little: it may be the other that is negated.
    """
    wrong, scope, first = 0.0, 0.0, ""
    spots = set(links.values())
    for position, (row, spot) in links.items():
        if position in table.claim.in_name:
            continue
        sentence = table.sentences[row]
        mine, theirs = _negator(table.claim, position), _negator(sentence, spot)
        if _says_opposite(table, mine, theirs, row):
            continue
        if mine is None and theirs is None:
            continue
        hidden = mine is not None and any(i in table.claim.content and i not in links for i in range(mine + 1, position))
        hidden = hidden or (theirs is not None and any(i in sentence.content and (row, i) not in spots for i in range(theirs + 1, spot)))
        weight = 0.25 if hidden else 1.0
        scope += weight
        if (mine is None) != (theirs is None):
            wrong += weight
            first = first or table.claim.tokens[position].text
    if not wrong:
        return _stray_negator(table, links)
    return Finding(min(1.0, wrong) * wrong / scope, first)


def _says_opposite(table: Table, mine: int | None, theirs: int | None, row: int) -> bool:
    """Whether what one side negates has its opposite on the other: "did not like" and "hated", "not guilty" and "acquitted" agree."""
    claim, sentence = table.claim, table.sentences[row]
    return (mine is not None and _answered(claim, mine, sentence)) or (theirs is not None and _answered(sentence, theirs, claim))


def _answered(one: Sentence, negator: int, other: Sentence) -> bool:
    negated = next((one.tokens[i].stem for i in one.content if i > negator), "")
    return any(contradict(negated, token.stem) and not is_negated(other, i) for i, token in enumerate(other.tokens))


def _stray_negator(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A negator in the statement and none in the evidence around it, its scope not found there."""
    rows = {row for row, _ in links.values()}
    if any(token.stem in NEGATORS or token.lower in NEGATORS for row in rows for token in table.sentences[row].tokens):
        return NOTHING
    follows = zip(table.claim.tokens, [*table.claim.tokens[1:], None], strict=True)
    stray = [token for token, after in follows if token.lower in ("not", "never", "no", "none") and (not after or after.lower not in ("more", "less", "only"))]
    answered = any(_says_opposite(table, i, None, row) for row in rows for i, token in enumerate(table.claim.tokens) if token in stray)
    return Finding(0.5, stray[0].text) if stray and links and not answered else NOTHING


def opposites(table: Table, window: Sequence[int], links: dict[int, tuple[int, int]]) -> Finding:
    """A word of the statement whose opposite stands in the evidence, and which itself does not."""
    best = NOTHING
    covered = {table.sentences[row].tokens[spot].stem for row, spot in links.values()}
    for position in table.claim.content:
        token = table.claim.tokens[position]
        if position in table.claim.in_name or position in table.claim.in_number or is_calendar(token):
            continue
        for row, spot in _contradicting(table, window, token.stem):
            if position in links and not _nearer(table, links, position, (row, spot)):
                continue
            if table.sentences[row].tokens[spot].stem in covered or is_negated(table.claim, position) != is_negated(table.sentences[row], spot):
                continue
            strength = _opposed(table, links, position, row, spot)
            if strength > best.strength:
                best = Finding(strength, token.text, table.sentences[row].tokens[spot].text)
    return best


def _opposed(table: Table, links: dict[int, tuple[int, int]], position: int, row: int, spot: int) -> float:
    """How surely the two opposites are said of the same: shared words around them; who bought and who sold are different people."""
    near = sum(1 for r, s in links.values() if r == row and abs(s - spot) <= 6)
    beside = any(links[p][0] == row and abs(p - position) <= 2 and abs(links[p][1] - spot) <= 3 for p in links if p != position)
    strength = min(1.0, 0.25 * near + 0.4 * beside)
    if {table.claim.tokens[position].stem, table.sentences[row].tokens[spot].stem} & CONVERSE:
        left = [p for p in links if p < position and links[p][0] == row]
        if not left or links[max(left)][1] > spot:
            return 0.0
    return strength


def _nearer(table: Table, links: dict[int, tuple[int, int]], position: int, place: tuple[int, int]) -> bool:
    """Whether the opposite stands clearly nearer than the word itself to what surrounds the word in the statement."""
    near = [links[p] for p in links if p != position and abs(p - position) <= 3]
    mine = [abs(spot - links[position][1]) for row, spot in near if row == links[position][0]]
    theirs = [abs(spot - place[1]) for row, spot in near if row == place[0]]
    return len(theirs) >= max(1, len(mine)) and sum(theirs) / len(theirs) + 3 < (sum(mine) / len(mine) if mine else 99)


def _contradicting(table: Table, window: Sequence[int], stem: str) -> Iterator[tuple[int, int]]:
    for row in window:
        sentence = table.sentences[row]
        for spot in range(len(sentence.tokens)):
            if spot not in sentence.in_number and contradict(stem, sentence.tokens[spot].stem):
                yield row, spot


def function_opposites(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """before/after, more/less, up/down and the like: small words that turn a sentence round, next to words that both share."""
    for index, token in enumerate(table.claim.tokens):
        if token.content or token.lower not in _TURNING:
            continue
        for position in [p for p in links if 0 < abs(p - index) <= 2]:
            row, spot = links[position]
            sentence = table.sentences[row]
            near = sentence.tokens[max(0, spot - 3) : spot + 4]
            words = {t.lower for t in near}
            turned = [t for t in near if t.lower in _TURNING[token.lower]]
            if turned and token.lower not in words:
                return Finding(0.8, token.text, turned[0].text)
    return NOTHING


_TURNING = {
    "before": {"after", "following"}, "after": {"before"}, "more": {"less", "fewer"}, "less": {"more"}, "fewer": {"more"}, "over": {"under", "below"},
    "under": {"over", "above"}, "above": {"below", "under"}, "below": {"above", "over"}, "up": {"down"}, "down": {"up"}, "for": {"against"},
    "against": {"for"}, "with": {"without"}, "without": {"with"}, "most": {"least", "fewest", "few"},
    "since": {"until"}, "until": {"since"}, "inside": {"outside"},
}  # fmt: skip


def hedges(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """What the evidence calls possible, planned or alleged, and the statement tells as a fact."""
    claim_hedged = any(_is_hedge(token) or token.lower in _CLEARED for token in table.claim.tokens)
    claim_future = any(token.lower in FUTURE for token in table.claim.tokens) or bool(re.search(r"\b(?:is|was|are|were) to\b", table.claim.text))
    verbs = [p for p in links if p not in table.claim.in_name and p not in table.claim.in_number]
    if not verbs or claim_hedged:
        return NOTHING
    hits, future, word = 0, 0, ""
    for position in verbs:
        row, spot = links[position]
        found = _hedge_before(table.sentences[row], spot)
        if found in FUTURE:
            future += 1
        elif found:
            hits += 1
        word = word or found
    strength = (hits + (0.0 if claim_future else 0.7 * future)) / len(verbs)
    return Finding(min(1.0, 1.5 * strength), given=word)


_CLEARED = frozenset("cleared acquitted denied denies no advise advises advised undecided".split())
"""What is told in such words is not claimed as a fact."""


def _is_hedge(token: Token) -> bool:
    return token.lower in HEDGES and token.text != "May"


def _hedge_before(sentence: Sentence, spot: int) -> str:
    for steps, index in enumerate(range(spot - 1, -1, -1)):
        token = sentence.tokens[index]
        if (token.ends_clause and sentence.tokens[index - 1].lower not in HEDGES) or token.lower in _BREAKS or steps > 7:
            return ""
        if token.lower == "would" and "otherwise" in sentence.lowers:
            return ""
        if _is_hedge(token) or token.lower in FUTURE:
            return token.lower
    return ""


def universals(table: Table, window: Sequence[int]) -> Finding:
    """All, every, only, never in the statement where the evidence has no such word."""
    present = {token.lower for row in window for token in table.sentences[row].tokens}
    numbers = {number.first - 1 for number in table.claim.numbers}
    words = [t for i, t in enumerate(table.claim.tokens) if i not in numbers]
    said = [t.text for t in words if t.lower in UNIVERSAL and t.lower not in present and t.lower not in NEGATORS]
    if not said or {"all", "every", "always", "entire", "whole", "only"} & present & UNIVERSAL:
        return NOTHING
    partial = sorted(PARTIAL & present)
    return Finding(1.0 if partial else 0.6, said[0], partial[0] if partial else "")


def instructed(table: Table, window: Sequence[int]) -> Finding:
    """What a sentence of the evidence demands to be said, told as if the article said it. A statement about the demand itself is fine."""
    if is_instruction(table.claim.text) or table.claim.lowers & {"instruction", "instructions", "asks", "note", "demands", "tells"}:
        return NOTHING
    return Finding(1.0) if any(is_instruction(table.sentences[row].text) for row in window) else NOTHING


def roles(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Subject and object changed places around a verb (or a "than", "before"), or two words changed their prepositions."""
    claim = table.claim
    best = NOTHING
    for index, token in enumerate(claim.tokens):
        pivot = token.lower in _PIVOTS
        excluded = index not in links or index in claim.in_name or index in claim.in_number or token.stem in SYMMETRIC or not is_verb_like(claim, index, loose=True)
        if not pivot and excluded:
            continue
        for left, right in _around(claim, index, links, pivot=pivot):
            strength = _swapped(table, links, index, left, right)
            if strength > best.strength:
                best = Finding(strength, f"{claim.tokens[left].text} … {token.text} … {claim.tokens[right].text}")
        if not pivot and best.strength < 0.6:
            best = _turned_subject(table, links, index) or _other_subject(table, links, index) or best
    return best if best.strength else _swapped_prepositions(table, links)


_PIVOTS = frozenset(("than", "before", "after"))


def _around(claim: Sentence, index: int, links: dict[int, tuple[int, int]], *, pivot: bool) -> Iterator[tuple[int, int]]:
    """Pairs that stand around the verb: all shared names, and the nearest shared words (all of them around a "than")."""
    for pool in (claim.in_name, frozenset(claim.content) - claim.in_number):
        left = sorted((p for p in links if p in pool and index - 9 <= p < index), reverse=True)
        right = sorted(p for p in links if p in pool and index < p <= index + 9)
        yield from ((a, b) for a in (left if pivot else left[:1]) for b in (right if pivot else right[:1]))


def _swapped(table: Table, links: dict[int, tuple[int, int]], verb: int, left: int, right: int) -> float:
    claim = table.claim
    names_only = left in claim.in_name and right in claim.in_name
    row = links[left][0]
    if row != links[right][0] or (verb in links and links[verb][0] != row):
        return 0.0
    sentence = table.sentences[row]
    lefts, rights = _firm(table, row, left), _firm(table, row, right)
    word = claim.tokens[verb].lower
    verbs = tuple(i for i, t in enumerate(sentence.tokens) if t.lower == word) if word in _PIVOTS else table.spots[row].get(verb, ())
    strength = 0.0
    for spot in verbs:
        if not lefts or not rights or not (word in _PIVOTS or is_verb_like(sentence, spot, loose=True)):
            continue
        if not names_only and word not in _PIVOTS and claim.tokens[verb].stem != sentence.tokens[spot].stem:
            continue
        order = _order(sentence, spot, lefts, rights) * (-1 if _passive(sentence, spot) else 1) * (-1 if _passive(claim, verb) else 1)
        if order > 0:
            return 0.0
        reach = max(min(abs(p - spot) for p in lefts), min(abs(p - spot) for p in rights))
        if order < 0 and not set(lefts) & set(rights) and reach <= (14 if names_only or word in _PIVOTS else 9):
            strength = 1.0 if names_only or word in _PIVOTS or reach <= 4 else 0.7
            nearest = [min(places, key=lambda p: abs(p - spot)) for places in (lefts, rights)]
            strength *= _unbroken(sentence, [*nearest, spot])
    return strength


def _firm(table: Table, row: int, position: int) -> list[int]:
    """Where a sentence has this very word, or a synonym."""
    own = table.claim.tokens[position].stem
    return [p for p in table.spots[row].get(position, ()) if credit(own, table.sentences[row].tokens[p].stem) >= SYNONYM]


def _unbroken(sentence: Sentence, positions: Sequence[int]) -> float:
    """1 where nothing stands between, less with commas, 0 across quotation marks: the order tells little then."""
    between = [token.text for token in sentence.tokens[min(positions) : max(positions)]]
    if any(text in '"“”' for text in between):
        return 0.0
    return 1.0 if sum(text in ",;:—–" for text in between) in (0, 2) else 0.6


def _turned_subject(table: Table, links: dict[int, tuple[int, int]], verb: int) -> Finding | None:
    """What stands right before the active verb in the statement is what it is done to in the evidence."""
    claim = table.claim
    row, spot = links[verb]
    sentence = table.sentences[row]
    between = verb - 1 if claim.tokens[verb - 1].lower in ("has", "had", "have", "also", "then", "later") else verb
    before = [p for p in links if p == between - 1 and links[p][0] == row]
    if not before or _after_be(claim, verb) or _after_be(sentence, spot) or _passive(claim, verb) or _passive(sentence, spot):
        return None
    subject = max(before)
    places = table.spots[row].get(subject, ())
    if any(p < spot for p in places) or not any(0 < p - spot <= 5 for p in places) or not is_verb_like(sentence, spot):
        return None
    return Finding(0.6, f"{claim.tokens[subject].text} {claim.tokens[verb].text}")


def _other_subject(table: Table, links: dict[int, tuple[int, int]], verb: int) -> Finding | None:
    """The name after the verb in the statement stands before it in the evidence, and the one before it in the statement is not there."""
    claim = table.claim
    row, spot = links[verb]
    sentence = table.sentences[row]
    if _after_be(claim, verb) or _after_be(sentence, spot) or claim.tokens[verb].stem != sentence.tokens[spot].stem or not is_verb_like(sentence, spot):
        return None
    left = [p for p in claim.in_name if 0 < verb - p <= 3]
    right = [p for p in claim.in_name if 0 < p - verb <= 6]
    if not left or not right or table.spots[row].get(max(left)):
        return None
    places = _firm(table, row, min(right))
    turned = places and all(0 < spot - p <= 9 for p in places)
    return Finding(0.7, f"{claim.tokens[max(left)].text} {claim.tokens[verb].text} {claim.tokens[min(right)].text}") if turned else None


def _after_be(sentence: Sentence, verb: int) -> bool:
    return any(token.lower in BE for token in sentence.tokens[max(0, verb - 3) : verb])


def _order(sentence: Sentence, verb: int, lefts: Sequence[int], rights: Sequence[int]) -> int:
    """1 when the evidence has them around the verb in the same order, -1 in the other, 0 when it does not tell."""
    forward = any(p < verb for p in lefts) and any(p > verb for p in rights)
    backward = any(p < verb for p in rights) and any(p > verb for p in lefts)
    return 0 if forward == backward else 1 if forward else -1


def _passive(sentence: Sentence, verb: int) -> bool:
    before = {token.lower for token in sentence.tokens[max(0, verb - 3) : verb]}
    after = [token.lower for token in sentence.tokens[verb + 1 : verb + 5]]
    return "by" in after and (bool(before & BE) or sentence.tokens[verb].lower.endswith(("ed", "en", "t", "n", "d")))


def _swapped_prepositions(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    claim = table.claim
    pairs = [(p, _preposition(claim, p), _preposition(table.sentences[links[p][0]], links[p][1])) for p in links]
    pairs = [(p, a, b) for p, a, b in pairs if a and b and a != b]
    for first, said, given in pairs:
        for second, other_said, other_given in pairs:
            if first < second and links[first][0] == links[second][0] and (said, given) == (other_given, other_said):
                return Finding(1.0, f"{said} {claim.tokens[first].text}", f"{given} {claim.tokens[first].text}")
    return NOTHING


def _preposition(sentence: Sentence, position: int) -> str:
    for index in range(position - 1, max(-1, position - 4), -1):
        token = sentence.tokens[index]
        if token.lower in _PREPOSITIONS:
            return token.lower
        if token.ends_clause:
            return ""
        if token.content and not (token.is_capital or token.is_number):
            return ""
    return ""


def attribution(table: Table, window: Sequence[int], links: dict[int, tuple[int, int]]) -> Finding:
    """The statement has someone say what the evidence has another say."""
    said = _speakers(table.claim)
    if not said:
        return NOTHING
    given = [(row, spot) for row in window for spot in _speakers(table.sentences[row])]
    if not given:
        return NOTHING
    for position in said:
        spots = {(row, spot) for row in window for spot in table.spots[row].get(position, ())}
        if spots and not spots & set(given):
            row, spot = given[0]
            return Finding(1.0, table.claim.tokens[position].text, table.sentences[row].tokens[spot].text)
    return NOTHING


def _speakers(sentence: Sentence) -> set[int]:
    """Positions of name words that stand next to a verb of speech."""
    speakers: set[int] = set()
    for index, token in enumerate(sentence.tokens):
        if token.stem not in SPEECH:
            continue
        before = [name for name in sentence.names if 0 < index - name.head <= 2]
        subject = before or (index and sentence.tokens[index - 1].lower in ("he", "she", "they", "it", "who"))
        near = before if subject else [name for name in sentence.names if 0 < name.positions[0] - index <= 2]
        for name in near:
            speakers.update(name.positions)
    return speakers


def binding(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A number or name stands right beside a word in the statement, and in the evidence another number or name stands beside that word."""
    claim = table.claim
    best = NOTHING
    beside = {number.first: (number.last,) for number in claim.numbers}
    beside |= {name.head: (name.head + 1, name.positions[0] - 1) for name in claim.names}
    for position, neighbours in beside.items():
        for word in [w for w in neighbours if w in links and w in claim.words]:
            finding = _rival(table, links, position, word, number=position in claim.in_number)
            if finding.strength > best.strength:
                best = finding
    return best


def _rival(table: Table, links: dict[int, tuple[int, int]], position: int, word: int, *, number: bool) -> Finding:
    row, spot = links[word]
    sentence, claim = table.sentences[row], table.claim
    own, others = _own_and_others(table, row, position, number=number)
    if not others:
        return NOTHING
    rival = min(others, key=lambda p: _distance(sentence, p, spot))
    near = _distance(sentence, rival, spot)
    gap = min((_distance(sentence, p, spot) for p in own), default=9.0) - near
    if near > 2 or gap <= 3 or (not own and number):
        return NOTHING
    return Finding(min(1.0, gap / 8), f"{claim.tokens[position].text} {claim.tokens[word].text}", sentence.tokens[rival].text)


def _own_and_others(table: Table, row: int, position: int, *, number: bool) -> tuple[list[int], list[int]]:
    sentence, claim = table.sentences[row], table.claim
    if number:
        from article_chat.support.numbers import agreement

        claimed = next(n for n in claim.numbers if n.first == position)
        fits = {n.first: agreement(claimed, n) >= 0.5 for n in sentence.numbers}
        return [p for p, fit in fits.items() if fit], [p for p, fit in fits.items() if not fit]
    spots = set(table.spots[row].get(position, ()))
    own = [name.head for name in sentence.names if spots & set(name.positions)]
    return own, [name.head for name in sentence.names if name.head not in own]


def _distance(sentence: Sentence, first: int, second: int) -> float:
    low, high = sorted((first, second))
    breaks = sum(1 for token in sentence.tokens[low:high] if token.ends_clause or token.lower in ("and", "but", "while"))
    return high - low + 3 * breaks
