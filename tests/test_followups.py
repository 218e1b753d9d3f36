"""Follow-up questions: what leans on the conversation is read with it, what stands alone is left alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_chat import Assistant
from article_chat.datatypes import REFUSAL
from article_chat.followups import Found, Look, resolve, stands_alone
from article_chat.followups.slots import agree, possessive, several, singular
from article_chat.reader.answerer import ReaderAnswerer
from tests.growth import FOURFOLD, growth

PLEDGE = (
    "Who pledged help to President Bush?",
    "Russian President Vladimir Putin has pledged a full range of assistance to President Bush, including the use of Russian airspace. [1]",
)
CALL = (
    "Where was Putin during the call?",
    "Putin made the pledge on Saturday in a telephone conversation with Bush while he was taking a break at his Black Sea dacha at Sochi. [1]",
)
BASE = ("Where is the Kagaity air base?", "Overflight rights and the use of bases in Tajikistan and Uzbekistan are likely to facilitate operations. [1]")
LEADERS = ("What did Tajik and Uzbek leaders offer?", "Tajik and Uzbek leaders had originally offered their facilities to the U.S. [1]")
MINISTERS = (
    "What did Igor Ivanov say?",
    "Foreign Minister Igor Ivanov said that the republics would decide, while Defense Minister Sergei Ivanov ruled out a NATO presence. [1][2]",
)
STORM = ("Did Moscow cooperate with Washington during Desert Storm?", "Moscow had cooperated with Washington during Desert Storm in 1991. [1]")
SIGNALS = ("What signals had Russia been sending before the call?", "Mixed ones. [1]")
URGED = ("Who would Putin urge to join the coalition?", "Putin would urge the leaders of the former Soviet republics to join it. [1]")
URGE = (
    "Who would Putin urge to join the coalition?",
    "Putin also told Bush that he would urge leaders of the former Soviet republics to join the coalition. [1]",
)
GENERALS = ("Who traveled to Central Asia?", "General Vladimir Rushailo and Chief Of General Staff Anatoli Kvashnin traveled to Central Asia. [1]")


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([PLEDGE], "What did he promise?", "What did Vladimir Putin promise?"),
        ([CALL], "What was he doing there?", "What was Putin doing in Sochi?"),
        ([CALL], "What is his position?", "What is Putin's position?"),
        ([BASE], "How far is it from the border?", "How far is the Kagaity air base from the border?"),
        ([BASE], "who controls it", "Who controls the Kagaity air base?"),
        ([BASE], "How far is that from the border?", "How far is the Kagaity air base from the border?"),
        ([URGE], "Did he tell Bush so?", "Did Putin tell Bush that he would urge leaders of the former Soviet republics to join the coalition?"),
        ([PLEDGE], "Did he tell her so?", "Did Vladimir Putin tell her so?"),
        ([STORM], "What about this time?", "Did Moscow cooperate with Washington this time?"),
        ([LEADERS], "Who pressured them?", "Who pressured Tajik and Uzbek leaders?"),
        ([GENERALS], "Why did they go there?", "Why did Vladimir Rushailo and Anatoli Kvashnin go to Central Asia?"),
        ([("Who is the president of Tajikistan?", REFUSAL)], "How old is he?", "How old is the president of Tajikistan?"),
        ([("What is Venom?", "Venom is an album by Alan Stone.")], "When was it released?", "When was Venom released?"),
        (
            [
                ("Ada Lund", "Ada Lund was a painter."),  # what was named at the start stays what it is all about
                ("When was her mill built?", "The mill was built by Tor Berg in 1950."),
                ("Did Tor Berg sell it?", "Tor Berg sold it to Eva Dahl in 1960."),
                ("What did Eva Dahl pay?", "She paid nine crowns."),
                ("Who was Eva Dahl's sister?", "Her sister was Ida Dahl."),
            ],
            "Any other facts about the article?",
            "What else does the article say about Ada Lund?",
        ),
        ([("Who is Ada Wells?", "Ada Wells is a pilot.")], "When did she learn to fly?", "When did Ada Wells learn to fly?"),
        ([("What did Tajik and Uzbek leaders offer the U.S.?", REFUSAL)], "Who pressured them?", "Who pressured Tajik and Uzbek leaders?"),
        ([("How long did the telephone conversation last?", REFUSAL)], "When was it?", "When was the telephone conversation?"),
        ([PLEDGE], "How did he tell him?", "How did Vladimir Putin tell President Bush?"),
        ([("What happened to her father?", "Her father drowned, and the family moved to Trondheim. [1]")], "How old was she then?", "How old was she then?"),
        ([("What happened to her father?", "Her father drowned, and the family moved to Trondheim. [1]")], "How old was he?", "How old was the father?"),
        ([("What did Anna do?", "She moved to Trondheim. [1]")], "What did she learn there?", "What did Anna learn in Trondheim?"),
        ([("What did Putin pledge?", "Putin has pledged a full range of assistance. [1]")], "When did he make it?", "When did Putin make the pledge?"),
        ([("What did Putin pledge?", "Putin has pledged a plane. [1]")], "Who built it?", "Who built the plane?"),
        ([LEADERS], "Why did they withdraw it?", "Why did Tajik and Uzbek leaders withdraw the offer?"),
        ([("What did Anna decide?", "Anna decided on Saturday to go. [1]")], "Where was she then?", "Where was Anna on Saturday?"),
        ([("When did Anna sail?", "In June 1998. [1]")], "How old was she then?", "How old was Anna in June 1998?"),
        (
            [("Will Peru sign?", 'Mr Diaz had said last week: "Peru is not planning to sign." [1]')],
            "Who said so?",
            "Who said that Peru is not planning to sign?",
        ),
        ([("Who is Martin Shafto?", "Martin Shafto leads the council. [1]")], "Was she right?", "Was she right?"),
        ([("Who is Henrik Aasen?", "Aasen refused to print her name on the map. [1]")], "When was it corrected?", "When was the name corrected?"),
        ([("How many engineers were sent?", "Northern Grid said that 600 had been sent. [1]")], "Who sent them?", "Who sent the engineers?"),
        ([("How much is it to fix the wall?", "Repairs to the wall cost £2. [1]")], "Will they rebuild it?", "Will they rebuild the wall?"),
        ([("How many engineers were sent?", "Northern Grid said that it had sent 600. [1]")], "And who sent them?", "And who sent the engineers?"),
        ([("What about the driver?", "The driver was rescued near Belford. [1]")], "How old is he?", "How old is the driver?"),
        ([("What would Tomasz like to build?", "Tomasz proposed two tanks at the cost of £900. [1]")], "How much would it cost?", "How much would it cost?"),
    ],
)
def test_pronouns_take_their_names(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([LEADERS], "Why?", "Why did Tajik and Uzbek leaders offer that?"),
        ([STORM], "When was that?", "When did Moscow cooperate with Washington during Desert Storm?"),
        ([SIGNALS], "About what?", "What signals had Russia been sending before the call, and about what?"),
        ([URGED], "Which coalition?", "Who would Putin urge to join the coalition, and which coalition?"),
        ([("Did the leaders agree?", "They agreed.")], "About what?", "About what did the leaders agree?"),
        ([STORM], "how", "How did Moscow cooperate with Washington during Desert Storm?"),
        ([MINISTERS], "Where did he say that?", "Where did Igor Ivanov say that?"),
        ([GENERALS], "Who else?", "Who else traveled to Central Asia?"),
        ([GENERALS], "Why?", "Who traveled to Central Asia, and why?"),
        ([("Does Uzbekistan have bases?", "Uzbekistan has bases.")], "How many?", "How many bases does Uzbekistan have?"),
        ([("Does Uzbekistan have bases?", "Uzbekistan has bases.")], "Where?", "Where does Uzbekistan have bases?"),
        ([("Is Uzbekistan near Afghanistan?", "It is near Afghanistan.")], "how near", "How near is Uzbekistan to Afghanistan?"),
        ([("What does Igor Ivanov think of NATO?", "He is against it.")], "Why?", "Why does Igor Ivanov think that of NATO?"),
        ([("Where was Ann Lee born?", "Ann Lee was born in Rome.")], "When?", "When was Ann Lee born?"),
        ([("Where was Ann Lee born?", "Ann Lee was born in Rome.")], "Why there?", "Why was Ann Lee born there?"),
        ([("Where is the final meeting?", "It is in Rome.")], "Why?", "Where is the final meeting, and why?"),
        ([("How far is the Kagaity air base from the border?", "12 miles.")], "Why there?", "Why is the Kagaity air base that far from the border?"),
        ([("How many people came?", "Nine.")], "Why?", "How come that many people came?"),
        ([("How many flats were let?", "Nine.")], "Why so many?", "Why were that many flats let?"),
        ([("How many votes were there against it?", "Nine.")], "Why?", "Why were there that many votes against it?"),
        ([("How far from the wall should the oven be?", "10 cm.")], "Why?", "Why should the oven be that far from the wall?"),
        ([("How deep is the lake?", "118 m.")], "Why so deep?", "Why is the lake that deep?"),
    ],
)
def test_a_bare_question_word_takes_the_question_before(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([MINISTERS], "And Sergei Ivanov?", "What did Sergei Ivanov say?"),
        ([MINISTERS], "What about the other one?", "What did Sergei Ivanov say?"),
        ([("Who is the president of Tajikistan?", REFUSAL)], "And Uzbekistan?", "Who is the president of Uzbekistan?"),
        ([LEADERS], "What about Moscow?", "What did Moscow offer?"),
        ([("How long was the meeting?", "Six hours.")], "and the conversation?", "How long was the conversation?"),
        ([("What happened in 1990?", "A war began.")], "And in 1991?", "What happened in 1991?"),
        ([("Has Russia helped before?", "It had helped in 1991.")], "What about this time?", "Has Russia helped this time?"),
        ([("How much rain fell today?", "3 mm.")], "and yesterday?", "How much rain fell yesterday?"),
        ([("Who led the council before 2019?", "Joan Pringle.")], "What about now?", "Who led the council now?"),
    ],
)
def test_a_parallel_phrase_takes_the_place_of_the_old_one(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


def test_a_question_word_takes_the_place_of_whom_that_was_told() -> None:
    history = [("Who is Brightwater buying?", "Brightwater is buying the boatyard Tolvane for 3 million.")]
    look = looked({"Who is": Found(True, history[0][1], "", ("a", 37, 44), "Tolvane")})[1]
    assert resolve("Why?", history, look=look).question == "Why is Brightwater buying Tolvane?"
    assert resolve("For how much?", history, look=look).question == "For how much is Brightwater buying Tolvane?"


def test_the_same_time_is_meant_where_something_else_is_counted() -> None:
    history = [("How many boats did Tolvane sell in 2021?", "| 2021 | 40 | 3 million |")]
    row = Found(True, "| 2021 | 40 | 3 million |", "What was the revenue in 2021")
    assert resolve("What about revenue?", history, look=looked({"What was the revenue in 2021": row})[1]).question == "What was the revenue in 2021?"
    assert resolve("What about revenue?", history, look=looked({})[1]).question == "What does the article say about revenue?"


@pytest.mark.parametrize("question", ["Why did Kvashnin say that?", "Do the unions believe that?"])
def test_what_somebody_said_or_believes_is_no_thing(question: str) -> None:
    history = [("What did Kvashnin rule out?", "Kvashnin had ruled out participation in the military operation.")]
    assert resolve(question, history).question == question
    assert resolve("And Rushailo?", [*history, ("Why did Kvashnin say that?", REFUSAL)]).question == "Why did Rushailo say that?"


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("What does a stay cost?", "The hut opens in May. Adults pay 6 euros.")], "What do they need?", "What do they need?"),
        ([("How many did they sell?", "| Year | Sold | Revenue |")], "How many people work there?", "How many people work there?"),
        ([("What kinds are there?", "Ann Lee names two: a slow one, which lasts.")], "Does it work?", "Does it work?"),
        ([("Who is Ann Lee buying?", "Ann Lee will buy the Danish boatyard Tolvane.")], "Who founded it?", "Who founded Tolvane?"),
        (
            [("What prizes did Ann Lee refuse?", "Ann Lee refused two: the Lund Medal and a pension.")],
            "Why did she refuse them?",
            "Why did Ann Lee refuse the prizes?",
        ),
    ],
)
def test_what_only_looks_like_a_name_or_a_thing_is_meant_by_no_pronoun(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


def test_it_is_the_bare_noun_that_was_answered() -> None:
    history = [("What does Ann Lee want?", "Ann Lee feared for the harvest along the river, and called for compensation.")]
    look = looked({"want": Found(True, history[0][1], "", ("a", 62, 74), "compensation")})[1]
    assert resolve("Will she get it?", history, look=look).question == "Will Ann Lee get compensation?"


def test_follow_ups_chain() -> None:
    history = [("Does Tajikistan have bases?", "Tajikistan has bases."), ("And Uzbekistan?", "Uzbekistan has bases too.")]
    assert resolve("How many?", history).question == "How many bases does Uzbekistan have?"
    assert resolve("And Kazakhstan?", history).question == "Does Kazakhstan have bases?"


@pytest.mark.parametrize(
    "question",
    [
        "What did Kvashnin say about Afghanistan?",
        "Who is the foreign minister of Russia?",
        "When was the photo taken?",
        "What did Putin say about his decision?",
        "Who offered their facilities to the U.S.?",
        "How long does it take to fly?",
        "Is it true that Russia refused?",
        "Are there bases in Uzbekistan?",
        "What is the pledge that Putin made?",
        "overflight rights",
        "What is this article about?",
        "Does the article say that Moscow agreed?",
        "Which country withdrew its offer?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    reading = resolve(question, [PLEDGE, CALL, BASE, MINISTERS])
    assert reading.question == question
    assert not reading.changed


def test_nothing_to_lean_on_leaves_the_question() -> None:
    for question in ("Why?", "And Uzbekistan?", "What did he say?", "Who else?", ""):
        assert resolve(question, []).question == question


@pytest.mark.parametrize("answer", [REFUSAL, "Hello! Ask me anything about “Old Harbour”: I answer with Harold Wilson's words.", "You're welcome, Harold."])
def test_refusals_and_small_talk_are_not_mined(answer: str) -> None:
    assert resolve("What did he say?", [("Hello", answer)]).question == "What did he say?"


def test_citation_markers_stay_out_of_readings() -> None:
    assert "[" not in resolve("What did he promise?", [PLEDGE]).question


def scored(values: dict[str, float]) -> tuple[list[list[str]], object]:
    calls: list[list[str]] = []

    def score(questions: Sequence[str]) -> list[float]:
        calls.append(list(questions))
        return [max((value for word, value in values.items() if word in question), default=0.0) for question in questions]

    return calls, score


def test_the_article_overrules_the_rules_only_when_clear() -> None:
    assert resolve("What did he promise?", [PLEDGE], score=scored({"Bush": 5.0})[1]).question == "What did President Bush promise?"  # type: ignore[arg-type]
    assert resolve("What did he promise?", [PLEDGE], score=scored({"Bush": 0.5})[1]).question == "What did Vladimir Putin promise?"  # type: ignore[arg-type]


def test_a_name_of_the_answer_does_not_push_out_what_is_meant() -> None:
    """The sentence that answers scores better for every name in it: the rules' reading stays as long as the article answers it too."""
    history = [BASE, ("Is it large?", REFUSAL)]
    score = scored({"Uzbekistan": 9.9, "Kagaity": 7.5, " it ": 7.2})[1]
    assert resolve("How far is it from Afghanistan?", history, score=score).question == "How far is the Kagaity air base from Afghanistan?"  # type: ignore[arg-type]


def test_a_reading_that_fits_the_article_worse_than_the_question_is_not_taken() -> None:
    assert not resolve("What did he promise?", [PLEDGE], score=scored({" he ": 9.0})[1]).changed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "question", "read"),
    [
        (("How much do patches cost?", '"The patches cost us dearly," said Mina Castellan, who leads the works.'), "Who pays for it?", None),
        (("Who inspected it?", "Zora Quill, the county's chief engineer, came."), "Is it old?", None),
        (
            ("Who is the contractor?", "This time the contractor is Brandt & Vale, a firm from Leeds."),
            "What else have they done?",
            "What else have Brandt & Vale done?",
        ),
    ],
)
def test_a_thing_is_nobody_and_a_firm_is_not_the_town_it_comes_from(told: tuple[str, str], question: str, read: str | None) -> None:
    found = resolve(question, [told])
    assert found.question == (read or found.question)
    assert not any(name in text for text in found.candidates for name in ("Castellan", "Quill"))


def test_how_often_something_costs_is_nothing_that_was_spoken_of() -> None:
    found = resolve("Who pays for it?", [("How much does the ferry cost?", "The ferry costs the town £200 a year. [1]")])
    assert found.question == "Who pays for the ferry?"
    assert not any("year" in text for text in found.candidates)


def test_it_may_be_several_things_where_nothing_else_was_spoken_of() -> None:
    assert resolve("Who pays for it?", [("How much will the repairs cost?", "They will cost £200. [1]")]).question == "Who pays for the repairs?"


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("How much is the Basics plan?", "The Basics plan costs £4. [1]")], "And the Household plan?", "How much is the Household plan?"),
        ([("Can I resign?", "4.2 New members may resign at any time. [1]")], "Can they come back?", "Can they come back?"),
        ([("Is it open now?", "It is open until the end of August. [1]")], "Who built it?", "Who built it?"),
        ([("When does work start?", "Work is to begin on 3 June and to be over by the end of August. [1]")], "Who does it?", "Who does the work?"),
        (
            [
                ("Who was Olav Lund?", "In 1959 she married Olav Lund, a baker, whom she had met on a bus. [1]"),
                ("When did he die?", "Lund died in 1991. [1]"),
            ],
            "Did she marry again?",
            "Did she marry again?",
        ),
    ],
)
def test_a_reading_names_nothing_twice_and_nobody_by_a_word_that_is_no_name(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (
            "OSTERBY - The old mill, which stood by the river, will close on 3 March, the council said on Monday. It was built in 1887. [1]",
            "Who said that the old mill will close on 3 March?",
        ),
        ('"Repairs were costing us £200 a year," said Mina Castellan, the engineer. [1]', "Who said that repairs were costing us £200 a year?"),
        ("A ranking source told TIME that Putin made the pledge in Sochi. [1]", "Who said that Putin made the pledge in Sochi?"),
        ("Kagaity is only 12 miles from the border. [1]", "Who said that Kagaity is only 12 miles from the border?"),
    ],
)
def test_who_said_that_asks_for_who_is_quoted(told: str, read: str) -> None:
    for question in ("Who said that?", "And who says this?"):
        assert resolve(question, [("What happened?", told)]).question == read
    assert resolve("Who said that?", [("Where was Putin during the call?", REFUSAL)]).question == "Who said that?"
    assert resolve("Who said that?", [("Where was Putin?", f"Putin {'very ' * 60}much liked it. [1]")]).question == "Who said that?"


def test_what_is_far_less_likely_is_no_reading_whatever_the_article_says() -> None:
    told = ("Where was Putin during the call?", "Putin told TIME that he was in Sochi. [1]")
    assert not any("TIME" in text for text in resolve("What was he doing there?", [told], score=lambda texts: [0.0] * len(texts)).candidates)
    question = "Who is the president of Tajikistan?"
    assert resolve("And Uzbekistan?", [(question, REFUSAL)], score=lambda texts: [float(len(t) < 25) * 9 for t in texts]).question == (
        "Who is the president of Uzbekistan?"
    )


def test_readings_are_few_and_scored_once() -> None:
    calls, score = scored({})
    reading = resolve("What did they say about it there?", [PLEDGE, CALL, BASE, LEADERS, MINISTERS, GENERALS, STORM], score=score)  # type: ignore[arg-type]
    assert len(calls) == 1
    assert 2 <= len(calls[0]) <= 8
    assert reading.asked == "What did they say about it there?"
    assert set(reading.candidates) == set(calls[0][1:])


def test_a_standalone_question_costs_no_scoring() -> None:
    calls, score = scored({})
    resolve("Who is the foreign minister of Russia?", [PLEDGE], score=score)  # type: ignore[arg-type]
    assert calls == []


@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=60), st.text(max_size=120)), max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_fail(question: str, history: list[tuple[str, str]]) -> None:
    reading = resolve(question, history)
    assert reading.changed == (reading.question != question)


def test_a_long_conversation_takes_little_time() -> None:
    turns = [PLEDGE, CALL, BASE, LEADERS, MINISTERS, GENERALS, STORM] * 20
    assert growth(lambda size: resolve("What did he say?", [*turns[:size], ("why " * 250, "word " * 20 * size)]), 35) < FOURFOLD


@pytest.mark.parametrize("row", ["Add a ", "it ", "1"])
def test_a_long_turn_takes_no_more_than_its_length(row: str) -> None:
    assert (
        growth(lambda size: resolve("And when did he do it?", [(row * size, "The mayor."), ("Who opened the bridge?", row * size)]), 1_000 // len(row))
        < FOURFOLD
    )


def test_the_golden_conversations_are_whole() -> None:
    root = Path(__file__).resolve().parents[1]
    text = " ".join((root / "store" / "articles" / "russia-joins-coalition.txt").read_text("utf-8").split())
    conversations = json.loads((root / "tests" / "golden" / "conversations.json").read_text("utf-8"))
    assert len(conversations) >= 15
    for conversation in conversations:
        assert 2 <= len(conversation["turns"]) <= 5
        for turn in conversation["turns"]:
            assert all(quote in text for quote in turn["evidence"]), turn


def test_the_only_reading_of_a_bare_question_word_costs_no_scoring() -> None:
    calls, score = scored({})
    assert resolve("Why?", [LEADERS], score=score).question == "Why did Tajik and Uzbek leaders offer that?"  # type: ignore[arg-type]
    assert calls == []


def test_a_definite_noun_is_tied_to_the_topic_only_when_the_article_answers_it_better() -> None:
    history = [("What is “Venom”?", "“Venom” is an album by Alan Stone. The album sold well.")]
    tied = "When was Alan Stone's album released?"
    assert tied in resolve("When was the album released?", history).candidates
    assert not resolve("When was the album released?", history, score=scored({})[1]).changed  # type: ignore[arg-type]
    assert resolve("When was the album released?", history, score=scored({"Stone": 4.0})[1]).question == tied  # type: ignore[arg-type]


BASE_FAR = ("How far is the Kagaity air base from the Afghan border?", "Uzbekistan, where the Kagaity air base is 12 miles from the border, has bases. [1]")
BASE_SENTENCE = "Bases in Tajikistan and Uzbekistan, where the Kagaity air base is just some 12 miles from the Afghan border, are likely to help."


def looked(found: dict[str, Found]) -> tuple[list[str], Look]:
    """What is looked up, and a look-up that refuses every question that no key of `found` is part of."""
    calls: list[str] = []

    def look(question: str) -> Found:
        calls.append(question)
        return next((one for words, one in found.items() if words in question), Found(answered=False))

    return calls, look


def test_the_old_answer_is_no_answer_about_something_else() -> None:
    miles = Found(True, BASE_SENTENCE, "", ("a", 70, 78))
    look = looked({"How far": miles, "What does the article say about": Found(True, BASE_SENTENCE)})[1]
    assert resolve("And what about Uzbekistan?", [BASE_FAR], look=look).question == "What does the article say about Uzbekistan?"


def test_an_answer_that_does_not_name_what_is_asked_about_is_none() -> None:
    pledge = Found(True, "Putin made the pledge on Saturday.", "He was in Sochi.", ("a", 0, 5))
    other = Found(True, "He had left on Friday.", "He was in Sochi.", ("a", 50, 59))
    look = looked({"Bush make": other, "Putin make": pledge})[1]
    history = [("When did Putin make the pledge?", "Putin made the pledge on Saturday. [1]")]
    assert resolve("And Bush?", history, look=look).question == "What does the article say about Bush?"
    named = looked({"Bush make": replace(other, before="Bush had promised the same."), "Putin make": pledge})[1]
    assert resolve("And Bush?", history, look=named).question == "When did Bush make the pledge?"


@pytest.mark.parametrize(
    ("sentence", "both"),
    [
        ("General Vladimir Rushailo and Chief Of General Staff Anatoli Kvashnin traveled to Central Asia.", True),
        ("Rushailo traveled to Central Asia after Kvashnin had spoken.", False),
    ],
)
def test_one_answer_does_for_two_when_the_sentence_says_it_of_both(sentence: str, both: bool) -> None:
    look = looked({"travel": Found(True, sentence, "", ("a", 10, 20)), "about Kvashnin": Found(True, sentence)})[1]
    history = [("Where did Rushailo travel?", sentence)]
    assert (resolve("And Kvashnin?", history, look=look).question == "Where did Kvashnin travel?") is both


def test_a_circumstance_may_leave_the_answer_as_it_was() -> None:
    sentence = "Keep the starter in the refrigerator and feed it once a week."
    look = looked({"How often": Found(True, sentence, "", ("a", 45, 56))})[1]
    history = [("How often should I feed the starter?", sentence)]
    assert resolve("And in the refrigerator?", history, look=look).question == "How often should I feed the starter in the refrigerator?"
    assert resolve("And for the refrigerator?", history, look=look).question == "What does the article say about the refrigerator?"
    assert resolve("And in the freezer?", history, look=look).question == "What does the article say about the freezer?"


def test_after_a_refusal_the_same_is_asked_of_something_else() -> None:
    history = [("Who is the president of Tajikistan?", REFUSAL)]
    look = looked({"say about": Found(True, "Uzbekistan has bases.")})[1]
    assert resolve("And Uzbekistan?", history, look=look).question == "Who is the president of Uzbekistan?"
    assert resolve("And Rushailo?", [LEADERS], look=look).question == "What does the article say about Rushailo?"


def test_a_time_that_the_answer_does_not_know_leaves_the_question() -> None:
    look = looked({"cooperate": Found(True, STORM[1], "", ("a", 60, 64))})[1]
    assert resolve("And in 1995?", [STORM], look=look).question == "And in 1995?"
    assert resolve("And in 1991?", [STORM], look=looked({"cooperate": Found(True, STORM[1])})[1]).question.endswith("in 1991?")


def test_the_conversation_goes_on_from_how_the_last_question_was_read() -> None:
    look = looked({"How far": Found(True, BASE_SENTENCE, "", ("a", 70, 78)), "say about": Found(True, BASE_SENTENCE)})[1]
    history = [BASE_FAR, ("And what about Uzbekistan?", BASE_SENTENCE)]
    assert resolve("And Tajikistan?", history, look=look).question == "What does the article say about Tajikistan?"
    assert resolve("How far is it from Kabul?", history, look=look).question == "How far is Uzbekistan from Kabul?"


def test_what_a_name_lacks_is_found_by_the_words_that_were_typed() -> None:
    history = [("When did Maren Oldfield die?", "Maren Oldfield died in 1987.")]
    look = looked({"about her father": Found(True, "Her father drowned in 1922."), "Maren Oldfield die": Found(True, "She died.", "", ("a", 0, 3))})[1]
    assert resolve("What about her father?", history, look=look).question == "What does the article say about her father?"


def test_only_what_leans_on_the_last_question_is_looked_up() -> None:
    calls, look = looked({})
    for question in ("Who is the foreign minister of Russia?", "Why?", "Who pressured them?"):
        resolve(question, [LEADERS], look=look)
    assert calls == []


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("How much do tickets cost?", "90 kroner.")], "And cars?", "How much do cars cost?"),
        ([("How much flour do I need?", "50 grams.")], "And water?", "How much water do I need?"),
        ([("How long will repairs take?", "Repairs will take six weeks.")], "And the inquiry?", "How long will the inquiry take?"),
        ([("When was the wall inspected?", "In March.")], "And the boats?", "When were the boats inspected?"),
        ([("What did Anna and Ben say?", "Nothing.")], "And Ben?", "What did Ben say?"),
        ([("Can I use white flour?", "White flour works too.")], "And rye?", "What does the article say about rye?"),
        ([("What does the article say about Anna?", "Anna sings.")], "And Ben?", "What does the article say about Ben?"),
        ([("When was the wall inspected?", "In March.")], "By whom?", "By whom was the wall inspected?"),
        ([("Can I use tap water?", "Do not use tap water.")], "Why not?", "Why can't I use tap water?"),
        ([("Who led the expedition to Scoresby Sound?", "The expedition was led by the geologist Aksel Lund.")], "How old was he?", "How old was Aksel Lund?"),
        ([("Which plane did Russia provide?", "An AWAC.")], "And which bases?", "Which bases did Russia provide?"),
        ([("How long are the shrimp?", "Nine millimetres.")], "And how heavy?", "How heavy are the shrimp?"),
        ([("How many animals were counted?", "214."), ("By whom?", "By the team.")], "When was that?", "When were the animals counted?"),
        ([("What did Russia provide in 1991?", "A plane.")], "Why?", "Why did Russia provide that in 1991?"),
        ([("What did Russia provide in 1991?", "A plane."), ("And now?", "A base.")], "Why?", "Why did Russia provide that now?"),
        ([("Who is Ada Wells?", "Ada Wells is a pilot."), ("And the old bridge that nobody saw fall?", REFUSAL)], "And Ben Stone?", "Who is Ben Stone?"),
        ([("Did the bridge fall?", "The bridge fell in 1990.")], "Was that important?", "Was the bridge important?"),
        ([("What did Igor Ivanov say?", "Nothing.")], "And the bases?", "What did Igor Ivanov say about the bases?"),
        ([("What did Igor Ivanov say in Washington?", "Nothing.")], "And Anna Smith?", "What did Anna Smith say in Washington?"),
        ([("What does the article say about the base?", "Kabul has the base.")], "How far is it?", "How far is the base?"),
        ([("Who left?", "Ann left.")], "And the old bridge that nobody saw fall?", "And the old bridge that nobody saw fall?"),
        (
            [("How long was the telephone conversation?", "An hour."), ("What does the article say about Bush?", "The plan is his. The war is not.")],
            "When did it take place?",
            "When did the telephone conversation take place?",
        ),
        ([("How often do trams run by day?", "Every eight minutes.")], "And at night?", "How often do trams run at night?"),
        ([("And how many piles were needed?", "300.")], "Where?", "Where were the piles needed?"),
        ([("What does the council do?", "It meets.")], "How are they paid?", "How is the council paid?"),
        ([("What happened in Kabul?", "A war began.")], "And Anna Smith?", "What does the article say about Anna Smith?"),
        ([("What do tickets cost?", "Tickets for the small boat cost 90 kroner.")], "How often does it sail?", "How often does the small boat sail?"),
        (
            [("Who was Cary Grant?", "Cary Grant was an actor."), ("What did they build?", "They built the statue of Grant.")],
            "Was that expensive?",
            "Was the statue of Cary Grant expensive?",
        ),
        ([("What is Slipknot?", "Slipknot is a band.")], "So the band never got back together?", "So Slipknot never got back together?"),
        ([("How long will repairs take?", "Repairs will take six weeks.")], "Who pays for them?", "Who pays for the repairs?"),
        ([("How much is a ticket?", "A ticket for the small boat cost 90 kroner.")], "How often does it sail?", "How often does the ticket sail?"),
    ],
)
def test_more_follow_ups_in_plain_english(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        ("What happened?", "What happened to Alan Stone?"),
        ("What happened in 1990?", "What happened to Alan Stone in 1990?"),
        ("What changed?", "What changed for Alan Stone?"),
        ("Any other awards?", "Are there any other awards in connection with Alan Stone?"),
        ("best songs?", "What are Alan Stone's best songs?"),
        ("Was there any controversy?", "Was there any controversy in connection with Alan Stone?"),
    ],
)
def test_a_question_that_names_nothing_is_tied_to_the_topic_in_plain_english(question: str, reading: str) -> None:
    assert resolve(question, [("Who is Alan Stone?", "Alan Stone is a singer.")]).question == reading


def test_a_tie_to_the_topic_has_to_tell_more() -> None:
    history = [("What did Alan Stone sing?", "Alan Stone sang “Venom”.")]
    score = scored({"Stone": 9.0})[1]
    old, new = Found(True, "Alan Stone sang “Venom”.", "", ("a", 16, 21)), Found(True, "Alan Stone fell ill.", "", ("a", 50, 58))
    for happened, reading in ((new, "What happened to Alan Stone?"), (old, "What happened?"), (Found(False), "What happened?")):
        assert resolve("What happened?", history, score=score, look=looked({"happened": happened, "sing": old})[1]).question == reading  # type: ignore[arg-type]


def test_a_time_of_the_day_is_told_of_where_its_answer_is_the_old_one() -> None:
    history = [("How often do trams run by day?", "Trams run every eight minutes by day and every twenty at night.")]
    look = looked({"How often": Found(True, history[0][1], "", ("a", 10, 30))})[1]
    assert resolve("And at night?", history, look=look).question == "What does the article say about night?"


def test_the_last_question_itself_is_no_reading() -> None:
    assert resolve("And Ben?", [("What did Anna and Ben say?", "Nothing.")]).candidates == ("What did Ben say?",)


def test_what_happened_next_is_nothing_that_was_told_already() -> None:
    history = [("Where does Alan Stone live?", "Alan Stone fell ill in Hull."), ("When?", "In 1990.")]
    score = scored({"Stone": 9.0})[1]
    for told, reading in (("He sang.", "What happened to Alan Stone next?"), (history[0][1], "What happened next?")):
        look = looked({"happened": Found(True, told, "", ("a", 70, 80))})[1]
        assert resolve("What happened next?", history, score=score, look=look).question == reading  # type: ignore[arg-type]


def test_which_of_another_kind_is_not_given_the_old_answer() -> None:
    history = [("Which plane did Russia provide?", "Russia provided an AWAC-type plane.")]
    look = looked({"provide": Found(True, history[0][1], "", ("a", 19, 28))})[1]
    assert resolve("And which bases?", history, look=look).question == "What does the article say about bases?"


def test_why_something_matters_is_asked_of_the_deed_that_the_article_weighs() -> None:
    history = [("What did Putin tell Bush?", "Putin told Bush that he would urge the leaders to join.")]
    told = Found(True, history[0][1], "", ("a", 0, 20))
    weighed = Found(True, "Putin's decision may prove crucial.", "", ("a", 90, 99))
    for found, reading in ((weighed, "Why is Putin's decision important?"), (told, "Why is it important?")):
        read = resolve("Why is it important?", history, look=looked({"decision": found, "tell": told})[1])
        assert (read.question == "Why is Putin's decision important?") is (reading == "Why is Putin's decision important?")
    assert resolve("Why is that important?", history, look=looked({"decision": weighed})[1]).question == "Why is Putin's decision important?"
    assert "decision" not in resolve("Why is it important?", history).question
    assert "decision" not in resolve("Why is it red?", history, look=looked({"": weighed})[1]).question


@pytest.mark.parametrize(("question", "alone"), [("Why?", False), ("And him?", False), ("Who else?", False), ("Who is he?", True), ("Who is Putin?", True)])
def test_fragments_are_told_from_questions(question: str, alone: bool) -> None:
    assert stands_alone(question) is alone


@pytest.fixture(scope="module")
def time_article() -> Assistant:
    return Assistant.open()


def test_a_follow_up_is_not_given_the_old_answer(time_article: Assistant) -> None:
    asked = "How far is the Kagaity air base from the Afghan border?"
    answer = time_article.answer("And what about Uzbekistan?", [(asked, time_article.answer(asked).text)])
    assert answer.question == "What does the article say about Uzbekistan?"
    assert answer.span is None
    assert answer.citations
    assert all("Uzbek" in citation.quote for citation in answer.citations)


def test_a_fragment_that_is_refused_is_not_read_as_it_was_typed(time_article: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    rank = ReaderAnswerer.rank
    monkeypatch.setattr(ReaderAnswerer, "rank", lambda self, question, hits: read.append(question) or rank(self, question, hits))  # type: ignore[func-returns-value]
    answer = time_article.answer("When?", [("Who won the football match in Peru?", REFUSAL)])
    assert not answer.answered
    assert set(read) == {answer.question}
    assert answer.question != "When?"


TRENCH = "In three years she had found the trench that bears her name, a canyon 900 metres deep."


@pytest.mark.parametrize(
    ("short", "reading"),
    [("trench", "How deep is the trench?"), ("the trench", "How deep is the trench?"), ("", "How deep is the ship?"), ("900 metres", "How deep is the ship?")],
)
def test_it_means_next_what_was_the_short_answer(short: str, reading: str) -> None:
    history = [("Who sent her out on a ship?", "The director sent her out. [1]"), ("What did she find?", f"{TRENCH} [1]")]
    look = lambda question: Found(True, TRENCH, "", ("a", 0, 9), short)  # noqa: E731
    assert resolve("How deep is it?", history, look=look).question == reading


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        (
            [("Was she married?", "Olsen never married. [1]"), ("With whom did she live?", "She lived with the botanist Ingrid Falk. [1]")],
            "Who taught her?",
            "Who taught her?",
        ),
        ([("Who taught her?", REFUSAL), ("Who is Ingrid Falk?", "Ingrid Falk is a botanist. [1]")], "Where did she live?", "Where did Ingrid Falk live?"),
        (
            [("Who was Zheng He?", "Zheng He was an admiral. [1]"), ("When did Zheng He sail?", "In 1405. [1]")],
            "Where was he born?",
            "Where was Zheng He born?",
        ),
    ],
)
def test_a_pronoun_goes_on_meaning_somebody_whom_nobody_has_named(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("How long is the warranty on the frame?", "Seven years.")], "And on the motors?", "How long is the warranty on the motors?"),
        (
            [("How long is the warranty on the frame?", "Seven years."), ("And on the motors?", "Three years.")],
            "What about the top?",
            "How long is the warranty on the top?",
        ),
        ([("How much did hand tools bring in?", "£96 million.")], "And mowers?", "How much did mowers bring in?"),
        ([("How long do they cook?", "15 minutes.")], "And if they're frozen?", "How long do they cook if they're frozen?"),
        ([("Can I return it if I paid cash?", "Yes.")], "and if I live in France", "Can I return it if I live in France?"),
        ([("What does the article say about Anna?", "Anna sings.")], "And if it rains?", "And if it rains?"),
        ([("Who left?", "Ann left.")], "But if it was Ben, who won?", "But if it was Ben, who won?"),
        ([("What must platforms do?", "Platforms must report.")], "What happens if they don't?", "What happens if the platforms don't?"),
        ([("How much did profit fall in 2020?", "By half.")], "Why?", "Why did profit fall that much in 2020?"),
        ([("How long will repairs take?", "Six weeks.")], "Why?", "Why will repairs take that long?"),
        (
            [("When was the closure announced?", "The closure of the Dudley plant was announced in January.")],
            "How many people worked there?",
            "How many people worked in the Dudley plant?",
        ),
        (
            [("Who sells the cheese?", "Look for the stall of the Ortega brothers.")],
            "How long are they open?",
            "How long are the Ortega brothers open?",
        ),
        ([("Whom did the author meet?", "I met a shepherd called Eusebio there.")], "How old was he?", "How old was the author?"),
        ([("How did the shares react?", "They fell.")], "And Norvik's?", "How did Norvik's shares react?"),
        ([("What is Norvik's debt?", "It is high.")], "what about Astra's", "What is Astra's debt?"),
        ([("What did Tom Lind say?", "Nothing.")], "no, I meant Paul Aske", "What did Paul Aske say?"),
        ([("Which mill will be closed first?", "The old mill.")], "Why that one?", "Why will that mill be closed first?"),
        ([("How long did the research take?", "Three years.")], "Why?", "Why did the research take that long?"),
        ([("How long did the men stay?", "A year.")], "why so long", "Why did the men stay that long?"),
        ([("Which prizes did Ann Lee win?", "Two.")], "When was that?", "When did Ann Lee win those prizes?"),
        ([("What does Ann Lee do every night?", "She reads.")], "Why?", "Why does Ann Lee do that every night?"),
        ([("Did anyone die?", "Two men.")], "What of?", "Of what did anyone die?"),
        ([("When can you see the seals?", "In May you can see seals.")], "How many are there?", "How many seals are there?"),
        ([("How do I get to the island?", "By boat.")], "How long does it take?", "How long does it take to get to the island?"),
        (
            [("How do I get to the island?", "By boat."), ("How long does it take?", "An hour.")],
            "and how much is it?",
            "How much does it cost to get to the island?",
        ),
        ([("Where is the boat?", "In the harbour.")], "How much is it?", "How much is the boat?"),
    ],
)
def test_what_a_question_puts_in_the_place_of_something_else(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("asked", "sentence", "short", "question", "reading"),
    [
        ("Whom did the author meet?", "I met a shepherd called Eusebio there.", "Eusebio", "How old was he?", "How old was Eusebio?"),
        ("Who comes after him?", "His successor will be Amara Nwosu.", "Amara Nwosu", "Where is she now?", "Where is Amara Nwosu now?"),
        ("Whom did Anna marry?", "Anna married Peder Sunde in 1911.", "Peder Sunde", "When was that?", "When did Anna marry Peder Sunde?"),
        ("Whom did Anna marry?", "Anna married Peder Sunde in 1911.", "", "When was that?", "When did Anna marry them?"),
        (
            "Who owns most of Norvik?",
            "Norvik's largest holder is the Astra Foundation.",
            "the Astra Foundation",
            "What do they own?",
            "What do the Astra Foundation own?",
        ),
        ("Who bought the boat?", "The boat was bought by the firm Astra.", "Astra", "Where is it based?", "Where is Astra based?"),
        ("Who told Ann Lee to wait?", "She left after Max Bush had told her to wait.", "Max Bush", "Did he apologise?", "Did Max Bush apologise?"),
        ("Who did he work for?", "He worked for the Astra Foundation.", "the Astra Foundation", "What do they own?", "What do the Astra Foundation own?"),
        ("Whom did John Putnam call?", "He called Max Bush from his office in the evening.", "Max Bush", "What did he say?", "What did John Putnam say?"),
    ],
)
def test_who_was_asked_for_is_who_was_answered(asked: str, sentence: str, short: str, question: str, reading: str) -> None:
    def look(_: str) -> Found:
        return Found(True, sentence, "", ("a", 0, 9), short)

    assert resolve(question, [(asked, sentence)], look=look).question == reading


def test_a_pronoun_that_was_taken_for_somebody_settles_who_is_he() -> None:
    history = [("Who was Erik Falk?", "The botanist Erik Falk broke his leg."), ("What did he publish?", "Falk published a book without naming Anna Lund.")]
    assert resolve("When did she marry?", history).question == "When did Anna Lund marry?"


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("What did she record?", "Her third album, Low Water, came out in May.")], "Was that album a success?", "Was the album Low Water a success?"),
        ([("What did Ann Lee write?", "Ann Lee wrote a novel called Salt Road.")], "When was the novel published?", "When was the novel Salt Road published?"),
        ([("What did Ann Lee record?", "Ann Lee began the Low Water album.")], "Did this album sell?", "Did the Low Water album sell?"),
        ([("What did Ann Lee record?", "Ann Lee made two albums in Rome.")], "Were the albums released?", "Were Ann Lee's albums released?"),
    ],
)
def test_a_kind_of_thing_means_the_name_that_was_said_to_be_one(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("Who found it?", "It was a gift from Jorn Aske, who taught there until he left.")], "What did he teach?", "What did Jorn Aske teach?"),
        ([("Did they have children?", "They had one daughter, Ylva, who sang.")], "What became of her?", "What became of Ylva?"),
        ([("Who ran it?", "Her elder brother Isak ran it.")], "When did he leave?", "When did Isak leave?"),
        ([("Did Ann Lee win?", "Led by Tom, the team won.")], "Who coached him?", "Who coached Tom?"),
        (
            [("Who found it?", "It came from Jorn Aske, who taught until he left."), ("Who helped him?", "Together with the baker, Mona Lie, he went out.")],
            "What did they see?",
            "What did Jorn Aske and Mona Lie see?",
        ),
        ([("Who was Erik Lund?", "Erik Lund was a painter.")], "Who opposed his works?", "Who opposed Erik Lund's works?"),
        ([("Who was Anna Lund?", "Anna Lund was a singer.")], "Notable people she performed with?", "Notable people Anna Lund performed with?"),
        ([("Who runs the inn?", "Sunniva Aune and her brother Eirik run the inn.")], "When did he come?", "When did Eirik come?"),
        (
            [("Who drove Tom Aske?", "His wife did."), ("Did he score?", "Tom Aske scored."), ("And Pickett?", "Pickett scored from close range.")],
            "How often did he score?",
            "How often did Pickett score?",
        ),
        ([("Why did Ann Lee lose the post?", "She lost it because of her colleague Rika Lind.")], "Who was that?", "Who was Rika Lind?"),
        ([("Who led the choir?", "The choir was led by Director Rika Lind.")], "When did she leave?", "When did Rika Lind leave?"),
        ([("Who did Ann Lee marry?", "In Rome she met Peder Sunde.")], "How did they meet?", "How did Ann Lee and Peder Sunde meet?"),
        (
            [("Why did Tom Aske lose the post?", "He had not dismissed his Danish colleague Rika Lind.")],
            "Who was that?",
            "Who was Rika Lind?",
        ),
        ([("Which members spoke?", "Two members spoke.")], "What did he say?", "What did he say?"),
    ],
)
def test_who_he_and_she_are_is_told_by_the_words_beside_a_name(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([("How old is the engine?", REFUSAL)], "What would a new one cost?", "What would a new engine cost?"),
        ([("What does a permit cost?", "A permit costs 80 euros.")], "Who has one?", "Who has a permit?"),
        ([("What does a permit cost?", "80 euros.")], "And firms that don't have one?", "What happens to firms that don't have a permit?"),
        ([("Who must register?", "Hosts must.")], "And hosts who don't register?", "What happens to hosts who don't register?"),
        ([("Did Ann Lee sing in 1990?", "Yes.")], "Did she tour during this time period?", "Did Ann Lee tour in 1990?"),
        ([("Who wrote Salt Road?", "Ann Lee wrote Salt Road.")], "What year did this get released?", "What year did Salt Road get released?"),
        ([("Did the club enter?", "The club entered the league.")], "Did they make it to the finals?", "Did the club make it to the finals?"),
        ([("Who built the dam?", "Ann Lee built the dam.")], "Why did it take ten years?", "Why did the dam take ten years?"),
        ([("Who is Ann Lee?", "Ann Lee is a singer.")], "What happened in Rome?", "What happened to Ann Lee in Rome?"),
        (
            [("How many penalties were missed?", "Two penalties were missed."), ("And the second one?", "It was saved.")],
            "Who took it?",
            "Who took the second penalty?",
        ),
        ([("Does the owner give tours?", "Tim gives tours on Mondays.")], "How much are they?", "How much are the tours?"),
        ([("Where is the mill?", "Getting to the mill is easy.")], "How old is it?", "How old is the mill?"),
        (
            [("When did Ann Lee sail?", "In 1990."), ("Who built her boat?", "A neighbour did.")],
            "Who sold her the boat then?",
            "Who sold Ann Lee the boat then?",
        ),
        ([("What must Ann Lee sign?", "Ann Lee must sign the lease.")], "What happens if it ends?", "What happens if the lease ends?"),
        ([("What did Ann Lee tell the crew?", "Ann Lee told the crew to keep the rope dry.")], "Who did it?", "Who did it?"),
    ],
)
def test_words_that_stand_for_a_thing_of_a_kind_or_a_time(history: list[tuple[str, str]], question: str, reading: str) -> None:
    assert resolve(question, history).question == reading


@pytest.mark.parametrize(
    ("asked", "question", "reading"),
    [
        ("How old is the engine?", "Do I need one?", "Do I need an engine?"),
        ("Is a permit needed?", "Where do I get one?", "Where do I get a permit?"),
        ("How old is the engine?", "Where are the new ones?", "Where are the new engines?"),
        ("How old are the engines?", "Where is the new one?", "Where is the new engine?"),
        ('Who sang on the album "Venom"?', "When was this record made?", "When was the record Venom made?"),
    ],
)
def test_one_of_a_kind_is_named_as_it_is_said(asked: str, question: str, reading: str) -> None:
    assert resolve(question, [(asked, "Nobody knows.")]).question == reading


def test_words_are_put_into_the_number_that_the_question_wants() -> None:
    plurals = "penalties matches dishes boxes classes engines toys".split()
    assert [singular(noun) for noun in plurals] == "penalty match dish box class engine toy".split()
    assert [one for one in ("the boats", "Ann and Bo", "the boat", "Bourne Mills") if several(one)] == ["the boats", "Ann and Bo"]
    for one, more in (("is", "are"), ("was", "were"), ("does", "do"), ("has", "have"), ("Is", "Are")):
        assert (agree(f"when {one} ", of_several=True), agree(f"{more} ", of_several=False)) == (f"when {more} ", f"{one} ")
    assert agree("can ", of_several=True) == "can "
    assert several("those mills")
    assert not several("Mills")
    assert (possessive("Putin"), possessive("the boats")) == ("Putin's", "the boats'")


@pytest.mark.parametrize(
    "question",
    ["What is it called if no one has one of them?", "Is the old bridge longer than the new one?", "Was he the one?", "How long does it take to sail to Rome?"],
)
def test_one_and_it_that_the_question_itself_explains_are_left(question: str) -> None:
    assert "engine" not in resolve(question, [("How old is the engine?", "The engine is old.")]).question


@pytest.mark.parametrize(
    "question", ["Tell me more", "more please", "Anything else?", "What else?", "Is there anything else interesting in the article?", "go on"]
)
def test_more_is_asked_of_what_the_conversation_is_about(question: str) -> None:
    history = [("Who is Ann Lee?", "Ann Lee is a singer.")]
    assert resolve(question, history).question == "What else does the article say about Ann Lee?"
    assert resolve(question, []).question == question


@pytest.mark.parametrize("question", ["Tell me more about the dam", "Is there any more milk?", "What is notable in the text?", "Are other dams older?"])
def test_more_of_something_that_is_named_is_no_more_of_the_topic(question: str) -> None:
    assert not resolve(question, [("Who is Ann Lee?", "Ann Lee is a singer.")]).question.startswith("What else does the article")


@pytest.mark.parametrize("question", ["What then?", "And then?", "then what", "What happened after that?"])
def test_what_then_is_what_happened_next_where_the_article_tells(question: str) -> None:
    history = [("What did Ann Lee build?", "Ann Lee built the dam in nine years.")]
    assert resolve(question, history).question == "What happened to Ann Lee next?"
    for answered in (True, False):
        look = looked({"happened": Found(answered, "She fell ill.", "", ("a", 50, 60))})[1]
        read = resolve(question, history, look=look).question
        assert read == ("What happened to Ann Lee next?" if answered else question)


def test_this_time_is_told_from_the_time_that_was_asked_of_before() -> None:
    history = [("Did Peru help Chile during the flood?", "Peru sent boats."), ("What did it send?", "Boats.")]
    look = looked({"Did Peru": Found(True, "This time Peru is going further.", "", ("a", 90, 99))})[1]
    assert resolve("What about this time?", history, look=look).question == "Did Peru help Chile this time?"


def test_they_are_the_two_who_were_just_named_when_it_was_asked_who() -> None:
    call = ("How long did Lund and Holm talk on the phone?", "Lund made the promise in an hour-long call with Holm. [1]")
    journey = ("Who travelled to Riga?", "Minister John Berg and General Peter Falk travelled to Riga on Monday. [1]")
    assert resolve("And what did they discuss there?", [call, journey]).question == "And what did John Berg and Peter Falk discuss in Riga?"


@pytest.mark.parametrize(
    ("asked", "answer", "reading"),
    [
        ("Who will paint the hall?", "Painters will paint the hall, the firm Holt & Sons said.", "When will the hall be done?"),
        ("Where does the firm want to build?", "The firm wants to build at Lund.", "When will it be done?"),
        ("When was the dam proposed?", "In 2003.", "When will the dam be done?"),
        ("What is said of the firm?", "The firm is old.", "When will it be done?"),
        ("What do the builders want?", "The builders want more time.", "When will it be done?"),
        ("Who pays for the harbour?", "The town pays for the harbour.", "When will the harbour be done?"),
        ("Where did Berg live?", "Berg lived in Oslo.", "When will it be done?"),
    ],
)
def test_what_is_done_is_no_firm_and_nobody_who_does_it(asked: str, answer: str, reading: str) -> None:
    assert resolve("When will it be done?", [(asked, answer)]).question == reading


@pytest.mark.parametrize(
    "question",
    [
        "Is it ready?",
        "When will it finally be finished?",
        "When will it get done?",
        "Has it been completed?",
        "Will it ever be complete?",
        "Will it all be over?",
    ],
)
def test_however_it_is_asked_whether_something_is_done(question: str) -> None:
    told = ("Who will paint the hall?", "Painters will paint the hall, the firm Holt & Sons said.")
    assert resolve(question, [told]).question == question.replace("it", "the hall", 1)


def test_what_is_over_a_number_is_not_done() -> None:
    assert resolve("Is it over two miles wide?", [("Where did Berg live?", "Berg lived in Oslo.")]).question == "Is Oslo over two miles wide?"


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("Berg left the town after the storm.", "Berg left the town after the storm"),
        ("The town of Lund was left by Berg.", "the town of Lund was left by Berg"),
        ("He left.", "that"),
        ("Berg left the town. Then Lund left too.", "that"),
        ("In May Berg left the town.", "that"),
        ('Berg said "I left the town".', "that"),
        (f"Berg left {'the old ' * 13}town.", "that"),
    ],
)
def test_after_that_is_after_what_one_short_sentence_told(answer: str, after: str) -> None:
    assert resolve("What did he do after that?", [("What did Berg do?", answer)]).question == f"What did Berg do after {after}?"


@pytest.mark.parametrize(
    ("asked", "told", "short", "they"),
    [
        ("Who settled on the shores of the lake?", "The first people settled on the shores of the lake.", "The first people", "the first people"),
        ("Who complained?", "Two neighbours complained about the noise.", "Two neighbours", "the two neighbours"),
        ("Who complained?", "The boats of three old neighbours were gone.", "three old neighbours", "the three old neighbours"),
        ("Who helped the Lees?", "Painters helped them.", "Painters", "the Painters"),
        ("Who helped Ann Lee and Bo Berg?", "Two neighbours helped them.", "Two neighbours", "Ann Lee and Bo Berg"),
    ],
)
def test_they_are_the_people_without_a_name_who_were_asked_for(asked: str, told: str, short: str, they: str) -> None:
    look = lambda question: Found(True, told, "", ("a", 0, 9), short)  # noqa: E731
    assert resolve("Why did they go there?", [(asked, told)], look=look).question.startswith(f"Why did {they} go")
    assert "neighbours" not in resolve("When was it?", [(asked, told)], look=look).question


@pytest.mark.parametrize("short", ["The mayor", "Some neighbours of the old mills"])
def test_what_is_no_short_name_of_several_is_not_they(short: str) -> None:
    told = f"{short} complained about the noise."
    look = lambda question: Found(True, told, "", ("a", 0, 9), short)  # noqa: E731
    assert short.split()[1] not in resolve("Why did they leave?", [("Who complained?", told)], look=look).question


def test_the_others_are_the_same_of_whoever_else_was_named() -> None:
    ivanovs = ("What did Igor Ivanov say?", "Igor Ivanov said yes while Sergei Ivanov said no.")
    assert resolve("And the others?", [ivanovs]).question == "What did Sergei Ivanov say?"
    assert resolve("And the others?", [("Who voted against it?", "Nobody did.")]).question == "What does the article say about the others?"


WAGES = ("what was income in May", "Income rose to 4 million crowns. [1]")
MARRIED = ("who did she marry first", "In 1956 she married Rolf Lund. [1]")
CALLED = (
    "Who did Wilhelm Orr marry?",
    "He and his wife, Grete Holm, had three daughters. [1] The farm went to the husband of her niece, Ludwig Berg. [2]",
)
FOREMAN = ("What did the foreman say?", "Judge Orr dissented: he believed the foreman, Carl Holm, who said that it was safe. [1]")
CLOSING = ("Which mill is closing?", "It was hit by the slump in Danish timber, and Orla said that it would close its mill. [1]")


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        ([WAGES], "and profit?", "What was profit in May?"),
        ([WAGES], "what about orders", "What were orders in May?"),
        ([WAGES], "And the US?", "What does the article say about the US?"),
        ([("What was income in the first month?", "4 million. [1]")], "And the second month?", "What was income in the second month?"),
        ([("What is the price of the ticket?", "9 crowns. [1]")], "And the programme?", "What is the price of the programme?"),
        ([MARRIED], "and the second one?", "Who did she marry second?"),
        ([MARRIED], "when", "When did she marry them first?"),
        ([("Who is the captain of Barrow?", REFUSAL)], "What happened to him?", "What happened to the captain of Barrow?"),
        ([("How many people work there?", "Of 240 people, 90 will be moved. [1] Orla was founded in 1924. [2]")], "What happens to them?", None),
        ([CLOSING], "What happens to them?", "What happens to Orla?"),
        ([("Who is Ann Lee?", "Ann Lee is a woman from Lund. [1]")], "What did she have with her?", "What did Ann Lee have with her?"),
        ([("How much do the soils hold?", "Worldwide, the soils hold 9 tonnes. [1]")], "Will they go on?", "Will the soils go on?"),
        ([FOREMAN], "Did he lose his job?", "Did Carl Holm lose his job?"),
        ([("What did the foreman say?", "Judge Orr wrote that the foreman had seen it. [1]")], "Was he right?", "Was the foreman right?"),
        ([CALLED], "How many children did they have?", "How many children did Wilhelm Orr and Grete Holm have?"),
        ([("Does a tenant need a permit?", "A tenant needs a permit. [1]")], "Where can they get one?", "Where can the tenant get a permit?"),
        ([("Which kites did Norvik offer?", "Norvik was giving away a large new kite. [1]")], "Why was it important?", "Why was the large new kite important?"),
    ],
)
def test_what_a_few_words_take_up_is_what_was_asked_for(history: list[tuple[str, str]], question: str, reading: str | None) -> None:
    assert resolve(question, history).question == (reading or "What happens to the people?")
