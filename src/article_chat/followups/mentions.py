"""Names and noun phrases of a text, with what can be guessed of their kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum

from article_chat.datatypes import MARKER
from article_chat.followups import words
from article_chat.writing import TITLES


class Sort(Enum):
    """What a mention seems to be."""

    HE = "a man"
    SHE = "a woman"
    PERSON = "a person"
    GROUP = "a group, an organisation"
    PLACE = "a place"
    TIME = "a time"
    WORK = "a work, in quotation marks"
    THING = "a thing"
    THINGS = "several things"
    NAME = "a name of any kind"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or noun phrase at `start:end` of its text. `named` tells names from phrases such as "the plan"."""

    text: str
    start: int
    end: int
    sort: Sort
    named: bool

    @property
    def key(self) -> str:
        """The same for "the Plan" and "plan's", for "Dal\u00ed" and "Dali"."""
        folded = "".join(char for char in unicodedata.normalize("NFKD", self.text.lower()) if not unicodedata.combining(char))
        return re.sub(r"^(?:the|a|an|his|her|its|their|this|that)\s+", "", re.sub(r"['\u2019]s$|\.$", "", folded))


_CAPITAL = r"(?:[A-Z](?:\.[A-Z])+\.|[A-Z\u00c0-\u00de][\w&.\u2019'-]*[\w]|[A-Z]\.|[A-Z]|\d+(?:st|nd|rd|th)(?= [A-Z]))"
_LINK = r"(?:of the|of|the|de la|de|del|van der|van|von|der|and the|for|bin|al|el|ibn|la|le|da|di|du|&)"
_NAME = re.compile(rf"{_CAPITAL}(?:(?:[ -]{_CAPITAL}|[ ]\d+(?![\d%]))|\s(?:{_LINK})\s{_CAPITAL})*(?:[ ]\([^()]{{2,25}}\))?")
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{2,60})[\"\u201d]")
_MONTH = "January|February|July|September|October|November|December"
_ANY_MONTH = rf"{_MONTH}|March|April|May|June|August"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:{_ANY_MONTH})(?: \d{{4}})?|(?:{_ANY_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|(?:{_ANY_MONTH}),? \d{{4}}|(?:{_MONTH})"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:1\d|20)\d\d(?:s|[\u2013-]\d\d(?:\d\d)?)?)\b"
)
_OF_TIME = re.compile(rf"{_ANY_MONTH}|{_DATE.pattern}")
"""What makes of "the end of August" a time; a bare "May" or "August" elsewhere may be somebody's name."""
_PHRASE = re.compile(r"\b(?:the|a|an|his|her|its|their)\s+((?:[a-z][a-z'-]*\s+){0,2}[a-z][a-z-]{2,})(?=[\s?.,;:!)]|$)")
_MARKER = re.compile(rf"\s?{MARKER.pattern}")
_STARTERS = (
    words.FUNCTION
    | words.INDEFINITE
    | words.NUMBERS
    | {"yes", "no", "besides", "according", "however", "tell", "describe", "name", "list", "explain", "i", "dr", "mr", "mrs", "ms"}
)


def without_markers(text: str) -> str:
    """An answer's text without its [n] markers and surrounding white space."""
    return _MARKER.sub("", text).strip()


def names(text: str) -> list[Mention]:
    """Names, quoted titles and dates of `text`, in order."""
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []

    def take(start: int, end: int, sort: Sort) -> None:
        if end > start and all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            found.append(Mention(text[start:end], start, end, sort, named=True))

    for match in _DATE.finditer(text):
        take(match.start(), match.end(), Sort.TIME)
    for match in _QUOTED.finditer(text):
        quoted = match.group(1).split()
        if match.group(1)[0].isupper() and len(quoted) <= 8 and sum(word[:1].isupper() for word in quoted) * 2 > len(quoted):
            take(match.start(1), match.end(1), Sort.WORK)
    for match in _NAME.finditer(text):
        bracketed = "(" in match.group() or (match.group().lower().startswith(("will ", "may ")) and (match.start() > 0 or len(text.split()) < 4))
        start, end = match.span() if bracketed else _trim(text, match.start(), match.end())
        end -= 2 if text[start:end].endswith(("'s", "\u2019s")) else 0
        if not bracketed and _only_opens(text, start, end):
            continue
        if end - start > 1 and text[start:end].lower() not in words.MONTHS:
            longer = _with_nouns(text, start, end)
            if longer > end and _NAMED_BEHIND.match(text, longer):
                continue  # "her Danish colleague Rika Lind" names one, and so does "the Danish shipyard Lindholt"
            sort = sort_of(text[start:end], text[:start], text[end:])
            article = re.search(r"\bthe\s+$", text[:start], re.IGNORECASE)
            start = article.start() if article and (longer > end or sort not in {Sort.HE, Sort.SHE}) else start
            take(start, longer, sort if longer == end else sort_of_phrase(text[start:longer].split()[-1]))
    return sorted(found, key=lambda mention: mention.start)


_NAMED_BEHIND = re.compile(rf" (?!(?:{_ANY_MONTH}|I)\b)[A-Z]")


def opens_sentence(text: str, start: int) -> bool:
    """Whether the first word of a sentence, of a numbered clause or of a cell stands at `start`, which is capitalised for that."""
    return re.search(r"(?:(?:^|[.!?:][\"\u201d\u2019)]*\s|\|\s)(?:\d+(?:\.\d+)*[.)]? )?)[\"\u201c\u2018(]*$", text[:start]) is not None


def _only_opens(text: str, start: int, end: int) -> bool:
    """Whether a lone word is an adverb, a verb or an adjective that opens a sentence: "Led by", "Together with", "Privately, ", "New members"."""
    word = text[start:end].lower()
    if not word.isalpha() or word in words.MALE | words.FEMALE | words.PLACES or not opens_sentence(text, start):
        return False
    following = re.match(r",? ([a-z]+)\b", text[end:])
    if following is None:
        return False
    adverb = word.endswith("ly") and (text[end : end + 1] == "," or following.group(1) in words.FUNCTION)
    verb = word in words.VERBS or word.endswith(("ed", "ing"))
    quality = word in words.QUALITIES and following.group(1) not in words.FUNCTION | words.VERBS | words.SPEAKING and text[end : end + 1] == " "
    return adverb or (verb and following.group(1) in words.PREPOSITIONS) or (word in _ADVERBS) or quality


_ADVERBS = frozenset(
    "together meanwhile instead otherwise nevertheless though perhaps maybe sometimes often soon thus hence therefore worldwide overall elsewhere altogether "
    "nowadays".split()
)


def said_to_be(noun: str, text: str) -> list[Mention]:
    """The names that stand beside a noun which says what they are: "an album called Venom", "Venom, her first album", "the Venom album"."""
    if sort_of_phrase(noun) is Sort.THINGS:
        return []  # "the pilots" are more than one
    people = noun in TITLES or words.is_person(noun)
    behind = re.compile(rf"\b{re.escape(noun)},? (?:(?:is |was )?(?:called|named|titled|entitled) )?[\"\u201c]?(?:the )?$", re.IGNORECASE)
    before = re.compile(
        rf"[\"\u201d]?,?(?: is| was)? (?:an?|the|his|her|its|their|[\w.-]+(?: [A-Z][\w.-]*)*['\u2019]s?)"
        rf"(?: [\w-]+){{0,3}}? {re.escape(noun)}\b"
    )
    return [
        mention
        for mention in names(text)
        if mention.sort is not Sort.TIME
        and (people or mention.sort not in {Sort.HE, Sort.SHE, Sort.PERSON})
        and noun not in mention.key.split()
        and (
            behind.search(text[: mention.start])
            or before.match(text[mention.end :])
            or (mention.text.startswith("the ") and re.match(rf"[\"\u201d]? {re.escape(noun)}\b", text[mention.end :]))
        )
    ]


def told_apart(text: str, named: list[Mention]) -> list[Mention]:
    """The names, with a person's taken for a man's or a woman's where nobody else in its sentence can be the "he" or "she" that follows it.

    Whose brother is named right behind, "Solveig Aune and her brother", is told whoever else is there.
    """
    sentences = [match.span() for match in re.finditer(r".+?(?:[.!?](?=\s)|$)", text, re.DOTALL)]
    found = list(named)
    for start, end in sentences:
        people = [place for place, mention in enumerate(found) if start <= mention.start < end and mention.sort in _MAY_BE_PEOPLE]
        own = [place for place in people if _AND_OWN.match(text[found[place].end : end])]
        people = people if len(people) == 1 else own
        if len(people) != 1 or found[people[0]].sort not in {Sort.NAME, Sort.PERSON} or not 1 < len(found[people[0]].text.split()) < 4:
            continue
        before, behind = text[start : found[people[0]].start].lower(), text[found[people[0]].end : end]
        behind = behind.split(maxsplit=2)[1] if own else behind
        he, she = (re.search(gender, behind) is not None and (bool(own) or re.search(gender, before) is None) for gender in (_OF_HIM, _OF_HER))
        if he is not she:
            found[people[0]] = replace(found[people[0]], sort=Sort.HE if he else Sort.SHE)
    return found


_AND_OWN = re.compile(r" (?:and|with) (?:his|her)\b")
_OF_HIM, _OF_HER = re.compile(r"\b(?:he|him|his)\b"), re.compile(r"\b(?:she|her|hers)\b")
_MAY_BE_PEOPLE = {Sort.HE, Sort.SHE, Sort.PERSON, Sort.NAME}


def phrases(text: str) -> list[Mention]:
    """Noun phrases that begin with no name ("the plan", "the president of Peru"), in order; where a phrase ends is a guess."""
    found: list[Mention] = []
    match = _PHRASE.search(text)
    while match:
        kept = _nouns(match.group(1).split())
        if re.search(r"\b(?:do|does|did|will|can|could|would|should) $", text[: match.start()], re.IGNORECASE):
            kept = _without_verb(kept, match.group(1).split()) or kept
        if len(kept) > 1 and re.match(r"\s[$£€]?\d", text[match.start(1) + len(" ".join(kept)) :]):
            kept = kept[:-1]  # "the small boat cost 90 kroner"
        end = match.start(1) + len(" ".join(kept))
        if kept and not re.match(r"\sones?\b", text[end:]):  # "a small one" is no small
            if owner := re.match(rf" of (?:the )?({_NAME.pattern})", text[end:]):
                end = _with_nouns(text, end + owner.start(1), end + owner.end())
            sort = Sort.TIME if owner and _OF_TIME.fullmatch(owner.group(1)) else sort_of_phrase(kept[-1])  # "the end of August"
            found.append(Mention(text[match.start() : end], match.start(), end, sort, named=False))
        match = _PHRASE.search(text, end)  # "the warranty on the frame" has two
    return found


def _nouns(candidates: list[str], *, after_name: bool = False) -> list[str]:
    """The words up to the first that cannot be part of a noun phrase; after a name "meeting" may be a verb, after "the" it is none."""
    kept: list[str] = []
    for word in candidates:
        verbal = word.endswith(("ed", "ly")) and (kept or after_name)
        doing = word.endswith("ing") and after_name and not kept
        if word in _ORDINALS and not kept and not after_name and len(candidates) > 1:
            kept.append(word)
            continue
        if word in words.FUNCTION | words.VERBS | words.SPEAKING or verbal or doing:
            break
        kept.append(word)
    kept = [] if kept and kept[-1] in _ORDINALS else kept  # "the first was" names nothing
    while kept and kept[-1] in words.QUALITIES and (after_name or len(kept) > 1):
        kept.pop()  # "is the starter ready"
    return kept


_ORDINALS = {"first", "last", "next"}


def _without_verb(kept: list[str], all_words: list[str]) -> list[str]:
    """After "did" the phrase is followed by its verb: where none stands behind the words kept, the last of them is it ("did the leaders offer")."""
    behind = all_words[len(kept) : len(kept) + 1]
    return kept if behind and behind[0] in words.VERBS | words.SPEAKING else kept[:-1]


def _with_nouns(text: str, start: int, end: int) -> int:
    """The end of "Kagaity air base" or "Tajik leaders" from the end of its name: after "the", or when the name is an adjective."""
    adjective = text[start:end].lower().split()[-1] in words.DEMONYMS or re.search(r"-[a-z]+$", text[start:end]) is not None
    if not adjective and text[start:end].endswith("s"):
        return end
    if not adjective and not re.search(r"\bthe\s+$", text[:start], re.IGNORECASE):
        return end
    following = re.match(r"(?:\s[a-z][a-z-]+){1,4}", text[end:])
    if following is None:
        return end
    kept = _nouns(following.group().split(), after_name=True)
    asked = re.search(r"\b(?:do|does|did|will|can|could|would|should)\s(?:the\s)?(?:\w+\sand\s(?:the\s)?)?$", text[:start], re.IGNORECASE)
    if asked:
        kept = _without_verb(kept, following.group().split())
    return end + len("".join(f" {word}" for word in kept))


def sort_of(name: str, before: str = "", after: str = "") -> Sort:
    """The sort of a name, from its words and the words around it."""
    parts = [re.sub(r"['\u2019]s$|[.,]$", "", part) for part in name.lower().replace("-", " ").split()]
    last = before.split()[-1].lower() if before.split() else ""
    if TITLES & set(parts[:-1]) or last in TITLES:
        if {parts[0], last} & {"queen", "princess", "mrs", "ms", "lady", "actress"} or words.FEMALE & set(parts):
            return Sort.SHE
        in_full = len([part for part in parts if part not in TITLES]) == 2
        return Sort.PERSON if in_full and not {parts[0], last} & _MENS_TITLES and not words.MALE & set(parts) else Sort.HE
    if words.GROUPS & set(parts) or "&" in name or (last in words.GROUPS and sort_of_phrase(last) is Sort.GROUP):
        return Sort.GROUP
    if (kin := _KIN.search(before)) and len(parts) <= 3:
        return Sort.HE if kin.group(1).lower() in words.MEN else Sort.SHE
    if len(parts) <= 4 and parts[0] in words.MALE - words.PLACES:
        return Sort.HE
    if len(parts) <= 4 and parts[0] in words.FEMALE - words.PLACES:
        return Sort.SHE
    if len(parts) <= 3 and (_WHO.match(after) or _CALLED.search(before) or ((calling := _LAST_WORD.search(before)) and words.is_person(calling[1]))):
        return Sort.PERSON
    if parts[-1] in words.PLACES | words.PLACE_NOUNS or re.search(r"(?:stan|land|burg|grad|ville|shire)$", parts[-1]):
        return Sort.PLACE
    if len(parts) > 1 and parts[-1] in words.BUILT:
        return Sort.THING
    if len(parts) > 1 and parts[-1].endswith("s") and parts[0] == "the":
        return Sort.GROUP
    if len(parts) <= 3 and _STANDS_IN.search(before):
        return Sort.PLACE
    if 1 < len(parts) <= 4 and words.is_person(parts[0]) and opens_sentence(before, len(before)):
        return Sort.HE if parts[1] in words.MALE else Sort.SHE if parts[1] in words.FEMALE else Sort.PERSON
    return Sort.PERSON if parts[-1] not in words.DEMONYMS and _acts(len(parts), last, after) else Sort.NAME


_MENS_TITLES = {"king", "prince", "mr", "sir", "lord", "pope", "emperor", "spokesman", "congressman", "chairman", "actor"}


def _acts(length: int, last: str, after: str) -> bool:
    """Whether the words around a name are those around a person's: "said Mina Castellan", "Mina Castellan thinks", "Mina Castellan, the chief engineer"."""
    following = re.match(r"\s(\w+)", after)
    return bool((following and following.group(1) in words.MINDS) or (length <= 3 and (last in words.QUOTING or _IN_APPOSITION.match(after))))


_IN_APPOSITION = re.compile(
    rf", (?:who\b|\d\d\b|(?:an?|the|his|her|its|their)\b(?: [\w'\u2019-]+){{0,3}}? (?:{'|'.join(sorted(TITLES | words.PEOPLE))})\b)", re.IGNORECASE
)
_KIN = re.compile(rf"\b({'|'.join(sorted(words.MEN | words.WOMEN))})(?:,|,? (?:called|named))? $", re.IGNORECASE)
"""What tells before a name whether a man or a woman has it: "her elder brother Jonas", "one daughter, Clara"."""
_CALLED = re.compile(rf"\b(?:{'|'.join(sorted(words.PEOPLE))}|(?:{'|'.join(sorted(TITLES))}),),? $", re.IGNORECASE)
"""What says before a name that somebody has it: "her colleague Rosa Lind", "the chairman, Gerd Aske"."""
_LAST_WORD = re.compile(r"\b([a-z]+) $")
_WHO = re.compile(r", who\b")
_MOVES = "|".join(sorted(words.MOTION))
_ORIGINATES = "|".join(sorted(words.GROUPS | words.PEOPLE))
_STANDS_IN = re.compile(rf"\b(?:in|at|near|throughout|outside|around|(?:{_MOVES}) (?:\w+ )?(?:to|from)|(?:{_ORIGINATES}) from) (?:the )?$", re.IGNORECASE)


def sort_of_phrase(head: str) -> Sort:
    """The sort of a noun phrase from its last word."""
    if head in words.MEN | words.WOMEN:
        return Sort.HE if head in words.MEN else Sort.SHE
    if head in TITLES or words.is_person(head):
        return Sort.PERSON
    if head in words.PLACE_NOUNS:
        return Sort.PLACE
    if head in words.SPANS:
        return Sort.TIME
    if head in words.GROUPS - words.PLURALS and not head.endswith("s"):
        return Sort.GROUP
    if head in words.PLURALS or ((head.endswith("men") or (head.endswith("s") and not head.endswith("ss"))) and head not in words.NOT_PLURAL):
        return Sort.THINGS
    return Sort.THING


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the sentence's first word when that is no name, and without a possessive."""
    while start < end:
        first = re.match(r"[\w.\u2019'-]+", text[start:end])
        if first is None or re.sub(r"['\u2019](?:s|re|d|ll)$", "", first.group().lower()).rstrip(".") not in _STARTERS:
            break
        start += first.end()
        while start < end and not text[start].isalnum():
            start += 1
    core = re.sub(r"['\u2019]s?$", "", text[start:end])
    return start, start + len(core if re.search(r"\b[A-Z]\.$", core) else core.rstrip(" .-"))
