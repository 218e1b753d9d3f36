"""The answerer without a chat model: the sentences that carry the answer, quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from math import exp
from typing import Protocol

from article_chat.datatypes import Draft, Hit, Statement
from article_chat.reader.calling import Worded, as_called, without_namesakes
from article_chat.reader.captions import off_the_point
from article_chat.reader.completing import to_the_end_of_its_clause, with_its_marks, without_half_a_bracket
from article_chat.reader.framing import without_what_tells_nothing
from article_chat.reader.in_turn import without_another_time
from article_chat.reader.kin import without_other_kin
from article_chat.reader.memory import Memory
from article_chat.reader.model import PassageReading
from article_chat.reader.ranking import NO_SPAN, Calibration, Candidate, Similarities, confidence, rank_sentences, reporting_first, reports, shipped_calibration
from article_chat.reader.reported import asks_for_words, asks_what_is_said, whole_quotation
from article_chat.reader.second_look import contenders, settled, surer_span, windows
from article_chat.reader.spans import without_numbers
from article_chat.reader.stated import as_proposed
from article_chat.reader.trimming import trimmed
from article_chat.reader.yes_or_no import is_yes_or_no

NAME = "reader"
MOST_SENTENCES = 3
CLOSEST = 2
"""Places offered under a refusal."""
_MOST_OF_A_HEADING = 6
"""Words of a line without a full stop that is taken for a heading."""

_BULLETS = frozenset("•‣▪-*–")
"""What a short item of a list begins with, which is no heading."""
_NUMBER = re.compile(r"(?:[A-Z][a-z]+ )?(?:\d{1,3}|[IVX]{1,5}|[a-z])[.):]")
"""The number of an item or a heading, where it stands as a sentence of its own: "3.", "Article 7."."""

_LIST = re.compile(
    r"\b(?:which|what|who|name|list)\b.{0,40}\b(?:two|three|four|five|six|several|some|all|countries|reasons|officials|leaders|names|others|factors|"
    r"causes|ways|kinds|types|examples|people|members|effects|parts|places|states)\b",
    re.IGNORECASE,
)
_TWO_IN_ONE = re.compile(r",? and (?:when|where|why|how|who|whom|what|which)(?: \w+){0,2}\s*\?*\s*$", re.IGNORECASE)
"""What asks for two things, as a follow-up does that was read as "Who sent her out, and when?": a few words would answer only one of them."""

_WHAT_HAPPENED = re.compile(r"\W*(?:and |so |but )?what (?:has |had )?happen(?:s|e?d)\b", re.IGNORECASE)
"""What is answered by a clause, not by a word of it."""

NO_DOUBT = 4.0
"""Margin from which a second look costs its time and changes next to nothing."""
LEAST_SHARE, LEAST_SHARE_OF_A_LIST = 0.12, 0.03
"""Probability with which a further sentence must hold the answer, for most questions and for one that asks for several things."""


class Reads(Protocol):
    """What reads passages. `Reader` is one."""

    def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        """One reading a passage."""


BearsOut = Callable[[str, Sequence[str]], Sequence[float]]
"""(statement, texts) -> for each text a margin in logits: over 0 where the text says what the statement does."""

Decided = Callable[[str], Sequence[str]]
"""Question for yes or no -> what a yes and what a no to it say; nothing where that is not plain."""


class ReaderAnswerer:
    """Answers with the best sentence, and with further ones that may well hold it too.

    The words that `reader` finds are put behind the question and to `bears_out`, a reader trained on statements: a second opinion, learnt from other
    mistakes than the first. None: it is not asked, and counts for nothing. Of a question for yes or no, what either says is put to it, as `decided` tells.
    """

    name = NAME

    def __init__(
        self,
        reader: Reads,
        similarities: Similarities,
        *,
        bears_out: BearsOut | None = None,
        decided: Decided | None = None,
        refuse_below: float | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self._reader, self._similarities, self._bears_out, self._decided = reader, similarities, bears_out, decided
        self._calibration = calibration or shipped_calibration()
        self._refuse_below = self._calibration.refuse_below if refuse_below is None else refuse_below
        self._readings, self._margins = Memory[PassageReading](), Memory[float]()

    @cached_property
    def of_follow_ups(self) -> ReaderAnswerer:
        """The same answerer, for questions that lean on the conversation: they have an answer more often."""
        other = copy(self)
        other._calibration = self._calibration.of_follow_ups()
        return other

    def draft(self, question: str, hits: Sequence[Hit]) -> Iterator[Draft]:
        """One draft, final: an answer, or a refusal with the nearest places."""
        yield self.decide(question, self.settle(question, hits))

    def consider(self, question: str, hits: Sequence[Hit]) -> Draft:
        """The best answer there is, never refused as long as there is a passage."""
        return self.decide(question, self.settle(question, hits), refuse_below=0.0)

    def settle(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the passages, best first, after a second look at those that may be it."""
        return self.look_again(question, hits, self.rank(question, hits))

    def rank(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """The sentences of the passages, best first."""
        passages = [hit.passage.text for hit in hits]
        question = as_called(question, passages)
        readings = self._read(question, [hit.passage.labelled for hit in hits])
        ranked = rank_sentences(question, hits, readings, self._similarities, self._calibration.rank)
        telling = without_another_time(question, without_other_kin(question, without_what_tells_nothing(question, ranked)))
        return without_namesakes(question, telling, passages, marked=lambda one: one.span[0] - one.place.start)

    def _read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        """One reading a passage. A turn puts a question several times: to weigh it as a reading, to answer it, to tell the next one from it."""
        return self._readings.through(question, passages, lambda asked, texts: self._reader.read(asked, [without_numbers(text) for text in texts]))

    def look_again(self, question: str, hits: Sequence[Hit], ranked: Sequence[Candidate], *, most: int | None = None) -> list[Candidate]:
        """The candidates, of which those that may come first (or the first `most`) are looked at once more, in windows of their own, and then settled:
        by the reader those in doubt, by the reader of statements all. A caption that is off the point then gives way to what comes next."""
        asked = as_called(question, [hit.passage.text for hit in hits])
        weights = {} if is_yes_or_no(question) else self._calibration.second
        number = most or (contenders(ranked) if weights else 1)
        looked = [self._looked(asked, one, windows(one, hits)) for one in ranked[:number]]
        order = reporting_first(asked, [*settled(looked, weights), *ranked[number:]])
        return self._past_a_caption(question, hits, ranked, order, most) if len(order) > 1 and off_the_point(asked, order[0], hits) else order

    def _past_a_caption(self, question: str, hits: Sequence[Hit], ranked: Sequence[Candidate], order: list[Candidate], most: int | None) -> list[Candidate]:
        """The order without the caption that comes first in it; as it is where the caption is refused as well, and what comes next no surer."""
        first, *rest = self.look_again(question, hits, [one for one in ranked if one.place != order[0].place], most=most)
        others = [first, replace(order[0], score=min(one.score for one in ranked)), *rest]  # still among the closest, and never cited beside it
        sure, surer = (confidence(question, one, self._calibration.confidence_of(question)) for one in (order, others))
        return others if sure >= self._refuse_below or surer > sure else order

    def _looked(self, question: str, one: Candidate, texts: Sequence[str]) -> Candidate:
        if one.margin < NO_DOUBT:
            readings = [self._read(question, [text])[0] for text in texts]  # one by one: no padding
            again = sum(max(NO_SPAN, reading.margin) for reading in readings) / len(readings)
            one = replace(one, again=again, span=surer_span(question, one, texts[0], readings[0]))
        return replace(one, borne=self._borne(question, one, texts))

    def _borne(self, question: str, one: Candidate, texts: Sequence[str]) -> float | None:
        """How far the texts bear out the words found as the answer, or for yes or no what either says; None where there are none, or neither is plain."""
        if self._bears_out is None or not one.span_text.strip():
            return None
        if is_yes_or_no(question):
            claims = self._decided(question) if self._decided else ()
            return max((margin for claim in claims for margin in self._margins.through(claim, texts, self._bears_out)), default=None)
        margins = self._margins.through(as_proposed(question, one.span_text), texts, self._bears_out)
        return sum(margins) / len(margins)

    def decide(self, question: str, ranked: Sequence[Candidate], *, refuse_below: float | None = None) -> Draft:
        """The draft for ranked sentences, refused under a probability of `refuse_below` (None: as the answerer refuses)."""
        question = as_called(question, [candidate.text for candidate in ranked])
        refuse_below = self._refuse_below if refuse_below is None else refuse_below
        probability = confidence(question, ranked, self._calibration.confidence_of(question))
        if not ranked or probability < refuse_below:
            nearest = tuple(candidate.place for candidate in without_headings(ranked)[:CLOSEST])
            return Draft(answered=False, confidence=probability, answered_by=NAME, closest=nearest)
        chosen = choose(question, ranked)
        return Draft(
            statements=tuple(Statement(c.text, (c.place,)) for c in chosen),
            answered=True,
            span=None if is_yes_or_no(question) or _TWO_IN_ONE.search(question) else _short_answer(question, ranked) or None,
            confidence=probability,
            answered_by=NAME,
        )


def _short_answer(question: str, ranked: Sequence[Candidate]) -> str:
    """The words of the best span, trimmed as their writing wants; of somebody's words, and of what happened, all that the clause tells."""
    best = ranked[0]
    if not best.span_text:
        return ""
    start, end = (offset - best.place.start for offset in best.span)
    span = trimmed(question, without_half_a_bracket((start, end), best.text), best.text)
    words = reports(asks_for_words(question), best, ranked)
    if words or asks_what_is_said(question):
        span = whole_quotation(span, best.text)
    if words or _WHAT_HAPPENED.match(question):
        span = to_the_end_of_its_clause(span, best.text)
    return best.text[slice(*with_its_marks(span, best.text))]


def without_headings(ranked: Sequence[Worded]) -> Sequence[Worded]:
    """The sentences without titles and headings, which tell nothing, as long as there are others."""
    told = [one for one in ranked if not _NUMBER.fullmatch(one.text)]
    return [one for one in told if not _is_heading(one.text)] or told or ranked


def _is_heading(text: str) -> bool:
    """Whether it is a title, a heading or the number of one, to go by its words."""
    return _NUMBER.fullmatch(text) is not None or (len(text.split()) <= _MOST_OF_A_HEADING and text[-1:].isalnum())


def choose(question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of the answer, best first: the best one, and further ones that are likely enough to hold the answer too.

    The ranking is a conditional logit, so its softmax is the probability that a sentence is the one that holds the answer. A heading beside a sentence
    adds nothing to it, nor does what reports nothing to what somebody said.
    """
    least, most = (LEAST_SHARE_OF_A_LIST, MOST_SENTENCES) if _LIST.search(question) else (LEAST_SHARE, 2)
    total = sum(exp(candidate.score - ranked[0].score) for candidate in ranked)
    likely = [candidate for candidate in ranked[1:most] if exp(candidate.score - ranked[0].score) / total >= least]
    told = [candidate for candidate in likely if candidate.text[:1] in _BULLETS or not _is_heading(candidate.text)]
    if reports(wanted := asks_for_words(question), ranked[0], ranked):
        told = [candidate for candidate in told if reports(wanted, candidate, ranked)]
    return [ranked[0], *told]
