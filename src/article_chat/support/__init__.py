"""Whether an article supports a statement: pure functions over sentences, an embedding, a reader and boosted trees."""

from article_chat.support.bearing import BearsOut
from article_chat.support.check import Embed, Evidence, Verdict, check_statement
from article_chat.support.memory import remembering
from article_chat.support.numbers import find_numbers
from article_chat.support.passages import passage_check, sentences_of, yes_and_no_check

__all__ = ["BearsOut", "Embed", "Evidence", "Verdict", "check_statement", "find_numbers", "passage_check", "remembering", "sentences_of", "yes_and_no_check"]
