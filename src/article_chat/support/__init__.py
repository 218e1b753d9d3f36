"""Whether an article supports a statement: pure functions over sentences, an embedding and a small logistic."""

from article_chat.support.check import Embed, Evidence, Verdict, check_statement
from article_chat.support.memory import remembering
from article_chat.support.passages import passage_check, sentences_of
from article_chat.support.questioning import ScoreSpans

__all__ = ["Embed", "Evidence", "ScoreSpans", "Verdict", "check_statement", "passage_check", "remembering", "sentences_of"]
