"""What the words of a question that mean something earlier may stand for: "he", "it", "there", "that album", "after that"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from article_chat.followups import words
from article_chat.followups.discourse import Discourse
from article_chat.followups.leaning import SAYS_SO, Leaning, Slot
from article_chat.followups.mentions import Mention, Sort, names, sort_of_phrase
from article_chat.writing import TITLES

MOST = 5
"""Readings at most: each one costs a pass of the reader."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading. `meant` are the (key, form) pairs of the mentions that pronouns were read as.

    `new` stands in it where the last question had `old`; with `narrows` it stands behind a question that is otherwise the same. `of` is who has to be
    named with the answer too.
    """

    text: str
    meant: tuple[tuple[str, str], ...] = ()
    new: str = ""
    old: str = ""
    narrows: bool = False
    of: str = ""


def fill(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """The question with its slots filled: the first slot's candidates in turn, the others following."""
    yield from _doing(how, past)
    yield from _deed(question, past)
    if _WHO_SAID.fullmatch(question.strip()):
        yield from _told(past)
        return  # nobody asks who said a thing or a name
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
            meant = tuple((pair[0], form) for form, pair in chosen.items() if pair and form in {"he", "she", "they", "it"})
            yield Candidate(put_in(question, parts), meant)


_WAY = re.compile(r"(?:how (?:do|does|can|could|should|would) (?:i|you|we|one|people|visitors)|how .* (?:take|cost) to) (?P<doing>.+?)[ ?!.]*", re.IGNORECASE)


def _doing(how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """ "How long does it take?" after "How do I get to the island?": to get there is what takes it."""
    if how.word and (asked := _WAY.fullmatch(past.question)):
        takes = re.sub(r"^how (?:much|expensive) (?:is|was) (?:it|that)", "how much does it cost", how.word)
        yield Candidate(f"{takes} to {asked['doing']}")


_WEIGHS = re.compile(
    r"(?:and |but |so )?(?:why|how) (?:is|was|would|does|did)(?: it| that| this)(?: be)?(?: so| very| really)? "
    r"(?:important|significant|crucial|vital|relevant|remarkable|notable|surprising|unusual|matter|big a deal|such a big deal)\W*",
    re.IGNORECASE,
)
DEED = "decision"
"""What a sentence calls what somebody did or said, when it says what comes of it."""


def _deed(question: str, past: Discourse) -> Iterator[Candidate]:
    """ "Why is it important?" of what the last answer told, by who did it: only the article can tell whether that is meant."""
    told = names(past.answer)
    if told and told[0].start <= 4 and told[0].sort is not Sort.TIME and _WEIGHS.fullmatch(question.strip()):
        doer = re.sub(r"^the ", "", spoken(told[0]), flags=re.IGNORECASE)
        known = next((mention.text for mention in past.topics() if mention.key.endswith(told[0].key)), doer)
        deed = f"{possessive(doer)} {DEED}"
        yield Candidate(re.sub(r"\b(?:it|that|this)\b", lambda _: deed, question, count=1), new=deed, of=known)


_WHO_SAID = re.compile(r"(?:and |so )?who (?:said|says|told|claimed|claims|announced|stated)(?: us| them)? (?:that|this|it|so)\W*", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .,]+\s[-\u2013\u2014]\s")
_ASIDE = re.compile(r", (?:who|which|where|whose)\b[^,]*,|\s?[\u2013\u2014(][^\u2013\u2014()]*[\u2013\u2014)]")
_ATTRIBUTED = re.compile(
    rf",? (?:(?:{'|'.join(sorted(words.QUOTING))}) [A-Z].*|[^,]{{2,60}} (?:{'|'.join(sorted(words.QUOTING))})(?: (?:on|in|at|to) [^,]+| \w+day)?)$"
)
_LEADS_IN = re.compile(rf"^[^,;:]{{2,60}}? (?:(?:{'|'.join(sorted(words.QUOTING))})|told [\w.]+) that ")
_QUOTES = re.compile(rf"^[^,;:]{{2,60}}? (?:{'|'.join(sorted(words.QUOTING))})[^,;:\"\u201c]{{0,40}}[:,] [\"\u201c](?P<quote>[^\"\u201d]+)[\"\u201d]")
_LONGEST_TOLD = 50
"""Words."""


def _told(past: Discourse) -> Iterator[Candidate]:
    """ "Who said that?" of what the last answer told."""
    yield from (Candidate(f"who said that {told}") for told in _told_before(past))


def _told_before(past: Discourse) -> Iterator[str]:
    """What the last answer told, in the order of a clause and without who it says did; nothing where that is no clause of some length."""
    sentence = re.split(r"(?<=[a-z0-9\"\u201d][.!?])\s", _DATELINE.sub("", past.answer, count=1), maxsplit=1)[0]
    quotes = _QUOTES.match(sentence)
    sentence = quotes["quote"] if quotes else _LEADS_IN.sub("", sentence, count=1)
    told = _ATTRIBUTED.sub("", _ASIDE.sub("", re.sub(r"[\"\u201c\u201d]", "", sentence).rstrip(" .!?"))).rstrip(" ,")
    if 3 <= len(told.split()) <= _LONGEST_TOLD:
        first = told.split()[0].lower()
        named = any(mention.start == 0 for mention in names(told)) and first not in words.FUNCTION and sort_of_phrase(first) is not Sort.THINGS
        yield told if named else told[:1].lower() + told[1:]


def _fillers(question: str, slot: Slot, past: Discourse, *, others: bool) -> list[tuple[str, str]]:
    """(key, words) that may fill the slot, likeliest first. A lone "that" stays where there are `others` to fill."""
    if slot.noun:
        return _described(slot, past)
    if slot.form == "so":  # what somebody said, where that is what was told; what was told as a fact, nobody need have said
        return [("", f"that {told}") for told in _told_before(past) if not past.answer.lower().startswith(told.lower())]
    if slot.form in {"one", "ones"}:
        return _of_a_kind(question[: slot.start], slot, past)
    if slot.form == "that" and _WHO_IS_THAT.match(question):
        asked = {mention.key for mention in names(past.question)}
        return [(mention.key, spoken(mention)) for mention in past.people if mention.key not in asked][:MOST]
    if slot.form == "that" and SAYS_SO.search(question[: slot.start]):
        return []  # what is said or believed is no thing, and who is asked about said it or not
    if slot.form in {"that", "those"}:
        return _event(question, slot, past) or ([] if others else _things(slot, past, _THINGS | ({Sort.PLACE} if _MEASURES.match(question) else set())))
    said = set(re.findall(r"\w+", question.lower()))
    taken = frozenset(mention.key for mention in names(question))
    likely = [mention for mention in past.candidates(slot.form, without=taken) if mention.named or mention.key.split()[-1] not in said]
    if slot.form == "then":  # a time that was just told; else it only says "in that case"
        told = {mention.key for text in past.recent[-2:] for mention in names(text)}
        likely = [mention for mention in likely if mention.key in told]
    if slot.form == "it" and _WEIGHS.fullmatch(question.strip()):
        likely.sort(key=past.does_it)  # what matters is what it did, not who did it
    if slot.form == "it" and _HAPPENING.search(question):
        likely.sort(key=lambda mention: mention.sort not in {Sort.THING, Sort.WORK})
    if slot.form == "it" and _FINISHED.search(question):
        likely = [one for one in likely if one.sort is not Sort.GROUP and not (one.named and one.sort is Sort.PLACE) and not past.does_it(one)]
        likely.sort(key=lambda mention: mention.sort not in {Sort.THING, Sort.WORK, Sort.THINGS})
    deed = past.deed if slot.form == "it" and _DONE_TO_A_DEED.search(question[: slot.start]) else ""
    return [*([(deed, f"the {deed}")] if deed else []), *((mention.key, spoken(mention)) for mention in likely)][:MOST]


_WHO_IS_THAT = re.compile(r"(?:and |but |so )?who(?:'s| is| was|s) that\W*$", re.IGNORECASE)
_DONE_TO_A_DEED = re.compile(
    r"\b(?:ma[kd]e|issued?|withdr[ae]w|retract(?:ed)?|ke(?:ep|pt)|br(?:eak|oke)|accept(?:ed)?|reject(?:ed)?|refused?|announced?|repeat(?:ed)?"
    r"|cancel(?:led|ed)?|honou?r(?:ed)?|revoked?|renew(?:ed)?|defend(?:ed)?|regret(?:ted)?|support(?:ed)?|oppose[ds]?|critici[sz]ed?)\s+$",
    re.IGNORECASE,
)
"""What stands before "it" where that is what somebody did by saying it: a pledge is made and kept, what was pledged is given."""


_HAPPENING = re.compile(r"\b(?:last|happen|take place|begin|start|end|go on|how long)\b|\bwhen (?:was|is) it\s*\??$", re.IGNORECASE)


_FINISHED = re.compile(r"\bit (?:(?:ever|all|finally) )?(?:be |been |get )?(?:done|finished|ready|completed?|over)\W*$", re.IGNORECASE)
"""What is said of what somebody does or makes, of nobody and of no place by its name."""
_THINGS = frozenset((Sort.WORK, Sort.THING, Sort.THINGS, Sort.GROUP, Sort.NAME))
_MEASURES = re.compile(r"(?:and |but |so )?how (?:far|near|close|big|large|old|long|high|wide|deep)\b", re.IGNORECASE)
"""Of a place it is asked how far or how big that is."""


def _things(slot: Slot, past: Discourse, sorts: AbstractSet[Sort]) -> list[tuple[str, str]]:
    """What "that" or "those" alone may stand for: a mention of the last turn of one of the sorts."""
    form = "they" if slot.form == "those" else "it"
    likely = [mention for mention in past.candidates(form) if mention.sort in sorts]
    return [(mention.key, past.in_full(spoken(mention))) for mention in likely[:4]]


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


def _of_a_kind(before: str, slot: Slot, past: Discourse) -> list[tuple[str, str]]:
    """The nouns that "one" may repeat: "engine" of "How old is the engine?", "a permit" where it is all that is had or needed."""
    alone = not re.search(r"\b(?:an?|the|another|any)(?: [a-z-]+)? $", before, re.IGNORECASE)
    found = []
    for mention in past.kinds:
        noun = mention.text.split(" of ")[0].split()[-1]
        noun = singular(noun) if slot.form == "one" and mention.sort is Sort.THINGS else noun
        noun = f"{noun}s" if slot.form == "ones" and mention.sort is not Sort.THINGS else noun
        article = "an" if noun[:1] in "aeiou" else "a"
        found.append((mention.key, f"{article} {noun}" if alone and slot.form == "one" else noun))
    return found[:MOST]


def singular(noun: str) -> str:
    """ "penalty" of "penalties", "match" of "matches"; what is no regular plural as it is."""
    if re.search(r"[^aeiou]ies$", noun):
        return f"{noun[:-3]}y"
    return noun[:-2] if re.search(r"(?:ch|sh|x|ss)es$", noun) else noun.removesuffix("s")


def _described(slot: Slot, past: Discourse) -> list[tuple[str, str]]:
    """What "that album", "these years" may stand for."""
    noun = slot.noun.lower()
    if is_time_word(noun.rstrip("s")):
        return [(mention.key, mention.text) for mention in past.candidates("then")[:3]]
    found: list[tuple[str, str]] = []
    if noun in {"one", "ones"}:
        return _things(slot, past, _THINGS)
    one = singular(noun)
    if slot.form == "this" and (named := past.called(noun)):
        found.append((named.key, of_kind(noun, named)))
    for mention in past.topics():
        if {one, noun} & set(mention.key.split()) and " " in mention.key:
            found.append((mention.key, spoken(mention)))
        elif mention.sort is Sort.WORK and slot.form == "this":
            found.append((mention.key, f"the {noun} {mention.text}"))
    for mention in islice(past.topics(), 3):
        found.append((mention.key, f"{possessive(spoken(mention))} {noun}"))
    return found


def of_kind(noun: str, mention: Mention) -> str:
    """A name with what it is: "the album Venom"; a person's says it by itself."""
    says_it = noun in words.GROUPS or mention.sort in {Sort.HE, Sort.SHE, Sort.PERSON, Sort.GROUP, Sort.PLACE}
    return spoken(mention) if says_it else f"the {noun} {spoken(mention).removeprefix('the ')}"


def spoken(mention: Mention) -> str:
    """The mention as it stands in a sentence: no bracketed part, "the" for "a"."""
    text = re.sub(r"\s*\([^)]*\)", "", mention.text).strip()
    if mention.named and mention.sort in {Sort.HE, Sort.SHE, Sort.PERSON, Sort.THINGS}:
        text = " and ".join(_without_title(part) for part in text.split(" and "))
    return re.sub(r"^(?:the|an?|his|her|its|their)\s+", "the ", text, flags=re.IGNORECASE)


def _without_title(name: str) -> str:
    """ "President Vladimir Putin" as "Vladimir Putin", but "President Bush" as it is."""
    tokens = name.split()
    last = max((place for place, token in enumerate(tokens) if token.lower() in TITLES), default=-1)
    bare = tokens[last + 1 :]
    return " ".join(bare) if len(bare) > 1 and bare[0][0].isupper() else name


def possessive(text: str) -> str:
    """ "Putin" as "Putin's"."""
    return f"{text}'" if text.endswith("s") else f"{text}'s"


_DAY = re.compile(r"day$|\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", re.IGNORECASE)


def put_in(question: str, parts: Sequence[tuple[Slot, str]]) -> str:
    """The question with words in the place of its slots."""
    for slot, text in sorted(parts, key=lambda part: -part[0].start):
        filled = possessive(text) if slot.form.endswith("'s") else text
        before = question[: slot.start]
        if slot.form == "they" and filled.startswith("the ") and filled.islower() and not several(filled):
            before = agree(before, of_several=False)
        if slot.form == "there" and not re.search(r"\b(?:from|in|at|to|near)\s+$", before):
            moving = before.split()[-1:] and before.split()[-1].lower() in words.MOTION
            filled = f"{'to' if moving else 'in'} {filled}"
        if slot.form == "then" and (before.split() or [""])[-1].lower() not in words.PREPOSITIONS:
            filled = f"{'on' if _DAY.search(filled) else 'in'} {filled}"
        question = before + filled + question[slot.end :]
    return re.sub(r"\b(at|during|on|for) (?=(?:1\d|20)\d\d\b)", "in ", question)


def is_time_word(noun: str) -> bool:
    """Whether the word names a stretch of time."""
    return bool(set(noun.split()) & {"year", "day", "date", "month", "time", "season", "week", "period", "era", "decade", "century"})


_SEVERAL = {"is": "are", "was": "were", "does": "do", "has": "have"}
_ONE = {several: one for one, several in _SEVERAL.items()}


def several(phrase: str) -> bool:
    """Whether a phrase is grammatically of several."""
    return " and " in phrase or (phrase[:1].islower() and sort_of_phrase(phrase.split()[-1].lower()) is Sort.THINGS)


def agree(before: str, *, of_several: bool) -> str:
    """What stands before a subject, its auxiliary in the number of the subject: "when was" before "the boats" as "when were"."""
    match = re.search(r"\b(is|are|was|were|does|do|has|have) $", before, re.IGNORECASE)
    if match is None:
        return before
    forms = _SEVERAL if of_several else _ONE
    right = forms.get(match.group(1).lower(), match.group(1))
    return before[: match.start()] + (right.capitalize() if match.group(1)[0].isupper() else right) + " "
