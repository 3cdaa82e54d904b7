"""Printing: diagnostics, results and progress in, text on standard output and standard error out."""

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from msgspec import Struct

from pressbuild.cli.excerpts import WIDEST, excerpt, room
from pressbuild.diagnostics import Diagnostic, MachineLacks, Place, PressError, Severity, as_json

COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What a terminal would obey, or what would turn the direction of a line (Unicode 15, 23.2): never printed as it is.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
HIDE_CURSOR_LINE = "\r\x1b[K"


def complain(diagnostics: Iterable[Diagnostic]) -> None:
    """Diagnostics on standard error, each with the line it speaks of."""
    for diagnostic in diagnostics:
        print(as_text(diagnostic, coloured(sys.stderr), room(sys.stderr)), file=sys.stderr)


def printable(text: str) -> str:
    """A text that a manuscript or a file's name has a part in, with its controls spelt out as Python does."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def coloured(stream: Any) -> bool:
    """Whether a stream takes colours: a terminal, and no `NO_COLOR` (no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR")


def as_text(diagnostic: Diagnostic, colours: bool = False, width: int = WIDEST) -> str:
    """A diagnostic as CONTRACT.md shows it: place, severity, code and message; so many cells of the line with a caret;
    the hint."""
    where = f"{diagnostic.place}: " if diagnostic.place else ""
    severity = str(diagnostic.severity)
    if colours:
        severity = f"\x1b[1;{COLOURS[diagnostic.severity]}m{severity}\x1b[0m"
    lines = [f"{printable(where)}{severity}: {diagnostic.code}: {printable(diagnostic.message)}"]
    lines += excerpt(diagnostic.place, width)
    if diagnostic.hint:
        lines.append(f"    hint: {printable(diagnostic.hint)}")
    return "\n".join(lines)


def exit_status(error: PressError) -> int:
    """1 where the manuscript or an edition has errors, 2 for bad usage, 3 for something that this machine lacks."""
    if isinstance(error, MachineLacks):
        return 3
    return 2 if all(diagnostic.code == "usage" for diagnostic in error.diagnostics) else 1


# --- formats -------------------------------------------------------------------------------------------------------


def as_table(rows: Sequence[Sequence[str]], indent: str = "") -> str:
    """Rows as columns set flush left, two spaces apart."""
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        (indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()
        for row in rows
    )


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180); a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in row])
    return text.getvalue()


def tree_as_json(value: object) -> object:
    """A node, a document or a part of one as plain JSON values: each node an object with its `type`. Used by `show`."""
    if isinstance(value, tuple):
        return [tree_as_json(item) for item in value]
    if isinstance(value, Place):
        return [value.line, value.column]
    if isinstance(value, Struct):
        named = {name: tree_as_json(getattr(value, name)) for name in value.__struct_fields__}
        return {"type": type(value).__name__} | {k: v for k, v in named.items() if v not in ("", None, [])}
    return value


def print_json(value: object) -> None:
    print(_json(value))


def _json(value: object) -> str:
    """JSON that a terminal can show: what it would obey is written as JSON writes it, which means the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def diagnostics_as(form: str, diagnostics: Sequence[Diagnostic]) -> str:
    """Diagnostics as text, json, sarif (OASIS SARIF 2.1.0) or github (workflow commands)."""
    match form:
        case "json":
            return _json([as_json(d) for d in diagnostics])
        case "sarif":
            from pressbuild.cli.sarif import log

            return _json(log(diagnostics))
        case "github":
            return printable("\n".join(map(_workflow_command, diagnostics)))
        case _:
            return "\n".join(as_text(d, coloured(sys.stdout), room(sys.stdout)) for d in diagnostics)


def _workflow_command(diagnostic: Diagnostic) -> str:
    kind = {"note": "notice"}.get(diagnostic.severity, str(diagnostic.severity))
    place = diagnostic.place
    where = f"file={_escaped(place.file, ':,')},line={place.line},col={place.column}," if place else ""
    message = _escaped(sentences(diagnostic))
    return f"::{kind} {where}title={diagnostic.code}::{message}"


def sentences(diagnostic: Diagnostic) -> str:
    """Message and hint as two sentences, for formats that have one place for both."""
    said = [part for part in (diagnostic.message, diagnostic.hint) if part]
    return " ".join(part if part.rstrip("”’»“").endswith((".", "!", "?", "…")) else f"{part}." for part in said)


def _escaped(text: str, more: str = "") -> str:
    """A text in a workflow command: the characters that would end it as %25 and the like."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)


# --- progress ------------------------------------------------------------------------------------------------------


class ProgressLine:
    """One line on standard error that says what is being done; only on a terminal."""

    def __init__(self, quiet: bool) -> None:
        self.shown = sys.stderr.isatty() and not quiet

    def __call__(self, stage: str) -> None:
        if self.shown:
            print(f"{HIDE_CURSOR_LINE}{stage} …", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.shown:
            print(HIDE_CURSOR_LINE, end="", file=sys.stderr, flush=True)
