"""A statement -> whether the open articles support it: the same support check that a chat model's sentences pass."""

from __future__ import annotations

from article_chat.chain import ArticleChain
from article_chat.datatypes import Check
from article_chat.errors import QuestionError
from article_chat.markers import without_notes
from article_chat.support import check_statement, sentences_of

MOST_PASSAGES = 60
"""Passages whose sentences are compared with a statement, nearest first."""

MAX_STATEMENT_CHARS = 5_000
"""A page or so: each sentence is compared on its own, which takes a moment."""


def check(chain: ArticleChain, statement: str) -> Check:
    """Check `statement` against the passages nearest to it. A [n] in it, as when a sentence of an answer is pasted, claims nothing.

    QuestionError for a statement over `MAX_STATEMENT_CHARS`.
    """
    if len(statement) > MAX_STATEMENT_CHARS:
        raise QuestionError(f"The statement has {len(statement):,} characters; {MAX_STATEMENT_CHARS:,} can be checked at once.", value=statement)
    claimed = without_notes(statement)
    passages = sorted((hit.passage for hit in chain.nearest(claimed, MOST_PASSAGES)), key=lambda p: (p.article_id, p.start))
    verdict = check_statement(claimed, sentences_of(passages), embed=chain.embed)
    return Check(statement, verdict.supported, round(verdict.score, 4), chain.citations_of(verdict.places), verdict.reason)
