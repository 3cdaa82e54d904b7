"""Every code that a manuscript can cause, as `check` prints it: tests/cases/errors, a file a code."""

import tempfile
from pathlib import Path

import pytest

from pressbuild.diagnostics import CODES
from tests.desk import PNG, call, write
from tests.golden import CASES, cases, run_cases

# What no manuscript causes by itself: another file, the machine, the command, or a fault of the program.
ELSEWHERE = frozenset(
    """house-invalid terms-invalid term-unsigned term-unused term-not-replaced
    outside-press not-found not-writable exists usage machine-lacks fidelity edition-notes
    edition-broken font-missing-glyph overfull renderer assumed""".split()
)


def checked(text: str, encoding: str = "utf-8") -> str:
    """What `check` says of a manuscript in a press folder with one picture."""
    with tempfile.TemporaryDirectory() as folder:
        press = Path(folder) / "press"
        write(press, PNG, "manuscript/dot.png")
        write(press, text.encode(encoding))
        return call(press, "check").out


test_errors = run_cases("errors", checked)


@pytest.mark.parametrize("code", sorted(CODES.keys() - ELSEWHERE))
def test_every_code_has_its_case(code: str) -> None:
    first = next((case for case in cases("errors") if case.path.stem == code), None)
    assert first is not None, f"write {CASES}/errors/{code}.md"
    assert f" {CODES[code].severity}: {code}: " in first.expected


def test_there_is_no_case_without_a_code() -> None:
    assert {case.path.stem for case in cases("errors")} <= CODES.keys()
