"""Plain text: cleaning, titles, bylines, wrapped lines, encodings, and the default article."""

from __future__ import annotations

import hashlib
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from article_chat.articles import Article, Limits, default_article, default_path, markdown
from article_chat.articles.characters import is_blank
from article_chat.articles.cleaning import clean_text
from article_chat.articles.detect import looks_like_markdown
from article_chat.articles.encoding import decode
from article_chat.articles.extract import Source
from article_chat.articles.front_matter import split_front_matter
from article_chat.articles.heads import find_author, find_date, find_title
from article_chat.articles.language import language_of
from article_chat.articles.pdf_layout import Line
from article_chat.articles.pdf_paragraphs import paragraphs
from article_chat.articles.people import split_names
from article_chat.articles.wrapping import join_lines, vocabulary
from article_chat.errors import ArticleError, LimitError
from article_chat.suggestions.suggest import suggest
from tests.documents.texts import prose
from tests.growth import FOURFOLD, growth


@pytest.fixture(scope="module")
def time_article() -> Article:
    return default_article()


def test_the_default_article_is_read_as_a_person_would(time_article: Article) -> None:
    lines = time_article.text.split("\n\n")
    assert time_article.title == lines[0] == "Russia Joins Coalition"
    assert lines[1] == "President Bush talks to Russian President Vladimir Putin in June 2001"
    assert len(lines) == 5
    assert "Share" not in time_article.text
    assert "Read Later" not in time_article.text
    assert 'ruled out "even a hypothetical possibility" of a NATO' in time_article.text
    assert "going further — though" in time_article.text
    assert time_article.language == "en"
    assert time_article.notes == ()


def test_the_default_article_is_the_file_of_the_checkout(root: Path) -> None:
    stored = root / "store" / "articles" / "russia-joins-coalition.txt"
    assert default_path().read_bytes() == stored.read_bytes()
    assert "  • Share\n" in stored.read_text(encoding="utf-8")


def test_the_default_article_is_missed_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article_chat.articles.default.FILE_NAME", "absent.txt")
    with pytest.raises(ArticleError, match=r"absent\.txt is missing"):
        default_path()


def test_the_id_is_the_hash_of_the_text() -> None:
    article = Article.from_text("Some words.")
    assert article.id == hashlib.sha256(b"Some words.").hexdigest()
    assert Article.from_text("Other words.").id != article.id


MARKDOWN = """# Trains from Hollin Bridge

Valid **from 1 May 2024**. Call [the desk](https://example.org/desk).

## Weekdays

| Departs | Platform |
| --- | --- |
| 06:12 | 2 |

- Bicycles need a ticket.
- Dogs travel free.
"""


def test_markdown_that_is_pasted_is_read_as_its_file_is(tmp_path: Path) -> None:
    (tmp_path / "trains.md").write_text(MARKDOWN, encoding="utf-8")
    pasted, opened = Article.from_text(MARKDOWN), Article.from_file(tmp_path / "trains.md")
    assert (pasted.title, pasted.id) == (opened.title, opened.id)
    assert pasted.title == "Trains from Hollin Bridge"
    assert Article.from_text(pasted.text).text == pasted.text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The gate is shut.[^1] It leaks.\n\n[^1]: Since July.\n[^two]: Or before.", "The gate is shut. It leaks.\n\n1. Since July.\n\ntwo. Or before."),
        ("The gate is shut[^1], as ever.\n\n[^1]: https://example.org", "The gate is shut, as ever."),
        ("- [x] Paint the gate\n- [ ] Mend *it*", "• ☑ Paint the gate\n• ☐ Mend it"),
        ("> [!WARNING]\n> Deep water.", "> Warning: Deep water."),
        ("`a[^1]` and [this] and [^ that]", "a[^1] and [this] and [^ that]"),
        ("## Contents\n\n- [Gate](#gate)\n  - [Lock](#lock)\n\n## Gate\n\nIt leaks.\n\n[Back to top](#weir)", "Gate\n\nIt leaks."),
        ("## See also\n\n- [Gate](https://example.org)\n\nIt leaks; see [below](#lock).", "See also\n\n• Gate\n\nIt leaks; see below."),
        ("## Steps\n\n- [Gate](#gate) first", "Steps\n\n• Gate first"),
    ],
)
def test_additions_to_markdown_that_many_use_are_read_as_they_show(tmp_path: Path, written: str, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Weir\n\n{written}\n", encoding="utf-8")
    assert Article.from_file(path).text == f"Weir\n\n{text}"


SRT = (
    "1\n00:00:01,000 --> 00:00:04,200\nThe tide in\nthe bay is\n\n2\n00:00:04,300 --> 00:00:07,900\n<i>two metres</i> at most.\n\n"
    "3\n00:00:08,000 --> 00:00:09,000\n1984\n"
)
VTT = (
    "WEBVTT\nKind: captions\n\nNOTE by hand\n\n00:01.000 --> 00:04.200 align:start\n<v Ruth>The tide\n\nNOTE here\n\n"
    "00:05.000 --> 00:06.000\nis <00:05.500>low.\n"
)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (SRT, "The tide in the bay is two metres at most.\n\n1984"),
        (VTT, "Ruth: The tide is low."),
        ('lock,rise,keeper\nUpper,3.1,"Dahl, Per"\n"Lower",2.9,\n', "lock | rise | keeper\nUpper | 3.1 | Dahl, Per\nLower | 2.9 |"),
        ("lock;rise;keeper\nUpper;3,1;Dahl\nLower;2,9;Moe\n", "lock | rise | keeper\nUpper | 3,1 | Dahl\nLower | 2,9 | Moe"),
        ("lock,rise,keeper\nUpper,3.1\nLower,2.9,Moe\n", "lock,rise,keeper\nUpper,3.1\nLower,2.9,Moe"),
        ("She came, saw, and left.\nNobody was there.\nThe door, the window, the stairs.", None),
        ("From 00:00:01,000 --> 00:00:04,200 nobody speaks.", None),
    ],
)
def test_texts_with_a_shape_of_their_own_are_read_as_they_show(written: str, text: str | None) -> None:
    assert Article.from_text(written).text == (text or written)


def test_labelled_lines_of_markdown_stay_lines() -> None:
    text = "# Soup\n\n**Time:** 45 minutes\n**Serves:** four\n**Level**: easy\n\nIt is **hot:** wait\nuntil it cools.\n"
    assert Article.from_text(text).text.split("\n\n", 1)[1] == "Time: 45 minutes\nServes: four\nLevel: easy\n\nIt is hot: wait until it cools."


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        (MARKDOWN, True),
        ("# One\n\nWords.\n\n# Two\n\nWords.", True),
        ("# Packing\n\n- socks\n- a knife", True),
        ("It was **late**; see [the log](https://example.org/log).", True),
        ("# 1 in the charts\n\nThe song stayed there.", False),
        ("- socks\n- a knife\n\n1. Pack them.", False),
        ("It was **late** that night.", False),
        ("Year | Ships\n-----------\n1986 | none", False),
        ("See [1] (https://example.org) and #hashtag ** for ** more *** notes.", False),
        ("> he wrote\n\nand I answered.", False),
    ],
)
def test_a_text_is_taken_for_markdown_only_where_that_is_clear(text: str, is_markdown: bool) -> None:
    assert looks_like_markdown(text) is is_markdown


@pytest.mark.parametrize("text", ["#" * 100_000, "# " * 50_000, "**a" * 50_000, "|-" * 50_000, "a](" * 50_000, "- " * 50_000])
def test_looking_for_markdown_takes_little_time(text: str) -> None:
    assert growth(lambda size: looks_like_markdown(text[:size]), len(text) // 4) < FOURFOLD


def test_wrapped_prose_becomes_paragraphs_again(time_article: Article) -> None:
    for width in (60, 72, 100):
        wrapped = "\n\n".join(textwrap.fill(block, width) for block in time_article.text.split("\n\n"))
        assert Article.from_text(wrapped).text == time_article.text


def test_wrapped_prose_with_indented_paragraphs() -> None:
    paragraphs = prose(4).split("\n\n")
    wrapped = "\n".join(textwrap.fill(block, 70, initial_indent="    ") for block in paragraphs)
    assert clean_text(wrapped) == "\n\n".join(paragraphs)


PROSE_AT_72 = "\n\n".join(textwrap.fill(block, 72) for block in prose(4).split("\n\n"))


@pytest.mark.parametrize(
    ("wrapped", "lines"),
    [
        (  # by an editor that breaks a little earlier than others
            "To lend a book means any kind of giving it away for a time to some other\n"
            "reader. Showing it to somebody who reads it at the window of\na school is no lending.",
            [
                "To lend a book means any kind of giving it away for a time to some other reader. "
                "Showing it to somebody who reads it at the window of a school is no lending."
            ],
        ),
        (  # a title of its own line before what goes on
            'The "Lender"\nmeans each person or club that keeps the books, or buys them, and\nwrites down who has them.',
            ['The "Lender"', "means each person or club that keeps the books, or buys them, and writes down who has them."],
        ),
        (  # a name at the end of the line and one at the beginning of the next
            "A. Name on the first page all the persons who wrote or mended the Library\nVersion of it.\nB. Keep all the notices of the library.",
            ["A. Name on the first page all the persons who wrote or mended the Library Version of it.", "B. Keep all the notices of the library."],
        ),
    ],
)
def test_among_wrapped_paragraphs_a_line_that_goes_on_is_joined(wrapped: str, lines: list[str]) -> None:
    assert clean_text(f"{PROSE_AT_72}\n\n{wrapped}").removeprefix(prose(4)).split() == " ".join(lines).split(), "no word is lost"
    assert [line for line in clean_text(f"{PROSE_AT_72}\n\n{wrapped}").removeprefix(prose(4)).split("\n") if line] == lines


def test_verse_and_addresses_among_wrapped_paragraphs_keep_their_lines() -> None:
    for lines in ("Roses are red,\nviolets are blue,\nsugar is sweet\nand so are you.", "Jane Doe\n12 Harbour Street\nOslo"):
        assert clean_text(f"{PROSE_AT_72}\n\n{lines}") == f"{prose(4)}\n\n{lines}"


@pytest.mark.parametrize("rule", ["=" * 78, "-" * 20, "*****", "  ~~~~~~~~", "______"])
def test_a_rule_parts_what_is_above_it_from_what_is_below(rule: str) -> None:
    assert clean_text(f"The harbour\n{rule}\nIt froze.\n{rule}\n\nThen it thawed.") == "The harbour\n\nIt froze.\n\nThen it thawed."
    assert clean_text("It froze -- and **** happened.\n- - -\nThen.") == "It froze -- and **** happened.\n- - -\nThen."


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red,\nViolets are blue,\nSugar is sweet\nAnd so are you.",
        "Jane Doe\n12 Harbour Street\nOslo",
        "1. First comes this\n2. Then comes that\n3. At last the other",
        "• Apples\n• Pears\n• Plums and other stone fruit of the garden",
        "I wandered lonely as a cloud that floats\nOn high over vales and hills,\nWhen all at once I saw a crowd,\nA host, of golden daffodils",
    ],
)
def test_lines_that_mean_something_stay(text: str) -> None:
    assert clean_text(text) == text


def test_long_lines_without_blank_ones_are_paragraphs() -> None:
    first, second = (block for block in prose(2).split("\n\n"))
    assert clean_text(f"{first}\n{second}") == f"{first}\n\n{second}"


def test_whoever_speaks_next_begins_a_line() -> None:
    long = "Q: How long did it take you to build the boat that hangs in the hall of the museum?"
    talk = [long, "A: Four years."]
    assert (
        clean_text("\n".join([*talk, "", "Q: Why?", "A: We had no money, and the wood had to be brought down from the hills by hand."])).split("\n\n")[:2]
        == talk
    )


@pytest.mark.parametrize(
    ("lines", "joined", "typeset"),
    [
        (["the anti-", "terrorist plan"], "the anti-terrorist plan", "the anti-terrorist plan"),
        (["a coali-", "tion"], "a coalition", "a coalition"),
        (["the Putin-", "Bush talk"], "the Putin-Bush talk", "the Putin-Bush talk"),
        (["新しい橋が", "来春に開通する", "at last"], "新しい橋が来春に開通する at last", "新しい橋が来春に開通する at last"),
        (["from 1990-", "95 on"], "from 1990-95 on", "from 1990-95 on"),
        (["an unheard-", "of thing"], "an unheard-of thing", "an unheardof thing"),
        (["a coali-", "\ftion"], "a coali\ftion", "a coali\ftion"),
    ],
)
def test_words_parted_at_the_end_of_a_line(lines: list[str], joined: str, typeset: str) -> None:
    words = vocabulary("Coalition, anti-terrorist.")
    assert join_lines(lines, words) == joined
    assert join_lines(lines, words, keep_unknown_hyphens=False) == typeset


def test_aligned_columns_are_a_table() -> None:
    assert clean_text("Year      Ships\n1986      none\n1988      three") == "Year | Ships\n1986 | none\n1988 | three"


@pytest.mark.parametrize(
    "line", ["• Share", "Read Later", "  • Share on Facebook", "Print this article", "Skip to content", "» Email this page", "ADVERTISEMENT"]
)
def test_furniture_goes(line: str) -> None:
    assert clean_text(f"Title\n\n{line}\n\nThe text of it.") == "Title\n\nThe text of it."


@pytest.mark.parametrize("block", ["Print", "• Buy\n• Share\n• Sell", "Share prices fell on Monday.", "Follow the river to the sea."])
def test_words_of_the_article_are_no_furniture(block: str) -> None:
    text = f"Title\n\n{block}\n\nThe text of it."
    assert clean_text(text) == text


def test_a_row_of_buttons_goes() -> None:
    assert clean_text("Title\n\nShare\nTweet\nPrint\n\nThe text of it.") == "Title\n\nThe text of it."


def test_a_text_that_is_nothing_but_furniture_stays() -> None:
    assert clean_text("• Share") == "• Share"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffone\x00 two\x07", "one two"),
        ("soft\u00adhyphen", "softhyphen"),
        ("turned \u202eround\u202c", "turned round\u202c"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("\udc65 \ud835\udc65 \ud835\ud835\udc65 \ud835", "\ufffd \U0001d465 \ufffd\U0001d465 \ufffd"),
        ("“so” – he said — ‘no’…", "“so” – he said — ‘no’…"),
        ("e\u0301 \u00e9 \u0130", "e\u0301 \u00e9 \u0130"),
        ("a \u00a0 b", "a \u00a0 b"),
        ("a\u2028b\u2029c", "a\nb\n\nc"),
        ("too   many\t blanks", "too many blanks"),
    ],
)
def test_characters(text: str, clean: str) -> None:
    assert Article.from_text(text).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "PKK leaders said on Monday that the talks would go on.",
        "ID3 is a format for the tags of a recording.",
        "BZh is how the file begins, and a number follows.",
        "Rar! said the lion, and the children ran.",
        "A file of this kind begins with %PDF-1.7 and ends with a table of its objects.",
    ],
)
def test_a_text_that_begins_with_the_letters_of_another_format_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert Article.from_file(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("text", ["", " ", "\n\r\t", "\u00a0\u2003", "\ufeff", "\u200b\u200d", "\x00"])
def test_a_text_without_anything_to_see_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="empty"):
        Article.from_text(text)


@pytest.mark.parametrize("value", [None, b"bytes", 7])
def test_only_text_is_text(value: object) -> None:
    with pytest.raises(ArticleError, match=type(value).__name__):
        Article.from_text(value)  # type: ignore[arg-type]


def test_the_limit_on_characters_is_named() -> None:
    with pytest.raises(LimitError, match=r"11 characters, 10 allowed.*raise max_characters:") as caught:
        Article.from_text("a" * 11, limits=Limits(max_characters=10))
    assert (caught.value.limit, caught.value.size, caught.value.unit) == (10, 11, "characters")


def test_a_given_title_wins_and_stays_out_of_the_text() -> None:
    article = Article.from_text("Head\n\nThe text of it.", title="Mine")
    assert (article.title, article.text) == ("Mine", "Head\n\nThe text of it.")
    assert Article.from_text("Head\n\nThe text of it.", title=" ").title == "Head"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline\n\nText.", "A headline"),
        ("Is this one?\n\nText.", "Is this one?"),
        ("A headline\nBy Jane Doe\n\nText.", "A headline"),
        ("A headline\nSeptember 24, 2001\n\nText.", "A headline"),
        ("A headline\nOslo, 24 September 2001\n\nText.", "A headline"),
        ("A headline\n==========\n\nText.", "A headline"),
        ("Title: A headline\nAuthor: Jane Doe\n\nText.", "A headline"),
        ("A sentence of its own.\n\nText.", None),
        ("A headline", None),
        ("A headline\nText right below.", None),
        ("word " * 26 + "\n\nText.", None),
        ("---\n\nText.", None),
        ("https://example.org/a\n\nText.", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert find_title(clean_text(text)) == title


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and Ola van Nordmann", "Jane Doe and Ola van Nordmann"),
        ("By Jane Doe | Moscow", "Jane Doe"),
        ("By J. R. Hartley", "J. R. Hartley"),
        ("By Jane Doe, September 24, 2001", "Jane Doe"),
        ("By Jane Doe, Ola Nordmann, 24 September 2001", "Jane Doe, Ola Nordmann"),
        ("By the river we sat down", None),
        ("By Monday it was over.", None),
    ],
)
def test_authors(line: str, author: str | None) -> None:
    assert find_author(f"A headline\n\n{line}\n\nText.") == author
    assert Article.from_text(f"A headline\n\n{line}\n\nText.").author == author


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Monday, Sep. 24, 2001", "2001-09-24"),
        ("September 24, 2001", "2001-09-24"),
        ("24 September 2001", "2001-09-24"),
        ("Published: 2001-09-24 10:30", "2001-09-24"),
        ("Posted on Sept 3rd, 2001 at 10:30 a.m.", "2001-09-03"),
        ("By Jane Doe | The Post | 24 September 2001", "2001-09-24"),
        ("By Jane Doe, September 24, 2001", "2001-09-24"),
        ("Oslo, 24 September 2001", "2001-09-24"),
        ("New York City, September 24, 2001", "2001-09-24"),
        ("• 24 September 2001", "2001-09-24"),
        ("The river rose, September 24, 2001", None),
        ("2001-13-24", None),
        ("On September 24, 2001 it rained.", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    assert find_date(f"A headline\n\n{line}\n\nText.") == date


def test_the_words_before_a_text_name_its_author_and_date() -> None:
    article = Article.from_text("Title: A headline\nAuthors: Doe, Jane; Ola Nordmann\nDate: 2001-09-24\n\nText.")
    assert (article.title, article.author, article.date) == ("A headline", "Jane Doe and Ola Nordmann", "2001-09-24")
    assert Article.from_text("Text.\n\nAuthor: nobody of note\n\nMore.").author is None


@pytest.mark.parametrize(
    ("written", "title", "author", "date"),
    [
        (
            '---\ntitle: "A: b"\nauthors:\n  - Jane Doe\n  - name: Ola Nordmann\ndate: 2001-09-24T10:00:00Z\n---\n',
            "A: b",
            "Jane Doe and Ola Nordmann",
            "2001-09-24",
        ),
        ("---\ntitle: >\n  A\n  b\nauthor: [Jane Doe, Ola Nordmann]\ndate: September 24, 2001\n---\n", "A b", "Jane Doe and Ola Nordmann", "2001-09-24"),
        ('+++\ntitle = "A b"\nauthor = "Jane Doe"\ndate = 2001-09-24\n+++\n', "A b", "Jane Doe", "2001-09-24"),
        ("---\ntitle: Not: proper: YAML\nauthor: Jane Doe\n---\n", "Not: proper: YAML", "Jane Doe", None),
        ("---\na: &a [x, x]\nauthor: [*a, *a]\ntitle: [*a]\n---\n", None, None, None),
        ("---\n", None, None, None),
    ],
)
def test_the_front_matter_of_markdown(written: str, title: str | None, author: str | None, date: str | None) -> None:
    extract = markdown.extract(Source(f"{written}\nThe text of it.\n".encode()), Limits(), lambda done, total: None)
    assert (extract.title, extract.author, extract.date) == (title, author, date)
    assert extract.text == (f"{title}\n\nThe text of it." if title else "The text of it.")


@pytest.mark.parametrize(
    "written",
    [
        '---\ntitle: "Bad \\ud83d \\x1b[31m\\0\\u202etitle\\a"\n---\n',
        '+++\ntitle = "Bad \ufffd \\u001b[31m\\u0000\\u202etitle\\u0007"\n+++\n',
    ],
)
def test_escapes_in_front_matter_bring_in_no_character_that_a_text_may_not_have(written: str) -> None:
    extract = markdown.extract(Source(f"{written}\nThe text of it.\n".encode()), Limits(), lambda done, total: None)
    assert extract.title == "Bad \ufffd [31mtitle"
    assert extract.text == "Bad \ufffd [31mtitle\n\nThe text of it."


def pdf_line(text: str) -> list[str]:
    return paragraphs([Line(text, [text], 0, 1, 1, 10, 0, 0)])


@pytest.mark.parametrize(
    "read",
    [
        lambda size: split_names("A" + "\u00a0" * size + "B"),
        lambda size: pdf_line("A" + " " * size + "B"),
        lambda size: pdf_line("A" + "." * size + "too long a word"),
        lambda size: split_front_matter("---\nno: yes: no\ntitle: A" + " " * size + "x\n---\n"),
        lambda size: suggest("The mayor built the bridge" + "." * size + "x"),
        lambda size: suggest("The mayor opened the bridge" + ": Aa was built" * (size // 2)),
    ],
    ids=["names", "blanks", "dots", "front matter", "full stops", "clauses"],
)
def test_rows_of_one_character_cost_no_more_than_their_length(read: Callable[[int], object]) -> None:
    assert growth(read, 2_400) < FOURFOLD


def test_prose_between_two_rules_is_no_front_matter() -> None:
    extract = markdown.extract(Source(b"---\n\nShe said: yes.\n\n---\n\nThe rest.\n"), Limits(), lambda done, total: None)
    assert extract.text == "She said: yes.\n\nThe rest."


def test_pages_are_counted_from_one() -> None:
    article = Article("0123456789", pages=(0, 4, 4, 8))
    assert [article.page_at(offset) for offset in (0, 3, 4, 7, 8, 99)] == [1, 1, 3, 3, 4, 4]
    assert Article("x").page_at(0) is None


@pytest.mark.parametrize(
    ("name", "said"), [("utf-8", ()), ("utf-8-sig", ()), ("utf-16", ()), ("utf-32", ()), ("cp1252", ("The encoding was guessed: windows-1252.",))]
)
def test_encodings(name: str, said: tuple[str, ...]) -> None:
    text = "Die Brücke über den Fluß wird im Frühjahr geöffnet, sagte der Bürgermeister. " * 5
    assert decode(text.encode(name)) == (text, said)


def test_a_declared_encoding_is_believed_only_where_it_fits() -> None:
    text = "Brücke über den Fluß"
    assert decode(text.encode("latin-1"), "latin-1") == (text, ())
    assert decode(text.encode(), "latin-1") == (text, ())
    assert decode(text.encode("cp1252"), "no-such-encoding")[0] == text


@pytest.mark.parametrize(
    ("encoding", "shown", "text"),
    [
        ("cp1250", "windows-1250", "Burmistrz powiedział, że nowy most przez rzekę zostanie otwarty na wiosnę. Źródła pieniędzy są różne."),
        ("iso8859_2", "iso-8859-2", "Burmistrz powiedział, że nowy most przez rzekę zostanie otwarty na wiosnę. Źródła pieniędzy są różne."),
        ("cp1250", "windows-1250", "Starosta řekl, že nový most přes řeku bude otevřen na jaře, a mnozí už tomu nevěřili."),
        ("cp1250", "windows-1250", "A polgármester azt mondta, hogy az új híd tavasszal nyílik meg. Őszinte örömük érthető."),
        ("cp1254", "windows-1254", "Belediye başkanı, nehrin üzerindeki yeni köprünün ilkbaharda açılacağını söyledi."),
        ("mac_roman", "mac-roman", "Der Bürgermeister sagte, die Brücke über den Fluß werde im Frühjahr eröffnet."),
        ("cp850", "cp850", "Der Bürgermeister sagte, die Brücke über den Fluß werde im Frühjahr eröffnet."),
        ("cp1252", "windows-1252", "Le maire a déclaré que le pont serait ouvert au printemps. Les habitants n’y croyaient déjà plus, à côté."),
    ],
)
def test_encodings_of_latin_letters_are_told_apart_by_the_letters_of_languages(encoding: str, shown: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, (f"The encoding was guessed: {shown}.",))


@pytest.mark.parametrize("text", ["It’s the town’s bridge, and they don’t mind.", "Ádám jött.", "Łódź."])
def test_a_guess_that_little_speaks_for_is_said_to_be_one(text: str) -> None:
    assert "Some characters may be wrong; save the file as UTF-8" in decode(text.encode("cp1250", "replace"))[1][0]


@pytest.mark.parametrize(("declared", "meant"), [("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("gb2312", "gb18030"), ("Shift_JIS", "cp932")])
def test_a_declared_encoding_is_read_as_browsers_read_it(declared: str, meant: str) -> None:
    text = {"cp1252": "“It’s 5 €” — he said", "gb18030": "朱镕基总理说，新桥将于明年春天通车。", "cp932": "髙橋さんは①と言った。"}[meant]
    assert decode(text.encode(meant), declared) == (text, ())


@pytest.mark.parametrize("declared", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "utf-32", "hex", "zip", "undefined"])
def test_what_no_document_is_encoded_in_is_not_believed(declared: str) -> None:
    text = "Die Brücke über den Fluß wird im Frühjahr geöffnet, sagte der Bürgermeister. " * 4
    start = time.monotonic()
    assert decode(text.encode("cp1252"), declared) == (text, ("The encoding was guessed: windows-1252.",))
    assert decode(b"\xe9" + b"a" * 1_000_000 + b"-", declared)[1]
    assert time.monotonic() - start < 10


def test_two_bytes_a_letter_without_a_mark_are_told_by_their_zeros() -> None:
    text = "\u201cWe could see it,\u201d said Ingrid."
    assert decode(text.encode("utf-16-le")) == (text, ("The encoding was guessed: utf-16-le.",))
    assert decode(text.encode("utf-16-be"), "UTF-16") == (text, ())
    assert Article.from_text("o\0n\0e\0 \0").text == "one"


def test_damaged_places_are_counted() -> None:
    text, notes = decode(("Brücke über den Fluß " * 20).encode() + b"\xff\xfe\xff")
    assert text.endswith("\ufffd")
    assert notes
    assert "not valid utf-8" in notes[0]


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The mayor said that the bridge over the river will be opened in the spring, and that it has cost more than was planned. " * 3, "de", "en"),
        ("Der Bürgermeister sagte, die Brücke über den Fluss werde im nächsten Frühjahr für den Verkehr eröffnet.", None, "de"),
        ("Le maire a déclaré que le nouveau pont sur la rivière serait ouvert au printemps prochain.", "en-US", "fr"),
        ("Мэр города сообщил, что новый мост через реку откроют весной.", None, "ru"),
        ("苍鹭号渡轮\n\n渡轮每天两次横渡洛恩河。它于1931年在布里格建造，可载客40人。船长阿达·莫尔自2004年以来一直驾驶它。", None, "zh"),
        ("Hi.", "nb-NO", "nb"),
        ("Hi.", None, None),
    ],
)
def test_languages(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared) == language


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_an_article_or_blank(text: str) -> None:
    if is_blank(clean_text(text)):
        with pytest.raises(ArticleError):
            Article.from_text(text)
        return
    article = Article.from_text(text)
    assert not is_blank(text)
    assert article.text == article.text.strip("\n ")
    assert article.text.encode()
    assert len(article.id) == 64
    assert "\r" not in article.text
    assert "\n\n\n" not in article.text


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\n\r\t •-.aZ"), max_size=300))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.lists(st.text(alphabet="abcdefghijkl .,", min_size=1, max_size=90), max_size=12).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    assert clean_text(text).replace("|", "").split() == text.split()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-8-sig"]))
def test_marked_encodings_round_trip(text: str, name: str) -> None:
    assume(not text.startswith("\0"))  # in UTF-16 its bytes are the mark of UTF-32: no document begins so
    assume(name != "utf-8" or "\0" not in text)  # without a mark, zeros in every second place are those of UTF-16
    assert decode(text.encode(name)) == (text, ())
