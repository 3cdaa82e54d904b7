"""Notes whose words stand in an attribute of their mark: what is surely one becomes a note, the others are said."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

FORMS = {
    "a popover of Bootstrap 5": '<sup><a tabindex="0" role="button" data-bs-content="{1}">{0}</a></sup>',
    "a popover of Bootstrap 4": '<a data-toggle="popover" data-content="{1}"><sup>{0}</sup></a>',
    "a raised figure with a title": '<sup title="{1}">{0}</sup>',
    "an abbreviation with a title": '<abbr class="fn" title="{1}">[{0}]</abbr>',
    "a title within brackets": '[<span title="{1}">{0}</span>]',
    "an attribute of a theme": '<a class="footnote-link" data-footnote="{1}" href="#">{0}</a>',
    "a tooltip": '<button data-tippy-content="{1}">{0}</button>',
    "what describes a button": '<button aria-describedby="t{0}">{0}</button><span role="tooltip" id="t{0}">{1}</span>',
}
EXPECTED = "Bread rose.[^1] It fell,[^2] too.\n\n[^1]: See Miller.\n\n[^2]: Ibid.\n"


def essay(form: str, first: str = "See Miller.", more: str = "") -> str:
    marks = form.format(1, first), form.format(2, "Ibid.")
    return f"<article><p>Bread rose.{marks[0]} It fell,{marks[1]} too.</p>{more}</article>"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_words_of_a_mark_are_its_note(form: str) -> None:
    for result in (imported(essay(form), "essay.html"), read({"a.xhtml": essay(form)})):
        assert body(result) == EXPECTED
        collation = proved(result)
        assert (collation.notes_in, collation.notes_out) == (2, 2)


def test_what_was_taken_is_said() -> None:
    result = imported(essay(FORMS["a raised figure with a title"]), "essay.html")
    assert said(result) == [
        "2 notes stand in `title` of their marks and are notes now, the first “See Miller.”",
    ]


def test_signs_and_marks_that_a_style_sheet_counts() -> None:
    assert body(imported(essay('<sup class="n" data-note="{1}"></sup>'), "essay.html")) == EXPECTED
    starred = '<p>Bread rose.<button data-tooltip="See Miller.">*</button></p>'
    assert body(imported(starred, "essay.html")) == "Bread rose.[^1]\n\n[^1]: See Miller.\n"


def test_markup_and_a_label_in_an_attribute() -> None:
    form = '<sup data-bs-html="true" data-bs-content="{1}">{0}</sup>'
    result = imported(
        essay(form, "1. See &lt;em&gt;The Oven&lt;/em&gt; by &lt;a href='/m'&gt;Miller&lt;/a&gt;."), "e.html"
    )
    assert "[^1]: See *The Oven* by Miller.\n" in body(result)
    proved(result)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("<p>See <i>The Oven</p><li>and Baker", "See *The Oven*\n\n    and Baker"),
        ("<script>alert(1)</script>See Miller.", "See Miller."),
        ("It is *his*, [he](says) &amp; he <em>knows</em>.", "It is \\*his\\*, \\[he](says) & he *knows*."),
    ],
)
def test_broken_markup_in_an_attribute(words: str, note: str) -> None:
    result = imported(f"<p>Bread rose.<sup data-footnote='{words}'>1</sup></p>", "essay.html")
    assert body(result) == f"Bread rose.[^1]\n\n[^1]: {note}\n"
    proved(result)


def test_two_marks_with_the_same_words_call_one_note() -> None:
    mark = '<sup title="See Miller.">1</sup>'
    result = imported(f"<p>Bread rose.{mark} It fell.{mark}</p>", "essay.html")
    assert body(result) == "Bread rose.[^1] It fell.[^1]\n\n[^1]: See Miller.\n"
    proved(result)


def test_words_that_a_list_has_stay_its_notes() -> None:
    listed = "<p>Notes</p><p>1. See Miller, who knew the ovens.</p><p>2. Ibid. is all that he says of it.</p>"
    form = '<sup title="{1}">{0}</sup>'
    page = "<p>Bread rose.{} It fell,{} too.</p>".format(
        form.format(1, "See Miller, who knew the ovens."), form.format(2, "Ibid. is all that he says of it.")
    )
    result = imported(page + listed, "essay.html")
    assert body(result).count("Miller") == 1
    assert "[^1]: See Miller, who knew the ovens.\n" in body(result)
    proved(result)


@pytest.mark.parametrize(
    "words",
    [
        'In <abbr title="Anno Domini">AD</abbr> 12 it rose.',
        'It rose (<span title="the year of the flood">1893</span>) again.',
        'An oven of 4 m<sup title="square metres">2</sup> it was.',
        'It rose.<sup title="Footnote 1">1</sup>',
        'It rose.<sup title="Go to note 1">1</sup>',
        'It rose.<sup title="Fußnote 1">1</sup>',
    ],
)
def test_what_is_no_note_makes_none(words: str) -> None:
    result = imported(f"<p>{words}</p>", "essay.html")
    assert "[^1]" not in body(result)
    assert said(result) == []
    proved(result)


@pytest.mark.parametrize(
    ("words", "near", "name", "hint"),
    [
        ('The <span data-footnote="A small one.">loaf</span> rose.', "The", "data-footnote", "A small one."),
        (
            'A loaf <a data-bs-content="See Miller, on rising and falling.">here</a> rose.',
            "A loaf",
            "data-bs-content",
            "See Miller, on rising and falling.",
        ),
        (
            'It rose<sup title="See Miller, on rising, p. 4.">ab</sup>.',
            "It rose",
            "title",
            "See Miller, on rising, p. 4.",
        ),
    ],
)
def test_what_may_be_a_note_is_said_with_its_words(words: str, near: str, name: str, hint: str) -> None:
    result = imported(f"<div>{words}</div>", "essay.html")
    (finding,) = (f for f in result.findings if "is not taken" in f.message)
    assert finding.message.startswith(f"“{near}”: the note of “")
    assert finding.message.endswith(f"stands in its `{name}` and is not taken")
    assert (finding.code, finding.hint) == ("note-missing", f"write it as a note: “{hint}”")
    proved(result)


def said(result: Imported) -> list[str]:
    return [finding.message for finding in result.findings if "stand" in finding.message]
