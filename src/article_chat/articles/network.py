"""Connections that only go where a visitor's link may lead: to public addresses, the very ones that were checked.

Checking a name and then connecting by name would let the name mean something else the second time (DNS rebinding); here the name is resolved once,
every address is checked, and the connection is made to a checked address. The name is still what TLS and the Host header see.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import httpcore

from article_chat.articles.extract import Unreadable

Resolve = Callable[[str, int], Sequence[str]]
"""Host name and port -> its addresses, as text."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

BEAT_SECONDS = 0.25
"""No wait is longer than this without a beat."""

_Result = TypeVar("_Result")

# Public by their number, private by their use: translation to IPv4 (which may be private), relays, and a cloud's metadata server.
_NEVER = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96", "fec0::/10", "192.88.99.0/24", "168.63.129.16/32"))
)


class OutOfTime(httpcore.TimeoutException):
    """The time for the whole fetch is used up."""


def is_public(address: IPAddress, *, allow_loopback: bool = False) -> bool:
    """Whether a link may lead to `address`: no loopback, private, link-local, metadata, shared (CGNAT), multicast or translated address."""
    if allow_loopback and address.is_loopback:
        return True
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return False
    if any(address.version == network.version and address in network for network in _NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local)


def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses that the operating system knows for `host`."""
    return list(dict.fromkeys(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves, checks, connects; everything within `deadline` (on the monotonic clock).

    `beat` is called at least every `BEAT_SECONDS` of waiting; an exception in it ends the wait and passes on.
    """

    def __init__(self, *, deadline: float, resolve: Resolve = resolve_by_system, allow_loopback: bool = False, beat: Callable[[], None] = lambda: None) -> None:
        self._deadline, self._resolve, self._allow_loopback, self._beat = deadline, resolve, allow_loopback, beat
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """A connection to one of the checked addresses of `host`. Raises Unreadable when any of them is not public."""
        failure: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in self._checked_addresses(host, port):
            try:
                return _TimedStream(self._connected(str(address), port, timeout), self._deadline, self._beat)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _connected(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        left = time_left(self._deadline, timeout)
        return _within(self._deadline, lambda: self._system.connect_tcp(address, port, timeout=left), self._beat, discard=lambda stream: stream.close())

    def _checked_addresses(self, host: str, port: int) -> list[IPAddress]:
        try:
            names = _within(self._deadline, lambda: self._resolve(host.strip("[]"), port), self._beat)
        except (OSError, UnicodeError):
            names = ()
        if not names:
            raise Unreadable("cannot be opened: its server's name is not known. Check the address and the connection to the internet.")
        try:
            addresses = [ipaddress.ip_address(name) for name in names]
        except ValueError:
            raise Unreadable("cannot be opened: its server's name leads to no proper address.") from None
        if not all(is_public(address, allow_loopback=self._allow_loopback) for address in addresses):
            raise Unreadable("leads to a private or local address, and links may only lead to public ones: save the page and give the file.")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """No read or write waits beyond the deadline, however slowly a server trickles; a read goes on beating while it waits."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float, beat: Callable[[], None]) -> None:
        self._stream, self._deadline, self._beat = stream, deadline, beat

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while True:
            try:
                return self._stream.read(max_bytes, min(BEAT_SECONDS, time_left(self._deadline, timeout)))
            except httpcore.ReadTimeout:
                self._beat()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, time_left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        left = time_left(self._deadline, timeout)
        stream = _within(self._deadline, lambda: self._stream.start_tls(ssl_context, server_hostname, left), self._beat, discard=lambda made: made.close())
        return _TimedStream(stream, self._deadline, self._beat)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def time_left(deadline: float, timeout: float | None = None) -> float:
    """Seconds until `deadline`, or `timeout` when that is less; raises OutOfTime when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutOfTime("the time for this link is used up")
    return left if timeout is None else min(left, timeout)


def _within(deadline: float, work: Callable[[], _Result], beat: Callable[[], None], *, discard: Callable[[_Result], None] = lambda result: None) -> _Result:
    """What `work` returns or raises. It cannot be interrupted, so it is left behind in its thread when it takes too long, and its result discarded."""
    results: queue.Queue[_Result | BaseException] = queue.Queue()
    given_up = threading.Event()

    def discard_late() -> None:
        """Both sides call it: whichever finds the result in the queue discards it."""
        with suppress(queue.Empty):
            late = results.get_nowait()
            if not isinstance(late, BaseException):
                discard(late)

    def run() -> None:
        try:
            result = work()
        except BaseException as error:
            results.put(error)
            return
        results.put(result)
        if given_up.is_set():
            discard_late()

    threading.Thread(target=run, daemon=True).start()
    try:
        while True:
            try:
                found = results.get(timeout=min(BEAT_SECONDS, time_left(deadline)))
                break
            except queue.Empty:
                beat()
    except BaseException:
        given_up.set()
        discard_late()
        raise
    if isinstance(found, BaseException):
        raise found
    return found
