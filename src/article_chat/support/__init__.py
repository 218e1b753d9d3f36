"""Whether an article supports a statement: pure functions over sentences, an embedding and a small logistic."""

from article_chat.support.check import Embed, Evidence, ScoreSpans, Verdict, check_statement

__all__ = ["Embed", "Evidence", "ScoreSpans", "Verdict", "check_statement"]
