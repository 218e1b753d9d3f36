"""A server on loopback that speaks OpenAI's chat protocol, streaming included. Run by hand: python -m tests.stubs.openai_server 8099"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from tests.stubs.loopback import Stub


class OpenAIStub(Stub):
    """Chunks as server-sent events, closed by [DONE]."""

    base_path = "/v1"

    def piece(self, model: str, text: str) -> bytes:
        return _event(_chunk(model, {"content": text}))

    def closing(self, model: str, ending: str) -> list[bytes]:
        return [_event(_chunk(model, {}, ending)), b"data: [DONE]\n\n"]

    def garbled(self) -> bytes:
        return b'data: {"choices": [{"delta": \n\n'

    def failed(self) -> bytes:
        return _event({"error": {"message": "The model is overloaded.", "type": "server_error", "code": None}})

    def whole(self, model: str, reply: str) -> dict[str, Any]:
        choice = {"index": 0, "message": {"role": "assistant", "content": reply}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        return {"id": "stub", "object": "chat.completion", "created": 0, "model": model, "choices": [choice], "usage": usage}

    def error(self, message: str) -> dict[str, Any]:
        return {"error": {"message": message, "type": "stub", "code": None}}


def _event(data: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()


def _chunk(model: str, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return {"id": "stub", "object": "chat.completion.chunk", "created": 0, "model": model, "choices": [choice]}


if __name__ == "__main__":
    with OpenAIStub(int(sys.argv[1]) if len(sys.argv) > 1 else 0) as server:
        print(server.base_url, flush=True)
        threading.Event().wait()
