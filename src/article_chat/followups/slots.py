"""What the words of a question that mean something earlier may stand for: "he", "it", "there", "that album", "after that"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from article_chat.followups import words
from article_chat.followups.discourse import Discourse
from article_chat.followups.leaning import Leaning, Slot
from article_chat.followups.mentions import Mention, Sort, names

MOST = 5
"""Readings at most: each one costs a pass of the reader."""

Candidate = tuple[str, tuple[tuple[str, str], ...]]
"""A reading, and the (key, form) pairs of the mentions that pronouns were read as."""


def tie(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """A question that names nothing, tied to the topic."""
    topics = list(islice(past.topics(), 3))
    if how.slots:
        slot = how.slots[0]
        if slot.noun in _UNIQUE or not past.mentions_noun(slot.noun):
            return
        for text in _definite(slot.noun, topics):
            yield put_in(question, [(slot, text)]), ()
        return
    for mention in topics:
        yield f"as for {spoken(mention)}, {how.rest[:1].lower()}{how.rest[1:]}", ()


def _definite(noun: str, topics: Sequence[Mention]) -> Iterator[str]:
    """ "the album" spelt out: the album's name, or whose album it is."""
    singular = noun.removesuffix("s")
    for mention in topics:
        key = mention.key.split()
        if {noun, singular} & set(re.findall(r"\w+", mention.key)) and len(key) > 1:
            yield f"the {spoken(mention)}" if mention.key.endswith(noun) else spoken(mention)
        elif mention.sort is Sort.WORK and noun in _WORKS:
            yield f"the {noun} {mention.text}"
        elif noun in words.GROUPS and mention.sort in {Sort.GROUP, Sort.NAME}:
            yield spoken(mention)
        elif mention.sort is not Sort.PLACE:
            yield f"{_possessive(spoken(mention))} {noun}"


_UNIQUE = set("public world time end way same other most first last past future rest people country media press photo".split())
_WORKS = {"album", "song", "single", "film", "movie", "book", "novel", "show", "series", "play", "record", "track", "episode", "poem", "opera", "musical"}


def fill(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """The question with its slots filled: the first slot's candidates in turn, the others following."""
    named = any(slot.form not in {"that", "those", "this", "these"} for slot in how.slots)
    options = [_fillers(question, slot, past, others=named) for slot in how.slots]
    depth = max((len(option) for option in options), default=0)
    for rank in range(min(depth, MOST)):
        chosen: dict[str, tuple[str, str] | None] = {}
        parts: list[tuple[Slot, str]] = []
        filled: set[str] = set()
        for slot, option in zip(how.slots, options, strict=True):
            base = slot.form.removesuffix("'s") + ("*" if slot.objective and slot is not how.slots[0] and how.slots[0].form == slot.form else "")
            if base not in chosen:
                used = {pair[0] for pair in chosen.values() if pair}
                free = [pair for pair in option if pair[0] not in used]
                chosen[base] = free[min(rank if slot is how.slots[0] or len(options[0]) <= rank else 0, len(free) - 1)] if free else None
            if (picked := chosen[base]) and base not in filled:
                parts.append((slot, picked[1]))
                filled.add(base)
        if parts:
            yield put_in(question, parts), tuple((pair[0], form) for form, pair in chosen.items() if pair and form in {"he", "she", "they", "it"})


def _fillers(question: str, slot: Slot, past: Discourse, *, others: bool) -> list[tuple[str, str]]:
    """(key, words) that may fill the slot, likeliest first. A lone "that" stays where there are `others` to fill."""
    if slot.noun:
        return _described(slot, past)
    if slot.form in {"that", "those"}:
        return _event(question, slot, past) or ([] if others else _things(slot, past))
    said = set(re.findall(r"\w+", question.lower()))
    taken = frozenset(mention.key for mention in names(question))
    likely = [mention for mention in past.candidates(slot.form, without=taken) if mention.named or mention.key.split()[-1] not in said]
    if slot.form == "it" and _HAPPENING.search(question):
        likely.sort(key=lambda mention: mention.sort not in {Sort.THING, Sort.WORK})
    return [(mention.key, spoken(mention)) for mention in likely[:MOST]]


_HAPPENING = re.compile(r"\b(?:last|happen|take place|begin|start|end|go on|how long)\b|\bwhen (?:was|is) it\s*\??$", re.IGNORECASE)


def _things(slot: Slot, past: Discourse) -> list[tuple[str, str]]:
    """What "that" or "those" alone may stand for: a work or thing of the last turn."""
    form = "they" if slot.form == "those" else "it"
    likely = [mention for mention in past.candidates(form) if mention.sort in {Sort.WORK, Sort.THING, Sort.THINGS, Sort.GROUP, Sort.NAME}]
    return [(mention.key, spoken(mention)) for mention in likely[:4]]


def _event(question: str, slot: Slot, past: Discourse) -> list[tuple[str, str]]:
    """For "after that": what the last answer tells, when it is one sentence of moderate length."""
    if not re.search(r"\b(?:after|before)\s+$", question[: slot.start], re.IGNORECASE) or not 4 <= len(past.answer.split()) <= 25:
        return []
    clause = past.answer.rstrip(" .!,;")
    if clause.split()[0].lower() in words.PREPOSITIONS or re.search(r"[.!?] [A-Z]|\"", clause):
        return []
    first = clause.split()[0]
    named = any(mention.start == 0 for mention in names(clause))
    return [("", clause if named and first.lower() not in words.FUNCTION else clause[:1].lower() + clause[1:])]


def _described(slot: Slot, past: Discourse) -> list[tuple[str, str]]:
    """What "that album", "these years" may stand for."""
    noun = slot.noun.lower()
    if is_time_word(noun.rstrip("s")):
        return [(mention.key, mention.text) for mention in past.candidates("then")[:3]]
    found: list[tuple[str, str]] = []
    if noun in {"one", "ones"}:
        return _things(slot, past)
    singular = noun.removesuffix("s")
    for mention in past.topics():
        if {singular, noun} & set(mention.key.split()) and " " in mention.key:
            found.append((mention.key, spoken(mention)))
        elif mention.sort is Sort.WORK and slot.form == "this":
            found.append((mention.key, f"the {noun} {mention.text}"))
    for mention in islice(past.topics(), 3):
        found.append((mention.key, f"{_possessive(spoken(mention))} {noun}"))
    return found


def spoken(mention: Mention) -> str:
    """The mention as it stands in a sentence: no bracketed part, "the" for "a"."""
    text = re.sub(r"\s*\([^)]*\)", "", mention.text).strip()
    if mention.named and mention.sort in {Sort.HE, Sort.SHE, Sort.THINGS}:
        text = " and ".join(_without_title(part) for part in text.split(" and "))
    return re.sub(r"^(?:the|an?|his|her|its|their)\s+", "the ", text, flags=re.IGNORECASE)


def _without_title(name: str) -> str:
    """ "President Vladimir Putin" as "Vladimir Putin", but "President Bush" as it is."""
    tokens = name.split()
    last = max((place for place, token in enumerate(tokens) if token.lower() in words.TITLES), default=-1)
    bare = tokens[last + 1 :]
    return " ".join(bare) if len(bare) > 1 and bare[0][0].isupper() else name


def _possessive(text: str) -> str:
    return f"{text}'" if text.endswith("s") else f"{text}'s"


def put_in(question: str, parts: Sequence[tuple[Slot, str]]) -> str:
    """The question with words in the place of its slots."""
    for slot, text in sorted(parts, key=lambda part: -part[0].start):
        filled = _possessive(text) if slot.form.endswith("'s") else text
        before = question[: slot.start]
        if slot.form == "there" and not re.search(r"\b(?:from|in|at|to|near)\s+$", before):
            moving = before.split()[-1:] and before.split()[-1].lower() in words.MOTION
            filled = f"{'to' if moving else 'in'} {filled}"
        question = before + filled + question[slot.end :]
    return re.sub(r"\b(at|during|on|for) (?=(?:1\d|20)\d\d\b)", "in ", question)


def is_time_word(noun: str) -> bool:
    """Whether the word names a stretch of time."""
    return bool(set(noun.split()) & {"year", "day", "date", "month", "time", "season", "week"})
