"""E-books (EPUB): the chapters in reading order, and what the package says of the book."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Any
from urllib.parse import unquote

from article_chat.articles.archive import open_archive, read_member, refuse_entities
from article_chat.articles.characters import clean_characters, squeeze
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Extract, OverLimit, Report, Source, Unreadable
from article_chat.articles.heads import iso_date
from article_chat.articles.html import declared_encoding, parse
from article_chat.articles.limits import Limits
from article_chat.articles.people import join_names, turned
from article_chat.articles.pointers import drop_pointers, keep_exponents
from article_chat.articles.pruning import is_link_list
from article_chat.articles.tree import blocks_of, join_blocks

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LOCKED_PART = re.compile(rb"CipherReference[^>]*URI\s*=\s*[\"'](?![^\"']*\.(?:ttf|otf|woff2?)[\"'])", re.IGNORECASE)
"""A part that is encrypted and is no font."""
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_EVENTS = {"publication": 0, "original-publication": 1, "": 2}
"""What a date of the package is of, the best first."""


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The text of every chapter of the spine; the table of contents, a page of its own, is left out."""
    archive = open_archive(source.data, limits)
    _refuse_locked(archive, limits)
    package_name = _package_name(archive, limits)
    package = _xml(archive, package_name, limits)
    chapters, missing = _chapters(package, posixpath.dirname(package_name), archive)
    blocks: list[str] = []
    doubts: list[str] = []
    size = 0
    for number, name in enumerate(chapters):
        report(number, len(chapters))
        found, said = _blocks(archive, name, limits)
        blocks.extend(found)
        doubts.extend(said)
        size += sum(map(len, found))
        if size > limits.max_characters:
            raise OverLimit("max_characters", size, "characters or more")
    if not blocks:
        raise Unreadable("has no text in it: its pages may be images.")
    title = _field(package, "title")
    gap = [f"{missing} of {missing + len(chapters)} chapters are missing from the file."] if missing else []
    notes = (*gap, *dict.fromkeys(doubts))
    return Extract(join_blocks(blocks, title), title, _authors(package), _date(package), _field(package, "language"), notes=notes)


def _refuse_locked(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Books with copy protection have unreadable chapters; scrambled fonts are common and harmless."""
    if _ENCRYPTION in archive.namelist() and _LOCKED_PART.search(read_member(archive, _ENCRYPTION, limits)):
        raise Unreadable("is locked by copy protection (DRM): its chapters are encrypted and cannot be read here.")


def _package_name(archive: zipfile.ZipFile, limits: Limits) -> str:
    try:
        container = _xml(archive, _CONTAINER, limits)
    except KeyError:
        raise Unreadable("is not a whole EPUB: its META-INF/container.xml is missing. Download it again.") from None
    for element in container.iter():
        if _local(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise Unreadable("is not a whole EPUB: its container names no package. Download it again.")


def _xml(archive: zipfile.ZipFile, name: str, limits: Limits) -> Any:
    from lxml import etree

    try:
        data = read_member(archive, name, limits)
    except KeyError:
        if name == _CONTAINER:
            raise
        raise Unreadable(f"is not a whole EPUB: its {name} is missing. Download it again.") from None
    refuse_entities(data, name)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError:
        raise Unreadable(f"is damaged: its part {name} is not XML. Download it again.") from None


def _chapters(package: Any, folder: str, archive: zipfile.ZipFile) -> tuple[list[str], int]:
    """The names of the chapters in reading order, and how many are listed but absent."""
    names = set(archive.namelist())
    items = {element.get("id"): element for element in package.iter() if _local(element) == "item"}
    found: list[str] = []
    missing = 0
    for reference in package.iter():
        item = items.get(reference.get("idref")) if _local(reference) == "itemref" else None
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "").partition("#")[0]))
        if name in names:
            found.append(name)
        else:
            missing += 1
    return found, missing


def _blocks(archive: zipfile.ZipFile, name: str, limits: Limits) -> tuple[list[str], tuple[str, ...]]:
    """The blocks of a chapter, and what a reader should be told of its encoding."""
    data = read_member(archive, name, limits)
    refuse_entities(data, name)
    text, notes = decode(data, declared_encoding(data))
    if not text.strip():
        return [], notes
    tree = parse(text)
    if is_link_list(tree):
        return [], notes
    drop_pointers(tree)
    keep_exponents(tree)
    body = tree.find(".//body")
    return blocks_of(tree if body is None else body), notes


def _authors(package: Any) -> str | None:
    """Those who wrote the book: where creators have roles, not those who drew or translated it."""
    roles = {str(meta.get("refines") or "").lstrip("#"): (meta.text or "").strip() for meta in package.iter() if meta.get("property") == "role"}
    creators = [(_attribute(found, "role") or roles.get(str(found.get("id")), "aut"), turned(found.text or "")) for found in _fields(package, "creator")]
    return join_names(name for role, name in creators if role == "aut") or join_names(name for _, name in creators)


def _date(package: Any) -> str | None:
    """When the book appeared; when the file was made or changed says nothing of that, unless it is all there is."""
    dates = [(_attribute(found, "event") or "", iso_date(found.text or "")) for found in _fields(package, "date")]
    return next((date for _, date in sorted(dates, key=lambda item: _EVENTS.get(item[0], len(_EVENTS))) if date), None)


def _attribute(element: Any, name: str) -> str | None:
    """An attribute with or without a namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _fields(package: Any, name: str) -> list[Any]:
    """Dublin Core elements of that name."""
    return [element for element in package.iter() if _local(element) == name and "purl.org/dc" in str(element.tag)]


def _field(package: Any, name: str) -> str | None:
    for element in _fields(package, name):
        if text := squeeze(" ".join(clean_characters(element.text or "").split())):
            return text
    return None


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
