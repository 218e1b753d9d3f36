"""Text -> questions that a reader might ask first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from article_chat.datatypes import SAID_OF
from article_chat.suggestions.clauses import clauses, lemma_of, sentences
from article_chat.suggestions.defining import from_definition
from article_chat.suggestions.instructions import from_instruction
from article_chat.suggestions.key_terms import key_terms
from article_chat.suggestions.rules import from_clause, from_patterns, without_role

MOST_READ = 400
"""Sentences that questions are made from: the first ones of the article."""
MOST_CHARS = 100_000
"""Characters likewise."""

MOST_TERMS = 12
"""Terms that a text is asked about."""

_ORDER = tuple("asked,defined,how far,said,when,how long,who,how many,what,why,how much,how often,where,with,who is,what is,about".split(","))
_LAST = "mentioned"
"""The kind of question that is taken only where there are not enough of the others."""
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|we|our|us|you|your|i|my|there|here|such|itself|himself|herself|themselves|also|former|latter)\b",
    re.IGNORECASE,
)
_LEANS_ON_TEXT = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|there|here|such|so)\b", re.IGNORECASE)
_QUESTION_LINE = re.compile(
    r"^[ \t#*]*(?:(?:\d{1,3}|Q)[.:)][ \t]*)?(?P<question>[A-Z][\w'\u2019 ,-]{8,100}\?)[ \t*]*\n{1,2}(?P<answer>[^\n]*[^\n?\s])[ \t]*$", re.MULTILINE
)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*\b")
_BEFORE_A_NAME = re.compile(r"[\w,\u2019')] $")
"""What stands before a capital that a sentence, an item, a cell or a quotation does not begin with: a word, or a comma."""
_THING = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|of|with|in) (?:[a-z]+ed )?([a-z]{4,})"
    r"(?=[.,;:]|\s(?:is|was|are|were|and|or|of|in|on|to|for|with|at|from|has|had|will|that|which)\b)"
)
_ANY_THING = re.compile(
    r"\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Ii]ts) (?:[a-z]*[^\W\ds] )??([a-z]{4,})"
    r"(?=[.,;:!]|\s(?:is|was|are|were|and|or|in|on|to|for|with|at|from|by|has|had|will|when|which|who|[a-z]+ed)\b)"
)
"""A thing as `_THING` has it, or one with an adjective, or somebody's."""
_ADJECTIVE = re.compile(r"(?:ian|ean|ican|fghan|ish|ese|ench|utch|eek|ic|ists?|viet|ek|jik|qi|lim|rab)s?$")
_NOT_NAMES = set(
    "The A An In On At I He She It They This That Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_ITEM_SIGN = re.compile(r"^(?:[-*+•◦]|\d{1,3}[.)]) +")
_WORD = re.compile(r"[^\W_]+")
_NO_TOPICS = set(
    "article same other first last next most rest part kind number minute hour year month week time thing case minutes hours seconds dollars euros others "
    "things always sometimes perhaps towards besides various series numbers examples results symptoms times years months weeks ones".split()
)
_NO_THING = re.compile(r"(?:ing|ed|ly|ous|ful|ss)$")
_NO_NAMES = set(
    "while within can come could would should will may might if when where what who why how which now then so but and or yet for with from to by as of "
    "do does did have has had is are was were be been not no yes also very just even only once upon after before during since until although though "
    "because however there here these those some many most several few all each every other another such both let go see well oh ah dear mr mrs ms dr "
    "st first last one two three".split()
)
SHORT = 120
"""Words of a text that is asked about things which it mentions once: in a longer one they are what it says in passing."""
_LOOSE_ENDS = set("of the a an to in on at with from for and or as is was out up off down over into about being".split())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and where in the text the sentence stands that it was made from; `start` and `end` are equal when it is about several.

    `meant` are words of that sentence, in which the short answer has to lie for the question to be answered as it was meant; "" where any will do.
    `bound` tells whether an answer from elsewhere will not do.
    """

    question: str
    start: int = 0
    end: int = 0
    meant: str = ""
    bound: bool = False

    def is_met_by(self, span: str | None) -> bool:
        """Whether a short answer is one that was meant: a name in the question is no answer to it."""
        if not self.meant:
            return True
        return span is not None and _plain(span) in _plain(self.meant) and _plain(span) not in _plain(self.question)


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def suggest(text: str, *, wanted: int = 24) -> list[Suggestion]:
    """At most `wanted` questions that an English text seems to answer, of different kinds first, earlier sentences before later ones.

    They are candidates: ask each one before showing it. A text without anything to ask about gives none.
    """
    found: dict[str, list[Suggestion]] = {kind: [] for kind in (*_ORDER, _LAST)}
    seen: set[str] = set()
    for kind, suggestion in _made(text[:MOST_CHARS]):
        key = re.sub(r"\W+(?:the )?", " ", suggestion.question.lower())
        if key not in seen and (kind == "asked" or _is_fluent(suggestion.question)):
            seen.add(key)
            found[kind].append(suggestion)
    return _mixed(found, wanted)


def suggest_terms(text: str, language: str | None) -> list[Suggestion]:
    """Questions for all that a text says about one of its terms, for one that answers too few others: in another language, or very short."""
    terms = _mentioned_once(text[:MOST_CHARS]) if language == "en" else key_terms(text, most=MOST_TERMS)
    return [Suggestion(SAID_OF.format(term)) for term in terms[:MOST_TERMS]]


def _mentioned_once(text: str) -> list[str]:
    mentioned = _mentioned(text, least=1) if len(text.split()) <= SHORT else ()
    names = (_with_article(name, text) for name in _names(text) if name not in _NOT_NAMES and name.lower() not in _NO_NAMES)
    return list(dict.fromkeys([*mentioned, *names]))


def _names(text: str) -> list[str]:
    """Words with a capital that nothing but being a name gives them: neither the first of a sentence, an item or a cell, nor one of a title."""
    return [
        name.group()
        for line in text.split("\n")
        if not _is_title_case(line)
        for name in _NAME.finditer(line)
        if _BEFORE_A_NAME.search(line, max(0, name.start() - 2), name.start())
    ]


def _is_title_case(line: str) -> bool:
    """Whether every longer word of a line that is no sentence has a capital, as in "How to Sow Tomatoes": that says nothing of its words."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return not line.rstrip().endswith((".", "!", "?", '"', "\u201d")) and bool(words) and all(word[0].isupper() for word in words)


def _with_article(name: str, text: str) -> str:
    """ "the Renter" where the text mostly says it with an article."""
    named = len(re.findall(rf"\b{re.escape(name)}\b", text))
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(name)}\b(?! [A-Z])", text))
    return f"the {name}" if with_article * 2 > named else name


def _made(text: str) -> Iterator[tuple[str, Suggestion]]:
    """(kind, question) of all that the text answers; a common word that begins a sentence has no capital inside a question."""
    yield from (("asked", suggestion) for suggestion in _asked_by_itself(text))
    names = set(" ".join(_names(text)).split())
    common = set(re.findall(r"\b[a-z]+\b", text)) - {name.lower() for name in names}
    for offset, sentence in sentences(text)[:MOST_READ]:
        said = _ITEM_SIGN.sub("", sentence)
        clausal = (asked for clause in clauses(said) for asked in from_clause(clause))
        made = [*from_definition(said), *from_patterns(said), *from_instruction(said), *clausal]
        first, _, _ = said.partition(" ")
        for kind, question, meant in made:
            asked = question.replace(f" {first} ", f" {first.lower()} ") if first.lower() in common else without_role(question)
            if f" {first} " not in asked or not _may_be_plural(first) or first in names:
                yield kind, Suggestion(asked, offset, offset + len(sentence), meant)
    yield from (("about", Suggestion(SAID_OF.format(topic))) for topic in _topics(text))
    yield from ((_LAST, Suggestion(SAID_OF.format(topic))) for topic in _mentioned(text))


def _may_be_plural(word: str) -> bool:
    """Whether a word that begins a sentence, as "Residents" and "Rovers" do, may be no name: then its capital would be wrong inside a question."""
    return len(word) > 4 and word.endswith("s") and not word.endswith("ss")


def _asked_by_itself(text: str) -> Iterator[Suggestion]:
    """Lines of the text that are questions, as in a list of frequent ones; the paragraph that follows has to be their answer."""
    for line in _QUESTION_LINE.finditer(text):
        if len(line["question"].split()) > 2 and not _LEANS_ON_TEXT.search(line["question"]):
            yield Suggestion(line["question"], line.start("answer"), line.end("answer"), bound=True)


def _topics(text: str) -> Iterator[str]:
    """Names that come up more than once, then plural nouns that come up often, then things, most frequent first; then those in the title."""
    counted = Counter(re.findall(r"\b[a-z][a-z]+\b", text))
    for name, count in Counter(_names(text)).most_common(20):
        is_name = name not in _NOT_NAMES and name.lower() not in _NO_NAMES and not counted[name.lower()] and len(name) > 2
        if count > 1 and is_name and not _ADJECTIVE.search(name) and f"{name} of " not in text:
            yield _with_article(name, text)
    for noun, count in counted.most_common(60):
        plural = len(noun) > 5 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and not lemma_of(noun)
        if count > 2 and plural and noun not in _NO_TOPICS:
            yield noun
    things = Counter(_THING.findall(text))
    for noun, count in things.most_common(10):
        if count > 2 and noun not in _NO_TOPICS and not noun.endswith("s"):
            yield f"the {noun}"
    title, _, body = text.partition("\n")
    for noun in re.findall(r"\b[a-z]{4,}\b", title.lower()) if body and not title.endswith(".") else ():
        if things[noun] and counted[noun] > 1 and noun not in _NO_TOPICS and not lemma_of(noun):
            yield noun if noun.endswith("s") else f"the {noun}"


def _mentioned(text: str, *, least: int = 2) -> Iterator[str]:
    """Names and things that come up twice, or `least` times: a short text, or one that leans on "I" and "we", has little else to ask about."""
    counted = Counter(re.findall(r"\b[A-Za-z][a-z]+\b", text))
    for name, _ in Counter(_names(text)).most_common(20):
        words = name.split()
        if len(words) > 1 and min(counted[word] for word in words) >= least and not any(word.lower() in _NO_NAMES or word in _NOT_NAMES for word in words):
            yield _with_article(name, text)
    for noun, _ in Counter([*_THING.findall(text), *_ANY_THING.findall(text)]).most_common(40):
        if counted[noun] >= least and noun not in _NO_TOPICS and not lemma_of(noun) and not _NO_THING.search(noun):
            yield f"the {noun}"


def _mixed(found: dict[str, list[Suggestion]], wanted: int) -> list[Suggestion]:
    """One of each kind in turn, so that the first few differ."""
    chosen: list[Suggestion] = []
    rank = 0
    while len(chosen) < wanted and any(len(found[kind]) > rank for kind in _ORDER):
        chosen.extend(found[kind][rank] for kind in _ORDER if len(found[kind]) > rank)
        rank += 1
    return (chosen + found[_LAST])[:wanted]


def _is_fluent(question: str) -> bool:
    """Whether the question can be shown: short, standing alone, without loose ends."""
    body = question.rstrip("?")
    if not 3 <= len(body.split()) <= 16 or len(question) > 110:
        return False
    if (
        _LEANS.search(body.replace(" should I ", " should "))
        or re.search(r"\bnot (?:just|only)\b|\bboth\b", body)
        or re.search(r"[\"\u201c\u201d()\[\];:]|\s{2}|,", body)
    ):
        return False
    if body.split()[-1].lower() in _LOOSE_ENDS:
        return False
    return not re.search(r"\b(\w+) \1\b", body)
