"""Questions about how a text is made up: which sections and tables it has, and how many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from article_chat.dialogue.phrases import any_of


class Part(Enum):
    """What a text may consist of."""

    SECTIONS = "headings"
    TABLES = "tables"
    SHORT_FORMS = "abbreviations"


_A_TEXT = any_of(r"(?<!\w)ARTICLE(?!\w)")
"""What the text is called; `ARTICLE` stands for it below, since each pattern that spelled it out would take as long to compile as all the rest."""
_HEADINGS = r"(?:(?:sub[ -]?)?head(?:ing|line)s|sections|chapters|(?:section|chapter) (?:titles|names|headings))"
_TABLES = "tables?"
_SHORT_FORMS = "(?:abbreviations|acronyms|initialisms)"
_OWN = "(?:ARTICLE|it)"
_OF_IT = "(?: (?:of|in|from|does|are(?: there)?(?: in)?|has)(?: ARTICLE| it)?(?: have| use| used)?| (?:is|are) (?:there|used)(?: in ARTICLE)?)?"
_ASK = r"(?:(?:what|which)(?: (?:is|are))?|list|name|show(?: me)?|give me|tell me|read(?: me)?)(?: (?:all|of|the|its|any|a list))*"


def _pattern(part: str, *others: str) -> re.Pattern[str]:
    wordings = (
        rf"(?:and |so )?(?:{_ASK} )?{part}{_OF_IT}",
        rf"how many {part}{_OF_IT}",
        rf"(?:is|are) there (?:an? |any |some )?{part}(?: in {_OWN})?",
        rf"(?:does|do) {_OWN} (?:have|contain|include|use) (?:an? |any |some )?{part}",
        *others,
    )
    return re.compile("|".join(wordings))


_ASKED = {
    Part.SECTIONS: _pattern(
        _HEADINGS,
        "(?:(?:what is |show(?: me)? |give me )?(?:the |an? )?)?(?:table of contents|toc|contents page)(?: of ARTICLE)?",
        "(?:(?:what is|show me) )?(?:the )?(?:structure|layout) of ARTICLE|how is ARTICLE (?:structured|organi[sz]ed|divided|laid out)(?: up)?",
    ),
    Part.TABLES: _pattern(_TABLES, "what (?:does the table say|is in the table|columns does the table have|rows does the table have)"),
    Part.SHORT_FORMS: _pattern(_SHORT_FORMS),
}
_STANDS_FOR = re.compile(
    r"(?:and |so )?(?:what (?:does|do|did|is|are) (?:the )?(?:(?:abbreviation|acronym|letters?|term) )?[\"“']?(?P<letters>[\w.&-]{2,12})[\"”']? "
    r"(?:stand for|mean|short for|an (?:abbreviation|acronym) (?:of|for)|abbreviate)"
    r"|(?:(?:what is|give me|tell me) )?(?:the )?(?:full (?:form|name)|meaning|expansion) of (?P<short>[\w.&-]{2,12}))",
    re.IGNORECASE,
)

_NO_LETTERS = frozenset("it us he she we who this that they them you".split())


@dataclass(frozen=True, slots=True)
class Makeup:
    """A part of the text that is asked for; `counted` where how many there are is asked."""

    part: Part
    counted: bool = False


def asked_of_makeup(question: str) -> Makeup | None:
    """What a question wants to know of the make-up of the text: "What are the headings?"; None for other questions."""
    asked = " ".join(re.sub(r"\bwhat['’]?s\b", "what is", question.lower()).split()).strip(" ?!.…:")
    asked = _A_TEXT.sub("ARTICLE", asked)
    part = next((part for part, wording in _ASKED.items() if wording.fullmatch(asked)), None)
    return Makeup(part, counted="how many " in asked) if part else None


def asked_in_full(question: str) -> str | None:
    """The letters of which a question asks what they stand for; None for other questions."""
    match = _STANDS_FOR.fullmatch(" ".join(question.split()).strip(" ?!"))
    letters = (match["letters"] or match["short"]) if match else ""
    return letters if letters and (letters.isupper() or letters.lower() not in _NO_LETTERS) else None
