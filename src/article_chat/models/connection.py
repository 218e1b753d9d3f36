"""A setting such as "openai:gpt-4o-mini" -> a chat model: the only place that talks to one."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from article_chat.errors import ModelError
from article_chat.models.failures import broke_off, scrub, too_slow, translate
from article_chat.models.streaming import TooSlowError, abandonable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

MAX_REPLY_CHARS = 20_000
"""A longer reply is no answer to a question about an article."""

MAX_TOKENS = 1024

KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "ollama": ""}
"""Provider -> the environment variable of its key; "" where none is needed."""

_PACKAGES = {"openai": "langchain_openai", "anthropic": "langchain_anthropic", "ollama": "langchain_ollama"}
_KEYLESS = "not-needed"
"""OpenAI's client insists on a key; a server of one's own usually wants none."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which chat model and how: `model` is "provider:name", `timeout_s` the longest silence, `retries` further tries. `key` is never shown.

    Without `key` the provider's environment variable is used.
    """

    model: str
    base_url: str | None = None
    timeout_s: float = 30.0
    retries: int = 1
    key: str | None = field(default=None, repr=False)

    @property
    def provider(self) -> str:
        """What stands before the colon."""
        return self.model.partition(":")[0]


class ChatModel:
    """A chat model that is loaded at its first use. `name` is the setting."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self.name = settings.model
        self._model: BaseChatModel | None = None

    def load(self) -> None:
        """Import the provider's package and make the client; nothing is sent. ModelError when the package is missing."""
        if self._model is None:
            self._model = _init(self.settings)

    def stream(self, text: str) -> Iterator[str]:
        """The reply to one message, piece by piece; "" now and then while nothing comes. Closing it gives the reply up.

        ModelError for everything that can go wrong, an empty reply and one over `MAX_REPLY_CHARS` included.
        """
        length = 0
        try:
            self.load()
            for piece in abandonable(lambda: self._pieces(text), timeout_s=self.settings.timeout_s):
                length += len(piece)
                if length > MAX_REPLY_CHARS:
                    raise ModelError(
                        f"{self.name} wrote more than {MAX_REPLY_CHARS} characters; ask a narrower question, or choose another model.", model=self.name
                    )
                yield piece
        except TooSlowError:
            raise too_slow(self.name, self.settings.timeout_s) from None
        except Exception as error:
            raise self._translated(error) from None
        if not length:
            raise ModelError(f"{self.name} sent an empty reply; try again, or choose another model.", model=self.name)

    def _pieces(self, text: str) -> Iterator[str]:
        assert self._model is not None
        finished = False
        for chunk in self._model.stream(text):
            yield str(chunk.text)
            finished = finished or _is_last(chunk.response_metadata)
        if not finished:
            raise broke_off(self.name)

    def _translated(self, error: Exception) -> ModelError:
        """The original may quote a key or the article, so only its kind and a scrubbed message are logged, and it is not chained."""
        settings = self.settings
        if not isinstance(error, ModelError):
            _log.debug("%s: %s: %s", self.name, type(error).__name__, scrub(str(error)[:500], [_key(settings) or ""]))
        key_name = KEYS.get(settings.provider) or "its key"
        return translate(error, model=self.name, base_url=settings.base_url, key_name=key_name, timeout_s=settings.timeout_s)


def open_model(settings: ModelSettings) -> ChatModel:
    """A chat model for these settings. ModelError, before anything is loaded, for a wrong form, a missing package or a missing key."""
    provider, colon, name = settings.model.partition(":")
    known = ", ".join(f"{one}:NAME" for one in KEYS)
    if not colon or not name.strip() or provider not in KEYS:
        raise ModelError(f"The chat model {scrub(settings.model)!r} is none of {known}; write it like openai:gpt-4o-mini.", model=scrub(settings.model))
    if not _is_installed(_PACKAGES[provider]):
        raise ModelError(f"{settings.model} needs a package that is not installed: pip install 'article-chat[{provider}]'.", model=settings.model)
    if KEYS[provider] and not settings.base_url and not _key(settings):
        raise ModelError(f"{settings.model} needs a key: set {KEYS[provider]} in the environment or in .env.", model=settings.model)
    return ChatModel(settings)


def _is_installed(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None


def _key(settings: ModelSettings) -> str | None:
    return settings.key or os.environ.get(KEYS.get(settings.provider, "") or "-") or None


def _init(settings: ModelSettings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(settings.model, **_options(settings))
    except ImportError:
        extra = settings.provider
        raise ModelError(f"{settings.model} needs a package that is not installed: pip install 'article-chat[{extra}]'.", model=settings.model) from None
    return model


def _options(settings: ModelSettings) -> dict[str, Any]:
    """What init_chat_model is told. A server of one's own is asked for its likeliest words; some hosted models refuse a temperature."""
    options: dict[str, Any] = {"base_url": settings.base_url} if settings.base_url else {}
    if settings.provider == "ollama":
        return options | {"temperature": 0, "num_predict": MAX_TOKENS, "client_kwargs": {"timeout": settings.timeout_s}}
    options |= {"timeout": settings.timeout_s, "max_retries": settings.retries, "max_tokens": MAX_TOKENS}
    if settings.base_url:
        options["temperature"] = 0
    options["api_key"] = _key(settings) or _KEYLESS
    return options


def _is_last(metadata: dict[str, Any]) -> bool:
    """Whether a chunk says that the reply is complete, in the words of any of the providers."""
    return any(metadata.get(name) for name in ("finish_reason", "stop_reason", "done_reason", "done"))
