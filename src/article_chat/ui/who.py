"""Under the question box: what answers, the choice where there is one, where it is set, and a way to keep the chat."""

from __future__ import annotations

from article_chat.errors import advised
from article_chat.ui.markup import inert
from article_chat.ui.warmup import WarmUp

_SET_BY = (
    "Whoever runs this page sets it: <code>ARTICLE_CHAT_MODEL</code> (such as <code>openai:gpt-4o-mini</code>) in the environment or in "
    "<code>.env</code>, or <code>--model</code> when it is started. Its key stands there too, and is never asked for on this page."
)


def render_writer(warm_up: WarmUp, *, own_words: bool = False, failed: bool = False, operator: bool = False) -> str:
    """What answers, with the switch between the two writers and a word on the setting.

    `own_words` where the visitor has left a chat model out, `failed` where it did not write the last answer that it was asked for,
    `operator` where the visitor runs the program and can change its settings.
    """
    model = warm_up.assistant.model
    failed = failed and bool(model) and not own_words
    words = f"The article’s own words. Nothing is sent to {model}." if model and own_words else ""
    if failed:
        words = f"{model} failed when it was last asked; each question tries it again."
    status = render_who(warm_up, words, failed=failed, operator=operator)
    return f'<div class="ac-writer">{status}{_switch(model, own_words=own_words) if model else ""}{_about(model)}</div>'


def render_who(warm_up: WarmUp, instead: str = "", *, failed: bool = False, operator: bool = False) -> str:
    """The line that says what is answering, `instead` of what the assistant says of itself where given, or why nothing can."""
    look, words = " ac-status-bad" if failed else "", inert(instead or warm_up.assistant.model_label)
    if warm_up.problem:
        look, words = " ac-status-bad", inert(advised(warm_up.problem, warm_up.advice if operator else ""))
    elif not warm_up.ready:
        look, words = " ac-status-wait", warm_up.progress.words or "Loading the reader…"
    return f'<p class="ac-status{look}" role="status"><span class="ac-dot"></span>{words}</p>'


def _switch(model: str, *, own_words: bool) -> str:
    buttons = "".join(
        f'<button type="button" data-writer="{writer}" aria-pressed="{str(pressed).lower()}" title="{inert(name)}">{inert(name)}</button>'
        for writer, name, pressed in (("model", model, not own_words), ("own", "Article’s words", own_words))
    )
    return f'<div class="ac-switch" role="group" aria-label="Who writes the answers">{buttons}</div>'


def _about(model: str) -> str:
    """A note that opens over the page, without a script, and beside its button the one that saves the chat."""
    says = (
        f"<p>{inert(model)} writes the answers, and each of its sentences is checked against the article. With “Article’s words”, nothing is sent to it.</p>"
        if model
        else "<p>No chat model is set: answers are the article’s own words, and nothing leaves this machine.</p>"
    )
    return (
        '<span class="ac-links"><button type="button" class="ac-link ac-about" popovertarget="ac-about">Chat model</button>'
        '<button type="button" class="ac-link ac-save" data-save>Save chat</button></span>'
        f'<div id="ac-about" class="ac-popover" popover>{says}<p>{_SET_BY}</p></div>'
    )
