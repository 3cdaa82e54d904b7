"""The runner of the case files: what it reads, what it refuses, what it rewrites."""

from pathlib import Path

import pytest

from tests.golden import Case, Malformed, accept, cases, judge, read_cases

FILE = """# Two cases

`````input house=oxford
One.
`````

`````expected
```
a fence of three is text
```
`````

And one that must not change:

`````unchanged
Three.
`````
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "two.md"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_reads_pairs_options_and_what_must_not_change(file: Path) -> None:
    fence = "```\na fence of three is text\n```\n"
    assert list(read_cases(file)) == [
        Case(file, 1, "One.\n", fence, {"house": "oxford"}),
        Case(file, 2, "Three.\n", "Three.\n", fixed=True),
    ]
    assert [case.name for case in read_cases(file)] == ["two", "two-2"]


def test_refuses_an_input_without_expected(file: Path) -> None:
    file.write_text(FILE.replace("`````expected", "`````exptected"), encoding="utf-8")
    with pytest.raises(Malformed, match="case 1: `input` is not followed"):
        list(read_cases(file))


def test_refuses_an_empty_group() -> None:
    with pytest.raises(Malformed, match="holds no case"):
        cases("no such group")


def test_accept_rewrites_only_what_is_expected(file: Path) -> None:
    first, second = read_cases(file)
    with pytest.raises(AssertionError):
        judge(first, "Two.", accepting=False)
    judge(first, "Two.", accepting=True)
    assert file.read_text(encoding="utf-8") == FILE.replace("```\na fence of three is text\n```", "Two.")
    with pytest.raises(AssertionError):
        judge(second, "Four.", accepting=True)


def test_accept_takes_an_empty_output(file: Path) -> None:
    accept(next(read_cases(file)), "")
    assert next(read_cases(file)).expected == ""
