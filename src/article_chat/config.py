"""The settings: environment variables and .env with the prefix ARTICLE_CHAT_, read once at the edge and passed in."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from article_chat.errors import ConfigError, shortened

PREFIX = "ARTICLE_CHAT_"
_NO_SETTINGS = frozenset({f"{PREFIX}DEBUG"})
"""What the command line reads by itself."""
_log = logging.getLogger(__name__)
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")


class Settings(BaseSettings):
    """Everything that can be set. Raises ConfigError that names the setting when a value cannot be used."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    store: Path = Field(default_factory=lambda: default_store(), description="Folder of the Chroma store.")
    prompts: Path | None = Field(default=None, description="Folder of your own answer.md and rewrite.md.")
    embedding_model: str = Field(default="all-MiniLM-L6-v2", description="A sentence-transformers model: its folder, or its name in the local cache.")
    multilingual: bool = Field(default=False, description="The embedding model reads other languages than English too.")
    refuse_below: float | None = Field(default=None, ge=0, le=1, description="An answer less probable than this is refused; empty: as calibrated.")
    read_passages: int = Field(default=12, ge=1, le=200, description="Passages the reader reads of an article too long to be read whole.")
    max_question_chars: int = Field(default=1000, ge=1, le=10**6, description="A longer question is sent back.")
    model: str = Field(default="", description="A chat model, such as openai:gpt-4o-mini; empty or none: the article's own words only.")
    model_base_url: str = Field(default="", repr=False, description="Address of an OpenAI-compatible server.")
    model_timeout_s: float = Field(default=30.0, gt=0, le=86_400, description="Seconds a chat model may take to answer, and between two pieces of an answer.")
    model_retries: int = Field(default=1, ge=0, le=5, description="Further tries after a failed call of the chat model.")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY", description="Read from the environment or .env; never shown.")
    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY", description="Read likewise; never shown.")
    ollama_api_key: SecretStr | None = Field(default=None, validation_alias="OLLAMA_API_KEY", description="Read likewise; a server of one's own wants none.")
    host: str = Field(default="127.0.0.1", description="Address the page is served on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port of the page; 0 takes a free one.")
    hosts: str = Field(default="", description="Further names, with commas between, that a page on this machine answers to: of a proxy before it.")
    links_allowed: bool = Field(default=True, description="Whether articles may be fetched from the web.")
    max_bytes: int = Field(default=50_000_000, ge=1, le=10**12, description="Bytes of a file or a link.")
    max_characters: int = Field(default=10_000_000, ge=1, le=10**10, description="Characters of an article.")
    max_pages: int = Field(default=2_000, ge=1, le=10**7, description="Pages of a PDF.")
    max_members: int = Field(default=5_000, ge=1, le=10**7, description="Files inside a DOCX or EPUB.")
    max_unpacked_bytes: int = Field(default=200_000_000, ge=1, le=10**12, description="Bytes of a DOCX, EPUB or compressed link once unpacked.")
    max_ratio: int = Field(default=200, ge=1, le=10**6, description="Unpacked to packed size of a file inside a DOCX or EPUB, or of a compressed link.")
    max_seconds: float = Field(default=60.0, ge=0.001, le=86_400, description="Seconds that reading one file may take.")
    max_memory: int = Field(default=1_500_000_000, ge=1, le=10**13, description="Bytes of memory that reading one file may take.")
    max_redirects: int = Field(default=5, ge=0, le=100, description="Redirects followed from one link.")
    max_fetch_seconds: float = Field(default=20.0, ge=0.001, le=86_400, description="Seconds that fetching a link may take.")
    store_max_bytes: int = Field(default=2_000_000_000, ge=1, le=10**15, description="Size of the store; the articles used longest ago go first.")

    def __init__(self, **values: Any) -> None:
        for name in values:
            if name not in Settings.model_fields and name not in _variables().values() and not name.startswith("_"):
                raise ConfigError(f"Settings have no {shortened(name)}{_meant(name, Settings.model_fields)}.", name=name)
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise _config_error(error) from None
        except UnicodeError:
            raise _file_error("is not in UTF-8: save it as UTF-8 (what > writes in PowerShell is UTF-16)") from None
        except OSError as error:
            raise _file_error(f"cannot be read ({error.strerror}): change its permissions, or start in another folder") from None
        for name in sorted(_given()):
            if name not in _variables().values() and name not in _NO_SETTINGS:
                _warn(name)

    def key_of(self, model: str) -> str | None:
        """The key for the provider of `model`, where one is set."""
        keys = {"openai": self.openai_api_key, "anthropic": self.anthropic_api_key, "ollama": self.ollama_api_key}
        key = keys.get(model.partition(":")[0])
        return key.get_secret_value() if key is not None else None

    @field_validator("model")
    @classmethod
    def _none_is_none(cls, value: str) -> str:
        """The word none takes back, for one command, a model that the environment sets."""
        return "" if value.strip().lower() == "none" else value.strip()

    @field_validator("model_base_url")
    @classmethod
    def _bare(cls, value: str) -> str:
        """White space that was pasted along is no part of an address."""
        return value.strip()

    @field_validator("hosts")
    @classmethod
    def _names_only(cls, value: str) -> str:
        """A name that no browser sends would let nobody in, without a word."""
        for name in filter(None, map(str.strip, value.split(","))):
            if not _HOST_NAME.fullmatch(name):
                raise ValueError(f"{name} is not a host's name: give it without https://, port, path or *")
        return value

    @property
    def further_hosts(self) -> tuple[str, ...]:
        """`hosts`, one by one."""
        return tuple(filter(None, map(str.strip, self.hosts.split(","))))

    @field_validator("store")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        try:
            return value.expanduser()
        except RuntimeError:
            raise ValueError(f"nobody called {value.parts[0].lstrip('~') or 'you'} has a home folder here; give the folder's whole path") from None


def _given() -> set[str]:
    """The names with our prefix in the environment and in the file of settings, as they are written, in capitals."""
    from dotenv import dotenv_values

    file = Settings.model_config.get("env_file")
    written = dotenv_values(str(file), interpolate=False) if file and Path(str(file)).is_file() else {}
    return {name.upper() for name in (*os.environ, *written) if name.upper().startswith(PREFIX)}


@cache
def _warn(name: str) -> None:
    """A slip in the name of a setting would leave it as it was, without a word. Once is enough."""
    _log.warning("%s is no setting and changes nothing%s.", shortened(name), _meant(name.removeprefix(PREFIX), _variables()))


def _meant(name: str, known: Mapping[str, object]) -> str:
    """What is known by nearly this name; a string that is known by it is how it is written."""
    near = get_close_matches(name, known, n=1, cutoff=0.75)
    return f"; {shown if isinstance(shown := known[near[0]], str) else near[0]} is one" if near else ""


@cache
def _variables() -> dict[str, str]:
    """Setting in capitals -> its variable of the environment; the keys of providers have no prefix of ours."""
    return {name.upper(): str(field.validation_alias or f"{PREFIX}{name.upper()}") for name, field in Settings.model_fields.items()}


def default_store() -> Path:
    """store/chroma of the checkout this runs from, or the user's data folder when it was installed."""
    root = Path(__file__).resolve().parents[2]
    if (root / "pyproject.toml").is_file() and (root / "store").is_dir():
        return root / "store" / "chroma"
    base = os.environ.get("XDG_DATA_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        return (Path(base) if base else Path.home() / ".local" / "share") / "article-chat" / "chroma"
    except RuntimeError:
        raise ConfigError(f"There is no home folder to keep the store in: set {PREFIX}STORE to a folder.", name=f"{PREFIX}STORE") from None


def _file_error(what: str) -> ConfigError:
    """The file that settings are read from cannot be used."""
    name = str(Path(str(Settings.model_config.get("env_file"))).absolute())
    return ConfigError(f"The file {name} {what}.", name=name)


def _config_error(error: ValidationError) -> ConfigError:
    """The first problem, by the name a person set it under; a secret's value is not repeated."""
    first = error.errors()[0]
    name = f"{PREFIX}{'_'.join(str(part) for part in first['loc']).upper()}"
    value = first.get("input")
    shown = "" if isinstance(value, SecretStr) else f" {shortened(repr(value))}"
    reason = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"].lower()
    return ConfigError(f"{name}{shown} cannot be used: {reason}.", name=name)
