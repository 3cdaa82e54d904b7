"""The ledger: what CONTRACT.md says that `quotes --format json` prints."""

from msgspec.structs import asdict

from pressbuild.document import Document, Front, Heading, Span, Text, Verse
from pressbuild.quotation import ledger, recognise
from tests.quotation.plain_document import document

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


def test_an_entry_says_where_and_what() -> None:
    (entry,) = ledger(recognise(document("The so-called ‘free[^1] lunch’ was short.\n\n[^1]: So.")))
    assert asdict(entry) == {
        "line": 1,
        "column": 15,
        "end_line": 1,
        "end_column": 30,
        "mark": "single",
        "text": "free lunch",
        "where": "body",
        "role": "scare",
        "code": "SO_CALLED",
        "confidence": 0.98,
        "signed": False,
        "left": "The so-called ",
        "right": " was short.",
        "evidence": "so-called",
        "cite": "",
        "file": "text",
    }


def test_body_before_notes_and_headings_apart() -> None:
    source = document("a ‘b’[^1] c “d”\n\n[^1]: ‘e’")
    heading = Heading(2, (Text("‘f’"),))
    whole = Document(Front(standfirst=(Text("‘g’"),)), (*source.blocks, heading), source.notes)
    entries = ledger(recognise(whole))
    assert [(e.text, e.where) for e in entries] == [
        ("g", "front"),
        ("b", "body"),
        ("d", "body"),
        ("f", "heading"),
        ("e", "notes"),
    ]
    assert [e.mark for e in entries] == ["single", "single", "double", "single", "single"]


def test_left_and_right_hold_sixty_characters_and_stop_at_the_block() -> None:
    first, second = ledger(recognise(document(f"{LONG} ‘x’ {LONG}\n\n‘y’")))
    assert LONG.endswith(first.left.strip()[-60:])
    assert len(first.left) >= 60
    assert LONG.startswith(first.right.strip()[:60])
    assert len(first.right) >= 60
    assert (second.left, second.right) == ("", "")


def test_other_quotations_are_part_of_the_sides() -> None:
    outer, inner, last = ledger(recognise(document("“a ‘b’ c” and ‘d’")))
    assert (outer.text, inner.text) == ("a ‘b’ c", "b")
    assert (inner.left, inner.right) == ("“a ", " c” and ‘d’")
    assert last.left == "“a ‘b’ c” and "


def test_an_override_without_marks() -> None:
    (entry,) = ledger(recognise(Document(Front(), (Heading(2, (Text("a "), Span("book", (Text("B"),)))),))))
    assert (entry.mark, entry.text, entry.role, entry.signed, entry.where) == (
        "none",
        "B",
        "title.book",
        True,
        "heading",
    )


def test_a_quotation_in_verse_is_one() -> None:
    verse = Verse((((Text("‘One line"),), (Text("and two’ she sang"),)),))
    (entry,) = ledger(recognise(Document(Front(), (verse,))))
    assert (entry.text, entry.right) == ("One line and two", " she sang")
