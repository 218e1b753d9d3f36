"""The retrieval chain (LCEL), which has the stages answer one question: + history -> standalone question -> passages -> draft -> cited answer.

Its parts come ready made from assembly.py; interpreting.py reads the question, answering.py answers it; checking a statement (checking.py) and first
questions (examples.py) use it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from typing import Any

from langchain_core.runnables import Runnable, RunnableBranch, RunnableGenerator, RunnableLambda, RunnablePassthrough

from article_chat.answering import Answering
from article_chat.citations import cite, make_citations, number_places
from article_chat.components import Asked, Parts
from article_chat.datatypes import Answer, Citation, Draft, Hit, Place
from article_chat.dialogue import ArticleFacts, Kind, language_notice, told_each
from article_chat.interpreting import Interpreter
from article_chat.reader.ranking import Candidate
from article_chat.reader.second_look import MOST_LOOKED_AT
from article_chat.replying import facts_of, replied
from article_chat.retrieval import ArticleRetriever
from article_chat.several import answered_each
from article_chat.support import BearsOut, Embed, remembering
from article_chat.telling import Telling


class ArticleChain:
    """`stream` yields partial answers, the last one final. Stateless: what a conversation said comes with each question."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._corpus = parts.corpus
        self.retriever = ArticleRetriever(
            passages=self._corpus.passages, neighbours=self._corpus.neighbours, lexical=self._corpus.lexical, wanted=parts.read_passages
        )
        self._telling = Telling(parts.corpus)
        self._interpreter = Interpreter(parts, self.hits, self._telling)
        self._answering = Answering(parts, self.hits, self._telling, self.cite)

    def stream(self, asked: Asked) -> Iterator[Answer]:
        """Partial answers, the last one final; one without text now and then while a chat model is awaited, so that whoever asks can stop."""
        asked = yield from self._rewrite(asked)
        asked = replace(asked, history=[turn for question, answer in asked.history for turn in told_each(question, answer)])
        parts = self._interpreter.parts(asked)
        if len(parts) > 1 and self._answering.takes_apart(asked, self._interpreter.plainly(asked.question.strip())):
            yield answered_each(asked, parts, self._one)
        else:
            yield from self._one(asked)

    def _one(self, asked: Asked) -> Iterator[Answer]:
        """The answer to one question."""
        typed = asked.question.strip()
        for answer in self.runnable.stream(asked):
            yield replace(answer, question=typed) if answer.question.lower() == self._interpreter.plainly(typed).lower() else answer

    @cached_property
    def runnable(self) -> Runnable[Asked, Answer]:
        """Small talk and questions about the article are answered at once; a summary needs no retrieval; the rest goes the whole way."""
        find = RunnablePassthrough.assign(question=RunnableLambda(self._interpreter.standalone)) | RunnablePassthrough.assign(
            hits=RunnableLambda(_question_of) | self.retriever | RunnableLambda(self.retriever.to_hits)
        )
        return RunnableLambda(self._interpreter.understand) | RunnableBranch(
            (lambda state: state["intent"].kind is Kind.GIST, RunnableLambda(self._summary)),
            (lambda state: state["intent"].kind is not Kind.ASK, RunnableLambda(self._reply)),
            find | RunnableGenerator(self._answering.answers),
        )

    def warm_up(self) -> None:
        """Load all that answering needs."""
        self._interpreter.weigh(["Is everything loaded?"])
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

    def _rewrite(self, asked: Asked) -> Generator[Answer, None, Asked]:
        """Have a follow-up question rewritten by the chat model, outside the runnable, whose steps hand nothing on before they are over."""
        rewrite, question = self._parts.rewrite, asked.question.strip()
        if rewrite is None or asked.own_words or asked.as_written or not asked.history or self._interpreter.understand(asked)["intent"].kind is not Kind.ASK:
            return asked
        rewritten = None
        with closing(rewrite(question, asked.history)) as steps:
            for rewritten in steps:
                if rewritten is None:
                    yield self.cite(Draft(answered_by=self._parts.answerer.name, partial=True), question)
        return replace(asked, rewritten=rewritten)

    def _reply(self, state: dict[str, Any]) -> Answer:
        return replied(state["asked"].question.strip(), state["intent"], self._facts)

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
        return [facts_of(one) for one in self._corpus.opened]


def _question_of(state: dict[str, Any]) -> str:
    question: str = state["question"]
    return question


def with_notice(answer: Answer, notices: Sequence[str]) -> Answer:
    """The answer with what degraded, if anything did."""
    return replace(answer, notice=" ".join(filter(None, [*notices, answer.notice]))) if notices else answer
