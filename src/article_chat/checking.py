"""A statement -> whether the open articles support it: the same support check that a chat model's sentences pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from article_chat.chain import ArticleChain
from article_chat.datatypes import Check
from article_chat.dialogue.language import is_foreign
from article_chat.errors import QuestionError
from article_chat.markers import without_notes
from article_chat.reader.answerer import without_headings
from article_chat.support import Embed, Evidence, check_statement, sentences_of

MOST_PASSAGES = 60
"""Passages whose sentences are compared with a statement, nearest first."""

CLOSEST = 2
"""Places offered where nothing supports a statement."""

STEP = 16
"""Sentences embedded in one step: a fraction of a second, after which the check can be given up."""

MAX_STATEMENT_CHARS = 5_000
"""A page or so: each sentence is compared on its own, which takes a moment."""

NOTHING = "There is nothing to check yet: write a sentence that the article may bear out or not."
QUESTION = "A question claims nothing that could be checked: ask it, or write the answer you expect as a sentence."
FOREIGN = "It doesn't look like English, and statements are checked in English: write it in English."
_ASKS = re.compile(
    r"(?:and |but |so )?(?:(?:in|at|on|to|from|for|by|with|of|about|since|under) )?(?:who|whom|whose|what|which|when|where|why|how)\b[^.!?]*\?\W*",
    re.IGNORECASE,
)


def check(chain: ArticleChain, statement: str, go_on: Callable[[], None] | None = None) -> Check:
    """Check `statement` against the passages nearest to it. A [n] in it, as when a sentence of an answer is pasted, claims nothing.

    What claims nothing is unsupported, and `reason` says what to write instead. QuestionError for a statement over `MAX_STATEMENT_CHARS`.
    `go_on` is called between steps, and what it raises ends the check.
    """
    if len(statement) > MAX_STATEMENT_CHARS:
        most = f"{MAX_STATEMENT_CHARS:,} can be checked at once: check it in parts."
        raise QuestionError(f"The statement has {len(statement):,} characters; {most}", value=statement)
    claimed = without_notes(statement)
    if not re.search(r"\w", claimed):
        return Check(statement, False, 0.0, (), NOTHING)
    if _ASKS.fullmatch(claimed.strip(" \n\"“”'")):
        return Check(statement, False, 0.0, (), QUESTION)
    passages = sorted((hit.passage for hit in chain.nearest(claimed, MOST_PASSAGES)), key=lambda p: (p.article_id, p.start))
    evidence, embed = sentences_of(passages), _in_steps(chain.embed, go_on) if go_on else chain.embed
    verdict = check_statement(claimed, evidence, embed=embed, bears_out=chain.bears_out)
    reason = FOREIGN if verdict.reason and not chain.multilingual and is_foreign(claimed) else verdict.reason
    closest = () if verdict.supported else chain.citations_of([each.place for each in _nearest(claimed, evidence, embed)])
    return Check(statement, verdict.supported, round(verdict.score, 4), chain.citations_of(verdict.places), reason, closest=closest)


def _nearest(claimed: str, evidence: Sequence[Evidence], embed: Embed) -> list[Evidence]:
    """The sentences nearest in meaning, best first, without titles: where a reader sees for themselves what the article says instead."""
    if not evidence:
        return []
    cosines = embed([each.text for each in evidence]) @ embed([claimed])[0]
    return list(without_headings([evidence[int(row)] for row in np.argsort(-cosines, kind="stable")])[:CLOSEST])


def _in_steps(embed: Embed, go_on: Callable[[], None]) -> Embed:
    def stepwise(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = []
        for first in range(0, max(1, len(texts)), STEP):
            go_on()
            vectors.append(embed(texts[first : first + STEP]))
        return np.concatenate(vectors)

    return stepwise
