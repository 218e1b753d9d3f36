"""Sentences with their tokens, numbers and names: what the comparison works on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from article_chat.support.lexicon import TITLES, is_known, is_verb
from article_chat.support.numbers import Number, find_numbers
from article_chat.support.words import Token, is_irregular, tokenize

_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december spring summer autumn winter jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: positions of its tokens in the sentence, titles and particles left out; `head` is the last one."""

    positions: tuple[int, ...]
    text: str

    @property
    def head(self) -> int:
        """Position of the last word."""
        return self.positions[-1]


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence. `content` are the positions of tokens with meaning."""

    text: str
    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]

    def __hash__(self) -> int:  # of the text alone: its verbs and predicates are looked up many times a check, and the tokens take long to hash
        return hash(self.text)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Positions of the tokens with meaning."""
        return tuple(i for i, token in enumerate(self.tokens) if token.content)

    @cached_property
    def in_name(self) -> frozenset[int]:
        """Positions inside names."""
        return frozenset(i for name in self.names for i in name.positions)

    def phrase(self, first: int, last: int) -> str:
        """The text from one token to another, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def name_at(self, position: int) -> Name | None:
        """The name that a token belongs to."""
        return next((name for name in self.names if position in name.positions), None)

    @cached_property
    def in_number(self) -> frozenset[int]:
        """Positions inside numbers, their units included."""
        return frozenset(i for number in self.numbers for i in range(number.first, number.last))

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Positions of content tokens that are neither names nor numbers."""
        return tuple(i for i in self.content if i not in self.in_name and i not in self.in_number and not self.tokens[i].is_number)

    @cached_property
    def lowers(self) -> frozenset[str]:
        """All words in lower case."""
        return frozenset(token.lower for token in self.tokens)


def parse(text: str, common: Collection[str] = ()) -> Sentence:
    """`common` are words that the article writes in lower case: at the start of a sentence such a word is no name."""
    tokens = tokenize(text)
    return Sentence(text, tokens, find_numbers(text), tuple(_names(text, tokens, common)))


def parse_all(texts: Sequence[str]) -> list[Sentence]:
    """Parse the sentences of an article, each with the lower-case words of all."""
    common = lower_words(texts)
    return [parse(text, common) for text in texts]


def lower_words(texts: Sequence[str]) -> frozenset[str]:
    """Words that occur in lower case somewhere."""
    return frozenset(token.text for text in texts for token in tokenize(text) if token.text[:1].islower())


def _names(text: str, tokens: Sequence[Token], common: Collection[str]) -> list[Name]:
    names: list[Name] = []
    run: list[int] = []
    for position in range(len(tokens) + 1):
        is_title = position < len(tokens) and tokens[position].is_capital and tokens[position].lower in TITLES
        if position < len(tokens) and not is_title and _is_name_word(tokens, position, common):
            run.append(position)
            continue
        inside = position < len(tokens) and not is_title and tokens[position].lower in TITLES - {"the", "of"}
        if run and inside and _next_is_name(tokens, position, common):
            continue
        if run:
            names.append(_name(text, tokens, run))
            run = []
    return names


def _next_is_name(tokens: Sequence[Token], position: int, common: Collection[str]) -> bool:
    return position + 1 < len(tokens) and _is_name_word(tokens, position + 1, common)


def _name(text: str, tokens: Sequence[Token], run: Sequence[int]) -> Name:
    kept = [i for i in run if tokens[i].lower not in TITLES] or list(run)
    return Name(tuple(kept), text[tokens[run[0]].start : tokens[run[-1]].end])


def _is_name_word(tokens: Sequence[Token], position: int, common: Collection[str]) -> bool:
    token = tokens[position]
    if not token.is_capital or token.lower in _CALENDAR:
        return False
    if not token.content and not (len(token.text) > 1 and token.text.isupper() and len(token.text) < 6 and token.text not in ("IT", "A")):
        return False
    if not _starts_sentence(tokens, position):
        return True
    if token.lower in common or is_known(token.stem) or token.lower.endswith(("ing", "ly", "ed", "one", "body")):
        return False
    follower = tokens[position + 1] if position + 1 < len(tokens) else None
    if follower and follower.content and follower.is_capital:
        return True
    return not (token.lower.endswith("s") or token.is_number) and _may_follow_name(token, follower)


_NATIONAL = ("ian", "ean", "ish", "ese")
_OPENING = frozenset(
    """next later earlier meanwhile however instead today yesterday tomorrow yes indeed perhaps maybe sometimes often soon then higher lower fewer larger
smaller greater older younger newer former other better worse harder longer shorter""".split()
)


def _may_follow_name(token: Token, follower: Token | None) -> bool:
    """Whether what comes behind the first word of a sentence lets it be a name: "Baghdad wants", "Acme, the firm", not "Higher costs" or "Next, the"."""
    if follower is None or token.lower.endswith(_NATIONAL):
        return True
    if token.lower in _OPENING:
        return False
    return not follower.content or follower.lower.endswith(("ed", "s", "ing", "ly")) or is_irregular(follower.lower) or is_verb(follower.stem)


def _starts_sentence(tokens: Sequence[Token], position: int) -> bool:
    return position == 0 or tokens[position - 1].text in '."“!?:('


def is_calendar(token: Token) -> bool:
    """Whether the token is a day of the week or a month: matched as itself or not at all."""
    return token.lower in _CALENDAR


_BEFORE_VERB = frozenset("to will would can could may might must should not did he she it they we i who which that".split())


def is_verb_like(sentence: Sentence, position: int, *, loose: bool = False) -> bool:
    """Whether form or place suggest a verb: an ending, an irregular past, or a modal, pronoun or name in front.

    `loose`: an "s" behind a word with meaning will do ("salt slows").
    """
    token = sentence.tokens[position]
    if token.lower.endswith(("ed", "ing")) or is_irregular(token.lower):
        return True
    before = position - 1
    if loose and token.lower.endswith("s") and before >= 0 and sentence.tokens[before].content:
        return True
    if before > 0 and sentence.tokens[before].lower.endswith(("ly", "wise", "also", "then")):
        before -= 1
    named = before in sentence.in_name and position + 1 not in sentence.in_name
    return before >= 0 and (sentence.tokens[before].lower in _BEFORE_VERB or named)


_OPENERS = frozenset("and but while which who after because although before where when".split())


def clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of the clauses of a sentence, as far as commas and conjunctions tell."""
    cuts = [0]
    for index, token in enumerate(tokens):
        if index and (token.text in ",;:—–" or token.lower in _OPENERS):
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(tokens)], strict=True))


def clause_ranges(sentence: Sentence, *, least: int = 2) -> list[tuple[int, int]]:
    """Token ranges of the clauses with at least `least` content words; of the whole sentence when there is but one."""
    ranges = [(start, end) for start, end in clauses(sentence.tokens) if sum(start <= i < end for i in sentence.content) >= least]
    return ranges if len(ranges) > 1 else [(0, len(sentence.tokens))]


def clause_texts(sentence: Sentence, *, least: int = 2) -> list[str]:
    """The same clauses as text."""
    ranges = clause_ranges(sentence, least=least)
    if len(ranges) == 1:
        return [sentence.text]
    return [sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end].strip(" ,;:—–") for start, end in ranges]
