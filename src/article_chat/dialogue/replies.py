"""What to say to anything that the article is not searched for: one to three sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from article_chat.dialogue.intents import Intent, Kind
from article_chat.dialogue.language import MULTILINGUAL
from article_chat.errors import advised
from article_chat.writing import LANGUAGE_NAMES, counted


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is known about the article itself. `minutes` is the reading time; `pages`, `sentences` and `paragraphs` are 0 where that is not known."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    words: int = 0
    minutes: int = 0
    pages: int = 0
    sentences: int = 0
    paragraphs: int = 0


def reply(intent: Intent, about: ArticleFacts) -> str:
    """What to say to anything but ASK and GIST. Raises KeyError for those two."""
    if intent.kind is Kind.ABOUT:
        return " ".join(_ABOUT_REPLIES[aspect](about) for aspect in (intent.aspect, *intent.also))
    article = f"“{about.title}”" if about.title else "the article"
    if intent.kind is Kind.TOO_LONG:
        return f"That question has {intent.size:,} characters, and I can read at most {intent.limit:,}. Could you ask it in a sentence or two?"
    return _REPLIES[intent.kind, intent.aspect].format(article=article)


def reply_of_several(intent: Intent, articles: Sequence[ArticleFacts]) -> str:
    """What to say about each of several articles: a line that begins with its title."""
    if intent.aspect == "title" and not intent.also:
        return "\n".join(map(_title, articles))
    return "\n".join(f"{article.title or article.source or f'Article {number}'}: {reply(intent, article)}" for number, article in enumerate(articles, start=1))


_REPLIES = {
    (Kind.GREETING, ""): "Hello! Ask me anything about {article}: I answer with the article's own words and show you where they stand.",
    (Kind.THANKS, ""): "You're welcome. Ask on whenever you like.",
    (Kind.THANKS, "ok"): "Good. What else would you like to know about {article}?",
    (Kind.GOODBYE, ""): "Goodbye, and thanks for reading along.",
    (Kind.HELP, ""): (
        "Ask about anything that {article} says: who, what, when, where, why, how many. I answer with its own words and mark the place, "
        "and when it doesn't say, I tell you so. You can also ask for a summary, "
        "whether and how often something is mentioned, who is, or about the title, the author, the date or the length."
    ),
    (Kind.HELP, "who"): (
        "I'm Article Chat, a program that answers questions about one article at a time, here {article}. "
        "I look for the words that answer you and show where they stand; what the article doesn't say, I don't know."
    ),
    (Kind.HELP, "first"): "That goes on from something, and nothing was asked yet. Ask about {article}, such as “What is this about?” or “Who is mentioned?”.",
    (Kind.HELP, "private"): (
        "Your questions are shown to no other visitor, and I learn nothing from them. Without a chat model nothing leaves the machine that this runs on; "
        "where one is set, it is sent your questions, what was said before, and passages of {article}."
    ),
    (Kind.HELP, "english"): "I was trained on English and answer in the words of {article}, which I don't translate. Please ask in English.",
    (Kind.HELP, "page"): (
        "That isn't done by typing it here, where I only answer about {article}. On the page, another article can be pasted, "
        "dropped as a file (PDF and Word too) or given as a link, "
        "and the buttons there clear the chat and save it; on the command line, --article names the article."
    ),
    (Kind.HELP, "pictures"): "I have only the words of {article}: pictures, videos and sound are not among what I read, so I can't say what there was.",
    (Kind.HELP, "opinion"): (
        "I have no opinion of my own, and I look nothing up elsewhere: I can only tell you what {article} says. Ask me about a part of it, "
        "or check a claim against it."
    ),
    (Kind.HELP, "sure"): (
        "What I quote stands word for word in {article}, at the place that its number shows; whether it is true, and what you meant, I can't tell. "
        "Where I found nothing, it may help to ask in other words."
    ),
    (Kind.HELP, "quotes"): (
        "I answer questions about {article} from its own words and show where each stands, so I don't translate or rewrite it, or make something new of it. "
        "I can give you a summary in its sentences, its dates and names, or what it says on something."
    ),
    (Kind.EMPTY, ""): "Nothing to answer yet: type a question about {article}, such as “What is this about?”",
    (Kind.SYMBOLS, ""): "I can't find a word in that. Could you ask in a few words, such as “What is this about?”",
    (Kind.NOT_ENGLISH, ""): (
        advised(
            "That doesn't look like English, and the models here were trained on English only, so I won't guess. Could you ask it in English?", MULTILINGUAL
        )
    ),
}


def _title(about: ArticleFacts) -> str:
    return f"The title is “{about.title}”." if about.title else "This article has no title that I could recognise."


def _author(about: ArticleFacts) -> str:
    return f"It was written by {about.author}." if about.author else "The article as I have it doesn't name its author."


def _source(about: ArticleFacts) -> str:
    return f"It comes from {about.source}." if about.source else "The article as I have it doesn't say where it was published."


def _date(about: ArticleFacts) -> str:
    return f"The article is dated {about.date}." if about.date else "The article as I have it carries no date of its own."


def _length(about: ArticleFacts) -> str:
    pages = f" on {counted(about.pages, 'page')}" if about.pages else ""
    counts = [(about.words, "word"), (about.sentences, "sentence"), (about.paragraphs, "paragraph")]
    *most, last = [counted(number, noun) for number, noun in counts if number or noun == "word"]
    parts = f"{', '.join(most)} and {last}" if most else last
    return f"It has {parts}{pages}, which takes about {counted(max(1, about.minutes), 'minute')} to read."


def _language(about: ArticleFacts) -> str:
    code = (about.language or "").lower().split("-")[0]
    if not code:
        return "The article as I have it doesn't name its language."
    named = f"It is in {LANGUAGE_NAMES.get(code, about.language)}."
    return named if code == "en" else advised(f"{named} The models here were trained on English, so answers may be missed or wrong.", MULTILINGUAL)


_ABOUT_REPLIES: dict[str, Callable[[ArticleFacts], str]] = {
    "title": _title,
    "author": _author,
    "source": _source,
    "date": _date,
    "length": _length,
    "language": _language,
}
