"""Text -> sentences and passages, with offsets into the text.

A line of an article is a paragraph, a heading or a list item, so a line break always ends a sentence; inside a line sentencex decides.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from article_chat.datatypes import Passage, Span

MAX_WORD_PIECES = 110
"""Word pieces of a passage at most: the embedding model reads 256, the reader was trained on this."""

MAX_SENTENCE_CHARS = 1200
"""A longer "sentence" (a table, text without full stops) is cut at a word boundary, so that a quote stays readable."""

COMFORTABLE_WORD_PIECES = 70
"""A passage that has this many already ends with its paragraph rather than reach into the next."""

CAPTION_LABEL = "The photo was taken as "
CAPTION_WORDS = range(8, 61)

CountWordPieces = Callable[[Sequence[str]], Sequence[int]]
"""The number of word pieces of each text, special tokens not counted."""

_LINE = re.compile(r"[^\n]+")
_FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_CAPTION = re.compile(r"[A-Z“\"'‘][^|#\n]*[^.!?…:;,|\"'”’»\s]\s*$")
# Not writing.ABBREVIATIONS, which has more: a sentence cut elsewhere is another mark in the store, so that every stored article would be indexed anew.
_NOT_A_STOP = re.compile(
    r"(?:^|[\s(\[“\"‘–—-])(?:[A-Z]|Dr|Mr|Mrs|Ms|No|no|vs|ca|approx|cf|al|Nos|vol|Vol|pp|Sr|Jr|Gov|Sen|Rep|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Pvt|Messrs)\.$"
)
_ORDINAL = re.compile(r"\b(?:[AaIi]m|[Dd](?:er|ie|as|en|em|es)|[Zz]um|[Vv]om|[Bb]eim|[Bb]is|[Ss]eit) \d{1,2}\.$")
"""What German writes where English has "the 19th"."""
_ROW_LABEL = re.compile(r"(?:^|\| )[^\W\d_]{1,12}\.$")
"""A cell of one short word so far: "Max. depth | 118 m"."""
_LOWER_START = re.compile(r"\s*[a-z]")
_NO_WORDS = re.compile(r"[\W\d_]*+$|\s*\[[^\]\n]{1,40}\]\s*$")
_QUOTE_ENDS = tuple("\"'”’»)]")
_LONGEST_ABBREVIATION = 24
"""Characters before a cut that decide whether it was wrong; more than any abbreviation or ordinal has."""

_SPLIT_AT_ONCE = 10_000
"""Characters of a line that sentencex is given at a time: on rows of quotation marks its time grows with the square of them."""


def split_sentences(text: str, *, language: str = "en") -> list[Span]:
    """Spans of the sentences of `text`, in order, without surrounding white space. Only white space lies between them."""
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        for start, end in _split_line(line.group(), language):
            spans.extend(_cut_long(text, line.start() + start, line.start() + end))
    return spans


def split_passages(text: str, *, article_id: str, count: CountWordPieces, language: str = "en") -> list[Passage]:
    """Passages of whole sentences under `MAX_WORD_PIECES`, each but the first beginning with the last sentence of the one before.

    The overlap is left out where it would not fit. Together they hold every sentence.
    """
    sentences, sizes = measure_sentences(text, count, language=language)
    if not sentences:
        return []
    captions = sorted(find_captions(text))
    groups = [group for run in _runs(sentences, captions) for group in _group(text, sentences, sizes, *run)]
    return [_passage(text, article_id, index, sentences[first:last], captions) for index, (first, last) in enumerate(groups)]


def find_captions(text: str) -> set[Span]:
    """Spans of the lines that look like captions: a phrase of some length without a full stop, on its own between paragraphs that have one."""
    lines = [(line.start(), line.end()) for line in _LINE.finditer(text)]
    if sum(bool(_FULL_STOP.search(text[slice(*line)])) for line in lines) < 2:
        return set()
    return {line for line in lines[1:] if _CAPTION.match(text[slice(*line)]) and len(text[slice(*line)].split()) in CAPTION_WORDS}


def _passage(text: str, article_id: str, index: int, sentences: Sequence[Span], captions: Sequence[Span]) -> Passage:
    start, end = sentences[0][0], sentences[-1][1]
    label = CAPTION_LABEL if _around(captions, start, end) else ""
    return Passage(article_id, index, start, end, text[start:end], tuple(sentences), label)


def _around(captions: Sequence[Span], start: int, end: int) -> Span | None:
    """The caption, of those in order, that holds all from `start` to `end`."""
    before = bisect_right(captions, start, key=lambda caption: caption[0])
    return captions[before - 1] if before and end <= captions[before - 1][1] else None


def _runs(sentences: Sequence[Span], captions: Sequence[Span]) -> list[tuple[int, int]]:
    """Runs [first, last) of sentences that may share a passage: a caption stands alone."""
    inside = [_around(captions, start, end) for start, end in sentences]
    cuts = [0, *(i for i in range(1, len(sentences)) if inside[i] != inside[i - 1]), len(sentences)]
    return list(pairwise(cuts))


def measure_sentences(text: str, count: CountWordPieces, *, language: str = "en") -> tuple[list[Span], list[int]]:
    """Sentences and their sizes in word pieces; one that no passage could hold is cut into parts."""
    sentences = split_sentences(text, language=language)
    return _cut_heavy(text, sentences, count([text[start:end] for start, end in sentences]) if sentences else [], count)


def _split_line(line: str, language: str) -> list[Span]:
    pieces: list[Span] = []
    told = 0  # where the last piece ends but for white space; looked for in new parts alone, or merging many would look through all of them each time
    for start, end in _boundaries(line, language):
        part = line[start:end]
        if pieces and _continues(line[max(pieces[-1][0], told - _LONGEST_ABBREVIATION) : told], part):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
            told = start
        told = start + len(words) if (words := part.rstrip()) else told
    return [span for span in (_strip(line, start, end) for start, end in pieces) if span[0] < span[1]]


def _boundaries(line: str, language: str) -> Iterator[Span]:
    """What sentencex parts a line into. A long line goes to it bit by bit, each beginning with the last sentence of the one before, which was cut off."""
    from sentencex import get_sentence_boundaries

    begin = 0
    while begin < len(line):
        bit = line[begin : begin + _SPLIT_AT_ONCE]
        found = [(begin + boundary["start_index"], begin + boundary["end_index"]) for boundary in get_sentence_boundaries(language, bit)]
        if begin + len(bit) < len(line) and len(found) > 1:
            found.pop()
        yield from found
        begin = found[-1][1] if found else len(line)


def _continues(before: str, after: str) -> bool:
    """Whether a cut between the two was wrong: an abbreviation, initial or German ordinal before it, a lower-case word after a quotation, no words after it,
    the first word of a cell before it, the end of a cell after it.

    `before` is the end of what stands before it, without white space.
    """
    if after.lstrip().startswith("| ") or (_ROW_LABEL.search(before) and " | " in after):
        return True
    if _NOT_A_STOP.search(before) or _ORDINAL.search(before) or _NO_WORDS.match(after):
        return True
    return before.endswith(_QUOTE_ENDS) and bool(_LOWER_START.match(after))


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut_long(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    while end - start > MAX_SENTENCE_CHARS:
        cut = _word_boundary(text, start, start + MAX_SENTENCE_CHARS)
        spans.append(_strip(text, start, cut))
        start, end = _strip(text, cut, end)
    if start < end:
        spans.append((start, end))
    return spans


def _word_boundary(text: str, start: int, limit: int) -> int:
    """The last place at or before `limit` where a cut parts no word; in a word without end, no letter from its marks."""
    for position in range(limit, start + (limit - start) // 2, -1):
        if text[position - 1].isspace():
            return position
    position = limit
    while position > start + 1 and (unicodedata.combining(text[position]) or text[position] in "\u200d\ufe0f" or text[position - 1] == "\u200d"):
        position -= 1
    return position if position > start + 1 else limit


def _cut_heavy(text: str, sentences: list[Span], sizes: Sequence[int], count: CountWordPieces) -> tuple[list[Span], list[int]]:
    """Halve sentences of too many word pieces until each fits a passage."""
    spans: list[Span] = []
    weights: list[int] = []
    for span, size in zip(sentences, sizes, strict=True):
        pending = [(span, size)]
        while pending:
            (start, end), weight = pending.pop()
            if weight <= MAX_WORD_PIECES or end - start < 2:
                spans.append((start, end))
                weights.append(weight)
                continue
            middle = _word_boundary(text, start, start + (end - start + 1) // 2)
            halves = [half for half in (_strip(text, start, middle), _strip(text, middle, end)) if half[0] < half[1]]
            measured = count([text[a:b] for a, b in halves])
            pending.extend(reversed(list(zip(halves, measured, strict=True))))
    return spans, weights


def _group(text: str, sentences: Sequence[Span], sizes: Sequence[int], begin: int, stop: int) -> list[tuple[int, int]]:
    """Runs [first, last) of the sentences `begin:stop` that make up passages."""
    groups: list[tuple[int, int]] = []
    first, total = begin, 0
    for position in range(begin, stop):
        size = sizes[position]
        full = total + size > MAX_WORD_PIECES
        rounded = total >= COMFORTABLE_WORD_PIECES and "\n" in text[sentences[position - 1][1] : sentences[position][0]]
        if position > first and (full or rounded):
            groups.append((first, position))
            overlap = sizes[position - 1] + size <= MAX_WORD_PIECES and position - 1 > first
            first = position - 1 if overlap else position
            total = sizes[position - 1] if overlap else 0
        total += size
    groups.append((first, stop))
    return groups
