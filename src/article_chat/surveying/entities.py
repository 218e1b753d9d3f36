"""The people, places, groups and times that the open articles name, as far as the writing of names tells."""

from __future__ import annotations

import re
from dataclasses import replace

from article_chat.corpus import Corpus, OpenArticle
from article_chat.datatypes import Draft, Place, Span, Statement
from article_chat.dialogue import Named
from article_chat.followups import Mention, Sort, names, opens_sentence
from article_chat.surveying.listing import listed
from article_chat.surveying.scanning import gone_through, looked_at
from article_chat.writing import TITLES

MOST_NAMES = 20

_SORTS = {
    Named.PEOPLE: {Sort.HE, Sort.SHE, Sort.PERSON},
    Named.PLACES: {Sort.PLACE},
    Named.GROUPS: {Sort.GROUP},
    Named.TIMES: {Sort.TIME},
    Named.ALL: {Sort.HE, Sort.SHE, Sort.PERSON, Sort.PLACE, Sort.GROUP, Sort.NAME, Sort.WORK},
}
_IS_WHERE = re.compile(
    r"\b(?:(?:town|city|village|council|port|harbou?r|people|mayor|district|region|state|province|county|island|university|streets?) of"
    r"|(?:bus|train|car|boat|ferry|plane|road|way|trip|journey|route|moved|fled|returned|back) to) (?:the )?$",
    re.IGNORECASE,
)
"""What stands before the name of a place, where the name itself and the words behind it don't tell."""


def entities_in(corpus: Corpus, kind: Named) -> Draft | None:
    """The names of a kind, or where none is known to be of it all of them; None where there are none."""
    found = [(one, mention) for one in corpus.opened for mention in _named_in(one, kind, _headings(corpus, one))]
    if not found:
        return entities_in(corpus, Named.ALL) if kind in {Named.PEOPLE, Named.PLACES, Named.GROUPS} else None
    shown = [Statement(mention.text, (Place(one.article.id, mention.start, mention.end),)) for one, mention in found[:MOST_NAMES]]
    first = f", first of {len(found)}" if len(found) > MOST_NAMES else ""
    return listed(f"{kind.value.capitalize()} in {looked_at(corpus)}, as far as I can tell from how they are written{first}:", shown)


def is_somebody(words: str, sentence: str) -> bool:
    """Whether the words are a person's name in the sentence, with a trade before it at most; "the wife of Ann Lee" and "President Lee" say who it is."""
    named = [mention for mention in names(sentence) if words.endswith(mention.text) or words in mention.text]
    trade = words[: -len(named[-1].text)] if named and words.endswith(named[-1].text) else ""
    return bool(named) and named[-1].sort in _SORTS[Named.PEOPLE] and TITLES.isdisjoint(words.lower().split()) and " of " not in trade


def _headings(corpus: Corpus, one: OpenArticle) -> frozenset[Span]:
    return frozenset(section.heading for section in corpus.sections[one.article.id])


def _named_in(one: OpenArticle, kind: Named, headings: frozenset[Span]) -> list[Mention]:
    """The names of a kind, each once and in full, in the order in which the article comes to them; headings are capitalised for being headings."""
    met: dict[tuple[str, ...], list[Mention]] = {}
    for start, end in gone_through(one):
        sentence = one.article.text[start:end]
        for mention in names(sentence) if (start, end) not in headings and sentence != one.article.title else ():
            sort = Sort.PLACE if mention.sort is Sort.NAME and _IS_WHERE.search(sentence[: mention.start]) else mention.sort
            if sort in _SORTS[kind] and not _is_noun(mention):
                _meet(replace(mention, start=start + mention.start, end=start + mention.end, sort=sort), met)
    sure = (same for same in met.values() if not all(_may_be_no_name(one.article.text, mention) for mention in same))
    return sorted((max(same, key=_fullness) for same in sure), key=lambda mention: mention.start)


def _may_be_no_name(text: str, mention: Mention) -> bool:
    """Whether it may be capitalised only because it opens a sentence: "Children learn to swim"."""
    return mention.sort is Sort.NAME and mention.text.isalpha() and not mention.text.isupper() and opens_sentence(text, mention.start)


def _meet(mention: Mention, met: dict[tuple[str, ...], list[Mention]]) -> None:
    """Put a mention to those of the same name: a person's by first name and surname, a surname alone to whoever has it."""
    called: tuple[str, ...] = (mention.key,)
    if mention.sort in _SORTS[Named.PEOPLE]:
        called = tuple(word for word in mention.key.split()[-2:] if word not in TITLES) or called
        if len(called) == 1:
            called = next((other for other in met if other[-1:] == called[-1:]), called)
        elif called[-1:] in met:
            met[called] = met.pop(called[-1:])
    met.setdefault(called, []).append(mention)


def _fullness(mention: Mention) -> tuple[int, int]:
    """Words of the name, then characters: names count before titles, so that "Karl Aune" is fuller than "Captain Aune"."""
    return sum(word not in TITLES for word in mention.key.split()), len(mention.text)


def _is_noun(mention: Mention) -> bool:
    """Whether it only belongs to a noun or says what somebody is: "the Afghan border", "the Russian President"."""
    return re.search(r" [a-z][\w-]*$", mention.text) is not None or (mention.text.lower().startswith("the ") and mention.key.split()[-1] in TITLES)
