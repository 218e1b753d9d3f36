"""Loading the models and finding example questions in the background, while the page already shows."""

from __future__ import annotations

import logging
from threading import Thread

from article_chat.errors import ArticleChatError
from article_chat.progress import INDEXING
from article_chat.ui.bringing import Bringing, Cancelled
from article_chat.ui.ports import AssistantLike

_log = logging.getLogger(__name__)


class WarmUp:
    """Warms an assistant up once, in a daemon thread.

    `ready` when all is loaded and indexed, `problem` says why it is not and `advice` which setting helps; `examples` are questions
    worth asking, empty until they are found; `over` when nothing more will change. `progress` is what the assistant reports meanwhile; cancelling it
    ends the warm-up.
    """

    def __init__(self, assistant: AssistantLike) -> None:
        self.assistant = assistant
        self.progress = Bringing()
        self.ready = False
        self.problem: str | None = None
        self.advice = ""
        self.examples: tuple[str, ...] = ()
        self.over = False
        self._finder: Thread | None = None

    def start(self) -> WarmUp:
        """Begin, and return at once."""
        Thread(target=self.run, name="article-chat-warm-up", daemon=True).start()
        return self

    def run(self) -> None:
        """Warm up here and now; never raises."""
        try:
            self.assistant.warm_up(self._told)
        except Cancelled:
            self.problem = "Cancelled."
        except ArticleChatError as error:
            _log.warning("%s", error)
            self.problem, self.advice = error.message, error.advice
        except Exception:
            _log.exception("warming up failed")
            self.problem = "The models could not be loaded; the server's log says why."
        else:
            self.ready = True
            if self._finder is not None:
                self._finder.join()
            if not self.examples:
                self._find_examples()
        self.over = True

    def _told(self, stage: str, done: int, total: int) -> None:
        """Questions are answered as soon as the beginning of a long article is indexed: from then on, those worth asking are looked for."""
        self.progress(stage, done, total)
        if stage == INDEXING and 0 < done < total and self._finder is None:
            self._finder = Thread(target=self._find_examples, name="article-chat-examples", daemon=True)
            self._finder.start()

    def _find_examples(self) -> None:
        """Questions can be asked without them, so that a failure here is only logged."""
        try:
            self.examples = tuple(self.assistant.examples)
        except Exception:
            _log.exception("finding example questions failed")
