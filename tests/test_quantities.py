"""Amounts as ranges, and whether the evidence gives another one than the statement."""

from __future__ import annotations

from math import inf

import pytest

from article_chat.support.amounts import Part, amounts
from article_chat.support.check import parse_together
from article_chat.support.matching import Table, compare
from article_chat.support.quantities import find_quantities
from article_chat.support.signals import Finding
from tests.growth import FOURFOLD, growth

DAY = 24 * 60
YEAR = 525960


@pytest.mark.parametrize(
    ("text", "kind", "least", "most"),
    [
        ("Fewer than fifty were treated.", "count", 0, 47),
        ("No fewer than fifty were treated.", "count", 50, inf),
        ("No more than four or five came.", "count", 0, 5),
        ("More than 260 came.", "count", 260, inf),
        ("About forty came.", "count", 32, 48),
        ("About 43 came.", "count", 40.85, 45.15),
        ("Nearly forty came.", "count", 30, 40),
        ("Nearly fourteen thousand came.", "count", 13125, 14000),
        ("Barely a dozen came.", "count", 8.4, 14.4),
        ("A few dozen came.", "count", 24, 108),
        ("Several hundred came.", "count", 200, 1200),
        ("Dozens came.", "count", 24, 288),
        ("A handful of them came.", "count", 2, 9),
        ("Half a million came.", "count", 5e5, 5e5),
        ("It cost $1.2 million.", "money", 1.2e6, 1.2e6),
        ("It sold for 310 million Australian dollars.", "money", 3.1e8, 3.1e8),
        ("It sold for a few million dollars.", "money", 2e6, 9e6),
        ("It cost less than ten pounds.", "money", 0, 9.4),
        ("Barely one in ten left.", "share", 7, 12),
        ("One resident in twenty left.", "share", 5, 5),
        ("Nearly all of them left.", "share", 75, 100),
        ("Most of them left.", "share", 50, 100),
        ("Only a tiny share of them left.", "share", 0, 25),
        ("More than half of them left.", "share", 50, inf),
        ("Every second plant died.", "share", 42, 58),
        ("It took the better part of a year.", "time", YEAR / 2, YEAR),
        ("It took half a year.", "time", YEAR / 2, YEAR / 2),
        ("It took less than a month.", "time", 0, 0.94 * 1.2 * YEAR / 12),
        ("It took no more than a couple of years.", "time", 0, 3 * YEAR),
        ("It was an hour-long talk.", "time", 48, 72),
        ("It took 20 to 30 days.", "time", 15 * DAY, 30 * DAY),
        ("It took six years and two months.", "time", 6 * YEAR + 2 * YEAR / 12, 6 * YEAR + 2 * YEAR / 12),
        ("It lay 12 miles away.", "length", 12 * 1609, 12 * 1609),
        ("It weighs up to 2.4 kg.", "mass", 0, 2400),
    ],
)
def test_an_amount_is_a_range(text, kind, least, most):
    (found,) = find_quantities(text)
    assert (found.kind, found.least, found.most) == (kind, pytest.approx(least), pytest.approx(most) if most < inf else inf)


@pytest.mark.parametrize(
    "text",
    [
        "İzmir has more than 50 gates.",  # whose first letter is two in lower case
        "In 1987 it rained.", "It came on 3 September.", "It closed at 10:31.", "She came third.", "In the nineteen-eighties it rained.",
        "It costs twice as much.", "He read a written score.", "It is paid once a year.", "A few people came.", "Nobody came.",
    ],
)  # fmt: skip
def test_what_is_no_amount(text):
    assert find_quantities(text) == ()


def test_a_span_of_years_is_no_amount():
    assert find_quantities("They played in the 2013–14 season.") == ()


def test_an_amount_knows_its_place_and_what_is_counted():
    text = "By noon, fewer than fifty wounded had come."
    (found,) = find_quantities(text)
    assert (text[found.start : found.end], found.noun) == ("fewer than fifty", "wound")
    assert find_quantities("They saw two ferries.")[0].small
    assert not find_quantities("They saw at least two ferries.")[0].small


def test_a_share_is_worked_out_of_two_counts_and_is_marked_as_such():
    found = find_quantities("The company would cut 120 of its 400 jobs.")
    assert [(q.kind, q.derived) for q in found] == [("count", False), ("count", False), ("share", True)]
    assert found[2].least <= 30 <= found[2].most


@pytest.mark.parametrize("piece", ["a few ", "more than ", "12 of ", "half a ", "one of the in ", "3 or 4 to ", "nearly "])
def test_a_long_sentence_takes_no_square_of_its_length(piece):
    assert growth(lambda size: find_quantities.__wrapped__(f"{size} {piece * size}"), 4_000) < FOURFOLD


def found(statement: str, *sentences: str, cosines: tuple[float, ...] = (), carriers: tuple[int, ...] | None = None) -> Finding:
    claim, parsed = parse_together(statement, sentences)
    table: Table = compare(claim, parsed)
    near = cosines or tuple(0.8 for _ in sentences)
    parts = [Part(row, sentence.text, near[row]) for row, sentence in enumerate(parsed)]
    return amounts(table, parts, carriers or tuple(range(len(sentences)))).other


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("Fewer than fifty people had been treated by noon.", "Her team had treated 260 injured by noon."),
        ("He faces no more than a couple of years in prison.", "He faces up to 15 years in prison."),
        ("The guest waited the better part of an hour.", "He brought a replacement within six minutes."),
        ("More than half of the staff are to go.", "The company would cut 120 of its 410 jobs, or 29 per cent."),
        ("Only a small fraction of the loan went into pipes.", "Nearly two-thirds of the money did go into pipes."),
        ("She lost three fingers to a belt.", "She lost two fingers to a belt."),
        ("About 5,000 came.", "More than 50 came."),
        ("It sold for well over half a billion dollars.", "It sold for 310 million Australian dollars."),
    ],
)
def test_another_amount_speaks_against_it(statement, sentence):
    assert found(statement, sentence).strength > 0.6


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("More than two hundred people had been treated by noon.", "Her team had treated 260 injured by noon."),
        ("He faces more than a decade in prison.", "He faces up to 15 years in prison."),
        ("The guest waited only a few minutes.", "He brought a replacement within six minutes."),
        ("Fewer than one in seven of those it promised to hire have been hired.", "Of the 1,800 people whom it promised to hire, it has taken on 240."),
        ("It lasted over six years.", "It lasted six years and two months."),
        ("He cut the period to 40 years.", "The state pays over 60 years; he cut the period to 40."),
        ("She lost three fingers to a belt.", "She lost some fingers and two hats to a belt."),
        ("The company grew in Europe.", "The company lost 40 customers."),
        ("The 3 firms took 40 of them.", "Most of them left."),
        ("It sold for 310 million dollars.", "It was bought for 120 million dollars and sold for 310 million dollars."),
    ],
)
def test_an_amount_that_agrees_does_not(statement, sentence):
    assert found(statement, sentence).strength == 0


def test_what_the_evidence_gives_instead_is_told():
    assert found("Fewer than fifty people had been treated by noon.", "Her team had treated about 260 injured by noon.") == Finding(
        1.0, "Fewer than fifty", "about 260"
    )


def test_the_nearest_in_meaning_decides():
    statement, sentences = "Fewer than fifty were treated.", ("Some 260 were treated.", "The house had 30 rooms.")
    assert found(statement, *sentences, cosines=(0.9, 0.3)).strength > 0.9
    assert found(statement, *sentences, cosines=(0.3, 0.9)).strength == 0
    assert found(statement, *sentences, cosines=(0.15, 0.1)).strength == 0, "nothing is near"


def test_of_a_sentence_the_clause_with_the_amount_counts():
    statement, sentence = "Fewer than fifty were treated.", "The house had 30 rooms, and 260 people were treated."
    claim, parsed = parse_together(statement, [sentence])
    clauses = [Part(0, sentence, 0.5), Part(0, "The house had 30 rooms", 0.1), Part(0, "and 260 people were treated.", 0.9)]
    assert amounts(compare(claim, parsed), clauses, (0,)).other.strength > 0.9
    turned = [Part(0, sentence, 0.5), Part(0, "The house had 30 rooms", 0.9), Part(0, "and 260 people were treated.", 0.1)]
    assert amounts(compare(claim, parsed), turned, (0,)).other.strength == 0


def test_what_two_sides_scored_is_no_range():
    assert [(q.least, q.most) for q in find_quantities("They won 5-1.") if not q.derived] == [(5, 5), (1, 1)]


def test_a_contradiction_that_is_nearer_leaves_the_statement_in_its_words():
    statement, sentences = "Fewer than fifty were treated.", ("Some 260 were treated.", "The house had 30 rooms.")
    claim, parsed = parse_together(statement, sentences)
    parts = [Part(0, sentences[0], 0.9), Part(1, sentences[1], 0.3)]
    assert amounts(compare(claim, parsed), parts, (0, 1)).asked == statement


def test_only_what_may_carry_the_statement_speaks_against_it():
    statement, sentences = "Fewer than fifty were treated.", ("Some 260 were treated.", "The house had many rooms.")
    assert found(statement, *sentences, carriers=(1,)).strength == 0


def test_a_sentence_that_multiplies_speaks_less_against_it():
    plain = found("About eighteen thousand people came.", "A crowd of 9,000 came.", cosines=(0.5,)).strength
    assert 0 < found("About eighteen thousand people came.", "A crowd twice as large as the 9,000 came.", cosines=(0.5,)).strength < plain


def test_what_is_only_worked_out_never_speaks_against_it():
    assert found("Most of them left.", "Of the 400 people 12 wore hats.").strength == 0
    assert found("Most of them left.", "Of the 400 people 3 per cent left.").strength > 0


def test_the_same_noun_counts_more():
    assert found("More than 200 boats sank.", "Some 20 boats and 600 crates sank.").strength > 0
    assert found("More than 200 boats sank.", "Some 20 crates and 600 boats sank.").strength == 0


def test_the_same_words_for_it_count_with_their_whole_sentence():
    sentences = ["The rooms were warm, though nearly all had gone.", "A third of them had left."]
    claim, parsed = parse_together("Nearly all of them had left.", sentences)
    parts = [Part(0, sentences[0], 0.9), Part(0, "though nearly all had gone.", 0.1), Part(1, sentences[1], 0.8)]
    assert amounts(compare(claim, parsed), parts, (0, 1)).other.strength == 0


def asked(statement: str, *sentences: str) -> str:
    claim, parsed = parse_together(statement, sentences)
    return amounts(compare(claim, parsed), [Part(row, sentence.text, 0.8) for row, sentence in enumerate(parsed)], range(len(sentences))).asked


@pytest.mark.parametrize(
    ("statement", "sentence", "expected"),
    [
        ("It lies less than twenty miles from the border.", "It lies just some 12 miles from the border.", "It lies some 12 miles from the border."),
        ("He waited only a few minutes and ate more than 90 figs.", "He waited six minutes and ate 200 figs.", "He waited only six minutes and ate 200 figs."),
        ("Most of the staff are to go.", "Of the staff, 60 per cent are to go.", "Most of the staff are to go."),
        ("It took more than an hour and a half.", "It took 95 minutes.", "It took more than an hour and a half."),
        ("It took little more than a month.", "It took 33 days.", "It took little more than a month."),
        ("It took 20 to 30 days.", "It took several weeks.", "It took 20 to 30 days."),
        ("Thousands of them left.", "Some 3,000 left.", "Thousands of them left."),
        ("It lies less than twenty miles away.", "It lies 40 miles away.", "It lies less than twenty miles away."),
        ("It lies more than 12 miles away.", "It lies 13 miles away, past 50 miles of sand.", "It lies 13 miles away."),
        ("It lies more than 12 miles away.", "It lies 12 miles away.", "It lies more than 12 miles away."),
        ("Fewer than one in seven of them left.", "Of the 1,800 of them 240 left.", "Fewer than one in seven of them left."),
    ],
)
def test_an_amount_that_is_borne_out_is_put_in_the_words_of_the_evidence(statement, sentence, expected):
    assert asked(statement, sentence) == expected
