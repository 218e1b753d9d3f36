"""What a document is: its first bytes say so before its name does."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from article_chat.articles.archive import is_archive, unchecked
from article_chat.articles.extract import EMPTY, Unreadable

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".mhtml": "mhtml", ".mht": "mhtml", ".eml": "mail",
    ".pdf": "pdf", ".docx": "docx", ".epub": "epub",
}  # fmt: skip
"""File name endings and the format each one promises."""

NAMES = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "HTML",
    "mhtml": "a saved page (MHTML)",
    "mail": "an e-mail",
    "pdf": "PDF",
    "docx": "DOCX",
    "epub": "EPUB",
}
"""What to call a format to a person."""

_HEADING = re.compile(r"^#{1,6}[ \t]+[^\s#]", re.MULTILINE)
_SIGNS = (re.compile(r"^```", re.MULTILINE), re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*"), re.compile(r"\w\]\((?:https?://|mailto:|#|\.{0,2}/)[^)\s]"))
"""Signs of Markdown besides headings and tables: code, strong words, links."""
_LISTED = re.compile(r"^(?:[-*+]|\d{1,3}\.|>)[ \t]+\S", re.MULTILINE)
_HEAD = 2_048
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
"""A comment ends at its first "-->" and is not looked at again: else a row of comments could be parted in two to the power of their number of ways."""
_MESSAGE_START = re.compile(rb"\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,12}?(?i:mime-version):")
_MULTIPART = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)
_MESSAGE_HEAD = 4_096
_MAIL_START = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*+){2}")
_CARRIED = re.compile(rb"^(?:received|message-id|return-path|mime-version):", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^from:[^\n]*@", re.IGNORECASE | re.MULTILINE)
_MAIL_HEAD = 32_768
_HTML_TAG = re.compile(rb"<(?:p|div|article|h[1-6]|table|ul|br)[\s/>]", re.IGNORECASE)
_USE = "Give plain text, Markdown, HTML, PDF, DOCX or EPUB."
_IMAGE = f"is an image: the text in it has to be recognised (OCR) first. {_USE}"
_SOUND = f"is a recording, not a document: have its words written down first. {_USE}"
_KINDLE = f"is a Kindle book, which is not read here: convert it to EPUB first. {_USE}"
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "is an old Office file (.doc, .xls) or an Office file with a password: save it as DOCX without a password."),
    (b"{\\rtf", f"is an RTF file, which is not read here: save it as DOCX or plain text. {_USE}"),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"\x1f\x8b", f"is a gzip archive: unpack it first. {_USE}"),
    (b"7z\xbc\xaf", f"is a 7-Zip archive: unpack it first. {_USE}"),
    (b"Rar!\x1a\x07", f"is a RAR archive: unpack it first. {_USE}"),
    *((b"BZh%d1AY&SY" % level, f"is a bzip2 archive: unpack it first. {_USE}") for level in range(1, 10)),
    (b"\xfd7zXZ", f"is an XZ archive: unpack it first. {_USE}"),
    (b"\x7fELF", f"is a program, not a document. {_USE}"),
    (b"MZ\x90", f"is a program, not a document. {_USE}"),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    *((b"ID3" + version, _SOUND) for version in (b"\x02", b"\x03", b"\x04")),
    (b"\xff\xfb", _SOUND),
    (b"\xff\xf3", _SOUND),
    (b"OggS\0", _SOUND),
    (b"\x1aE\xdf\xa3", _SOUND),
    (b"SQLite format 3\0", f"is a database, not a document. {_USE}"),
)
"""How files begin that are no documents, to a byte that no text has there: "ID3 is a format for tags" is one, and so is "PKK leaders said"."""
_REFUSED_WITHIN = (
    (4, b"ftyphei", _IMAGE), (4, b"ftypmif", _IMAGE), (4, b"ftypavi", _IMAGE), (8, b"WEBP", _IMAGE), (4, b"ftyp", _SOUND), (8, b"WAVE", _SOUND),
    (60, b"BOOKMOBI", _KINDLE),
)  # fmt: skip
"""What stands some bytes behind the start of a file."""
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_MARKED_UNICODE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def detect(data: bytes, name: str = "", content_type: str | None = None) -> str:
    """The format of `data`: a key of `NAMES`. `name` and `content_type` decide only between formats that are all text.

    Raises Unreadable for what is none of them, with what it is where that can be told.
    """
    if not data.strip(b" \t\r\n\0"):
        raise Unreadable(EMPTY)
    if _is_pdf(data):
        return "pdf"
    if is_archive(data):
        return _inside_zip(data)
    for start, reason in _REFUSED:
        if data.startswith(start):
            raise Unreadable(reason)
    for place, start, reason in _REFUSED_WITHIN if b"\0" in data[:_HEAD] else ():
        if data.startswith(start, place):
            raise Unreadable(reason)
    if _MESSAGE_START.match(data[:_MESSAGE_HEAD]) and _MULTIPART.search(data[:_MESSAGE_HEAD]):
        return "mhtml"
    if _is_mail(data[:_MAIL_HEAD]):
        return "mail"
    promised = promise(name, content_type)
    if _HTML_START.match(_as_ascii(data[:_HEAD])) or (promised == "html" and _HTML_TAG.search(_as_ascii(data))):
        return "html"
    if promised == "pdf" and data.startswith(b"%PD"):
        return "pdf"
    if _is_binary(data):
        raise Unreadable(f"is not a text document, or is damaged. {_USE}")
    return "markdown" if promised == "markdown" else "text"


def looks_like_markdown(text: str) -> bool:
    """Whether a text that came without a name is clearly Markdown: two kinds of its signs, or two headings, or one above a list or a quotation.

    One sign alone may stand in any text: a line that begins with a hash, a footnote's asterisks, a dashed line.
    """
    headings = len(_HEADING.findall(text))
    ruled = any("|" in line and "---" in line and not line.strip("|:- \t\r") for line in text.split("\n"))
    kinds = sum((headings > 0, ruled, *(sign.search(text) is not None for sign in _SIGNS)))
    return kinds > 1 or headings > 1 or (headings > 0 and _LISTED.search(text) is not None)


def promise(name: str, content_type: str | None = None) -> str | None:
    """The format that a name's ending or a server's content type promises; None when they promise none that is known."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return "html"
    if kind == "text/markdown":
        return "markdown"
    return SUFFIXES.get(PurePosixPath(name.replace("\\", "/").partition("?")[0]).suffix.lower())


def _is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF does; behind anything else, as readers of PDF allow, only what is one to its end: a text may tell of "%PDF-1.7"."""
    start = data[:1_024].find(b"%PDF-")
    return start >= 0 and (not data[:start].strip() or _is_binary(data) or b"%%EOF" in data[-1_024:])


def _inside_zip(data: bytes) -> str:
    names = unchecked(data).namelist()
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if "META-INF/container.xml" in names or ("mimetype" in names and any(name.endswith(".opf") for name in names)):
        return "epub"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable(f"is a spreadsheet or a presentation, which is not read here: save its text as DOCX or PDF. {_USE}")
    if "content.xml" in names:
        raise Unreadable(f"is an OpenDocument file, which is not read here: save it as DOCX or PDF. {_USE}")
    raise Unreadable(f"is a ZIP archive of {len(names):,} files, not a document: unpack it and give one file. {_USE}")


def _is_mail(head: bytes) -> bool:
    """Whether a text begins with the lines that a mail is carried by, one of which no writer puts there."""
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
    return bool(_MAIL_START.match(lines) and _CARRIED.search(lines) and _SENT.search(lines))


def _as_ascii(data: bytes) -> bytes:
    """Bytes in which markup can be looked for: without a byte order mark and without the zeros that UTF-16 and UTF-32 put between the letters."""
    return data.replace(b"\0", b"").removeprefix(codecs.BOM_UTF8).removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _is_binary(data: bytes) -> bool:
    """Whether there are more control characters than any text has; UTF-16 and UTF-32 have zero bytes by nature."""
    sample = data[:65_536]
    if sample.startswith(_MARKED_UNICODE):
        return False
    strange = len(sample) - len(sample.translate(None, _CONTROL))
    zeros = sample.count(0)
    regular = zeros > len(sample) // 5 and (sample[::2].count(0) * 20 < zeros or sample[1::2].count(0) * 20 < zeros)
    return not regular and strange > max(2, len(sample) // 100)
