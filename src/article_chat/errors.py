"""Everything that can go wrong, under one root.

A message names the offending value and says what to do; each child keeps the evidence in attributes, so that a caller need not parse text.
"""

from __future__ import annotations

import re
from pathlib import Path

MOST_REPEATED = 240
"""Characters of an offending value that a message repeats: a path or link can have thousands, and would bury what is wrong."""


def shortened(value: str) -> str:
    """The value as a message may repeat it: the middle of a very long one is left out, as its beginning and end tell what it is."""
    half = (MOST_REPEATED - 3) // 2
    return value if len(value) <= MOST_REPEATED else f"{value[:half]}...{value[-half:]}"


def advised(text: str, advice: str) -> str:
    """The text with what only whoever runs the program can do about it, the names of settings in it, in parentheses at the end."""
    return f"{text} ({advice})" if advice else text


_ADVICE = re.compile(r" ?\([^()]*\b[A-Z]+(?:_[A-Z]+)+\b[^()]*\)")
"""Parentheses that name a setting."""


def without_advice(text: str) -> str:
    """The text as a visitor of the page can act on it: what `advised` put behind it is left out."""
    return _ADVICE.sub("", text)


class ArticleChatError(Exception):
    """Root of every error this package raises on purpose. Wherever the message repeats `evidence` it is shortened; the attributes keep it whole.

    `message` says what happened and what anybody can do; `advice` what only whoever runs the program can, which setting to change. As a string it
    is both. Every child can be made of its message alone, which is how an error comes back out of another process.
    """

    def __init__(self, message: str = "", *, evidence: object = None, advice: str = "") -> None:
        for written in () if evidence is None else (str(evidence), repr(evidence)):
            message = message.replace(written, shortened(written)) if len(written) > MOST_REPEATED else message
        super().__init__(advised(message, advice))
        self.message, self.advice = message, advice


class InputError(ArticleChatError):
    """What the caller gave cannot be used: exit status 2 on the command line, HTTP 400."""


class QuestionError(InputError):
    """The question is not text, or history is not pairs of text."""

    def __init__(self, message: str, *, value: object = None) -> None:
        super().__init__(message, evidence=value)
        self.value = value


class ArticleError(InputError):
    """An article that cannot be read. `source` is the path or URL as it was given."""

    def __init__(self, message: str, *, source: str | Path | None = None, advice: str = "") -> None:
        super().__init__(message, evidence=source, advice=advice)
        self.source = source


class LimitError(ArticleError):
    """An article over a limit. `limit` and `size` are in `unit`."""

    def __init__(self, message: str, *, source: str | Path | None = None, limit: float = 0, size: float = 0, unit: str = "", advice: str = "") -> None:
        super().__init__(message, source=source, advice=advice)
        self.limit, self.size, self.unit = limit, size, unit


class ConfigError(InputError):
    """A setting, or a prompt file, that cannot be used. `name` is the setting's or the file's."""

    def __init__(self, message: str, *, name: str = "") -> None:
        super().__init__(message, evidence=name)
        self.name = name


class WeightsError(ArticleChatError):
    """A model file that is missing, or whose hash is not the one expected. `path` is the file."""

    def __init__(self, message: str, *, path: Path = Path()) -> None:
        super().__init__(message, evidence=path)
        self.path = path


class StoreError(ArticleChatError):
    """The Chroma store cannot be opened, written or repaired. `path` is its folder."""

    def __init__(self, message: str, *, path: Path = Path(), advice: str = "") -> None:
        super().__init__(message, evidence=path, advice=advice)
        self.path = path


class IndexGoneError(ArticleChatError):
    """The index of an open article is no longer in the store."""


class ModelError(ArticleChatError):
    """The chat model failed: absent package, key or server, time limit, unusable reply. `model` is the setting."""

    def __init__(self, message: str, *, model: str = "", advice: str = "") -> None:
        super().__init__(message, evidence=model, advice=advice)
        self.model = model


class ModelNameError(ModelError, InputError):
    """The setting names no chat model: it has no provider, or one that is not known."""
