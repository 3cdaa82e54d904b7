"""The places of keys in TOML: every path that tomllib gives is found where it stands."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from pressbuild.settings.tomlkeys import Path, key_offsets, key_place

WHOLE = '''a = 1 # b = 2
b.c = { d = "x = 1", e = [ { f = 1 }, { f = 2 } ] } # g = 3
"q k" = """
[no]
x = 1
"""
quoted = """a \\""" z = 1
"""
raw = \'\'\'\\\'\'\'
day = 2026-11-24T10:00:00Z
items = [
  "one", # two
  [[1, 2], [3]],
]
[t.u]
v = ["a", "b"]
w = 1.5
[[p]]
title = "A"
chapters = ["x.md"]
[[p]]
title = "B"
[p.sub]
z = 1
[[p.q]]
y = 2
[[ p ]]
[x."y.z"]
k = []
l = {}
m = 3
'''


def paths(value: Any, above: Path = ()) -> Iterator[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*above, key)
        yield from paths(part, (*above, key))


def test_every_key_has_its_place() -> None:
    assert set(key_offsets(WHOLE)) == set(paths(tomllib.loads(WHOLE)))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("a",), "f:1:1"),
        (("b", "c", "e", 1, "f"), "f:2:41"),
        (("q k",), "f:3:1"),
        (("items", 0), "f:12:3"),
        (("items", 1, 0, 1), "f:13:8"),
        (("t", "u"), "f:15:1"),
        (("p", 0, "title"), "f:19:1"),
        (("p", 1, "sub", "z"), "f:24:1"),
        (("p", 2), "f:27:1"),
        (("x", "y.z", "m"), "f:31:1"),
        (("t", "u", "nothing", "there"), "f:15:1"),
        (("nothing",), "f:1:1"),
        ((), "f:1:1"),
    ],
)
def test_places(path: Path, place: str) -> None:
    assert str(key_place(WHOLE, "f", path)) == place


def test_text_that_is_no_toml_ends() -> None:
    key_offsets("]]}}[[{{,,==\n" * 40)
    key_offsets('"""\n' * 40)
