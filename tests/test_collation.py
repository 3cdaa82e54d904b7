"""The collation: what differs between a source's words and its manuscript's is said, where it is."""

import pytest

from pressbuild.collation import collate
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Part, Source, Typed

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


FLAT = """On bread

By Ida Quill

Bread rose early in the year.1 It fell when the salt was gone, and nobody wept.2

Notes

1. See Miller.
2. See Baker, who wept.
"""


def test_flattened_text_is_proved() -> None:
    result = import_plain(Source("bread.txt", FLAT, "0"))
    collation = collate(result.witness, result.markdown)
    assert collation.findings == ()
    counts = (collation.words_in, collation.words_out, collation.notes_in, collation.notes_out)
    assert counts == (24, 24, 2, 2)


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("It fell", "It", "the text differs behind “rose early in the year It”: the source has “fell when"),
        ("title: On bread", "title: On rye", "the title differs behind “On”: the source has “bread”"),
        ("the salt", "thesalt", "the text has lost a space: “the salt” is “thesalt”"),
        ("[^1]: See Miller.\n\n", "", "notes: 2 in, 1 out"),
        ("year.[^1]", "year.", "calls of notes: 2 in the source, 1 in the manuscript"),
        ("[^1]: See Miller.", "[^1]: See Baker, who wept.", "note 1 differs behind “See”: the source has “Miller”"),
        ("Bread rose", "Ida Quill. Bread rose", "the text differs behind “its beginning”: the source has “Bread rose"),
    ],
)
def test_what_a_manuscript_of_flattened_text_lacks_is_said(written: str, instead: str, said: str) -> None:
    result = import_plain(Source("bread.txt", FLAT, "0"))
    assert written in result.markdown
    findings = collate(result.witness, result.markdown.replace(written, instead)).findings
    assert any(said in finding.message for finding in findings), findings


@pytest.mark.parametrize(
    ("text", "spans", "lost"),
    [
        ("Bread crust1 rose.\n\n1. See.", [("call", 5, 12), ("mark", 20, 23), ("note", 23, 27)], "crust"),
        ("Bread1 rose.\n\n1. See Ann. So.", [("call", 5, 6), ("mark", 14, 25), ("note", 25, 28)], "See Ann"),
        ("Bread [note 1] rose.\n\nFootnote 1: So.", [("call", 5, 14), ("mark", 22, 34), ("note", 34, 37)], ""),
        ("Bread(iv) rose.\n\n[iv] So.", [("call", 5, 9), ("mark", 17, 22), ("note", 22, 25)], ""),
    ],
)
def test_words_that_a_mark_swallowed_are_missed(text: str, spans: list[tuple[str, int, int]], lost: str) -> None:
    part = Part(text.encode(), "flattened", typed=tuple(Typed(kind, "1", start, end) for kind, start, end in spans))
    note = text[spans[2][1] :]
    findings = collate((part,), f"Bread[^1] rose.\n\n[^1]: {note}\n").findings
    assert [finding for finding in findings if lost not in finding.message] == []
    assert bool(findings) == bool(lost)


def test_notes_of_flattened_text_are_known_by_their_labels() -> None:
    result = import_plain(Source("bread.txt", FLAT, "0"))
    swapped = result.markdown.replace("[^1]: See Miller.", "[^2]: See Miller.", 1).replace("[^2]: See B", "[^1]: See B")
    assert [finding.message[:14] for finding in collate(result.witness, swapped).findings] == [
        "note 1 differs",
        "note 2 differs",
    ]
