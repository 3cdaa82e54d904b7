"""Looks that a page's stylesheet gives: runs become elements, of whole paragraphs the looks are said by name."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

LONG = "Bread rose in the oven of the mill before it was light, and the bakers of the street were up to see it. "
CSS = """.it { font-style: italic } p.strong{font-weight:700} /* .plain { font-style: italic } */
.caps, .x{font-variant: small-caps} .mid { text-align: center } .plain { color: red }"""


def page(content: str) -> Imported:
    return imported(f"<head><style>{CSS}</style></head><body><p>{LONG}</p>{content}<p>{LONG}</p></body>", "essay.html")


def said(result: Imported) -> list[str]:
    return [str(finding.message) for finding in result.findings if "on the page" in finding.message]


@pytest.mark.parametrize(
    ("paragraph", "look"),
    [
        ('<p class="it">It fell.</p>', "in italics"),
        ('<p class="strong">It fell.</p>', "in bold"),
        ('<p class="caps">It fell.</p>', "in small capitals"),
        ('<p class="mid">It fell.</p>', "centred"),
        ('<p align="center">It fell.</p>', "centred"),
        ("<center><p>It fell.</p></center>", "centred"),
        ('<div class="it"><p>It fell.</p></div>', "in italics"),
        ('<p style="font-style: italic">It fell.</p>', "in italics"),
    ],
)
def test_the_look_of_a_whole_paragraph_is_said_by_its_name(paragraph: str, look: str) -> None:
    result = page(paragraph)
    assert said(result) == [f"“It fell.” stands {look} on the page, which is not in the manuscript"]
    assert "\n\nIt fell.\n\n" in body(result)
    proved(result)


def test_several_paragraphs_are_counted() -> None:
    assert said(page('<p class="mid">It rose.</p><p class="mid">It fell.</p>')) == [
        "2 paragraphs, first “It rose.”, stand centred on the page, which is not in the manuscript"
    ]


@pytest.mark.parametrize(
    "words",
    [
        '<p class="plain">It fell.</p>',
        '<p class="unknown">It fell.</p>',
        '<h2 class="mid">Salt</h2>',
        '<p class="mid"><b>Salt</b></p>',
        '<p class="mid"> </p>',
        '<p>It <span class="it">fell</span>.</p>',
        '<p><span class="plain">It</span> fell.</p>',
    ],
)
def test_what_loses_no_look_is_not_said(words: str) -> None:
    result = page(words)
    assert said(result) == []
    assert "sheet" not in " ".join(finding.message for finding in result.findings)


def test_what_most_paragraphs_look_like_is_the_page_s_design() -> None:
    paragraphs = "".join(f'<p class="it">{LONG}</p>' for _ in range(9))
    assert said(page(paragraphs)) == []


def test_books_have_their_style_sheets_beside_them() -> None:
    pages = {"a.xhtml": f'<p>{LONG}</p><p class="mid">So.</p><p>{LONG}</p>'}
    sheet = {"s.css": ".mid { text-align: center }"}
    result = read(pages, manifest='<item id="s" href="s.css" media-type="text/css"/>', **sheet)
    assert said(result) == ["“So.” stands centred on the page, which is not in the manuscript"]
