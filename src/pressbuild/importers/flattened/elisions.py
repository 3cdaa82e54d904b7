"""Lines that break before an apostrophe, `L` and `’horloge`: a text in, the same with these lines as one out. Pure.

`pdftotext -raw` begins a line where an apostrophe is drawn back over the letter before it. Nobody breaks a line there:
what stands before it is an article, a pronoun or a preposition that has lost its vowel.
"""

import re

from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.sheet import Reset, Sheet

BREAK = re.compile(r"[\n\r][ \t]*(?=[’'][^\W\d_])")
ELIDED = re.compile(
    r"(?<![^\W_])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|quel)?qu|(?:a|da|de|ne|su|co|que)ll|un|sant|quest)$", re.IGNORECASE
)
LONGEST = 12  # characters: the letters, the one before them, and blanks at the line's end


def unbroken(columns: Apart, sheet: Sheet) -> Reset:
    """The text without line breaks before apostrophes."""
    text = sheet.text
    breaks: list[tuple[int, int]] = []
    for found in BREAK.finditer(text):
        above = text[max(0, found.start() - LONGEST) : found.start()]
        elided = above.rstrip(" \t\r")
        if ELIDED.search(elided):
            breaks.append((found.start() - len(above) + len(elided), found.end()))
    if not breaks:
        return Reset(columns)
    starts, ends = (0, *(end for _, end in breaks)), (*(start for start, _ in breaks), len(text))
    pieces = [(start, end, "") for start, end in zip(starts, ends, strict=True)]
    joined = Apart(text, pieces, columns.gutters, columns)
    return Reset(joined, tuple(columns.origin(end) for _, end in breaks))
