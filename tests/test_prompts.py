"""Prompts are found, checked for their variables, and filled in once."""

import pytest

from article_chat import prompts
from article_chat.datatypes import REFUSAL
from article_chat.errors import ConfigError
from article_chat.prompts import MAX_PROMPT_CHARS, VARIABLES, Prompt, load_prompt


@pytest.mark.parametrize("name", VARIABLES)
def test_the_prompts_that_come_with_the_package_have_their_variables(name):
    filled = load_prompt(name).fill(**{variable: f"<{variable}>" for variable in VARIABLES[name]})
    assert all(f"<{variable}>" in filled for variable in VARIABLES[name])
    assert "${" not in filled


def test_the_answer_prompt_says_the_one_refusal_phrase_only_through_its_variable():
    prompt = load_prompt("answer")
    assert REFUSAL not in prompt.text
    assert REFUSAL in prompt.fill(passages="", question="", refusal=REFUSAL)


def test_what_is_filled_in_is_never_expanded():
    prompt = Prompt("answer", "${passages}|${question}|$question {question} $$")
    assert prompt.fill(passages="${question} $question {refusal}", question="Why?") == "${question} $question {refusal}|Why?|$question {question} $$"


def test_a_persons_own_file_wins_and_the_others_stay(tmp_path):
    (tmp_path / "answer.md").write_text("${passages} ${question} ${refusal} – short, please", encoding="utf-8")
    assert load_prompt("answer", tmp_path).text.endswith("short, please")
    assert load_prompt("rewrite", tmp_path) == load_prompt("rewrite")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("${passages} ${refusal}", r"lacks the variable \$\{question\}"),
        ("${passages} ${question} ${refusal} ${articel}", r"unknown variable \$\{articel\}.*\$\{passages\}"),
        ("${passages} ${question} ${refusal} ${}", r"unknown variable \$\{\}"),
        ("${passages} ${question} ${refusal}" + "x" * MAX_PROMPT_CHARS, "20000"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path, text, complaint):
    (tmp_path / "answer.md").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint) as caught:
        load_prompt("answer", tmp_path)
    assert caught.value.name == str(tmp_path / "answer.md")


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "answer.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"answer\.md cannot be read"):
        load_prompt("answer", tmp_path)


def test_an_absent_folder_is_named(tmp_path):
    with pytest.raises(ConfigError, match="nowhere"):
        load_prompt("answer", tmp_path / "nowhere")


def test_an_installed_package_has_the_prompts_inside(tmp_path, monkeypatch):
    inside = tmp_path / "site-packages" / "article_chat"
    (inside / "_data" / "prompts").mkdir(parents=True)
    (inside / "_data" / "prompts" / "rewrite.md").write_text("${history} ${question} installed", encoding="utf-8")
    monkeypatch.setattr(prompts, "__file__", str(inside / "prompts.py"))
    monkeypatch.setattr(prompts.resources, "files", lambda package: inside)
    assert load_prompt("rewrite").text.endswith("installed")
