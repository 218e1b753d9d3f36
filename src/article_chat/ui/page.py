"""The page in Gradio Blocks. The only module that imports gradio; serving.py serves it.

Everything a visitor reads is HTML escaped by `markup.inert`; the page's script (page.js) marks citations in the article and moves between
the panes without asking the server.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, cast

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_RUN_HISTORY"] = "False"  # it keeps what was asked in the browser, and lets a client have the server talk to a hub

import gradio as gr
from gradio.events import api
from gradio.route_utils import FnIndexInferError
from starlette.responses import JSONResponse

from article_chat.datatypes import History
from article_chat.errors import ArticleChatError, ModelError, without_advice
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.bringing import Cancelled, words_of
from article_chat.ui.chat_pane import render_chat, render_note
from article_chat.ui.desks import Desks
from article_chat.ui.markup import inert
from article_chat.ui.opener import Opener
from article_chat.ui.pieces import CHAT_JS, HEADER, RETURN_JS, SAVE_JS, SHELF_JS, WRITER_JS, form_head
from article_chat.ui.ports import AssistantLike, PageSettings
from article_chat.ui.returning import Returning
from article_chat.ui.saving import render_saved
from article_chat.ui.security import names_an_address
from article_chat.ui.shelf import render_shelf
from article_chat.ui.visit import Desk, Visit, take_answer
from article_chat.ui.warmup import WarmUp
from article_chat.ui.who import render_writer

_log = logging.getLogger(__name__)
UPLOADS_S = (600, 3_600)
"""Uploads that were never opened are looked for every so many seconds, and go at that age; an opened one goes at once."""
NOT_UPLOADED = "A file must be uploaded: an address in its place is not opened."
NO_ENDPOINT = "There is no such endpoint here: programs call /gradio_api/call/answer."
UNEXPECTED = "An unexpected error, and no fault of yours; the server's log has the details."


class Blocks(gr.Blocks):
    """Blocks that download nothing for a client, and whose `/answer` may be called over plain HTTP without a history: it says what is missing
    instead of naming Gradio's insides."""

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        """Refuse addresses in the place of files, whatever is called; fill in what `/answer` was not given."""
        if names_an_address(inputs):
            raise gr.Error(NOT_UPLOADED, print_exception=False)
        if block_fn.api_name == "answer":
            inputs.extend([None] * (len(block_fn.inputs) - len(inputs)))
        super().validate_inputs(block_fn, inputs)


class _Page:
    """The handlers of one page: they hold what all visits share, and no visitor's words."""

    def __init__(self, warm_up: WarmUp, opener: Opener | None, *, operator: bool = False) -> None:
        self.desks = Desks(warm_up, opener)
        self._operator = operator
        self._noted: set[str] = set()
        self._returning = Returning()

    def desk(self, visit: Visit) -> Desk:
        """The desk in view."""
        return self.desks.in_view(visit)

    def chat_html(self, visit: Visit) -> str:
        return render_chat(self.desk(visit), next(visit.versions))

    def who_html(self, visit: Visit) -> str:
        return render_writer(self.desk(visit).warm_up, own_words=visit.own_words, failed=visit.model_failed, operator=visit.operator)

    def view(self, visit: Visit) -> tuple[str, str, str, str]:
        """The whole desk in view: shelf, article, chat, and who answers."""
        desk = self.desk(visit)
        shelf = render_shelf(visit, may_add=self.desks.opener is not None)
        return shelf, _article_html(desk.pane, desk.key), self.chat_html(visit), self.who_html(visit)

    async def enter(self, visit: Visit, name: str | None) -> AsyncIterator[tuple[Any, ...]]:
        """A visitor arrives: anew, or back in the same tab, which still has the name that the visit was given last."""
        visit = self._returning.back(name) or visit
        shelf, article, chat, who = self.view(visit)
        shown = gr.skip() if visit.current == visit.home else article  # the default article came with the page, and may be long
        yield visit, f'<i data-visit="{self._returning.name(visit)}"></i>', shelf, shown, chat, who
        async for chat, who in self.watch(visit):
            yield visit, gr.skip(), gr.skip(), gr.skip(), chat, who

    async def watch(self, visit: Visit) -> AsyncIterator[tuple[str, str]]:
        """Chat and who answers, whenever warming up gets further, until it is over or another desk comes into view."""
        desk = self.desk(visit)
        shown = None
        while desk.key == visit.current:
            state = (desk.warm_up.over, desk.warm_up.ready, desk.warm_up.progress.words, desk.warm_up.examples)
            if state != shown:
                yield self.chat_html(visit), self.who_html(visit)
            if state[0]:
                return
            shown = state
            await asyncio.sleep(0.2)

    async def bring(self, visit: Visit, text: str, file: str | None, link: str) -> AsyncIterator[tuple[Any, ...]]:
        """Open what was pasted, dropped or linked: the view, the note under the form, and the form's three fields."""
        stay = (gr.skip(),) * 4
        progress = visit.start_bringing()
        if progress is None:  # a second click
            yield (gr.skip(),) * 8
            return
        try:
            async for words in words_of(partial(self.desks.bring, visit, text or "", file, link or "", progress), progress):
                yield *stay, gr.skip() if progress.cancelled else render_note(words, busy=True), gr.skip(), gr.skip(), gr.skip()
        except Cancelled:
            yield *stay, "", gr.skip(), None if file else gr.skip(), gr.skip()
            return
        except ArticleChatError as error:
            yield *stay, render_note(_told(error, operator=self._operator)), gr.skip(), None if file else gr.skip(), gr.skip()
            return
        except Exception:
            _log.exception("opening an article failed")
            yield *stay, render_note(UNEXPECTED), gr.skip(), None if file else gr.skip(), gr.skip()
            return
        yield *self.view(visit), "", "", None, ""
        async for chat, who in self.watch(visit):
            yield gr.skip(), gr.skip(), chat, who, gr.skip(), gr.skip(), gr.skip(), gr.skip()

    async def follow(self, visit: Visit, text: str, file: str | None, link: str) -> AsyncIterator[tuple[Any, ...]]:
        """Enter in the link's field: a link that is there is meant, whatever else is filled in."""
        given = ("", None, link) if link and link.strip() else (text, file, "")
        async for step in self.bring(visit, *given):
            yield step

    def cancel(self, visit: Visit) -> tuple[str, str, None, str]:
        """Stop reading what was brought; everything else stays as it was. The note under the form, and its fields, emptied."""
        visit.stop_bringing()
        return "", "", None, ""

    async def choose(self, visit: Visit, event: gr.EventData) -> AsyncIterator[tuple[Any, ...]]:
        """Another article of the shelf comes into view, or one is closed."""
        data = event._data if isinstance(event._data, dict) else {}
        key = str(data.get("key"))
        if data.get("close"):
            visit.close(key)
        else:
            await self.desks.choose(visit, key)
        yield self.view(visit)
        async for chat, who in self.watch(visit):
            yield gr.skip(), gr.skip(), chat, who

    def ask(self, visit: Visit, typed: str, claim: bool, event: gr.EventData) -> Iterator[tuple[Any, Any, Any]]:
        """Answer what was typed or clicked, as it comes: (chat, question box, who answers)."""
        data = event._data if isinstance(event._data, dict) else {}
        clicked = data.get("question")
        question = clicked if isinstance(clicked, str) else typed
        if not isinstance(question, str) or not question.strip():
            yield (gr.skip(),) * 3
            return
        desk = self.desk(visit)
        if desk.chat.is_answering(question.strip()):
            yield (gr.skip(),) * 3
            return
        history = () if data.get("as_written") else desk.chat.history
        turn = desk.chat.ask(question.strip(), as_written=bool(data.get("as_written")), claim=bool(data.get("claim")) if clicked else claim)
        yield self.chat_html(visit), gr.skip() if isinstance(clicked, str) else "", gr.skip()
        own_words = visit.own_words
        try:
            for _ in take_answer(desk.assistant, turn, history, own_words=own_words):
                yield self.chat_html(visit), gr.skip(), gr.skip()
            turn.finish()
            outcome = turn.answer or turn.check
            self.note_advice(outcome.notice if outcome else None)
            if not own_words:
                visit.note_writer(turn)
        except ArticleChatError as error:
            turn.fail(_told(error, operator=self._operator))
            visit.model_failed = visit.model_failed or isinstance(error, ModelError)
        except Exception:
            _log.exception("answering failed")
            turn.fail(UNEXPECTED)
        yield self.chat_html(visit), gr.skip(), self.who_html(visit)

    def note_advice(self, notice: str | None) -> None:
        """What a notice tells whoever runs the page, and no visitor, is logged, once."""
        if notice and notice != without_advice(notice) and notice not in self._noted:
            self._noted.add(notice)
            _log.warning("%s", notice)

    def stop(self, visit: Visit) -> str:
        """Stop the answer under way, keeping what has come of it."""
        self.desk(visit).chat.stop()
        return self.chat_html(visit)

    def choose_writer(self, visit: Visit, event: gr.EventData) -> str:
        """The chat model writes the answers, or is left out."""
        visit.own_words = isinstance(event._data, dict) and event._data.get("own_words") is True
        return self.who_html(visit)

    def save(self, visit: Visit) -> str:
        """The chat about the article in view, for the browser to keep as a file."""
        return render_saved(self.desk(visit), next(visit.versions))

    def clear(self, visit: Visit) -> str:
        """Put away the chat about the article in view."""
        self.desk(visit).chat.clear()
        return self.chat_html(visit)

    def restore(self, visit: Visit) -> str:
        """Bring the chat that was cleared last back."""
        self.desk(visit).chat.restore()
        return self.chat_html(visit)


def build_page(
    assistant: AssistantLike, settings: PageSettings, *, warm_up: WarmUp | None = None, opener: Opener | None = None, operator: bool = False
) -> Blocks:
    """The page about `assistant.articles`, with the named endpoint `/answer`.

    Without a `warm_up`, one is started. Without an `opener`, visitors cannot bring articles of their own.
    Where whoever opens it is its `operator`, the page names the settings that help when something fails; `/answer`, which programs call, never does.
    """
    page = _Page(warm_up or WarmUp(assistant).start(), opener, operator=operator)
    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
    blocks = Blocks(title="Article Chat", fill_width=True, fill_height=True, analytics_enabled=False, delete_cache=UPLOADS_S)
    with blocks:
        visit = gr.State(Visit(operator=operator))
        first_shelf, first_article, first_chat, first_who = page.view(Visit(operator=operator))
        _html(HEADER, "ac-header")
        name = _html("", "ac-visit")
        clear = gr.Button("Clear chat", elem_id="ac-clear", size="sm")
        with gr.Row(elem_id="ac-panes"):
            with gr.Column(elem_id="ac-article-pane", min_width=0):
                shelf = _html(first_shelf, "ac-shelf", SHELF_JS)
                article = _html(first_article, "ac-article")
                form = _Form(settings) if opener else None
            with gr.Column(elem_id="ac-chat-pane", min_width=0):
                chat = _html(first_chat, "ac-chat", CHAT_JS)
                with gr.Row(elem_id="ac-composer"):
                    box = gr.Textbox(
                        label="Your question", show_label=False, container=False, lines=1, max_lines=6, placeholder="Ask about this article…", elem_id="ac-box"
                    )
                    send = gr.Button("Ask", variant="primary", elem_id="ac-send", min_width=0)
                    stop = gr.Button("Stop", elem_id="ac-stop", min_width=0)
                with gr.Row(elem_id="ac-foot"):
                    who = _html(first_who, "ac-who", WRITER_JS)
                    saved = _html("", "ac-saved", SAVE_JS)
                    claim = gr.Checkbox(label="Check a claim", elem_id="ac-claim", container=False, min_width=0)
        claim.change(_composer, [claim], [box, send], **hidden)
        view = [shelf, article, chat, who]
        asking = gr.on([box.submit, send.click, chat.submit], page.ask, [visit, box, claim], [chat, box, who], trigger_mode="multiple", **hidden)
        stop.click(page.stop, [visit], [chat], cancels=[asking], **hidden)
        clear.click(page.clear, [visit], [chat], cancels=[asking], **hidden)
        chat.select(page.restore, [visit], [chat], **hidden)
        # While an article is indexed, choosing it lasts as long: another click must not wait for that.
        shelf.select(page.choose, [visit], view, trigger_mode="multiple", **hidden)
        who.select(page.choose_writer, [visit], [who], **hidden)
        who.submit(page.save, [visit], [saved], **hidden)
        if form:
            brought = [visit, form.text, form.file, form.link]
            form.open.click(page.bring, brought, [*view, *form.outputs], trigger_mode="multiple", **hidden)
            form.link.submit(page.follow, brought, [*view, *form.outputs], trigger_mode="multiple", **hidden)
            form.cancel.click(page.cancel, [visit], form.outputs, **hidden)
        blocks.load(page.enter, [visit, name], [visit, name, *view], js=RETURN_JS, **hidden)
        _add_endpoint(assistant, page.note_advice)
    return blocks


def _told(error: ArticleChatError, *, operator: bool = False) -> str:
    """What a visitor is told of an error; what only whoever runs the page can do about it is logged, and told to that `operator` alone."""
    if error.advice:
        _log.warning("%s", error)
    return str(error) if operator else error.message


def _composer(claim: bool) -> tuple[Any, Any]:
    """What the box and its button are for: a question, or a claim."""
    if claim:
        return gr.Textbox(placeholder="A statement to check…", label="Your claim"), gr.Button("Check")
    return gr.Textbox(placeholder="Ask about this article…", label="Your question"), gr.Button("Ask")


class _Form:
    """The fields with which an article is brought."""

    def __init__(self, settings: PageSettings) -> None:
        with gr.Column(elem_id="ac-add"):
            _html(form_head(settings.max_bytes), "ac-add-head")
            self.file = gr.File(label="A file", show_label=False, elem_id="ac-add-file", height=120)
            self.link = gr.Textbox(label="Or a link", placeholder="https://", lines=1, visible=settings.links_allowed, elem_id="ac-add-link")
            self.text = gr.Textbox(label="Or its text", lines=5, max_lines=5, elem_id="ac-add-text")
            with gr.Row(elem_id="ac-add-buttons"):
                self.open = gr.Button("Open", variant="primary", elem_id="ac-add-open", min_width=0)
                self.cancel = gr.Button("Cancel", elem_id="ac-add-cancel", min_width=0)
            self.note = _html("", "ac-add-note")
        self.outputs = [self.note, self.text, self.file, self.link]


def _html(value: str, elem_id: str, js: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=js)


def _article_html(pane: ArticlePane, key: str) -> str:
    return f'<div class="ac-scroll" tabindex="0" role="region" aria-label="Article" data-pane="{inert(key)}">{pane.html()}</div>'


def _add_endpoint(assistant: AssistantLike, note_advice: Callable[[str | None], None]) -> None:
    def answer(question: str, history: list[list[str]] | None = None) -> dict[str, Any]:
        try:
            # Passed on as it came, whatever its form: the assistant checks that.
            found = assistant.answer(question, () if history is None else cast("History", history))
            note_advice(found.notice)
            return replace(found, notice=without_advice(found.notice or "") or None).to_dict()
        except ArticleChatError as error:
            raise gr.Error(_told(error), print_exception=False) from error
        except Exception as error:
            _log.exception("answering failed")
            raise gr.Error(UNEXPECTED, print_exception=False) from error

    api(
        answer,
        api_name="answer",
        api_description="Answer a question about the article, with citations. `history`: earlier [question, answer text] pairs, oldest first.",
        concurrency_limit=None,
    )


async def _no_endpoint(request: object, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": NO_ENDPOINT}, status_code=404)


MISTAKES: dict[Any, Any] = {FnIndexInferError: _no_endpoint}
"""What Gradio raises where a client is at fault, and what that is answered with instead of 500 and a page of the server's log."""


def theme() -> gr.themes.Base:
    """System fonts only, and the colours of page.css where Gradio paints before it."""
    sans = ["-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    theme = gr.themes.Base(font=sans, font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"])
    return theme.set(body_background_fill="#f4f2ec", body_background_fill_dark="#121214", body_text_color="#1f1c18", body_text_color_dark="#ece8e0")
