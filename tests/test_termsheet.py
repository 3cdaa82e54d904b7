"""The term sheet as read: where it lies, what it may hold, what it may not."""

from pathlib import Path

import pytest

from pressbuild.diagnostics import Diagnostic, PressError
from pressbuild.manuscript import read_manuscript
from pressbuild.termsheet import NONE, TermSheet, parse, read_terms, schema
from tests.desk import inside, write

ENTRY = '[[term]]\nmatch = ["tall ship"]\n'


NO_QUOTES = "write true or false, without quotation marks"
NO_MARKS = "write a figure, without quotation marks"
NO_KEY = "there is no key “term.polcy”"


def refused(text: str) -> Diagnostic:
    with pytest.raises(PressError) as caught:
        parse(text, "essay.terms.toml")
    return caught.value.diagnostics[0]


def read(press: Path, front: str = "title: T") -> TermSheet:
    path = write(press, f"---\n{front}\n---\nText.\n")
    with inside(press):
        return read_terms(read_manuscript(path))


def test_no_sheet(tmp_path: Path) -> None:
    assert read(tmp_path) == NONE


def test_beside_the_manuscript(tmp_path: Path) -> None:
    write(tmp_path, ENTRY, "manuscript/essay.terms.toml")
    sheet = read(tmp_path)
    assert sheet.name == "manuscript/essay.terms.toml"
    (term,) = sheet.terms
    assert (term.match, term.case, term.role, term.policy, term.bare) == (
        ("tall ship",),
        "smart",
        None,
        "house",
        "leave",
    )
    assert (term.where, term.exceptions, term.signed) == ((), (), False)
    assert str(sheet.places[0]) == "manuscript/essay.terms.toml:1:1"


def test_its_letters_are_composed_as_a_manuscripts_are() -> None:
    decomposed = '[[term]]\nmatch = ["cafe\u0301"]\npolicy = "replace"\nreplace = "the\u0301"\n'
    (term,) = parse(decomposed, "essay.terms.toml").terms
    assert (term.match, term.replace) == (("caf\u00e9",), "th\u00e9")
    assert "has an entry in line 1 already" in refused(decomposed + '[[term]]\nmatch = ["caf\u00e9"]\n').message


def test_where_the_front_matter_says(tmp_path: Path) -> None:
    write(tmp_path, ENTRY, "shared/house.toml")
    assert len(read(tmp_path, "terms: ../shared/house.toml").terms) == 1


def test_the_front_matter_names_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PressError) as caught:
        read(tmp_path, "terms: none.toml")
    (finding,) = caught.value.diagnostics
    assert (finding.code, str(finding.place)) == ("not-found", "manuscript/essay.md:2:8")


@pytest.mark.parametrize("named", ["terms: ../../out.toml", "title: T"])
def test_never_outside_the_press_folder(named: str, tmp_path: Path) -> None:
    write(tmp_path, ENTRY, "out.toml")
    press = tmp_path / "press"
    write(press, "", "manuscript/nothing")
    (press / "manuscript" / "essay.terms.toml").symlink_to(tmp_path / "out.toml")
    with pytest.raises(PressError) as caught:
        read(press, named)
    assert caught.value.diagnostics[0].code == "outside-press"


@pytest.mark.parametrize(
    ("text", "message", "hint", "place"),
    [
        (f"{ENTRY}polcy = 'first'\n", "there is no key “term.polcy”", "did you mean “policy”?", "3:1"),
        ("[[terms]]\nmatch = 'a'\n", "there is no key “terms”", "did you mean “term”?", "1:1"),
        (f"{ENTRY}except = [{{neer = 'a'}}]\n", "there is no key “term.except.neer”", "did you mean “near”?", "3:12"),
        (f"{ENTRY}{ENTRY}", "“tall ship” has an entry in line 1 already", "keep one of the two", "3:1"),
        (
            "[[term]]\n",
            "“term.match” is missing",
            "the term's forms, without marks; plural and possessive need no form",
            "1:1",
        ),
        (f"{ENTRY}policy = 'replace'\n", 'term: policy = "replace" and the words of `replace` go together', "", "1:1"),
        (f"{ENTRY}replace = 'ship'\n", 'term: policy = "replace" and the words of `replace` go together', "", "1:1"),
        (f"{ENTRY}signed = 'on'\n", "term.signed: “on” is neither true nor false", NO_QUOTES, "3:1"),
        (f"{ENTRY}\nsigned = 1\n", "term.signed: 1 is neither true nor false", NO_QUOTES, "4:1"),
        (f"{ENTRY}seen = {{quoted = '2'}}\n", "term.seen.quoted: “2” is no number", NO_MARKS, "3:9"),
        (f'{ENTRY}note = """\n[[term]]\n"""\npolcy = "first"\n', NO_KEY, "did you mean “policy”?", "6:1"),
        (f'{ENTRY}note = """a \\""" polcy = \n"""\npolcy = 1\n', NO_KEY, "did you mean “policy”?", "5:1"),
        (f"{ENTRY}note = '''\n [[term]]\n\\'''\n{ENTRY}polcy = 1", NO_KEY, "did you mean “policy”?", "8:1"),
        (f"{ENTRY}# x, polcy = 1\npolcy = 1", NO_KEY, "did you mean “policy”?", "4:1"),
        ("[[term]\n", "the file is not TOML: Expected ']]' at the end of an array declaration", "", "1:7"),
    ],
)
def test_what_it_may_not_hold(text: str, message: str, hint: str, place: str) -> None:
    finding = refused(text)
    assert (finding.code, finding.message, finding.hint) == ("terms-invalid", message, hint)
    assert str(finding.place) == f"essay.terms.toml:{place}"


def test_a_value_that_is_none() -> None:
    assert refused(f"{ENTRY}policy = 'sometimes'\n").message.startswith("term.policy: there is no “sometimes”")


def test_an_entry_named_in_a_string_is_no_entry() -> None:
    sheet = parse(f'{ENTRY}note = """\n[[term]]\n"""\n{ENTRY.replace("tall", "old")}', "essay.terms.toml")
    assert [str(place) for place in sheet.placed()] == ["essay.terms.toml:1:1", "essay.terms.toml:6:1"]


def test_the_schema_has_every_key() -> None:
    keys = schema()["$defs"]["Term"]["properties"]
    assert set(keys) == set("match case role policy replace bare scope where except note signed seen".split())
