"""Which of the one-byte encodings a text in Latin letters is in. They differ in the accented letters alone, and no language has all of them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

_WESTERN = ("àâæçéèêëîïôœùûüÿ", "äöüßé", "áéíñóúüªº", "àáâãçéêíóôõúüªº", "àèéìíòóùú", "åäöæøéèêóôü", "áðéíóúýþæö", "éëïöóüèáí", "àçéèíïóòúü")
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ")
_LETTERS = (
    ("cp1252", _WESTERN), ("mac_roman", _WESTERN), ("cp850", _WESTERN),
    ("cp1250", _CENTRAL), ("iso8859_2", _CENTRAL), ("cp852", _CENTRAL),
    ("cp1254", ("çğıiöşüâîû",)), ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")),
)  # fmt: skip
"""Encodings and the accented letters of each language that is written in them; of two that fit as well, the first is meant."""
_ANYWHERE = frozenset("‘’“”„–—…«»‹›•·°§€£©®™×¿¡\u00a0")
_FITS = 0.97
_ENOUGH = 5


def latin_encoding(data: bytes) -> tuple[str, bool]:
    """The codec in which the accented letters of `data` are most nearly those of one language, and whether they are."""
    scored = [(_fit(data, codec, languages), codec) for codec, languages in _LETTERS]
    best = max(scored, key=lambda found: found[0][0])
    (share, letters), codec = best
    return codec, share >= _FITS and letters >= _ENOUGH


def _fit(data: bytes, codec: str, languages: tuple[str, ...]) -> tuple[float, int]:
    """The share of the characters beyond ASCII that one of the languages has, and how many of its letters there are.

    A capital inside a word ("itÕs") is of no language.
    """
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0, 0
    found = [(before, character) for before, character in pairwise(" " + text) if character > "\x7f" and character not in _ANYWHERE]
    counted = Counter(character.lower() for before, character in found if not (before.islower() and character.isupper()))
    known = max(sum(counted[letter] for letter in language) for language in languages)
    return (known / len(found) if found else 1.0), known
