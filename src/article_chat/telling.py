"""What the articles tell where the reader's best sentence would not do: under their own headings, of whatever a question merely names, and in short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from article_chat.articles import Article
from article_chat.corpus import Corpus
from article_chat.datatypes import Draft, Place, Span, Statement
from article_chat.followups import THIS_TIME
from article_chat.passages import split_sentences
from article_chat.reader.answerer import NAME
from article_chat.reader.ranking import Candidate
from article_chat.structure.headings import (
    FEW_WORDS,
    MOST_OF_A_SECTION,
    Section,
    answering,
    asked_alike,
    asked_in_short,
    asks_how_to,
    content,
    mentions,
    names,
)
from article_chat.structure.numbered import LAST, counted_things, find_item, longest_list, numbered_items, wanted_item
from article_chat.structure.occurring import occurrences
from article_chat.structure.tables import asked_cell, column_names, one_cell, tables
from article_chat.summary import summarise
from article_chat.surveying.listing import listed, quoted

ASKED_ALIKE = 0.95
"""How sure it is that what stands under a question answers it."""
NAMED = 0.9
"""How sure it is that sentences are about what they name, or what stands above them."""
TOLD_NEXT = 0.6
"""How sure it is that what an article tells next came next."""
MOST_MENTIONS, MOST_MENTIONS_EACH = 3, 2
"""Sentences that mention a topic, of one article and of each of several."""
MOST_COUNTED = 20
"""Items quoted of a list whose items are counted."""
_OTHERS = re.compile(r"(?:the )?others", re.IGNORECASE)
_TELLS_OF_OTHERS = re.compile(
    r"\b(?:the|its|his|her|their|all|both|two|three|four|five|\d+) (?:\w+ )?other (?:[\w-]+s|men|women|people|children)\b|\bothers\b", re.IGNORECASE
)
MOST_SUMMARISED = 300
"""Sentences a summary is chosen from; of a longer article those that open its paragraphs."""


class Telling:
    """Drafts from the headings, the mentions and the gist of the open articles."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def under_the_same_question(self, question: str) -> Draft | None:
        """The answer to a question that an article asks itself in the same words, or has a section on: "What you need", "Set a lock"."""
        for article_id, section in self._sections:
            alike = (section.asks or section.asks_indirectly) and asked_alike(question, section.text)
            in_short = section.spoken and section.asks and asked_in_short(question, section.text)
            tells_how = asks_how_to(question) and not section.asks and names(section.text, question)
            if not (alike or in_short or tells_how):
                continue
            if not section.asks:
                return replace(_draft(self._statements(article_id, section.told), ASKED_ALIKE), separator=_separator(section))
            told = self._statements(article_id, answering(self._text(article_id), section))
            return replace(_draft(told, ASKED_ALIKE), separator="\n" if len(told) > MOST_OF_A_SECTION else " ")
        return None

    def headed(self, question: str) -> bool:
        """Whether a heading says what the question does, so that the article is asked, whatever else it may mean: "Instructions?"."""
        return any((asked_alike if one.asks or one.asks_indirectly else _is_named)(question, one.text) for _, one in self._sections)

    def numbered(self, question: str) -> Draft | None:
        """The item of a list, or the section, that a question asks for by its number, or several in a row; None where there is none."""
        wanted = wanted_item(question)
        for one in self._corpus.opened if wanted else ():
            sections = self._corpus.outlines[one.article.id]
            items = numbered_items(one.article.text, one.sentences, [(section.heading, section.told) for section in sections])
            wanteds = [replace(wanted, number=number) for number in (wanted.number, *wanted.also)] if wanted else []
            if found := [item for each in wanteds if (item := find_item(each, items, headed=bool(sections))) and item.spans]:
                told = self._statements(one.article.id, [span for item in found for span in item.spans])
                return replace(_draft(told, ASKED_ALIKE), separator="\n" if len(found) > 1 else " ")
            if wanted and wanted.kind in ("section", "chapter") and (section := _at(sections, wanted.number)):
                return replace(_draft(self._statements(one.article.id, (section.heading, *section.told)), ASKED_ALIKE), separator="\n")
        return None

    def counted(self, question: str) -> Draft | None:
        """The items of a list that a question asks the number of, where a heading names them, or they are numbered; None for other questions."""
        things = counted_things(question)
        for one in self._corpus.opened if things else ():
            sections = self._corpus.outlines[one.article.id]
            headed = next((section for section in sections if section.is_list and names(section.text, things or "")), None)
            items = numbered_items(one.article.text, one.sentences, [(section.heading, section.told) for section in sections])
            spans = headed.items if headed else [span for item in longest_list(things or "", items) for span in item.spans]
            if len(spans) > 1:
                first = f", first {MOST_COUNTED}" if len(spans) > MOST_COUNTED else ""
                where = f"under “{headed.text}”" if headed else "in its longest numbered list"
                lead = f"The article lists {len(spans)} {where}{first}:"
                return replace(_draft(self._statements(one.article.id, spans[:MOST_COUNTED]), ASKED_ALIKE), lead=lead, separator="\n")
        return None

    def in_a_table(self, question: str) -> Draft | None:
        """The row of a table, and in short the cell, that a question asks for by the names of row and column; None where there is none."""
        for one in self._corpus.opened:
            if cell := asked_cell(question, one.article.text, one.sentences, content, one.article.title or ""):
                return replace(_draft(self._statements(one.article.id, [cell.row]), NAMED), span=cell.text)
        return None

    def rows_beside(self, answer: str) -> Draft | None:
        """The other rows of the table of which an answer quotes one; None where it quotes none."""
        for one in self._corpus.opened:
            for table in tables(one.article.text, one.sentences):
                rows = [span for span in table if Place(one.article.id, *span) not in self._column_names]
                beside = [span for span in rows if one.article.text[slice(*span)] not in answer]
                if 0 < len(beside) < len(rows):
                    return replace(_draft(self._statements(one.article.id, beside[:MOST_COUNTED]), NAMED), separator="\n")
        return None

    def in_one_cell(self, draft: Draft, question: str) -> Draft:
        """The draft with a short answer that reaches over cells of a row as the one of them that is asked for; without one where none is told to be."""
        place = draft.statements[0].places[0] if draft.span and draft.statements and draft.statements[0].places else None
        if place is None or not draft.span:
            return draft
        text = self._text(place.article_id)
        own = next(one for one in self._corpus.opened if one.article.id == place.article_id)
        return replace(draft, span=one_cell(question, draft.span, (place.start, place.end), text, own.sentences))

    def below_questions(self, draft: Draft) -> Draft:
        """The draft with what stands below an article's own questions in their place: a question answers nothing."""
        if not any(place in self._questions or place in self._asked_aloud for statement in draft.statements for place in statement.places[:1]):
            return replace(draft, closest=tuple(dict.fromkeys(self._below(place)[0] for place in draft.closest)))
        told = list(dict.fromkeys(one for statement in draft.statements for one in self._answered(statement)))
        span = draft.span if draft.span and any(draft.span in statement.text for statement in told) else None
        return replace(draft, statements=tuple(told[: len(draft.statements) + 1]), span=span)

    def below_headings(self, draft: Draft, question: str, rank: Callable[[], Sequence[Candidate]]) -> Draft:
        """The draft with what stands below a heading in its place, where the heading says nothing that the question doesn't: it announces the answer.

        That is the section where the question asks for no more, else what it has of the draft, or the likeliest sentence of it.
        """
        first = draft.statements[0].places[0] if draft.statements and draft.statements[0].places else None
        section = self._titles.get(first) if first else None
        adds = draft.span and not mentions(question, draft.span) and not asks_how_to(question)
        if first is None or section is None or adds:
            return draft
        if names(section.text, question):
            return replace(draft, statements=tuple(self._statements(first.article_id, section.told)), span=None, separator=_separator(section))
        below = {Place(first.article_id, *span) for span in section.body}
        kept = [statement for statement in draft.statements if below.intersection(statement.places)]
        kept = kept or [Statement(one.text, (one.place,)) for one in rank() if one.place in below][:1]
        return replace(draft, statements=tuple(kept), span=None) if kept else draft

    def said_of(self, topic: str) -> Draft | None:
        """What each article says about a topic, in its own sentences; None where no article has all its words."""
        found = self._corpus.mentions(topic) if topic else []
        if _OTHERS.fullmatch(topic):
            found = [[place for place in places if _TELLS_OF_OTHERS.search(self._quote(place))] for places in found]
        elif THIS_TIME.fullmatch(topic):  # of which neither word says anything by itself
            found = [[place for place in places if occurrences(topic, self._quote(place))] for places in found]
        return self._saying(found) if topic else None

    def said_beside(self, topic: str, told: Sequence[str]) -> Draft | None:
        """What the articles say about a topic, or what its last word names, that none of the answers `told` has quoted; None where that is nothing."""
        for name in dict.fromkeys((topic, topic.split()[-1]) if topic else ()):
            new = [[place for place in found if not any(self._quote(place) in answer for answer in told)] for found in self._corpus.mentions(name)]
            if draft := self._saying(new):
                return draft
        return None

    def _saying(self, mentions: Iterable[Sequence[Place]]) -> Draft | None:
        most = MOST_MENTIONS if len(self._corpus.opened) == 1 else MOST_MENTIONS_EACH
        telling = ([place for place in found if place not in self._column_names] for found in mentions)
        places = [place for found in telling for place in sorted(found[:most], key=lambda place: place.start)]
        told = dict.fromkeys(under for place in places for under in self._under(place))
        statements = tuple(Statement(self._quote(place), (place,)) for place in told)
        return Draft(answered=True, confidence=1.0, answered_by="article", statements=statements) if statements else None

    def _under(self, place: Place) -> tuple[Place, ...]:
        """What stands under a heading, which says nothing itself; any other place as it is."""
        section = self._titles.get(place)
        return tuple(Place(place.article_id, *span) for span in section.told) if section else (place,)

    def about(self, topic: str, ranked: Sequence[Candidate]) -> Draft | None:
        """What stands under the heading `topic`, or the likeliest sentences that name it, in the order of the article; None when none does."""
        for article_id, section in self._sections:
            if not section.asks and names(section.text, topic):
                return replace(_draft(self._statements(article_id, section.told), NAMED), separator=_separator(section))
        nothing = self._headings | self._column_names
        naming = [one for one in ranked if one.place not in nothing and mentions(one.text, topic)][:MOST_MENTIONS]
        in_order = sorted(naming, key=lambda one: (one.place.article_id, one.place.start))
        return _draft([Statement(one.text, (one.place,)) for one in in_order], NAMED) if naming else None

    def about_both(self, topics: Sequence[str], ranked: Sequence[Candidate], lead: str = "") -> Draft | None:
        """What stands about each of several topics, one after the other; None unless there is something about all of them."""
        told = [self.about(topic, ranked) or self.said_of(topic) for topic in topics]
        if not all(told):
            return None
        statements = list(dict.fromkeys(statement for draft in told if draft for statement in draft.statements[:MOST_MENTIONS_EACH]))
        return listed(lead, quoted(statements)) if lead else _draft(statements, NAMED)

    def behind(self, answer: str) -> Draft | None:
        """What an article tells next after the last of its sentences that the answer quotes; None where it quotes none, or ends there."""
        for one in self._corpus.opened:
            quoted = [number for number, text in enumerate(one.sentence_texts) if len(text.split()) > FEW_WORDS and text in answer]
            places = [Place(one.article.id, *span) for span in one.sentences[quoted[-1] + 1 :]] if quoted else []
            if place := next((place for place in places if place not in self._headings), None):
                return _draft([Statement(self._quote(place), (place,))], TOLD_NEXT)
        return None

    def gist(self, wanted: int = 3) -> Draft:
        """`wanted` sentences that tell what the articles are about, one of each at least; a refusal where they have none at all."""
        share = max(1, -(-wanted // len(self._corpus.opened)))
        statements = tuple(statement for one in self._corpus.opened for statement in self._gist_of(one.article, share))
        return Draft(answered=bool(statements), confidence=float(bool(statements)), answered_by="article", statements=statements)

    def _gist_of(self, article: Article, wanted: int) -> list[Statement]:
        text = article.text
        spans = [span for span in split_sentences(text, language=article.language or "en") if Place(article.id, *span) not in self._questions]
        spans = _with_one_title(spans, len(article.title) if article.title and text.startswith(f"{article.title}\n") else 0)
        if len(spans) > MOST_SUMMARISED:
            opening = [span for span in spans if span[0] == 0 or text[span[0] - 1] == "\n"]
            spans = sorted((opening or spans)[:: max(1, len(opening or spans) // MOST_SUMMARISED)][:MOST_SUMMARISED])
        texts = [text[start:end] for start, end in spans]
        chosen = summarise(spans, texts, self._corpus.embedder.embed_questions(texts), wanted=wanted)
        return self._statements(article.id, [spans[row] for row in chosen])

    def _answered(self, statement: Statement) -> Iterable[Statement]:
        below = self._below(statement.places[0]) if statement.places else ()
        return [statement] if not below or below[0] == statement.places[0] else [Statement(self._quote(place), (place,)) for place in below]

    def _below(self, place: Place) -> tuple[Place, ...]:
        section = self._questions.get(place)
        if section is None:
            return self._asked_aloud.get(place, (place,))
        return tuple(Place(place.article_id, *span) for span in answering(self._text(place.article_id), section))

    def _statements(self, article_id: str, spans: Iterable[tuple[int, int]]) -> list[Statement]:
        places = [Place(article_id, *span) for span in spans]
        return [Statement(self._quote(place), (place,)) for place in places]

    def _quote(self, place: Place) -> str:
        return self._text(place.article_id)[place.start : place.end]

    def _text(self, article_id: str) -> str:
        return self._corpus.articles[article_id].text

    @cached_property
    def _sections(self) -> list[tuple[str, Section]]:
        return [(article_id, section) for article_id, found in self._corpus.sections.items() for section in found]

    @cached_property
    def _headings(self) -> frozenset[Place]:
        return frozenset(Place(article_id, *section.heading) for article_id, section in self._sections)

    @cached_property
    def _column_names(self) -> frozenset[Place]:
        return frozenset(Place(one.article.id, *row) for one in self._corpus.opened for row in column_names(one.article.text, one.sentences))

    @cached_property
    def _asked_aloud(self) -> dict[Place, tuple[Place, ...]]:
        """Questions that stand among other sentences, and what goes on from each: the next sentence, or two where it is a bare "Perhaps."."""
        found = {}
        for one in self._corpus.opened:
            told = 0
            for number in range(len(one.sentence_texts) - 1, 0, -1):  # backwards, so that a run of questions is gone through once
                if not one.sentence_texts[number].endswith("?"):
                    told = number
                elif told:
                    spans = one.sentences[told : told + (2 if len(one.sentence_texts[told].split()) <= FEW_WORDS else 1)]
                    places = tuple(Place(one.article.id, *span) for span in spans)
                    found[Place(one.article.id, *one.sentences[number])] = places if self._headings.isdisjoint(places) else places[:1]
        return found

    @cached_property
    def _titles(self) -> dict[Place, Section]:
        return {Place(article_id, *section.heading): section for article_id, section in self._sections if not section.asks}

    @cached_property
    def _questions(self) -> dict[Place, Section]:
        asking = [(article_id, section) for article_id, section in self._sections if section.asks]
        return {Place(article_id, *span): section for article_id, section in asking for span in {section.heading, *section.spoken}}


def _at(sections: Sequence[Section], number: str) -> Section | None:
    """The section that comes at a number, where none has it."""
    place = len(sections) if number == LAST else int(number) if number.isdigit() else 0
    return sections[place - 1] if 0 < place <= len(sections) else None


def _is_named(topic: str, heading: str) -> bool:
    return names(heading, topic)


def _with_one_title(spans: Sequence[Span], end: int) -> list[Span]:
    """The spans of sentences, those of a title that ends at `end` as one: it says nothing by itself, however many sentences it is made of."""
    behind = [span for span in spans if span[0] >= end]
    return [(0, end), *behind] if end and behind else list(spans)


def _separator(section: Section) -> str:
    return "\n" if section.is_list else " "


def _draft(statements: Sequence[Statement], sure: float) -> Draft:
    return Draft(statements=tuple(statements), answered=True, confidence=sure, answered_by=NAME)
