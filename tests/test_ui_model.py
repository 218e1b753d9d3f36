"""How the page shows what a chat model wrote, and who answers; without a browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from article_chat.datatypes import Answer, Check, Unsupported
from article_chat.errors import ModelError, advised
from article_chat.ui.address import is_operators_own
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.chat_pane import render_chat
from article_chat.ui.page import _told
from article_chat.ui.visit import Visit
from article_chat.ui.warmup import WarmUp
from article_chat.ui.who import render_writer
from tests.browser.fakes import BASE, HOSTILE, FakeArticle, FakeAssistant, cite


def warm(model: str = "") -> WarmUp:
    warm_up = WarmUp(FakeAssistant(model=model))
    warm_up.ready = warm_up.over = True
    return warm_up


def test_of_words_that_stand_twice_the_unsupported_ones_are_struck() -> None:
    at = Visit().open("d", warm(), ArticlePane([FakeArticle()]))
    turn = at.chat.ask("model")
    said = "It rained [note 3]."
    turn.answer = Answer(f"{said} [1] {said} Then $1 (fell).", "model", True, citations=(cite(1, BASE, FakeArticle()),), answered_by="model:x")
    turn.answer = replace(turn.answer, unsupported=(Unsupported(said, "Why."), Unsupported("Then $1 (fell).", "Why.")))
    turn.finish()
    text = render_chat(at).split('<div class="ac-flagged">')[0]
    supported, struck = text.split("data-key")
    assert "<s " not in supported
    assert struck.count('<s class="ac-unsupported">') == 2
    turn.state = "stopped"
    assert "Not all of it has been checked." in render_chat(at)


def test_what_has_not_come_yet_is_no_refusal() -> None:
    at = Visit().open("d", warm(), ArticlePane([FakeArticle()]))
    turn = at.chat.ask("model")
    turn.answer = Answer("", "model", False, answered_by="model:x")
    assert "Reading the article…" in render_chat(at)
    at.chat.stop()
    stopped = render_chat(at)
    assert "Stopped." in stopped
    assert "ac-answer" not in stopped


def test_a_model_that_failed_is_told_until_it_writes_again() -> None:
    visit = Visit()
    at = visit.open("d", warm("openai:x"), ArticlePane([FakeArticle()]))

    def said(answer: Answer) -> str:
        turn = at.chat.ask("q")
        turn.answer = answer
        turn.finish()
        visit.note_writer(turn)
        return render_writer(at.warm_up, failed=visit.model_failed)

    written = Answer("It was so.", "q", True, answered_by="model:openai:x")
    stood_in = Answer("It was so.", "q", True, answered_by="reader", notice="openai:x cannot be reached.")
    of_itself = Answer("Hello.", "q", True, answered_by="dialogue", notice="It is in German.")
    assert "ac-status-bad" not in said(of_itself)
    assert "openai:x failed when it was last asked" in said(stood_in)
    assert "ac-status-bad" in said(of_itself), "small talk is not asked of the model"
    assert "ac-status-bad" not in render_writer(at.warm_up, own_words=True, failed=True)
    assert "ac-status-bad" not in said(written)
    visit.own_words = True
    assert "ac-status-bad" not in said(stood_in), "nothing was asked of the model"


def test_the_choice_of_who_writes_is_there_where_a_model_is() -> None:
    without = render_writer(warm())
    assert "data-writer" not in without
    assert "No chat model is set" in without
    assert "ARTICLE_CHAT_MODEL" in without
    chosen, left_out = (render_writer(warm(HOSTILE), own_words=own) for own in (False, True))
    assert 'data-writer="model" aria-pressed="true"' in chosen
    assert 'data-writer="own" aria-pressed="true"' in left_out
    assert "Nothing is sent to" in left_out.split("popovertarget")[0]
    for shown in (chosen, left_out):
        assert "<img" not in shown
        assert "${" not in shown


@pytest.mark.parametrize(
    ("host", "hosts", "told"),
    [("127.0.0.1", (), True), ("localhost", (), True), ("::1", (), True), ("0.0.0.0", (), False), ("127.0.0.1", ("chat.example.org",), False)],
)
def test_a_page_on_loopback_and_behind_no_proxy_is_its_operators(host: str, hosts: tuple[str, ...], told: bool) -> None:
    assert is_operators_own(host, hosts) == told


@pytest.mark.parametrize("operator", [True, False])
def test_whoever_runs_the_page_is_told_which_setting_helps_and_a_visitor_is_not(operator: bool) -> None:
    visit = Visit(operator=operator)
    at = visit.open("d", warm("openai:x"), ArticlePane([FakeArticle()]))
    advice = "Raise ARTICLE_CHAT_MODEL_TIMEOUT_S."
    answered, checked, failed = at.chat.ask("q"), at.chat.ask("c", claim=True), at.chat.ask("f")
    answered.answer = Answer("It was so.", "q", True, answered_by="reader", notice=advised("It was slow.", advice))
    checked.check = Check("c", False, 0.0, (), "Why.", notice=advised("It is large.", advice))
    answered.state = checked.state = failed.state = "done"
    failed.error = _told(ModelError("It failed.", advice=advice), operator=operator)
    assert render_chat(at).count(advice) == 3 * operator
    assert "It was slow." in render_chat(at)
    at.warm_up.problem, at.warm_up.advice = "It did not load.", advice
    who = render_writer(at.warm_up, operator=operator).split("popovertarget")[0]
    assert "It did not load." in who
    assert (advice in who) == operator
