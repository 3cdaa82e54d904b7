"""Every code that a manuscript can cause, as the commands print it: tests/cases/errors, a file a code."""

import re
import tempfile
from pathlib import Path

import pytest

from pressbuild.diagnostics import CODES
from tests.desk import PNG, call, write
from tests.golden import CASES, cases, run_cases

# What no manuscript causes by itself: another file, the machine, the command, or a fault of the program.
ELSEWHERE = frozenset(
    """note-astray terms-invalid term-unsigned term-unused term-not-replaced
    merge-conflict not-writable usage machine-lacks fidelity edition-notes
    edition-broken renderer chapter-unlisted
    paragraph-long privacy-picture privacy-remote vale""".split()
)


WORKS = "@book{ames1640, author = {Ames, Ann}, title = {Small beer}, year = 1640}\n"
STYLE = '<style><info><link href="https://press.invalid/parent" rel="independent-parent"/></info></style>\n'
BROKEN_HOUSE = "name = 1\n"


def checked(text: str, encoding: str = "utf-8", command: str = "check") -> str:
    """What a command says of a manuscript, in a press folder with one picture, a bibliography, and a house and
    a style that are none. A text to
    import would become a manuscript that is there already, which `import-anew` does not mind."""
    with tempfile.TemporaryDirectory() as folder:
        press = Path(folder) / "press"
        write(press, PNG, "manuscript/dot.png")
        write(press, WORKS, "manuscript/works.bib")
        write(press, STYLE, "manuscript/other.csl")
        write(press, BROKEN_HOUSE, "styles/broken/style.toml")
        write(press, text.encode(encoding))
        match command:
            case "check":
                return call(press, "check").out
            case "check-for-store" | "check-for-print":
                return call(press, "check", "--for", command.rpartition("-")[2]).out
            case "import":
                return call(press, "import", write(press, text, "essay.txt").name).err
            case "import-warned":
                return call(press, "import", write(press, text, "essay.txt").name, "--force").err
            case "import-anew":
                return call(press, "import", write(press, text, "essay.txt").name, "--force").out
            case _:
                return call(press, command).err


FINDING = re.compile(r"^(?:\S+:\d+:\d+: |\S+: )?(?:error|warning|note): (?=[a-z-]+: )", re.MULTILINE)

test_errors = run_cases("errors", checked)


@pytest.mark.parametrize("code", sorted(CODES.keys() - ELSEWHERE))
def test_every_code_has_its_case(code: str) -> None:
    first = next((case for case in cases("errors") if case.path.stem == code), None)
    assert first is not None, f"write {CASES}/errors/{code}.md"
    said = f"  {code}: " if code == "assumed" else f"{CODES[code].severity}: {code}: "  # an account, no complaint
    assert said in first.expected


def test_there_is_no_case_without_a_code() -> None:
    assert {case.path.stem for case in cases("errors")} <= CODES.keys()


def test_every_finding_says_what_to_do() -> None:
    """In a hint, or, of a value that is not of its kind, in the sentence itself."""
    without = set()
    for case in cases("errors"):
        for finding in FINDING.split(case.expected)[1:]:
            code = finding.partition(":")[0]
            without |= set() if "\n    hint: " in finding else {code}
    assert without <= {"front-invalid", "mended"}
