"""Whether sentences of an article support a statement: windows of evidence are read for features, boosted trees turn them into a score."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from article_chat.datatypes import Place
from article_chat.support.amounts import Part, amounts
from article_chat.support.bearing import BearsOut, bearing
from article_chat.support.features import Evidence as Comparison
from article_chat.support.features import Reading, Vectors, Window, read, read_on
from article_chat.support.lexicon import contradict
from article_chat.support.matching import Table, compare
from article_chat.support.notation import in_notation_of
from article_chat.support.parsing import Sentence, clause_texts, is_calendar, lower_words, parse
from article_chat.support.reasons import explain
from article_chat.support.tidy import claims_nothing, recased, unframed, untokenized
from article_chat.support.trees import shipped
from article_chat.support.weights import doubtfulness
from article_chat.support.words import stem
from article_chat.writing import is_abbreviated

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> float32 [n, d], rows of length 1."""

THRESHOLD = 0.5
MOST_EMBEDDED = 96
"""Sentences compared by meaning at most: those that share most words with the statement."""

_WINDOWS = 3
_SLACK = 0.2
"""A window this much worse than the best is not read: it would only dodge what the best one contradicts."""
_REACH = 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the article and where it stands. Sentences are given in the order of the article."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the evidence supports the statement: `score` 0..1 (from 0.5 it does), the places that carry it, and what is lacking."""

    supported: bool
    score: float
    places: tuple[Place, ...] = ()
    reason: str | None = None
    features: dict[str, float] = field(default_factory=dict, compare=False)


def check_statement(statement: str, evidence: Sequence[Evidence], *, embed: Embed, bears_out: BearsOut, cited: Sequence[Evidence] | None = None) -> Verdict:
    """Check a statement against sentences of the article, by words, numbers, names, polarity, roles and meaning.

    `evidence` are all the sentences that may be looked at; with `cited`, only those carry the statement and the others merely tell what
    pronouns and short names stand for. Nothing in the statement is taken on trust, and words about the article ("According to the text, …") are
    no part of it; an empty statement or no evidence is unsupported, and of several sentences each must be supported.
    """
    statement = unframed(statement)
    parts = statement_parts(statement)
    if len(parts) > 1:
        return _all_of([check_statement(part, evidence, embed=embed, bears_out=bears_out, cited=cited) for part in parts])
    everything = list(dict.fromkeys([*evidence, *(cited or ())]))
    carriers = list(range(len(everything))) if cited is None else [everything.index(item) for item in dict.fromkeys(cited)]
    if not statement.strip() or not carriers:
        return Verdict(False, 0.0, (), "There is nothing to compare.")
    claim, sentences = parse_together(statement, [item.text for item in everything])
    if not claim.content or claims_nothing(statement):
        return Verdict(False, 0.0, (), "It says nothing that can be checked.")
    reading = best_reading(claim, sentences, embed, bears_out, carriers)
    value = shipped().score(reading.values)
    supported = value >= THRESHOLD
    rows = _carrying(reading.window, compare(claim, [sentences[row] for row in reading.window]))
    places = tuple(everything[row].place for row in rows)
    reason = None if supported else explain(reading.values, reading.findings, shipped())
    return Verdict(supported, value, places if supported else (), reason, reading.values)


_PART = re.compile(r"(?<=[a-z0-9)\"”’]{2}[.!?])[\"”’]?\s+(?=[\"“‘]?[A-Z])")


def statement_parts(statement: str) -> list[str]:
    """The sentences of a statement, each with something to check in it."""
    parts: list[str] = []
    for part in _PART.split(statement.strip()):
        if parts and is_abbreviated(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part.strip())
    return parts if all(len(part.split()) > 2 for part in parts) else [statement]


def _all_of(verdicts: Sequence[Verdict]) -> Verdict:
    worst = min(verdicts, key=lambda verdict: verdict.score)
    places = tuple(dict.fromkeys(place for verdict in verdicts for place in verdict.places))
    supported = all(verdict.supported for verdict in verdicts)
    return Verdict(supported, worst.score, places if supported else (), worst.reason, worst.features)


def parse_together(statement: str, texts: Sequence[str]) -> tuple[Sentence, list[Sentence]]:
    """Parse both with what the evidence writes in lower case, so that a word that opens a sentence is not taken for a name."""
    written = recased(untokenized(statement), texts)
    common = lower_words([*texts, written])
    return parse(written, common), [parse(text, common) for text in texts]


def best_reading(claim: Sentence, sentences: Sequence[Sentence], embed: Embed, bears_out: BearsOut, carriers: Sequence[int] | None) -> Reading:
    """The window of sentences that supports the claim best, with its features. `carriers`: the rows that may be in it (None: all)."""
    table = compare(claim, sentences)
    cosines, vector, clause_cosines, parts = _cosines(table, embed)
    allowed = range(len(sentences)) if carriers is None else carriers
    windows = _windows(table, cosines, allowed)
    related = _related(table, windows, embed)

    def window_cosine(window: Window) -> float:
        if len(window) == 1:
            return float(cosines[window[0]])
        return text_cosine(" ".join(sentences[row].text for row in window))

    def text_cosine(text: str) -> float:
        return float(np.asarray(embed([text]))[0] @ vector)

    def alike(one: str, other: str) -> float:
        first, second = np.asarray(embed([one, other]))
        return float(first @ second)

    found = amounts(table, parts, allowed)
    comparison = Comparison(table, cosines, window_cosine, text_cosine, clause_cosines, alike, related, found.other)
    best = min((read(comparison, window) for window in windows), key=lambda reading: doubtfulness(reading.values))
    claimed = claim if found.asked == claim.text else parse(found.asked)
    asked = in_notation_of([sentences[row] for row in sorted({row for window in windows for row in window})], claimed)
    return read_on(best, bearing(asked, [sentence.text for sentence in sentences], windows, bears_out, carriers))


def _cosines(table: Table, embed: Embed) -> tuple[Vectors, Vectors, Vectors, list[Part]]:
    """Cosines [sentences] with the statement (of the sentence, or of its nearest clause), the statement's vector, cosines [clauses, sentences], and the
    parts they come from."""
    coverage = table.credits @ table.weights if len(table.weights) else np.zeros(len(table.sentences))
    rows = sorted(np.argsort(-coverage, kind="stable")[:MOST_EMBEDDED].tolist())
    parts = [(row, text) for row in rows for text in dict.fromkeys([table.sentences[row].text, *clause_texts(table.sentences[row], least=3)])]
    claims = clause_texts(table.claim)
    vectors = np.asarray(embed([table.claim.text, *claims, *(text for _, text in parts)]), dtype=np.float32)
    near = vectors[: 1 + len(claims)] @ vectors[1 + len(claims) :].T
    cosines = np.zeros((1 + len(claims), len(table.sentences)), dtype=np.float32)
    for column, (row, _) in enumerate(parts):
        np.maximum(cosines[:, row], near[:, column], out=cosines[:, row])
    return cosines[0], vectors[0], cosines[1:], [Part(row, text, float(near[0, column])) for column, (row, text) in enumerate(parts)]


def _windows(table: Table, cosines: Vectors, carriers: Sequence[int]) -> list[Window]:
    """The best single sentences, pairs and a triple of the carriers: by words found, and a little by meaning."""
    allowed = sorted(carriers)
    worth = {row: _worth(table, cosines, (row,)) for row in allowed}
    order = sorted(allowed, key=lambda row: -worth[row])[:8]
    chosen: list[Window] = [(row,) for row in order[:_WINDOWS]]
    pairs = {(min(pair), max(pair)) for pair in combinations(order, 2) if abs(pair[0] - pair[1]) <= _REACH}
    pairs |= {(row, row + 1) for row in allowed if row + 1 in worth and (row in order or row + 1 in order)}
    ranked = sorted(pairs, key=lambda pair: (-_worth(table, cosines, pair), pair))
    chosen.extend(pair for pair in ranked[:_WINDOWS] if _worth(table, cosines, pair) > worth[order[0]] + 0.03)
    triples = [tuple(sorted((*ranked[0], row))) for row in order if row not in ranked[0]] if ranked else []
    best = max(triples, key=lambda triple: _worth(table, cosines, triple), default=None)
    if best and _worth(table, cosines, best) > _worth(table, cosines, ranked[0]) + 0.06:
        chosen.append(best)
    top = max(_worth(table, cosines, window) for window in chosen)
    return [window for window in chosen if _worth(table, cosines, window) >= top - _SLACK]


def _worth(table: Table, cosines: Vectors, window: Window) -> float:
    apart = max(window) - min(window)
    return table.coverage(window) + 0.5 * float(cosines[list(window)].max()) - 0.01 * min(apart, 5)


def _related(table: Table, windows: Sequence[Window], embed: Embed) -> dict[int, float]:
    """For words of the statement that match nothing: how near in meaning the nearest word of the windows is (0..0.7)."""
    claim = table.claim
    rows = sorted({row for window in windows for row in window})
    best = table.best(rows)
    open_words = [i for i in claim.words if best[i] < 0.6 and not is_calendar(claim.tokens[i])]
    words = sorted({table.sentences[row].tokens[i].lower for row in rows for i in table.sentences[row].words})[:120]
    if not open_words or not words:
        return {}
    vectors = np.asarray(embed([*(claim.tokens[i].lower for i in open_words), *words]))
    cosines = vectors[: len(open_words)] @ vectors[len(open_words) :].T
    for k, position in enumerate(open_words):
        cosines[k, [n for n, word in enumerate(words) if contradict(claim.tokens[position].stem, stem(word))]] = 0.0
    return {position: float(np.clip((cosines[k].max() - 0.45) / 0.4, 0.0, 0.7)) for k, position in enumerate(open_words)}


def _carrying(window: Window, table: Table) -> list[int]:
    """The sentences of the window that add something to the support; at least the best one."""
    rows = list(window)
    for row in sorted(window, key=lambda row: table.coverage([window.index(row)])):
        rest = [other for other in rows if other != row]
        if rest and table.coverage([window.index(r) for r in rows]) - table.coverage([window.index(r) for r in rest]) < 0.04:
            rows = rest
    return rows
