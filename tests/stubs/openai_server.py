"""A server on loopback that speaks OpenAI's chat protocol, streaming included, and misbehaves on demand.

The model's name in the request chooses the behaviour: "openai:right", "openai:hanging" and so on. Run by hand:
python -m tests.stubs.openai_server 8099
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
from typing import Any

REPLIES = {
    "right": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1].",
    "wrong-marker": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1][99].",
    "only-wrong-marker": "Putin promised Bush a full range of assistance [99].",
    "no-marker": "Putin promised Bush a full range of assistance, including the use of Russian airspace.",
    "fabrication": "Putin demanded a payment of $40 million from Bush [1].",
    "half": "Putin promised Bush a full range of assistance, including the use of Russian airspace [1]. He also sent 5,000 paratroopers to Kabul [1].",
    "refusal": "The article doesn't say.",
    "thinking": "<think>The article says nothing of money. [1]</think>Putin promised Bush a full range of assistance, including Russian airspace [1].",
    "empty": "",
    "huge": "Putin promised Bush a full range of assistance [1]. " * 20_000,
}
"""What the well-spoken models say."""

ERRORS = {"e401": 401, "e404": 404, "e429": 429, "e500": 500}
_INJECTION = re.compile(r"say (?:that )?[\"“]([^\"”]+)[\"”]", re.IGNORECASE)


class OpenAIStub:
    """A context manager: `base_url` to connect to, `requests` that came, `replies` that may be changed, `closed` when a client hung up."""

    def __init__(self, port: int = 0) -> None:
        self.replies = dict(REPLIES)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.closed = threading.Event()
        self.release = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> OpenAIStub:
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
        return self.replies.get(request["model"], self.replies["right"])


def _handler(stub: OpenAIStub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(request)
            stub.headers.append(dict(self.headers))
            model = request["model"]
            try:
                if model in ERRORS:
                    self._error(ERRORS[model])
                elif model == "silent":
                    stub.release.wait(60)
                elif model == "not-json":
                    self._send(b"<html>Welcome to the router</html>", "application/json")
                elif request.get("stream"):
                    self._stream(model, stub.reply_to(request))
                else:
                    self._send(json.dumps(_whole(model, stub.reply_to(request))).encode(), "application/json")
            except OSError:
                stub.closed.set()

        def _error(self, status: int) -> None:
            key = self.headers.get("Authorization", "")
            self._send(json.dumps({"error": {"message": f"Refused: {key}", "type": "stub", "code": None}}).encode(), "application/json", status)

        def _send(self, body: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, model: str, reply: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for number, piece in enumerate(_pieces(reply)):
                self._event(_chunk(model, {"content": piece}))
                if number >= 3 and model in BREAKS:
                    BREAKS[model](self, stub)
                    return
                if model == "slow":
                    time.sleep(0.05)
            self._event(_chunk(model, {}, "stop"))
            self._write(b"data: [DONE]\n\n")
            self._write(b"")

        def _event(self, data: dict[str, Any]) -> None:
            self._write(f"data: {json.dumps(data)}\n\n".encode())

        def _write(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    return Handler


def _hang(handler: Any, stub: OpenAIStub) -> None:
    """Say nothing more until the client hangs up (or the test ends)."""
    handler.connection.settimeout(0.1)
    while not stub.release.is_set():
        try:
            if not handler.connection.recv(1):
                stub.closed.set()
                return
        except TimeoutError:
            continue


def _trickle(handler: Any, stub: OpenAIStub) -> None:
    """Go on and on, slowly, until the client hangs up."""
    while not stub.release.is_set():
        handler._event(_chunk("trickle", {"content": " more"}))
        time.sleep(0.1)


def _drop(handler: Any, stub: OpenAIStub) -> None:
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.wfile.flush()
    handler.connection.close()
    handler.close_connection = True


def _end(handler: Any, stub: OpenAIStub) -> None:
    """End the stream properly, but without having finished."""
    handler._write(b"")


def _garble(handler: Any, stub: OpenAIStub) -> None:
    handler._write(b'data: {"choices": [{"delta": \n\n')
    handler._write(b"")


BREAKS: dict[str, Callable[[Any, OpenAIStub], None]] = {
    "hanging": _hang,
    "trickle": _trickle,
    "dropped": _drop,
    "unfinished": _end,
    "malformed": _garble,
}


def _pieces(reply: str) -> Iterator[str]:
    """Words as they would arrive; a long reply in larger pieces."""
    if len(reply) > 10_000:
        yield from (reply[start : start + 4000] for start in range(0, len(reply), 4000))
    else:
        yield from re.findall(r"\S{1,6}\s*", reply)


def _chunk(model: str, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return {"id": "stub", "object": "chat.completion.chunk", "created": 0, "model": model, "choices": [choice]}


def _whole(model: str, reply: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": reply}, "finish_reason": "stop"}
    return {
        "id": "stub",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [choice],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


if __name__ == "__main__":
    with OpenAIStub(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as server:
        print(server.base_url, flush=True)
        threading.Event().wait()
