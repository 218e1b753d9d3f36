"""What words alone do not show: negation, opposites, hedges, who did what to whom, which number belongs to what. Each signal is 0 (fine) to 1 (wrong)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from article_chat.support.lexicon import BE, CONVERSE, FUTURE, HEDGES, NEGATIVE, NEGATORS, PARTIAL, UNIVERSAL, contradict, is_instruction
from article_chat.support.matching import Table
from article_chat.support.parsing import Sentence, is_calendar, is_verb_like
from article_chat.support.subject import subject_end
from article_chat.support.verbs import main_verbs
from article_chat.support.words import Token, stem

_BREAKS = frozenset("but although though while because whereas yet".split())
_BEFORE_TO = frozenset(stem(word) for word in ("fail", "refuse", "decline"))
"""Negate what follows "to", and nothing without it."""
_SCOPE = 5
"""Behind "not" and "no" they limit or compare."""


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
    return near + 0.4 * (table.claim.tokens[position].stem == table.sentences[row].tokens[spot].stem)


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
            idle = (following in ("only", "more", "less", "later", "all", "every") and token.lower in ("no", "not")) or (
                token.stem in _BEFORE_TO and (following != "to" or index + 2 in sentence.in_number)  # "it declined to 5 percent"
            )
            if not idle:
                return index
    return None


def negation(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """Words that are negated on one side only, as a share of the words negated on either.

    A word behind another one that was not found ("did not like the bell", "hated the bell") counts little: it may be the other that is negated.
    """
    wrong, scope, first, agreed = 0.0, 0.0, "", False
    spots = set(links.values())
    for position, (row, spot) in links.items():
        if position in table.claim.in_name:
            continue
        sentence = table.sentences[row]
        mine, theirs = _negator(table.claim, position), _negator(sentence, spot)
        if _says_opposite(table, mine, theirs, row) or ((mine is None) != (theirs is None) and _denied_by_both(table, links, mine, theirs, row)):
            continue
        if mine is None and theirs is None:
            continue
        hidden = mine is not None and any(i in table.claim.content and i not in links for i in range(mine + 1, position))
        hidden = hidden or (theirs is not None and any(i in sentence.content and (row, i) not in spots for i in range(theirs + 1, spot)))
        spare = _spare_negative(sentence, spots, row) if theirs is None else mine is None and _spare_negative(table.claim, links, None)
        nominal = (position in main_verbs(table.claim)) != (spot in main_verbs(sentence))
        weight = 0.25 if hidden or spare or nominal else 1.0
        scope += weight
        agreed = agreed or (mine is not None and theirs is not None)
        if (mine is None) != (theirs is None):
            wrong += weight
            first = first or table.claim.tokens[position].text
    if not wrong:
        return _stray_negator(table, links)
    return Finding(min(1.0, wrong) * wrong / scope * (0.2 if agreed else 1.0), first)


def _spare_negative(sentence: Sentence, taken: Container[int | tuple[int, int]], row: int | None) -> bool:
    """Whether the sentence denies or ends something else in words of its own: it may be the same that the other side negates.

    `taken` are the matched positions, of the evidence with their `row`: a word that both sides have is no answer to the other's "not".
    """
    for index, token in enumerate(sentence.tokens):
        negates = token.stem in NEGATORS or token.lower in NEGATORS or is_negative(token)
        if negates and (index if row is None else (row, index)) not in taken:
            behind = next((i for i in sentence.content if i > index), None)
            if token.content or behind is None or (behind if row is None else (row, behind)) not in taken:
                return True
    return False


def is_negative(token: Token) -> bool:
    """Whether the word denies or ends something by what it means: "missing", "against", "unpaid"."""
    word = token.lower
    return token.stem in NEGATIVE or (len(word) > 5 and token.content and (word.startswith("un") or word.endswith("less")))


def _says_opposite(table: Table, mine: int | None, theirs: int | None, row: int) -> bool:
    """Whether what one side negates has its opposite on the other: "did not like" and "hated", "not guilty" and "acquitted" agree."""
    claim, sentence = table.claim, table.sentences[row]
    return (mine is not None and _answered(claim, mine, sentence)) or (theirs is not None and _answered(sentence, theirs, claim))


def _denied_by_both(table: Table, links: dict[int, tuple[int, int]], mine: int | None, theirs: int | None, row: int) -> bool:
    """Whether the verb by which one side negates stands on the other too, behind what it negates: "denies that he wrote", "a claim that he has denied"."""
    if mine is not None:
        return table.claim.tokens[mine].content and links.get(mine, (-1, 0))[0] == row
    return theirs is not None and table.sentences[row].tokens[theirs].content and (row, theirs) in links.values()


def _answered(one: Sentence, negator: int, other: Sentence) -> bool:
    negated = next((one.tokens[i].stem for i in one.content if i > negator), "")
    compared = {_degree(token.lower, "er", "worse", "better") for token in one.tokens[negator + 1 : negator + 1 + _SCOPE]} - {""}
    if compared & {_degree(token.lower, "est", "worst", "best") for token in other.tokens}:
        return True  # "had seen no worse", "the worst she had seen"
    return any(contradict(negated, token.stem) and not is_negated(other, i) for i, token in enumerate(other.tokens))


def _degree(word: str, ending: str, *irregular: str) -> str:
    """What a comparative or superlative, by its ending or irregular, is made of; "" for any other word."""
    return stem(word) if word in irregular else word[: -len(ending)] if word.endswith(ending) and len(word) > len(ending) + 2 else ""


def _stray_negator(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """A negator in the statement and none in the evidence around it, its scope not found there."""
    rows = {row for row, _ in links.values()}
    if "whether" in table.claim.lowers and any("whether" in table.sentences[row].lowers for row in rows):
        return NOTHING
    if any(token.stem in NEGATORS or token.lower in NEGATORS or is_negative(token) for row in rows for token in table.sentences[row].tokens):
        return NOTHING
    follows = zip(table.claim.tokens, [*table.claim.tokens[1:], None], strict=True)
    stray = [
        token
        for token, after in follows
        if token.lower in ("not", "never", "no", "none") and (not after or after.lower not in ("more", "less", "only", "all", "every"))
    ]
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
            if position in links and not _nearer(links, position, (row, spot)):
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
    strength = min(1.0, 0.25 * near + 0.4 * beside + 0.4 * _same_frame(table, position, row, spot))
    if {table.claim.tokens[position].stem, table.sentences[row].tokens[spot].stem} & CONVERSE:
        left = [p for p in links if p < position and links[p][0] == row]
        if not left or links[max(left)][1] > spot:
            return 0.0
    return strength


def _same_frame(table: Table, position: int, row: int, spot: int) -> bool:
    """Whether the two words before are the same on both sides ("out too late", "out too early")."""
    mine = [token.lower for token in table.claim.tokens[max(0, position - 2) : position]]
    return len(mine) == 2 and mine == [token.lower for token in table.sentences[row].tokens[max(0, spot - 2) : spot]]


def _nearer(links: dict[int, tuple[int, int]], position: int, place: tuple[int, int]) -> bool:
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
    """before/after, more/less, up/down and the like: small words that turn a sentence round, next to words that both share, and on the same side of them:
    what they govern stands behind them."""
    otherwise = next((found for row in sorted({row for row, _ in links.values()}) if (found := _compared_otherwise(table, links, row)).strength), None)
    if otherwise:
        return otherwise
    for index, token in enumerate(table.claim.tokens):
        if token.content or token.lower not in _TURNING:
            continue
        for position in [p for p in links if 0 < abs(p - index) <= 2]:
            row, spot = links[position]
            sentence = table.sentences[row]
            near = sentence.tokens[max(0, spot - 3) : spot] if position > index else sentence.tokens[spot + 1 : spot + 4]
            words = {t.lower for t in sentence.tokens[max(0, spot - 3) : spot + 4]}
            turned = [t for t in near if t.lower in _TURNING[token.lower]]
            if turned and token.lower not in words and not ("than" in table.claim.lowers & sentence.lowers and _sides_changed(table, links, row)):
                return Finding(0.8, token.text, turned[0].text)
            wide = [t for t in sentence.tokens if token.lower in ("up", "down") and t.lower in _TURNING[token.lower]]
            if wide and token.lower not in sentence.lowers:
                return Finding(0.5, token.text, wide[0].text)
    return NOTHING


def _compared_otherwise(table: Table, links: dict[int, tuple[int, int]], row: int) -> Finding:
    """More in the statement and fewer in the evidence, of the same and than the same: "more ships than a year earlier", "ships, fewer than a year earlier"."""
    found = NOTHING
    for than, compared in _comparisons(table.claim):
        behind = [p for p in table.claim.content if than < p <= than + 4]
        of = next((p for p in table.claim.content if p > compared), than)
        for their_than, theirs in _comparisons(table.sentences[row]):
            same = behind and all(any(0 < spot - their_than <= 5 for spot in table.spots[row].get(p, ())) for p in behind)
            if not same or links.get(of, (-1, 0))[0] != row:
                continue
            said, given = table.claim.tokens[compared], table.sentences[row].tokens[theirs]
            if said.lower == given.lower:
                return NOTHING
            if contradict(stem(said.lower), stem(given.lower)):
                found = Finding(1.0, said.text, given.text)
    return found


def _comparisons(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """(position of "than", position of the comparative before it in its clause)."""
    for than, token in enumerate(sentence.tokens):
        if token.lower == "than":
            start = next((p for p in range(than - 1, -1, -1) if sentence.tokens[p].ends_clause), -1)
            comparative = next((p for p in range(than - 1, start, -1) if sentence.tokens[p].lower in _COMPARATIVES), None)
            if comparative is not None:
                yield than, comparative


_COMPARATIVES = frozenset("more less fewer higher lower larger smaller bigger greater better worse longer shorter earlier later faster slower".split())


def _sides_changed(table: Table, links: dict[int, tuple[int, int]], row: int) -> bool:
    """Whether what stands before "than" stands behind it in the evidence: less and more agree then."""
    mine, theirs = (next(i for i, token in enumerate(s.tokens) if token.lower == "than") for s in (table.claim, table.sentences[row]))
    return any((p > mine) != (spot > theirs) for p, (r, spot) in links.items() if r == row and (p > mine or spot > theirs))


_TURNING = {
    "before": {"after", "following"}, "after": {"before"}, "more": {"less", "fewer"}, "less": {"more"}, "fewer": {"more"},
    "over": {"under", "below"}, "under": {"over", "above"}, "above": {"below", "under"}, "below": {"above", "over"},
    "up": {"down", "downward", "downwards"}, "down": {"up", "upward", "upwards"}, "for": {"against"}, "against": {"for"}, "with": {"without"},
    "without": {"with"}, "most": {"least", "fewest", "few"}, "since": {"until"}, "until": {"since"}, "inside": {"outside"},
}  # fmt: skip


def hedges(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """What the evidence calls possible, planned or alleged, and the statement tells as a fact."""
    claim_hedged = any(_is_hedge(token) or token.lower in _CLEARED for token in table.claim.tokens)
    claim_future = any(token.lower in FUTURE for token in table.claim.tokens) or bool(re.search(r"\b(?:is|was|are|were) to\b", table.claim.text))
    subject = subject_end(table.claim)
    verbs = [p for p in links if p >= subject and p not in table.claim.in_name and p not in table.claim.in_number]
    if not verbs or claim_hedged:
        return NOTHING
    hits, future, word = 0.0, 0, ""
    for position in verbs:
        row, spot = links[position]
        told = _is_told(table.sentences[row], spot)
        found = _hedge_before(table.sentences[row], spot) or _alternative(table, row, spot)
        if found in FUTURE:
            future += 1
        elif found:
            hits += 0.6 * told if found == "if" else 1.0 if told else 0.8
        word = word or found
    strength = (hits + (0.0 if claim_future else 0.7 * future)) / len(verbs)
    return Finding(min(1.0, 1.5 * strength), given=word)


def _alternative(table: Table, row: int, spot: int) -> str:
    """ "or", where the verb is one of two that are left open ("sign the law or send it back") and the statement does not say so."""
    sentence = table.sentences[row]
    left_open = spot and sentence.tokens[spot - 1].lower == "or" and "or" not in table.claim.lowers
    return "or" if left_open and spot in main_verbs(sentence) else ""


_CLEARED = frozenset("cleared acquitted denied denies no advise advises advised undecided".split())
"""What is told in such words is not claimed as a fact."""


_ALSO_NOUNS = frozenset("aim aims plan plans hope hopes offer offers attempt attempts claim claims request demand demands proposal".split())
"""Hedges only when "to" or "that" follows."""


def _is_told(sentence: Sentence, spot: int) -> bool:
    """Whether the word is a verb, or stands behind a form of "be": what a hedge in front of it makes uncertain."""
    return is_verb_like(sentence, spot) or any(token.lower in BE for token in sentence.tokens[max(0, spot - 2) : spot])


def _is_hedge(token: Token) -> bool:
    return token.lower in HEDGES and token.text != "May"


def _hedge_before(sentence: Sentence, spot: int) -> str:
    """The nearest hedge in front of a word, in its clause; a mere future only when there is none."""
    future = ""
    for steps, index in enumerate(range(spot - 1, -1, -1)):
        token = sentence.tokens[index]
        if (token.ends_clause and sentence.tokens[index - 1].lower not in HEDGES) or token.lower in _BREAKS or steps > 7:
            break
        if token.lower == "would" and "otherwise" in sentence.lowers:
            break
        following = sentence.tokens[index + 1].lower
        if _is_hedge(token) and (token.lower not in _ALSO_NOUNS or following in ("to", "that")):
            return token.lower
        if token.lower in FUTURE:
            future = future or token.lower
    return future


def universals(table: Table, links: dict[int, tuple[int, int]], window: Sequence[int]) -> Finding:
    """All, every, only, never in the statement where what it restates has no such word; most, where that speaks of some; most ever, most since then."""
    if (widened := _widened(table, links)).strength:
        return widened
    numbers = {number.first - 1 for number in table.claim.numbers}
    for index, token in enumerate(table.claim.tokens):
        idiom = token.lower == "all" and (table.claim.phrase(index, min(index + 1, len(table.claim.tokens) - 1)).lower() == "all time")
        limited = index > 0 and table.claim.tokens[index - 1].lower in ("not", "n't", "nearly", "almost")
        if index in numbers or idiom or limited or token.lower in NEGATORS or token.lower not in UNIVERSAL | _MAJORITY:
            continue
        near = [links[p][0] for p in sorted(links, key=lambda p: abs(p - index))[:3]]
        rows = sorted(set(near)) or list(window)
        present = {t.lower for row in rows for t in table.sentences[row].tokens}
        partial = sorted((PARTIAL if token.lower in UNIVERSAL else _SOME) & present)
        if token.lower in UNIVERSAL and token.lower not in present and not present & UNIVERSAL - NEGATORS:
            return Finding(1.0 if partial else 0.6, token.text, partial[0] if partial else "")
        if token.lower in _MAJORITY and partial and not present & (_MAJORITY | UNIVERSAL):
            return Finding(0.6, token.text, partial[0])
    return NOTHING


_EVER = re.compile(r"\b(?:ever|in (?:[\w'’]+ ){0,3}history|of all time|on record)\b", re.IGNORECASE)


def _widened(table: Table, links: dict[int, tuple[int, int]]) -> Finding:
    """The most ever in the statement, of what the evidence calls the most since some time."""
    ever = _EVER.search(table.claim.text)
    for position in [p for p in links if ever and _is_superlative(table.claim.tokens[p])]:
        row, spot = links[position]
        sentence = table.sentences[row]
        since = next((t for t in sentence.tokens[spot : spot + 8] if t.lower == "since"), None)
        if since and ever and not _EVER.search(sentence.text):
            return Finding(1.0, ever.group(), since.text)
    return NOTHING


def _is_superlative(token: Token) -> bool:
    return _degree(token.lower, "est", "worst", "best") != ""


_MAJORITY = frozenset("most mostly mainly majority generally usually".split())
_SOME = frozenset("some several few partly sometimes rarely occasionally minority third quarter".split())


def instructed(table: Table, window: Sequence[int]) -> Finding:
    """What a sentence of the evidence demands to be said, told as if the article said it. A statement about the demand itself is fine."""
    if is_instruction(table.claim.text) or table.claim.lowers & {"instruction", "instructions", "asks", "note", "demands", "tells"}:
        return NOTHING
    return Finding(1.0) if any(is_instruction(table.sentences[row].text) for row in window) else NOTHING
