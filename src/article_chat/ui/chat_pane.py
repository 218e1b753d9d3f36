"""Turns as HTML: answers, refusals, errors and what is still being worked on, each with its own look."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from article_chat.datatypes import BETWEEN_PARTS, MARKER, REFUSAL, WRITTEN_BY, Answer, Check, Citation
from article_chat.errors import without_advice
from article_chat.progress import SOMEHOW
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.markup import inert
from article_chat.ui.visit import Desk, Turn

BULLET = re.compile(r"\s*[-•*]\s+")
"""What an item begins with in the text of an answer."""
_LABEL_CHARACTERS = 160
_KEPT_CHARACTERS = 24
_DOTS = '<span class="ac-dots" aria-hidden="true"><i></i><i></i><i></i></span>'
_TOLD = "The note above holds for this answer too."
_CLEARED = '<p class="ac-note ac-cleared" role="status">Chat cleared. <button type="button" class="ac-link" data-restore>Undo</button></p>'
_FINDING = f'<p class="ac-label ac-thinking">{_DOTS}Finding questions worth asking</p>'
_NONE_SAYS = "The articles don't say."
"""The refusal, where several were asked."""
_UNSURE = "I found no sure answer."
"""The refusal, where the closest passage may answer after all."""
_OWN_WORDS = {"article", "reader"}
_OF_ITSELF = {"dialogue", "about"}
NO_SUPPORT = "Closest passages, not support"
"""What the places under a claim that nothing supports are, as a heading."""
_WHO = {
    "article": "The article's own words",
    "reader": "The article's own words",
    "about": "About the article",
}


def render_chat(desk: Desk, version: int = 0) -> str:
    """The conversation of `desk`; the opening with example questions when nothing has been asked. A lower `version` never replaces a higher."""
    turns = desk.chat.turns
    busy = ' data-busy="1"' if turns and turns[-1].state == "busy" else ""
    inner = "".join(_turn(t, desk, last=t is turns[-1]) for t in turns) if turns else _opening(desk)
    return f'<div class="ac-thread" role="region" aria-label="Chat" data-desk="{inert(desk.key)}" data-version="{version}"{busy}>{inner}</div>'


def _opening(desk: Desk) -> str:
    heading, says = ("Ask these articles", "they don’t say") if desk.pane.several else ("Ask this article", "the article doesn’t say")
    return (
        f'<div class="ac-opening">{_CLEARED if desk.chat.cleared else ""}<h2>{heading}</h2>'
        f"<p>Every answer about <cite>{inert(desk.title)}</cite> points at the words that carry it. When {says}, you are told so.</p>"
        f"{_examples(desk.warm_up.examples, 'Try one') if desk.warm_up.examples or desk.warm_up.over else _FINDING}</div>"
    )


def _examples(questions: Sequence[str], heading: str) -> str:
    if not questions:
        return ""
    buttons = "".join(f'<li><button type="button" class="ac-example" data-ask="{inert(q)}">{inert(q)}</button></li>' for q in questions)
    return f'<p class="ac-label">{heading}</p><ul class="ac-examples">{buttons}</ul>'


def _turn(turn: Turn, desk: Desk, *, last: bool) -> str:
    if turn.error is not None:
        body = _error(turn)
    elif turn.check is not None:
        body = _check(turn, turn.check, desk)
    elif turn.answer is not None and (turn.answer.text or turn.state == "done"):
        body = _answer(turn, turn.answer, desk, last=last)
    elif turn.state == "stopped":
        body = ""
    else:
        body = _thinking(ready=desk.warm_up.ready)
    stopped = f'<p class="ac-note">{stopped_words(turn)} {_again(turn, "Ask again")}</p>' if turn.state == "stopped" else ""
    kind = '<span class="ac-kind">Claim</span> ' if turn.claim else ""
    return (
        f'<section class="ac-turn" data-turn="{turn.number}" data-state="{turn.state}"><p class="ac-asked" role="heading" aria-level="2" dir="auto">'
        f'<span class="ac-hidden">You asked: </span>{kind}{inert(turn.asked)}</p>{_read_as(turn)}{body}{stopped}</section>'
    )


def stopped_words(turn: Turn) -> str:
    """What a stopped turn is worth: the last sentence of a chat model has not been checked when it is broken off."""
    return "Stopped. Not all of it has been checked." if turn.answer and turn.answer.model else "Stopped."


def _thinking(*, ready: bool) -> str:
    words = SOMEHOW if ready else "Loading the reader. The first answer takes a few seconds…"
    return f'<p class="ac-thinking">{_DOTS}{words}</p>'


def _again(turn: Turn, words: str) -> str:
    data = f' data-claim="{inert(turn.asked)}"' if turn.claim else f' data-ask="{inert(turn.asked)}"'
    return f'<button type="button" class="ac-link"{data}>{words}</button>'


def _error(turn: Turn) -> str:
    return (
        '<div class="ac-answer ac-error" role="alert"><p class="ac-label">Something went wrong</p>'
        f'<p class="ac-text" dir="auto">{inert(turn.error or "")}</p>'
        f'<p class="ac-note">This says nothing about the article. {_again(turn, "Try again")}</p></div>'
    )


def _read_as(turn: Turn) -> str:
    answer = turn.answer
    if answer is None or turn.claim or not answer.question or _same(answer.question, turn.asked):
        return ""
    lengthy = ' class="ac-lengthy"' if len(answer.question) > _LABEL_CHARACTERS else ""
    return (
        f'<p class="ac-note ac-read-as">Read as: <q{lengthy}>{inert(answer.question)}</q> '
        f'<button type="button" class="ac-link" data-ask="{inert(turn.asked)}" data-as-written="1">Ask it as written</button></p>'
    )


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()).rstrip(" ?").casefold() == " ".join(right.split()).rstrip(" ?").casefold()


def _answer(turn: Turn, answer: Answer, desk: Desk, *, last: bool) -> str:
    text = _text(turn, as_shown(answer, desk), desk.pane)
    notice = _notice(turn, answer.notice, desk)
    unsupported = "".join(f"<li><s>{inert(MARKER.sub('', u.sentence))}</s> <span>{inert(u.reason)}</span></li>" for u in answer.unsupported)
    flagged = f'<div class="ac-flagged"><p class="ac-label">Not supported by the article</p><ul>{unsupported}</ul></div>' if unsupported else ""
    look = " ac-streaming" if turn.state == "busy" else ""
    look += " ac-own" if answer.answered_by in _OWN_WORDS else ""  # the article's serif is for the article's words
    if not answer.answered and turn.state == "done":
        if answer.text == REFUSAL and (answer.unsure or desk.pane.several):
            text = f"<p>{inert(_UNSURE if answer.unsure else _NONE_SAYS)}</p>"
        return _refusal(turn, answer, desk, text, notice + flagged, last=last)
    sources = _sources(turn, answer, desk.pane)
    return f'<div class="ac-answer{look}"><div class="ac-text">{text}</div>{flagged}{sources}{_who(turn, answer)}{notice}</div>'


def _notice(turn: Turn, notice: str | None, desk: Desk) -> str:
    """What degraded; what an earlier answer told in the same words is only referred to."""
    words = as_told(notice or "", desk)
    if not words:
        return ""
    told = any(one.number < turn.number and one.answer is not None and one.answer.notice == notice for one in desk.chat.turns)
    return f'<p class="ac-note ac-notice">{_TOLD if told else inert(words)}</p>'


def as_shown(answer: Answer, desk: Desk) -> Answer:
    """The answer without what only whoever runs the page can act on: what is said of the page itself has no places in the article."""
    if answer.answered_by in _OF_ITSELF and not answer.citations:
        return replace(answer, text=as_told(answer.text, desk))
    parts = (f"{asked}\n{told if MARKER.search(told) else as_told(told, desk)}" for asked, told in answer.parts)
    return replace(answer, text=BETWEEN_PARTS.join(parts) or answer.text)


def as_told(text: str, desk: Desk) -> str:
    """What only whoever runs the page can act on is for them alone."""
    return text if desk.operator else without_advice(text)


def _refusal(turn: Turn, answer: Answer, desk: Desk, text: str, notes: str, *, last: bool) -> str:
    if answer.answered_by == "dialogue":
        return f'<div class="ac-answer ac-aside"><div class="ac-text">{text}</div>{notes}</div>'
    where, these = ("these articles", "They do answer") if desk.pane.several else ("the article", "It does answer")
    examples = _examples(_unasked(desk)[:2], these) if last else ""
    return (
        f'<div class="ac-answer ac-refusal"><p class="ac-label">{"Perhaps not" if answer.unsure else "Not"} in {where}</p>'
        f'<div class="ac-text">{text}</div>{_closest(turn, answer, desk.pane)}{notes}{examples}</div>'
    )


def _unasked(desk: Desk) -> list[str]:
    asked = [turn.asked for turn in desk.chat.turns]
    return [question for question in desk.warm_up.examples if not any(_same(question, one) for one in asked)]


def closest_words(answer: Answer) -> str:
    """What the closest passages of a refusal are, as a heading."""
    return f"Closest passages, the first {answer.confidence:.0%} likely to answer" if answer.unsure else "Closest passages, not an answer"


def _closest(turn: Turn, answer: Answer, pane: ArticlePane) -> str:
    near = "Closest passage" if answer.unsure else "Closest passage, not an answer"
    rows = "".join(f"<li>{_quote_button(turn, c, pane, near=near)}</li>" for c in answer.closest)
    return f'<p class="ac-label ac-closest-label">{closest_words(answer)}</p><ul class="ac-closest">{rows}</ul>' if rows else ""


def _sources(turn: Turn, answer: Answer, pane: ArticlePane) -> str:
    """The quotes under an answer that is not itself made of them, or that needs a page or an article's name."""
    own_words = answer.answered_by in _OWN_WORDS | {"about"} and not any(c.page for c in answer.citations)
    if not answer.citations or turn.state == "busy" or (own_words and not pane.several):
        return ""
    rows = "".join(f"<li>{_quote_button(turn, c, pane, near='')}</li>" for c in answer.citations)
    return f'<p class="ac-label">From the article{"s" if pane.several else ""}</p><ul class="ac-closest ac-sources">{rows}</ul>'


def _who(turn: Turn, answer: Answer) -> str:
    if turn.state != "done":
        return ""
    who = WRITTEN_BY.format(answer.model) if answer.model else _WHO.get(answer.answered_by, "")
    sure = f"{round(answer.confidence * 100)}% sure" if answer.citations and 0 < answer.confidence < 1 else ""
    return f'<p class="ac-who">{" · ".join(inert(part) for part in (who, sure) if part)}</p>' if who else ""


def verdict_words(check: Check, *, several: bool) -> str:
    """What became of a claim, as a sentence."""
    if not check.compared:
        return "Nothing was checked."
    supports, fails = ("The articles support", "The articles don’t support") if several else ("The article supports", "The article doesn’t support")
    return f"{supports if check.supported else fails} this."


def _check(turn: Turn, check: Check, desk: Desk) -> str:
    says, look = "they say" if desk.pane.several else "it says", "ac-supported" if check.supported else "ac-refusal" if check.compared else "ac-aside"
    places = check.citations if check.supported else check.closest or check.citations
    near = "" if check.supported else "Closest passage, not support"
    rows = "".join(f"<li>{_quote_button(turn, c, desk.pane, near=near)}</li>" for c in places)
    label = f"Where {says} so" if check.supported else NO_SUPPORT
    evidence = f'<p class="ac-label ac-closest-label">{label}</p><ul class="ac-closest">{rows}</ul>' if rows else ""
    reason = f'<p class="ac-note">{inert(check.reason)}</p>' if check.reason else ""
    notice = f'<p class="ac-note ac-notice">{inert(as_told(check.notice, desk))}</p>' if check.notice else ""
    return f'<div class="ac-answer {look}"><div class="ac-text"><p>{verdict_words(check, several=desk.pane.several)}</p></div>{reason}{evidence}{notice}</div>'


def _quote_button(turn: Turn, citation: Citation, pane: ArticlePane, *, near: str = "") -> str:
    where = " · ".join(part for part in (pane.name(citation.article_id) if pane.several else None, f"page {citation.page}" if citation.page else None) if part)
    where_html = f'<span class="ac-where">{inert(where)}</span>' if where else ""
    number = "" if near else f'<span class="ac-chip">{citation.number}</span>'
    inner = f'{number}<span class="ac-told"><span class="ac-quote" dir="auto">{inert(citation.quote)}</span>{where_html}</span>'
    return _place_button(turn, citation, pane, near=near, inner=inner, extra=" ac-row-button")


def _place_button(turn: Turn, citation: Citation, pane: ArticlePane, *, near: str, inner: str, extra: str = "") -> str:
    at = pane.locate(citation.article_id, citation.start, citation.end)
    name = f"{near}." if near else f"[{citation.number}]"
    quote = citation.quote if len(citation.quote) <= _LABEL_CHARACTERS else citation.quote[:_LABEL_CHARACTERS].rstrip() + "…"
    page = f", page {citation.page}" if citation.page else ""
    label = inert(f"{name} Show in the article{page}: “{quote}”")
    kind, badge = ("n", "") if near else ("c", str(citation.number))
    return (
        f'<button type="button" class="ac-cite{" ac-near" if near else ""}{extra}" data-key="t{turn.number}{kind}{citation.number}" '
        f'data-badge="{badge}" data-at="{at}" aria-label="{label}" title="{inert(quote)}">{inner}</button>'
    )


def _text(turn: Turn, answer: Answer, pane: ArticlePane) -> str:
    """The answer's text: markers become buttons, the short answer is stressed, unsupported sentences are struck."""
    citations = {c.number: c for c in answer.citations}
    struck = unsupported_spans(answer)
    stressed = [span] if answer.span and answer.answered and (span := _find(answer.text, answer.span)) else []
    if stressed and stressed[0][1] - stressed[0][0] > 0.8 * len(MARKER.sub("", answer.text)):
        stressed = []
    lines = []
    position = 0
    own = {line for part in answer.parts for line in (part[0], REFUSAL)}  # lines of several answers that are none of the article's
    for line in answer.text.split("\n"):
        bullet = BULLET.match(line)
        if line in own:
            none = ("ac-part ac-none", _NONE_SAYS if pane.several else line)
            look, said = none if line == REFUSAL else ("ac-part", line)
            lines.append(f'<p class="{look}" dir="auto">{inert(said)}</p>')
            position += len(line) + 1
            continue
        start = position + (bullet.end() if bullet else 0)
        html = _line(turn, answer.text, (start, position + len(line)), struck, stressed, citations, pane)
        lines.append(f'<p class="ac-bullet" dir="auto">{html}</p>' if bullet else f'<p dir="auto">{html}</p>' if line.strip() else "")
        position += len(line) + 1
    return "".join(lines)


def unsupported_spans(answer: Answer) -> list[tuple[int, int]]:
    """Where the unsupported sentences stand. The same words may stand there twice, supported by one passage and not by another."""
    spans: list[tuple[int, int]] = []
    for one in answer.unsupported:
        from_here = spans[-1][1] if spans else 0
        places = [m.span() for m in re.finditer(re.escape(one.sentence), answer.text) if m.start() >= from_here and m.end() > m.start()]
        spans.extend([span for span in places if not re.match(r" ?\[\d", answer.text[span[1] :])][:1])
    return spans


def _find(text: str, part: str) -> tuple[int, int] | None:
    start = text.find(part) if part else -1
    return None if start < 0 else (start, start + len(part))


def _line(
    turn: Turn,
    text: str,
    line: tuple[int, int],
    struck: Sequence[tuple[int, int]],
    stressed: Sequence[tuple[int, int]],
    citations: Mapping[int, Citation],
    pane: ArticlePane,
) -> str:
    markers = {m.start(): m for m in MARKER.finditer(text, *line) if int(m.group(1)) in citations}
    edges = {edge for span in (*struck, *stressed) for edge in span} | {edge for m in markers.values() for edge in m.span()}
    cuts = [line[0], *sorted(edge for edge in edges if line[0] < edge < line[1]), line[1]]
    html: list[str] = []
    for start, end in pairwise(cuts):
        if start in markers:
            citation = citations[int(markers[start].group(1))]
            html.append(_place_button(turn, citation, pane, near="", inner=_number(citation)))
            if end not in markers:
                html.append("</span>")
            continue
        piece = text[start:end].rstrip() if end in markers else text[start:end]
        head, last = _before_last_word(piece) if end in markers else (piece, "")
        styled = [_styled(part, struck=_within(start, end, struck), stressed=_within(start, end, stressed)) for part in (head, last)]
        html.append(f'{styled[0]}<span class="ac-keep">{styled[1]}' if end in markers else styled[0])
    if line[0] in markers:
        html.insert(0, '<span class="ac-keep">')
    return "".join(html)


def _before_last_word(piece: str) -> tuple[str, str]:
    """The piece cut before its last word, which stays on one line with the number behind it; a word too long for a line is left to break."""
    at = max(piece.rfind(" "), piece.rfind("\n")) + 1
    return (piece[:at], piece[at:]) if len(piece) - at <= _KEPT_CHARACTERS else (piece, "")


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s <= start and end <= e for s, e in spans)


def _styled(text: str, *, struck: bool, stressed: bool) -> str:
    if not text:
        return ""
    html = f"<strong>{inert(text)}</strong>" if stressed else inert(text)
    return f'<s class="ac-unsupported">{html}</s>' if struck else html


def _number(citation: Citation) -> str:
    return f'<span class="ac-hidden">[</span>{citation.number}<span class="ac-hidden">]</span>'


def render_note(words: str, *, busy: bool = False) -> str:
    """What becomes of an article that was brought."""
    return f'<p class="ac-thinking" role="status">{_DOTS}{inert(words)}</p>' if busy else f'<p class="ac-add-problem" role="alert">{inert(words)}</p>'
