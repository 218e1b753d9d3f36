"""Which desk a visitor is at: every visit starts at the same one, and each article that is brought gets one of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

from article_chat.errors import ArticleError
from article_chat.ui.article_pane import ArticlePane
from article_chat.ui.bringing import Bringing
from article_chat.ui.opener import Opener
from article_chat.ui.ports import AssistantLike
from article_chat.ui.visit import TOGETHER, Desk, Visit
from article_chat.ui.warmup import WarmUp

DEFAULT = "default"
"""Key of the desk that every visit starts with."""
MOST_ARTICLES = 12
"""Articles a visit may have open."""


class Desks:
    """What all visits share, the default assistant with its article and the opener of others, and how a visit's desks come into view."""

    def __init__(self, warm_up: WarmUp, opener: Opener | None) -> None:
        self.warm_up = warm_up
        self.opener = opener
        self.pane = ArticlePane(warm_up.assistant.articles)

    def in_view(self, visit: Visit) -> Desk:
        """The desk in view; a new visit gets the default article."""
        if visit.current not in visit.desks:
            return visit.open(DEFAULT, self.warm_up, self.pane)
        return visit.desks[visit.current]

    def bring(self, visit: Visit, text: str, file: str | None, link: str, progress: Bringing) -> None:
        """Open what was pasted, dropped or linked at a desk of its own; takes as long as reading it does, and removes the file.

        Raises ArticleChatError when it cannot be used, Cancelled when it is not wanted any more.
        """
        try:
            assistant = self._brought(visit, text, file, link, progress)
            pane = ArticlePane(assistant.articles)
            progress.go_on()
            self._open(visit, assistant.articles[0].id, assistant, pane)
        finally:
            visit.end_bringing(progress)
            if file:
                Path(file).unlink(missing_ok=True)

    async def choose(self, visit: Visit, key: str) -> None:
        """Bring the desk with `key` into view, if the visit has it; the one for all articles is made when it is first chosen.

        That takes a moment, in which the visitor may have gone elsewhere, or closed an article: then it is not made.
        """
        if key == TOGETHER and TOGETHER not in visit.desks and self.opener is not None and len(visit.articles) > 1:
            before = (visit.current, list(visit.desks))
            together = await asyncio.to_thread(self.opener.open_together, [desk.assistant for desk in visit.articles.values()], Bringing())
            if before == (visit.current, list(visit.desks)):
                self._open(visit, TOGETHER, together, ArticlePane(together.articles))
        elif key in visit.desks:
            visit.current = key

    def _brought(self, visit: Visit, text: str, file: str | None, link: str, progress: Bringing) -> AssistantLike:
        if self.opener is None:
            raise ArticleError("This page shows one article only.")
        if len(visit.articles) >= MOST_ARTICLES:
            raise ArticleError(f"{MOST_ARTICLES} articles are open, which is the most a visit can have: close one first.")
        if file:
            return self.opener.open_file(Path(file), progress)
        if text.strip():  # before the link: one that was refused may still stand in its field, and its text is what is pasted then
            return self.opener.open_text(text, progress)
        if link.strip():
            return self.opener.open_link(link.strip(), progress)
        raise ArticleError("Paste a text, drop a file, or give a link.")

    def _open(self, visit: Visit, key: str, assistant: AssistantLike, pane: ArticlePane) -> None:
        if key in visit.desks:
            visit.current = key
            return
        self.in_view(visit)
        visit.open(key, WarmUp(assistant).start(), pane)
        if key != TOGETHER and TOGETHER in visit.desks:
            visit.leave(TOGETHER)
