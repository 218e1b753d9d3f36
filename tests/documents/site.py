"""A web site on loopback, and names that resolve as a test says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What a path answers. `pause` seconds pass after every piece of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    pieces: int = 1
    pause: float = 0.0


@dataclass
class Site:
    """Answers of a running server by path; `asked` are the requests it saw, as (Host header, path), and `told` the headers of the last one."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def pages_asked(self) -> list[str]:
        return [path for _, path in self.asked if path != "/robots.txt"]


@contextmanager
def running_site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.headers["Host"], self.path))
        site.told = {name.lower(): value for name, value in self.headers.items()}
        reply = site.replies.get(self.path, Reply(b"nothing here", 404))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        size = max(1, len(reply.body) // reply.pieces)
        try:
            for start in range(0, len(reply.body), size):
                self.wfile.write(reply.body[start : start + size])
                self.wfile.flush()
                time.sleep(reply.pause)
        except OSError:
            return

    def log_message(self, format: str, *arguments: object) -> None:
        return


def resolver(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """Names that resolve to each of `answers` in turn, to the last one from then on."""
    left = list(answers)

    def resolve(host: str, port: int) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve
