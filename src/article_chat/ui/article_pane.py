"""An article as HTML blocks, and the way from offsets in `article.text` to places in those blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from article_chat.ui.markup import inert, told_apart, utf16_length
from article_chat.ui.ports import ArticleLike
from article_chat.writing import LANGUAGE_NAMES, UNSPACED_LANGUAGES, counted

LONG = 1_500
"""From so many blocks on, the browser lays out only what is in view."""

UNTITLED = "Untitled article"

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"(?:[-*+•◦‣▪–]|\d{1,3}[.)])[ \t]+")
_INNER = "◦"
"""Of an item within an item."""
_QUOTE = re.compile(r">[ \t]?")
_SENTENCE_END = tuple(".!?…:;。！？؟۔।\"'”’»)」")
_TAGS = {"title": "h1", "h2": "h2", "h3": "h3", "h4": "h4"}
_COLUMNS = " | "
"""Between the cells of a row; on a line by itself it may part a headline from the name of a paper."""
_MOST_ROWS = 500
"""Of a table set in columns: the browser would lay out all of a longer one at once."""
_CODE = re.compile(r"[={}<>]|\w\(")
_HEADING_CHARACTERS = 60
_LINE_CHARACTERS = 110
_HEAD_LINES = 4
"""In which the author may be named."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the article: `article.text[start:start + len(text)] == text`. `kind` says how it is set."""

    number: int
    article_id: str
    start: int
    text: str
    kind: str
    marker: int = 0
    page: int | None = None

    @property
    def end(self) -> int:
        """One past the last character, in `article.text`."""
        return self.start + len(self.text)


class ArticlePane:
    """The articles of one assistant as HTML; blocks are numbered through all of them.

    The element of block `n` has the id `ac-block-{n}` and its text content is exactly the block's text: the page's script finds a place by
    counting UTF-16 units in it, so nothing but the article's own characters may be put inside.
    """

    def __init__(self, articles: Sequence[ArticleLike]) -> None:
        self._blocks: dict[str, list[Block]] = {}
        self._articles = tuple(articles)
        names = told_apart(article.name or UNTITLED for article in self._articles)
        self._names = {article.id: name for article, name in zip(self._articles, names, strict=True)}
        number = 0
        for article in self._articles:
            blocks = _with_code(list(_blocks(article, number)))
            self._blocks[article.id] = blocks
            number += len(blocks)
        self._count = number

    @property
    def several(self) -> bool:
        """Whether the pane shows more than one article."""
        return len(self._articles) > 1

    def name(self, article_id: str) -> str:
        """What an article is called beside the others of the pane; "" for one that is not there."""
        return self._names.get(article_id, "")

    def locate(self, article_id: str, start: int, end: int) -> str:
        """`block:from:to` pieces, joined by `;`, that cover the characters `start:end` of the article; "" when there are none."""
        blocks = self._blocks.get(article_id)
        if blocks is None and len(self._blocks) == 1:
            blocks = next(iter(self._blocks.values()))
        if not blocks or end <= start:
            return ""
        pieces = []
        first = max(bisect_right([b.start for b in blocks], start) - 1, 0)
        for block in blocks[first:]:
            if block.start >= end:
                break
            low, high = max(start, block.start) - block.start, min(end, block.end) - block.start
            if low < high:
                before = utf16_length(block.text[:low])
                pieces.append(f"{block.number}:{before}:{before + utf16_length(block.text[low:high])}")
        return ";".join(pieces)

    def html(self) -> str:
        """The whole pane."""
        long = " ac-long" if self._count > LONG else ""
        return "".join(f'<article class="ac-article{long}"{_language(a)}>{self._one(a)}</article>' for a in self._articles)

    def _one(self, article: ArticleLike) -> str:
        blocks = self._blocks[article.id]
        called = article.name if self.several else article.title  # beside others, each begins with what its citations call it
        head = "" if any(b.kind == "title" for b in blocks) or not called else f'<h1 class="ac-title">{inert(called)}</h1>'
        notes = "".join(f'<p class="ac-article-note">{inert(note)}</p>' for note in article.notes)
        body = "".join(map(_run_html, _runs(blocks))) or '<p class="ac-article-note">This article has no text.</p>'
        title, rest = _split_title(blocks, body)
        name = self._names[article.id]
        return f"{head}{title}{_byline(article, name if name not in (article.name, UNTITLED) else '')}{notes}{rest}"


def _split_title(blocks: Sequence[Block], body: str) -> tuple[str, str]:
    if not blocks or blocks[0].kind != "title":
        return "", body
    title = _block_html(blocks[0])
    return title, body[len(title) :]


def _byline(article: ArticleLike, told_apart_as: str) -> str:
    foreign = LANGUAGE_NAMES.get(article.language or "en", "another language")
    known = [part for part in (told_apart_as, article.author, article.date, foreign if foreign != "English" else None) if part]
    known.append(counted(len(article.text), "character") if article.language in UNSPACED_LANGUAGES else counted(len(article.text.split()), "word"))
    if article.pages:
        known.append(counted(len(article.pages), "page"))
    return f'<p class="ac-byline">{"<span> · </span>".join(inert(part) for part in known)}</p>'


def _language(article: ArticleLike) -> str:
    return f' lang="{inert(article.language)}"' if article.language else ""


def _blocks(article: ArticleLike, number: int) -> Iterator[Block]:
    pages, first = list(article.pages), number
    position = 0
    shown_page = 1
    seen_title = False
    lines = article.text.split("\n")
    for at, line in enumerate(lines):
        if line.strip():
            page = max(bisect_right(pages, position), 1)
            kind, marker = _kind(line, None if seen_title else article.title, beside=lines[max(0, at - 1) : at] + lines[at + 1 : at + 2])
            seen_title = seen_title or kind == "title"
            if kind == "h3" and not marker and number - first < _HEAD_LINES and article.author and article.author in line:
                kind = "line"  # who wrote it heads nothing
            yield Block(number, article.id, position, line, kind, marker, page if page != shown_page else None)
            shown_page = page
            number += 1
        position += len(line) + 1


def _kind(line: str, title: str | None, *, beside: Sequence[str] = ()) -> tuple[str, int]:
    """How a line is set, and how many of its first characters are only a sign for it ("## ", "- "). `beside` are the lines above and below."""
    if title and line.strip().lstrip("# ") == title.strip():
        match = _HEADING.match(line)
        return "title", match.end() if match else 0
    if match := _HEADING.match(line):
        return f"h{min(len(match.group(1)) + 1, 4)}", match.end()
    if match := _ITEM.match(line.lstrip()):
        return "inner" if line.lstrip()[0] == _INNER else "item", 0 if match.group().strip()[0].isdigit() else len(line) - len(line.lstrip()) + match.end()
    if match := _QUOTE.match(line):
        return "quote", match.end()
    if line.count("|") >= 2 or "\t" in line.strip() or (_COLUMNS in line and any(_COLUMNS in other for other in beside)):
        return "row", 0
    return _plain_kind(line), 0


def _plain_kind(line: str) -> str:
    bare = line.strip()
    if bare.endswith(_SENTENCE_END) or len(bare) > _LINE_CHARACTERS:
        return "p"
    return "h3" if len(bare) <= _HEADING_CHARACTERS and bare[:1].isupper() else "line"


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The rows of a table, one below the other on one page and with as many cells, together; every other block by itself."""
    run: list[Block] = []
    for block in blocks:
        if run and not (_follows(run[-1], block) and block.page is None and 1 < len(_cells(block)) == len(_cells(run[-1]))):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _follows(first: Block, second: Block) -> bool:
    """Whether nothing stands between two lines, not even an empty one."""
    return second.start == first.end + 1


def _cells(block: Block) -> list[str]:
    return block.text.split(_COLUMNS) if block.kind == "row" and not block.text.startswith("|") else [block.text]


def _with_code(blocks: list[Block]) -> list[Block]:
    """Lines that stand together, some of them indented and some with the signs of a program, are the lines of one."""
    start = 0
    for end in range(1, len(blocks) + 1):
        if end < len(blocks) and _follows(blocks[end - 1], blocks[end]):
            continue
        lines = blocks[start:end]
        plain = all(block.kind in {"p", "line", "h3"} for block in lines)
        if plain and any(block.text[:2].isspace() for block in lines) and any(_CODE.search(block.text) for block in lines):
            blocks[start:end] = [replace(block, kind="code") for block in lines]
        start = end
    return blocks


def _run_html(run: Sequence[Block]) -> str:
    if not 1 < len(run) <= _MOST_ROWS:
        return "".join(map(_block_html, run))
    page = f' data-page="Page {run[0].page}"' if run[0].page else ""
    return f'<div class="ac-table" role="table" dir="auto"{page}>{"".join(map(_row_html, run))}</div>'


def _row_html(block: Block) -> str:
    """A row in cells; what parts them stays in the text, unseen."""
    *cells, last = map(inert, _cells(block))
    parted = [f'<span class="ac-cell" role="cell">{cell}<span class="ac-sign">{_COLUMNS}</span></span>' for cell in cells]
    return f'<p id="ac-block-{block.number}" class="ac-row" role="row">{"".join(parted)}<span class="ac-cell" role="cell">{last}</span></p>'


def _block_html(block: Block) -> str:
    sign, text = block.text[: block.marker], block.text[block.marker :]
    sign_html = f'<span class="ac-sign">{inert(sign)}</span>' if sign else ""
    tag = _TAGS.get(block.kind, "p")
    page = f' data-page="Page {block.page}"' if block.page else ""
    return f'<{tag} id="ac-block-{block.number}" class="ac-{block.kind}" dir="auto"{page}>{sign_html}{inert(text)}</{tag}>'
