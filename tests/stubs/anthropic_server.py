"""A server on loopback that speaks Anthropic's messages protocol, streaming included."""

from __future__ import annotations

import json
from typing import Any

from tests.stubs.loopback import Stub


class AnthropicStub(Stub):
    """Named server-sent events: the message starts, a block of text grows, the message says why it stopped."""

    key_header = "x-api-key"
    finished, cut_off = "end_turn", "max_tokens"

    def opening(self, model: str) -> list[bytes]:
        block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        return [_event({"type": "message_start", "message": _message(model, [], None)}), _event(block), _event({"type": "ping"})]

    def piece(self, model: str, text: str) -> bytes:
        return _event({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}})

    def closing(self, model: str, ending: str) -> list[bytes]:
        delta = {"stop_reason": ending, "stop_sequence": None}
        stop = {"type": "message_delta", "delta": delta, "usage": {"output_tokens": 9}}
        return [_event({"type": "content_block_stop", "index": 0}), _event(stop), _event({"type": "message_stop"})]

    def garbled(self) -> bytes:
        return b'event: content_block_delta\ndata: {"type": "content_block_delta", "delta": \n\n'

    def failed(self) -> bytes:
        return _event({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}})

    def whole(self, model: str, reply: str) -> dict[str, Any]:
        return _message(model, [{"type": "text", "text": reply}], "end_turn")

    def error(self, message: str) -> dict[str, Any]:
        return {"type": "error", "error": {"type": "stub_error", "message": message}}


def _event(data: dict[str, Any]) -> bytes:
    return f"event: {data['type']}\ndata: {json.dumps(data)}\n\n".encode()


def _message(model: str, content: list[dict[str, str]], stop: str | None) -> dict[str, Any]:
    usage = {"input_tokens": 7, "output_tokens": 1}
    return {"id": "msg", "type": "message", "role": "assistant", "model": model, "content": content, "stop_reason": stop, "stop_sequence": None, "usage": usage}
