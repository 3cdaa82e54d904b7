"""Builds that go on with what is allowed."""

from pathlib import Path

import pytest

from tests.desk import call, write


@pytest.mark.parametrize("typed", ["[^1 ]", "[^ 1]", "[^9]"])
def test_a_call_of_no_note_is_printed_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    write(tmp_path, f"---\ntitle: T\n---\nAle.{typed} Beer.[^1]\n\n[^1]: A note of a line.\n")
    done = call(tmp_path, "html", "--allow", "note-missing")
    assert (done.status, "fault of the program" in done.err) == (0, False)
    assert f"Ale.{typed} Beer." in (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
