"""Lines are as full as they can be where a text ends in a space before an element."""

import pypdfium2
import pytest
from lxml import etree

from pressbuild.binders.typesetter import Matter, typeset

WIDTHS = [width / 2 for width in range(300, 316)]  # in one of these the line has room for the words, not for the space
TEXT = "<p>This is a consideration of the usual nets, <em>holes</em>, which are mended by hand.</p>"


def first_lines(css: str) -> list[str]:
    """The first line of a paragraph for each of the widths, a page each."""
    body = "".join(f'<div style="width: {width}pt; break-after: page">{TEXT}</div>' for width in WIDTHS)
    root = etree.fromstring(f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>')
    style = "@page { size: 100mm 60mm; margin: 5mm } html { font: 10pt/12pt 'EB Garamond' } p { margin: 0 }"
    done = typeset(Matter(root, [f"{style} p {{ {css} }}"], {}, {}))
    with pypdfium2.PdfDocument(done.pdf) as document:
        return [page.get_textpage().get_text_range().splitlines()[0] for page in document][: len(WIDTHS)]


@pytest.mark.parametrize("css", ["", "hyphens: auto", "text-align: justify; hyphens: auto"])
def test_no_line_is_broken_early(css: str) -> None:
    lines = first_lines(css)
    assert all(len(line) > 30 for line in lines), lines
    assert any(line.rstrip().endswith("nets,") for line in lines), lines
