"""What a merge could not decide, as it stands in a manuscript: the source's words in, a remark for them out; and a
text in, the lines of the remarks that are still in it out. Pure.

In the body a remark is a comment of HTML, in the front matter one of YAML: either is in no edition.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found

SAID = "the source has here now:"
GONE = "(nothing: it is gone)"
OPENED = re.compile(rf"\s*<!-- {SAID}")
IN_FRONT = re.compile(rf"# {SAID}")
HINT = "take what you need of the source's words, then delete the comment"


def remark(theirs: str) -> str:
    """The source's words (empty: it has none any more) as a comment of the body."""
    return f"<!-- {SAID}\n{(theirs or GONE).replace('-->', '--&gt;')}\n-->"


def front_remark(theirs: str) -> str:
    """The same for a line of the front matter."""
    return f"# {SAID} {theirs or GONE}"


def is_remark(comment: str) -> bool:
    """Is a comment of the body one that a merge has left?"""
    return OPENED.match(comment) is not None


def remarks_in_front(source: str, body_line: int) -> Iterator[int]:
    """The lines of the front matter, from 1, that are remarks."""
    lines = enumerate(source.split("\n")[: body_line - 1], start=1)
    return (number for number, line in lines if IN_FRONT.match(line))


def first_remark(source: str) -> int:
    """The first line that a merge has left in a manuscript; 0 where all is decided."""
    lines = source.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"] if lines[0].rstrip() == "---" else []
    in_front = next(remarks_in_front(source, ends[1] + 1 if len(ends) > 1 else 1), 0)
    return in_front or next((number for number, line in enumerate(lines, start=1) if is_remark(line)), 0)


def unresolved(place: Place | None) -> Diagnostic:
    """The error for a remark that is still there."""
    message = "you and the source have both changed a passage, and it is not decided which holds"
    return found("merge-unresolved", message, place, HINT)
