"""Questions about the text itself: whether, where and how often it has some words, whom it names, what it begins with."""

from __future__ import annotations

import pytest

from article_chat.dialogue import Inquiry, Named, Sought, asked_for_names, asked_for_quotations, asked_of_both, asked_of_words, compared, inquired_further
from article_chat.passages import split_sentences
from article_chat.structure.identity import asked_identity, identities
from article_chat.structure.occurring import holding, occurrences
from article_chat.structure.positions import Position, asked_position, part_at, positioned_further
from tests.growth import FOURFOLD, growth


@pytest.mark.parametrize(
    ("question", "inquiry"),
    [
        ("Is NATO mentioned?", Inquiry("NATO", Sought.WHETHER)),
        ("is the old mill ever mentioned in this article", Inquiry("old mill", Sought.WHETHER)),
        ("Does the article mention Ada Wells at all?", Inquiry("Ada Wells", Sought.WHETHER)),
        ("And does it say anything about oil?", Inquiry("oil", Sought.WHETHER)),
        ("Does the word “harbour” appear?", Inquiry("harbour", Sought.WHETHER, literal=True)),
        ("Is there any mention of the U.S.?", Inquiry("U.S.", Sought.WHETHER)),
        ("Where is the ferry mentioned?", Inquiry("ferry", Sought.WHERE)),
        ("where does the article mention the ferry", Inquiry("ferry", Sought.WHERE)),
        ("Show me where it says Halden", Inquiry("Halden", Sought.WHERE)),
        ("In which paragraph is Halden?", Inquiry("Halden", Sought.WHERE)),
        ("Who said “it was none of his business, and the ferry's”?", Inquiry("it was none of his business, and the ferry's", Sought.WHERE, literal=True)),
        ("Which paragraph talks about the ferry?", Inquiry("ferry", Sought.WHERE)),
        ("Which section is about the ferry?", Inquiry("ferry", Sought.WHERE)),
        ("Where do they talk about the ferry?", Inquiry("ferry", Sought.WHERE)),
        ("search for the ferry", Inquiry("ferry", Sought.WHERE)),
        ("find crab", Inquiry("crab", Sought.WHERE)),
        ("find the cheapest ferry", None),
        ("Does the author mention 1998?", Inquiry("1998", Sought.WHETHER)),
        ("is the word crab in there?", Inquiry("crab", Sought.WHETHER, literal=True)),
        ('How often does "peace" occur?', Inquiry("peace", Sought.HOW_OFTEN, literal=True)),
        ("How often does the author use the ferry?", None),
        ("How often do they use the ferry?", None),
        ("Where does it say that he left?", None),
        ("How often is Putin mentioned?", Inquiry("Putin", Sought.HOW_OFTEN)),
        ("how many times does the text use the word peace?", Inquiry("peace", Sought.HOW_OFTEN, literal=True)),
        ("How many mentions of Putin are there in the article?", Inquiry("Putin", Sought.HOW_OFTEN)),
        ("Is he mentioned?", None),
        ("Is anyone else mentioned?", None),
        ("Does the article mention why he left?", None),
        ("Does the article mention who built the mill?", None),
        ("Is Putin mentioned in the treaty?", None),
        ("How many times did he win?", None),
        ("How often is the ferry used?", None),
        ("Where does the road appear to end?", None),
        ("Was the mill named after her?", None),
        ("Is " + "a very " * 40 + "long name mentioned?", None),
    ],
)
def test_what_is_asked_of_words(question: str, inquiry: Inquiry | None) -> None:
    assert asked_of_words(question) == inquiry


_DO = ("Does", "Do", "Did")
_BE = ("Is", "Are", "Was", "Were")
_EVER = ("ever", "also", "even", "actually")
_MENTIONED = ("mentioned", "named", "referred to", "brought up", "talked about", "discussed", "written about")
_MENTIONS = (
    "mention",
    "name",
    "refer to",
    "bring up",
    "talk about",
    *(f"say {thing} {of}" for thing in ("anything", "something") for of in ("about", "on", "of")),
)
_MENTIONS_IT = ("mentions", "names", "refers to", "brings up", "talks about", "says something on")
_ANYWHERE = ("at all", "anywhere", "somewhere", "by name", "directly", "explicitly")
_OCCUR = ("appear", "occur", "come up", "turn up", "get mentioned")
_WORD = ("word", "name", "term", "phrase", "expression")
_WHETHER = [
    *(f"{be} Halden mentioned" for be in (*_BE, "And is", "So is", "But is")),
    *(f"Is Halden {ever} mentioned?" for ever in _EVER),
    *(f"Is Halden {mentioned} in this article?" for mentioned in _MENTIONED),
    *(f"Is Halden mentioned {where}" for where in (*_ANYWHERE, "by the article")),
    *(f"{do} it mention Halden?" for do in _DO),
    *(f"{do} the article mention Halden?" for do in _DO),
    *(f"Does it {ever} mention Halden?" for ever in _EVER),
    *(f"Does it {mention} Halden?" for mention in _MENTIONS),
    *(f"Does it mention Halden {where}?" for where in _ANYWHERE),
    *(f"{do} Halden appear in the article?" for do in _DO),
    *(f"Does Halden {occur} in the article?" for occur in (*_OCCUR, "appears", "occurs", "comes up", "turns up", "gets mentioned", "appear anywhere")),
    *(f"{there} mention of Halden?" for there in ("Is there any", "Are there any", "Any", "Is there")),
    *("Any mentions of Halden", "any reference to Halden", "Are there references to Halden?", "Any mention of Halden anywhere in the article?"),
    *("Is there anything about Halden?", "Are there anything on Halden in the article?"),
    *(
        "Is “Halden” mentioned?",
        "Is 'Halden' mentioned?",
        "Is the Halden mentioned?",
        "Is an Halden mentioned?",
        "Is a  Halden mentioned ?!",
        "Does it mention Halden.",
    ),
]
_WHETHER_WORD = [
    *(f"Is the {word} Halden mentioned?" for word in _WORD),
    *(f"{do} it use the word Halden?" for do in _DO),
    *(f"Does the article {use} the word ‘Halden’ {where}?" for use in ("contain", "use", "have", "include") for where in _ANYWHERE[:2]),
    *(f"{do} the word Halden appear?" for do in _DO),
    *(f"Does the word Halden {occur} anywhere?" for occur in _OCCUR),
]
_WHERE = [
    *(f"Where {be.lower()} Halden mentioned?" for be in _BE),
    *("Where is Halden mentioned in the article?", "Where the article mentions Halden"),
    *(f"{what} {part} is Halden?" for what in ("In which", "What") for part in ("paragraph", "sentence", "section", "part", "chapter", "page", "paragraphs")),
    *(f"Which paragraph {be.lower()} Halden mentioned in?" for be in _BE),
    *(f"Where {do.lower()} it mention Halden?" for do in _DO),
    *(f"{show}where it {mentions} Halden" for show in ("", "Show ", "Show me ", "Tell me ") for mentions in _MENTIONS_IT),
    *(f"Where does it {state} Halden?" for state in ("say", "says", "state", "states", "discuss", "discusses")),
    *(f"Where {do.lower()} Halden appear in the article?" for do in _DO),
]
_WHERE_WORD = [
    *(f"{who} {said} “Halden”?" for who in ("Who", "Where") for said in ("said", "wrote", "says", "writes", "asked", "used", "called it")),
    *(f"Where {do.lower()} the word Halden appear?" for do in _DO),
    "Where does the word Halden come up in the article?",
]
_HOW_OFTEN = [
    *(f"How {often} is Halden mentioned?" for often in ("often", "many times", "frequently")),
    *(f"How often {be.lower()} Halden {mentioned}?" for be in _BE for mentioned in _MENTIONED[:3]),
    *(f"How often is Halden mentioned {by} the article?" for by in ("in", "by")),
    *(f"How often {do.lower()} it mention Halden?" for do in _DO),
    *(f"How often does it {mention} Halden?" for mention in ("mention", "name", "use", "say", "refer to")),
    *(f"How often {do.lower()} Halden occur in the article?" for do in _DO),
    *(f"{count} {mentions} of Halden" for count in ("How many", "Count the", "Number of") for mentions in ("mentions", "occurrences")),
    *("How many mentions of Halden does the article have?", "How many mentions of Halden are there?", "Number of mentions of Halden in the article"),
]
_HOW_OFTEN_WORD = [f"How often {do.lower()} the word Halden {occur}?" for do in _DO for occur in _OCCUR]


@pytest.mark.parametrize(
    ("sought", "literal", "questions"),
    [
        (Sought.WHETHER, False, _WHETHER),
        (Sought.WHETHER, True, _WHETHER_WORD),
        (Sought.WHERE, False, _WHERE),
        (Sought.WHERE, True, _WHERE_WORD),
        (Sought.HOW_OFTEN, False, _HOW_OFTEN),
        (Sought.HOW_OFTEN, True, _HOW_OFTEN_WORD),
    ],
)
def test_however_it_is_asked_of_words(sought: Sought, literal: bool, questions: list[str]) -> None:
    wanted = Inquiry("Halden", sought, literal)
    assert [question for question in questions if asked_of_words(question) != wanted] == []


_NO_WORDS = (
    "who what which when where why how whether if that this these those there it he she they him her them his its their we us you anyone anybody anything"
    " someone somebody something everyone everybody everything nothing nobody none any no some all else more other others"
).split()


def test_what_stands_for_something_else_is_no_word_of_the_text() -> None:
    assert [word for word in _NO_WORDS if asked_of_words(f"Does it mention {word} halls?")] == []
    assert asked_of_words("Does the word “ ” appear?") is None


def test_an_inquiry_has_a_length() -> None:
    assert asked_of_words("Is A b c d e f g mentioned?")
    assert asked_of_words("Is b c d e f g h mentioned?") is None
    assert asked_of_words(f"Does it mention the phrase {'b ' * 25}?")
    assert asked_of_words(f"Does it mention the phrase {'b ' * 26}?") is None
    assert asked_of_words(f"Does it mention {'x' * 144}?")
    assert asked_of_words(f"Does it mention {'x' * 145}?") is None
    assert asked_of_words("Is That mentioned?") is None


_KINDS = {
    Named.PEOPLE: "people persons characters person politicians speakers individuals players actors protagonists".split(),
    Named.PLACES: "places locations countries cities towns regions states place country city".split(),
    Named.GROUPS: "organisations organization company companies groups institutions parties".split(),
    Named.TIMES: "dates years times days".split(),
    Named.NUMBERS: "numbers figures statistics stats".split(),
    Named.ALL: ["names", "entities", "proper names"],
}
_NAMES_ASKED = [
    *(
        f"{which} {be.lower()} mentioned?"
        for which in ("What cities", "Which cities", "Which other cities", "Which cities else")
        for be in (*_BE, "Get", "Gets")
    ),
    *(f"Which cities are {named}?" for named in ("named", "all mentioned", "mentioned in the article", "named by the article")),
    *(f"{what} cities {do} it {mention}?" for what in ("What", "Which") for do in ("does", "do") for mention in ("mention", "name")),
    *(
        f"{what} are the cities {there}"
        for what in ("What", "Which", "Who")
        for there in ("mentioned?", "named in the article?", "that are mentioned?", "in the article?")
    ),
    "What are all the cities mentioned?",
    *(f"{give} the cities mentioned" for give in ("List", "Name", "Show", "Show me", "Give me", "Tell me", "List all", "List all of", "List a list of")),
    *(
        "List every city named in the article",
        "Name cities from the article",
        "Name cities in the article",
        "List cities who are mentioned",
        "List cities that are named",
    ),
    *(
        f"{give} cities"
        for give in (
            "List",
            "List all",
            "List of",
            "List the",
            "Name all",
            "Show all the",
            "Show me all",
            "Give me a list of",
            "Tell me a list of",
            "Tell me all of",
        )
    ),
    *("Cities mentioned", "All cities that are named", "Cities mentioned in the article"),
    *(
        f"{what} cities {there}?"
        for what in ("What", "Which")
        for there in ("are there", "are in the article", "does the article have", "are there in the article")
    ),
    *(f"What are the {main} cities?" for main in ("main", "key", "central", "most important", "important", "principal")),
    *(f"Who are the main cities {here}?" for here in ("mentioned", "named", "involved", "here", "in the article", "mentioned here")),
]
_NUMBERS_ASKED = [f"{give} figures?" for give in ("What are the", "Are there any", "Any", "Give me some", "Show me", "Show me some")]


@pytest.mark.parametrize("kind", _KINDS)
def test_what_the_kinds_of_names_are_called(kind: Named) -> None:
    assert [called for called in _KINDS[kind] if asked_for_names(f"Which {called.upper()} are mentioned?") is not kind] == []


def test_however_names_are_asked_for() -> None:
    assert [question for question in _NAMES_ASKED if asked_for_names(question) is not Named.PLACES] == []
    assert [question for question in _NUMBERS_ASKED if asked_for_names(question) is not Named.NUMBERS] == []
    assert [question for question in ("Who does it mention?", "Who do it name?") if asked_for_names(question) is not Named.PEOPLE] == []
    assert [question for question in ("List them", "Which city is it?", "Any cities?") if asked_for_names(question)] == []


_QUOTES = ("quote", "quotes", "quotation", "quotations")
_QUOTATIONS_ASKED = [
    *(
        f"{what}{any_} {quote}?"
        for what in ("Are there", "Is there", "List", "Show", "Show me", "Give me", "Find", "Find me")
        for any_ in ("", " any")
        for quote in _QUOTES
    ),
    *(f"{what} are the {good}quotes?" for what in ("What", "Which", "Where") for good in ("", "direct ", "good ", "important ", "key ")),
    *(f"List {any_} quotes" for any_ in ("some", "all", "the", "a", "an", "all the")),
    *("Any quotes", "All quotes", "All the quotes", "Any quotes in the article", "Any quotes from the article"),
    *(f"Who {gets} quoted {by} the article?" for gets in ("is", "was", "gets") for by in ("in", "by")),
    *(f"{what} {quotes} are there?" for what in ("What", "Which") for quotes in ("quotes", "direct quotes", "quotations")),
    *("What quotes does the article have?", "What quotes are in the article?"),
]
_OF_LUND = [f"{what} {of} Lund?" for what in ("Any quotes", "What quotes are there") for of in ("from", "by", "of")]


def test_however_quotations_are_asked_for() -> None:
    assert [question for question in _QUOTATIONS_ASKED if asked_for_quotations(question) != ""] == []
    assert [question for question in _OF_LUND if asked_for_quotations(question) != "Lund"] == []


_COMPARED = [
    *(f"{compare} Lund {to} Aune" for compare in ("Compare", "Contrast") for to in ("and", "with", "to", "versus", "vs", "from")),
    *(f"What {be.lower()} the difference between Lund and Aune?" for be in _BE),
    *(f"What are the {what} between Lund and Aune?" for what in ("differences", "main differences", "key similarities", "similarity")),
    *(f"How {do} Lund differ from Aune?" for do in ("does", "do", "did", "is", "are", "was", "were")),
    *("How is Lund different from Aune?", "How is a Lund different from the Aune?"),
    *(f"How {do.lower()} Lund compare {to} Aune?" for do in _DO for to in ("to", "with")),
    *(f"How {do} Lund and Aune {differ}?" for do in ("does", "do", "did", "are", "were") for differ in ("differ", "compare", "different")),
    *("Lund vs Aune", "Lund versus Aune", "Lund vs. Aune"),
]
_BOTH = [
    *(f"{tell} about Lund and Aune" for tell in ("Tell", "Say", "Tell me", "Tell me more", "Say something")),
    "And tell me about Lund and Aune",
    "What does the article say about Lund and an Aune?",
]


def test_however_two_are_asked_about() -> None:
    assert [question for question in _COMPARED if compared(question) != ("Lund", "Aune")] == []
    assert [question for question in _BOTH if asked_of_both(question) != ("Lund", "Aune")] == []
    assert compared("Compare the end of the war and the flood") == ("end of the war", "flood")
    assert [question for question in ("Compare Lund and Him", "Compare Them and Lund") if compared(question)] == []


_FURTHER = [
    f"{about} {a}Blair?" for about in ("And", "Or", "What about", "How about", "And what about", "And how about") for a in ("", "the ", "a ", "an ", "“")
]


def test_however_an_inquiry_is_gone_on_from() -> None:
    assert [question for question in _FURTHER if inquired_further(question, "Is NATO mentioned?") != "Is Blair mentioned?"] == []
    where = ("Where?", "And where?", "so WHERE exactly?", "Where in the article?", "where in the text?")
    assert [question for question in where if inquired_further(question, "Is NATO mentioned?") != "Where is NATO mentioned?"] == []
    often = ("How often?", "and how many times?", "So how FREQUENTLY")
    assert [question for question in often if inquired_further(question, "Is NATO mentioned?") != "How often is NATO mentioned?"] == []
    assert inquired_further("And CITIES?", "Who is mentioned?") == "Which places are mentioned?"
    assert inquired_further("And cities of it?", "Who is mentioned?") is None
    assert inquired_further("And cities abroad?", "Who is mentioned?") is None
    assert inquired_further("And His boat?", "Is NATO mentioned?") is None
    assert inquired_further("And cities?", "Who won?") is None
    assert inquired_further("And A b c d e f?", "Is NATO mentioned?") == "Is b c d e f mentioned?"
    assert inquired_further("And a b c d e f g?", "Is NATO mentioned?") == "Is b c d e f g mentioned?"
    assert inquired_further("And b c d e f g h?", "Is NATO mentioned?") is None
    assert inquired_further("How often?", "Who won?") is None
    assert inquired_further("Where was he?", "Is NATO mentioned?") is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who is mentioned?", Named.PEOPLE),
        ("who else is named in the article", Named.PEOPLE),
        ("Which countries are mentioned?", Named.PLACES),
        ("List all the companies", Named.GROUPS),
        ("what are the names in this article?", Named.ALL),
        ("Give me all dates", Named.TIMES),
        ("What are the key figures?", Named.NUMBERS),
        ("Who are the main characters?", Named.PEOPLE),
        ("Who is named as the next director?", None),
        ("key dates", Named.TIMES),
        ("list the important people in the article", Named.PEOPLE),
        ("What are the dates?", None),
        ("key people skills", None),
        ("Tell me the names of the winners", None),
        ("Which companies are named as suppliers?", None),
    ],
)
def test_which_names_are_asked_for(question: str, kind: Named | None) -> None:
    assert asked_for_names(question) is kind


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Are there any quotes?", ""),
        ("Who is quoted?", ""),
        ("give me a quote from Lund", "Lund"),
        ("Any quotations by the mayor?", "the mayor"),
        ("quotes from Lund", "Lund"),
        ("Who quotes the mayor?", None),
        ("What quotes did he give?", None),
    ],
)
def test_whose_quotations_are_asked_for(question: str, who: str | None) -> None:
    assert asked_for_quotations(question) == who


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Lund?", "Lund"),
        ("and who exactly was Edda Lund", "Edda Lund"),
        ("What is the NSU?", "NSU"),
        ("Who was Edda Lund of the University of Halden?", "Edda Lund of the University of Halden"),
        ("Who is the mayor?", None),
        ("Who is President of Peru?", None),
        ("Who was Lund's brother's boss at the time of the flood?", None),
        ("What is Lund doing in Halden now that the ferry is shut?", None),
    ],
)
def test_whose_identity_is_asked_for(question: str, name: str | None) -> None:
    assert asked_identity(question) == name


@pytest.mark.parametrize(
    ("name", "sentence", "said"),
    [
        ("Lund", "Edda Lund is the mayor of Halden, a small town.", "the mayor of Halden"),
        ("Lund", "Edda Lund, the mayor of Halden, spoke.", "the mayor of Halden"),
        ("Lund", '"No," said Edda Lund, its mayor.', "its mayor"),
        ("Lund", "The town's mayor, Edda Lund, spoke.", "The town's mayor"),
        ("Lund", "Yesterday the director Edda Lund slept.", "the director"),
        ("Lund", "To a crowd, Foreign Minister Edda Lund spoke.", "Foreign Minister Edda Lund"),
        ("NSU", "The North Sea Union (NSU) paid.", "The North Sea Union"),
        ("NSU", "NSU (a union of sailors) paid.", "a union of sailors"),
        ("Safe Water", "According to the charity Safe Water, few swim.", "the charity"),
        ("Halden", "He lives in a small town called Halden.", "a small town"),
        ("Lund", "It rained on the day Lund, as ever, slept.", None),
        ("Lund", "He left the house with Lund.", None),
        ("Lund", "As to Lund, the mayor was wrong.", None),
        ("Lund", "As to Lund, who was wrong, nobody spoke.", "who was wrong"),
        ("Lund", "As to Lund, who had said no, nobody spoke.", "who had said no"),
        ("Lund", "Edda Lund, who was ill, slept, and Edda Lund, the mayor of Halden, left.", "the mayor of Halden"),
        ("Edda", "Yesterday my neighbour Edda slept.", "my neighbour"),
        ("Edda Lund", "A daughter from her first marriage, Edda Lund, became a pilot.", "A daughter from her first marriage"),
        ("Edda Lund", "They moved in with an aunt, Edda Lund, who kept goats and sang.", "an aunt"),
        ("Admiral", "There is a goose we call the Admiral who bites.", "a goose"),
        ("Lund", "It is a day we call Lund in vain.", None),
        ("Lund", "Edda Lund, 54, spoke.", None),
        ("Lund", "Edda Lund, however, spoke.", None),
        ("Lund", "Edda Lund was tired.", None),
        ("Lund", "Lundgren, the mayor, spoke.", None),
    ],
)
def test_who_somebody_is_said_to_be(name: str, sentence: str, said: str | None) -> None:
    found = [sentence[slice(*one.words)] for one in sorted(identities(name, sentence), key=lambda one: one.rank)]
    assert found[:1] == ([said] if said else [])


_WHOSE = ("the", "a", "an", "its", "his", "her", "their", "our")
_SAID_OF_LUND = [
    *(f"Edda Lund {was} {{the mayor}}." for was in ("is", "was", "are", "were")),
    *(f"Edda Lund is {{{whose} mayor}}." for whose in (*_WHOSE, "one of", "Halden's", "Haldens’")),
    *(
        f"Edda Lund is {{the mayor}}{end}"
        for end in (", so", "; so", ") so", " – so", ". So", "!", "", *(f" {word} so" for word in "said says told and but".split()))
    ),
    "Edda Lund, is {the mayor}.",
    *(f"Edda Lund, {{{who} was ill}}, left." for who in ("who", "whose", "which", "where")),
    *(f"Edda Lund, {{{whose} oldest skipper}}, left." for whose in ("the", "Halden's")),
    *(f"Edda Lund, {{mayor {of} Halden}}, left." for of in ("of", "at", "for", "in")),
    "Edda Lund, {former mayor of Halden}, left.",
    *("Edda Lund ({a mayor}) left.", "Edda Lund is {the No.5 of it}, so."),
    *(
        f"now {{{title} Edda Lund}} slept."
        for title in (
            "General",
            "President of Peru",
            "President of the Senate",
            "President Ada",
            "North Sea Minister",
            "Bank of Peru President",
            "Bank for the North President",
        )
    ),
    *(f"Yesterday {{{whose} director}} Edda Lund slept." for whose in (*_WHOSE, "The", "the union's managing")),
    *("Yesterday {director} Edda Lund slept.", "Yesterday {the director}, Edda Lund slept."),
]
_SAID_OF_HALDEN = [
    *(f"It is {{a small town}}{called} Halden." for called in (" called", " named", ", called", ", named", "")),
    *(f"It is {{{a} town}} Halden{end}" for a in ("the", "a", "an") for end in (", so", ".", "; so", ": so", ") so", "”, so", "")),
    "It is {a town} “Halden”.",
]
_NOTHING_OF_LUND = [
    *(f"Edda Lund ({word} it) left." for word in "where which when see and or for now then then-".split()),
    *(f"Edda Lund ({words}) left." for words in ("54", "it")),
    *(f"It was the {word} Lund." for word in "of and or from with for than that when where while after before day week year time way moment".split()),
    *(f"It was the {word} Lund." for word in ("tired", "waiting", "early")),
    *("The director Edda Lundgren slept.", "General Lundgren slept.", "now Mr Edda Lund slept.", "Karl-Lund is the mayor.", "In a town Lund slept."),
]


def test_however_it_is_said_who_somebody_is() -> None:
    def marked(name: str, sentence: str) -> str:
        found = sorted(identities(name, sentence), key=lambda one: one.rank)
        start, end = found[0].words if found else (0, 0)
        return f"{sentence[:start]}{{{sentence[start:end]}}}{sentence[end:]}" if found else sentence

    def plain(sentence: str) -> str:
        return sentence.replace("{", "").replace("}", "")

    assert [said for said in (*_SAID_OF_LUND, *_NOTHING_OF_LUND) if marked("Lund", plain(said)) != said] == []
    assert [said for said in _SAID_OF_HALDEN if marked("Halden", plain(said)) != said] == []
    assert marked("NSU", "The Union of the Sea for Aid (NSU) paid.") == "{The Union of the Sea for Aid} (NSU) paid."


_WHO_IS_LUND = [
    *(f"{so}who is Lund?" for so in ("And ", "So ", "but ", "")),
    *(f"{who} {was} Lund" for who in ("Who", "What", "Who exactly") for was in ("is", "was", "are", "were")),
    *("Who is this Lund?", "Who are these Lund?", "Who is the Lund?", "Who is Lund anyway?", "Who is Lund exactly?"),
]


def test_however_it_is_asked_who_somebody_is() -> None:
    assert [question for question in _WHO_IS_LUND if asked_identity(question) != "Lund"] == []
    assert asked_identity("Who is General of Peru?") is None


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("Compare Lund and Aune", ("Lund", "Aune")),
        ("What's the difference between the ferry and the bridge?", None),
        ("What is the difference between the ferry and the bridge?", ("ferry", "bridge")),
        ("How does the ferry differ from the bridge?", ("ferry", "bridge")),
        ("Lund vs. Aune", ("Lund", "Aune")),
        ("compare it with the other", None),
        ("Who is Lund?", None),
    ],
)
def test_what_is_to_be_compared(question: str, pair: tuple[str, str] | None) -> None:
    assert compared(question) == pair


def test_two_things_to_be_told_about() -> None:
    assert asked_of_both("Tell me about the ferry and Lund") == ("ferry", "Lund")
    assert asked_of_both("Tell me about the ferry") is None


@pytest.mark.parametrize(
    ("question", "before", "read"),
    [
        ("And Blair?", "Is NATO mentioned?", "Is Blair mentioned?"),
        ("what about the ferry?", "How often is Lund mentioned?", "How often is ferry mentioned?"),
        ("how often?", "Is NATO mentioned?", "How often is NATO mentioned?"),
        ("where?", "does it mention NATO", "Where is NATO mentioned?"),
        ("and places?", "Who is mentioned?", "Which places are mentioned?"),
        ("And why?", "Is NATO mentioned?", None),
        ("And Blair?", "Who is NATO's head?", None),
        ("And the mayor?", "Who is mentioned?", None),
    ],
)
def test_a_fragment_goes_on_from_an_inquiry(question: str, before: str, read: str | None) -> None:
    assert inquired_further(question, before) == read


TEXT = "Ada Wells ran the IT office. It was small.\nMayor Ada Maria Wells spoke of boats; a boat sank. Wells's boathouse, too."


@pytest.mark.parametrize(
    ("words", "literal", "count"),
    [
        ("wells", False, 3),
        ("boats", False, 2),
        ("boat", True, 1),
        ("IT", False, 1),
        ("Mayor Wells", False, 1),
        ("Mayor Wells", True, 0),
        ("Bob", False, 0),
        (" boats ", False, 2),
        ("boat", False, 2),
        ("Boats", False, 1),
        ("gas", False, 0),
        ("glass", False, 0),
        ("houses", False, 0),
        ("A", False, 1),
        ("ADA WELLS", False, 1),
        ("IT OFFICE", False, 1),
        ("a.a", False, 0),
    ],
)
def test_where_words_stand(words: str, literal: bool, count: int) -> None:
    found = occurrences(words, TEXT, literal=literal)
    assert len(found) == count
    assert all(TEXT[start:end].lower().split()[-1][:3] == words.lower().split()[-1][:3] for start, end in found)


def test_each_sentence_that_holds_words_comes_once() -> None:
    sentences = split_sentences(TEXT)
    assert [TEXT[slice(*span)][:5] for span in holding(occurrences("boat", TEXT), sentences)] == ["Mayor"]
    assert holding([], sentences) == []
    assert holding([(0, 3)], [(0, 9)]) == [(0, 9)]
    assert holding([(0, 3)], [(5, 9)]) == [], "what stands in no sentence"


def test_only_a_plural_is_looked_for_in_the_singular() -> None:
    text = "Bu saw a glas of glass on the bus in the harbour."
    assert [[text[slice(*span)] for span in occurrences(word, text)] for word in ("glass", "bus", "harbour")] == [["glass"], ["bus"], ["harbour"]]


STORY = """The bridge

A photo of the bridge

It was opened in 1932. Trains use it.

Dogs may not cross. Cats may!
It closes at night.
"""


@pytest.mark.parametrize(
    ("question", "position", "part"),
    [
        ("What does the first paragraph say?", Position("paragraph", 1), ["It was opened in 1932.", "Trains use it."]),
        ("read me the 2nd paragraph", Position("paragraph", 2), ["Dogs may not cross.", "Cats may!"]),
        ("the last sentence", Position("sentence", -1), ["It closes at night."]),
        ("Quote the second to last sentence", Position("sentence", -2), ["Cats may!"]),
        ("How does the article begin?", Position("paragraph", 1), ["It was opened in 1932.", "Trains use it."]),
        ("how does this text end", Position("paragraph", -1), ["It closes at night."]),
        ("What does the ninth paragraph say?", Position("paragraph", 9), []),
        ("What is paragraph 2 about?", Position("paragraph", 2), ["Dogs may not cross.", "Cats may!"]),
        ("summarise the second paragraph", Position("paragraph", 2), ["Dogs may not cross.", "Cats may!"]),
        ("sentence 5", Position("sentence", 5), ["It closes at night."]),
        ("What is the first word?", Position("word", 1), ["It"]),
        ("the last word of the article", Position("word", -1), ["night"]),
        ("Who had the last word?", None, []),
        ("Paragraph 2 of the law?", None, []),
        ("paragraph 0", None, []),
        ("What did the last paragraph of the law change?", None, []),
        ("How does the war end?", None, []),
    ],
)
def test_parts_by_where_they_stand(question: str, position: Position | None, part: list[str]) -> None:
    assert asked_position(question) == position
    if position:
        assert [STORY[slice(*span)].strip() for span in part_at(position, STORY, split_sentences(STORY))] == part


def test_the_number_of_an_item_is_no_sentence() -> None:
    text = "The list\n\n1. Pay the ferry. Keep the ticket.\n2. Wait here."
    told = part_at(Position("paragraph", 1), text, split_sentences(text))
    assert [text[slice(*span)].strip() for span in told] == ["1. Pay the ferry.", "Keep the ticket."]


@pytest.mark.parametrize(
    ("question", "before", "read"),
    [
        ("and the last one?", "What does the first paragraph say?", "What does the last paragraph say?"),
        ("The next?", "Read me the second sentence", "What does the third sentence say?"),
        ("the next?", "How does the article end?", None),
        ("and the last one?", "Who won?", None),
        ("what comes after that?", "Read me the second sentence", "What does the third sentence say?"),
        ("and the one before?", "What does the 3rd paragraph say?", "What does the second paragraph say?"),
        ("next", "paragraph 14", "What does paragraph 15 say?"),
        ("the one before", "What does the first paragraph say?", None),
        ("what comes after that?", "Who won?", None),
    ],
)
def test_a_part_after_another(question: str, before: str, read: str | None) -> None:
    assert positioned_further(question, before) == read


_TEXTS = ("article", "text", "story", "piece", "document", "page", "report", "essay", "post", "paper")
_FIRST_PARAGRAPH = [
    *(f"{what} the first paragraph?" for what in ("What is", "What’s", "Whats", "what's", "Which is", "What was", "What", "Which")),
    *(f"What {does} the first paragraph say?" for does in ("does", "do", "did")),
    *(
        f"{you}{read} the first paragraph"
        for you in ("", "Can you ", "Could you ")
        for read in ("read", "show", "quote", "give", "tell", "cite", "print", "repeat")
    ),
    *(f"{read} the first paragraph." for read in ("Read me", "Read out", "Read me out")),
    *(f"{first} paragraph" for first in ("The first", "Its first", "First", "1st", "The opening")),
    *(f"the first paragraph {says}" for says in ("say", "says", "about", "tell us", "of it", "of it say", "of it about")),
    *(f"the first paragraph {of} {this} {text}" for of in ("of", "in") for this in ("the", "this", "that") for text in _TEXTS),
    *(f"How {does} {this} {text} {begin}?" for does in ("does", "did") for this in ("the", "that") for text in _TEXTS for begin in ("begin", "start", "open")),
]
_LAST_PARAGRAPH = [
    *(f"The {last} paragraph" for last in ("last", "final", "closing", "concluding")),
    *(f"How does the article {end}?" for end in ("end", "close", "conclude", "finish")),
]


def test_however_a_part_is_asked_for() -> None:
    assert [question for question in _FIRST_PARAGRAPH if asked_position(question) != Position("paragraph", 1)] == []
    assert [question for question in _LAST_PARAGRAPH if asked_position(question) != Position("paragraph", -1)] == []
    numbers = {"second": 2, "2nd": 2, "3rd": 3, "11th": 11, "twelfth": 12, "next to last": -2, "second to last": -2}
    assert [asked for asked, number in numbers.items() if asked_position(f"The {asked} sentence") != Position("sentence", number)] == []


def test_however_a_part_is_gone_on_from() -> None:
    before = "What does the first paragraph say?"
    after = [
        f"{what}{second}?"
        for what in ("and ", "What about ", "how about ", "And what about ", "")
        for second in ("the second", "second one", "the next paragraph")
    ]
    assert [question for question in after if positioned_further(question, before) != "What does the second paragraph say?"] == []
    assert positioned_further("and the second one of the law?", before) is None
    assert positioned_further("The next?", "The twelfth paragraph") == "What does paragraph 13 say?"
    assert positioned_further("The next?", "The eleventh paragraph") == "What does the twelfth paragraph say?"


def test_a_sentence_may_end_in_a_bracket_or_a_number_of_its_own() -> None:
    lines = ["No. 4 bridge", "It was opened.[1][a]", "“It fell.”)", "It rose… "]
    text = "\n".join(lines)
    spans = [(text.index(line), text.index(line) + len(line)) for line in lines]
    assert [part_at(Position("sentence", number), text, spans) for number in (1, 2, 3)] == [(span,) for span in spans[1:]]
    assert part_at(Position("sentence", 0), text, spans) == ()


def test_a_rule_of_hyphens_behind_a_name_is_gone_through_once() -> None:
    assert growth(lambda size: occurrences("Mayor Aune", f"Mayor{'-' * size}"), 1_000) < FOURFOLD
