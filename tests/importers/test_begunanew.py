"""Marks that begin anew above one list of notes: it has those of the last chapter, or none where nobody can tell."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import imported, proved

SAID = "Nobody on the hill knew who had hung the bell, and nobody asked."
FORMS = {
    "glued": (".{}", "{}. "),
    "round": (" ({}).", "({}) "),
    "glued round": (".({})", "({}) "),
    "square": (".[{}]", "[{}] "),
    "raised": (".{}", "{} "),
    "caret": (".^{}", "{}. "),
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def chapter(head: str, form: str, names: str) -> str:
    mark = FORMS[form][0]
    shown = (mark.format(n) for n in range(1, len(names.split()) + 1))
    marks = (each.translate(RAISED) for each in shown) if form == "raised" else shown
    return f"{head}\n\n" + "\n\n".join(
        f"So the {name} said it rang{mark} {SAID}" for name, mark in zip(names.split(), marks, strict=True)
    )


def listed(form: str, names: str) -> str:
    labels = (FORMS[form][1].format(n) for n in range(1, len(names.split()) + 1))
    labels = (each.translate(RAISED) for each in labels) if form == "raised" else labels
    return "\n\n".join(f"{label}Of the {name}, p. 7." for label, name in zip(labels, names.split(), strict=True))


def read(*parts: str) -> Imported:
    result = import_plain(Source("bell.txt", "\n\n".join(("The Bell on the Hill", *parts)) + "\n", "0"))
    proved(result)
    return result


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heading", ["Notes\n\n", "\n"])
def test_list_has_the_marks_of_the_chapter_above_it(form: str, heading: str) -> None:
    lost, own = "smith clerk reeve", "ringer founder widow"
    result = read(chapter("The Rope", form, lost), chapter("The Clapper", form, own), heading + listed(form, own))
    first = result.markdown.index("The Clapper")
    assert "[^" not in result.markdown[:first]
    for number, name in enumerate(own.split(), 1):
        assert result.markdown.index(f"[^{number}]", first) > result.markdown.index(f"the {name} said")
        assert f"[^{number}]: Of the {name}" in result.markdown
    said = [finding for finding in result.findings if "numbers begin anew behind them" in finding.message]
    assert [(finding.code, finding.place and finding.place.line) for finding in said] == [("note-missing", 5)]
    assert said[0].message.startswith("3 figures from 1 to 3")


def test_list_that_fits_another_chapter_than_the_last_calls_nothing() -> None:
    """Is it the first chapter's, or has the last one lost a mark?"""
    names = "smith clerk reeve"
    result = read(
        chapter("The Rope", "glued", names), chapter("The Clapper", "glued", "ringer founder"), listed("glued", names)
    )
    assert result.report["notes"] == []
    assert any("its marks, or those of another list" in finding.message for finding in result.findings)


def test_list_below_a_heading_that_fits_another_chapter_than_the_last_calls_nothing() -> None:
    names = "smith clerk reeve"
    chapters = chapter("The Rope", "glued", names), chapter("The Clapper", "glued", "ringer founder")
    result = read(*chapters, f"Notes\n\n{listed('glued', names)}")
    assert result.report["notes"] == []
    assert [gap["number"] for gap in result.report["missing"]] == [1, 2, 3]
    assert any("5 figures from 1 to 3" in finding.message for finding in result.findings)


def test_notes_that_are_called_again_are_of_one_row() -> None:
    """Two of twelve notes, called once more at the end, begin no chapter."""
    names = "smith clerk reeve ringer founder widow miller tanner potter cooper joiner dyer"
    again = f"So they rang.1 {SAID} So they slept.2 {SAID}"
    result = read(chapter("The Rope", "glued", names), again, f"Notes\n\n{listed('glued', names)}")
    assert [note["number"] for note in result.report["notes"]] == list(range(1, 13))
    assert "the dyer said it rang.[^12]" in result.markdown


def test_items_that_a_row_goes_on_behind_begin_no_chapter() -> None:
    names = "smith clerk reeve ringer"
    text = chapter("The Rope", "glued", names).replace("the ringer", "the two.1 And the three.2 And the ringer")
    result = read(text, f"Notes\n\n{listed('glued', names)}")
    assert result.markdown.index("[^1]") < result.markdown.index("clerk")
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4]
    assert not any("begin anew" in finding.message for finding in result.findings)


def test_web_page_whose_first_chapter_lost_its_list() -> None:
    def html(text: str) -> str:
        return "".join(f"<p>{part}</p>" for part in text.split("\n\n"))

    lost = html(
        "\n\n".join(f"So the {name} rang.<sup>{n}</sup> {SAID}" for n, name in enumerate(("smith", "clerk"), 1))
    )
    own = html(
        "\n\n".join(f"So the {name} rang.<sup>{n}</sup> {SAID}" for n, name in enumerate(("ringer", "widow"), 1))
    )
    notes = html("1. Of the ringer, p. 7.\n\n2. Of the widow, p. 9.")
    text = f"<h1>The Bell</h1><h2>The Rope</h2>{lost}<h2>The Clapper</h2>{own}{notes}"
    page = f"<html><body><article>{text}</article></body></html>"
    result = imported(page, "bell.html")
    assert result.markdown.index("[^1]") > result.markdown.index("The Clapper")
    assert any("2 figures from 1 to 2" in finding.message for finding in result.findings)
