"""Headings, breaks, run-on lines, verse, links, dashes: what becomes of the shapes of a text."""

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.importers.flattened.links import addresses
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source

LONG = (
    "The bakers of the town met early in the year, for the price of flour had risen again, and spoke of nothing else."
)


def body(text: str) -> str:
    markdown = import_plain(Source("x.txt", text, "0")).markdown
    return markdown.split("---\n\n", 1)[1] if markdown.startswith("---\n") else markdown


def blocks_of(*blocks: str) -> list[str]:
    """The Markdown of these blocks, in a text with a title and two paragraphs before them."""
    return body("\n\n".join(("Flour and its friends", LONG, LONG, *blocks))).rstrip("\n").split("\n\n")[2:]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("The price of flour", LONG), "## The price of flour"),
        (("CHAPTER II", LONG), "## CHAPTER II"),
        (("II", "The price of flour", LONG), "## II. The price of flour"),
        (("Chapter 2: The mill", LONG), "## Chapter 2: The mill"),
        (("Conclusion", LONG), "## Conclusion"),
        (("The mill\n========", LONG), "## The mill"),
        (("C#", LONG), "## C\\#"),
        (("SCENE I. A mill.", LONG), "## SCENE I. A mill."),
        (("Szene 2", LONG), "## Szene 2"),
    ],
)
def test_heading(blocks: tuple[str, ...], expected: str) -> None:
    assert blocks_of(*blocks) == [expected, LONG]


@pytest.mark.parametrize("end", ["in the spring of 1672.", "in 1672", "in the year 1914?", "(1831)."])
def test_heading_above_a_paragraph_that_ends_in_a_year(end: str) -> None:
    told = f"{LONG} Whoever had flour kept it to himself, and it was sold at a loss {end}"
    assert blocks_of("The price of flour", told) == ["## The price of flour", told]
    assert blocks_of("Orsby", "The mill, 3 May 1672.", LONG) == ["Orsby", "The mill, 3 May 1672.", LONG]


def test_scenes_stand_below_acts() -> None:
    heads = [
        line for line in blocks_of("ACT I", "SCENE I", LONG, "SCENE II. The mill.", LONG, "ACT II", LONG) if "#" in line
    ]
    assert heads == ["## ACT I", "### SCENE I", "### SCENE II. The mill.", "## ACT II"]


@pytest.mark.parametrize("mark", ["", "7", "⁷", "[7]", "*"])
def test_heading_above_a_short_paragraph_whose_mark_is_not_read(mark: str) -> None:
    assert blocks_of("2. The mill", f"It stood by the river.{mark}")[0] == "## 2. The mill"


def test_roman_number_and_a_word_is_a_heading_beside_the_next() -> None:
    assert blocks_of("I. Flour", LONG, "II. The mill", LONG, "V. Bread", LONG) == [
        "## I. Flour",
        LONG,
        "## II. The mill",
        LONG,
        "V. Bread",
        LONG,
    ]
    assert blocks_of("I. Marten", LONG, "The mill", LONG) == ["I. Marten", LONG, "## The mill", LONG]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("CHAPTER II\nTHE MILL", LONG), "## CHAPTER II. THE MILL"),
        (("CHAPTER II.\nThe Mill and the Weir", LONG), "## CHAPTER II. The Mill and the Weir"),
        (("III.\nOf the mill", LONG), "## III. Of the mill"),
        (("CHAPTER II\nTHE MILL\nAND THE WEIR", LONG), "## CHAPTER II. THE MILL AND THE WEIR"),
        (
            ("CHAPTER II", "OF THE MILL, AND OF\nALL WHO SLEPT IN IT", LONG),
            "## CHAPTER II. OF THE MILL, AND OF ALL WHO SLEPT IN IT",
        ),
        (("CHAPTER II. OF THE MILL.", LONG), "## CHAPTER II. OF THE MILL."),
        (("Chapter 2. Of the weir.", LONG), "## Chapter 2. Of the weir."),
        (("CHAPTER TWENTY-ONE.--THE WEIR", LONG), "## CHAPTER TWENTY-ONE.--THE WEIR"),
        (("Kapitel 2: Die Mühle", LONG), "## Kapitel 2: Die Mühle"),
        (("Chapter 2: The mill\n-------------------", LONG), "## Chapter 2: The mill"),
        (("THE MILL AND\nTHE WEIR", LONG), "## THE MILL AND THE WEIR"),
        (("II", "THE FLOUR.", LONG), "## II. THE FLOUR."),
        (("II", "The Mill and the Weir.", LONG), "## II. The Mill and the Weir."),
        (("II", "Who grinds the flour?", LONG), "## II. Who grinds the flour?"),
    ],
)
def test_heading_of_a_division_and_its_title(blocks: tuple[str, ...], expected: str) -> None:
    assert blocks_of(*blocks) == [expected, LONG]


@pytest.mark.parametrize(
    "line", ["Call me a baker.", "It rained.", "“Where is the flour?”", "The weir. A baker.", "Sleep!", "Silence."]
)
@pytest.mark.parametrize("number", ["CHAPTER II.", "II", "Chapter 2"])
def test_short_first_paragraph_is_no_title(number: str, line: str) -> None:
    assert blocks_of(number, line, LONG) == [f"## {number}", line, LONG]


def test_short_first_paragraph_is_said() -> None:
    text = f"Flour\n\n{LONG}\n\n{LONG}\n\nCHAPTER II.\n\nCall me a baker.\n\n{LONG}"
    said = [
        finding for finding in import_plain(Source("x.txt", text, "0")).findings if "below “CHAPTER" in str(finding)
    ]
    assert [f.message for f in said] == [
        "“Call me a baker.” stands below “CHAPTER II.” and is kept as the first paragraph"
    ]


def test_titles_that_mostly_end_in_stops() -> None:
    titles = ("Of the mill.", "The flour is ground.", "How bread is baked.")
    parts = [part for number, title in enumerate(titles, 1) for part in (f"CHAPTER {number}", title, LONG)]
    heads = [line for line in blocks_of(*parts) if line.startswith("#")]
    assert heads == [f"## CHAPTER {number}. {title}" for number, title in enumerate(titles, 1)]


def test_chapter_right_above_its_text() -> None:
    text = LONG.replace("for the", "for\nthe").replace("spoke of", "spoke\nof")
    assert blocks_of(f"CHAPTER II\n{text}", LONG) == ["## CHAPTER II", LONG, LONG]


@pytest.mark.parametrize(
    "block",
    ["Chapter 3\nof the book", "CHAPTER I\nCHAPTER II", "C\nCakes, 12", "CHAPTER II. The mill. It stood there."],
)
def test_lines_that_are_no_division(block: str) -> None:
    assert not any(line.startswith("#") for line in blocks_of(block, LONG, LONG))


@pytest.mark.parametrize(
    "line",
    [
        "They slept.",
        "Scene one was the mill.",
        "he said,",
        "Then the miller spoke:",
        "J. P. Roe",
        "London, May 1901",
        "“Bread is dear.”",
        "or so it went",
    ],
)
def test_line_that_is_no_heading(line: str) -> None:
    assert blocks_of(line, LONG) == [line, LONG]


@pytest.mark.parametrize(
    "line", ["[Note: the loaf is lost]", "[Illustration: A loaf]", "[Plate 3]", "[The end is torn]"]
)
def test_line_in_brackets_is_no_heading(line: str) -> None:
    assert blocks_of(line, LONG) == ["\\" + line, LONG]


@pytest.mark.parametrize("line", ["[Illustration: A loaf]", "[Plate 3]", "[Illustration]", "[Figure 2. The mill.]"])
def test_line_that_stands_for_a_picture_is_said(line: str) -> None:
    findings = import_plain(Source("x.txt", f"Flour\n\n{LONG}\n\n{LONG}\n\n{line}\n\n{LONG}", "0")).findings
    assert any(f.message == f"“{line}” stands for a picture and was kept as text" for f in findings)


def test_levels_of_parts_chapters_and_sections() -> None:
    got = blocks_of("Part I", "Flour", "I", "The mill", LONG, "The wheel", LONG)
    assert [line for line in got if line.startswith("#")] == ["## Part I. Flour", "### I. The mill", "#### The wheel"]


@pytest.mark.parametrize(
    "heads",
    [
        (
            "## 1. Mill",
            "### 1.1 Wheel",
            "#### 1.1.1 Axle",
            "#### 1.1.2 Rim",
            "### 1.2 Weir",
            "## 2. Town",
            "### 2.1 Clerk",
        ),
        ("## 1 Mill", "### 1.1 Wheel", "## 2 Town", "## References"),
        (
            "## I. The mill",
            "### A. The wheel",
            "#### 1. Axle",
            "### B. The weir",
            "## II. The town",
            "### A. The clerk",
        ),
        ("## 1. Mill", "### The wheel", "## 2. Town"),
        ("## The mill", "## 1. Wheel", "## 2. Weir"),
        ("## Chapter 1. Mill", "### 1.1 Wheel", "#### 1.1.1 Axle", "## Chapter 2. Town", "### 2.1 Clerk"),
        ("## The mill", "## Chapter 1. Wheel", "## Part II. Town", "### Chapter 2. Clerk", "#### The ink"),
        ("## § 1. Mill", "## § 2. Town"),
        ("## 1", "## 2", "## 3"),
    ],
)
def test_levels_of_numbered_sections(heads: tuple[str, ...]) -> None:
    got = blocks_of(*(part for head in heads for part in (head.lstrip("# "), LONG, LONG)))
    assert [line for line in got if line.startswith("#")] == list(heads)


@pytest.mark.parametrize("figures", [("1", "3"), ("2", "3"), ("1", "2", "2")])
def test_figures_that_do_not_go_up_by_one_are_no_headings(figures: tuple[str, ...]) -> None:
    got = blocks_of(*(part for figure in figures for part in (figure, LONG, LONG)))
    assert not any(line.startswith("#") for line in got)


def test_wide_gap_is_a_break_and_reported() -> None:
    result = import_plain(Source("x.txt", f"Flour\n\n{LONG}\n\n{LONG}\n\n\n{LONG}\n", "0"))
    assert result.markdown.count("\n***\n") == 1
    assert result.report["lost_headings"] == [{"line": 8}]


@pytest.mark.parametrize("label", ["{}.", "[{}]", "{}", "({})", "^{}"])
def test_notes_that_stand_closer_than_paragraphs_say_nothing_of_gaps(label: str) -> None:
    """A short text has more notes than paragraphs."""
    paragraphs = [
        f"The nets were mended in the years of peace.{n} Nobody had asked for it,{n + 1} it is said." for n in (1, 3)
    ]
    notes = "\n".join(f"{label.format(number)} State archive, box {90 + number}." for number in range(1, 5))
    source = Source("x.txt", "\n\n".join(["Nets and Night", *paragraphs, "Notes", notes]), "0")
    result = import_plain(source)
    assert result.report["lost_headings"] == []
    assert "***" not in result.markdown
    assert result.markdown.count("\n[^") == 4


def test_the_end_of_a_page_is_no_break() -> None:
    """The text of a PDF without folios has an empty line and a form feed there."""
    result = import_plain(Source("x.txt", f"Flour\n\n{LONG}\n\n{LONG}\n\n\f{LONG}\n\n\f{LONG}\n\n{LONG}\n", "0"))
    assert "***" not in result.markdown
    assert result.report["lost_headings"] == []


@pytest.mark.parametrize("line", ["* * *", "***", "----", "⁂"])
def test_row_of_stars_is_a_break(line: str) -> None:
    assert blocks_of(line, LONG) == ["***", LONG]


def test_broken_lines_are_run_on() -> None:
    wrapped = (
        "The bakers of the town met early in the year, for the price of\n"
        "flour had risen again, and spoke of nothing else; it was a long-\n"
        "winded meeting, and the millers, who had come too, slept through\nmost of it.\n"
    )
    text = f"Flour\n\n{wrapped}\n{wrapped}"
    assert "of flour had risen again, and spoke of nothing else; it was a long-winded meeting" in body(text)
    assert body(text).count("\n") == 3


def test_verse_keeps_its_lines() -> None:
    verse = "    The mill goes round,\n    the flour falls,\n    no baker sleeps,\n    the miller calls."
    assert blocks_of(verse, LONG)[0] == (
        "::: verse\nThe mill goes round,\nthe flour falls,\nno baker sleeps,\nthe miller calls.\n:::"
    )


def test_dashes_and_dots() -> None:
    text = "He slept - or so they said - from 1974-79, or 3 - 4 years, well-fed ... and so on... It ended."
    assert blocks_of(text, LONG)[0] == (
        "He slept – or so they said – from 1974-79, or 3 - 4 years, well-fed … and so on... It ended."
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See http://mill.org/a_(b), there", "http://mill.org/a_(b)"),
        ("(www.mill.org/flour.html).", "www.mill.org/flour.html"),
        ("‘https://mill.org/a?b=c&d=e’;", "https://mill.org/a?b=c&d=e"),
        ("at www.mill.org; and", "www.mill.org"),
        ("http://mill.org/full.pdf+html, then", "http://mill.org/full.pdf+html"),
        ("the www. is wide", None),
        ("http:// is a scheme", None),
    ],
)
def test_addresses(text: str, address: str | None) -> None:
    assert [link.text for link in addresses(text)] == ([address] if address else [])


def test_links_keep_their_text() -> None:
    assert blocks_of("See http://mill.org/a_b, www.mill.org/c_d.", LONG)[0] == (
        "See <http://mill.org/a_b>, [www.mill.org/c_d](http://www.mill.org/c_d)."
    )


def test_invisible_signs_in_an_address_are_dropped() -> None:
    assert blocks_of("See http://mill\u00ad.org/a, then.", LONG)[0] == "See <http://mill.org/a>, then."


def test_offsets_count_the_text_as_given() -> None:
    text = f"\ufeffFlour\r\n\r\n{LONG}1\r\n\r\nIt ends.2\r\n\r\n\r\n1. a\r\n\r\n2. b\r\n"
    report = import_plain(Source("x.txt", text, "0")).report
    assert [text[note["offset"]] for note in report["notes"]] == ["1", "2"]
    assert [(note["line"], note["column"]) for note in report["notes"]] == [(3, len(LONG) + 1), (5, 9)]


@pytest.mark.parametrize("text", ["", "\ufeff", " \r\n\t\u00a0\n"])
def test_empty_text(text: str) -> None:
    with pytest.raises(PressError, match="empty"):
        import_plain(Source("x.txt", text, "0"))


def test_note_of_two_paragraphs() -> None:
    text = f"Flour\n\n{LONG}1 So it was.2\n\n\n1. One.\n\nAnd more of it.\n\n2. Two."
    assert body(text).endswith("[^1]: One.\n\n    And more of it.\n\n[^2]: Two.\n")


WRAPPED = (
    "The bakers of the town met early in the year, for the price of\nflour had risen again, and spoke of nothing else"
    " for a week or\nmore, as bakers do."
)
RUN_ON = " ".join(WRAPPED.split())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("- bread\n- salt and a\n  second line\n- rest", "- bread\n- salt and a second line\n- rest"),
        ("* bread\n\n* salt\n\n* rest", "- bread\n\n- salt\n\n- rest"),
        ("• bread\n• salt", "- bread\n- salt"),
        ("1. bread\n2. salt\n3. rest", "1. bread\n2. salt\n3. rest"),
        ("1) bread\n2) salt", "1. bread\n2. salt"),
        ("They asked for:\n- bread\n- salt", "They asked for:\n\n- bread\n- salt"),
        ("Flour\tSalt\nmuch\tlittle", "| Flour | Salt   |\n|-------|--------|\n| much  | little |"),
        (
            "Year     Flour    Salt\n1801     12s.     14s.\n1802      9s.      3s.\n1803      8s.      2s.",
            (
                "| Year | Flour | Salt |\n|-----:|------:|-----:|\n| 1801 |  12s. | 14s. |\n"
                "| 1802 |   9s. |  3s. |\n| 1803 |   8s. |  2s. |"
            ),
        ),
        (
            "1801     12s.     14s.\n1802      9s.\n1803      8s.      3s.",
            (
                "|      |      |      |\n|-----:|-----:|-----:|\n| 1801 | 12s. | 14s. |\n"
                "| 1802 |  9s. |      |\n| 1803 |  8s. |  3s. |"
            ),
        ),
    ],
)
def test_lists_and_tables(lines: str, expected: str) -> None:
    assert "\n\n".join(blocks_of(lines, LONG)[:-1]) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1. bread\n\n3. rest", "1\\. bread\n\n3\\. rest"),
        ("- bread", "\\- bread"),
        ("The end.  So it was.\nNo more.  They slept.\nAll was well.  So they say.", None),
    ],
)
def test_what_is_no_list_or_table(lines: str, expected: str | None) -> None:
    got = "\n\n".join(blocks_of(lines, LONG)[:-1])
    assert got == expected if expected else "|" not in got


def test_two_lists_that_follow_one_another_stay_two() -> None:
    assert "2. salt\n\n1) flour\n2) water" in body(
        f"Flour\n\n{LONG}\n\n1. bread\n2. salt\n\n1. flour\n2. water\n\n{LONG}"
    )


def test_quoted_mail_is_a_quotation() -> None:
    quoted = WRAPPED.replace("\n", "\n> ")
    text = f"Flour\n\n{WRAPPED}\n\nOn 3 May the miller wrote:\n> {quoted}\n>\n> {quoted}\n\n{WRAPPED}"
    assert f"On 3 May the miller wrote:\n\n> {RUN_ON}\n>\n> {RUN_ON}\n\n{RUN_ON}" in body(text)


@pytest.mark.parametrize(
    "verse", ["", "    The mill goes round,\n      And the flour falls,\n    No baker sleeps,\n    Nobody calls.\n\n"]
)
@pytest.mark.parametrize("text", [WRAPPED, LONG])
def test_a_quotation_of_two_lines_is_no_verse(text: str, verse: str) -> None:
    said = "    Bread is what the poor eat and what the rich sell to them as\n    long as the mill goes."
    got = body(f"Flour\n\n{text}\n\n{said}\n\n{text}\n\n{verse}{text}")
    assert "> Bread is what the poor eat and what the rich sell to them as long as the mill goes.\n" in got
    assert got.count("::: verse") == bool(verse)


def test_indented_lines_are_a_quotation_or_verse() -> None:
    prose = "    He said that bread was dear and that\n    nobody slept at all in that year,\n    which was true."
    verse = "    The mill goes round,\n    the flour falls,\n    no baker sleeps,\n    the miller calls."
    got = body(f"Flour\n\n{WRAPPED}\n\n{prose}\n\n{WRAPPED}\n\n{verse}\n\n{verse}\n\n{WRAPPED}")
    assert "> He said that bread was dear and that nobody slept at all in that year, which was true.\n" in got
    assert got.count("::: verse") == 1
    assert "the miller calls.\n\nThe mill goes round,\n" in got


QUOTED = """    The miller wrote that nothing of this kind had been seen in
    the valley before and that the bakers who had come
    down from the hills went home again without any flour"""


@pytest.mark.parametrize(
    "lines",
    [
        "The mill was well-\nknown in the\nwhole of the valley.",
        QUOTED,
    ],
)
def test_lines_that_run_on_are_no_verse(lines: str) -> None:
    assert "::: verse" not in body(f"Flour and its friends\n\n{LONG}\n\n{lines}\n\n{LONG}")


def test_verse_is_said() -> None:
    stanza = (
        "The miller went to market,\nHis sack upon his back;\nThe baker went to meet him\nAnd did not see the sack."
    )
    result = import_plain(Source("x.txt", f"Flour\n\n{LONG}\n\n{stanza}\n\n{stanza}\n\n{LONG}", "0"))
    assert "lines 5 to 13 are set as verse" in [finding.message for finding in result.findings]


def test_what_is_said_is_no_heading() -> None:
    assert blocks_of("Yes, he said", "No, said she", LONG) == ["Yes, he said", "No, said she", LONG]


def test_signs_that_do_not_show_are_counted() -> None:
    result = import_plain(Source("x.txt", f"Flour\n\nThe zero\u200bwidth mil\u00adler \u202ebread\u202c. {LONG}", "0"))
    assert "zerowidth miller bread." in result.markdown
    said = [finding.message for finding in result.findings]
    assert "a zero-width space was left out" in said
    assert "a soft hyphen was left out" in said
    assert "marks that turn the direction of writing were left out 2 times" in said


def test_spaces_of_other_kinds_are_counted_and_placed() -> None:
    lines = "\n\n".join(f"Of\u00a0the\u2009mill, for the {n} time.\u2003It stood." for n in range(5))
    result = import_plain(Source("x.txt", f"\ufeffFlour\n\n{lines}\n", "0"))
    said = {finding.message: finding for finding in result.findings}
    assert "Of the mill, for the 0 time. It stood." in result.markdown
    assert str(said["5 no-break spaces were made plain"].place) == "x.txt:3:3"
    assert said["5 no-break spaces were made plain"].hint == "more in line 5, 7 and further on"
    assert {"5 thin spaces were made plain", "5 em spaces were made plain"} <= said.keys()
    assert not any("zero-width" in message for message in said)


def test_the_last_line_of_a_text_is_no_heading() -> None:
    assert body("0\rA") == "A\n"


def test_an_item_with_another_bullet_is_one_of_the_list() -> None:
    items = "- that wages be paid;\n- that nobody be sent\n  away in winter;\n* that the rope be sound."
    expected = "- that wages be paid;\n- that nobody be sent away in winter;\n- that the rope be sound."
    assert blocks_of(items) == [expected]


def test_two_lines_of_quoted_mail_are_no_verse() -> None:
    assert blocks_of("> What did they say?\n> I never heard.", LONG) == [
        "> What did they say?\\\n> I never heard.",
        LONG,
    ]
