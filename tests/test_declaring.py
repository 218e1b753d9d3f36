"""Questions said as statements, and the forms of verbs that takes."""

from __future__ import annotations

import pytest

from article_chat.support.declaring import either, past_of, third_person_of
from article_chat.training.declaring import as_statement, pattern_of


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Who wrote the letter?", "Hugo Quinn", "Hugo Quinn wrote the letter."),
        ("What is the capital of Norway?", "Oslo", "Oslo is the capital of Norway."),
        ("What caused the fire?", "a candle", "A candle caused the fire."),
        ("Which town hosted the fair?", "Selm", "Selm hosted the fair."),
        ("When did the Normans attack Dyrrachium?", "1185", "The Normans attacked Dyrrachium in 1185."),
        ("when was the mill rebuilt", "in 1874", "The mill was rebuilt in 1874."),
        ("In what year did the old bridge collapse?", "1901", "The old bridge collapsed in 1901."),
        ("Where does the mint strike its coins?", "Selm", "The mint strikes its coins in Selm."),
        ("Where were the letters found?", "under the floor", "The letters were found under the floor."),
        ("What did the user purchase?", "a frame", "The user purchased a frame."),
        ("What did the steam engine lead to?", "more farms", "The steam engine led to more farms."),
        ("Which church did Roger Williams break with?", "Rome", "Roger Williams broke with Rome."),
        ("How many goals did Ida Berg score?", "three", "Ida Berg scored three goals."),
        ("How many temples were built?", "2", "2 temples were built."),
        ("How many people attended the match?", "4,000 people", "4,000 people attended the match."),
        ("What have they been drinking?", "tea", "They have been drinking tea."),
    ],
)
def test_a_question_and_its_answer_are_said_as_one_statement(question: str, answer: str, said: str) -> None:
    assert as_statement(question, answer, "in" if answer[0].isdigit() or answer == "Selm" else "") == said


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was the king looking for?", "Ana"),
        ("What was the committee asked to decide?", "the date"),
        ("What is a young swan called?", "a cygnet"),
        ("When was the mill rebuilt?", "three years"),  # nothing says whether in, for or after them
        ("Where did the people want help and need shelter?", ""),
        ("Why did he leave?", "he was tired"),
        ("How many will the pods hold?", "ten"),
        ("Did they leave?", "yes"),
    ],
)
def test_what_is_not_plain_is_not_said(question: str, answer: str) -> None:
    assert as_statement(question, answer) is None


@pytest.mark.parametrize(
    ("question", "pattern"),
    [
        ("Who won the prize in 1987?", "{} won the prize in 1987."),
        ("What city has the largest inland port?", "{} has the largest inland port."),
        ("Who was the first president?", "{} was the first president."),
        ("Which US President visited Selm?", "{} visited Selm."),
        ("Who did the king marry?", None),
        ("When was it built?", None),
        ("What was Tesla's position?", None),
    ],
)
def test_a_question_about_the_subject_has_a_place_for_it(question: str, pattern: str | None) -> None:
    assert pattern_of(question) == pattern


@pytest.mark.parametrize(
    ("verb", "past", "third"),
    [
        ("take", "took", "takes"),
        ("stop", "stopped", "stops"),
        ("carry", "carried", "carries"),
        ("play", "played", "plays"),
        ("die", "died", "dies"),
        ("cut", "cut", "cuts"),
        ("permit", "permitted", "permits"),
        ("visit", "visited", "visits"),
        ("have", "had", "has"),
        ("go", "went", "goes"),
        ("put", "put", "puts"),
        ("reach", "reached", "reaches"),
        ("offer", "offered", "offers"),
        ("prefer", "preferred", "prefers"),
    ],
)
def test_forms_of_verbs(verb: str, past: str, third: str) -> None:
    assert (past_of(verb), third_person_of(verb)) == (past, third)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did Ann Lee have any sons?", ("Ann Lee had sons.", "Ann Lee did not have sons.")),
        ("Has Ann Lee ever lived in Lund?", ("Ann Lee has lived in Lund.", "Ann Lee has not lived in Lund.")),
        ("Was anyone hurt?", ()),
        ("Who was hurt?", ()),
    ],
)
def test_what_either_answer_says(question: str, said: tuple[str, ...]) -> None:
    assert either(question) == said
