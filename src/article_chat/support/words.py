"""Text -> tokens: stems, offsets, and which of them carry meaning. English rules; other languages fall back to whole words and prefixes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_TOKEN = re.compile(r"[$€£¥]|%|\d+(?:[.,:]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:.!?()\"“”—–]")
_WORD = re.compile(r"[^\W\d_]")
_CLAUSE_END = frozenset(',;:.!?()"“”—–')

_STOP = frozenset(
    """a an the this that these those and or but nor so yet if then than as of at by for from in into on onto to with within about over
    under after before between among through during since until up down out off again further once here there when where while which who whom whose
    what how i me my we us our you your he him his she her hers it its they them their theirs himself herself itself themselves be am is are was were
    been being have has had having do does did doing will would shall should can could may might must not no also too very just only own same such
    both each few more most other some any all many much one ones every another per via amid upon toward towards because though although however
    let there's it's he's she's that's n't 's s t re ve ll d m another against around across near now still even ever already more less""".split()
)
_MORE_STOP = frozenset("say tell according report accord make get take go come become remain include including use well like way thing".split())
"""Words that carry little on their own: they count half."""

IRREGULAR = """
say said saying|tell told telling|make made making|get got gotten getting|take took taken taking|go went gone going|come came coming
become became becoming|win won winning|lose lost losing|rise rose risen rising|fall fell fallen falling|grow grew grown growing
give gave given giving|find found finding|think thought|buy bought|bring brought|build built|send sent|spend spent|sell sold|pay paid|lead led
leave left leaving|meet met|hold held|keep kept|stand stood|understand understood|know knew known|see saw seen|begin began begun|run ran running
write wrote written|speak spoke spoken|break broke broken|choose chose chosen|drive drove driven|eat ate eaten|draw drew drawn|fly flew flown
throw threw thrown|show showed shown|steal stole stolen|wear wore worn|shoot shot|fight fought|catch caught|teach taught|seek sought|sit sat
set set|cut cut|die dying died dies|lie lay lain lying|feel felt|deal dealt|mean meant|sing sang sung|sink sank sunk|swim swam swum
strike struck stricken|shake shook shaken|hide hid hidden|bite bit bitten|beat beat beaten|forbid forbade forbidden|forget forgot forgotten
freeze froze frozen|wake woke woken|child children|man men|woman women|person people persons|foot feet|tooth teeth|mouse mice|life lives
wife wives|half halves|leaf leaves|wolf wolves|knife knives|good better best|bad worse worst|sleep slept|swear swore sworn|shrink shrank shrunk
spring sprang sprung|drink drank drunk|cost cost|quit quit|split split|bleed bled|breed bred|weep wept|creep crept|tear tore torn
bear bore born borne|bind bound|burn burnt burned|learn learnt learned|light lit|ride rode ridden|ring rang rung|shine shone|shut shut|slide slid
spread spread|stick stuck|sweep swept|swing swung|withdraw withdrew withdrawn|overcome overcame|undergo underwent undergone|arise arose arisen
feed fed|dig dug|flee fled|hear heard|hit hit|hurt hurt|lend lent|bend bent|read read|win winner winners|crisis crises|datum data|analysis analyses
rebuild rebuilt|rewrite rewrote rewritten|undertake undertook undertaken|overtake overtook overtaken|overthrow overthrew overthrown
forgive forgave forgiven|mistake mistook mistaken|oversee oversaw overseen|foresee foresaw foreseen|withhold withheld|uphold upheld|mislead misled
repay repaid|hang hung|kneel knelt|spit spat|spin spun|cling clung|fling flung|sting stung|strive strove striven|swell swollen|weave wove woven"""
"""Irregular forms by their base form, which comes first: groups parted by "|" or a new line."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a sentence: `stem` for comparing, `start:end` in its text, `content` when it carries meaning, `weight` how much."""

    text: str
    stem: str
    start: int
    end: int
    content: bool
    weight: float = 1.0

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[:1].isdecimal()

    @property
    def ends_clause(self) -> bool:
        """Whether it is punctuation."""
        return self.text in _CLAUSE_END

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    """Tokens of `text` in order; punctuation that ends a clause is kept as tokens without content."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        tokens.extend(_token(match))
    return tuple(tokens)


def _token(match: re.Match[str]) -> Sequence[Token]:
    raw, start = match.group(), match.start()
    if not _WORD.match(raw):
        return [Token(raw, raw, start, match.end(), raw[:1].isdecimal())]
    word = raw.replace("’", "'")
    lower = word.lower()
    if lower.endswith("n't") and len(word) > 3:
        cut = 2 if lower == "can't" else 3
        head = raw[:-cut]
        return [_word(head, start, start + len(head)), Token(raw[-cut:], "not", start + len(head), match.end(), False)]
    if lower.endswith("'s") or lower.endswith("s'"):
        word = word[:-2] if lower.endswith("'s") else word[:-1]
    return [_word(word, start, match.end())]


def _word(word: str, start: int, end: int) -> Token:
    lower = word.lower()
    root = stem(lower)
    if lower in _STOP and not (word.isupper() and len(word) > 1):
        return Token(word, lower, start, end, False)
    return Token(word, root, start, end, True, 0.5 if lower in _MORE_STOP or root in _weak() else 1.0)


@cache
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in _MORE_STOP)


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in re.split(r"[|\n]", IRREGULAR):
        words = line.split()
        for word in words:
            forms.setdefault(word, _regular(words[0]))
    return forms


def is_irregular(word: str) -> bool:
    """Whether the word is an irregular form ("took", "men")."""
    return word in _irregular() and stem(word) != word


def is_past(word: str) -> bool:
    """Whether the word is an irregular form other than the one it is listed under ("took", not "take")."""
    return word in _irregular() and _regular(word) != stem(word)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A key under which the inflections of an English word fall together ("announces", "announced" -> "announc")."""
    word = word.lower().replace(".", "")
    return _irregular().get(word) or _regular(word)


def _regular(word: str) -> str:
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        word = word[:-2] if len(word) > 4 else word[:-1]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ied", "ed"):
        if word.endswith(ending) and re.search(r"[aeiouy]", word[: -len(ending)]) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)] + ("y" if ending == "ied" else "")
            if len(word) > 3 and re.search(r"([bdfgmnprt])\1$", word):  # "add" is none of them
                word = word[:-1]
            if len(word) == 2:
                return f"{word}e"  # "used", "suing": a word of three letters keeps its "e"
            break
    if len(word) > 5 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def shared_prefix(first: str, second: str) -> int:
    """How many characters both words begin with."""
    length = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        length += 1
    return length
