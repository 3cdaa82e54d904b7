"""Tables that were drawn with strokes."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

BOXED = """┌───────┬───────┐
│ Mill  │ Sacks │
├───────┼───────┤
│ Orsby │ 310   │
│ Weir  │       │
└───────┴───────┘"""
GRID = """+-------+-------+
| Mill  | Sacks |
+=======+=======+
| Orsby | 310   |
+-------+-------+
| Weir  |       |
+-------+-------+"""
PIPES = """| Mill | Sacks |
|:-----|------:|
| Orsby | 310 |
| Weir | |"""
SHORT = PIPES.replace(":-----|------:", ":-|:--:")
OPEN = """Mill  | Sacks
------|------
Orsby | 310
Weir  |"""
SET = "| Mill  | Sacks |\n|-------|------:|\n| Orsby |   310 |\n| Weir  |       |"


TEXT = (
    "The sacks were counted in a year of drought, when the river was so low that the stones stood still for a month,"
    " and the millers signed what the clerk had written down."
)


def read(table: str) -> Imported:
    text = f"On mills\n\nBy Ann Example\n\n{TEXT}\n\n{table}\n\nThey went home."
    return import_plain(Source("essay.txt", text, "0", None, text.encode(), "essay"))


@pytest.mark.parametrize("table", [BOXED, GRID, PIPES, SHORT, OPEN], ids=["box", "grid", "pipes", "short", "open"])
def test_drawn_tables_are_tables(table: str) -> None:
    result = read(table)
    assert f"down.\n\n{SET}\n\nThey" in result.markdown
    (said,) = (finding for finding in result.findings if "drawn table" in finding.message)
    assert said.message.startswith(f"lines 7 to {7 + table.count(chr(10))} are a drawn table")
    proved(result)


@pytest.mark.parametrize(
    "lines",
    [
        "The key a|b was pressed,\nand the key c|d too.",
        "| one bar alone\n| and another\n| and a third",
        "first | second\nthird | fourth",
    ],
)
def test_bars_alone_are_no_table(lines: str) -> None:
    result = read(lines)
    assert not any("drawn table" in finding.message for finding in result.findings)
    proved(result)
