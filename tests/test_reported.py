"""Questions for somebody's words, and the sentences that report them."""

from __future__ import annotations

import pytest

from article_chat.datatypes import Place
from article_chat.reader.ranking import Candidate, confidence, shipped_calibration
from article_chat.reader.reported import asks_for_words, asks_what_is_said, reported, reported_behind, whole_quotation


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Kvashnin say?", "kvashnin"),
        ("and what does the source say", "source"),
        ("What did Igor Ivanov's spokesman announce?", "spokesman"),
        ("What did the mayor of Arica warn?", "mayor"),
        ("What did the mayor of Arica warn of?", "mayor"),
        ("What did Putin remind the Uzbeks of?", "putin"),
        ("What did Putin ask them for", "putin"),
        ("What did Putin tell President Bush?", "putin"),
        ("What did the leaders offer?", "leader"),
        ("What the mayor of Arica said?", "mayor"),
        ("What Igor Ivanov told Bush", "ivanov"),
        ("What was said?", None),
        ("What the mayor say?", None),
        ("What he said?", None),
        ("What the mayor built?", None),
        ("What did he say?", None),
        ("What did the mayor say about the bridge?", None),
        ("What did the mayor say he wanted?", None),
        ("What did the mayor build?", None),
        ("What did the mayor build for them?", None),
        ("What did the mayor warn him of that day?", None),
        ("Who said it?", None),
        ("What does the upper house often represent in a unitary state?", None),
        ("", None),
    ],
)
def test_a_bare_question_for_words_is_told_from_others(question: str, who: str | None) -> None:
    wanted = asks_for_words(question)
    assert (wanted and wanted.who) == who


@pytest.mark.parametrize(
    ("question", "sentence", "reports"),
    [
        ("What did Lee say?", "Lee said the bridge was safe.", True),
        ("What did Lee say?", "Ann Lee, who built it, had told reporters that it was safe.", True),
        ("What did Lee say?", "The engineer, Ann Lee, insists that it was safe.", True),
        ("What did Lee say?", '"It is safe," said Ann Lee.', True),
        ("What did Lee say?", "According to Ann Lee, it is safe.", True),
        ("What did Lee say?", "The mayor said that Lee built the bridge.", False),
        ("What did Lee say?", "The mayor told Lee.", False),
        ("What did Lee say?", "Lee opened the bridge. The mayor said it was safe.", False),
        ("What did Lee promise?", "Lee pledged a second bridge.", True),
        ("What did Lee promise?", "A second bridge, promised by Lee, was never built.", True),
        ("What did Lee promise?", "Lee denied that there would be a second bridge.", False),
        ("What did Lee warn?", "Lee complained that nobody listened and warned that the bridge might fall.", True),
        ("What did Lee warn?", "Lee complained that nobody listened, though the mayor had warned her.", False),
        ("What did Lee warn of?", 'Lee had said: "We have not closed the bridge and shall not close it" as she warned of storms.', True),
        ("What did Lee warn of?", "Lee had closed the bridge for all of that long winter as she warned of storms.", False),
        ("What did Lee warn of?", 'As she warned of storms to come in the long winter ahead of us, the bridge was shut, and Lee said: "It is late."', False),
    ],
)
def test_whose_words_a_sentence_reports(question: str, sentence: str, reports: bool) -> None:
    assert reported(asks_for_words(question), sentence) == float(reports)


def test_a_question_that_asks_for_no_words_is_reported_by_nothing() -> None:
    assert reported(None, "Lee said the bridge was safe.") == 0.0


def test_words_of_who_is_asked_about_are_answered_with_less_evidence() -> None:
    weights = shipped_calibration().confidence

    def sure(sentence: str) -> float:
        place = Place("a", 0, len(sentence))
        return confidence("What did Lee say?", [Candidate(place, sentence, (0, 3), -2.0, 0.5, 0.5)], weights)

    assert sure("Lee said that the bridge was safe.") > shipped_calibration().refuse_below > sure("The mayor said that Lee was safe there.")


@pytest.mark.parametrize(
    ("question", "before", "sentence", "reports"),
    [
        ("What did Lee say?", "The engineer, Ann Lee, closed the bridge.", '"It is not safe," she said.', True),
        ("What did Lee say?", "Lee praised the plan.", "He added that it was cheap.", True),
        ("What did Lee say?", "Last week, said Lee, the bridge was shut.", "She warned that it might fall.", True),
        ("What did Lee warn?", "Lee praised the plan.", "He added that it was cheap.", False),
        ("What did Lee say?", "The mayor of the town on the river met Lee.", '"It is not safe," she said.', False),
        ("What did Lee say?", "Lee closed the bridge.", '"It is not safe," the mayor said.', False),
        ("What did Lee build?", "Lee closed the bridge.", '"It is not safe," she said.', False),
        ("What did Lee say?", "", "Lee said that it was late.", True),
    ],
)
def test_words_of_whom_the_sentence_before_tells_of(question: str, before: str, sentence: str, reports: bool) -> None:
    assert reported_behind(asks_for_words(question), sentence, before) == float(reports)


@pytest.mark.parametrize(
    ("sentence", "words", "whole"),
    [
        ('Lee said last week: "It is safe and will stand" as she left.', "It is safe", "It is safe and will stand"),
        ("“It is safe,” said Lee, “and will stand.”", "“It is safe", "It is safe"),
        ("“It is safe,” said Lee, “and will stand.”", "will stand", "and will stand."),
        ('Lee said that it "is safe" now.', "it", "it"),
        ("Lee said that it is safe.", "it is safe", "it is safe"),
        ('Lee called it "safe" and told the mayor so.', "told the mayor so", "told the mayor so"),
    ],
)
def test_words_are_quoted_whole(sentence: str, words: str, whole: str) -> None:
    start = sentence.index(words)
    assert sentence[slice(*whole_quotation((start, start + len(words)), sentence))] == whole


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What does Lee think of the bridge?", True),
        ("What did the mayor say about the bridge", True),
        ("what does he call her", True),
        ("And what did the mayor say outside the hall?", True),
        ("What did Lee say caused the fire?", False),
        ("What did Lee build?", False),
        ("Who said so?", False),
        ("What is said of the bridge?", False),
        ("", False),
    ],
)
def test_a_question_for_what_is_said_of_a_topic(question: str, asks: bool) -> None:
    assert asks_what_is_said(question) is asks
