"""PDF: the text of its pages in reading order, with page numbers, or the reason why there is none."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from typing import Any

from article_chat.articles.characters import clean_characters, squeeze
from article_chat.articles.extract import Extract, OverLimit, Report, Source, Unreadable
from article_chat.articles.heads import find_author, find_date, iso_date
from article_chat.articles.limits import Limits
from article_chat.articles.pdf_layout import Line, order_lines, without_margins
from article_chat.articles.pdf_paragraphs import body_size, paragraphs, split_pages
from article_chat.articles.pdf_words import Piece, read_pieces
from article_chat.articles.people import join_names, split_names
from article_chat.writing import counted

_PASSWORD_ERROR = 4
_LEAST_LETTERS = 20
_REPORT_EVERY = 10
_UNREADABLE_SHARE = 0.3
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|tex|dvi|indd|pages|odt|rtf|txt|html?)$|^(?:untitled|document\d*|microsoft word\b.*|slide \d+|powerpoint.*)$", re.IGNORECASE
)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_MOST_TITLE = 300
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\ufffd]")


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The text with one entry in `pages` for every page. Scanned, encrypted and damaged files, and mere envelopes of other files, are refused."""
    document = _open(source.data)
    count = len(document)
    if count > limits.max_pages:
        raise OverLimit("max_pages", count, "pages")
    pages, scans, broken = _read_pages(document, limits, report)
    _refuse_without_text(pages, scans, document)
    lines = [line for number, pieces in enumerate(without_margins(pages)) for line in order_lines(pieces, number)]
    text, starts = split_pages("\n\n".join(paragraphs(lines)), count)
    if len(_PRIVATE_USE.findall(text)) > _UNREADABLE_SHARE * len(text):
        raise Unreadable("has text that only its own fonts can show (no letters are stored): recognise its text (OCR) first, or save it again.")
    return Extract(
        text,
        _title(_field(document, "Title"), lines),
        join_names(split_names(_field(document, "Author"))) or find_author(text),
        find_date(text) or _date(_field(document, "CreationDate")),
        pages=starts,
        notes=_notes(scans, broken, count, document),
    )


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise Unreadable("is protected by a password: save a copy without one.") from None
        raise Unreadable("is a damaged PDF: it is cut off or not a PDF at all. Download or save it again.") from None


def _read_pages(document: Any, limits: Limits, report: Report) -> tuple[list[list[Piece]], list[int], list[int]]:
    """The pieces of every page, and the numbers (from 1) of pages that are only an image, and of those that cannot be opened."""
    import pypdfium2

    pages: list[list[Piece]] = []
    scans: list[int] = []
    broken: list[int] = []
    letters = 0
    for number in range(len(document)):
        if number % _REPORT_EVERY == 0:
            report(number, len(document))
        try:
            page = document[number]
            pieces = read_pieces(page)
            if sum(len(piece.text) for piece in pieces) < _LEAST_LETTERS and _has_image(page):
                scans.append(number + 1)
            page.close()
        except pypdfium2.PdfiumError:
            pieces = []
            broken.append(number + 1)
        pages.append(pieces)
        letters += sum(len(piece.text) for piece in pieces)
        if letters > limits.max_characters:
            raise OverLimit("max_characters", letters, "characters or more")
    return pages, scans, broken


def _has_image(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _refuse_without_text(pages: Sequence[Sequence[Piece]], scans: Sequence[int], document: Any) -> None:
    letters = sum(len(piece.text) for page in pages for piece in page)
    attached = document.count_attachments()
    if attached and letters < 1_000 and len(pages) <= 1:
        raise Unreadable(f"is an envelope for {counted(attached, 'attached file')}: save the attached file you want to ask about, and give that.")
    if letters >= _LEAST_LETTERS and len(scans) < len(pages):
        return
    if scans:
        raise Unreadable("is scanned: its pages are images without text. Recognise the text first (OCR, for example with ocrmypdf).")
    if not letters:
        raise Unreadable("has no text in it: its pages are empty or drawn.")


def _notes(scans: Sequence[int], broken: Sequence[int], count: int, document: Any) -> tuple[str, ...]:
    notes = []
    for numbers, what in ((scans, "are images without text and were not read"), (broken, "are damaged and were not read")):
        if numbers:
            listed = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
            notes.append(f"{len(numbers):,} of {count:,} pages {what} (page {listed}).")
    if attached := document.count_attachments():
        notes.append(f"Not read: {counted(attached, 'file')} attached to the PDF.")
    return tuple(notes)


def _field(document: Any, name: str) -> str:
    """One of the document's properties, cleaned. pypdfium2's own reading of them fails on half a character, which is no reason to refuse the text."""
    import pypdfium2.raw as pdfium

    key = name.encode() + b"\0"
    size = pdfium.FPDF_GetMetaText(document, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, key, buffer, size)
    return clean_characters(buffer.raw[: size - 2].decode("utf-16-le", "replace"))


def _title(named: str, lines: Sequence[Line]) -> str | None:
    """The title among the document's properties, unless a program made it up; otherwise the largest writing on the first page."""
    title = squeeze(named)
    if title and not _FILE_NAME.search(title) and len(title) <= _MOST_TITLE:
        return title
    first = [line for line in lines if line.page == lines[0].page] if lines else []
    largest = max((line.size for line in first), default=0.0)
    if largest < 1.15 * body_size(lines):
        return None
    written = " ".join(line.text for line in first if line.size > 0.97 * largest)
    return written if any(map(str.isalnum, written)) and len(written) <= _MOST_TITLE else None


def _date(written: str) -> str | None:
    found = _DATE.match(written)
    return iso_date("-".join(part for part in found.groups() if part)) if found else None
