"""Features and findings -> one sentence that says what the evidence lacks."""

from __future__ import annotations

from article_chat.support.signals import Finding
from article_chat.support.trees import Trees
from article_chat.support.weights import WEIGHTS

_PLAIN = "The passages don't say this."


_FELT = 0.3
"""What is under this is no reason to name."""

_BY_HAND = 0.1
"""Log odds that one of the weights set by hand counts for: little, so that they decide between reasons that raise the score by about as much."""


def explain(values: dict[str, float], findings: dict[str, Finding], trees: Trees) -> str:
    """The reason without which the score would rise most, naming what was found; a figure that stands nowhere before all others, as it decides alone.

    Where the reader's doubt has settled it, no reason raises the score by much: then what weighs most by hand decides. That doubt itself names nothing and
    is given where there is no other."""
    if values["new_figure"]:
        return _REASONS["numbers_missing"](findings.get("numbers_missing", Finding()))
    against = [name for name in values if name in _REASONS and values[name] > _FELT]
    if not against:
        return _PLAIN
    raised = {name: trees.odds(values | {name: 0.0}) + _BY_HAND * WEIGHTS.get(name, 0.0) * values[name] for name in against}
    worst = max(against, key=lambda name: (name != "denied", raised[name]))
    return _REASONS[worst](findings.get(worst, Finding()))


def _number(finding: Finding) -> str:
    instead = f"; they give {finding.given}" if finding.given else ""
    return f"The number {finding.said} is not in the passages{instead}."


def _calendar(finding: Finding) -> str:
    instead = f"; they say {finding.given}" if finding.given else ""
    return f"{finding.said} is not in the passages{instead}."


def _missing(finding: Finding) -> str:
    return f"The passages say nothing of {finding.said}." if finding.said else _PLAIN


_REASONS = {
    "numbers_missing": _number,
    "other_amount": lambda f: f"The passages give “{f.given}”, not “{f.said}”.",
    "calendar_missing": _calendar,
    "names_missing": lambda f: f"{f.said} is not named in the passages.",
    "names_elsewhere": lambda f: f"The passages don't connect {f.said} with this.",
    "negation": lambda f: f"The passages say the opposite about “{f.said}”.",
    "opposite": lambda f: f"The passages say “{f.given}”, not “{f.said}”.",
    "turned": lambda f: f"The passages say “{f.given}”, not “{f.said}”.",
    "hedge": lambda f: f"The passages don't state this as a fact (“{f.given}”).",
    "universal": lambda f: f"The passages don't say “{f.said}”.",
    "roles": lambda f: f"Who did what to whom is different in the passages ({f.said}).",
    "crossed": lambda f: f"Who did what to whom is different in the passages ({f.said}).",
    "stranger": lambda f: f"The passages have {f.given} do this ({f.said}).",
    "order": lambda f: f"What came first, or what caused what, is the other way round in the passages (“{f.given}”).",
    "attribution": lambda f: f"The passages have {f.given} say this, not {f.said}.",
    "binding": lambda f: f"The passages connect “{f.said}” with {f.given} instead.",
    "instructed": lambda f: "The article only tells its reader to say this.",
    "denied": lambda f: "The passages have its words, but don't say this.",
    "half_denied": lambda f: f"The passages don't say this half: “{f.said}”",
    "missing_words": _missing,
    "missing_anywhere": _missing,
    "missing_most": _missing,
}
