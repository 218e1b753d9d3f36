"""What some models put around a reply, thinking and JSON: read whole, and while it arrives."""

from __future__ import annotations

import pytest

from article_chat.models.thinking import OPENS, closes_thinking, past_thinking, without_thinking
from article_chat.models.wrapping import NotProseError, past_wrapping, without_wrapping
from tests.growth import FOURFOLD, growth

SIZES = (1, 3, 1000)


def arriving(reply: str, size: int) -> list[str]:
    return [reply[start : start + size] for start in range(0, len(reply), size)]


# Thinking

_TAGS = "think thinking thought reasoning seed:think tool_call function_calls tool_code".split()
THOUGHT = [
    *(f"<{tag}>Why?\nSo.</{tag}>\n It fell." for tag in [*_TAGS, "THINK"]),
    " \n[THINK]Why?[/THINK]It fell.",
    "◁think▷Why?◁/think▷It fell.",
    "<|channel|>analysis<|message|>Why?<|channel|>final<|message|>It fell.",
]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_a_thought_is_shown_while_it_comes(size):
    assert [reply for reply in THOUGHT if "".join(past_thinking(iter(arriving(reply, size)))).strip() != "It fell."] == []
    assert [reply for reply in OPENS if "".join(past_thinking(iter(arriving(f"{reply}Why?\nSo", size))))] == [], "a thought that was cut off"


def test_of_a_whole_reply_the_thought_is_left_out_as_well():
    assert [reply for reply in THOUGHT if without_thinking(reply).strip() != "It fell."] == []
    assert [reply for reply in OPENS if without_thinking(f"{reply}Why?\nSo")] == []


def test_what_is_no_thought_is_shown_at_once():
    assert list(past_thinking(iter(["I", "t fell <think>."]))) == ["I", "t fell <think>."]
    assert list(past_thinking(iter(["It fell <think>."]))) == ["It fell <think>."]
    assert list(past_thinking(iter(["<", "b>It", " fell"]))) == ["", "<b>It", " fell"]
    assert list(past_thinking(iter(["<think>Why?", "</think>It", " fell"]))) == ["", "It", " fell"]


def test_a_closing_tag_is_seen_where_it_ends():
    assert closes_thinking(f"{'Why? ' * 50}</think>", ">")
    assert closes_thinking(f"</think>{'It fell. ' * 50}", f"think>{'It fell. ' * 50}")
    assert not closes_thinking(f"Why?</think>{'It fell. ' * 50}", "fell. ")
    assert closes_thinking("So. ASSISTANTFINAL", "FINAL")


# JSON

WRAPPED = [
    *('{"answer": "It fell."}', '{"text": "It fell."}', '{"response": "It fell."}', '\n { "answer": "It fell.", "text": 3}'),
    *(f'{said}{{"answer": "It fell."}}' for said in ("Sure! ", "certainly:\n", "Of course. ", "Here is it as JSON: ", "Sure, HERE it is:\n\n", "\n SURE: ")),
    *('[TOOL_CALLS]{"answer": "It fell."}', '<|python_tag|> {"answer": "It fell."}'),
    *('```json\n{"answer": "It fell."}\n```', '~~~\n{"answer": "It fell."}\n~~~', 'Here it is:\n```\n{\n"answer": "It fell."}\n```'),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reply", WRAPPED)
def test_of_json_only_the_answer_is_shown_when_it_has_all_come(reply, size):
    *before, last = past_wrapping(iter(arriving(reply, size)))
    assert ("".join(before), last) == ("", "It fell.")


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        *((f'"answer": "It fell. ", "{name}": [1, 12]', "It fell. [1][12]") for name in "citations citation sources source passages references".split()),
        *((f'"answer": "It fell.", "citations": {cited}', "It fell. [2]") for cited in ("2", '"2"', '["[2]"]', '"Passage 2"', "[true, 2, 0]")),
        *((f'"answer": "It fell.", "citations": [{{"{name}": 2}}]', "It fell. [2]") for name in ("passage", "number", "id", "index")),
        *((f'"answer": "It fell.", "citations": {cited}', "It fell.") for cited in ("[]", "null", '[{"page": 2}]', '["2 of 3 passages"]', "12345")),
        *((f'"answer": "{said}", "citations": [2]', said) for said in ("It fell [1].", "It fell [^1].", "It fell【 Passage 1】.", "It fell [passages 1, 3].")),
        ('"answer": "It fell [so].", "citations": [2]', "It fell [so]. [2]"),
        ('"answer": "It\nfell."', "It\nfell."),
        ('"answer": "It fell to ```0```."', "It fell to ```0```."),
    ],
)
def test_passages_named_beside_an_answer_are_cited_for_it(fields, read):
    assert without_wrapping(f"{{{fields}}}") == read


@pytest.mark.parametrize("name", "question rewritten_question standalone_question rewritten text answer".split())
def test_a_question_in_json_is_read(name):
    assert without_wrapping(f' {{"{name}": "Why did it fall?", "reason": "It leans on the last."}}') == "Why did it fall?"


@pytest.mark.parametrize(
    "reply", ["{}", "{'answer': 'It fell.'}", '[{"answer": "It fell."}]', '{"answer": ["It fell."]}', '{"answer": "So.", "text": "It fell."}']
)
def test_json_of_another_form_is_told_from_prose(reply):
    with pytest.raises(NotProseError):
        without_wrapping(reply)
    with pytest.raises(NotProseError):
        list(past_wrapping(iter(arriving(reply, 3))))


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("", "I"),
        ("\n", "I"),
        ("Sure", "l"),
        ("\nCERTAIN", "t"),
        ("Her", "o"),
        ("He", "l"),
        ("Certainly! ", "I"),
        ("of course, ", "i"),
        ("Here it lay, ", "\n"),
        ("Sure: here it is:\n", "I"),
        ("here" + " so" * 26, "so so"),
        ("[", "1"),
        ("[TOOL_CALLS]", "I"),
        ("<|python_tag|>", "I"),
        ("{", "I"),
        ("``", "I"),
        ("~~", "I"),
        ("```text\n", "I"),
        ("~~~\n[", "1"),
    ],
)
def test_what_may_be_json_is_held_until_it_cannot_be(held, shown):
    assert "".join(past_wrapping(iter(held))) == held, "whatever was held is shown at the end"
    given = list(past_wrapping(iter([*held, shown, " fell."])))
    assert given == [""] * len(held) + [held + shown, " fell."]


@pytest.mark.parametrize("reply", ['It says {"answer": "So."} there.', 'Surely: {"answer": "So."}'])
def test_json_within_prose_is_prose(reply):
    assert without_wrapping(reply) == reply
    assert next(past_wrapping(iter([reply]))) == reply


@pytest.mark.parametrize("before", ["", "Sure", "Here it is:", "```json", "[TOOL_CALLS]"])
def test_white_space_in_front_takes_no_more_than_its_share_of_time(before):
    def held(size: int) -> str:
        return "".join(past_wrapping(iter([before + " " * size, "x"])))

    assert growth(held, 5_000) < FOURFOLD
