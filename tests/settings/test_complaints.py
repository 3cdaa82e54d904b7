"""No sentence of pydantic's reaches an editor, whatever stands at whatever key."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from pressbuild.house import House
from pressbuild.manuscript.book import BookMatter
from pressbuild.manuscript.frontmatter import FrontMatter, PressDefaults
from pressbuild.settings.complaints import Complaint, complaints
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
PYDANTIC = re.compile(
    r"\b(?:[Ii]nput|[Ff]ield|Tuple|Value|Extra|dictionary|instance|validation|valid|not what belongs)\b"
)
STYLE = {"style": {"id": "x", "name": "x", "lang": "en", "manual": "x"}}


def said(model: type[BaseModel], values: dict[str, Any]) -> list[Complaint]:
    try:
        model(**values)
    except ValidationError as error:
        return complaints(error, model)
    return []


def damaged(model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    """Each key of a model with each wrong value, and each key of its tables."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        yield from ({key: value} for value in WRONG)
        table = field.annotation
        if isinstance(table, type) and issubclass(table, BaseModel):
            yield from ({key: below} for below in damaged(table))


@pytest.mark.parametrize("model", [House, FrontMatter, PressDefaults, BookMatter, Sheet])
def test_each_complaint_is_ours(model: type[BaseModel]) -> None:
    start = STYLE if model is House else {}
    for values in damaged(model):
        for complaint in said(model, start | values):
            assert not PYDANTIC.search(complaint.message), (values, complaint)
            assert not PYDANTIC.search(complaint.hint), (values, complaint)


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
