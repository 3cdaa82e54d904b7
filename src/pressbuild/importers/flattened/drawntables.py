"""Tables that were drawn with strokes: lines in, their rows of cells out, or None where they are none. Pure.

A row stands between bars, `│ 1901 │ 24s. │` or `| 1901 | 24s. |`, or has some within it below a rule with as many
crossings; what parts rows is a rule of strokes. Markdown's own pipe tables are drawn so too.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pressbuild.importers.flattened.lines import Line

BARS = "|│┃║¦"
BAR = re.compile(f"[{BARS}]")
STROKES = re.compile(r"[\s+\-=_:.|¦\u2500-\u257f]*(?:[-=_\u2500-\u257f]\s*){3}[\s+\-=_:.|¦\u2500-\u257f]*")
DELIMITERS = re.compile(
    r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?"
)  # below the head of a pipe table: |:--|--:|
CROSSED = re.compile(r"[+|\u2502-\u254b\u2550-\u256c]")
FEWEST_ROWS = 2
MOST_COLUMNS = 24


def drawn_rows(text: str, lines: Sequence[Line]) -> tuple[tuple[tuple[int, int], ...], ...] | None:
    """The cells of each row as spans of the text, without rules."""
    if not BAR.search(text, lines[0].start, lines[-1].end):  # as in nearly all paragraphs
        return None
    shown = [line for line in lines if not is_stroke(text, line)]
    if len(shown) < FEWEST_ROWS or not all(any(bar in text[line.start : line.end] for bar in BARS) for line in shown):
        return None
    closed = all(text[line.start] in BARS and text[line.end - 1] in BARS for line in shown)
    crossed = any(is_stroke(text, line) and CROSSED.search(text, line.start, line.end) for line in lines[:2])
    if not closed and not crossed:
        return None
    table = tuple(_cells(text, line, closed=closed) for line in shown)
    columns = len(table[0])
    return table if all(len(row) == columns for row in table) and 1 < columns <= MOST_COLUMNS else None


def is_stroke(text: str, line: Line) -> bool:
    """Is a line a rule of a drawn table?"""
    return any(rule.fullmatch(text, line.start, line.end) for rule in (STROKES, DELIMITERS))


def _cells(text: str, line: Line, *, closed: bool) -> tuple[tuple[int, int], ...]:
    bars = [place for place in range(line.start, line.end) if text[place] in BARS]
    if not closed:
        bars = [line.start - 1, *bars, line.end]
    return tuple(_trimmed(text, a + 1, b) for a, b in pairwise(bars))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return (begin, begin + len(words.strip())) if words.strip() else (start, start)
