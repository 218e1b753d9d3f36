"""Candidate readings of a question that leans on the conversation, likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from article_chat.followups import words
from article_chat.followups.discourse import Discourse, together
from article_chat.followups.leaning import Lean, Leaning, leaning
from article_chat.followups.mentions import Mention, Sort, names, phrases, sort_of_phrase
from article_chat.followups.slots import MOST, Candidate, fill, is_time_word, spoken, tie

MOST_BUILT = 3
"""Readings at most of a question that takes over the last one ("Why?", "And Uzbekistan?"): the first is nearly always meant."""

FAR = 0.5
"""A phrase that parallels the new one by less than this share of what the nearest does is no reading of it."""

_AUX = "|".join(sorted((re.escape(word) for word in words.AUXILIARIES), key=len, reverse=True))
_INVERTED = re.compile(rf"(?:(?P<wh>(?:\w+ )?(?:what|who|whom|which|where|when|why|how)\b.*?) )?(?P<aux>{_AUX}) (?P<rest>.+)", re.IGNORECASE)
_COUNTS = {"how many", "how much", "which", "which ones", "which one"}


def readings(question: str, how: Leaning, past: Discourse) -> list[Candidate]:
    """At most `MOST` readings of `question`; none when the conversation has nothing to lean on.

    Asking the last question again with the new one behind it is the last resort: the article has answered that one already.
    """
    builders = {
        Lean.BARE: _bare,
        Lean.PARALLEL: _parallel,
        Lean.OTHER: _other,
        Lean.ELSE: _else,
        Lean.SLOTS: fill,
        Lean.WEAK: tie,
        Lean.NOT: _nothing,
    }
    seen: dict[str, Candidate] = {}
    for text, meant in builders[how.lean](question, how, past):
        tidy = _tidy(text)
        if tidy.lower() != _tidy(question).lower():
            seen.setdefault(tidy.lower(), (tidy, meant))
        if len(seen) == (MOST if how.lean is Lean.SLOTS else MOST_BUILT):
            break
    again = _again(how, past) if not seen else None
    return [(_tidy(again), ())] if again else list(seen.values())


def _again(how: Leaning, past: Discourse) -> str | None:
    """The last question with the new one behind it: "Who traveled there, and why"."""
    previous = past.question.rstrip(" ?!.")
    if not previous:
        return None
    said = re.sub(r"[?!.\s]+$", "", how.rest)
    behind = {Lean.BARE: how.word, Lean.OTHER: f"the other {how.rest}", Lean.ELSE: f"{_else_word(how.word)} else", Lean.PARALLEL: said}.get(how.lean)
    if behind is None or (how.lean is Lean.PARALLEL and not _is_question(previous)):
        return None
    return f"{previous}, and {behind}"


def _nothing(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    yield from ()


# --- Why? How many? When was that? --------------------------------------------------------------------------------------------------------


def _bare(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    if not past.question:
        return
    previous = past.question.rstrip(" ?!.")
    word = "why" if how.word in {"how come", "what for"} else how.word
    match = re.fullmatch(r"how long (?:was (?P<was>.+)|did (?P<did>.+) (?:last|take|go on))", previous, re.IGNORECASE)
    if match and not word.startswith("how"):
        yield f"{word} was {match['was'] or match['did']}", ()
    counted = _counted(word, previous)
    if counted:
        yield counted, ()
    match = _INVERTED.fullmatch(previous)
    if match and match["wh"] and _asks_beside(word, previous):
        yield f"{previous}, and {word}", ()
    elif match and word.startswith("how ") and re.search(rf"\b{re.escape(word[4:])}\b", match["rest"], re.IGNORECASE):
        yield f"{word} {match['aux'].lower()} {_without(word[4:], match['rest'])}", ()
    elif match and word not in _COUNTS and not _asks_same(word, match["wh"]) and not _names_the_subject(match["wh"], match["aux"]):
        yield f"{word} {match['aux'].lower()} {_with_object(match['rest'], _left_behind(match['wh']))}", ()


def _without(quality: str, rest: str) -> str:
    """ "the base near Kabul" as "the base to Kabul", when it is asked how near: the quality is not said twice."""
    return re.sub(rf"\b{re.escape(quality)}\b ?", "to " if quality in {"near", "close"} else "", rest, count=1, flags=re.IGNORECASE)


def _asks_same(word: str, wh: str | None) -> bool:
    return wh is not None and wh.lower().split()[0] == word.split()[0] == "how"


def _asks_beside(word: str, previous: str) -> bool:
    """Whether the last question stays whole beside the new one: "About what?", and "Which coalition?" after one about the coalition."""
    first, _, noun = word.partition(" ")
    return (first in words.PREPOSITIONS and bool(noun)) or (first == "which" and re.search(rf"\b{re.escape(noun)}\b", previous) is not None)


def _names_the_subject(wh: str | None, aux: str) -> bool:
    """Whether the question word is the subject, or what the subject is: "What was the reason", "Which base was used"."""
    return wh is not None and aux.lower() in {"is", "was", "are", "were"} and wh.lower().split()[0] in {"what", "who", "which", "where"}


def _left_behind(wh: str | None) -> str:
    """What stands where the earlier question word was taken from: "What did he say" -> "he say that"."""
    low = (wh or "").lower()
    if low == "what":
        return " that"
    if low in {"who", "whom"}:
        return " them"
    if match := re.fullmatch(r"(?:what|which) (.+)", low):
        return f" that {match.group(1)}" if not is_time_word(match.group(1)) else ""
    if low == "where":
        return " there"
    return ""


def _with_object(rest: str, thing: str) -> str:
    """ "he think of NATO" + " that" as "he think that of NATO": the object goes before what it is of or about."""
    verb = re.search(r"\b(?:think|say|know|believe|mean|do|learn|want)(?= (?:of|about|to|with|from|for) )", rest)
    return rest[: verb.end()] + thing + rest[verb.end() :] if verb and thing == " that" else rest + thing


def _uncapital(text: str) -> str:
    return text[:1].lower() + text[1:]


def _counted(word: str, previous: str) -> str | None:
    """ "How many?" and "which ones?" about the things of the previous question."""
    if word not in _COUNTS:
        return None
    asks = word if word.startswith("how") else "which"
    if match := re.fullmatch(r"(?:are|is|were|was) there (?:any |some |a |an )?(.+)", previous, re.IGNORECASE):
        thing, _, rest = match.group(1).partition(" ")
        return f"{asks} {thing} {'are' if thing.endswith('s') else 'is'} there {rest}"
    if match := re.fullmatch(r"(?:what|which) (?:are |were )?(?:the )?(.+)", previous, re.IGNORECASE):
        first = match.group(1).split()[0].lower()
        return f"{asks} {match.group(1)}" if first not in words.FUNCTION else None
    if match := re.fullmatch(rf"((?:{_AUX}) .+?) (?:any|some|several|a few|many|other) (\w+)(.*)", previous, re.IGNORECASE):
        return f"{asks} {match.group(2)} {match.group(1).lower() if ' ' not in match.group(1) else _uncapital(match.group(1))}{match.group(3)}"
    match = re.fullmatch(rf"((?:{_AUX}) .+) ([a-z]+)", previous, re.IGNORECASE)
    if match and sort_of_phrase(match.group(2)) is Sort.THINGS:
        return f"{asks} {match.group(2)} {_uncapital(match.group(1))}"
    if match := re.fullmatch(r"who (.+)", previous, re.IGNORECASE):
        return f"{asks} {match.group(1)}" if asks == "how many" else None
    return None


# --- And Uzbekistan? ----------------------------------------------------------------------------------------------------------------------


def _parallel(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    previous = past.question.rstrip(" ?!.")
    new = re.sub(r"[?!.\s]+$", "", how.rest)
    for resolved, meant in _spell_out(new, past):
        if not previous or not _is_question(previous):
            return
        if _WHEN.fullmatch(f" {resolved}"):
            yield f"{_without_time(previous)} {resolved}", meant
            return
        for old in _parallels(previous, resolved, past):
            before = previous[: old.start]
            before = re.sub(r"\b[Tt]he $", "", before) if resolved[:1].isupper() and not resolved.startswith("The ") else before
            yield before + _like(resolved, old.text) + previous[old.end :], meant
        if _says_when_or_where(resolved):
            yield f"{_without_time(previous)} {resolved}", meant


_WHEN = re.compile(
    r"(?:,? (?:before|earlier|previously|already|yet|now|today|then|later|afterwards?|yesterday|tomorrow|(?:this|that|last|next) [a-z]+"
    r"|(?:in|during|since|by|before|after|until) (?:1\d|20)\d\d))+$",
    re.IGNORECASE,
)


def _without_time(question: str) -> str:
    """ "Has Russia helped before" without "before": what is asked now is another time."""
    return _WHEN.sub("", question)


def _spell_out(new: str, past: Discourse) -> Iterator[Candidate]:
    """The new phrase with its own pronouns filled."""
    inner = leaning(new)
    if inner.lean is not Lean.SLOTS or re.match(r"(?:this|that) (?:time|year|week|month)\b", new):
        yield new, ()
        return
    yield from islice(fill(new, inner, past), 3)


def _is_question(text: str) -> bool:
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
    found = []
    named_before = names(previous)
    for mention in [*named_before, *together(previous, named_before), *phrases(previous)]:
        joined = mention.named and " and " in mention.text
        value = 1.5 * joined + 2.0 * _alike(mention.sort, sort) + 1.0 * (mention.named == named) + 0.5 * _same_shape(mention.text, new)
        value += 0.3 * mention.start / max(1, len(previous)) - 1.5 * (Sort.TIME in {sort, mention.sort} and mention.sort is not sort)
        if with_preposition:
            before = re.search(r"(\w+)\s+(?:the\s+)?$", previous[: mention.start])
            if before is None or before.group(1).lower() not in words.PREPOSITIONS:
                continue
            value += 1.5 * (before.group(1).lower() == preposition.lower())
            mention = Mention(previous[before.start() : mention.end], before.start(), mention.end, mention.sort, mention.named)
        found.append((value, mention))
    found.sort(key=lambda pair: -pair[0])
    return [mention for value, mention in found if value > max(0.5, FAR * found[0][0])][:3]


def _alike(left: Sort, right: Sort) -> float:
    """How alike two sorts are, 0..1; a name of unknown sort may be a person or a place."""
    if left is right:
        return 1.0
    people = {Sort.HE, Sort.SHE, Sort.PERSON}
    if left in people and right in people:
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


# --- the other one, who else --------------------------------------------------------------------------------------------------------------


def _other(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    """The one of a pair that the last question was not about."""
    previous = past.question.rstrip(" ?!.")
    asked = {mention.key: mention for mention in names(previous)}
    for old in asked.values():
        for new in sorted(past.topics(), key=lambda mention: -len(set(mention.key.split()) & set(old.key.split()))):
            if new.key in asked or any(key in new.key or new.key in key for key in asked):
                continue
            if new.sort in {old.sort, Sort.NAME} or old.sort is Sort.NAME or set(new.key.split()) & set(old.key.split()):
                yield previous[: old.start] + spoken(new) + previous[old.end :], ()


def _else(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    previous = past.question.rstrip(" ?!.")
    if not previous:
        return
    word = _else_word(how.word)
    pattern = rf"\b({word})(?! else)(?:m)?\b"
    if re.match(pattern, previous, re.IGNORECASE) and " else" not in previous:
        yield re.sub(pattern, r"\1 else", previous, count=1, flags=re.IGNORECASE), ()
        return
    match = _INVERTED.fullmatch(previous)
    if " else" in previous:
        yield previous, ()
    elif match and match["wh"] is None and (found := re.search(r"\b(?:any|some)(?:one|body|thing)\b", previous)):
        yield f"{previous[: found.end()]} else{previous[found.end() :]}", ()


def _else_word(word: str) -> str:
    return "what" if word.endswith("thing") else {"anyone": "who", "anybody": "who", "someone": "who", "nobody": "who"}.get(word, word)


def _tidy(text: str) -> str:
    """White space collapsed, a capital first, a question mark last."""
    text = re.sub(r"\s+([?,.])", r"\1", " ".join(text.split())).rstrip(" ?")
    text = text if re.search(r"\b[A-Z]\.$", text) else text.rstrip(" .")
    text = re.sub(r"\bthe the\b", "the", text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:] + "?"
