"""A setting such as "openai:gpt-4o-mini" -> a chat model: the only place that talks to one."""

from __future__ import annotations

import base64
import logging
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from article_chat.errors import ModelError, ModelNameError
from article_chat.models.failures import (
    CutOffError,
    ReplyError,
    broke_off,
    empty,
    may_pass,
    retry_after_s,
    scrub,
    server_of,
    too_slow,
    translate,
    withheld,
)
from article_chat.models.streaming import TooSlowError, Turn, abandonable, encodable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)

MAX_REPLY_CHARS = 10_000
"""A longer reply is no answer to a question about an article."""

MAX_TOKENS = 4096
"""Far more than a short answer takes: models that think before they write have to do it within this."""

CONTEXT_TOKENS = 8192
"""What Ollama is told to hold in mind: at its own default it drops the beginning of a long prompt, the instructions, without a word."""

LOAD_S = 120.0
"""A provider's package is imported within this, however slow the disk."""

LONGEST_S = 86_400
"""The longest time limit: sockets take no endless one."""

RETRY_AFTER_S = 0.5
"""Before a further try, where the server doesn't say how long it wants."""

KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "ollama": ""}
"""Provider -> the environment variable of its key; "" where none is needed."""

_UNSENDABLE = re.compile(r"[^!-~]")
"""What no header can carry, or no key has: more than one line of a file was pasted, or a placeholder."""

_PACKAGES = {"openai": "langchain_openai", "anthropic": "langchain_anthropic", "ollama": "langchain_ollama"}
_KEYLESS = "not-needed"
"""OpenAI's client insists on a key; a server of one's own usually wants none."""
_OLLAMA = "http://127.0.0.1:11434"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which chat model and how: `model` is "provider:name", `timeout_s` the longest silence, `retries` further tries. `key` is never shown.

    Without `key` the provider's environment variable is used. `base_url` may hold a login, and is not shown either.
    """

    model: str
    base_url: str | None = field(default=None, repr=False)
    timeout_s: float = 30.0
    retries: int = 1
    key: str | None = field(default=None, repr=False)

    @property
    def provider(self) -> str:
        """What stands before the colon."""
        return self.model.partition(":")[0]

    @property
    def key_name(self) -> str:
        """The environment variable that a key is read from; Ollama's servers may want one too."""
        return KEYS.get(self.provider) or "OLLAMA_API_KEY"

    @property
    def address(self) -> str | None:
        """Where the model is looked for; None for the provider's own server."""
        if self.provider == "ollama" and not self.base_url:
            return self.ollama_host or _OLLAMA
        return self.base_url

    @property
    def ollama_host(self) -> str:
        """What the environment says of Ollama's address, where that counts; a name, or a port after a colon, will do."""
        return "" if self.base_url or self.provider != "ollama" else os.environ.get("OLLAMA_HOST", "")


class ChatModel:
    """A chat model that is loaded at its first use. `name` is the setting."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self.name = settings.model
        self._model: BaseChatModel | None = None

    def load(self) -> None:
        """Import the provider's package and make the client; nothing is sent. ModelError when the package is missing or a setting is refused."""
        if self._model is None:
            try:
                self._model = _init(self.settings)
            except Exception as error:
                raise self._translated(error) from None

    def stream(self, text: str, *, turn: Turn | None = None, whole: bool = False) -> Iterator[str]:
        """The reply to one message, piece by piece; "" now and then while nothing comes. Closing it gives the reply up.

        What `turn` has used of the time limit counts, and what this uses is added; a `whole` reply has to end within it. ModelError for
        everything that can go wrong, an empty reply and one over `MAX_REPLY_CHARS` included.
        """
        turn, limit, length = turn or Turn(), self.settings.timeout_s, 0
        begun: float | None = None
        try:
            if self._model is None:
                for _ in abandonable(self._loading, timeout_s=LOAD_S):
                    yield ""
            begun = time.monotonic()
            for piece in abandonable(lambda: encodable(self._pieces(text)), timeout_s=limit, used_s=turn.used_s, most_s=limit - turn.used_s if whole else None):
                length += len(piece)
                if length > MAX_REPLY_CHARS:
                    raise ReplyError(
                        f"{self.name} wrote more than {MAX_REPLY_CHARS} characters; ask a narrower question, or choose another model.", model=self.name
                    )
                yield piece
        except TooSlowError:
            raise too_slow(self.name, limit) from None
        except Exception as error:
            raise self._translated(error) from None
        finally:
            turn.used_s += 0.0 if begun is None else time.monotonic() - begun
        if not length:
            raise empty(self.name)

    def _loading(self) -> Iterator[str]:
        self.load()
        yield ""

    def _pieces(self, text: str) -> Iterator[str]:
        ended = None
        for chunk in self._begun(text):
            yield str(chunk.text)
            ended = ended or _ending(chunk.response_metadata)
        if ended is None or ended in _BROKEN:
            raise broke_off(self.name)
        if ended in _WITHHELD:
            raise withheld(self.name)
        if ended in _CUT_OFF:
            raise CutOffError(f"{self.name} was cut off at the most it may write ({_CUT_OFF[ended]}); ask a narrower question.", model=self.name)

    def _begun(self, text: str) -> Iterator[Any]:
        """The chunks of a reply. The clients are told never to try again: two wait as long as a server likes, past the time limit; the third doesn't try."""
        assert self._model is not None
        for left in range(self.settings.retries, -1, -1):
            chunks = iter(self._model.stream(text))
            try:
                first = next(chunks, None)
            except Exception as error:
                wait_s = max(RETRY_AFTER_S, retry_after_s(error))
                if not left or not may_pass(error) or wait_s > self.settings.timeout_s / 2:
                    raise
                time.sleep(wait_s)
                continue
            if first is not None:
                yield first
                yield from chunks
            return

    def _translated(self, error: Exception) -> ModelError:
        """The original may quote a key or the article, so only its kind and a scrubbed message are logged, and it is not chained."""
        settings = self.settings
        if not isinstance(error, ModelError):
            _log.debug("%s: %s: %s", self.name, type(error).__name__, scrub(str(error), _secrets(settings))[:500])
        return translate(error, model=self.name, base_url=settings.address, key_name=settings.key_name, timeout_s=settings.timeout_s)


def open_model(settings: ModelSettings) -> ChatModel:
    """A chat model for these settings. ModelError, before anything is loaded, for a wrong form, a missing package or a missing key."""
    provider, colon, name = settings.model.partition(":")
    known = ", ".join(f"{one}:NAME" for one in KEYS)
    if not colon or not name.strip() or provider not in KEYS:
        raise ModelNameError(f"The chat model {scrub(settings.model)!r} is none of {known}; write it like openai:gpt-4o-mini.", model=scrub(settings.model))
    if not _is_installed(_PACKAGES[provider]):
        raise _lacks_package(settings)
    if settings.base_url and (fault := _fault_of(settings.base_url)):
        raise ModelError(f"The base URL of {settings.model} {fault}.", model=settings.model, advice="Correct ARTICLE_CHAT_MODEL_BASE_URL.")
    if (host := settings.ollama_host) and (fault := _fault_of(host if "://" in host else f"http://{'localhost' * host.startswith(':')}{host}")):
        raise ModelError(f"The address of Ollama {fault}.", model=settings.model, advice="Correct OLLAMA_HOST in the environment.")
    if not 0 < settings.timeout_s <= LONGEST_S:
        raise ModelError(
            f"{settings.model} cannot be waited for {settings.timeout_s} seconds; give more than 0 and at most {LONGEST_S:,}.", model=settings.model
        )
    if KEYS[provider] and not settings.base_url and not _key(settings):
        raise ModelError(f"{settings.model} needs a key.", model=settings.model, advice=f"Set {KEYS[provider]} in the environment or in .env.")
    if _UNSENDABLE.search(_key(settings) or ""):
        strange = f"The key for {settings.model} has white space or letters in it that no key has."
        raise ModelError(strange, model=settings.model, advice=f"Correct {settings.key_name}.")
    return ChatModel(settings)


def _fault_of(base_url: str) -> str:
    """Why an address cannot be used, without a login that it may hold; "" for one that can."""
    try:
        parts = urlsplit(base_url)
        usable = parts.port != 0 and parts.hostname is not None
    except ValueError:  # half an IPv6 address, a port beyond all ports
        usable = False
    if not usable and "://" in base_url:
        shown = base_url.partition("://")[2].rpartition("@")[2].partition("/")[0]
        return f"({scrub(shown)}) is no address of a server: write it like http://127.0.0.1:8000/v1 or http://[::1]:8000/v1"
    return "" if base_url.lower().startswith(("http://", "https://")) else f"({server_of(base_url)}) must begin with http:// or https://"


def _lacks_package(settings: ModelSettings) -> ModelError:
    return ModelError(f"{settings.model} needs a package that is not installed: pip install 'article-chat[{settings.provider}]'.", model=settings.model)


def _is_installed(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None


def _key(settings: ModelSettings) -> str | None:
    given = settings.key or os.environ.get(KEYS.get(settings.provider, "") or "-") or ""
    return given.strip() or None


def _secrets(settings: ModelSettings) -> list[str]:
    """The key and the login of the address, in the forms in which an error may quote them; the longest first."""
    parts = urlsplit(settings.base_url or "")
    found = [_key(settings) or "", parts.netloc.rpartition("@")[0], parts.password or "", unquote(parts.password or "")]
    found += [header.removeprefix("Basic ") for header in _login(settings.base_url)[1].values()]
    return sorted(filter(None, found), key=len, reverse=True)


def _init(settings: ModelSettings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(settings.model, **_options(settings))
    except ImportError:
        raise _lacks_package(settings) from None
    return model


def _options(settings: ModelSettings) -> dict[str, Any]:
    """What init_chat_model is told. A server of one's own is asked for its likeliest words; some hosted models refuse a temperature."""
    address, headers = _login(settings.base_url)
    options: dict[str, Any] = {"base_url": address} if address else {}
    if settings.provider == "ollama":
        signed = {"Authorization": f"Bearer {key}"} if (key := _key(settings)) else {}
        client = {"timeout": settings.timeout_s, "headers": signed | headers | {"Connection": "close"}}  # nobody closes this client: it keeps none open
        return options | {"temperature": 0, "num_predict": MAX_TOKENS, "num_ctx": CONTEXT_TOKENS, "client_kwargs": client}
    options |= {"timeout": settings.timeout_s, "max_retries": 0, "max_tokens": MAX_TOKENS, "api_key": _key(settings) or _KEYLESS}
    if address:
        options |= {"temperature": 0, "default_headers": headers}
    return options


def _login(base_url: str | None) -> tuple[str | None, dict[str, str]]:
    """An address without its login, and the header that logs in: clients log the addresses they ask."""
    parts = urlsplit(base_url or "")
    if base_url is None or "@" not in parts.netloc:
        return base_url, {}
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return address, {"Authorization": f"Basic {base64.b64encode(login.encode()).decode()}"}


_CUT_OFF = {"length": f"{MAX_TOKENS} tokens", "max_tokens": f"{MAX_TOKENS} tokens", "model_context_window_exceeded": "all that it can hold in mind"}
_WITHHELD = {"content_filter", "refusal", "safety"}
_BROKEN = {"error", "abort", "pause_turn"}
"""Ends of replies that are not complete, in the words of the providers and of servers that speak as they do."""


def _ending(metadata: dict[str, Any]) -> str | None:
    """Why a chunk says that the reply is complete, in the words of any of the providers; None while it is not."""
    found = next((metadata[name] for name in ("finish_reason", "stop_reason", "done_reason", "done") if metadata.get(name)), None)
    return None if found is None else str(found)
