"""Bytes -> text, and a note where the encoding had to be guessed."""

from __future__ import annotations

import codecs
import unicodedata

from article_chat.articles.latin import latin_encoding
from article_chat.writing import counted

_SAMPLE = 200_000
_LETTERS_LOOKED_AT = 5_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_AS_ON_THE_WEB = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""Names that documents and servers use for an encoding that has more characters, by Python's name: the curly quotes of "ISO-8859-1" are windows-1252."""
_OF_NO_DOCUMENT = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs", "oem"})
"""Codecs that would decode nearly anything, to nonsense, some in a time that grows with the square of the length."""
_WIDE = ("utf-16", "utf-32")


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` and what a reader should be told. `declared` is what the document says of itself; it is not trusted.

    A byte order mark decides, then zeros in every second place (UTF-8 would read them, and be wrong), then UTF-8 when the bytes are valid, then
    `declared`, then a guess; bytes without a letter become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data, name)
    said = (declared or "").lower()
    if said != "utf-8" and b"\0" in data[:_SAMPLE] and len(data) % 2 == 0 and (wide := _utf16_without_mark(data)):
        decoded, notes = _replacing(data, wide)
        return decoded, notes if said.startswith("utf-16") else (f"The encoding was guessed: {wide}.", *notes)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if _mostly_utf8(data, error.start):
            return _replacing(data, "utf-8")
    if declared and (text := _decode_as(data, declared)) is not None:
        return text, ()
    name, sure = _guess(data)
    text, notes = _replacing(data, name)
    doubt = "" if sure else " Some characters may be wrong; save the file as UTF-8 if they are."
    return text, (f"The encoding was guessed: {name}.{doubt}", *notes)


def _decode_as(data: bytes, name: str) -> str | None:
    """The text of `data` in the encoding that the document names; None where it is not in that."""
    try:
        codec = codecs.lookup(name).name
        if codec in _OF_NO_DOCUMENT or (codec.startswith(_WIDE) and b"\0" not in data[:_SAMPLE]):
            return None
        return data.decode(_AS_ON_THE_WEB.get(codec, codec))
    except (LookupError, UnicodeError, ValueError):
        return None


def _mostly_utf8(data: bytes, first_bad: int) -> bool:
    """Whether `data` is UTF-8 with few damaged places: far more valid sequences than invalid ones."""
    text = data[:_SAMPLE].decode("utf-8", "replace") if first_bad < _SAMPLE else data[first_bad : first_bad + _SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return good > 4 * bad or (first_bad >= _SAMPLE and good + 50 > bad)


def _replacing(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(name, "replace")
    bad = text.count("\ufffd") - (data.count("\ufffd".encode()) if name.startswith("utf-8") else 0)
    shown = name.removesuffix("-sig")
    return text, (f"Shown as \ufffd because not valid {shown}: {counted(bad, 'place')}.",) if bad > 0 else ()


def _guess(data: bytes) -> tuple[str, bool]:
    """A codec's name, and whether the guess is a good one."""
    from charset_normalizer import from_bytes

    sample = _sample(data)
    best = from_bytes(sample).best()
    if best is None or _is_latin(str(best)):
        name, sure = latin_encoding(sample)
        return _shown(name), sure and best is not None
    return _shown(best.encoding), best.chaos < 0.1 and len(sample) > 200


def _is_latin(text: str) -> bool:
    """Whether the letters beyond ASCII are Latin ones."""
    letters = [character for character in text[:_LETTERS_LOOKED_AT] if character > "\x7f" and character.isalpha()]
    return 2 * sum("LATIN" in unicodedata.name(letter, "") for letter in letters) >= len(letters)


def _shown(codec: str) -> str:
    return codec.replace("cp125", "windows-125").replace("iso8859_", "iso-8859-").replace("_", "-")


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:_SAMPLE]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if odd > len(head) // 5 and even < odd // 20 + 1:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 5 and odd < even // 20 + 1 else None


def _sample(data: bytes) -> bytes:
    """The lines of `data` that are not plain ASCII: they alone tell encodings apart."""
    if len(data) <= 20_000:
        return data
    lines = [line for line in data[: 100 * _SAMPLE].splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:20_000]
