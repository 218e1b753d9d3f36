"""The language of a text, found offline."""

from __future__ import annotations

import re

_SAMPLE = 4_000
_LEAST_LETTERS = 40
_ENGLISH_WORDS = "the of and to in a is that for it was on with as his be by at he from has are this had not but an they which or were"
"""The share below counts just these; dialogue/language.py has a longer list, because a question has few words."""
_ENGLISH_SHARE = 0.2
_WORD = re.compile(r"[a-z']+")
_CODE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_OF = {"wuu": "zh", "yue": "zh", "arz": "ar", "ary": "ar", "uzs": "uz", "sdh": "ku", "fuv": "ff", "gug": "gn", "kik": "ki"}
"""What the classifier tells apart further than ISO 639-1 does: short Chinese texts, say, as Wu."""
_NO_LANGUAGE = "zxx"


def language_of(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code of the language `text` is in; where the text is too short to tell, of what it was `declared` to be.

    The text counts for more than the declaration, because many sites declare their software's language.
    """
    sample = _sample(text)
    found = _CODE.match(declared.strip()) if declared else None
    said = found.group().lower() if found else None
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return said
    if _is_plain_english(sample):
        return "en"
    return _classify(sample, said)


def _sample(text: str) -> str:
    """Text from the middle, past titles and contents."""
    start = max(0, (len(text) - _SAMPLE) // 3)
    return text[start : start + _SAMPLE]


def _is_plain_english(sample: str) -> bool:
    """Whether function words alone settle it, as for nearly all English prose; that saves loading the classifier."""
    words = _WORD.findall(sample.lower())
    english = set(_ENGLISH_WORDS.split())
    return len(words) >= 30 and sum(word in english for word in words) >= _ENGLISH_SHARE * len(words)


def _classify(sample: str, said: str | None) -> str | None:
    import py3langid  # loads its model, which takes a while

    found = str(py3langid.classify(sample)[0])
    return said if found == _NO_LANGUAGE else _OF.get(found, found)
