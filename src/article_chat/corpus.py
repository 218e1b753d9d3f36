"""The open articles: their passages and indexes, searched as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from article_chat.articles import Article
from article_chat.datatypes import Passage, Place
from article_chat.embedding import Embedder, Progress
from article_chat.index import ArticleIndex, ArticleStore
from article_chat.passages import split_passages
from article_chat.retrieval import LexicalIndex
from article_chat.weights import minilm_tokenizer


@dataclass(frozen=True)
class OpenArticle:
    """An article, its passages and its index."""

    article: Article
    passages: tuple[Passage, ...]
    index: ArticleIndex


class Corpus:
    """Articles opened together; a position counts over the passages of all of them, in order."""

    def __init__(self, opened: Sequence[OpenArticle], embedder: Embedder) -> None:
        self.opened = tuple(opened)
        self.embedder = embedder
        self.passages = tuple(passage for one in opened for passage in one.passages)
        self.articles: Mapping[str, Article] = {one.article.id: one.article for one in opened}
        self.lexical = LexicalIndex([passage.text for passage in self.passages])

    def neighbours(self, question: str, wanted: int) -> list[tuple[int, float]]:
        """(position, cosine similarity) of the passages nearest to the question, nearest first."""
        vector = self.embedder.embed_questions([question])[0]
        found: list[tuple[int, float]] = []
        first = 0
        for one in self.opened:
            found.extend((first + position, similarity) for position, similarity in one.index.neighbours(vector, wanted))
            first += len(one.passages)
        return sorted(found, key=lambda item: -item[1])[:wanted]

    def passage_of(self, place: Place) -> Passage:
        """The passage that holds the whole of `place`, or where it begins."""
        passages = self._by_article[place.article_id]
        last = bisect_right(passages, place.start, key=lambda p: p.start) - 1
        holding = [p for p in passages[max(0, last - 1) : last + 1] if p.start <= place.start and place.end <= p.end]
        return holding[0] if holding else passages[max(0, last)]

    @cached_property
    def _by_article(self) -> dict[str, tuple[Passage, ...]]:
        return {one.article.id: one.passages for one in self.opened}


def open_corpus(articles: Sequence[Article], store: ArticleStore, embedder: Embedder, progress: Progress | None = None) -> Corpus:
    """Passages and indexes of the articles; what the store has is used, what it lacks is embedded and stored."""
    return Corpus([_open(article, store, embedder, progress) for article in articles], embedder)


def _open(article: Article, store: ArticleStore, embedder: Embedder, progress: Progress | None) -> OpenArticle:
    passages = tuple(split_passages(article.text, article_id=article.id, count=count_word_pieces))
    index = store.find(article.id, embedder.fingerprint, passages)
    if index is None:
        vectors = embedder.embed_passages([passage.text for passage in passages], progress)
        about = {"title": article.title or "", "source": article.source or ""}
        index = store.add(passages, vectors, article_id=article.id, fingerprint=embedder.fingerprint, about=about)
    return OpenArticle(article, passages, index)


def count_word_pieces(texts: Sequence[str]) -> list[int]:
    """Word pieces of each text, in the vocabulary of all-MiniLM-L6-v2 and the reader."""
    return [len(encoding.ids) for encoding in minilm_tokenizer().encode_batch(list(texts), add_special_tokens=False)]
