"""Fusing meaning and words; as a LangChain retriever."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
import pytest

from article_chat.datatypes import Passage
from article_chat.retrieval import SHORT_ARTICLE, ArticleRetriever, LexicalIndex, standardise

TEXTS = ["The harbour opened in 1874.", "Bridges are painted every year.", "A harbour master inspects ships.", "Rain fell."]


def retriever(texts: Sequence[str], similar: dict[int, float], wanted: int = 2) -> ArticleRetriever:
    passages = [Passage("a", i, 100 * i, 100 * i + len(t), t, ((100 * i, 100 * i + len(t)),)) for i, t in enumerate(texts)]
    near = sorted(similar.items(), key=lambda item: -item[1])
    return ArticleRetriever(passages=passages, neighbours=lambda q, n: near[:n], lexical=LexicalIndex(texts), wanted=wanted)


def test_words_count_by_their_stems_and_rare_ones_more() -> None:
    scores = LexicalIndex(TEXTS).scores("Which harbours were opened?")
    assert int(np.argmax(scores)) == 0
    assert scores[2] > 0
    assert scores[1] == scores[3] == 0


@pytest.mark.parametrize("question", ["", "the of and", "zebra", "???"])
def test_no_shared_word_scores_nothing(question: str) -> None:
    assert LexicalIndex(TEXTS).scores(question).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("texts", [[], ["the of and"], ["", ""]])
def test_texts_without_words_score_nothing(texts: list[str]) -> None:
    assert LexicalIndex(texts).scores("harbour").tolist() == [0] * len(texts)


def test_a_short_article_comes_whole_and_best_first() -> None:
    found = retriever(TEXTS, {0: 0.2, 1: 0.1, 2: 0.9, 3: 0.0}).hits("harbour master")
    assert found[0][0] == 2
    assert {i for i, _ in found} == {0, 1, 2, 3}
    assert found[0][1].dense == pytest.approx(0.9)
    assert [hit.score for _, hit in found] == sorted((hit.score for _, hit in found), reverse=True)


def test_of_a_long_one_come_the_wanted_passages_by_meaning_and_by_words() -> None:
    texts = ["Nothing of note."] * (SHORT_ARTICLE + 10)
    texts[5], texts[9] = "The zeppelin landed.", "It was a quiet day."
    found = retriever(texts, {9: 0.95, 3: 0.2, 4: 0.1}).hits("zeppelin")
    assert {i for i, _ in found} == {5, 9}


def test_it_is_a_langchain_retriever() -> None:
    made = retriever(TEXTS, {0: 0.2, 1: 0.1, 2: 0.9, 3: 0.0})
    documents = made.invoke("harbour master")
    assert documents[0].page_content == TEXTS[2]
    assert made.to_hits(documents) == [hit for _, hit in made.hits("harbour master")]


def test_nothing_to_search() -> None:
    assert retriever([], {}).hits("harbour") == []


def test_standardising_what_does_not_differ_gives_zeros() -> None:
    assert standardise(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert standardise(np.array([1.0, 3.0])).tolist() == [-1.0, 1.0]


def test_a_topic_is_held_by_the_texts_that_have_all_its_words() -> None:
    index = LexicalIndex(["The old bridges turn.", "A bridge of salt and salt.", "Salt is dear.", ""])
    assert index.holding("the bridge") == [0, 1] or index.holding("the bridge") == [1, 0]
    assert index.holding("bridges of salt") == [1]
    assert index.holding("bridge whale") == index.holding("the of") == LexicalIndex([""]).holding("salt") == []


def test_words_are_found_in_scripts_without_spaces_and_in_those_that_set_vowels_on_letters() -> None:
    chinese = LexicalIndex(["新图书馆向公众开放", "馆长李明说", "图书馆每天开放"])
    assert sorted(chinese.holding("图书馆")) == [0, 2]
    assert chinese.holding("李明") == [1]
    assert chinese.holding("汽车") == []
    hindi = LexicalIndex(["शहर में नया पुस्तकालय खुला", "निर्माण में चार साल लगे"])
    assert hindi.holding("पुस्तकालय") == [0]


def test_the_index_says_nothing_to_whoever_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert LexicalIndex(TEXTS).holding("harbour")
    assert not caplog.records
