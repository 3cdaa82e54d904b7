"""Notes that no mark calls, among those that are called: each stays a note of its own, and is said."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

LONG = "The oven was warm, and the bakers of the street were up before it was light, as their fathers had been."
CALLED = (1, 3, 4, 6)


def chapter(number: int, *called: int) -> str:
    calls = (f'<p>{LONG}<a id="r{n}" href="notes.xhtml#n{n}"><sup>{n}</sup></a> So.</p>' for n in called)
    return f"<h1>Chapter {number}</h1>{''.join(calls)}<p>{LONG}</p>"


def back(number: int) -> str:
    return f"{1 if number < 4 else 2}.xhtml#r{number}"


FORMS = {
    "a heading above": lambda n: f'<h4 id="n{n}"><a href="{back(n)}">{n}</a></h4><p>See Miller {n}.</p>',
    "a link before": lambda n: f'<p id="n{n}"><a href="{back(n)}">{n}.</a> See Miller {n}.</p>',
    "a figure before": lambda n: f'<p><a id="n{n}"></a>{n}. See Miller {n}.</p>',
    "a paragraph above": lambda n: f'<div id="n{n}"><p>{n}</p><p>See Miller {n}.</p></div>',
    "an item": lambda n: f'<li id="n{n}">See Miller {n}. <a href="{back(n)}">↩</a></li>',
    "a term": lambda n: f'<dt id="n{n}">[{n}]</dt><dd>See Miller {n}.</dd>',
}
LISTS = {"an item": ('<ol start="{}">', "</ol>"), "a term": ("<dl>", "</dl>")}


def notes(form: str, *, heads: bool) -> str:
    opening, closing = LISTS.get(form, ("", ""))
    parts = ["<h1>Notes</h1>"]
    for number, first in ((1, 1), (2, 4)):
        parts += [f"<h2>Chapter {number}</h2>"] if heads else []
        parts += [opening.format(first), *(FORMS[form](n) for n in range(first, first + 3)), closing]
    return "".join(parts)


@pytest.mark.parametrize("heads", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_a_note_that_nothing_calls_is_a_note_and_said(form: str, *, heads: bool) -> None:
    result = read({"1.xhtml": chapter(1, 1, 3), "2.xhtml": chapter(2, 4, 6), "notes.xhtml": notes(form, heads=heads)})
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (6, 6)
    defined = [line for line in result.markdown.splitlines() if line.startswith("[^")]
    assert defined == [f"[^{n}]: See Miller {m}." for n, m in enumerate((*CALLED, 2, 5), start=1)]
    assert [line for line in result.markdown.splitlines() if line.startswith("#")] == ["## Chapter 1", "## Chapter 2"]
    said = orphans(result)
    assert said == [
        "note 5, printed “2”, has no mark in the text: “See Miller 2.”",
        "note 6, printed “5”, has no mark in the text: “See Miller 5.”",
    ]


def orphans(result: Imported) -> list[str]:
    return [finding.message for finding in result.findings if finding.code == "note-orphan"]


PAGE = """<p>Bread rose.<sup><a id="r1" href="#n1">1</a></sup> It fell.<sup><a id="r2" href="#n2">{second}</a></sup></p>
<h2>Notes</h2><p id="n1"><a href="#r1">1.</a> See Miller.</p>{between}<p id="n2"><a
href="#r2">{second}.</a> And Baker.</p>{behind}"""


@pytest.mark.parametrize(
    ("second", "between", "behind", "expected"),
    [
        ("3", "<p>2. See Crumb.</p>", "", ["See Miller.", "And Baker.", "See Crumb."]),
        ("4", "<p>2. See Crumb.</p><p>3. Ibid.</p>", "", ["See Miller.", "And Baker.", "See Crumb.", "Ibid."]),
        ("2", "", "<p>3. To Ann.</p>", ["See Miller.", "And Baker.", "To Ann."]),
    ],
)
def test_the_number_due_begins_a_note(second: str, between: str, behind: str, expected: list[str]) -> None:
    result = imported(PAGE.format(second=second, between=between, behind=behind), "essay.html")
    assert [line.partition(": ")[2] for line in body(result).splitlines() if line.startswith("[^")] == expected
    assert len(orphans(result)) == len(expected) - 2
    proved(result)


@pytest.mark.parametrize(
    ("second", "between"),
    [
        ("2", "<p>2. A second point of his.</p>"),  # the next note has this number
        ("3", "<p>4. A fourth point of his.</p>"),
        ("3", "<p>He says more.</p>"),
        ("3", "<p>1848 was no such year.</p>"),
    ],
)
def test_further_paragraphs_stay_the_note_s_own(second: str, between: str) -> None:
    result = imported(PAGE.format(second=second, between=between, behind=""), "essay.html")
    assert orphans(result) == []
    assert len([line for line in body(result).splitlines() if line.startswith("[^")]) == 2
    proved(result)


def test_a_mark_whose_link_is_broken_before_one_that_is_whole() -> None:
    """It is tied to its note by its figure; the notes are proved by their labels, for linked ones are counted first."""
    text = """<p>Bread rose.<a class="noteref" href="notes.xhtml#fn1" id="r1">[1]</a> It fell,<a class="noteref"
        href="notes.xhtml#fn2" id="r2">[2]</a> too.</p>"""
    listed = """<div class="footnote" id="lost"><p><a href="text.xhtml#r1">[1]</a> See Miller.</p></div><div
        class="footnote" id="fn2"><p><a href="text.xhtml#r2">[2]</a> And Baker.</p></div>"""
    result = read({"text.xhtml": text, "notes.xhtml": listed})
    assert body(result).startswith("Bread rose.[]{#p1-r1}[^2] It fell,[^1] too.\n")
    assert "[^1]: And Baker.\n\n[^2]: See Miller.\n" in result.markdown
    proved(result)


def test_a_call_without_words_is_none() -> None:
    """Pandoc would make a note of its own of what says that it calls one."""
    page = """<p>Bread rose.<a href="#fn1" role="doc-noteref"><sup></sup></a> It fell.<a href="#fn2" id="r2"
        role="doc-noteref"><sup>2</sup></a></p><section role="doc-endnotes"><ol><li id="fn1"><p>See Miller.</p></li><li
        id="fn2"><p>And Baker. <a href="#r2" role="doc-backlink">↩</a></p></li></ol></section>"""
    result = imported(page, "essay.html")
    assert body(result).startswith("Bread rose. It fell.[^1]\n\n[^1]: And Baker.\n\n[^2]: ")
    assert orphans(result) == ["note 2, printed “1”, has no mark in the text: “See Miller.”"]
    proved(result)
