"""The open articles: their passages and indexes, searched as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from article_chat.articles import Article
from article_chat.datatypes import Passage, Place, Span
from article_chat.embedding import Embedder
from article_chat.filling import FillingIndex
from article_chat.index import ArticleIndex, ArticleStore, Texts
from article_chat.passages import split_passages
from article_chat.progress import INDEXING, Progress
from article_chat.retrieval import LexicalIndex
from article_chat.structure.headings import Section, sections
from article_chat.weights import minilm_tokenizer
from article_chat.writing import SENTENCE_ENDS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Scores = np.ndarray[Any, np.dtype[np.float32]]


CONSIDERED = 24
"""Passages that share most words with a question, compared by meaning too while the index is still being made; of a shorter article, all."""


@dataclass(frozen=True)
class OpenArticle:
    """An article, its passages and its index."""

    article: Article
    passages: tuple[Passage, ...]
    sentences: tuple[Span, ...]
    sentence_texts: tuple[str, ...]
    index: ArticleIndex | FillingIndex


class Corpus:
    """Articles opened together; a position counts over the passages of all of them, in order."""

    def __init__(self, opened: Sequence[OpenArticle], embedder: Embedder) -> None:
        self.opened = tuple(opened)
        self.embedder = embedder
        self.passages = tuple(passage for one in opened for passage in one.passages)
        self.articles: Mapping[str, Article] = {one.article.id: one.article for one in opened}
        self.lexical = LexicalIndex([passage.labelled for passage in self.passages])
        self._last: tuple[str, Scores] | None = None
        self._sentences = LexicalIndex([text for one in opened for text in one.sentence_texts])

    @property
    def indexed(self) -> tuple[int, int]:
        """(how many, of how many) passages and sentences are embedded, of the articles whose index is not made yet; (0, 0) when all are."""
        filling = self._filling
        return sum(index.done for index in filling), sum(index.total for index in filling)

    @property
    def unfinished(self) -> tuple[int, int]:
        """The same of those articles of which a question may miss something until their index is made."""
        long = [index for index in self._filling if index.size > CONSIDERED]
        return sum(index.done for index in long), sum(index.total for index in long)

    def index(self, progress: Progress) -> None:
        """Make the indexes that are missing. Meanwhile other threads may ask: they find what is embedded so far."""
        filling = self._filling
        total = sum(index.total for index in filling)
        before = 0
        for index in filling:
            index.fill(lambda done, before=before: progress(INDEXING, before + done, total))  # type: ignore[misc]
            before += index.total
        if filling:
            progress(INDEXING, total, total)

    @property
    def _filling(self) -> list[FillingIndex]:
        return [one.index for one in self.opened if isinstance(one.index, FillingIndex) and not one.index.complete]

    def neighbours(self, question: str, wanted: int) -> list[tuple[int, float]]:
        """(position, cosine similarity) of the passages nearest to the question, nearest first."""
        vector = self._embed(question)
        found: list[tuple[int, float]] = []
        first = 0
        for one in self.opened:
            if isinstance(one.index, FillingIndex) and not one.index.complete:
                scores = self.lexical.scores(question)[first : first + len(one.passages)]
                one.index.consider(_best(scores, CONSIDERED) if len(scores) > CONSIDERED else range(len(scores)))
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
    def sections(self) -> dict[str, list[Section]]:
        """The sections of each article, by its id."""
        return {one.article.id: sections(one.article.text, one.sentences) for one in self.opened}

    @cached_property
    def outlines(self) -> dict[str, list[Section]]:
        """The same without a line that only says who wrote the article: what a reader takes for its sections."""
        return {one.article.id: [section for section in self.sections[one.article.id] if not _is_byline(section, one.article)] for one in self.opened}

    def similarities(self, question: str, places: Sequence[Place]) -> tuple[Scores, Scores]:
        """Cosine similarity and BM25 of the sentences at `places` with the question: float32 [places] each."""
        numbers = [self._number[place] for place in places]
        if not places:
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
        vectors = np.concatenate([self._vectors(article_id, group) for article_id, group in _runs(places, numbers)])
        dense: Scores = vectors @ self._embed(question)
        lexical: Scores = self._sentences.scores(question)[numbers]
        return dense, lexical

    def mentions(self, topic: str) -> list[list[Place]]:
        """Of each article the whole sentences that have every word of `topic`, best first; headings where there are no such sentences."""
        numbers = self._sentences.holding(topic)
        places = list(self._number)
        found = []
        for one in self.opened:
            own = [places[number] for number in numbers if places[number].article_id == one.article.id]
            found.append([place for place in own if SENTENCE_ENDS.search(one.article.text[place.start : place.end])] or own)
        return found

    def _embed(self, question: str) -> Scores:
        """The vector of a question; the last one is kept, since finding and comparing both need it."""
        last = self._last
        if last is None or last[0] != question:
            last = self._last = (question, self.embedder.embed_questions([question])[0])
        return last[1]

    def _vectors(self, article_id: str, numbers: Sequence[int]) -> Scores:
        first, one = self._first[article_id]
        return one.index.sentence_vectors([number - first for number in numbers])

    @cached_property
    def _number(self) -> dict[Place, int]:
        """The number of each sentence, over all articles."""
        places = (Place(one.article.id, *span) for one in self.opened for span in one.sentences)
        return {place: number for number, place in enumerate(places)}

    @cached_property
    def _first(self) -> dict[str, tuple[int, OpenArticle]]:
        """The number of an article's first sentence, and the article."""
        first, found = 0, {}
        for one in self.opened:
            found[one.article.id] = (first, one)
            first += len(one.sentences)
        return found

    @cached_property
    def _by_article(self) -> dict[str, tuple[Passage, ...]]:
        return {one.article.id: one.passages for one in self.opened}


def _is_byline(section: Section, article: Article) -> bool:
    return bool(article.author and section.text.lower().startswith("by ") and article.author in section.text)


def _runs(places: Sequence[Place], numbers: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Neighbouring places of one article together, in order."""
    runs: list[tuple[str, list[int]]] = []
    for place, number in zip(places, numbers, strict=True):
        if not runs or runs[-1][0] != place.article_id:
            runs.append((place.article_id, []))
        runs[-1][1].append(number)
    return runs


def _best(scores: Scores, wanted: int) -> list[int]:
    """Where the highest scores are, zeros left out."""
    return [int(place) for place in np.argsort(-scores, kind="stable")[:wanted] if scores[place] > 0]


def open_corpus(articles: Sequence[Article], store: ArticleStore, embedder: Embedder) -> Corpus:
    """The articles cut into passages, with the indexes that the store has; those it lacks are made by `Corpus.index`."""
    return Corpus([_open(article, store, embedder) for article in articles], embedder)


def _open(article: Article, store: ArticleStore, embedder: Embedder) -> OpenArticle:
    passages = tuple(split_passages(article.text, article_id=article.id, count=count_word_pieces, language=article.language or "en"))
    labels = {span: passage.label for passage in passages for span in passage.sentences}
    sentences = tuple(sorted(labels))
    texts = tuple(labels[span] + article.text[slice(*span)] for span in sentences)
    wanted = (Texts([(p.start, p.end) for p in passages], [p.labelled for p in passages]), Texts(sentences, texts))
    about = {"title": article.title or "", "source": article.source or ""}
    add = partial(store.add, *wanted, article_id=article.id, fingerprint=embedder.fingerprint, about=about)
    index = store.find(article.id, embedder.fingerprint, *wanted) or FillingIndex(*wanted, embedder, add)
    return OpenArticle(article, passages, sentences, texts, index)


def count_word_pieces(texts: Sequence[str]) -> list[int]:
    """Word pieces of each text, in the vocabulary of all-MiniLM-L6-v2 and the reader."""
    return [len(encoding.ids) for encoding in _tokenizer().encode_batch(list(texts), add_special_tokens=False)]


def is_one_piece(word: str) -> bool:
    """Whether a word in lower case is one of the 30,000 that the vocabulary has whole: an ordinary word, or a well-known name."""
    return _tokenizer().token_to_id(word) is not None


@cache
def _tokenizer() -> Tokenizer:
    """Kept: reading its file takes longer than most articles."""
    return minilm_tokenizer()
