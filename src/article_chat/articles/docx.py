"""Word documents (DOCX) through python-docx: headings, paragraphs, lists, quotations and tables in their order."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from typing import Any

from article_chat.articles.archive import open_archive, read_member, refuse_entities
from article_chat.articles.characters import clean_characters, raised, squeeze
from article_chat.articles.extract import Extract, Report, Source, Unreadable
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.limits import Limits
from article_chat.articles.people import join_names, split_names
from article_chat.articles.tree import join_blocks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CONTENT = f"{_W}sdtContent"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "\u2011"}
_OFF = ("0", "false", "off")
_TEMPLATE_DATE = datetime(2013, 12, 23, 23, 15)
"""Of the document that python-docx makes new ones from."""
_REPORT_EVERY = 500
_GENERIC_TITLES = frozenset({"word document", "document", "untitled", "microsoft word document"})
_GENERIC_AUTHORS = frozenset({"python-docx", "user", "author", "microsoft office user", "admin", "administrator", "unknown"})


class _Blocks:
    """Gathers blocks; consecutive list items and lines of one quotation become one block."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.kinds: list[str] = []
        self.counters: Counter[tuple[str, int]] = Counter()

    def add(self, text: str, kind: str) -> None:
        if not text:
            return
        if kind == "item" and self.kinds[-1:] == ["item"]:
            self.blocks[-1] += "\n" + text
            return
        self.blocks.append(text)
        self.kinds.append(kind)


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The text as it stands after accepting all tracked changes; footnotes come last. Headers, footers, comments, hidden text and contents are left out."""
    import docx

    archive = open_archive(source.data, limits)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            refuse_entities(read_member(archive, name, limits), name)
    try:
        document = docx.Document(io.BytesIO(source.data))
    except (KeyError, ValueError):
        raise Unreadable("is not a Word document: its main part is missing. Save it again as DOCX.") from None
    found = _read(document, report)
    if not found.blocks:
        raise Unreadable("has no text in it: it may hold only images.")
    title, author, date = _properties(document)
    title = _written_title(document) or title
    text = join_blocks([*found.blocks, *_notes(document)], title)
    return Extract(text, title or find_title(text), find_author(text) or author, find_date(text) or date, document.core_properties.language or None)


def _read(document: Any, report: Report) -> _Blocks:
    blocks = _Blocks()
    formats, styles = _number_formats(document), _style_names(document)
    elements = _body_elements(document.element.body)
    for number, element in enumerate(elements):
        if number % _REPORT_EVERY == 0:
            report(number, len(elements))
        if element.tag == f"{_W}tbl":
            blocks.add(_table_text(element), "table")
        else:
            _add_paragraph(element, styles, formats, blocks)
    return blocks


def _body_elements(body: Any) -> list[Any]:
    """The paragraphs and tables of the body, those inside content controls included, in order."""
    found: list[Any] = []
    for element in body:
        if element.tag == f"{_W}sdt":
            found.extend(inner for content in element.findall(_CONTENT) for inner in _body_elements(content))
        elif element.tag in (f"{_W}p", f"{_W}tbl"):
            found.append(element)
    return found


def _add_paragraph(element: Any, styles: dict[str, str], formats: dict[tuple[str, int], str], blocks: _Blocks) -> None:
    text = _text(element)
    style = _style_name(element, styles)
    if style.startswith("toc "):
        return
    marker = _marker(element, style, formats, blocks.counters)
    if marker:
        blocks.add(marker + text.replace("\n", " ") if text else "", "item")
    elif "quote" in style:
        blocks.add("\n".join("> " + line for line in text.split("\n") if line), "quote")
    else:
        blocks.add(text.replace("\n", " ") if style.startswith(("heading", "title")) else text, "text")


def _text(element: Any) -> str:
    """The text of a paragraph or cell; deleted words are stored under another name and so are left out."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            text = "" if _is_unseen(node) else node.text or ""
            parts.append(raised(text, "".join(parts[-1:])) if _is_raised(node) else text)
        elif node.tag in _BREAKS:
            parts.append(_BREAKS[node.tag] if node.getparent().tag == f"{_W}r" else "")
        elif node.tag == f"{_W}p" and node is not element and parts:
            parts.append(" ")
    return "\n".join(filter(None, map(squeeze, clean_characters("".join(parts)).split("\n"))))


def _is_raised(node: Any) -> bool:
    place = node.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return place is not None and place.get(f"{_W}val") == "superscript"


def _is_unseen(node: Any) -> bool:
    """Text that Word does not show: hidden, moved elsewhere, or a stand-in for programs that cannot draw a text box."""
    hidden = node.getparent().find(f"{_W}rPr/{_W}vanish")
    if hidden is not None and hidden.get(f"{_W}val") not in _OFF:
        return True
    return any(True for _ in node.iterancestors(_FALLBACK, f"{_W}moveFrom"))


def _style_names(document: Any) -> dict[str, str]:
    """The name of every style, in lower case, by its identifier."""
    named = ((style.get(f"{_W}styleId") or "", _value(style, "name")) for style in document.styles.element.findall(f"{_W}style"))
    return {identifier: (name or identifier).lower() for identifier, name in named}


def _style_name(element: Any, styles: dict[str, str]) -> str:
    found = element.find(f"{_W}pPr/{_W}pStyle")
    identifier = str(found.get(f"{_W}val") or "") if found is not None else ""
    return styles.get(identifier, identifier.lower())


def _marker(element: Any, style: str, formats: dict[tuple[str, int], str], counters: Counter[tuple[str, int]]) -> str:
    """The bullet or number that Word would draw before a list item; empty for any other paragraph."""
    numbering = element.find(f"{_W}pPr/{_W}numPr")
    if numbering is None:
        identifier, level = style, int(style[-1] in "2345") if style else 0
        kind = "bullet" if style.startswith("list bullet") else "decimal" if style.startswith("list number") else ""
    else:
        identifier, level = _value(numbering, "numId"), int(_value(numbering, "ilvl") or 0)
        kind = "" if identifier == "0" else formats.get((identifier, level), "bullet")
    if not kind or style.startswith(("heading", "title")):
        return ""
    if kind == "bullet":
        return "◦ " if level else "• "
    counters[identifier, level] += 1
    for deeper in [key for key in counters if key[0] == identifier and key[1] > level]:
        del counters[deeper]
    return f"{counters[identifier, level]}. "


def _number_formats(document: Any) -> dict[tuple[str, int], str]:
    """(list, level) -> "bullet" or the kind of number, for every list the document defines."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    levels = {
        (abstract.get(f"{_W}abstractNumId"), int(level.get(f"{_W}ilvl") or 0)): _value(level, "numFmt")
        for abstract in root.findall(f"{_W}abstractNum")
        for level in abstract.findall(f"{_W}lvl")
    }
    return {
        (str(number.get(f"{_W}numId")), level): kind
        for number in root.findall(f"{_W}num")
        for (abstract, level), kind in levels.items()
        if abstract == _value(number, "abstractNumId")
    }


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return str(found.get(f"{_W}val") or "") if found is not None else ""


def _table_text(table: Any) -> str:
    rows: list[list[str]] = []
    for row in table.findall(f"{_W}tr"):
        above = rows[-1] if rows else []
        rows.append([])
        for cell in row.findall(f"{_W}tc"):
            text = _text(cell).replace("\n", " ")
            # A cell that goes on from the row above names this row too.
            rows[-1].append(above[len(rows[-1])] if not text and _goes_on(cell) and len(rows[-1]) < len(above) else text)
    if all(len(row) < 2 for row in rows):
        return "\n\n".join(text for row in rows for text in row if text)
    return "\n".join(" | ".join(row) for row in rows if any(row))


def _goes_on(cell: Any) -> bool:
    """Whether a cell is a further part of the one above it."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"


def _written_title(document: Any) -> str | None:
    """The first paragraph in the style "Title", or the heading that the document begins with: properties are often of another document."""
    styles = _style_names(document)
    written = [(_style_name(element, styles), _text(element).replace("\n", " ")) for element in document.element.body.iterchildren(f"{_W}p")]
    shown = [(style, text) for style, text in written if text]
    titles = [text for style, text in shown if style == "title"] or [text for style, text in shown[:1] if style == "heading 1"]
    return titles[0] if titles else None


def _notes(document: Any) -> list[str]:
    """The footnotes and endnotes, which stand at the end as one list."""
    from docx.oxml import parse_xml

    lines: list[str] = []
    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            notes = parse_xml(part.blob)
            texts = (_text(note).replace("\n", " ") for note in notes if note.get(f"{_W}type") is None)
            lines.extend(f"{number}. {text}" for number, text in enumerate(filter(None, texts), start=1))
    return ["\n".join(lines)] if lines else []


def _properties(document: Any) -> tuple[str | None, str | None, str | None]:
    """Title, author and date of the document's properties, without the ones that programs fill in by themselves."""
    properties = document.core_properties
    title, author = squeeze(properties.title or ""), squeeze(properties.author or "")
    date = properties.created
    real_date = date is not None and date.replace(tzinfo=None) != _TEMPLATE_DATE
    return (
        title if title.lower() not in _GENERIC_TITLES and title else None,
        join_names(split_names(author)) if author.lower() not in _GENERIC_AUTHORS else None,
        date.strftime("%Y-%m-%d") if real_date and date is not None else None,
    )
