"""Settings -> the chain that answers: models are opened here, one copy of each a process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from article_chat.articles import Article
    from article_chat.chain import ArticleChain
    from article_chat.components import Parts
    from article_chat.config import Settings
    from article_chat.corpus import Corpus
    from article_chat.embedding import Embedder
    from article_chat.index import ArticleStore
    from article_chat.models import ChatModel
    from article_chat.reader.model import Reader


def make_chain(articles: Sequence[Article], store: ArticleStore, settings: Settings) -> tuple[Corpus, ArticleChain]:
    """The articles opened as a corpus, and the chain on it; nothing is indexed yet. Raises ConfigError, ModelError, StoreError, WeightsError."""
    from article_chat.chain import ArticleChain
    from article_chat.components import Parts
    from article_chat.corpus import open_corpus
    from article_chat.reader.answerer import ReaderAnswerer
    from article_chat.support.declaring import either

    embedder = _embedder(settings.embedding_model)
    corpus = open_corpus(articles, store, embedder)
    bears_out = _statement_margins()
    reader = ReaderAnswerer(_reader(), corpus.similarities, bears_out=bears_out, decided=either, refuse_below=settings.refuse_below)
    parts = Parts(corpus, reader, reader, bears_out, settings.read_passages, settings.max_question_chars, settings.multilingual)
    return corpus, ArticleChain(_with_chat_model(parts, settings, embedder) if settings.model else parts)


def open_chat_model(settings: Settings) -> ChatModel:
    """The chat model of the settings, not yet called. Raises ModelError when its form, its package or its key is wrong."""
    from article_chat.models import ModelSettings, open_model

    key = settings.key_of(settings.model)
    return open_model(ModelSettings(settings.model, settings.model_base_url or None, settings.model_timeout_s, settings.model_retries, key=key))


def _with_chat_model(parts: Parts, settings: Settings, embedder: Embedder) -> Parts:
    from article_chat.markers import StatementReader, escape_brackets
    from article_chat.models import ChatModelAnswerer, rewrite_question
    from article_chat.prompts import load_prompt
    from article_chat.support import passage_check, remembering, yes_and_no_check

    model = open_chat_model(settings)
    embed = remembering(embedder.embed_questions)
    check, decide = passage_check(embed, parts.bears_out), yes_and_no_check(embed, parts.bears_out)
    prompt, rewrite = (load_prompt(name, settings.prompts) for name in ("answer", "rewrite"))
    answerer = ChatModelAnswerer(
        model,
        prompt,
        reader=StatementReader.over,
        check=check,
        contradicts=decide,
        escape=escape_brackets,
        in_another_language=no_language_differs if settings.multilingual else language_differs,
        fallback=parts.reader,
    )
    return replace(
        parts,
        answerer=answerer,
        rewrite=lambda question, history: rewrite_question(model, rewrite, question, history),
        after=answerer.after,
        prepare=model.load,
    )


def language_differs(reply: str, passages: str) -> bool:
    """Whether a reply is in another language than passages: by its letters and words where it is too short for the classifier."""
    from article_chat.articles.language import language_of
    from article_chat.dialogue.language import is_foreign

    return language_of(reply) not in {None, language_of(passages)} or (is_foreign(reply) and not is_foreign(passages))


def no_language_differs(reply: str, passages: str) -> bool:
    """A multilingual model compares across languages."""
    return False


@cache
def _embedder(name: str) -> Embedder:
    """One copy of an embedding model a process: its weights never change while it is in use."""
    from article_chat.embedding import open_embedder

    return open_embedder(name)


@cache
def _reader() -> Reader:
    from article_chat.reader.model import Reader

    return Reader()


@cache
def _statement_margins() -> Callable[[str, Sequence[str]], Sequence[float]]:
    from article_chat.reader.model import statement_margins

    return statement_margins()
