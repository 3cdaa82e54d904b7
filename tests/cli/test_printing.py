"""What is printed: a manuscript's words never move a terminal's cursor, and thousands of findings take no minutes."""

import json
from pathlib import Path
from time import perf_counter

import pytest

from pressbuild.cli.printing import as_table, as_text, diagnostics_as, print_json
from pressbuild.diagnostics import Place, found
from tests.desk import call, inside, write

TRAP = "A\x9b31m\x1b[2J\u202eB\x7f"
SPELT = "A\\x9b31m\\x1b[2J\\u202eB\\x7f"


def test_messages_hints_and_places() -> None:
    finding = found("usage", TRAP, Place(f"{TRAP}.md", 1, 1), TRAP)
    assert as_text(finding) == f"{SPELT}.md:1:1: error: usage: {SPELT}\n    hint: {SPELT}"
    assert as_text(finding, colours=True).count("\x1b") == 2


def test_tables() -> None:
    assert as_table([["a", TRAP], ["b", "c"]]) == f"a  {SPELT}\nb  c"


def test_what_is_no_control_is_printed_as_it_is() -> None:
    assert as_table([["naïve\u00a0« été »", "a\u200db"]]) == "naïve\u00a0« été »  a\u200db"


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_formats(form: str) -> None:
    assert "\x9b" not in diagnostics_as(form, [found("usage", TRAP)])


def test_json_means_what_it_meant(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"a": TRAP})
    out = capsys.readouterr().out
    assert "\x9b" not in out
    assert json.loads(out) == {"a": TRAP}


def test_the_names_of_files(tmp_path: Path) -> None:
    done = call(tmp_path, "check", "a\x9b31m.md")
    assert "\x9b" not in done.out + done.err
    done = call(tmp_path, "all", "a\x9b31m.md")
    assert "\x9b" not in done.out + done.err


def test_thousands_of_findings(tmp_path: Path) -> None:
    write(tmp_path, "one\n" * 1_000 + "“" * 20_000, "a.md")
    findings = [found("quote-unclosed", "it is open", Place("a.md", 1_001, column)) for column in range(1, 10_001)]
    began = perf_counter()
    with inside(tmp_path):
        text = diagnostics_as("text", findings)
    assert perf_counter() - began < 5
    assert text.count("^") == 10_000


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    finding = found("quote-unclosed", "it is open", Place("a.md", 1, 1))
    with inside(tmp_path):
        for line in ("one", "another"):
            write(tmp_path, line, "a.md")
            assert f"    {line}\n" in as_text(finding)
