"""An article's own questions, its sections, its byline, and whatever it says on something that was merely named."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from article_chat import Article, Assistant
from article_chat.datatypes import REFUSAL, Draft, Place, Statement
from article_chat.dialogue import asks_what_else, named_topic, topic_of, wants_all
from article_chat.followups import asks_what_next
from article_chat.passages import split_sentences
from article_chat.reader.ranking import Candidate
from article_chat.structure.headings import answering, asked_alike, asked_in_short, mentions, sections
from article_chat.telling import Telling
from tests.growth import FOURFOLD, growth

FAQ = """Lumo Air 2: frequently asked questions

How loud is it?
At the lowest speed it makes 22 decibels, about as much as rustling leaves. At the highest speed it makes 51 decibels.

Can I wash the filter?
No. Water destroys the layer of activated carbon.

How do I return it?
Within 30 days of delivery, without giving a reason. You pay nothing for sending it back, except from Switzerland and Norway.

In the box
- the device
- one filter
- a power cord
"""
REPORT = """Storm on the coast

By Hannah Whitlock, 14 November 2024

The storm damaged the lifeboat station at Bamburgh. Council leader Martin Shafto called for help. A lorry driver was rescued near Belford.
"""


@pytest.fixture(scope="module")
def faq() -> Assistant:
    return Assistant.open(Article.from_text(FAQ))


@pytest.fixture(scope="module")
def report() -> Assistant:
    return Assistant.open(Article.from_text(REPORT))


def test_sections_end_where_the_next_heading_begins() -> None:
    text = Article.from_text(FAQ).text
    found = sections(text, split_sentences(text))
    assert [one.text for one in found] == ["How loud is it?", "Can I wash the filter?", "How do I return it?", "In the box"]
    assert [len(one.body) for one in found] == [2, 1, 2, 3]
    assert [one.is_list for one in found] == [False, False, False, True]


def test_a_run_of_questions_is_gone_through_once() -> None:
    def found(size: int) -> Draft:
        texts = ("Ann wondered.", *("Who?",) * size, "Nobody knew.")
        spans = tuple((5 * at, 5 * at + 4) for at in range(len(texts)))
        article = SimpleNamespace(id="a", text="Who? " * len(texts))
        corpus = SimpleNamespace(opened=[SimpleNamespace(article=article, sentences=spans, sentence_texts=texts)], articles={"a": article}, sections={"a": []})
        return Telling(corpus).below_questions(Draft((Statement("Who?", (Place("a", 5, 9),)),), answered=True))  # type: ignore[arg-type]

    assert found(3).statements[0].places == (Place("a", 20, 24),)
    assert growth(found, 2_000) < FOURFOLD


@pytest.mark.parametrize("piece", ["It rained. ", "Я. ", "A | b. ", "Ann: Who? Why?\n", "Roof\n"])
def test_finding_sections_takes_no_square_of_the_text(piece: str) -> None:
    """Of a text that is all on one line, too, as some pages and pastes are."""

    def found(size: int) -> object:
        text = "Title\n" + piece * size
        spans = [(at, at + len(piece.rstrip())) for at in range(6, len(text), len(piece))]
        return sections(text, [(0, 5), *spans])

    assert growth(found, 6_000) < FOURFOLD


def test_a_rule_before_a_heading_is_gone_through_once() -> None:
    def found(size: int) -> object:
        text = f"Title\n{'_' * size}! Word\nIt rained."
        return sections(text, [(0, 5), (size + 8, size + 12), (size + 13, len(text))])

    assert growth(found, 2_000) < FOURFOLD


def test_rows_that_name_a_value_are_no_headings() -> None:
    text = "A soup\n\nTime: 45 minutes\nServes: four\n\nIt is hot.\n\nPart two: the bread\n\nIt is cold."
    assert [one.text for one in sections(text, split_sentences(text))] == ["Part two: the bread"]


def test_a_paragraph_or_a_title_is_no_heading() -> None:
    text = "A title\n\nOne sentence of it.\n\nAnother sentence of it."
    assert sections(text, split_sentences(text)) == []


def headed(text: str) -> list[tuple[str, list[str], bool]]:
    """What the headings of a text say, what is told of each, and whether that is a list."""
    return [(one.text, [text[slice(*span)] for span in one.told], one.is_list) for one in sections(text, split_sentences(text))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("The bread", "The bread"),
        ("1. The bread", "The bread"),
        ("Article 7. Exceptions", "Exceptions"),
        ("Part IV: The bread", "Part IV: The bread"),
        ("# the bread we bake here in town every day", "# the bread we bake here in town every day"),
        ("## The bread ##", "## The bread ##"),
        ("Time: 45 minutes", "Time: 45 minutes"),
        ("Who bakes it?", "Who bakes it?"),
        ("2. Who bakes it?", "Who bakes it?"),
        ("Jane Maria Doe: Who bakes it?", "Who bakes it?"),
        ("the bread", None),
        ("The bread it is.", None),
        ("The bread we bake here in town daily", None),
        ("- The bread", None),
        ("Salt | Bread", None),
        (f"What {'a very ' * 20}old bread is it?", None),
    ],
)
def test_a_heading_is_a_short_line_that_says_no_sentence(line: str, said: str | None) -> None:
    text = f"The mill\n\nIt is old. It stands.\n\n{line}\n\nSome words of it stand here.\n"
    assert [heading for heading, _, _ in headed(text)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("below", "told", "is_list"),
    [
        ("- flour\n- salt", ["- flour", "- salt"], True),
        ("1. flour\n2. salt", ["1. flour", "2. salt"], True),
        ("• flour\n▪ salt\n– oil", ["• flour", "▪ salt", "– oil"], True),
        ("These are needed.\n- flour", ["These are needed.", "- flour"], False),
        ("One is. Two is. Three is. Four is.", ["One is.", "Two is.", "Three is."], False),
        ("\n".join(f"- loaf {number}" for number in range(30)), [f"- loaf {number}" for number in range(20)], True),
    ],
)
def test_of_a_section_its_list_or_its_first_sentences_are_told(below: str, told: list[str], is_list: bool) -> None:
    assert headed(f"The mill\n\nIt is old.\n\nWhat you need\n\n{below}\n") == [("What you need", told, is_list)]


def test_a_heading_with_nothing_below_it_and_a_title_that_asks_head_nothing() -> None:
    assert [heading for heading, _, _ in headed("The mill\n\nIt is old.\n\nThe bread\n\nThe salt\n\nIt is white.\n")] == ["The salt"]
    assert headed("Who bakes it?\n\nIt is old.\n") == []


@pytest.mark.parametrize(
    ("question", "heading", "alike"),
    [
        ("how do i return it", "How do I return it?", True),
        ("how often change filter", "How often do I have to change the filters?", True),
        ("What tools do I need?", "What you need", True),
        ("What do you need?", "What your mill needs", False),
        ("What do you need for bread?", "What you need", False),
        ("What’s the mill’s age?", "What is the mill's age?", True),
        ("What is the mill's age?", "What is the mill age?", True),
        ("why do I return it", "How do I return it?", False),
        ("How do I return the filter?", "How do I return it?", False),
        ("what is it", "What is it?", False),  # no word that matters
    ],
)
def test_questions_are_alike_in_the_words_that_matter(question: str, heading: str, alike: bool) -> None:
    assert asked_alike(question, heading) is alike


def test_a_question_of_the_article_is_answered_by_what_stands_below_it(faq: Assistant) -> None:
    answer = faq.answer("how do i return it")
    assert (answer.answered, answer.citations[0].quote) == (True, "Within 30 days of delivery, without giving a reason.")


@pytest.mark.parametrize("question", ["Can the filter be washed?", "how noisy is it", "can i wash the filter"])
def test_a_question_is_never_an_answer(faq: Assistant, question: str) -> None:
    answer = faq.answer(question)
    assert not any(citation.quote.endswith("?") for citation in (*answer.citations, *answer.closest))
    assert all(faq.article.text[c.start : c.end] == c.quote for c in answer.citations)


def test_nor_is_a_question_in_a_paragraph_or_a_title_that_asks() -> None:
    article = Article.from_text(
        "Why some dunes sing\n\nFew dunes make a sound. Can the sound be foretold? Perhaps. Since 2019 Rika Lind has listened to nine dunes "
        "with buried microphones, and seven of them hummed an hour before.\n\nThe sand has to be dry. Camels dislike it."
    )
    with Assistant.open(article) as dunes:
        foretold = dunes.answer("can the sound be foretold?")
        assert [citation.quote for citation in foretold.citations][:2] == [
            "Perhaps.",
            article.text[article.text.index("Since") : article.text.index("\n\nThe sand")],
        ]
        assert all(one.quote != "Why some dunes sing" for one in [*dunes.consider("Why do some dunes sing?").citations, *dunes.answer("who sings?").closest])


def test_who_wrote_it_did_nothing_of_what_it_tells(report: Assistant) -> None:
    told = report.candidates("Who was rescued?")
    assert not any(one.text.startswith("By Hannah") for one in told)
    assert any(one.text.startswith("By Hannah") for one in report.candidates("Who is Hannah Whitlock?"))
    assert any(one.text.startswith("By Hannah") for one in report.candidates("Which reporter was there?"))


def test_a_bare_no_says_why() -> None:
    text = "Title\n\nDoes it make ozone?\nNo.\nIt has no ionizer.\nIt is quiet.\n"
    (section,) = sections(text, split_sentences(text))
    assert [text[slice(*span)].strip() for span in answering(text, section)] == ["No.", "It has no ionizer."]


INTERVIEW = """A conversation with Noor Haddad

Q: Were you ever hurt?
A: I broke two ribs in Oslo, when a gust threw me against a pylon. It was my own fault. Since then I have never ignored the limit.

Q: Many of your climbers are women. Is that on purpose?
A: Eleven out of thirty. No, it isn't a programme.
"""
RULES = """Letting of dwellings

Which limits are there?

Where | Nights
Old Harbour | 30
Elsewhere | 60

Article 1. Duties
Hosts must put a smoke alarm into every bedroom. They must keep a register of guests.

Article 2. Exceptions
The rules do not apply to hotels. The mayor may raise the limits.
"""


@pytest.mark.parametrize(
    ("question", "asked", "short"),
    [
        ("what is the most common mistake at home", "So what is the most common mistake that people make at home?", True),
        ("Did you hear from Holm?", "Did you ever hear from Mr Holm again?", False),
        ("Did you ever hear from Holm again?", "Did you ever hear from Mr Holm again?", True),
        ("What is the most common mistake at sea?", "So what is the most common mistake that people make at home?", False),
        ("Why is it the most common mistake at home?", "So what is the most common mistake that people make at home?", False),
        ("How did that happen?", "You came late. How did that happen?", False),
    ],
)
def test_what_an_interviewer_asks_at_length_is_asked_in_fewer_words(question: str, asked: str, short: bool) -> None:
    assert asked_in_short(question, asked) is short


def test_an_interviewer_s_question_in_fewer_words_has_the_answer_that_was_given() -> None:
    talk = Assistant.open(Article.from_text(f"{INTERVIEW}\nQ: And what is the most common mistake that beginners make?\nA: Looking down. They want to see."))
    assert talk.answer("what is the most common mistake of beginners").text.startswith("A: Looking down.")


def test_who_asks_is_no_part_of_the_question_and_an_answer_takes_its_time() -> None:
    text = Article.from_text(INTERVIEW).text
    hurt, women = sections(text, split_sentences(text))
    assert (hurt.text, women.text) == ("Were you ever hurt?", "Many of your climbers are women. Is that on purpose?")
    assert [text[slice(*span)] for span in women.spoken] == ["Q: Many of your climbers are women.", "Is that on purpose?"]
    assert len(answering(text, hurt)) == 3


def test_a_numbered_heading_is_one_and_a_row_of_a_table_is_none() -> None:
    text = Article.from_text(RULES).text
    table, duties, exceptions = sections(text, split_sentences(text))
    assert (table.text, duties.text, exceptions.text) == ("Which limits are there?", "Duties", "Exceptions")
    assert len(answering(text, table)) == 3
    assert [text[slice(*span)] for span in duties.body] == ["Hosts must put a smoke alarm into every bedroom.", "They must keep a register of guests."]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what are the exceptions", ["The rules do not apply to hotels.", "The mayor may raise the limits."]),
        ("do the rules apply to hotels?", ["The rules do not apply to hotels."]),
        ("which limits are there", ["Where | Nights", "Old Harbour | 30", "Elsewhere | 60"]),
    ],
)
def test_a_heading_tells_nothing_but_what_stands_below_it(question: str, told: list[str]) -> None:
    assert [citation.quote for citation in Assistant.open(Article.from_text(RULES)).answer(question).citations] == told


def test_how_to_do_what_a_heading_says_is_told_below_it() -> None:
    closing = "Close a Lock\n\nTurn the wheel. It sticks.\n\nWhy Locks?\n\nThe river falls."
    text = f"Locks of the Lesk\n\nBoats wait here.\n\nOpen a Lock\n\nlock open --both\n\n{closing}"
    guide = Assistant.open(Article.from_text(text))
    for question, told in (
        ("how do i open a lock?", "lock open --both"),
        ("How can I close the lock", "Turn the wheel."),
        ("how to open locks", "lock open --both"),
    ):
        answer = guide.answer(question)
        assert [citation.quote for citation in answer.citations][:1] == [told], question
        assert answer.confidence >= 0.9
    assert guide.answer("How often do I open a lock?").confidence < 0.9


def test_why_and_how_something_is_takes_more_than_a_sentence() -> None:
    asked = ("Why not a slope?", "How do they work?", "How many are there?", "Who keeps them?")
    text = "Locks\n\nBoats wait.\n\n" + "\n\n".join(
        f"{one}\n\nThere was one of them. The ropes broke. It was closed. Nobody minded.\n\nSo be it." for one in asked
    )
    found = {section.text: answering(text, section) for section in sections(text, split_sentences(text))}
    assert [len(found[one]) for one in asked] == [3, 3, 1, 1]


def test_what_a_heading_announces_takes_its_place() -> None:
    rules = Article.from_text(RULES)
    text, telling = rules.text, Telling(Assistant.open(rules)._open().chain._corpus)

    def place(quote: str) -> Place:
        return Place(rules.id, text.index(quote), text.index(quote) + len(quote))

    duties, register = place("Duties"), place("They must keep a register of guests.")
    said = Draft(statements=(Statement("Duties", (duties,)),), answered=True, answered_by="reader")
    ranked = [Candidate(register, text[register.start : register.end], (register.start, register.end), 1.0, 1.0)]
    (told,) = telling.below_headings(said, "Must they keep anything?", lambda: ranked).statements
    assert told.places == (register,)
    spoken = replace(said, span="Duties")
    assert telling.below_headings(spoken, "What is the first article called?", lambda: ranked) == spoken
    (told,) = telling.below_headings(spoken, "How do I keep one?", lambda: ranked).statements
    assert told.places == (register,), "how to do something is never told by a heading"


def test_a_section_can_be_asked_for_by_its_heading(faq: Assistant) -> None:
    assert [c.quote for c in faq.answer("what is in the box?").citations][:1]
    assert len(faq.answer("tell me about the box").citations) >= 1


@pytest.mark.parametrize(("question", "said"), [("tell me about the lifeboat station", "lifeboat"), ("shafto?", "Shafto"), ("info on bamburgh", "Bamburgh")])
def test_what_is_named_is_told_of(report: Assistant, question: str, said: str) -> None:
    answer = report.answer(question)
    assert answer.answered
    assert all(said in citation.quote for citation in answer.citations)


def test_a_section_whose_heading_is_the_question_in_the_order_of_a_clause_answers_it() -> None:
    text = "# A new lamp\n\nIt is cheap.\n\n## What you need\n\n- a spanner\n- a towel\n\n## When to call a plumber\n\nIf it smokes. If it hums."
    with Assistant.open(Article.from_text(text)) as assistant:
        assert assistant.answer("what tools do i need").text == "• a spanner [1]\n• a towel [2]"
        assert assistant.answer("When should I call the plumber?").text == "If it smokes. [1] If it hums. [2]"
        assert assistant.answer("What do I need a towel for?").text != "• a spanner [1]\n• a towel [2]"


def test_the_paper_may_be_the_text_itself() -> None:
    text = "# On naps\n\nWe tested whether a nap helps people to learn. It did, for a day.\n\nThe book about bells lay on the table of every sleeper."
    with Assistant.open(Article.from_text(text)) as assistant:
        assert assistant.answer("what is the study about").answered_by == "article"


def test_what_happened_is_the_whole_article_where_no_sentence_says_so(report: Assistant) -> None:
    answer = report.answer("what happened?")
    assert answer.answered
    assert (answer.answered_by, len(answer.citations) > 1) == ("article", True)


def test_what_is_not_named_is_not_told_of(report: Assistant) -> None:
    assert report.answer("tell me about the mayor of Newcastle").text == REFUSAL


def test_a_follow_up_that_replaces_nothing_is_about_its_topic(report: Assistant) -> None:
    answer = report.answer("What about the driver?", [("Was anyone hurt?", REFUSAL)])
    assert answer.question == "What does the article say about the driver?"
    assert "lorry driver" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Tell me more about the driver", "driver"),
        ("warranty?", "warranty"),
        ("list the ingredients", "ingredients"),
        ("What about Norway?", "norway"),
        ("what's the deal with the ferry", "ferry"),
        ("so what is going on with the ferry?", "ferry"),
        ("what is wrong with that?", None),
        ("what does the article say about sea walls?", "sea walls"),
        ("who is he", None),
        ("why", None),
        ("what happened next", None),
        ("How far is the base from the border?", None),
    ],
)
def test_topics(question: str, topic: str | None) -> None:
    assert named_topic(question) == topic


PARTS = "part passage sentence section bit place paragraph line quote".split()
NAMING = [
    *(f"{so}{what} about" for so in ("", "And ", "So ", "Ok ", "But ") for what in ("what", "how")),
    "And",
    *(f"{tell} about" for tell in ("Tell", "Say", "Explain", "Tell me", "Tell us")),
    *(f"Tell me {more} about" for more in ("more", "something", "everything", "anything", "a bit", "all", "what you know")),
    *(
        f"What {does} {the} {text} {say} {about}"
        for does in ("does", "did")
        for the in ("the", "this")
        for text in ("article", "text")
        for say in ("say", "mention")
        for about in ("about", "on")
    ),
    *("What do the document tell us about", "What does the story tell us about"),
    *(
        f"{any_}{news} about"
        for any_ in ("Is there any ", "Any ", "More ", "Some ", "")
        for news in ("information", "info", "details", "news", "anything", "something")
    ),
    "Any news on",
    *(
        f"{a} {brief}{summary} of"
        for a in ("A", "An", "The", "Give me a")
        for brief in ("", "short ", "brief ", "quick ")
        for summary in ("summary", "overview")
    ),
    *("Summarize", "Summarise", "Sum up"),
    *(
        f"{find} {the} {part} about"
        for find in ("Find", "Show", "Show me", "Quote", "Read", "Read me", "Give me", "Go to")
        for the in ("the", "a", "an")
        for part in PARTS
    ),
    *(f"Find the parts {about}" for about in ("about", "on", "with", "that mention", "that mentions", "that tells of", "that tell about")),
    *(f"Find the part where {it} {mentions}" for it in ("it", "the article") for mentions in ("mentions", "talks about", "discusses", "tells of")),
    *("Describe", "List", "Name", "Give me", "List all", "Give me all", "Describe me", "What are"),
]


def test_however_a_topic_is_named() -> None:
    assert [naming for naming in NAMING if named_topic(f"{naming} men's sea walls?") != "men's sea walls"] == []
    assert [the for the in ("the", "a", "an", "its", "of the", "all the") if named_topic(f"List {the} sea walls") != "sea walls"] == []
    assert [few for few in ("the sea walls", "sea walls", "harbour", "men's sea walls") if named_topic(few) != few.removeprefix("the ")] == []
    assert named_topic("What about one two-way a b c?") is None
    assert named_topic("Tell me about ice old low sea walls?") == "ice old low sea walls"
    assert named_topic("ice old low sea") is None


NO_TOPIC = (
    "what who whom whose which when where why how is are was were do does did has have had can could will would should may might must i you he she it we"
    " they me him her them us this that these those there here yes no not ok more else next then now again please and or but so if because"
    " thing things something anything everything nothing one ones all any some"
).split()


def test_what_stands_for_something_else_names_no_topic() -> None:
    assert [word for word in NO_TOPIC if named_topic(f"Tell me about walls {word} of stone")] == []


WHAT_HAPPENED = [
    f"{so}what {has}{happened}?" for so in ("", "So ") for has in ("", "has ", "is ", "was ") for happened in ("happened", "happening", "going on")
]
TEXTS = (
    "paper study report essay post book interview speech letter guide tutorial review chapter recipe announcement obituary contract agreement terms policy"
    " manual novel poem column feature transcript"
).split()
WHAT_IT_IS_ABOUT = [
    *(f"What {was} {the} {old}paper {all_}about?" for was in ("is", "was") for the in ("the", "this", "that") for old in ("", "old ") for all_ in ("", "all ")),
    *(f"What is the {text} about?" for text in (*TEXTS, "press release")),
]


def test_what_the_whole_article_answers() -> None:
    assert [question for question in (*WHAT_HAPPENED, *WHAT_IT_IS_ABOUT) if not wants_all(question)] == []
    assert [question for question in ("What happened to him?", "What is the ferry about?", "What is the very old paper about?") if wants_all(question)] == []


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What do these articles say about the harbour?", "the harbour"),
        ("Can you tell me what is said of the driver in the text?", "the driver"),
        ("tell me about the driver", ""),
        ("the driver?", ""),
    ],
)
def test_topics_that_every_mention_is_asked_of(question: str, topic: str) -> None:
    assert topic_of(question) == topic


def test_how_it_went_on_is_what_the_article_tells_next(report: Assistant) -> None:
    told = "The storm damaged the lifeboat station at Bamburgh. [1]"
    answer = report.answer("What happened then?", [("What did the storm damage?", told)])
    assert [one.quote for one in answer.citations] == ["Council leader Martin Shafto called for help."]
    end = "A lorry driver was rescued near Belford. [1]"
    assert not report.answer("And what happened then?", [("Who was rescued?", end)]).answered


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What happened then?", True),
        ("and what happened after that", True),
        ("then what?", True),
        ("And then?", True),
        ("What happened next to the driver?", False),
        ("What happened?", False),
    ],
)
def test_what_asks_how_it_went_on(question: str, asks: bool) -> None:
    assert asks_what_next(question) is asks


def test_mentions_go_by_the_words_that_matter() -> None:
    assert mentions("The lifeboats were moved.", "the lifeboat")
    assert not mentions("The boats were moved.", "the lifeboat")
    assert not mentions("Anything at all.", "the")


def test_what_else_is_said_is_nothing_that_was_told_already() -> None:
    assert topic_of("What else does the article say about Ann Lee?") == topic_of("What does the article say about Ann Lee?")
    assert asks_what_else("What else does the article say about Ann Lee?")
    assert not asks_what_else("What does the article say about Ann Lee?")


DAM = "The dam is old. The dam leaks in spring. A dam keeper lives beside it. The dam holds nine lakes. Boats may not cross the dam. The weir is new."


def test_tell_me_more_quotes_nothing_twice() -> None:
    asked = "What does the article say about the dam?"
    with Assistant.open(Article.from_text(DAM)) as assistant:
        first = assistant.answer(asked)
        second = assistant.answer("Tell me more", [(asked, first.text)])
    assert second.question == "What else does the article say about the dam?"
    assert second.citations
    assert not {one.quote for one in first.citations} & {one.quote for one in second.citations}


def test_the_others_are_those_that_the_article_calls_so_or_the_other_rows() -> None:
    text = (
        "The houses\n\nOne councillor voted against it. The three other councillors voted for it. They have their own and other duties.\n\n"
        "House | Flats | Built\nMole House | 48 | 1962\nVole House | 64 | 1978\nHare House | 12 | 1990\n"
    )
    houses = Assistant.open(Article.from_text(text))
    voted = [("Who voted against it?", "One councillor voted against it. [1]")]
    assert houses.answer("And the others?", voted).text == "The three other councillors voted for it. [1]"
    row = [("How many flats does Vole House have?", "Vole House | 64 | 1978 [1]")]
    for question in ("And the other houses?", "What about the other houses?"):
        assert houses.answer(question, row).text == "Mole House | 48 | 1962 [1]\nHare House | 12 | 1990 [2]"


def test_this_time_is_told_where_the_article_calls_it_so() -> None:
    text = "The relief\n\nMoravia sent ships during the great flood in 1953. This time, it is sending far more.\n\nThe Times of Lund reported on it in time.\n"
    relief = Assistant.open(Article.from_text(text))
    answer = relief.answer(
        "What about this time?", [("Which ships were sent in 1953?", REFUSAL), ("What did Moravia send in 1953?", f"{text.splitlines()[2][:51]} [1]")]
    )
    assert answer.text == "This time, it is sending far more. [1]"


OWLS = """We counted owls. Here is what came of it

Owls hunt at night along the hedges of the valley, and they are counted by their calls.

Q: The owls of the valley were counted by their calls for the first time last year. Why?

A: Nobody knew how many owls hunt along the hedges of the valley at night, and I wanted to find out.

Q: How many are there?

A: Fifty owls call along the hedges of the valley at night, and most of them hunt mice.
"""


def test_the_gist_is_neither_what_an_interviewer_says_nor_a_title_of_several_sentences() -> None:
    gist = Assistant.open(Article.from_text(OWLS)).answer("What is it about?").text
    assert "Owls hunt at night" in gist
    assert "We counted owls." not in gist
    assert "Q:" not in gist


# Drafts of one text, without a reader

HARBOUR = """Harbour guide

The harbour lies north of Halden. It has a crane.

Berths

Boats lie at two piers. The crane stands on the first. A third pier is planned. It will be of stone.

What may I bring?

A dog. Cats are not allowed on the piers.

Why is it closed?

Tools

• A rope
• A knife

Rules

Nobody may swim here. The harbour master keeps the peace.

Places

Boat | Berth | Length
Alma | 3 | 9 m
Berta | 4 | 7 m
Clara | 5 | 8 m"""
_NUMBERED = "Jobs\n\nThese are done.\n\n" + "\n".join(f"{number}. Wash boat {number}" for number in range(1, 26))


@pytest.fixture(scope="module")
def harbour() -> tuple[Article, Telling]:
    article = Article.from_text(HARBOUR)
    return article, Telling(Assistant.open(article)._open().corpus)


def quoted_of(draft: Draft | None) -> list[str]:
    return [statement.text for statement in draft.statements] if draft else []


def at(article: Article, quote: str) -> Place:
    return Place(article.id, article.text.index(quote), article.text.index(quote) + len(quote))


def said(article: Article, *quotes: str, span: str | None = None) -> Draft:
    return Draft(tuple(Statement(quote, (at(article, quote),)) for quote in quotes), answered=True, span=span, answered_by="reader")


def test_of_a_long_list_that_is_counted_the_first_items_are_quoted_and_that_is_told() -> None:
    telling = Telling(Assistant.open(Article.from_text(_NUMBERED))._open().corpus)
    counted = telling.counted("How many steps are there?")
    assert counted is not None
    assert (len(counted.statements), counted.lead) == (20, "The article lists 25 in its longest numbered list, first 20:")


def test_what_is_counted_is_a_list_under_its_own_name(harbour: tuple[Article, Telling]) -> None:
    _, telling = harbour
    counted = telling.counted("How many tools are there?")
    assert counted is not None
    assert counted.lead == "The article lists 2 under “Tools”:"
    assert telling.counted("How many rules are there?") is None, "no list stands under it"
    assert telling.counted("How many ropes are there?") is None
    alone = Telling(Assistant.open(Article.from_text("Guide\n\nIt is short.\n\nTools\n\n• A rope"))._open().corpus)
    assert alone.counted("How many tools are there?") is None, "one item is no list"


def test_the_other_rows_are_those_beside_one_that_was_quoted(harbour: tuple[Article, Telling]) -> None:
    _, telling = harbour
    assert quoted_of(telling.rows_beside("Berta | 4 | 7 m [1]")) == ["Alma | 3 | 9 m", "Clara | 5 | 8 m"]
    assert telling.rows_beside("Nobody may swim here. [1]") is None
    assert telling.rows_beside("Alma | 3 | 9 m Berta | 4 | 7 m Clara | 5 | 8 m") is None


def test_below_a_question_of_the_article_stands_its_answer_with_the_short_one_only_where_it_has_it(harbour: tuple[Article, Telling]) -> None:
    article, telling = harbour
    asked = said(article, "What may I bring?", span="bring")
    assert (quoted_of(telling.below_questions(asked)), telling.below_questions(asked).span) == (["A dog.", "Cats are not allowed on the piers."], None)
    assert telling.below_questions(replace(asked, span="A dog")).span == "A dog"
    refused = Draft(closest=(at(article, "What may I bring?"), at(article, "A dog.")))
    assert telling.below_questions(refused).closest == (at(article, "A dog."),)
    twice = said(article, "What may I bring?", "A dog.")
    assert quoted_of(telling.below_questions(twice)) == ["A dog.", "Cats are not allowed on the piers."]


def test_a_heading_that_is_the_question_is_its_section_and_another_what_was_found_of_it(harbour: tuple[Article, Telling]) -> None:
    article, telling = harbour
    whole = telling.below_headings(said(article, "Berths"), "What about the berths?", list)
    assert quoted_of(whole) == ["Boats lie at two piers.", "The crane stands on the first.", "A third pier is planned."]
    found = telling.below_headings(said(article, "Berths", "A third pier is planned.", span="Berths"), "Which berths are planned?", list)
    assert (quoted_of(found), found.span) == (["A third pier is planned."], None)


def test_what_an_article_says_of_its_heading_is_what_stands_below(harbour: tuple[Article, Telling]) -> None:
    _, telling = harbour
    assert quoted_of(telling.said_of("rules")) == ["Nobody may swim here.", "The harbour master keeps the peace."]
    assert telling.said_of("anchors") is None


def test_of_each_of_several_articles_fewer_sentences_are_told() -> None:
    texts = [f"{name}\n\nThe crane is old. The crane is tall. The crane is red. The crane is loud." for name in ("Halden", "Selm")]
    one, both = (Telling(Assistant.open([Article.from_text(text) for text in some])._open().corpus) for some in (texts[:1], texts))
    assert (len(quoted_of(one.said_of("crane"))), len(quoted_of(both.said_of("crane")))) == (3, 4)


def test_what_else_is_said_is_of_the_last_word_where_nothing_is_of_all(harbour: tuple[Article, Telling]) -> None:
    _, telling = harbour
    assert quoted_of(telling.said_beside("the first crane", ["The crane stands on the first."])) == ["It has a crane."]
    assert telling.said_beside("the first crane", ["The crane stands on the first.", "It has a crane."]) is None


def test_a_heading_says_what_a_question_does(harbour: tuple[Article, Telling]) -> None:
    _, telling = harbour
    assert [telling.headed(question) for question in ("Berths?", "What may I bring?", "May I bring it?", "Cranes?")] == [True, True, False, False]


def test_a_section_is_told_by_its_place_and_a_step_is_not(harbour: tuple[Article, Telling]) -> None:
    _, telling = harbour
    assert quoted_of(telling.numbered("What is chapter 1 about?"))[:2] == ["Berths", "Boats lie at two piers."]
    assert telling.numbered("What is step 1?") is None
