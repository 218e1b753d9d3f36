"""Every provider through its own client, against a server on loopback that speaks its protocol: answers, failures, keys."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from article_chat.assembly import language_differs
from article_chat.datatypes import Hit, Passage
from article_chat.embedding import MiniLMEmbedder
from article_chat.errors import ModelError
from article_chat.markers import StatementReader, escape_brackets
from article_chat.models import ChatModelAnswerer, ModelSettings, open_model
from article_chat.models.connection import KEYS, MAX_REPLY_CHARS
from article_chat.prompts import load_prompt
from article_chat.reader.model import statement_margins
from article_chat.support import passage_check, remembering, yes_and_no_check
from tests.stubs.anthropic_server import AnthropicStub
from tests.stubs.loopback import Stub
from tests.stubs.ollama_server import OllamaStub
from tests.stubs.openai_server import OpenAIStub

KEY = "plain-0123456789abcdef"
"""Not in the shape by which a key is recognised: only knowing it can hide it."""
STUBS: dict[str, type[Stub]] = {"openai": OpenAIStub, "anthropic": AnthropicStub, "ollama": OllamaStub}
PLEDGE = "Russian President Vladimir Putin has pledged a full range of assistance to President Bush, including the use of Russian airspace."
CALL = "Putin made the pledge on Saturday in an hour-long telephone conversation with Bush."
HITS = [
    Hit(Passage("a", number, start, start + len(text), text, ((start, start + len(text)),)), 1.0, 0.5, 1.0)
    for number, (start, text) in enumerate([(0, CALL), (500, PLEDGE)])
]

FAILURES = {
    "e400": "did not accept the request for {model} (HTTP 400)",
    "e401": "refused the key for {model}. (Check {key}.)",
    "e402": "wants to be paid for {model} first; choose another model. (Add credit to the account of {key}.)",
    "e403": "does not allow the use of {model} (HTTP 403); choose another model. (Check what the key in {key} may use, and from where.)",
    "e404": "knows no model {model}",
    "e408": "gave up waiting for {model} (HTTP 408); try again, or choose a faster model.",
    "e413": "takes no request as long as passages and question for {model} (HTTP 413). (To send less, lower ARTICLE_CHAT_READ_PASSAGES.)",
    "e429": "no more requests for {model} at present; wait a little and try again, or check your quota",
    "e503": "is overloaded and cannot run {model} now (HTTP 503); wait a little and try again, or choose another model.",
    "e504": "gave up waiting for {model} (HTTP 504); try again, or choose a faster model.",
    "e529": "is overloaded and cannot run {model} now (HTTP 529)",
    "e500": "failed on {model} (HTTP 500)",
    "malformed": "not the expected JSON",
    "not-json": "not the expected JSON",
    "empty": "empty reply",
    "huge": f"more than {MAX_REPLY_CHARS}",
    "dropped": "broke off",
    "unfinished": "broke off",
    "overloaded": "failed on {model} in the middle of its answer",
    "cut-off": "cut off",
    "silent": "within 0.4 seconds",
    "hanging": "within 0.4 seconds",
}


@pytest.fixture(scope="module", params=STUBS)
def provider(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def stub(provider: str) -> Iterator[Stub]:
    with STUBS[provider]() as server:
        open_model(ModelSettings(f"{provider}:right", server.base_url)).load()
        yield server


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """All that any library logs, tracebacks included, from the most talkative level."""
    text = io.StringIO()
    handler, root = logging.StreamHandler(text), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(before)


@cache
def checks() -> dict[str, Any]:
    embed, bears_out = remembering(MiniLMEmbedder().embed_questions), statement_margins()
    return {"check": passage_check(embed, bears_out), "contradicts": yes_and_no_check(embed, bears_out)}


def answerer(provider: str, stub: Stub, name: str) -> ChatModelAnswerer:
    model = open_model(ModelSettings(f"{provider}:{name}", stub.base_url, 10, 0, KEY))
    return ChatModelAnswerer(
        model, load_prompt("answer"), reader=StatementReader.over, **checks(), escape=escape_brackets, in_another_language=language_differs
    )


def test_a_right_answer_streams_and_is_cited(provider: str, stub: Stub) -> None:
    drafts = list(answerer(provider, stub, "right").draft("What did Putin promise?", HITS))
    assert len({draft.statements[0].text for draft in drafts if draft.statements}) > 5
    [statement] = drafts[-1].statements
    assert [(place.start, place.end) for place in statement.places] == [(500, 500 + len(PLEDGE))]
    assert drafts[-1].answered_by == f"model:{provider}:right"
    assert drafts[-1].notice is None


def test_a_fabrication_is_refused_and_the_refusal_is_one(provider: str, stub: Stub) -> None:
    fabricated = list(answerer(provider, stub, "fabrication").draft("What did Putin demand?", HITS))[-1]
    assert (fabricated.answered, [bool(s.places) for s in fabricated.statements]) == (False, [False, False])
    refused = list(answerer(provider, stub, "refusal").draft("What did Putin demand?", HITS))[-1]
    assert (refused.answered, refused.statements) == (False, ())


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("content_filter", "was stopped by its provider's filter"),
        ("refusal", "was stopped by its provider's filter"),
        ("pause_turn", "broke off"),
        ("error", "broke off"),
        ("model_context_window_exceeded", "all that it can hold in mind"),
    ],
)
def test_a_reply_that_was_not_allowed_to_end_is_no_answer(provider: str, stub: Stub, monkeypatch: pytest.MonkeyPatch, ending: str, said: str) -> None:
    monkeypatch.setitem(stub.endings, "right", ending)
    with pytest.raises(ModelError, match=said):
        list(open_model(ModelSettings(f"{provider}:right", stub.base_url, 10, 0, KEY)).stream("Hello"))


@pytest.mark.parametrize(("sent", "read"), [("Putin \ud83d\ude00 pledged [1].", "Putin 😀 pledged [1]."), ("Half \ud83d of it \ude00.", "Half � of it �.")])
def test_half_a_character_in_a_reply_can_be_encoded(provider: str, stub: Stub, monkeypatch: pytest.MonkeyPatch, sent: str, read: str) -> None:
    monkeypatch.setitem(stub.replies, "right", sent)
    assert "".join(open_model(ModelSettings(f"{provider}:right", stub.base_url, 10, 0, KEY)).stream("Hello")) == read


def test_half_a_sentence_at_the_end_is_left_out_and_told(provider: str, stub: Stub) -> None:
    draft = list(answerer(provider, stub, "cut-off").draft("What did Putin promise?", HITS))[-1]
    assert [statement.text[-10:] for statement in draft.statements] == [" airspace."]
    assert f"{provider}:cut-off was cut off" in (draft.notice or "")


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_one_sentence_and_the_key_is_nowhere(provider: str, stub: Stub, name: str, everything_logged: io.StringIO) -> None:
    model = f"{provider}:{name}"
    with pytest.raises(ModelError) as caught:
        list(open_model(ModelSettings(model, stub.base_url, 0.4 if name in ("silent", "hanging") else 10, 0, KEY)).stream("Hello"))
    said = str(caught.value)
    assert FAILURES[name].format(model=model, key=KEYS[provider] or "OLLAMA_API_KEY") in said
    assert said.endswith((".", ".)"))
    assert "\n" not in said
    assert KEY not in said + repr(caught.value) + everything_logged.getvalue()
    assert caught.value.__cause__ is None
    if name == "e401":
        assert KEY in str(stub.headers[-1]), "the server was given no key to repeat"


def test_a_server_of_ones_own_is_named_without_its_login(provider: str, everything_logged: io.StringIO) -> None:
    with pytest.raises(ModelError, match=r"cannot be reached at 127\.0\.0\.1:9; start") as caught:
        list(open_model(ModelSettings(f"{provider}:x", "http://user:secret1@127.0.0.1:9/v1", 5, 0, KEY)).stream("Hello"))
    assert "secret1" not in str(caught.value) + everything_logged.getvalue()


def test_a_login_in_the_address_logs_in(provider: str, stub: Stub, everything_logged: io.StringIO) -> None:
    text = "".join(open_model(ModelSettings(f"{provider}:right", stub.base_url.replace("://", "://user:pass%20word@"))).stream("Hello"))
    assert text.startswith("Putin")
    assert stub.headers[-1]["Authorization"] == "Basic dXNlcjpwYXNzIHdvcmQ="
    assert "dXNlcjpw" not in everything_logged.getvalue()


@pytest.mark.parametrize("address", ["127.0.0.1:8000/v1", "localhost", "ftp://host/v1"])
def test_an_address_without_http_is_told(provider: str, address: str) -> None:
    with pytest.raises(ModelError, match="must begin with http:// or https://"):
        open_model(ModelSettings(f"{provider}:x", address, key=KEY))


@pytest.mark.parametrize("address", ["http://[::1", "http://[zz]/v1", "http://user:word@[::1/v1", "http://host:99999/v1", "http:///v1"])
def test_an_address_of_no_server_is_told_in_one_sentence(provider: str, address: str) -> None:
    with pytest.raises(ModelError, match=r"is no address of a server: write it like .*\. \(Correct ARTICLE_CHAT_MODEL_BASE_URL\.\)$") as caught:
        open_model(ModelSettings(f"{provider}:x", address, key=KEY))
    assert "word" not in str(caught.value)


def test_a_missing_key_names_its_variable(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = KEYS[provider]
    monkeypatch.delenv(variable or "NONE", raising=False)
    if variable:
        with pytest.raises(ModelError, match=rf"Set {variable} in the environment or in \.env"):
            open_model(ModelSettings(f"{provider}:x"))
        monkeypatch.setenv(variable, KEY)
    assert open_model(ModelSettings(f"{provider}:x")).name == f"{provider}:x"


def test_a_server_that_names_a_time_is_not_waited_for_past_the_limit(provider: str, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clients of OpenAI and Anthropic would wait for up to a minute, and what a person was told is that the model is slow."""
    before = len(stub.requests)
    monkeypatch.setattr(stub, "retry_after", "20")
    with pytest.raises(ModelError, match=r"\(HTTP 503\); try again in 20 seconds"):
        list(open_model(ModelSettings(f"{provider}:e503", stub.base_url, 3, 1, KEY)).stream("Hello"))
    assert len(stub.requests) == before + 1


def test_a_server_that_wants_a_moment_gets_it(provider: str, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    before, begun = len(stub.requests), time.monotonic()
    monkeypatch.setattr(stub, "retry_after", "1")
    with pytest.raises(ModelError, match="no more requests"):
        list(open_model(ModelSettings(f"{provider}:e429", stub.base_url, 10, 1, KEY)).stream("Hello"))
    assert len(stub.requests) == before + 2
    assert time.monotonic() - begun >= 1


def test_a_failure_is_tried_again_whichever_the_client(provider: str, stub: Stub) -> None:
    before = len(stub.requests)
    with pytest.raises(ModelError):
        list(open_model(ModelSettings(f"{provider}:e500", stub.base_url, 10, 1, KEY)).stream("Hello"))
    assert len(stub.requests) == before + 2


def test_what_a_second_try_cannot_mend_is_not_tried_again(provider: str, stub: Stub) -> None:
    before = len(stub.requests)
    with pytest.raises(ModelError):
        list(open_model(ModelSettings(f"{provider}:e401", stub.base_url, 10, 3, KEY)).stream("Hello"))
    assert len(stub.requests) == before + 1


def test_closing_the_answer_stops_within_a_second(provider: str, stub: Stub) -> None:
    stub.closed.clear()
    stream = open_model(ModelSettings(f"{provider}:trickle", stub.base_url, 30, 0, KEY)).stream("Hello")
    for _ in range(8):
        next(stream)
    begun = time.monotonic()
    stream.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 1
    assert stub.closed.wait(5), "the server was not told"


def test_without_an_address_ollama_is_looked_for_where_its_own_tools_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"at 127\.0\.0\.1:9; start it with `ollama serve`"):
        list(open_model(ModelSettings("ollama:qwen3", None, 5, 0)).stream("Hello"))


def test_a_hosted_model_out_of_reach_blames_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(ModelError, match="at its provider's server; check this machine's connection"):
        list(open_model(ModelSettings("openai:x", None, 5, 0, KEY)).stream("Hello"))


def test_an_ollama_model_that_is_not_there_is_told_how_to_get() -> None:
    with OllamaStub() as server, pytest.raises(ModelError, match="get it with `ollama pull e404`"):
        list(open_model(ModelSettings("ollama:e404", server.base_url, 5, 0)).stream("Hello"))


def test_ollama_is_given_room_for_the_whole_prompt() -> None:
    with OllamaStub() as server:
        list(open_model(ModelSettings("ollama:right", server.base_url, 5, 0)).stream("Hello"))
        assert server.requests[-1]["options"]["num_ctx"] >= 8192


def test_ollamas_client_leaves_no_connection_open() -> None:
    """Nobody closes it: a connection kept for the next question would stay until the interpreter finds it."""
    with OllamaStub() as server:
        list(open_model(ModelSettings("ollama:right", server.base_url, 5, 0)).stream("Hello"))
        assert server.headers[-1]["Connection"] == "close"
