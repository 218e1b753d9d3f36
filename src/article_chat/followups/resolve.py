"""Question + conversation -> the question as it stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from article_chat.datatypes import SAID_OF, History
from article_chat.followups.discourse import Discourse
from article_chat.followups.holding import Look, holds, same_place
from article_chat.followups.leaning import Lean, Leaning, leaning
from article_chat.followups.parallels import THIS_TIME, loosely
from article_chat.followups.readings import readings
from article_chat.followups.slots import Candidate

Score = Callable[[Sequence[str]], Sequence[float]]
"""How well the article answers each of the readings; the higher the better."""

TURNS = 30
"""Turns of the history that are read: the latest ones."""
CLEARLY = 1.0
"""By how much another reading has to score better than the rules' first choice to be taken instead."""
LONGEST = 1_000
"""Characters that are read of a question or an answer: what is named after them is hardly leant on, and every name is weighed against every other."""
MUCH = 3.0
"""How many times `CLEARLY` the question as typed has to beat every reading of a pronoun before it is kept: a pronoun always means something."""
LOST = 2.5
"""How many times `CLEARLY` the rules' reading of a pronoun has to score worse than the question as typed before another is looked at, unless nothing
answers it: any name that stands in the answering sentence scores well, whether it is meant or not."""

_MEANS_THE_ANSWER = ("it", "that", "he", "she", "they")
_FURTHER = re.compile(r"\b(?:next|later|afterwards?|then|else|other|another|more)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read. `asked` is what was typed; `candidates` are the readings that were weighed, likeliest first by the rules."""

    question: str
    changed: bool
    asked: str
    candidates: tuple[str, ...] = ()


def resolve(question: str, history: History, *, score: Score | None = None, look: Look | None = None) -> Reading:
    """`question` with what it leans on in `history` filled in, or as it is when it stands alone.

    `score` ranks the readings against the article: the rules' first choice is given up only for one that scores better by `CLEARLY`. `look` tells
    what the article answers to a question: where the last question is put again about something else, its answer has to be about that.
    Without them the rules decide.
    """
    past = Discourse()
    turns = [(asked[:LONGEST], answer[:LONGEST]) for asked, answer in list(history)[-TURNS:]]
    for number, (asked, answer) in enumerate(turns, 1):
        if look and number == len(turns) and past.asks_whom:  # of things the article has the last word, which is not asked again
            _hear_short_answer(leaning(asked), past, look)
        read = _by_rules(asked, past)
        if look and number == len(turns) and _puts_again(asked, past):
            read = replace(read, text=_that_holds(asked, past, look).question)
        for key, form in read.meant:
            past.sorts_as(key, form)
        if read.text == asked and not stands_alone(asked):
            past.ask_in_vain(asked)
        else:
            past.ask(read.text, tuple(key for key, _ in read.meant), read.new, read.old)
        past.reply(answer)
    how = leaning(question)
    if look:
        _hear_short_answer(how, past, look)
    if look and _puts_again(question, past):
        return _that_holds(question, past, look)
    found = readings(question, how, past)
    if look and found and found[0].of and holds(found[0], look(found[0].text), look(past.question)):
        return _read(question, found[0].text, found)
    found = [one for one in found if not one.of]
    if not found:
        return _read(question, question, found)
    settled = len(found) == 1 and how.lean not in {Lean.SLOTS, Lean.WEAK}
    chosen = _choose(question, [one.text for one in found], None if settled else score, how.lean)
    if look and how.lean in {Lean.WEAK, Lean.NEXT} and chosen != question and not _tells_more(chosen, past, look):
        chosen = question
    return _read(question, chosen, found)


def _hear_short_answer(how: Leaning, past: Discourse, look: Look) -> None:
    """Take in what was shortly answered to the last question, where a pronoun may mean it or a bare question word goes on from it."""
    forms = {slot.form.removesuffix("'s") for slot in how.slots}
    form = next((form for form in _MEANS_THE_ANSWER if form in forms), None)
    if not past.answer or not (form in {"it", "that"} or (past.asks_whom and (form or how.lean is Lean.BARE))):
        return
    found = look(past.question)
    if form:
        past.answer_with(found.short, found.sentence, form)
    else:
        past.name_whom(found.short, found.sentence)


def _puts_again(question: str, past: Discourse) -> bool:
    """Whether the question puts the last one again about something else, which the article may well have answered about the old one alone."""
    how = leaning(question)
    return how.lean in {Lean.PARALLEL, Lean.OTHER} or (how.lean is Lean.BARE and any(one.new for one in readings(question, how, past)))


def _read(question: str, text: str, found: Sequence[Candidate]) -> Reading:
    return Reading(text, changed=text != question, asked=question, candidates=tuple(one.text for one in found))


def _tells_more(reading: str, past: Discourse, look: Look) -> bool:
    """Whether the article answers the reading, and not with what it answered before; where something further is asked for, with nothing told yet."""
    found = look(reading)
    if not found.answered or (_FURTHER.search(reading) and any(found.sentence in told for told in past.recent)):
        return False
    return not past.answer or not same_place(found, look(past.question))


def stands_alone(question: str) -> bool:
    """Whether a question says enough to be put to the article as it was typed: "Why?" and "And him?" do not."""
    return leaning(question).lean in {Lean.NOT, Lean.SLOTS, Lean.WEAK}


def _that_holds(question: str, past: Discourse, look: Look) -> Reading:
    """The first reading that the article answers about what is asked now; else what it says of that, unless it had nothing to say before either."""
    how = leaning(question)
    found = readings(question, how, past)
    earlier = look(past.question) if past.answer and found else None
    chosen = next((one.text for one in found if holds(one, look(one.text), earlier)), None)
    if chosen is None and (past.answer or len(found) == 0):
        chosen = _loosest(how, past, look) or next((SAID_OF.format(one.new) for one in found if one.new and how.lean is Lean.BARE), None)
    elif chosen is None:
        chosen = found[0].text
    return _read(question, chosen or question, found)


def _loosest(how: Leaning, past: Discourse, look: Look) -> str | None:
    """What the article says of the thing: by its name spelt out, or as it was typed where only that is found."""
    asked = loosely(how, past) if past.question else []
    found = next((text for text in asked if look(text).answered), None)
    return found if found or not asked or THIS_TIME.search(asked[0]) else asked[0]


def _by_rules(question: str, past: Discourse) -> Candidate:
    return next((one for one in readings(question, leaning(question), past) if not one.of), Candidate(question))


def _choose(question: str, candidates: Sequence[str], score: Score | None, lean: Lean) -> str:
    if score is None:
        return candidates[0]
    scores = list(score([question, *candidates]))
    best = max(range(len(candidates)), key=lambda index: scores[index + 1])
    if lean is Lean.WEAK:
        return candidates[best] if scores[best + 1] > scores[0] + CLEARLY else question
    if scores[best + 1] < scores[0] - MUCH * CLEARLY:
        return question
    if lean is Lean.SLOTS and scores[1] > max(0.0, scores[0] - LOST * CLEARLY):
        return candidates[0]
    return candidates[best] if scores[best + 1] > scores[1] + CLEARLY else candidates[0]
