"""Where a short answer begins and ends, so far as the way dates and addresses are written decides it and not the reader."""

from __future__ import annotations

import re

from article_chat.datatypes import Span
from article_chat.reader.pairs import with_the_other

_ADDRESS = re.compile(r"(?<![^\s<>()\"“”])[^\s<>()\"“”@]*@[^\s<>()\"“”]+\w|(?:https?://|www\.)[^\s<>()\"“”]*[\w/]")
_DAY = r"[\w., ]{0,20}\b\d{3,4}"
_LIFE = re.compile(rf"(?P<born>\d[^\W\d]*{_DAY}|[A-Z]{_DAY}|\d{{3,4}})\s*[-–—]\s*(?P<died>{_DAY})")
"""The dates of a life, as they stand behind a name: "(3 February 1871 – 19 August 1949)"."""
_BORN, _DIED = re.compile(r"\b(?:born|birth|birthday)\b", re.IGNORECASE), re.compile(r"\b(?:die[ds]?|death|dead)\b", re.IGNORECASE)


def trimmed(question: str, span: Span, sentence: str) -> Span:
    """The span, in characters of the sentence, with an address whole, of two people both, and of the dates of a life the one that is asked for."""
    start, end = with_the_other(question, _with_addresses(span, sentence), sentence)
    life = _LIFE.fullmatch(sentence[start:end].strip("() "))
    asked = [name for name, pattern in (("born", _BORN), ("died", _DIED)) if pattern.search(question)]
    if life is None or len(asked) != 1:
        return start, end
    one = life[asked[0]].strip()
    start = sentence.index(one, start) if asked[0] == "born" else sentence.rindex(one, start, end)
    return start, start + len(one)


def _with_addresses(span: Span, sentence: str) -> Span:
    """The span with the whole of every address that it has a part of: word pieces part it at each full stop."""
    start, end = span
    for match in _ADDRESS.finditer(sentence):
        if match.start() < end and start < match.end():
            start, end = min(start, match.start()), max(end, match.end())
    return start, end
