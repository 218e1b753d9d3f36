"""Where a question leans on the conversation: its pronouns, demonstratives, fragments and ellipses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from article_chat.followups import words
from article_chat.followups.further import asks_for_more, asks_what_next
from article_chat.followups.mentions import Mention, Sort, names, phrases, sort_of_phrase


class Lean(Enum):
    """How a question leans."""

    NOT = "stands alone"
    BARE = "Why? How many? When was that?"
    PARALLEL = "And Uzbekistan? What about him?"
    OTHER = "What about the other one?"
    ELSE = "Who else?"
    MORE = "Tell me more. Anything else?"
    NEXT = "What then?"
    SLOTS = "pronouns and demonstratives to fill"
    WEAK = "perhaps: the band, any others, what happened"


@dataclass(frozen=True, slots=True)
class Slot:
    """A word or two at `start:end` that stand for something said before. `noun` is what a demonstrative names ("that album")."""

    start: int
    end: int
    form: str
    noun: str = ""
    objective: bool = False


@dataclass(frozen=True, slots=True)
class Leaning:
    """How the question leans: the `word` that asks, what is asked about (`rest`), or the `slots` to fill."""

    lean: Lean
    word: str = ""
    rest: str = ""
    slots: tuple[Slot, ...] = ()


_W = r"(?:(?:by|with|for|to|from|of|since|until|in|on|at|about|against) )?(?:why|when|where|who|whom|whose|what|how|which)"
_HOW = "how (?:many|much|long|far away|far|near|old|often|big|large|small|high|tall|deep|wide|fast|strong|bad|loud|hot|cold|heavy|expensive|soon|late|early)"
_BARE = re.compile(
    rf"(?:(?:and|but|so|ok|okay) )?({_W}(?: not| so| come)?|(?:for )?{_HOW}|what for|what time|"
    r"(?:in |on )?(?:what|which) (?:year|day|date|month|city|country|place|state)|which (?:ones?|[a-z]+)|in what way|what kind|what type|to what extent)"
    r"(?: exactly| then)?",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"(?:and |so )?(how many)(?: of (?:them|these|those))? (?:are|were) there(?: now| today| altogether| in total| in all)?", re.IGNORECASE)
_TAKES = re.compile(
    r"(?:and |so )?(how (?:long|much(?: time)?) (?:does|will|would|did) (?:it|that) (?:take|cost)|how (?:much|expensive) (?:is|was) (?:it|that))", re.IGNORECASE
)
"""What doing something takes, where the last question asked how it is done: "How do I get there?", "How long does it take?"."""
_BARE_BE = re.compile(
    r"(?:(?:and|but|so) )?(why|when|where|how|(?:in |on )?(?:what|which) (?:year|day|date|month|city|country|place|time)|how (?:long|far|many"
    r"|much) ago|how long)"
    r" (?:is|was|were|are|did|does|do|would|will|has|had)(?:n't)? "
    r"(?:(?:that|this)(?: happen| be| take place| happening| occur| so| the case)?|it (?:happen|take place|occur|be|so|the case))(?: exactly)?",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(why|when|where|how|what year|in what year) (?:did|does|do|would) (?:he|she|they|it) (?:do|say|want|think|decide|believe|claim) (?:so|this|that|it)",
    re.IGNORECASE,
)
_STRANDED = re.compile(r"(?:(?:and|but|so) )?(what|who|whom|where) (of|from|with|by|to|on|against)", re.IGNORECASE)
"""A bare question word with its preposition behind it: "What of?"."""
_WHY_SO = re.compile(
    r"(?:(?:and|but|so) )?(why) (?:(?:this|that) one|(?:so|that|this) (?:many|much|long|few|little|late|early|far|often|near|close|big|large|small"
    r"|high|low|deep|tall|wide|short|old|fast|slow|heavy|expensive|cheap|loud|hot|cold|soon)|there|him|her|them)",
    re.IGNORECASE,
)
"""The reason of the last answer: it is asked for with the word that the answer is taken up by."""
_PARALLEL = re.compile(
    r"(?:(?:and|but|or|so|also)(?: what about| how about)?|(?:and |so )?(?:what|how) about|what of|(?:(?:no|sorry|oh|wait),? )*i mean(?:t)?)[,]? (.{2,80})",
    re.IGNORECASE,
)
_CASE = re.compile(r"(?:and|but|or|also)(?: what)?,? ((?:if|unless) \S+ [^,]{2,80})", re.IGNORECASE)
"""A case in which the last question is put again: "And if they're frozen?"."""
OTHERS = "others"
_OTHER = re.compile(r"(?:and )?(?:(?:what|how|who|where|when) (?:about|is|was|are|were) )?the other(?:s| (one|ones|two|[a-z]+))?", re.IGNORECASE)
_ELSE = re.compile(
    r"(?:and )?(?:(who|what|where|when|how|why|anyone|anybody|anything|someone|something|anywhere|nothing|nobody) else|any others?|(?:any|anything"
    r"|what) more|others)",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\bit (?:takes?|took)(?= .*\b(?:to|for|before|until)\b)|\bit (?:seems?|appears?|turns? out|rains?|mean (?:to|that|if|when|for)|costs? to"
    r"|(?:is|was) \w+ (?:to|that))\b"
    r"|\b(?:is|was|were|would|will|be|been|makes?|made|find|found|consider(?:ed)?) it (?:be )?(?:\w+ly )?\w+ (?:that|to|for \w+ to|whether|if)\b"
    r"|\b(?:makes?|made|making) it (?:big|to|through|past|home|back|across|over|as far)\b"
    r"|\bhow far is it from .+ to\b|\bwhat time is it\b|\bwhat (?:is|was) it like to\b|\bis it that\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'\u2019.-]*[\w]|[\w]")
_PRONOUNS = {
    "he": "he", "him": "he", "his": "he's", "she": "she", "her": "she", "hers": "she's", "they": "they", "them": "they", "their": "they's",
    "theirs": "they's", "it": "it", "its": "it's", "it's": "", "himself": "", "herself": "",
}  # fmt: skip
_DO = {"do", "does", "did", "will", "would", "can", "could", "should", "may", "might"}
_OBJECTS = {"him", "her", "them", "it"}
_BOUNDARY = re.compile(
    r",|\bto (?:make|let|get|help|have) |\b(?:when|while|after|before|because|if|that|who|which|since|until|as|though|although|where|how|why|what|say"
    r"|says|said|think|so)\b",
    re.IGNORECASE,
)
_FITS = {
    "he": {Sort.HE: 1.0, Sort.PERSON: 0.9, Sort.NAME: 0.6, Sort.SHE: 0.04},
    "she": {Sort.SHE: 1.0, Sort.PERSON: 0.9, Sort.NAME: 0.6, Sort.HE: 0.04},
    "they": {Sort.THINGS: 1.0, Sort.GROUP: 1.0, Sort.NAME: 0.7, Sort.PERSON: 0.4, Sort.HE: 0.25, Sort.SHE: 0.25, Sort.PLACE: 0.3},
    "it": {Sort.THING: 0.95, Sort.WORK: 1.0, Sort.GROUP: 0.75, Sort.PLACE: 0.75, Sort.NAME: 0.6, Sort.THINGS: 0.12},
    "there": {Sort.PLACE: 1.0, Sort.NAME: 0.15, Sort.GROUP: 0.3},
    "then": {Sort.TIME: 1.0},
}

_ANY_ONE = re.compile(r"an? ", re.IGNORECASE)
WHOEVER_IT_IS = 0.9
""" "They" takes up somebody named as any one of a kind: "Does a visitor need a permit?", "Where can they get one?"."""

IN_A_THING = 0.15
"""A thing with a name ("the Dudley plant") may be where something is."""


def fits(form: str, mention: Mention) -> float:
    """How well a pronoun's form stands for a mention: 0 not at all, 1 well."""
    base = form.removesuffix("'s")
    value = _FITS.get(base, {}).get(mention.sort, 0.0)
    if base == "there" and mention.sort is Sort.THING and mention.named:
        return IN_A_THING
    if base == "they" and mention.sort is Sort.PERSON and not mention.named and _ANY_ONE.match(mention.text):
        return WHOEVER_IT_IS
    if base in {"he", "she"} and mention.sort is Sort.NAME:
        plain = re.sub(r"\s*\([^)]*\)", "", mention.text)
        if plain.isupper() or re.search(r"\d|\b(?:of|the|in|for|and|&)\b", plain, re.IGNORECASE):
            return value * 0.2
        return value if 2 <= len(plain.split()) <= 4 else value * 0.7
    if base == "it" and mention.sort is Sort.NAME and " " not in mention.text:
        value *= 0.7
    return value * (0.25 if mention.text.lower().split()[-1] in words.DEMONYMS else 1.0)


def leaning(question: str) -> Leaning:
    """How `question` leans on what was said before it."""
    core = re.sub(r"\s+", " ", question.strip()).strip(" ?!.,;:-\u2026")
    if asks_what_next(core):
        return Leaning(Lean.NEXT)
    for pattern in (_BARE, _BARE_BE, _DID, _WHY_SO, _HOW_MANY):
        if match := pattern.fullmatch(core):
            return Leaning(Lean.BARE, word=match.group(1).lower())
    if match := _STRANDED.fullmatch(core):
        asks = match.group(1).lower()
        return Leaning(Lean.BARE, word=f"{match.group(2).lower()} {'whom' if asks == 'who' else asks}")
    if match := _ELSE.fullmatch(core):
        return Leaning(Lean.ELSE, word=(match.group(1) or "what").lower())
    if asks_for_more(core):
        return Leaning(Lean.MORE)
    if match := _OTHER.fullmatch(core):
        return Leaning(Lean.OTHER, word=core.split()[0].lower(), rest=match.group(1) or _which(core))
    if (match := _CASE.fullmatch(core)) and not set(match.group(1).lower().split()) & words.ASKING:
        return Leaning(Lean.PARALLEL, rest=match.group(1))
    if (match := _PARALLEL.fullmatch(core)) and not _is_clause(match.group(1)):
        inner = match.group(1)
        if other := _OTHER.fullmatch(inner):
            return Leaning(Lean.OTHER, word="and", rest=other.group(1) or _which(inner))
        return Leaning(Lean.PARALLEL, rest=inner)
    slots = tuple(_slots(question))
    if match := _TAKES.fullmatch(core):
        return Leaning(Lean.SLOTS, word=match.group(1).lower(), slots=slots)
    return Leaning(Lean.SLOTS, slots=slots) if slots else _weakly(question, core)


def _which(other: str) -> str:
    return OTHERS if other.lower().endswith(OTHERS) else "one"


def _weakly(question: str, core: str) -> Leaning:
    """A question without a name that may take one from the conversation; it can also stand as it is."""
    low = core.lower()
    if _HAPPENED_IN.fullmatch(core):
        return Leaning(Lean.WEAK, rest=core)
    if any(mention.sort is not Sort.TIME for mention in names(question)) or re.search(r"\b(?:article|text|story|document|page|passage)\b", low):
        return Leaning(Lean.NOT)
    if re.search(r"\?\s*$", question) and _FRAGMENT.fullmatch(low) and not set(low.split()) & (words.ASKING - {"what", "which"} | words.AUXILIARIES):
        return Leaning(Lean.WEAK, rest=core)
    if _VAGUE.fullmatch(low):
        return Leaning(Lean.WEAK, rest=core)
    slots = tuple(Slot(m.start(), m.end(), "the", noun=m.group(1).lower()) for m in _THE.finditer(question) if m.group(1).lower() not in words.FUNCTION)
    return Leaning(Lean.WEAK, slots=slots[:1]) if len(slots) >= 1 else Leaning(Lean.NOT)


_FRAGMENT = re.compile(r"(?:any|some|other|another|more|best|most|what (?:kind|type|sort|other)|notable)\b[\w' -]{2,50}")
_VAGUE = re.compile(
    r"(?:was|were|is|are) there (?:any|some|other|an|a)\b[\w' -]{2,40}"
    r"|(?:was|were) any [\w' -]{3,40}"
    r"|(?:so )?what (?:else )?(?:happened|changed)(?: (?:next|later|afterwards?|first|in \d{4}|(?:in|during|after|before) the [\w' -]{3,25}))?"
    r"|(?:did|does|do|was|were|is|are) any(?:one|body|thing) (?:else )?[\w' -]{3,40}"
)
_HAPPENED_IN = re.compile(
    r"(?:so )?what (?:else )?(?:happened|changed) (?:in|during|after|before|at)(?: (?!to\b|with\b|for\b)[\w'\u2019.-]+){1,3}", re.IGNORECASE
)
"""Where and when alone do not tell to whom something happened."""
_THE = re.compile(
    r"\bthe ([a-z]{3,})\b(?=\s*\??\s*$| (?:(?:never|ever|still) )?(?:\w+ed|do|does|did|get|got|go|have|make|win|sell|tour|last|end|start|begin"
    r"|play|successful|about|like|well|break|split|form)\b)",
    re.IGNORECASE,
)


def _is_clause(text: str) -> bool:
    """Whether "and ..." goes on with a whole question ("and what did he do")."""
    low = OF_SOME.sub(r"\1", text.lower()).split()
    return low[0] in words.ASKING | words.AUXILIARIES or any(w in words.AUXILIARIES | {"never", "ever", "still"} for w in low[:6])


OF_SOME = re.compile(r"^((?:[a-z-]+ ){0,3}[a-z-]+s|(?:people|those|someone|somebody|anyone|a|an)(?: [a-z-]+){0,3}) (?:who|that|which|whose) .*")
"""Those of a kind of whom something is said: "hosts who don't register" are no clause."""


def _slots(question: str) -> list[Slot]:
    tokens = [(m.group().lower().replace("\u2019", "'"), m.start(), m.end()) for m in _WORD.finditer(question)]
    expletive = [match.span() for match in _EXPLETIVE.finditer(question)]
    found: list[Slot] = []
    for i, (word, start, end) in enumerate(tokens):
        before = tokens[i - 1][0] if i else ""
        after = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        last = i + 1 == len(tokens) or question[end : tokens[i + 1][1]].strip() != ""
        if word == "it" and (any(a <= start < b for a, b in expletive) or (before in {"do", "did", "done"} and last)):
            continue  # "Did they do it?" asks about what was told, which no thing stands for
        if _PRONOUNS.get(word):
            form = _form(word, after, last)
            slot = Slot(start, end, form, objective=word in {"him", "her", "them"} and not form.endswith("'s"))
            along = slot.objective and bool(found) and _TAKEN_ALONG.search(question[:start]) is not None
            if not along and not _is_bound(question, slot, word):
                found.append(slot)
        elif word == "there" and not _is_existential(before, after):
            found.append(Slot(start, end, "there"))
        elif word == "then" and last and i > 1:
            found.append(Slot(start, end, "then"))
        elif word == "so" and last and before in words.QUOTING and _ASKS_WHO.match(question):
            found.append(Slot(start, end, "that"))
        elif word == "so" and last and SAYS_SO.search(question[:start]):
            found.append(Slot(start, end, "so"))
        elif word in {"one", "ones"} and after not in _SAY_WHICH and (told := _OF_A_KIND.search(question[:start])) and not phrases(question[: told.start()]):
            found.append(Slot(start, end, word))
        elif word in {"this", "that", "these", "those"}:
            found.extend(_demonstrative(tokens, i, last))
    return found


_OF_A_KIND = re.compile(
    r"\b(?:(?:an?|the|any) (?!one\b)[a-z-]+|another|have|has|had|gets?|got|needs?|needed|buys?|bought|wants?|wanted|uses?|used|without) $", re.IGNORECASE
)
"""What stands before "one" where that is a thing of a kind that was spoken of: "a new one", "Who has one?"."""
_TAKEN_ALONG = re.compile(r"\b(?:have|had|take|took|taken|bring|brought|carry|carried)\b[^,]* with $", re.IGNORECASE)
"""Behind this stands whoever had or took it: "What did she have with her?" tells of one."""
_SAY_WHICH = {"of", "who", "that", "which", "whose", "by", "another", "day", "thing", "else"}

SAYS_SO = re.compile(r"\b(?:say|tell|announce|claim|confirm|admit|think|believe|promise|write)(?: (?:[A-Z][\w.'’-]*|him|her|them|me|us|the [a-z]+)){0,3} $")
"""What stands before "so" where that is what was just told: "Did he tell Bush so?", "When did she say so?"."""
_ASKS_WHO = re.compile(r"\s*(?:and |so )?who\b", re.IGNORECASE)


def _form(word: str, after: str, last: bool) -> str:
    if word == "her" and not last and after not in words.FUNCTION:
        return "she's"
    return _PRONOUNS[word]


def _is_existential(before: str, after: str) -> bool:
    return before in words.AUXILIARIES | {"", "and", "how", "ever", "that", "where"} or after in words.AUXILIARIES or before in {"where", "were"}


def _demonstrative(tokens: list[tuple[str, int, int]], i: int, last: bool) -> list[Slot]:
    """The slot of this, that, these or those, unless "that" only joins clauses."""
    word, start, end = tokens[i]
    before = tokens[i - 1][0] if i else ""
    after = tokens[i + 1][0] if not last else ""
    if after in {"article", "text", "page", "story", "document", "piece", "passage"} or (word == "those" and after == "who"):
        return []
    if last or (after in words.FUNCTION and after not in {"one", "ones"}):
        joins = word == "that" and not last and before not in words.AUXILIARIES | words.PREPOSITIONS
        return [] if joins else [Slot(start, end, "those" if word in {"these", "those"} else "that")]
    if word == "that" and before not in words.AUXILIARIES | words.PREPOSITIONS and before not in {"", "all", "and", "of"}:
        return []
    following = tokens[i + 2][0] if i + 2 < len(tokens) else ""
    if before in {"is", "was", "are", "were"} and after in words.QUALITIES and not following:
        return [Slot(start, end, "those" if word in {"these", "those"} else "that")]  # "Why is that important?"
    if (
        before in _DO
        and word in {"that", "this"}
        and (following in words.DETERMINERS | words.PREPOSITIONS or following in _PRONOUNS or not following or after in _NO_NOUNS)
    ):
        return [Slot(start, end, "that")]
    if after == "time" and following in _STRETCHES:
        return [Slot(start, tokens[i + 2][2], "this", noun=after)]
    j = i + 2 if after == "same" and i + 2 < len(tokens) else i + 1
    return [Slot(start, tokens[j][2], "these" if word in {"these", "those"} else "this", noun=tokens[j][0])]


_STRETCHES = {"period", "frame", "span"}
_NO_NOUNS = {"get", "become", "have", "make", "take", "go", "come", "happen", "mean", "begin", "bring", "earn", "sell"}
"""Verbs that are no nouns: what stands before them is "this" alone ("Did this get released?")."""

_FIRST_SUBJECT = re.compile(rf"(?:(?!\b(?:{'|'.join(words.AUXILIARIES)})\b).)*\b(?:{'|'.join(words.AUXILIARIES)})\s+(?:not\s+)?")


def _is_bound(question: str, slot: Slot, word: str) -> bool:
    """Whether the question itself says, before the pronoun, whom it means."""
    earlier = question[: slot.start]
    low = earlier.lower().lstrip()
    if _FIRST_SUBJECT.fullmatch(low) and "," not in low:
        return False
    bounded = bool(_BOUNDARY.search(low[len(low.split(" ", 1)[0]) :]))
    objective = word in _OBJECTS and not slot.form.endswith("'s")
    if objective and not bounded:
        return False
    if slot.form in {"he", "she"} and _MODIFIED.search(low):
        return False
    if slot.form[:2] in {"he", "sh"} and re.match(r"(?:in |on |to )?(?:who|whose|which [a-z]+|what [a-z]+)\b", low) and _subject_asks(low):
        return not (slot.form.endswith("'s") and _ITS_OBJECT.fullmatch(low))
    if slot.form in {"they's", "it's"} and _subject_asks(low):
        return True
    if slot.form.startswith("they") and ((re.match(r"(?:who|which)\b", low) and _subject_asks(low)) or _bare_plural(earlier)):
        return True
    named = [mention for mention in names(earlier) if mention.start or " " in mention.text or mention.sort is not Sort.NAME]
    earlier_mentions: list[Mention] = [*named, *phrases(earlier)]
    asks_kind = re.match(r"(?:which|what) [a-z]+ (?!(?:did|does|do|is|was|has|had|were|are|will|can|could|would)\b)", low)
    if slot.form.startswith("it") and asks_kind and not _ASKS_FOR_A_CASE.match(low) and not low.startswith("what if "):
        return True
    return any(fits(slot.form, mention) > 0.3 for mention in earlier_mentions)


_MODIFIED = re.compile(rf"\b(?:{'|'.join(sorted(words.PLURALS | words.PEOPLE))}) $")
"""What a clause without "that" is about: "people she performed with" are others than she."""
_ITS_OBJECT = re.compile(r"(?:and |so )?who [a-z]+ ")
"""All that stands before "his" in "Who opposed his works?": somebody else's, unless nobody was spoken of."""


def _subject_asks(low: str) -> bool:
    """Whether the question word is the subject: "who said", not "who did"."""
    match = re.match(r"(?:in |on |to )?(?:who|(?:whose|which|what) (?P<noun>\w+)) (?P<verb>\w+) (?P<next>\w*)", low + " ")
    if match is None or (match["noun"] and (match["noun"] in words.FUNCTION or match["noun"].endswith("ed") or match["verb"] in words.PREPOSITIONS)):
        return False
    if match["verb"] in {"is", "was", "are", "were", "has", "had", "have"}:
        return match["next"] not in words.DETERMINERS | words.PREPOSITIONS | {"", "he", "she", "it", "they"} and match["next"].islower()
    return match["verb"] not in words.AUXILIARIES


def _bare_plural(earlier: str) -> bool:
    """Whether a plural stands in it without a determiner; what follows "what" or "who" before a clause is a verb: "what happens if"."""
    tokens = _ASKS_FOR_A_CASE.sub("", earlier.lower(), count=1).split()
    return any(t not in words.FUNCTION and sort_of_phrase(t) is Sort.THINGS and len(t) > 3 for t in tokens[1:])


_ASKS_FOR_A_CASE = re.compile(r"^\W*(?:(?:and|but|so) )?(?:what|who) [a-z]+(?= (?:if|when|while|after|before|once|unless|because|until)\b)")
