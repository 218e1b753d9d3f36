"""The answerer with a chat model: prose over numbered passages, every sentence of it checked before it counts."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from article_chat.datatypes import BY_MODEL, REFUSAL, Draft, Hit, Passage, Place, Statement
from article_chat.errors import ModelError, advised
from article_chat.models.failures import CutOffError, contrary, declined, empty, foreign, not_prose, unfounded
from article_chat.models.refusals import announces_sources, declines, is_courtesy, is_refusal, may_be_refusal, tells_of_a_gap, tells_of_its_gap
from article_chat.models.rewriting import Fills, Rewritten, Streams
from article_chat.models.streaming import give_up
from article_chat.models.thinking import behind_thinking, closes_thinking, past_thinking
from article_chat.models.wrapping import NotProseError, past_wrapping

MOST_PASSAGES = 12
"""Passages shown to the model at most."""

CLOSEST = 2

ELSEWHERE = "The passage that it cites doesn't say this."
"""The reason for a sentence that only another passage supports."""

GAP = "What the article leaves out cannot be checked."
"""The reason for a sentence, beside others, that says what the article doesn't say."""

CONTRARY = "What it cites says the opposite of its “{}”."
"""The reason for a sentence that opens with the wrong one of yes and no."""

BARE = {"yes", "no"}
"""What can be checked by no passage: the question that it answers stands elsewhere."""

LEFT_OUT = " What it had written is left out."
INSTEAD = "Answered in the article's own words instead."


_LABEL = 0.5
"""A heading of which the passages lack more than this is a label that the model put there ("Timing of the Call"), whatever the check finds."""


class Answerer(Protocol):
    """Question and passages in, drafts out, the last one final. The reader and a chat model are such."""

    @property
    def name(self) -> str:
        """What stands in `Answer.answered_by`."""

    def draft(self, question: str, hits: Sequence[Hit]) -> Iterator[Draft]:
        """Partial drafts, the last one final."""


class Verdict(Protocol):
    """Whether the passages support a statement."""

    @property
    def supported(self) -> bool:
        """Whether the passages carry it."""

    @property
    def score(self) -> float:
        """0..1."""

    @property
    def places(self) -> tuple[Place, ...]:
        """What carries it."""

    @property
    def reason(self) -> str | None:
        """What is lacking."""

    @property
    def features(self) -> Mapping[str, float]:
        """What was found, by name, each 0..1; "missing_words" tells how many of the statement's words the passages lack."""


class Marked(Protocol):
    """A sentence without its markers, the numbers it cites, and markers that name no passage."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def claim(self) -> str:
        """What in it is to be checked."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Passages cited, from 1."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Markers removed."""

    @property
    def heading(self) -> bool:
        """Whether it is set as a heading and cites nothing."""


class ReadsMarkers(Protocol):
    """What cuts arriving text into statements."""

    @property
    def pending(self) -> str:
        """The sentence that is still arriving."""

    def feed(self, chunk: str) -> Sequence[Marked]:
        """Add text, take the complete statements."""

    def finish(self) -> Sequence[Marked]:
        """The rest."""


Check = Callable[[str, Sequence[Passage], Sequence[Passage] | None], Verdict]
"""(statement, passages offered, passages cited; None when it cites none) -> verdict."""

Contradicts = Callable[[str, str, Sequence[Passage], Sequence[Place]], str]
"""(question, statement, passages, the places that carry it) -> the "yes" or "no" before the statement that these contradict; "" where they don't."""


@dataclass(slots=True)
class _Reply:
    """What has been read of a reply so far."""

    statements: list[Statement] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: bool = False
    declined: bool = False
    cut_off: str = ""
    contrary: str = ""
    """The yes or no that is contradicted by what was cited for it."""
    headings: list[Statement] = field(default_factory=list)
    """Those that the passages don't bear out: they are left out, unless there is nothing else."""
    lists_sources: bool = False
    """Whether a heading has announced the sources: what is quoted below it was not said by the model."""


class ChatModelAnswerer:
    """Answers with a chat model, and with `fallback` when the model fails.

    `reader(texts)` makes what cuts the reply into statements, `check` judges one and `contradicts` a yes or no before one, `escape` hides the
    article's own brackets from all of them, `in_another_language` tells it of a reply, beside the
    passages.
    """

    def __init__(
        self,
        model: Streams,
        prompt: Fills,
        *,
        reader: Callable[[Sequence[str]], ReadsMarkers],
        check: Check,
        contradicts: Contradicts,
        escape: Callable[[str], str],
        in_another_language: Callable[[str, str], bool],
        fallback: Answerer | None = None,
    ) -> None:
        self.name = BY_MODEL + model.name
        self._model, self._prompt, self._reader, self._escape, self._fallback = model, prompt, reader, escape, fallback
        self._check, self._contradicts, self._in_another_language = check, contradicts, in_another_language
        self._asked = Rewritten()

    def after(self, rewritten: Rewritten) -> ChatModelAnswerer:
        """The answerer for the rest of a turn: it has the time that is left, and when the model failed already the fallback answers at once."""
        answerer = copy(self)
        answerer._asked = rewritten
        return answerer

    def draft(self, question: str, hits: Sequence[Hit]) -> Iterator[Draft]:
        """Drafts as the text comes, about four a second at least; the last is final.

        A statement without places and without a reason is not checked yet. One that has been checked never changes, except that the
        fallback's answer, with a notice, replaces everything when the model fails. A reply that opens with the refusal phrase is a refusal,
        whatever follows it. Close the generator to stop the model.
        """
        shown = False
        try:
            if self._asked.failure is not None:
                raise self._asked.failure
            with closing(self._write(question, hits[:MOST_PASSAGES])) as drafts:
                for draft in drafts:
                    shown = shown or bool(draft.statements)
                    yield draft
        except ModelError as error:
            if self._fallback is None:
                raise
            notice = advised(f"{error.message.rstrip('.')}.{LEFT_OUT if shown else ''} {INSTEAD}", error.advice)
            for draft in self._fallback.draft(question, hits):
                yield replace(draft, notice=" ".join(filter(None, [notice, draft.notice])))

    def _write(self, question: str, hits: Sequence[Hit]) -> Generator[Draft, None, None]:
        if not hits:
            yield self._final(_Reply(), hits)
            return
        passages = [hit.passage for hit in hits]
        texts = [passage.text for passage in passages]
        listing = "\n\n".join(f"[{number}] {self._escape(text)}" for number, text in enumerate(texts, 1))
        prompt = self._prompt.fill(passages=listing, question=self._escape(question), refusal=REFUSAL)
        stream = self._model.stream(prompt, turn=replace(self._asked.turn))
        reader, reply, seen, said = self._reader(texts), _Reply(), "", ""
        try:
            thought = past_thinking(stream)
            pieces = past_wrapping(thought)
            while (piece := next(pieces, None)) is not None:
                said += piece
                if closes_thinking(said, piece):  # a server that keeps the opening tag to itself
                    pieces = past_wrapping(chain([behind_thinking(said)], thought))
                    reader, reply, seen, said = self._reader(texts), _Reply(), "", ""
                    continue
                for marked in reader.feed(piece):
                    self._settle(marked, question, passages, reply)
                    yield self._partial(reply, "")
                if piece or not seen:
                    seen = reader.pending
                yield self._partial(reply, seen)
        except CutOffError as error:
            reply.cut_off = str(error)
        except NotProseError:
            raise not_prose(self._model.name) from None
        finally:
            give_up(stream)
        for marked in reader.finish():
            if not reply.cut_off or _is_whole(marked.text):
                self._settle(marked, question, passages, reply)
        if not reply.statements and not reply.refused:
            reply.statements, reply.scores = reply.headings, [0.0] * len(reply.headings)
        if (failure := self._failure_of(reply, passages)) is not None:
            raise failure
        yield self._final(reply, hits)

    def _failure_of(self, reply: _Reply, passages: Sequence[Passage]) -> ModelError | None:
        """What is wrong with a whole reply of which nothing is of use and that is no refusal."""
        model = self._model.name
        if reply.refused or any(statement.places for statement in reply.statements):
            return None
        if reply.declined:
            return declined(model)
        if not reply.statements:
            return ModelError(reply.cut_off, model=model) if reply.cut_off else empty(model)
        if all(statement.text.lower().strip(" .!*") in BARE for statement in reply.statements):
            return unfounded(model)
        if reply.contrary:
            return contrary(model, reply.contrary)
        said = " ".join(statement.text for statement in reply.statements)
        if self._in_another_language(said, " ".join(passage.text for passage in passages)):
            return foreign(model)
        return None

    def _settle(self, marked: Marked, question: str, passages: Sequence[Passage], reply: _Reply) -> None:
        """Check one sentence and add it to the reply."""
        reply.removed.extend(marker for marker in marked.unknown if marker not in reply.removed)
        if is_refusal(marked.text):
            reply.refused = reply.refused or not reply.statements
            return
        cites = bool(marked.numbers or marked.unknown)
        reply.lists_sources = reply.lists_sources or announces_sources(marked.text)
        if is_courtesy(marked.text, cited=cites) or (reply.lists_sources and _is_quoted(marked.text, passages)):
            return
        if any(statement.text == marked.text for statement in reply.statements):
            return  # models that lose their way say the same again and again
        reply.declined = reply.declined or declines(marked.text)
        if declines(marked.text) or tells_of_a_gap(marked.text, cited=cites):
            reply.statements.append(Statement(marked.text, (), GAP))
            reply.scores.append(0.0)
            return
        if marked.unknown and not marked.numbers:
            reply.statements.append(Statement(marked.text, (), f"It cites {', '.join(marked.unknown)}, which is no passage."))
            reply.scores.append(0.0)
            return
        cited = [passages[number - 1] for number in marked.numbers] or None
        claimed = marked.claim
        verdict = self._check(claimed, passages, cited)
        if marked.heading and (not verdict.supported or verdict.features.get("missing_words", 0.0) > _LABEL):
            reply.headings.append(Statement(marked.text, (), verdict.reason))
            return
        reply.scores.append(verdict.score)
        reason = None if verdict.supported else self._reason(claimed, passages, cited, verdict)
        if verdict.supported and tells_of_its_gap(claimed):
            reason = GAP
        elif verdict.supported and not reply.statements and (said := self._contradicts(question, claimed, passages, verdict.places)):
            reply.contrary, reason = said, CONTRARY.format(said)
        reply.statements.append(Statement(marked.text, () if reason else verdict.places, reason))

    def _reason(self, text: str, passages: Sequence[Passage], cited: Sequence[Passage] | None, verdict: Verdict) -> str:
        """What is lacking; of a sentence that another passage carries, that it is cited wrongly rather than that it is nowhere."""
        if cited is not None and self._check(text, passages, None).supported:
            return ELSEWHERE
        return verdict.reason or "The passages don't say this."

    def _partial(self, reply: _Reply, pending: str) -> Draft:
        shown = [] if reply.refused or _only_gaps(reply) else list(reply.statements)
        if pending and not reply.refused and not may_be_refusal(pending) and (shown or not tells_of_a_gap(pending)):
            shown.append(Statement(pending))
        separator = _separator(shown)
        return Draft(tuple(shown), answered=bool(shown), answered_by=self.name, notice=_notice(reply), separator=separator, partial=True)

    def _final(self, reply: _Reply, hits: Sequence[Hit]) -> Draft:
        supported = [score for statement, score in zip(reply.statements, reply.scores, strict=True) if statement.places]
        if reply.refused or not supported:
            told = tuple(dict.fromkeys(place for statement in reply.statements for place in statement.places))
            closest = told or tuple(hit.passage.place for hit in hits[:CLOSEST])
            return Draft(statements=_refused(reply), answered_by=self.name, closest=closest, notice=_notice(reply))
        confidence = sum(supported) / len(reply.statements)
        said, separator = tuple(reply.statements), _separator(reply.statements)
        return Draft(said, answered=True, confidence=confidence, answered_by=self.name, notice=_notice(reply), separator=separator)


def _refused(reply: _Reply) -> tuple[Statement, ...]:
    """A refusal that hides nothing: what the model wrote without support is still listed."""
    unsupported = [statement for statement in reply.statements if not statement.places and statement.reason != GAP]
    return (Statement(REFUSAL), *unsupported) if unsupported else ()


def _is_quoted(text: str, passages: Sequence[Passage]) -> bool:
    """Whether it is the beginning of a passage or stands in one, word for word; an ellipsis may cut it."""
    words = " ".join(text.split()).strip("\"“”'‘’ .…")
    return any(words in " ".join(passage.text.split()) for passage in passages)


def _separator(statements: Sequence[Statement]) -> str:
    """Items of a list, which end without a full stop, stand on lines of their own: else nothing tells where one ends."""
    return " " if all(_is_whole(statement.text) for statement in statements[:-1]) else "\n"


def _only_gaps(reply: _Reply) -> bool:
    return all(statement.reason == GAP for statement in reply.statements)


def _notice(reply: _Reply) -> str | None:
    removed = f"The model cited {', '.join(reply.removed)}, which it was not given; the marker was removed." if reply.removed else ""
    return " ".join(filter(None, [removed, reply.cut_off])) or None


def _is_whole(text: str) -> bool:
    return text.rstrip('"”’»)').endswith((".", "!", "?", "…"))
