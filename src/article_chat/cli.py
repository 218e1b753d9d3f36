"""The command line. Each command imports what takes a while when it runs, so that `--help` and bad input answer at once."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from article_chat import Article, Assistant
from article_chat.errors import ArticleChatError, InputError, QuestionError
from article_chat.terminal.lines import Painter, clean, escape_json, prepare_streams, print_lines, wants_colour

if TYPE_CHECKING:
    from article_chat.config import Settings

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
SHOWN_ID = 12
"""Characters of an article's id that are shown: enough to tell a million articles apart."""

DESCRIPTION = """\
Ask an article questions. Every answer points at the exact words of the article that carry it;
where there are none, it says that the article doesn't say. Works offline, without a key."""

EXAMPLES = """\
examples:
  article-chat ask "How far is the Kagaity air base from the Afghan border?"
  article-chat ask --article report.txt "Who signed it?" --json
  article-chat ask --model openai:gpt-5-mini "Summarize it in two sentences"
  article-chat chat --article https://example.org/story
  article-chat check "Putin made the pledge on a Sunday"
  article-chat serve --port 7861

An article is a file, a link or, when none is named, the TIME article that comes with the program.
Settings are read from the environment and .env (ARTICLE_CHAT_MODEL, ARTICLE_CHAT_STORE, ...); keys only from there.
Exit status: 0 answered or refused, 2 bad input, 1 failure. ARTICLE_CHAT_DEBUG=1 shows tracebacks."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    prepare_streams()
    options = build_parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has seen enough. The interpreter must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("Interrupted.")
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("ARTICLE_CHAT_DEBUG"):
            raise
        return _report(error)
    return status


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    shaped = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("article-chat", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=shaped)
    parser.add_argument("--version", action=_Version, help="show the version and leave")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str, detail: str = "") -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {detail}".strip(), formatter_class=shaped)
        sub.set_defaults(run=run)
        return sub

    ask = command("ask", _ask, "answer one question", 'Give "-" to read the question from standard input.')
    ask.add_argument("question", metavar="QUESTION")
    chat = command("chat", _chat, "chat in the terminal; follow-up questions are understood", "Ctrl-C stops an answer, Ctrl-D leaves.")
    check = command("check", _check, "tell whether the article supports a statement")
    check.add_argument("statement", metavar="STATEMENT")
    serve = command("serve", _serve, "show the article and the chat in the browser")
    serve.add_argument("--host", help="address to listen on (default: this machine only, 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="port to listen on (default: 7860; 0 takes a free one)")
    index = command("index", _index, "read an article and keep it in the store, so that the first question is answered at once")
    index.add_argument("articles", nargs="+", metavar="ARTICLE", help="a file or a link")
    command("list", _list, "list the articles in the store, those used last first")
    forget = command("forget", _forget, "remove articles from the store", "Their files stay where they are.")
    forget.add_argument("ids", nargs="+", metavar="ID", help="an article's id as `list` shows it, or its beginning")
    evaluation = command("eval", _eval, "measure answers on a SQuAD 2.0 file", "Each of its articles is asked as a whole.")
    evaluation.add_argument("file", type=Path, metavar="FILE")
    evaluation.add_argument("--limit", type=_count, metavar="N", help="ask only N questions of each article, spread over it")
    evaluation.add_argument("--article-limit", type=_count, metavar="N", help="take only the first N articles")
    evaluation.add_argument("--whole", action="store_true", help="count what a person meets: what is answered, how much of it is right, and what rules tell")
    evaluation.add_argument("--details", type=Path, metavar="OUT", help="also write every question and answer to OUT, one JSON object a line")
    mcp = command("mcp", _mcp, "serve the article to other programs by the Model Context Protocol, on standard input and output")
    for sub in (ask, chat, check, serve, mcp):
        sub.add_argument("--article", action="append", metavar="A", help="a file or a link; repeat it to ask several at once (default: the TIME article)")
    for sub in (ask, chat, serve, evaluation, mcp):
        sub.add_argument("--model", metavar="M", help="chat model that writes the answers, provider:name, or none (default: ARTICLE_CHAT_MODEL, or none)")
    for sub in (ask, check, evaluation):
        sub.add_argument("--json", action="store_true", help="print JSON and nothing else")
    return parser


def _ask(options: argparse.Namespace) -> int:
    question = sys.stdin.read() if options.question == "-" else _text(options.question, "question")
    with _assistant(options) as assistant:
        answer = assistant.answer(question)
    if options.json:
        _print_json(answer.to_dict())
    else:
        print_lines(_painter().answer(answer, asked=question))
    return DONE


def _check(options: argparse.Namespace) -> int:
    statement = _text(options.statement, "statement")
    with _assistant(options) as assistant:
        check = assistant.check(statement)
    if options.json:
        _print_json(check.to_dict())
    else:
        print_lines(_painter().check(check))
    return DONE


def _chat(options: argparse.Namespace) -> int:
    from article_chat.terminal.chat import chat

    with _assistant(options) as assistant:
        chat(assistant, _painter())
    return DONE


def _serve(options: argparse.Namespace) -> int:
    with _assistant(options) as assistant:
        from article_chat.ui.serving import serve  # slow to import: an article or a model that cannot be had is told first

        serve(assistant, _settings(options))
    sys.stdout.flush()
    # Models may still be loading in a thread inside native code, which aborts the process when the interpreter goes away under it.
    os._exit(DONE)


def _index(options: argparse.Namespace) -> int:
    painter = _painter()
    for source in options.articles:
        start = time.perf_counter()
        with Assistant.open(source, config=_settings(options)) as assistant:
            assistant.warm_up()
            article = assistant.article
            for note in (*article.notes, *assistant.notices):
                _say(note)
            size = f"{len(article.text):,} characters, {time.perf_counter() - start:.1f} s"
        print(f"{painter.paint(article.title or str(source), 'bold')}  {painter.paint(f'({size})', 'dim')}")
    return DONE


def _list(options: argparse.Namespace) -> int:
    painter = _painter()
    stored = Assistant.open(config=_settings(options)).stored()
    for one in stored:
        used = datetime.fromtimestamp(one.used).strftime("%Y-%m-%d %H:%M")
        detail = _line(f"{one.passages:,} passages, used {used}, {one.source or 'no source'}")
        print(f"{one.article_id[:SHOWN_ID]}  {painter.paint(_line(one.title or 'Untitled'), 'bold')}  {painter.paint(detail, 'dim')}")
    if not stored:
        _say("The store holds no articles yet.")
    return DONE


def _forget(options: argparse.Namespace) -> int:
    assistant = Assistant.open(config=_settings(options))
    for given in options.ids:
        ids = {one.article_id for one in assistant.stored() if one.article_id.startswith(given.lower())} if given else set()
        if len(ids) != 1:
            found = f"the beginning of {len(ids)} ids" if ids else "no article's id"
            raise InputError(f"{given!r} is {found} in the store. `article-chat list` shows them.", evidence=given)
        assistant.forget(ids.pop())
        print(f"Forgotten: {given}")
    return DONE


def _eval(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from article_chat.evaluation import FINDING, WHOLE, evaluate, table

    with TemporaryDirectory(prefix="article-chat-eval-") as store:
        settings = _settings(options, store=Path(store))

        def open_asker(text: str, title: str) -> Assistant:
            assistant = Assistant.open(Article(text=text, title=title), config=settings)
            assistant.warm_up()
            return assistant

        report = evaluate(
            options.file,
            open_asker,
            limit=options.limit,
            article_limit=options.article_limit,
            measures=WHOLE if options.whole else FINDING,
            progress=lambda questions: tqdm(questions, unit="question", disable=None),
        )
    if options.details:
        with options.details.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(outcome.to_dict(), ensure_ascii=False) + "\n" for outcome in report.outcomes)
    if options.json:
        _print_json(report.to_dict())
    else:
        print(clean(table(report)))
    return DONE


def _mcp(options: argparse.Namespace) -> int:
    from article_chat.server import serve

    with _assistant(options) as assistant:
        serve(assistant)
    return DONE


@contextmanager
def _assistant(options: argparse.Namespace) -> Iterator[Assistant]:
    """The assistant on the articles of the command line, closed afterwards."""
    named: list[str] = options.article or []
    assistant = Assistant.open(named[0] if len(named) == 1 else named or None, config=_settings(options))
    for note in (note for article in assistant.articles for note in article.notes):
        _say(note)
    try:
        yield assistant
    finally:
        assistant.close()


def _settings(options: argparse.Namespace, **changes: Any) -> Settings:
    """The settings of the environment, changed by the options that were given. A command without --model asks none, whatever is set."""
    from article_chat.config import Settings

    given = {name: getattr(options, name, None) for name in ("model", "host", "port")}
    changes |= {name: value for name, value in given.items() if value is not None}
    settings = Settings(**changes)
    return settings if hasattr(options, "model") or not settings.model else Settings(**changes, model="")


def _line(text: str) -> str:
    """Text of an article's metadata on one line."""
    return " ".join(clean(text).split())


def _painter() -> Painter:
    return Painter(colour=wants_colour(sys.stdout))


def _print_json(values: dict[str, Any]) -> None:
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(escape_json(json.dumps(values, ensure_ascii=not readable, indent=2)))


def _text(argument: str, name: str) -> str:
    """An argument that is text: bytes that are not UTF-8 arrive as lone surrogates, which nothing behind could encode."""
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError(f"The {name} is not valid UTF-8 text (at character {error.start + 1}). Check the terminal's encoding.", value=argument) from error
    return argument


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number up to 65535, or 0 for any free one")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a count; give a whole number from 1")
    return int(text)


def _report(error: Exception) -> int:
    """One line for a person, and the exit status."""
    if isinstance(error, ArticleChatError):
        _say(str(error))
        return BAD_INPUT if isinstance(error, InputError) else FAILED
    _say(f"Unexpected {type(error).__name__}: {error} (ARTICLE_CHAT_DEBUG=1 shows where)")
    return FAILED


def _say(message: str) -> None:
    print(f"article-chat: {' '.join(clean(message).split())}", file=sys.stderr)


class _Version(argparse.Action):
    """Looks the version up only when asked."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"article-chat {version('article-chat')}")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
