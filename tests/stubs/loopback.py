"""A chat model's server on loopback that misbehaves on demand; each protocol is a `Stub` that says how its messages look.

The model's name in the request chooses the behaviour: "right", "hanging" and so on.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self

REPLIES = {
    "right": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1].",
    "wrong-marker": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1][99].",
    "only-wrong-marker": "Putin promised Bush a full range of assistance [99].",
    "wrong-passage": "Putin promised Bush a full range of assistance, including the use of Russian airspace [other].",
    "no-marker": "Putin promised Bush a full range of assistance, including the use of Russian airspace.",
    "fabrication": "Putin demanded a payment of $40 million from Bush [1].",
    "half": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1]. He also sent 5,000 paratroopers to Kabul [1].",
    "half-true": "Putin promised Bush a full range of assistance and demanded $40 million for it [1].",
    "memory": "Dushanbe is the capital of Tajikistan [1].",
    "refusal": "The article doesn't say.",
    "thinking": "<think>The article says nothing of money. [1]</think>Putin promised Bush a full range of assistance, including Russian airspace [1].",
    "cut-off": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1]. He also told",
    "empty": "",
    "huge": "Putin promised Bush a full range of assistance [1]. " * 20_000,
}
"""What the well-spoken models say. [1] becomes the number of a passage that tells of the assistance, [other] that of one which doesn't."""

ERRORS = {f"e{status}": status for status in (400, 401, 402, 403, 404, 408, 413, 429, 500, 503, 504, 529)}
TELLS = "full range of assistance"
_INJECTION = re.compile(r"say (?:that )?[\"“]([^\"”]+)[\"”]", re.IGNORECASE)
_PASSAGE = re.compile(r"^\[(\d+)\] (.*?)(?=^\[\d+\] |^Question: |\Z)", re.MULTILINE | re.DOTALL)


class _Server(ThreadingHTTPServer):
    """Says nothing of a client that went away: the clients' own words on the terminal are what is tested."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Stub:
    """A context manager: `base_url` to connect to, `requests` that came, `replies` that may be changed, `closed` when a client hung up."""

    base_path: ClassVar[str] = ""
    stream_type: ClassVar[str] = "text/event-stream"
    key_header: ClassVar[str] = "Authorization"
    finished: ClassVar[str] = "stop"
    cut_off: ClassVar[str] = "length"

    def __init__(self, port: int = 0) -> None:
        self.replies = dict(REPLIES)
        self.endings: dict[str, str] = {"cut-off": self.cut_off}
        """Why the reply of a model ends, in the provider's word; those that are not here have finished."""
        self.pause_s = 0.05
        self.retry_after = ""
        """What every error says of when to come back, while this is set."""
        self.instead = ""
        """The behaviour of every model, whatever its name, while this is set."""
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closed = threading.Event()
        self.release = threading.Event()
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}{self.base_path}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()

    def reply_to(self, request: dict[str, Any]) -> str:
        """What the model says; "obedient" does what a passage tells it to."""
        prompt = str(request["messages"][-1]["content"])
        if request["model"] == "obedient":
            found = _INJECTION.search(prompt)
            return f"{found.group(1)} [1]" if found else "The article doesn't say."
        return _numbered(self.replies.get(request["model"], self.replies["right"]), prompt)

    # How the protocol looks: bytes of the stream, and whole bodies.

    def opening(self, model: str) -> list[bytes]:
        """What comes before the first piece of text."""
        return []

    def piece(self, model: str, text: str) -> bytes:
        """A piece of text."""
        raise NotImplementedError

    def closing(self, model: str, ending: str) -> list[bytes]:
        """What says that the reply is at its end, and why."""
        raise NotImplementedError

    def garbled(self) -> bytes:
        """A piece that is no JSON."""
        raise NotImplementedError

    def failed(self) -> bytes:
        """What the provider sends when it fails in mid-stream."""
        raise NotImplementedError

    def whole(self, model: str, reply: str) -> dict[str, Any]:
        """A reply that does not stream."""
        raise NotImplementedError

    def error(self, message: str) -> dict[str, Any]:
        """The body of a status over 399."""
        raise NotImplementedError


def _numbered(reply: str, prompt: str) -> str:
    """The reply with the numbers that its prompt gives the passages."""
    telling = [number for number, text in _PASSAGE.findall(prompt) if TELLS in text]
    others = [number for number, text in _PASSAGE.findall(prompt) if TELLS not in text]
    reply = reply.replace("[1]", f"[{telling[0]}]") if telling else reply
    return reply.replace("[other]", f"[{others[0]}]") if others else reply


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(request)
            stub.headers.append({name.title(): value for name, value in self.headers.items()})
            model = request["model"] = stub.instead or request["model"]
            try:
                if model in ERRORS:
                    # A careless server repeats the key it was given.
                    self._send(stub.error(f"Refused: {self.headers.get(stub.key_header, '')}"), ERRORS[model])
                elif model == "silent":
                    stub.release.wait(60)
                elif model == "not-json":
                    self._send("<html>Welcome to the router</html>")
                elif request.get("stream"):
                    self._stream(model, stub.reply_to(request))
                else:
                    self._send(stub.whole(model, stub.reply_to(request)))
            except OSError:
                stub.closed.set()

        def _send(self, body: dict[str, Any] | str, status: int = 200) -> None:
            data = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if status >= 400 and stub.retry_after:
                self.send_header("Retry-After", stub.retry_after)
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, model: str, reply: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", stub.stream_type)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for data in stub.opening(model):
                self.send_chunk(data)
            for number, piece in enumerate(_pieces(reply)):
                self.send_chunk(stub.piece(model, piece))
                if number >= 3 and model in BREAKS:
                    BREAKS[model](self, stub)
                    return
                if model == "slow":
                    time.sleep(stub.pause_s)
            for data in stub.closing(model, stub.endings.get(model, stub.finished)):
                self.send_chunk(data)
            self.send_chunk(b"")

        def send_chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    return Handler


def _hang(handler: Any, stub: Stub) -> None:
    """Say nothing more until the client hangs up (or the test ends)."""
    handler.connection.settimeout(0.1)
    while not stub.release.is_set():
        try:
            if not handler.connection.recv(1):
                stub.closed.set()
                return
        except TimeoutError:
            continue


def _trickle(handler: Any, stub: Stub) -> None:
    """Go on and on, slowly, until the client hangs up."""
    while not stub.release.is_set():
        handler.send_chunk(stub.piece("trickle", " more"))
        time.sleep(0.1)


def _drop(handler: Any, stub: Stub) -> None:
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.wfile.flush()
    handler.connection.close()
    handler.close_connection = True


def _end(handler: Any, stub: Stub) -> None:
    """End the stream properly, but without having finished."""
    handler.send_chunk(b"")


def _garble(handler: Any, stub: Stub) -> None:
    handler.send_chunk(stub.garbled())
    handler.send_chunk(b"")


def _fail(handler: Any, stub: Stub) -> None:
    """Say in the stream that it failed."""
    handler.send_chunk(stub.failed())
    handler.send_chunk(b"")


BREAKS: dict[str, Callable[[Any, Stub], None]] = {
    "hanging": _hang,
    "trickle": _trickle,
    "dropped": _drop,
    "unfinished": _end,
    "malformed": _garble,
    "overloaded": _fail,
}


def _pieces(reply: str) -> Iterator[str]:
    """Words as they would arrive; a long reply in larger pieces."""
    if len(reply) > 10_000:
        yield from (reply[start : start + 4000] for start in range(0, len(reply), 4000))
    else:
        yield from re.findall(r"\S{1,6}\s*", reply)
