"""Word's tables whose grid says less than their cells."""

import pytest

from tests.importers.desk import body, imported, proved
from tests.importers.test_word import call, note, p, t, word


def table(grid: str, *rows: str) -> str:
    return f"<w:tbl>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, span: str = "") -> str:
    said = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span else ""
    return f"<w:tc>{said}{p(t(text))}</w:tc>"


GRIDS = {
    "none": "",
    "empty": "<w:tblGrid/>",
    "behind its properties": "<w:tblPr/>",
    "no widths": "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>",
    "too short": '<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>',
    "whole": '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>',
}


@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_no_cell_is_lost(grid: str) -> None:
    rows = cell("Flour", "2"), cell("rye") + cell("two sacks"), cell("oats") + cell("one sack")
    result = imported(word(p(t("Bread rose.")) + table(grid, *rows) + p(t("So."))), "essay.docx")
    proved(result)
    assert "| Flour | |\n| rye | two sacks |\n| oats | one sack |\n" in body(result)


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999", "500"])
def test_spans_that_are_none(span: str) -> None:
    """A damaged file is no fault of the program's."""
    result = imported(word(p(t("Bread rose.")) + table("", cell("rye", span)) + p(t("So."))), "essay.docx")
    proved(result)
    assert "rye" in body(result)


def test_columns_that_a_row_leaves_free_count() -> None:
    free = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    result = imported(word(p(t("Bread rose.")) + table("", free + cell("rye"), cell("oats", "2"))), "essay.docx")
    proved(result)


TITLED = '<w:tblPr><w:tblCaption w:val="Sacks of flour"/><w:tblDescription w:val="Who had how many"/></w:tblPr>'


def test_a_title_that_word_shows_nowhere_is_said_and_is_no_text() -> None:
    made = table(TITLED, cell("rye") + cell("two sacks"))
    result = imported(word(p(t("Bread rose.")) + made + p(t("So."))), "essay.docx")
    proved(result)
    assert "Sacks of flour" not in result.markdown
    has = "the table that begins with “rye two sacks” has the {} in its alternative text, which Word does not show"
    said = [str(finding.message) for finding in result.findings]
    assert has.format("title “Sacks of flour”") in said
    assert has.format("description “Who had how many”") in said


def test_a_title_that_a_caption_says_too_is_not_said_again() -> None:
    made = p(t("Sacks of ") + t("flour"), "Caption") + table(TITLED, cell("rye") + cell("two sacks"))
    result = imported(word(p(t("Bread rose.")) + made + p(t("So."))), "essay.docx")
    proved(result)
    assert '::: {.table caption="Sacks of flour"}' in body(result)
    assert not [finding for finding in result.findings if "title “" in str(finding.message)]


def test_a_caption_keeps_its_note_and_its_emphasis() -> None:
    made = p(t("Sacks of ") + t("flour", "<w:i/>") + call(1), "Caption") + table("", cell("rye") + cell("two"))
    result = imported(word(p(t("Bread rose.")) + made, note(1, "So.")), "essay.docx")
    proved(result)
    assert body(result).endswith("\n| rye | two |\n\n: Sacks of *flour*[^1]\n\n[^1]: So.\n")
