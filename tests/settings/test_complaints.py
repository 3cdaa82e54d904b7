"""Whatever stands at whatever key, what is said of it is a sentence of ours."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct

from pressbuild.house import House
from pressbuild.manuscript.book import BookMatter
from pressbuild.manuscript.frontmatter import FrontMatter, PressDefaults
from pressbuild.settings.complaints import Complaint, Faulty, settled
from pressbuild.settings.tables import is_table, keys
from pressbuild.termsheet import Sheet

WRONG: tuple[Any, ...] = (
    "",
    "x" * 99,
    7,
    -7,
    2.5,
    float("nan"),
    True,
    [],
    ["x"],
    ["x", "y", "z"],
    [[]],
    [7],
    {},
    {"x": 1},
    [{}],
)
LIBRARY = re.compile(
    r"\b(?:[Ii]nput|[Ff]ield|Tuple|Value|Extra|dictionary|instance|validation|valid|Expected|array|object|enum|str)\b"
)
STYLE = {"style": {"id": "x", "name": "x", "lang": "en", "manual": "x"}}


def said(table: type[Struct], values: dict[str, Any]) -> list[Complaint]:
    try:
        settled(values, table)
    except Faulty as error:
        return error.complaints
    return []


def damaged(table: type[Struct]) -> Iterator[dict[str, Any]]:
    """Each key of a table with each wrong value, and each key of the tables in it."""
    for name, key in keys(table).items():
        yield from ({name: value} for value in WRONG)
        if is_table(key.kind):
            yield from ({name: below} for below in damaged(key.kind))


@pytest.mark.parametrize("table", [House, FrontMatter, PressDefaults, BookMatter, Sheet])
def test_each_complaint_is_ours(table: type[Struct]) -> None:
    start = STYLE if table is House else {}
    for values in damaged(table):
        for complaint in said(table, start | values):
            assert not LIBRARY.search(complaint.message), (values, complaint)
            assert not LIBRARY.search(complaint.hint), (values, complaint)


@pytest.mark.parametrize(
    ("term", "message", "hint"),
    [
        ({"match": 3}, "term.match: 3 is no list", 'write one in brackets: ["…", "…"]'),
        ({"match": []}, "term.match: the list is empty", ""),
        ({"match": "a", "except": [{}]}, "“term.except.near” is missing", "words of the same block that hold the use"),
        ({"match": "a", "polcy": 1}, "there is no key “term.polcy”", "did you mean “policy”?"),
        ({"match": "a", "zzz": 1}, "there is no key “term.zzz”", "the keys are match, case"),
        (
            {"match": "a", "policy": "HOUSE"},
            "term.policy: there is no “HOUSE”",
            "did you mean “house”? it may be house, alw",
        ),
        ({"match": "a", "policy": []}, "term.policy: a list is none of its values", "it may be house"),
        (3, "term: 3 is no table", "write [term] on a line of its own, and its keys below it"),
    ],
)
def test_sentences(term: object, message: str, hint: str) -> None:
    [complaint] = said(Sheet, {"term": [term]})
    assert complaint.message == message
    assert complaint.hint.startswith(hint)
    assert complaint.path[:2] == ("term", 0)


def test_misspelt_keys_come_first() -> None:
    first, second = said(House, {"stile": {}})
    assert (first.path, first.unknown) == (("stile",), True)
    assert second.message == "“style” is missing"
    assert second.hint == "write [style] and below it id, name, lang, manual"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"check": {"longest_note": "7"}}, "check.longest_note: “7” is no number"),
        ({"check": {"longest_note": True}}, "check.longest_note: true is no number"),
        ({"check": {"longest_note": 2.5}}, "check.longest_note: 2.5 is no whole number"),
        ({"check": {"longest_note": 0}}, "check.longest_note: 0 is too small"),
        ({"safety": {"min_confidence_destructive": 1.5}}, "safety.min_confidence_destructive: 1.5 is too large"),
        ({"dash": {"open": "yes"}}, "dash.open: “yes” is neither true nor false"),
        ({"dash": {"open": 1}}, "dash.open: 1 is neither true nor false"),
        ({"marks": {"double": ["“"]}}, "marks.double: a value is missing"),
        ({"marks": {"double": ["“", "”", "„"]}}, "marks.double: it has 3 values"),
        ({"check": {"severities": {}}}, "check.severities: a table is none of its values"),
    ],
)
def test_toml_says_what_it_means(values: dict[str, Any], message: str) -> None:
    assert [complaint.message for complaint in said(House, STYLE | values)] == [message]


def test_a_whole_number_is_a_number() -> None:
    assert (
        settled(STYLE | {"safety": {"min_confidence_destructive": 1}}, House).safety.min_confidence_destructive == 1.0
    )


def test_every_fault_is_said_at_once() -> None:
    values = {
        "check": {"doubled-wird": "error", "note-missing": "off", "doubled-word": "loud", "longest_note": -1},
        "role": {"scare": {"later": {"set": "dubble"}}, "title": {"book": 3}},
        "nesting": {"order": ["single", "x", 3]},
    }
    assert {complaint.path: complaint.message.rpartition(": ")[2] for complaint in said(House, STYLE | values)} == {
        ("check", "doubled-wird"): "there is no such code; did you mean “doubled-word”?",
        ("check", "note-missing"): "this is always an error",
        ("check", "doubled-word"): "there is no “loud”",
        ("check", "longest_note"): "-1 is too small",
        ("role", "scare", "later", "set"): "there is no “dubble”",
        ("role", "title", "book"): "3 is no table",
        ("nesting", "order", 1): "there is no “x”",
        ("nesting", "order", 2): "3 is none of its values",
    }


@pytest.mark.parametrize(
    ("word", "meant"), [("yes", True), ("On", True), ("FALSE", False), ("no", False), (True, True)]
)
def test_yaml_has_words_for_true_and_false(word: object, meant: bool) -> None:
    assert settled({"toc": word}, FrontMatter).toc is meant
