"""A server on loopback that speaks Ollama's chat protocol, streaming included."""

from __future__ import annotations

import json
from typing import Any

from tests.stubs.loopback import Stub


class OllamaStub(Stub):
    """One JSON object a line; the last one says that it is done."""

    stream_type = "application/x-ndjson"

    def piece(self, model: str, text: str) -> bytes:
        return _line(_message(model, text, done=False))

    def closing(self, model: str, ending: str) -> list[bytes]:
        return [_line(_message(model, "", done=True) | {"done_reason": ending, "eval_count": 9, "prompt_eval_count": 7})]

    def garbled(self) -> bytes:
        return b'{"model": "malformed", "message": \n'

    def failed(self) -> bytes:
        return _line({"error": "an error was encountered while running the model"})

    def whole(self, model: str, reply: str) -> dict[str, Any]:
        return _message(model, reply, done=True) | {"done_reason": "stop"}

    def error(self, message: str) -> dict[str, Any]:
        return {"error": message}


def _line(data: dict[str, Any]) -> bytes:
    return f"{json.dumps(data)}\n".encode()


def _message(model: str, text: str, *, done: bool) -> dict[str, Any]:
    return {"model": model, "created_at": "2026-01-01T00:00:00Z", "message": {"role": "assistant", "content": text}, "done": done}
