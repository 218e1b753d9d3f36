"""A standalone question and its passages -> the answer: by rules where these tell, else by the reader or the chat model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from article_chat.components import Asked, FindHits, Parts
from article_chat.datatypes import REFUSAL, Answer, Draft, History, Hit
from article_chat.dialogue import asked_of_both, asks_what_else, compared, named_topic, topic_of, wants_all
from article_chat.enumerating import Enumerating
from article_chat.followups import asks_for_the_others, asks_what_next, stands_alone
from article_chat.models import Answerer
from article_chat.reader.answerer import ReaderAnswerer
from article_chat.reader.why import asks_why_as_told, may_give_a_reason
from article_chat.surveying import Survey
from article_chat.telling import Telling

SURER_THAN_NOT = 0.5
"""How sure the reader is to be of a sentence that tells all, where a question has no word that says of what."""
EACH = "I quote and don't compare. Of each it is said:"

Cite = Callable[[Draft, str], Answer]
"""(draft, question) -> the answer the draft stands for."""


class Answering:
    """Has those who can answer a question do so, in turn: the survey of the texts, what the articles tell under headings and in lists, the answerer."""

    def __init__(self, parts: Parts, hits: FindHits, telling: Telling, cite: Cite) -> None:
        self._parts, self._hits, self._telling, self._cite = parts, hits, telling, cite
        self._survey, self._lists = Survey(parts.corpus), Enumerating(parts.corpus)

    def answers(self, states: Iterator[dict[str, Any]]) -> Iterator[Answer]:
        """Partial answers, the last one final, to an understood turn with its standalone question and hits."""
        state = {key: value for part in states for key, value in part.items()}  # LCEL hands the keys over as they become known
        asked, question, hits = state["asked"], state["question"], state["hits"]
        reader = self._parts.reader.of_follow_ups if _goes_on(asked, question) else self._parts.reader
        answerer = self._answerer(asked, reader)
        if asked.refuse and (found := self._survey.of(question)):
            yield self._cite(found, question)
        elif answerer is reader and (said := self._said(question, [answer for _, answer in state["told"]])):
            yield self._cite(said, question)
        elif not asked.refuse:
            yield self._cite(reader.consider(question, hits), question)
        elif answerer is reader:
            yield self._own_words(reader, asked, question, hits)
        else:
            for draft in answerer.draft(question, hits):
                yield self._cite(draft, question)

    def takes_apart(self, asked: Asked, question: str) -> bool:
        """Whether several questions at once are answered one by one: by the articles' own words, unless the whole `question` is one that they ask."""
        if not asked.refuse or self._answerer(asked, self._parts.reader) is not self._parts.reader:
            return False
        return not self._telling.under_the_same_question(question)

    def _answerer(self, asked: Asked, reader: ReaderAnswerer) -> Answerer:
        if asked.own_words or self._parts.answerer is self._parts.reader:
            return reader
        return self._parts.after(asked.rewritten) if self._parts.after and asked.rewritten else self._parts.answerer

    def _said(self, question: str, told: Sequence[str]) -> Draft | None:
        """What is said of the topic that a question asks about as such, and where it asks what else, what was not `told` yet."""
        topic = topic_of(question)
        return self._telling.said_beside(topic, told) if asks_what_else(question) else self._telling.said_of(topic)

    def _own_words(self, reader: ReaderAnswerer, asked: Asked, question: str, hits: Sequence[Hit]) -> Answer:
        """The answer of an article's own question, numbered item or table, the reader's, or what there is on a topic that was merely named."""
        telling = self._telling
        if draft := telling.under_the_same_question(question) or telling.numbered(question) or telling.counted(question) or telling.in_a_table(question):
            return self._cite(self._lists.completed(draft, question), question)
        both = compared(question)
        if rule_bound := self._lists.asked(question) or self._survey.defined(question) or (self._survey.each_defined(both, EACH) if both else None):
            return self._cite(rule_bound, question)
        *_, draft = reader.draft(question, hits)
        draft = self._survey.not_another(question, _without_a_reason(question, draft, asked.history) or draft)
        draft = self._survey.or_defined(question, draft)
        before = asked.history[-1][1] if asked.history else ""
        told_before = draft.answered and bool(draft.statements) and draft.statements[0].text in before
        if (told_before or not draft.answered) and asks_for_the_others(asked.question) and (rows := telling.rows_beside(before)):
            return self._cite(rows, question)
        if before and not draft.answered and asks_what_next(asked.question):
            return self._cite(telling.behind(before) or draft, question)
        if draft.confidence < SURER_THAN_NOT and wants_all(question):
            return self._cite(telling.gist(), question)
        if not draft.answered:
            if instead := self._instead(reader, question, hits):
                return self._cite(instead, question)
            if question != asked.question.strip() and stands_alone(asked.question):
                *_, typed = self._parts.reader.draft(asked.question.strip(), self._hits(asked.question))
                if typed.answered:
                    return self._cite(telling.below_questions(typed), asked.question.strip())
        told = telling.below_headings(telling.below_questions(draft), question, lambda: reader.rank(question, hits))
        return self._cite(self._lists.completed(telling.in_one_cell(told, question), question), question)

    def _instead(self, reader: ReaderAnswerer, question: str, hits: Sequence[Hit]) -> Draft | None:
        """What there is for a question that the reader finds no answer to: who somebody is, what is said of a topic, or that words don't occur."""
        if said := self._survey.identity(question):
            return said
        ranked = reader.rank(question, hits)
        if (both := compared(question)) and (told := self._telling.about_both(both, ranked, EACH)):
            return told
        if (both := asked_of_both(question)) and (told := self._telling.about_both(both, ranked)):
            return told
        if (topic := named_topic(question)) and (told := self._telling.about(topic, ranked)):
            return told
        return self._survey.lacking(question)


def _without_a_reason(question: str, draft: Draft, history: History) -> Draft | None:
    """The refusal of "Why that far?" where the sentence found is the one that just told how far, and marks no reason; None for anything else."""
    told = draft.statements[0] if draft.answered and draft.statements and history and asks_why_as_told(question) else None
    if told is None or told.text not in history[-1][1] or may_give_a_reason(told.text):
        return None
    return Draft(answered=False, answered_by=draft.answered_by, closest=told.places)


def _goes_on(asked: Asked, question: str) -> bool:
    """Whether the question, as it was read, leans on an earlier one that had an answer. After a refusal nothing is likelier than before."""
    return bool(asked.history) and not asked.beside and question != asked.question.strip() and not asked.history[-1][1].startswith(REFUSAL)
