"""What an article's own headings say: the questions it asks and answers itself, and what it has a section about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from article_chat.datatypes import Span
from article_chat.structure.lists import ITEM

MOST_CHARACTERS = 90
"""A longer line is no heading."""
FEW_WORDS = 3
"""A sentence this short ("No.", "Yes.") is followed by the one that says why."""
MOST_OF_A_SECTION = 3
"""Sentences that stand for a section; a list is given whole."""
MOST_OF_A_LIST = 20

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BEFORE = re.compile(r"[ \t#*_>]*+(?:(?:[A-Z][a-z]+ )?(?:\d{1,3}|[IVX]{1,5})[.):][ \t]*)?[*_]*")
"""What may stand before a heading on its line: marks, and its number ("3.", "Article 7.", "Part II:")."""
_AFTER = re.compile(r"[ \t*_:#]*")
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’-]*[ \t]?){1,4}:[ \t]+")
"""Who asks, before a question of an interview: "Q:", "Jane Doe:"."""
_SECTION_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
_NUMBERED_QUESTION = re.compile(r"[ \t]*\d{1,3}(?:\.\d{1,3})*[.)]?[ \t][^\n]*\?[ \t]*")
"""The next question of a list of them, which answers none."""
_ASKS_HOW = re.compile(r"(?:and |so |but )?how (?:do|does|did|can|could|should|would|to)\b", re.IGNORECASE)
_ASKS_WHY_OR_HOW = re.compile(r"(?:why|how (?!many|much|long|old|far|big|large|often|tall|high|deep|soon)[a-z]+)\b", re.IGNORECASE)
_COUNT = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]")
_THINGS = re.compile(r"\b(what|which) (?:things?|tools?|items?|materials?|equipment|supplies|stuff)\b", re.IGNORECASE)
"""What is asked for in no narrower sense than "what" alone."""
_ROW = re.compile(r"[A-Z][\w /-]{0,30}: \S")
_CELLS = " | "
"""What parts the cells of a table."""
_ASKING = frozenset("what who whom which when where why how".split())
_STOP = _ASKING | frozenset(
    (
        "a an the of in on at to and or is are was were be been am do does did done have has had can could will would should may might must i you he she it we "
        "they my your his her its our their me him them this that these those there here for with from by as about if"
    ).split()
)
"""Words in which two ways of asking the same may differ: persons too ("my filter", "the filter"), but no "not", "no", "many" or "before"."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the sentences under it, up to the next heading. `heading` is a sentence span, the last of its line; `text` is what the line says.

    `items` are the lines under it, each with all its sentences, when every one is an item; `spoken` when the heading is what an interviewer says,
    sentence by sentence, heading last.
    """

    heading: Span
    text: str
    body: tuple[Span, ...]
    items: tuple[Span, ...] = ()
    spoken: tuple[Span, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether there is nothing but a list under the heading."""
        return bool(self.items)

    @property
    def asks(self) -> bool:
        """Whether the heading is a question, which what follows answers."""
        return self.text.endswith("?")

    @property
    def asks_indirectly(self) -> bool:
        """Whether the heading is a question in the order of a clause: "What you need", "When to call a plumber"."""
        return not self.asks and _asking(self.text.split(" ")[0]) != ""

    @property
    def told(self) -> tuple[Span, ...]:
        """The sentences that stand for the section, or its items, each whole: a number is no sentence of its own."""
        return self.items[:MOST_OF_A_LIST] or self.body[:MOST_OF_A_SECTION]


def sections(text: str, sentences: Sequence[Span]) -> list[Section]:
    """The sections of an article, from the spans of its sentences in order. Its title begins none."""
    found: list[Section] = []
    heading, body = None, list[Span]()
    lines = _Lines(text)
    heads = {span for span in sentences[1:] if _is_heading(text, span, lines)}
    headed = {lines.start(span) for span in heads}
    leads: dict[int, list[Span]] = {start: [] for start in headed}  # by their line: "Article 7." of "Article 7. Exceptions"
    for one in sentences[1:]:
        if one not in heads and (start := lines.start(one)) in headed:
            leads[start].append(one)
    for span in [*sentences[1:], None]:
        if span is not None and span not in heads:
            body.extend([span] if lines.start(span) not in headed and not _SECTION_NUMBER.fullmatch(text, *span) else [])
            continue
        if heading and body and not (text.endswith("?", *heading) and _NUMBERED_QUESTION.fullmatch(text, lines.start(body[0]), lines.end(body[0]))):
            items = lines.whole(body) if all(lines.is_item(one) for one in body) else ()
            start = lines.start(heading)
            spoken = (*leads[start], heading) if _SPEAKER.match(text, start) else ()
            found.append(Section(heading, _said(text, heading, start), tuple(body), items, spoken))
        heading, body = span, []
    return found


def answering(text: str, section: Section) -> tuple[Span, ...]:
    """The sentences that answer a heading that asks: a list or a table whole, else the first, and the next one after a bare yes or no.

    Why and how something is takes more than one to tell, and who is interviewed takes longer to come to it.
    """
    if section.spoken:
        return section.told
    lines = _Lines(text)
    if items := lines.whole(tuple(takewhile(lines.is_item, section.body))):
        return items[:MOST_OF_A_LIST]
    first = text[slice(*section.body[0])]
    if _ASKS_WHY_OR_HOW.match(section.text):
        end = lines.end(section.body[0])
        return tuple(span for span in section.body[:MOST_OF_A_SECTION] if span[1] <= end)
    return section.body[: 2 if len(_WORD.findall(first)) <= FEW_WORDS else 1]


def asked_alike(question: str, heading: str) -> bool:
    """Whether two questions ask the same with the same words that matter."""
    left, right = content(_THINGS.sub(r"\1", question)), content(heading)
    return bool(left) and left == right and _asking(question) == _asking(heading)


def asks_how_to(question: str) -> bool:
    """Whether it asks how something is done, which no heading answers, whatever it adds, and no line that ends with "like so:"."""
    return _ASKS_HOW.match(question) is not None


def asked_in_short(question: str, asked: str) -> bool:
    """Whether a question asks in fewer words what somebody `asked` at length, as interviewers do: it has nothing else, and most of the words that matter."""
    left, right = content(question), content(asked)
    return left < right and len(right - left) < len(left) and _asking(question) == _asking(asked)


def names(heading: str, topic: str) -> bool:
    """Whether the heading is the topic, in other forms of its words at most."""
    return bool(content(topic)) and content(heading) == content(topic)


def mentions(sentence: str, topic: str) -> bool:
    """Whether the sentence has all words that matter of the topic."""
    wanted = content(topic)
    return bool(wanted) and wanted <= content(sentence)


def content(text: str) -> frozenset[str]:
    """The stems of the words that matter."""
    words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower())]
    return frozenset(_stemmed(word) for word in words if word not in _STOP)


class _Lines:
    """The lines of a text, found once: to look for its line from each sentence takes the square of their number where all are on one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._cells = [found.start() for found in re.finditer(re.escape(_CELLS), text)]
        self._words: dict[int, int] = {}

    def start(self, span: Span) -> int:
        """Where the line begins that the sentence begins in."""
        return self._starts[bisect_right(self._starts, span[0]) - 1]

    def end(self, span: Span) -> int:
        """Where the line ends that the sentence ends in."""
        at = bisect_right(self._starts, span[1])
        return self._starts[at] - 1 if at < len(self._starts) else len(self._text)

    def is_item(self, span: Span) -> bool:
        """Whether the sentence stands in an item of a list or a row of a table."""
        start, end = self.start(span), span[1]
        at = bisect_left(self._cells, start)
        parted = at < len(self._cells) and self._cells[at] + len(_CELLS) <= end
        return parted or self._text.endswith(_CELLS.rstrip(), start, end) or ITEM.match(self._text, start, end) is not None

    def whole(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The sentences of each line as one span."""
        found: dict[int, Span] = {}
        for span in spans:
            start = self.start(span)
            found[start] = (found.get(start, span)[0], span[1])
        return tuple(found.values())

    def words_before(self, start: int, end: int) -> int:
        """Characters of the line that begins at `start`, up to `end`, without its marks and its number."""
        if start not in self._words:
            marks = _BEFORE.match(self._text, start)
            self._words[start] = marks.end() if marks else start
        return max(0, end - self._words[start])


def _is_heading(text: str, span: Span, lines: _Lines) -> bool:
    """Whether the sentence ends a line that is a heading: a few words, or a question with no more before it than what leads to it."""
    start, end = span
    line_start, line_end = lines.start(span), lines.end(span)
    if lines.words_before(line_start, end) > MOST_CHARACTERS or not _AFTER.fullmatch(text, end, line_end) or _is_counted(text, line_start, line_end):
        return False
    said = text[start:end].strip()
    if said.endswith("?"):
        return True
    marked = said.startswith("#")
    few = said[:1].isupper() and _CELLS not in said and not ITEM.match(said) and said[-1:].isalnum() and len(_WORD.findall(said)) <= 6
    return _BEFORE.fullmatch(text, line_start, start) is not None and (marked or (few and not _is_row(text, line_start, line_end)))


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether the line counts on from the one above it, or the one below goes on from it: they are the items of a list then, with nothing told below each."""
    number = _COUNT.match(text, start, end)
    if number is None:
        return False
    below = _COUNT.match(text[end : end + MOST_CHARACTERS].lstrip("\n"))
    before = _COUNT.match(text[max(0, start - MOST_CHARACTERS - 2) : start].rstrip("\n").rpartition("\n")[2])
    return (below is not None and int(below[1]) == int(number[1]) + 1) or (before is not None and int(before[1]) == int(number[1]) - 1)


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether the line gives a value to what it names, as the line above or below it does: "Time: 45 minutes", "Serves: four"."""
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    below = text[end + 1 : end + 1 + MOST_CHARACTERS].partition("\n")[0]
    return _ROW.match(text, start, end) is not None and any(_ROW.match(line) for line in (above, below))


def _said(text: str, heading: Span, line_start: int) -> str:
    """What the line of a heading says: a question with what leads to it and without who asks, else the heading without its number."""
    start, end = heading
    if not text[start:end].endswith("?"):
        return text[start:end].strip()
    line = _BEFORE.sub("", text[line_start:end], count=1)
    return _SPEAKER.sub("", line.strip(), count=1)


def _asking(text: str) -> str:
    words = (re.sub(r"['’]s$", "", word) for word in _WORD.findall(text.lower()))
    return next((word for word in words if word in _ASKING), "")


@cache
def _stemmed(word: str) -> str:
    import Stemmer

    stem: str = Stemmer.Stemmer("english").stemWord(word)
    return stem
