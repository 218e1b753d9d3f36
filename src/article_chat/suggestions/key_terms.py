"""Terms of a text in any language, those it is likeliest about first: found by capitals, repetition and length, without a list of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from article_chat.writing import MARKS

MOST_CHARS = 50_000
"""Characters of the text that are looked at."""

LONGEST_NAME = 3
"""Capitalised words in a row that are one name."""
MANY_CAPITALS = 0.15
"""Share of words written with a capital inside a sentence, past which a language writes all its nouns so, and those in a row are no name."""

_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])+(?:[-'’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?…\n؟।]+")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]+")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_JAPANESE_WORD = re.compile(r"[\u30a1-\u30ff]{3,12}|[\u3400-\u9fff]{2,5}")
_SIZES = (2, 3, 4)
_NO_TERM = frozenset("的了是在和有不也就都而及与或这那他她它我你们个一上下中对从被把将能会可以到为于之其并很")
"""Chinese characters that are mostly grammar: no term begins or ends with one."""
_SHORT, _LONG = 4, 12
"""Letters of a word that is too short to be a term when nothing else speaks for it, and past which longer is no better."""


def key_terms(text: str, *, most: int = 12) -> list[str]:
    """At most `most` terms of the text, as it writes them, none of which contains another."""
    text = text[:MOST_CHARS]
    unspaced = sum(map(len, _UNSPACED.findall(text)))
    ranked = _runs(text) if unspaced * 3 > sum(map(str.isalpha, text)) else _words(text)
    chosen: list[str] = []
    for term in ranked:
        if not any(term.casefold() in other.casefold() or other.casefold() in term.casefold() for other in chosen):
            chosen.append(term)
        if len(chosen) == most:
            break
    return chosen


def _words(text: str) -> list[str]:
    """Names, and in a language that writes its nouns so the nouns; then what comes up again or stands in the title."""
    title, _, body = text.strip().partition("\n")
    named = {word.casefold() for word in _WORD.findall(title)} if body else set()
    counted = Counter(word.casefold() for word in _WORD.findall(body or title))
    worths: dict[str, float] = {}
    for term, capital in _candidates(_in_sentences(body or title)):
        words = [word.casefold() for word in term.split()]
        again = min(counted[word] for word in words)
        if not capital and len(term) <= _SHORT:
            continue
        worth = min(again, 4) + 2 * any(word in named for word in words) + 2 * capital + (len(words) > 1) + min(len(term), _LONG) / _LONG
        worths[term] = max(worth, worths.get(term, 0.0))
    return sorted(worths, key=lambda term: -worths[term])


def _in_sentences(body: str) -> list[list[tuple[str, bool]]]:
    """The words of each sentence, and whether a capital marks a word that does not begin it."""
    found = [_WORD.findall(sentence) for sentence in _SENTENCE.findall(body)]
    return [[(word, number > 0 and word[0].isupper()) for number, word in enumerate(words)] for words in found if words]


def _candidates(sentences: Sequence[Sequence[tuple[str, bool]]]) -> Iterator[tuple[str, bool]]:
    """(term, whether a capital marks it): single words, and names of several."""
    capitals = [capital for sentence in sentences for _, capital in sentence]
    longest = 1 if sum(capitals) > MANY_CAPITALS * len(capitals) else LONGEST_NAME
    for sentence in sentences:
        for capital, group in groupby(sentence, key=lambda pair: pair[1]):
            run = [word for word, _ in group]
            if capital and len(run) <= longest:
                yield " ".join(run), True
            else:
                yield from ((word, capital) for word in run)


def _runs(text: str) -> list[str]:
    """Of a script without spaces: in Japanese words of kanji or katakana, which the hiragana between them part; else what comes up again."""
    if _HIRAGANA.search(text):
        counted = Counter(_JAPANESE_WORD.findall(text))
        return sorted(counted, key=lambda word: -counted[word] * len(word))
    again = _repeated(text)
    return sorted(again, key=lambda run: -(again[run] - 0.5) * len(run))


def _repeated(text: str) -> dict[str, int]:
    """Runs of 2 to 4 characters that come up again, how often, without those that are only ever part of a longer one."""
    counted: Counter[str] = Counter()
    for run in _UNSPACED.findall(text):
        for size in _SIZES:
            counted.update(run[i : i + size] for i in range(len(run) - size + 1))
    again = {run: count for run, count in counted.items() if count > 1 and not {run[0], run[-1]} & _NO_TERM}
    inside = {part for run, count in again.items() for part in _parts(run) if again.get(part) == count}
    return {run: count for run, count in again.items() if run not in inside}


def _parts(run: str) -> Iterator[str]:
    for size in range(min(_SIZES), len(run)):
        yield from (run[i : i + size] for i in range(len(run) - size + 1))
