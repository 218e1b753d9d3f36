"""Statement and a window of sentences -> named features, all 0..1, which the trees of `trees.py` turn into a score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from article_chat.support import crossings, facts, frames, negation, opposites, order, overstating, roles, signals
from article_chat.support.bearing import Bearing
from article_chat.support.copying import copying
from article_chat.support.lexicon import PRONOUNS, contradict
from article_chat.support.matching import Table
from article_chat.support.numbers import Number, agreement, same_kind
from article_chat.support.parsing import Name, clause_ranges, is_calendar, is_verb_like
from article_chat.support.subject import subject_end

Vectors = NDArray[np.float32]
Window = tuple[int, ...]

FEATURES = (
    "missing_words", "missing_anywhere", "missing_most", "names_missing", "names_elsewhere", "numbers_missing", "new_figure", "calendar_missing", "pairs_apart",
    "not_copied", "new_pairs", "other_subject", "other_agent", "stranger", "crossed", "order", "added_detail", "exchanged", "moved", "uneven",
    "unfounded", "unlike_window", "negation", "opposite", "turned", "hedge", "universal", "roles", "attribution", "binding", "instructed",
    "scattered", "length", "denied_best", "denied", "denied_six", "half_denied", "other_amount",
)  # fmt: skip
"""Names of the features in their order; each grows with the reasons to doubt, but for those that tell how it is worded."""

WORDING = frozenset({"missing_words", "missing_anywhere", "missing_most", "pairs_apart", "not_copied", "new_pairs", "length"})
"""Tell how far a statement's words are from the article's, which may speak for it or against it beside what the reader finds."""


@dataclass(frozen=True)
class Evidence:
    """What a statement is compared with: the table of matches, cosines of the statement with each sentence, related-word credits."""

    table: Table
    cosines: Vectors
    window_cosine: Callable[[Window], float]
    text_cosine: Callable[[str], float]
    clause_cosines: Vectors
    """[clauses of the statement, sentences]: how near each clause is to the nearest clause of each sentence, or the whole of it."""
    alike: frames.Alike
    related: dict[int, float]
    """Position in the statement -> 0..1, how near in meaning the nearest word of the evidence is: for words that match nothing."""
    other_amount: signals.Finding
    """The amount that the evidence gives instead of the statement's."""


@dataclass(frozen=True)
class Reading:
    """The features of a statement over one window, and the findings behind them, for the reason."""

    window: Window
    values: dict[str, float]
    findings: dict[str, signals.Finding]


def read(evidence: Evidence, window: Window) -> Reading:
    """All features of the statement over the sentences `window` (indices)."""
    table = evidence.table
    context = _context(window)
    links = signals.aligned(table, window)
    findings = {
        "negation": negation.negation(table, links),
        "opposite": opposites.opposites(table, window, links),
        "turned": opposites.function_opposites(table, links),
        "hedge": overstating.hedges(table, links),
        "universal": overstating.universals(table, links, window),
        "roles": roles.swapped(table, links),
        "attribution": roles.attribution(table, window),
        "binding": roles.binding(table, links),
        "other_agent": facts.other_agent(table, links),
        "crossed": crossings.crossed(table, window),
        "stranger": crossings.stranger(table, window),
        "order": order.turned_round(table, window),
        "added_detail": _added_detail(evidence),
        "exchanged": frames.exchanged(table, links, evidence.alike),
        "instructed": signals.instructed(table, window),
        "other_amount": evidence.other_amount,
    }
    findings |= _missing_names(evidence, window, context)
    findings |= {"numbers_missing": _missing_numbers(evidence, window), "calendar_missing": _missing_calendar(table, window, links)}
    findings |= _missing_words(evidence, window)
    values = {name: finding.strength for name, finding in findings.items()}
    everything = tuple(range(len(table.sentences)))
    lacking = findings["numbers_missing"]
    values["new_figure"] = float(lacking.strength >= 1 and lacking.said[:1].isdecimal())  # one in words may have been counted, one in figures is given
    values["pairs_apart"] = 1 - _pairs(evidence, links)
    values |= copying(table, window)
    lacks = _clause_lacks(evidence, window, context)
    far = 1 - np.clip(evidence.clause_cosines[:, list(window)].max(axis=1), 0, 1)
    values["unfounded"] = min(1.0, 2.5 * max(lack * float(unlike) for lack, unlike in zip(lacks, far, strict=True)))
    values["uneven"] = (max(lacks) - min(lacks)) * (1 - min(lacks))  # half true: one half stands there, the other does not; a free wording lacks all over
    values["other_subject"] = _other_subject(table, window)
    values["unlike_window"] = 1 - max(0.0, evidence.window_cosine(window))
    restated = 1 - max(0.0, evidence.text_cosine(_restated(table, links, context)))
    nearest = min(1 - max(0.0, float(evidence.cosines[list(window)].max())), values["unlike_window"])
    nearest = (nearest + min(nearest, restated)) / 2  # of a long sentence much may be left out, which is no reason to doubt
    values["moved"] = 2 * max(0.0, nearest - 0.4 * values["new_pairs"])
    values["scattered"] = max(0.0, table.coverage(everything) - table.coverage(window))
    values["length"] = min(1.0, log(1 + len(table.claim.content)) / 4)
    return Reading(window, values, findings)


def read_on(reading: Reading, found: Bearing) -> Reading:
    """The reading with what the statement reader finds."""
    findings = reading.findings | {"half_denied": signals.Finding(found.half, found.doubted)}
    return replace(reading, values=reading.values | found.features(), findings=findings)


def _restated(table: Table, links: dict[int, tuple[int, int]], context: dict[int, float]) -> str:
    """What the statement restates of each sentence, from the first word taken up to the last; named, where a pronoun stands in for a name."""
    claim = table.claim
    spots: dict[int, list[int]] = {}
    for row, spot in links.values():
        spots.setdefault(row, []).append(spot)
    parts = [table.sentences[row].phrase(min(places), max(places)) for row, places in sorted(spots.items())]
    meant = [n.text for n in claim.names if n.head not in links and any(table.spots[row].get(n.head) for row in context if row < len(table.sentences))]
    return " ".join([*meant, *parts])


def _context(window: Window) -> dict[int, float]:
    """Sentences whose names the window may lean on (for "he", "the company"), and how far: those just before it, and the first."""
    near = {0: 0.5}
    for row in window:
        near |= dict.fromkeys(range(max(0, row - 3), row), 0.8)
    near |= {row - 1: 0.9 for row in window if row}
    return near | dict.fromkeys(window, 1.0)


def _missing_words(evidence: Evidence, window: Window) -> dict[str, signals.Finding]:
    table = evidence.table
    claim = table.claim
    positions = [i for i in claim.words if not is_calendar(claim.tokens[i])]
    weights = {i: claim.tokens[i].weight for i in positions}
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(("missing_words", "missing_anywhere", "missing_most"), signals.NOTHING)
    best = table.best(window)
    anywhere = table.best(range(len(table.sentences)))
    lack = {i: weights[i] * (1 - max(best[i], evidence.related.get(i, 0.0))) for i in positions}
    lost = {i: weights[i] * (1 - max(anywhere[i], evidence.related.get(i, 0.0))) for i in positions}
    worst = max(lack, key=lambda i: lack[i])
    lacking = [claim.tokens[i].text for i in positions if lack[i] >= 0.6][:3]
    said = ", ".join(f"“{word}”" for word in lacking)
    return {
        "missing_words": signals.Finding(sum(lack.values()) / total, said),
        "missing_anywhere": signals.Finding(sum(lost.values()) / total, said),
        "missing_most": signals.Finding(min(1.0, sum(lack.values()) / 4), claim.tokens[worst].text),
    }


def _missing_names(evidence: Evidence, window: Window, context: dict[int, float]) -> dict[str, signals.Finding]:
    table = evidence.table
    claim = table.claim
    absent, elsewhere = signals.NOTHING, signals.NOTHING
    column = {position: k for k, position in enumerate(claim.content)}
    has_pronoun = any(token.lower in PRONOUNS or token.lower == "the" for row in window for token in table.sentences[row].tokens)
    absences, distances = [], []
    for name in claim.names:
        columns = [column[i] for i in name.positions if i in column]
        if not columns:
            continue
        shares = np.array([2.0 if i == name.head else 1.0 for i in name.positions if i in column])
        rows = table.credits[:, columns] @ shares / shares.sum()
        initials = _as_initials(table, name.positions)
        found = max(float(rows.max()), initials)
        placed = {row: float(rows[row]) * (trust if has_pronoun or row in window else 0.6 * trust) for row, trust in context.items()}
        near = max((value * _connected(evidence, name, row, window) for row, value in placed.items() if value), default=0.0)
        near = max(near, initials)
        absences.append(1 - found)
        distances.append(max(0.0, found - near))
        if 1 - found > absent.strength:
            absent = signals.Finding(1 - found, name.text)
        if found - near > elsewhere.strength:
            elsewhere = signals.Finding(found - near, name.text)
    return {"names_missing": absent, "names_elsewhere": elsewhere}


def _connected(evidence: Evidence, name: Name, row: int, window: Window) -> float:
    """0..1: whether what stands around the name in the statement stands in this sentence too, or in those of the window that follow it.

    Words count, and so does meaning: a sentence that is near the statement as a whole speaks of the same thing in words of its own.
    """
    table = evidence.table
    claim = table.claim
    others = [(k, i) for k, i in enumerate(claim.content) if i not in claim.in_name]
    nearest = sorted(others, key=lambda pair: min(abs(pair[1] - name.head), abs(pair[1] - name.positions[0])))[:4]
    if not nearest:
        return 1.0
    columns = [k for k, _ in nearest]
    following = [r for r in window if 0 < r - row <= 3]
    share = max(float(table.credits[r, columns].mean()) * (1.0 if r == row else 0.9) for r in [row, *following])
    alike = max(float(evidence.cosines[r]) * (1.0 if r == row else 0.9) for r in [row, *following])
    return 0.3 + 0.7 * min(1.0, max(2 * share, (alike - 0.3) / 0.35))


def _as_initials(table: Table, positions: Sequence[int]) -> float:
    """1 when the name is the initials of a run of capitalised words of the evidence, or the other way round."""
    claim = table.claim
    letters = "".join(claim.tokens[i].text[0] for i in positions).upper()
    short = claim.tokens[positions[0]].text.replace(".", "") if len(positions) == 1 else ""
    for sentence in table.sentences:
        for name in sentence.names:
            theirs = "".join(sentence.tokens[i].text[0] for i in name.positions).upper()
            if (short.isupper() and len(short) > 1 and theirs == short) or (len(letters) > 1 and sentence.tokens[name.head].text.replace(".", "") == letters):
                return 1.0
    return 0.0


def _missing_numbers(evidence: Evidence, window: Window) -> signals.Finding:
    table = evidence.table
    worst = signals.NOTHING
    rows = sorted({*window, *(row - 1 for row in window if row)})
    for number in table.claim.numbers:
        near = max((_carries(evidence, number, row) for row in rows), default=0.0)
        far = max((_carries(evidence, number, row) for row in range(len(table.sentences))), default=0.0)
        lack = 1 - max(near, 0.5 * far)
        if number.small:
            lack *= 0.15  # often counted by the writer ("the two parties") rather than told
        if lack > worst.strength:
            worst = signals.Finding(lack, number.text, _rival_number(table, rows, number))
    return worst


def _carries(evidence: Evidence, number: Number, row: int) -> float:
    """0..1: how well a sentence gives this number for the same thing: its neighbours in the statement are looked for there too, or it is near in meaning."""
    table = evidence.table
    agreed = max((agreement(number, other) for other in table.sentences[row].numbers), default=0.0)
    if not agreed:
        return 0.0
    claim = table.claim
    inside = range(number.first, number.last)
    others = [(k, i) for k, i in enumerate(claim.content) if i not in inside and i not in claim.in_number]
    nearest = sorted(others, key=lambda pair: min(abs(pair[1] - number.first), abs(pair[1] - number.last + 1)))[:4]
    if not nearest:
        return agreed
    share = 2 * sum(float(table.credits[row, k]) for k, _ in nearest) / len(nearest)
    counted = max((float(table.credits[row, k]) for k, i in nearest if 0 <= i - number.last <= 1), default=0.0)
    base = 0.6 if number.unit else 0.35
    alike = (float(evidence.cosines[row]) - 0.3) / 0.4
    return agreed * (base + (1 - base) * min(1.0, max(share, counted, alike)))


def _rival_number(table: Table, rows: Sequence[int], number: Number) -> str:
    given = [other.text for row in rows for other in table.sentences[row].numbers if same_kind(number, other)]
    return given[0] if given else ""


def _missing_calendar(table: Table, window: Window, links: dict[int, tuple[int, int]]) -> signals.Finding:
    rows = sorted({*window, *(row - 1 for row in window if row)})
    claim = table.claim
    worst = signals.NOTHING
    for position in claim.content:
        token = claim.tokens[position]
        if not is_calendar(token) or (token.lower in ("may", "march") and not token.is_capital):
            continue
        present = [t for row in rows for t in table.sentences[row].tokens if is_calendar(t)]
        if token.stem not in {t.stem for t in present}:
            rivals = [t.text for t in present if contradict(token.stem, t.stem)]
            return signals.Finding(1.0 if rivals else 0.8, token.text, rivals[0] if rivals else "")
        rival = _nearer_day(table, position, links)
        worst = signals.Finding(0.8, token.text, rival) if rival else worst
    return worst


def _nearer_day(table: Table, position: int, links: dict[int, tuple[int, int]]) -> str:
    """The day or month that stands, for most of the words around this one in the statement, clearly nearer to them in the evidence; "" when it is this one."""
    token = table.claim.tokens[position]
    rivals: list[str] = []
    near = sorted((p for p in links if p != position and abs(p - position) <= 6), key=lambda p: abs(p - position))[:3]
    for row, spot in (links[p] for p in near):
        tokens = table.sentences[row].tokens
        own = min((abs(i - spot) for i, t in enumerate(tokens) if t.stem == token.stem), default=99)
        others = [(abs(i - spot), t.text) for i, t in enumerate(tokens) if is_calendar(t) and contradict(token.stem, t.stem)]
        if others and min(others)[0] + 2 < own:
            rivals.append(min(others)[1])
    return rivals[0] if near and len(rivals) > len(near) / 2 else ""


def _pairs(evidence: Evidence, links: dict[int, tuple[int, int]]) -> float:
    """Share of neighbouring content words of the statement that stand near each other in the evidence too."""
    claim = evidence.table.claim
    good, total = 0.0, 0
    for first, second in zip(claim.content, claim.content[1:], strict=False):
        if any(claim.tokens[i].text in ".!?" for i in range(first, second)):
            continue
        total += 1
        if first in links and second in links:
            near = links[first][0] == links[second][0]
            apart = abs(links[first][1] - links[second][1])
            good += (1.0 if apart <= 6 else 0.6 if apart <= 14 else 0.3) if near else 0.2
        else:
            good += 0.5 * (evidence.related.get(first, 0.0) > 0.4 or evidence.related.get(second, 0.0) > 0.4)
    return good / total if total else 1.0


_INTRODUCE = frozenset("in at on of for from with by to after over near against into during under as about through around".split())


def _added_detail(evidence: Evidence) -> signals.Finding:
    """New words behind a preposition ("in a quarry", "for fraud"): what is reworded is mostly the verb, what is made up mostly the circumstances."""
    claim = evidence.table.claim
    best = evidence.table.best(range(len(evidence.table.sentences)))
    worst, total, introduced = signals.NOTHING, 0.0, False
    for position, token in enumerate(claim.tokens):
        if token.lower in _INTRODUCE:
            introduced = True
        elif token.ends_clause or is_verb_like(claim, position):
            introduced = False
        elif introduced and position in best and position not in claim.in_number:
            lack = max(0.0, 1 - 1.4 * max(best[position], evidence.related.get(position, 0.0)))
            total += lack
            if lack > worst.strength:
                worst = signals.Finding(lack, token.text)
    return signals.Finding(min(1.0, total / 2), worst.said)


def _other_subject(table: Table, window: Window) -> float:
    """What the statement says is found in a sentence, but of whom it says so is neither there nor in the sentences just before."""
    claim = table.claim
    cut = subject_end(claim)
    subject = [k for k, i in enumerate(claim.content) if cut and i < cut]
    rest = [k for k, i in enumerate(claim.content) if cut and i >= cut]
    if not subject or len(rest) < 2:
        return 0.0
    told = table.credits[:, rest] @ table.weights[rest] / table.weights[rest].sum()
    row = max(window, key=lambda r: float(told[r]))
    known = table.credits[:, subject] @ table.weights[subject] / table.weights[subject].sum()
    opening = {token.lower for token in table.sentences[row].tokens[:8]}
    trust = 0.9 if opening & PRONOUNS else 0.6 if opening & {"the", "his", "her", "their"} else 0.3
    found = max([float(known[row]), *(trust * float(known[r]) for r in range(max(0, row - 3), row)), 0.5 * trust * float(known[0])])
    return max(0.0, float(told[row]) - 0.3) / 0.7 * max(0.0, 1 - found)


def _clause_lacks(evidence: Evidence, window: Window, context: dict[int, float]) -> list[float]:
    """For each clause of the statement, the share of its words that is missing."""
    table = evidence.table
    claim = table.claim
    best = table.best(window)
    around = table.best([row for row in context if row < len(table.sentences)])
    lacks = []
    for start, end in clause_ranges(claim):
        positions = [i for i in claim.content if start <= i < end]
        weight = sum(claim.tokens[i].weight for i in positions)
        found = sum(claim.tokens[i].weight * max(best[i], 0.8 * around[i], evidence.related.get(i, 0.0)) for i in positions)
        lacks.append(1 - found / weight if weight else 0.0)
    return lacks
