"""Dashes, dots and addresses in flattened text: each is found at its first sign, by what stands before that."""

import pytest

from pressbuild.importers.flattened.links import addresses
from pressbuild.importers.flattened.strokes import dashes, ellipses
from pressbuild.importers.marks.markforms import FIGURES


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("salt - bread", [(5, 6)]),
        ("salt -- bread", [(5, 7)]),
        ("salt --- bread", []),
        ("salt -\nbread", [(5, 6)]),
        ("salt -\r\nbread", [(5, 6)]),
        ("salt\u00a0- bread - oil", [(5, 6), (13, 14)]),
        ("- salt", []),
        ("salt\n- bread", []),
        ("salt  - bread", []),
        ("salt-bread", []),
        ("in 1850 - 60", []),
    ],
)
def test_a_hyphen_between_spaces_is_a_dash(text: str, spans: list[tuple[int, int]]) -> None:
    assert list(dashes(text)) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("salt ... bread", [(5, 8)]),
        ("salt\n... bread", [(5, 8)]),
        ("salt\u00a0... bread", [(5, 8)]),
        ("salt... bread", []),
        ("salt .... bread", []),
        ("... bread", []),
    ],
)
def test_three_dots_behind_a_space_are_an_ellipsis(text: str, spans: list[tuple[int, int]]) -> None:
    assert list(ellipses(text)) == spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/salt.", ["https://example.org/salt"]),
        ("See HTTP://example.org and Www.example.org, too", ["HTTP://example.org", "Www.example.org"]),
        ("https://example.org", ["https://example.org"]),
        ("x@www.example.org, a.www.example.org, awww.example.org", []),
        ("hwww.example.org whttp://example.org", []),
    ],
)
def test_an_address_begins_a_word(text: str, found: list[str]) -> None:
    assert [address.text for address in addresses(text)] == found


def test_plain_and_raised_figures_are_figures_of_their_own() -> None:
    assert FIGURES.findall("12²34⁵⁶, ¹7") == ["12", "²", "34", "⁵⁶", "¹", "7"]
