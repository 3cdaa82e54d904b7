"""Labels of notes that a PDF's text has above all notes of a foot, in one column or two."""

import re
import shutil
import subprocess
from collections.abc import Container
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap

import pytest

from pressbuild.importers.flattened.apartlabels import tied
from pressbuild.importers.flattened.gutters import apart
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.flattened.sheet import Reset, Sheet
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

SENTENCES = (
    "The mill at Orsby stood on the east bank until the great flood carried it away with all that was in it.",
    "Its accounts of forty years went with it, and nobody has found them since, though many have looked.",
    "When the river was low the stones stood still, and flour came by road at twice the cost.",
    "The strike of the carters began in the spring and ended before the harvest, and left no paper behind.",
    "In the toll books of the bridge there are names that no other record has, and prices with them.",
)
FOLIO = "<style:footer><text:p><text:page-number>1</text:page-number></text:p></style:footer>"
SHORT = ("Toll book, f. 12.", "Marten, Rivers, p. 43", "Letter, 3 May.")
LONG = (
    "Toll book, f. 12.",
    "Marten, Rivers, p. 43. He says of the weir that it was old and that nobody loved it.",
    "Ibid.",
)


def prose(page: int, *numbers: int) -> str:
    """What a column holds; each note is called behind a sentence."""
    told = SENTENCES[page % 5 :] + SENTENCES[: page % 5]
    calls = dict(enumerate(numbers))
    return " ".join(f"{sentence}{calls.get(place, '')}" for place, sentence in enumerate(told))


def foot(numbers: tuple[int, ...], notes: tuple[str, ...], measure: int, gap: str = "\n") -> str:
    labels = gap.join(map(str, numbers))
    words = "\n".join("\n".join(wrap(note, measure)) for note in notes[: len(numbers)])
    return f"{labels}\n\n{words}\n"


def columns(notes: tuple[str, ...], count: int, measure: int = 34, gap: str = "\n") -> tuple[str, list[str]]:
    """Three pages of so many columns, as pdftotext gives them without `-layout`, and what they say."""
    pages, said = [], []
    for page in range(3):
        parts = []
        for column in range(count):
            first = 1 + 3 * (page * count + column)
            numbers = tuple(range(first, first + 3))
            said.append(prose(page + column, *numbers))
            parts.append("\n".join(wrap(said[-1], measure)) + "\n" + foot(numbers, notes, measure, gap))
        pages.append("\n".join(parts))
    return "Of the valley\n\n" + "\n\f".join(pages) + "\f", said


def letters(text: str) -> str:
    return "".join(text.split())


def read(text: str) -> Imported:
    result = import_plain(Source("x.txt", text, "0"))
    proved(result)
    return result


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("notes", [SHORT, LONG])
def test_labels_come_before_their_notes_in_their_order(notes: tuple[str, ...], count: int, gap: str) -> None:
    text, said = columns(notes, count, gap=gap)
    result = read(text)
    highest = 9 * count
    assert [mark["number"] for mark in result.report["notes"]] == list(range(1, highest + 1))
    for number in range(1, highest + 1):
        assert f"[^{number}]: {notes[(number - 1) % 3]}\n" in result.markdown
    whole = re.sub(r"\[\^(\d+)\]", r"\1", re.sub(r"\[\^\d+\]: .*\n", "", result.markdown))
    assert all(letters(words) in letters(whole) for words in said)
    told = [finding.message for finding in result.findings if "apart" in finding.message]
    assert told == [f"{highest} numbers of notes stood apart from their notes and were set before them in their order"]


def set_anew(text: str) -> Reset:
    columns = apart(text)
    return tied(columns, Sheet.of(columns.text))


def with_folios(text: str, first: int, amid: Container[int] = ()) -> str:
    """The pages with their numbers at the foot, below the notes, or `amid` the labels and these on some."""
    pages = text.split("\f")[:-1]
    for place, page in enumerate(pages):
        number = first + place
        if place in amid:
            above, below = page[: page.rindex("\n\n")], page[page.rindex("\n\n") :]
            pages[place] = f"{above}\n\n{number}{below}"
        else:
            pages[place] = f"{page}\n{number}\n\n"
    return "\f".join([*pages, ""])


@pytest.mark.parametrize("amid", [(), (1,), (0, 2)])
@pytest.mark.parametrize("first", [1, 3, 118])
@pytest.mark.parametrize("notes", [SHORT, LONG])
def test_the_number_of_a_page_at_its_foot_is_no_label(
    notes: tuple[str, ...], first: int, amid: tuple[int, ...]
) -> None:
    text, said = columns(notes, 1)
    result = read(with_folios(text, first, amid))
    assert [mark["number"] for mark in result.report["notes"]] == list(range(1, 10))
    for number in range(1, 10):
        assert f"[^{number}]: {notes[(number - 1) % 3]}\n" in result.markdown
    whole = re.sub(r"\[\^(\d+)\]", r"\1", re.sub(r"\[\^\d+\]: .*\n", "", result.markdown))
    assert all(letters(words) in letters(whole) for words in said)
    assert any("3 numbers of pages were left out" in finding.message for finding in result.findings)


NOTES_OF = {3: (1, 2), 4: (3,), 5: (4,), 6: (5, 6), 7: (7, 8), 8: (9, 10)}


def test_the_last_note_of_a_page_is_not_its_number() -> None:
    """Page 6 has note 6 at its foot, the label alone on its line; but a running foot of a sentence is no note."""
    pages = (
        f"OF THE VALLEY    {page}\n\n{brew(page, *numbers)}\n\n"
        + "".join(f"{number}\nToll book, f. {100 - number}.\n" for number in numbers)
        for page, numbers in NOTES_OF.items()
    )
    sheet = Sheet.of("Of the valley\n\n" + "\f".join(pages))
    shown = [line for index in sorted(sheet.edges.numbers) if (line := sheet.lines[index])]
    assert [sheet.text[line.start : line.end] for line in shown] == [f"OF THE VALLEY    {page}" for page in NOTES_OF]
    feet = "\f".join(f"{brew(page)}\n\n{page}\nPrinted in Orsby by the mill.\n" for page in NOTES_OF)
    assert any("6 numbers of pages were left out" in finding.message for finding in read(feet).findings)


def brew(page: int, *numbers: int) -> str:
    return "\n".join(wrap(" ".join((prose(page, *numbers), prose(page + 2))), 60))


def test_no_letter_goes_where_labels_move() -> None:
    for notes in (SHORT, LONG):
        text, _ = columns(notes, 2)
        moved = set_anew(text)
        assert len(moved.places) == 18
        assert sorted(letters(moved.columns.text)) == sorted(letters(text))
        places = [moved.columns.origin(place) for place, sign in enumerate(moved.columns.text) if not sign.isspace()]
        assert sorted(places) == [place for place, sign in enumerate(text) if not sign.isspace()]
        assert [text[place] for place in places] == [sign for sign in moved.columns.text if not sign.isspace()]


def test_notes_that_have_their_labels_follow_those_that_had_not() -> None:
    text, _ = columns(SHORT, 1)
    text = text.replace("7\n8\n9\n\n" + "\n".join(SHORT), f"7\n8\n\n{SHORT[0]}\n{SHORT[1]}\n9 {SHORT[2]}")
    assert f"9 {SHORT[2]}" in text
    result = read(text)
    assert [body["number"] for body in result.report["bodies"]] == list(range(1, 10))
    assert result.markdown.endswith(f"[^7]: {SHORT[0]}\n\n[^8]: {SHORT[1]}\n\n[^9]: {SHORT[2]}\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\f", ""),  # no pages
        lambda text: re.sub(r"(?<=[a-z]\.)\d+", "", text),  # nothing calls them
        lambda text: text.replace("Letter, 3 May.", "Letter, 3 May.\nCompare it."),  # four sentences for three figures
        lambda text: text.replace("\n\nToll", "\nToll"),  # figures that stand close to what follows
        lambda text: text.replace("Toll book, f. 12.\nMarten", "Toll book\nMarten").replace("\nLetter", " Letter"),
    ],
)
def test_labels_stay_where_notes_cannot_be_told(change: object) -> None:
    text, _ = columns(SHORT, 2)
    assert callable(change)
    changed = change(text)
    assert changed != text
    assert set_anew(changed).columns.text == changed


def test_columns_of_a_layout_whose_lines_stand_at_heights_of_their_own() -> None:
    """Each column has its notes below it, with their labels."""
    pages = []
    for page in range(3):
        left, right = (
            [*wrap(prose(page, *numbers), 30), "", *(f"{n}  {note}" for n, note in zip(numbers, SHORT, strict=True))]
            for numbers in ((1 + 6 * page, 2 + 6 * page, 3 + 6 * page), (4 + 6 * page, 5 + 6 * page, 6 + 6 * page))
        )
        rows = [(a, b) for a, b in zip_longest(left[:8], right[:8], fillvalue="")]
        for a, b in zip_longest(left[8:], right[8:], fillvalue=""):
            rows += [(a, ""), ("", b)]
        pages.append("\n".join(f"{a:<34}{b}".rstrip() for a, b in rows if a or b))
    result = read("\n\f".join(pages) + "\f")
    assert [body["number"] for body in result.report["bodies"]] == list(range(1, 19))
    assert [mark["number"] for mark in result.report["notes"]] == list(range(1, 19))
    assert "lines 1 to" in next(f.message for f in result.findings if "two columns" in f.message)


def test_columns_that_were_mixed_before_are_said() -> None:
    pages = []
    for page in range(3):
        numbers = [6 * page + n for n in (1, 4, 2, 5, 3, 6)]
        words = "\n\n".join("\n".join(wrap(prose(n, n), 34)) for n in numbers)
        notes = "\n".join(f"{n} {SHORT[n % 3]}" for n in sorted(numbers))
        pages.append(f"{words}\n\n{notes}\n")
    result = read("\n\f".join(pages))
    said = [finding for finding in result.findings if "columns are mixed" in finding.message]
    assert len(said) == 1
    assert "the marks of notes there go 1, 4, 2, 5, 3, 6" in said[0].message
    assert "-layout" in said[0].hint


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and Poppler")
@pytest.mark.parametrize("options", [(), ("-layout",)])
@pytest.mark.parametrize(("count", "foot"), [(1, ""), (2, ""), (1, FOLIO)])
def test_pages_of_libreoffice(tmp_path: Path, count: int, foot: str, options: tuple[str, ...]) -> None:
    """Its raised figures before notes, in PDF pages of one column and of two, and with their numbers at the foot."""
    numbers = iter(range(1, 99))
    paragraphs = "".join(
        f'<text:p text:style-name="Text">{SENTENCES[place % 5]} {SENTENCES[(place + 2) % 5]}{called(next(numbers))} '
        f"{SENTENCES[(place + 4) % 5]}</text:p>"
        for place in range(18)
    )
    (tmp_path / "valley.fodt").write_text(
        FODT.format(columns=count, foot=foot, paragraphs=paragraphs), encoding="utf-8"
    )
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    for command in (
        ["soffice", home, "--headless", "--convert-to", "pdf", "valley.fodt"],
        ["pdftotext", *options, "valley.pdf", "valley.txt"],
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    result = read((tmp_path / "valley.txt").read_text(encoding="utf-8"))
    if mixed := [finding.message for finding in result.findings if "columns are mixed" in finding.message]:
        assert (count, options) == (2, ())
        assert "go 1, 4, 2, 5, 3, 6" in mixed[0]
        return  # pdftotext has given a paragraph of each column in turn
    assert [mark["number"] for mark in result.report["notes"]] == list(range(1, 19))
    for number in range(1, 19):
        assert f"[^{number}]: {SHORT[number % 3]}\n" in result.markdown


def called(number: int) -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f'<text:note-body><text:p text:style-name="Small">{SHORT[number % 3]}</text:p></text:note-body></text:note>'
    )


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Text" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/>
<style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Small" style:family="paragraph">
<style:paragraph-properties fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/>
<style:text-properties fo:font-size="8pt"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm">
<style:page-layout-properties fo:page-width="15cm" fo:page-height="20cm" fo:margin="2cm">
<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/></style:page-layout-properties></style:page-layout>
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="pm">{foot}</style:master-page></office:master-styles>
<office:body><office:text>{paragraphs}</office:text></office:body></office:document>"""
