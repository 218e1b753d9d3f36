"""Question + conversation -> the question as it stands alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from article_chat.datatypes import History
from article_chat.followups.discourse import Discourse
from article_chat.followups.leaning import Lean, leaning
from article_chat.followups.readings import readings
from article_chat.followups.slots import Candidate

Score = Callable[[Sequence[str]], Sequence[float]]
"""How well the article answers each of the readings; the higher the better."""

TURNS = 30
"""Turns of the history that are read: the latest ones."""
MUCH = 3.0
"""How many times `clearly` the question as typed has to beat every reading of a pronoun before it is kept: a pronoun always means something."""
LOST = 2.5
"""How many times `clearly` the rules' reading of a pronoun has to score worse than the question as typed before another is looked at, unless nothing
answers it: any name that stands in the answering sentence scores well, whether it is meant or not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read. `asked` is what was typed; `candidates` are the readings that were weighed, likeliest first by the rules."""

    question: str
    changed: bool
    asked: str
    candidates: tuple[str, ...] = ()


def resolve(question: str, history: History, *, score: Score | None = None, topic: str | None = None, clearly: float = 1.0) -> Reading:
    """`question` with what it leans on in `history` filled in, or as it is when it stands alone.

    `score` ranks the readings against the article: the rules' first choice is given up only for one that scores better by `clearly`.
    Without it the rules decide. `topic`, such as the article's title, is what a pronoun may mean before anything was said.
    """
    past = Discourse()
    if topic:
        past.ask(topic)
    for asked, answer in list(history)[-TURNS:]:
        text, meant = _by_rules(asked, past)
        for key, form in meant:
            past.sorts_as(key, form)
        past.ask(text, tuple(key for key, _ in meant))
        past.reply(answer)
    how = leaning(question)
    found = readings(question, how, past)
    if not found:
        return Reading(question, changed=False, asked=question)
    settled = len(found) == 1 and how.lean not in {Lean.SLOTS, Lean.WEAK}
    chosen = _choose(question, [text for text, _ in found], None if settled else score, clearly, how.lean)
    return Reading(chosen, changed=chosen != question, asked=question, candidates=tuple(text for text, _ in found))


def _by_rules(question: str, past: Discourse) -> Candidate:
    found = readings(question, leaning(question), past)
    return found[0] if found else (question, ())


def _choose(question: str, candidates: Sequence[str], score: Score | None, clearly: float, lean: Lean) -> str:
    if score is None:
        return candidates[0]
    scores = list(score([question, *candidates]))
    best = max(range(len(candidates)), key=lambda index: scores[index + 1])
    if lean is Lean.WEAK:
        return candidates[best] if scores[best + 1] > scores[0] + clearly else question
    if scores[best + 1] < scores[0] - MUCH * clearly:
        return question
    if lean is Lean.SLOTS and scores[1] > max(0.0, scores[0] - LOST * clearly):
        return candidates[0]
    return candidates[best] if scores[best + 1] > scores[1] + clearly else candidates[0]
