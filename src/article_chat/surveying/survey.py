"""Which part of a text a question about the text itself asks for, and the answer from going through the open articles word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from article_chat.corpus import Corpus
from article_chat.datatypes import Draft, Place, Statement
from article_chat.dialogue import Named, asked_for_names, asked_for_quotations, asked_in_full, asked_of_makeup, asked_of_words, inquired_further
from article_chat.structure.definitions import Definition, Term, asked_term, definitions
from article_chat.structure.identity import asked_by_title, asked_identity, identities, names_another
from article_chat.structure.numbered import find_item, numbered_items, wanted_item
from article_chat.structure.occurring import holding, occurrences
from article_chat.structure.positions import Position, asked_position, part_at, positioned_further
from article_chat.surveying.concordance import not_occurring, occurring
from article_chat.surveying.entities import entities_in, is_somebody
from article_chat.surveying.introduced import is_named_only_later
from article_chat.surveying.listing import NAME, listed, quoted, statements_at
from article_chat.surveying.makeup import made_of, made_without, spelled_out
from article_chat.surveying.scanning import numbers_in, quotations_in

SURE_OF_ITS_WORDS = 0.5
"""How sure the reader is to be of its few words in a sentence that it found, and that defines what was asked for."""
DEFINED = 0.9
"""How sure it is that an entry, or what says that a term means something, defines it."""
SAID_IN_PASSING = 0.8
"""How sure it is that what stands beside a name says who has it."""


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
            return occurring(self._corpus, inquiry)
        if kind := asked_for_names(question):
            return numbers_in(self._corpus) if kind is Named.NUMBERS else entities_in(self._corpus, kind)
        if (who := asked_for_quotations(question)) is not None:
            return quotations_in(self._corpus, who)
        if makeup := asked_of_makeup(question):
            return made_of(self._corpus, makeup)
        if letters := asked_in_full(question):
            return spelled_out(self._corpus, letters)
        position = asked_position(question)
        return self._part(position) if position and not self._is_numbered(question) else None

    def lacking(self, question: str) -> Draft | None:
        """That the articles do not have the words, or the parts, of which a question wants to know whether they do; None for other questions."""
        inquiry, makeup = asked_of_words(question), asked_of_makeup(question)
        if makeup and not made_of(self._corpus, makeup):
            said = made_without(self._corpus, makeup)
        elif inquiry and not occurring(self._corpus, inquiry):
            said = f"{not_occurring(self._corpus, inquiry.words)}."
        else:
            return None
        return Draft(answered=True, confidence=1.0, answered_by=NAME, lead=said)

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

    def defined(self, question: str) -> Draft | None:
        """What a term is, means or does, where the articles have an entry for it or say what it means; None for other questions."""
        found = next((one for one in self._definitions(question) if one[1].is_explicit), None)
        return self._as_defined(*found, DEFINED) if found else None

    def each_defined(self, terms: Sequence[str], lead: str) -> Draft | None:
        """What each of several terms means, below a line of ours; None unless the articles say so of all."""
        found = [next((one for one in self._defining(Term((term,))) if one[1].is_explicit), None) for term in terms]
        told = [statement for one in found if one for statement in self._as_defined(*one, DEFINED).statements]
        return listed(lead, quoted(told)) if found and all(found) else None

    def or_defined(self, question: str, draft: Draft) -> Draft:
        """The draft, or what defines the term that the question asks for, where the draft cites that in part or is less sure than of a definition."""
        found = next(iter(self._definitions(question)), None)
        if found is None or (draft.answered and draft.confidence >= SAID_IN_PASSING):
            return draft
        defined = self._as_defined(*found, SAID_IN_PASSING)
        cited = {place for statement in draft.statements for place in statement.places}
        told = {place for statement in defined.statements for place in statement.places}
        span = draft.span if draft.confidence >= SURE_OF_ITS_WORDS else None
        return replace(draft, confidence=SAID_IN_PASSING, span=span) if draft.answered and told <= cited else defined

    def _definitions(self, question: str) -> list[tuple[str, Definition]]:
        """What defines the term that a question asks for, with the id of the article it stands in, the plainest first."""
        term = asked_term(question)
        return self._defining(term) if term else []

    def _defining(self, term: Term) -> list[tuple[str, Definition]]:
        found = [(one.article.id, definition) for one in self._corpus.opened for definition in definitions(term, one.article.text, one.sentences)]
        return sorted(found, key=lambda one: one[1].rank)

    def _as_defined(self, article_id: str, definition: Definition, sure: float) -> Draft:
        text = self._corpus.articles[article_id].text
        statements = tuple(Statement(text[slice(*span)], (Place(article_id, *span),)) for span in definition.spans)
        return Draft(statements, answered=True, confidence=sure, answered_by="reader")

    def not_another(self, question: str, draft: Draft) -> Draft:
        """The draft; of a question who somebody is that it answers with somebody else's name, what the articles say of the one meant, or a refusal.

        What stands beside the name is told whole where the draft cites that sentence, and instead of one that is less sure. So is one refused whose
        sentence tells of "her" before it names whom the question names.
        """
        if draft.answered and draft.statements and self._is_named_only_later(question, draft.statements[0].places):
            return Draft(answered=False, answered_by=draft.answered_by, closest=draft.statements[0].places)
        name, told = asked_identity(question), draft.statements[0] if draft.statements else None
        if name and told and draft.answered and (said := self.identity(question)):
            if said.statements[0].places == told.places:
                return replace(draft, span=said.span)
            if draft.confidence < SAID_IN_PASSING:
                return said
        surname = asked_by_title(question)
        if surname and told and draft.span and surname not in told.text and is_somebody(draft.span, told.text):
            return Draft(answered=False, answered_by=draft.answered_by, closest=told.places)
        if not name or not told or not draft.span or not is_somebody(draft.span, told.text) or not names_another(name, draft.span, told.text):
            return draft
        return self.identity(question) or Draft(answered=False, answered_by=draft.answered_by, closest=told.places)

    def _is_named_only_later(self, question: str, places: Sequence[Place]) -> bool:
        told = {one.article.id: one for one in self._corpus.opened}
        return any(is_named_only_later(question, place, told[place.article_id].article.text, told[place.article_id].sentences) for place in places)

    def _part(self, position: Position) -> Draft | None:
        """The paragraph, sentence or word of each article that stands there; None where all are shorter."""
        parts = [(one, part_at(position, one.article.text, one.sentences)) for one in self._corpus.opened]
        statements = tuple(statement for one, spans in parts for statement in statements_at(one, spans))
        return Draft(statements, answered=True, confidence=1.0, answered_by="article") if statements else None

    def _is_numbered(self, question: str) -> bool:
        """Whether "paragraph 4" is what an article itself numbers so."""
        wanted = wanted_item(question)
        sections = [(one, [(section.heading, section.told) for section in self._corpus.outlines[one.article.id]]) for one in self._corpus.opened if wanted]
        items = ((numbered_items(one.article.text, one.sentences, own), bool(own)) for one, own in sections)
        return wanted is not None and any(find_item(wanted, own, headed=headed) for own, headed in items)
