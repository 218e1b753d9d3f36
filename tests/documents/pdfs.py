"""PDF files written by hand, object by object, so that every place and size in them is known."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

Placed = tuple[float, float, float, str]
"""(x, y, font size, text) in points, y upwards."""

PAGE_WIDTH, PAGE_HEIGHT = 595, 842

# Helvetica's widths in thousandths, in the order of the characters from the space to the tilde; close enough to wrap lines with.
_WIDTHS = dict(
    zip(
        map(chr, range(32, 127)),
        [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278] + [556] * 10
        + [278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611]
        + [722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556]
        + [556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
        strict=True,
    )
)  # fmt: skip


@dataclass
class Page:
    """What one page shows: text, and whether an image covers it."""

    texts: list[Placed] = field(default_factory=list)
    image: bool = False
    rotate: int = 0
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Drawn lines, each from (x, y) to (x, y)."""


def width(text: str, size: float) -> float:
    return sum(_WIDTHS.get(character, 556) for character in text) * size / 1000


def wrap(text: str, size: float, room: float, *, hyphenate: bool = False) -> list[str]:
    """Lines no wider than `room`; with `hyphenate`, long words are parted to fill them."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, size) <= room:
            line = longer
            continue
        head = _part(line, word, size, room) if hyphenate else 0
        lines.append(f"{line} {word[:head]}-".strip() if head else line)
        line = word[head:]
    return [*lines, line] if line else lines


def _part(line: str, word: str, size: float, room: float) -> int:
    if not word.isalpha() or not word.islower() or len(word) < 8:
        return 0
    fitting = [head for head in range(4, len(word) - 3) if width(f"{line} {word[:head]}-", size) <= room]
    return max(fitting, default=0)


def column(text: str, x: float, y: float, room: float, *, size: float = 10, leading: float = 12, gap: float = 8, hyphenate: bool = False) -> list[Placed]:
    """The paragraphs of `text` set in one column from the top at `y`."""
    placed: list[Placed] = []
    for paragraph in text.split("\n\n"):
        for line in wrap(paragraph, size, room, hyphenate=hyphenate):
            placed.append((x, y, size, line))
            y -= leading
        y -= gap
    return placed


def pdf(
    pages: Sequence[Page],
    *,
    info: dict[str, str | bytes] | None = None,
    attachments: Sequence[bytes] = (),
    compress: bool = True,
    meant: dict[str, str] | None = None,
) -> bytes:
    """A PDF with standard fonts only. A value of `info` in bytes is written as it is; `meant` says which text some of the letters stand for."""
    objects: dict[int, bytes] = {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
    objects[4] = _stream(b"\x80" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8", compress)
    objects[5] = (
        b"<< " + b" ".join(b"/%s %s" % (key.encode(), value if isinstance(value, bytes) else _string(value)) for key, value in (info or {}).items()) + b" >>"
    )
    kids = []
    number = 6
    for page in pages:
        kids.append(number)
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>"
            % (PAGE_WIDTH, PAGE_HEIGHT, page.rotate, number + 1)
        )
        objects[number + 1] = _stream(_content(page), b"", compress)
        number += 2
    if meant:
        objects[3] = objects[3].replace(b" >>", b" /ToUnicode %d 0 R >>" % number)
        objects[number] = _stream(_meanings(meant), b"", compress)
        number += 1
    names = b""
    for index, attachment in enumerate(attachments):
        objects[number] = _stream(attachment, b"/Type /EmbeddedFile", compress)
        objects[number + 1] = b"<< /Type /Filespec /F (inner%d.pdf) /UF (inner%d.pdf) /EF << /F %d 0 R >> >>" % (index, index, number)
        names += b"(inner%d.pdf) %d 0 R " % (index, number + 1)
        number += 2
    embedded = b" /Names << /EmbeddedFiles << /Names [ " + names + b"] >> >>" if names else b""
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R" + embedded + b" >>"
    objects[2] = b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _assemble(objects)


def _content(page: Page) -> bytes:
    parts = [b"q %d 0 0 %d 0 0 cm /I Do Q" % (PAGE_WIDTH, PAGE_HEIGHT)] if page.image else []
    parts.extend(b"%.2f %.2f m %.2f %.2f l S" % line for line in page.lines)
    parts.extend(_show(page, x, y, size, text) for x, y, size, text in page.texts)
    return b"\n".join(parts)


def _meanings(meant: dict[str, str]) -> bytes:
    """A font's table from its letters to Unicode."""
    pairs = b"\n".join(b"<%s> <%s>" % (letter.encode("cp1252").hex().encode(), text.encode("utf-16-be").hex().encode()) for letter, text in meant.items())
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar\nendcmap end end" % (len(meant), pairs)
    )


def _show(page: Page, x: float, y: float, size: float, text: str) -> bytes:
    # On a page that is shown turned, the text is drawn turned the other way, as scanners and spreadsheets do it.
    matrix = b"0 1 -1 0 %.2f %.2f" % (PAGE_WIDTH - y, x) if page.rotate == 90 else b"1 0 0 1 %.2f %.2f" % (x, y)
    return b"BT /F %.2f Tf %s Tm %s Tj ET" % (size, matrix, _string(text))


def _string(text: str) -> bytes:
    data = text.encode("cp1252", "replace")
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _stream(data: bytes, entries: bytes, compress: bool) -> bytes:
    if compress:
        data = zlib.compress(data)
        entries += b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def _assemble(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        out += b"%010d 00000 n \n" % offsets[number]
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
