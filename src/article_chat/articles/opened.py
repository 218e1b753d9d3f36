"""Parts of a page that show once somebody asks for them: the answers below questions that open, the panes of tabs."""

from __future__ import annotations

from article_chat.articles.tree import HEADINGS, Element

HIDDEN = "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
_CONTROLS = "descendant-or-self::*[(@aria-expanded or @aria-controls) and not(@aria-haspopup)]"
_NO_TEXT = frozenset({"nav", "form", "dialog", "aside", "header", "footer", "menu"})
_POPS_UP = frozenset({"dialog", "alertdialog", "menu", "listbox", "tree", "grid", "navigation", "search", "tooltip"})
_MOST_WORDS = 30


def open_parts(tree: Element) -> None:
    """Change `tree` so that parts count as shown that something on the page opens in their place, and what opens them as their heading.

    Menus and windows that pop up stay as they are.
    """
    controlled = {name for control in tree.xpath("//*[@aria-controls][not(@aria-haspopup)]") for name in control.get("aria-controls").split()}
    parts = [*tree.xpath(HIDDEN), *(element for element in tree.xpath("//*[@id]") if element.get("id") in controlled)]
    for part in parts:
        before = part.getprevious()
        control = before is not None and before.xpath(_CONTROLS)
        if _is_text(part) and (control or part.get("id") in controlled or part.get("hidden") == "until-found"):
            part.attrib.pop("hidden", None)
            part.attrib.pop("style", None)
            if control and _is_text(before):
                _make_heading(before)


def _is_text(element: Element) -> bool:
    around = [element, *element.iterancestors()]
    return not any(one.tag in _NO_TEXT or one.get("role") in _POPS_UP for one in around) and element.find(".//form") is None


def _make_heading(element: Element) -> None:
    """Make a heading of what opens a part; buttons in it are its words."""
    for button in element.xpath("descendant::button"):
        button.tag = "span"
    if element.find(".//p") is None and not any(inner.tag in HEADINGS for inner in element.iter()) and len(element.text_content().split()) <= _MOST_WORDS:
        element.tag = "h4"
        element.attrib.clear()
