"""The page in Gradio Blocks, and the server that shows it. The only module that imports gradio.

Everything a visitor reads is HTML escaped by `markup.inert`; the page's script (page.js) marks citations in the article and moves between
the panes without asking the server.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr
from gradio.events import api
from starlette.middleware import Middleware

from article_chat.errors import ArticleChatError, ConfigError
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.chat_pane import render_chat, render_who
from article_chat.ui.endpoint import answer_as_json
from article_chat.ui.ports import AssistantLike, PageSettings
from article_chat.ui.security import SecurityHeaders
from article_chat.ui.visit import Desk, Turn, Visit
from article_chat.ui.warmup import WarmUp

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
DEFAULT = "default"
"""Key of the desk that every visit starts with."""
FRAME_S = 0.08
"""Partial answers are shown no faster than this."""
UNEXPECTED = "An unexpected error stopped the answer; the server's log has the details."

_HEADER = """
<header class="ac-top">
  <p class="ac-brand"><span class="ac-logo" aria-hidden="true">¶</span><span>Article Chat</span></p>
  <div class="ac-tabs" role="group" aria-label="Show">
    <button type="button" data-view="article" aria-pressed="false">Article</button>
    <button type="button" data-view="chat" aria-pressed="true">Chat</button>
  </div>
</header>
<button type="button" class="ac-back" data-back hidden><span aria-hidden="true">←</span> Back to the answer</button>
<p class="ac-hidden" id="ac-live" aria-live="polite"></p>
"""
_CHAT_JS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask], [data-claim]');
  if (!button) return;
  const { ask, claim, asWritten } = button.dataset;
  trigger('submit', { question: ask ?? claim, claim: claim !== undefined, as_written: asWritten === '1' });
});
"""


class _Blocks(gr.Blocks):
    """Blocks whose `/answer` may be called over plain HTTP without a history, and says what is missing instead of naming Gradio's insides."""

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        """Fill in what `/answer` was not given."""
        if block_fn.api_name == "answer":
            inputs.extend([None] * (len(block_fn.inputs) - len(inputs)))
        super().validate_inputs(block_fn, inputs)


class _Page:
    """The handlers of one page: they hold what all visits share, the default assistant and its article, and no visitor's words."""

    def __init__(self, warm_up: WarmUp) -> None:
        self.warm_up = warm_up
        self.pane = ArticlePane(warm_up.assistant.articles)

    def desk(self, visit: Visit) -> Desk:
        """The desk in view; a new visit gets the default article."""
        if visit.current not in visit.desks:
            return visit.open(DEFAULT, self.warm_up, self.pane)
        return visit.desks[visit.current]

    def chat_html(self, visit: Visit) -> str:
        return render_chat(self.desk(visit))

    def who_html(self, visit: Visit) -> str:
        return render_who(self.desk(visit).warm_up)

    async def enter(self, visit: Visit) -> AsyncIterator[tuple[Visit, str, str]]:
        """A visitor arrives: show the page now, again when the models are loaded, and again when example questions are found."""
        warm_up, shown = self.desk(visit).warm_up, None
        while True:
            state = (warm_up.ready, warm_up.over)
            if state != shown:
                yield visit, self.chat_html(visit), self.who_html(visit)
            if warm_up.over and state == (warm_up.ready, warm_up.over):
                return
            shown = state
            await asyncio.sleep(0.2)

    def ask(self, visit: Visit, typed: str, event: gr.EventData) -> Iterator[tuple[Any, Any]]:
        """Answer what was typed or clicked, as it comes: (chat, question box)."""
        data = event._data if isinstance(event._data, dict) else {}
        clicked = data.get("question")
        question = clicked if isinstance(clicked, str) else typed
        if not isinstance(question, str) or not question.strip():
            yield gr.skip(), gr.skip()
            return
        desk = self.desk(visit)
        if desk.chat.is_answering(question.strip()):
            yield gr.skip(), gr.skip()
            return
        history = () if data.get("as_written") else desk.chat.history
        turn = desk.chat.ask(question.strip(), as_written=bool(data.get("as_written")), claim=bool(data.get("claim")))
        yield self.chat_html(visit), gr.skip() if isinstance(clicked, str) else ""
        try:
            for _ in _progress(desk.assistant, turn, history):
                yield self.chat_html(visit), gr.skip()
            turn.finish()
        except ArticleChatError as error:
            turn.fail(str(error))
        except Exception:
            _log.exception("answering failed")
            turn.fail(UNEXPECTED)
        yield self.chat_html(visit), gr.skip()

    def stop(self, visit: Visit) -> str:
        """Stop the answer under way, keeping what has come of it."""
        self.desk(visit).chat.stop()
        return self.chat_html(visit)

    def clear(self, visit: Visit) -> str:
        """Forget the chat about the article in view."""
        self.desk(visit).chat.clear()
        return self.chat_html(visit)


def _progress(assistant: AssistantLike, turn: Turn, history: Any) -> Iterator[None]:
    """Put each partial answer into `turn`; yields when it is time to show it. Ends early once the turn is stopped."""
    if turn.claim:
        turn.check = assistant.check(turn.asked)
        return
    shown = 0.0
    for partial in assistant.stream(turn.asked, history):
        if turn.state != "busy":
            return
        turn.answer = partial
        if time.monotonic() - shown >= FRAME_S:
            yield
            shown = time.monotonic()


def build_page(assistant: AssistantLike, settings: PageSettings, *, warm_up: WarmUp | None = None) -> gr.Blocks:
    """The page about `assistant.articles`, with the named endpoint `/answer`. Without a `warm_up`, one is started."""
    page = _Page(warm_up or WarmUp(assistant).start())
    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
    blocks: gr.Blocks = _Blocks(title="Article Chat", fill_width=True, fill_height=True, analytics_enabled=False)
    with blocks:
        visit = gr.State(Visit())
        gr.HTML(_HEADER, elem_id="ac-header", apply_default_css=False, js_on_load=None)
        clear = gr.Button("Clear chat", elem_id="ac-clear", size="sm")
        with gr.Row(elem_id="ac-panes"):
            with gr.Column(elem_id="ac-article-pane", min_width=0):
                gr.HTML(_article_html(page.pane, DEFAULT), elem_id="ac-article", apply_default_css=False, js_on_load=None)
            with gr.Column(elem_id="ac-chat-pane", min_width=0):
                chat = gr.HTML(page.chat_html(Visit()), elem_id="ac-chat", apply_default_css=False, js_on_load=_CHAT_JS)
                with gr.Row(elem_id="ac-composer"):
                    box = gr.Textbox(
                        label="Your question", show_label=False, container=False, lines=1, max_lines=6, placeholder="Ask about this article…", elem_id="ac-box"
                    )
                    send = gr.Button("Ask", variant="primary", elem_id="ac-send", min_width=0)
                    stop = gr.Button("Stop", elem_id="ac-stop", min_width=0)
                who = gr.HTML(page.who_html(Visit()), elem_id="ac-who", apply_default_css=False, js_on_load=None)
        asking = gr.on([box.submit, send.click, chat.submit], page.ask, [visit, box], [chat, box], trigger_mode="multiple", **hidden)
        stop.click(page.stop, [visit], [chat], cancels=[asking], **hidden)
        clear.click(page.clear, [visit], [chat], cancels=[asking], **hidden)
        blocks.load(page.enter, [visit], [visit, chat, who], **hidden)
        _add_endpoint(assistant)
    return blocks


def _article_html(pane: ArticlePane, key: str) -> str:
    return f'<div class="ac-scroll" tabindex="0" role="region" aria-label="Article" data-pane="{key}">{pane.html()}</div>'


def _add_endpoint(assistant: AssistantLike) -> None:
    def answer(question: str, history: list[list[str]] | None = None) -> dict[str, Any]:
        try:
            return answer_as_json(assistant, question, history)
        except ArticleChatError as error:
            raise gr.Error(str(error), print_exception=False) from error
        except Exception as error:
            _log.exception("answering failed")
            raise gr.Error(UNEXPECTED, print_exception=False) from error

    api(
        answer,
        api_name="answer",
        api_description="Answer a question about the article, with citations. `history`: earlier [question, answer text] pairs, oldest first.",
        concurrency_limit=None,
    )


@dataclass(frozen=True, slots=True)
class Server:
    """A page being served at `url`, until `close()`."""

    url: str
    blocks: gr.Blocks

    def close(self) -> None:
        """Stop serving."""
        self.blocks.close(verbose=False)

    def wait(self) -> None:
        """Block until the server ends or the keyboard interrupts."""
        self.blocks.block_thread()


def start(assistant: AssistantLike | Callable[[], AssistantLike], settings: PageSettings, *, host: str | None = None, port: int | None = None) -> Server:
    """Serve the page in the background; the models load meanwhile. `assistant` may be a callable that opens it.

    `host` and `port` default to the settings' own. Raises ConfigError when the port cannot be had.
    """
    opened = assistant() if callable(assistant) else assistant
    host = host or settings.host
    port = _usable_port(host, settings.port if port is None else port)
    warm_up = WarmUp(opened)
    blocks = build_page(opened, settings, warm_up=warm_up)
    warm_up.start()
    try:
        _, url, _ = blocks.queue(default_concurrency_limit=16, max_size=256).launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            share=False,
            inbrowser=False,
            quiet=True,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            show_error=False,
            footer_links=[],
            favicon_path=_HERE / "icon.svg",
            theme=_theme(),
            head=_head(),
            app_kwargs={"middleware": [Middleware(SecurityHeaders)], "docs_url": None, "redoc_url": None, "openapi_url": None},
        )
    except OSError as error:
        raise ConfigError(f"The page cannot be served at {host}:{port}: {error}. Choose another port.", name="port") from error
    return Server(url.rstrip("/"), blocks)


def serve(assistant: AssistantLike | Callable[[], AssistantLike], settings: PageSettings, *, host: str | None = None, port: int | None = None) -> None:
    """Serve the page until interrupted, printing its address."""
    server = start(assistant, settings, host=host, port=port)
    print(f"Article Chat is at {server.url} (Ctrl+C ends it)", flush=True)
    server.wait()


def _usable_port(host: str, port: int) -> int:
    """`port`, or a free one for 0. Asked before Gradio does, which would leave its probing socket open and name its own settings."""
    try:
        with socket.create_server((host, port)) as probe:
            return int(probe.getsockname()[1])
    except OSError as error:
        raise ConfigError(f"The page cannot be served at {host}:{port}: {error.strerror or error}. Choose another port (--port).", name="port") from error


def _head() -> str:
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    js = (_HERE / "page.js").read_text(encoding="utf-8")
    return f"<style>{css}</style><script>{js}</script>"


def _theme() -> gr.themes.Base:
    """System fonts only, and the colours of page.css where Gradio paints before it."""
    sans = ["-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    theme = gr.themes.Base(font=sans, font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"])
    return theme.set(body_background_fill="#f4f2ec", body_background_fill_dark="#121214", body_text_color="#1f1c18", body_text_color_dark="#ece8e0")
