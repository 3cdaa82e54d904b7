"""The reading edition: every word of the work in its order on A5, tagged, with numbers of pages that are right."""

import random
import re
from collections import Counter
from ctypes import byref, c_double
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from pressbuild.binders import typesetter
from pressbuild.binders.pdf import lay_out, page
from pressbuild.binders.pdf import matter as pdf_of
from pressbuild.binders.typesetter import Layout
from pressbuild.document import (
    Attributes,
    Figure,
    Front,
    Heading,
    Image,
    Note,
    NoteRef,
    SmallCaps,
    Span,
    Sub,
    Sup,
    Text,
)
from pressbuild.edition import Asset, Edition
from pressbuild.house import Notes
from tests.binders import everything
from tests.binders.everything import p, text
from tests.desk import document
from tests.tools import pdf

POINTS = 72 / 25.4
A5 = (148 * POINTS, 210 * POINTS)
LINE = 14.0
SENTENCE = (
    "A printer who has nothing to say will sometimes say it beautifully, and the reader, who has not been told, "
    "goes on admiring the extraordinary regularity of the composition until the candle has burnt out. "
)


def prose(paragraphs: int) -> list[Any]:
    """Paragraphs of unequal length, with a note now and then."""
    return [
        p(SENTENCE * (1 + number % 5), *([NoteRef(str(number))] if number % 4 == 0 else []))
        for number in range(paragraphs)
    ]


def essay(paragraphs: int = 60, **front: object) -> Edition:
    notes = tuple(Note(str(n), (p(f"Note to paragraph {n}. {SENTENCE}"),)) for n in range(0, paragraphs, 4))
    blocks = (*prose(paragraphs // 2), Heading(2, text("A heading")), *prose(paragraphs)[paragraphs // 2 :])
    return everything.edition(everything.short(*blocks, notes=notes, **front))


@pytest.fixture(scope="module")
def layout() -> Layout:
    return lay_out(everything.edition())


@pytest.fixture(scope="module")
def long_layout() -> Layout:
    return lay_out(essay(authors=("A. Author",)))


@pytest.fixture(scope="module")
def opened(layout: Layout) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(layout.pdf))


# --- the file


def test_is_sound(layout: Layout) -> None:
    assert pdf.problems(layout.pdf) == []
    # the fonts have no Hebrew, and a stroke as wide as the line stands before a full stop
    assert {d.code for d in layout.findings if "U+05" not in d.message and "“.”" not in d.message} == set()


def test_same_bytes_at_another_time_and_place(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    assert lay_out(everything.edition()).pdf == layout.pdf


def test_metadata(opened: pikepdf.Pdf) -> None:
    info = opened.docinfo
    assert str(info.Title) == everything.edition().full_title
    assert str(info.Author) == "Ada Byron Lovelace, Jean Paul"
    assert str(info.CreationDate).startswith("D:18431001000000")
    assert str(opened.Root.Lang) == "en-GB"
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == everything.edition().full_title


def test_letterspaced_words_are_whole_to_who_copies_them() -> None:
    """Readers of PDFs take a gap of a tenth of an em for a space."""
    words = [f"{capital}{small}" for capital in ascii_uppercase for small in ("a", "ox", "ty")]
    said = " ".join(words)
    heads = [Heading(2, text(said), Attributes(id="head")), p(SmallCaps(text(said)))]
    work = everything.short(*heads, kicker=text(said), title=text(said[:90]), authors=(said[:40],), publisher=said[:60])
    for number, printed in enumerate(pdf.pages(lay_out(everything.edition(work)).pdf)):
        found = re.findall(r"[A-Za-z]+", printed)
        assert number == 1 or {*found} <= {*words, *re.findall(r"[A-Za-z]+", f"{said[:90]} {said[:60]} {said[:40]}")}


def test_only_the_bundled_fonts(layout: Layout) -> None:
    assert all(name.startswith(("EB-Garamond", "Alegreya-Sans", "JetBrains-Mono")) for name in pdf.fonts(layout.pdf))


def test_pages_are_a5(layout: Layout) -> None:
    sizes = pdf.sizes(layout.pdf)
    assert len(sizes) == layout.pages
    assert all(size == pytest.approx(A5, abs=0.1) for size in sizes)


def test_bookmarks(opened: pikepdf.Pdf) -> None:
    def titles(items: Any) -> list[Any]:
        return [[str(item.title), *titles(item.children)] if item.children else str(item.title) for item in items]

    with opened.open_outline() as outline:
        assert titles(outline.root) == [
            ["A heading with a note and a book", ["A deeper one", "Deeper still"]],
            "The ‘end’",
            "Notes",
        ]


# --- the words


def words(said: str) -> str:
    return "".join(re.findall(r"\w+", said))


def test_every_word_in_order(layout: Layout) -> None:
    printed = words(" ".join(pdf.pages(layout.pdf)[2:]))
    at = 0
    for paragraph in (
        "Words before the words",
        "To whom it may concern",
        "The opening, with small capitals and a note",
        "A heading with a note",
        "one in ‘another’",
        "A deeper one",
        "bold italic",
        "a < b && c",
        "after a break",
        "schöne Worte",
        "HTML",
        "outside",
        "Words of ‘somebody’",
        "A line, another line, a stanza.",
        "one within two 2",
        "Term",
        "its meaning",
        "its other meaning",
        "A caption with italics",
        "Stub a b",
        "c d",
        "Sum 1 2",
        "no caption",
        "A caption",
        "After the break.",
        'if a < b && "c" > d: pass',
        "In a division.",
        "The end.",
        "The note of the standfirst.",
        "The first of two paragraphs.",
        "an item",
        "A note that ends in verse",
        "Nothing refers to it.",
    ):
        found = printed.find(words(paragraph), at)
        assert found >= 0, paragraph
        at = found


def test_long_text_is_whole(long_layout: Layout) -> None:
    printed = words(" ".join(pdf.pages(long_layout.pdf)))
    assert printed.count(words(SENTENCE)[:60]) >= sum(1 + n % 5 for n in range(60)) - long_layout.pages


# --- the pages


def test_order_of_the_book(layout: Layout) -> None:
    printed = pdf.pages(layout.pdf)
    assert "All the kinds" in printed[0]
    assert "No rights < reserved" in printed[1]
    assert layout.anchors["section-1"] == 3
    assert layout.anchors["back-cover"] == layout.pages
    assert "What “every” node <looks> like & is" in printed[-1]


def test_heads_and_folios(long_layout: Layout) -> None:
    printed = pdf.pages(long_layout.pdf)
    notes = long_layout.anchors["notes"]
    assert printed[2].endswith(" 3")
    assert not printed[2].endswith("Short 3")
    for number in range(4, notes):
        assert printed[number - 1].endswith(f" {'A. Author' if number % 2 == 0 else 'Short'} {number}")
    assert printed[notes - 1].startswith("Notes")
    assert re.search(r" Notes to pages \d+–\d+ \d+$", printed[notes])
    assert not re.search(r"\d$", printed[0] + printed[1] + printed[-1])


def test_return_pages(long_layout: Layout) -> None:
    notes = "".join(pdf.pages(long_layout.pdf)[long_layout.anchors["notes"] - 1 :])
    assert [int(page) for page in re.findall("→ (\\d+)", notes)] == [
        long_layout.anchors[f"ref-{number}"] for number in range(1, 16)
    ]


def called(*places: int) -> Layout:
    """A work whose one note is called in the paragraphs of these numbers."""
    blocks = [p(SENTENCE * 3, *([NoteRef("n")] * places.count(number))) for number in range(max(places) + 1)]
    return lay_out(everything.edition(everything.short(*blocks, notes=(Note("n", (p("The note."),)),))))


def links_back(layout: Layout) -> list[str]:
    with pikepdf.open(BytesIO(layout.pdf)) as document:
        links = [str(link.Dest) for page in document.pages for link in page.get("/Annots", []) if "/Dest" in link]
    return [link for link in links if link.startswith("ref-")]


def test_a_page_is_shown_once() -> None:
    layout = called(0, 0, 1, 20, 20, 30)
    pages = [layout.anchors[f"ref-1{tail}"] for tail in ("", "-2", "-3", "-4", "-5", "-6")]
    assert pages[:3] == [pages[0]] * 3
    assert pages[3] == pages[4]
    printed = re.sub(r"\s+", " ", pdf.pages(layout.pdf)[layout.anchors["notes"] - 1])
    assert re.findall("→ (\\d+)", printed) == [str(pages[0]), str(pages[3]), str(pages[5])]
    assert links_back(layout) == ["ref-1", "ref-1-4", "ref-1-6"]


def test_a_note_called_often_stays_on_its_page() -> None:
    assert called(*range(0, 120, 4)).findings == ()


def test_heads_of_notes_say_their_pages(long_layout: Layout) -> None:
    heads = {}
    for number in range(long_layout.anchors["notes"], long_layout.pages):
        text = pdf.pages(long_layout.pdf)[number - 1]
        found = re.search(r"Notes to pages? (\d+)(?:–(\d+))?", text)
        if found:
            heads[number] = (int(found[1]), int(found[2] or found[1]))
    assert heads
    for number, (first, last) in heads.items():
        here = [int(page) for page in re.findall(r"→ (\d+)", pdf.pages(long_layout.pdf)[number - 1])]
        assert first == min(here)
        assert last >= max(here)


def test_a_note_that_is_called_again_far_behind_does_not_stretch_the_head() -> None:
    notes = tuple(Note(str(n), (p(SENTENCE * 4),)) for n in range(40))
    blocks = [p(SENTENCE * 3, NoteRef(str(n))) for n in range(40)]
    again = p(SENTENCE, *(NoteRef(str(n)) for n in range(0, 40, 3)))
    layout = lay_out(everything.edition(everything.short(*blocks, again, notes=notes)))
    printed = [re.search(r"Notes to pages? (\d+)(?:–(\d+))? ", page) for page in pdf.pages(layout.pdf)]
    heads = [(int(found[1]), int(found[2] or found[1])) for found in printed if found]
    assert len(heads) > 2
    assert all(last == following or last + 1 == following for (_, last), (following, _) in pairwise(heads))


def test_no_paragraph_ends_with_a_line_of_one_short_word() -> None:
    root = page(
        everything.edition(
            everything.short(
                p("They did what they came for and went on.", NoteRef("n")), p("Seen ", Span("", text("to it.")))
            ),
        )
    )
    ends = ["".join(map(str, paragraph.itertext())) for paragraph in root.iterfind(".//main//p")]
    assert [end.count("\u00a0") for end in ends] == [1, 1]
    assert "went\u00a0on." in ends[0]


def test_a_long_word_stays_where_it_is() -> None:
    """It would leave a line of holes."""
    root = page(everything.edition(everything.short(p("This is the eccentric stock."))))
    assert "\u00a0" not in "".join(map(str, root.itertext()))


def test_the_head_of_a_column_leaves_no_short_word_alone() -> None:
    source = "| Trade | The writer vouches for |\n|---|---|\n| Term | the word that he said |\n"
    root = page(everything.edition(document(source)))
    assert ["".join(map(str, cell.itertext())) for cell in root.iter("th")] == ["Trade", "The writer vouches\u00a0for"]


def test_addresses_break_and_take_no_hyphen() -> None:
    root = page(everything.edition(document("See https://example.org/a/b_c.html there.")))
    link = next(link for link in root.iter("a") if "example" in (link.text or ""))
    assert link.get("class") == "address"
    assert (link.text or "").split("\u200b") == ["https://", "example.org", "/a", "/b", "_c", ".html"]
    assert not len(link)


@pytest.mark.parametrize("end", ["third *ibid.*", "at a *dial*.", "of **it all**", "by *A. B.*", "to a [link](#x) or"])
def test_only_last_lines_are_short(end: str, tmp_path: Path) -> None:
    chance = random.Random(end)
    said = SENTENCE.split()
    text = "\n\n".join(" ".join(chance.choices(said, k=chance.randint(20, 60))) + f" {end}" for _ in range(40))
    matter = pdf_of(everything.edition(document(f"{text}\n\n# Head {{#x}}\n")))
    shelf = typesetter._shelf_maker()(tmp_path)
    pages = typesetter._render(typesetter._weasyprint(), matter, None, shelf).pages
    boxes = [box for sheet in pages for box in sheet._page_box.descendants()]
    for block in (box for box in boxes if type(box).__name__ == "BlockBox"):
        lines = [line for line in block.children if type(line).__name__ == "LineBox"]
        for line in lines[:-1] if block.element_tag == "p" else ():
            assert len("".join(part.text for part in line.descendants() if hasattr(part, "text"))) > 40


def test_notes_run_on_where_the_house_says_so(long_layout: Layout) -> None:
    house = replace(everything.HOUSE, notes=Notes(start="run-on"))
    edition = replace(essay(authors=("A. Author",)), house=house)
    assert lay_out(edition).anchors["notes"] < long_layout.anchors["notes"]


def test_contents_of_a_long_work() -> None:
    blocks = [block for n in range(1, 6) for block in (Heading(2, text(f"Chapter {n}")), *prose(9))]
    notes = tuple(Note(str(n), (p("A note."),)) for n in range(0, 9, 4))
    layout = lay_out(everything.edition(everything.short(*blocks, notes=notes, contents=True)))
    listed = pdf.pages(layout.pdf)[2]
    assert re.findall("Chapter (\\d) (\\d+)", listed) == [
        (str(n), str(layout.anchors[f"section-{n}"])) for n in range(1, 6)
    ]
    assert layout.anchors["section-1"] == 5


@pytest.mark.parametrize("characters", [0, 200, 500, 900])
@pytest.mark.parametrize("title", ["Short", "A title of a middling length", "A long title: " + "of many words " * 8])
def test_the_title_page_is_one_page(title: str, characters: int) -> None:
    front = Front(
        title=text(title),
        subtitle=text("With a subtitle that takes its place"),
        kicker=text("Kicker"),
        standfirst=text((SENTENCE * 6)[:characters]),
        authors=("Anna Author", "Bertram Writer", "Carla Scribe"),
        translators=("Dora Translator",),
        publisher="The Press",
    )
    layout = lay_out(everything.edition(replace(everything.short(p("Text.")), front=front)))
    assert (layout.anchors["colophon"], layout.pages) == (2, 4)


# --- the lines


def baselines(data: bytes, number: int) -> list[float]:
    """How far below the top of the type area the lines of a page stand, in points, from the first down."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[number - 1]
        words = page.get_textpage()
        x, y = c_double(), c_double()
        heights: Counter[float] = Counter()
        for index in range(words.count_chars()):
            pypdfium2.raw.FPDFText_GetCharOrigin(words.raw, index, byref(x), byref(y))
            heights[round(A5[1] - 19 * POINTS - y.value, 1)] += 1
        words.close()
        page.close()
    return sorted(height for height in heights if 0 < height < 33 * LINE)


def test_lines_stand_on_the_grid() -> None:
    drawing = Asset("a.svg", everything.DRAWING, "image/svg+xml")
    figure = Figure(Image("a", "A line", attributes=Attributes(width="37%")), text("A caption. ", SENTENCE))
    blocks = (
        p("Text with ", Span("", text("words")), NoteRef("n"), " and a figure. ", SENTENCE), figure, p(SENTENCE * 2),
        Heading(2, text("A heading")), p(SENTENCE * 3),
    )  # fmt: skip
    work = everything.short(*blocks, notes=(Note("n", (p("A note."),)),))
    data = lay_out(everything.edition(work, assets={"a": drawing})).pdf
    heights = baselines(data, 3)
    whole = Counter(round(height % LINE, 1) for height in heights).most_common(1)[0]
    assert whole[1] == len(heights) - 3  # but for the caption's three lines


def test_every_page_of_prose_is_on_one_grid(long_layout: Layout) -> None:
    rests = {
        round(height % LINE, 1)
        for number in range(4, long_layout.anchors["section-1"])
        for height in baselines(long_layout.pdf, number)
    }
    assert len(rests) == 1


def line_ends(data: bytes, number: int) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return str(document[number - 1].get_textpage().get_text_range()).split("\r\n")


def test_no_word_is_divided_over_a_page(long_layout: Layout) -> None:
    for number in range(3, long_layout.anchors["notes"]):
        lines = [line for line in line_ends(long_layout.pdf, number)[1:] if not line.strip().isdigit()]
        assert not lines[-1].endswith("\u2010"), number


def test_no_ladders_of_hyphens(long_layout: Layout) -> None:
    for number in range(3, long_layout.pages):
        ends = [line.endswith("\u2010") for line in line_ends(long_layout.pdf, number)]
        assert not any(a and b and c for (a, b), (_, c) in pairwise(pairwise(ends)))


# --- the tags


def tree(element: Any, level: int = 0) -> list[tuple[int, str, Any]]:
    """The structure elements of a PDF, depth first: level, kind, element."""
    kids = element.get("/K", [])
    found = [(level, str(element.S)[1:], element)]
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += tree(kid, level + 1)
    return found


@pytest.fixture(scope="module")
def structure(opened: pikepdf.Pdf) -> list[tuple[int, str, Any]]:
    return tree(opened.Root.StructTreeRoot.K[0])


def test_is_tagged(opened: pikepdf.Pdf, structure: list[tuple[int, str, Any]]) -> None:
    assert opened.Root.MarkInfo.Marked
    kinds = Counter(kind for _, kind, _ in structure)
    assert {"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TH", "TD", "Figure", "Note", "Link"} <= set(
        kinds
    )


def test_heads_and_folios_are_artifacts(long_layout: Layout) -> None:
    with pikepdf.open(BytesIO(long_layout.pdf)) as document:
        content = document.pages[4].Contents.read_bytes()
        owners = document.Root.StructTreeRoot.ParentTree.Nums[9]
    marked = {int(number) for number in re.findall(rb"/MCID (\d+)", content)}
    assert content.count(b"/Pagination") == 2
    assert marked == {number for number, owner in enumerate(owners) if isinstance(owner, pikepdf.Dictionary)}


def test_lists_have_labels_and_bodies(structure: list[tuple[int, str, Any]]) -> None:
    for _, kind, element in structure:
        if kind == "LI":
            assert {str(kid.S) for kid in element.K} <= {"/Lbl", "/LBody", "/L"}


def test_header_cells_have_a_scope(structure: list[tuple[int, str, Any]]) -> None:
    scopes = [str(element.A.Scope) for _, kind, element in structure if kind == "TH"]
    assert scopes == ["/Column", "/Column", "/Row"]


def test_notes_are_notes(structure: list[tuple[int, str, Any]]) -> None:
    ids = [str(element.ID) for _, kind, element in structure if kind == "Note"]
    assert ids == list(dict.fromkeys(ids))
    assert len(ids) >= 4
    assert Counter(kind for _, kind, _ in structure)["Reference"] == 5


def test_links_say_where_they_lead(opened: pikepdf.Pdf) -> None:
    said = {str(link.Contents) for page in opened.pages for link in page.get("/Annots", [])}
    assert {"Note 1", "Back to reference 1", "https://example.org/?q=%E2%80%9Cx%E2%80%9D&r=%C3%A9"} <= said
    assert not any(re.match("note-|ref-", text) for text in said)


def test_languages_are_kept(structure: list[tuple[int, str, Any]]) -> None:
    assert {"de", "he", "fr", "la"} <= {str(element.Lang) for _, _, element in structure if "/Lang" in element}


def test_figures_have_their_words(structure: list[tuple[int, str, Any]]) -> None:
    assert [str(element.Alt) for _, kind, element in structure if kind == "Figure"] == ["a stroke", "A line", "A dot"]


# --- the specimen and the books


@pytest.mark.slow
def test_a_book_of_three_hundred_thousand_characters() -> None:
    blocks = [block for n in range(9) for block in (Heading(2, text(f"Chapter {n}")), *[p(SENTENCE * 6)] * 28)]
    layout = lay_out(everything.edition(everything.short(*blocks)))
    assert layout.pages > 120
    assert layout.findings == ()


@pytest.mark.parametrize("sign", ["1", "−", "é", "∞"])
def test_superiors_are_raised_and_inferiors_lowered(sign: str) -> None:
    """EB Garamond has some of its own (U+2212 is not among them); the others are made."""
    paragraph = p("x", Sup((Text(sign),)), "x", Sub((Text(sign),)), "x")
    made = lay_out(everything.edition(everything.short(paragraph)))
    with pypdfium2.PdfDocument(made.pdf) as document:
        words = document[2].get_textpage()
        boxes = [words.get_charbox(n) for n in range(words.count_chars()) if words.get_text_range(n, 1) == sign]
    (_, raised, _, top), (_, lowered, _, _) = boxes[:2]
    assert raised > lowered + 2
    assert top - raised < 7
