"""What kind of thing was said: a question for the article, or something to answer without searching it.

Only whole utterances count: "Hello!" is a greeting, "What did Putin say hello about?" is a question. Whatever is in doubt is a question.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from article_chat.dialogue import phrases
from article_chat.dialogue.language import is_foreign

MOST_ASPECTS = 5
"""Times a question is cut at "and": there are six things to ask about an article."""


class Kind(Enum):
    """The kinds of utterance. `ASK` is everything that the article has to answer."""

    ASK = "ask"
    GIST = "gist"
    ABOUT = "about"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"
    EMPTY = "empty"
    TOO_LONG = "too long"
    SYMBOLS = "symbols"
    NOT_ENGLISH = "not english"


@dataclass(frozen=True, slots=True)
class Intent:
    """What an utterance wants.

    `aspect` narrows it: for ABOUT title, author, source, date, length or language; for THANKS "ok" when nobody was thanked; for HELP "who" when
    it asked who is speaking, "opinion" and "quotes" when it wanted what is never given, "sure" when it doubted an answer, "private", "english", "page"
    and "pictures" when it asked after the program's ways, "first" when it leans on what was never said. `also` holds
    what else ABOUT asks for in the same breath. `sentences` is how many sentences a GIST should have; `limit` and `size` are the characters of TOO_LONG.
    """

    kind: Kind
    aspect: str = ""
    also: tuple[str, ...] = ()
    sentences: int = 3
    limit: int = 0
    size: int = 0


def recognise(question: str, *, max_chars: int, in_conversation: bool = False, multilingual: bool = False, first: bool = False) -> Intent:
    """The kind of `question`; `first` where nothing was said before it.

    With `in_conversation`, "Who wrote it?" is about what was talked of, not about the article. With `multilingual` models, no language is foreign.
    """
    visible = _visible(question)
    if not visible:
        return Intent(Kind.EMPTY)
    if len(question) > max_chars:
        return Intent(Kind.TOO_LONG, limit=max_chars, size=len(question))
    if not any(char.isalnum() for char in visible):
        return Intent(Kind.SYMBOLS)
    plain = phrases.plain(visible)
    leaning = Intent(Kind.HELP, "first") if first and phrases.NOTHING_BEFORE.fullmatch(plain) else None
    return _small_talk(plain) or leaning or _article_itself(phrases.without_courtesy(plain), in_conversation) or _language(visible, multilingual)


def kinds_in_turn(questions: Sequence[str], *, max_chars: int, multilingual: bool = False) -> list[Kind]:
    """The kinds of the questions of a conversation, oldest first: "it" is the article until something in it was talked of."""
    kinds: list[Kind] = []
    for question in questions:
        kinds.append(recognise(question, max_chars=max_chars, in_conversation=is_elsewhere(kinds), multilingual=multilingual).kind)
    return kinds


def is_elsewhere(kinds: Sequence[Kind]) -> bool:
    """Whether the last question that was no small talk was about something in the article, so that "it" may mean that."""
    asked = [kind for kind in kinds if kind in {Kind.ASK, Kind.ABOUT, Kind.GIST}]
    return asked[-1:] == [Kind.ASK]


def _small_talk(plain: str) -> Intent | None:
    for (kind, aspect), pattern in phrases.SAID.items():
        if pattern.fullmatch(plain):
            return Intent(Kind(kind), aspect)
    return None


def _article_itself(asked: str, in_conversation: bool) -> Intent | None:
    if phrases.GIST.fullmatch(asked) and not (in_conversation and phrases.LOOSE_GIST.fullmatch(asked)):
        return Intent(Kind.GIST, sentences=_sentences_wanted(asked))
    aspects = _aspects([phrases.without_courtesy(part) for part in asked.split(" and ", MOST_ASPECTS)], in_conversation)
    return Intent(Kind.ABOUT, aspects[0], also=aspects[1:]) if aspects else None


def _aspects(parts: list[str], in_conversation: bool) -> tuple[str, ...]:
    """The aspects asked for by the parts of a question that "and" joins; none unless every part asks for one.

    One part has to be a whole question: a bare "when" leans on it. So does "it" in a conversation, which may mean what was talked of elsewhere.
    """
    whole = [_aspect(part) for part in parts]
    fixed = [aspect and not (in_conversation and phrases.LOOSE_ABOUT.search(part)) for part, aspect in zip(parts, whole, strict=True)]
    found = [aspect or phrases.BARE_ABOUT.get(part, "") for part, aspect in zip(parts, whole, strict=True)]
    return tuple(dict.fromkeys(found)) if any(fixed) and all(found) else ()


def _aspect(asked: str) -> str:
    return next((aspect for aspect, pattern in phrases.ABOUT.items() if pattern.fullmatch(asked)), "")


def _language(visible: str, multilingual: bool) -> Intent:
    return Intent(Kind.NOT_ENGLISH) if not multilingual and is_foreign(visible) else Intent(Kind.ASK)


def _sentences_wanted(asked: str) -> int:
    if phrases.ONE_SENTENCE.search(asked):
        return 1
    if match := phrases.SOME_SENTENCES.search(asked):
        return {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}[match.group(1)]
    return 2 if phrases.THE_POINT.search(asked) else 3


def _visible(text: str) -> str:
    """The text without control and invisible characters, white space collapsed."""
    kept = (char if not unicodedata.category(char).startswith("C") else " " for char in text)
    return " ".join("".join(kept).split())
