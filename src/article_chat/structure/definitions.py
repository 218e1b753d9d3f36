"""What an article defines: "-k, --keep" with what it does below, "to “propagate” a work means …", "CHUNK is the buffer size", "known as a double free"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_chat.datatypes import Span

_MOST_WORDS = 5
"""Of a term."""
_MOST_OF_AN_ENTRY = 60
"""Characters of a line that is nothing but what the entry below it is called."""
_MOST_TOLD = 2
"""Sentences of an entry."""

_QUOTES = "\"“”'‘’`"
_KINDS = "flag|option|switch|command|function|method|keyword|setting|parameter|field|variable|constant|macro|term|word|phrase|error|code"
_TERM = rf"(?:the )?(?:(?:{_KINDS}) (?=[{_QUOTES}-]))?[{_QUOTES}]?(?P<term>[^{_QUOTES}?,;:]+?)[{_QUOTES}]?(?: (?P<kind>{_KINDS}))?"
_ASKED = tuple(
    re.compile(rf"(?:and |so |but |ok )?(?:{wording})", re.IGNORECASE)
    for wording in (
        rf"what (?:does|do|did) {_TERM} (?:mean|stand for|refer to|(?P<does>do))(?: here| exactly)?",
        rf"(?:what (?:is|are) meant by|define|explain the (?:meaning|definition) of) (?:an? )?{_TERM}",
        rf"what(?:['’]?s| is| are| was| were)(?: exactly)? (?:an? )?{_TERM}(?: for)?",
    )
)
_NO_TERM = frozenset(
    "it this that these those he she they we you i there here wrong new next left going about like his her its their our my your a an the of to for in on up "
    "used meant so not said".split()
)
"""What begins no term: what it stands for has to be found first, or a state of things is asked for."""
_NO_END = _NO_TERM - {"up", "in", "on"} | {"doing", "happening", "called"}
_IDENTIFIER = re.compile(r"-{1,2}[A-Za-z0-9]|\w*_\w|[\w.:]+\(\)?|[A-Z][A-Z0-9]+\b|\w+\.\w")
"""How options, names in programs and constants are written; they are looked for letter by letter."""
_BETWEEN_NAMES = re.compile(r"[\s,|/()=\[\]<>•]+|\b(?:or|to|and|alias)\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BEHIND_A_NAME = r"(?:\s*(?::{1,2}|—|–|\|)\s+|\s+-{1,2}\s+|\s{2,})(?=\S)"
_ADVERB = r"(?:(?:simply|just|basically|essentially|usually|often|also|generally|commonly|sometimes) )?"
_CONDITION = re.compile(r"(?:if|when|unless|where)\b", re.IGNORECASE)
"""Begins what tells when something is so rather than what it is."""
_POINTS_BACK = re.compile(r"(?:this|that|it|these|those|they|such)\b|(?:\w+ ){1,3}(?:like|of) (?:this|these|that|those)\b", re.IGNORECASE)
"""How a sentence begins that names what the one before it told of: "This", "A gate of this kind"."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a question asks the meaning of: the ways it may be called in the text, likeliest first, as they were typed; `does` where it asks what it does."""

    names: tuple[str, ...]
    does: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """Sentences, by their spans, that say what a term is or does. `rank` is lower the plainer they do.

    It is explicit where it stands there for nothing else: the entry of an option, "… means", "A cone is a …".
    """

    rank: int
    spans: tuple[Span, ...]
    is_explicit: bool = False


def asked_term(question: str) -> Term | None:
    """The term of which a question asks what it is, means or does: "propagate" of "what does “propagate” mean?"; None for other questions."""
    asked = " ".join(question.split()).strip(" ?!.")
    for wording in _ASKED:
        if match := wording.fullmatch(asked):
            name, kind = match["term"].strip(), match["kind"]
            words = name.lower().split()
            fits = 0 < len(words) <= _MOST_WORDS and words[0] not in _NO_TERM and words[-1] not in _NO_END
            return Term((f"{name} {kind}", name) if kind else (name,), bool(match.groupdict().get("does"))) if fits else None
    return None


def definitions(term: Term, text: str, sentences: Sequence[Span]) -> list[Definition]:
    """What defines the term among the sentences of a text, given by their spans in order; the plainest first."""
    found = (sorted(_defining(name, text, sentences, does=term.does), key=lambda one: one.rank) for name in term.names)
    return next(filter(None, found), [])


def _defining(term: str, text: str, sentences: Sequence[Span], *, does: bool) -> Iterator[Definition]:
    name = _Name(term)
    patterns = _patterns(name.pattern, does=does, is_identifier=name.is_identifier)
    last = -1
    for found in name.anywhere.finditer(text):
        number = bisect_left(sentences, found.end(), key=lambda span: span[1])
        if number == last or number == len(sentences) or sentences[number][0] > found.start():
            continue
        last = number
        yield from _entry(name, text, sentences, number) or _said(patterns, text, sentences, number)


class _Name:
    """A term as it is looked for: options, names in programs and constants letter by letter, all else in either case."""

    def __init__(self, term: str) -> None:
        self.words = term
        self.is_identifier = _IDENTIFIER.match(term) is not None
        self.pattern = r"\s+".join(map(re.escape, term.split()))
        case = re.NOFLAG if self.is_identifier else re.IGNORECASE
        self.anywhere = re.compile(self.pattern, case)
        self.begins_a_line = re.compile(rf"[•*-]?\s*[{_QUOTES}]?{self.pattern}[{_QUOTES}]?(?: \([^()]{{1,40}}\))?{_BEHIND_A_NAME}", case)


def _said(patterns: Sequence[tuple[re.Pattern[str], bool]], text: str, sentences: Sequence[Span], number: int) -> list[Definition]:
    """What the sentence says itself; with the one before, where it names what that one tells of: "This is called …"."""
    said = text[slice(*sentences[number])]
    for rank, (pattern, is_explicit) in enumerate(patterns, 2):
        if pattern.search(said):
            points_back = number > 0 and _POINTS_BACK.match(said) and "\n" not in text[sentences[number - 1][1] : sentences[number][0]]
            return [Definition(rank, tuple(sentences[number - 1 if points_back else number : number + 1]), is_explicit)]
    return []


def _entry(name: _Name, text: str, sentences: Sequence[Span], number: int) -> list[Definition]:
    """The entry that the sentence names, on its own line or at the beginning of it; none where it begins no entry."""
    start, end = sentences[number]
    if text[:start].rstrip(" \t")[-1:] not in ("", "\n"):
        return []
    stop = _end_of_line(text, start)
    behind = name.begins_a_line.match(text, start, stop)
    if behind and _tells(text[behind.end() : stop]):
        return [Definition(int(_CONDITION.match(text, behind.end(), stop) is not None), _told(sentences, number, stop), is_explicit=True)]
    if not _is_called(text[start:stop], name.words) or number + 1 == len(sentences):
        return []
    below = sentences[number + 1]
    if text[end : below[0]].count("\n") > 2 or not _tells(text[slice(*below)]):
        return []
    is_fragment = text[below[0]].islower() and not _CONDITION.match(text, *below)
    return [Definition(0 if is_fragment else 1, _told(sentences, number + 1, _end_of_line(text, below[0])), is_explicit=is_fragment or name.is_identifier)]


def _told(sentences: Sequence[Span], first: int, stop: int) -> tuple[Span, ...]:
    return tuple(span for span in sentences[first : first + _MOST_TOLD] if span[0] < stop)


def _is_called(line: str, term: str) -> bool:
    """Whether a line is nothing but the term, or several names of one thing, of which it is one: "-k --keep"."""
    if len(line) > _MOST_OF_AN_ENTRY:
        return False
    if line.strip(f" :{_QUOTES}").casefold() == term.casefold():
        return True
    written = (line, _IN_BRACKETS.sub("", line))
    named = ([part for part in _BETWEEN_NAMES.split(one) if part] for one in written)
    return any(term in parts and all(_IDENTIFIER.match(part) for part in parts) for parts in named)


def _tells(text: str) -> bool:
    """Whether there is more than a value: a few words."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) > 2


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _patterns(name: str, *, does: bool, is_identifier: bool) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """By saying that it means, by saying what it is, and by what something is called, or what it does where that is asked; each with whether it is explicit.

    A sentence that begins "A cone is a …" defines a cone; "the warden is the …" tells who that is just then.
    """
    begins = r"(?:^|(?<=[.:;(,] )|(?<=[•*-] ))"
    named = rf"[{_QUOTES}]?{name}[{_QUOTES}]?(?![\w-])"
    said = rf"(?<![\w-])(?:(?:an?|the|to) )?{named}"
    kind = rf"(?: (?:{_KINDS}|object|class|type|tool|file|field|format|trait|routine|rule|call))?"
    means = rf"(?:(?:shall |will )?{_ADVERB}(?:means?|refers? to|denotes?|stands? for)|(?:is|are) (?:defined as|short for))"
    something = r"(?:an?|the|any|one of|some|what|when|where|[\w-]+['’]s)\b"
    called = rf"(?:called|known as|termed|named|referred to as|dubbed) (?:(?:an?|the) )?{named}"
    last = rf"(?:\w+ )?(?:(?:is|are|was|were|be|been|being) )?{_ADVERB}{called}(?=[.,;:)—–]| (?:if|when|because|and|or|but|that|which)\b|$)"
    if does:
        last = rf"{begins}{said}{kind} (?:will |can |then )?(?!is\b|was\b|has\b)[a-z]+s\b" if is_identifier else r"(?!)"
    wordings = (
        (rf"{begins}{said}(?: (?:an?|the|for|of|in|with|by|on|some\w+)(?: \w+){{1,3}})?,? {means}\b", True),
        (rf"^(?:an? )?{named}{kind} (?:is|are) {_ADVERB}{something}", not does),
        (rf"{begins}{said}{kind} (?:is|are|was|were) {_ADVERB}{something}", False),
        (last, False),
    )
    return tuple((re.compile(wording, re.IGNORECASE), explicit) for wording, explicit in wordings)
