"""Which stanzas and lines of a verse take up a quotation by its opening mark: their texts in, which do out. Pure.

A quotation that runs over several stanzas opens each of them and is closed once, at its end, as one of several
paragraphs is. In French and Spanish » may open the later ones (guillemets de suite). One whose mark no stanza repeats
runs through them as through lines.
"""

import re
from collections.abc import Sequence

from pressbuild.quotation.elisions import may_be_clipped
from pressbuild.quotation.marks import CLOSES, MARKS, OPENS

SINGLE = "‘'"
_OPENING = re.compile(rf"(?:^|(?<=[\s(\[—–-]))(?P<glyph>[{re.escape(MARKS)}])(?P<word>[^\W_]*)")
_BEHIND_STOP = re.compile(r"(?<=[.,;:!?…—–-])[’'](?![^\W_])")


def parted(stanzas: Sequence[str]) -> tuple[range, ...]:
    """The stanzas that are read as one, each run of them behind another beginning with the mark that was left open."""
    runs: list[range] = []
    start, resumes = 0, False
    for number in range(1, len(stanzas)):
        stanza, before = stanzas[number].lstrip(), stanzas[number - 1]
        resumes = stanza.startswith("»") and left_open(before, resumes=resumes)
        if resumes or _takes_up(stanza, before):
            runs.append(range(start, number))
            start = number
    return (*runs, range(start, len(stanzas)))


def repeating(lines: Sequence[str]) -> frozenset[int]:
    """The lines of a verse, by number, that begin with the mark of a quotation which the line before has left open:
    some printers set it before every line, in French »."""
    found, glyph, text = set[int](), "", ""
    for number, line in enumerate(lines):
        own = line.lstrip()[:1]
        again = glyph and (own == glyph or (glyph, own) == ("«", "»"))
        if again and _openings(text).count(glyph) > _closed(glyph, text):
            found.add(number)
            text += line.lstrip()[1:]
        elif own in OPENS:
            glyph, text = own, line.lstrip()
        else:
            glyph = ""
    return frozenset(found)


def left_open(text: str, *, resumes: bool) -> bool:
    """Whether a « is open at the end of a paragraph or stanza, whose own first » may open as well."""
    return text.count("«") - text.count("»") + 2 * resumes > 0


def _takes_up(stanza: str, before: str) -> bool:
    """Whether a stanza begins with the mark that opens the outermost quotation of the one before, and that leaves it
    open."""
    own, opened = _openings(stanza), _openings(before)
    glyph = own[0] if own and stanza.startswith(own[0]) else ""
    return bool(glyph) and opened[:1] == [glyph] and opened.count(glyph) > _closed(glyph, before)


def _openings(text: str) -> list[str]:
    """The marks that stand where a quotation opens; none that begins a clipped word."""
    found = _OPENING.finditer(text)
    return [match["glyph"] for match in found if match["glyph"] not in "'’" or not may_be_clipped(match["word"])]


def _closed(glyph: str, text: str) -> int:
    """How often a text closes what a mark opens. Behind a word a single mark may be an apostrophe as well."""
    if glyph in SINGLE:
        return len(_BEHIND_STOP.findall(text))
    closing = sum(text.count(each) for each, kinds in CLOSES.items() if OPENS[glyph] in kinds)
    return closing - (_openings(text).count(glyph) if OPENS[glyph] in CLOSES.get(glyph, ()) else 0)
