"""Plain text as it was received -> the text that citations count in."""

from __future__ import annotations

from article_chat.articles.characters import clean_characters, squeeze
from article_chat.articles.furniture import drop_furniture
from article_chat.articles.wrapping import paragraphs


def clean_text(text: str) -> str:
    """Site furniture gone, one line per paragraph, heading or list item, paragraphs parted by one blank line.

    Cleaning twice changes nothing more. Empty when nothing in `text` can be seen.
    """
    lines = drop_furniture([line.rstrip() for line in clean_characters(text).split("\n")])
    return tidy_blocks(paragraphs(lines))


def tidy_blocks(blocks: list[str]) -> str:
    """Blocks joined by blank lines; inside a block every line is squeezed and empty ones are left out."""
    tidy = ("\n".join(filter(None, map(squeeze, block.split("\n")))) for block in blocks)
    return "\n\n".join(filter(None, tidy))
