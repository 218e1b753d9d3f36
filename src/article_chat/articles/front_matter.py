"""The fields that stand before a Markdown text: YAML between lines of "---", or TOML between lines of "+++"."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from article_chat.articles.characters import clean_characters
from article_chat.articles.heads import iso_date
from article_chat.articles.people import join_names, split_names

_YAML = re.compile(r"\A---[ \t]*\n(?P<fields>.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<fields>.{0,10000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_NAME = re.compile(r"[\w-]+")
_FIELD = re.compile(r"^(?P<name>\w+)\s*:\s*(?P<value>\S.*)$", re.MULTILINE)


def split_front_matter(text: str) -> tuple[str, dict[str, Any]]:
    """The text after the front matter, and its fields by lower-case name; all of the text where there are no fields."""
    for pattern, parse in ((_YAML, _yaml), (_TOML, _toml)):
        if (found := pattern.match(text)) and (fields := parse(found["fields"])):
            return text[found.end() :], {str(name).lower(): value for name, value in fields.items()}
    return text, {}


def words(fields: dict[str, Any], *names: str) -> str | None:
    """The first of these fields that has text in it, on one line, cleaned: what a format writes as an escape was no character when the text was."""
    found = (" ".join(clean_characters(str(fields[name])).split()) for name in names if isinstance(fields.get(name), str | int | float))
    return next(filter(None, found), None)


def people(fields: dict[str, Any], *names: str) -> str | None:
    """The names in the first of these fields that has any: a text, a list of texts, or a list of objects that have names."""
    return next(filter(None, (join_names(_people(fields.get(name))) for name in names)), None)


def date(fields: dict[str, Any], *names: str) -> str | None:
    """The first of these fields that is a date, as iso_date writes it; YAML and TOML know dates."""
    return next(filter(None, (iso_date(str(fields[name])) for name in names if not isinstance(fields.get(name), list | dict | None))), None)


def _people(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for one in value if not isinstance(one, list) for name in _people(one)]
    if isinstance(value, dict):
        return _people(value["name"]) if isinstance(value.get("name"), str) else []
    return split_names(value) if isinstance(value, str) else []


def _yaml(written: str) -> dict[Any, Any]:
    """The fields; of what is not proper YAML (a title with a colon in it) the lines that look like fields."""
    import yaml

    try:
        fields = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {field["name"]: field["value"].rstrip().strip("\"'") for field in _FIELD.finditer(written)}
    # Prose between two rules may have a colon in it; the names of fields have no spaces.
    return fields if isinstance(fields, dict) and all(_NAME.fullmatch(str(name)) for name in fields) else {}


def _toml(written: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written)
    except (ValueError, RecursionError):
        return {}
