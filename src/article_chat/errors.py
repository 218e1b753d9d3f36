"""Everything that can go wrong, under one root.

A message names the offending value and says what to do; each child keeps the evidence in attributes, so that a caller need not parse text.
"""

from __future__ import annotations

from pathlib import Path

MOST_REPEATED = 240
"""Characters of an offending value that a message repeats: a path or link can have thousands, and would bury what is wrong."""


def shortened(value: str) -> str:
    """The value as a message may repeat it: the middle of a very long one is left out, as its beginning and end tell what it is."""
    half = (MOST_REPEATED - 3) // 2
    return value if len(value) <= MOST_REPEATED else f"{value[:half]}...{value[-half:]}"


class ArticleChatError(Exception):
    """Root of every error this package raises on purpose. Wherever the message repeats `evidence` it is shortened; the attributes keep it whole.

    Every child can be made of its message alone, which is how an error comes back out of another process.
    """

    def __init__(self, message: str = "", *, evidence: object = None) -> None:
        for written in () if evidence is None else (str(evidence), repr(evidence)):
            message = message.replace(written, shortened(written)) if len(written) > MOST_REPEATED else message
        super().__init__(message)


class InputError(ArticleChatError):
    """What the caller gave cannot be used: exit status 2 on the command line, HTTP 400."""


class QuestionError(InputError):
    """The question is not text, or history is not pairs of text."""

    def __init__(self, message: str, *, value: object = None) -> None:
        super().__init__(message, evidence=value)
        self.value = value


class ArticleError(InputError):
    """An article that cannot be read. `source` is the path or URL as it was given."""

    def __init__(self, message: str, *, source: str | Path | None = None) -> None:
        super().__init__(message, evidence=source)
        self.source = source


class LimitError(ArticleError):
    """An article over a limit. `limit` and `size` are in `unit`."""

    def __init__(self, message: str, *, source: str | Path | None = None, limit: float = 0, size: float = 0, unit: str = "") -> None:
        super().__init__(message, source=source)
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

    def __init__(self, message: str, *, path: Path = Path()) -> None:
        super().__init__(message, evidence=path)
        self.path = path


class IndexGoneError(ArticleChatError):
    """The index of an open article is no longer in the store."""


class ModelError(ArticleChatError):
    """The chat model failed: absent package, key or server, time limit, unusable reply. `model` is the setting."""

    def __init__(self, message: str, *, model: str = "") -> None:
        super().__init__(message, evidence=model)
        self.model = model
