"""What an extractor found of a page, completed from the page itself.

Where an extractor finds no container that it knows, it gathers paragraphs from everywhere, which loses headings and lists between them and takes
paragraphs from beside the article along. The page's own blocks, in order, tell where both belong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from article_chat.articles.tree import Block, plain_letters

_STRUCTURE = frozenset({"heading", "list", "quote", "table", "code", "caption"})
_ANNOUNCED = frozenset({"list", "quote", "table", "code"})
_LEAST_FOUND = 0.6
_LEAST_HELD = 0.8
_SEARCHED = 300_000
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:comments?|respon(?:d|ses)|disqus|newsletter|subscri\w+|signup|cookies?|consent|gdpr|shar(?:e|ing)|social|related|recommend\w*|sidebar|"
    r"breadcrumbs?|advert\w*|ads?|promo\w*|popup|modal|teasers?|menu|nav|navigation|footer|tags?|toolbar|tools)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S*[.!?…。！？][\"'”’»)]*$")
_JUNK_TAGS = frozenset({"nav", "aside", "footer", "form"})


def complete(page: Sequence[Block], extracted: Sequence[str], title: str | None = None) -> list[str]:
    """The blocks of the article: those of `page` that were `extracted`, and the headings, lists, quotes, tables and captions among them.

    The article begins at the heading that is its `title`.

    Where `page` and `extracted` do not match, `extracted` is the answer.
    """
    matched = _matched(page, extracted)
    letters = sum(len(plain_letters(text)) for text in extracted)
    if not matched or sum(len(plain_letters(page[index].text)) for index in matched) < _LEAST_FOUND * letters:
        return list(extracted)
    page = _without_holders(page, matched)
    matched = _inside(page, matched)
    first, last = _start(page, min(matched), title), max(matched)
    matched |= _lead(page, first, min(matched))
    wanted = {index for index in range(first, last) if index in matched or _belongs(page[index]) or _leads_to_what_is_shown(page, index)} | {last}
    wanted.update(_tail(page, last))
    kept = [index for index in sorted(wanted) if page[index].kind != "heading" or index in matched or _leads(page, index, wanted)]
    known = _Known(extracted)
    return [_trimmed(page[index].text, known) if page[index].kind == "text" else page[index].text for index in kept]


def is_beside(element: Any) -> bool:
    """Whether an element of a page stands beside the article by its tag, class or id: a menu, comments, other articles."""
    return element.tag in _JUNK_TAGS or bool(_JUNK.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def is_menu(block: Block) -> bool:
    """Whether a block stands in an element that is never an article's by its very tag."""
    return any(tag in _JUNK_TAGS for tag, _ in block.marks)


def _trimmed(text: str, known: _Known) -> str:
    """A paragraph of several lines without those at its ends that were not extracted: a menu may stand in the same box."""
    lines = text.split("\n")
    found = [index for index, line in enumerate(lines) if known.holds(plain_letters(line), at_the_edge=True)]
    return "\n".join(lines[found[0] : found[-1] + 1]) if found else text


class _Known:
    """The lines that were extracted, which may have been joined on the way."""

    def __init__(self, extracted: Sequence[str]) -> None:
        self._lines = {letters for text in extracted for line in text.split("\n") if (letters := plain_letters(line))}
        whole = "".join(plain_letters(text) for text in extracted)
        self._whole = whole if len(whole) < _SEARCHED else ""
        self._told = 0

    def goes_on(self, line: str) -> bool:
        """Whether a line, as its bare letters, was extracted right after the one that was asked for last and found: however short, it is no chance then."""
        if self._whole.startswith(line, self._told):
            self._told += len(line)
            return True
        if len(line) > 20 and (found := self._whole.find(line)) >= 0:
            self._told = found + len(line)
        return False

    def holds(self, line: str, *, at_the_edge: bool = False) -> bool:
        """Whether a line, as its bare letters, was extracted; `at_the_edge`: or begins or ends one that was."""
        if not line:
            return False
        if line in self._lines or (len(line) > 20 and line in self._whole):
            return True
        return at_the_edge and bool(self._whole) and any(known.startswith(line) or known.endswith(line) for known in self._lines)


def _matched(page: Sequence[Block], extracted: Sequence[str]) -> set[int]:
    known_lines = _Known(extracted)
    found = set()
    for index, block in enumerate(page):
        own = [letters for line in block.text.split("\n") if (letters := plain_letters(line))]
        known = sum(len(line) for line in own if known_lines.goes_on(line) or known_lines.holds(line))
        if own and known >= 0.5 * sum(map(len, own)):
            found.add(index)
    return found


def _start(page: Sequence[Block], first: int, title: str | None) -> int:
    wanted = plain_letters(title or "")
    return next((index for index in range(first - 1, -1, -1) if page[index].kind == "heading" and plain_letters(page[index].text) == wanted != ""), first)


def _lead(page: Sequence[Block], title: int, first: int) -> set[int]:
    """Whole sentences in the title's own box, before the first paragraph: what stands under a headline sums the article up."""
    box = page[title].ancestors[:-1]
    between = range(title + 1, first)
    return {
        index for index in between
        if page[index].kind == "text" and page[index].ancestors[:-1] == box and _SENTENCE.match(page[index].text) and not _is_junk(page[index])
    }  # fmt: skip


def _without_holders(page: Sequence[Block], matched: set[int]) -> list[Block]:
    """The blocks without the names of the elements that hold nearly all of the article: "newsletter-post" is no box for subscribing then."""
    holders = _holders(page, matched)
    marks = [tuple(mark for ancestor, mark in zip(block.ancestors, block.marks, strict=True) if ancestor not in holders) for block in page]
    return [replace(block, marks=kept) for block, kept in zip(page, marks, strict=True)]


def _holders(page: Sequence[Block], matched: set[int]) -> set[int]:
    """The elements that hold nearly all that matched."""
    sizes = {index: len(plain_letters(page[index].text)) for index in matched}
    held: Counter[int] = Counter()
    for index in matched:
        for ancestor in page[index].ancestors:
            held[ancestor] += sizes[index]
    return {ancestor for ancestor, size in held.items() if size >= _LEAST_HELD * sum(sizes.values())}


def _inside(page: Sequence[Block], matched: set[int]) -> set[int]:
    """`matched` without the paragraphs that follow the element which holds nearly all of them."""
    depth = {ancestor: level for index in matched for level, ancestor in enumerate(page[index].ancestors)}
    holders = _holders(page, matched)
    if not holders:
        return matched
    holder = max(holders, key=lambda ancestor: depth[ancestor])
    end = max(index for index in matched if holder in page[index].ancestors)
    return {index for index in matched if index <= end}


def _belongs(block: Block) -> bool:
    """Whether a block among the article's is the article's too; of paragraphs that were not extracted, whole sentences are: buttons and labels have none."""
    return (block.kind in _STRUCTURE or bool(block.kind == "text" and _SENTENCE.match(block.text))) and not _is_junk(block)


def _leads_to_what_is_shown(page: Sequence[Block], index: int) -> bool:
    """Whether a line announces the list, the table or the code right below it: "It then says:"."""
    announces = page[index].kind == "text" and page[index].text.endswith(":") and index + 1 < len(page)
    return announces and page[index + 1].kind in _ANNOUNCED and not _is_junk(page[index]) and not _is_junk(page[index + 1])


def _is_junk(block: Block) -> bool:
    return any(tag in _JUNK_TAGS or _JUNK.search(names) for tag, names in block.marks)


def _tail(page: Sequence[Block], last: int) -> list[int]:
    """Lists, quotes, tables and code right after the last paragraph, in the same box; tables and code also in another box beside it."""
    found = []
    for index in range(last + 1, len(page)):
        block = page[index]
        near = block.ancestors[:-1] == page[last].ancestors[:-1] or (block.kind in ("table", "code") and block.ancestors[:-1] in _boxes_around(page[last]))
        if block.kind in ("heading", "caption", "text") or not _belongs(block) or not near:
            break
        found.append(index)
    return found


def _boxes_around(block: Block) -> list[tuple[int, ...]]:
    """The ancestors of what stands directly in a box around the block: the page as a whole is none."""
    return [block.ancestors[:depth] for depth in range(2, len(block.ancestors))]


def _leads(page: Sequence[Block], heading: int, wanted: set[int]) -> bool:
    """Whether something of the article follows a heading before the next one."""
    for index in range(heading + 1, len(page)):
        if page[index].kind == "heading":
            return False
        if index in wanted:
            return True
    return False
