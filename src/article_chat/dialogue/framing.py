"""A question as it is put by itself: "hi, can you tell me where she was" asks "Where she was?", not whether one can tell.

What is left mostly keeps the order it was written in, which the reader takes as well as another. It learnt from questions that end with a question mark.
"""

from __future__ import annotations

import re

from article_chat.dialogue.courtesy import ASKS, CLOSINGS, FRAMES, OPENINGS

MOST_LAYERS = 4
"""Courtesies that are taken off each end: "Hi, can you please tell me …"."""

_HEAD = re.compile(rf"(?:(?:{FRAMES})(?: about)?[,:]? (?={ASKS})|(?:{OPENINGS})[,:!.-]* (?=\w+ \w+))", re.IGNORECASE)
_PLAINLY = r"in (?:simple|plain|easy|layman['’]s) (?:words|terms|english|language)|like i(?: a|['’]?)m (?:5|five)"
_TAIL = re.compile(
    rf",? (?:{CLOSINGS}|{_PLAINLY}|in (?:this|the) (?:article|text|passage|story)) ?[?.!]*$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"\b(who|what|where|when|why|how)(?:(['’]?s)|['’](re|ll|ve))\b(?= \w)", re.IGNORECASE)
_FULL = {"s": "is", "re": "are", "ll": "will", "ve": "have"}
_SAID = {"said": "say", "told": "tell", "thought": "think", "wrote": "write", "meant": "mean", "did": "do"}
_NO_SUBJECT = (
    r"(?:when|if|that|who|which|what|why|how|where|is|are|was|were|has|have|had|did|does|do|will|would|and|or|to|of|in|on|at|by|for|with|from|as|than"
    r"|more|[a-z]+ed)"
)
_CLAUSE = re.compile(
    rf"(?P<asks>whom?|what) (?P<who>(?:(?!{_NO_SUBJECT}\b)[\w.’'-]+ ){{1,4}}?)(?P<verb>{'|'.join(_SAID)})\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
"""What somebody said, in the order of a clause; the reader takes what they did otherwise in any order."""
_DONE = re.compile(r" (?:been|got|had)\b", re.IGNORECASE)


_HELPERS = "is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|must|may|might"
_PERSON = "he|she|it|they|we|you|that|this|there|one"
_TAG = re.compile(
    r"(?:so,? )?(?P<told>.+?)(?:,? (?:right|correct)|, (?:true|yes|no|is (?:that|this|it) (?:right|correct|true|so)"
    rf"|(?:{_HELPERS})(?:n['’]t)? (?:{_PERSON})(?: not)?))\?+",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(
    rf"so,? (?P<told>[^,]+ (?:(?:{_HELPERS})(?:n['’]t)?|[a-z]+ed|said|told|gave|took|made|got|left|won|lost|met|came|went|saw|knew|thought|found|kept|held)"
    r" .+)\?+",
    re.IGNORECASE,
)
_ASKS_SOMETHING = re.compile(rf"(?:when|where|(?:{_HELPERS})(?:n['’]t)?|and|tell)\b|.*\b(?:who|whom|whose|what|which|why|how)\b", re.IGNORECASE | re.DOTALL)
_CLAIM_BEHIND = re.compile(r"(?:is (?:it|this|that) (?:true|correct|right|false)|true or false)[?:,] ?", re.IGNORECASE)
_CLAIM_BEFORE = re.compile(r"(?<=\W)(?:is (?:this|that|it) (?:true|correct|right)|true or false)[.?!]?$", re.IGNORECASE)
"""A sentence, pasted or typed, of which is asked whether it is true."""
_DOUBTED = re.compile(
    r"(is|are|was|were|has|have|had|does|did|will|would|can|could|should|do(?=n['’]?t (?:i|you|we|they|the|these|those|most|some)\b))n['’]?t (?=\w)",
    re.IGNORECASE,
)
""" "Isn't it dangerous?" asks whether it is."""
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]+")
_UNFINISHED = re.compile(rf".*\b(?:{_HELPERS}|be|been|not|the|an?|all|to|turn(?:s|ed)?|his|her|its|their)(?:n['’]t)?", re.DOTALL)
_LOWERED = re.compile(r"(?:the|an?|he|she|it|they|we|this|that|these|those|there|his|her|its|their|some|all|no|most|many)\b", re.IGNORECASE)


def _as_asked(told: str) -> str | None:
    """What is told, to be confirmed, as a question; None where it is one already, or too little to be true or false."""
    if _ASKS_SOMETHING.match(told) or _UNFINISHED.fullmatch(told) or len(told.split()) < 2:
        return None
    return f"Is it true that {told[:1].lower() + told[1:] if _LOWERED.match(told) else told}?"


def _claimed(asked: str) -> str:
    """A sentence of which is asked whether it is true, without its marks; "" where that is not asked."""
    behind, before = _CLAIM_BEHIND.match(asked), _CLAIM_BEFORE.search(asked)
    told = asked[behind.end() :] if behind else asked[: before.start()] if before else ""
    return told.strip(' .!?,:"“”')


def put_plainly(question: str) -> str:
    """The question alone, white space collapsed and "what's" written out; with a question mark unless it ends with a mark of its own.

    What is told to be confirmed ("So he agreed?", "He agreed, right?") is asked: "Is it true that he agreed?". A request stays where no question word
    begins what is asked for: "Tell me about the driver.", "Can you tell me whether he left?"
    """
    asked = _CONTRACTED.sub(_in_full, " ".join(_EMOJI.sub(" ", question).split()))
    told = _TAG.fullmatch(asked) or _CONCLUSION.fullmatch(asked)
    if told and (confirming := _as_asked(told["told"])):
        return confirming
    if (claim := _claimed(asked)) and (confirming := _as_asked(claim)):
        return confirming
    if doubted := _DOUBTED.match(asked):
        asked = f"{doubted[1]} {asked[doubted.end() :]}"
    start, end = 0, len(asked)
    for _ in range(MOST_LAYERS):
        if head := _HEAD.match(asked, start):
            start = head.end()
        if tail := _TAIL.search(asked, start, end):
            end = tail.start()
    if start == 0 and end == len(asked):
        return f"{asked}?" if asked[-1:].isalnum() else asked
    bare = asked[start:end].rstrip(" ?.!")
    if start and (clause := _CLAUSE.fullmatch(bare)):
        bare = f"{clause['asks']} did {clause['who']}{_SAID[clause['verb'].lower()]}{clause['rest']}"
    return f"{bare[:1].upper()}{bare[1:]}?"


def _in_full(match: re.Match[str]) -> str:
    """ "What's" as "What is", "who's been" as "who has been"."""
    word, ending = match.group(1), (match.group(2) or match.group(3)).lstrip("'’").lower()
    return f"{word} has" if ending == "s" and _DONE.match(match.string, match.end()) else f"{word} {_FULL[ending]}"
