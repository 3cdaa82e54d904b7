"""Patterns that are compiled late: those of the program are all sound, and one is as good as `re`'s own."""

import copy
import pickle
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import astuple

from pressbuild.patterns import lazily
from tests.test_architecture import MODULES, name_of

LATE = frozenset({"quotation", "rules", "transforms"})


def lazy_ones(thing: object) -> Iterator[Any]:
    """The patterns that a module's constant is or holds."""
    match thing:
        case dict():
            yield from (each for value in thing.values() for each in lazy_ones(value))
        case tuple() | list() | frozenset():
            yield from (each for value in thing for each in lazy_ones(value))
        case Struct():
            yield from lazy_ones(astuple(thing))
        case _ if type(thing) is type(lazily("")):
            yield thing


def test_every_expression_of_the_program_compiles() -> None:
    names = (name_of(path) for path in MODULES)
    modules = [import_module(f"pressbuild.{name}") for name in names if name.split(".")[0] in LATE]
    late = [each for module in modules for constant in vars(module).values() for each in lazy_ones(constant)]
    assert len(late) > 200
    for pattern in late:
        assert re.compile(pattern.pattern, pattern.flags & ~re.UNICODE).groups == pattern.groups


@given(st.sampled_from([r"(?P<sign>[a-c]+)|b", r"\bno\b", "(?i:A)(b)?", "$"]), st.text("abno AB\n"))
def test_it_finds_what_a_pattern_finds(expression: str, text: str) -> None:
    late, soon = lazily(expression, re.MULTILINE), re.compile(expression, re.MULTILINE)
    for _ in range(2):  # asked for the first time, and then
        assert [(m.span(), m.groups()) for m in late.finditer(text)] == [
            (m.span(), m.groups()) for m in soon.finditer(text)
        ]
        assert late.sub("-", text) == soon.sub("-", text)
    assert (late.pattern, late.flags, late.groupindex) == (soon.pattern, soon.flags, soon.groupindex)


def test_a_faulty_expression_is_an_error_where_it_is_asked() -> None:
    late = lazily("(")
    with pytest.raises(re.error):
        late.search("(")


@pytest.mark.parametrize("asked", [False, True])
def test_it_goes_to_other_processes(asked: bool) -> None:
    late = lazily("a+")
    if asked:
        assert late.search("baa")
    for other in (pickle.loads(pickle.dumps(late)), copy.deepcopy(late)):  # noqa: S301 - written here
        assert other.findall("aab a") == ["aa", "a"]
