r"""What an import says of notes within the text in the signs of other programs, `\footnote{…}` `<ref>…</ref>`: all that
was found in, diagnostics out. They were left as text, and are said a kind at a time."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.account.report import Reading

# For each kind its name, what opens one with its first letters, what each has somewhere, and how many make a habit.
KINDS = (
    (r"\footnote{…}", re.compile(r"\\(?:foot|end)note(?:\[\d+\])?\{(?=\S)"), "note", 1),
    ("<ref>…</ref>", re.compile(r"<ref(?: [^<>\n]{1,80})?>(?=\S)"), "<ref", 1),
    ("[ref]…[/ref]", re.compile(r"\[ref\](?=\S)"), "[ref]", 1),
    ("^[…]", re.compile(r"(?<=\S)\^\[(?=\w)(?!\d{1,4}\])"), "^[", 1),
    (
        "[Note 1: …]",
        re.compile(r"(?<=[^\n\s])[ \u00a0]?\[(?:note|nota|anm\.?)[ \u00a0]?\d{1,4}[:.][ \u00a0]*(?=\S)", re.IGNORECASE),
        "[",
        2,
    ),
    ("[1. …]", re.compile(r"(?<=[^\n\s])[ \u00a0]?\[\d{1,4}[.:] (?=\w)[^\[\]\n]{8,}\]"), "[", 2),
    ("((…))", re.compile(r"(?<=\S)[ \u00a0]?\(\((?=\w)[^\n]{8,}?\)\)"), "((", 2),
    ("{{…}}", re.compile(r"(?<=\S)[ \u00a0]?\{\{(?=\w)[^{}\n]{8,}\}\}"), "{{", 2),
)
HINT = "for each write [^1] in its place, and its words below the text behind [^1]:"


def inline_notes(reading: Reading) -> Iterator[Diagnostic]:
    """The kinds of such notes that a text has, each with its first place and how many there are."""
    bodies = reading.recovery.bodies
    starts = [body.start for body in bodies]

    def is_free(place: int) -> bool:
        above = bisect_right(starts, place) - 1
        return above < 0 or place >= bodies[above].end

    for name, pattern, sign, least in KINDS:
        found = pattern.finditer(reading.text) if sign in reading.text else ()
        places = [each.end() - len(each[0].lstrip()) for each in found if is_free(each.start())]
        if len(places) >= least:
            times = "once" if len(places) == 1 else f"{len(places)} times, first here"
            message = f"what looks like a note within the text, {name}, stands {times}; it was left as text"
            yield Diagnostic("note-missing", message, reading.place(places[0]), HINT, WARNING)
