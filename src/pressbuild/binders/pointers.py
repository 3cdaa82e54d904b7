"""Lines at the foot of pages that call a note again which stands on another: a page's tree and the pages of its ids in,
the tree with those lines that are wanted out.

Which calls are on other pages a layout alone knows. So each call but a note's first has its line in the tree
(`footnotes`), with the note in `data-note` and the call in `data-call`, out of the layout while it has `data-unset`.
"""

from collections.abc import Mapping
from typing import Any

UNSET = "data-unset"
ROUNDS = 3  # layouts in which a line may yet push a call to the next page


def point_back(root: Any, pages: Mapping[str, int]) -> bool:
    """Let in the lines of the calls that stand on other pages than their notes, one of a note on a page, and take out
    the others; whether any came or went. `pages` has the page of each id."""
    there: set[tuple[str, int]] = set()
    changed = False
    for line in root.iter("div"):
        note, call = line.get("data-note", ""), line.get("data-call", "")
        if note not in pages or call not in pages:
            continue
        wanted = pages[call] != pages[note] and (note, pages[call]) not in there
        there.add((note, pages[call]))
        if wanted == (UNSET in line.attrib):
            changed = True
            line.set(UNSET, "")
            if wanted:
                del line.attrib[UNSET]
    return changed
