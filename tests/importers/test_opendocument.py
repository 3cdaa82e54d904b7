"""LibreOffice's texts made by hand: what they have in common with Word's is treated by the same rules."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, proved
from tests.importers.odt import STYLES, deleted, h, inserted, note, p, read, span


def said(result: Imported, code: str = "assumed") -> list[str]:
    return [str(finding.message) for finding in result.findings if finding.code == code]


def left(result: Imported) -> list[str]:
    return [str(piece["text"]) for piece in result.report["words"]["left_out"]]


def change(name: str, kind: str = "") -> str:
    return f'<text:change{kind} text:change-id="{name}"/>'


def test_changes_are_accepted_by_the_rule_for_word() -> None:
    regions = deleted("c1", p(f"old{note(1, 'So they said.')}")) + inserted("c2")
    text = p(f"It rose{change('c1')}. {change('c2', '-start')}New") + p(f"words{change('c2', '-end')} here.")
    result = read(text, regions)
    assert body(result) == "It rose. New\n\nwords here.\n"
    assert said(result)[:2] == ["deleted by Ed and left out: “old”", "inserted by Ed and kept: “New words”"]
    assert said(result, "note-orphan") == ["left out, it is a note whose mark Ed deleted: “So they said.”"]
    assert left(result) == ["old", "So they said."]
    proved(result)


def test_the_deletion_of_a_paragraphs_end_joins_two() -> None:
    result = read(p(f"It rose{change('c1')}and fell."), deleted("c1", p("") + p("")))
    assert body(result) == "It rose and fell.\n"
    assert "Ed deleted the end of a paragraph, which goes on now: “It rose”" in said(result)


def test_what_is_hidden_is_left_out() -> None:
    sections = '<text:section text:name="a" text:display="none">' + p("Unseen.") + "</text:section>"
    sections += '<text:section text:name="b">' + p("Seen.") + "</text:section>"
    result = read(p(f"It {span('secret ', 'Secret')}rose.") + sections)
    assert body(result) == "It rose.\n\nSeen.\n"
    assert left(result) == ["secret", "Unseen."]
    proved(result)


def test_boxes_and_shapes_stand_behind_their_paragraph_in_their_order() -> None:
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    shapes = box.format("One.") + "<draw:custom-shape><text:p>Two.</text:p></draw:custom-shape>"
    grouped = f"<draw:g>{box.format('Three.')}</draw:g>"
    result = read(p(f"Before, {shapes}{span(grouped, 'Slanted')}after.") + box.format("On the page.") + p("End."))
    assert body(result) == "Before, after.\n\nOne.\n\nTwo.\n\nThree.\n\nOn the page.\n\nEnd.\n"
    proved(result)


def test_indexes_go_and_bibliographies_and_numbered_paragraphs_stay() -> None:
    index = "<text:{0} text:name='x'><text:index-body>{1}</text:index-body></text:{0}>"
    text = p("Text.") + index.format("alphabetical-index", p("Index") + p("bread 4"))
    text += index.format("bibliography", p("Crumb 1901."))
    text += f"<text:numbered-paragraph><text:number>3.</text:number>{p('Third.')}</text:numbered-paragraph>"
    result = read(text)
    assert body(result) == "Text.\n\nCrumb 1901.\n\nThird.\n"
    assert left(result) == ["Index bread 4"]
    proved(result)


def test_a_section_that_is_a_file_of_its_own_is_an_error_where_its_words_are_missing() -> None:
    linked = '<text:section text:name="s"><text:section-source xlink:href="two.odt"/>{}</text:section>'
    missing = "a section that is a file of its own, two.odt, is not read, and its words are missing"
    for words, findings in (("", [missing]), (p("It fell."), [])):
        result = read(p("It rose.") + linked.format(words))
        assert [f.message for f in result.findings if f.code == "fidelity"] == findings


def test_running_heads_are_listed_once() -> None:
    page = "<text:page-number>1</text:page-number>"
    heads = f"<style:header><text:p>Of bread {page}</text:p></style:header><style:footer><text:p>{page}</text:p>"
    masters = "".join(f'<style:master-page style:name="{n}">{heads}</style:footer></style:master-page>' for n in "ab")
    assert left(read(p("Text."), masters=masters)) == ["Of bread 1"]


def test_small_capitals_with_type_in_them() -> None:
    result = read(p(f"By {span('nato ' + span('and', 'Slanted') + ' so', 'Small')} on."))
    assert body(result) == "By [nato *and* so]{.smallcaps} on.\n"
    proved(result)


def test_fields_own_marks_and_repeated_notes() -> None:
    star = """<text:note text:id="f" text:note-class="footnote"><text:note-citation text:label="*">*
        </text:note-citation><text:note-body><text:p>Star.</text:p></text:note-body></text:note>"""
    again = span('<text:note-ref text:note-class="footnote" text:ref-name="f">*</text:note-ref>', "Raised")
    fields = "Page <text:page-number>3</text:page-number> of <text:date>2 May</text:date>"
    result = read(h("Of flour") + p(f"{fields}.{star} So.{again}") + h("Of salt"))
    assert body(result) == "# Of flour\n\nPage 3 of 2 May.[^1] So.[^1]\n\n# Of salt\n\n[^1]: Star.\n"
    proved(result)


def test_a_table_in_a_table_is_paragraphs() -> None:
    table = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
    result = read(table.format(p(f"a{note(1, 'In a cell.')}") + table.format(p("inner"))) + p("End."))
    assert body(result) == "| |\n|---|\n| a[^1]<br>inner |\n\nEnd.\n\n[^1]: In a cell.\n"
    assert "a table within a table is paragraphs of its cell now: “inner”" in said(result)
    proved(result)


def test_embedded_objects_are_said_with_their_place() -> None:
    result = read(p('The rule <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>holds.'))
    assert said(result) == ["an embedded object is left out: “./Object 1” in “The rule holds.”"]


NAMED = (
    'style:name="Heading_20_2" style:display-name="Heading 2"',
    'style:name="P7" style:parent-style-name="Heading_20_2"',
    'style:name="Zweite" style:display-name="Überschrift 2"',
    'style:name="Chapter" style:default-outline-level="2"',
    'style:name="Own" style:parent-style-name="Chapter"',
)


@pytest.mark.parametrize("name", ["Heading_20_2", "P7", "Zweite", "Chapter", "Own"])
def test_headings_are_known_by_their_style_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph that is none by its markup: no `text:h`, no level in the outline."""
    styles = "".join(f'<style:style style:family="paragraph" {said}/>' for said in NAMED)
    monkeypatch.setattr("tests.importers.odt.STYLES", STYLES + styles)
    result = read(p("Bread", "Title") + h("Of flour") + p("It rose.") + p("Of salt", name) + p("It fell."))
    assert body(result) == "## Of flour\n\nIt rose.\n\n### Of salt\n\nIt fell.\n"
    proved(result)


def test_what_is_styled_as_a_heading_in_a_table_stays_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    styles = f'<style:style style:family="paragraph" {NAMED[0]}/>'
    monkeypatch.setattr("tests.importers.odt.STYLES", STYLES + styles)
    row = f"<table:table-row><table:table-cell>{p('Flour', 'Heading_20_2')}</table:table-cell></table:table-row>"
    result = read(f"<table:table>{row}</table:table>{p('End.')}")
    assert "| Flour |" in result.markdown
    assert "#" not in result.markdown
    proved(result)
