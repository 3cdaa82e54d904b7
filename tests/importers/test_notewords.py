"""The words that head a list of notes, in any language that the program meets."""

import pytest

from pressbuild.importers.notewords import WORDS, heads_notes
from tests.importers.desk import imported, proved

TEXT = (
    "Bread rose in the mill[1] that the river drove, and the miller wrote each sack of it into the book that he kept by"
    " the door.[2] Nobody asked him for it.[3] So it went for years, until the river fell and the mill stood still.[4]"
)
NOTES = "1. See Miller.\n2. And Baker, p. 4.\n3. See Cooper.\n4. So the book says.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Notes",
        "NOTES:",
        "* * Endnotes * *",
        "Notes and References",
        "Notes to the text",
        "Notes to Chapter Two",
        "Fußnoten",
        "FUSSNOTEN",
        "Anmerkungen:",
        "Notas",
        "Notes de bas de page",
        "NOTES ET REFERENCES",
        "Note a piè di pagina",
        "Voetnoten",
        "Przypisy:",
        "Примечания",
        "ПРИМЕЧАНИЯ.",
        "Poznámky pod čarou",
        "Fotnoter",
        "Viitteet",
        "ΣΗΜΕΙΩΣΕΙΣ",
    ],
)
def test_a_line_that_heads_notes(line: str) -> None:
    assert heads_notes(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "***",
        "1",
        "Notes on bread",
        "Notes from the mill",
        "A note",
        "Noter un pain",
        "Chapter notes of the miller",
        "Bread",
    ],
)
def test_a_line_that_heads_none(line: str) -> None:
    assert not heads_notes(line)


@pytest.mark.parametrize("language", WORDS)
def test_the_head_of_a_list_goes_in_every_language(language: str) -> None:
    """From plain text, and from a page where it is a paragraph in bold."""
    marks, notes = TEXT, ""
    for n in range(1, 5):
        marks = marks.replace(f"[{n}]", f'<a href="#n{n}" id="r{n}"><sup>{n}</sup></a>')
        notes += f'<p id="n{n}"><a href="#r{n}">{n}.</a> See Miller, p. {n}.</p>'
    for word in WORDS[language].split(","):
        head = word.strip().capitalize()
        page = imported(f"<title>T</title><p>{marks}</p><p><b>{head}:</b></p>{notes}", "essay.html")
        proved(page)
        assert "[^4]: See Miller, p. 4." in page.markdown
        assert head not in page.markdown
        result = imported(f"Bread and water\n\n{TEXT}\n\n{head}:\n\n{NOTES}", "essay.txt")
        proved(result)
        assert "[^4]: So the book says." in result.markdown
        assert head not in result.markdown
