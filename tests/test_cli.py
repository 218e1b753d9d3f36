"""The command line on an assistant whose answers are known: what is printed where, and the exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from article_chat import cli
from article_chat.datatypes import REFUSAL, Answer, Check, Citation, Unsupported
from article_chat.errors import ArticleError, ModelError, ModelNameError, QuestionError, StoreError, WeightsError
from article_chat.terminal.lines import Painter, clean, escape_json, wants_colour

TEXT = "The bridge was opened in 1932.\n\nIt carries trains."
QUOTE = TEXT[:30]
CITATION = Citation(1, 0, 30, QUOTE, QUOTE, 0, 30, "abc", "Bridge", 2)
ANSWERED = Answer("It was opened in 1932 [1].", "When was it opened?", True, "1932", (CITATION,), 0.9, "reader")
REFUSED = Answer(REFUSAL, "Who built it?", False, closest=(CITATION,), confidence=0.1, answered_by="reader")


@dataclass
class Article:
    text: str = TEXT
    title: str | None = "Bridge"
    notes: tuple[str, ...] = ()


@dataclass
class Stored:
    article_id: str
    title: str = "Bridge\x1b[2J"
    source: str = "bridge.txt"
    passages: int = 7
    used: float = 0.0


class Fake:
    """Stands where `Assistant` does; what it says is set by the test."""

    opened: list[tuple[Any, Any]]
    reply: Answer | BaseException
    partials: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.article, self.title, self.examples, self.model_label = Article(), "Bridge", ("When?",), "The article's own words"
        self.articles = (self.article,)
        self.closed = self.warm = False
        self.notices: list[str] = []
        self.kept = [Stored("ab12" * 16), Stored("ab99" * 16)]
        self.seen: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def answer(self, question: str, history: tuple[tuple[str, str], ...] = ()) -> Answer:
        self.seen.append((question, history))
        if isinstance(self.reply, BaseException):
            raise self.reply
        return self.reply

    def stream(self, question: str, history: tuple[tuple[str, str], ...] = ()) -> Iterator[Answer]:
        final = self.answer(question, history)
        for text in self.partials:
            yield replace(final, text=text)
        yield final

    def check(self, statement: str) -> Check:
        supported = "1932" in statement
        return Check(statement, supported, 0.9 if supported else 0.1, (CITATION,), None if supported else "The year differs.")

    def stored(self) -> list[Stored]:
        return list(self.kept)

    def forget(self, article_id: str) -> int:
        self.kept = [one for one in self.kept if one.article_id != article_id]
        return 1

    def warm_up(self) -> None:
        self.warm = True

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class Settings:
    model: str | None = None
    host: str = "127.0.0.1"
    port: int = 7860


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    assistant = Fake()
    assistant.reply = ANSWERED
    assistant.opened = []

    class Assistant:
        @staticmethod
        def open(article: Any = None, *, config: Any = None) -> Fake:
            assistant.opened.append((article, config))
            return assistant

    monkeypatch.setattr(cli, "Assistant", Assistant)
    monkeypatch.setattr("article_chat.config.Settings", Settings)
    monkeypatch.delenv("ARTICLE_CHAT_DEBUG", raising=False)
    return assistant


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_ask_prints_answer_and_citation(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "When was it opened?"]) == 0
    assert capsys.readouterr().out.splitlines() == [ANSWERED.text, f"  [1] “{QUOTE}” (page 2, characters 0–30)"]
    assert fake.opened == [(None, Settings())]
    assert fake.closed


def test_json_is_exactly_the_dictionary(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.reply = replace(ANSWERED, text="“Ünïcode” \u009b31m\u202e\x1b[2J", unsupported=(Unsupported("No.", "Because."),))
    assert cli.main(["ask", "--json", "When was it opened?"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out) == json.loads(json.dumps(fake.reply.to_dict()))
    assert "Ünïcode" in out
    assert not set(out) & {"\u009b", "\u202e", "\x1b"}


def test_a_refusal_is_status_0_and_names_the_closest_passage_as_no_answer(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.reply = REFUSED
    assert cli.main(["ask", "Who built it?"]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, QUOTE in third) == (REFUSAL, True)
    assert "not an answer" in second


def test_a_refusal_that_may_be_wrong_says_how_likely_that_is(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.reply = replace(REFUSED, confidence=0.21)
    cli.main(["ask", "Who built it?"])
    assert capsys.readouterr().out.splitlines()[1] == "  The closest passage, 21% likely to answer:"


def test_reading_doubts_and_notices_are_shown(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.reply = replace(ANSWERED, unsupported=(Unsupported("It is red.", "no words for it"),), notice="The model failed.")
    cli.main(["ask", "And when?"])
    out = capsys.readouterr().out
    assert out.startswith("Read as: When was it opened?\n")
    assert "It is red. (no words for it)" in out
    assert "Note: The model failed." in out


def test_articles_and_model_reach_the_assistant(fake: Fake) -> None:
    cli.main(["ask", "x", "--article", "a.txt", "--article", "b.txt", "--model", "openai:m"])
    cli.main(["check", "x", "--article", "a.txt"])
    assert fake.opened == [(["a.txt", "b.txt"], Settings(model="openai:m")), ("a.txt", Settings())]


@pytest.mark.parametrize("command", [["check", "It fell."], ["index", "a.txt"], ["list"], ["forget", "ab12"]])
def test_a_command_that_asks_no_model_needs_none(fake: Fake, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setattr("article_chat.config.Settings", lambda **given: Settings(**{"model": "openai:without-a-key"} | given))
    assert cli.main(command) == 0
    assert [config.model for _, config in fake.opened] == [""]
    cli.main(["ask", "When?"])
    assert fake.opened[-1][1].model == "openai:without-a-key"


def test_question_from_standard_input(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "When was\nit opened?\n")
    assert cli.main(["ask", "-"]) == 0
    assert fake.seen[0][0] == "When was\nit opened?\n"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuestionError("The question is too long."), 2),
        (ArticleError("no.txt: no such file."), 2),
        (StoreError("The store cannot be opened.", path=Path("s")), 1),
        (WeightsError("The weights differ.", path=Path("w")), 1),
        (ModelError("No key."), 1),
        (ModelNameError("No such provider."), 2),
        (RuntimeError("Something\nbroke."), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_failures_are_one_line_and_a_status(fake: Fake, capsys: pytest.CaptureFixture[str], error: BaseException, status: int) -> None:
    fake.reply = error
    assert cli.main(["ask", "x"]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert captured.err.startswith("article-chat: ")
    assert " ".join(str(error).split()) in captured.err
    assert fake.closed


def test_debug_shows_where_it_failed(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE_CHAT_DEBUG", "1")
    fake.reply = RuntimeError("deep inside")
    with pytest.raises(RuntimeError, match="deep inside"):
        cli.main(["ask", "x"])


def test_a_question_that_is_not_utf8_is_bad_input(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "caf\udce9"]) == 2
    assert "not valid UTF-8" in capsys.readouterr().err
    assert not fake.opened


@pytest.mark.parametrize("arguments", [[], ["ask"], ["nonsense"], ["serve", "--port", "x"], ["serve", "--port", "70000"], ["eval", "f", "--limit", "0"]])
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: article-chat" in capsys.readouterr().err


def test_a_check_that_degraded_says_so(fake: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake, "check", lambda statement: Check(statement, True, 0.9, (CITATION,), notice="The store was made anew."))
    assert cli.main(["check", "Opened in 1932."]) == 0
    assert "Note: The store was made anew." in capsys.readouterr().out


def test_check_prints_the_verdict(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "Opened in 1932."]) == 0
    assert capsys.readouterr().out.startswith("Supported by the article (90%).\n  [1] ")
    assert cli.main(["check", "Opened in 1933."]) == 0
    assert capsys.readouterr().out.startswith("Not supported by the article (10%). The year differs.\n")
    cli.main(["check", "--json", "Opened in 1933."])
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(fake.check("Opened in 1933.").to_dict()))


def test_chat_streams_and_remembers(fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fake.partials = ("It was", "It was opened")
    typed(monkeypatch, "When was it opened?\n\nAnd why?\n/new\nWhat?\n")
    assert cli.main(["chat"]) == 0
    out = capsys.readouterr().out
    assert out.count("It was opened in 1932 [1].\n  [1] “") == 3
    assert out.count("Read as: When was it opened?\nIt was opened") == 2
    first = ("When was it opened?", ANSWERED.text)
    assert fake.seen == [("When was it opened?", ()), ("And why?", (first,)), ("What?", ())]


def test_a_person_is_greeted_with_a_question_to_begin_with_on_each_line(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.examples = ("When was it opened?", "What does it carry?")  # type: ignore[assignment]
    typed(monkeypatch, "/quit\n")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert cli.main(["chat"]) == 0
    assert "You could ask:\n  When was it opened?\n  What does it carry?\n" in capsys.readouterr().out


def test_chat_shows_the_final_text_when_a_partial_was_taken_back(fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fake.partials = ("The net profit",)
    fake.reply = REFUSED
    typed(monkeypatch, "Who built it?\n")
    cli.main(["chat"])
    assert REFUSAL in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("error", "said"), [(ModelError("No server."), "No server."), (KeyboardInterrupt(), "Stopped.")])
def test_a_failed_turn_does_not_end_the_chat(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, said: str
) -> None:
    fake.reply = error
    typed(monkeypatch, "a\nb\n")
    assert cli.main(["chat"]) == 0
    assert capsys.readouterr().out.count(said) == 2
    assert fake.seen[1] == ("b", ())


def test_how_the_article_was_read_is_told_beside_the_answer(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.article.notes = ("The encoding was guessed: windows-1252.",)
    cli.main(["ask", "--json", "x"])
    captured = capsys.readouterr()
    assert captured.err == "article-chat: The encoding was guessed: windows-1252.\n"
    assert json.loads(captured.out)


def test_index_warms_up_and_tells(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.article.notes = ("The encoding was guessed: windows-1252.",)
    assert cli.main(["index", "bridge.txt"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith(f"Bridge  ({len(TEXT)} characters, ")
    assert "windows-1252" in captured.err
    assert fake.warm
    assert fake.closed


def test_index_tells_in_one_line_what_left_the_store(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    fake.notices = ["The articles used longest ago\nleft the store."]
    assert cli.main(["index", "bridge.txt"]) == 0
    assert capsys.readouterr().err == "article-chat: The articles used longest ago left the store.\n"


def test_a_very_long_id_is_not_repeated_whole(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["forget", "f" * 5000]) == 2
    said = capsys.readouterr().err
    assert len(said) < 400
    assert "f...f" in said


def test_the_store_is_listed_and_an_article_forgotten(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:2] for line in lines] == [["ab12ab12ab12", "Bridge"], ["ab99ab99ab99", "Bridge"]]
    assert "7 passages" in lines[0]
    assert cli.main(["forget", "AB12"]) == 0
    assert [one.article_id[:4] for one in fake.kept] == ["ab99"]


@pytest.mark.parametrize(("given", "said"), [("ab", "the beginning of 2 ids"), ("ff", "no article's id"), ("", "no article's id")])
def test_an_id_that_is_not_one_article_forgets_nothing(fake: Fake, capsys: pytest.CaptureFixture[str], given: str, said: str) -> None:
    assert cli.main(["forget", given]) == 2
    assert said in capsys.readouterr().err
    assert len(fake.kept) == 2


COMMANDS = ["ask", "chat", "check", "serve", "index", "list", "forget", "eval", "mcp"]


def helped(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit) as caught:
        cli.main([*command, "--help"])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    usage, _, rest = helped(capsys, command).partition("\n\n")
    assert usage.startswith(f"usage: article-chat {command} ")
    assert rest[0].isupper(), "what the command does comes first"


def test_help_lists_the_commands_with_examples_and_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    out = helped(capsys)
    assert [command for command in COMMANDS if not any(line.split()[:1] == [command] for line in out.splitlines())] == []
    assert "examples:\n  article-chat ask" in out
    assert "Exit status: 0 answered or refused" in out


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    assert clean("a\x1b[31mb\x1b]0;title\x07c\x1b]52;c;evil\x1b\\d\x9b1me\rf\bg\x7f\u202eh\ti\nj\r\nk") == "abcd1mefgh\ti\nj\nk"
    hostile = replace(CITATION, quote="one\x1b[2J\ntwo\x1b]8;;http://x\x07")
    (line,) = Painter(colour=False).citations((hostile,))
    assert line.startswith("  [1] “one two” ")


def test_several_articles_are_told_apart() -> None:
    lines = list(Painter(colour=False).citations((CITATION, replace(CITATION, number=2, article_id="def", article_title=None, page=None))))
    assert "(Bridge, page 2, " in lines[0]
    assert "(def, characters" in lines[1]


def test_the_short_answer_stands_out_in_its_quote_where_there_is_colour() -> None:
    assert "in \x1b[32m1932\x1b[0m.” " in list(Painter(colour=True).answer(ANSWERED, asked=ANSWERED.question))[1]
    assert f"“{QUOTE}”" in list(Painter(colour=False).answer(ANSWERED, asked=ANSWERED.question))[1]


def test_escaped_json_has_the_same_values() -> None:
    values = {"a": "é\x7f\x85\u2028\u202e\\"}
    escaped = escape_json(json.dumps(values, ensure_ascii=False))
    assert json.loads(escaped) == values
    assert not set(escaped) & set("\x7f\x85\u2028\u202e")


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [(Screen(), {}, True), (Screen(), {"NO_COLOR": "1"}, False), (Screen(), {"TERM": "dumb"}, False), (io.StringIO(), {}, False)],
)
def test_colour_only_where_it_is_wanted(stream: io.StringIO, environment: dict[str, str], expected: bool) -> None:
    assert wants_colour(stream, environment) is expected
    assert Painter(colour=expected).paint("x", "bold", "red") == ("\x1b[1;31mx\x1b[0m" if expected else "x")


PROGRAM = """
import sys
from article_chat import cli
from article_chat.terminal.lines import prepare_streams
def run(options):
    for _ in range(20000):
        print("“Ünïcode” \\U0001f600")
    return 0
cli._ask = run
sys.exit(cli.main(["ask", "x"]))
"""


@pytest.fixture
def child(root: Path) -> Callable[..., subprocess.Popen[bytes]]:
    def start(**environment: str) -> subprocess.Popen[bytes]:
        names = {"PYTHONPATH": str(root / "src"), "PATH": "", **environment}
        return subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=names)

    return start


def test_a_closed_pipe_is_no_failure(child: Callable[..., subprocess.Popen[bytes]]) -> None:
    process = child()
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_a_terminal_that_is_not_utf8_gets_escapes(child: Callable[..., subprocess.Popen[bytes]]) -> None:
    out, err = child(PYTHONIOENCODING="ascii").communicate()
    assert out.splitlines()[0] == rb"\u201c\xdcn\xefcode\u201d \U0001f600"
    assert err == b""


def test_the_package_runs_as_the_command_line() -> None:
    shown = subprocess.run([sys.executable, "-m", "article_chat", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("article-chat ")
