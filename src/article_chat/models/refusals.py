"""What stands in a model's reply and is no claim: refusals, in the one phrase it was given or in words of its own, and courtesies."""

from __future__ import annotations

import re

from article_chat.datatypes import REFUSAL

_TEXT = (
    r"(?:the|this|these|none of the|your) (?:provided |given |available |above )*(?:article|passage|excerpt|text|context|information|source)s?"
    r"(?: provided| given| above)?"
)
_LACKS = (
    r"(?:(?:do|does|did)(?: not|n't)\b|cannot\b|can't\b"
    r"|(?:gives?|provides?|contains?|makes?|offers?|has|have|mentions?|includes?|holds?) (?:no\b|nothing\b)"
    r"|says? nothing\b(?=\W*$| (?:at all|more|else|about|of|on|regarding|concerning)\b)"
    r"|(?:is|are) silent\b)"
)
_OPENING = (
    r"(?:(?:i'm|i am|we're)? ?(?:so |very )?sorry,? (?:but )?|i'm afraid (?:that )?|unfortunately,? |however,? |as an ai[^,.]{0,40}, "
    r"|(?:based on|according to|from|in) [^,.]{3,60}, ){0,2}"
)
_FLATLY = r"(?:explicitly |directly |specifically |clearly |actually )?"
_ANSWER = r"(?:(?:the|this|that|your) )?(?:question|answer|information|detail)s?"
_GIVEN = r"(?:mentioned|stated|specified|given|provided|available|included|addressed|answered|covered|discussed)"
_GAP = re.compile(
    rf"{_OPENING}(?:{_TEXT} {_LACKS}"
    r"|none of the (?:provided |given )?(?:passages|excerpts|sources) (?:mention|say|state|contain|tell|answer|address|provide|give|specif|discuss)"
    r"|there(?: is|'s) (?:no|not any|not enough|insufficient) (?:information|mention|indication)\b"
    rf"|(?:it|that|this|{_ANSWER}) (?:is|are)(?: not|n't) {_FLATLY}{_GIVEN}\b"
    rf"|[^.!?,;:]{{3,120}} (?:is|are|was|were)(?: not|n't) {_FLATLY}{_GIVEN} (?:anywhere )?(?:in|by) {_TEXT}\W*$"
    r"|(?:no|not enough|insufficient) (?:information|mention) "
    r"|(?:not (?:mentioned|stated|specified|given)|unknown|n/a)\W*$)"
)
_UNCLEAR = re.compile(
    rf"(?=.*\b{_TEXT}){_OPENING}(?:it(?: is|'s) (?:not possible|impossible|not clear|unclear)\b"
    r"|[^.!?,;:]{3,120} (?:cannot|can't|can not|could not|couldn't) be (?:answered|determined|established|found|inferred|known)\b)"
)
_ITS_GAP = re.compile(
    rf"{_OPENING}(?:the|this|these) (?:provided |given |available |above )*(?:article|passage|excerpt)s?(?: provided| given| above)? {_LACKS}"
)
"""What says of the article or its passages that they lack something."""
_OWN_GAP = re.compile(
    rf"{_OPENING}(?:{_ANSWER} (?:cannot|can't|can not|could not|couldn't) be (?:answered|determined|found|given)\b"
    r"|i (?:do not|don't) have (?:enough|any|sufficient|the) (?:information|context|details?)\b"
    r"|i(?: do not| don't| cannot| can't| could not| couldn't|(?: was|'m| am) (?:unable|not able) to) (?:know|find|answer|tell|determine)\b)"
)
"""What says of the question or of the model that there is no answer: no passage can bear that out, whichever is cited for it."""
_GIVES = r"(?:gives?|lists?|mentions?|names?|offers?|provides?|says?|states?|tells?(?: us)?)"
_WHAT = (
    r"(?:the following|(?:(?:the following|these|some|several|a few|two|three|four|five|many|\d) )?(?:\w+ )?"
    r"(?:reasons?|facts?|points?|examples?|details?|factors?|explanations?|arguments?|information))"
)
"""What a text gives without a word about the world."""
_NAMED = (
    r"(?:(?:key|main|further|additional|short|brief|important) )?(?:answer|summary|background|overview|conclusion|context|explanation|reasoning|details?"
    r"|facts?|points?|takeaways?|findings?|notes?|evidence|item|value|aspect|topic|category|description|information|passages?|quotes?|sources?)"
)
_DECLINES = re.compile(
    rf"{_OPENING}i(?: can't| cannot| can not| won't| will not|(?:'m| am) (?:unable|not able) to) (?:help(?! but)|assist|comply|continue|do that|provide that)\b"
)
_COURTESY = re.compile(
    r"(?:(?:sure|certainly|of course|absolutely|(?:good|great) question|thank you|thanks)(?: (?:thing|for asking))?"
    r"|here(?:'s| is| are)\b[^.!?:]*:"
    r"|(?:final |short )?(?:answer|sources?|references?|citations?|see)"
    r"|(?:(?:sources?|references?|citations?)\W+)?(?:passages?\W*\d{1,4}(?:\W+(?:and )?\d{1,4})*)"
    rf"|(?:based on|according to|from) {_TEXT}(?:,? here\b[^.!?:]*)?:"
    rf"|{_TEXT} {_GIVES} {_WHAT}:"
    rf"|\(?(?:please )?(?:note(?: that)?\W+)?(?:this|my|the above) (?:answer|response|summary|information) (?:is|was) (?:\w+ )?based (?:\w+ )?on {_TEXT}"
    r"|(?:i'd|i would|i'll|i'm|i am) (?:be )?(?:more than )?(?:happy|glad|delighted) to (?:help|assist|answer)\b.*"
    r"|if you (?:have|need|want|would like|'d like|could|can)\b.{0,80}\b(?:please|share|provide|let me know|i can|i could|i'd|i'll|happy)\b.*"
    r"|\(?confidence(?: level| score)?\W+(?:very )?(?:high|medium|moderate|low|\d[\d.]*(?: ?/ ?\d+)?)"
    r"|(?:i )?hope (?:this|that|it|i) (?:helps|answers|helped|answered|could help)\b.*|(?:please )?(?:let me know|feel free to)\b.*"
    r"|(?:is there anything|(?:would|do) you (?:like|want|need|have))\b.*\?)\W*"
)
_HEADING = re.compile(rf"{_NAMED}(?: \| {_NAMED})*\W*")
"""What names a part of an answer: "## Background", "Key takeaways:", "| Item | Value |"."""
_ASKS = re.compile(r"(?:(?:question|q|user|human)\W+)?(?:who|whom|whose|what|which|when|where|why|how)\b[^.!?]*\?\W*")


_SOURCES = re.compile(r"(?:sources?|references?|citations?|footnotes?|passages)(?: cited| used)?:?")
"""The heading over a list of what was read."""


def announces_sources(text: str) -> bool:
    """Whether the sentence is a heading over the sources: "## References", "Sources:"."""
    return _SOURCES.fullmatch(_plain(text)) is not None


def is_refusal(text: str) -> bool:
    """Whether the sentence is the refusal phrase, in whatever case, quotes and apostrophes."""
    return _letters(text) == _letters(REFUSAL)


def may_be_refusal(beginning: str) -> bool:
    """Whether a beginning could still become the refusal phrase: not shown until it is known."""
    return _letters(REFUSAL).startswith(_letters(beginning))


def tells_of_a_gap(text: str, *, cited: bool = False) -> bool:
    """Whether the sentence says, in words of the model's own, that the article doesn't say something, and says nothing else.

    With a passage `cited` for it, only what it says of itself or of the question is none: "the police did not say" may be what the passage tells.
    """
    plain = _plain(text)
    found = _OWN_GAP.match(plain) or (None if cited else _GAP.match(plain) or _UNCLEAR.match(plain))
    return found is not None and not re.search(r"[,;:–—] ?(?:but|though|although|however|only|it)\b", plain[found.end() :])


def declines(text: str) -> bool:
    """Whether the sentence says that the model will not answer, which tells nothing of the article."""
    return _DECLINES.match(_plain(text)) is not None


def tells_of_its_gap(text: str) -> bool:
    """Whether the sentence says of the article that it lacks something: whatever is cited for it, no passage tells what all of them leave out."""
    return _ITS_GAP.match(_plain(text)) is not None


def is_courtesy(text: str, *, cited: bool = False) -> bool:
    """Whether the sentence is a greeting, an announcement or a heading around an answer ("Sure!", "Here is the answer:", "Sources:").

    With a passage `cited` for it, what is worded as a heading or a question may be meant as an answer.
    """
    plain = _plain(text)
    return bool(_COURTESY.fullmatch(plain)) or (not cited and bool(_HEADING.fullmatch(plain) or _ASKS.fullmatch(plain)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").lower()).strip(" \"'“”*_#>")


def _letters(text: str) -> str:
    letters = re.sub(r"[^a-z ]", "", text.lower().replace("does not", "doesnt")).strip()
    return re.sub(r"^(?:final )?answer ", "", letters)
