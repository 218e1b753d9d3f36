"""Statements as summarisers and chat models write them, put back into ordinary writing: lower case throughout, punctuation set apart, Penn Treebank
quotes, and words about the article around what is said of the world."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from article_chat.support.lexicon import TITLES

_PLAIN = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"-lrb- ?", re.IGNORECASE), "("),
    (re.compile(r" ?-rrb-", re.IGNORECASE), ")"),
    (re.compile(r" (?=[,;:.?!%)\]](?:\s|$|[\"”]))"), ""),
    (re.compile(r"(?<=[(\[$£€]) "), ""),
    (re.compile(r" (?=n't\b|['’](?:s|re|ve|ll|d|m)\b)"), ""),
    (re.compile(r"(?<=\d) (?=, ?\d{3}\b)|(?<=\d,) (?=\d{3}\b)"), ""),
    (re.compile(r"\s+"), " "),
)
_ATTACHED = re.compile(r'"(?=[^\s,.;:!?])|(?<=[^\s,.;:!?])"')
"""A quotation mark that touches a word: then all stand as they should."""
_QUOTED = re.compile(r'" ([^"]+?) ?"')
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STARTS = '.!?:"“('
_OUR_TEXT = (
    r"(?:(?:the|this|these|your) )?(?:(?:provided|given|available|above) )*(?:article|passages?|excerpts?|text|context)"
    r"(?: \d+(?:(?:, and| and|,) \d+)*)?(?: (?:provided|given|above))?"
)
_SAYS = r"(?:stat|report|mention|not|describ|explain|indicat|writ)"
_COUNT = r"(?:these|some|several|a few|one|two|three|four|five|many|\d)"
_KINDS = r"(?:reasons?|facts?|points?|examples?|details?|factors?|explanations?|arguments?)"
_FRAME = re.compile(
    r"(?:(?P<decided>yes|no|indeed)(?:,|\s*[.:;!—–-]+(?!\s*\d))\s+"
    r"|(?:in (?:short|summary|brief|conclusion)|to summari[sz]e|to sum up|(?:final |short )?answer)[,:]\s+"
    rf"|(?:according to|based on|as {_SAYS}(?:t?ed|ten) (?:in|by)|per|in|from) {_OUR_TEXT},\s+"
    rf"|{_OUR_TEXT} (?:gives|lists|mentions|names|offers|provides?|give|list|mention|name|offer) (?:(?:the following|{_COUNT}) )?(?:\w+ )?{_KINDS}:\s+"
    rf"|{_OUR_TEXT} (?:also )?(?:says?|tells? us|{_SAYS}e?s?) (?:that\s+|(?=(?-i:[A-Z])|(?:the|he|she|it|they) ))"
    rf"|it is (?:also )?{_SAYS}(?:t?ed|ten)(?: in {_OUR_TEXT})? that\s+|note that\s+)+",
    re.IGNORECASE,
)
_FRAME_BEHIND = re.compile(rf",? \(?(?:according to|as {_SAYS}(?:t?ed|ten) (?:in|by)) {_OUR_TEXT}\)?(?=[.!?]*[\"”’]?$)", re.IGNORECASE)
_NO_CLAIM = re.compile(
    r"(?:the answer is )?(?:yes|no|yeah|yep|nope|true|false|correct|incorrect|right|wrong|indeed|exactly|not exactly|maybe|perhaps|possibly|probably|likely"
    r"|unlikely|ok|okay|sure|certainly|absolutely|of course|it depends|that depends|unknown|unclear)\W*"
    r"|here(?:'s|’s| is| are)\b[^.!?]*:\W*",
    re.IGNORECASE,
)


def untokenized(statement: str) -> str:
    """The statement without the spaces that a tokenizer set ("ms whitlock , 29 , did n't" -> "ms whitlock, 29, didn't")."""
    for pattern, instead in _PLAIN:
        statement = pattern.sub(instead, statement)
    if '"' in statement and not _ATTACHED.search(statement):
        statement = _QUOTED.sub(r'"\1"', statement)
    return statement.strip()


def unframed(statement: str) -> str:
    """What is said of the world, without the words about the article around it: "According to the passages, it fell" -> "It fell".

    A yes or no before it goes too: it answers a question that stands elsewhere.
    """
    plain = _FRAME_BEHIND.sub("", statement.strip())
    frame = _FRAME.match(plain)
    rest = plain[frame.end() :] if frame else plain
    first = rest.partition(" ")[0]
    return rest[:1].upper() + rest[1:] if frame and first.islower() else rest


def yes_or_no_before(statement: str) -> str:
    """The "yes" or "no" among the words that `unframed` takes from the beginning, in lower case; "" where there is none."""
    frame = _FRAME.match(statement.strip())
    said = (frame["decided"] or "").lower() if frame else ""
    return said if said in ("yes", "no") else ""


def claims_nothing(statement: str) -> bool:
    """Whether it is a bare yes, no or maybe, or announces what is to come: nothing that the article could bear out."""
    return _NO_CLAIM.fullmatch(statement.strip()) is not None


def has_case(text: str) -> bool:
    """Whether capitals can be trusted: any stands inside the text, or it is too short to tell."""
    words = _WORD.findall(text)
    return len(words) < 4 or any(word[:1].isupper() for word in words[1:])


def recased(statement: str, texts: Sequence[str]) -> str:
    """A statement in lower case with the capitals that the texts give its words; one that has capitals of its own is left alone."""
    if has_case(statement):
        return statement
    written = _usual_case(texts)
    cased = _WORD.sub(lambda match: written.get(match.group().lower(), match.group()), statement)
    return cased[:1].upper() + cased[1:]


def _usual_case(texts: Sequence[str]) -> dict[str, str]:
    """Lower-case word -> how the texts write it, for words they never write in lower case. What opens a sentence tells only where nothing else does."""
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            before = text[: match.start()].rstrip()
            (opening if not before or before[-1] in _STARTS else inside)[match.group()] += 1
    lower = TITLES | {word for word in [*inside, *opening] if word.islower()}  # "the mayor" is no name, though the article only has "Mayor Ana Ruiz"
    usual: dict[str, str] = {}
    for word, _ in sorted(inside.items(), key=lambda item: item[1]):
        if word[:1].isupper() and word.lower() not in lower:
            usual[word.lower()] = word
    for word in _opening_names(texts):
        if word.lower() not in lower:
            usual.setdefault(word.lower(), word)
    return usual


def _opening_names(texts: Sequence[str]) -> list[str]:
    """Runs of capitals that open a sentence ("Martin Pell was …"): two in a row are a name wherever they stand."""
    return [word for text in texts for run in re.findall(r"^(?:[A-Z][\w'’]+ ){2,}", text) for word in run.split()]
