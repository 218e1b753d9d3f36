"""A corpus of documents, good and bad, each with the outcome that is right for it."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from article_chat.articles.limits import Limits
from article_chat.errors import ArticleError, LimitError
from tests.documents import pages
from tests.documents.packages import CHAPTERS, EMPTY_WORD, ENTITY_BOMB, book, changed, packed, word_document
from tests.documents.pdfs import Page, Placed, column, pdf
from tests.documents.texts import prose, sentences

DEFAULT = Limits()


@dataclass(frozen=True)
class Case:
    """A document called `name`. Either `error` (a pattern for the message, of the class `kind`) or an article that holds `texts` and not `absent`."""

    name: str
    build: Callable[[], bytes]
    texts: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    note: str | None = None
    error: str | None = None
    kind: type[ArticleError] = ArticleError
    limits: Limits = field(default=DEFAULT)
    title: str | None = None


STORY = prose(6)
FIRST, LAST = sentences(30)[0], sentences(30)[-1]
GERMAN = "Der Bürgermeister sagte, die Brücke über den Fluß werde im nächsten Frühjahr eröffnet. Viele Bürger hätten lange darauf gewartet."
POLISH = "Burmistrz powiedział, że nowy most przez rzekę zostanie otwarty na wiosnę. Mieszkańcy długo czekali, a wielu już w to nie wierzyło."
RUSSIAN = "Мэр города сообщил, что новый мост через реку откроют весной. Жители ждали этого очень долго, и многие уже не верили в успех дела."
GREEK = "Ο δήμαρχος είπε ότι η νέα γέφυρα πάνω από το ποτάμι θα ανοίξει την άνοιξη. Οι κάτοικοι περίμεναν πολύ καιρό."
JAPANESE = "市長は、川に架かる新しい橋が来春に開通すると述べた。住民は長い間待っていた。"


MAIL_PARTS = """Content-Type: multipart/mixed; boundary="b0"

--b0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

The caf=C3=A9 is op=
en.
--b1
Content-Type: text/html

<p>a page</p>
--b1--
--b0
Content-Type: image/png
Content-Disposition: attachment; filename="a.png"

abc
--b0--
"""


def _mail(rest: str) -> bytes:
    """A mail as it arrives; `rest` are its own lines about its content, and the content."""
    return (
        "Received: from mx.example.org\n\tby mail.example.org; Tue, 5 Mar 2024 09:12:50 +0100\nMIME-Version: 1.0\n"
        "From: =?utf-8?q?Ruth_=C3=85ker?= <r@example.org>\n"
        f"Date: Tue, 5 Mar 2024 09:12:44 +0100\nSubject: =?utf-8?q?The_slipway_=E2=80=94_costs?=\n{rest}"
    ).encode()


def _text_pdf(count: int = 2, length: int = 30) -> bytes:
    """`count` pages of `length` sentences."""
    texts = sentences(count * length)
    parts = [texts[start : start + length] for start in range(0, len(texts), length)]
    return pdf([Page(column("\n\n".join(" ".join(part[i : i + 5]) for i in range(0, length, 5)), 60, 780, 470)) for part in parts])


def _two_columns() -> bytes:
    lines = column(STORY, 50, 0, 235, hyphenate=True)
    half = (len(lines) + 1) // 2
    left: list[Placed] = [(50, 700 - 12 * number, 10, line[3]) for number, line in enumerate(lines[:half])]
    right: list[Placed] = [(310, 700 - 12 * number, 10, line[3]) for number, line in enumerate(lines[half:])]
    mixed = [line for pair in zip(left, right, strict=False) for line in pair] + left[len(right) :]
    return pdf([Page([(50, 760, 20, "Two columns of news"), *mixed])])


def _with_margins() -> bytes:
    return pdf(
        [
            Page([(60, 815, 9, "The Coastal Courier"), (500, 815, 9, "May 2019"), *column(prose(4, number), 60, 770, 470), (290, 30, 9, f"Page {number} of 4")])
            for number in range(1, 5)
        ]
    )


def _locked_pdf() -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.set_encryption(owner_password="owner", user_password="user")
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.multi_cell(0, 6, FIRST)
    return bytes(document.output())


def _owner_locked_pdf() -> bytes:
    from fpdf import FPDF
    from fpdf.enums import AccessPermission

    document = FPDF()
    document.set_encryption(owner_password="owner", permissions=AccessPermission.none())
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.multi_cell(0, 6, STORY)
    return bytes(document.output())


def _locked_zip(data: bytes) -> bytes:
    """The same container with every member marked as encrypted."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = marked.find(signature)
        while position >= 0:
            marked[position + offset] |= 1
            position = marked.find(signature, position + 4)
    return bytes(marked)


def _zip_bomb() -> bytes:
    return changed(word_document(), {"word/media/image1.bin": bytes(30_000_000)})


def _page_bomb() -> bytes:
    """A PDF whose one content stream unpacks to half a gigabyte."""
    body = b"".join(zlib.compressobj(9).compress(b"") for _ in range(0))
    packer = zlib.compressobj(9)
    body += b"".join(packer.compress(b" " * 1_000_000) for _ in range(500)) + packer.flush()
    whole = pdf([Page([(60, 700, 10, FIRST)])], compress=True)
    start = whole.rfind(b"stream\n", 0, whole.rfind(b"endstream")) + 7
    length_at = whole.rfind(b"/Length", 0, start)
    return whole[:length_at] + b"/Length %d /Filter /FlateDecode >>\nstream\n" % len(body) + body + whole[whole.find(b"\nendstream", start) :]


def _deep_html() -> bytes:
    return b"<html><body>" + b"<div>" * 50_000 + FIRST.encode() + b"</div>" * 50_000 + b"</body></html>"


def _large_html() -> bytes:
    return pages.LAYOUTS[0].html.replace("</article>", "".join(f"<p>{text}</p>" for text in sentences(5_000, 7)) + "</article>").encode()


def _noise(count: int) -> bytes:
    return random.Random(4).randbytes(count)


def _german_page(encoding: str, declared: str) -> bytes:
    body = f"<article><h1>Brücke</h1><p>{GERMAN}</p></article>"
    return f'<html><head><meta charset="{declared}"><title>Brücke</title></head><body>{body}</body></html>'.encode(encoding)


def _quoted_page(declared: str) -> str:
    quoted = "“It’s the mayor’s bridge — for 5 €,” she said."
    return f'<html><head><meta charset="{declared}"></head><body><article><h1>A bridge</h1><p>{quoted}</p><p>{STORY}</p></article></body></html>'


def _repeated(size: int) -> bytes:
    """`size` bytes of prose."""
    block = (prose(400, 3) + "\n\n").encode()
    return (block * (size // len(block) + 1))[:size]


def _layout_case(layout: pages.Layout) -> Case:
    texts = tuple(piece for piece in layout.article if len(piece) > 60)
    return Case(f"layout {layout.name}.html", layout.html.encode, texts, layout.rest[-2:], title=pages.TITLE)


def _lying_sizes() -> bytes:
    """A container whose headers claim that a large part is small."""
    data = bytearray(changed(word_document(), {"word/document.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        position = data.find(signature)
        while position >= 0:
            if struct.unpack_from("<I", data, position + offset)[0] > 2_000_000:
                struct.pack_into("<I", data, position + offset, 10)
            position = data.find(signature, position + 4)
    return bytes(data)


def _saved_page() -> bytes:
    """What a browser writes for "web page, single file"."""
    body = base64.encodebytes(pages.LAYOUTS[0].html.encode())
    head = b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    kind = b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/a\r\n\r\n"
    image = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    return head + kind + b"----b\r\n" + part + body + b"\r\n----b\r\n" + image + b"----b--\r\n"


def _empty_zip() -> bytes:
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    return buffer.getvalue()


_REPORT_TEXTS = ("312 kilograms", "• Old branches were cut in March.\n• Two hives", "1. Count the trees.", "> Nobody believed", "Year | Kilograms")
_CIPHER = "META-INF/encryption.xml"
_MANY = {f"x{number}": "" for number in range(60)}

CASES = (
    # Plain text
    Case("story.txt", STORY.encode, (FIRST, LAST)),
    Case("crlf.txt", lambda: STORY.replace("\n", "\r\n").encode(), (FIRST, LAST), ("\r",)),
    Case("mac-lines.txt", lambda: STORY.replace("\n", "\r").encode(), (FIRST, LAST), ("\r",)),
    Case("mark.txt", lambda: b"\xef\xbb\xbf" + STORY.encode(), (FIRST,), ("\ufeff",)),
    Case("utf16.txt", lambda: GERMAN.encode("utf-16"), (GERMAN,)),
    Case("utf16-no-mark.txt", lambda: (GERMAN + "\n" + STORY).encode("utf-16-le"), (GERMAN,), note="utf-16-le"),
    Case("utf32.txt", lambda: GERMAN.encode("utf-32"), (GERMAN,)),
    Case("western.txt", lambda: GERMAN.encode("cp1252"), (GERMAN,), note="windows-1252"),
    Case("polish.txt", lambda: POLISH.encode("cp1250"), (POLISH,), note=r"windows-1250\.$"),
    Case("western-large.txt", lambda: (GERMAN + "\n\n").encode("cp1252") * 3_000, (GERMAN,), note=r"windows-1252\.$"),
    Case("cyrillic.txt", lambda: (RUSSIAN * 3).encode("cp1251"), (RUSSIAN,), note="windows-1251"),
    Case("greek.txt", lambda: (GREEK * 3).encode("cp1253"), (GREEK[:40],), note="windows-1253"),
    Case("japanese.txt", lambda: (JAPANESE * 4).encode("shift_jis"), (JAPANESE,), note="guessed"),
    Case("japanese-utf8.txt", JAPANESE.encode, (JAPANESE,)),
    Case("mixed.txt", lambda: (GERMAN * 5).encode() + b" caf\xe9 " + GERMAN.encode(), (GERMAN, "\ufffd"), note="not valid utf-8"),
    Case("controls.txt", lambda: STORY.encode().replace(b" ", b"\x07 ", 3), (FIRST,), ("\x07",)),
    Case("one-line.txt", lambda: (FIRST + " ").encode() * 80_000, (FIRST,)),
    Case("ten-megabytes.txt", lambda: _repeated(9_990_000), (sentences(1, 3)[0],)),
    Case("eleven-megabytes.txt", lambda: _repeated(11_000_000), error=r"max_characters", kind=LimitError),
    Case("too-large.txt", lambda: b"a" * 60_000, error=r"60,000 bytes, 50,000 allowed.*raise max_bytes:", kind=LimitError, limits=Limits(max_bytes=50_000)),
    Case("empty.txt", lambda: b"", error=r"empty"),
    Case("blank.txt", lambda: b" \r\n\t \n", error=r"empty"),
    Case("zeros.txt", lambda: bytes(5_000), error=r"empty"),
    Case("noise.txt", lambda: _noise(5_000), error=r"not a text document"),
    Case("no-ending", STORY.encode, (FIRST,)),
    Case("hyphens.txt", lambda: b"some words that fill a line of text until its end here-\n" * 30_000, ("until its end here-some words",)),
    Case("one-word.txt", lambda: b"a" * 1_000_000, ("aaaa",)),
    Case("dots.txt", lambda: b".\"" * 500_000, ('."."',)),
    # Markdown
    Case("notes.md", lambda: f"# The plan\n\n{FIRST}\n\n- one thing\n- another\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
         ("The plan", FIRST, "• one thing\n• another", "> quoted", "a | b\n1 | 2"), ("#", "---"), title="The plan"),
    Case("front.md", lambda: f'---\ntitle: "Front"\nauthor: Jane\n---\n{FIRST}\n'.encode(), (FIRST,), ("author:",), title="Front"),
    Case("empty.md", lambda: b"---\ntitle: x\n---\n", error=r"empty"),
    Case("images.md", lambda: b"![](a.png)\n", error=r"no text"),
    Case("brackets.md", lambda: b"[" * 50_000 + b" end of text", ("end of text",)),
    # HTML
    *map(_layout_case, pages.LAYOUTS),
    Case("saved.mhtml", _saved_page, pages.PARAGRAPHS, (pages.COOKIES, pages.FOOTER), title=pages.TITLE),
    Case("saved-truncated.mht", lambda: _saved_page()[:320], error=r"without a page|no article text|no readable HTML"),
    Case("mail.eml", lambda: _mail(f"Content-Type: text/plain; charset=utf-8\n\n{FIRST}\n> Quoted words.\n"), (f"The slipway — costs\n\n{FIRST}", "> Quoted"),
         ("Received", "From:"), title="The slipway — costs"),
    Case("mail.txt", lambda: _mail(f"Content-Type: text/plain; charset=utf-8\n\n{FIRST}\n").replace(b"\n", b"\r\n"), (FIRST,), ("Received",),
         note="the content is an e-mail"),
    Case("parts.eml", lambda: _mail(MAIL_PARTS), ("The café is open.",), ("=C3", "--b1", "page"), note="Not read: 1 attached file."),
    Case("page.eml", lambda: _mail(f"Content-Type: text/html\n\n<html><body><p>{FIRST}</p></body></html>"), (FIRST,), ("<p>",)),
    Case("no-words.eml", lambda: _mail("Content-Type: image/png\n\nabc"), error=r"e-mail without a text"),
    Case("letter.txt", lambda: b"From: Jane\nSubject: The harbour\n\n" + STORY.encode(), (FIRST,)),
    Case("quotes.html", lambda: _quoted_page("iso-8859-1").encode("cp1252"), ("“It’s the mayor’s bridge — for 5 €,” she said.", FIRST)),
    Case("odd-codec.html", lambda: _quoted_page("punycode").encode("cp1252"), ("“It’s the mayor’s bridge",), note="windows-1252"),
    Case("latin.html", lambda: _german_page("latin-1", "iso-8859-1"), (GERMAN,)),
    Case("wrongly-declared.html", lambda: _german_page("utf-8", "iso-8859-1"), (GERMAN,)),
    Case("large.html", _large_html, (sentences(1, 7)[0], sentences(5_000, 7)[-1])),
    Case("deep.html", _deep_html, error=r"no article text|too deep|damaged"),
    Case("truncated.html", lambda: pages.LAYOUTS[0].html.encode()[:3_500], (pages.PARAGRAPHS[0][:80],)),
    Case("empty.html", lambda: b"<html><body></body></html>", error=r"no article text"),
    Case("script.html", lambda: b"<html><body><div id=root></div><script>render()</script></body></html>", error=r"JavaScript"),
    Case("open-tags.html", lambda: b"words " + b"<p " * 300_000, error=r"no article text|no readable|damaged"),
    Case("links.html", lambda: b"<html><body>" + b"<a href=x>Somewhere else</a> " * 50 + b"</body></html>", error=r"list of links"),
    Case("entities.html", lambda: (ENTITY_BOMB + "<html><body><p>&i;</p></body></html>").encode(), error=r"entities"),
    # PDF
    Case("story.pdf", _text_pdf, (sentences(60)[0], sentences(60)[-1])),
    Case("columns.pdf", _two_columns, (FIRST, LAST), title="Two columns of news"),
    Case("margins.pdf", _with_margins, (sentences(1, 1)[0], sentences(1, 4)[0]), ("Courier", "May 2019", "Page 1", "of 4")),
    Case("thousand.pdf", lambda: _text_pdf(1_000, 5), (sentences(5_000)[0], sentences(5_000)[-1])),
    Case("too-many.pdf", lambda: _text_pdf(12), error=r"12 pages, 10 allowed.*raise max_pages:", kind=LimitError, limits=Limits(max_pages=10)),
    Case("scanned.pdf", lambda: pdf([Page(image=True)] * 3), error=r"scanned.*OCR"),
    Case("partly-scanned.pdf", lambda: pdf([Page(column(STORY, 60, 780, 470)), Page(image=True)]), (FIRST,), note=r"1 of 2 pages are images.*page 2"),
    Case("blank.pdf", lambda: pdf([Page()]), error=r"no text"),
    Case("locked.pdf", _locked_pdf, error=r"password"),
    Case("owner-locked.pdf", _owner_locked_pdf, (FIRST,)),
    Case("envelope.pdf", lambda: pdf([Page([(60, 700, 12, "Open the files attached to this one.")])], attachments=[_text_pdf()]), error=r"envelope"),
    Case("attachment.pdf", lambda: pdf([Page(column(STORY, 60, 780, 470))] * 2, attachments=[b"x"]), (FIRST,), note=r"attached"),
    Case("lost-page.pdf", lambda: _text_pdf(3).replace(b"8 0 R 10 0 R ]", b"99 0 R 10 0 R ]"), (FIRST,), note=r"1 of 3 pages are damaged.*page 2"),
    Case("turned.pdf", lambda: pdf([Page(column(STORY, 60, 500, 600), rotate=90)]), (FIRST, LAST)),
    Case("truncated.pdf", lambda: _text_pdf()[:900], error=r"damaged"),
    Case("empty.pdf", lambda: b"", error=r"empty"),
    Case("header-only.pdf", lambda: b"%PDF-1.7\n", error=r"damaged"),
    Case("noise.pdf", lambda: b"%PDF-1.4\n" + _noise(20_000), error=r"damaged"),
    Case("bomb.pdf", _page_bomb, error=r"max_memory|max_seconds|no text|damaged", limits=Limits(max_memory=400_000_000, max_seconds=10)),
    # DOCX
    Case("report.docx", word_document, _REPORT_TEXTS,
         ("Confidential",), title="The orchard report"),
    Case("truncated.docx", lambda: word_document()[:5_000], error=r"damaged"),
    Case("no-main-part.docx", lambda: changed(word_document(), {"word/document.xml": None}), error=r"damaged|main part"),
    Case("broken-xml.docx", lambda: changed(word_document(), {"word/document.xml": b"<w:document>"}), error=r"damaged"),
    Case("entities.docx", lambda: changed(word_document(), {"word/document.xml": ENTITY_BOMB + "<a>&i;</a>"}), error=r"entities"),
    Case("bomb.docx", _zip_bomb, error=r"max_ratio", kind=LimitError),
    Case("deep.docx", lambda: changed(word_document(), {"word/document.xml": "<p>" * 30_000 + "</p>" * 30_000}), error=r"damaged"),
    Case("no-text.docx", lambda: changed(word_document(), {"word/document.xml": EMPTY_WORD}), error=r"no text"),
    Case("lying.docx", _lying_sizes, error=r"damaged|max_ratio"),
    Case("locked.docx", lambda: _locked_zip(word_document()), error=r"password"),
    Case("office-locked.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise(3_000), error=r"old Office file"),
    Case("unpacked.docx", word_document, error=r"max_unpacked_bytes", kind=LimitError, limits=Limits(max_unpacked_bytes=10_000)),
    # EPUB
    Case("book.epub", lambda: book(CHAPTERS), ("Chapter one", "The tide went out", "priest rang the bell"), ("Contents of the whole",), title="The long tide"),
    Case("gap.epub", lambda: book(CHAPTERS, missing=("lost.xhtml",)), ("The tide went out",), note=r"1 of 3 chapters"),
    Case("western.epub", lambda: changed(book(CHAPTERS), {"OEBPS/chapter1.xhtml": f"<html><body><p>{GERMAN}</p></body></html>".encode("cp1252")}), (GERMAN,),
         note=r"guessed: windows-1252\.$", title="The long tide"),
    Case("no-container.epub", lambda: changed(book(CHAPTERS), {"META-INF/container.xml": None}), error=r"not a whole EPUB"),
    Case("no-package.epub", lambda: changed(book(CHAPTERS), {"OEBPS/book.opf": None}), error=r"not a whole EPUB"),
    Case("no-chapters.epub", book, error=r"no text"),
    Case("drm.epub", lambda: book(CHAPTERS, extra={_CIPHER: '<e><CipherReference URI="OEBPS/chapter1.xhtml"/></e>'}), error=r"copy protection"),
    Case("fonts.epub", lambda: book(CHAPTERS, extra={_CIPHER: '<e><CipherReference URI="OEBPS/a.otf"/></e>'}), ("The tide went out",)),
    Case("directory.epub", lambda: b"PK\x03\x04" + b"PK\x01\x02" * 100_000, error=r"max_members", kind=LimitError),
    Case("entities.epub", lambda: changed(book(CHAPTERS), {"OEBPS/book.opf": ENTITY_BOMB + "<package>&i;</package>"}), error=r"entities"),
    Case("members.epub", lambda: book(CHAPTERS, extra=_MANY), error=r"max_members", kind=LimitError, limits=Limits(max_members=50)),
    Case("bomb.epub", lambda: changed(book(CHAPTERS), {"OEBPS/chapter1.xhtml": b"<p>" + b" " * 30_000_000}), error=r"max_ratio", kind=LimitError),
    Case("truncated.epub", lambda: book(CHAPTERS)[:-40], error=r"damaged"),
    # Wrong names, and files of other kinds
    Case("really-html.pdf", lambda: pages.LAYOUTS[0].html.encode(), (pages.PARAGRAPHS[1],), note=r"promises PDF.*HTML"),
    Case("really-pdf.txt", _text_pdf, (FIRST,), note=r"promises plain text.*PDF"),
    Case("really-text.docx", STORY.encode, (FIRST,), note=r"promises DOCX.*plain text"),
    Case("really-word.epub", word_document, ("312 kilograms",), note=r"promises EPUB.*DOCX"),
    Case("really-text.html", STORY.encode, (FIRST,), note=r"promises HTML.*plain text"),
    Case("picture.pdf", lambda: b"\x89PNG\r\n\x1a\n" + _noise(500), error=r"image"),
    Case("sheet.xlsx", lambda: packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), error=r"spreadsheet"),
    Case("text.odt", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), error=r"OpenDocument"),
    Case("files.zip", lambda: packed({"a.txt": "a", "b.txt": "b"}), error=r"ZIP archive of 2 files"),
    Case("empty.zip", _empty_zip, error=r"ZIP archive of 0 files|damaged"),
    Case("old.rtf", lambda: b"{\\rtf1\\ansi Hello}", error=r"RTF"),
    Case("packed.txt.gz", lambda: b"\x1f\x8b\x08" + _noise(100), error=r"gzip"),
    Case("program", lambda: b"\x7fELF" + _noise(100), error=r"program"),
)  # fmt: skip
