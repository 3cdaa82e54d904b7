"""Linked notes: where one ends and the next begins, what is its label, and what behind it is text again."""

import re

import pytest
from msgspec.structs import replace

from pressbuild.collation import collate
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

TEXT = (
    '<p>Bread rose.<a name="r1" href="#f1"><sup>1</sup></a> It fell,<a name="r2" href="#f2"><sup>2</sup></a> too.</p>'
)
LINES = {
    "labels in links": """<p><a name="f1" href="#r1">1.</a> See Miller.<br><a
        name="f2" href="#r2">2.</a> And Baker.</p>""",
    "empty anchors": """<p><a name="f1"></a>1. See Miller.<br/><a name="f2"></a>2. And Baker.</p>""",
    "spans": """<p><span id="f1">1. See Miller.</span><br/><span id="f2">2. And Baker.</span></p>""",
    "empty lines": """<div><a name="f1" href="#r1">[1]</a> See Miller.<br><br>
        <a name="f2" href="#r2">[2]</a> And Baker.<br><br></div>""",
    "one line": """<p><a name="f1" href="#r1">1.</a> See Miller. <a name="f2" href="#r2">2.</a> And Baker.</p>""",
    "within type": """<p><font size="2"><a name="f1" href="#r1">1</a>. See Miller.<br>
        <a name="f2" href="#r2">2</a>. And Baker.</font></p>""",
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_lines_of_one_paragraph(lines: str) -> None:
    expected = "Bread rose.[^1] It fell,[^2] too.\n\n[^1]: See Miller.\n\n[^2]: And Baker.\n"
    as_xhtml = lines.replace("<br>", "<br/>").replace("name=", "id=")
    for result in (imported(TEXT + lines, "essay.html"), read({"a.xhtml": TEXT.replace("name=", "id=") + as_xhtml})):
        assert body(result) == expected
        proved(result)


def test_lines_of_no_paragraph_end_where_one_begins() -> None:
    lines = '<hr><sup><a name="f1">1</a></sup> See Miller.<br><sup><a name="f2">2</a></sup> And Baker.'
    for end, text in (("", ""), ("<p>It ended.</p>", "It ended.\n\n"), ("<nav>Menu</nav><p>So.</p>", "So.\n\n")):
        result = imported(TEXT + lines + end, "essay.html")
        rule = "***\n\n" if text else ""
        assert (
            body(result) == f"Bread rose.[^1] It fell,[^2] too.\n\n{rule}{text}[^1]: See Miller.\n\n[^2]: And Baker.\n"
        )
        proved(result)


def test_notes_that_open_when_a_button_is_pressed() -> None:
    note = '<button popovertarget="{0}">{1}</button><span popover id="{0}">{2}</span>'
    text = f"<p>Bread rose.{note.format('a', 1, 'See Miller.')} It fell,{note.format('b', 2, 'And Baker.')} too.</p>"
    menu = '<button popovertarget="m">Menu</button><div popover id="m"><p>About</p></div>'
    result = imported(f"<article>{text}{menu}</article>", "essay.html")
    assert body(result).startswith("Bread rose.[^1] It fell,[^2] too.\n\n")
    assert body(result).endswith("[^1]: See Miller.\n\n[^2]: And Baker.\n")
    proved(result)


def test_a_raised_figure_names_its_note() -> None:
    page = '<p>Bread rose.<sup><a href="#n1">1</a></sup></p><div id="n1">See Miller.</div>'
    assert body(imported(page, "essay.html")) == "Bread rose.[^1]\n\n[^1]: See Miller.\n"


def test_an_empty_line_ends_the_last_line() -> None:
    result = imported(TEXT + LINES["labels in links"].replace("Baker.", "Baker.<br><br>Ann lives in Hull."), "e.html")
    assert body(result).startswith("Bread rose.[^1] It fell,[^2] too.\n\nAnn lives in Hull.\n\n[^1]: See")
    assert body(result).endswith("[^2]: And Baker.\n")
    proved(result)


@pytest.mark.parametrize(
    ("mark", "note", "wanted"),
    [
        ("a", "A loaf, she said.", "A loaf, she said."),
        ("i", "I came late.", "I came late."),
        ("a", "a. A loaf.", "A loaf."),
        ("b", "[b] Both rose.", "Both rose."),
        ("c", "<sup>c</sup>Crusts.", "Crusts."),
        ("1", "1 See Miller.", "See Miller."),
        ("1", "1914 was a bad year.", "1914 was a bad year."),
        ("1", "1.5 pounds of salt.", "1.5 pounds of salt."),
        ("*", "*See Miller.", "See Miller."),
    ],
)
def test_labels_are_parted_from_the_words(mark: str, note: str, wanted: str) -> None:
    result = imported(f'<p>Bread rose.<sup><a href="#fn1">{mark}</a></sup></p><p id="fn1">{note}</p>', "essay.html")
    assert body(result) == f"Bread rose.[^1]\n\n[^1]: {wanted}\n"
    proved(result)


def test_six_signs_in_their_order() -> None:
    signs = "*†‡§‖¶"
    text = "".join(f'<p>Bread rose.<a href="#s{n}"><sup>{sign}</sup></a> It fell.</p>' for n, sign in enumerate(signs))
    notes = "".join(f'<p id="s{n}"><sup>{sign}</sup> Of bread, p. {n}.</p>' for n, sign in enumerate(signs))
    result = imported(f"<html><body>{text}<h2>Notes</h2>{notes}</body></html>".encode(), "bread.html")
    proved(result)
    assert all(f"rose.[^{n + 1}]" in result.markdown for n in range(6))
    assert all(f"\n[^{n + 1}]: Of bread, p. {n}.\n" in result.markdown for n in range(6))


def test_bare_figures_are_words_where_no_other_note_has_a_label() -> None:
    page = TEXT.replace("#f", "#fn") + '<p id="fn1">1 Corinthians 3.</p><p id="fn2">And Baker.</p>'
    assert body(imported(page, "essay.html")).endswith("[^1]: 1 Corinthians 3.\n\n[^2]: And Baker.\n")


def test_the_proof_takes_no_label_on_trust() -> None:
    result = imported('<p>Bread rose.<sup><a href="#fn1">a</a></sup></p><p id="fn1">A loaf.</p>', "essay.html")
    (part,) = result.witness
    roles = {number: f"{role} A" if role == "note 1" else role for number, role in part.roles.items()}
    short = result.markdown.replace("A loaf", "loaf")
    assert [f.code for f in collate((replace(part, roles=roles),), short).findings] == ["fidelity"]


BARE = """<p>Bread rose.<a id="r1" href="#n1">{}</a> It fell,<a id="r2" href="#n2">{}</a> as note <a
    href="#n1">1</a> says.</p><p>So again.<a href="#n2">{}</a></p><h2>Notes</h2>
    <p><a id="n1" href="#r1">1</a>. See Miller.</p><p><a id="n2" href="#r2">2</a>. And Baker.</p><p>Both agree.</p>"""


@pytest.mark.parametrize("raised", ["{}", "<small>{}</small>", '<span class="super">{}</span>', "<b>[{}]</b>"])
def test_a_mark_that_nothing_raises_is_told_by_the_way_back(raised: str) -> None:
    result = imported(BARE.format(*(raised.format(label) for label in (1, 2, 2))), "essay.html")
    assert body(result) == (
        "Bread rose.[^1] It fell,[^2] as note 1 says.\n\nSo again.[^2]\n\n[^1]: See Miller.\n\n"
        "[^2]: And Baker.\n\n    Both agree.\n"
    )
    assert any("“Both agree.” is taken for a further paragraph of note 2" in f.message for f in result.findings)
    proved(result)


@pytest.mark.parametrize(
    "page",
    [
        '<p>Bread<a href="#n1">1</a> and salt.</p><h2>Notes</h2><ol><li id="n1">See Miller.</li></ol>',
        '<p>Bread<a id="r1" href="#n1">*</a> and salt.</p><p>So.</p><p id="n1"><a href="#r1">*</a> See Miller.</p>',
        '<p>Bread<a id="r1" href="#n1">1</a> and salt.</p><ol><li id="n1">See Miller. <a href="#r1">↩</a></li></ol>',
    ],
)
def test_a_bare_mark_of_a_list_or_with_a_way_back(page: str) -> None:
    result = imported(page, "essay.html")
    assert body(result).startswith("Bread[^1] and salt.\n\n")
    assert body(result).endswith("[^1]: See Miller.\n")
    proved(result)


@pytest.mark.parametrize(
    "page",
    [
        '<p><a id="t1" href="#c1">1</a> Bread</p><p><a id="c1" href="#t1">1</a> Bread rose.</p>',  # contents
        '<p>Bread, <a href="#p2">2</a></p><p id="p2">2 loaves rose.</p>',  # nothing leads back
        '<p>Bread <a id="t1" href="#c1">1</a></p><h2 id="c1"><a href="#t1">1</a></h2><p>It rose.</p>',
    ],
)
def test_figures_that_lead_elsewhere_are_no_marks(page: str) -> None:
    result = imported(page, "essay.html")
    assert "[^" not in result.markdown
    proved(result)


def test_a_note_that_the_text_and_a_note_call_keeps_its_figure_there() -> None:
    page = """<p>Bread rose.<sup><a id="r1" href="#n1">1</a></sup> It fell.<sup><a id="r2" href="#n2">2</a></sup></p>
        <ol><li id="n1">Not so.<sup><a href="#n2">2</a></sup> <a href="#r1">↩</a></li>
        <li id="n2">See <a href="#n1">1</a>. <a href="#r2">↩</a></li></ol>"""
    result = imported(page, "essay.html")
    assert body(result) == "Bread rose.[^1] It fell.[^2]\n\n[^1]: []{#n1}Not so.^2^\n\n[^2]: See [1](#n1).\n"
    (finding,) = (f for f in result.findings if f.code == "note-nested")
    assert "note 2 is called within note 1 too" in finding.message
    proved(result)


def test_notes_of_notes_of_notes_are_called_behind_the_first() -> None:
    page = """<p>Bread rose.<sup><a href="#n1">1</a></sup></p>
        <p id="n1">1. See Miller.<sup><a href="#n2">2</a></sup></p>
        <p id="n2">2. And Baker.<sup><a href="#n3">3</a></sup></p><p id="n3">3. And Cook.</p>"""
    result = imported(page, "essay.html")
    assert body(result).startswith("Bread rose.[^1][^2][^3]\n\n[^1]: See Miller.\n\n[^2]: And Baker.\n\n")
    assert [finding.code for finding in result.findings].count("note-nested") == 2
    proved(result)


def test_text_between_the_notes_of_pages_stays_text() -> None:
    page = """<p>Bread rose.<sup><a id="r1" href="#f1">*</a></sup></p><p id="f1"><a href="#r1">*</a> See Miller.</p>
        <p>It stood a day.</p><p>It fell,<sup><a id="r2" href="#f2">*</a></sup> too.</p>
        <p id="f2"><a href="#r2">*</a> And Baker.</p><p>It ended.</p>"""
    result = imported(page, "essay.html")
    expected = "Bread rose.[^1]\n\nIt stood a day.\n\nIt fell,[^2] too.\n\nIt ended.\n\n[^1]: See Miller.\n\n"
    assert body(result) == expected + "[^2]: And Baker.\n"
    proved(result)


@pytest.mark.parametrize(("text", "notes", "further"), [("t", "t", False), ("t", "n", False), ("t", "footnote", True)])
def test_what_follows_the_last_note(text: str, notes: str, further: bool) -> None:
    page = f"""<p class="{text}">Bread rose.<sup><a id="r1" href="#f1">1</a></sup></p>
        <p class="{notes}" id="f1"><a href="#r1">1</a> See Miller.</p><p class="{notes}">Ann lives in Hull.</p>"""
    result = imported(page, "essay.html")
    assert ("\n\n    Ann lives in Hull." in result.markdown) is further
    proved(result)


def test_empty_notes_and_marks_that_lead_nowhere_are_said() -> None:
    page = '<p>Bread rose.<sup><a href="#fn1">1</a></sup> It fell.<sup><a href="#x">2</a></sup></p>'
    result = imported(page + '<p id="fn1">1.</p><p>More.</p><p><span id="x">Other</span> text.</p>', "essay.html")
    said = {finding.code: finding.message for finding in result.findings}
    assert said["note-empty"] == "note 1 is empty: “Bread rose.”"
    assert said["note-missing"].endswith("It fell.”: “2” looks like a mark, and its link leads to no note")


@pytest.mark.parametrize("head", ["<hr>", "<h2>Notes</h2>", "<hr><h2>Notes</h2><h3>Of the first chapter</h3>"])
def test_what_heads_the_notes_goes_with_them(head: str) -> None:
    page = """<title>T</title><p>Bread rose.<sup><a id="r1" href="#f1">1</a></sup></p>{}
        <p id="f1"><a href="#r1">1</a> See Miller.</p>{}"""
    result = imported(page.format(head, ""), "essay.html")
    assert body(result) == "Bread rose.[^1]\n\n[^1]: See Miller.\n"
    proved(result)
    assert "***" in imported(page.format("<hr>", "<p>Ann lives in Hull.</p>"), "essay.html").markdown


@pytest.mark.parametrize("back", ["Return to text", "Back to the article.", "[return to essay]", "[zurück]", "↩︎"])
def test_ways_back_are_no_words(back: str) -> None:
    page = """<p>Bread rose.<sup><a href="#fn1" id="r1">1</a></sup></p>
        <ol><li id="fn1">See Miller. <a href="#r1">{}</a></li></ol>"""
    result = imported(page.format(back), "essay.html")
    assert body(result) == "Bread rose.[^1]\n\n[^1]: See Miller.\n"
    proved(result)


LISTED = """<title>T</title><p>Bread rose.<sup><a id="r1" href="#f1">1</a></sup> It
    fell.<sup><a id="r2" href="#f2">2</a></sup></p><h2>Notes</h2><p><a id="f1" href="#r1">1.</a> See Miller.</p>{}
    <p><a id="f2" href="#r2">2.</a> And Baker.</p>{}"""


@pytest.mark.parametrize("between", ["", "<p>Of the south.</p>", "<h3>Of falling</h3>"])
def test_what_ends_the_notes_below_their_heading_is_the_last_one_s(between: str) -> None:
    result = imported(LISTED.format(between, "<p>Of the north.</p>"), "essay.html")
    assert body(result).endswith("[^2]: And Baker.\n\n    Of the north.\n")
    assert "## Notes" not in result.markdown
    assert "Of falling" not in result.markdown
    assert not [finding for finding in result.findings if finding.code == "note-missing"]
    assert any("“Of the north.” is taken for a further paragraph of note 2" in f.message for f in result.findings)
    proved(result)


@pytest.mark.parametrize(
    "behind",
    ["<h2>Thanks</h2><p>To Ann.</p>", '<p class="end">To Ann.</p>', "<p>So.</p><p>To Ann.</p>"],
)
def test_what_is_no_paragraph_of_the_last_note(behind: str) -> None:
    result = imported(LISTED.format("", behind), "essay.html")
    text, _, notes = body(result).partition("[^1]: ")
    assert "To Ann." in text
    assert "To Ann." not in notes
    proved(result)


@pytest.mark.parametrize("linked", [True, False])
def test_headings_of_chapters_among_notes_go_with_them(linked: bool) -> None:
    chapter = '<h2>Of {0}</h2><p>Bread {0}.<sup><a href="#f{1}" id="r{1}">1</a></sup></p>'
    notes = '<h2>Notes</h2><h3>Of rising</h3><p><a id="f1" href="#r1">1.</a> See Miller.</p>'
    notes += '<h3>Of falling</h3><p><a id="f2" href="#r2">1.</a> And Baker.</p>'
    page = f"<title>T</title>{chapter.format('rising', 1)}{chapter.format('falling', 2)}{notes}"
    result = imported(page if linked else re.sub(r"</?a\b[^>]*>", "", page), "essay.html")
    assert result.markdown.count("# Of rising") == result.markdown.count("# Of falling") == 1
    said = [finding.message for finding in result.findings if finding.message.startswith("left out")]
    assert [message.rpartition(": ")[2] for message in said] == ["“Notes”", "“Of rising”", "“Of falling”"]
    proved(result)


def test_a_list_of_one_term_is_one_note() -> None:
    """As Calibre makes notes of Word's."""
    note = """<dl id="note_{0}" class="footnote"><dt>[<a href="#back_{0}">←{0}</a>]</dt><dd><p> {1}</p></dd></dl>"""
    mark = '<sup><a id="back_{0}" href="#note_{0}">{0}</a></sup>'
    notes = note.format(1, "See Miller.</p><p>He knew.") + note.format(2, "And Baker.")
    page = f"<p>Bread rose.{mark.format(1)} It fell,{mark.format(2)} too.</p><h2>notes</h2>{notes}"
    for result in (imported(page, "essay.html"), read({"a.xhtml": page})):
        expected = "Bread rose.[^1] It fell,[^2] too.\n\n[^1]: See Miller.\n\n    He knew.\n\n[^2]: And Baker.\n"
        assert body(result) == expected
        proved(result)


def test_a_term_that_is_its_mark_s_label_needs_no_way_back() -> None:
    terms = '<dl id="d"><!-- one --><dt>1</dt><dd>See Miller.</dd></dl><dl id="e"><dt>[2]</dt><dd>Baker.</dd></dl>'
    page = f'<p>Bread rose.<sup><a href="#d">1</a></sup> It fell.<sup><a href="#e">2</a></sup></p>{terms}'
    result = imported(page, "essay.html")
    assert body(result) == "Bread rose.[^1] It fell.[^2]\n\n[^1]: See Miller.\n\n[^2]: Baker.\n"
    proved(result)


def test_a_list_of_several_terms_is_no_note() -> None:
    terms = '<dl id="t"><dt>Crust</dt><dd>The outside.</dd><dt>Crumb</dt><dd>The inside.</dd></dl>'
    result = imported(f'<p>Bread rose.<sup><a href="#t">1</a></sup></p>{terms}', "essay.html")
    assert "[^1]" not in body(result)
    proved(result)


@pytest.mark.parametrize("labels", [("1*", "2", "3*"), ("*1", "*2", "*3")])
def test_figures_with_a_star_are_labels(labels: tuple[str, str, str]) -> None:
    """An editor's notes beside an author's, as marxists.org numbers them."""
    first, second, third = (f'<a href="#n{n}" name="f{n}">[{label}]</a>' for n, label in enumerate(labels, start=1))
    notes = "".join(
        f'<p><a href="#f{n}" name="n{n}">{label}.</a> See Miller {n}.</p>' for n, label in enumerate(labels, start=1)
    )
    page = f"<p>Bread rose. {first} It fell, {second} too. {third}</p><h3>Notes by the editor</h3>{notes}"
    result = imported(page, "essay.html")
    assert body(result) == "Bread rose. [^1] It fell, [^2] too. [^3]\n" + "".join(
        f"\n[^{n}]: See Miller {n}.\n" for n in (1, 2, 3)
    )
    proved(result)
