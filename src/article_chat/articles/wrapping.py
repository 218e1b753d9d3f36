"""Lines that an editor broke at a fixed width become one line per paragraph again; verse, addresses and lists keep their lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise

from article_chat.articles.characters import PAGE_BREAK

LIST_ITEM = re.compile(r"(?:[•·‣▪▫◦●○■*+]|[-–](?=\s+\S)|\(?\d{1,3}[.)]|\([a-z]\)|[a-z]\))\s+\S")
"""The start of a list item."""
SPEAKER = re.compile(r"[A-Z]: (?=\S)")
"""How a turn of an interview starts that is marked by an initial: "Q:", "A:"."""

_MIN_WIDTH, _MAX_WIDTH = 40, 160
_FULL_SHARE = 0.8
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
_GAP = re.compile(r"(?<=\S)(?:\t+| {3,})(?=\S)")


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Blocks of text, to be parted by blank lines: each is one paragraph, or several lines of a list, a table or verse.

    `lines` may be indented; blank ones part blocks.
    """
    blocks = [list(block) for filled, block in groupby(lines, key=lambda line: bool(line.strip())) if filled]
    width = _usual_width(blocks)
    words = _vocabulary(blocks) if width else frozenset()
    return [text for block in blocks for text in _reflow(block, width, words)]


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


def _usual_width(blocks: Sequence[Sequence[str]]) -> int:
    """The length that lines were wrapped at, 0 when nothing looks wrapped."""
    lengths = sorted(len(line.rstrip()) for block in blocks if len(block) > 1 for line in block[:-1])
    if not lengths:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH else 0


def _vocabulary(blocks: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(word for block in blocks for line in block for word in vocabulary(line))


def _reflow(block: Sequence[str], width: int, words: Collection[str]) -> list[str]:
    if sum(bool(_GAP.search(line.strip())) for line in block) >= max(2, len(block) - 1):
        return ["\n".join(" | ".join(cell.strip() for cell in _GAP.split(line.strip())) for line in block)]
    items = _split_items(block)
    texts = [_reflow_item(item, width, words) for item in items]
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


def _reflow_item(item: Sequence[str], width: int, words: Collection[str]) -> list[str]:
    lines = [line.strip() for line in item]
    if len(lines) < 2 or not width or max(map(len, item)) > _MAX_WIDTH:
        return lines
    width = max(len(line) for line in item[:-1]) if len(item) > 3 else max(width, max(map(len, item[:-1])))
    indent = len(item[1]) - len(item[1].lstrip())
    full = [indent + len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in pairwise(lines)]
    runs_on = len(lines) == 2 and lines[1][:1].islower() and not SENTENCE_END.search(lines[0]) and len(lines[0]) >= _MIN_WIDTH
    if width < _MIN_WIDTH or not (runs_on or sum(full) >= _FULL_SHARE * len(full)):
        return lines
    pieces: list[list[str]] = [[lines[0]]]
    for line, is_full in zip(lines[1:], full, strict=True):
        ends = not is_full and (len(pieces[-1][-1]) < _SHORT_LINE * width or bool(SENTENCE_END.search(pieces[-1][-1])))
        if ends and not runs_on:
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
