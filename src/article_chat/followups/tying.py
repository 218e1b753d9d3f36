"""Questions that name nothing, tied to what the conversation is about: "When was the album released?", "What happened?", "Any awards?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from article_chat.datatypes import SAID_ELSE_OF
from article_chat.followups import words
from article_chat.followups.discourse import Discourse
from article_chat.followups.leaning import Leaning
from article_chat.followups.mentions import Mention, Sort, sort_of_phrase
from article_chat.followups.slots import Candidate, of_kind, possessive, put_in, spoken


def tie(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """A question that names nothing, tied to the topic."""
    topics = list(islice(past.topics(), 3))
    if how.slots:
        slot = how.slots[0]
        if slot.noun in _UNIQUE or not past.mentions_noun(slot.noun):
            return
        named = past.called(slot.noun)
        for text in [*([of_kind(slot.noun, named)] if named else []), *_definite(slot.noun, topics)]:
            yield Candidate(put_in(question, [(slot, text)]))
        return
    for mention in topics:
        yield Candidate(about(how.rest, mention))


def more(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """ "Tell me more" of what the conversation is about."""
    subject = past.subject
    if subject:
        yield Candidate(SAID_ELSE_OF.format(spoken(subject)))


def going_on(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """ "What then?" of what the conversation is about."""
    for mention in islice(past.topics(), 3):
        yield Candidate(about("what happened next", mention))


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
            yield f"{possessive(spoken(mention))} {noun}"


_UNIQUE = set("public world time end way same other most first last past future rest people country media press photo".split())
_WORKS = {"album", "song", "single", "film", "movie", "book", "novel", "show", "series", "play", "record", "track", "episode", "poem", "opera", "musical"}

_HAPPENED = re.compile(r"(?:so )?what (?P<else>else )?(?P<verb>happened|changed)(?P<when> .+)?", re.IGNORECASE)
_BEST = re.compile(rf"(?:best|most|notable)(?: (?!(?:{'|'.join(words.PREPOSITIONS)})\b)[\w-]+){{1,3}}", re.IGNORECASE)
_MORE = re.compile(r"(?:any|some|other|another|more)\b.*", re.IGNORECASE)


def about(asked: str, mention: Mention) -> str:
    """What was asked, said of the mention in plain English."""
    topic, rest = spoken(mention), asked[:1].lower() + asked[1:]
    if match := _HAPPENED.fullmatch(rest):
        place = "in" if mention.sort is Sort.PLACE else "to" if match["verb"].lower() == "happened" else "for"
        return f"what {match['else'] or ''}{match['verb']} {place} {topic}{match['when'] or ''}"
    several = sort_of_phrase(rest.split()[-1].lower()) is Sort.THINGS
    if _BEST.fullmatch(rest):
        return f"what {'are' if several else 'is'} {possessive(topic)} {rest}"
    if re.match(r"best|most|notable", rest, re.IGNORECASE):
        rest = f"what is {rest}"
    elif _MORE.fullmatch(rest):
        rest = f"{'are' if several else 'is'} there {rest}"
    elif re.match(r"what (?:kind|type|sort|other)\b", rest, re.IGNORECASE):
        rest = f"{rest} {'are' if several else 'is'} there"
    return f"{rest} in connection with {topic}"
