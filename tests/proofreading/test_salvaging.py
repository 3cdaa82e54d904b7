"""A title whose front matter is refused is read all the same."""

from pathlib import Path

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.proofreading import Reader, all_findings
from tests.desk import call, write

TEXT = "\nThe ferry left the the quay.\n"
SLIP = "doubled-word"
PLAIN = Reader()


def said(folder: Path, text: str, reader: Reader = PLAIN) -> list[tuple[str, int]]:
    """The codes that are said of an essay, with their lines."""
    [outcome] = all_findings([write(folder, text)], reader)
    findings = outcome.diagnostics if isinstance(outcome, PressError) else outcome
    return [(finding.code, finding.place.line if finding.place else 0) for finding in findings]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("---\ntitle: A\ndate: soon\n---\n", [("front-invalid", 3), (SLIP, 6)]),
        ("---\ntitle: On: ferries\n---\n", [("front-invalid", 2), (SLIP, 5)]),
        ('---\ntitle: "A\ndate: soon\n---\n', [("front-invalid", 3), ("front-invalid", 3), (SLIP, 6)]),
        ("---\ntitle: A\ntitle: B\n---\n", [("front-invalid", 3), (SLIP, 6)]),
        ("---\ntitle: A\n", [("front-invalid", 1), (SLIP, 4)]),
        ("---\ntitle: A\n\nIt was the the quay.\n\n---\n", [(SLIP, 4), ("front-invalid", 5), (SLIP, 8)]),
        ("---\n- ferry\ntitle: A\n---\n", [("front-invalid", 3), (SLIP, 6)]),
        ("---\ntitle: A\nlang: en\nlang: English\n---\n", [("front-invalid", 4), (SLIP, 7)]),
        ("\n---\ntitle: A\n---\n", [("front-invalid", 1), (SLIP, 6)]),
        ("---\n\ntitle: A\n---\n", [("front-invalid", 2), (SLIP, 6)]),
        ("---\ntitle: A\nhouse: none-such\n---\n", [("house-unknown", 3), (SLIP, 6)]),
        ("---\ntitle: A\nbibliography: gone.bib\n---\n[@ames]\n", [("not-found", 3), (SLIP, 7)]),
        ("---\ntitle: A\ntitel: B\nurl: ferry\n---\n", [("front-unknown-key", 3), ("front-invalid", 4), (SLIP, 7)]),
    ],
    ids="date yaml quote twice endless break headless tongues above below house bibliography unknown".split(),
)
def test_a_refused_front_matter_hides_no_other_finding(
    head: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    assert said(tmp_path, head + TEXT) == expected


def test_of_a_list_the_one_item_is_left_out(tmp_path: Path) -> None:
    allow = f"allow:\n  - nothing-such\n  - {SLIP} because the song has it\n"
    assert said(tmp_path, f"---\ntitle: A\n{allow}---\n{TEXT}") == [("front-invalid", 4)]


def test_a_text_whose_language_is_refused_is_read_in_its_own(tmp_path: Path) -> None:
    text = "\nDie Fähre ist alt, und die die darin sitzen, sind es nicht; auch der Wärter ist da.\n"
    assert said(tmp_path, f"---\ntitle: A\nlang: German\n---\n{text}") == [("front-invalid", 3)]


def test_what_lacks_for_a_shop_is_not_said_of_what_was_left_out(tmp_path: Path) -> None:
    reader = Reader(aims=frozenset({"store"}))
    assert said(tmp_path, f"---\ntitle: A\nisbn: 1\n---\n{TEXT}", reader) == [("front-invalid", 3), (SLIP, 6)]


def test_a_chapter_that_is_refused_hides_no_finding_of_its_book(tmp_path: Path) -> None:
    write(tmp_path, 'title = "A"\nchapters = ["one.md", "two.md"]\n', "manuscript/book/book.toml")
    write(tmp_path, f"---\ntitle: One\ndate: soon\n---\n{TEXT}", "manuscript/book/one.md")
    write(tmp_path, f"# Two\n{TEXT}", "manuscript/book/two.md")
    [outcome] = all_findings([tmp_path / "manuscript/book"], Reader())
    assert not isinstance(outcome, PressError)
    places = [(finding.code, finding.place and Path(finding.place.file).name) for finding in outcome]
    assert places == [("front-invalid", "one.md"), (SLIP, "one.md"), (SLIP, "two.md")]


def test_where_the_text_cannot_be_read_that_is_said(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: A\n---\n" + TEXT)
    write(tmp_path, "ferry = 1\n", "manuscript/essay.terms.toml")
    done = call(tmp_path, "check")
    assert done.status == 1
    assert (
        done.out.count("\n    hint: the keys are term; the text itself was not read: mend this, and check again") == 1
    )
    assert SLIP not in done.out


def test_nothing_is_mended_where_the_front_matter_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "---\ntitle: A\ndate: soon\n---\nBeer was small , and cheap.\n")
    before = path.read_bytes()
    assert "space-before-stop" in call(tmp_path, "check", "--fix").out
    assert path.read_bytes() == before
