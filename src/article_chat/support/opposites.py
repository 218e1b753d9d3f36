"""Words that turn a sentence round: opposites such as "open" and "shut", and small words such as "before" and "after", "more" and "less"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from article_chat.support.lexicon import CONVERSE, contradict
from article_chat.support.matching import Table
from article_chat.support.negation import is_negated
from article_chat.support.parsing import Sentence, is_calendar
from article_chat.support.signals import NOTHING, Finding
from article_chat.support.words import stem


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
    "before": {"after", "following"}, "after": {"before"}, "more": {"less", "fewer"}, "less": {"more"}, "over": {"under", "below"},
    "under": {"over", "above"}, "up": {"down", "downward", "downwards"}, "down": {"up", "upward", "upwards"}, "for": {"against"}, "against": {"for"},
    "with": {"without"}, "most": {"least", "fewest", "few"}, "since": {"until"}, "until": {"since"},
}  # fmt: skip
"""Words without a meaning of their own, by which a statement turns what the evidence says with one of the others."""
