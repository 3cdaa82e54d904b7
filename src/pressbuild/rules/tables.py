"""Tables that are none: `Copy` in, findings out. Pure.

A table is one by the line of hyphens below its head (GitHub Flavored Markdown, 4.10); without it, with another number
of columns in it, or below the text of a paragraph, its bars and hyphens would be printed.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy

HYPHENS = lazily(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?$|(?:\s*:?-{2,}:?\s*\|)+\s*:?-{2,}:?$")
BAR = lazily(r"(?<!\\)\|")
AROUND = "> \t"  # what stands before a line in a quotation or a list


def table_broken(copy: Copy) -> Iterator[Diagnostic]:
    """Lines that were to be a table."""
    for passage in copy.passages:
        if passage.kind == "paragraph" and passage.place and passage.text.count("|") > 1:
            lines = [*takewhile(str.strip, (line.strip(AROUND) for line in copy.lines[passage.place.line - 1 :]))]
            yield from _broken(copy, lines, passage.place.line)


def _broken(copy: Copy, lines: Sequence[str], first: int) -> Iterator[Diagnostic]:
    hyphens = next((n for n, line in enumerate(lines) if n and HYPHENS.match(line) and "|" in lines[n - 1]), 0)
    if hyphens:
        head, own = _columns(lines[hyphens - 1]), _columns(lines[hyphens])
        if head != own:
            message = f"these lines are no table: its head has {head} columns, and the line of hyphens {own}"
            yield _finding(copy, first + hyphens, message, "write hyphens for each column, with bars between")
        elif hyphens > 1:
            message = "these lines are no table: they go on with the paragraph above them"
            yield _finding(copy, first + hyphens - 1, message, "leave a line empty above its head")
        return
    row = next((n for n, pair in enumerate(pairwise(lines)) if all(map(_is_row, pair))), None)
    if row is not None:
        columns = "---|" * _columns(lines[row])
        message = "these lines are no table: no line of hyphens stands below its head"
        yield _finding(copy, first + row, message, f"write |{columns} below it")


def _is_row(line: str) -> bool:
    """Whether a line stands between bars, as nobody writes a sentence."""
    return line.startswith("|") and line.endswith("|") and line.strip("|- :") != ""


def _columns(line: str) -> int:
    return len(BAR.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1


def _finding(copy: Copy, line: int, message: str, hint: str) -> Diagnostic:
    text = copy.lines[line - 1]
    return found("table-broken", message, Place(copy.name, line, len(text) - len(text.lstrip(AROUND)) + 1), hint)
