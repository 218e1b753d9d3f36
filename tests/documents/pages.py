"""Web pages of several layouts around one known article, and everything else that stands on them."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Old lighthouse to guide ships again"
CAPTION = "The lighthouse on Gannet Rock, photographed in the spring of 1911"
PARAGRAPHS = (
    "The lighthouse on Gannet Rock, dark since a winter storm tore off its lantern in 1987, will shine again before the end of next year, the harbour "
    "board decided on Thursday. The work will cost 2.4 million crowns, most of it given by families whose grandparents kept the light.",
    "“We could see it from the kitchen table,” said Ingrid Solheim, 84, whose father was the last keeper. “When it went out, it was as if somebody "
    "in the house had stopped talking.” She gave the first hundred crowns herself, in coins.",
    "Engineers who climbed the tower in June found the granite sound but the iron stairs rusted through in eleven places. The old lens, a ring of "
    "glass taller than a man, had lain in a barn under sacks of barley; only two of its prisms are cracked.",
)
SECTION = "What will be done"
ITEMS = (
    "New stairs of galvanised steel will be bolted to the old brackets before the autumn gales.",
    "The lens returns to its place in March, lifted by the same crane that built the fish hall.",
    "A small exhibition on the ground floor will tell how the keepers lived.",
)
QUOTE = "A coast without lights is only a danger; a coast with one is a home, the board wrote in its decision."
ROWS = (("Year", "Ships that ran aground"), ("1986", "none"), ("1988", "three small trawlers"))
LAST = (
    "Not everybody is glad. Fishermen from the southern villages say that satellites have made lighthouses useless, and that the money would have been "
    "better spent on the breakwater, which loses stones every winter.",
    "The board answers that both can be had: the breakwater is to be mended in the year after, with money that the ministry has already promised.",
)
ARTICLE = (*PARAGRAPHS, SECTION, *ITEMS, QUOTE, *(cell for row in ROWS for cell in row), *LAST)
"""Every piece of text that belongs to the article, the title and the caption aside."""

MENU = ("Front page", "World affairs", "Business desk", "Culture and arts", "Weather maps", "Classified notices", "Customer service")
COOKIES = "We and our 214 partners store cookies on your device to measure audiences and to personalise advertising. Accept all or manage your choices."
COMMENTS = (
    "Torvald77: Finally some good news, though I wonder who pays for the electricity bill afterwards, surely it is us again.",
    "Marit K.: My uncle sold that lens twice, ask him where the third one went, I am only half joking about it.",
    "AnonymousGull: First! Also why does this site log me out every ten minutes, please repair it dear editors.",
)
RELATED = ("Ten recipes with smoked haddock for rainy days", "Council quarrels over the price of parking downtown", "Quiz: which island are you really")
NEWSLETTER = "Sign up for the morning letter and get our best stories in your inbox before breakfast. You may unsubscribe whenever you like."
FOOTER = "Copyright Coastal Courier Publishing. All rights reserved. Terms of use, privacy statement, imprint, careers, advertise with our sales team."
REST = (*MENU, COOKIES, *COMMENTS, *RELATED, NEWSLETTER, FOOTER)
"""Every piece of text that does not belong to the article."""


@dataclass(frozen=True)
class Layout:
    """A page: its HTML and which of ARTICLE and REST stand on it."""

    name: str
    html: str
    article: tuple[str, ...] = ARTICLE
    rest: tuple[str, ...] = REST


def _paragraphs(texts: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>\n" for text in texts)


def _list(items: tuple[str, ...], tag: str = "ul", link: bool = False) -> str:
    return f"<{tag}>" + "".join(f'<li><a href="/x{index}">{item}</a></li>' if link else f"<li>{item}</li>" for index, item in enumerate(items)) + f"</{tag}>"


def _table() -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS) + "</table>"


BODY = _paragraphs(PARAGRAPHS) + f"<h2>{SECTION}</h2>" + _list(ITEMS) + f"<blockquote><p>{QUOTE}</p></blockquote>" + _table() + _paragraphs(LAST)
_HEAD = (
    f'<meta charset="utf-8"><title>{TITLE} - Coastal Courier</title><meta name="author" content="Astrid Nordmann">'
    f'<meta property="article:published_time" content="2019-05-16T08:00:00+02:00"><meta property="og:title" content="{TITLE}">'
)
_FIGURE = f'<figure><img src="a.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>'
_NAV = f"<nav>{_list(MENU, link=True)}</nav>"
_COOKIE = f'<div id="cookie-banner" class="consent" role="dialog"><p>{COOKIES}</p><button>Accept</button></div>'
_COMMENTS = '<section id="comments" class="comments"><h3>Comments</h3>' + _paragraphs(COMMENTS) + "</section>"
_RELATED = f'<aside class="related"><h3>Related</h3>{_list(RELATED, link=True)}</aside>'
_NEWSLETTER = f'<div class="newsletter-signup"><p>{NEWSLETTER}</p><form><input name="mail"></form></div>'
_FOOTER = f"<footer><p>{FOOTER}</p></footer>"
_SHARE = '<ul class="share-buttons"><li><a href="#">Share</a></li><li><a href="#">Tweet</a></li><li><a href="#">Print</a></li></ul>'


def _page(body: str, head: str = _HEAD) -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>'


def _semantic() -> str:
    return _page(
        f"{_COOKIE}<header>{_NAV}</header><main><article><h1>{TITLE}</h1>{_FIGURE}{_SHARE}{BODY}</article>{_COMMENTS}</main>{_RELATED}{_NEWSLETTER}{_FOOTER}"
    )


def _weblog() -> str:
    return _page(
        f'<div id="page"><div id="header">{_NAV}</div><div id="content"><div class="post hentry"><h1 class="entry-title">{TITLE}</h1>'
        f'<div class="entry-content">{_FIGURE}{BODY}</div></div><div id="comments" class="comments-area"><ol class="comment-list">'
        + "".join(f'<li class="comment"><div class="comment-body"><p>{text}</p></div></li>' for text in COMMENTS)
        + f'</ol></div></div><div id="sidebar" class="widget-area">{_RELATED}{_NEWSLETTER}</div><div id="footer">{FOOTER}</div></div>{_COOKIE}'
    )


def _tables() -> str:
    article = "<br><br>".join((*PARAGRAPHS, f"<b>{SECTION}</b>", *ITEMS, QUOTE, *LAST))
    menu = "<br>".join(f'<a href="{index}.html">{name}</a>' for index, name in enumerate(MENU))
    related = "<br>".join(f'<a href="r{index}.html">{name}</a>' for index, name in enumerate(RELATED))
    return (
        f'<html><head><title>{TITLE}</title></head><body bgcolor=white><table width=760><tr><td colspan=3><img src="logo.gif"></td></tr><tr>'
        f'<td width=120 valign=top><font size=2>{menu}</font></td><td valign=top><font face="Times"><h1>{TITLE}</h1>{article}</font></td>'
        f"<td width=140 valign=top>{related}</td></tr><tr><td colspan=3><font size=1>{FOOTER}</font></td></tr></table></body></html>"
    )


def _line_breaks() -> str:
    article = "<br/>\n<br/>\n".join((*PARAGRAPHS, SECTION, *ITEMS, QUOTE, *LAST))
    return _page(
        f'<div class="nav">{_list(MENU, link=True)}</div><div class="story"><h1>{TITLE}</h1><div class="text">{article}</div></div>{_RELATED}{_FOOTER}'
    )


def _comments_inside() -> str:
    return _page(f"{_NAV}<article><h1>{TITLE}</h1>{BODY}{_NEWSLETTER}{_RELATED}{_COMMENTS}</article>{_FOOTER}{_COOKIE}")


def _encyclopedia() -> str:
    return _page(
        f'<div id="mw-navigation">{_list(MENU, link=True)}</div><div id="content" class="mw-body"><h1 id="firstHeading">{TITLE}</h1><div id="bodyContent">'
        f'<div id="mw-content-text"><div class="mw-parser-output">{_paragraphs(PARAGRAPHS)}<h2><span class="mw-headline">{SECTION}</span>'
        f'<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>{_list(ITEMS)}<blockquote>{QUOTE}</blockquote><table class="wikitable">'
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
        + f'</table>{_paragraphs(LAST)}</div></div></div></div><div id="footer">{FOOTER}</div>'
    )


def _many_comments() -> str:
    crowd = tuple(f"{text} ({number})" for number in range(12) for text in COMMENTS)
    return _page(
        f'{_NAV}<div class="article-body"><h1>{TITLE}</h1>{BODY}</div><div class="disqus comment-thread" id="comments">'
        + "".join(f'<div class="comment"><p class="comment-text">{text}</p></div>' for text in crowd)
        + f"</div>{_FOOTER}"
    )


def _plain_divs() -> str:
    article = "".join(f"<div><div>{text}</div></div>" for text in (*PARAGRAPHS, SECTION, *ITEMS, QUOTE, *LAST))
    menu = "".join(f'<div><a href="/{index}">{name}</a></div>' for index, name in enumerate(MENU))
    return _page(f"<div>{menu}</div><div><h1>{TITLE}</h1>{article}</div><div>{_list(RELATED, link=True)}</div><div><small>{FOOTER}</small></div>")


def _unclosed() -> str:
    article = "".join(f"<p>{text}" for text in PARAGRAPHS) + f"<h2>{SECTION}</h2><ul>" + "".join(f"<li>{item}" for item in ITEMS) + "</ul>"
    article += f"<blockquote>{QUOTE}</blockquote>" + "".join(f"<p>{text}" for text in LAST)
    menu = f"<div id=menu>{_list(MENU, link=True)}</div>"
    return f"<html><head><title>{TITLE}</title><body>{menu}<div id=article><h1>{TITLE}</h1>{article}</div><div id=footer>{FOOTER}</div>"


def _xhtml() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head><title>{TITLE}</title></head><body><div class="navigation">'
        f'{_list(MENU, link=True)}</div><div class="content"><h1>{TITLE}</h1>{BODY}</div><div class="footer"><p>{FOOTER}</p></div></body></html>'
    )


def _between_paragraphs() -> str:
    box = f'<div class="related-box teaser" role="complementary">{_list(RELATED, link=True)}</div>'
    middle = PARAGRAPHS[0], PARAGRAPHS[1]
    return _page(
        f'{_NAV}<main><article class="story"><h1>{TITLE}</h1><p>{middle[0]}</p>{box}<p>{middle[1]}</p>{_NEWSLETTER}<p>{PARAGRAPHS[2]}</p>'
        f"<h2>{SECTION}</h2>{_list(ITEMS, 'ol')}<blockquote><p>{QUOTE}</p></blockquote>{_table()}{_paragraphs(LAST)}</article></main>{_FOOTER}"
    )


def _short() -> str:
    return _page(f"{_COOKIE}{_NAV}<div class='story'><h1>{TITLE}</h1>{_SHARE}{_paragraphs(PARAGRAPHS[:2])}</div>{_RELATED}{_NEWSLETTER}{_COMMENTS}{_FOOTER}")


def _story(body: str, before: str = _NAV, after: str = _FOOTER) -> str:
    return _page(f"{before}{body}{after}")


_OLD = (*PARAGRAPHS, SECTION, *ITEMS, QUOTE, *LAST)
_PROSE = (*PARAGRAPHS, *LAST)
_H1 = f"<h1>{TITLE}</h1>"
_MORE = (
    Layout(
        "lead in the header",
        _story(
            f'<article><header>{_H1}<p class="lede">{PARAGRAPHS[0]}</p><div class="byline">By Astrid Nordmann</div></header><div class="image"><img src="x">'
            f'<div class="caption">{CAPTION}</div></div>{_paragraphs(PARAGRAPHS[1:])}{_paragraphs(LAST)}</article>'
        ),
        (CAPTION, *_PROSE),
        (*MENU, FOOTER),
    ),
    Layout(
        "banner without a name",
        _story(f"<div>{_H1}{_paragraphs(PARAGRAPHS[:2])}</div>", f'<div class="overlay"><p>{COOKIES}</p><p>{COOKIES}</p><a href="#">Accept all</a></div>'),
        PARAGRAPHS[:2],
        (COOKIES, FOOTER),
    ),
    Layout(
        "comments without a name",
        _story(f'<div class="text">{_H1}{BODY}</div><h3>3 Comments</h3><div>{_paragraphs(COMMENTS)}</div>'),
        ARTICLE,
        (*MENU, *COMMENTS, FOOTER),
    ),
    Layout(
        "banner at the end",
        _story(f"<main>{_H1}{BODY}</main>", after=f'{_FOOTER}<div class="gdpr-modal"><h2>Your privacy</h2><p>{COOKIES}</p></div>'),
        ARTICLE,
        (*MENU, COOKIES, FOOTER),
    ),
    Layout("one paragraph", _story(f"<article>{_H1}<p>{PARAGRAPHS[0]}</p></article>{_RELATED}{_COMMENTS}"), PARAGRAPHS[:1]),
    Layout(
        "caption by class",
        _story(f'<div class="entry-content">{_H1}<div class="wp-caption"><img src="x"><p class="wp-caption-text">{CAPTION}</p></div>{BODY}</div>'),
        (CAPTION, *ARTICLE),
        (*MENU, FOOTER),
    ),
    Layout(
        "prose beside it",
        _story(f'<div class="col-8">{_H1}{BODY}</div><div class="col-4"><h4>About us</h4><p>{FOOTER}</p><p>{NEWSLETTER}</p></div>', after=""),
        ARTICLE,
        (*MENU, FOOTER, NEWSLETTER),
    ),
    Layout(
        "custom elements",
        _page(f"<app-root><site-header>{_NAV}</site-header><story-body>{_H1}{BODY}</story-body><site-footer>{_FOOTER}</site-footer></app-root>"),
        ARTICLE,
        (*MENU, FOOTER),
    ),
    Layout(
        "a section for each paragraph",
        _story(f"<main>{_H1}" + "".join(f'<section><div class="row"><p>{text}</p></div></section>' for text in _PROSE) + f"</main>{_COMMENTS}"),
        _PROSE,
        (*MENU, *COMMENTS, FOOTER),
    ),
    Layout("fragment", f"{_H1}{BODY}"),
    Layout(
        "sections named by their headings",
        _story(
            f'<main>{_H1}<section id="the-storm"><h2>The storm</h2>{_paragraphs(PARAGRAPHS[:1])}</section><section id="related-work" class="related-work">'
            f'<h2>Related work<a href="#related-work">¶</a></h2>{_paragraphs(PARAGRAPHS[1:])}{_list(ITEMS)}</section><div id="sharing-the-cost">'
            f"<h2>Sharing the cost</h2>{_paragraphs(LAST)}</div></main>{_COMMENTS}"
        ),
        ("The storm", "Related work", "Sharing the cost", *ITEMS, *_PROSE),
        (*MENU, *COMMENTS, FOOTER),
    ),
    Layout(
        "pointers between paragraphs",
        _story(
            f'<article>{_H1}<p>{PARAGRAPHS[0]}</p><p class="more"><a href="/a">Read more: {RELATED[0]}</a></p><p>{PARAGRAPHS[1]}</p><p><b>See also:</b> '
            f'<a href="/b">{RELATED[1]}</a></p><p>{PARAGRAPHS[2]}</p><p>See also: <a href="/c">the plan</a>, which the board keeps in its hall.</p></article>'
        ),
        (*PARAGRAPHS, "See also: the plan, which the board keeps in its hall."),
        (*MENU, *RELATED[:2], FOOTER),
    ),
    Layout(
        "lead beside the title",
        _story(
            f'<article><div class="top"><div class="kicker">Coast</div>{_H1}<div class="standfirst">{PARAGRAPHS[0]}</div><div class="meta">By A · 3 min read'
            f'</div></div><div class="article__body">{_paragraphs(PARAGRAPHS[1:])}{_paragraphs(LAST)}</div></article>'
        ),
        _PROSE,
        (*MENU, FOOTER, "3 min read"),
    ),
    Layout(
        "bold lines for headings",
        _story(f'<div class="body">{_H1}<b>In spring</b><br>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br><br><b>In autumn</b><br>{PARAGRAPHS[2]}</div>'),
        ("In spring", *PARAGRAPHS, "In autumn"),
        (*MENU, FOOTER),
    ),
    Layout(
        "a banner longer than the article",
        _story(f'<div class="x">{_H1}<p>{PARAGRAPHS[0]}</p></div>', f'<div class="cmp-root"><h2>We value you</h2>{_paragraphs((COOKIES,) * 6)}</div>{_NAV}'),
        PARAGRAPHS[:1],
        (*MENU, COOKIES, FOOTER),
    ),
    Layout(
        "an interview",
        _story(
            f'<div class="content">{_H1}' + "".join(f"<p><b>Why, question {n}?</b></p><p>Because.</p><p>{text}</p>" for n, text in enumerate(_PROSE)) + "</div>"
        ),
        (*(f"Why, question {n}?" for n in range(len(_PROSE))), *_PROSE),
        (*MENU, FOOTER),
    ),
    Layout(
        "a numbered list of things",
        _story(
            f"<article>{_H1}"
            + "".join(f"<h2>{n}. Thing</h2><figure><img src=x><figcaption>Photo {n}</figcaption></figure><p>{text}</p>" for n, text in enumerate(_PROSE))
            + f"</article>{_RELATED}"
        ),
        (*(f"{n}. Thing" for n in range(len(_PROSE))), *_PROSE),
        (*MENU, *RELATED, FOOTER),
    ),
    Layout(
        "news magazine",
        f'<html><head><title>{TITLE} - Courier</title></head><body><div id="header">{_list(MENU, link=True)}</div><div class="artHd">{_H1}<ul class="tools">'
        f'<li>Share</li><li>Read Later</li></ul></div><div class="photoBlock"><img src="x"><span class="caption">{CAPTION}</span></div>'
        f'<div class="text">{_paragraphs(_PROSE)}</div>{_RELATED}{_FOOTER}</body></html>',
        (CAPTION, *_PROSE),
        (*MENU, *RELATED, FOOTER, "Read Later"),
    ),
)
LAYOUTS = (
    Layout("semantic", _semantic()),
    Layout("weblog", _weblog()),
    Layout("tables", _tables(), _OLD, (*MENU, *RELATED, FOOTER)),
    Layout("line breaks", _line_breaks(), _OLD, (*MENU, *RELATED, FOOTER)),
    Layout("comments inside", _comments_inside()),
    Layout("encyclopedia", _encyclopedia(), ARTICLE, (*MENU, FOOTER)),
    Layout("many comments", _many_comments(), ARTICLE, (*MENU, *COMMENTS, FOOTER)),
    Layout("plain divs", _plain_divs(), _OLD, (*MENU, *RELATED, FOOTER)),
    Layout("unclosed tags", _unclosed(), _OLD, (*MENU, FOOTER)),
    Layout("xhtml", _xhtml(), ARTICLE, (*MENU, FOOTER)),
    Layout("boxes between paragraphs", _between_paragraphs(), ARTICLE, (*MENU, *RELATED, NEWSLETTER, FOOTER)),
    Layout("short", _short(), PARAGRAPHS[:2]),
    *_MORE,
)


def share_found(pieces: tuple[str, ...], text: str) -> float:
    """The share of the letters of `pieces` that stand in `text`, sentence by sentence."""
    flat = " ".join(text.split())
    sentences = [sentence for piece in pieces for sentence in piece.replace(". ", ".\0").split("\0")]
    return sum(len(sentence) for sentence in sentences if sentence in flat) / sum(map(len, sentences))
