"""Questions about the text itself: whether, where and how often it has some words, whom it names, what it begins with."""

from __future__ import annotations

import pytest

from article_chat.dialogue import Inquiry, Named, Sought, asked_for_names, asked_for_quotations, asked_of_both, asked_of_words, compared, inquired_further
from article_chat.passages import split_sentences
from article_chat.structure.identity import asked_identity, identities
from article_chat.structure.occurring import holding, occurrences
from article_chat.structure.positions import Position, asked_position, part_at, positioned_further


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
        ("Lund", "Edda Lund, 54, spoke.", None),
        ("Lund", "Edda Lund, however, spoke.", None),
        ("Lund", "Edda Lund was tired.", None),
        ("Lund", "Lundgren, the mayor, spoke.", None),
    ],
)
def test_who_somebody_is_said_to_be(name: str, sentence: str, said: str | None) -> None:
    found = [sentence[slice(*one.words)] for one in sorted(identities(name, sentence), key=lambda one: one.rank)]
    assert found[:1] == ([said] if said else [])


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
