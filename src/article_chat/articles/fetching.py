"""A link -> the bytes behind it, within limits, and the reasons why not, in plain words."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from article_chat.articles.extract import OverLimit, Unreadable
from article_chat.articles.limits import Limits
from article_chat.articles.network import CheckedBackend, Resolve, resolve_by_system, time_left
from article_chat.progress import FETCHING, Progress

if TYPE_CHECKING:
    import ssl

AGENT = "article-chat"
"""The name under which robots.txt may address us."""

_HEADERS: tuple[tuple[str | bytes, str | bytes], ...] = (
    ("User-Agent", f"{AGENT}/1 (reads one page when a person asks)"),
    ("Accept", "text/html,application/pdf,text/*;q=0.9,*/*;q=0.5"),
    ("Accept-Encoding", "gzip"),
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = re.compile(
    r"text/(?:html|plain|markdown|x-markdown)|application/(?:xhtml\+xml|pdf|x-pdf|epub\+zip|octet-stream|zip|x-zip-compressed|force-download)"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document|binary/octet-stream"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_WEB_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024
_ROBOTS_BYTES = 500_000
_SMALL = 1_000_000
_GZIP_START = b"\x1f\x8b"
_SAVE = "If you can read it in a browser, save the page and give the file, or paste the text."
_REFUSALS = {
    401: f"asks for a login (401). {_SAVE}",
    402: f"is for subscribers only (402). {_SAVE}",
    403: f"refuses to give out the page (403): it may need a login or a subscription, or turn programs away. {_SAVE}",
    404: "does not exist (404): check the address.",
    410: "no longer exists (410).",
    429: "has been asked too often (429): try again later.",
    451: "is blocked for legal reasons (451).",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a link led to. `address` is where the redirects ended."""

    data: bytes
    address: str
    content_type: str | None
    encoding: str | None


@dataclass(slots=True)
class _Meter:
    """How much of the body has come; `tell` says so to whoever waits, who may raise."""

    progress: Progress | None
    received: int = 0
    expected: int = 0

    def tell(self) -> None:
        if self.progress:
            self.progress(FETCHING, self.received, self.expected)


@dataclass(frozen=True, slots=True)
class _Trip:
    """What one fetch carries along."""

    pool: httpcore.ConnectionPool
    deadline: float
    limits: Limits
    meter: _Meter
    rules: dict[str, RobotFileParser | None] = field(default_factory=dict)


class Fetcher:
    """Fetches public pages. `allow_loopback` and `resolve` are for tests: nothing but this constructor sets them.

    `obey_robots`: leave pages alone whose site tells programs to. `ssl_context` replaces the usual trust in certificates.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = resolve_by_system,
        allow_loopback: bool = False,
        obey_robots: bool = True,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._resolve, self._allow_loopback, self._obey_robots, self._ssl_context = resolve, allow_loopback, obey_robots, ssl_context

    def fetch(self, url: str, limits: Limits, progress: Progress | None = None) -> Fetched:
        """The bytes behind `url`. Raises Unreadable with the reason, OverLimit for size, time and redirects.

        `progress` is told ("fetching", bytes so far, bytes expected or 0) with every piece and at least four times a second, however long the
        server keeps silent; an exception in it ends the fetch and passes on.
        """
        address = _parse(url)
        deadline = time.monotonic() + limits.max_fetch_seconds
        meter = _Meter(progress)
        backend = CheckedBackend(deadline=deadline, resolve=self._resolve, allow_loopback=self._allow_loopback, beat=meter.tell)
        try:
            with httpcore.ConnectionPool(ssl_context=self._ssl_context, network_backend=backend, http2=False) as pool:
                return self._follow(address, _Trip(pool, deadline, limits, meter))
        except httpcore.TimeoutException:
            raise _too_slow(limits) from None
        except (httpcore.ConnectError, httpcore.NetworkError) as error:
            reason = "its certificate is not valid" if "CERTIFICATE" in str(error).upper() else "its server does not answer"
            raise Unreadable(f"cannot be opened: {reason}. Check the address and the connection to the internet.") from None
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
            raise Unreadable("cannot be opened: its server does not speak proper HTTP.") from None

    def _follow(self, address: httpx.URL, trip: _Trip) -> Fetched:
        for _ in range(trip.limits.max_redirects + 1):
            if self._obey_robots and not _is_welcome(address, trip):
                raise Unreadable(f"may not be read by programs: the site's robots.txt says so. {_SAVE}")
            with _get(address, trip) as response:
                location = _header(response, b"location")
                if response.status in _REDIRECTS and location:
                    address = _parse(str(_joined(address, location)))
                    continue
                _check_response(response)
                content_type = _header(response, b"content-type")
                data = _read_body(response, trip.limits, trip.meter)
                charset = _CHARSET.search(content_type or "")
                return Fetched(data, str(address), content_type, charset.group(1) if charset else None)
        raise OverLimit("max_redirects", trip.limits.max_redirects + 1, "redirects or more")


def _parse(url: str) -> httpx.URL:
    """A link that may be fetched, without the fragment, which is none of the server's business; Unreadable with the reason for any other."""
    try:
        address = httpx.URL(url.strip())
        raw_host, port = address.raw_host, address.port
    except (httpx.InvalidURL, ValueError, TypeError, UnicodeError):
        raise Unreadable("is not a web address: give one like https://example.org/article.") from None
    if address.scheme not in ("http", "https") or not raw_host:
        raise Unreadable("is not a web address: only http:// and https:// links can be read.")
    if address.userinfo:
        raise Unreadable("carries a user name or password: give the link without them.")
    if port is not None and port not in _WEB_PORTS and port < _FIRST_FREE_PORT:
        raise Unreadable(f"leads to port {port}, where no web pages are served: leave the port out.")
    return address.copy_with(fragment=None)


def _joined(address: httpx.URL, location: str) -> httpx.URL:
    try:
        return address.join(location)
    except (httpx.InvalidURL, ValueError):
        raise Unreadable("leads on to something that is not a web address.") from None


def _get(address: httpx.URL, trip: _Trip) -> Any:
    """An open response, to be used as a context."""
    left = time_left(trip.deadline)
    target = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    return trip.pool.stream("GET", target, headers=_HEADERS, extensions={"timeout": {"connect": left, "read": left, "write": left, "pool": left}})


def _is_welcome(address: httpx.URL, trip: _Trip) -> bool:
    """Whether the site's robots.txt lets us read the page; a site without one does."""
    origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
    if origin not in trip.rules:
        trip.rules[origin] = _read_robots(address.copy_with(raw_path=b"/robots.txt", fragment=None), trip)
    rules = trip.rules[origin]
    return rules is None or rules.can_fetch(AGENT, str(address))


def _read_robots(address: httpx.URL, trip: _Trip) -> RobotFileParser | None:
    """The rules; None where there are none that can be had."""
    with _get(address, trip) as response:
        if response.status != 200:
            return None
        try:
            data = _read_body(response, Limits(max_bytes=_ROBOTS_BYTES), _Meter(None))
        except (OverLimit, Unreadable):
            return None
    rules = RobotFileParser()
    rules.parse(data.decode("utf-8", "replace").splitlines())
    return rules


def _check_response(response: httpcore.Response) -> None:
    status = response.status
    if status in _REFUSALS:
        raise Unreadable(_REFUSALS[status])
    if status >= 500:
        raise Unreadable(f"cannot be read now: its server reports an error ({status}). Try again later.")
    if status != 200:
        raise Unreadable(f"cannot be read: its server answers with status {status}.")
    content_type = (_header(response, b"content-type") or "").partition(";")[0].strip().lower()
    if content_type and not _READABLE.fullmatch(content_type):
        raise Unreadable(f"is {content_type}, not an article: give a link to a page, a PDF, a DOCX or an EPUB.")


def _read_body(response: httpcore.Response, limits: Limits, meter: _Meter) -> bytes:
    """The body, decompressed; it is never held or unpacked beyond the limits. The connection minds the time."""
    announced = _header(response, b"content-length") or ""
    expected = int(announced) if announced.isdecimal() and len(announced) < 19 else 0
    if expected > limits.max_bytes:
        raise OverLimit("max_bytes", expected, "bytes")
    unpack = _decompressor(_header(response, b"content-encoding"))
    body = bytearray()
    meter.expected = expected
    for chunk in response.iter_stream():
        meter.received += len(chunk)
        body += unpack.decompress(chunk, limits.max_bytes + 1 - len(body)) if unpack else chunk
        if len(body) > limits.max_bytes:
            raise OverLimit("max_bytes", len(body), "bytes or more")
        if len(body) > _SMALL and len(body) > limits.max_ratio * meter.received:
            raise OverLimit("max_ratio", len(body) // meter.received, "times its packed size")
        meter.tell()
    if unpack:
        unpack.finish()
    return bytes(body)


class _Inflate:
    """gzip, of one member or several, and both kinds of what servers call deflate, with a bound on every step."""

    def __init__(self, name: str) -> None:
        self._gzip = "gzip" in name
        self._raw_tried = self._gzip
        self._object = zlib.decompressobj(31 if self._gzip else 15)
        self._begun = False

    def decompress(self, chunk: bytes, room: int) -> bytes:
        """The next part, of at most `room` bytes, which are one or more; what would be beyond them is lost."""
        unpacked = bytearray()
        while chunk and len(unpacked) < room:
            if self._object.eof:
                # Some servers send several members one after the other; what else follows an end is of no account.
                if not self._gzip or not _GZIP_START.startswith(chunk[:2]):
                    break
                self._object = zlib.decompressobj(31)
            unpacked += self._step(chunk, room - len(unpacked))
            chunk = self._object.unused_data
        return bytes(unpacked)

    def finish(self) -> None:
        """Raise Unreadable when the body ended before what was packed in it did; one that never began is an empty one."""
        if self._begun and not self._object.eof:
            raise Unreadable("cannot be read: what its server sends is damaged (it ends before its end). Try again later.")

    def _step(self, chunk: bytes, room: int) -> bytes:
        self._begun = True
        try:
            return self._object.decompress(chunk, room)
        except zlib.error:
            if self._raw_tried:
                raise Unreadable("cannot be read: what its server sends is damaged (compression).") from None
            self._raw_tried = True
            self._object = zlib.decompressobj(-15)
            return self._step(chunk, room)


def _decompressor(encoding: str | None) -> _Inflate | None:
    name = (encoding or "identity").strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return _Inflate(name)
    raise Unreadable(f"cannot be read: its server compresses in a way that was not asked for ({name}).")


def _header(response: httpcore.Response, name: bytes) -> str | None:
    """The value; servers that write more than ASCII mostly write UTF-8, which browsers read, though the standard says latin-1."""
    value = next((value for key, value in response.headers if key.lower() == name), None)
    if value is None:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _too_slow(limits: Limits) -> OverLimit:
    return OverLimit("max_fetch_seconds", limits.max_fetch_seconds, "seconds of waiting or more")
