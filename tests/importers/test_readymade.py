"""Markdown that is there already: the text stays as it is."""

from tests.importers.desk import imported, proved

TEXT = "---\ntitle: Bread\n---\n\nIt rose.[^a]\n\n# Salt\n\n![x](oven.png)\n\n[^a]: See Miller.\n"


def test_the_text_stays() -> None:
    result = imported("\ufeff" + TEXT.replace("\n", "\r\n"), "bread.md")
    assert result.markdown == TEXT
    assert [note["number"] for note in result.report["notes"]] == ["a"]
    assert any("oven.png" in finding.message for finding in result.findings)
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (1, 1)
