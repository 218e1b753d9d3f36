"""What keeps the page to itself: headers against everything from elsewhere and every frame, a server that fetches nothing for those who ask Gradio to,
and that takes no orders from other web sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's frontend starts from inline scripts and evaluates its HTML templates, hence the two unsafe words; what they could reach is still only us.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)

_FORBIDDEN = b"This server fetches nothing from elsewhere.\n"
_FOREIGN = b"Another web site sent this request. Ask on the page itself, or from a program.\n"
_ASKING_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
"""A scheme has two letters at least: a single one is a drive of Windows, on which uploads may be kept."""


def names_an_address(data: object) -> bool:
    """Whether a file anywhere inside the `data` of a request has an address for its path: Gradio would download what is there.

    A file's `url` may be one: the browser sends that of its own upload, and Gradio reads the path alone.
    """
    left = [data]
    while left:
        part = left.pop()
        if isinstance(part, dict):
            if isinstance(path := part.get("path"), str) and _ADDRESS.match(path):
                return True
            left.extend(part.values())
        elif isinstance(part, list | tuple):
            left.extend(part)
    return False


class NoFetching:
    """ASGI middleware that refuses requests with an address in their path: for `/gradio_api/file=https://…` Gradio hands out what is there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 in a line of text."""
        if scope["type"] != "http" or "://" not in scope["path"]:
            await self._app(scope, receive, send)
            return
        await _refuse(send, _FORBIDDEN)


class OwnSite:
    """ASGI middleware that refuses what a page of another site has the visitor's browser send here.

    It could not read the answer, but every question it asks would keep the reader busy, or be paid for by whoever set a chat model. Browsers say where a
    request comes from in `Sec-Fetch-Site`; programs send no such header.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 in a line of text."""
        if scope["type"] == "http" and scope["method"] not in _ASKING_ONLY and (b"sec-fetch-site", b"cross-site") in scope["headers"]:
            await _refuse(send, _FOREIGN)
        else:
            await self._app(scope, receive, send)


async def _refuse(send: Send, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": words})


class SecurityHeaders:
    """ASGI middleware that adds `HEADERS` to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers to the answer's start."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message.get("headers", [])}
                message["headers"] = [*message.get("headers", []), *(h for h in HEADERS if h[0] not in given)]
            await send(message)

        await self._app(scope, receive, send_with_headers)
