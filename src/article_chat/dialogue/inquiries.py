"""Questions about the text itself rather than about what it tells: whether, where and how often something is mentioned in it, and who is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from article_chat.dialogue import phrases
from article_chat.writing import is_abbreviated


class Sought(Enum):
    """What is to be found out about words."""

    WHETHER = "whether"
    WHERE = "where"
    HOW_OFTEN = "how often"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Words, as they were typed, and what is to be found out about them. `literal` where the word is meant and not what it stands for."""

    words: str
    sought: Sought
    literal: bool = False


class Named(Enum):
    """What kind of names, or of sentences, is asked for."""

    PEOPLE = "people"
    PLACES = "places"
    GROUPS = "organisations"
    TIMES = "dates"
    NUMBERS = "numbers"
    ALL = "names"


_NOUN = "(?P<literal>word|name|term|phrase|expression)"
_PHRASE = r"[\"“‘']?(?P<words>[^\"“”]+?)[\"”’']?"
_WORDS = rf"(?:the {_NOUN} )?{_PHRASE}"
_ANYWHERE = r"(?: (?:at all|anywhere|somewhere|by name|directly|explicitly))?"
_MENTIONED = "(?:mentioned|named|referred to|brought up|talked about|discussed|written about)"
_MENTIONS = "(?:mentions?|names?|refers? to|brings? up|talks? about|says? (?:anything|something) (?:about|on|of))"
_OCCURS = "(?:appears?|occurs?|comes? up|turns? up|gets? mentioned)"
_OFTEN = "(?:often|many times|frequently)"
_PLACE = "(?:paragraph|sentence|section|part|chapter|page)"
_TEXT = "(?:ARTICLE|it|they|the (?:author|writer))"
_QUOTED = r"[\"“](?P<words>[^\"“”]+)(?P<literal>[\"”])"


_A_TEXT = re.compile(rf"(?P<before>\b(?:in|by|from|does|do|did|where) ){phrases.any_of('ARTICLE').pattern}(?= |$)", re.IGNORECASE)
"""What the text is called in a question, where nothing but the text can be meant; `ARTICLE` stands for it below."""


def _patterns(*wordings: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:and |so |but )?(?:{wording})", re.IGNORECASE) for wording in wordings)


_ASKED = {
    Sought.WHETHER: _patterns(
        rf"(?:is|are|was|were) {_WORDS} (?:ever |also |even |actually )?{_MENTIONED}{_ANYWHERE}(?: (?:in|by) ARTICLE)?",
        rf"(?:does|do|did) {_TEXT} (?:ever |also |even |actually )?{_MENTIONS} {_WORDS}{_ANYWHERE}",
        rf"(?:does|do|did) {_TEXT} (?:contain|use|have|include) the {_NOUN} {_PHRASE}{_ANYWHERE}",
        rf"(?:does|do|did) {_WORDS} {_OCCURS}{_ANYWHERE} in ARTICLE",
        rf"(?:does|do|did) the {_NOUN} {_PHRASE} {_OCCURS}{_ANYWHERE}",
        rf"(?:(?:is|are) there )?(?:any )?(?:mentions?|references?) (?:of|to) {_WORDS}{_ANYWHERE}(?: in ARTICLE)?",
        rf"(?:is|are) there anything (?:about|on) {_WORDS}(?: in ARTICLE)?",
        rf"(?:is|are) the {_NOUN} {_PHRASE}{_ANYWHERE} in (?:ARTICLE|it|there|here)",
        rf"(?:is|does) {_QUOTED} (?:{_MENTIONED}|{_OCCURS}|in there|in it|in ARTICLE)",
    ),
    Sought.WHERE: _patterns(
        rf"where (?:is|are|was|were) {_WORDS} {_MENTIONED}(?: in ARTICLE)?",
        rf"(?:in )?(?:what|which) {_PLACE}s? (?:is|are|was|were) (?:about )?{_WORDS}(?: {_MENTIONED})?(?: in)?",
        rf"(?:what|which) {_PLACE}s? (?:{_MENTIONS}|discuss(?:es)?|deals? with|covers?) {_WORDS}",
        rf"where (?:does|do|did) {_TEXT} (?:talk about|discuss) {_WORDS}",
        rf"(?:search(?: ARTICLE)?(?: for)?|ctrl[ +-]?f|find(?= [^ ]+$))(?: the {_NOUN})? {_PHRASE}",
        rf"(?:where (?:does|do|did) {_TEXT}|(?:(?:show|tell)(?: me)? )?where {_TEXT}) (?:{_MENTIONS}|says?|states?|discuss(?:es)?) {_WORDS}",
        r"(?:who|where) (?:said|wrote|says|writes|asked|used|called it) (?P<literal>[\"“])(?P<words>[^\"“”]+)[\"”]",
        rf"where (?:does|do|did) {_WORDS} {_OCCURS} in ARTICLE",
        rf"where (?:does|do|did) the {_NOUN} {_PHRASE} {_OCCURS}",
    ),
    Sought.HOW_OFTEN: _patterns(
        rf"how {_OFTEN} (?:is|are|was|were) {_WORDS} (?:mentioned|named|referred to)(?: (?:in|by) ARTICLE)?",
        rf"how {_OFTEN} (?:does|do|did) (?:{_TEXT} (?:mention|name|refer to)|(?:ARTICLE|it) (?:use|say)) {_WORDS}",
        rf"how {_OFTEN} (?:does|do|did) {_WORDS} {_OCCURS} in ARTICLE",
        rf"how {_OFTEN} (?:is|does|do|did) {_QUOTED} (?:mentioned|used|named|{_OCCURS})(?: in ARTICLE)?",
        rf"how {_OFTEN} (?:does|do|did) the {_NOUN} {_PHRASE} {_OCCURS}",
        rf"(?:how many|count the|number of) (?:mentions|occurrences) of {_WORDS}(?: (?:are there|does ARTICLE have))?(?: in ARTICLE)?",
    ),
}
_NO_WORDS = frozenset(
    "who what which when where why how whether if that this these those there it he she they him her them his its their we us you anyone anybody anything "
    "someone somebody something everyone everybody everything nothing nobody none any no some all else more other others".split()
)
"""What begins no name and no topic: what it stands for has to be found first, or a whole clause is asked for."""
_MOST_WORDS, _MOST_QUOTED = 6, 25
_LONGEST = 160
"""Characters of an inquiry."""

_KINDS = {
    Named.PEOPLE: "people|persons|characters|person|politicians|speakers|individuals|players|actors|protagonists",
    Named.PLACES: "places|locations|countries|cities|towns|regions|states|place|country|city",
    Named.GROUPS: "organi[sz]ations?|compan(?:y|ies)|groups|institutions|parties",
    Named.TIMES: "dates|years|times|days",
    Named.NUMBERS: "numbers|figures|statistics|stats",
    Named.ALL: "names|entities|proper names",
}
_ALL_KINDS = "|".join(_KINDS.values())
_NAMES = _patterns(
    rf"(?:who|(?:what|which) (?:other )?(?P<kind>{_ALL_KINDS}))(?: else)? (?:is|are|was|were|gets?) (?:all )?(?:mentioned|named)(?: (?:in|by) ARTICLE)?",
    rf"(?:what|which) (?P<kind>{_ALL_KINDS}) (?:does|do) {_TEXT} (?:mention|name)|who (?:does|do) {_TEXT} (?:mention|name)",
    rf"(?:what|which|who) are (?:all )?the (?P<kind>{_ALL_KINDS})(?: (?:that are )?(?:mentioned|named)(?: in ARTICLE)?| in ARTICLE)",
    rf"(?:list|name|show(?: me)?|give me|tell me) (?:all |all of |every |a list of )?(?:the )?(?P<kind>{_ALL_KINDS})"
    r"(?: (?:that are |who are )?(?:mentioned|named)(?: in ARTICLE)?| (?:in|from) ARTICLE)",
    rf"(?:list|(?:name|show(?: me)?|give me|tell me) (?:all|a list of)) (?:all |of )?(?:the )?(?P<kind>{_ALL_KINDS})",
    rf"(?:all )?(?P<kind>{_ALL_KINDS}) (?:that are )?(?:mentioned|named)(?: in ARTICLE)?",
    rf"(?:what|which) (?P<kind>{_ALL_KINDS}) (?:are there|are in ARTICLE|does ARTICLE have)(?: in ARTICLE)?",
    rf"(?:who|what) are the (?:main|key|central|most important|important|principal) (?P<kind>{_ALL_KINDS})(?: (?:mentioned|named|involved|here|in ARTICLE))*",
    rf"(?:(?:list|give me|show me|what are) )?(?:the )?(?:key|main|important) (?P<kind>{_ALL_KINDS})(?: (?:in|of|from) ARTICLE)?",
    rf"(?:what are the|(?:are there )?any|give me some|show me(?: some)?) (?P<kind>{_KINDS[Named.NUMBERS]})",
)

_QUOTATIONS = _patterns(
    r"(?:(?:(?:what|which|where) are|are there|is there|list|show(?: me)?|give me|find(?: me)?)(?: any| some| all| an?)*|any|all)(?: the)? "
    r"(?:direct |good |important |key )?(?:quotes?|quotations?)(?: (?:in|from) ARTICLE| (?:from|by|of) (?P<who>.+?))?",
    r"(?:direct )?(?:quotes?|quotations?) (?:from|by|of) (?P<who>.+?)",
    r"who (?:is|was|gets) quoted(?: (?:in|by) ARTICLE)?",
    r"(?:what|which) (?:direct )?(?:quotes|quotations) (?:are there|does ARTICLE have|are in ARTICLE)(?: (?:from|by|of) (?P<who>.+?))?",
)

_PAIR = r"(?P<one>.+?) (?:and|with|to|versus|vs|from) (?P<other>.+?)"
_COMPARED = _patterns(
    rf"(?:compare|contrast) {_PAIR}",
    r"what (?:is|are|was|were) the (?:main |key )?(?:differences?|similarit(?:y|ies)) between (?P<one>.+?) and (?P<other>.+?)",
    r"how (?:does|do|did|is|are|was|were) (?P<one>.+?) (?:differ|different) from (?P<other>.+?)",
    r"how (?:does|do|did) (?P<one>.+?) (?:compare (?:to|with)) (?P<other>.+?)",
    r"how (?:does|do|did|are|were) (?P<one>.+?) and (?P<other>.+?) (?:differ|compare|different)",
    r"(?P<one>.+?) (?:vs|versus)\.? (?P<other>.+?)",
)
_BOTH = _patterns(
    r"(?:tell|say)(?: me)?(?: (?:more|something))? about (?P<one>.+?) and (?P<other>.+?)",
    r"what does ARTICLE say about (?P<one>.+?) and (?P<other>.+?)",
)


_INQUIRIES = {
    Sought.WHETHER: "Is {} mentioned?",
    Sought.WHERE: "Where is {} mentioned?",
    Sought.HOW_OFTEN: "How often is {} mentioned?",
}
_ABOUT = re.compile(rf"(?:(?:and )?(?:what|how) about |and |or )(?:the |an? )?{_PHRASE}", re.IGNORECASE)
_BARE = {
    Sought.WHERE: re.compile(r"(?:and |so )?where(?: exactly| in ARTICLE)?", re.IGNORECASE),
    Sought.HOW_OFTEN: re.compile(rf"(?:and |so )?how {_OFTEN}", re.IGNORECASE),
}


def asked_of_words(question: str) -> Inquiry | None:
    """What a question wants to know about words of the text: "How often is Putin mentioned?"; None for other questions."""
    asked = _bare(question)
    for sought, wordings in _ASKED.items():
        for match in filter(None, (wording.fullmatch(asked) for wording in wordings)):
            words = re.sub(r"^(?:the|an?) (?=\w)", "", match["words"].strip(), flags=re.IGNORECASE)
            literal = bool(match["literal"])
            if words and (literal or words.split()[0].lower() not in _NO_WORDS) and len(words.split()) <= (_MOST_QUOTED if literal else _MOST_WORDS):
                return Inquiry(words, sought, literal)
    return None


def asked_for_names(question: str) -> Named | None:
    """The kind of names a question wants to have listed: "Who is mentioned?"; None for other questions."""
    match = _fullmatch(_NAMES, question)
    if match is None:
        return None
    called = (match.groupdict().get("kind") or "people").lower()
    return next(kind for kind, wording in _KINDS.items() if re.fullmatch(wording, called))


def asked_for_quotations(question: str) -> str | None:
    """Whose quotations a question wants to have listed, "" for everybody's; None for other questions."""
    match = _fullmatch(_QUOTATIONS, question)
    return (match.groupdict().get("who") or "") if match else None


def compared(question: str) -> tuple[str, str] | None:
    """The two things that a question wants to have compared, in its words; None for other questions."""
    return _two(_COMPARED, question)


def asked_of_both(question: str) -> tuple[str, str] | None:
    """The two things that a question wants to be told about; None for other questions."""
    return _two(_BOTH, question)


def inquired_further(question: str, before: str) -> str | None:
    """A fragment after an inquiry as the inquiry it stands for: "And Blair?" after "Is NATO mentioned?"; None where it is none."""
    asked, earlier = _bare(question), asked_of_words(before)
    if earlier and (sought := next((sought for sought, wording in _BARE.items() if wording.fullmatch(asked)), None)):
        return _INQUIRIES[sought].format(earlier.words)
    about = _ABOUT.fullmatch(asked)
    if about is None or set(about["words"].lower().split()) & _NO_WORDS or len(about["words"].split()) > _MOST_WORDS:
        return None
    if earlier:
        return _INQUIRIES[earlier.sought].format(about["words"])
    named = asked_for_names(before) and next((kind for kind, wording in _KINDS.items() if re.fullmatch(wording, about["words"].lower())), None)
    return f"Which {named.value} are mentioned?" if named else None


def _two(wordings: tuple[re.Pattern[str], ...], question: str) -> tuple[str, str] | None:
    match = _fullmatch(wordings, question)
    if match is None:
        return None
    one, other = (re.sub(r"^(?:the|an?) ", "", match[name], flags=re.IGNORECASE) for name in ("one", "other"))
    return None if {*one.lower().split(), *other.lower().split()} & _NO_WORDS else (one, other)


def _fullmatch(wordings: tuple[re.Pattern[str], ...], question: str) -> re.Match[str] | None:
    asked = _bare(question)
    return next(filter(None, (wording.fullmatch(asked) for wording in wordings)), None)


def _bare(question: str) -> str:
    """The question without what surrounds it, in the letters it was typed in, the text called ARTICLE; "" for one too long to be an inquiry."""
    asked = " ".join(question.split()).strip(" ?!…")
    asked = asked if is_abbreviated(asked) else asked.rstrip(".")
    return _A_TEXT.sub(r"\g<before>ARTICLE", asked) if len(asked) <= _LONGEST else ""
