"""What words alone do not show: negation, opposites, hedges, who did what to whom, which number belongs to what. Each signal is 0 (fine) to 1 (wrong)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_chat.support.lexicon import BE, FUTURE, HEDGES, NEGATORS, PARTIAL, SPEECH, SYMMETRIC, UNIVERSAL, contradict
from article_chat.support.matching import Table
from article_chat.support.parsing import Sentence

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
    steps = 0
    for index in range(position - 1, -1, -1):
        token = sentence.tokens[index]
        if token.ends_clause or token.lower in _BREAKS or steps >= _SCOPE:
            return False
        if token.stem in NEGATORS or token.lower in NEGATORS:
            following = sentence.tokens[index + 1].lower if index + 1 < len(sentence.tokens) else ""
            return following != "only"
        steps += 1
    return False


def negation(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Words that are negated on one side only, as a share of the words negated on either."""
    wrong, scope = [], 0
    for position, (row, spot) in links.items():
        if position in table.claim.in_name:
            continue
        claimed, given = is_negated(table.claim, position), is_negated(table.sentences[row], spot)
        if claimed or given:
            scope += 1
            if claimed != given:
                wrong.append(position)
    if not wrong:
        return _stray_negator(table, links)
    return Finding(len(wrong) / scope, table.claim.tokens[wrong[0]].text)


def _stray_negator(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A negator in the statement and none in the evidence around it, its scope not found there."""
    rows = {row for row, _ in links.values()}
    if any(token.stem in NEGATORS or token.lower in NEGATORS for row in rows for token in table.sentences[row].tokens):
        return NOTHING
    stray = [token for token in table.claim.tokens if token.lower in ("not", "never", "no", "none")]
    return Finding(0.5, stray[0].text) if stray and links else NOTHING


def opposites(table: Table, window: Sequence[int], links: dict[int, tuple[int, int]]) -> Finding:
    """A word of the statement whose opposite stands in the evidence, and which itself does not."""
    best = NOTHING
    covered = {table.sentences[row].tokens[spot].stem for row, spot in links.values()}
    for position in table.claim.content:
        token = table.claim.tokens[position]
        if position in links or position in table.claim.in_name:
            continue
        for row, spot in _contradicting(table, window, token.stem):
            if table.sentences[row].tokens[spot].stem in covered or is_negated(table.claim, position) != is_negated(table.sentences[row], spot):
                continue
            near = sum(1 for r, s in links.values() if r == row and abs(s - spot) <= 6)
            strength = min(1.0, 0.4 + 0.2 * near)
            if strength > best.strength:
                best = Finding(strength, token.text, table.sentences[row].tokens[spot].text)
    return best


def _contradicting(table: Table, window: Sequence[int], stem: str) -> Iterator[tuple[int, int]]:
    for row in window:
        sentence = table.sentences[row]
        for spot in range(len(sentence.tokens)):
            if contradict(stem, sentence.tokens[spot].stem):
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
    "against": {"for"}, "with": {"without"}, "without": {"with"}, "most": {"least", "fewest", "few"}, "on": {"off"}, "off": {"on"},
    "since": {"until"}, "until": {"since"}, "inside": {"outside"},
}  # fmt: skip


def hedges(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """What the evidence calls possible, planned or alleged, and the statement tells as a fact."""
    claim_hedged = any(token.lower in HEDGES for token in table.claim.tokens)
    claim_future = any(token.lower in FUTURE for token in table.claim.tokens)
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


def _hedge_before(sentence: Sentence, spot: int) -> str:
    steps = 0
    for index in range(spot - 1, -1, -1):
        token = sentence.tokens[index]
        if token.text in ".;:!?“”\"" or token.lower in _BREAKS or steps > 7:
            return ""
        if token.lower in HEDGES or token.lower in FUTURE:
            return token.lower
        steps += 1
    return ""


def universals(table: Table, window: Sequence[int]) -> Finding:
    """All, every, only, never in the statement where the evidence has no such word."""
    present = {token.lower for row in window for token in table.sentences[row].tokens}
    said = [t.text for t in table.claim.tokens if t.lower in UNIVERSAL and t.lower not in present and t.lower not in NEGATORS]
    if not said or {"all", "every", "always", "entire", "whole", "only"} & present & UNIVERSAL:
        return NOTHING
    partial = sorted(PARTIAL & present)
    return Finding(1.0 if partial else 0.6, said[0], partial[0] if partial else "")


def roles(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Subject and object changed places around a verb, or two words changed their prepositions."""
    claim = table.claim
    for index, token in enumerate(claim.tokens):
        if token.lower != "than" and (index not in links or index in claim.in_name or token.stem in SYMMETRIC):
            continue
        for left, right in _around(claim, index, links):
            if _swapped(table, links, index, left, right):
                return Finding(1.0, f"{claim.tokens[left].text} … {token.text} … {claim.tokens[right].text}")
    return _swapped_prepositions(table, links)


def _around(claim: Sentence, index: int, links: dict[int, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Candidates for what stands before and after the verb: the nearest shared names, and the nearest shared words."""
    for pool in (claim.in_name, frozenset(claim.content)):
        left = [p for p in links if p in pool and index - 9 <= p < index]
        right = [p for p in links if p in pool and index < p <= index + 9]
        if left and right:
            yield max(left), min(right)


def _swapped(table: Table, links: dict[int, tuple[int, int]], verb: int, left: int, right: int) -> bool:
    claim = table.claim
    names_only = left in claim.in_name and right in claim.in_name
    rows = {links[left][0]} & {links[right][0]}
    for row in rows:
        sentence = table.sentences[row]
        lefts, rights = table.spots[row].get(left, ()), table.spots[row].get(right, ())
        verbs = table.spots[row].get(verb, ()) if verb in links else tuple(i for i, t in enumerate(sentence.tokens) if t.lower == "than")
        for spot in verbs:
            if _order(sentence, spot, lefts, rights) == 0:
                continue
            reach = 12 if names_only else 4
            near = any(abs(p - spot) <= reach for p in lefts) and any(abs(p - spot) <= reach for p in rights)
            same = _order(sentence, spot, lefts, rights) * (-1 if _passive(sentence, spot) else 1) * (-1 if _passive(claim, verb) else 1)
            if near and same < 0 and set(lefts) != set(rights):
                return True
            if same > 0:
                return False
    return False


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
        near = [name for name in sentence.names if 0 < index - name.head <= 2 or 0 < name.positions[0] - index <= 2]
        for name in near:
            speakers.update(name.positions)
    return speakers


def binding(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A number or name stands next to a word in the statement, and in the evidence that word has another number or name nearer."""
    claim = table.claim
    best = NOTHING
    numbers = {n.first for n in claim.numbers}
    for position in sorted(numbers | {name.head for name in claim.names}):
        kind = position in numbers
        words = [w for w in claim.words if w in links and 0 < abs(w - position) <= 3 and not _break_between(claim, w, position)]
        for word in words:
            finding = _rival(table, links, position, word, number=kind)
            if finding.strength > best.strength:
                best = finding
    return best


def _rival(table: Table, links: dict[int, tuple[int, int]], position: int, word: int, *, number: bool) -> Finding:
    row, spot = links[word]
    sentence, claim = table.sentences[row], table.claim
    own, others = _own_and_others(table, row, position, number=number)
    if not own or not others:
        return NOTHING
    mine = min(_distance(sentence, p, spot) for p in own)
    rival = min(others, key=lambda p: _distance(sentence, p, spot))
    gap = mine - _distance(sentence, rival, spot)
    if gap <= 2:
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


def _break_between(sentence: Sentence, first: int, second: int) -> bool:
    low, high = sorted((first, second))
    return any(token.ends_clause or token.lower in ("and", "but", "while") for token in sentence.tokens[low:high])
