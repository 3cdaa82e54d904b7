"""Books: chapters with places in their own files, joined so that labels, ids and links of two never meet."""

from pathlib import Path

import pytest

from pressbuild.document import Document, Figure, Heading, Link, NoteRef, Opening, Paragraph
from pressbuild.manuscript import read_manuscript
from pressbuild.quotation import recognise
from pressbuild.reading import read
from pressbuild.tree import plain, walk
from tests.desk import write

TOML = 'title = "The book"\nchapters = {}\n'


def book(press: Path, *chapters: str, toml: str = TOML) -> Document:
    """The document of a book with these chapters: one.md, two.md …"""
    names = [f"{name}.md" for name, _ in zip(("one", "two", "three"), chapters, strict=False)]
    for name, text in zip(names, chapters, strict=True):
        write(press, text, f"manuscript/book/{name}")
    write(press, toml.format(str(names).replace("'", '"')), "manuscript/book/book.toml")
    return read(read_manuscript(press / "manuscript/book/book.toml"))


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def openings(document: Document) -> list[Opening]:
    return [block for block in document.blocks if isinstance(block, Opening)]


def test_one_label_in_two_chapters(tmp_path: Path) -> None:
    document = book(tmp_path, "# One\n\nA.[^1]\n\n[^1]: First.\n", "# Two\n\nB.[^1]\n\n[^1]: Second.\n")
    assert [(note.label, note.chapter, plain(note.children)) for note in document.notes] == [
        ("1:1", 1, "First."),
        ("2:1", 2, "Second."),
    ]
    assert [node.label for node in walk(document.blocks) if isinstance(node, NoteRef)] == ["1:1", "2:1"]
    assert codes(document) == []


@pytest.mark.parametrize(
    ("chapter", "title", "rest"),
    [
        ("# *Heads* up\n\nText.\n", "Heads up", ["Text."]),
        ("---\ntitle: From the *front*\n---\n# A section\n\nText.\n", "From the front", ["A section", "Text."]),
        ("Title\n=====\n\nText.\n", "Title", ["Text."]),
        ("Text.\n", "one", ["Text."]),
    ],
)
def test_a_chapter_s_title(tmp_path: Path, chapter: str, title: str, rest: list[str]) -> None:
    document = book(tmp_path, chapter)
    opening, *others = document.blocks
    assert isinstance(opening, Opening)
    assert plain(opening.heading.children) == title
    assert [plain([block]) for block in others] == rest
    assert ("front-missing-key" in codes(document)) == (title == "one")


def test_a_chapter_s_head(tmp_path: Path) -> None:
    front = (
        "---\nkicker: One\ntitle: The head\nsubtitle: Below\nauthor: [Ann Ames, Bob Barr]\nstandfirst: First.\n---\n"
    )
    (opening,) = openings(book(tmp_path, f"{front}Text.\n"))
    texts = (opening.kicker, opening.heading.children, opening.subtitle, opening.standfirst)
    assert [plain(text) for text in texts] == ["One", "The head", "Below", "First."]
    assert opening.authors == ("Ann Ames", "Bob Barr")


def test_levels(tmp_path: Path) -> None:
    toml = 'title = "B"\nchapters = ["one.md"]\n[[part]]\ntitle = "A ‘part’"\nchapters = ["two.md"]\n'
    document = book(tmp_path, "# One\n\n### Deep\n", "---\ntitle: Two\n---\n# Top\n\n## Below\n", toml=toml)
    found = [node for node in walk(document.blocks) if isinstance(node, Heading)]
    assert [(plain(node.children), node.level) for node in found] == [
        ("One", 1), ("Deep", 2), ("A ‘part’", 1), ("Two", 2), ("Top", 3), ("Below", 4),
    ]  # fmt: skip
    assert [opening.anchor for opening in openings(document)] == ["chapter-1", "part-1", "chapter-2"]


def test_links_between_chapters(tmp_path: Path) -> None:
    links = "[Two](two.md), [there](two.md#there), [there too](./two.md#there), [here](#there), [own](one.md#there)."
    one = f"# One\n\n{links}\n\n[x]{{#there}}\n"
    document = book(tmp_path, one, "# Two {#own}\n\n[y]{#there}\n")
    assert [node.target for node in walk(document.blocks) if isinstance(node, Link)] == [
        "#chapter-2", "#c2-there", "#c2-there", "#c1-there", "#c1-there",
    ]  # fmt: skip
    assert openings(document)[1].heading.attributes.id == "c2-own"
    assert codes(document) == []


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    document = book(tmp_path, "# One\n\n[a](two.md#gone) [b](#gone) [c](three.md)\n", "# Two\n\n[z]{#here}\n")
    said = [(finding.code, str(finding.place).rpartition("/")[2], finding.message) for finding in document.findings]
    assert said == [
        ("link-unsafe", "one.md:3:29", "the link “three.md” leads to no chapter of this title"),
        ("link-dangling", "one.md:3:1", "no place in two.md has the id of the link “#gone”"),
        ("link-dangling", "one.md:3:18", "no place in one.md has the id of the link “#gone”"),
    ]


def test_places_are_in_the_chapter_s_file(tmp_path: Path) -> None:
    document = recognise(book(tmp_path, "# One\n\nA ‘word’.\n", "# Two\n\nAn ‘open word.\n"))
    [finding] = document.findings
    assert finding.code == "quote-unclosed"
    assert str(finding.place).endswith("two.md:3:4")


def test_pictures_lie_beside_their_chapter(tmp_path: Path) -> None:
    write(tmp_path, "# Deep\n\n![a](dot.png)\n", "manuscript/book/deep/one.md")
    write(tmp_path, 'title = "B"\nchapters = ["deep/one.md"]\n', "manuscript/book/book.toml")
    document = read(read_manuscript(tmp_path / "manuscript/book/book.toml"))
    assert [block.image.source for block in document.blocks if isinstance(block, Figure)] == ["deep/dot.png"]


def test_names_of_chapters_differ(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write(tmp_path, "# T\n\nText.\n", f"manuscript/book/{folder}/één.md")
    write(tmp_path, 'title = "B"\nchapters = ["a/één.md", "b/één.md"]\n', "manuscript/book/book.toml")
    document = read(read_manuscript(tmp_path / "manuscript/book/book.toml"))
    assert [opening.name for opening in openings(document)] == ["n", "n-2"]


def test_an_anthology_is_read_by_chapters(tmp_path: Path) -> None:
    """What single marks are for in one author's chapter says nothing of another's."""
    speech = "\n\n".join(f"‘I have been here for {n} years and I shall stay,’ she said." for n in "abcdefgh")
    ours = (
        "---\ntitle: Two\nauthor: Bob\n---\nThe ‘sound’ hull of a ‘free’ boat. He said: “It is a boat and it floats.”\n"
    )
    document = recognise(book(tmp_path, f"---\ntitle: One\nauthor: Ann\n---\n{speech}\n", ours))
    alone = recognise(book(tmp_path / "alone", ours))
    both = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [block for block in alone.blocks if isinstance(block, Paragraph)] == both[-1:]


def test_a_chapter_without_text(tmp_path: Path) -> None:
    assert "empty" in codes(book(tmp_path, "---\ntitle: One\n---\n"))


def test_an_allowed_orphan_stays_in_its_chapter(tmp_path: Path) -> None:
    document = book(tmp_path, "# One\n\nA.\n\n[^lost]: Lost.\n", "# Two\n\nB.[^1]\n\n[^1]: Called.\n")
    assert [(note.label, note.referred, note.chapter) for note in document.notes] == [
        ("1:lost", False, 1),
        ("2:1", True, 2),
    ]
