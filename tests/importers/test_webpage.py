"""Saved web pages: notes of many makers, the article among menus, pictures, encodings."""

from pathlib import Path

import pytest

from tests.importers.desk import body, imported, proved

EXPECTED = "Bread rose.[^1] It fell,[^2] too.\n\n[^1]: See Miller.\n\n[^2]: And Baker, p. 4.\n"
PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_notes_of_many_makers(page: Path) -> None:
    result = imported(page.read_bytes(), "bread.html")
    assert body(result) == EXPECTED
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (2, 2)
