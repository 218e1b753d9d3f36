"""Markers are read the same whether the text arrives at once or a character at a time; the article's own brackets are none."""

import pytest

from article_chat.markers import MAX_STATEMENT_CHARS, Marked, StatementReader, escape_brackets, in_brackets, read_markers, restore_brackets, without_notes
from tests.growth import FOURFOLD, growth

TAGS = (
    "b i u em strong sup sub p span cite q ul ol li answer response s div details summary blockquote mark small code pre a h2 table thead tbody tr th td"
    " final_answer output result B"
).split()
SAYS = ["also says", "tells us", *(f"{verb}{s}" for verb in "say state mention report note explain indicate describe".split() for s in ("", "s"))]


@pytest.mark.parametrize(
    ("text", "numbers", "unknown"),
    [
        ("Putin called Bush [1].", (1,), ()),
        ("Putin called Bush. [1]", (1,), ()),
        ("Putin called Bush.[1][3]", (1, 3), ()),
        ("Putin called Bush [1, 3].", (1, 3), ()),
        ("Putin called Bush [1; 3].", (1, 3), ()),
        ("Putin called Bush [1-3].", (1, 2, 3), ()),
        ("Putin called Bush [1–3].", (1, 2, 3), ()),
        ("Putin called Bush 【2】.", (2,), ()),
        ("Putin called Bush 【2†L3-L5】.", (2,), ()),
        ("Putin called Bush [Passage 2].", (2,), ()),
        ("Putin called Bush [passages 1 & 2].", (1, 2), ()),
        ("Putin called Bush [^4].", (4,), ()),
        ("Putin called Bush [2][2].", (2,), ()),
        ("Putin called Bush ［2］.", (2,), ()),
        ("Putin called Bush [1], [2].", (1, 2), ()),
        ("Putin called Bush [1] and [2].", (1, 2), ()),
        ("Putin [1] called [3] Bush.", (1, 3), ()),
        ("Putin called Bush ([2]).", (2,), ()),
        ("Putin called Bush<sup>[2]</sup>.", (2,), ()),
        ("<p><b>Putin</b> called Bush [2].</p>", (2,), ()),
        ("Putin called Bush [1 and 3].", (1, 3), ()),
        ("Putin called Bush [1]–[3].", (1, 2, 3), ()),
        ("Putin called Bush [[2]].", (2,), ()),
        ("Putin called Bush [2](#p-2).", (2,), ()),
        ("Putin called Bush [[2]](https://example.org/2).", (2,), ()),
        ("Putin called Bush \\[2\\].", (2,), ()),
        ("Putin called Bush.^2^", (2,), ()),
        ("Putin called Bush<sup>1, 2</sup>.", (1, 2), ()),
        ("Putin called Bush (passage 2).", (2,), ()),
        ("Putin called Bush (passages 1 and 2).", (1, 2), ()),
        ("Putin called Bush [Source: 2].", (2,), ()),
        ("Putin called Bush [#2].", (2,), ()),
        ("Putin called Bush [P2].", (2,), ()),
        ("*Putin* _called_ Bush [2].", (2,), ()),
        ("## Putin called Bush [2].", (2,), ()),
        ("> Putin called Bush [2].", (2,), ()),
        ("| Putin called Bush. | [2] |", (2,), ()),
        ("<answer>Putin called Bush [2].</answer><|im_end|>", (2,), ()),
        ("\u202e\x1b[1mPutin\x1b[0m called Bush\u200b [2].\x00", (2,), ()),
        ("According to [2], Putin called Bush.", (2,), ()),
        ("**According to passages 1 and 3**, Putin called Bush.", (1, 3), ()),
        ("- As stated in the passage [2], Putin called Bush.", (2,), ()),
        ("As passage 2 says, Putin called Bush.", (2,), ()),
        ("Passage 2 states that Putin called Bush.", (2,), ()),
        ("[1] and [2] say that Putin called Bush.", (1, 2), ()),
        ("Putin called Bush, as reported in [2].", (2,), ()),
        ("Putin called Bush (see [2]).", (2,), ()),
        ("Putin called Bush (Source: passage 2).", (2,), ()),
        ("[^2]: Putin called Bush.", (2,), ()),
        ("Putin called Bush [9].", (), ("[9]",)),
        ("Putin called Bush [0].", (), ("[0]",)),
        ("Putin called Bush [1, 9].", (1,), ("[9]",)),
        ("Putin called Bush [3-9].", (3, 4), ("[9]",)),
        ("Putin called Bush [3-1].", (), ("[3-1]",)),
        ("Putin called Bush [Passage #2].", (2,), ()),
        ("Putin called Bush [doc2].", (2,), ()),
        ("Putin called Bush [Excerpt 2].", (2,), ()),
        ("Putin called Bush [cite: 2, 3].", (2, 3), ()),
        ("Putin called Bush [Ref. 2].", (2,), ()),
        ("Putin called Bush [¶2].", (2,), ()),
        ("Putin called Bush (Source 2).", (2,), ()),
        ("Putin called Bush (Passage 3, Passage 2).", (3, 2), ()),
        ("Putin called Bush $^{2}$.", (2,), ()),
        ("Putin called Bush \\cite{2}.", (2,), ()),
        ('Putin called Bush<sup class="ref">[2]</sup>.', (2,), ()),
        ("Putin called Bush【2:0†article.txt】.", (), ()),
        ("Putin called Bush \ue200cite\ue202turn0search2\ue201.", (), ()),
        ("~~Putin called Blair.~~ Putin called Bush [2].", (2,), ()),
        ("**Answer:** Putin called Bush [2].", (2,), ()),
        ("Assistant: Putin called Bush [2].", (2,), ()),
        ("- [x] Putin called Bush [2].", (2,), ()),
        ("▪ Putin called Bush [2].", (2,), ()),
        ("(b) Putin called Bush [2].", (2,), ()),
        ("<details><summary></summary>Putin called Bush [2].</details>", (2,), ()),
        ("<ul><li><p>Putin <b>called</b> <code>Bush</code> [2].</p></li></ul>", (2,), ()),
        ("<final_answer>Putin called Bush [2].<|im_end|>", (2,), ()),
        ("<s><table><tr><td>Putin called Bush [2].</td></tr></table></s>", (2,), ()),
        *((f"Putin called Bush [{name} 2].", (2,), ()) for name in "citation Reference document Document doc paragraph para context text chunk".split()),
        *((f"Putin called Bush ({name} 2).", (2,), ()) for name in ("citation", "Reference")),
        *((f"Putin called Bush [2]({link}).", (2,), ()) for link in ("/p2", "./p2")),
        *((f"Putin called Bush [1]{dash}[3].", (1, 2, 3), ()) for dash in (" - ", "– ", " –")),
        *((f"<{tag}>Putin called Bush [2].</{tag}>", (2,), ()) for tag in TAGS),
        ("<bos>Putin called Bush<br/> [2].<eos><end_of_turn><start_of_turn>", (2,), ()),
        *((f"Passage 2 {says} that Putin called Bush.", (2,), ()) for says in SAYS),
        *((f"Passages 1, 2 {says} that Putin called Bush.", (1, 2), ()) for says in SAYS),
        *((f"{leaning} the passage [2], Putin called Bush.", (2,), ()) for leaning in ("Based on", "As per", "From", "In", "As was told by", "Per")),
        *((f"{leaning} passages 1 and 2, Putin called Bush.", (1, 2), ()) for leaning in ("Based on", "From", "In the", "PER")),
        *((f"The passages [1], [2] {say} that Putin called Bush.", (1, 2), ()) for say in ("say", "also state")),
        *((f"Putin called Bush ({leaning} [2]).", (2,), ()) for leaning in ("from", "in", "based on", "cf.", "cf", "as per", "source:", "as told in")),
        *((f"Putin called Bush, {naming} [2].", (2,), ()) for naming in ("as per", "see", "cf.", "cf", "source:", "source", "as was told by")),
        *((f"Putin called Bush {leaning} the passage 2.", (2,), ()) for leaning in ("as per", "according to")),
        *((f"{speaker}: Putin called Bush [2].", (2,), ()) for speaker in ("Final answer", "short answer", "Response", "AI", "A")),
        ("Putin called Bush ~~[1]~~ [2].", (2,), ()),
        ("  Putin  called\n Bush [2] .", (2,), ()),
    ],
)
def test_a_marker_is_taken_out_and_its_passages_are_known(text, numbers, unknown):
    assert read_markers(text, 4) == Marked("Putin called Bush.", numbers, unknown)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It fell.¹", "It fell."),
        ("It fell [1] [note 4].", "It fell."),
        ("It fell.⁴x", "It fell.⁴x"),
        ("It fell² then.", "It fell then."),
        ("Ten m² and 10⁹ km³.", "Ten m² and 10⁹ km³."),
    ],
)
def test_numbers_that_refer_claim_nothing(text, claim):
    assert without_notes(text) == claim


@pytest.mark.parametrize("text", ["It is the country that they live in [2].", "In passage 3 of the treaty, it fell [2]."])
def test_words_that_need_no_marker_stay(text):
    assert read_markers(text, 4) == Marked(text.replace(" [2]", ""), (2,))


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4, a*b*c and x_y_z",
        "2 *3 * 4",
        "2 * 3* 4",
        "2*3* 4",
        "2 *3*4",
        "2 _3 _ 4",
        "2 _ 3_ 4",
        "2_3_ 4",
        "2 _3_4",
        "* It fell * so *",
        "~~ 5 ~~ 6",
        "So it says in passage 4of the law",
        "Passage 3 fell",
    ],
)
def test_signs_that_set_nothing_stay(text):
    assert read_markers(f"So {text}.", 4).text == f"So {text}."


def test_brackets_that_are_no_marker_stay():
    assert read_markers("He said [sic] it was [about] f(1) [2].", 4) == Marked("He said [sic] it was [about] f(1).", (2,), ())


@pytest.mark.parametrize("text", ["As shown before [3], it fell [12].", "【3】, ［4］ and ] [ unbalanced", "none"])
def test_the_articles_own_brackets_survive_the_way_to_the_model_and_back(text):
    escaped = escape_brackets(text)
    assert not set("[]【】［］") & set(escaped)
    assert restore_brackets(escaped) == text


def test_a_quoted_bracket_of_the_article_is_no_citation():
    quoted = escape_brackets("Sales fell [3].")
    assert read_markers(f"{quoted} [1]", 4) == Marked("Sales fell [3].", (1,), ())


TEXTS = {
    "titles and ranks": (
        "The order came from Adm. Smith on Monday [1]. Then Rev. Jones left [2]. He said no. Cpl. Hart and Lt.-Gen. Orr stayed.",
        [("The order came from Adm. Smith on Monday.", (1,)), ("Then Rev. Jones left.", (2,)), ("He said no.", ()), ("Cpl. Hart and Lt.-Gen. Orr stayed.", ())],
    ),
    "markers behind the stop": (
        "Putin called Bush. [1] He spoke [2, 3]. The U.S. agreed.[4]",
        [("Putin called Bush.", (1,)), ("He spoke.", (2, 3)), ("The U.S. agreed.", (4,))],
    ),
    "abbreviations": (
        "Mr. Smith met Gen. A. Kvashnin at No. 10. [1] It cost $3.5 million [2].",
        [("Mr. Smith met Gen. A. Kvashnin at No. 10.", (1,)), ("It cost $3.5 million.", (2,))],
    ),
    "a country at the end": ("They helped the U.S. [1] Then they left [2].", [("They helped the U.S.", (1,)), ("Then they left.", (2,))]),
    "lines": ("Two things:\n- First [1]\n- Second. [2]\n3. Third [1][2]", [("Two things:", ()), ("First", (1,)), ("Second.", (2,)), ("Third", (1, 2))]),
    "a marker on its own line": ("Done.\n[2]\nNext [1].", [("Done.", ()), ("Next.", (1,))]),
    "quotation": ("“Go away!” he said. [1] “Why?” [2] No.", [("“Go away!” he said.", (1,)), ("“Why?”", (2,)), ("No.", ())]),
    "bold": ("**Revenue** fell [1].", [("Revenue fell.", (1,))]),
    "markers with commas behind the stop": ("It fell. [1], [2] It rose.[3]; [4] No.", [("It fell.", (1, 2)), ("It rose.", (3, 4)), ("No.", ())]),
    "markers of other forms": (
        "It fell.^1^ It rose. (passage 2) It stood.<sup>3</sup> It sank.[1](#p-1) It lay. [[2]] So.\\[3\\] It fell.[1]–[3] Yes, so.[4]",
        [
            ("It fell.", (1,)),
            ("It rose.", (2,)),
            ("It stood.", (3,)),
            ("It sank.", (1,)),
            ("It lay.", (2,)),
            ("So.", (3,)),
            ("It fell.", (1, 2, 3)),
            ("Yes, so.", (4,)),
        ],
    ),
    "raised numbers": ("It fell.¹ It rose² [2]. Ten m² [1].", [("It fell.¹", ()), ("It rose².", (2,)), ("Ten m².", (1,))]),
    "what only begins like a marker": (
        "It fell. (It rose.) <5 men came. ^ was seen.",
        [("It fell.", ()), ("(It rose.)", ()), ("<5 men came.", ()), ("^ was seen.", ())],
    ),
    "a code block": ("```text\nIt fell [1].\n```", [("It fell.", (1,))]),
    "numbered": ("1. It fell [1].\n2) **It rose** [2].", [("It fell.", (1,)), ("It rose.", (2,))]),
    "a marker that the end cuts": ("It fell [1]. It rose. [2", [("It fell.", (1,)), ("It rose.", ())]),
    "other line breaks of HTML": (
        "It fell [1]</li>It rose</DIV>It stood</h2>So</tr>It lay</summary>Nil<BR >End",
        [("It fell", (1,)), *((text, ()) for text in ("It rose", "It stood", "So", "It lay", "Nil", "End"))],
    ),
    "raised markers behind a space": (
        "It fell. ^1^ It rose. <sup>2</sup> It stood. <SUP> 3 </SUP> So. \\[1\\] No.",
        [("It fell.", (1,)), ("It rose.", (2,)), ("It stood.", (3,)), ("So.", (1,)), ("No.", ())],
    ),
    "a yes and a no": ("No. It fell [1]. Yes [2]. It rose.", [("No. It fell.", (1,)), ("Yes. It rose.", (2,))]),
    "a code block of the other kind": ("~~~\nIt fell [1].\n~~~", [("It fell.", (1,))]),
    "line breaks of HTML": ("It fell [1]<br>It rose.<br/><br />It stood [2]</p>", [("It fell", (1,)), ("It rose.", ()), ("It stood", (2,))]),
    "the article's own number by itself": ("It fell. ⟦3⟧ [1] It rose.⟦4⟧ [2] It stood.", [("It fell. [3]", (1,)), ("It rose.[4]", (2,)), ("It stood.", ())]),
    "only a marker": ("[1]", []),
    "only a raised number": ("It fell.¹\n\n¹ [1]", [("It fell.¹", ())]),
    "no space behind a marker": (
        "It fell[1].It rose[2]. It cost 3.5 million.Or so.",
        [("It fell.", (1,)), ("It rose.", (2,)), ("It cost 3.5 million.Or so.", ())],
    ),
    "an abbreviation in a marker": ("It fell [Ref. 1]. It rose [Ref. 2].", [("It fell.", (1,)), ("It rose.", (2,))]),
    "small letters and numerals": ("i. It fell [1]\nii. It rose [2]\na. It stood [3]", [("It fell", (1,)), ("It rose", (2,)), ("It stood", (3,))]),
    "a word for the number behind the stop": ("It fell. (Source 1) It rose. [Excerpt 2] So.", [("It fell.", (1,)), ("It rose.", (2,)), ("So.", ())]),
    "what points into tools": ("It fell.【4:0†a.txt】 It rose. 【4:1†a.txt】 So.", [("It fell.", ()), ("It rose.", ()), ("So.", ())]),
    "footnotes": ("It fell.[^1] It rose.[^2]\n\n[^1]: Passage 3\n[^2]: (passages 1, 2)", [("It fell.", (3,)), ("It rose.", (1, 2))]),
    "footnotes that say something": ("It fell.[^1]\n\n[^1]: It rose, too.", [("It fell.", (1,)), ("It rose, too.", (1,))]),
    "nothing": (" \n ", []),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_statements_are_the_same_however_the_text_arrives(name, size):
    text, expected = TEXTS[name]
    reader = StatementReader(4)
    got = [marked for start in range(0, len(text), size) for marked in reader.feed(text[start : start + size])] + reader.finish()
    assert [(marked.text, marked.numbers) for marked in got] == expected


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    ("reply", "headings"),
    [
        ("# The fall\nIt fell [1].", ["The fall"]),
        ("**The fall**\n\nIt fell [1].", ["The fall"]),
        ("| Event | Told |\n|:---|---:|\n| The fall | It fell [1] |", ["Event | Told"]),
        ("Event | Told\n--- | ---\nThe fall | It fell [1]", ["Event | Told"]),
        ("| The fall | It fell |\n| The rise | It rose |", []),
        ("__The fall__\nIt fell [1].", ["The fall"]),
        ("**The fall:**\n**The rise**:\nIt fell [1].", ["The fall:", "The rise:"]),
        ("It **fell** and **rose**\n**It** fell **again**\n# The fall [9]\n**No**", []),
        ("# The fall [1]\n**It fell.**\n**Yes**\n**It** fell", []),
    ],
)
def test_a_heading_is_known_by_how_it_is_set(reply, headings, size):
    reader = StatementReader(4)
    got = [marked for start in range(0, len(reply), size) for marked in reader.feed(reply[start : start + size])] + reader.finish()
    assert [marked.text for marked in got if marked.heading] == headings


def test_a_sentence_is_given_only_when_its_markers_must_be_complete():
    reader = StatementReader(4)
    assert reader.feed("It fell. [1") == []
    assert reader.pending == "It fell."
    assert reader.feed("] ") == []
    assert reader.feed("It rose") == [Marked("It fell.", (1,))]
    assert reader.pending == "It rose"
    assert reader.finish() == [Marked("It rose")]


@pytest.mark.parametrize(
    ("reply", "cited"),
    [
        ("It fell (1). It rose, too (2)!", "It fell [1]. It rose, too [2]!"),
        ("It fell (1), then rose (2, 3).", "It fell [1], then rose [2, 3]."),
        ("It fell in 1991 (2)\nIt rose (1)(3)", "It fell in 1991 [2]\nIt rose [1][3]"),
        ("It fell. (1) It rose. (2)", "It fell. [1] It rose. [2]"),
        ("It fell in Selm (2001). It rose (1).", "It fell in Selm (2001). It rose [1]."),
    ],
)
def test_a_number_in_parentheses_is_a_marker_where_markers_stand(reply, cited):
    assert in_brackets(reply, 4) == cited
    for size in (1, 5, 1000):
        reader = StatementReader.over(["It fell."] * 4)
        got = [marked for start in range(0, len(reply), size) for marked in reader.feed(reply[start : start + size])] + reader.finish()
        assert got == statements_of(cited, 4)


_PARTS = "article chapter clause figure item no no. number option part parts phase point rule sections step subsection table".split()


@pytest.mark.parametrize(
    "reply",
    [
        "(1) It fell. (2) It rose.",
        "Two things: (1) it fell; (2) it rose.",
        "Two things happened. (1) It fell. (2) It rose.",
        "It has two parts, (1) and (2).",
        "It is set out in section 4 (1).",
        "It is told in paragraph (2).",
        *(f"It is told under {word} 3 (2)." for word in _PARTS),
        "It fell f(1).",
        "It fell (9).",
        "It fell (1).\n(2) It rose.",
    ],
)
def test_a_number_in_parentheses_elsewhere_is_none(reply):
    assert in_brackets(reply, 4) == reply


@pytest.mark.parametrize("reply", ["It fell (1). It rose [2].", "It fell [2]. It rose (1).", "It fell (1). It rose (passage 2)."])
def test_a_reply_with_other_markers_has_none_in_parentheses(reply):
    reader = StatementReader.over(["It fell."] * 4)
    statements = [*reader.feed(reply), *reader.finish()]
    assert sorted(marked.numbers for marked in statements) == [(), (2,)]
    assert any("(1)" in marked.text for marked in statements)


def test_the_articles_own_number_in_parentheses_is_no_marker():
    reader = StatementReader.over(["The order (1).", "It fell."])
    assert [*reader.feed("It fell (1). "), *reader.finish()] == [Marked("It fell (1).")]


def statements_of(text: str, offered: int) -> list[Marked]:
    reader = StatementReader(offered)
    return [*reader.feed(text), *reader.finish()]


def test_the_bullet_of_the_next_item_is_no_part_of_this_one():
    reader = StatementReader(4)
    shown = []
    for char in "- It fell [1]\n- It rose [2]\n2. It stood [3]\n\n* So\nb) Yes\niv. No\n(c) It\n## So\n- [ ] It\n- [x] So\n| It | So |\n| No":
        reader.feed(char)
        shown.append(reader.pending)
    said = ("It fell", "It rose", "It stood", "So", "Yes", "No", "It", "It | So")
    assert set(shown) == {text[:end].strip(" |") for text in said for end in range(9)}


def test_text_without_a_full_stop_is_cut():
    statements = statements_of("word " * 1000, 2)
    assert len(statements) == 3
    assert max(len(statement.text) for statement in statements) <= MAX_STATEMENT_CHARS
    assert " ".join(statement.text for statement in statements) == ("word " * 1000).strip()
    late = statements_of("word " * 600 + "end [1]. Then it rose.", 2)
    assert max(len(statement.text) for statement in late) <= MAX_STATEMENT_CHARS


def test_a_megabyte_takes_no_more_than_its_share_of_time():
    assert len(statements_of("It rose again [1]. " * 50_000, 2)) == 50_000
    assert growth(lambda size: statements_of("It rose again [1]. " * size, 2), 2_000) < FOURFOLD


@pytest.mark.parametrize("space", [" ", "\n", "\t", " \n", "<br>"])
def test_a_long_run_of_white_space_takes_no_time(space):
    def pending(size: int) -> str:
        reader = StatementReader(4, parentheses=True)
        reader.feed(f"It fell (1){space * (size // len(space))}and")
        return reader.pending

    assert pending(400) == "It fell (1) and"
    assert growth(pending, 300) < FOURFOLD
