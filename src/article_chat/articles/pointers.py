"""Links that are no words of the text: a note's number, the arrow back from it, the sign behind a heading, "[edit]"."""

from __future__ import annotations

import re
from urllib.parse import unquote

from article_chat.articles.characters import raised
from article_chat.articles.tree import HEADINGS, Element

_BRACKETED = re.compile(r"\s*(?:\[[^\[\]]{1,60}\]\s*)+")
_NUMBER = re.compile(r"[\s\[(]*(?:\d{1,4}|[a-z]{1,2}|note \d{1,3})[\s\])]*", re.IGNORECASE)
_LONGEST_SIGN = 4
_MOST_BACKS = 8


def drop_pointers(tree: Element) -> None:
    """Change `tree` so that it lacks links that only point somewhere; they are shown smaller or beside the text, and would end up in its sentences."""
    places = {str(element.get("id") or element.get("name")): element for element in tree.xpath("//*[@id or @name]")}
    for note in list(tree.iter("sup")):
        text = note.text_content()
        if note.find(".//a") is not None and (_BRACKETED.fullmatch(text) or (_NUMBER.fullmatch(text) and _points(note))):
            note.drop_tree()
    backs: dict[str, list[Element]] = {}
    for link in tree.iter("a"):
        backs.setdefault(_fragment(link), []).append(link)
    for link in [link for link in tree.iter("a") if link.getparent() is not None]:
        place = places.get(_fragment(link))
        if _is_sign(link) or (place is not None and _NUMBER.fullmatch(link.text_content()) and _points_back(place, link, backs)):
            link.drop_tree()
    for heading in list(tree.iter(*HEADINGS)):
        for element in [*heading, heading.getnext()]:
            if element is not None and element.find(".//a") is not None and _BRACKETED.fullmatch(element.text_content()):
                element.drop_tree()


def keep_exponents(tree: Element) -> None:
    """Change `tree` so that a number raised behind another stays apart from it once it is text."""
    for element in tree.iter("sup"):
        previous, parent = element.getprevious(), element.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        if len(element) == 0 and element.text:
            element.text = raised(element.text.strip(), before or "")


def _points(element: Element) -> bool:
    """Whether a link in it leads to a place in a page."""
    return any(_fragment(link) for link in element.iter("a"))


def _fragment(link: Element) -> str:
    """The name of the place that a link leads to, in its own page or another."""
    return unquote(link.get("href", "").partition("#")[2])


def _is_sign(link: Element) -> bool:
    """Whether a link to a place in a page shows no word: "¶", "↩", "#"."""
    text = link.text_content().strip()
    return 0 < len(text) <= _LONGEST_SIGN and not any(map(str.isalnum, text)) and "#" in link.get("href", "")


def _points_back(place: Element, link: Element, backs: dict[str, list[Element]]) -> bool:
    """Whether one of the first links that lead to where `link` stands is in the place, as in a note; `backs` are all links by where they lead."""
    names = {one.get("id") or one.get("name") for one in (link, link.getparent()) if one is not None} - {None}
    note = place.getparent() if place.tag == "a" else place
    return any(back is not link and note in back.iterancestors() for name in names for back in backs.get(name, ())[:_MOST_BACKS])
