"""The title pages of word processors' files: what stands above a title, and which title it is."""

import pytest

from pressbuild.importers import Imported
from pressbuild.importers.documents.titlepage import Styled, above_title, meanings
from tests.importers import odt
from tests.importers.desk import body, proved
from tests.importers.test_word import W, p, read, t

LONG = "The oven was warm, and the bakers were up before it was light, as their fathers had been. " * 4


def word(*paragraphs: tuple[str, str]) -> Imported:
    return read("".join(p(t(text), style.replace(" ", "")) for text, style in paragraphs))


def libreoffice(*paragraphs: tuple[str, str]) -> Imported:
    return odt.read("".join(odt.h(t) if "Heading" in style else odt.p(t, style) for t, style in paragraphs))


BOTH = pytest.mark.parametrize("written", [word, libreoffice])


@BOTH
def test_the_only_title_may_stand_below_a_byline_and_a_dedication(written: object) -> None:
    assert callable(written)
    result = written(("By Ada Quill", ""), ("For my mother.", ""), ("Bread", "Title"), (LONG, ""))
    assert result.markdown.startswith("---\ntitle: Bread\nauthor: Ada Quill\n")
    assert body(result).startswith("For my mother.\n\nThe oven")
    said = [finding.message for finding in result.findings]
    assert "“For my mother.” stands above the title in the file, and begins the text now" in said
    proved(result)


@BOTH
def test_a_title_behind_much_text_is_a_heading(written: object) -> None:
    assert callable(written)
    result = written((LONG, ""), ("Part two", "Title"), ("More.", ""))
    assert body(result).endswith("\n\n# Part two\n\nMore.\n")
    assert "front-missing-key" in [finding.code for finding in result.findings]


@BOTH
def test_of_several_titles_the_first_is_the_works(written: object) -> None:
    assert callable(written)
    result = written(("Bread", "Title"), (LONG, ""), ("Part two", "Title"), ("More.", ""))
    assert result.markdown.startswith("---\ntitle: Bread\n")
    assert body(result).endswith("\n\n## Part two\n\nMore.\n")
    proved(result)


@BOTH
def test_a_lone_first_heading_is_the_title(written: object) -> None:
    assert callable(written)
    result = written(("Bread", "Heading 1"), ("By Ada Quill", ""), (LONG, ""))
    assert result.markdown.startswith("---\ntitle: Bread\nauthor: Ada Quill\n---\n\nThe oven")
    proved(result)
    for first in ("Introduction", "Chapter 1"):
        assert body(written((first, "Heading 1"), (LONG, ""))).startswith(f"# {first}\n\n")
    two = written(("Bread", "Heading 1"), (LONG, ""), ("Salt", "Heading 1"), (LONG, ""))
    assert body(two).startswith("# Bread\n\n")


def test_the_properties_title_speaks_against_a_heading() -> None:
    assert body(odt.read(odt.h("Of flour") + odt.p(LONG), title="Bread")).startswith("## Of flour\n\n")
    assert odt.read(odt.h("Bread") + odt.p(LONG), title="Bread").markdown.startswith(
        "---\ntitle: Bread\n---\n\nThe oven"
    )


def test_pages_calls_a_first_heading_just_so() -> None:
    style = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="Heading"/></w:style></w:styles>'
    result = read(p(t(LONG)) + p(t("Of flour"), "H") + p(t(LONG)), styles=style)
    assert "\n\n# Of flour\n\n" in body(result)
    proved(result)


def test_what_stands_in_tables_and_boxes_is_no_title_page() -> None:
    paragraphs = [Styled("title", "In a cell", free=False), Styled("title", "Bread"), Styled("", "It rose.")]
    assert list(meanings(paragraphs)) == ["heading1", "title", ""]
    assert list(above_title(paragraphs)) == []


@pytest.mark.parametrize("title", ["", "Bread"])
def test_levels_begin_below_the_title_and_none_is_left_out(title: str) -> None:
    heads = ("Of flour", 2), ("Of rye", 4), ("Of wheat", 4), ("Of salt", 3), ("Of yeast", 2), ("Of ovens", 1)
    page = "".join(odt.h(text, level) + odt.p(LONG) for text, level in heads)
    result = odt.read(page, title=title)
    above = "#" * bool(title)
    shown = [line for line in body(result).split("\n") if line.startswith("#")]
    assert shown == [
        above + one for one in ("# Of flour", "## Of rye", "## Of wheat", "## Of salt", "# Of yeast", "# Of ovens")
    ]
    proved(result)
