"""The collation: what differs between a source's words and its manuscript's is said, where it is."""

import pytest

from pressbuild.collation import collate
from pressbuild.importers.source import Part

PAGE = b"<html><body><p>Bread rose.<sup>1</sup> It fell.</p><p>See Miller.</p></body></html>"


def page(roles: dict[int, str] | None = None) -> tuple[Part, ...]:
    """The page, whose third element is its first paragraph, then the mark, then the second paragraph."""
    return (Part(PAGE, "page", {3: "call 1", 4: "note 1"} if roles is None else roles),)


def test_what_is_the_same_is_proved() -> None:
    collation = collate(page(), "Bread rose.[^1] It fell.\n\n[^1]: See Miller.\n")
    assert collation.findings == ()
    counts = (collation.words_in, collation.words_out, collation.notes_in, collation.notes_out)
    assert counts == (6, 6, 1, 1)


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            "Bread rose.[^1] It.\n\n[^1]: See Miller.\n",
            "the text differs behind “Bread rose It”: the source has “fell”",
        ),
        ("Bread rose.[^1] It fell.\n\n[^1]: See.\n", "note 1 differs behind “See”: the source has “Miller”"),
        ("Bread rose. It fell.\n", "notes: 1 in, 0 out"),
        ("Bread rose.[^1] It fell.[^1]\n\n[^1]: See Miller.\n", "calls of notes: 1 in the source, 2 in"),
        ("Bread rose.[^1] Itfell.\n\n[^1]: See Miller.\n", "the text has lost a space: “It fell” is “Itfell”"),
        (
            "Bread rose.[^1] It fell.\n\n[^1]: See Mil ler.\n",
            "note 1 parts its words otherwise than the source: “Miller” is",
        ),
    ],
)
def test_what_differs_is_said(markdown: str, said: str) -> None:
    assert any(said in finding.message for finding in collate(page(), markdown).findings)


def test_what_is_left_out_is_not_counted() -> None:
    collation = collate(page({3: "mark", 4: "left"}), "Bread rose. It fell.\n")
    assert collation.findings == ()
    assert collation.words_in == 4
