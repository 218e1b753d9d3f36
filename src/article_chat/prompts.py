"""The texts of prompts/: found in the checkout, in an installed package or in a person's own folder, and filled in without surprises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from article_chat.errors import ConfigError

VARIABLES: Mapping[str, tuple[str, ...]] = {"answer": ("passages", "question", "refusal"), "rewrite": ("history", "question")}
"""The variables that each prompt must have, and no others."""

MAX_PROMPT_CHARS = 20_000

_VARIABLE = re.compile(r"\$\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template. `${name}` stands for a variable; nothing else in it is special, and what is filled in is never looked at again."""

    name: str
    text: str

    def fill(self, **values: str) -> str:
        """The text with every variable replaced, in one pass: a value that looks like a variable stays as it is."""
        return _VARIABLE.sub(lambda match: values[match.group(1)], self.text)


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt `name` ("answer", "rewrite"): from `folder` when it has the file, else the one that comes with the package.

    ConfigError for a file that cannot be read, a variable that is missing, and one that nobody fills in.
    """
    file = f"{name}.md"
    if folder is not None and not folder.is_dir():
        raise ConfigError(f"The prompts folder {folder} does not exist; create it or unset the setting.", name=str(folder))
    own = folder / file if folder is not None and (folder / file).is_file() else None
    where = str(own or f"prompts/{file}")
    try:
        text = own.read_text(encoding="utf-8") if own else _packaged(file)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{where} cannot be read as UTF-8 text; repair or remove it.", name=where) from error
    _check(where, text, VARIABLES[name])
    return Prompt(name, text)


def _packaged(file: str) -> str:
    checkout = Path(__file__).resolve().parents[2] / "prompts" / file
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    return (resources.files("article_chat") / "_data" / "prompts" / file).read_text(encoding="utf-8")


def _check(where: str, text: str, wanted: tuple[str, ...]) -> None:
    if len(text) > MAX_PROMPT_CHARS:
        raise ConfigError(f"{where} has {len(text)} characters; a prompt may have {MAX_PROMPT_CHARS}.", name=where)
    found = set(_VARIABLE.findall(text))
    for name in wanted:
        if name not in found:
            raise ConfigError(f"{where} lacks the variable ${{{name}}}; put it where its value belongs.", name=where)
    for name in sorted(found - set(wanted)):
        known = ", ".join(f"${{{variable}}}" for variable in wanted)
        raise ConfigError(f"{where} has an unknown variable ${{{name}}}; the ones it may use are {known}.", name=where)
