"""What can be told of the texts themselves, exactly: whether, where and how often they have certain words, whom they name, how they begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, pairwise

from article_chat.corpus import Corpus, OpenArticle
from article_chat.datatypes import Answer, Draft, Place, Span, Statement
from article_chat.dialogue import (
    Inquiry,
    Makeup,
    Named,
    Part,
    asked_for_names,
    asked_for_quotations,
    asked_in_full,
    asked_of_makeup,
    asked_of_words,
    inquired_further,
)
from article_chat.followups import Mention, Sort, names, opens_sentence
from article_chat.reader.reported import Wanted, asks_for_words, reported_behind
from article_chat.structure.identity import asked_identity, identities
from article_chat.structure.numbered import find_item, numbered_items, wanted_item
from article_chat.structure.occurring import holding, occurrences
from article_chat.structure.positions import asked_position, part_at, positioned_further
from article_chat.structure.short_forms import short_forms
from article_chat.structure.tables import tables
from article_chat.support import find_numbers
from article_chat.writing import TITLES

NAME = "about"
"""What such answers are said to be answered by."""
SAID_IN_PASSING = 0.8
"""How sure it is that what stands beside a name says who has it."""
MOST_QUOTED = 3
"""Sentences quoted that have the words asked for."""
SPELLED_OUT = 0.97
"""How sure it is that words before a bracket which its letters begin are what they stand for."""
MOST_NAMES, MOST_SENTENCES_SHOWN, MOST_ROWS = 20, 6, 30
MOST_CHARACTERS = 400_000
"""Of an article, gone through sentence by sentence, which takes a second or two; whoever asks is told where it is longer."""

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
_QUOTATION = re.compile(r"[\"“][^\"“”]*?\w\W+\w+\W+\w[^\"“”]*[\"”]")
"""Three words at least."""


def _has_quotation(sentence: str) -> bool:
    return _QUOTATION.search(sentence) is not None


def _quotes(speaker: Wanted | None, sought: bool, sentence: str, before: str) -> bool:
    """Whether the sentence quotes, where somebody is `sought` the words of that speaker, whom it or the sentence before it names."""
    return _has_quotation(sentence) and (not sought or reported_behind(speaker, sentence, before) > 0)


def _has_number(sentence: str) -> bool:
    return any(not number.small and not number.ordinal for number in find_numbers(sentence))


_ONE_OF = {Part.SECTIONS: "heading", Part.TABLES: "table", Part.SHORT_FORMS: "abbreviation"}
_SPELLED_OUT = " that it spells out"
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often words occur, said in a sentence without its full stop, and the first sentences that have them."""

    said: str
    count: int
    quoted: tuple[Statement, ...]
    all_quoted: bool


def _together(several: Sequence[_Counted]) -> _Counted:
    quoted = tuple(dict.fromkeys(statement for one in several for statement in one.quoted))
    return _Counted("; ".join(one.said for one in several), sum(one.count for one in several), quoted, all(one.all_quoted for one in several))


def surveyed_further(question: str, earlier: Sequence[str]) -> str | None:
    """A fragment that goes on from a question about the text, "And the last one?", as a question of its own; None for anything else.

    `earlier` are the questions before it, oldest first, as they were typed or as they were read.
    """
    read = ""
    for one in (*earlier, question):
        following = inquired_further(one, read) or positioned_further(one, read) if read else None
        read = following or one
    return following


class Survey:
    """Drafts of what can be found out by going through the open articles word for word."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def of(self, question: str) -> Draft | None:
        """What a question wants to know about the text that is there; None for other questions, and for words that it does not have."""
        if inquiry := asked_of_words(question):
            return self._occurring(inquiry)
        if kind := asked_for_names(question):
            return self._sentences("Numbers", lambda sentence, _: _has_number(sentence)) if kind is Named.NUMBERS else self._named(kind)
        if (who := asked_for_quotations(question)) is not None:
            return self._sentences("Words in quotation marks", partial(_quotes, asks_for_words(f"What did {who} say?") if who else None, bool(who)))
        if makeup := asked_of_makeup(question):
            return self._made_up(makeup)
        if letters := asked_in_full(question):
            return self._in_full(letters)
        position = asked_position(question)
        if position and not self._is_numbered(question):
            parts = [(one, part_at(position, one.article.text, one.sentences)) for one in self._corpus.opened]
            statements = tuple(chain.from_iterable(_statements(one, spans) for one, spans in parts))
            return Draft(statements, answered=True, confidence=1.0, answered_by="article") if statements else None
        return None

    def lacking(self, question: str) -> Answer | None:
        """That the articles do not have the words, or the parts, of which a question wants to know whether they do; None for other questions."""
        inquiry, makeup = asked_of_words(question), asked_of_makeup(question)
        if makeup and not self._made_up(makeup):
            said = f"I find no {makeup.part.value} in {self._texts}{_SPELLED_OUT if makeup.part is Part.SHORT_FORMS else ''}."
        elif inquiry and not self._occurring(inquiry):
            said = f"“{inquiry.words}” doesn't occur in {self._texts}."
        else:
            return None
        return Answer(text=said, question=question, answered=True, confidence=1.0, answered_by="about")

    def _is_numbered(self, question: str) -> bool:
        """Whether "paragraph 4" is what an article itself numbers so."""
        wanted = wanted_item(question)
        sections = [(one, [(section.heading, section.told) for section in self._corpus.outlines[one.article.id]]) for one in self._corpus.opened if wanted]
        items = ((numbered_items(one.article.text, one.sentences, own), bool(own)) for one, own in sections)
        return wanted is not None and any(find_item(wanted, own, headed=headed) for own, headed in items)

    def _made_up(self, makeup: Makeup) -> Draft | None:
        """The headings, tables or abbreviations, each by its words; None where there are none."""
        if makeup.part is Part.TABLES:
            found = [(one, tables(one.article.text, one.sentences)) for one in self._corpus.opened]
            rows = [statement for one, own in found for table in own for statement in _statements(one, table)]
            count = sum(len(own) for _, own in found)
        else:
            rows = [statement for one in self._corpus.opened for statement in _statements(one, self._parts_of(one, makeup.part))]
            count = len(rows)
        called = makeup.part.value if count > 1 else _ONE_OF[makeup.part]
        first = f", first {MOST_ROWS} lines" if len(rows) > MOST_ROWS else ""
        return listed(f"I find {count} {called} in {self._texts}{first}:", rows[:MOST_ROWS]) if rows else None

    def _parts_of(self, one: OpenArticle, part: Part) -> list[Span]:
        if part is Part.SECTIONS:
            return [section.heading for section in self._corpus.outlines[one.article.id]]
        forms = short_forms(one.article.text, one.sentences)
        return [_around(one.article.text, form.letters, form.full, form.sentence) for form in forms]

    def _in_full(self, letters: str) -> Draft | None:
        """What an abbreviation stands for, where the articles spell it out."""
        wanted = letters.replace(".", "").lower()
        for one in self._corpus.opened:
            for form in short_forms(one.article.text, one.sentences):
                if form.letters.replace(".", "").lower() == wanted:
                    statements = tuple(_statements(one, [form.sentence]))
                    return Draft(statements, answered=True, span=one.article.text[slice(*form.full)], confidence=SPELLED_OUT, answered_by="reader")
        return None

    @property
    def _texts(self) -> str:
        return "the article" if len(self._corpus.opened) == 1 else "these articles"

    @property
    def _looked_at(self) -> str:
        long = any(len(one.article.text) > MOST_CHARACTERS for one in self._corpus.opened)
        return f"the first {MOST_CHARACTERS:,} characters of {self._texts}" if long else self._texts

    def _occurring(self, inquiry: Inquiry) -> Draft | None:
        """Each of the words that "and" joins by themselves, where they don't stand together."""
        found = self._counted(inquiry.words, inquiry)
        if not found.count and not inquiry.literal and " and " in inquiry.words:
            found = _together([self._counted(words, inquiry) for words in inquiry.words.split(" and ")])
        if not found.count:
            return None
        where = "here" if found.all_quoted else "first here"
        return listed(f"{found.said}, {where}:", quoted(found.quoted))

    def _counted(self, words: str, inquiry: Inquiry) -> _Counted:
        spans = [(one, occurrences(words, one.article.text, literal=inquiry.literal)) for one in self._corpus.opened]
        count = sum(len(own) for _, own in spans)
        sentences = [_statements(one, holding(own, one.sentences)) for one, own in spans]
        said = f"“{words}” occurs {_TIMES.get(count, f'{count:,} times')} in {self._texts}" if count else f"“{words}” doesn't occur in {self._texts}"
        quoted = tuple(statement for own in sentences for statement in own[:MOST_QUOTED])
        return _Counted(said, count, quoted, len(quoted) == sum(map(len, sentences)))

    def _headings(self, one: OpenArticle) -> frozenset[Span]:
        return frozenset(section.heading for section in self._corpus.sections[one.article.id])

    def _sentences(self, what: str, shows: Callable[[str, str], bool]) -> Draft | None:
        """The sentences that show something by themselves and the sentence before them, first those that come first."""
        found = []
        for one in self._corpus.opened:
            spans = _gone_through(one)
            texts = pairwise(["", *one.sentence_texts[: len(spans)]])
            found.append(_statements(one, [span for span, (before, text) in zip(spans, texts, strict=True) if shows(text, before)]))
        shown = [statement for own in found for statement in own[:MOST_SENTENCES_SHOWN]]
        count = sum(map(len, found))
        first = f" stand in {count} sentences of {self._looked_at}, first here" if count > len(shown) else f" in {self._looked_at}"
        return listed(f"{what}{first}:", quoted(shown)) if shown else None

    def identity(self, question: str) -> Draft | None:
        """Who or what it is that a question asks about, where the articles say it in passing; None for other questions."""
        name = asked_identity(question)
        found = [
            (found.rank, Place(one.article.id, *span), one.article.text[slice(*span)][slice(*found.words)])
            for one in self._corpus.opened
            for span in (holding(occurrences(name, one.article.text), one.sentences) if name else ())
            for found in identities(name or "", one.article.text[slice(*span)])
        ]
        if not found:
            return None
        plainest = min(rank for rank, _, _ in found)
        place, said = next((place, said) for rank, place, said in found if rank == plainest)
        alike = {words for rank, where, words in found if rank == plainest and where == place}
        statement = Statement(self._corpus.articles[place.article_id].text[place.start : place.end], (place,))
        return Draft((statement,), answered=True, span=said if len(alike) == 1 else None, confidence=SAID_IN_PASSING, answered_by="reader")

    def _named(self, kind: Named) -> Draft | None:
        """The names of a kind, or where none is known to be of it all of them."""
        found = [(one, mention) for one in self._corpus.opened for mention in _named_in(one, kind, self._headings(one))]
        if not found:
            return self._named(Named.ALL) if kind in {Named.PEOPLE, Named.PLACES, Named.GROUPS} else None
        shown = [Statement(mention.text, (Place(one.article.id, mention.start, mention.end),)) for one, mention in found[:MOST_NAMES]]
        first = f", first of {len(found)}" if len(found) > MOST_NAMES else ""
        return listed(f"{kind.value.capitalize()} in {self._looked_at}, as far as I can tell from how they are written{first}:", shown)


def _gone_through(one: OpenArticle) -> Sequence[Span]:
    """The sentences that are looked at one by one."""
    return one.sentences[: bisect_left(one.sentences, MOST_CHARACTERS, key=lambda span: span[0])]


def _named_in(one: OpenArticle, kind: Named, headings: frozenset[Span]) -> list[Mention]:
    """The names of a kind, each once and in full, in the order in which the article comes to them; headings are capitalised for being headings."""
    met: dict[tuple[str, ...], list[Mention]] = {}
    for start, end in _gone_through(one):
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


def _around(text: str, letters: str, full: Span, sentence: Span) -> Span:
    """What is spelled out with the abbreviation beside it."""
    before, behind = text.rfind(letters, sentence[0], full[0]), text.find(letters, full[1], sentence[1])
    return (before, full[1] + 1) if before >= 0 else (full[0], behind + len(letters) + 1)


def _statements(one: OpenArticle, spans: Iterable[tuple[int, int]]) -> list[Statement]:
    text = one.article.text
    return [Statement(text[start:end], (Place(one.article.id, start, end),)) for start, end in spans]


def quoted(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The same in quotation marks, to stand among words of ours."""
    return (one if one.text[:1] in '"“' else replace(one, text=f"“{one.text}”") for one in statements)


def listed(lead: str, items: Iterable[Statement]) -> Draft:
    """Our words, and below them the article's, an item each."""
    statements = tuple(replace(item, text=f"- {item.text}") for item in items)
    return Draft(statements, answered=True, confidence=1.0, answered_by=NAME, lead=lead, separator="\n")
