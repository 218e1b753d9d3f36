"""An assistant whose answers are written by hand, behind the real interface: each question has one known outcome."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from article_chat.assistant import checked_history, checked_question
from article_chat.datatypes import REFUSAL, Answer, Check, Citation, History, Unsupported
from article_chat.errors import ArticleError, ModelError, QuestionError, advised
from article_chat.ui.bringing import Bringing, Cancelled
from article_chat.ui.ports import AssistantLike

TITLE = "Russia Joins Coalition"
CAPTION = "President Bush talks to Russian President Vladimir Putin in June 2001"
HOSTILE = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> ${window.hacked=1} {{window.hacked=1}} `${window.hacked=1}` '
    "![x](http://example.com/x.png) \\u003cb\\u003e &amp;"
)
ASTRAL = "A 🚀 rocket 🛰 passes: the naïve 👩‍🚀 astronaut waves 🎉 twice."
PARAGRAPHS = (
    TITLE,
    CAPTION,
    "Russian President Vladimir Putin has pledged a full range of assistance to President Bush in the U.S. anti-terrorist operation, "
    "including the use of Russian airspace. Putin also told Bush that he would personally urge leaders of the former Soviet republics in Central "
    "Asia, to join the anti-terrorist coalition as well. "
    "A ranking diplomatic source told TIME that Putin made the pledge on Saturday in an hour-long telephone conversation with Bush "
    "while the Russian President was taking a break from a six-hour cabinet meeting at his Black Sea dacha at Sochi.",
    "Putin's decision may prove crucial to the U.S. effort. Overflight rights and the use of bases in Tajikistan and Uzbekistan "
    "(where the Kagaity air base is just some 12 miles from the Afghan border) are likely to facilitate U.S. operations in the region.",
    "Moscow had cooperated with Washington during Desert Storm in 1991, sharing intelligence with the U.S. and providing a Russian air force "
    "reconnaissance AWAC-type plane. This time, Moscow's cooperation appears to be going further — though it remains to be seen whether Putin will "
    "exact some price for it later.",
    HOSTILE,
    ASTRAL,
)


@dataclass(frozen=True)
class FakeArticle:
    """What the page reads of an article."""

    text: str = "\n\n".join(PARAGRAPHS)
    title: str | None = TITLE
    id: str = "fake"
    source: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = "en"
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        return self.title or self.source


def cite(number: int, quote: str, article: FakeArticle) -> Citation:
    """A citation of the first place where `quote` stands."""
    start = article.text.index(quote)
    return Citation(number, start, start + len(quote), quote, quote, start, start + len(quote), article.id, article.title)


PLEDGE = PARAGRAPHS[2][: PARAGRAPHS[2].index(" Putin also told")]
BASE = PARAGRAPHS[3][PARAGRAPHS[3].index("Overflight") :]
INNER = "the Kagaity air base is just some 12 miles from the Afghan border) are likely"
TWO_PARAGRAPHS = "at his Black Sea dacha at Sochi.\n\nPutin's decision may prove crucial to the U.S. effort."
ASTRAL_QUOTE = "the naïve 👩‍🚀 astronaut waves 🎉"


@dataclass
class FakeAssistant:
    """Answers by hand. `slow_s` is the pause of the slow question before each word; `gate` holds the warm-up until it is set."""

    article: FakeArticle = field(default_factory=FakeArticle)
    gate: threading.Event = field(default_factory=threading.Event)
    slow_s: float = 0.25
    asked: list[tuple[str, History]] = field(default_factory=list)
    warm_up_error: Exception | None = None
    model_label: str = "The article's own words only · offline"
    model: str = ""
    examples: Sequence[str] = ("How far is the Kagaity air base from the Afghan border?", "What did Putin pledge?", "When was the photo taken?")

    @property
    def articles(self) -> tuple[FakeArticle, ...]:
        return (self.article,)

    @property
    def title(self) -> str | None:
        return self.article.title

    def warm_up(self, progress: object = None) -> None:
        self.gate.wait(20)
        if self.warm_up_error:
            raise self.warm_up_error

    def check(self, statement: str, *, go_on: Callable[[], None] | None = None) -> Check:
        while go_on and "endless" in statement:
            go_on()
            time.sleep(0.05)
        supported = "1991" in statement
        quote = "Moscow had cooperated with Washington during Desert Storm in 1991"
        return Check(statement, supported, 0.9 if supported else 0.1, (cite(1, quote, self.article),), None if supported else "The article names another year.")

    def answer(self, question: str, history: History = ()) -> Answer:
        *_, last = self.stream(question, history)
        return last

    def stream(self, question: str, history: History = (), *, own_words: bool = False, as_written: bool = False) -> Iterator[Answer]:
        self.asked.append((checked_question(question), checked_history(history)))
        word = question.casefold()
        if "slow" in word:
            yield from self._slow(question)
        elif "settling" in word:
            yield self._known(question, "pledge")
            time.sleep(8 * self.slow_s)
            yield replace(self._known(question, "pledge"), notice="Settled.")
        elif "broken" in word:
            raise RuntimeError("secret detail of the inside")
        elif "model down" in word:
            raise ModelError("The chat model did not answer within 20 s; start it.", model="fake:x", advice="Or unset ARTICLE_CHAT_MODEL.")
        elif len(question) > 1000:
            raise QuestionError(f"The question has {len(question)} characters; the limit is 1000.", value=question)
        else:
            yield self._known(question, word)

    def _slow(self, question: str) -> Iterator[Answer]:
        words = ["Word", "by", "word", "the", "answer", "comes", "and", "comes"] * 6
        for count in range(1, len(words) + 1):
            time.sleep(self.slow_s)
            yield Answer(" ".join(words[:count]), question, True, answered_by="model:fake")

    def _known(self, question: str, word: str) -> Answer:
        a = self.article
        base = Answer("", question, True, answered_by="reader", confidence=0.93)
        if word.startswith("quote"):
            quote = question.split('"')[1]
            return replace(base, text=f"{quote} [1]", citations=(cite(1, quote, a),))
        if "kagaity" in word or "how far is it" in word:
            read_as = "How far is the Kagaity air base from the Afghan border?" if " it " in word else question
            return replace(base, text=f"{BASE} [1]", question=read_as, span="some 12 miles", citations=(cite(1, BASE, a),))
        if "pledge" in word:
            two = "Putin made the pledge on Saturday in an hour-long telephone conversation with Bush"
            return replace(base, text=f"{PLEDGE} [1] {two} [2]", citations=(cite(1, PLEDGE, a), cite(2, two, a)))
        if "photo" in word:
            return replace(base, text=f"{CAPTION} [1]", span="June 2001", citations=(cite(1, CAPTION, a),))
        if "overlap" in word:
            return replace(base, text=f"{BASE} [1] {INNER} [2]", citations=(cite(1, BASE, a), cite(2, INNER, a)))
        if "two paragraphs" in word:
            return replace(base, text=f"{TWO_PARAGRAPHS} [1]", citations=(cite(1, TWO_PARAGRAPHS, a),))
        if "rocket" in word:
            return replace(base, text=f"{ASTRAL_QUOTE} [1]", citations=(cite(1, ASTRAL_QUOTE, a),))
        if "hostile" in word:
            return replace(base, text=f"{HOSTILE} [1]", citations=(cite(1, HOSTILE, a),), notice=HOSTILE)
        if "advised" in word:
            return replace(base, text="Yes.", notice=advised("It is slow.", "Raise ARTICLE_CHAT_MODEL_TIMEOUT_S."))
        if "model" in word:
            text = "In 1991 Moscow shared intelligence with Washington. [1] It also sent two ships."
            flagged = Unsupported("It also sent two ships.", "No passage mentions ships.")
            quote = "sharing intelligence with the U.S. and providing a Russian air force reconnaissance AWAC-type plane"
            notice = "The first model timed out; this one answered."
            return replace(base, text=text, citations=(cite(1, quote, a),), unsupported=(flagged,), answered_by="model:qwen3", notice=notice)
        if "hello" in word:
            return Answer("Hello. Ask me anything about this article.", question, True, answered_by="dialogue")
        near = "Tajikistan and Uzbekistan (where the Kagaity air base is just some 12 miles from the Afghan border)"
        return Answer(REFUSAL, question, False, answered_by="reader", confidence=0.08, closest=(cite(1, near, a), cite(2, PARAGRAPHS[4].split(". ")[0], a)))


class FakeOpener:
    """Opens assistants on what a visitor brings, without reading anything but the words. `given_up` are the slow links that were cancelled.

    A text that begins with "Held" is warmed up once `gate` is set.
    """

    def __init__(self) -> None:
        self.given_up: list[str] = []
        self.gate = threading.Event()

    def open_text(self, text: str, progress: Bringing) -> AssistantLike:
        return self._open(text, text.split("\n")[0])

    def open_file(self, path: Path, progress: Bringing) -> AssistantLike:
        if path.suffix == ".pdf":
            raise ArticleError(f"{path.name} is scanned: it has no text to read.", source=path.name)
        return self._open(path.read_text(encoding="utf-8"), path.name)

    def open_link(self, url: str, progress: Bringing) -> AssistantLike:
        if "slow" in url:
            self._fetch_slowly(url, progress)
        raise ArticleError(f"{url} leads to this machine, which no article may come from.", source=url)

    def _fetch_slowly(self, url: str, progress: Bringing) -> None:
        try:
            for kilobytes in range(1_000, 3_400, 5):
                progress("fetching", kilobytes * 1_000, 3_400_000)
                time.sleep(0.05)
        except Cancelled:
            self.given_up.append(url)
            raise

    def open_together(self, assistants: Sequence[AssistantLike], progress: Bringing) -> AssistantLike:
        articles = tuple(article for assistant in assistants for article in assistant.articles)
        return FakeTogether(article=articles[0], others=articles[1:], gate=_opened())  # type: ignore[arg-type]

    def _open(self, text: str, title: str) -> FakeAssistant:
        notes = ("The encoding was guessed: windows-1252.",) if title == "Guessed" else ()
        article = FakeArticle(text=text, title=title, id=f"brought {title}", notes=notes)
        return FakeAssistant(article=article, gate=self.gate if text.startswith("Held") else _opened(), examples=(f"What is {title} about?",))


@dataclass
class FakeTogether(FakeAssistant):
    """Asked about several articles; cites the first words of each."""

    others: tuple[FakeArticle, ...] = ()

    @property
    def articles(self) -> tuple[FakeArticle, ...]:
        return (self.article, *self.others)

    def stream(self, question: str, history: History = (), *, own_words: bool = False, as_written: bool = False) -> Iterator[Answer]:
        citations = tuple(cite(number, article.text.split("\n")[0], article) for number, article in enumerate(self.articles, 1))
        yield Answer(" ".join(f"{c.quote} [{c.number}]" for c in citations), question, True, citations=citations, confidence=0.8, answered_by="reader")


def _opened() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate
