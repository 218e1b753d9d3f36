"""PDF: reading order, parted words, running heads, page numbers, titles."""

from __future__ import annotations

from itertools import pairwise

import pytest

from article_chat.articles import Article, pdf
from article_chat.articles.extract import Extract, Source
from article_chat.articles.limits import Limits
from tests.documents.pdfs import Page, Placed, column
from tests.documents.pdfs import pdf as make
from tests.documents.texts import prose, sentences


def read(pages: list[Page], **options: object) -> Extract:
    return pdf.extract(Source(make(pages, **options)), Limits(), lambda done, total: None)  # type: ignore[arg-type]


def as_columns(lines: list[Placed], columns: int, *, top: float = 780, mixed: bool = False) -> list[Placed]:
    """The lines of one narrow column set as several; `mixed` draws them row by row, as some programs do."""
    height = -(-len(lines) // columns)
    room = 500 / columns
    placed = [(45 + room * (number // height), top - 12 * (number % height), 10.0, line[3]) for number, line in enumerate(lines)]
    return sorted(placed, key=lambda line: (-line[1], line[0])) if mixed else placed


@pytest.mark.parametrize("mixed", [False, True])
@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int, mixed: bool) -> None:
    text = " ".join(sentences(40))
    lines = column(text, 0, 0, 500 / columns - 20)
    assert " ".join(read([Page(as_columns(lines, columns, mixed=mixed))]).text.split()) == text


def test_a_headline_over_columns_and_a_line_across_below_them() -> None:
    text = " ".join(sentences(30))
    across = "This line runs across both of the columns, below them, from the left margin to the right one, as a closing remark."
    lines = as_columns(column(text, 0, 0, 230), 2, top=700)
    extract = read([Page([(45, 760, 22, "A headline over both of the columns"), *lines, *column(across, 45, 300, 500)])])
    assert extract.text == f"A headline over both of the columns\n\n{text}\n\n{across}"
    assert extract.title == "A headline over both of the columns"


def test_a_headline_over_some_of_the_columns_makes_no_table_of_them() -> None:
    text = " ".join(sentences(12))
    lines = as_columns(column(text, 0, 0, 145), 3, top=700)
    extract = read([Page([(45, 760, 24, "A headline over two of them"), (45, 735, 10, "By Jane Doe"), *lines])])
    assert " ".join(extract.text.split()) == f"A headline over two of them By Jane Doe {text}"


def test_parted_words_are_whole_again() -> None:
    text = " ".join(sentences(60)) + " The anti-terrorist operation and the AWAC-type plane."
    lines = column(text, 50, 780, 120, hyphenate=True)
    assert sum(line[3].endswith("-") for line in lines) > 5
    extract = read([Page([(50, 780 - 9 * row, 7, line[3]) for row, line in enumerate(lines[:80])]), Page(column(text, 50, 780, 500))])
    start = extract.text[: extract.pages[1]]
    assert start.strip() in text


def test_running_heads_and_page_numbers_go() -> None:
    texts = [prose(4, number) for number in range(1, 7)]
    pages = [
        Page([(60, 815, 9, "The Coastal Courier" if number % 2 else "Volume 12, May 2019"), *column(text, 60, 770, 470), (290, 30, 9, f"{number + 11}")])
        for number, text in enumerate(texts)
    ]
    assert read(pages).text == "\n\n".join(texts)


def test_a_running_head_that_the_first_page_lacks_goes() -> None:
    texts = [prose(4, number) for number in range(1, 4)]
    heads = [[], *([(60, 815, 9, "The Coastal Courier")] for _ in texts[1:])]
    assert read([Page([*head, *column(text, 60, 770, 470)]) for head, text in zip(heads, texts, strict=True)]).text == "\n\n".join(texts)


def test_the_numbers_of_two_pages_go() -> None:
    texts = [prose(4, number) for number in range(1, 5)]
    feet = [[], [], *([(290, 30, 10, f"{number}")] for number in (3, 4))]
    assert read([Page([*foot, *column(text, 60, 770, 470)]) for foot, text in zip(feet, texts, strict=True)]).text == "\n\n".join(texts)


def test_small_running_heads_close_to_the_text_go() -> None:
    texts = [prose(4, number) for number in range(1, 3)]
    pages = [Page([(60, 794, 7, "Russia Joins Coalition"), (400, 794, 7, "11/22/26"), *column(text, 60, 782, 470)]) for text in texts]
    assert read(pages).text == "\n\n".join(texts)


def test_pages_that_are_all_the_same_stay() -> None:
    assert read([Page(column(prose(3), 60, 780, 470))] * 4).text == "\n\n".join([prose(3)] * 4)


def test_headings_that_only_look_alike_stay() -> None:
    pages = [Page([(60, 800, 16, f"Chapter {number}"), *column(prose(3, number), 60, 760, 470)]) for number in range(1, 6)]
    text = read(pages).text
    assert [f"Chapter {number}" in text for number in range(1, 6)] == [True] * 5


def test_first_lines_that_carry_facts_stay() -> None:
    pages = [
        Page([(60, 800, 10, f"Unit {number} has the secret code {number * 37 % 101}."), *column(prose(3, number), 60, 760, 470)]) for number in range(1, 6)
    ]
    text = read(pages).text
    assert all(f"Unit {number} has the secret code {number * 37 % 101}." in text for number in range(1, 6))


def test_pages_are_known_by_offset() -> None:
    texts = [prose(2, number) for number in range(1, 4)]
    extract = read([Page(column(text, 60, 780, 470)) for text in texts])
    article = Article(extract.text, pages=extract.pages)
    for number, text in enumerate(texts, start=1):
        for sentence in text.split(". "):
            assert article.page_at(article.text.index(sentence[:60])) == number


def test_a_sentence_over_two_pages_is_one_and_an_empty_page_counts() -> None:
    words = " ".join(sentences(6))
    lines = column(words, 60, 780, 470)
    extract = read(
        [Page(lines[:4]), Page([(60, 780 - 12 * row, 10, line[3]) for row, line in enumerate(lines[4:])]), Page(), Page(column(prose(1, 9), 60, 780, 470))]
    )
    assert extract.text == f"{words}\n\n{prose(1, 9)}"
    assert len(extract.pages) == 4
    assert extract.text[extract.pages[1] :].startswith(lines[4][3])
    assert extract.pages[2] == extract.pages[3] == extract.text.index(prose(1, 9))


def test_paragraphs_lists_and_tables() -> None:
    lines: list[Placed] = [
        *column(prose(2), 60, 780, 470),
        (60, 600, 10, "• the first thing"),
        (60, 588, 10, "• the second thing"),
        (60, 550, 10, "Year"), (200, 550, 10, "Ships"), (320, 550, 10, "Harbour"),
        (60, 538, 10, "1986"), (200, 538, 10, "none"), (320, 538, 10, "North"),
        (60, 526, 10, "1988"), (200, 526, 10, "three"), (320, 526, 10, "South"),
    ]  # fmt: skip
    assert (
        read([Page(lines)]).text == f"{prose(2)}\n\n• the first thing\n• the second thing\n\nYear | Ships | Harbour\n1986 | none | North\n1988 | three | South"
    )


def ruled(columns: list[float], rows: list[float]) -> list[tuple[float, float, float, float]]:
    """The lines around every cell of a table, drawn cell by cell."""
    cells = [(x0, y0, x1, y1) for x0, x1 in pairwise(columns) for y0, y1 in pairwise(rows)]
    return [edge for x0, y0, x1, y1 in cells for edge in ((x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1))]


def test_cells_of_several_lines_are_known_by_the_lines_around_them() -> None:
    head: list[Placed] = [(62, 688, 10, "Lake"), (162, 688, 10, "Origin"), (322, 688, 10, "Remark")]
    first: list[Placed] = [
        (62, 667, 10, "Oronda"),
        (162, 673, 10, "A glacial lake in the hills"),
        (162, 661, 10, "that freezes each year"),
        (322, 667, 10, "Deep"),
    ]
    second: list[Placed] = [(62, 637, 10, "Bode"), (162, 637, 10, "A crater"), (322, 643, 10, "Nobody fishes there, as"), (322, 631, 10, "its mud is poison")]
    around = ruled([60, 160, 320, 480], [700, 684, 655, 625])
    extract = read([Page([(60, 780, 10, sentences(1)[0]), *head, *first, *second, (60, 600, 10, sentences(2)[1])], lines=around)])
    rows = (
        "Lake | Origin | Remark",
        "Oronda | A glacial lake in the hills that freezes each year | Deep",
        "Bode | A crater | Nobody fishes there, as its mud is poison",
    )
    assert extract.text == "\n\n".join((sentences(1)[0], "\n".join(rows), sentences(2)[1]))


def test_lines_around_prose_make_no_table_of_it() -> None:
    lines = as_columns(column(" ".join(sentences(40)), 0, 0, 230), 2)
    around = ruled([40, 290, 540], [800, 500, 100])
    assert " ".join(read([Page(lines, lines=around)]).text.split()) == " ".join(sentences(40))


def test_a_table_of_contents_keeps_its_lines() -> None:
    entries = [(60.0, 700 - 12 * number, 10.0, f"{number} Chapter of this {'. ' * 40} {number * 7}") for number in range(1, 5)]
    contents = "\n".join(f"{number} Chapter of this … {number * 7}" for number in range(1, 5))
    assert read([Page([*column(prose(1), 60, 780, 470), *entries])]).text == f"{prose(1)}\n\n{contents}"


@pytest.mark.parametrize(
    ("named", "title"),
    [("The report on tides", "The report on tides"), ("Microsoft Word - draft3.doc", "Big letters"), ("untitled", "Big letters"), ("", "Big letters")],
)
def test_titles(named: str, title: str) -> None:
    extract = read(
        [Page([(60, 780, 24, "Big letters"), *column(prose(2), 60, 730, 470)])], info={"Title": named, "Author": "Jane Doe", "CreationDate": "D:20190516"}
    )
    assert (extract.title, extract.author, extract.date) == (title, "Jane Doe", "2019-05-16")
    assert extract.text.startswith("Big letters\n\n")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        (b"(D:20241399)", None), (b"(D:00000000000000)", None), (b"(D:20240230120000Z)", None), (b"(D:2024)", "2024"), (b"(D:202405)", "2024-05"),
        (b"(D:20240229101112+01'00')", "2024-02-29"), (b"<FEFFD83D>", None),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_not_told(written: bytes, date: str | None) -> None:
    assert read([Page(column(prose(2), 60, 780, 470))], info={"CreationDate": written}).date == date


def test_half_a_character_in_a_property_is_no_reason_to_refuse_the_text() -> None:
    extract = read([Page(column(prose(2), 60, 780, 470))], info={"Title": b"<FEFF00410042D83D>", "Author": b"<FEFFD83D0041006E006E>", "CreationDate": "D:2019"})
    assert (extract.title, extract.author, extract.date) == ("AB\ufffd", "\ufffdAnn", "2019")
    assert extract.text == prose(2)


def test_a_page_without_large_letters_has_no_title() -> None:
    extract = read([Page(column(prose(2), 60, 780, 470))])
    assert (extract.title, extract.author, extract.date) == (None, None, None)


def test_letters_beyond_the_first_65536_are_whole() -> None:
    page = Page([(60, 700, 12, "The value of ~ is twice that of ~~, as the treasurer said.")])
    assert read([page], meant={"~": "\U0001d465"}).text == "The value of \U0001d465 is twice that of \U0001d465\U0001d465, as the treasurer said."


def test_progress_is_reported() -> None:
    told: list[tuple[int, int]] = []
    pdf.extract(Source(make([Page(column(prose(1), 60, 780, 470))] * 25)), Limits(), lambda done, total: told.append((done, total)))
    assert told == [(0, 25), (10, 25), (20, 25)]
