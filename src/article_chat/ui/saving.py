"""A chat as Markdown, to be kept as a file: each question, what was answered, and the article's words with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from article_chat.datatypes import MARKER, WRITTEN_BY, Answer, Check, Citation
from article_chat.ui.chat_pane import BULLET, NO_SUPPORT, as_shown, as_told, closest_words, stopped_words, unsupported_spans, verdict_words
from article_chat.ui.markup import inert, inert_markdown
from article_chat.ui.visit import Desk, Turn

_NAME_CHARACTERS = 60


def render_saved(desk: Desk, version: int) -> str:
    """What the page's script hands to the browser as a file; every `version` of it is another one."""
    return f'<i data-version="{version}" data-name="{inert(file_name(desk.title))}" data-markdown="{inert(chat_markdown(desk))}"></i>'


def file_name(title: str) -> str:
    """What the file is called: the title's letters and digits, whatever they are of."""
    return (re.sub(r"\W+", "-", title)[:_NAME_CHARACTERS].strip("-_") or "chat") + ".md"


def chat_markdown(desk: Desk) -> str:
    """The turns that have come to something, oldest first. What articles, visitors and models wrote is escaped."""
    blocks = [f"# {inert_markdown(desk.title)}", *_sources(desk)]
    for turn in desk.chat.turns:
        blocks.extend(_turn(turn, desk))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _sources(desk: Desk) -> Iterator[str]:
    """Who wrote each article, when, and the link it came from; where a file lies is nobody's business."""
    for article in desk.assistant.articles:
        source = article.source if article.source and "://" in article.source else None
        known = [part for part in (article.title if desk.pane.several else None, article.author, article.date, source) if part]
        yield inert_markdown(" · ".join(known))


def _turn(turn: Turn, desk: Desk) -> Iterator[str]:
    if turn.state == "busy":
        return
    yield f"## {'Claim: ' if turn.claim else ''}{inert_markdown(turn.asked)}"
    if turn.error is not None:
        yield f"Something went wrong: {inert_markdown(turn.error)}"
    elif turn.check is not None:
        yield from _check(turn.check, desk)
    elif turn.answer is not None:
        yield from _answer(turn, turn.answer, desk)
    if turn.state == "stopped":
        yield stopped_words(turn)


def _answer(turn: Turn, answer: Answer, desk: Desk) -> Iterator[str]:
    if answer.question and answer.question != turn.asked:
        yield f"Read as: {inert_markdown(answer.question)}"
    yield from _text(as_shown(answer, desk))
    if answer.unsupported:
        yield "Not supported by the article:"
        yield "\n".join(f"- {inert_markdown(MARKER.sub('', one.sentence))} ({inert_markdown(one.reason)})" for one in answer.unsupported)
    yield _quotes(answer.citations, desk)
    if not answer.answered and answer.closest:
        yield f"{closest_words(answer)}:"
        yield _quotes(answer.closest, desk, numbered=False)
    if answer.model:
        yield f"{WRITTEN_BY.format(inert_markdown(answer.model))}."
    yield inert_markdown(as_told(answer.notice or "", desk))


def _text(answer: Answer) -> Iterator[str]:
    """The lines of an answer, a paragraph or an item each; what the article doesn't support is struck through."""
    struck, start, asked = unsupported_spans(answer), 0, {question for question, _ in answer.parts}
    for line in answer.text.split("\n"):
        bullet = BULLET.match(line)
        first, end = start + (bullet.end() if bullet else 0), start + len(line)
        cuts = sorted({first, end, *(edge for span in struck for edge in span if first < edge < end)})
        pieces = (_piece(answer.text[low:high], struck=any(s <= low and high <= e for s, e in struck)) for low, high in pairwise(cuts))
        said = " ".join(filter(None, pieces))
        yield f"{'- ' if bullet else ''}{f'**{said}**' if line in asked else said}" if line.strip() else ""
        start = end + 1


def _piece(text: str, *, struck: bool) -> str:
    shown = inert_markdown(text)
    return f"~~{shown}~~" if struck and shown else shown


def _check(check: Check, desk: Desk) -> Iterator[str]:
    yield verdict_words(check, several=desk.pane.several)
    yield inert_markdown(check.reason or "")
    yield _quotes(check.citations if check.supported else (), desk)
    near = () if check.supported else check.closest or check.citations
    if near:
        yield f"{NO_SUPPORT}:"
        yield _quotes(near, desk, numbered=False)
    yield inert_markdown(as_told(check.notice or "", desk))


def _quotes(citations: Iterable[Citation], desk: Desk, *, numbered: bool = True) -> str:
    """An item for each: its number, the article's words, and where they stand."""
    lines = []
    for one in citations:
        where = [desk.pane.name(one.article_id)] if desk.pane.several else []
        where += [f"page {one.page}"] if one.page else []
        where.append(f"characters {one.start}–{one.end}")
        number = f"\\[{one.number}\\] " if numbered else ""
        lines.append(f"- {number}“{inert_markdown(one.quote)}” ({inert_markdown(', '.join(where))})")
    return "\n".join(lines)
