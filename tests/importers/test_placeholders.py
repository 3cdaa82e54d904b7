"""Titles and authors that programs write where nobody has named them."""

import pytest

from pressbuild.document import Front, Text
from pressbuild.importers.placeholders import is_placeholder, named
from tests.importers import odt
from tests.importers.desk import imported


@pytest.mark.parametrize(
    "name",
    [
        "- no title specified",
        "Unknown Title",
        "Unknown Author",
        "unknown",
        "Untitled Document",
        "Untitled-2",
        "New Page 1",
        "Microsoft Word - mills.docx",
        "mills.doc",
    ],
)
def test_names_that_programs_write(name: str) -> None:
    assert is_placeholder(name)


@pytest.mark.parametrize(
    "name", ["The Unknown Mill", "Unknown Soldiers", "Document of Rye", "No title to the land", "Rye"]
)
def test_names_that_are_some(name: str) -> None:
    assert not is_placeholder(name)


def test_they_are_in_no_front_matter() -> None:
    page = imported("<head><title>- no title specified</title></head><p>Bread rose.</p>", "essay.html")
    text = imported(odt.odt(odt.p("Bread rose."), title="Unknown Title"), "essay.odt")
    for made in (page, text):
        assert made.markdown == "Bread rose.\n"
        assert any("no title was found" in finding.message for finding in made.findings)
    front = Front(title=(Text("Unknown Title"),), authors=("Unknown Author", "Ada Quill"), lang="de")
    assert named(front) == Front(authors=("Ada Quill",), lang="de")


def test_a_heading_is_the_title_where_the_page_has_a_placeholder() -> None:
    made = imported("<head><title>Untitled Document</title></head><h1>Mills</h1><p>Bread rose.</p>", "essay.html")
    assert made.markdown == "---\ntitle: Mills\n---\n\nBread rose.\n"
