"""Notes called in the front matter outside its texts: a `Manuscript` in; the calls behind its names out, and findings
for all others. Pure.

Kicker, title, subtitle and standfirst are texts, and pandoc reads what they call. Authors, translators and editors are
names, plain in metadata, running heads and contents; on the title page the notes that they call stand behind them.
Rights and a description go into metadata and catalogues as they stand, and would be printed with the call's brackets.
"""

import re
from collections.abc import Iterator
from typing import cast

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Credit, Maker, NoteRef
from pressbuild.manuscript import NAME_KEYS, TEXT_KEYS, Manuscript
from pressbuild.manuscript.prose import REFERENCE
from pressbuild.reading.inlines import InlineLifter
from pressbuild.tree import plain

INLINE = re.compile(r"(?<!\\)\^\[[^\]\n]+\]")
UNPRINTED = frozenset({"caption", "allow"})


def credited(manuscript: Manuscript, lifter: InlineLifter) -> tuple[dict[str, tuple[str, ...]], tuple[Credit, ...]]:
    """The names of the front matter by key, plain, and the notes that are called behind them, in the order of the
    page."""
    names: dict[str, tuple[str, ...]] = {key: getattr(manuscript.front, key) for key in NAME_KEYS}
    called: list[Credit] = []
    for key in manuscript.names:
        said = [lifter.calling(name, manuscript.place_within(manuscript.values[key], name)) for name in names[key]]
        names[key] = tuple(" ".join(plain(run).split()) for run in said)
        for number, run in enumerate(said):
            if calls := [node for node in run if isinstance(node, NoteRef)]:
                touching = (*(replace(call, joined=True) for call in calls[:-1]), calls[-1])
                called.append(Credit(cast("Maker", key), number, touching))
    return names, tuple(called)


def calls_in_front(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """An error for each note that is called in the front matter where none can be, or written there in one."""
    calling = {*TEXT_KEYS, *manuscript.names}
    for key, value in manuscript.values.items():
        said = getattr(manuscript.front, key, None)
        if key in UNPRINTED or said is None:
            continue
        texts = said if isinstance(said, tuple) else (said,)
        for text in (text for text in texts if isinstance(text, str)):
            for call in _calls(text, may_call=key in calling):
                yield _refused(key, call, manuscript.place_within(value, call), manuscript)


def _calls(text: str, *, may_call: bool) -> Iterator[str]:
    for pattern in (INLINE,) if may_call else (INLINE, REFERENCE):
        yield from (call[0] for call in pattern.finditer(text))


def _refused(key: str, call: str, place: Place, manuscript: Manuscript) -> Diagnostic:
    if call.startswith("^"):
        message, hint = (
            f"“{call}” calls no note",
            "write [^1] where the note belongs and [^1]: … at the end of the file",
        )
        return found("front-invalid", message, place, hint)
    hint = "call it in the title, in the standfirst or behind a name, or say it here in words"
    if manuscript.book:
        hint = "call it behind a name at a chapter’s head, or say it here in words"
    return found("front-invalid", f"a note, {call}, is called in “{key}”, where none can be", place, hint)
