"""Where the page is served: a port to be had, and the names under which it may be asked for."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EADDRNOTAVAIL, EAFNOSUPPORT
from typing import TYPE_CHECKING

from article_chat.errors import ConfigError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

MISDIRECTED = 421
_REFUSED = (
    b"This page is served for its own machine only, and was asked for under another name. Open it at the address that it was started with; "
    b"behind a proxy, set ARTICLE_CHAT_HOSTS to the name that people open.\n"
)
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:@/\[\]]+)(?::[0-9]*)?")
_POLICY_VIOLATION = 1008
"""Close code of a websocket."""


def usable_port(host: str, port: int) -> int:
    """`port`, or a free one for 0. Asked before Gradio does, which would leave its probing socket open and name its own settings."""
    try:
        family = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        with socket.create_server((host, port), family=family) as probe:
            return int(probe.getsockname()[1])
    except OSError as error:
        name = "host" if isinstance(error, socket.gaierror) or error.errno in (EADDRNOTAVAIL, EAFNOSUPPORT) else "port"
        what = "a name or address of this machine (--host)" if name == "host" else "another port (--port)"
        raise ConfigError(f"The page cannot be served at {host}:{port}: {error.strerror or error}. Choose {what}.", name=name) from error


@contextmanager
def past_proxies() -> Iterator[None]:
    """No proxy of the environment stands between this process and itself: Gradio asks its own server whether it is up, as a client on the web would."""
    before = {name: os.environ.get(name) for name in ("no_proxy", "NO_PROXY")}
    os.environ.update(dict.fromkeys(before, "*"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def is_loopback(name: str) -> bool:
    """Whether `name` is this machine as seen from itself: localhost, a name under it, or an address of the loopback interface."""
    bare = _bare(name)
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def is_operators_own(host: str, further: Sequence[str]) -> bool:
    """Whether a page served at `host` is seen by whoever runs it: on loopback, and under no name of a proxy before it."""
    return is_loopback(host) and not further


class HostCheck:
    """ASGI middleware of a page that is served for its own machine only (`host` is loopback): requests for any other host are turned away.

    A web site can have its name lead to 127.0.0.1 once it is open in the browser, and would then read this page as its own (DNS rebinding).
    The browser still sends the site's name as Host. `further` are names that are expected too: of a proxy that passes on its own.
    """

    def __init__(self, app: ASGIApp, host: str, further: Sequence[str] = ()) -> None:
        self._app, self._host = app, host
        self._further = frozenset(map(_bare, further))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421 in a line of text."""
        if scope["type"] not in ("http", "websocket") or not is_loopback(self._host) or self._is_expected(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(_REFUSED)).encode())]
            await send({"type": "http.response.start", "status": MISDIRECTED, "headers": headers})
            await send({"type": "http.response.body", "body": _REFUSED})

    def _is_expected(self, scope: Scope) -> bool:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        return bool(named) and all(is_loopback(name) or _bare(name) in self._further for name in map(_name, named))


def _name(header: str) -> str:
    """The host in a Host header, without its port; "" when it is none."""
    found = _HOST.fullmatch(header)
    return found.group(1) if found else ""


def _bare(name: str) -> str:
    """As names are compared: one with a dot at its end is the same name."""
    return name.strip("[]").rstrip(".").casefold()
