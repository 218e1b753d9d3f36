"""The MCP server through the protocol's own client, and as a process on standard input and output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from article_chat.assistant import checked_history
from article_chat.datatypes import Answer, Check, Citation
from article_chat.errors import ConfigError, QuestionError
from article_chat.server import build_server

T = TypeVar("T")
TEXT = "The bridge was opened in 1932. It carries trains."


@dataclass
class Article:
    text: str = TEXT
    title: str | None = "Bridge"
    source: str | None = "bridge.txt"
    id: str = "abc"


class Fake:
    def __init__(self, *articles: Article) -> None:
        self.articles = articles or (Article(),)
        self.seen: list[tuple[str, Sequence[tuple[str, str]]]] = []

    def answer(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        self.seen.append((question, checked_history(history)))
        if not question:
            raise QuestionError("Ask something.", value=question)
        if question == "explode":
            raise RuntimeError("secret path")
        return Answer("In 1932 [1].", question, True, "1932", (Citation(1, 0, 30, TEXT[:30], TEXT, 0, len(TEXT), "abc"),), 0.9, "reader")

    def check(self, statement: str) -> Check:
        return Check(statement, False, 0.1, (), "The year differs.")


def in_a_loop(talk: Callable[[], Awaitable[T]]) -> T:
    """Run `talk` to its end in a thread of its own: the browser tests leave an event loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, talk).result()


def call(assistant: Fake, tool: str, **arguments: Any) -> tuple[bool, Any]:
    """(whether it is an error, the structured result or the error's text) of one tool call through a client in memory."""

    async def talk() -> tuple[bool, Any]:
        async with Client(build_server(assistant)) as client:
            result = await client.call_tool(tool, arguments)
            return bool(result.is_error), result.content[0].text if result.is_error else result.structured_content

    return in_a_loop(talk)


def test_ask_returns_the_answer_as_the_function_does() -> None:
    fake = Fake()
    failed, result = call(fake, "ask", question="When was it opened?", history=[["What is it?", "A bridge."]])
    assert not failed
    assert result == json.loads(json.dumps(fake.answer("When was it opened?").to_dict()))
    assert fake.seen[0] == ("When was it opened?", (("What is it?", "A bridge."),))


def test_check_and_describe() -> None:
    assert call(Fake(), "check", statement="Opened in 1933.")[1]["reason"] == "The year differs."
    described = call(Fake(), "describe")[1]["result"]
    assert described == [{"title": "Bridge", "source": "bridge.txt", "characters": len(TEXT), "id": "abc"}]


def test_bad_input_is_told_in_our_words_and_crashes_without_details() -> None:
    failed, said = call(Fake(), "ask", question="")
    assert failed
    assert said.endswith("Ask something.")
    assert call(Fake(), "ask", question="x", history=[["only a question"]])[1].endswith("history[0] must be a [question, answer] pair of texts, not 1 of them.")
    failed, said = call(Fake(), "ask", question="explode")
    assert failed
    assert "RuntimeError" in said
    assert "secret" not in said


def test_no_tool_takes_a_file_or_a_link() -> None:
    async def tools() -> dict[str, set[str]]:
        async with Client(build_server(Fake())) as client:
            return {tool.name: set(tool.input_schema["properties"]) for tool in (await client.list_tools()).tools}

    assert in_a_loop(tools) == {"ask": {"question", "history"}, "check": {"statement"}, "describe": set()}


@pytest.mark.parametrize(("articles", "expected"), [((Article(),), TEXT), ((Article(), Article("Two.", id="def")), f"[abc]\n{TEXT}\n\n[def]\nTwo.")])
def test_the_text_that_citations_count_in_can_be_read(articles: tuple[Article, ...], expected: str) -> None:
    async def read() -> str:
        async with Client(build_server(Fake(*articles))) as client:
            return (await client.read_resource("article://text")).contents[0].text  # type: ignore[union-attr]

    assert in_a_loop(read) == expected


def test_the_real_server_speaks_nothing_but_the_protocol_on_standard_output(own_settings: Path) -> None:
    process = StdioServerParameters(command=sys.executable, args=["-m", "article_chat.cli", "mcp"], env=dict(os.environ), cwd=own_settings)

    async def talk() -> dict[str, Any] | None:
        async with Client(stdio_client(process)) as client:
            asked = {"question": "How far is the Kagaity air base from the Afghan border?"}
            return (await client.call_tool("ask", asked)).structured_content

    answer = in_a_loop(talk)
    assert answer
    assert answer["answered"]
    assert "12 miles" in answer["citations"][0]["quote"]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "mcp.server", None)
    with pytest.raises(ConfigError, match=r"article-chat\[mcp\]"):
        build_server(Fake())


def test_what_other_programs_are_told_of_the_server() -> None:
    async def told() -> tuple[str, list[bool | None]]:
        async with Client(build_server(Fake())) as client:
            tools = (await client.list_tools()).tools
            return client.server_info.version, [tool.annotations.read_only_hint if tool.annotations else None for tool in tools]

    assert in_a_loop(told) == (version("article-chat"), [True] * 3)
