"""The sentences that show a quotation or a number, found by going through the open articles sentence by sentence, up to a point that is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from article_chat.corpus import Corpus, OpenArticle
from article_chat.datatypes import Draft, Span
from article_chat.reader.reported import Wanted, asks_for_words, reported_behind
from article_chat.support import find_numbers
from article_chat.surveying.listing import listed, quoted, statements_at, texts_called

MOST_CHARACTERS = 400_000
"""Of an article, gone through sentence by sentence, which takes a second or two; whoever asks is told where it is longer."""
MOST_SENTENCES_SHOWN = 6

_QUOTATION = re.compile(r"[\"“][^\"“”]*?\w\W+\w+\W+\w[^\"“”]*[\"”]")
"""Three words at least."""


def numbers_in(corpus: Corpus) -> Draft | None:
    """The sentences with numbers other than "one" or "first"; None where there are none."""
    return _showing(corpus, "Numbers", lambda sentence, _: _has_number(sentence))


def quotations_in(corpus: Corpus, speaker: str) -> Draft | None:
    """The sentences that quote, where a speaker is named those with their words; None where there are none."""
    wanted = asks_for_words(f"What did {speaker} say?") if speaker else None
    return _showing(corpus, "Words in quotation marks", partial(_quotes, wanted, bool(speaker)))


def gone_through(one: OpenArticle) -> Sequence[Span]:
    """The sentences that are looked at one by one."""
    return one.sentences[: bisect_left(one.sentences, MOST_CHARACTERS, key=lambda span: span[0])]


def looked_at(corpus: Corpus) -> str:
    """What a line of ours calls the texts that were gone through, with how far where that is not to their ends."""
    long = any(len(one.article.text) > MOST_CHARACTERS for one in corpus.opened)
    return f"the first {MOST_CHARACTERS:,} characters of {texts_called(corpus)}" if long else texts_called(corpus)


def _showing(corpus: Corpus, what: str, shows: Callable[[str, str], bool]) -> Draft | None:
    """The sentences that show something by themselves and the sentence before them, first those that come first."""
    found = []
    for one in corpus.opened:
        spans = gone_through(one)
        texts = pairwise(["", *one.sentence_texts[: len(spans)]])
        found.append(statements_at(one, [span for span, (before, text) in zip(spans, texts, strict=True) if shows(text, before)]))
    shown = [statement for own in found for statement in own[:MOST_SENTENCES_SHOWN]]
    count = sum(map(len, found))
    first = f" stand in {count} sentences of {looked_at(corpus)}, first here" if count > len(shown) else f" in {looked_at(corpus)}"
    return listed(f"{what}{first}:", quoted(shown)) if shown else None


def _has_number(sentence: str) -> bool:
    return any(not number.small and not number.ordinal for number in find_numbers(sentence))


def _quotes(speaker: Wanted | None, sought: bool, sentence: str, before: str) -> bool:
    """Whether the sentence quotes, where somebody is `sought` the words of that speaker, whom it or the sentence before it names."""
    return _QUOTATION.search(sentence) is not None and (not sought or reported_behind(speaker, sentence, before) > 0)
