"""The chat as a file: what stands in it, and that nobody's words are markup in it."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from article_chat.datatypes import REFUSAL, Answer, Check, Unsupported
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.markup import inert_markdown
from article_chat.ui.saving import chat_markdown, file_name, render_saved
from article_chat.ui.visit import Desk, Turn
from article_chat.ui.warmup import WarmUp
from tests.browser.fakes import BASE, HOSTILE, FakeArticle, FakeAssistant, cite

RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render


def desk_with(*turns: Turn, article: FakeArticle | None = None) -> Desk:
    """A desk on which these were the turns."""
    assistant = FakeAssistant(article=article or FakeArticle())
    desk = Desk("d", WarmUp(assistant), ArticlePane(assistant.articles))
    desk.chat.turns.extend(turns)
    return desk


def answered(question: str, answer: Answer) -> Turn:
    return Turn(1, question, answer=answer, state="done")


@given(st.text(alphabet=st.sampled_from("ab 1.)-+=#>*_[]()!`~|<&\\$\n\té🚀:/"), max_size=40))
def test_any_text_shows_as_itself(text: str) -> None:
    shown = " ".join(text.split())
    assert RENDER(inert_markdown(text)) == (f"<p>{html.escape(shown, quote=False)}</p>\n" if shown else "")
    assert html.unescape(RENDER(f"- “{inert_markdown(text)}”")) == f"<ul>\n<li>“{shown}”</li>\n</ul>\n"


def test_an_answer_is_kept_with_the_words_that_carry_it_and_their_place() -> None:
    article = FakeArticle(author="A. Writer", date="2001-09-24", source="https://example.org/russia")
    citation = cite(1, BASE, article)
    saved = chat_markdown(desk_with(answered("How far?", Answer(f"{BASE} [1]", "How far is it?", True, citations=(citation,))), article=article))
    assert saved.startswith("# Russia Joins Coalition\n\nA. Writer · 2001-09-24 · https://example.org/russia\n\n## How far?\n\nRead as: How far is it?\n\n")
    assert f"\n- \\[1\\] “{BASE}” (characters {citation.start}–{citation.end})\n" in saved
    assert article.text[citation.start : citation.end] == citation.quote


def test_a_refusal_and_a_claim_say_so_beside_their_passages() -> None:
    article = FakeArticle()
    near = cite(1, BASE, article)
    refused = answered("Who won?", Answer(REFUSAL, "Who won?", False, closest=(near,)))
    unsure = answered("Who lost?", Answer(REFUSAL, "Who lost?", False, closest=(near,), confidence=0.2))
    claimed = Turn(
        2, "It was in 1990.", claim=True, check=Check("It was in 1990.", False, 0.1, (), "The article names another year.", closest=(near,)), state="done"
    )
    saved = chat_markdown(desk_with(refused, unsure, claimed))
    assert f"{REFUSAL}\n\nClosest passages, the first 20% likely to answer:\n\n- “" in saved
    assert f"{REFUSAL}\n\nClosest passages, not an answer:\n\n- “" in saved
    assert "## Claim: It was in 1990.\n\nThe article doesn’t support this.\n\nThe article names another year.\n\nClosest passages, not support:\n\n- “" in saved


def test_of_several_questions_each_stands_in_bold_letters_over_what_answers_it() -> None:
    text = f"How far is it?\n{BASE} [1]\n\nWho won?\n{REFUSAL}"
    cited = (cite(1, BASE, FakeArticle()),)
    saved = chat_markdown(desk_with(answered("How far is it, and who won?", Answer(text, "How far is it, and who won?", True, citations=cited))))
    assert f"**How far is it?**\n\n{BASE} \\[1\\]\n\n**Who won?**\n\n{REFUSAL}\n\n- \\[1\\] “" in saved


def test_what_the_article_does_not_support_is_struck_and_a_broken_off_answer_is_called_that() -> None:
    answer = Answer(
        "It sent help. [1]\n- Two *ships* came.", "What?", True, unsupported=(Unsupported("Two *ships* came.", "No ships."),), answered_by="model:qwen3"
    )
    saved = chat_markdown(desk_with(replace(answered("What?", answer), state="stopped"), Turn(2, "And?", state="busy")))
    assert "\n\n- ~~Two \\*ships\\* came.~~\n\nNot supported by the article:\n\n- Two \\*ships\\* came. (No ships.)" in saved
    assert saved.endswith("Written by qwen3, checked against the article.\n\nStopped. Not all of it has been checked.\n")


def test_hostile_words_are_words() -> None:
    article = FakeArticle(title=HOSTILE, author=HOSTILE)
    answer = Answer(f"{HOSTILE} [1]", HOSTILE, True, citations=(cite(1, HOSTILE, article),), notice=HOSTILE, answered_by=f"model:{HOSTILE}")
    desk = desk_with(answered(HOSTILE, answer), Turn(2, HOSTILE, error=HOSTILE, state="failed"), article=article)
    assert set(re.findall(r"</?(\w+)", RENDER(chat_markdown(desk)))) == {"h1", "h2", "p", "ul", "li"}
    assert "<script" not in render_saved(desk, 1)
    assert "$" not in render_saved(desk, 1)


def test_where_a_file_lies_and_which_setting_helps_is_not_kept() -> None:
    answer = Answer("Yes.", "What?", True, notice="It is slow. (Raise ARTICLE_CHAT_MODEL_TIMEOUT_S.)")
    saved = chat_markdown(desk_with(answered("What?", answer), article=FakeArticle(source="/home/ann/secret/russia.txt")))
    assert "It is slow." in saved
    assert "secret" not in saved
    assert "ARTICLE_CHAT" not in saved


@pytest.mark.parametrize(
    ("title", "name"),
    [("Russia Joins: Coalition!", "Russia-Joins-Coalition.md"), ("../../etc/passwd", "etc-passwd.md"), ("苍鹭号", "苍鹭号.md"), ("…", "chat.md")],
)
def test_the_file_is_called_after_the_article(title: str, name: str) -> None:
    assert file_name(title) == name
