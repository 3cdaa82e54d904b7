"""What else than paragraphs stands in LibreOffice's notes: pandoc reads none of it, and a manuscript has it."""

import pytest

from tests.importers.desk import body, proved
from tests.importers.odt import h, note, p, read

LIST = "".join(f"<text:list-item>{p(words)}</text:list-item>" for words in ("of linen", "of hemp"))
LIST = f"<text:list>{LIST}</text:list>"
CELLS = "".join(f"<table:table-cell>{p(words)}</table:table-cell>" for words in ("linen", "hemp"))
TABLE = (
    f"<table:table><table:table-column/><table:table-column/><table:table-row>{CELLS}</table:table-row></table:table>"
)
ITEMS = "1. of linen\n    2. of hemp"
ROWS = "| | |\n    |---|---|\n    | linen | hemp |"


def noted(number: int, content: str) -> str:
    """A note with blocks of every kind."""
    return note(number, "@").replace(p("@", "Footnote"), content)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (p("In sacks:") + LIST, f"In sacks:\n\n    {ITEMS}"),
        (p("In sacks:") + LIST + p("So."), f"In sacks:\n\n    {ITEMS}\n\n    So."),
        (p("In sacks:") + TABLE, f"In sacks:\n\n    {ROWS}"),
        (p("In sacks:") + TABLE + p("or") + LIST, f"In sacks:\n\n    {ROWS}\n\n    or\n\n    {ITEMS}"),
        (p("In sacks:") + "<text:soft-page-break/>" + p("So."), "In sacks:\n\n    So."),
    ],
)
def test_a_note_keeps_its_blocks(content: str, wanted: str) -> None:
    result = read(p(f"Flour came.{noted(1, content)} It went.{note(2, 'Too.')}") + LIST + p("So it was."))
    assert f"\n\n[^1]: {wanted}\n\n[^2]: Too.\n" in body(result)
    assert body(result).startswith("Flour came.[^1] It went.[^2]\n\n1. of linen\n2. of hemp\n\nSo it was.\n\n")
    proved(result)


def test_the_lists_of_several_notes_keep_to_themselves() -> None:
    result = read(p(f"Flour came.{noted(1, p('One:') + LIST)} It went.{noted(2, p('Two:') + TABLE)}") + h("Later"))
    assert f"[^1]: One:\n\n    {ITEMS}\n\n[^2]: Two:\n\n    {ROWS}\n" in result.markdown
    proved(result)
