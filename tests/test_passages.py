"""Sentences and passages: nothing lost, nothing cut wrongly, offsets exact."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_chat.articles import default_article
from article_chat.corpus import count_word_pieces
from article_chat.datatypes import Passage
from article_chat.evaluation import read_squad
from article_chat.passages import CAPTION_LABEL, MAX_SENTENCE_CHARS, MAX_WORD_PIECES, find_captions, split_passages, split_sentences
from tests.growth import FOURFOLD, growth

_ENDS_INSIDE = re.compile(r"[a-z0-9”\"][.!?][”\"]?\s+[A-Z“\"]")
"""An answer of several sentences is cut rightly."""

TEXTS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("aB .!?\n\r\t\"'’”—…İ\u0301\u200d😀שלום"),), max_size=400
)  # fmt: skip


def passages_of(text: str) -> list[Passage]:
    return split_passages(text, article_id="a", count=count_word_pieces)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_passages_hold_every_sentence_at_its_place(text: str) -> None:
    passages = passages_of(text)
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert all(passage.quote(span) == text[slice(*span)] for span in passage.sentences)
    held = sorted({span for passage in passages for span in passage.sentences})
    assert "".join("".join(text[s:e].split()) for s, e in held) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["", "  \n ", "One", "word " * 5000, "a" * 50_000, "é\u0301" * 4000, "😀" * 3000, "First.\r\nSecond.", "שלום עולם. מה שלומך היום?", "İstanbul. İzmir."],
    ids=["empty", "blank", "one word", "no full stop", "one long word", "combining", "emoji", "CRLF", "right to left", "dotted I"],
)
def test_odd_texts_round_trip(text: str) -> None:
    passages = passages_of(text)
    assert bool(passages) == bool(text.strip())
    assert all(text[p.start : p.end] == p.text for p in passages)
    assert all(end - start <= MAX_SENTENCE_CHARS for p in passages for start, end in p.sentences)


def test_two_megabytes_on_one_line_are_cut_into_small_passages() -> None:
    text = "The quick brown fox jumps over 12 lazy dogs, and " * 41_000
    passages = passages_of(text)
    assert max(len(p.text) for p in passages) <= MAX_SENTENCE_CHARS
    assert passages[0].start == 0
    assert passages[-1].end == len(text.rstrip())


@pytest.mark.parametrize(
    "row", ["\u00a0", '"', "1. ", '"!\u201d"', "A. ", "[1] ", "x. \u00a0", "A ship came in and went out again on Monday with all of\n", "The ship came in.\n"]
)
@pytest.mark.parametrize("around", ["{}", "The mayor opened the bridge on Monday. {}x. He left."])
def test_rows_of_anything_cost_no_more_than_their_length(around: str, row: str) -> None:
    def passages(size: int) -> list[Passage]:
        return split_passages(around.format(row * (size // len(row))), article_id="a", count=lambda texts: [max(1, len(text) // 4) for text in texts])

    assert growth(passages, 6_000) < FOURFOLD


def test_a_line_is_parted_alike_however_much_of_it_is_parted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    line = " ".join(default_article().text.split())
    whole = split_sentences(line)
    monkeypatch.setattr("article_chat.passages._SPLIT_AT_ONCE", 700)
    assert split_sentences(line) == whole


def test_passages_are_small_and_overlap_by_a_sentence() -> None:
    text = " ".join(f"Sentence number {n} tells of the harbour that was opened in {1800 + n}." for n in range(40))
    passages = passages_of(text)
    assert max(count_word_pieces([p.text for p in passages])) <= MAX_WORD_PIECES
    assert all(a.sentences[-1] == b.sentences[0] for a, b in pairwise(passages))


def test_the_times_article_is_cut_at_its_sentences() -> None:
    text = default_article().text
    sentences = [text[start:end] for start, end in split_sentences(text)]
    assert len(sentences) == 13
    assert sentences[0] == "Russia Joins Coalition"
    for phrase in ("the U.S. anti-terrorist operation, including", "in 1991, sharing intelligence", "AWAC-type plane.", "crucial to the U.S. effort."):
        assert sum(phrase in sentence for sentence in sentences) == 1, phrase
    assert sentences[-1].startswith("Kvashnin had said last week:")
    assert sentences[-1].endswith('obligations" to Russia.')


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He met Sen. Smith on Monday. They spoke.", 2),
        ("“Stop!” he cried. Nobody did.", 2),
        ("Vitamin No. 5 was sold. It failed.", 2),
        ("It rose.[9]:4–5 It fell.", 2),
        ("Gen. V. Rushailo left. He returned.", 2),
        ("Max. depth | 118 m", 1),
        ("Depth | Max. 118 m | It freezes.", 1),
        ("The lake is deep. It freezes. | no", 2),
        ("Dr. Who arrived. Mrs. What stayed.", 2),
    ],
)
def test_abbreviations_and_quotations_do_not_cut(text: str, parts: int) -> None:
    assert len(split_sentences(text)) == parts, [text[slice(*s)] for s in split_sentences(text)]


def test_german_dates_and_ordinals_do_not_cut() -> None:
    text = "Von Anna Petersen, 12. März 2024. Im 19. Jahrhundert kam am 3. Mai die Flut. Sie ging nach 5 Tagen."
    assert [text[slice(*s)] for s in split_sentences(text, language="de")] == [
        "Von Anna Petersen, 12. März 2024.",
        "Im 19. Jahrhundert kam am 3. Mai die Flut.",
        "Sie ging nach 5 Tagen.",
    ]


def test_an_article_full_of_traps_is_cut_between_its_sentences_and_nowhere_else() -> None:
    """A sentence a line, a paragraph a block: joined as an article has them, they come apart as they were."""
    blocks = (Path(__file__).parent / "golden" / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n")
    wanted = [sentence for block in blocks for sentence in block.split("\n")]
    text = "\n\n".join(" ".join(block.split("\n")) for block in blocks)
    assert [text[start:end] for start, end in split_sentences(text)] == wanted


def test_no_gold_answer_is_cut_by_a_sentence_boundary() -> None:
    (document,) = read_squad(Path(__file__).parent / "golden" / "time.json")
    ends = [end for _, end in split_sentences(document.text)]
    gold = {span for question in document.questions for span in question.gold}
    short = [(start, end) for start, end in gold if "\n" not in document.text[start:end] and not _ENDS_INSIDE.search(document.text[start:end])]
    assert len(short) > 40
    assert [document.text[start:end] for start, end in short if any(start < e < end for e in ends)] == []


def test_a_caption_stands_alone_and_is_labelled() -> None:
    text = default_article().text
    labelled = [p for p in passages_of(text) if p.label]
    assert [p.text for p in labelled] == ["President Bush talks to Russian President Vladimir Putin in June 2001"]
    assert labelled[0].labelled == CAPTION_LABEL + labelled[0].text


def test_headings_and_titles_are_no_captions() -> None:
    text = (
        "A title of more than eight words that stands above it\n\nIt rained.\n\nThe early years\n\nIt stopped.\n\n- a list item of more than eight words in all"
    )
    assert find_captions(text) == set()
