"""Saved web pages: notes of many makers, the article among menus, pictures, encodings."""

from pathlib import Path

import pytest

from pressbuild.importers.web import webpage
from tests.importers.desk import body, imported, proved

EXPECTED = "Bread rose.[^1] It fell,[^2] too.\n\n[^1]: See Miller.\n\n[^2]: And Baker, p. 4.\n"
PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_notes_of_many_makers(page: Path) -> None:
    result = imported(page.read_bytes(), "bread.html")
    assert body(result) == EXPECTED
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (2, 2)


@pytest.mark.parametrize("page", sorted((PAGES / "again").glob("*.html")), ids=lambda path: path.stem)
def test_several_ways_back_are_no_words_of_a_note(page: Path) -> None:
    """The first note is called twice, and leads back twice: `^ a b`, `(1, 2)`."""
    result = imported(page.read_bytes(), "bread.html")
    assert body(result) == EXPECTED.replace(" too.", " too, and rose.[^1]")
    proved(result)


def test_a_formula_is_its_text() -> None:
    formula = "<math><mi>x</mi><mo>=</mo><mfrac><mn>2</mn><mi>y</mi></mfrac><annotation>q</annotation></math>"
    result = imported(f"<title>T</title><p>It rose.</p><p>The rule is {formula} always.</p>", "essay.html")
    assert "The rule is x=2y always.\n" in result.markdown
    proved(result)


def test_lists_keep_their_numbers_and_letters_are_said() -> None:
    page = """<title>T</title><p>It rose.</p><ol><li>a</li><li>b<ol start="4"><li>c</li></ol></li><li value="7">d</li>
        </ol><ol type="a"><li>e</li></ol>"""
    result = imported(page, "essay.html")
    assert body(result).endswith("1. a\n\n2. b\n\n   4. c\n\n<!-- -->\n\n7. d\n\n<!-- -->\n\n1. e\n")
    assert "a list with letters or Roman numbers has figures now: “e”" in [d.message for d in result.findings]
    proved(result)


@pytest.mark.parametrize("holder", ["<div>{}</div>", "<article class='text'><section>{}</section></article>"])
def test_a_long_page_is_read_in_pieces(holder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, note = '<a href="#n{0}" id="r{0}"><sup>{0}</sup></a>', '<p id="n{0}"><a href="#r{0}">{0}</a> See Miller.</p>'
    text = "".join(f"<p>Bread <i>rose</i>.{mark.format(n)}</p>" for n in range(1, 40))
    text = f"<title>T</title>{holder.format(text + ''.join(note.format(n) for n in range(1, 40)))}"
    whole = imported(text, "essay.html")
    monkeypatch.setattr(webpage, "PAGE", 100)
    result = imported(text, "essay.html")
    assert result.markdown == whole.markdown
    proved(result)
