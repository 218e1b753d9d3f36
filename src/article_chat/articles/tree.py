"""A tree of HTML elements, or of trafilatura's, -> blocks of readable text: headings, paragraphs, lists, block quotes, tables, code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from article_chat.articles.characters import clean_characters

# lxml's own annotations are not part of it, and its elements are only walked here.
Element = Any

_SAME = {"list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br", "th": "td"}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SKIPPED = _words(
    """
    script style template noscript svg math iframe object embed form button select option input textarea label title meta link rt rp audio video
    canvas
    """
)
_BLOCKS = _words(
    """
    html body main article section div header footer aside nav p h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tfoot tr td caption
    pre figure figcaption hr dl dt dd address details summary fieldset center
    """
)
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK = "\n"
_LONGEST_SPANNING = 200
_MOST_SPANNING = 20
_LONGEST_BOLD_LINE = 120
"""Characters of a line in bold type that is taken for a heading."""
CAPTION_MARK = "data-is-caption"
"""An attribute that tells a caption from other paragraphs."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text and where it stands. `kind`: text, heading, list, quote, table, code or caption.

    `ancestors`: numbers of the elements around it, outermost first, its own last; `marks`: their tags, and their classes and ids.
    """

    kind: str
    text: str
    ancestors: tuple[int, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()


class _Writer:
    """Gathers blocks; `inline` is the paragraph being written, `items` the list being written, `path` the elements around."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.path: list[tuple[int, Element]] = []
        self.entered = 0
        self.kind = "text"
        self.inline: list[str] = []
        self.items: list[str] | None = None
        self.marker = ""
        self.quotes = 0
        self.depth = 0

    def end_paragraph(self) -> None:
        text = _lines("".join(self.inline))
        self.inline = []
        if not text:
            return
        if self.items is not None:
            self._add_to_list(text)
        elif self.quotes:
            self.add("quote", "\n".join("> " + line for line in text.split("\n")))
        else:
            self.add(self.kind, text)

    def add(self, kind: str, text: str) -> None:
        """End a block."""
        ancestors = tuple(number for number, _ in self.path)
        marks = tuple((str(element.tag), f"{element.get('class') or ''} {element.get('id') or ''}") for _, element in self.path)
        self.blocks.append(Block(kind, text, ancestors, marks))

    def _add_to_list(self, text: str) -> None:
        assert self.items is not None
        flat = text.replace("\n", " ")
        if self.marker:
            self.items.append(self.marker + flat)
            self.marker = ""
        elif self.items:
            self.items[-1] += " " + flat
        else:
            self.items.append(flat)


def blocks_of(root: Element) -> list[str]:
    """The blocks of text under `root`, in order, each squeezed; a list or a table is one block of several lines."""
    return [block.text for block in read_blocks(root)]


def read_blocks(root: Element) -> list[Block]:
    """The same with the kind and place of each."""
    writer = _Writer()
    _walk(root, writer)
    writer.end_paragraph()
    cleaned = (replace(block, text=clean_characters(block.text)) for block in writer.blocks)
    return [block for block in cleaned if block.text.strip()]


def inline_text(element: Element) -> str:
    """All the text under `element` on one line."""
    return _SPACE.sub(" ", " ".join(blocks_of(element))).strip()


def join_blocks(blocks: Iterable[str], title: str | None) -> str:
    """The text of an article: `title` first, unless one of the first blocks is the title already."""
    kept = [block for block in blocks if block.strip()]
    if title and plain_letters(title) not in [plain_letters(block) for block in kept[:4]]:
        kept.insert(0, title)
    return "\n\n".join(kept)


def plain_letters(text: str) -> str:
    """Letters and digits alone, in lower case: the same for two spellings of one line."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _name(element: Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = tag.rpartition("}")[2].lower()
    if name == "head":
        # trafilatura calls a heading so; in HTML it is where the metadata is.
        parent = element.getparent()
        return "head" if parent is None or parent.tag == "html" else "h2"
    if name == "list" and str(element.get("rend", "")).startswith("ol"):
        return "ol"
    return _SAME.get(name, name)


def _walk(element: Element, writer: _Writer) -> None:
    name = _name(element)
    if not name or name in _SKIPPED or name == "head" or _is_hidden(element):
        return
    if name not in _BLOCKS:
        _SPECIAL.get(name, _children)(element, writer)
        return
    writer.end_paragraph()
    kind = writer.kind
    writer.kind = "heading" if name in HEADINGS or _is_bold_line(element) else "caption" if element.get(CAPTION_MARK) or name == "figcaption" else kind
    writer.entered += 1
    writer.path.append((writer.entered, element))
    (_heading if name in HEADINGS else _SPECIAL.get(name, _children))(element, writer)
    writer.end_paragraph()
    writer.path.pop()
    writer.kind = kind


def _children(element: Element, writer: _Writer) -> None:
    if element.text:
        writer.inline.append(_SPACE.sub(" ", element.text))
    for child in element:
        _walk(child, writer)
        if child.tail:
            writer.inline.append(_SPACE.sub(" ", child.tail))


def _heading(element: Element, writer: _Writer) -> None:
    _children(element, writer)
    writer.inline = ["".join(writer.inline).replace(_BREAK, " ")]


def _line_break(element: Element, writer: _Writer) -> None:
    writer.inline.append(_BREAK)


def _list(element: Element, writer: _Writer) -> None:
    outer, outer_marker = writer.items, writer.marker
    items: list[str] = [] if outer is None else outer
    writer.items, writer.marker = items, ""
    writer.depth += 1
    number = _start_of(element)
    for child in element:
        if _name(child) != "li":
            _walk(child, writer)
            continue
        writer.end_paragraph()
        writer.marker = f"{number}. " if _name(element) == "ol" else "• " if writer.depth == 1 else "◦ "
        _walk(child, writer)
        number += 1
    writer.end_paragraph()
    writer.depth -= 1
    writer.items, writer.marker = outer, outer_marker
    if outer is None and items:
        quote = "> " if writer.quotes else ""
        writer.add("list", "\n".join(quote + item for item in items))


def _start_of(element: Element) -> int:
    start = str(element.get("start", "1"))
    return int(start) if start.isdecimal() and len(start) < 9 else 1


def _quote(element: Element, writer: _Writer) -> None:
    if len(element) == 0 and "\n" in (element.text or "").strip():
        _preformatted(element, writer)
        return
    writer.quotes += 1
    _children(element, writer)
    writer.end_paragraph()
    writer.quotes -= 1


def _preformatted(element: Element, writer: _Writer) -> None:
    text = "\n".join(line.rstrip() for line in clean_characters("".join(element.itertext())).split("\n") if line.strip())
    if text and writer.items is None:
        writer.add("code", text)
    elif text:
        writer.inline.append(_SPACE.sub(" ", text))


def _table(element: Element, writer: _Writer) -> None:
    rows = [row for row in element.iter() if _name(row) == "tr"]
    cells = [[cell for cell in row if _name(cell) == "td"] for row in rows]
    nested = any(_name(inner) == "table" for inner in element.iterdescendants())
    if nested or all(len(row) < 2 for row in cells) or any(_is_layout(cell) for row in cells for cell in row):
        _children(element, writer)
        return
    captions = [inline_text(child) for child in element if _name(child) == "caption"]
    lines = captions + [" | ".join(row) for row in _filled([[(inline_text(cell), _span(cell)) for cell in row] for row in cells])]
    text = "\n".join(line for line in lines if line.strip(" |"))
    if text and writer.items is None:
        writer.add("table", text)
    elif text:
        writer.inline.append(" " + text.replace("\n", "; "))


def _filled(rows: list[list[tuple[str, int]]]) -> list[list[str]]:
    """The texts of the cells of each row; a cell that spans several rows, as its second number says, stands in each, as it names them all."""
    filled: list[list[str]] = []
    open_cells: dict[int, tuple[str, int]] = {}
    for row in rows:
        waiting = list(row)
        texts: list[str] = []
        while waiting or len(texts) in open_cells:
            column = len(texts)
            text, left = open_cells.pop(column) if column in open_cells else waiting.pop(0)
            texts.append(text)
            if left > 1 and len(text) <= _LONGEST_SPANNING and len(open_cells) < _MOST_SPANNING:
                open_cells[column] = (text, left - 1)
        filled.append(texts)
    return filled


def _span(cell: Element) -> int:
    """How many rows a cell stands in."""
    written = str(cell.get("rowspan", "1"))
    return int(written) if written.isdecimal() and len(written) < 5 else 1


def _is_bold_line(element: Element) -> bool:
    """Whether a box holds nothing but a few words in bold type, as a heading does that is not marked as one."""
    bold = element[0] if len(element) == 1 and element.tag in ("p", "div", "td") and element[0].tag in ("b", "strong") else None
    if bold is None or plain_letters((element.text or "") + (bold.tail or "")):
        return False
    return 0 < len(_SPACE.sub(" ", "".join(bold.itertext()))) <= _LONGEST_BOLD_LINE


def _is_layout(cell: Element) -> bool:
    """A cell that holds paragraphs is part of a page's layout, not of a table."""
    return sum(1 for child in cell.iterdescendants() if _name(child) in ("p", "h1", "h2", "h3")) > 2


def _is_hidden(element: Element) -> bool:
    """Not shown, or only the number that refers to a note, which would end up in the sentence."""
    if "noteref" in f"{element.get('epub:type') or ''} {element.get('role') or ''}":
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _lines(text: str) -> str:
    """Lines as the line breaks part them, each squeezed; empty ones go."""
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip(" ") for line in text.split(_BREAK))))


_SPECIAL = {"br": _line_break, "ul": _list, "ol": _list, "blockquote": _quote, "pre": _preformatted, "table": _table}
