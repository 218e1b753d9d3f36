"""Loading the models in the background, while the page already shows."""

from __future__ import annotations

import logging
from threading import Thread

from article_chat.errors import ArticleChatError
from article_chat.ui.ports import AssistantLike

_log = logging.getLogger(__name__)


class WarmUp:
    """Runs `assistant.warm_up()` once, in a daemon thread. `ready` when it went well, `problem` says why it did not."""

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant
        self.ready = False
        self.problem: str | None = None

    def start(self) -> None:
        """Begin; returns at once."""
        Thread(target=self._run, name="article-chat-warm-up", daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.ready or self.problem is not None

    def _run(self) -> None:
        try:
            self._assistant.warm_up()
        except ArticleChatError as error:
            self.problem = str(error)
        except Exception:
            _log.exception("warming up failed")
            self.problem = "The models could not be loaded; the server's log says why."
        else:
            self.ready = True
