"""A question as it was typed + history -> of what kind it is, and the standalone question that is put to the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from article_chat.components import Asked, FindHits, Parts
from article_chat.corpus import is_one_piece
from article_chat.dialogue import Intent, Kind, asked_at_once, is_elsewhere, kinds_in_turn, put_plainly, recognise, topic_of
from article_chat.followups import Found, asks_for_more, resolve
from article_chat.passages import split_sentences
from article_chat.question.initials import Initials
from article_chat.question.spelling import Spelling
from article_chat.structure.numbered import going_on
from article_chat.surveying import Survey, surveyed_further
from article_chat.telling import Telling

REMEMBERED_TURNS = 30
"""Earlier turns that tell what is being talked of."""
SCORED_PASSAGES = 4
"""Passages read to weigh one reading of a follow-up question."""
BEFORE, JUST_BEFORE = 600, 2
"""Characters before a sentence in which the sentences just before it are looked for, and how many of them there are."""


class Interpreter:
    """Reads questions with what was said before. Where the words allow several readings, the articles are looked at to choose."""

    def __init__(self, parts: Parts, hits: FindHits, telling: Telling) -> None:
        self._parts, self._hits, self._telling = parts, hits, telling
        self._corpus, self._survey = parts.corpus, Survey(parts.corpus)

    def understand(self, asked: Asked) -> dict[str, Any]:
        """What is asked, put plainly, of what kind it is, and the latest turns that told of something in the articles: who wrote one is nobody it tells of."""
        turns = list(asked.history)[-REMEMBERED_TURNS:]
        most, multilingual = self._parts.max_question_chars, self._parts.multilingual
        kinds = kinds_in_turn([question for question, _ in turns], max_chars=most, multilingual=multilingual)
        intent = recognise(asked.question, max_chars=most, in_conversation=is_elsewhere(kinds), multilingual=multilingual, first=not turns)
        if intent.kind is Kind.HELP and self._telling.headed(asked.question):
            intent = Intent(Kind.ASK)
        if not turns and intent.kind is Kind.ASK and asks_for_more(asked.question.strip(" ?!.…")):
            intent = Intent(Kind.GIST)
        told = [(self.plainly(question), answer) for kind, (question, answer) in zip(kinds, turns, strict=True) if kind in {Kind.ASK, Kind.GIST}]
        if intent.kind is Kind.ASK and not asked.as_written:
            asked = replace(asked, question=self.plainly(asked.question.strip()))
        return {"asked": asked, "intent": intent, "told": told}

    def parts(self, asked: Asked) -> tuple[str, ...]:
        """The questions for the articles that were asked at once, in order; it alone where it is one, or stands as written."""
        parts = () if asked.as_written else asked_at_once(asked.question)
        return parts if len(parts) > 1 and self.understand(asked)["intent"].kind is Kind.ASK else (asked.question,)

    def standalone(self, state: dict[str, Any]) -> str:
        """The question of an understood turn as one that needs no turn before it."""
        asked: Asked = state["asked"]
        question = asked.question.strip()
        if asked.as_written:
            return question
        if asked.rewritten and asked.rewritten.question:
            return asked.rewritten.question
        spelled = self._spelling.without_slips(question)
        if not state["told"]:
            return spelled
        if following := going_on(spelled, state["told"][-1][1]):
            return following
        if following := surveyed_further(spelled, [question for question, _ in state["told"]]):
            return following
        reading = resolve(spelled, state["told"], score=self.weigh, look=self.look)
        return reading.question if reading.changed else spelled

    def plainly(self, question: str) -> str:
        """A question for the articles by itself, with names and initials as they write them; one that is sent back for its length is not looked at."""
        if len(question) > self._parts.max_question_chars:
            return question
        return self._initials.as_written(self._spelling.with_capitals(put_plainly(question)))

    def weigh(self, questions: Sequence[str]) -> list[float]:
        """How well the articles answer each question: the score of its best sentence, in logits."""
        scores: list[float] = []
        for question in questions:
            ranked = self._parts.reader.rank(question, self._hits(question)[:SCORED_PASSAGES])
            scores.append(ranked[0].score if ranked else float("-inf"))
        return scores

    def look(self, question: str) -> Found:
        """What would be answered to a question that goes on from another."""
        if told := self._telling.said_of(topic_of(question)):
            return Found(answered=True, sentence=told.statements[0].text)
        if cell := self._telling.in_a_table(question):  # found by all that the question names, of which the row shows but a part
            return Found(answered=True, sentence=cell.statements[0].text, before=question)
        if said := self._survey.identity(question):
            return Found(answered=True, sentence=said.statements[0].text)
        hits, reader = self._hits(question), self._parts.reader.of_follow_ups
        ranked = reader.settle(question, hits)
        if not ranked:
            return Found(answered=False)
        draft, best = reader.decide(question, ranked), ranked[0]
        article = self._corpus.articles[best.place.article_id]
        before = article.text[max(0, best.place.start - BEFORE) : best.place.start]
        sentences = [before[start:end] for start, end in split_sentences(before, language=article.language or "en")]
        return Found(draft.answered, best.text, " ".join(sentences[-JUST_BEFORE:]), (best.place.article_id, *best.span), best.span_text)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling([one.article.text for one in self._corpus.opened], is_one_piece)

    @cached_property
    def _initials(self) -> Initials:
        return Initials(one.article.text for one in self._corpus.opened)
