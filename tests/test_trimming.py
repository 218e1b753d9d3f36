"""Short answers: addresses and compounds stay whole, two who did something together are both named, of a life's dates only the one that is asked for is
given, why is answered by the reason, and what somebody said by all that the clause tells."""

from __future__ import annotations

import pytest

from article_chat.reader.completing import to_the_end_of_its_clause, with_its_marks, without_half_a_bracket
from article_chat.reader.trimming import trimmed
from article_chat.reader.why import asks_why_as_told, may_give_a_reason
from tests.growth import FOURFOLD, growth

LIFE = "Ottilie Brandvold (3 February 1871 - 19 August 1949) was a botanist."
YEARS = "Ada Wells (1901–1980) was a pilot."
SAILED = "That spring, Admiral of the Fleet Ivar Berg and Captain Nils Holm sailed to Lund."
CLOSED = "Because the pass, which is steep, was icy, the two carriers crossed by the valley at night."
LATE = "The ferry left at noon because its crew, two brothers, had overslept, but it arrived on time."
EWES = "He sold some 340 grey ewes at Lund, nine of the ewes lame, and at least twelve drowned."
BOARD = "The board, which stopped it because it thought the studies too few for such a dam, has called for others."
STORM = "Because of the storm, the ferry was held at Lund."
FIELD = "Their 3.2-acre field held half-grown oaks through an hour-long storm from 2001-2003, says an Oslo-based firm."
MAIL = "Write to help@lumadesk.example or see https://lumadesk.example/help, from 9 to 17."


@pytest.mark.parametrize(
    ("question", "sentence", "found", "short"),
    [
        ("When was Brandvold born?", LIFE, "3 February 1871 - 19 August 1949", "3 February 1871"),
        ("when did she die", LIFE, "3 February 1871 - 19 August 1949", "19 August 1949"),
        ("What is the date of her death?", YEARS, "(1901–1980", "1980"),
        ("When does the fair open?", "It opens at 9am on Sunday 4 June 2017 in Lund.", "2017", "Sunday 4 June 2017"),
        ("since when is it open", "It has been open since June 4th, 2017.", "June", "June 4th, 2017"),
        ("In which year did it open?", "It opened on 4 June 2017.", "2017", "2017"),
        ("When did it open?", "It opened in 2017, on 4 June.", "2017", "2017"),
        ("When did she live?", LIFE, "3 February 1871 - 19 August 1949", "3 February 1871 - 19 August 1949"),
        ("When was she born and when did she die?", YEARS, "1901–1980", "1901–1980"),
        ("How many were born?", "Between 20 - 30 were born.", "20 - 30", "20 - 30"),
        ("How do I reach you?", MAIL, "@lumadesk", "help@lumadesk.example"),
        ("Where is the help?", MAIL, "lumadesk.example/help", "https://lumadesk.example/help"),
        ("When can I call?", MAIL, "9 to 17", "9 to 17"),
        ("Who sailed to Lund?", SAILED, "Nils Holm", "Admiral of the Fleet Ivar Berg and Captain Nils Holm"),
        ("Who sailed to Lund with Holm?", SAILED, "Ivar Berg", "Ivar Berg"),
        ("Where did Berg sail?", SAILED, "Nils Holm", "Nils Holm"),
        ("who dug it", "It was dug under the engineer Louisa Tarr and her brother Edmund.", "Louisa Tarr", "Louisa Tarr and her brother Edmund"),
        ("By whom was it won?", "Ada and the Swedish captain Nils Holm won it.", "Ada", "Ada and the Swedish captain Nils Holm"),
        ("Who built it?", "It was built by Voss and Hemmel was beheaded.", "Voss", "Voss"),
        ("Who left?", "He met Ada and Holm left.", "Holm", "Holm"),
        ("Why did the carriers cross by the valley?", CLOSED, "the pass, which is steep, was icy, the two carriers", "the pass, which is steep, was icy"),
        ("And why did the carriers cross there", CLOSED, "the valley", "the pass, which is steep, was icy"),
        ("When did the carriers cross?", CLOSED, "at night", "at night"),
        ("Why did the ferry leave so late?", LATE, "noon", "its crew, two brothers, had overslept"),
        ("Why did the ferry leave so late?", LATE, "had overslept", "had overslept"),
        ("Why did the board stop it?", BOARD, "called for others", "it thought the studies too few for such a dam"),
        ("Why did the board stop it?", BOARD, "it thought the studies too few", "it thought the studies too few for such a dam"),
        ("Why was the ferry held?", STORM, "Lund", "the storm"),
        ("Why did it stop?", "It stopped to coal because, oddly, it was empty.", "coal", "coal"),
        ("Why did it stop?", "Since 1998 it has stopped there for coal.", "coal", "coal"),
        ("Why did it stop?", "It stopped, because.", "stopped", "stopped"),
        ("How many ewes were sold?", EWES, "340", "some 340"),
        ("how long was he out", "He was out for six weeks with a cold; he was back in May.", "six weeks with a cold; he was back", "six weeks with a cold"),
        ("What was he?", "He was ill; he was tired.", "ill; he was tired", "ill; he was tired"),
        ("How long?", "It took; six weeks.", "; six weeks", "; six weeks"),
        ("How many ewes drowned?", EWES, "twelve", "at least twelve"),
        ("How many of the ewes were lame?", EWES, "nine", "nine"),
        ("What was sold?", EWES, "340 grey ewes", "some 340 grey ewes"),
        ("What was sold?", EWES, "grey ewes", "grey ewes"),
        ("How many came?", "Between 20 and 30 boats came.", "20 and 30", "Between 20 and 30"),
        ("What may it cost?", "It will cost between £3m and £4.5m by May.", "£3m and £4.5m", "between £3m and £4.5m"),
        ("How many came?", "Only two came between March and May.", "two", "Only two"),
        ("Which were cut?", "The gap between 12 lambs and the rest grew.", "12 lambs and the rest", "12 lambs and the rest"),
        ("Why did sales fall?", "Sales fell; it blamed a strike and the rain.", "it blamed a strike and the rain", "a strike and the rain"),
        ("Why did he go?", "The board went, citing his age.", "citing his age", "his age"),
        ("Whom did it blame?", "Sales fell; it blamed the rain.", "it blamed the rain", "it blamed the rain"),
        ("How long was the storm?", FIELD, "hour", "hour-long"),
        ("How big is the field?", FIELD, "3.2", "3.2-acre"),
        ("What did it hold?", FIELD, "grown oaks", "half-grown oaks"),
        ("When did it begin?", FIELD, "2001", "2001"),
        ("Where is the firm?", FIELD, "Oslo", "Oslo"),
        ("Who said so?", "Ada said so and Holm agreed.", "Ada", "Ada"),
        ("Who left?", "Ada left after the engineer was seen by Voss and Berg.", "Ada", "Ada"),
        ("Which harbour was it?", "They sailed from Bergen and Narvik.", "Narvik", "Narvik"),
        ("Whom does it name?", "It is a song by Ada Berg and Nils Holm.", "Ada Berg", "Ada Berg and Nils Holm"),
        ("Where is it?", "See www.lumadesk.example for it.", "lumadesk", "www.lumadesk.example"),
        ("When was she born?", "Ada Wells (5 May 1901–1980) left.", "5 May 1901–1980", "5 May 1901"),
        ("What is her birthday?", LIFE, "3 February 1871 - 19 August 1949", "3 February 1871"),
        ("What is the date of her birth?", LIFE, "3 February 1871 - 19 August 1949", "3 February 1871"),
        ("Since when is she dead?", LIFE, "3 February 1871 - 19 August 1949", "19 August 1949"),
        ("Why did it close?", "It closed thanks to a strike because of pay.", "a strike", "a strike"),
        ("Why did it close?", "Because coal ran out, it closed because of pay.", "it closed", "it closed"),
        ("Why does it stop?", "Since 1998 it has stopped there because of coal.", "there", "coal"),
        ("Why did it close?", "It closed because of fog; it reopened.", "it reopened", "fog"),
        ("Why did it close?", 'It closed because "coal ran out", she said.', "she", "she"),
        (
            "Why did the carriers cross?",
            "Because it was steep, and the road icy, carriers crossed.",
            "it was steep, and the road icy, carriers",
            "it was steep, and the road icy",
        ),
    ],
)
def test_a_short_answer_is_trimmed_as_it_is_written(question: str, sentence: str, found: str, short: str) -> None:
    start = sentence.rindex(found)
    assert sentence[slice(*trimmed(question, (start, start + len(found)), sentence))] == short


@pytest.mark.parametrize(
    ("question", "sentence", "marked", "short", "words"),
    [
        (
            "Who rowed on?",
            "He slept {} Ada and Holm rowed on.",
            "Holm",
            "Ada and Holm",
            "that when where while because as after before though although since if",
        ),
        ("Who is meant?", "It was told {} Ada and Holm.", "Ada", "Ada and Holm", "by with from to of between for under including included"),
        (
            "Who dug it?",
            "It was dug by Ada and Holm {} all this.",
            "Ada",
            "Ada and Holm",
            "in on at for from to of with by during after before until who whose",
        ),
        ("Why so?", "It shut {} fog, which it had because of rain.", "{} fog", "{} fog", "because since for to so in~order~to due~to owing~to thanks~to"),
        ("Why so?", "It shut {} fog because of rain.", "fog", "fog", "since for to so due~to owing~to thanks~to"),
        ("How many?", "{} 340 ewes came.", "340", "{} 340", "about some around roughly approximately nearly almost only over under just~over just~under"),
        ("How many?", "{} 340 ewes came.", "340", "{} 340", "more~than no~more~than less~than no~less~than fewer~than no~fewer~than at~least at~most up~to"),
        ("How many?", "Some {} ewes came.", "{}", "Some {}", "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"),
        ("How many?", "Some {} ewes came.", "{}", "Some {}", "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half"),
    ],
)
def test_each_word_that_tells_where_an_answer_ends_does(question: str, sentence: str, marked: str, short: str, words: str) -> None:
    for word in (word.replace("~", " ") for word in words.split()):
        told, found = sentence.format(word), marked.format(word)
        start = told.index(found)
        assert told[slice(*trimmed(question, (start, start + len(found)), told))] == short.format(word)


@pytest.mark.parametrize("piece", ["a", "a.", "@", "www.", "1-", "A ", "A and ", "a-", "because ", ", a"])
@pytest.mark.parametrize("question", ["When was she born?", "Who left?", "Why was it?"])
def test_a_long_word_costs_in_proportion(question: str, piece: str) -> None:
    assert growth(lambda size: trimmed(question, (0, 5), piece * size), 2_000) < FOURFOLD


@pytest.mark.parametrize(
    ("sentence", "found", "whole"),
    [
        ("Ada threatened a strike unless wages rose, and left.", "a strike", "a strike unless wages rose"),
        ("She promised to pay by 3.30 pm if asked.", "to pay", "to pay by 3.30 pm if asked"),
        ('He promised the town "a bridge as long as it stands" and left.', 'the town "a bridge', 'the town "a bridge as long as it stands"'),
        ("Two were freed – both of them late.", "freed", "freed"),
        ("Two were freed", "freed", "freed"),
        ("It will be bridged by May she said.", "It", "It will be bridged by May"),
        ("It will be bridged by May they added.", "It", "It will be bridged by May"),
        ('He said "wait".', '"wait', '"wait"'),
        ('"It is late", he said.', 'It is late"', "It is late"),
        ('He said "it is too late by far" and left.', '"it is', '"it is too late by far"'),
    ],
)
def test_what_somebody_said_is_told_to_the_end(sentence: str, found: str, whole: str) -> None:
    start = sentence.index(found)
    span = to_the_end_of_its_clause((start, start + len(found)), sentence)
    assert sentence[slice(*with_its_marks(span, sentence))] == whole


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ("ruled 1148-1180) doubled the town", "doubled the town"),
        ("ruled 1148-1180)", "ruled 1148-1180"),
        ("ruled 1148-1180", "ruled 1148-1180"),
        ("Gebhard (ruled", "Gebhard"),
        ("(ruled 1148", "ruled 1148"),
        ("Gebhard (ruled 1148-1180) doubled", "Gebhard (ruled 1148-1180) doubled"),
        ("(ruled 1148-1180)", "(ruled 1148-1180)"),
    ],
)
def test_half_a_bracket_is_left_out(found: str, whole: str) -> None:
    sentence = "Gebhard (ruled 1148-1180) doubled the town."
    start = sentence.index(found)
    assert sentence[slice(*without_half_a_bracket((start, start + len(found)), sentence))] == whole


def test_a_mark_without_its_fellow_is_left_out() -> None:
    assert with_its_marks((0, 4), '"Two or three" came.') == (1, 4)
    assert with_its_marks((0, 14), '"Two or three" came.') == (0, 14)
    assert with_its_marks((5, 13), '"Two oranges" came.') == (5, 12)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why is the bridge that long?", True),
        ("Why did the monks stay there?", True),
        ("How come that many came?", True),
        ("Why was there a strike?", False),
        ("Why is there no bridge?", False),
        ("Why did the monks go to the island?", False),
        ("How far is it?", False),
    ],
)
def test_why_it_is_as_was_told_is_known(question: str, told: bool) -> None:
    assert asks_why_as_told(question) is told


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Rights and bases (where the base is 12 miles from the border, since it was moved) are likely to help the crews.", False),
        ("The lake is up to 118 metres deep.", False),
        ("Send the pump to our workshop in Lund.", False),
        ("The lake is that deep because the ice dug it out.", True),
        ("It is 3 kilometres long; the valley floods.", True),
        ("The valley floods, so the bridge is 3 kilometres long.", True),
        ("The monks went to the island to grow the vine.", True),
        ("To grow the vine, the monks went to the island.", True),
        ("They stayed in Lund after the war had begun.", True),
    ],
)
def test_what_may_be_a_reason_is_marked_as_one(sentence: str, reason: bool) -> None:
    assert may_give_a_reason(sentence) is reason
