"""Tables that are wider than the page: smaller, then turned, then broken; nothing stands beyond the page's edge."""

from collections.abc import Iterator, Sequence

import pypdfium2
import pytest
from lxml import etree

from pressbuild.binders import typesetter
from pressbuild.binders.typesetter import Layout, Matter
from pressbuild.templates import stylesheet

SIDE, TOP, BOTTOM = 53.8, 53.8, 79.3  # points: the margins of print.css, at the side the narrower one


def root_with(*tables: Sequence[Sequence[str]]) -> etree._Element:
    """A page with tables between paragraphs."""
    root = etree.fromstring('<html lang="en"><head><title>T</title></head><body><main class="text"/></body></html>')
    main = root[1][0]
    for rows in tables:
        etree.SubElement(main, "p").text = "Before it."
        table = etree.SubElement(main, "table")
        for row in rows:
            line = etree.SubElement(table, "tr")
            for cell in row:
                etree.SubElement(line, "td").text = cell
    etree.SubElement(main, "p").text = "Behind it."
    return root


def typeset(root: etree._Element) -> Layout:
    return typesetter.typeset(Matter(root, [stylesheet("print.css")], {}))


def beyond(pdf: bytes) -> Iterator[str]:
    """The letters that stand beyond the text of their page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for number in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(number)
                if not (SIDE - 1 < left <= right < width - SIDE + 1 and BOTTOM - 42 < bottom <= top < height - TOP + 1):
                    yield text.get_text_range(number, 1)


def letters(pdf: bytes) -> str:
    """The letters and figures of all pages, sorted."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(sorted(filter(str.isalnum, words)))


@pytest.mark.parametrize(
    ("cells", "manner"),
    [
        (["1676", "Garthorpe", "vacant"], [None]),
        (["Featherstonehaugh"] * 5, [""]),
        (["12,345"] * 10, ["brevier"]),
        (["12,345"] * 12, ["minion"]),
        (["12,345"] * 14, ["turned", "brevier"]),
        (["12,345"] * 18, ["turned", "minion"]),
        (["12,345"] * 40, ["broken minion"]),
    ],
)
def test_is_set_so_that_it_fits(cells: list[str], manner: list[str | None]) -> None:
    root = root_with([cells, cells])
    layout = typeset(root)
    table = next(root.iter("table"))
    outer = [str(parent.get("class")) for parent in table.iterancestors("div")]
    assert [*outer, table.get("class") or None] == [*(each or None for each in manner)]
    assert not list(beyond(layout.pdf))
    assert letters(layout.pdf).count("1") >= 2 * "".join(cells).count("1")
    said = [finding.code for finding in layout.findings]
    assert said == (["overfull"] if "broken minion" in manner else [])


def test_a_turned_one_has_a_page_for_itself_and_the_text_goes_on() -> None:
    root = root_with([["12,345"] * 14], [["1", "2"]])
    layout = typeset(root)
    with pypdfium2.PdfDocument(layout.pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert [("12,345" in text, "it." in text) for text in texts] == [(False, True), (True, False), (False, True)]
    assert [child.tag for child in root[1][0]] == ["p", "div", "p", "table", "p"]


def test_one_that_is_too_high_when_turned_is_not_turned() -> None:
    root = root_with([["12,345"] * 14] * 40)
    layout = typeset(root)
    assert next(root.iter("table")).get("class") == "broken minion"
    assert not list(root.iter("div"))
    assert [finding.code for finding in layout.findings] == ["overfull"]


def test_a_word_alone_on_its_line_is_divided() -> None:
    """The rules of `breaks` keep a word whole by moving it to the next line, which a narrow cell does not have."""
    cells = ["antidisestablishmentarianism", "Featherstonehaugh", "conventicles", "schoolmasters", "nonconformists"]
    layout = typeset(root_with([cells, cells]))
    assert not layout.findings
    assert not list(beyond(layout.pdf))


@pytest.mark.parametrize("holder", ["blockquote", "ul/li", "section/ol/li"])
def test_one_within_something_is_set_smaller_and_never_turned(holder: str) -> None:
    root = root_with([["12,345"] * 11], [["12,345"] * 18])
    first, *further = holder.split("/")
    for table in list(root.iter("table")):
        outer = inner = etree.Element(first)
        for name in further:
            inner = etree.SubElement(inner, name)
        root[1][0].replace(table, outer)
        inner.append(table)
    layout = typeset(root)
    assert [table.get("class") in {"brevier", "minion"} for table in root.iter("table")] == [True, False]
    assert [table.get("class") for table in root.iter("table")][1] == "broken minion"
    assert not list(root.iter("div"))
    assert not list(beyond(layout.pdf))
    assert [finding.code for finding in layout.findings] == ["overfull"]
