"""The articles of a visit as HTML: one tab each, one for all of them that never scrolls away, and a button to bring another."""

from __future__ import annotations

from article_chat.ui.markup import inert, told_apart
from article_chat.ui.visit import TOGETHER, Visit

_ADD = (
    '<button type="button" class="ac-add-button" data-add aria-controls="ac-add" aria-expanded="false" aria-label="Bring an article">'
    '+ <span class="ac-add-words">Bring an article</span></button>'
)


def render_shelf(visit: Visit, *, may_add: bool) -> str:
    """The tabs; with a single article only its button to bring another is shown."""
    titles = told_apart(desk.title for desk in visit.articles.values())
    tabs = "".join(_tab(key, title, chosen=key == visit.current, closes=key != visit.home) for key, title in zip(visit.articles, titles, strict=True))
    every = _tab(TOGETHER, "All of them", chosen=visit.current == TOGETHER, closes=False, look=" ac-shelf-all")
    shown = f'<div class="ac-shelf-tabs">{tabs}</div>{every}' if len(visit.articles) > 1 else ""
    return f'<nav class="ac-shelf" aria-label="Articles of this visit">{shown}{_ADD if may_add else ""}</nav>'


def _tab(key: str, title: str, *, chosen: bool, closes: bool, look: str = "") -> str:
    close = f'<button type="button" class="ac-shelf-close" data-close="{inert(key)}" aria-label="Close {inert(title)}">×</button>' if closes else ""
    current = ' aria-current="true"' if chosen else ""
    return (
        f'<span class="ac-shelf-tab{look}{" ac-chosen" if chosen else ""}">'
        f'<button type="button" class="ac-shelf-open" data-open="{inert(key)}" title="{inert(title)}"{current}>{inert(title)}</button>{close}</span>'
    )
