"""A statement -> whether the open articles support it: the same support check that a chat model's sentences pass."""

from __future__ import annotations

from article_chat.chain import ArticleChain
from article_chat.datatypes import Check
from article_chat.support import check_statement, sentences_of

MOST_PASSAGES = 60
"""Passages whose sentences are compared with a statement, nearest first."""


def check(chain: ArticleChain, statement: str) -> Check:
    """Check `statement` against the passages nearest to it."""
    passages = sorted((hit.passage for hit in chain.nearest(statement, MOST_PASSAGES)), key=lambda p: (p.article_id, p.start))
    verdict = check_statement(statement, sentences_of(passages), embed=chain.embed)
    return Check(statement, verdict.supported, round(verdict.score, 4), chain.citations_of(verdict.places), verdict.reason)
