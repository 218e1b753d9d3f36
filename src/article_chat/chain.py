"""The retrieval chain (LCEL), which has the stages answer one question: + history -> standalone question -> passages -> draft -> cited answer.

Its parts come ready made from assembly.py; checking a statement (checking.py) and first questions (examples.py) use it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from langchain_core.runnables import Runnable, RunnableBranch, RunnableGenerator, RunnableLambda, RunnablePassthrough

from article_chat.citations import cite, make_citations, number_places
from article_chat.corpus import Corpus, OpenArticle, is_one_piece
from article_chat.datatypes import REFUSAL, Answer, Citation, Draft, History, Hit, Place
from article_chat.dialogue import (
    ArticleFacts,
    Intent,
    Kind,
    asked_of_both,
    asks_what_else,
    compared,
    is_elsewhere,
    kinds_in_turn,
    language_notice,
    named_topic,
    put_plainly,
    recognise,
    reply,
    reply_of_several,
    topic_of,
    wants_all,
)
from article_chat.followups import Found, asks_for_more, asks_what_next, resolve, stands_alone
from article_chat.models import Answerer, Rewritten
from article_chat.passages import split_sentences
from article_chat.question.initials import Initials
from article_chat.question.spelling import Spelling
from article_chat.reader.answerer import ReaderAnswerer
from article_chat.reader.ranking import Candidate
from article_chat.reader.second_look import MOST_LOOKED_AT
from article_chat.retrieval import ArticleRetriever
from article_chat.structure.numbered import going_on
from article_chat.structure.positions import paragraphs_of
from article_chat.support import BearsOut, Embed, remembering
from article_chat.surveying import Survey, surveyed_further
from article_chat.telling import Telling

WORDS_A_MINUTE = 230
"""Reading speed of adults, silent, English prose (Brysbaert 2019: 238 for non-fiction)."""
REMEMBERED_TURNS = 30
"""Earlier turns that tell what is being talked of."""
SCORED_PASSAGES = 4
"""Passages read to weigh one reading of a follow-up question."""
EACH = "I quote and don't compare. Of each it is said:"
BEFORE, JUST_BEFORE = 600, 2
"""Characters before a sentence in which the sentences just before it are looked for, and how many of them there are."""


Rewrite = Callable[[str, History], Generator[Rewritten | None, None, None]]
"""(question, history) -> the standalone question, by a chat model, as the last item; None now and then while it is awaited."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes into the chain. `refuse` False asks for the best answer there is, `own_words` for one without the chat model.

    `rewritten` is what a chat model made of a follow-up question. `as_written` takes every word of the question as it stands.
    """

    question: str
    history: History = ()
    refuse: bool = True
    own_words: bool = False
    rewritten: Rewritten | None = None
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What the chain is made of. With `rewrite` comes `after`: the answerer for the rest of a turn in which it was used."""

    corpus: Corpus
    reader: ReaderAnswerer
    answerer: Answerer
    bears_out: BearsOut
    """(statement, texts) -> how far each text bears it out."""
    read_passages: int
    max_question_chars: int
    multilingual: bool
    rewrite: Rewrite | None = None
    prepare: Callable[[], None] | None = None
    """Loads what the answerer needs beside the reader."""
    after: Callable[[Rewritten], Answerer] | None = None


class ArticleChain:
    """`stream` yields partial answers, the last one final. Stateless: what a conversation said comes with each question."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._corpus = parts.corpus
        self.retriever = ArticleRetriever(
            passages=self._corpus.passages, neighbours=self._corpus.neighbours, lexical=self._corpus.lexical, wanted=parts.read_passages
        )

    def stream(self, asked: Asked) -> Iterator[Answer]:
        """Partial answers, the last one final; one without text now and then while a chat model is awaited, so that whoever asks can stop."""
        asked = yield from self._rewrite(asked)
        typed = asked.question.strip()
        for answer in self.runnable.stream(asked):
            yield replace(answer, question=typed) if answer.question.lower() == self._plainly(typed).lower() else answer

    @cached_property
    def runnable(self) -> Runnable[Asked, Answer]:
        """Small talk and questions about the article are answered at once; a summary needs no retrieval; the rest goes the whole way."""
        find = RunnablePassthrough.assign(question=RunnableLambda(self._standalone)) | RunnablePassthrough.assign(
            hits=RunnableLambda(_question_of) | self.retriever | RunnableLambda(self.retriever.to_hits)
        )
        return RunnableLambda(self._understand) | RunnableBranch(
            (lambda state: state["intent"].kind is Kind.GIST, RunnableLambda(self._summary)),
            (lambda state: state["intent"].kind is not Kind.ASK, RunnableLambda(self._reply)),
            find | RunnableGenerator(self._answers),
        )

    def warm_up(self) -> None:
        """Load all that answering needs."""
        self.weigh(["Is everything loaded?"])
        if self._parts.prepare:
            self._parts.prepare()

    def hits(self, question: str) -> list[Hit]:
        """The passages for a question, best first."""
        return [hit for _, hit in self.retriever.hits(question)]

    def candidates(self, question: str) -> list[Candidate]:
        """The sentences the reader weighs for a question, best first."""
        hits = self.hits(question)
        return self._parts.reader.look_again(question, hits, self._parts.reader.rank(question, hits), most=MOST_LOOKED_AT)

    def nearest(self, text: str, wanted: int) -> list[Hit]:
        """The `wanted` passages nearest to a text, best first."""
        return [hit for _, hit in self.retriever.model_copy(update={"wanted": wanted}).hits(text)]

    def citations_of(self, places: Sequence[Place]) -> tuple[Citation, ...]:
        """Citations of places, numbered from 1."""
        return make_citations(number_places([places]), self._corpus.articles, self._corpus.passage_of)

    @cached_property
    def embed(self) -> Embed:
        """Texts -> vectors, as questions are embedded; the sentences of an article recur from check to check, so the latest are kept."""
        return remembering(self._corpus.embedder.embed_questions)

    @property
    def bears_out(self) -> BearsOut:
        """(statement, texts) -> how far each text bears it out, by the reader of statements."""
        return self._parts.bears_out

    def cite(self, draft: Draft, question: str) -> Answer:
        """The answer a draft stands for."""
        return cite(draft, question, self._corpus.articles, self._corpus.passage_of)

    def _understand(self, asked: Asked) -> dict[str, Any]:
        """What is asked, put plainly, of what kind it is, and the latest turns that told of something in the articles: who wrote one is nobody it tells of."""
        turns = list(asked.history)[-REMEMBERED_TURNS:]
        most, multilingual = self._parts.max_question_chars, self._parts.multilingual
        kinds = kinds_in_turn([question for question, _ in turns], max_chars=most, multilingual=multilingual)
        intent = recognise(asked.question, max_chars=most, in_conversation=is_elsewhere(kinds), multilingual=multilingual, first=not turns)
        if intent.kind is Kind.HELP and self._telling.headed(asked.question):
            intent = Intent(Kind.ASK)
        if not turns and intent.kind is Kind.ASK and asks_for_more(asked.question.strip(" ?!.…")):
            intent = Intent(Kind.GIST)
        told = [(self._plainly(question), answer) for kind, (question, answer) in zip(kinds, turns, strict=True) if kind in {Kind.ASK, Kind.GIST}]
        if intent.kind is Kind.ASK and not asked.as_written:
            asked = replace(asked, question=self._plainly(asked.question.strip()))
        return {"asked": asked, "intent": intent, "told": told}

    def _rewrite(self, asked: Asked) -> Generator[Answer, None, Asked]:
        """Have a follow-up question rewritten by the chat model, outside the runnable, whose steps hand nothing on before they are over."""
        rewrite, question = self._parts.rewrite, asked.question.strip()
        if rewrite is None or asked.own_words or asked.as_written or not asked.history or self._understand(asked)["intent"].kind is not Kind.ASK:
            return asked
        rewritten = None
        with closing(rewrite(question, asked.history)) as steps:
            for rewritten in steps:
                if rewritten is None:
                    yield self.cite(Draft(answered_by=self._parts.answerer.name, partial=True), question)
        return replace(asked, rewritten=rewritten)

    def _standalone(self, state: dict[str, Any]) -> str:
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

    def _plainly(self, question: str) -> str:
        """A question for the articles by itself, with names and initials as they write them; one that is sent back for its length is not looked at."""
        if len(question) > self._parts.max_question_chars:
            return question
        return self._initials.as_written(self._spelling.with_capitals(put_plainly(question)))

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling([one.article.text for one in self._corpus.opened], is_one_piece)

    @cached_property
    def _initials(self) -> Initials:
        return Initials(one.article.text for one in self._corpus.opened)

    def weigh(self, questions: Sequence[str]) -> list[float]:
        """How well the articles answer each question: the score of its best sentence, in logits."""
        scores: list[float] = []
        for question in questions:
            ranked = self._parts.reader.rank(question, self.hits(question)[:SCORED_PASSAGES])
            scores.append(ranked[0].score if ranked else float("-inf"))
        return scores

    def look(self, question: str) -> Found:
        """What would be answered to a question that goes on from another."""
        if told := self._telling.said_of(topic_of(question)):
            return Found(answered=True, sentence=told.statements[0].text)
        if cell := self._telling.in_a_table(question):  # found by all that the question names, of which the row shows but a part
            return Found(answered=True, sentence=cell.statements[0].text, before=question)
        hits, reader = self.hits(question), self._parts.reader.of_follow_ups
        ranked = reader.settle(question, hits)
        if not ranked:
            return Found(answered=False)
        draft, best = reader.decide(question, ranked), ranked[0]
        article = self._corpus.articles[best.place.article_id]
        before = article.text[max(0, best.place.start - BEFORE) : best.place.start]
        sentences = [before[start:end] for start, end in split_sentences(before, language=article.language or "en")]
        return Found(draft.answered, best.text, " ".join(sentences[-JUST_BEFORE:]), (best.place.article_id, *best.span), best.span_text)

    def _answers(self, states: Iterator[dict[str, Any]]) -> Iterator[Answer]:
        state = {key: value for part in states for key, value in part.items()}  # LCEL hands the keys over as they become known
        asked, question, hits = state["asked"], state["question"], state["hits"]
        reader = self._parts.reader.of_follow_ups if _goes_on(asked, question) else self._parts.reader
        answerer = self._answerer(asked, reader)
        if asked.refuse and (found := self._survey.of(question)):
            yield self.cite(found, question)
        elif answerer is reader and (said := self._said(question, [answer for _, answer in state["told"]])):
            yield self.cite(said, question)
        elif not asked.refuse:
            yield self.cite(reader.consider(question, hits), question)
        elif answerer is reader:
            yield self._own_words(reader, asked, question, hits)
        else:
            for draft in answerer.draft(question, hits):
                yield self.cite(draft, question)

    def _said(self, question: str, told: Sequence[str]) -> Draft | None:
        """What is said of the topic that a question asks about as such, and where it asks what else, what was not `told` yet."""
        topic = topic_of(question)
        return self._telling.said_beside(topic, told) if asks_what_else(question) else self._telling.said_of(topic)

    def _own_words(self, reader: ReaderAnswerer, asked: Asked, question: str, hits: Sequence[Hit]) -> Answer:
        """The answer of an article's own question, numbered item or table, the reader's, or what there is on a topic that was merely named."""
        telling = self._telling
        if draft := telling.under_the_same_question(question) or telling.numbered(question) or telling.counted(question) or telling.in_a_table(question):
            return self.cite(draft, question)
        *_, draft = reader.draft(question, hits)
        if not draft.answered:
            if asked.history and asks_what_next(asked.question):
                return self.cite(telling.behind(asked.history[-1][1]) or draft, question)
            if said := self._survey.identity(question):
                return self.cite(said, question)
            ranked = reader.rank(question, hits)
            if (both := compared(question)) and (told := telling.about_both(both, ranked, EACH)):
                return self.cite(told, question)
            if (both := asked_of_both(question)) and (told := telling.about_both(both, ranked)):
                return self.cite(told, question)
            if (topic := named_topic(question)) and (told := telling.about(topic, ranked)):
                return self.cite(told, question)
            if lacking := self._survey.lacking(question):
                return lacking
            if wants_all(question):
                return self.cite(telling.gist(), question)
            if question != asked.question.strip() and stands_alone(asked.question):
                *_, typed = self._parts.reader.draft(asked.question.strip(), self.hits(asked.question))
                if typed.answered:
                    return self.cite(telling.below_questions(typed), asked.question.strip())
        told = telling.below_headings(telling.below_questions(draft), question, lambda: reader.rank(question, hits))
        return self.cite(told, question)

    @cached_property
    def _survey(self) -> Survey:
        return Survey(self._corpus)

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self._corpus)

    def _answerer(self, asked: Asked, reader: ReaderAnswerer) -> Answerer:
        if asked.own_words or self._parts.answerer is self._parts.reader:
            return reader
        return self._parts.after(asked.rewritten) if self._parts.after and asked.rewritten else self._parts.answerer

    def _reply(self, state: dict[str, Any]) -> Answer:
        intent: Intent = state["intent"]
        about = intent.kind is Kind.ABOUT
        text = reply_of_several(intent, self._facts) if about and len(self._facts) > 1 else reply(intent, self._facts[0])
        return Answer(text=text, question=state["asked"].question.strip(), answered=True, confidence=1.0, answered_by="about" if about else "dialogue")

    def _summary(self, state: dict[str, Any]) -> Answer:
        return self.cite(self._telling.gist(state["intent"].sentences), state["asked"].question.strip())

    @property
    def multilingual(self) -> bool:
        """Whether the embedding model reads other languages than English."""
        return self._parts.multilingual

    @property
    def language_notices(self) -> list[str]:
        """What to say of articles in a language that the models were not trained on."""
        found = (language_notice(one.article.language, multilingual=self._parts.multilingual) for one in self._corpus.opened)
        return list(dict.fromkeys(notice for notice in found if notice))

    @cached_property
    def _facts(self) -> list[ArticleFacts]:
        return [_facts_of(one) for one in self._corpus.opened]


def _facts_of(one: OpenArticle) -> ArticleFacts:
    article = one.article
    words, paragraphs = len(article.text.split()), paragraphs_of(article.text, one.sentences)
    return ArticleFacts(
        title=article.title, source=article.source, author=article.author, date=article.date, language=article.language,
        words=words, minutes=max(1, round(words / WORDS_A_MINUTE)), pages=len(article.pages),
        sentences=sum(map(len, paragraphs)), paragraphs=len(paragraphs),
    )  # fmt: skip


def _goes_on(asked: Asked, question: str) -> bool:
    """Whether the question, as it was read, leans on an earlier one that had an answer. After a refusal nothing is likelier than before."""
    return bool(asked.history) and question != asked.question.strip() and not asked.history[-1][1].startswith(REFUSAL)


def _question_of(state: dict[str, Any]) -> str:
    question: str = state["question"]
    return question


def with_notice(answer: Answer, notices: Sequence[str]) -> Answer:
    """The answer with what degraded, if anything did."""
    return replace(answer, notice=" ".join(filter(None, [*notices, answer.notice]))) if notices else answer
