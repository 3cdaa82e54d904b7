"""Notes with symbols right below notes with figures: each is a note of its own where the text calls it."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

PROSE = "The bakers of the town met early in the year and spoke of nothing else. "


def imported(notes: str, sign: str) -> tuple[list[object], str]:
    """What the marks of an import print, and its Markdown."""
    text = f"Of bread\n\n{PROSE}So said the miller.1 {PROSE}\n\n{PROSE}They called it leaven,{sign} and the clerk "
    text += f"wrote it down.2 {PROSE}\n\n{PROSE}\n\n{notes}\n"
    result = import_plain(Source("case.txt", text, "0"))
    proved(result)
    return [note["printed"] for note in result.report["notes"]], result.markdown


@pytest.mark.parametrize("sign", ["*", "†", "‡"])
@pytest.mark.parametrize(
    "notes",
    [
        "1. J. Baker, Of bread.\n2. J. Baker, Of salt.\n{} Leaven: sour dough.",
        "1. J. Baker, Of bread.\n{} Leaven: sour dough.\n2. J. Baker, Of salt.",
        "{} Leaven: sour dough.\n1. J. Baker, Of bread.\n2. J. Baker, Of salt.",
        "1. J. Baker, Of bread.\n\n2. J. Baker, Of salt.\n{} Leaven: sour dough.",
    ],
)
def test_symbol_right_beside_notes_with_figures_labels_a_note(notes: str, sign: str) -> None:
    printed, markdown = imported(notes.format(sign), sign)
    assert sorted(map(str, printed)) == sorted(["1", "2", sign])
    assert "\n[^3]: Leaven: sour dough." in markdown
    assert "[^2]: J. Baker, Of salt.\n" in markdown


@pytest.mark.parametrize(
    ("notes", "sign"),
    [
        ("1. J. Baker, Of bread.\n2. J. Baker, Of salt.\n* Leaven: sour dough.", ""),  # no mark calls it
        ("1. J. Baker, Of bread.\n2. J. Baker on two of them.\n* Of salt.\n* Of rye.", "*"),  # bullets
        ("1. J. Baker, Of bread.\n2. J. Baker, who tells us\n* of salt and rye.", "*"),  # within a sentence
    ],
)
def test_what_may_be_a_bullet_stays_in_its_note(notes: str, sign: str) -> None:
    printed, markdown = imported(notes, sign)
    assert printed == [1, 2]
    assert "[^3]" not in markdown
