"""References that touch know of each other across markup, and stand behind links."""

import pytest
from hypothesis import given

from pressbuild.document import Document, Inline, Link, NoteRef
from pressbuild.transforms import apply
from pressbuild.transforms.notes import notes
from pressbuild.transforms.touching import touching
from pressbuild.tree import everything, plain, walk
from tests.desk import document
from tests.strategies import documents
from tests.transforms.setting import house_of

HOUSE = house_of("as-written")
NOTES = "\n\n[^a]: One.\n[^b]: Two.\n[^c]: Three.\n"


def calls(source: Document) -> str:
    """The labels called, each with a comma behind it that is joined to the next."""
    return " ".join(node.label + "," * node.joined for node in walk(everything(source)) if isinstance(node, NoteRef))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*Malt[^a]*[^b]", "a, b"),
        ("**mash[^a]**[^b]", "a, b"),
        ("hops[^a]*[^b]*", "a, b"),
        ("hops[^a] *[^b]*[^c]", "a, b, c"),
        ("*very **old[^a]***[^b]", "a, b"),
        ("[malt[^a]](https://example.org)[^b]", "a, b"),
        ("*Malt[^a].*[^b]", "a b"),
        ("‘malt[^a]’[^b]", "a b"),
        ("*Malt[^a]* or[^b]", "a b"),
        ("malt[^a]`x`[^b]", "a b"),
    ],
)
def test_what_touches_is_joined(text: str, expected: str) -> None:
    assert calls(apply(document(text + NOTES), HOUSE)) == expected


def test_references_meet_where_a_house_takes_marks_away() -> None:
    source = document(f"A ‘malt’[^a].[^b] End.{NOTES}")
    assert calls(apply(source, house_of("oxford"))) == "a, b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A [link[^a]](https://e.org) to it.", "A link{a} to it."),
        ("A [link[^a] of *two[^b]* words](https://e.org)[^c].", "A link of two words{a}{b}{c}."),
        ("A *[link[^a]](https://e.org)* in italics.", "A link{a} in italics."),
        ("Nothing [[^a]](https://e.org) else.", "Nothing {a} else."),
    ],
)
def test_a_reference_in_a_link_stands_behind_it(text: str, expected: str) -> None:
    done = notes(document(text + NOTES), HOUSE)
    leaves = [node for node in walk(done.blocks) if isinstance(node, NoteRef) or hasattr(node, "value")]
    said = "".join(f"{{{node.label}}}" if isinstance(node, NoteRef) else plain([node]) for node in leaves)
    assert said == expected
    assert not [link for link in walk(done.blocks) if isinstance(link, Link) and _held(link)]


def _held(link: Inline) -> bool:
    return any(isinstance(node, NoteRef) for node in walk([link]))


@given(source=documents())
def test_idempotent_and_wordless(source: Document) -> None:
    once = touching(source, HOUSE)
    assert touching(once, HOUSE) == once
    assert "".join(plain(everything(once)).split()) == "".join(plain(everything(source)).split())
