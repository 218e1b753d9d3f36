"""ZIP containers (DOCX, EPUB), checked against bombs before anything in them is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from article_chat.articles.extract import OverLimit, Unreadable
from article_chat.articles.limits import Limits

_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""Of a container, of an empty one and of one in several parts: the letters alone may begin a text."""
_SMALL = 1_000_000
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y|\x00<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y", re.IGNORECASE)
_ENCRYPTED = 0x1


def is_archive(data: bytes) -> bool:
    """Whether `data` begins as a ZIP container does."""
    return data.startswith(_STARTS)


def unchecked(data: bytes) -> zipfile.ZipFile:
    """The archive in `data`, whatever is in it: for its list of names. Raises Unreadable when damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise Unreadable("is damaged: it is cut off or is not a whole ZIP container. Download or save it again.") from None


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive in `data`; raises Unreadable when damaged or encrypted, OverLimit for too many members or too much in them."""
    archive = unchecked(data)
    members = archive.infolist()
    if len(members) > limits.max_members:
        raise OverLimit("max_members", len(members), "files inside")
    total = sum(member.file_size for member in members)
    if total > limits.max_unpacked_bytes:
        raise OverLimit("max_unpacked_bytes", total, "bytes when unpacked")
    for member in members:
        ratio = member.file_size / max(1, member.compress_size)
        if member.file_size > _SMALL and ratio > limits.max_ratio:
            raise OverLimit("max_ratio", round(ratio), "times its packed size in one file inside")
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable("is protected by a password: save a copy without one.")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """One file of the archive; its real size counts, not the one that its header claims. KeyError when it is not there."""
    try:
        with archive.open(name) as member:
            data = member.read(limits.max_unpacked_bytes + 1)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise Unreadable(f"is damaged: its part {name} cannot be unpacked ({type(error).__name__}). Download or save it again.") from None
    if len(data) > limits.max_unpacked_bytes:
        raise OverLimit("max_unpacked_bytes", len(data), "bytes when unpacked")
    return data


def refuse_entities(data: bytes, name: str) -> None:
    """Raise Unreadable for XML that declares entities: documents have no need of them, and bombs are made of them."""
    if _ENTITY.search(data):
        raise Unreadable(f"declares XML entities in its part {name}, which can be made to fill the memory: save it again from the program it came from.")
