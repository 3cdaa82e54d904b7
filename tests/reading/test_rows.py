"""Rows of pipe tables: one with more cells than its head is refused at its bar, any other is left alone."""

import pytest

from tests.desk import document

HEAD = "| a | b |\n|---|:-:|\n"


def places(text: str) -> list[tuple[int, int]]:
    return [(d.place.line, d.place.column) for d in document(text).findings if d.code == "table-surplus" and d.place]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}| x | y | z |\n", [(3, 9)]),
        (f"{HEAD}| `x|y` | z |\n", [(3, 9)]),
        ("a | b\n--|--\nx | y | z\n1 | 2\n3 | 4 | 5 | 6\n", [(3, 7), (5, 7)]),
        (f"> {HEAD}| x | y | z |\n".replace("\n|", "\n> |"), [(3, 11)]),
    ],
)
def test_surplus(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| x | y |\n| x |\n|  |  |\n",
        f"{HEAD}| `x\\|y` | z \\| |\n",
        f"{HEAD}| x \\\\| y | z |\n",
        f"{HEAD}x | y\n\n1 | 2 | 3\n",
        f"{HEAD}\n    | x | y | z |\n",
        "<table><tr><td>a | b | c</td></tr>\n<tr><td>d | e</td></tr></table>\n",
        "```\n| a | b |\n|---|---|\n| x | y | z |\n```\n",
    ],
)
def test_no_surplus(text: str) -> None:
    assert places(text) == []
