"""Statements made of the sentences of articles to train the reader on: light rewritings that stay true, and the errors that writers of summaries make."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from article_chat.support.parsing import Sentence, parse, parse_all
from article_chat.support.tidy import untokenized
from article_chat.support.words import stem
from article_chat.training.forms import antonyms, inflected, synonyms

_SPLIT = re.compile(r"(?<=[a-z0-9)\"”’][.!?])[\"”]?\s+(?=[A-Z\"“])")
_AUXILIARY = re.compile(r"\b(is|was|were|are|had|has|will|would|can|could|did)\b(?! not)")
_HEDGED = re.compile(r"\b(may|might|could) (be|have)?\b ?")
_ASIDE = re.compile(r" \([^()]*\)|, (?:who|which|where|whose)[^,.;]*(?=[,.])|,? (?:because|although|while|since|according to|as well as)[^.;]*(?=\.)")
_LEAD = re.compile(r"^(?:In|On|At|By|During|After|Before|According to|However|Meanwhile|Moreover|Despite)\b[^,]{0,60}, ")
_TAIL = re.compile(r", [^,]{8,80}(?=\.$)")


Change = Callable[[str, Random, Sequence[Sentence], Sequence[str]], str | None]


_HELD_BACK = 8
"""One article in so many."""


def title_of(record: dict[str, Any]) -> str:
    """What tells the article of a record of the training file from others; titles that name a kind of question, as in ESTER's news, tell nothing."""
    titled = record["source"] != "ester" and record.get("title")
    return str(titled or record["context"][:80])


def is_held_back(record: dict[str, Any]) -> bool:
    """Whether the article of the record is kept from the reader's statements, to fit the weights on."""
    return zlib.crc32(title_of(record).encode()) % _HELD_BACK == 0


def split(context: str) -> list[str]:
    """The sentences of a passage."""
    return [part.strip() for part in _SPLIT.split(untokenized(context)) if part.strip()]


def falsified(statement: str, article: Sequence[str], foreign: Sequence[str], rng: Random) -> str | None:
    """The statement wrong in one point, by what else stands in its article or in `foreign` sentences; None where the way drawn finds nothing."""
    _, change = rng.choice(_FALSE)
    changed = change(statement, rng, parse_all(article), foreign)
    return None if changed == statement else changed


def lightened(text: str, rng: Random) -> str:
    """Shorter, some words replaced: what a summary does to a sentence without changing what it says."""
    for pattern in (_ASIDE, _LEAD, _TAIL):
        if rng.random() < 0.6:
            shorter = pattern.sub("", text)
            if len(shorter.split()) >= 6:
                text = shorter[:1].upper() + shorter[1:]
    if rng.random() < 0.6:
        text = _reword(text, rng)
    if rng.random() < 0.4:
        text = re.sub(r"\b(?!only|early|family|supply|reply|apply|likely|daily|July|Italy)[a-z]{3,}ly ", "", text)
    return re.sub(r"\b[A-Z][a-z]+ (?=[A-Z][a-z]+ (?:said|was|is|had))", "", text) if rng.random() < 0.3 else text


def _reword(text: str, rng: Random) -> str:
    def replace(match: re.Match[str]) -> str:
        options = synonyms().get(stem(match.group()), ())
        return inflected(rng.choice(options), match.group()) if options and rng.random() < 0.4 else match.group()

    return re.sub(r"\b[a-z]{4,}\b", replace, text)


def _swap_name(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    names = [name.text for name in parse(text).names if len(name.text) > 2]
    pool = [name.text for sentence in article for name in sentence.names if name.text not in text and not any(part in text for part in name.text.split())]
    if rng.random() < 0.4:
        pool = [name.text for other in foreign for name in parse(other).names if name.text not in text]
    return text.replace(rng.choice(names), rng.choice(pool)) if names and pool else None


def _change_number(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    found = re.findall(r"\b\d[\d,.]*\d|\b\d\b", text)
    if not found:
        return None
    old = rng.choice(found)
    others = [n.text for sentence in article for n in sentence.numbers if n.text[:1].isdigit() and n.text not in text]
    if others and rng.random() < 0.5:
        return text.replace(old, rng.choice(others), 1)
    digits = [i for i, c in enumerate(old) if c.isdigit()]
    place = rng.choice(digits[:3])
    return text.replace(old, old[:place] + str((int(old[place]) + rng.randint(1, 8)) % 9 + 1) + old[place + 1 :], 1)


def _negate(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    if re.search(r"\b(not|never) ", text):
        return re.sub(r"\b(not|never) ", "", text, count=1)
    return _AUXILIARY.sub(r"\1 not", text, count=1)


def _oppose(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    words = [w for w in re.findall(r"\b[a-z]{3,}\b", text) if antonyms().get(stem(w)) and stem(w) not in ("second", "first")]
    if not words:
        return None
    word = rng.choice(words)
    return re.sub(rf"\b{word}\b", inflected(rng.choice(antonyms()[stem(word)]), word), text, count=1)


def _exchange(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    names = list(dict.fromkeys(name.text for name in parse(text).names))
    if len(names) < 2:
        return None
    first, second = rng.sample(names, 2)
    return None if first in second or second in first else text.replace(first, "\0").replace(second, first).replace("\0", second)


def _change_words(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    source = article if rng.random() < 0.5 else [parse(other) for other in foreign]
    for _ in range(rng.randint(1, 3)):
        mine = [w for w in re.findall(r"\b[a-z]{4,}\b", text) if parse(w).content]
        if not mine:
            return None
        word = rng.choice(mine)
        pool = sorted({s.tokens[i].text for s in source for i in s.words if s.tokens[i].text[-2:] == word[-2:] and s.tokens[i].text not in text})
        if pool:
            text = re.sub(rf"\b{word}\b", rng.choice(pool), text, count=1)
    return text


def _unhedge(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    match = _HEDGED.search(text)
    if not match:
        return None
    instead = {"be": "is ", "have": "has "}.get(match.group(2) or "", rng.choice(["did ", ""]))
    return text[: match.start()] + instead + text[match.end() :]


def _fuse(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    """The subject of one sentence with what another says of something else."""
    cut = _verb(text)
    others = [(s.text, _verb(s.text)) for s in article if s.text[:15] != text[:15]]
    others = [(t, at) for t, at in others if at]
    if not cut or not others:
        return None
    other, at = rng.choice(others)
    return text[:cut] + other[at or 0 :] if text[:cut].strip() not in other else None


def _verb(text: str) -> int | None:
    match = re.search(r"(?<=[a-z] )(?:is|was|were|are|had|has|will|would|can|could|did|said|became|made|took|[a-z]{3,}ed)\b", text)
    return match.start() if match and 5 < match.start() < 80 else None


def _embroider(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    """A detail from elsewhere at the end."""
    tails = [m.group().rstrip(".") for other in foreign for m in re.finditer(r" (?:in|at|after|for|with|by|from) [^,.;]{10,60}(?=[.,])", other)]
    return text.rstrip(".") + rng.choice(tails) + "." if tails else None


def _mix(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    """Half true: what another text says of something else, added with "and"."""
    added = [(other, _verb(other)) for other in foreign]
    tails = [other[at:] for other, at in added if at and len(other[at:].split()) <= 16]
    return f"{text.rstrip('.')} and {rng.choice(tails)}" if tails else None


def _quantify(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    """Some becomes all, often becomes always."""
    found = [(old, new) for old, new in _LARGER.items() if re.search(rf"\b{old}\b", text)]
    if not found:
        return None
    old, new = rng.choice(found)
    return re.sub(rf"\b{old}\b", new, text, count=1)


_LARGER = {
    "some": "all", "most": "all", "many": "all", "several": "all", "few": "no", "often": "always", "usually": "always", "sometimes": "always",
    "mostly": "only", "mainly": "only", "partly": "entirely", "rarely": "never", "half": "most", "a": "every", "Some": "All", "Most": "All", "Many": "All",
}  # fmt: skip


def _misplace(text: str, rng: Random, article: Sequence[Sentence], foreign: Sequence[str]) -> str | None:
    """The subject is somebody else of the same article: a pronoun understood wrongly."""
    cut = _verb(text)
    pool = [name.text for sentence in article for name in sentence.names if name.text not in text and not any(part in text for part in name.text.split())]
    return f"{rng.choice(pool)} {text[cut:]}" if cut and pool else None


_FALSE: tuple[tuple[str, Change], ...] = (
    ("name", _swap_name), ("name", _swap_name), ("number", _change_number), ("number", _change_number), ("negation", _negate), ("opposite", _oppose),
    ("roles", _exchange), ("words", _change_words), ("words", _change_words), ("hedge", _unhedge), ("fusion", _fuse), ("fusion", _fuse), ("detail", _embroider),
    ("detail", _embroider), ("mixture", _mix), ("universal", _quantify), ("pronoun", _misplace), ("roles", _exchange), ("fusion", _fuse),
)  # fmt: skip
