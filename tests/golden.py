"""Case files in, one pytest test a case out.

A file tests/cases/GROUP/NAME.md says in prose what it is about and holds its cases as blocks, five backticks each:

    # A note called twice is one note

    `````input
    One.[^a] Two.[^a]

    [^a]: The note.
    `````

    `````expected
    ...
    `````

A block `unchanged` stands for an input that must come out as it went in. Words after `input` or `unchanged` are options
for the function under test: "`````input house=oxford" calls it with house="oxford". A file may hold several cases, with
prose between. `pytest --accept` writes what the program says now into `expected`; read the diff before you commit it.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct, field

CASES = Path(__file__).parent / "cases"

BLOCK = re.compile(r"^`````(\w+)([^\n`]*)\n(.*?)^`````$", re.MULTILINE | re.DOTALL)


class Malformed(ValueError):
    """A case file whose blocks are not pairs of input and expected."""


class Case(Struct, frozen=True):
    """One input and what must come of it. `number` counts from 1 within the file."""

    path: Path
    number: int
    input: str
    expected: str
    options: dict[str, str] = field(default_factory=dict)
    fixed: bool = False

    @property
    def name(self) -> str:
        return self.path.stem if self.number == 1 else f"{self.path.stem}-{self.number}"


def read_cases(path: Path) -> Iterator[Case]:
    """Every case of one file, in order."""
    blocks = list(BLOCK.finditer(path.read_text(encoding="utf-8")))
    number = 0
    while blocks:
        kind, words, text = blocks.pop(0).groups()
        options = dict(word.split("=", 1) for word in words.split())
        number += 1
        if kind == "unchanged":
            yield Case(path, number, text, text, options, fixed=True)
        elif kind == "input" and blocks and blocks[0][1] == "expected":
            yield Case(path, number, text, blocks.pop(0)[3], options)
        else:
            raise Malformed(f"{path}: case {number}: `{kind}` is not followed by `expected`")


def cases(group: str) -> list[Case]:
    """Every case of tests/cases/GROUP; there must be one."""
    found = [case for path in sorted((CASES / group).rglob("*.md")) for case in read_cases(path)]
    if not found:
        raise Malformed(f"{CASES / group} holds no case")
    return found


def accept(case: Case, output: str) -> None:
    """Write `output` into the case's file as what is expected."""
    text = case.path.read_text(encoding="utf-8")
    expected = [block for block in BLOCK.finditer(text) if block[1] in ("expected", "unchanged")][case.number - 1]
    partial = case.path.with_suffix(".partial")
    partial.write_text(text[: expected.start(3)] + output + text[expected.end(3) :], encoding="utf-8")
    partial.replace(case.path)


def judge(case: Case, output: str, *, accepting: bool) -> None:
    """Compare; or, when accepting, rewrite a case that may change."""
    ended = output if not output or output.endswith("\n") else output + "\n"
    if accepting and not case.fixed and ended != case.expected:
        accept(case, ended)
    else:
        assert ended == case.expected, f"{case.path}, case {case.number}"


def run_cases(group: str, function: Callable[..., str]) -> Callable[..., None]:
    """Make the test of a group; `function` takes a case's input and its options and returns text.

    test_notes = run_cases("notes", html_of)
    """

    @pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases(group)])
    def test(case: Case, accepting: bool) -> None:
        judge(case, function(case.input, **case.options), accepting=accepting)

    return test
