"""Visits that a reload of the page comes back to, each known by a name that only its own tab has heard."""

from __future__ import annotations

import secrets
from weakref import WeakValueDictionary

from article_chat.ui.visit import Visit

_NAME_BYTES = 32
"""Nobody guesses one of so many."""


class Returning:
    """Names given to visits. It keeps none of them: Gradio does, for an hour after the tab was closed or loaded anew, and so long they are found again."""

    def __init__(self) -> None:
        self._visits: WeakValueDictionary[str, Visit] = WeakValueDictionary()

    def name(self, visit: Visit) -> str:
        """A new name, under which `visit` can be come back to once."""
        name = secrets.token_urlsafe(_NAME_BYTES)
        self._visits[name] = visit
        return name

    def back(self, name: object) -> Visit | None:
        """The visit with that name, where what was going on in it has ended; None where there is none. The name is used up."""
        visit = self._visits.pop(name, None) if isinstance(name, str) else None
        if visit is not None:
            visit.pause()
        return visit
