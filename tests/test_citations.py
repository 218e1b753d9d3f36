"""Drafts -> answers: numbers, quotes, refusals."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from article_chat.citations import cite, render
from article_chat.datatypes import MARKER, REFUSAL, Draft, Passage, Place, Statement
from article_chat.followups.mentions import without_markers
from article_chat.markers import without_notes

TEXT = "Rain fell on Monday. The bridge closed.[3] It opened again."


@dataclass(frozen=True)
class Source:
    id: str = "a"
    text: str = TEXT
    name: str | None = "Weather"

    def page_at(self, offset: int) -> int | None:
        return 1 if offset < 20 else 2


FIRST, SECOND = Place("a", 0, 20), Place("a", 21, 42)
PASSAGE = Passage("a", 0, 0, len(TEXT), TEXT, ((0, 20), (21, 42), (43, 58)))


def answer(draft: Draft):  # type: ignore[no-untyped-def]
    return cite(draft, "When?", {"a": Source()}, lambda place: PASSAGE)


def test_each_place_has_one_number_and_the_articles_own_words() -> None:
    statements = (Statement("Rain.", (FIRST,)), Statement("Closed.", (SECOND, FIRST)))
    found = answer(Draft(statements, answered=True, span="Monday", confidence=0.9, answered_by="reader"))
    assert found.text == "Rain. [1] Closed. [2][1]"
    assert [(c.number, c.start, c.end, c.quote, c.page) for c in found.citations] == [
        (1, 0, 20, "Rain fell on Monday.", 1),
        (2, 21, 42, "The bridge closed.[3]", 2),
    ]
    assert all(TEXT[c.start : c.end] == c.quote and TEXT[c.passage_start : c.passage_end] == c.passage for c in found.citations)
    assert (found.span, found.confidence, found.answered_by, found.closest) == ("Monday", 0.9, "reader", ())


def test_the_articles_own_brackets_are_not_citations() -> None:
    found = answer(Draft((Statement("The bridge closed.[3]", (SECOND,)),), answered=True))
    assert found.text == "The bridge closed.[note 3] [1]"
    assert found.citations[0].quote.endswith("[3]")


@pytest.mark.parametrize("number", [1, 123, 1234])
def test_a_marker_is_known_wherever_an_answer_is_read_again(number: int) -> None:
    said = render(Statement("Rain fell.", (FIRST,)), {FIRST: number})
    assert MARKER.findall(said) == [str(number)]
    assert without_markers(said) == without_notes(said) == "Rain fell."


def test_a_refusal_says_so_cites_nothing_and_offers_the_nearest() -> None:
    found = answer(Draft((), answered=False, span="Monday", closest=(SECOND, FIRST)))
    assert (found.text, found.answered, found.citations, found.span) == (REFUSAL, False, (), None)
    assert [(c.number, c.quote) for c in found.closest] == [(1, "The bridge closed.[3]"), (2, "Rain fell on Monday.")]


def test_what_is_still_awaited_is_no_refusal() -> None:
    assert (answer(Draft(partial=True)).text, answer(Draft()).text) == ("", "The article doesn't say.")


def test_unsupported_sentences_are_listed_with_the_reason_and_get_no_citation() -> None:
    found = answer(Draft((Statement("Rain.", (FIRST,)), Statement("It snowed.", (), "Snow is not in the passages.")), answered=True))
    assert found.text == "Rain. [1] It snowed."
    assert [(u.sentence, u.reason) for u in found.unsupported] == [("It snowed.", "Snow is not in the passages.")]
    refused = answer(Draft((Statement(REFUSAL), Statement("It snowed.", (), "Why.")), answered=False))
    assert refused.text == REFUSAL
    assert len(refused.unsupported) == 1


def test_the_rest_of_a_draft_goes_into_the_answer() -> None:
    said = (Statement("Rain.[3]", (FIRST,)), Statement("It snowed.[3]", (), "Why."))
    found = answer(Draft(said, answered=True, confidence=0.123456, closest=(SECOND,), lead="It says:", separator="\n", notice="Slow."))
    assert (found.text, found.notice, found.confidence) == ("It says:\nRain.[note 3] [1]\nIt snowed.[note 3]", "Slow.", 0.1235)
    assert [one.sentence for one in found.unsupported] == ["It snowed.[note 3]"]
    assert found.closest == ()


def test_the_answer_is_plain_json() -> None:
    import json

    found = answer(Draft((Statement("Rain.", (FIRST,)),), answered=True, closest=(SECOND,)))
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    assert found.to_dict()["citations"][0]["quote"] == "Rain fell on Monday."
