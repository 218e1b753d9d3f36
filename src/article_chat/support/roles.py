"""Who did what to whom, who said it, and which number belongs to what: signals 0 (fine) to 1 (wrong), from the order of shared words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from article_chat.support.lexicon import BE, ERGATIVE, SPEECH, SYMMETRIC, contradict
from article_chat.support.matching import SYNONYM, Table, credit
from article_chat.support.numbers import Number, agreement
from article_chat.support.parsing import Sentence, is_verb_like
from article_chat.support.signals import NOTHING, Finding
from article_chat.support.words import stem

_PREPOSITIONS = frozenset("from to by over against under above below after before than into for with of behind ahead in at on".split())


def swapped(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Subject and object changed places around a verb (or a "than"), or two words changed their prepositions."""
    claim = table.claim
    best = NOTHING
    for index, token in enumerate(claim.tokens):
        pivot = token.lower in _PIVOTS
        excluded = (
            index not in links or index in claim.in_name or index in claim.in_number or token.stem in SYMMETRIC or not is_verb_like(claim, index, loose=True)
        )
        if not pivot and excluded:
            continue
        for left, right in _around(claim, index, links, pivot=pivot):
            strength = _swapped(table, links, index, left, right)
            if strength > best.strength:
                best = Finding(strength, f"{claim.tokens[left].text} … {token.text} … {claim.tokens[right].text}")
        if not pivot and best.strength < 0.6:
            best = _turned_subject(table, links, index) or _other_subject(table, links, index) or best
    return best if best.strength else _swapped_prepositions(table, links)


_PIVOTS = frozenset(("than",))


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
    if _is_than_between(claim, verb, right) and claim.tokens[verb].lower not in _PIVOTS:
        return 0.0
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
        loose = claim.tokens[verb].stem != sentence.tokens[spot].stem or claim.tokens[verb].stem in ERGATIVE
        if not names_only and word not in _PIVOTS and loose:
            continue
        order = (
            _order(spot, lefts, rights)
            * _direction(claim, verb, sentence, spot)
            * (-1 if _passive(sentence, spot) else 1)
            * (-1 if _passive(claim, verb) else 1)
        )
        if order > 0:
            return 0.0
        reach = max(min(abs(p - spot) for p in lefts), min(abs(p - spot) for p in rights))
        if order < 0 and not set(lefts) & set(rights) and reach <= (14 if names_only or word in _PIVOTS else 9):
            strength = 1.0 if names_only or word in _PIVOTS or reach <= 4 else 0.7
            nearest = [min(places, key=lambda p: abs(p - spot)) for places in (lefts, rights)]
            strength *= _unbroken(sentence, [*nearest, spot])
    return strength


def _is_than_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(token.lower == "than" for token in sentence.tokens[first + 1 : last])


def _direction(claim: Sentence, pivot: int, sentence: Sentence, spot: int) -> int:
    """-1 where two comparatives around "than" point in opposite ways ("more than", "less than"): the sides must have changed then."""
    if claim.tokens[pivot].lower not in _PIVOTS:
        return 1
    mine, theirs = (s.tokens[max(0, p - 4) : p] for s, p in ((claim, pivot), (sentence, spot)))
    return -1 if any(contradict(stem(a.lower), stem(b.lower)) for a in mine for b in theirs) else 1


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
    if (
        not before
        or claim.tokens[verb].stem in ERGATIVE
        or _after_be(claim, verb)
        or _after_be(sentence, spot)
        or _passive(claim, verb)
        or _passive(sentence, spot)
    ):
        return None
    subject = max(before)
    places = table.spots[row].get(subject, ())
    if (
        any(p < spot for p in places)
        or not any(0 < p - spot <= 5 and not _is_than_between(sentence, spot, p) for p in places)
        or not is_verb_like(sentence, spot)
    ):
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


def _order(verb: int, lefts: Sequence[int], rights: Sequence[int]) -> int:
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


def attribution(table: Table, window: Sequence[int]) -> Finding:
    """The statement has someone say what the evidence has another say."""
    said = _speakers(table.claim)
    if not said:
        return NOTHING
    given = [(row, spot) for row in window for spot in _speakers(table.sentences[row])]
    if not given:
        return NOTHING
    for name in table.claim.names:
        if name.head not in said:
            continue
        spots = {(row, spot) for row in window for position in name.positions for spot in table.spots[row].get(position, ())}
        if spots and not spots & set(given):
            row, spot = given[0]
            return Finding(1.0, name.text, _name_at(table.sentences[row], spot))
    return NOTHING


def _name_at(sentence: Sentence, position: int) -> str:
    return next((name.text for name in sentence.names if position in name.positions), sentence.tokens[position].text)


def _speakers(sentence: Sentence) -> set[int]:
    """Positions of name words that stand next to a verb of speech."""
    speakers: set[int] = set()
    for index, token in enumerate(sentence.tokens):
        if token.stem not in SPEECH or not token.content:
            continue
        near = [name for name in sentence.names if 0 < index - name.head <= 3 and not any(t.ends_clause for t in sentence.tokens[name.head : index])]
        if not near and (not index or sentence.tokens[index - 1].ends_clause or token.lower == "according"):
            near = [name for name in sentence.names if 0 < name.positions[0] - index <= 2]
        if sentence.tokens[min(index + 1, len(sentence.tokens) - 1)].lower == "by":
            near = [name for name in sentence.names if 0 < name.positions[0] - index <= 4]
        for name in near:
            speakers.update(name.positions)
    return speakers


def binding(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A number or name stands right beside a word in the statement, and in the evidence another number or name stands beside that word."""
    claim = table.claim
    best = NOTHING
    beside: dict[int, tuple[int, ...]] = {number.first: (number.last,) for number in claim.numbers}
    beside |= {name.head: (_deed(claim, name.head), name.positions[0] - 1) for name in claim.names}
    for position, neighbours in beside.items():
        for word in [w for w in neighbours if w in links and w in claim.words and claim.tokens[w].stem not in SPEECH]:
            finding = _rival(table, links, position, word, number=position in claim.in_number)
            if finding.strength > best.strength:
                best = finding
    for number in claim.numbers:
        rival = _nearer_number(table, number, links) if number.unit and not number.small else ""
        if rival and best.strength < 0.8:
            best = Finding(0.8, number.text, rival)
    return best


def _nearer_number(table: Table, number: Number, links: dict[int, tuple[int, int]]) -> str:
    """The number of the same unit that stands, for most of the words around this one in the statement, clearly nearer to them in the evidence."""
    inside = range(number.first, number.last)
    near = [p for p in links if p not in inside and p not in table.claim.in_number and min(abs(p - number.first), abs(p - number.last + 1)) <= 7]
    rivals: list[str] = []
    for row, spot in (links[p] for p in near):
        numbers = [(abs(n.first - spot), n) for n in table.sentences[row].numbers if n.unit == number.unit]
        own = min((apart for apart, n in numbers if agreement(number, n) >= 0.5), default=None)
        others = min(((apart, n.text) for apart, n in numbers if agreement(number, n) < 0.5), default=None)
        if own is not None and others is not None and others[0] + 2 < own:
            rivals.append(others[1])
    return rivals[0] if len(near) > 1 and len(rivals) > len(near) / 2 else ""


def _deed(claim: Sentence, head: int) -> int:
    """The word behind a name, auxiliaries and adverbs left out: mostly its verb."""
    for position in range(head + 1, min(head + 4, len(claim.tokens))):
        token = claim.tokens[position]
        if token.content and not token.lower.endswith("ly"):
            return position
        if token.ends_clause or token.lower in ("and", "or", "of"):
            break
    return -1


def _rival(table: Table, links: dict[int, tuple[int, int]], position: int, word: int, *, number: bool) -> Finding:
    row, spot = links[word]
    sentence, claim = table.sentences[row], table.claim
    own, others = _own_and_others(table, row, position, number=number)
    deed = not number and word > position and is_verb_like(claim, word, loose=True)
    if deed and not (_after_be(claim, word) or _after_be(sentence, spot)):
        others = [p for p in others if 0 < spot - p <= 2 and not any(t.ends_clause for t in sentence.tokens[p:spot])]
        own = [p for p in own if p < spot]
    if not others:
        return NOTHING
    rival = min(others, key=lambda p: _distance(sentence, p, spot))
    near = _distance(sentence, rival, spot)
    gap = min((_distance(sentence, p, spot) for p in own), default=9.0) - near
    if near > 2 or gap <= 3 or (not own and number):
        return NOTHING
    strength = min(1.0, gap / 8) * (1.0 if deed else 0.5)
    return Finding(strength, f"{claim.tokens[position].text} {claim.tokens[word].text}", sentence.tokens[rival].text)


def _own_and_others(table: Table, row: int, position: int, *, number: bool) -> tuple[list[int], list[int]]:
    sentence, claim = table.sentences[row], table.claim
    if number:
        claimed = next(n for n in claim.numbers if n.first == position)
        fits = {n.first: agreement(claimed, n) >= 0.5 for n in sentence.numbers}
        return [p for p, fit in fits.items() if fit], [p for p, fit in fits.items() if not fit]
    name = next((name.positions for name in claim.names if position in name.positions), (position,))
    spots = {spot for part in name for spot in table.spots[row].get(part, ())}
    return sorted(spots), [name.head for name in sentence.names if not spots & set(name.positions)]


def _distance(sentence: Sentence, first: int, second: int) -> float:
    low, high = sorted((first, second))
    breaks = sum(1 for token in sentence.tokens[low:high] if token.ends_clause or token.lower in ("and", "but", "while"))
    return high - low + 3 * breaks
