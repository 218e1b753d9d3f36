"""The gist of an article in its own sentences: central, early, self-contained and unlike each other.

Centrality is the mean similarity of a sentence to all others, so the work grows with the number of sentences, not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from article_chat.datatypes import Span

EARLY = 0.6
"""What being the first sentence is worth, against 1 for the most central one; it halves every two sentences."""
TITLE = 0.4
"""What likeness to the title is worth."""
OPENING = 0.12
"""What opening a paragraph is worth."""
LEANING = 0.45
"""What it costs to lean on the sentence before: "He", "But", "To underscore that view"."""
MYSELF = 0.3
"""What it costs to speak of oneself: in an interview that is an episode, where all of an essay does it alike."""
ITEM = 0.3
"""What it costs to be an item of a list, which is one of several."""
ODD_LENGTH = 0.4
"""What it costs to be very short or very long."""
ALIKE = 0.9
"""What likeness to a sentence already chosen costs."""
SAME = 0.92
"""Two sentences this alike say the same: only one is taken."""

_ENDS = re.compile(r"[.!…][\"'”’»)\]]*(?:\[[^\]\s]{1,12}\]|:\d[\d:–-]*)*$")
_BEGINS = re.compile(r"^[\"'“‘«(\[]*[^\W_a-z]")
_LEANS = re.compile(
    r"^[\"'“‘]*(?:(?:he|she|it|they|we|i|you|his|her|its|their|our|my|this|that|these|those|such|both|one|another|others|some|so|here|there)\b"
    r"|(?:but|and|or|yet|however|moreover|furthermore|also|then|thus|hence|therefore|instead|still|nevertheless|nonetheless|meanwhile|similarly|"
    r"likewise|otherwise|consequently|accordingly|in addition|for example|for instance|in contrast|by contrast|on the other hand|as a result|"
    r"at the same time|after that|as such|in fact|indeed|rather|besides|because of this|according to (?:him|her|them))\b"
    r"|(?:the |an? )?(?:second|third|fourth|next|last|other|same|latter|former)\b(?! (?:world war|half|quarter|century|year|month|week|day|night|time))"
    r"|(?:first|secondly|thirdly|finally|lastly|next)(?:ly)?,"
    r"|(?:to|in|for|with|after|before|at|despite|under|following|because of|as part of) [^,]{0,30}\b(?:this|that|these|those|his|her|their|its|such)\b)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"^(?:here,? |in this (?:paper|study|article|work|report),? )?we (?:[a-z]+ly )?(?:conclude|find|found|show|showed|report|present|propose|test|tested"
    r"|investigated?|examined?|introduce|describe|demonstrate|argue|study|studied|ask|asked|compared?|analy[sz]ed?)\b",
    re.IGNORECASE,
)
"""How a scholarly text says what it is about: its "we" leans on nothing."""
_MYSELF = re.compile(r"\b(?:I|me|my|myself|us|our)\b(?!\.)")
_NUMBER = re.compile(r"(?:\d{1,3}|[a-zIVX]{1,4})[.)]")
_BULLET = re.compile(r"[•‣▪*–-] ")
_SPOKEN = re.compile(r"^[\"“«‘].*[\"”»’]$")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def summarise(sentences: Sequence[Span], texts: Sequence[str], vectors: np.ndarray, *, wanted: int = 3) -> list[int]:
    """Indices, in article order, of at most `wanted` sentences that tell what the article is about.

    `sentences` are the spans of all its sentences, `texts` their words, `vectors` their embeddings (float [n, d], rows L2-normalised).
    Headings, captions and fragments are passed over as long as there are whole sentences. Nothing is chosen from an empty article.
    """
    if not texts or wanted < 1:
        return []
    candidates = _whole_sentences(texts)
    scores = _scores(sentences, texts, vectors, candidates)
    chosen: list[int] = []
    nearest = np.full(len(candidates), -1.0)
    while len(chosen) < min(wanted, len(candidates)):
        value = np.where(nearest >= SAME, -np.inf, scores - ALIKE * np.maximum(nearest, 0.0))
        best = int(np.argmax(value))
        if value[best] == -np.inf:
            break
        chosen.append(candidates[best])
        nearest = np.maximum(nearest, vectors[candidates] @ vectors[candidates[best]])
        nearest[best] = np.inf
    return sorted(chosen)


def _whole_sentences(texts: Sequence[str]) -> list[int]:
    """Indices of the texts that are sentences; of all but the title when none is; of everything when there is nothing else."""
    whole = [index for index, text in enumerate(texts) if _is_sentence(text)]
    return whole or list(range(1 if len(texts) > 1 and not _ENDS.search(texts[0]) else 0, len(texts)))


def _is_sentence(text: str) -> bool:
    return bool(_ENDS.search(text) and _BEGINS.match(text)) and len(_WORD.findall(text)) >= 5


def _scores(sentences: Sequence[Span], texts: Sequence[str], vectors: np.ndarray, candidates: Sequence[int]) -> np.ndarray:
    chosen = vectors[list(candidates)]
    central = _stretch(chosen @ chosen.mean(axis=0))
    early = EARLY * 0.5 ** (np.arange(len(candidates)) / 2)
    titled = candidates[0] > 0 and not _ENDS.search(texts[0])
    title = TITLE * _stretch(chosen @ vectors[0]) if titled else np.zeros(len(candidates))
    surface = np.array([_surface(sentences, texts, index) for index in candidates])
    items = ITEM * _items(sentences, texts)[list(candidates)]
    return np.asarray(central + early + title + surface - items, dtype=np.float64)


def _items(sentences: Sequence[Span], texts: Sequence[str]) -> np.ndarray:
    """1 for each sentence of an item of a list, from its number or bullet to the end of the list, else 0."""
    found = np.zeros(len(texts))
    for index, text in enumerate(texts):
        goes_on = index > 0 and found[index - 1] > 0 and sentences[index][0] - sentences[index - 1][1] < 2
        found[index] = goes_on or _BULLET.match(text) is not None or _NUMBER.fullmatch(text) is not None
    return found


def _surface(sentences: Sequence[Span], texts: Sequence[str], index: int) -> float:
    """What the words alone say for or against quoting the sentence by itself."""
    text = texts[index]
    opens = index == 0 or sentences[index][0] - sentences[index - 1][1] >= 2
    leans = bool((_LEANS.match(text) and not _REPORTS.match(text)) or _SPOKEN.match(text))
    words = len(_WORD.findall(text))
    odd = max(0.0, (10 - words) / 10) + min(1.0, max(0.0, (words - 45) / 30))
    return OPENING * opens - LEANING * leans - MYSELF * bool(_MYSELF.search(text)) - ODD_LENGTH * odd


def _stretch(values: np.ndarray) -> np.ndarray:
    """The values moved to 0..1; zeros when all are equal."""
    low, high = float(values.min()), float(values.max())
    return (values - low) / (high - low) if high - low > 1e-9 else np.zeros(len(values))
