"""Lines that an editor broke at a fixed width become one line per paragraph again; verse, addresses and lists keep their lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from article_chat.articles.characters import PAGE_BREAK

LIST_ITEM = re.compile(r"(?:[•·‣▪▫◦●○■*+]|[-–](?=\s+\S)|\(?\d{1,3}[.)]|\([a-z]\)|[a-z]\))\s+\S")
"""The start of a list item."""
SPEAKER = re.compile(r"[A-Z]: (?=\S)")
"""How a turn of an interview starts that is marked by an initial: "Q:", "A:"."""

_MIN_WIDTH, _MAX_WIDTH = 40, 160
_FULL_SHARE = 0.8
_FEW_LINES = 3
"""A paragraph of more tells by itself how wide it was wrapped."""
_SEVERAL = 3
"""Paragraphs that settle how wide all were."""
_SHORT_LINE = 0.75
_LONG_PROSE = 120
SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN_WORD = re.compile(r"([^\W_]+)-$")
# Chinese and Japanese are written without spaces between words.
_UNSPACED = re.compile("[\u2e80-\u312f\u31c0-\ua4cf\uf900-\ufaff\uff00-\uff9f]")
_LONGEST_WORD = 80
_NUMBER_RANGE = re.compile(r"\d-$")
_LOWER_WORD = re.compile(r"[^\W\d_]+")
_RULE = re.compile(r"\s*([=_*~#-])\1{4,}\s*")
"""A line that parts what is above it from what is below, or underlines it."""
_GAP = re.compile(r"(?<=\S)(?:\t+| {3,})(?=\S)")


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Blocks of text, to be parted by blank lines: each is one paragraph, or several lines of a list, a table or verse.

    `lines` may be indented; blank ones part blocks, and so do rules, which are left out.
    """
    blocks = [list(block) for filled, block in groupby(lines, key=_is_filled) if filled]
    wrapped = _wrapped_at(blocks)
    words = _vocabulary(blocks) if wrapped.width else frozenset()
    return [text for block in blocks for text in _reflow(block, wrapped, words)]


def _is_filled(line: str) -> bool:
    return bool(line.strip()) and not _RULE.fullmatch(line)


def join_lines(lines: Sequence[str], words: Collection[str], *, keep_unknown_hyphens: bool = True) -> str:
    """One line of several. A word parted by a hyphen is joined as `words` (lower case) knows it, with or without the hyphen.

    A word that `words` does not know keeps the hyphen, or loses it when `keep_unknown_hyphens` is False (typesetting parts words, editors do not).
    """
    parts: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        broken = _BROKEN_WORD.search(before[-_LONGEST_WORD:])
        if not broken:
            parts.extend(("" if _UNSPACED.match(before[-1:]) and _UNSPACED.match(line.lstrip(PAGE_BREAK)) else " ", line))
            continue
        following = _LOWER_WORD.match(line.lstrip(PAGE_BREAK))
        if following and not _NUMBER_RANGE.search(before[-2:]) and _is_one_word(broken.group(1), following.group(), words, keep_unknown_hyphens):
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts[1:])


def vocabulary(text: str) -> frozenset[str]:
    """The words of `text` in lower case, hyphenated ones whole."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _is_one_word(head: str, tail: str, words: Collection[str], keep_unknown: bool) -> bool:
    joined, hyphenated = (head + tail).casefold(), f"{head}-{tail}".casefold()
    if joined in words:
        return True
    if hyphenated in words or not tail.islower():
        return False
    return not keep_unknown


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """The length that lines were wrapped at, 0 when nothing looks wrapped; `settled` where several long paragraphs agree that they were."""

    width: int
    settled: bool = False


def _wrapped_at(blocks: Sequence[Sequence[str]]) -> _Wrapped:
    """What the long paragraphs agree on, where there are several: a longer line or two, as an address is, don't move it then."""
    long = [(block, max(map(len, block[:-1]))) for block in blocks if len(block) > _FEW_LINES]
    widths = sorted(width for block, width in long if sum(full := _full(block, width)) >= _FULL_SHARE * len(full))
    settled = len(widths) >= _SEVERAL
    lengths = widths if settled else sorted(len(line.rstrip()) for block in blocks if len(block) > 1 for line in block[:-1])
    if not lengths:
        return _Wrapped(0)
    width = lengths[len(lengths) // 2] if settled else lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    return _Wrapped(width, settled) if _MIN_WIDTH <= width <= _MAX_WIDTH else _Wrapped(0)


def _full(item: Sequence[str], width: int) -> list[bool]:
    """For each line but the last whether the next one's first word would not have fitted behind it."""
    lines = [line.strip() for line in item]
    indent = len(item[1]) - len(item[1].lstrip())
    return [indent + len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in pairwise(lines)]


def _goes_on(line: str, after: str, width: int, is_full: bool) -> bool:
    """Whether a line that is nearly as wide as all goes on in the next one, in the middle of a sentence."""
    open_end = line[-1].isalnum() or line[-1] == ","
    return not SENTENCE_END.search(line) and ((len(line) >= _SHORT_LINE * width and after[:1].islower()) or (is_full and open_end and after[:1].isalpha()))


def _vocabulary(blocks: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(word for block in blocks for line in block for word in vocabulary(line))


def _reflow(block: Sequence[str], wrapped: _Wrapped, words: Collection[str]) -> list[str]:
    if sum(bool(_GAP.search(line.strip())) for line in block) >= max(2, len(block) - 1):
        return ["\n".join(" | ".join(cell.strip() for cell in _GAP.split(line.strip())) for line in block)]
    items = _split_items(block)
    texts = [_reflow_item(item, wrapped, words) for item in items]
    if len(items) > 1 and all(LIST_ITEM.match(item[0].strip()) for item in items[1:]):
        return ["\n".join("\n".join(text) for text in texts)]
    return [piece for text in texts for piece in _part_long_lines(text)]


def _split_items(block: Sequence[str]) -> list[list[str]]:
    """A new item where a list item starts, where somebody else speaks, or where only the first line of a paragraph is indented."""
    indents = [len(line) - len(line.lstrip(" \t")) for line in block]
    first_indented = len(block) > 2 and indents[0] > indents[1]
    items: list[list[str]] = []
    for number, line in enumerate(block):
        starts = bool(LIST_ITEM.match(line.strip())) and (not items or _may_start_item(items, block[number - 1]))
        starts = starts or (bool(SPEAKER.match(line.strip())) and bool(items) and bool(SENTENCE_END.search(block[number - 1].rstrip())))
        if not items or starts or (first_indented and indents[number] >= indents[0] > 0):
            items.append([])
        items[-1].append(line)
    return items


def _may_start_item(items: Sequence[Sequence[str]], before: str) -> bool:
    return bool(LIST_ITEM.match(items[0][0].strip()) or SENTENCE_END.search(before.rstrip()))


def _reflow_item(item: Sequence[str], wrapped: _Wrapped, words: Collection[str]) -> list[str]:
    lines = [line.strip() for line in item]
    if len(lines) < 2 or not wrapped.width or max(map(len, item)) > _MAX_WIDTH:
        return lines
    width = max(len(line) for line in item[:-1]) if len(item) > _FEW_LINES else max(wrapped.width, max(map(len, item[:-1])))
    full = _full(item, width)
    goes_on = [wrapped.settled and _goes_on(line, after, width, is_full) for is_full, (line, after) in zip(full, pairwise(lines), strict=True)]
    runs_on = len(lines) == 2 and lines[1][:1].islower() and not SENTENCE_END.search(lines[0]) and len(lines[0]) >= _MIN_WIDTH
    is_prose = runs_on or sum(map(max, full, goes_on)) >= _FULL_SHARE * len(full)
    if width < _MIN_WIDTH or not (is_prose or any(goes_on)):
        return lines
    pieces: list[list[str]] = [[lines[0]]]
    for line, is_full, continued in zip(lines[1:], full, goes_on, strict=True):
        before = pieces[-1][-1]
        ends = not is_full and (len(before) < _SHORT_LINE * width or bool(SENTENCE_END.search(before)))
        if not (runs_on or continued or (is_prose and not ends)):
            pieces.append([])
        pieces[-1].append(line)
    return [join_lines(piece, words) for piece in pieces]


def _part_long_lines(lines: Sequence[str]) -> list[str]:
    """Lines too long to be verse are paragraphs of their own."""
    pieces: list[list[str]] = []
    for line in lines:
        if not pieces or len(line) > _LONG_PROSE or len(pieces[-1][-1]) > _LONG_PROSE:
            pieces.append([])
        pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]
