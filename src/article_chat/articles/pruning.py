"""Parts of a web page that are no article by their very shape: boxes of links, hidden parts. And layout tables, which are no tables."""

from __future__ import annotations

import re
from itertools import pairwise

from article_chat.articles.characters import squeeze
from article_chat.articles.opened import HIDDEN, open_parts
from article_chat.articles.tree import CAPTION_MARK, HEADINGS, Element

_LINK_SHARE = 0.9
_LEAST_LINKS = 3
_LONGEST_LINK = 80
_LAYOUT_CELL = 500
_NUMBER_AND_TEXT = 2
"""Cells of a row that numbers what it says."""
_ITEM_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]|[A-Z]:")
_BOXES = frozenset({"ul", "ol", "dl", "div", "td", "tr", "table", "section", "p", "font", "center", "span", "nav", "aside", "header", "footer", "small"})
_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_KEPT = frozenset({"html", "body"})
_IMPRINT = re.compile(r"(?:©|\(c\)\s|copyright\b|all rights reserved)", re.IGNORECASE)
_LONGEST_IMPRINT = 400
_LONGEST_CAPTION = 500
_LABEL = re.compile(r"[a-z:.)]$")
_VALUE = re.compile(r"[\dA-Z€$£]")
_LONGEST_PLEA = 200
_PROSE_LINKS = 0.3
_NEVER_PROSE = re.compile(r"comment|repl(?:y|ies)|newsletter|subscri|cookie|consent|log-?in|sign-?up", re.IGNORECASE)
_POINTER = re.compile(r"\s*(?:read|see|watch|listen|also|more|related|recommended)\b[^:]{0,25}:", re.IGNORECASE)
_LONGEST_POINTER = 200
_CONSENT = re.compile(
    r"(?:^|[\s_-])(?:(?:cmp|gdpr|cookies?|consent|privacy)[_-](?:banner|notice|bar|wall|popup|modal|overlay|root|container|dialog|layer|box|law|info|message)"
    r"|cookie-?consent|onetrust\S*)(?:$|[\s_-])",
    re.IGNORECASE,
)


def prune(tree: Element) -> None:
    """Change `tree` so that an extractor sees less that is not the article, and captions as paragraphs, which it keeps."""
    _mark_captions(tree)
    _mark_times(tree)
    _part_labels(tree)
    _drop_noscript(tree)
    open_parts(tree)
    for hidden in tree.xpath(HIDDEN):
        _drop(hidden)
    for element in list(tree.iter("div", "section", "aside", "dialog", "form")):
        if _CONSENT.search(f"{element.get('id') or ''} {element.get('class') or ''}") and element.find(".//h1") is None:
            _drop(element)
    for parent in {link.getparent() for link in tree.iter("a")}:
        _drop_link_lines(parent)
    sizes = _sizes(tree)
    _forget_names_of_sections(tree, sizes)
    for element in list(tree.iter("p", "div")):
        if _is_pointer(element, sizes.get(element, (0, 0, 0))):
            _drop(element)
    for element in list(tree.iter("table")):
        if any(sizes[cell][0] > _LAYOUT_CELL for cell in element.iter("td") if cell in sizes) or _is_numbered_text(element):
            _unwrap_table(element)
    for element in list(tree.iter(*_BOXES)):
        letters, linked, links = sizes.get(element, (0, 0, 0))
        if links >= _LEAST_LINKS and linked >= _LINK_SHARE * letters and linked <= _LONGEST_LINK * links:
            _drop(element)


def _drop_noscript(tree: Element) -> None:
    """Drop what browsers that run no scripts are shown: a plea to switch them on, or a copy of an image; unless it is the page's text."""
    sizes = _sizes(tree)
    for element in tree.xpath("//noscript"):
        size = sizes[element][0]
        if size > _LONGEST_PLEA and size > sizes[tree][0] - sizes[tree][1] - size:
            element.tag = "div"
        else:
            _drop(element)


def _mark_times(tree: Element) -> None:
    """Keep paragraphs that are a time alone, as those above the entries of a report that is written while things happen."""
    for element in tree.xpath("//*[self::p or self::div or self::span][.//time]"):
        if squeeze(element.text_content()) == squeeze(next(element.iter("time")).text_content()) != "":
            element.tag = "p"
            element.set(CAPTION_MARK, "1")


def _part_labels(tree: Element) -> None:
    """Put a space between a label and its value in a box of nothing but such, which only the style of the page parts: "Weight" and "900 g"."""
    for box in tree.iter("div", "li", "dt", "dd", "td", "section"):
        if len(box) > 1 and not _letters(box.text) and all(child.tag in ("span", "strong", "b") and not _letters(child.tail) for child in box):
            for label, value in pairwise(box):
                if _VALUE.match(value.text_content()) and _LABEL.search(label.text_content() + (label.tail or "")):
                    label.tail = " "


def _mark_captions(tree: Element) -> None:
    """Make captions paragraphs, without the names that extractors throw them out by."""
    for element in tree.xpath("//figcaption | //*[(self::p or self::div or self::span or self::small) and contains(@class, 'caption')]"):
        inner = [child for child in element.iter("img", "div", "p", "figure", "h1", "h2") if child is not element]
        if element.tag == "figcaption" or (not inner and 0 < _letters(element.text_content()) <= _LONGEST_CAPTION):
            element.tag = "p"
            element.attrib.clear()
            element.set(CAPTION_MARK, "1")
    for figure in tree.xpath(f"//figure[.//p[@{CAPTION_MARK}]]"):
        figure.tag = "div"


def _forget_names_of_sections(tree: Element, sizes: dict[Element, tuple[int, int, int]]) -> None:
    """Take away ids and classes that only repeat a section's own heading, as many programs write them.

    A section on related work is no box of related articles, but extractors go by such names.
    """
    for heading in tree.iter(*HEADINGS):
        slug = _slug(heading.text_content())
        section = heading.getparent()
        if "-" not in slug or _NEVER_PROSE.search(slug) or section is None or section.tag in _KEPT:
            continue
        letters, linked, _ = sizes.get(section, (0, 0, 0))
        if letters and linked <= _PROSE_LINKS * letters:
            for element in (section, heading):
                _forget_names(element, slug)


def _forget_names(element: Element, slug: str) -> None:
    for attribute in ("id", "class"):
        names = (element.get(attribute) or "").split()
        kept = [name for name in names if _slug(name) != slug]
        if len(kept) < len(names):
            element.set(attribute, " ".join(kept))


def _slug(text: str) -> str:
    """A heading's words as ids are made of them: "Related work ¶" -> "related-work"."""
    return "-".join(re.findall(r"\w+", text.replace("_", "-").lower()))


def _is_pointer(element: Element, size: tuple[int, int, int]) -> bool:
    """Whether a paragraph is nothing but a link to another article: "Read more: …"."""
    letters, linked, links = size
    if links != 1 or linked < 0.6 * letters or letters > _LONGEST_POINTER:
        return False
    return _POINTER.match(element.text_content()) is not None


def is_link_list(tree: Element) -> bool:
    """Whether hardly anything on the page is not a link: a front page, a table of contents."""
    letters, linked, links = _sizes(tree)[tree]
    return links >= _LEAST_LINKS and linked >= _LINK_SHARE * letters


def without_imprint(blocks: list[str]) -> list[str]:
    """The blocks without a copyright notice at either end."""
    start, end = 0, len(blocks)
    while end > start + 1 and _is_imprint(blocks[end - 1]):
        end -= 1
    while start < end - 1 and _is_imprint(blocks[start]):
        start += 1
    return blocks[start:end]


def _is_imprint(block: str) -> bool:
    return len(block) <= _LONGEST_IMPRINT and bool(_IMPRINT.match(block))


def _sizes(tree: Element) -> dict[Element, tuple[int, int, int]]:
    """(letters, letters in links, links) of every element, its children's included."""
    sizes: dict[Element, tuple[int, int, int]] = {}
    for element in reversed(list(tree.iter("*"))):
        letters = _letters(element.text)
        linked = links = 0
        for child in element:
            inner = sizes.get(child, (0, 0, 0))
            letters += inner[0] + _letters(child.tail)
            linked += inner[1]
            links += inner[2]
        if element.tag in ("script", "style"):
            letters = linked = links = 0
        sizes[element] = (letters, letters, 1) if element.tag == "a" and element.get("href") else (letters, linked, links)
    return sizes


def _letters(text: str | None) -> int:
    return sum(map(str.isalnum, text)) if text else 0


def _drop_link_lines(parent: Element) -> None:
    """Drop links that stand below each other, each on a line of its own, as menus do without a list."""
    run: list[Element] = []
    broken = not _letters(parent.text)
    for child in [*parent, None]:
        alone = child is not None and child.tag == "a" and broken and not _letters(child.tail)
        if alone:
            run.append(child)
        elif child is None or child.tag != "br" or _letters(child.tail):
            if len(run) >= _LEAST_LINKS:
                for link in run:
                    _drop(link)
            run = []
        broken = child is not None and child.tag == "br" and not _letters(child.tail)


def _is_numbered_text(table: Element) -> bool:
    """Whether a table has its first column for numbers alone, and leaves it empty beside what goes on below: questions and answers, clauses."""
    rows = [[squeeze(cell.text_content()) for cell in row.iter("td")] for row in table.iter("tr")]
    beside = [row[0] for row in rows if len(row) == _NUMBER_AND_TEXT and row[1]]
    return "" in beside and any(beside) and all(not number or _ITEM_NUMBER.fullmatch(number) for number in beside)


def _unwrap_table(table: Element) -> None:
    """Turn the rows and cells of a layout table into plain boxes; tables inside it are judged for themselves."""
    parts = [table]
    while parts:
        element = parts.pop()
        parts.extend(child for child in element if child.tag in _TABLE_PARTS - {"table"})
        element.tag = "div"


def _drop(element: Element) -> None:
    if element.getparent() is not None and element.tag not in _KEPT:
        element.drop_tree()
