"""Diagnostics: their severity, what a person may allow, their way between processes and through JSON."""

import pickle

import pytest

from pressbuild.diagnostics import (
    CODES,
    Diagnostic,
    MachineLacks,
    Place,
    PressError,
    Severity,
    allow,
    as_json,
    errors,
    found,
    from_json,
    in_order,
    permissible,
    shortened,
)

ERRORS = """note-missing note-orphan note-duplicate note-nested front-unknown-key image-missing image-outside
    link-unsafe raw-html-unsafe not-utf8 not-text empty house-unknown house-invalid""".split()
WARNINGS = """note-order note-empty note-too-long quote-unclosed quote-orphan-close quote-ambiguous front-missing-key
    overfull font-missing-glyph""".split()
NEVER = "raw-html-unsafe link-unsafe image-outside not-utf8 not-text house-invalid".split()


@pytest.mark.parametrize("code", ERRORS)
def test_the_contract_s_errors(code: str) -> None:
    assert found(code, "").severity is Severity.ERROR
    assert CODES[code].allowable is (code not in NEVER)


@pytest.mark.parametrize("code", WARNINGS)
def test_the_contract_s_warnings(code: str) -> None:
    assert found(code, "").severity is Severity.WARNING


def test_codes_are_spelled_alike_and_say_what_they_are() -> None:
    for code, rule in CODES.items():
        assert code == code.lower()
        assert code.replace("-", "").isalnum()
        assert rule.summary
        assert not rule.summary.endswith(".")


@pytest.mark.parametrize("code", CODES)
def test_allowing(code: str) -> None:
    [judged] = allow([found(code, "m")], frozenset({code}))
    may = CODES[code].allowable
    assert (judged.severity is Severity.ERROR) is (CODES[code].severity is Severity.ERROR and not may)
    assert bool(permissible(code)) is not may


def test_allowing_one_code_leaves_the_others() -> None:
    judged = allow([found("empty", ""), found("note-orphan", "")], frozenset({"empty"}))
    assert [d.severity for d in judged] == [Severity.WARNING, Severity.ERROR]
    assert errors(judged) == (found("note-orphan", ""),)


def test_strict_makes_warnings_errors_but_not_those_allowed_nor_notes() -> None:
    findings = [found("note-order", ""), found("quote-unclosed", ""), found("assumed", ""), found("note-orphan", "")]
    judged = allow(findings, frozenset({"note-order", "note-orphan"}), strict=True)
    assert [str(d.severity) for d in judged] == ["warning", "error", "note", "warning"]


def test_an_unknown_code_cannot_be_allowed() -> None:
    assert permissible("note-orfan") == "there is no code “note-orfan”; did you mean “note-orphan”?"
    assert permissible("xyzzy") == "there is no code “xyzzy”"


def test_text() -> None:
    where = Place("manuscript/essay.md", 41, 17)
    assert str(found("note-missing", "no note is defined for [^9]", where)) == (
        "manuscript/essay.md:41:17: error: note-missing: no note is defined for [^9]"
    )
    assert str(found("empty", "nothing")) == "error: empty: nothing"
    assert where.right(3) == Place("manuscript/essay.md", 41, 20)
    assert Place("a", 1, 9) < Place("a", 2, 1)


@pytest.mark.parametrize("diagnostic", [found("empty", "m", Place("f", 2, 3), "h"), found("note-order", "m")])
def test_json_there_and_back(diagnostic: Diagnostic) -> None:
    values = as_json(diagnostic)
    assert list(values) == ["code", "severity", "file", "line", "column", "message", "hint"]
    assert from_json(values) == diagnostic


def test_errors_cross_processes() -> None:
    error = PressError(found("empty", "m", Place("f", 1, 1)), found("note-order", "n"))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(back) is PressError
    assert back.diagnostics == error.diagnostics
    assert str(back) == str(error)
    lack = pickle.loads(pickle.dumps(MachineLacks("no pango", "apt-get")))  # noqa: S301  # our own bytes
    assert type(lack) is MachineLacks
    assert lack.diagnostics == (found("machine-lacks", "no pango", hint="apt-get"),)


@pytest.mark.parametrize("text", ["x" * 60, "one two three four five six seven", "a " * 40, "eight or so"])
@pytest.mark.parametrize("longest", [8, 12, 40])
def test_a_text_is_quoted_in_its_width(text: str, longest: int) -> None:
    got = shortened(text, longest)
    assert len(got) <= longest
    assert text.startswith(got.removesuffix(" …"))
    assert got == text.strip() or got.endswith(" …")


def test_findings_stand_in_the_order_of_the_files_and_their_lines() -> None:
    places = [None, Place("two.md", 1, 9), Place("two.md", 3, 1), Place("one.md", 2, 2), Place("a.toml", 1, 1)]
    ordered = in_order([found("usage", "", place) for place in reversed(places)], ["two.md", "one.md"])
    assert [finding.place for finding in ordered] == places
