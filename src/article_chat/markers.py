"""A model's prose with [n] markers -> statements with the numbers they cite, while the text is still arriving.

The article's own brackets are escaped before a model sees them and restored afterwards, so that its "[3]" is never taken for a citation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from article_chat.datatypes import MARKER
from article_chat.writing import is_abbreviated

MAX_STATEMENT_CHARS = 2000
"""Text without a full stop is cut here, at white space where there is any."""

_ESCAPES = str.maketrans("[]【】［］", "⟦⟧⦗⦘⦋⦌")
_RESTORE = str.maketrans("⟦⟧⦗⦘⦋⦌", "[]【】［］")

_NAMED = r"(?:[Pp]assage|[Ss]ource|[Ee]xcerpt|[Cc]itation|[Cc]ite|[Rr]eference|[Rr]ef)s?[.:]?\s*#?\s*"
_ITEM = rf"(?:{_NAMED})?\^?\s*\d{{1,4}}(?:\s*[-–—]\s*\d{{1,4}})?(?:†[^\]】］]{{0,40}})?"
_INSIDE = rf"{_ITEM}(?:\s*(?:[,;，、&]|and\b)\s*{_ITEM})*"
_LABEL = r"[ \t]*[\[【［]\s*(?:(?:[Dd]ocument|[Dd]oc|[Pp]aragraph|[Pp]ara|[Cc]ontext|[Tt]ext|[Cc]hunk)[._ ]?\s*|[#P¶]\s*)?"
"""Before the number, what some models call a passage. Not all of it is looked for in parentheses, where a text has its own "(document 3)"."""
_MARKER = re.compile(rf"{_LABEL}({_INSIDE})\s*[\]】］]")
_ONE = rf"{_LABEL}{_INSIDE}\s*[\]】］]"
_RUN = re.compile(rf"{_ONE}(?:(?:\s*(?:[,;&]|and\b))?{_ONE})*")
"""Markers that stand together: [1][2], [1], [2] and so on."""
_OPEN_MARKER = re.compile(r"[\[【［][^\]】］]{0,80}$")
_OPEN_NAME = re.compile(rf"[\[【［(]\s*{_NAMED}$")
"""An abbreviation in a marker: "[Ref. 3]"."""
_OPEN_ROW = re.compile(r"\n\s*\|?\s*:?-?\s*")
_CITED_BEFORE = re.compile(rf"{_ONE}[.!?…]+$")
_OPEN_NUMBER = re.compile(r"[ \t]*[\[【［][\d\s,;–-]*$")
"""A marker that the end of the reply cut."""
_MORE = re.compile(
    rf"[,;&–-]?\s*(?:\\?(?:[\[【［][^\]】］]{{0,80}}\]?)?|\([^()\s]{{0,200}}|\({_NAMED}[^()\n]{{0,40}}"
    r"|⟦\d{0,4}|\^[\d\s,]{0,12}|<[^<>]{0,8}(?:>[\d\s,]{0,12}(?:<[^<>]{0,5})?)?)$"
)
"""What may still become a further marker, or the rest of one."""
_DOT = r"[-–—*•+>◦‣▪▫●○■□→➤✓✔✅]"
_OPEN_BULLET = re.compile(rf"(?:\A|\n)\s*(?:{_DOT}|\||#{{1,6}}|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{2,4}})?[.)]?)?\s*(?:\[[ xX]?\]?)?\s*$")
"""What begins the next item of a list, as long as nothing stands behind it."""
_NUMBERS = r"(\d{1,3}(?:,\s?\d{1,3})*)"
_USUAL = (
    (re.compile(r"\\(?=[\[\]])"), ""),
    (re.compile(rf"(?:<sup>\s*|\^){_NUMBERS}(?:\s*</sup>|\^)", re.IGNORECASE), r"[\1]"),
    (re.compile(rf"\((?={_NAMED}\d)({_INSIDE})\)"), r"[\1]"),
    (re.compile(rf"\$\^\{{{_NUMBERS}\}}\$|\\cite\{{{_NUMBERS}\}}"), lambda found: f"[{found[1] or found[2]}]"),
    (re.compile(r"[ \t]*(?:【\d+:\d+†[^】]{0,80}】|\ue200[^\ue200-\ue202]{0,20}\ue202[^\ue200\ue201]{0,80}\ue201)"), ""),
    (re.compile(rf"\[({_ONE})\]"), r"\1"),
    (re.compile(rf"({_ONE})\((?:#|\.?/|https?:)[^()\s]*\)"), r"\1"),
    (re.compile(r"\[(\d{1,4})\]\s?[–-]\s?\[(\d{1,4})\]"), r"[\1-\2]"),
)
r"""Markers as some models write them (\[1\], ^1^, <sup>1</sup>, (passage 1), \cite{1}, [[1]], [1](#1), [1]–[3]) and their usual form. Those that point
into a model's own tools (【4:0†file】, and the same between private characters) name no passage at all."""
_PARENTHESIS = r"\(\d{1,3}(?:\s*(?:[,;&]|and)\s*\d{1,3})*\)"
_PARENTHESES = re.compile(rf"{_PARENTHESIS}(?:[ ,]*{_PARENTHESIS})*")
_PART = re.compile(
    r"\b(?:article|chapter|clause|figure|item|no\.?|number|option|paragraph|part|phase|point|rule|section|step|subsection|table)s?(?: \d+)?$", re.IGNORECASE
)
"""What is numbered in a text itself: "under section 4 (1)."."""
_STOP = re.compile(r"[.!?…][\"”’*]*$")
_RAISED = "⁰¹²³⁴-⁹"
_END = re.compile(rf"(?:[.!?…。！？]+[\"'”’»)*_{_RAISED}]*(?:[ \t]*⟦\d{{1,4}}⟧)*|(?=\n))((?:{_ONE}(?:[,;&](?={_LABEL}))?[.]?)*)")
_FENCE = re.compile(r"\s*(?:```|~~~)[\w+-]*\s*$")
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|p|br|span|cite|q|ul|ol|li|answer|response|s|bos|eos|div|details|summary|blockquote|mark|small|code|pre|a|h[1-6]"
    r"|table|thead|tbody|t[rdh]|final_answer|output|result)(?:\s[^<>]{0,200})?/?>|<\|[^<>|]{1,40}\|>|<(?:start|end)_of_turn>",
    re.IGNORECASE,
)
"""Markup, and what ends a turn for servers that should keep it to themselves."""
_BREAK = re.compile(r"<br ?/?>|</(?:p|li|div|h[1-6]|tr|summary)>", re.IGNORECASE)
_SPACE = re.compile(r"\s{2,}")
"""A run of white space says no more than its first line break; patterns that end in white space would try a long one over and over."""
_UNSEEN = re.compile("\x1b\\[[0-9;]*m|[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])|(?<!\w)__?(?=\S)([^_]+)(?<=\S)__?(?!\w)")
_EMPTY = re.compile(r"\s+\(\s*\)")
"""What "([1])" leaves behind."""
_NAMING = r"(?:according to|as (?:\w+ ){1,2}(?:in|by)|as per|see|cf\.?|source:?)"
_LEANING = rf"(?:{_NAMING}|based on|per|from|in)"
_SAYS = r"(?:also )?(?:says?|states?|mentions?|reports?|notes?|explains?|indicates?|describes?|tells us)"
_BY_WORD = re.compile(
    rf"\b({_LEANING}) (?:the )?passages? ({_INSIDE})(?=[^\w\s]|\s+(?!of\b)[^\W\d]|$)|^(\W*(?:as )?)passages? ({_INSIDE})(?= {_SAYS}(?: that\b|,))",
    re.IGNORECASE,
)
"""A passage named in words: "according to passage 2, …", "Passage 2 states that …"."""
_REFERRED = re.compile(
    rf"^(\W*)(?:{_LEANING}(?: (?:the )?passages?)?{_RUN.pattern},|(?:as )?(?:(?:the )?passages?)?{_RUN.pattern} {_SAYS}(?: that\b|,))\s*([\"“‘']?\w)"
    rf"|\(\s*{_LEANING}{_RUN.pattern}\s*\)|,?\s+\(?{_NAMING}{_RUN.pattern}\)?(?=[.!?]*\W*$)",
    re.IGNORECASE,
)
"""A marker with words that lean on it: "According to [2], …", "(see [2])". Nothing is left of them once it is taken out."""
_DEFINES = re.compile(r"^\s*:\s*")
"""What a footnote "[^1]: …" leaves behind."""
_BARE = re.compile(r"\W*(?:yes|no)\W*", re.IGNORECASE)
"""Nothing that could be checked by itself: it goes with the sentence behind it."""
_OPENS_BARE = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)
_TAIL = 48
"""Characters before a place that tell what ends there: an abbreviation, the number of an item, the name in a marker."""
_ORDINAL = re.compile(r"(?:^|\n)\s*(?:\d{1,3}|[a-z]|[ivx]{2,4})\.$")
_NOTE = re.compile(rf"[ \t]*(?:{MARKER.pattern}|\[note \d+\])|(?:(?<=[.!?,;:)\"”’»])|(?<=[a-z]{{4}}))[{_RAISED}]{{1,3}}(?!\w)")
"""A bracketed number, and a raised one behind a word or a stop: not that of "12 m²" or "10⁹"."""
_BULLET = re.compile(rf"^\s*(?:(?:{_DOT}|#{{1,6}}|\d{{1,3}}[.)]|\(?(?:[a-z]|[ivx]{{2,4}})[.)]|\[[ xX]\])\s+)+")
_HEADING = re.compile(r"\s*(?:#{1,6}\s+\S.*|(?P<bold>\*\*|__)(?:(?!(?P=bold)).)+(?P=bold):?)\s*$")
_HEADER = re.compile(r"\n\s*\|?\s*:?-+:?\s*(?:\||$)")
"""What stands below the first row of a table."""
_SPEAKER = re.compile(r"^\s*(?:(?:final |short )?answer|response|assistant|AI|A) ?:\s+", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,400}~~")
"""What a model took back itself."""
_FOOTNOTE = re.compile(rf"^[ \t]*\[\^(\d{{1,4}})\]:?[ \t]*[\[(]?(?={_NAMED}\d)({_INSIDE})[\])]?[ \t]*\.?[ \t]*$", re.MULTILINE)
"""A footnote that names the passages it stands for."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, the passage numbers it cites (from 1), and the markers that name no passage."""

    text: str
    numbers: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    heading: bool = False
    """Whether it names a part of the reply, by how it is set: a heading, a line in bold letters, the first row of a table; it cites nothing then."""

    @property
    def claim(self) -> str:
        """What it claims: the text without the article's own bracketed numbers."""
        return without_notes(self.text)


def escape_brackets(text: str) -> str:
    """Article text for a model: brackets that look like markers' are replaced by rare ones of the same look."""
    return text.translate(_ESCAPES)


def restore_brackets(text: str) -> str:
    """What `escape_brackets` did, undone."""
    return text.translate(_RESTORE)


def without_notes(text: str) -> str:
    """`text` without bracketed numbers and raised ones, markers and the article's own alike: they refer, and say nothing that could be true or false."""
    return _NOTE.sub("", text)


def read_markers(sentence: str, offered: int, *, header: bool = False) -> Marked:
    """Take the markers out of one sentence; `offered` is the number of passages the model was shown, `header` whether it heads a table."""
    numbers: list[int] = []
    unknown: list[str] = []
    sentence = _STRUCK.sub("", _in_usual_form(_UNSEEN.sub("", sentence)))
    heading = header or _HEADING.match(sentence) is not None
    sentence = _SPEAKER.sub("", sentence.replace("**", ""))
    sentence = _BY_WORD.sub(lambda found: f"{found[1] or found[3] or ''} [{found[2] or found[4]}]", sentence)
    for match in _MARKER.finditer(sentence):
        good, bad = _numbers(match.group(1), offered)
        numbers.extend(good)
        unknown.extend(f"[{item}]" for item in bad)
    sentence = _REFERRED.sub(lambda found: f"{found[1]}{found[2].upper()}" if found[2] else "", _TAG.sub("", sentence))
    text = _DEFINES.sub("", _EMPTY.sub("", _RUN.sub("", sentence)))
    text = _EMPHASIS.sub(r"\1\2", _BULLET.sub("", _FENCE.sub("", text))).strip()
    text = text.strip("| ") if text.startswith("|") else text
    text = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", text))
    heading = heading and not (numbers or unknown or _STOP.search(text) or _BARE.fullmatch(text))
    return Marked(restore_brackets(text), tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(unknown)), heading)


def _in_usual_form(text: str) -> str:
    text = _SPACE.sub(lambda run: "\n" if "\n" in run.group() else " ", _BREAK.sub("\n", text))
    for pattern, instead in _USUAL:
        text = pattern.sub(instead, text)
    return text


def _numbers(inside: str, offered: int) -> tuple[list[int], list[str]]:
    """The passages that the inside of a marker names, and what in it names none."""
    good: list[int] = []
    bad: list[str] = []
    for item in re.split(r"[,;，、&]|and", re.sub(r"†[^,;，、&]*", "", inside)):
        ends = [int(end) for end in re.findall(r"\d+", item)]
        first, last = ends[0], ends[-1]
        if last < first or not 1 <= first <= offered:
            bad.append(item.strip(" ^"))
            continue
        good.extend(range(first, min(last, offered) + 1))
        if last > offered:
            bad.append(str(last))
    return good, bad


def in_brackets(reply: str, offered: int) -> str:
    """A whole reply that has no other markers, with "(1)" as "[1]" if each that names a passage stands where a marker does; else as it is.

    A single one that stands elsewhere, as in "(1) It fell." or "parts (1) and (2)", shows that the reply numbers something else that way.
    """
    found = [match for match in _PARENTHESES.finditer(reply) if _names_passages(match.group(), offered)]
    behind_stops = bool(found) and not reply[found[-1].end() :].strip() and _STOP.search(reply[: found[-1].start()].rstrip()) is not None
    if not all(_stands_as_marker(reply[: match.start()], reply[match.end() :], behind_stops=behind_stops) for match in found):
        return reply
    for match in reversed(found):
        reply = reply[: match.start()] + match.group().translate(str.maketrans("()", "[]")) + reply[match.end() :]
    return reply


def _names_passages(parentheses: str, offered: int) -> bool:
    return all(1 <= int(number) <= offered for number in re.findall(r"\d+", parentheses))


def _stands_as_marker(before: str, behind: str, *, behind_stops: bool) -> bool:
    """At the end of a clause, or behind a full stop in a reply that puts its markers there."""
    line = before.rpartition("\n")[2].rstrip()
    if _STOP.search(line):
        return behind_stops and (not behind or behind[0].isspace())
    return bool(line) and before[-1:].isspace() and not _PART.search(line) and (not behind.strip() or behind[0] in ".,;:!?…\n")


class StatementReader:
    """Feed it text as it arrives; it gives back each sentence once that sentence, with the markers behind it, is complete.

    With `parentheses`, "(1)" may be a marker too. Only the end of a reply tells, so from the first on nothing is given back until then, or until
    a marker of another form shows that it is none. Likewise from the first "[^1]" on: what a footnote stands for is told below.
    """

    def __init__(self, offered: int, *, parentheses: bool = False) -> None:
        self.offered = offered
        self._buffer = ""
        self._parentheses = parentheses
        self._footnotes = True

    @classmethod
    def over(cls, passages: Sequence[str]) -> StatementReader:
        """For a reply about these passages: where one has a "(1)" of its own, that may be quoted, and is no marker."""
        return cls(len(passages), parentheses=not any(_PARENTHESES.search(passage) for passage in passages))

    @property
    def pending(self) -> str:
        """The sentence that is still arriving, without its markers."""
        return read_markers(_OPEN_BULLET.sub("", _OPEN_MARKER.sub("", self._buffer)), self.offered).text

    def feed(self, chunk: str) -> list[Marked]:
        """Add text, take what is complete."""
        complete: list[Marked] = []
        for start in range(0, len(chunk), MAX_STATEMENT_CHARS):
            self._buffer = _in_usual_form(self._buffer + chunk[start : start + MAX_STATEMENT_CHARS])
            while not self._waits() and (cut := _boundary(self._buffer)) is not None:
                complete.extend(self._take(cut))
        return complete

    def finish(self) -> list[Marked]:
        """What is left when the text has ended."""
        complete: list[Marked] = []
        if self._waits():
            text = in_brackets(self._buffer, self.offered) if self._parentheses else _with_footnotes(self._buffer)
            self._buffer, self._parentheses, self._footnotes = "", False, False
            complete = self.feed(text)
        self._buffer = _OPEN_NUMBER.sub("", self._buffer)
        return [*complete, *self._take(len(self._buffer))]

    def _waits(self) -> bool:
        """Whether it is open how the reply cites."""
        if self._parentheses and _MARKER.search(self._buffer):
            self._parentheses = False
        if self._footnotes and "[^" in self._buffer:
            return True
        return self._parentheses and any(_names_passages(match.group(), self.offered) for match in _PARENTHESES.finditer(self._buffer))

    def _take(self, cut: int) -> list[Marked]:
        header = "|" in self._buffer[:cut] and _HEADER.match(self._buffer, cut) is not None
        piece, self._buffer = self._buffer[:cut], self._buffer[cut:].lstrip()
        marked = read_markers(piece, self.offered, header=header)
        return [marked] if re.search(r"[^\W_\u00b2\u00b3\u00b9\u2070-\u2079]", marked.claim) else []


def _with_footnotes(reply: str) -> str:
    """A whole reply with the passages that its footnotes name in place of their numbers, and without those footnotes."""
    named = dict(_FOOTNOTE.findall(reply))
    return re.sub(r"\[\^(\d{1,4})\]", lambda found: f"[{named.get(found[1], found[1])}]", _FOOTNOTE.sub("", reply)) if named else reply


def _boundary(text: str) -> int | None:
    """Where the first sentence and its markers end, when what follows shows that it is over."""
    may_be_bare = _OPENS_BARE.match(text) is not None
    for match in _END.finditer(text):
        end = match.end()
        if end == 0:
            continue
        if end > MAX_STATEMENT_CHARS:
            break
        after, near = text[end:], max(0, end - _TAIL)
        following = after.lstrip()
        ends = after[:1].isspace() or match.group(1) or (after[:1].isupper() and _CITED_BEFORE.search(text, 0, end))
        if not ends or _MORE.match(following) or (may_be_bare and _BARE.fullmatch(_RUN.sub("", text[:end]))) or _OPEN_NAME.search(text, near, end):
            continue
        if "|" in text[:end] and after.startswith("\n") and _OPEN_ROW.fullmatch(after):
            return None  # a line of dashes may follow, which tells that this was the first row of a table
        if match.group(1) or _ends_sentence(text[near:end], after, following):
            return end
    if len(text) > MAX_STATEMENT_CHARS:
        space = text.rfind(" ", MAX_STATEMENT_CHARS // 2, MAX_STATEMENT_CHARS)
        return space if space > 0 else MAX_STATEMENT_CHARS
    return None


def _ends_sentence(before: str, after: str, following: str) -> bool:
    if after.startswith("\n"):
        return True
    if is_abbreviated(before) or _ORDINAL.search(before):
        return False
    return not following[0].islower()
