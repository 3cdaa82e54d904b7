"""Preformatted text of a page: its letters in, the stanzas of a poem out, or none where it is code or a table. Pure."""

import re
from itertools import groupby

from pressbuild.document import Inlines, Text

LEAST = 3  # lines of a poem
LONGEST = 60  # letters of a line of verse; prose that was broken by hand has longer ones
NO_VERSE = re.compile(r"[{}<>=\\|`$#@_^~]|\S {3,}\S|\t\S|//|\(\)|;\s*$|\d[\d.,]*\s*$", re.MULTILINE)
WORDS = 0.8  # of a poem's letters
EM_SPACE = "\u2003"
INDENT = 2  # spaces of an em


def verse_in(text: str) -> tuple[tuple[Inlines, ...], ...]:
    """The stanzas of a text whose lines are a poem's: short, of words, with no sign that programs or columns have."""
    lines = [line.rstrip() for line in text.split("\n")]
    full = [line for line in lines if line]
    letters = sum(map(str.isalpha, "".join(full)))
    bare = "".join("".join(full).split())
    if len(full) < LEAST or max(map(len, full)) > LONGEST or NO_VERSE.search(text) or letters < WORDS * len(bare):
        return ()
    margin = min(len(line) - len(line.lstrip()) for line in full)
    stanzas = (list(group) for filled, group in groupby(lines, bool) if filled)
    return tuple(tuple((Text(_indented(line[margin:])),) for line in stanza) for stanza in stanzas)


def _indented(line: str) -> str:
    bare = line.lstrip()
    return EM_SPACE * ((len(line) - len(bare) + INDENT - 1) // INDENT) + bare
