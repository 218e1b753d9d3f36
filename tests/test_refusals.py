"""What stands in a model's reply and is no claim about the world: refusals in any words, headings and courtesies; and what only looks like one."""

from __future__ import annotations

import pytest

from article_chat.datatypes import REFUSAL
from article_chat.models.refusals import announces_sources, declines, is_courtesy, is_refusal, may_be_refusal, tells_of_a_gap, tells_of_its_gap


@pytest.mark.parametrize(
    "text",
    [
        REFUSAL,
        "the article doesn’t say",
        "“The article does not say.”",
        "– The article doesn't say. 1",
        "Final answer: The article doesn't say.",
        "Answer: the article DOESN'T SAY",
    ],
)
def test_the_phrase_is_a_refusal_however_it_is_set(text):
    assert is_refusal(text)


@pytest.mark.parametrize("text", ["", "The article doesn't say how.", "The article says so.", "It is no final answer: the article doesn't say"])
def test_more_than_the_phrase_is_no_refusal(text):
    assert not is_refusal(text)


def test_a_beginning_may_be_the_phrase_until_it_cannot():
    assert all(may_be_refusal(REFUSAL[:end]) for end in range(len(REFUSAL) + 1))
    assert not may_be_refusal("The article says")


TEXTS = [
    "the article",
    "this article",
    "These sources",
    "None of the excerpts",
    "Your text",
    "The provided context",
    "The given available passages",
    "The above information",
    "The passages provided",
    "The text given",
    "The passage above",
]
LACKS = [
    "do not mention it",
    "does not say",
    "didn't tell",
    "cannot tell us",
    "can't tell us",
    "gives no age",
    "give no age",
    "provides nothing",
    "contains no figures",
    "makes no mention of it",
    "offers no reason",
    "has no date",
    "have nothing on it",
    "say nothing",
    "says nothing of it",
    *(f"says nothing {more}" for more in ("at all", "more", "else", "about it", "on it", "regarding it", "concerning it")),
    "mentions no name",
    "includes no name",
    "holds nothing",
    "is silent on it",
    "are silent",
]
OPENINGS = [
    "I'm sorry, ",
    "I am so sorry, but ",
    "Sorry but ",
    "Very sorry, ",
    "We're sorry, ",
    "I'm afraid ",
    "I'm afraid that ",
    "Unfortunately, ",
    "Unfortunately ",
    "However, ",
    "As an AI language model, ",
    "Based on the passages, ",
    "According to the article, ",
    "From what I read, ",
    "In the passages, ",
    "Unfortunately, based on the passages, ",
]
GAPS = [
    *(f"{text} does not say" for text in TEXTS),
    *(f"The passages {lacks}" for lacks in LACKS),
    *(f"{opening}the article doesn't say" for opening in OPENINGS),
    *(f"None of the passages {verb} it" for verb in "mention say state contain tell answer address provide give specify discuss".split()),
    "None of the given excerpts mention it",
    "None of the provided sources mention it",
    *(f"{there} {what} of it" for there in ("There is no", "There's no", "There is not any", "There is not enough") for what in ("information", "mention")),
    "There is insufficient information",
    "There is no indication of that",
    *(f"{it} is not mentioned" for it in ("It", "That", "This", "The answer", "That question", "Your question", "This information", "Information")),
    *(f"The details are not {given}" for given in "mentioned stated specified given provided available included addressed answered covered discussed".split()),
    *(f"It isn't {flatly} stated" for flatly in "explicitly directly specifically clearly actually".split()),
    "His age is not mentioned in the article.",
    "The dates were not given anywhere by the passages",
    "The dates are not stated in the passages",
    "His wage was not stated by this text",
    "His wages weren't clearly stated in this text",
    "No information on it",
    "No mention of it",
    "Not enough information to tell",
    "Insufficient information to tell",
    "Not mentioned.",
    "Not stated.",
    "Not specified.",
    "Not given",
    "Unknown",
    "N/A",
    "It is not possible to tell from the article",
    "It's impossible to tell from the article",
    "It is unclear from the passages who it was",
    "It is not clear from the text who it was",
    *(f"Her age {cannot} be {found} from the passages" for cannot in ("cannot", "can't", "can not") for found in ("answered", "determined")),
    *(f"Her age {cannot} be {found} from the text" for cannot in ("could not", "couldn't") for found in ("established", "found", "inferred", "known")),
]
OWN_GAPS = [
    *(f"The question {cannot} be {found}" for cannot in ("cannot", "can't", "can not") for found in ("answered", "determined")),
    *(f"The details {cannot} be {found}" for cannot in ("could not", "couldn't") for found in ("found", "given")),
    *(f"I don't have {enough} information" for enough in ("enough", "any", "sufficient", "the")),
    *(f"I do not have the {what}" for what in ("context", "details", "detail")),
    *(f"I {cannot} tell" for cannot in ("do not", "don't", "cannot", "can't", "could not", "couldn't", "was unable to", "am not able to")),
    *(f"I'm unable to {find}" for find in ("know", "find it", "answer", "determine it")),
    "Unfortunately, I cannot tell from that",
]


def test_that_nothing_is_said_is_no_claim_in_whatever_words():
    assert [text for text in [*GAPS, *OWN_GAPS] if not tells_of_a_gap(text)] == []


def test_that_the_model_has_no_answer_is_no_claim_whatever_is_cited_for_it():
    assert [text for text in OWN_GAPS if not tells_of_a_gap(text, cited=True)] == []


def test_that_somebody_did_not_say_may_be_what_a_passage_tells():
    assert [text for text in GAPS if tells_of_a_gap(text, cited=True)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The police did not say.",
        "The article says that he did not say why.",
        "The passage was closed to ships, and no date was given.",
        "The passages do not mention his age, but he is 61.",
        "The article doesn't say why; however, he left.",
        "It is not mentioned – it is praised",
        "I can't find it, though he said so",
        "The answer is not stated, although he hinted at it",
        "The article gives no age: only his name",
        "The harbour is not provided with a crane.",
        "The dates were not given in May.",
        "Unknown to his crew, he had sold the ship.",
        "Not stated in dollars, it is two million crowns.",
        "It is unclear to the mayor who paid.",
        "The leak cannot be found by the divers.",
        "Nothing. The article doesn't say.",
        "The article says no ship was lost.",
        "Her name is not given in the text of the treaty.",
        "He wrote that I cannot know.",
        "He said that it is unclear from the text of the law who paid.",
        "The passages say nothing was stolen.",
    ],
)
def test_what_tells_something_is_a_claim(text):
    assert not tells_of_a_gap(text)


@pytest.mark.parametrize(
    "text",
    [
        "The article does not say.",
        "Unfortunately, these provided excerpts given are silent on it",
        "The above passages contain nothing.",
        "This given available article cannot say.",
        "The excerpts above are silent.",
        "The passage provided does not say.",
    ],
)
def test_what_is_told_of_the_article_is_known(text):
    assert tells_of_its_gap(text)


@pytest.mark.parametrize(
    "text",
    [
        "The context does not say.",
        "None of the passages say so.",
        "The article says nobody was hurt.",
        "The article says no one was hurt.",
        "He said the article does not say.",
    ],
)
def test_what_is_told_of_something_else_is_not(text):
    assert not tells_of_its_gap(text)


CANNOT = ["can't", "cannot", "can not", "won't", "will not", "am unable to", "am not able to"]


@pytest.mark.parametrize(
    "text",
    [
        *(f"I {cannot} help with that" for cannot in CANNOT),
        *(f"Sorry, I'm unable to {do}" for do in ("assist", "comply", "continue", "do that", "provide that")),
    ],
)
def test_a_model_that_will_not_answer_is_understood(text):
    assert declines(text)


@pytest.mark.parametrize("text", ["I cannot help but laugh", "I can help", "He said: I can't help", "I cannot provide a date"])
def test_a_model_that_answers_declines_nothing(text):
    assert not declines(text)


ANNOUNCED = [
    *("Sure!", "Sure thing!", "Certainly.", "Of course!", "Absolutely!", "Great question!", "Good question.", "Thank you for asking!", "Thanks!"),
    *("Here's the answer:", "Here is what I found:", "Here are the reasons:"),
    *("Answer:", "Final answer:", "Short answer:", "Sources:", "Source:", "Reference:", "References", "Citation:", "Citations:", "See"),
    *("Passage 1", "Passages 1, 2 and 13", "Source: Passage 1", "Sources: passages 1 and 2", "Citations: Passage 3", "References – passage 4"),
    *("Based on the passages:", "According to the article, here is the answer:", "From the text:"),
    *(f"The article {gives} the following:" for gives in ("give", "lists", "mentions", "names", "offers", "provides", "says", "states", "tells", "tells us")),
    *(f"The article gives {few} main reasons:" for few in ("these", "some", "several", "a few", "two", "three", "four", "five", "many", "3", "the following")),
    *(f"The article gives {what}:" for what in "reasons facts points examples details factors explanations arguments information reason".split()),
    "Note that this answer is based only on the passages.",
    "(Please note: my response was entirely based on the given text.)",
    "The above summary is based solely on the article",
    "This information is based on the sources provided.",
    *(f"{i} happy to help!" for i in ("I'd be", "I would be more than", "I'll be", "I'm", "I am")),
    *("I'm glad to assist with that.", "I'd be delighted to answer this question."),
    *(f"If you {have} more questions, let me know!" for have in ("have", "need", "want", "would like", "'d like", "could", "can")),
    *(
        f"If you have the text, {do}!"
        for do in ("please send it", "share it", "provide it", "i can look", "i could look", "i'd look", "i'll look", "happy to look")
    ),
    *(f"Confidence: {level}" for level in ("high", "medium", "moderate", "low", "very high", "0.9", "90%", "90 %", "9/10", "9 / 10")),
    *("Confidence level: high", "(Confidence score: 0.8)"),
    *("I hope this helps!", "Hope that answers your question.", "I hope it helped", "Hope this answered it.", "Hope I could help!"),
    *("Let me know if you want more.", "Please feel free to ask."),
    "Is there anything else?",
    *(f"{do} you {like} to know more?" for do in ("Would", "Do") for like in ("like", "want", "need", "have")),
]
HEADED = [
    *(f"{kind} details" for kind in "Key Main Further Additional Short Brief Important".split()),
    *"Answer Summary Background Overview Conclusion Context Explanation Reasoning Details Facts Points Takeaways Findings Notes Evidence".split(),
    *"Item Value Aspect Topic Category Description Information Passages Quotes Sources".split(),
    *("Detail", "Fact", "Point", "Takeaway", "Finding", "Note", "Passage", "Quote"),
    *("## Background", "**Key points:**", "Item | Value", "Answer | Source", "Item | Sources", "Summary:"),
]
ASKED = [
    *(f"{word} did it?" for word in "Who Whom Whose What Which When Where Why How".split()),
    *(f"{q}: When was it?" for q in ("Q", "Question", "User", "Human")),
]


def test_what_stands_around_an_answer_is_a_courtesy():
    assert [text for text in [*ANNOUNCED, *HEADED, *ASKED] if not is_courtesy(text)] == []


def test_with_a_passage_cited_a_heading_and_a_question_may_be_an_answer():
    assert [text for text in ["Background", "Evidence", "Key details", *ASKED] if is_courtesy(text, cited=True)] == []


def test_a_courtesy_is_one_whatever_is_cited_for_it():
    assert [text for text in ANNOUNCED if not is_courtesy(text, cited=True)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Sure, he left.",
        "Here is the day: Saturday",
        "Here lies the ship.",
        "The answer is Saturday.",
        "Passage 1 names the mayor.",
        "The article names Putin as a thief:",
        "The harbour lists the following:",
        "He demanded these reasons:",
        "This answer is based on a lie.",
        "I'm happy.",
        "If you have a ship, it needs a crew.",
        "Confidence: Bergen",
        "We hope this helps the town.",
        "Is there a bridge?",
        "Key witness",
        "When he left, nobody asked why.",
        "What? He left. Why?",
        "When did he leave? On Saturday",
    ],
)
def test_what_only_begins_like_a_courtesy_is_a_claim(text):
    assert not is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sources:",
        "## References",
        "source",
        "Reference",
        "Citations",
        "Footnotes:",
        "Footnote",
        "Passages",
        "**Sources used:**",
        "Passages cited",
        "Passages used:",
        "References cited",
    ],
)
def test_the_heading_over_the_sources_is_known(text):
    assert announces_sources(text)


@pytest.mark.parametrize("text", ["Sources said so", "The sources:", "Background"])
def test_what_is_no_heading_over_sources(text):
    assert not announces_sources(text)
