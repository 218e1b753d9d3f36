"""Questions for whatever there is: on something ("tell me about the driver", "and Sochi?", "warranty?"), or on all that happened."""

from __future__ import annotations

import re

from article_chat.dialogue import phrases

_WHAT_HAPPENED = re.compile(r"(?:so )?what (?:has |is |was )?(?:happened|happening|going on)")
_WHAT_A_TEXT_IS_ABOUT = re.compile(
    r"what (?:is|was) (?:the|this|that) (?:[a-z]+ )?(?:paper|study|report|essay|post|book|interview|speech|letter|guide|tutorial|review|chapter|recipe"
    r"|announcement|press release|obituary|contract|agreement|terms|policy|manual|novel|poem|column|feature|transcript) (?:all )?about"
)
"""What may be the text itself or something that it tells of."""
_WHAT_IS_SAID = phrases.any_of(
    "what (?P<else>else )?(?:(?:does|do|did|can) (?:ARTICLE|it|they) (?:say|tell(?: us| me)?|report|mention|have to say)"
    "|(?:is|was) (?:said|reported|mentioned)(?: in ARTICLE)?) "
    "(?:about|on|regarding|concerning|of) (?P<topic>.+?)(?: in ARTICLE)?"
)
_NAMING = re.compile(
    r"(?:(?:and |so |ok |but )?(?:what|how) about|and"
    r"|(?:and |so |ok |but )?what (?:is|was) (?:(?:the (?:deal|story|situation|matter|issue|problem|thing|latest)|up|happening|going on|wrong) (?:with|on))"
    r"|(?:tell|say|explain)(?: (?:me|us))?(?: (?:more|something|everything|anything|a bit|all))? about|what you know about"
    r"|what (?:does|do|did) (?:the|this) (?:article|text|document|story) (?:say|tell us|mention) (?:about|on)"
    r"|(?:is there )?(?:any |more |some )?(?:information|info|details|news|anything|something) (?:about|on)"
    r"|(?:(?:find|show(?: me)?|quote|read(?: me)?|give me|go to|summari[sz]e|sum up|explain) )?"
    r"(?:the|an?) (?:part|passage|sentence|section|bit|place|paragraph|line|quote)s? "
    r"(?:about|on|with|that (?:mentions?|tells? (?:of|about))|where (?:it|the article) (?:mentions|talks about|discusses|tells of))"
    r"|(?:give me |what is )?(?:an?|the) (?:(?:short|brief|quick) )?(?:summary|overview|gist) of|summari[sz]e|sum up"
    r"|what (?:is|stands|comes) under(?: the (?:section|heading|part)(?: on| about| called)?)?"
    r"|(?:describe|list|name|give me|show(?: me)?|tell me|read(?: me)?)(?: (?:all|me))?|what are) "
    r"(?:(?:all )?(?:the|an?|its|of the) )?(?P<topic>[\w']+(?: [\w']+){0,4})"
)
"""Of "show me the part about" and "tell me what you know about" the courtesy is gone already. What an article says about something is the plainest wording of
`_WHAT_IS_SAID` alone: the others stay refused where no sentence has every word of the topic."""
_SECTION_NAMED = re.compile(
    r"(?:what (?:does|is in|is)|read(?: me)?|show(?: me)?|summari[sz]e|sum up|quote|open|explain|tell me about) (?:the )?"
    r"(?P<topic>[\w']+(?: [\w']+){0,4}) (?:section|chapter)(?: (?:say|about|tell us|cover))*"
)
_FEW_WORDS = re.compile(r"(?:the )?(?P<topic>[\w']+(?: [\w']+){0,2})")
_NO_TOPIC = frozenset(
    (
        "what who whom whose which when where why how is are was were do does did has have had can could will would should may might must i you he she it we "
        "they me him her them us this that these those there here yes no not ok more else next then now again please and or but so if because "
        "thing things something anything everything nothing one ones all any some"
    ).split()
)
"""Words that make a few words something other than the name of a topic."""


def wants_all(question: str) -> bool:
    """Whether `question` asks what happened, or what "the paper" is about, and no more: the whole article answers it when no sentence does."""
    return any(pattern.fullmatch(_asked(question)) for pattern in (_WHAT_HAPPENED, _WHAT_A_TEXT_IS_ABOUT))


def topic_of(question: str) -> str:
    """What "What do these articles say about the harbour?" asks about; "" for a question that asks for something else.

    Such a question is for every mention there is, so nothing has to be found out before it is answered.
    """
    match = _WHAT_IS_SAID.fullmatch(_asked(question))
    return match["topic"] if match else ""


def asks_what_else(question: str) -> bool:
    """Whether a question for what is said about something asks for what was not told yet."""
    match = _WHAT_IS_SAID.fullmatch(_asked(question))
    return match is not None and match["else"] is not None


def named_topic(question: str) -> str | None:
    """What `question` asks to be told about, in lower case, even when it does no more than name it; None when it asks something definite.

    A name may still have an answer of its own ("the price?"), so it is a topic only once the reader has found none.
    """
    asked = _asked(question)
    for pattern in (_SECTION_NAMED, _NAMING, _FEW_WORDS):
        match = pattern.fullmatch(asked)
        if match and not _NO_TOPIC & set(match["topic"].split()):
            return match["topic"]
    return None


def _asked(question: str) -> str:
    return phrases.without_courtesy(phrases.plain(question))
