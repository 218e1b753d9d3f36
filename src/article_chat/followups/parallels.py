"""The last question about something else: "And Uzbekistan?", "What about him?", "What about the other one?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from article_chat.datatypes import SAID_OF
from article_chat.followups import words
from article_chat.followups.discourse import Discourse
from article_chat.followups.leaning import OF_SOME, OTHERS, Lean, Leaning, leaning
from article_chat.followups.mentions import Mention, Sort, names, phrases, sort_of_phrase
from article_chat.followups.noticing import together
from article_chat.followups.slots import Candidate, agree, fill, is_time_word, possessive, several, spoken

FAR = 0.5
"""A phrase that parallels the new one by less than this share of what the nearest does is no reading of it."""
CONTRASTED = 2.5
"""What the last question had put in the place of something else is what the next one replaces: "And on the motors?", "And the top?"."""

_HOURS = (
    r"(?:by|at|in|on|during) (?:the )?(?:day|night|noon|midnight|mornings?|afternoons?|evenings?|weekends?|weekdays|spring|summer|autumn|winter"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)"
)
ITSELF_ASKED = 1.0
"""What is asked for itself is what another thing takes the place of, rather than where or when it was: "And profit?" after "What was revenue in May?"."""
_WHAT_IS = re.compile(r"what (?:is|was|are|were) ", re.IGNORECASE)
CIRCUMSTANCE = words.PREPOSITIONS - {"for", "to", "from", "with", "of", "by", "against", "without", "like", "than", "as", "about"}
"""Prepositions that say where or when: what is asked stays the same, in a case of it."""
THIS_TIME = re.compile(r"this (?:time|year|week|month)", re.IGNORECASE)
"""A time that an article calls so where it comes to it."""
_IN_CASE = re.compile(r"(?:if|unless) ", re.IGNORECASE)
LONGEST_TOPIC = 5
"""Words of what somebody names: more of them say something about it ("So the band never got back together?")."""

_WHEN = re.compile(
    r"(?:,? (?:before|earlier|previously|already|yet|now|today|then|later|afterwards?|yesterday|tomorrow|(?:this|that|last|next) [a-z]+"
    rf"|(?:in|during|since|by|before|after|until) (?:1\d|20)\d\d|{_HOURS}))+$",
    re.IGNORECASE,
)
_DURING = re.compile(r",? (?:during|throughout|since|until|before|after) (?:the |his |her |its |their )?(?:[\w.'’-]+ ?){1,4}$")
"""The other time that the last question was of: "Did they help during Desert Storm?" goes on with "What about this time?"."""
_SAYS = re.compile(
    r"what (?:else )?(?:do|does|did|has|have|had) .+? (?:say|said|think|thought|tell|told|write|written|know|known|learn|learnt)(?: [A-Z]\w+)*", re.I
)
_NOUN_ALONE = re.compile(rf"(?!(?:{'|'.join(sorted(words.FUNCTION))})\b)[a-z]{{3,}}(?: [a-z]{{3,}})?")
"""What may be asked for of the same time in place of something counted: "And revenue?" after "How many were sold in 2021?"."""
_AUX = "|".join(sorted(map(re.escape, words.AUXILIARIES), key=len, reverse=True))
_NO_FUNCTION = rf"(?!(?:{'|'.join(sorted(words.FUNCTION))})\b)"
_PLAIN_NOUN = re.compile(
    rf"\b(?:(?:how (?:many|much)|which|what) (?!(?:{_AUX})\b)(?P<counted>[a-z]{{3,}})(?= )|(?:{_AUX}) (?P<subject>(?:[a-z]{{2,}} )?[a-z]{{2,}}s)(?= [a-z])"
    rf"|what (?:is|was|are|were) {_NO_FUNCTION}(?P<amount>[a-z]{{3,}}(?: {_NO_FUNCTION}[a-z]{{3,}})?)"
    r"(?= (?:in|at|for|of|on|during|last|this|next)\b|$))"
)
_TURN = re.compile(r"(?:(?:the|her|his|its|their) )?(first|second|third|fourth|fifth|last)(?: (?:one|time))?", re.IGNORECASE)
_TURN_ASKED = re.compile(r"\b(?:first|second|third|fourth|fifth|last)\b(?! (?:week|month|year|night|[A-Z][a-z]+day)\b)", re.IGNORECASE)
"""Which of several is asked for, and which the last question asked for: "And the second one?" after "Who did she marry first?"."""
_PARTITIVE = {"kind", "sort", "type", "part"}
_PEOPLE = {Sort.HE, Sort.SHE, Sort.PERSON}


def parallel(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """The last question with the new phrase in the place of one that it had, or behind it where it says when or where."""
    previous = past.question.rstrip(" ?!.")
    if not previous or not is_question(previous):
        return
    if _IN_CASE.match(how.rest):
        yield from _in_case(_said(how), past)
        return
    if (turn := _TURN.fullmatch(_said(how))) and (asked := _TURN_ASKED.search(previous)):
        yield Candidate(f"{previous[: asked.start()]}{turn[1].lower()}{previous[asked.end() :]}", (), turn[1].lower(), asked.group())
        return
    if OF_SOME.match(_said(how)):
        for resolved, meant in islice(_spell_out(_said(how), past), 1):
            yield Candidate(f"what happens to {resolved}", meant)
    for resolved, meant in _spell_out(_said(how), past):
        if owner := _OWNER_ALONE.fullmatch(resolved):
            yield from _of_owner(owner.group(1), meant, previous)
            continue
        if words.LOOSELY.fullmatch(previous):
            yield from (Candidate(text, meant, resolved) for text in loosely(how, past))
            return
        if _WHEN.fullmatch(f" {resolved}"):
            if (always := _DURING.sub("", previous)) != previous:
                yield Candidate(f"{always} {resolved}", meant, resolved, previous[len(always) :].strip())
            yield Candidate(f"{_without_time(previous)} {resolved}", meant, resolved, previous[len(_without_time(previous)) :].strip())
            yield from (Candidate(f"{asked} {resolved}", meant, resolved, then) for asked, then in _at_another_time(previous, past))
            return
        olds = _parallels(previous, resolved, past)
        for old in olds:
            if resolved == old.text or re.search(rf"\b{re.escape(resolved)}\b", previous[: old.start] + previous[old.end :], re.IGNORECASE):
                continue  # the last question was of both
            before = previous[: old.start]
            before = re.sub(r"\b[Tt]he $", "", before) if resolved[:1].isupper() and not resolved.startswith("The ") else before
            filled = _like(resolved, old.text)
            behind = _said_once(filled, previous[old.end :])
            yield Candidate(agree(before, of_several=several(filled)) + filled + behind, meant, resolved, old.text)
        if (then := _WHEN.search(previous)) and _NOUN_ALONE.fullmatch(resolved):
            was = "was" if re.search(r"\b(?:did|was|were|had)\b", previous) else "is"
            yield Candidate(f"what {was} the {resolved}{then.group()}", meant, resolved)
        if _SAYS.fullmatch(previous) and resolved not in previous:
            yield Candidate(f"{previous} about {resolved}", meant, resolved)
        if _says_when_or_where(resolved) and not olds:
            yield Candidate(
                f"{_without_time(previous)} {resolved}",
                meant,
                resolved,
                narrows=_without_time(previous) == previous and resolved.split()[0].lower() in CIRCUMSTANCE,
            )


def _said_once(new: str, behind: str) -> str:
    """What stands behind the name that is replaced, without the noun that the new phrase brings with it: one "plan" of "the Basics plan" is enough."""
    noun = new.split()[-1]
    again = re.match(rf" {re.escape(noun)}(?!\w)", behind) if noun != new else None
    return behind[again.end() :] if again else behind


_OWNER_ALONE = re.compile(r"(.*\w)(?:['\u2019]s|(?<=s)['\u2019])", re.IGNORECASE)
_OWNED = re.compile(r"(?:the|its|his|her|their|an?) (.+)", re.IGNORECASE)


def _of_owner(owner: str, meant: tuple[tuple[str, str], ...], previous: str) -> Iterator[Candidate]:
    """What is somebody else's: "And Brightwater's?" after "What is Tolvane's debt?" or "How did the shares do?"."""
    for old in names(previous):
        if re.match(r"['\u2019]", previous[old.end :]):
            yield Candidate(f"{previous[: old.start]}{possessive(owner)}{re.sub('^.s?', '', previous[old.end :])}", meant, owner, old.text)
    for thing in phrases(previous):
        if owned := _OWNED.fullmatch(thing.text):
            yield Candidate(f"{previous[: thing.start]}{possessive(owner)} {owned.group(1)}{previous[thing.end :]}", meant, owner, thing.text)


def _at_another_time(previous: str, past: Discourse) -> Iterator[tuple[str, str]]:
    """(question, its time) of an earlier question, where the last one has no time: "What did it give?" after "Did it help during the war?"."""
    for asked in reversed(past.recent):
        core = asked.rstrip(" ?!.")
        if asked.endswith("?") and core != previous and (always := _DURING.sub("", core)) != core:
            yield always, core[len(always) :].strip()
            return


def _in_case(case: str, past: Discourse) -> Iterator[Candidate]:
    """The last question in the case that a clause puts: "How long do they cook if they're frozen", the case it had left out."""
    previous = re.sub(r",? (?:if|unless) .*$", "", past.question.rstrip(" ?!."), flags=re.IGNORECASE)
    if not words.LOOSELY.fullmatch(previous):
        yield Candidate(f"{previous} {case}")


def other(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """The one of a pair that the last question was not about."""
    previous = past.question.rstrip(" ?!.")
    asked = {mention.key: mention for mention in names(previous)}
    for old in asked.values():
        for new in sorted(past.topics(), key=lambda mention: -len(set(mention.key.split()) & set(old.key.split()))):
            if new.key in asked or any(key in new.key or new.key in key for key in asked):
                continue
            if new.sort in {old.sort, Sort.NAME} or old.sort is Sort.NAME or set(new.key.split()) & set(old.key.split()):
                yield Candidate(previous[: old.start] + spoken(new) + previous[old.end :], (), spoken(new), old.text)


def loosely(how: Leaning, past: Discourse) -> list[str]:
    """What "And Uzbekistan?" asks where the last question is not meant: whatever the article says of it. None for a mere time."""
    if how.lean is Lean.OTHER and how.rest == OTHERS:
        return [SAID_OF.format(f"the {OTHERS}")]
    if how.lean is Lean.PARALLEL and THIS_TIME.fullmatch(_said(how)):
        return [SAID_OF.format(_said(how).lower())]
    new = _said(how)
    if (
        how.lean is not Lean.PARALLEL
        or _IN_CASE.match(new)
        or (_WHEN.fullmatch(f" {new}") and not re.fullmatch(_HOURS, new, re.IGNORECASE))
        or len(new.split()) > LONGEST_TOPIC
    ):
        return []
    preposition, _, bare = new.partition(" ")
    spelt = [text for text, _ in _spell_out(new, past)][:1]
    if preposition.lower() in words.PREPOSITIONS and bare:
        spelt = [bare if text == new else text for text in spelt]
    own = leaning(new)
    if spelt and spelt[0] != new and own.slots and (own.slots[0].form.endswith("'s") or own.slots[0].form in {"one", "ones"}):
        spelt.append(new)  # "her father" is said with the name of neither
    return [SAID_OF.format(text) for text in spelt]


def _said(how: Leaning) -> str:
    return re.sub(r"[?!.\s]+$", "", how.rest)


def _without_time(question: str) -> str:
    """ "Has Russia helped before" without "before": what is asked now is another time."""
    return _WHEN.sub("", question)


def _spell_out(new: str, past: Discourse) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The new phrase with its own pronouns filled, and what they were read as."""
    inner = leaning(new)
    if inner.lean is not Lean.SLOTS or re.match(r"(?:this|that) (?:time|year|week|month)\b", new):
        yield new, ()
        return
    for filled in islice(fill(new, inner, past), 3):
        yield filled.text, filled.meant


def is_question(text: str) -> bool:
    """Whether a text asks, by its words."""
    tokens = text.lower().split()
    return bool(tokens) and (bool(set(tokens) & words.ASKING) or tokens[0] in words.AUXILIARIES)


def _parallels(previous: str, new: str, past: Discourse) -> list[Mention]:
    """Phrases of the previous question that the new one may take the place of, likeliest first."""
    preposition, _, bare = new.partition(" ")
    with_preposition = preposition.lower() in words.PREPOSITIONS and bool(bare)
    said = names(bare if with_preposition else new) or phrases(new)
    wanted = said[0] if said else None
    place = new.lower() in words.PLACES
    sort = wanted.sort if wanted else Sort.PLACE if place else sort_of_phrase(new.split()[-1])
    named = wanted.named if wanted else place
    sort = past.sort_of(new) or sort
    again = new.split()[-1].lower() in previous.lower().split()  # "And the second quarter?" is another quarter
    found = []
    named_before = names(previous)
    for mention in [*named_before, *together(previous, named_before), *phrases(previous), *_plain_nouns(previous, new)]:
        before = re.search(r"(\w+)\s+(?:the\s+)?$", previous[: mention.start])
        behind = before.group(1).lower() if before else ""
        joined = mention.named and " and " in mention.text
        value = (
            1.5 * joined
            + 3.0 * (joined and new in mention.text)
            + 2.0 * _alike(mention.sort, sort)
            + 1.0 * (mention.named == named)
            + 0.5 * _same_shape(mention.text, new)
        )
        value += 0.3 * mention.start / max(1, len(previous)) - 1.5 * (Sort.TIME in {sort, mention.sort} and mention.sort is not sort)
        value += CONTRASTED * (past.contrasted in {mention.text, f"{behind} {mention.text}"} and mention.named == named)
        value += ITSELF_ASKED * (new.islower() and not again and _is_asked_itself(mention, previous))
        value -= 1.5 * (behind in {"in", "at", "near"} and sort in _PEOPLE | {Sort.GROUP})
        if with_preposition:
            if before is None or behind not in words.PREPOSITIONS:
                continue
            value += 1.5 * (behind == preposition.lower())
            mention = Mention(previous[before.start() : mention.end], before.start(), mention.end, mention.sort, mention.named)
        found.append((value, mention))
    found.sort(key=lambda pair: -pair[0])
    most = 1 if found and new.islower() and not again and _is_asked_itself(found[0][1], previous) else 3  # no "revenue in the profit"
    return [mention for value, mention in found if value > max(0.5, FAR * found[0][0])][:most]


def _is_asked_itself(mention: Mention, previous: str) -> bool:
    """Whether the last question asks what it is, by a noun without a determiner: the revenue of "What was revenue in May?"."""
    return mention.text.split()[0].lower() not in words.DETERMINERS and _WHAT_IS.fullmatch(previous[: mention.start]) is not None


def _plain_nouns(previous: str, new: str) -> Iterator[Mention]:
    """Nouns without a determiner that ask for one like them: "how much flour" and "will repairs take", when the new phrase is no name."""
    if new[:1].isupper() or len(new.split()) > 3:
        return
    for match in _PLAIN_NOUN.finditer(previous[:1].lower() + previous[1:]):
        group = next(name for name in ("counted", "subject", "amount") if match[name])
        noun = match[group]
        if not set(noun.split()) & (words.FUNCTION | words.VERBS | words.SPEAKING) and not re.match(r"(?:long|far|often|old|well)$", noun):
            if group == "amount" and not new.islower():
                continue
            if group == "counted" and (new.split()[0].lower() in words.DETERMINERS or is_time_word(one := noun.rstrip("s")) or one in _PARTITIVE):
                continue
            yield Mention(noun, match.start(group), match.end(group), sort_of_phrase(noun), named=False)


def _alike(left: Sort, right: Sort) -> float:
    """How alike two sorts are, 0..1; a name of unknown sort may be a person or a place."""
    if left is right:
        return 1.0
    if left in _PEOPLE and right in _PEOPLE:
        return 0.9
    return 0.5 if Sort.NAME in {left, right} and not {Sort.TIME, Sort.THING, Sort.THINGS} & {left, right} else 0.0


def _says_when_or_where(text: str) -> bool:
    return text.split()[0].lower() in words.PREPOSITIONS or re.fullmatch(r"(?:this|that|last|next) \w+|now|today|then|later|before", text) is not None


def _same_shape(left: str, right: str) -> bool:
    return left[-3:].lower() == right[-3:].lower() or (left.split()[0].lower() == right.split()[0].lower() in words.DETERMINERS)


def _like(new: str, old: str) -> str:
    """The new phrase with the determiner or the possessive of the old one, when it needs it."""
    determiner = old.split()[0].lower()
    needs = new.split()[0].lower() not in words.DETERMINERS | words.PREPOSITIONS and new[:1].islower() and determiner in {"the", "a", "an"}
    return f"{determiner} {new}" if needs else new
