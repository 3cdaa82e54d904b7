"""Notes called where no text stands: a `Manuscript` in, findings for calls in its front matter out. Pure.

Kicker, title, subtitle and standfirst are texts and may call notes. Names, rights and a description go into metadata,
catalogues and title pages as they stand, and would be printed with the call's brackets.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.manuscript import TEXT_KEYS, Manuscript
from pressbuild.manuscript.prose import REFERENCE

INLINE = re.compile(r"(?<!\\)\^\[[^\]\n]+\]")
UNPRINTED = frozenset({"caption", "allow"})


def calls_in_front(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """An error for each note that is called in the front matter outside its texts, or written there in one."""
    lines = manuscript.source.split("\n")[: manuscript.body_line - 1]
    for key, value in manuscript.values.items():
        said = getattr(manuscript.front, key, None)
        if key in UNPRINTED or said is None:
            continue
        texts = said if isinstance(said, tuple) else (said,)
        for text in (text for text in texts if isinstance(text, str)):
            for call in _calls(text, is_text=key in TEXT_KEYS):
                yield _refused(key, call, _place(manuscript.name, lines, value.line, call))


def _calls(text: str, *, is_text: bool) -> Iterator[str]:
    for pattern in (INLINE,) if is_text else (INLINE, REFERENCE):
        yield from (call[0] for call in pattern.finditer(text))


def _refused(key: str, call: str, place: Place) -> Diagnostic:
    if call.startswith("^"):
        message, hint = (
            f"“{call}” calls no note",
            "write [^1] where the note belongs and [^1]: … at the end of the file",
        )
        return found("front-invalid", message, place, hint)
    hint = "call it in the title or the standfirst, which are texts, or say it here in words"
    return found("front-invalid", f"a note, {call}, is called in “{key}”, which is no text", place, hint)


def _place(name: str, lines: list[str], first: int, call: str) -> Place:
    """Where the call stands, from the line of its key on."""
    line = next((number for number in range(first, len(lines) + 1) if call in lines[number - 1]), first)
    return Place(name, line, lines[line - 1].find(call) + 1 or 1)
