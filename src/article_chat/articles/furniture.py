"""Lines a site puts around an article: share buttons, print links, skip links. Recognised by their whole wording, never by a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BULLET = re.compile(r"^\s*(?:[•·‣▪▫◦●○■□»›>*|+–—-]\s+|[•·‣▪▫◦●○■□»›|])+\s*")
_TAIL = re.compile(r"[\s•·»›>*|:…]+$")


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(";"))


_ALWAYS = _phrases(
    """
    read later; save for later; share this; share this article; share this story; share this page; share article; share on facebook; share on twitter;
    share on x; share on linkedin; share on whatsapp; share on reddit; share via email; share by email; share with friends; email this; email this article;
    e-mail this article; email this page; email to a friend; print this; print this article; print this page; print article; printer-friendly version;
    printer friendly version; print-friendly version; tweet this; pin it; copy link; copy link to clipboard; link copied; skip to content;
    skip to main content; skip to navigation; jump to navigation; back to top; scroll to top; toggle navigation; toggle menu; open menu; close menu;
    main menu; advertisement; advertisement - continue reading below; article continues below advertisement; story continues below advertisement;
    continue reading below; sign up for our newsletter; subscribe to our newsletter; sign up for the newsletter; subscribe now; add to favorites;
    add to favourites; bookmark this page; leave a comment; post a comment; view comments; show comments; hide comments; view all comments;
    follow us; follow us on facebook; follow us on twitter; like us on facebook; click to share; click to print; listen to this article;
    get the app; log in / sign up; sign in / register; artikel teilen; artikel drucken; auf facebook teilen; partager cet article; compartir este artículo
    """
)
_AMONG_OTHERS = _phrases(
    """
    share; save; print; email; e-mail; mail; tweet; facebook; twitter; x; linkedin; whatsapp; reddit; telegram; pinterest; tumblr; digg; stumbleupon;
    delicious; google+; messenger; flipboard; pocket; instapaper; like; recommend; comment; comments; reply; bookmark; copy; link; permalink; rss;
    subscribe; follow; menu; search; home; login; log in; sign in; sign up; register; text size; font size; a a a; reprints; reprint; more; listen;
    gift; gift article; teilen; drucken; merken; partager; imprimer; enregistrer; compartir; imprimir; guardar
    """
)
_MAX_LENGTH = 60


def drop_furniture(lines: Sequence[str]) -> list[str]:
    """`lines` without furniture; lines that would leave nothing behind stay.

    A word that could be an article's own ("Print") goes only next to other furniture, or as a bullet with no other bullets around it.
    """
    kinds = [_kind(line) for line in lines]
    spoken = [index for index, kind in enumerate(kinds) if kind != "blank"]
    doomed = {index for index in spoken if kinds[index] == "always"}
    for position, index in enumerate(spoken):
        near = [spoken[other] for other in (position - 1, position + 1) if 0 <= other < len(spoken)]
        if kinds[index] == "weak" and _goes(lines, kinds, index, near):
            doomed.add(index)
    kept = [line for index, line in enumerate(lines) if index not in doomed]
    return kept if any(line.strip() for line in kept) else list(lines)


def _goes(lines: Sequence[str], kinds: Sequence[str], index: int, near: Sequence[int]) -> bool:
    if any(kinds[other] in ("always", "weak") for other in near):
        return True
    return _is_bulleted(lines[index]) and not any(_is_bulleted(lines[other]) for other in near)


def _kind(line: str) -> str:
    if len(line) > _MAX_LENGTH:
        return "text"
    words = " ".join(_TAIL.sub("", _BULLET.sub("", line)).casefold().split())
    if not words:
        return "text" if line.strip() else "blank"
    return "always" if words in _ALWAYS else "weak" if words in _AMONG_OTHERS else "text"


def _is_bulleted(line: str) -> bool:
    return bool(_BULLET.match(line))
