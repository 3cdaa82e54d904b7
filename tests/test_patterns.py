"""Patterns that are compiled late: those of the program are all sound, and one is as good as `re`'s own."""

import copy
import gc
import pickle
import re
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.patterns import lazily
from tests.test_architecture import MODULES, name_of


def test_every_expression_of_the_program_compiles() -> None:
    for path in MODULES:
        name = name_of(path)
        if name.split(".")[0] in {"rules", "transforms", "quotation"}:
            import_module(f"pressbuild.{name}")
    late = [thing for thing in gc.get_objects() if type(thing) is type(lazily(""))]
    assert len(late) > 100
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
