"""What begins a page stands on its first line, where no break is forced; what makes whole lines keeps its white."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pressbuild.binders import typesetter
from pressbuild.binders.typesetter import Matter
from pressbuild.templates import stylesheet

TOP = 19 * 96 / 25.4  # the margin of print.css, in pixels
LINE = 14 * 96 / 72
FULL = "<p>A line.</p>" * 33


def begins(block: str, folder: Path, before: str = FULL) -> float:
    """How far below its page's first line a block begins that stands behind a full page."""
    body = f"<section id='title-page'/><main class='text'>{before}{block}<p>Behind it.</p></main>"
    root = etree.fromstring(f"<html lang='en'><body>{body}</body></html>")
    matter = Matter(root, [stylesheet("print.css")], {}, {})
    document = typesetter._render(typesetter._weasyprint(), matter, None, typesetter._shelf_maker()(folder))
    boxes = [box for page in document.pages for box in page._page_box.descendants() if _is_mine(box)]
    return float(boxes[0].border_box_y() - TOP)


def _is_mine(box: Any) -> bool:
    return getattr(box, "element", None) is not None and box.element.get("id") == "mine"


@pytest.mark.parametrize(
    "block",
    [
        "<blockquote id='mine'><p>Words of another.</p></blockquote>",
        "<div class='verse' id='mine'><p><span class='line'>A line</span></p></div>",
        "<dl id='mine'><dt>A term</dt><dd>its meaning</dd></dl>",
        "<h3 id='mine'>A head</h3>",
        "<h2 id='mine'>A head</h2>",
    ],
)
def test_a_block_begins_a_page_on_its_first_line(block: str, tmp_path: Path) -> None:
    assert begins(block, tmp_path) == pytest.approx(0, abs=0.01)


def test_within_a_page_it_has_its_white(tmp_path: Path) -> None:
    block = "<blockquote id='mine'><p>Words of another.</p></blockquote>"
    assert begins(block, tmp_path, "<p>A line.</p>") == pytest.approx(2 * LINE, abs=0.01)


def test_a_break_that_is_forced_keeps_the_white(tmp_path: Path) -> None:
    block = "<blockquote id='mine' style='break-before: page'><p>Words of another.</p></blockquote>"
    assert begins(block, tmp_path) == pytest.approx(LINE, abs=0.01)


def test_a_table_brings_what_follows_onto_the_grid(tmp_path: Path) -> None:
    block = "<table><tr><td>a</td><td>b</td></tr></table><p id='mine'>On the grid.</p>"
    below = begins(block, tmp_path) / LINE
    assert below == pytest.approx(round(below), abs=0.01)
