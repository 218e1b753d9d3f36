"""Candidate readings of a question that leans on the conversation, likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from article_chat.followups import words
from article_chat.followups.discourse import Discourse
from article_chat.followups.leaning import Lean, Leaning, Slot
from article_chat.followups.mentions import Sort, names, sort_of_phrase
from article_chat.followups.parallels import loosely, other, parallel
from article_chat.followups.slots import MOST, Candidate, fill, is_time_word
from article_chat.followups.tying import going_on, more, tie

MOST_BUILT = 3
"""Readings at most of a question that takes over the last one ("Why?", "And Uzbekistan?"): the first is nearly always meant."""

_AUX = "|".join(sorted((re.escape(word) for word in words.AUXILIARIES), key=len, reverse=True))
_INVERTED = re.compile(rf"(?:(?P<wh>(?:\w+ )?(?:what|who|whom|which|where|when|why|how)\b.*?) )?(?P<aux>{_AUX}) (?P<rest>.+)", re.IGNORECASE)
_COUNTS = {"how many", "how much", "which", "which ones", "which one"}


def readings(question: str, how: Leaning, past: Discourse) -> list[Candidate]:
    """At most `MOST` readings of `question`; none when the conversation has nothing to lean on.

    Asking the last question again with the new one behind it is the last resort: the article has answered that one already.
    """
    builders = {
        Lean.BARE: _bare,
        Lean.PARALLEL: parallel,
        Lean.OTHER: other,
        Lean.ELSE: _else,
        Lean.MORE: more,
        Lean.NEXT: going_on,
        Lean.SLOTS: fill,
        Lean.WEAK: tie,
        Lean.NOT: _nothing,
    }
    seen: dict[str, Candidate] = {}
    for candidate in builders[how.lean](question, how, past):
        tidy = _tidy(candidate.text)
        if tidy.lower() != _tidy(question).lower():
            seen.setdefault(tidy.lower(), replace(candidate, text=tidy))
        if len(seen) == (MOST if how.lean is Lean.SLOTS else MOST_BUILT):
            break
    last = [] if seen or not past.question else loosely(how, past)[:1] or _again(how, past)
    return list(seen.values()) or [Candidate(_tidy(text)) for text in last]


def _again(how: Leaning, past: Discourse) -> list[str]:
    """The last question with the new one behind it: "Who traveled there, and why"."""
    behind = {Lean.BARE: how.word, Lean.OTHER: f"the other {how.rest}".replace("other others", "others"), Lean.ELSE: f"{_else_word(how.word)} else"}.get(
        how.lean
    )
    return [f"{past.question.rstrip(' ?!.')}, and {behind}"] if behind else []


def _nothing(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    yield from ()


# --- Why? How many? When was that? --------------------------------------------------------------------------------------------------------


def _bare(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    if not past.question:
        return
    previous = past.question.rstrip(" ?!.")
    word = "why" if how.word in {"how come", "what for"} or (how.word == "why not" and words.LOOSELY.fullmatch(previous)) else how.word
    if words.LOOSELY.fullmatch(previous) and word != "why":
        stands = re.search(r"\bit\b", question, re.IGNORECASE)
        yield from fill(question, Leaning(Lean.SLOTS, slots=(Slot(*stands.span(), "it"),)), past) if stands else ()
        return
    match = re.fullmatch(r"how long (?:was (?P<was>.+)|did (?P<did>.+) (?:last|take|go on))", previous, re.IGNORECASE)
    if match and word != "why" and not word.startswith("how"):
        yield Candidate(f"{word} was {match['was'] or match['did']}")
    counted = _counted(word, previous)
    if counted:
        yield Candidate(counted)
    match = _INVERTED.fullmatch(previous)
    if match and word == "why not":
        yield Candidate(f"why {_negative(match['aux'].lower())} {match['rest']}")
    elif match and match["wh"] and _asks_beside(word, previous) and not _takes_place(word, match["wh"], past.whom):
        yield Candidate(f"{previous}, and {word}")
    elif match and (kinds := _same_kind(word, match["wh"])):
        yield Candidate(f"{word} {match['aux'].lower()} {match['rest']}", (), *kinds)
    elif word == "why" and (many := _that_many(previous)):
        yield Candidate(many)
    elif match and (thing := _counted_before(match["wh"], match["rest"])) and word not in _COUNTS:
        yield Candidate(f"{word} {match['aux'].lower()} {thing} {match['rest']}")
    elif match and word.startswith("how ") and re.search(rf"\b{re.escape(word[4:])}\b", match["rest"], re.IGNORECASE):
        yield Candidate(f"{word} {match['aux'].lower()} {_without(word[4:], match['rest'])}")
    elif match and word not in _COUNTS and not _asks_same(word, match["wh"]) and not _names_the_subject(match["wh"], match["aux"], match["rest"]):
        behind = "" if word == "when" and _undergoes(match["rest"]) else _left_behind(match["wh"], past.whom)
        yield Candidate(f"{word} {match['aux'].lower()} {_with_object(match['rest'], behind)}")


_KIND = re.compile(r"(?:which|what) (?!kind|type|sort)([a-z]+)|how (?!many|much|long|often|far)([a-z]+)", re.IGNORECASE)


def _same_kind(word: str, wh: str | None) -> tuple[str, str] | None:
    """(new, old) of two questions for the same about another kind of thing: "Which bases?" after "Which plane did they send", "How tall?" after "How old"."""
    new, old = _KIND.fullmatch(word), re.fullmatch(r"(?:(?:which|what)|how) ([a-z]+)", wh or "", re.IGNORECASE)
    if new is None or old is None or (new.group(2) is None) is (old.group().lower().startswith("how")) or is_time_word(new.group(1) or ""):
        return None
    return (new.group(1), old.group(1)) if new.group(1) else ("", "")


def _counted_before(wh: str | None, rest: str) -> str:
    """What was counted or chosen and is the subject: the engineers of "How many engineers were sent", that mill of "Which mill will be closed"."""
    match = re.fullmatch(r"(how (?:many|much)|which|what) ((?:[a-z]+ )?[a-z]{3,})", wh or "", re.IGNORECASE)
    first = rest.split()[0].lower()
    if match is None or is_time_word(match.group(2)) or not (first.endswith("ed") or first in words.VERBS | {"be"}):
        return ""
    several = sort_of_phrase(match.group(2).split()[-1]) is Sort.THINGS
    return f"{'the' if match.group(1).lower().startswith('how') else 'those' if several else 'that'} {match.group(2)}"


def _that_many(previous: str) -> str:
    """ "Why?" after the number of what is the subject: "How many people came?", "How many flats were let?"."""
    match = re.fullmatch(
        rf"how (?P<many>many|much) (?P<thing>[a-z-]+(?: (?!(?:{_AUX})\b)[a-z-]+)??) (?:(?P<aux>{_AUX}) )?(?P<rest>.+)", previous, re.IGNORECASE
    )
    if match is None:
        return ""
    thing, rest = f"that {match['many']} {match['thing']}", match["rest"]
    first = rest.split()[0]
    if match["aux"] is None:
        return f"how come {thing} {rest}" if not set(previous.lower().split()) & words.AUXILIARIES else ""
    if first.lower() == "there":
        return f"why {match['aux'].lower()} there {thing}{rest[5:]}"
    own = first[0].isupper() or first.lower() in words.DETERMINERS | {"he", "she", "it", "they", "we", "you", "i"} or match["aux"].lower() in _ASKS_OF_A_DOER
    return "" if own or first.lower().endswith("ed") or first.lower() in words.VERBS | {"be"} else f"why {match['aux'].lower()} {thing} {rest}"


_ASKS_OF_A_DOER = {"do", "does", "did"}
_HOW_IT_WAS = {"when", "where", "why", "how"}
"""Question words that ask for a circumstance: one of another kind takes their place."""


def _negative(auxiliary: str) -> str:
    irregular = {"can": "can't", "will": "won't", "shall": "shouldn't", "may": "shouldn't", "might": "shouldn't", "am": "aren't"}
    return auxiliary if auxiliary.endswith("n't") else irregular.get(auxiliary, f"{auxiliary}n't")


def _without(quality: str, rest: str) -> str:
    """ "the base near Kabul" as "the base to Kabul", when it is asked how near: the quality is not said twice."""
    return re.sub(rf"\b{re.escape(quality)}\b ?", "to " if quality in {"near", "close"} else "", rest, count=1, flags=re.IGNORECASE)


def _asks_same(word: str, wh: str | None) -> bool:
    return wh is not None and wh.lower().split()[0] == word.split()[0] == "how"


def _asks_beside(word: str, previous: str) -> bool:
    """Whether the last question stays whole beside the new one: "About what?", and "Which coalition?" after one about the coalition."""
    first, _, noun = word.partition(" ")
    return (first in words.PREPOSITIONS and bool(noun)) or (first == "which" and re.search(rf"\b{re.escape(noun)}\b", previous) is not None)


def _takes_place(word: str, wh: str, whom: str) -> bool:
    """Whether the new question word stands in the place of the last: one for how it was in that of another, any in that of "whom", once that is `whom`."""
    return (" " in word and wh.lower() in _HOW_IT_WAS and "which" not in word) or (bool(whom) and wh.lower() in {"who", "whom"})


def _names_the_subject(wh: str | None, aux: str, rest: str) -> bool:
    """Whether the question word is the subject, or what the subject is: "What was the reason", "Which base was used", but not "Where was Mozart born"."""
    be = wh is not None and aux.lower() in {"is", "was", "are", "were"} and wh.lower().split()[0] in {"what", "who", "which", "where"}
    return be and not _undergoes(rest)


def _undergoes(rest: str) -> bool:
    """Whether it is a subject and what it does or what is done to it: "Anna Lund born", "the ship built", "Brightwater buying"."""
    *subject, verb = rest.split()
    named = [mention for mention in names(rest) if mention.start == 0]
    if not subject or not (named or subject[0].lower() in words.DETERMINERS - {"no"}) or (named and named[0].end == len(rest)):
        return False
    return verb.islower() and (verb.endswith("ed") or verb in words.VERBS or (verb.endswith("ing") and bool(named)))


def _left_behind(wh: str | None, whom: str) -> str:
    """What stands where the earlier question word was taken from: "What did he say" -> "he say that"; `whom` is who was named when it was asked whom."""
    low = (wh or "").lower()
    if low == "what":
        return " that"
    if low in {"who", "whom"}:
        return f" {whom or 'them'}"
    if match := re.fullmatch(r"(?:what|which) (.+)", low):
        those = "those" if sort_of_phrase(match.group(1).split()[-1]) is Sort.THINGS else "that"
        return f" {those} {match.group(1)}" if not is_time_word(match.group(1)) else ""
    if match := _MEASURE.fullmatch(low):
        return f" that {match.group(1)}"
    if low == "where":
        return " there"
    return ""


_MEASURE = re.compile(r"how ((?:much|many|long|far|often|fast|big|large|high|deep|old|heavy)(?: [a-z]+){0,2}|(?:far|close) (?:away )?(?:from|to) .+)")
"""What a question measures, as it is taken for granted afterwards: "How much did it cost?", "Why did it cost that much?"."""
_BEFORE_OF = re.compile(r"\b(?:think|say|know|believe|mean|do|learn|want)(?= (?:of|about|to|with|from|for) )")
_BEFORE_WHEN = re.compile(r"\S+ .*?\w(?= (?:(?:in|at|during|before|after|since|every|each) \w|(?:now|today|then|before)$))")


_TURN_LAST = re.compile(r" (?:first|last|next|again|twice|too|instead)$")
"""What stands behind the object: "marry him first"."""
_FAR_FROM = re.compile(r"(?: away)? (?:from|to) ")


def _with_object(rest: str, thing: str) -> str:
    """ "he think of NATO" + " that" as "he think that of NATO": the object goes before what it is of or about, and before when or where it was.

    So does "that far" before what it is far from.
    """
    if (away := _FAR_FROM.search(rest)) and re.fullmatch(r" that (?:far|near|close)", thing):
        return rest[: away.start()] + thing + rest[away.start() :]
    if (turn := _TURN_LAST.search(rest)) and thing:
        return rest[: turn.start()] + thing + turn.group()
    if thing != " that" and not _MEASURE.fullmatch(thing.replace(" that", "how", 1)):
        return rest + thing
    verb = _BEFORE_OF.search(rest) or _BEFORE_WHEN.match(rest)
    return rest[: verb.end()] + thing + rest[verb.end() :] if verb else rest + thing


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
    things = [noun for noun in re.findall(r"\b[a-z]{4,}\b", previous) if sort_of_phrase(noun) is Sort.THINGS and noun not in words.VERBS | words.FUNCTION]
    return f"{asks} {things[-1]} are there" if things and asks == "how many" else None


# --- Who else? -------------------------------------------------------------------------------------------------------------------------------


def _else(question: str, how: Leaning, past: Discourse) -> Iterator[Candidate]:
    previous = past.question.rstrip(" ?!.")
    if not previous:
        return
    word = _else_word(how.word)
    if word == "what" and words.LOOSELY.fullmatch(previous):
        yield from more(question, how, past)
        return
    pattern = rf"\b({word})(?! else)(?:m)?\b"
    if re.match(pattern, previous, re.IGNORECASE) and " else" not in previous:
        yield Candidate(re.sub(pattern, r"\1 else", previous, count=1, flags=re.IGNORECASE))
        return
    match = _INVERTED.fullmatch(previous)
    if " else" in previous:
        yield Candidate(previous)
    elif match and match["wh"] is None and (found := re.search(r"\b(?:any|some)(?:one|body|thing)\b", previous)):
        yield Candidate(f"{previous[: found.end()]} else{previous[found.end() :]}")
    elif word == "what":
        yield from more(question, how, past)


def _else_word(word: str) -> str:
    return "what" if word.endswith("thing") else {"anyone": "who", "anybody": "who", "someone": "who", "nobody": "who"}.get(word, word)


def _tidy(text: str) -> str:
    """White space collapsed, a capital first, a question mark last."""
    text = re.sub(r"\s+([?,.])", r"\1", " ".join(text.split())).rstrip(" ?")
    text = text if re.search(r"\b[A-Z]\.$", text) else text.rstrip(" .")
    text = re.sub(r"\bthe the\b", "the", text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:] + "?"
