"""What goes wrong with a chat model -> ModelError of one sentence that says what to do, and never repeats a key or a reply."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from article_chat.errors import ModelError

_KEY_LIKE = re.compile(r"\b(?:sk|pk|key|xai|gsk|AIza)[-_A-Za-z0-9]{8,}|(?<=Bearer )\S+|(?<=Basic )\S+|(?<=://)[^/\s@]+@")
_TOO_MUCH = re.compile(r"context[ _](?:length|size|window)|maximum context|prompt is too long", re.IGNORECASE)
"""How servers, vLLM and llama.cpp among them, say that a prompt and the answer asked for are more than a model was started with."""
_UNPAID = re.compile(r"insufficient[_ ](?:quota|credit|balance|funds)|credit balance|exceeded your current quota|billing", re.IGNORECASE)
"""How providers say that there is no money left: OpenAI with 429, Anthropic with 400."""
_VERSIONED = re.compile(r"/v\d\w*/?$")
"""The end of an address as OpenAI's client wants it; the other two write it themselves."""
HIDDEN = "•••"


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without the given secrets and without anything that looks like a key or a login in an address."""
    for secret in secrets:
        if len(secret) >= 4:
            text = text.replace(secret, HIDDEN)
    return _KEY_LIKE.sub(HIDDEN, text)


class ReplyError(ModelError):
    """The model answered, but nothing of use: asked something else, it may do better."""


class CutOffError(ReplyError):
    """The reply ended at the most tokens a model may write, perhaps in the middle of a sentence."""


def server_of(base_url: str | None) -> str:
    """Host and port of an address, without a login or a path; the provider's own server when there is none."""
    if not base_url:
        return "its provider's server"
    try:
        parts = urlsplit(base_url if "://" in base_url else f"//{base_url}")
    except ValueError:  # half an IPv6 address
        return "the server"
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.hostname or 'the server'}{port}"


def translate(error: BaseException, *, model: str, base_url: str | None, key_name: str, timeout_s: float) -> ModelError:
    """The ModelError for whatever the provider's client raised."""
    if isinstance(error, ModelError):
        return error
    server, status, kinds = server_of(base_url), _status(error), _kinds(error)
    if status is not None and status >= 400:
        return _refused(error, status, model=model, base_url=base_url, key_name=key_name)
    if any("timeout" in kind for kind in kinds):
        return too_slow(model, timeout_s)
    if any("jsondecode" in kind for kind in kinds) or _is_nothing(error):
        return ModelError(f"{server} sent a reply for {model} that is not the expected JSON; check that the base URL is that of a chat API.", model=model)
    if any(word in kind for kind in kinds for word in ("protocolerror", "readerror", "incompleteread")):
        return broke_off(model)
    if any("connect" in kind or "unsupportedprotocol" in kind for kind in kinds):
        return ModelError(f"{model} cannot be reached at {server}; {_reached_by(model, base_url)}.", model=model)
    if status is not None or kinds[0] == "apierror":  # a failure that a stream reports after it began well
        return ModelError(f"{server} failed on {model} in the middle of its answer; try again, or look at the server's log.", model=model)
    return ModelError(f"{model} gave no usable reply ({type(error).__name__}); try again, or choose another model.", model=model)


def _refused(error: BaseException, status: int, *, model: str, base_url: str | None, key_name: str) -> ModelError:
    """The ModelError for an answer that is an HTTP error."""
    server = server_of(base_url)
    if status == 402 or (status in (400, 403, 429) and _UNPAID.search(str(error))):
        return ModelError(
            f"{server} wants to be paid for {model} first; choose another model.", model=model, advice=f"Add credit to the account of {key_name}."
        )
    if status == 401:
        return ModelError(f"{server} refused the key for {model}.", model=model, advice=f"Check {key_name}.")
    if status == 403:
        allowed = f"Check what the key in {key_name} may use, and from where."
        return ModelError(f"{server} does not allow the use of {model} (HTTP 403); choose another model.", model=model, advice=allowed)
    if status == 404:
        return ModelError(f"{server} knows no model {model}; {_known_by(model, base_url)}.", model=model)
    if status in (408, 504, 524):
        return ModelError(f"{server} gave up waiting for {model} (HTTP {status}); try again, or choose a faster model.", model=model)
    if status == 429:
        return ModelError(f"{server} takes no more requests for {model} at present; {_when(error)}, or check your quota.", model=model)
    if status in (503, 529):
        return ModelError(f"{server} is overloaded and cannot run {model} now (HTTP {status}); {_when(error)}, or choose another model.", model=model)
    if status >= 500:
        return ModelError(f"{server} failed on {model} (HTTP {status}); try again, or look at the server's log.", model=model)
    if status in (400, 413, 422) and _TOO_MUCH.search(str(error)):
        return ModelError(f"{server} holds too little in mind for {model}: passages and answer want a context of 8,192 tokens.", model=model)
    if status == 413:
        fewer = "To send less, lower ARTICLE_CHAT_READ_PASSAGES."
        return ModelError(f"{server} takes no request as long as passages and question for {model} (HTTP 413).", model=model, advice=fewer)
    return ModelError(f"{server} did not accept the request for {model} (HTTP {status}); check the model's name and settings.", model=model)


def _when(error: BaseException) -> str:
    seconds = retry_after_s(error)
    return f"try again in {seconds:,.0f} seconds" if seconds else "wait a little and try again"


def retry_after_s(error: BaseException) -> float:
    """How long a server asks to be left alone, in seconds; 0 where it doesn't say, or gives a date."""
    for one in _chain(error):
        headers = getattr(getattr(one, "response", None), "headers", None) or {}
        said = str(headers.get("retry-after"))
        if said.isdecimal() and len(said) < 7:
            return float(said)
    return 0.0


def may_pass(error: BaseException) -> bool:
    """Whether a second try could fare better: the server is busy, failed, or could not be reached. Silence has taken the time there is."""
    status, kinds = _status(error), _kinds(error)
    if status is not None:
        return status in (408, 409, 429) or status >= 500
    return any("connect" in kind for kind in kinds) and not any("timeout" in kind for kind in kinds)


def _known_by(model: str, base_url: str | None) -> str:
    provider, _, name = model.partition(":")
    versioned = _VERSIONED.search(base_url or "")
    if provider != "openai" and versioned:
        return f"leave {versioned.group().rstrip('/')} out of the base URL, or check the name after the colon"
    if provider == "ollama":
        return f"get it with `ollama pull {name}`, or check the name"
    lacks_version = provider == "openai" and base_url is not None and not versioned
    return f"check the name after the colon and the base URL{', which mostly ends in /v1' if lacks_version else ''}"


def _reached_by(model: str, base_url: str | None) -> str:
    if model.startswith("ollama:"):
        return "start it with `ollama serve`, or correct the base URL"
    return "start the server, or correct the base URL" if base_url else "check this machine's connection to the network"


def _is_nothing(error: BaseException) -> bool:
    """LangChain's way of saying that a stream held no event at all, as a page of HTML doesn't."""
    return str(error).startswith("No generation")


def too_slow(model: str, timeout_s: float) -> ModelError:
    """No answer in time."""
    waits = "To wait longer, raise ARTICLE_CHAT_MODEL_TIMEOUT_S."
    return ModelError(f"{model} did not answer within {timeout_s:g} seconds; try again.", model=model, advice=waits)


def empty(model: str) -> ReplyError:
    """Not a word came, which is no refusal."""
    return ReplyError(f"{model} sent an empty reply; try again, or choose another model.", model=model)


def declined(model: str) -> ReplyError:
    """The model said that it will not answer, which is no word about the article."""
    return ReplyError(f"{model} would not answer; ask in other words, or choose another model.", model=model)


def unfounded(model: str) -> ReplyError:
    """A bare yes or no."""
    return ReplyError(f"{model} answered with a bare yes or no, which cannot be checked; ask what the article says of it.", model=model)


def contrary(model: str, said: str) -> ReplyError:
    """A yes where the passages say no, or the other way round, and nothing else of use."""
    return ReplyError(f"{model} answered “{said}”, and what it cites says the opposite; ask what the article says of it.", model=model)


def not_prose(model: str) -> ReplyError:
    """JSON of which no single field is the answer."""
    return ReplyError(f"{model} answered in JSON, not in sentences that can be checked; try again, or choose another model.", model=model)


def foreign(model: str) -> ReplyError:
    """The check compares English with English."""
    return ReplyError(
        f"{model} answered in another language than the article's, which cannot be checked; ask in English, or choose another model.", model=model
    )


def withheld(model: str) -> ReplyError:
    """The provider let the model say no more, whatever had come of the answer."""
    return ReplyError(f"{model} was stopped by its provider's filter; ask in other words, or choose another model.", model=model)


def broke_off(model: str) -> ModelError:
    """The connection ended before the answer did."""
    return ModelError(f"{model} broke off in the middle of its answer; try again.", model=model)


def _status(error: BaseException) -> int | None:
    for one in _chain(error):
        status = getattr(one, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _kinds(error: BaseException) -> list[str]:
    return [type(one).__name__.lower() for one in _chain(error)]


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found
