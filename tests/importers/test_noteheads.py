"""Heads of chapters among linked notes: those that are no headings are left out as headings are, or said."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

CHAPTERS = (("The Oven", 1), ("The Shop", 2))
SHAPES = {
    "plain": "<p>{}</p>",
    "bold": "<p><b>{}</b></p>",
    "italic": "<p><i>{}</i></p>",
    "centred": '<p align="center">{}</p>',
    "a division": "<div>{}</div>",
}


def text(*, anew: bool) -> str:
    """Two chapters with two marks each."""
    parts: list[str] = []
    for name, chapter in CHAPTERS:
        first, second = labels(chapter, anew=anew)
        parts.append(
            f"<h2>{name}</h2><p>Bread rose."
            f'<a id="r{chapter}1" href="#n{chapter}1"><sup>{first}</sup></a> It fell,'
            f'<a id="r{chapter}2" href="#n{chapter}2"><sup>{second}</sup></a> too.</p>'
        )
    return "".join(parts)


def labels(chapter: int, *, anew: bool) -> tuple[int, int]:
    return (1, 2) if anew or chapter == 1 else (3, 4)


def notes(heads: tuple[str, str], shape: str, *, anew: bool, more: str = "") -> str:
    parts = ["<h2>Notes</h2>"]
    for (_, chapter), head in zip(CHAPTERS, heads, strict=True):
        parts.append(shape.format(head) if head else "")
        parts += [
            f'<p><a id="n{chapter}{n}" href="#r{chapter}{n}">{label}.</a> See Miller, p. {chapter}{n}.</p>'
            for n, label in enumerate(labels(chapter, anew=anew), start=1)
        ]
        parts.append(more if chapter == 1 else "")
    return "".join(parts)


DEFINED = "".join(f"\n[^{n}]: See Miller, p. {page}.\n" for n, page in enumerate((11, 12, 21, 22), start=1))
CLEAN = f"# The Oven\n\nBread rose.[^1] It fell,[^2] too.\n\n# The Shop\n\nBread rose.[^3] It fell,[^4] too.\n{DEFINED}"


@pytest.mark.parametrize("anew", [True, False], ids=["anew", "numbered through"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    "heads",
    [("The Oven", "The Shop"), ("1. The Oven", "2. The Shop"), ("Chapter 1: The Oven", "Chapter 2: The Shop")],
    ids=["titles", "numbers and titles", "chapters and titles"],
)
def test_heads_that_repeat_a_chapter_are_left_out(heads: tuple[str, str], shape: str, *, anew: bool) -> None:
    page = text(anew=anew) + notes(heads, shape, anew=anew)
    for result in (imported(page, "essay.html"), read({"a.xhtml": page})):
        assert body(result).replace("##", "#") == CLEAN  # a book has a title above its chapters
        left = [f"left out, editions head their notes themselves: “{words}”" for words in (*heads, "Notes")]
        assert said(result, "head") == left
        proved(result)


@pytest.mark.parametrize("anew", [True, False])
def test_numbers_of_chapters_are_heads_that_repeat_nothing(*, anew: bool) -> None:
    result = imported(
        text(anew=anew) + notes(("Chapter One", "Chapter Two"), SHAPES["italic"], anew=anew), "essay.html"
    )
    assert body(result) == CLEAN
    proved(result)


def test_a_number_and_a_title_may_stand_in_two_paragraphs() -> None:
    shape = "<p>Chapter</p>".replace("Chapter", "Chapter 1") + "<p>{}</p>"
    page = text(anew=True) + notes(("The Oven", "The Shop"), shape, anew=True)
    assert body(imported(page, "essay.html")) == CLEAN


def test_a_further_paragraph_above_a_head_stays_its_note_s() -> None:
    page = text(anew=True) + notes(
        ("The Oven", "The Shop"), SHAPES["bold"], anew=True, more="<p>Baker knew it, too.</p>"
    )
    result = imported(page, "essay.html")
    assert "[^2]: See Miller, p. 12.\n\n    Baker knew it, too.\n\n[^3]:" in body(result)
    assert "The Shop" not in body(result).partition("[^1]:")[2]
    proved(result)


def test_heads_that_repeat_nothing_are_said_where_numbers_begin_anew() -> None:
    page = text(anew=True) + notes(("The Oven", "Of loaves and their price"), SHAPES["italic"], anew=True)
    result = imported(page, "essay.html")
    assert "[^2]: See Miller, p. 12.\n\n    *Of loaves and their price*\n\n[^3]:" in body(result)
    (finding,) = said(result, "further paragraph")
    assert finding == "“Of loaves and their price” is taken for a further paragraph of note 2"
    hint = next(f.hint for f in result.findings if f.message == finding)
    assert hint == "where it is the head of a chapter whose notes begin with note 3 (printed “1”), strike it out"
    proved(result)


@pytest.mark.parametrize("words", ["He wrote it in the shop.", "The price of a loaf"])
def test_paragraphs_between_notes_numbered_through_are_no_heads(words: str) -> None:
    page = text(anew=False) + notes(("", words), SHAPES["plain"], anew=False)
    assert f"[^2]: See Miller, p. 12.\n\n    {words}\n" in body(imported(page, "essay.html"))


def test_a_chapter_s_own_head_above_its_notes_stays() -> None:
    """Below each chapter its notes: what stands above them, and above the next chapter, is none of theirs."""
    note = '<p><a id="n{0}" href="#r{0}">1.</a> See Miller.</p>'
    chapter = '<p class="head">{1}</p><p>Bread rose.<a id="r{0}" href="#n{0}"><sup>1</sup></a></p>'
    contents = "<p>The Oven</p><p>The Shop</p>"
    page = contents + "".join(chapter.format(n, name) + note.format(n) for name, n in CHAPTERS)
    result = imported(page, "essay.html")
    assert body(result).count("The Oven") + body(result).count("The Shop") == 4
    proved(result)


def test_what_stands_below_the_heading_of_notes_is_said_as_it_is() -> None:
    page = text(anew=True) + notes(("The Oven", "The Shop"), SHAPES["plain"], anew=True) + "<h2>Notes</h2><p>None.</p>"
    result = imported(page, "essay.html")
    (finding,) = (f for f in result.findings if "seems to head notes" in f.message)
    assert finding.message == "“Notes” seems to head notes; what no link leads to still stands below it"
    assert finding.hint == "below it stands “None.”"


def said(result: Imported, words: str) -> list[str]:
    return [finding.message for finding in result.findings if words in finding.message]
