"""What the reader is trained on: windows with the answer and without it, changes that make a question unanswerable, statements true and false."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

import pytest

from article_chat.corpus import count_word_pieces
from article_chat.passages import MAX_WORD_PIECES
from article_chat.reader.stated import MARK, is_stated
from article_chat.reader.yes_or_no import is_yes_or_no
from article_chat.training.changes import ChangeMaker, denied, exchange, in_parts
from article_chat.training.examples import ExampleMaker, mixture
from article_chat.training.guesses import Guess
from article_chat.training.records import Corpus, Example, Window, load_corpus
from article_chat.training.windows import LONGEST
from article_chat.training.written import Written


def test_windows_carry_their_answer_and_negatives_do_not(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=1)
    for _ in range(40):
        example = maker.answerable()
        first, *others = example.windows
        assert first.answer is not None
        answer = first.text[slice(*first.answer)]
        assert answer.isdigit()
        assert all(w.answer is None and answer not in w.text for w in others)
        assert all(max(count_word_pieces([w.text])) <= MAX_WORD_PIECES for w in example.windows)


def test_made_unanswerables_differ_from_the_question_and_keep_the_window(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=2)
    known = {q.text for q in maker.corpus.answerable}
    contexts = {q.text: maker.corpus.contexts[q.context].text for q in maker.corpus.answerable}
    swapped = [e for e in (maker.swapped() for _ in range(60)) if e is not None]
    cut = [e for e in (maker.cut_out() for _ in range(60)) if e is not None]
    assert swapped
    assert cut
    assert all(e.windows[0].answer is None and e.windows[0].text not in contexts.get(e.question, "") for e in swapped)
    assert all(e.question in known and e.windows[0].answer is None for e in cut)
    for example in cut:
        (query,) = [q for q in maker.corpus.answerable if q.text == example.question]
        assert query.answers[0][0] not in example.windows[0].text


def test_a_change_is_made_on_one_side_only_and_kindred_words_are_used(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=3, kin=lambda word: ["dockyard"] if word == "harbour" else [])
    contexts = {q.text: maker.corpus.contexts[q.context].text for q in maker.corpus.answerable}
    made = [e for e in (maker.swapped() for _ in range(120)) if e is not None]
    asked_otherwise = [e for e in made if e.question not in contexts]
    told_otherwise = [e for e in made if e.question in contexts]
    assert asked_otherwise
    assert told_otherwise
    texts = list(contexts.values())
    assert all(any(e.windows[0].text in text for text in texts) for e in asked_otherwise)
    assert all(e.windows[0].text not in contexts[e.question] for e in told_otherwise)
    assert any("dockyard" in e.question for e in asked_otherwise)


def test_a_contrast_is_two_windows_of_which_the_first_answers_and_either_may_be_the_changed_one(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=4, kin=lambda word: ["dockyard"] if word == "harbour" else [])
    contexts = [c.text for c in maker.corpus.contexts]
    made = [e for e in (maker.contrasted() for _ in range(120)) if e is not None]
    as_written = [tuple(any(w.text in context for context in contexts) for w in e.windows) for e in made]
    assert as_written.count((True, False)) > 10
    assert as_written.count((False, True)) > 10
    assert len(made) == as_written.count((True, False)) + as_written.count((False, True))
    for example in made:
        first, second = example.windows
        assert first.answer is not None
        assert second.answer is None
        assert first.text[slice(*first.answer)].isdigit()
        question, answering, other = (set(text.replace("?", "").split()) for text in (example.question, first.text, second.text))
        assert question & (answering - other)


def test_twins_are_two_questions_of_one_window_of_which_the_first_is_answered(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=4)
    made = [maker.twins() for _ in range(20)]
    for example in made:
        assert example is not None
        first, second = example.windows
        assert first.answer is not None
        assert (second.text, second.answer) == (first.text, None)
        assert second.asked == example.question.replace("open", "close")
    alone = maker.corpus.unanswerable[0]
    corpus = replace(maker.corpus, unanswerable=[replace(alone, text="Who pays?")])
    assert ExampleMaker(corpus, seed=4).twins() is None


def test_what_yes_or_no_answers_has_the_deciding_sentence_for_its_answer_and_none_where_it_is_cut_out_or_about_another(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=5)
    made = [e for e in (maker.yes_or_no() for _ in range(120)) if e is not None]
    assert all(is_yes_or_no(e.question) for e in made)
    decided = [e.windows[0] for e in made if e.windows[0].answer]
    assert 60 < len(decided) < len(made)
    assert all(re.fullmatch(r"The harbour number .* after the flood\.", w.text[slice(*w.answer)]) for w in decided if w.answer)
    assert all(w.answer is None for e in made for w in e.windows[1:])
    assert any(e.question.rstrip("?")[-4:].isdigit() for e in made)
    assert any(e.question.endswith("open?") for e in made)


def test_a_question_that_people_put_for_yes_or_no_is_drawn_too(tmp_path: Path) -> None:
    context = "The mill was built in 1874. It burned down. Nobody was hurt."
    asked = {"question": "Was anybody hurt?", "answers": [{"text": "Nobody", "answer_start": context.index("Nobody")}], "is_impossible": False}
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"source": "made", "title": "Mills", "context": context, "qas": [asked]}), encoding="utf-8")
    maker = ExampleMaker(load_corpus([path], count_word_pieces), seed=6)
    found = [e for e in (maker.yes_or_no() for _ in range(60)) if e is not None and e.windows[0].answer]
    assert found
    assert all((e.question, e.windows[0].text[slice(*(e.windows[0].answer or (0, 0)))]) == ("Was anybody hurt?", "Nobody was hurt.") for e in found)


def stated(path: Path, tries: int) -> list[Example]:
    maker = ExampleMaker(load_corpus([path], count_word_pieces), seed=7, kin=lambda word: ["dockyard"] if word == "harbour" else [])
    return [e for e in (maker.stated() for _ in range(tries)) if e is not None]


def test_statements_are_borne_out_by_whole_sentences_or_made_false(training_file: Path) -> None:
    made = stated(training_file, 300)
    assert all(is_stated(e.question) for e in made)
    true, false = [e for e in made if e.windows[0].answer], [e for e in made if not e.windows[0].answer]
    assert len(true) > 80
    assert len(false) > 40
    borne_out = [e.windows[0].text[slice(*(e.windows[0].answer or (0, 0)))] for e in true]
    assert all(
        re.fullmatch(r"The (harbour|dockyard) number .* (after|before) the flood\.( Its first master was the old Hugo Quinn\.)?", text) for text in borne_out
    )
    assert all(other.answer is None for e in true for other in e.windows[1:])
    bare = [e.question.removeprefix(MARK).rstrip(".?") for e in false]
    assert all(statement not in e.windows[0].text for statement, e in zip(bare, false, strict=True))


def test_statements_are_worded_unlike_the_text_and_over_two_sentences_too(training_file: Path) -> None:
    true = [e for e in stated(training_file, 300) if e.windows[0].answer]
    said = [e.question.removeprefix(MARK) for e in true]
    assert any(re.fullmatch(r"Harbour number \d+ opened in 18\d\d\.", statement) for statement in said)
    joined = [e for e in true if "Quinn" in e.question]
    assert len(joined) > 10
    assert all(e.windows[0].text[slice(*(e.windows[0].answer or (0, 0)))].endswith("Quinn.") for e in joined)


def test_a_statement_may_be_half_true(training_file: Path) -> None:
    false = [e for e in stated(training_file, 300) if not e.windows[0].answer]
    half = [e for e in false if re.search(r"opened in (\d+).*(?:and|while|\.) .*opened in (?!\1)\d+", e.question)]
    assert half
    assert all(any(year in e.windows[0].text for year in re.findall(r"18\d\d", e.question)) for e in half)


def opening(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower().partition("flood")[0]))


def test_a_contrast_of_statements_changes_the_window_or_both(training_file: Path) -> None:
    context = training_file.read_text(encoding="utf-8")
    pairs = [(e, tuple(window.text in context for window in e.windows)) for e in stated(training_file, 400) if len(e.windows) == 2]
    as_written = [written for _, written in pairs]
    assert as_written.count((True, False)) > 5
    assert as_written.count((False, True)) > 5
    for example in (e for e, written in pairs if not all(written)):
        first, second = example.windows
        assert first.text[slice(*(first.answer or (0, 0)))][-1] == "."
        assert second.answer is None
        said, bearing, other = (opening(text) for text in (example.question, first.text, second.text))
        assert said & (bearing - other) or said & {"not"} != other & {"not"}


def test_names_are_exchanged_in_a_window_and_its_answer_moves_along() -> None:
    text = "In May Bob met Ann. Ana Maria Ruiz paid Bob Lee for it. Bob Lee left."
    window = Window(text, (20, 55))
    changed = in_parts(window, partial(exchange, ("Ana Maria Ruiz", "Bob Lee")))
    assert changed.text == "In May Bob met Ann. Bob Lee paid Ana Maria Ruiz for it. Ana Maria Ruiz left."
    assert changed.text[slice(*(changed.answer or (0, 0)))] == "Bob Lee paid Ana Maria Ruiz for it."
    assert in_parts(window, lambda said: said) == window


def test_no_statements_are_made_of_what_is_held_back(training_file: Path) -> None:
    corpus = load_corpus([training_file], count_word_pieces, held_back=lambda record: "Lindhaven" in record["context"])
    maker = ExampleMaker(corpus, seed=8)
    made = [e for e in (maker.stated() for _ in range(200)) if e is not None]
    written = training_file.read_text(encoding="utf-8")
    numbers = {int(n) for e in made if e.windows[0].text in written for n in re.findall(r"number (\d+)", e.windows[0].text)}
    assert numbers
    assert all(number % 3 for number in numbers)  # every third harbour is Lindhaven's
    assert any("Lindhaven" in maker.answerable().windows[0].text for _ in range(40))


@pytest.mark.parametrize(
    ("statement", "opposite"),
    [
        ("The mayor was not sent to prison.", "The mayor was sent to prison."),
        ("The mayor has left.", "The mayor has not left."),
        ("Did they leave?", "Did they leave?"),
        ("They left.", None),
    ],
)
def test_a_statement_is_denied(statement: str, opposite: str | None) -> None:
    assert denied(statement) == (None if opposite == statement else opposite)


def test_names_are_exchanged_and_answers_mistaken_for_others_of_the_window() -> None:
    change = ChangeMaker(Corpus(), random.Random(1), lambda _: [])
    assert change.exchanged("Last year Ana Ruiz met Bob Lee.") == "Last year Bob Lee met Ana Ruiz."
    assert change.exchanged("Last year Ana Ruiz met him.") is None
    assert change.another("1874", "It opened in 1874 and closed in 1901.") == "1901"
    assert change.another("Ana Ruiz", "There Ana Ruiz met Bob Lee.") == "Bob Lee"
    assert change.another("a candle", "A candle and Bob Lee.") is None
    assert change.another("1874", "It opened in 1874.") is None


def test_most_swaps_put_in_no_kindred_word(training_file: Path) -> None:
    corpus = load_corpus([training_file], count_word_pieces)
    query = next(query for query in corpus.answerable if "harbour" in query.text)
    window = Window(corpus.contexts[query.context].text, None)
    made = ChangeMaker(corpus, random.Random(1), lambda word: ["dockyard"] if word == "harbour" else [])
    swaps = [made.swap(query, window) for _ in range(300)]
    kindred = sum(swap == ("harbour", "dockyard") for swap in swaps)
    assert 20 < kindred < 150


def test_the_same_seed_draws_the_same_examples(training_file: Path) -> None:
    corpus = load_corpus([training_file], count_word_pieces)
    first, second = (list(islice(mixture(ExampleMaker(corpus, seed=5)), 30)) for _ in range(2))
    assert first == second
    assert first != list(islice(mixture(ExampleMaker(corpus, seed=6)), 30))


@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0, 0), (0.5, 20, 75), (1.0, 100, 100)])
def test_statements_are_drawn_as_often_as_told(training_file: Path, share: float, least: int, most: int) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=9)
    drawn = list(islice(mixture(maker, statements=share), 180))
    stated_of_100 = 100 * sum(is_stated(e.question) for e in drawn) / len(drawn)
    assert least <= stated_of_100 <= most


def proposals(guesses: Sequence[Guess] = ()) -> ExampleMaker:
    """A passage with three answers, and a question in nearly the same words as one of them that has none."""
    context = "Ana Ruiz founded the mill in 1874. Bob Lee bought it in 1901, after the flood."
    asked = [("Who founded the mill?", "Ana Ruiz"), ("When was the mill founded?", "1874"), ("When was the mill bought?", "1901")]
    qas: list[dict[str, object]] = [
        {"question": question, "answers": [{"text": answer, "answer_start": context.index(answer)}], "is_impossible": False} for question, answer in asked
    ]
    qas.append({"question": "When was the mill sold?", "answers": [], "is_impossible": True})
    qas.append({"question": "Was the mill sold?", "answers": [], "is_impossible": True})
    corpus = Corpus()
    cut = context.index("Bob")
    record = {"source": "made", "title": "Mills", "context": context, "qas": qas}
    corpus.add(record, [(0, cut - 1), (cut, len(context))], [12, 14], guesses=guesses)
    return ExampleMaker(corpus, seed=4)


def test_questions_are_read_with_right_and_wrong_answers_as_statements_are() -> None:
    maker = proposals()
    drawn = [example for example in (maker.proposed() for _ in range(300)) if example]
    right = {
        "Who founded the mill? Ana Ruiz.": "Ana Ruiz founded",
        "When was the mill founded? 1874.": "Ana Ruiz founded",
        "When was the mill bought? 1901.": "Bob Lee",
    }
    true, wrong = set(), set()
    for example in drawn:
        for window in example.windows:
            asked = window.asked or example.question
            assert is_stated(asked)
            (true if window.answer else wrong).add(asked.removeprefix(MARK))
            if window.answer:
                assert window.text[slice(*window.answer)].startswith(right[asked.removeprefix(MARK)])
    assert true == set(right)
    assert not true & wrong
    assert {"When was the mill sold? 1901.", "When was the mill founded? 1901.", "When was the mill bought? 1874."} < wrong
    assert not any(statement.startswith("Was the mill") for statement in wrong)


def test_proposed_answers_are_drawn_as_often_as_told(training_file: Path) -> None:
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=9)
    for share, least, most in ((0.0, 0, 0), (0.5, 25, 85), (1.0, 100, 100)):
        drawn = list(islice(mixture(maker, statements=1.0, proposed=share), 100))
        assert least <= sum("? " in e.question for e in drawn) <= most


def test_of_a_passage_that_is_held_back_no_answer_is_proposed() -> None:
    maker = proposals()
    maker.corpus.contexts[0].held_back = True
    assert [maker.proposed() for _ in range(30)] == [None] * 30


def test_what_the_reader_pointed_at_is_proposed_too_right_or_wrong() -> None:
    guesses = [Guess("", "Who sold the mill?", 35, 42, False), Guess("", "Who was the mill's founder?", 0, 8, True)]
    maker = proposals(guesses)
    drawn = {(example.question.removeprefix(MARK), bool(example.windows[0].answer)) for example in (maker.proposed() for _ in range(200)) if example}
    assert {("Who sold the mill? Bob Lee.", False), ("Who was the mill's founder? Ana Ruiz.", True)} < drawn
    assert ("Who sold the mill? Bob Lee.", True) not in drawn
    assert ("Who founded the mill? Ana Ruiz.", True) in drawn


def test_of_a_passage_that_is_held_back_no_guess_is_kept() -> None:
    corpus = Corpus()
    record = {"source": "made", "title": "Mills", "context": "Ana Ruiz founded it.", "qas": []}
    corpus.add(record, [(0, 20)], [6], held_back=True, guesses=[Guess("", "Who founded it?", 0, 8, True)])
    assert not corpus.guesses


MASTERS = "Ames Bell Cole Dunn Eads Ford Gray Hale Irby Jack Kemp Lund".split()
SENTENCES = [
    f"In the {1800 + 10 * n}s the harbour master {name} counted some {100 * n + 100} ships with coal, timber and salt from the old towns of the north."
    for n, name in enumerate(MASTERS)
]


def stated_about_ships(*, long: float = 0.0, apart: float = 0.0) -> ExampleMaker:
    """A passage of twelve sentences, with a statement that one of them bears out and one that none does."""
    context = " ".join(SENTENCES)
    starts = [context.index(sentence) for sentence in SENTENCES]
    spans = [(start, start + len(sentence)) for start, sentence in zip(starts, SENTENCES, strict=True)]
    qas = [{"question": "Who counted 300 ships?", "answers": [{"text": "Cole", "answer_start": context.index("Cole")}], "is_impossible": False}]
    written = Written(true=(("Harbour master Hale saw 800 ships.", spans[7]),), false=(("role", "Bell counted the 1200 ships of the north."),))
    corpus = Corpus()
    corpus.add({"source": "made", "title": "Ships", "context": context, "qas": qas}, spans, count_word_pieces(SENTENCES), written=written)
    return ExampleMaker(corpus, seed=6, long=long, apart=apart)


def written_windows(maker: ExampleMaker) -> list[Window]:
    """Those of the true statement and of the false one."""
    return [window for example in (maker._statements.written() for _ in range(80)) if example for window in example.windows]


def test_a_share_of_the_windows_of_statements_is_longer_than_a_passage() -> None:
    assert not any(count_word_pieces([w.text])[0] > MAX_WORD_PIECES for w in written_windows(stated_about_ships()))
    sizes = [count_word_pieces([window.text])[0] for window in written_windows(stated_about_ships(long=0.5))]
    assert 20 < 100 * sum(size > MAX_WORD_PIECES for size in sizes) / len(sizes) < 60
    assert max(sizes) <= LONGEST
    asked = [window for example in (stated_about_ships(long=1.0).answerable() for _ in range(20)) for window in example.windows]
    assert not any(count_word_pieces([window.text])[0] > MAX_WORD_PIECES for window in asked)


def test_a_share_of_the_windows_of_statements_has_sentences_from_here_and_there() -> None:
    def is_gathered(window: Window) -> bool:
        rows = [row for row, sentence in enumerate(SENTENCES) if sentence in window.text]
        return any(later - row > 1 for row, later in pairwise(rows) if (row, later) != (6, 8))  # unless the one that bears it out was cut out

    assert not any(map(is_gathered, written_windows(stated_about_ships())))
    gathered = [window for window in written_windows(stated_about_ships(apart=0.8)) if is_gathered(window)]
    true, false = ([w for w in gathered if (w.answer is None) == lacking] for lacking in (False, True))
    assert true
    assert false
    for window in gathered:
        parts = [sentence for sentence in SENTENCES if sentence in window.text]
        assert window.text == " ".join(parts)
        assert count_word_pieces([window.text])[0] <= LONGEST
    assert {window.text[slice(*window.answer)] for window in true if window.answer} == {SENTENCES[7]}
    assert all(SENTENCES[1] in window.text or SENTENCES[11] in window.text for window in false), "those that share words with the statement"
