r"""Marks and labels with the word for notes, `[Anm. 3]` `(fn. 3)` `nota 3:`, or in Markdown’s signs, `^3^` `\[3\]`;
what speaks of a note is no mark."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

ROWED = "They rowed all night, for the tide was low and the moon was late."


def read(mark: str, label: str, further: str = "") -> Imported:
    rowers = list(enumerate(("smith", "clerk", "reeve"), start=1))
    text = "\n\n".join(f"So the {who} rowed{mark.format(n)} {ROWED}" for n, who in rowers)
    notes = "\n\n".join(f"{label.format(n)}Of the {who}, in a letter." for n, who in rowers)
    result = import_plain(Source("row.txt", f"The Long Row\n\n{text}{further}\n\nNotes\n\n{notes}\n", "0"))
    proved(result)
    return result


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        (".[Anm. {}]", "[Anm. {}] "),
        (" [nota {}].", "nota {}. "),
        (".[Ftn{}]", "[Ftn{}] "),
        (".[{}.]", "[{}.] "),
        (" (Anm. {}).", "Anm. {}: "),
        (". (fn. {})", "fn. {} "),
        (" (note {}).", "note {} : "),
        (". (n. {})", "n. {} "),
        (".{}", "Nota {}: "),
        (".{}", "Fußnote {}: "),
        (" (note {}).", "(note {}) "),
        (".^{}^", "^{}^ "),
        (".\\[{}\\]", "\\[{}\\] "),
    ],
)
def test_notes_by_their_name(mark: str, label: str) -> None:
    result = read(mark, label)
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3]
    assert result.report["missing"] == []
    for n, who in enumerate(("smith", "clerk", "reeve"), start=1):
        assert f"So the {who} rowed[^{n}]. They" in result.markdown.replace(f".[^{n}]", f"[^{n}].")
        assert f"[^{n}]: Of the {who}, in a letter." in result.markdown


def test_what_speaks_of_a_note_calls_none() -> None:
    text = read(".{}", "{}. ", f" {ROWED} (note 2) {ROWED}")
    assert [note["number"] for note in text.report["notes"]] == [1, 2, 3]
    assert "(note 2)" in text.markdown


def test_what_speaks_of_a_note_takes_no_lost_marks_place() -> None:
    text = f"So one rowed.1 {ROWED}\n\nSo two rowed, as they had (note 2). {ROWED}\n\nSo three rowed.3 {ROWED}"
    notes = "Notes\n\n1. Of one.\n\n2. Of two.\n\n3. Of three.\n"
    report = import_plain(Source("row.txt", f"The Long Row\n\n{text}\n\n{notes}", "0")).report
    assert [note["number"] for note in report["notes"]] == [1, 3]
    assert [gap["number"] for gap in report["missing"]] == [2]
