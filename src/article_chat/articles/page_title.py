"""The title of a web page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from article_chat.articles.tree import Element, plain_letters

_ALIKE = 0.6
_TITLE_PARTS = re.compile(r"\s+[|–—·»:-]{1,2}\s+")


def page_title(tree: Element, found: str, extracted: Sequence[str]) -> str | None:
    """The heading that says the same as the page's own title, or about the same; without one, that title without the name of the site.

    `found` is what an extractor calls it, or empty. A heading in the `extracted` text goes before one beside it.
    """
    shared = next((" ".join(str(value).split()) for value in tree.xpath("//meta[@property='og:title']/@content")), "")
    whole = _one_line(tree.find(".//title"))
    named = shared or _without_site(whole)
    parts = {plain_letters(part) for part in (shared, whole, *_TITLE_PARTS.split(whole))} - {""}
    inside = set(map(plain_letters, extracted))
    headings = sorted(_headings(tree), key=lambda heading: plain_letters(heading[1]) not in inside)
    for _, heading in headings:
        letters = plain_letters(heading)
        if letters == plain_letters(named) != "" or (letters in parts and letters in inside):
            return heading
    for tag, heading in headings:
        if tag == "h1" and _alike(heading, named):
            return heading
    return shared or (found if found and _alike(found, named) else named) or found or None


def _headings(tree: Element) -> list[tuple[str, str]]:
    return [(element.tag, heading) for element in tree.iter("h1", "h2") if (heading := _one_line(element))]


def _without_site(named: str) -> str:
    """The longest part of a title like "A story | The Courier"."""
    return max(_TITLE_PARTS.split(named), key=len).strip()


def _one_line(element: Element | None) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""


def _alike(heading: str, title: str) -> bool:
    words, others = (set(map(plain_letters, text.split())) - {""} for text in (heading, title))
    if not title:
        return True
    return bool(words) and len(words & others) >= _ALIKE * min(len(words), len(others))
