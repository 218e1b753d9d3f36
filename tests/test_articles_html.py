"""Web pages: the article and nothing else, readable; what the page says of itself."""

from __future__ import annotations

import pytest
from lxml import html as parser

from article_chat.articles import html
from article_chat.articles.extract import Extract, Source, Unreadable
from article_chat.articles.limits import Limits
from article_chat.articles.merging import complete
from article_chat.articles.tree import Block, blocks_of, read_blocks
from tests.documents import pages


def read(page: str | bytes, **options: str) -> Extract:
    data = page.encode() if isinstance(page, str) else page
    return html.extract(Source(data, **options), Limits(), lambda done, total: None)


@pytest.mark.parametrize("layout", pages.LAYOUTS, ids=lambda layout: layout.name)
def test_the_article_is_kept_and_the_rest_left(layout: pages.Layout) -> None:
    extract = read(layout.html)
    assert pages.share_found(layout.article, extract.text) >= 0.95
    assert pages.share_found(layout.rest, extract.text) <= 0.05
    assert extract.title == pages.TITLE
    assert extract.text.startswith(pages.TITLE)


@pytest.mark.parametrize(
    ("heading", "named", "title"),
    [
        ("Old light shines", "Old light shines - Courier", "Old light shines"),
        ("Old light shines again on the coast", "Old light shines again", "Old light shines again on the coast"),
        ("The Courier", "Old light shines again", "Old light shines again"),
        ("", "Old light shines again", "Old light shines again"),
        ("Old light", "", "Old light"),
    ],
)
def test_the_title_is_the_one_that_shows(heading: str, named: str, title: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in pages.PARAGRAPHS)
    extract = read(f'<html><head><meta property="og:title" content="{named}"></head><body><article><h1>{heading}</h1>{body}</article></body></html>')
    assert extract.title == title
    assert extract.text.startswith(f"{title}\n\n")


@pytest.mark.parametrize("named", ["Old light shines again - The Courier", "The Courier | Old light shines again", "Old light shines again"])
def test_a_heading_from_beside_the_article_is_not_its_title(named: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in pages.PARAGRAPHS)
    for heading in ("<h1>Old light shines again</h1>", "<h2>Old light shines again</h2>", ""):
        extract = read(
            f"<html><head><title>{named}</title></head><body><div><h2>Keyboard shortcuts</h2><p>Press s.</p></div><h1>The Courier</h1>"
            f"<main>{heading}{body}</main></body></html>"
        )
        assert extract.title == "Old light shines again"
        assert extract.text.count("Old light shines again") == 1


def test_a_menu_in_the_same_box_as_the_text_goes() -> None:
    menu = "<br>".join(f'<a href="{number}">{name}</a>' for number, name in enumerate(pages.MENU))
    text = read(f"<html><body><div>{menu}<br><br>{'<br><br>'.join(pages.PARAGRAPHS)}</div></body></html>").text
    assert all(paragraph in text for paragraph in pages.PARAGRAPHS)
    assert not any(name in text for name in pages.MENU)


def test_links_in_a_sentence_stay() -> None:
    links = ", ".join(f'<a href="{number}">{name}</a>' for number, name in enumerate(pages.MENU))
    page = pages.LAYOUTS[0].html.replace("<h2>", f"<p>The paper has these parts: {links}, and no others at all, its editor told us.</p><h2>")
    assert f"The paper has these parts: {', '.join(pages.MENU)}, and no others" in read(page).text


def test_structure_stays_readable() -> None:
    text = read(pages.LAYOUTS[0].html).text
    assert f"\n\n{pages.SECTION}\n\n• {pages.ITEMS[0]}\n• {pages.ITEMS[1]}\n• {pages.ITEMS[2]}\n\n> {pages.QUOTE}\n\n" in text
    assert "\n\nYear | Ships that ran aground\n1986 | none\n1988 | three small trawlers\n\n" in text
    assert f"\n\n{pages.CAPTION}\n\n" in text


def test_what_the_page_says_of_itself() -> None:
    extract = read(pages.LAYOUTS[0].html)
    assert (extract.author, extract.date, extract.language) == ("Astrid Nordmann", "2019-05-16", "en")


def page(head: str = "", before: str = "", after: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in pages.PARAGRAPHS)
    return f"<html><head><title>{pages.TITLE}</title>{head}</head><body><main><h1>{pages.TITLE}</h1>{before}{body}</main>{after}</body></html>"


def linked_data(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@graph": [{{"@type": ["NewsArticle"], {fields}}}]}}</script>'


@pytest.mark.parametrize(
    ("head", "before", "author"),
    [
        (linked_data('"author": [{"@type": "Person", "name": "Lena Dahl"}, {"name": "Per Vik"}, {"name": "Ole Nord"}]'), "", "Lena Dahl, Per Vik and Ole Nord"),
        (linked_data('"author": "Lena Dahl and Per Vik"'), '<p class="byline">By Someone Else</p>', "Lena Dahl and Per Vik"),
        (linked_data('"author": {"@type": "Organization", "name": "Coast Agency"}'), "", "Coast Agency"),
        ('<meta name="citation_author" content="Dahl, Lena"><meta name="citation_author" content="Vik, Per">', "", "Lena Dahl and Per Vik"),
        ('<meta name="author" content="Lena D&amp;aring;hl, The Post"><meta property="og:site_name" content="The Post">', "", "Lena Dåhl"),
        ('<meta name="author" content="admin"><meta property="article:author" content="https://social.example/lena">', "", None),
        ("", '<p class="byline">By Lena Dahl, Transport Correspondent</p>', "Lena Dahl"),
        ("", '<div class="author-bio"><h3>About the author</h3><p>Lena Dahl is a reporter who has covered the coast since 2004.</p></div>', None),
        (linked_data('"author": [[[{"name": 7}]], null, {"name": ["Lena Dahl"]}]'), "", "Lena Dahl"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', "", None),
    ],
)
def test_who_wrote_a_page(head: str, before: str, author: str | None) -> None:
    assert read(page(head, before)).author == author


@pytest.mark.parametrize(
    ("head", "before", "after", "date"),
    [
        (linked_data('"datePublished": "2023-04-03T06:00:00+02:00", "dateModified": "2024-01-01"'), "", "", "2023-04-03"),
        ('<meta name="DC.date" content="2023-04">', "", "", "2023-04"),
        ('<meta name="citation_publication_date" content="2023/04/03">', "", "", "2023-04-03"),
        ('<meta property="article:published_time" content="2093-04-03">', "", "", None),
        ("", '<time datetime="2023-04-03">3 April</time>', '<div class="comments"><time datetime="2024-09-09">9 Sep 2024</time></div>', "2023-04-03"),
        ("", "", '<div class="comments"><p><time datetime="2024-09-09">9 Sep 2024</time> A good read.</p></div>', None),
        ("", "", "<footer>Copyright 2019-2025 The Post. Last update 2025-01-01</footer>", None),
    ],
)
def test_when_a_page_appeared(head: str, before: str, after: str, date: str | None) -> None:
    assert read(page(head, before, after)).date == date


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>a<br>b</p>", ["a\nb"]),
        ("<p>a\n b</p><p> </p><div>c</div>", ["a b", "c"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", ["• a\n◦ b\n• c d"]),
        ("<ol start=3><li>a</li><li>b</li></ol>", ["3. a\n4. b"]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", ["> a", "> b"]),
        ("<blockquote><ul><li>a</li></ul></blockquote>", ["> • a"]),
        ("<table><caption>T</caption><tr><th>a<th>b<tr><td>c<td>d</table>", ["T\na | b\nc | d"]),
        ("<table><tr><td>only</td></tr></table>", ["only"]),
        ("<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e<tr><td>f<td>g</table>", ["a | b\nc | d\nc | e\nf | g"]),
        ("<table><tr><td>a<td rowspan=3>b<tr><td>c</table>", ["a | b\nc | b"]),
        ("<pre>x\n  y\n</pre>", ["x\n  y"]),
        ("<h2>a <i>b</i></h2>c", ["a b", "c"]),
        ("<p>a<script>b</script><span style='display: none'>c</span><b hidden>d</b></p>", ["a"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["a", "b"]),
        ('<p>Said.<a role="doc-noteref" href="#n1">1</a> Next.</p>', ["Said. Next."]),
        ("x<sup>2</sup> &amp; <em>y</em>", ["x2 & y"]),
    ],
)
def test_blocks(markup: str, blocks: list[str]) -> None:
    assert blocks_of(parser.fragment_fromstring(markup, create_parent="div")) == blocks


def test_buttons_inside_the_article_go() -> None:
    page = pages.LAYOUTS[0].html.replace("<h2>", "<p>Share on Facebook</p><p>Advertisement</p><h2>")
    text = read(page).text
    assert "Facebook" not in text
    assert "Advertisement" not in text


def test_encodings_of_pages() -> None:
    page = pages.LAYOUTS[0].html.replace("lighthouse", "phâre")
    for name in ("utf-8", "windows-1252"):
        extract = read(page.replace('charset="utf-8"', f'charset="{name}"').encode(name))
        assert "The phâre on Gannet Rock" in extract.text
        assert extract.notes == ()
    assert "The phâre on Gannet Rock" in read(page.replace('<meta charset="utf-8">', "").encode("windows-1252"), encoding="windows-1252").text


NEEDS_SCRIPTS = "<html><body><noscript>You need to enable JavaScript to run this application.</noscript><div id=root></div></body></html>"


@pytest.mark.parametrize("page", ["", " \n", "<!-- nothing -->", "<html></html>", "<html><body><p></p></body></html>", "\0", NEEDS_SCRIPTS])
def test_pages_without_an_article(page: str) -> None:
    with pytest.raises(Unreadable, match=r"no article text|is empty|no readable HTML"):
        read(page)


def test_a_page_without_spaces_is_an_article() -> None:
    text = "市長は、川に架かる新しい橋が来春に開通すると述べた。住民は長い間待っていた。"
    assert text in read(f"<html lang=ja><body><article><h1>新しい橋</h1><p>{text}</p></article></body></html>").text


def test_markup_in_words_stays_words() -> None:
    extract = read(pages.LAYOUTS[0].html.replace("granite sound", "granite &lt;b&gt;sound&lt;/b&gt; ${x}"))
    assert "granite <b>sound</b> ${x}" in extract.text


def among(piece: str, *, article: str = "article") -> str:
    """The article of the test pages, in an element with these words in its tag, with `piece` between its paragraphs."""
    first, *others = (f"<p>{text}</p>" for text in pages.PARAGRAPHS)
    body = f"<{article}><h1>{pages.TITLE}</h1>{first}{piece}{''.join(others)}</article>"
    return f"<html><head><title>{pages.TITLE}</title></head><body>{body}</body></html>"


NOTE = '<ol><li id="n1">Counted twice. <a href="#r1">↩</a></li></ol>'


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ('<p>The tower has 96 steps and one window to the north.<sup><a href="#n1">[1]</a></sup> It leans.</p>', "to the north. It leans."),
        ('<p>The tower has 96 steps and one window to the north.<sup>[<i><a href="/x">who says so?</a></i>]</sup> It leans.</p>', "to the north. It leans."),
        ('<p>The tower has 96 steps and one window to the north.<a id="r1" href="#n1">1</a> It leans.</p>' + NOTE, "to the north. It leans."),
        (NOTE + "<p>Nobody counts them in the dark.</p>", "1. Counted twice.\n"),
        ('<h2 id="s">Steps<a href="#s">¶</a></h2><p>The tower has 96 steps and one window.</p>', "\n\nSteps\n\n"),
        ('<div><h2>Steps</h2><span>[<a href="/e">edit</a>]</span></div><p>The tower has 96 steps and one window.</p>', "\n\nSteps\n\nThe tower"),
        ('<p id="s4">The steps are told of in section <a href="#s4">4</a> of the report on it.</p>', "in section 4 of the report"),
        ("<p>It weighs 10<sup>3</sup> kilos and holds 10<sup>-2</sup> of them in a year.</p>", "weighs 10³ kilos and holds 10⁻² of them"),
        ("<p>Of the x<sup>2</sup> steps that it has, some are said to be missing.</p>", "the x2 steps"),
    ],
)
def test_a_link_that_is_only_a_mark_is_no_word_of_the_text(piece: str, text: str) -> None:
    assert text in read(among(piece)).text


def test_a_name_that_the_whole_article_has_says_nothing_of_its_parts() -> None:
    piece = "<figure><a><picture></picture></a><figcaption>The lamp room in May</figcaption></figure><ul><li>Steps: 96</li></ul>"
    text = read(among(piece, article='article class="newsletter-post nav-content"')).text
    assert "\n\nThe lamp room in May\n\n• Steps: 96\n\n" in text


def test_a_sentence_in_a_box_of_its_own_stays() -> None:
    piece = '<div class="block-message widget"><p>The stairs have ninety-six steps, of which eleven have rusted through.</p></div>'
    assert "ninety-six steps, of which eleven" in read(among(piece)).text


@pytest.mark.parametrize(
    "piece",
    [
        '<h3><button aria-expanded="false" aria-controls="a">How many steps?</button></h3><div id="a" hidden><p>There are ninety-six of them.</p></div>',
        '<div role="button" aria-controls="a"><a>How many steps?</a></div><div id="a" style="display: none;"><p>There are ninety-six of them.</p></div>',
        '<h3>How many steps?</h3><div hidden="until-found"><p>There are ninety-six of them.</p></div>',
        '<h2 aria-expanded="false">How many steps?</h2><div hidden><p>There are ninety-six of them.</p></div>',
    ],
)
def test_what_a_question_opens_is_read_below_it(piece: str) -> None:
    assert "\n\nHow many steps?\n\nThere are ninety-six of them.\n\n" in read(among(piece)).text


def test_questions_in_bold_type_in_the_cells_of_a_page_stay_above_their_answers() -> None:
    asked = ["How tall is it?", "Who keeps it?"]
    answers = [f"{pages.PARAGRAPHS[0]} {pages.LAST[0]}", f"{pages.PARAGRAPHS[1]} {pages.PARAGRAPHS[2]}"]
    rows = "".join(
        f"<tr><td><b>{number}.</b></td><td><b>{question}</b></td></tr><tr><td><a name='a{number}'></a></td><td><p>{answer}</p></td></tr>"
        for number, (question, answer) in enumerate(zip(asked, answers, strict=True), 1)
    )
    contents = "".join(f'<dt>{number}. <a href="#a{number}">{question} And why is that so?</a></dt>' for number, question in enumerate([*asked, *asked], 1))
    page = f"<html><head><title>{pages.TITLE}</title></head><body><div><h1>{pages.TITLE}</h1></div><dl>{contents}</dl><table>{rows}</table></body></html>"
    text = read(page).text
    assert text == f"{pages.TITLE}\n\n{asked[0]}\n\n{answers[0]}\n\n{asked[1]}\n\n{answers[1]}"


def test_a_line_that_announces_what_is_shown_below_stays_with_it() -> None:
    found = list(pages.PARAGRAPHS[:2])

    def completed(line: str, below: Block) -> list[str]:
        return complete([Block("text", found[0]), Block("text", line), below, Block("text", found[1])], found)

    assert completed("It then says:", Block("code", "lamp: no oil")) == [found[0], "It then says:", "lamp: no oil", found[1]]
    assert completed("It then says", Block("code", "lamp: no oil")) == [found[0], "lamp: no oil", found[1]]
    assert completed("It then says:", Block("text", "Go")) == found
    assert completed("Share with:", Block("list", "• Post", (1,), (("ul", "share"),))) == found


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("<p><strong>Steps</strong></p>", "heading"),
        ("<div> <b>How <i>many</i>?</b>: </div>", "heading"),
        ("<p><b>Steps</b> of stone</p>", "text"),
        ("<p>The <b>steps</b></p>", "text"),
        ("<p><b>Steps</b><b>Stone</b></p>", "text"),
        (f"<p><b>{'Very ' * 30}many</b></p>", "text"),
        ("<p><i>Steps</i></p>", "text"),
        ("<blockquote><p><b>Steps</b></p></blockquote>", "quote"),
    ],
)
def test_a_line_in_bold_type_is_a_heading(piece: str, kind: str) -> None:
    assert [block.kind for block in read_blocks(parser.fromstring(f"<main>{piece}</main>"))] == [kind]


@pytest.mark.parametrize(
    "piece",
    [
        '<button aria-haspopup="dialog" aria-controls="a">Sign up</button><div id="a" hidden><p>There are ninety-six of them.</p></div>',
        '<button aria-controls="a">Menu</button><nav id="a" hidden><p>There are ninety-six of them.</p></nav>',
        "<div hidden><p>There are ninety-six of them.</p></div>",
    ],
)
def test_what_pops_up_or_never_shows_is_not_read(piece: str) -> None:
    assert "ninety-six" not in read(among(piece)).text


def test_a_page_with_little_text_keeps_its_lines_and_parts_labels_from_values() -> None:
    rows = "".join(f"<div><span>{name}</span><span>{value}</span></div>" for name, value in (("Flow", "50 l"), ("Voltage", "12 V"), ("Weight", "900 g")))
    text = read(
        "<html><head><title>A pump</title></head><body><main><h1>A pump</h1><div>€ 149</div><div>It is for small boats of nine metres, and no others.</div>"
        f"<div><h2>Facts</h2>{rows}<div><span>wa</span><span>ter</span></div></div></main></body></html>"
    ).text
    assert text == "A pump\n\n€ 149\n\nIt is for small boats of nine metres, and no others.\n\nFacts\n\nFlow 50 l\n\nVoltage 12 V\n\nWeight 900 g\n\nwater"


def test_a_page_that_is_nothing_but_comments_is_a_conversation() -> None:
    posts = "".join(f'<div class="comment"><div class="comment-body"><p>{text}</p></div></div>' for text in pages.PARAGRAPHS)
    text = read(f"<html><body><nav>Menu of the forum</nav><main><h1>Why did it go out?</h1>{posts}</main></body></html>").text
    assert all(paragraph in text for paragraph in pages.PARAGRAPHS)
    assert "Menu of" not in text


def test_a_page_for_browsers_without_scripts_is_read_where_it_is_the_only_one() -> None:
    article = "".join(f"<p>{text}</p>" for text in pages.PARAGRAPHS)
    text = read(f"<html><body><div id=root></div><noscript><article>{article}</article></noscript></body></html>").text
    assert all(paragraph in text for paragraph in pages.PARAGRAPHS)


def test_entries_of_a_running_report_keep_their_times() -> None:
    entry = "<div><p><time>09:40</time></p><h2>Stairs closed</h2><p>The keeper has closed the stairs because of the wind from the north.</p></div>"
    assert "\n\n09:40\n\nStairs closed\n\n" in read(among(entry)).text


@pytest.mark.parametrize("attributes", ["{} ", "{}='x y'", "{}/", "<{} "])
def test_a_tag_with_more_attributes_than_any_page_has_is_refused_at_once(attributes: str) -> None:
    many = "".join(attributes.format(f"a{number}") for number in range(5_000))
    with pytest.raises(Unreadable, match=r"a tag with 5,000 attributes"):
        read(f"<html><body><p {many}>{pages.PARAGRAPHS[0]}</p></body></html>")


def test_a_program_in_a_page_has_no_attributes() -> None:
    page = pages.LAYOUTS[0].html.replace("<body>", f"<body><script>for (i = 0; i <n; i++) {{ {'x = 1; ' * 2_000} }}</script>")
    assert pages.PARAGRAPHS[0] in read(page).text
