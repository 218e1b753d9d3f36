"""The questions a page offers first: made from the articles, asked, and kept when they are answered with confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from article_chat.articles import Article
from article_chat.chain import ArticleChain
from article_chat.components import Asked
from article_chat.datatypes import Answer
from article_chat.suggestions import Suggestion, suggest, suggest_terms

EXAMPLES = 4
SURE = 0.75
"""Least confidence with which a suggested question must be answered before it is shown."""
SURE_OF_THE_PLACE = 0.6
"""The same where the answer is the sentence that the question was made from."""
FEWEST_EXAMPLES = 3
"""When fewer questions are answered with confidence, ones about the article as a whole make up for them."""


def find_examples(chain: ArticleChain, articles: Sequence[Article]) -> tuple[str, ...]:
    """Up to `EXAMPLES` questions to the articles, of which `chain` is; each is asked, which takes a moment.

    Where fewer than `FEWEST_EXAMPLES` are answered with confidence, ones that any article could be asked come next, and after them questions
    for key terms, which an article in any language has; in English they are trivial mostly, and only make up the fewest.
    """
    english = [article for article in articles if article.language in ("en", None)]
    chosen = _sure_of(chain, ((article, made) for article in english for made in suggest(article.text)), EXAMPLES)
    if len(chosen) < FEWEST_EXAMPLES:
        chosen = [*chosen, *_always_answered(articles[0])][:EXAMPLES]
        terms = ((article, made) for article in articles for made in suggest_terms(article.text, article.language) if made.question not in chosen)
        chosen += _sure_of(chain, terms, (FEWEST_EXAMPLES if english else EXAMPLES) - len(chosen))
    return tuple(chosen)


def is_sure(answer: Answer, article: Article, suggestion: Suggestion) -> bool:
    """Whether a suggested question is answered with confidence, as it was meant; less of it is enough where the answer stands where it was made."""
    same_place = any(c.article_id == article.id and c.start < suggestion.end and suggestion.start < c.end for c in answer.citations[:1])
    if not suggestion.is_met_by(answer.span) or (suggestion.bound and not same_place):
        return False
    return answer.confidence >= (SURE_OF_THE_PLACE if same_place else SURE)


def _sure_of(chain: ArticleChain, suggestions: Iterable[tuple[Article, Suggestion]], wanted: int) -> list[str]:
    """The first `wanted` of the questions that are answered with confidence; each is asked."""
    found: list[str] = []
    for article, suggestion in suggestions if wanted > 0 else ():
        *_, considered = chain.stream(Asked(suggestion.question, refuse=False))
        if is_sure(considered, article, suggestion):
            found.append(suggestion.question)
        if len(found) == wanted:
            break
    return found


def _always_answered(article: Article) -> list[str]:
    """Questions about any article, of those that it has the answer to."""
    known = {"What is this about?": article.text.strip(), "Who wrote this?": article.author, "When was this published?": article.date}
    return [question for question, value in known.items() if value]
