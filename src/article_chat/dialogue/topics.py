"""Questions that ask for whatever there is on something: "tell me about the driver", "and Sochi?", "warranty?"."""

from __future__ import annotations

import re

from article_chat.dialogue import phrases

_TOPIC = re.compile(
    r"(?:(?:and |so |ok |but )?(?:what|how) about|and"
    r"|(?:tell|say|explain)(?: (?:me|us))?(?: (?:more|something|everything|anything|a bit|all|what you know))? about"
    r"|what (?:does|do|did) (?:the|this) (?:article|text|document|story) (?:say|tell us|mention) (?:about|on)"
    r"|(?:is there )?(?:any |more |some )?(?:information|info|details|news|anything|something) (?:about|on)"
    r"|(?:describe|list|name|give me)(?: (?:all|me))?|what are) "
    r"(?:(?:all )?(?:the|an?|its|of the) )?(?P<topic>(?:\w|['-])+(?: (?:\w|['-])+){0,4})"
)
_PLAIN_WORDS = re.compile(r"(?:the )?(?P<topic>(?:\w|['-])+(?: (?:\w|['-])+){0,2})")
_NO_TOPIC = frozenset(
    (
        "what who whom whose which when where why how is are was were do does did has have had can could will would should may might must i you he she it we "
        "they me him her them us this that these those there here yes no not ok more else next then now again please and or but so if because "
        "thing things something anything everything nothing one ones all any some"
    ).split()
)
"""Words that make a few words something other than the name of a topic."""


def wants_all(question: str) -> bool:
    """Whether `question` asks what happened, and no more."""
    return phrases.WHAT_HAPPENED.fullmatch(phrases.without_courtesy(phrases.plain(question))) is not None


def named_topic(question: str) -> str | None:
    """What `question` asks to be told about, in lower case; None when it asks something definite."""
    asked = phrases.without_courtesy(phrases.plain(question))
    for pattern in (_TOPIC, _PLAIN_WORDS):
        match = pattern.fullmatch(asked)
        if match and not _NO_TOPIC & set(match["topic"].split()):
            return match["topic"]
    return None
