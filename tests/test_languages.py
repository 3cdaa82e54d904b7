"""A chapter in another language than its book: rules, quotations, concordance and house keep to the chapter's own."""

from pathlib import Path

import pytest

from pressbuild.document import Document, Heading, Paragraph
from pressbuild.house import House
from pressbuild.manuscript import read_manuscript
from pressbuild.quotation import concordance, recognise
from pressbuild.reading import read
from pressbuild.settings.complaints import settled
from pressbuild.transforms import apply, declared
from pressbuild.tree import plain
from tests.desk import call, write


def laid_out(press: Path, first: str, second: str, lang: str) -> Path:
    """A press with a book of two chapters, the second in a language of its own."""
    write(press, f"---\ntitle: One\n---\n{first}\n", "manuscript/book/one.md")
    write(press, f"---\ntitle: Two\nlang: {lang}\n---\n{second}\n", "manuscript/book/two.md")
    toml = 'title = "Two shores"\nlang = "en-GB"\nchapters = ["one.md", "two.md"]\n'
    return write(press, toml, "manuscript/book/book.toml")


def book(press: Path, first: str, second: str, lang: str) -> Document:
    return recognise(read(read_manuscript(laid_out(press, first, second, lang))))


def test_rules_keep_to_the_chapter_s_language(tmp_path: Path) -> None:
    laid_out(tmp_path, "The the ferry sails.", "Vous vous taisez ; et lui ?", "fr")
    said = call(tmp_path, "check", "manuscript/book").out
    assert "one.md:4:5: warning: doubled-word" in said
    assert "two.md" not in said


@pytest.mark.parametrize(("lang", "files"), [("de", ["one.md"]), ("en", ["one.md", "two.md"])])
def test_a_word_is_clipped_where_its_chapter_s_language_clips_words(
    tmp_path: Path, lang: str, files: list[str]
) -> None:
    places = [
        finding.place
        for finding in book(tmp_path, "They were wandering’ home.", "Ich bin wandering’ Bier.", lang).findings
    ]
    assert [Path(place.file).name for place in places if place] == files


@pytest.mark.parametrize(("lang", "slips"), [("de", 0), ("en-GB", 1)])
def test_a_term_has_no_bare_uses_in_another_language(tmp_path: Path, lang: str, slips: int) -> None:
    first = "They call it an ‘alter hut’ here, and an ‘alter hut’ there."
    [term] = concordance(book(tmp_path, first, "So ist es ein alter hut geworden.", lang))
    assert len(term.slips) == slips


def test_a_house_has_words_in_the_chapter_s_language(tmp_path: Path) -> None:
    house = settled(
        {
            "style": {"id": "x", "name": "X", "lang": "en", "manual": "x"},
            "numerals": {"century": "20th", "thousands": "\u202f"},
            "dates": {"order": "mdy"},
            "heading": {"case": "title"},
        },
        House,
    )
    words = (
        "## the ferry of dover\n\nOn 3 May 2001 came 12,000 boats of the twelfth century.[^1]\n\n[^1]: On 4 May 2001.\n"
    )
    document = book(tmp_path, words, words, "de")
    done = apply(document, house)
    said = [plain([block]) for block in done.blocks if isinstance(block, Heading | Paragraph)]
    assert said[0] == "The Ferry of Dover"
    assert said[1].startswith("On May 3, 2001 came 12\u202f000 boats of the 12th")
    assert said[2:] == [plain([block]) for block in document.blocks if isinstance(block, Heading | Paragraph)][2:]
    assert [plain(note.children) for note in done.notes] == ["On May 4, 2001.", "On 4 May 2001."]
    assert {Path(change.start.file).name for change in declared(document, done, house)} == {"one.md"}


def test_the_book_s_language_holds_where_a_chapter_has_none(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: One\n---\nVous vous taisez.\n", "manuscript/book/one.md")
    write(tmp_path, 'title = "B"\nlang = "fr"\nchapters = ["one.md"]\n', "manuscript/book/book.toml")
    assert "doubled-word" not in call(tmp_path, "check", "manuscript/book").out
