"""What the open articles are made of: their headings, tables and abbreviations."""

from __future__ import annotations

from article_chat.corpus import Corpus, OpenArticle
from article_chat.datatypes import Draft, Span
from article_chat.dialogue import Makeup, Part
from article_chat.structure.short_forms import ShortForm, short_forms
from article_chat.structure.tables import tables
from article_chat.surveying.listing import listed, statements_at, texts_called

MOST_ROWS = 30
SPELLED_OUT = 0.97
"""How sure it is that words before a bracket which its letters begin are what they stand for."""

_ONE_OF = {Part.SECTIONS: "heading", Part.TABLES: "table", Part.SHORT_FORMS: "abbreviation"}
_SPELLED_OUT = " that it spells out"


def made_of(corpus: Corpus, makeup: Makeup) -> Draft | None:
    """The headings, tables or abbreviations, each by its words; None where there are none."""
    if makeup.part is Part.TABLES:
        found = [(one, tables(one.article.text, one.sentences)) for one in corpus.opened]
        rows = [statement for one, own in found for table in own for statement in statements_at(one, table)]
        count = sum(len(own) for _, own in found)
    else:
        rows = [statement for one in corpus.opened for statement in statements_at(one, _parts_of(corpus, one, makeup.part))]
        count = len(rows)
    called = makeup.part.value if count > 1 else _ONE_OF[makeup.part]
    first = f", first {MOST_ROWS} lines" if len(rows) > MOST_ROWS else ""
    return listed(f"I find {count} {called} in {texts_called(corpus)}{first}:", rows[:MOST_ROWS]) if rows else None


def made_without(corpus: Corpus, makeup: Makeup) -> str:
    """That there are none."""
    return f"I find no {makeup.part.value} in {texts_called(corpus)}{_SPELLED_OUT if makeup.part is Part.SHORT_FORMS else ''}."


def spelled_out(corpus: Corpus, letters: str) -> Draft | None:
    """What an abbreviation stands for; None where no article spells it out."""
    wanted = letters.replace(".", "").lower()
    for one in corpus.opened:
        for form in short_forms(one.article.text, one.sentences):
            if form.letters.replace(".", "").lower() == wanted:
                statements = tuple(statements_at(one, [form.sentence]))
                return Draft(statements, answered=True, span=one.article.text[slice(*form.full)], confidence=SPELLED_OUT, answered_by="reader")
    return None


def _parts_of(corpus: Corpus, one: OpenArticle, part: Part) -> list[Span]:
    if part is Part.SECTIONS:
        return [section.heading for section in corpus.outlines[one.article.id]]
    return [_around(one.article.text, form) for form in short_forms(one.article.text, one.sentences)]


def _around(text: str, form: ShortForm) -> Span:
    """What is spelled out with the abbreviation beside it."""
    start, end = form.full
    before, behind = text.rfind(form.letters, form.sentence[0], start), text.find(form.letters, end, form.sentence[1])
    return (before, end + 1) if before >= 0 else (start, behind + len(form.letters) + 1)
