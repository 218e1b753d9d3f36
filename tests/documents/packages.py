"""DOCX and EPUB files, good and bad."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence

import docx

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
EMPTY_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def packed(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, members: Mapping[str, bytes | str | None]) -> bytes:
    """A copy of a container with some members replaced, added or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for name, content in members.items():
        if content is None:
            kept.pop(name)
        else:
            kept[name] = content
    return packed(kept)


def word_document(*, title: str = "The orchard report", author: str = "Jane Doe") -> bytes:
    """A report with headings, a list of each kind, a quotation, a table and a footer."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.created = datetime.datetime(2020, 5, 4, tzinfo=datetime.UTC)
    document.add_paragraph(title, style="Title")
    document.add_paragraph("The orchard behind the school bore 312 kilograms of apples this year, the most since it was planted.")
    document.add_heading("What was done", 1)
    for text in ("Old branches were cut in March.", "Two hives were set up."):
        document.add_paragraph(text, style="List Bullet")
    for text in ("Count the trees.", "Weigh the crop."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Nobody believed it at first.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for row, values in zip(table.rows, (("Year", "Kilograms"), ("2019", "140")), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.add_paragraph("The pupils sold the juice at the fair.")
    document.sections[0].footer.paragraphs[0].text = "Confidential footer"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def book(
    chapters: Sequence[str] = (),
    *,
    title: str = "The long tide",
    creators: Sequence[str] = ("Jane Doe", "Ola Nordmann"),
    extra: Mapping[str, bytes | str] | None = None,
    missing: Sequence[str] = (),
) -> bytes:
    """An EPUB 3 with a navigation page and one XHTML file for each of `chapters` (inner HTML)."""
    names = [f"chapter{number}.xhtml" for number in range(1, len(chapters) + 1)]
    listed = [*names, *missing]
    manifest = "".join(f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(listed))
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(listed)))
    people = "".join(f"<dc:creator>{name}</dc:creator>" for name in creators)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title>{people}<dc:date>2018-07-01T00:00:00Z</dc:date><dc:language>en-GB</dc:language></metadata><manifest>"
        f'<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{manifest}</manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    pages = {
        f"OEBPS/{name}": f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{text}</body></html>'
        for name, text in zip(names, chapters, strict=True)
    }
    nav = '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li>Contents of the whole book</li></ol></nav></body></html>'
    return packed(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, "OEBPS/nav.xhtml": nav, **pages, **(extra or {})}
    )


CHAPTERS = (
    "<h1>Chapter one</h1><p>The tide went out at four and did not come back until the week was over.</p><p>Nobody in the village said a word about it.</p>",
    "<h1>Chapter two</h1><p>On the eighth day the boats lay on their sides like sleeping cows, and the priest rang the bell.</p>",
)
