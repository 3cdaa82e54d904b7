"""Headings by size: short paragraphs in larger type are headings where pages have no others."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

LONG = "Bread rose in the oven of the mill before it was light, and the bakers of the street were up to see it. "
CSS = """p { font-size: 12pt } .big { font-size: 24pt } .mid { font-size: 18.0000pt; font-weight: bold }
.bold { font-weight: 700 } .note { font-size: 80% }"""


def page(content: str, css: str = CSS) -> Imported:
    result = imported(f"<head><title>Bread</title><style>{css}</style></head><body>{content}</body>", "essay.html")
    proved(result)
    return result


def headings(result: Imported) -> list[str]:
    return [line for line in body(result).splitlines() if line.startswith("#")]


def text(*heads: str) -> str:
    return "".join(f"{head}<p>{LONG}</p><p>{LONG}</p>" for head in heads)


@pytest.mark.parametrize(
    "head",
    [
        '<p class="big">Of {}</p>',
        '<p><span class="big">Of {}</span></p>',
        '<p><span class="big">Of </span><span class="big">{}</span></p>',
        '<p><font size="5">Of {}</font></p>',
        "<p><big>Of {}</big></p>",
        '<p style="font-size: 1.5em">Of {}</p>',
        '<p style="font-size: x-large"><b>Of {}</b></p>',
        '<div class="big">Of {}</div>',
    ],
)
def test_short_paragraphs_in_larger_type_are_headings(head: str) -> None:
    result = page(text(head.format("rye"), head.format("oats")))
    assert headings(result) == ["## Of rye", "## Of oats"]
    said = [finding.message for finding in result.findings if "is a heading" in finding.message]
    assert said == [f"“Of {grain}” is a heading: it is larger than the text" for grain in ("rye", "oats")]


def test_the_larger_the_higher() -> None:
    """LibreOffice's EPUBs: a title, chapters, sections, bold lines within them."""
    heads = ('<p class="big">Rye</p>', '<p class="mid">Bran</p>', '<p class="bold">Malt</p>', '<p class="big">Oats</p>')
    assert headings(page(text(*heads))) == ["## Rye", "### Bran", "#### Malt", "## Oats"]


def test_books_have_their_style_sheets_beside_them() -> None:
    title = '<p class="p0"><span class="s0">Bread</span></p><p class="p1"><span class="s1">By Ada Quill</span></p>'
    chapters = "".join(
        f'<p class="p2"><span class="s2">{head}</span></p><p class="p1"><span class="s1">{LONG}</span></p>'
        for head in ("Rye", "Oats")
    )
    sheet = {"s.css": ".s0 { font-size: 24pt; font-weight: bold } .s2 { font-size: 18pt; font-weight: bold } .s1 {\n}"}
    result = read({"a.xhtml": title + chapters}, manifest='<item id="s" href="s.css" media-type="text/css"/>', **sheet)
    assert headings(result) == ["## Rye", "## Oats"]
    assert "**" not in result.markdown


@pytest.mark.parametrize(
    "content",
    [
        text("<h2>Of rye</h2>", '<p class="big">Of oats</p>'),  # the page has headings
        text('<p class="big">It rose at night.</p>'),  # a sentence
        text(f'<p class="big">{LONG}</p>'),
        text('<ul><li class="big">Rye</li></ul>'),
        text('<table><tr><td class="big">Rye</td><td>Oats</td></tr></table>'),
        text('<p><span class="big">R</span>ye and oats</p>'),  # an initial
        text('<p class="note">Of rye</p>'),
        f'<p class="big">{LONG}</p><p class="big">Of rye</p><p class="big">{LONG}</p>',  # all is large
        '<p class="big">Of rye</p>' * 4 + "<p>They ate bread.</p>",  # a poster
        text("") + '<p class="big">The end</p>',  # no text stands below
    ],
)
def test_what_is_no_heading(content: str) -> None:
    assert [head for head in headings(page(content)) if "Of rye" not in head or "<h2>" not in content] == []
