"""Words, names and numbers of training texts, and one put in the place of another."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w'’-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d+\b")
STOP = frozenset(
    (
        "the a an of in on at to and or is was were are did do does what which who whom whose when where how why that this it its for by with from as "
        "be been many much"
    ).split()
)
_ANTONYMS = [pair.split("/") for pair in """
first/last largest/smallest highest/lowest most/least more/fewer before/after increase/decrease increased/decreased north/south northern/southern
east/west eastern/western early/late earliest/latest old/new oldest/newest oldest/youngest high/low higher/lower long/short longest/shortest
best/worst major/minor majority/minority maximum/minimum won/lost win/lose start/end began/ended begin/end open/closed opened/closed positive/negative
success/failure successful/unsuccessful strong/weak stronger/weaker large/small larger/smaller rich/poor wealthy/poor public/private inside/outside
above/below top/bottom upper/lower left/right support/oppose supported/opposed allowed/forbidden allow/forbid legal/illegal accepted/rejected
accept/reject agreed/refused agree/refuse gained/lost rise/fall rose/fell hot/cold hottest/coldest warm/cool male/female men/women ally/enemy
give/take gave/took given/taken years/centuries year/decade months/years days/weeks weeks/months similar/dissimilar before/during increasing/decreasing
attack/defend attacked/defended joined/left entered/left advantage/disadvantage include/exclude included/excluded internal/external domestic/foreign
urban/rural ancient/modern permanent/temporary direct/indirect formal/informal possible/impossible likely/unlikely common/rare buy/sell bought/sold
created/destroyed build/destroy built/destroyed import/export love/hate present/absent same/different similar/different always/never can/cannot
is/isn't was/wasn't were/weren't did/didn't does/doesn't has/hasn't had/hadn't
""".split()]  # fmt: skip
OPPOSITES = {a: b for pair in _ANTONYMS for a, b in (pair, pair[::-1])}
AUXILIARIES = frozenset(w for w in OPPOSITES if OPPOSITES[w].endswith("n't"))
"""Nearly every question has one: negating them all would teach that a negation means "no answer"."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return WORD.findall(text.lower())


def replace_word(text: str, old: str, new: str, count: int) -> str:
    """Whole words only; a capital at the beginning stays one. `count` 0 means all."""

    def put(match: re.Match[str]) -> str:
        return new[0].upper() + new[1:] if match.group()[0].isupper() else new

    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", put, text, count=count, flags=re.IGNORECASE)


def changes_all(word: str, text: str) -> bool:
    """Whether replacing the word leaves nothing of it in the text: a name always, a common word only where it stands once."""
    return word[0].isupper() or len(re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)) == 1


def shared_words(words: set[str], text: str) -> int:
    """How many of the words, in lower case, the text has."""
    return len(words & set(WORD.findall(text.lower())))
