"""The assistant: articles opened once, questions answered many times. What the page, the command line and the servers use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from article_chat.articles import Article
from article_chat.assembly import make_chain, open_chat_model
from article_chat.datatypes import WRITTEN_BY, Answer, Check, History
from article_chat.errors import ArticleError, ConfigError, IndexGoneError, QuestionError
from article_chat.opening import Given, read_article
from article_chat.progress import Progress, TerminalProgress
from article_chat.writing import without_surrogates

if TYPE_CHECKING:
    from article_chat.chain import ArticleChain
    from article_chat.components import Asked
    from article_chat.config import Settings
    from article_chat.corpus import Corpus
    from article_chat.index import ArticleStore, StoredArticle
    from article_chat.reader.ranking import Candidate

NEEDS_NO_INDEX = ("article", "about", "dialogue")
"""Who answers without looking for passages: a summary, what is known of the article, small talk."""
DONE = (0, 0)
STILL_INDEXED = "The article is still being indexed ({done:,} of {total:,} passages and sentences)"
EARLY = f"{STILL_INDEXED}: this answer was found by its words more than by its meaning. Ask again later."
EARLY_CHECK = f"{STILL_INDEXED}: this was checked against the passages that share its words and those indexed so far. Check it again later."
OFFLINE_LABEL = "The article's own words only. Nothing leaves this machine."


Result = TypeVar("Result")


class _Opened(NamedTuple):
    """What answers, and the articles that it is on: another thread may close the assistant, and whoever asks goes on with the two that belong together."""

    corpus: Corpus
    chain: ArticleChain


class Assistant:
    """Answers questions about the articles it was opened on. Safe to share between threads; close it, or use it in a `with`."""

    def __init__(self, articles: Sequence[Article], settings: Settings, *, progress: Progress | None = None) -> None:
        self.articles = tuple({article.id: article for article in articles}.values())
        self.settings = settings
        self._progress = progress
        self._lock = threading.RLock()
        self._indexing = threading.Lock()
        self._warming = 0
        self._opened: _Opened | None = None
        self._store: ArticleStore | None = None
        self._examples: tuple[str, ...] | None = None

    @classmethod
    def open(cls, article: Given | Sequence[Given] | None = None, *, config: Settings | None = None, progress: Progress | None = None) -> Assistant:
        """The assistant on the TIME article (None), a path, a link, an Article, or a list of these.

        Loads no model: the first question, or `warm_up`, does. `progress` is told what is happening, now and when the articles are indexed;
        without one, a terminal shows a bar. Raises ArticleError, LimitError, ConfigError.
        """
        settings = _settings(config)
        given: list[Given | None] = list(article) if isinstance(article, list | tuple) else [article]  # type: ignore[list-item]
        if not given:
            raise ArticleError("Assistant.open was given an empty list: name at least one article, or None for the TIME article.")
        if settings.model:
            open_chat_model(settings)
        with _shown(progress) as show:
            articles = [read_article(one, settings, show) for one in given]
        return cls(articles, settings, progress=progress)

    @property
    def article(self) -> Article:
        """The article, or the first of several."""
        return self.articles[0]

    @property
    def title(self) -> str | None:
        """Of the article, or the name of its file where it has none; of several, all titles."""
        return " · ".join(article.name or "Untitled" for article in self.articles) if len(self.articles) > 1 else self.article.name

    @property
    def model_label(self) -> str:
        """One line that says what is answering."""
        return f"{WRITTEN_BY.format(self.settings.model)}." if self.settings.model else OFFLINE_LABEL

    @property
    def model(self) -> str:
        """The chat model that writes the answers, as it was set; "" when none does."""
        return self.settings.model

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions made from the articles that the assistant answers with confidence; found once, which takes a moment.

        While `warm_up` indexes in another thread, they are those that it answers with confidence so far.
        """
        if self._examples is not None:
            return self._examples
        found, early = self._on_opened(self._found_examples)
        if not early:
            with self._lock:
                self._examples = self._examples or found
        return found

    def answer(self, question: str, history: History = (), *, own_words: bool = False, as_written: bool = False) -> Answer:
        """The answer, or the refusal, to a question; `history` is earlier (question, answer text) turns, oldest first.

        `own_words` answers in the article's own words even where a chat model is set; `as_written` takes the question word by word, neither as a
        follow-up nor with slips of typing mended.
        """
        *_, last = self.stream(question, history, own_words=own_words, as_written=as_written)
        return last

    def stream(self, question: str, history: History = (), *, own_words: bool = False, as_written: bool = False) -> Iterator[Answer]:
        """Partial answers, the last one final; their text is empty while a chat model has not begun. Close the generator to stop.

        An article that is not in the store is indexed first. While `warm_up` does that in another thread, the answer does not wait: it is found
        by the words of the whole article and the vectors there are, and its `notice` says so.
        """
        from article_chat.components import Asked

        asked = Asked(checked_question(question), checked_history(history), own_words=own_words, as_written=as_written)
        opened = self._open()
        try:
            yield from self._answers(opened, asked)
        except IndexGoneError:
            yield from self._answers(self._reopened(opened), asked)

    def consider(self, question: str) -> Answer:
        """The best answer there is, however unlikely: for measuring."""
        from article_chat.components import Asked

        asked = Asked(checked_question(question), refuse=False)
        *_, last = self._on_opened(lambda opened: tuple(self._indexed(opened).stream(asked)))
        return last

    def candidates(self, question: str) -> list[Candidate]:
        """The sentences the reader weighs for a question, best first: for fitting and explaining."""
        asked = checked_question(question)
        return self._on_opened(lambda opened: self._indexed(opened).candidates(asked))

    def check(self, statement: str, *, go_on: Callable[[], None] | None = None) -> Check:
        """Whether the articles support a statement, with the evidence.

        While `warm_up` indexes in another thread, the statement is compared with what is found so far, and `notice` says so. `go_on` is called
        between the steps, which a long statement has many of; what it raises ends the check.
        """
        claimed = checked_question(statement, what="statement")
        return self._on_opened(lambda opened: self._checked(opened, claimed, go_on))

    def warm_up(self, progress: Progress | None = None) -> None:
        """Load and index everything now; other threads may ask meanwhile. `progress` takes the place of the one given to `open`."""
        with self._lock:
            self._warming += 1
        try:
            self._on_opened(lambda opened: self._indexed(opened, progress).warm_up())
        finally:
            with self._lock:
                self._warming -= 1

    @property
    def notices(self) -> list[str]:
        """What a person should know: a damaged store that was rebuilt, say."""
        return list(self._store.notices) if self._store is not None else []

    def stored(self) -> list[StoredArticle]:
        """The articles in the store, used last first."""
        return self._open_store().articles()

    def forget(self, article_id: str) -> int:
        """Remove the article with this id from the store; returns how many of its indexes went, 0 when it is not there."""
        return self._open_store().forget(article_id)

    def close(self) -> None:
        """Let go of what is loaded. The assistant can be used again, and loads again."""
        with self._lock:
            self._opened = None

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open_store(self) -> ArticleStore:
        with self._lock:
            if self._store is None:
                from article_chat.index import ArticleStore

                self._store = ArticleStore(self.settings.store, max_bytes=self.settings.store_max_bytes)
            return self._store

    def _open(self) -> _Opened:
        with self._lock:
            if self._opened is None:
                self._opened = _Opened(*make_chain(self.articles, self._open_store(), self.settings))
            return self._opened

    def _indexed(self, opened: _Opened, progress: Progress | None = None) -> ArticleChain:
        """The chain on complete indexes, which are made, or waited for, when there are none."""
        if opened.corpus.indexed != DONE:
            with self._indexing, _shown(progress or self._progress) as show:
                opened.corpus.index(show)
        return opened.chain

    def _on_opened(self, action: Callable[[_Opened], Result]) -> Result:
        """What `action` gives, on indexes made anew where it finds that they have left the store."""
        opened = self._open()
        try:
            return action(opened)
        except IndexGoneError:
            return action(self._reopened(opened))

    def _reopened(self, gone: _Opened) -> _Opened:
        """The same on indexes made anew: another article took the place of one in the store, or somebody removed it there."""
        with self._lock:
            if self._opened is gone:
                self.close()
            return self._open()

    def _found_examples(self, opened: _Opened) -> tuple[tuple[str, ...], list[str]]:
        """First questions, and the notice that they are those found so far."""
        from article_chat.examples import find_examples

        early = self._index_unless_under_way(opened)
        return find_examples(opened.chain, self.articles), early

    def _answers(self, opened: _Opened, asked: Asked) -> Iterator[Answer]:
        from article_chat.chain import with_notice

        early = self._index_unless_under_way(opened)
        for answer in opened.chain.stream(asked):
            unfinished = [] if answer.answered_by in NEEDS_NO_INDEX else early
            yield with_notice(answer, [*self.notices, *opened.chain.language_notices, *unfinished])

    def _checked(self, opened: _Opened, statement: str, go_on: Callable[[], None] | None) -> Check:
        from article_chat.checking import check

        early = self._index_unless_under_way(opened, EARLY_CHECK)
        found = check(opened.chain, statement, go_on)
        return replace(found, notice=" ".join([*self.notices, *opened.chain.language_notices, *early]) or None)

    def _index_unless_under_way(self, opened: _Opened, notice: str = EARLY) -> list[str]:
        """Index what is not, unless `warm_up` is about to; then say so."""
        if not self._warming:
            self._indexed(opened)
            return []
        done, total = opened.corpus.unfinished
        return [notice.format(done=done, total=total)] if total else []


def _settings(given: Settings | None) -> Settings:
    """The settings given, or those of the environment. Raises ConfigError for anything else."""
    from article_chat.config import Settings

    if given is not None and not isinstance(given, Settings):
        raise ConfigError(f"config has to be article_chat.config.Settings, such as Settings(read_passages=8), not {type(given).__name__}.", name="config")
    return given if given is not None else Settings()


def _shown(progress: Progress | None) -> AbstractContextManager[Progress]:
    """`progress`, or a bar on the terminal that is gone afterwards."""
    return nullcontext(progress) if progress is not None else closing(TerminalProgress())


def checked_question(question: object, *, what: str = "question") -> str:
    """`question`, which every door hands over as it came, as text that can be encoded. Raises QuestionError when it is not text."""
    if not isinstance(question, str):
        raise QuestionError(f"{what} must be text, not {_kind(question)}.", value=question)
    return without_surrogates(question)


def checked_history(history: object) -> History:
    """Earlier turns as pairs of text. Raises QuestionError that names the turn which is none."""
    if not isinstance(history, list | tuple):
        raise QuestionError(f"history must be a list of [question, answer] pairs, not {_kind(history)}.", value=history)
    for position, pair in enumerate(history):
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise QuestionError(f"history[{position}] must be a [question, answer] pair of texts, not {_kinds(pair)}.", value=pair)
    return tuple((without_surrogates(question), without_surrogates(answer)) for question, answer in history)


def _kinds(pair: object) -> str:
    """What stands where a pair of texts should; of an answer that was put in whole, its text is what is wanted."""
    if not isinstance(pair, list | tuple):
        return _kind(pair)
    parts = ["an Answer (give its text)" if isinstance(part, Answer) else _kind(part) for part in pair]
    return " and ".join(parts) if len(parts) == 2 else f"{len(parts)} of them"


def _kind(value: object) -> str:
    """What a value is, in words that a caller over JSON knows too."""
    names = {type(None): "nothing", str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
