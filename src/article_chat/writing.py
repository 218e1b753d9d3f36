"""How languages are written, as far as several stages must agree on it: what belongs to a word, which scripts have no spaces, which names are akin,
which full stops end no sentence, which words are titles or trades of people, and what can be encoded."""

from __future__ import annotations

import re

LANGUAGE_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
    "ru": "Russian", "uk": "Ukrainian", "cs": "Czech", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "nb": "Norwegian", "fi": "Finnish",
    "tr": "Turkish", "el": "Greek", "ar": "Arabic", "he": "Hebrew", "fa": "Persian", "hi": "Hindi", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "vi": "Vietnamese", "id": "Indonesian", "ro": "Romanian", "hu": "Hungarian", "bg": "Bulgarian", "th": "Thai", "ca": "Catalan",
}  # fmt: skip
"""ISO 639-1 codes of languages and their English names."""

UNSPACED_LANGUAGES = frozenset(("zh", "ja", "th", "lo", "km", "my"))
"""Languages that put no spaces between words, so that words cannot be counted by them."""

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
"""Vowel signs and points that stand with a letter, which `\\w` leaves out, for the inside of a character class."""

ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Mme Messrs Dr Prof Rev Fr Hon Gen Adm Lt Col Maj Capt Cmdr Sgt Cpl Pvt Sen Rep Gov Pres Supt St Mt Ft No Nos vs Jr Sr Co Corp Inc Ltd "
    "Bros etc approx ca cf Fig Figs vol Vol pp Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
"""English words whose full stop seldom ends a sentence, as they are written: "no." does end one."""

TITLES = frozenset(
    "president minister general chancellor senator governor mayor king queen prince princess pope bishop judge justice captain colonel admiral secretary "
    "chairman chairwoman ambassador professor doctor dr mr mrs ms sir lord lady lieutenant sergeant representative congressman prime premier staff "
    "emperor sultan sheikh archbishop cardinal reverend coach manager director chief spokesman spokeswoman actor actress singer author writer artist poet "
    "councillor councilor commissioner inspector".split()
)
"""What stands before the names of people, in lower case."""
PEOPLE = frozenset(
    (
        "man woman boy girl person driver teacher pilot nurse lawyer student farmer worker engineer scientist researcher officer soldier player owner founder "
        "leader resident customer victim patient passenger neighbour neighbor father mother brother sister son daughter husband wife uncle aunt grandson "
        "granddaughter grandfather grandmother widow child friend rival assistant colleague journalist reporter editor photographer painter musician surveyor "
        "treasurer tenant landlord builder carpenter captain sailor keeper source witness suspect speaker candidate architect baker butcher cook chef dancer "
        "composer conductor sculptor designer programmer developer explorer inventor gardener hunter climber miner shepherd weaver potter plumber "
        "mason lecturer tutor priest monk nun rabbi imam vicar pastor detective surgeon curator scholar critic translator publisher producer "
        "adviser advisor consultant diplomat envoy lawmaker entrepreneur banker merchant trader broker accountant auditor campaigner volunteer "
        "organiser organizer successor predecessor deputy partner boss champion athlete footballer swimmer runner goalkeeper midwife mechanic "
        "guard clerk waiter waitress servant cousin nephew niece"
    ).split()
)
"""Nouns that mean a person, as the last word of a phrase."""
_CALLINGS = re.compile(r"[a-z]{3,}(?:ologist|(?<!l)ist|[aeo]list|ician|arian|orian|grapher|(?<!hu)man|woman|person)")
"""Endings of what people are by trade: "zoologist", "historian", "fisherman"; "checklist" is nobody."""
_NO_CALLINGS = frozenset("twist consist assist persist exist insist resist wrist heist waist vegetarian talisman".split())
HONORIFICS = frozenset("mr mrs ms dr".split())
"""Titles that anybody is given."""

SENTENCE_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*(?:\[[^\]\s]{1,12}\])*$")
"""The stop that ends a sentence, what closes behind it, and the numbers of notes."""

_SURROGATES = re.compile("[\ud800-\udfff]+")
_ABBREVIATED = re.compile(rf"(?:^|[\s(\"“'-])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|{'|'.join(sorted(ABBREVIATIONS))})\.$")
_OWNER = re.compile(r"['’]s?$")
_ALIKE = 3
"""Letters in which the ends of kindred names may differ, as in "Chinese" and "China", "Uzbek" and "Uzbekistan"."""


def is_person(noun: str) -> bool:
    """Whether a noun, in lower case, means a person or a trade."""
    return noun in PEOPLE or (_CALLINGS.fullmatch(noun) is not None and noun not in _NO_CALLINGS)


def folded(name: str) -> str:
    """A name in lower case, without the sign of an owner: "China's" as "china"."""
    return _OWNER.sub("", name.lower())


def kindred(left: str, right: str) -> bool:
    """Whether two words, folded, are the same or names of one kind; a number is only ever itself."""
    shortest = min(len(left), len(right))
    return left == right or (shortest >= 4 and not left[0].isdigit() and left[: max(4, shortest - _ALIKE)] == right[: max(4, shortest - _ALIKE)])


def counted(number: int, noun: str) -> str:
    """ "1 word", "1,234 words": a noun whose plural ends in "s"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def without_surrogates(text: str) -> str:
    """`text` as it can be encoded: two surrogates that make a character become it, lone ones U+FFFD."""
    return _SURROGATES.sub(lambda run: run.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), text)


def is_abbreviated(text: str) -> bool:
    """Whether the full stop at the end of English `text` belongs to an abbreviation or an initial: "Adm.", "U.S.", "J."."""
    return _ABBREVIATED.search(text) is not None
