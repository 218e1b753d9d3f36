"""DOCX and EPUB: what the inside of the container becomes."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as new_document

from article_chat.articles import docx, epub
from article_chat.articles.archive import open_archive, read_member
from article_chat.articles.extract import Extract, OverLimit, Source, Unreadable
from article_chat.articles.limits import Limits
from tests.documents.packages import CHAPTERS, book, changed, packed, word_document

BODY_END = "<w:sectPr"


def read_docx(data: bytes) -> Extract:
    return docx.extract(Source(data), Limits(), lambda done, total: None)


def read_epub(data: bytes) -> Extract:
    return epub.extract(Source(data), Limits(), lambda done, total: None)


def with_paragraphs(markup: str) -> bytes:
    """A Word document whose body ends with `markup`."""
    data = word_document()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    return changed(data, {"word/document.xml": body.replace(BODY_END, markup + BODY_END, 1)})


def test_a_report_keeps_its_structure() -> None:
    extract = read_docx(word_document())
    assert extract.text.split("\n\n") == [
        "The orchard report",
        "The orchard behind the school bore 312 kilograms of apples this year, the most since it was planted.",
        "What was done",
        "• Old branches were cut in March.\n• Two hives were set up.\n1. Count the trees.\n2. Weigh the crop.",
        "> Nobody believed it at first.",
        "Year | Kilograms\n2019 | 140",
        "The pupils sold the juice at the fair.",
    ]
    assert (extract.title, extract.author, extract.date) == ("The orchard report", "Jane Doe", "2020-05-04")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>gone </w:delText></w:r></w:del><w:ins><w:r><w:t>added</w:t></w:r></w:ins></w:p>",
            "Kept added",
        ),
        ("<w:p><w:moveFrom><w:r><w:t>old place </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>new place</w:t></w:r></w:moveTo></w:p>", "new place"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r></w:p>", "shown"),
        ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>", "One\ntwo three"),
        ("<w:p><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r><w:t> in words</w:t></w:r></w:p>", "A link in words"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>", "In a control"),
        ("<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r></w:p>", "non\u2011stop"),
        (
            "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r><w:r><w:t> kilos</w:t></w:r></w:p>",
            "10³ kilos",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p>"
            "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "a | b\na | c",
        ),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Only cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "Only cell"),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", "a b | "),
    ],
)
def test_what_a_paragraph_holds(markup: str, text: str) -> None:
    assert read_docx(with_paragraphs(markup)).text.endswith(f"at the fair.\n\n{text}")


@pytest.mark.parametrize(("title", "author", "expected"), [("Word Document", "python-docx", (None, None)), ("", "", (None, None))])
def test_what_programs_fill_in_is_no_title_and_no_author(title: str, author: str, expected: tuple[None, None]) -> None:
    data = word_document(title="Kept", author=author)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core, body = archive.read("docProps/core.xml").decode(), archive.read("word/document.xml").decode()
    plain = changed(data, {"docProps/core.xml": core.replace("Kept", title), "word/document.xml": body.replace('w:val="Title"', 'w:val="Normal"')})
    extract = read_docx(plain)
    assert extract.author == expected[1]
    assert extract.title == "Kept"


def word_of(*paragraphs: tuple[str, str], **properties: object) -> bytes:
    """A Word document of (style, text)."""
    document = new_document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style or None)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_what_is_written_goes_before_properties_that_may_be_of_a_template() -> None:
    extract = read_docx(word_of(("Heading 1", "The orchard"), ("", "By Jane Doe"), ("", "4 May 2020"), ("", "Apples."), title="Letter", author="Someone"))
    assert (extract.title, extract.author, extract.date) == ("The orchard", "Jane Doe", "2020-05-04")
    assert "Letter" not in extract.text


def test_several_authors_and_the_date_of_no_document() -> None:
    extract = read_docx(word_of(("", "Apples."), author="Doe, Jane;Ola Nordmann"))
    assert (extract.author, extract.date) == ("Jane Doe and Ola Nordmann", None)


def test_lists_keep_their_depth() -> None:
    assert read_docx(word_of(("List Bullet", "outer"), ("List Bullet 2", "inner"))).text == "• outer\n◦ inner"


def test_footnotes_come_last() -> None:
    note = '<w:footnote w:id="{}"{}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    notes = note.format(-1, ' w:type="separator"', "") + note.format(1, "", "Weighed in May.") + note.format(2, "", "By the pupils.")
    data = word_document()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types, relations = archive.read("[Content_Types].xml").decode(), archive.read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    extract = read_docx(
        changed(
            data,
            {
                "word/footnotes.xml": f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{notes}</w:footnotes>',
                "[Content_Types].xml": types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
                "word/_rels/document.xml.rels": relations.replace(
                    "</Relationships>", f'<Relationship Id="rIdNotes" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                ),
            },
        )
    )
    assert extract.text.endswith("at the fair.\n\n1. Weighed in May.\n2. By the pupils.")


def test_a_book_names_its_writers_and_when_it_appeared() -> None:
    about = (
        '<dc:creator opf:role="aut">Doe, Jane</dc:creator><dc:creator opf:role="ill">Per Vik</dc:creator><dc:creator id="c3">Ola Nordmann</dc:creator>'
        '<meta refines="#c3" property="role">trl</meta><dc:date opf:event="modification">2024-01-01</dc:date><dc:date opf:event="publication">2011</dc:date>'
    )
    with zipfile.ZipFile(io.BytesIO(book(CHAPTERS, creators=()))) as archive:
        package = archive.read("OEBPS/book.opf").decode()
    package = package.replace("<dc:date>2018-07-01T00:00:00Z</dc:date>", about).replace("<metadata ", '<metadata xmlns:opf="http://www.idpf.org/2007/opf" ')
    extract = read_epub(changed(book(CHAPTERS), {"OEBPS/book.opf": package}))
    assert (extract.author, extract.date) == ("Jane Doe", "2011")


def test_a_page_of_contents_in_the_spine_is_left_out() -> None:
    contents = "<h1>Contents</h1>" + "".join(f'<p><a href="c{n}.xhtml">The tale of the tide, part {n}</a></p>' for n in range(1, 9))
    assert "part 3" not in read_epub(book((contents, *CHAPTERS))).text


def test_numbers_of_notes_do_not_run_into_the_sentence() -> None:
    chapter = '<p>The tide went out.<a xmlns:epub="http://www.idpf.org/2007/ops" epub:type="noteref" href="#n">1</a> It came back.</p>'
    assert "went out. It came back." in read_epub(book((chapter,))).text


def test_a_book_is_its_chapters_in_order() -> None:
    extract = read_epub(book(CHAPTERS))
    assert extract.text.split("\n\n")[:3] == ["The long tide", "Chapter one", "The tide went out at four and did not come back until the week was over."]
    assert extract.text.index("Chapter one") < extract.text.index("Chapter two")
    assert (extract.title, extract.author, extract.date, extract.language) == ("The long tide", "Jane Doe and Ola Nordmann", "2018-07-01", "en-GB")
    assert extract.notes == ()


def test_a_chapter_outside_the_package_is_not_reached() -> None:
    data = book(CHAPTERS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = archive.read("OEBPS/book.opf").decode()
    extract = read_epub(changed(data, {"OEBPS/book.opf": package.replace("chapter2.xhtml", "../../../etc/passwd")}))
    assert "Chapter two" not in extract.text
    assert extract.notes == ("1 of 2 chapters are missing from the file.",)


def test_a_long_book_stops_at_the_limit() -> None:
    with pytest.raises(OverLimit) as caught:
        epub.extract(Source(book(CHAPTERS * 3)), Limits(max_characters=200), lambda done, total: None)
    assert caught.value.name == "max_characters"


def test_progress_is_told_by_chapter() -> None:
    told: list[tuple[int, int]] = []
    epub.extract(Source(book(CHAPTERS)), Limits(), lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]


def test_an_archive_is_checked_before_it_is_unpacked() -> None:
    bomb = packed({"a": bytes(5_000_000)})
    with pytest.raises(OverLimit) as caught:
        open_archive(bomb, Limits())
    assert caught.value.name == "max_ratio"
    assert open_archive(bomb, Limits(max_ratio=100_000)).namelist() == ["a"]
    with pytest.raises(OverLimit) as caught:
        open_archive(bomb, Limits(max_unpacked_bytes=4_000_000))
    assert caught.value.name == "max_unpacked_bytes"


def test_a_damaged_member_is_named() -> None:
    data = bytearray(packed({"part.xml": bytes(range(256)) * 40}))
    data[60:80] = bytes(20)
    with pytest.raises(Unreadable, match=r"part\.xml cannot be unpacked"):
        read_member(open_archive(bytes(data), Limits()), "part.xml", Limits())
