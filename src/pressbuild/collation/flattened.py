"""The words of a flattened text: its `Part` in, the words of title page, text and notes gathered; pure.

The importer says of spans of the text what they became (`Part.typed`); here the text is cut at them and read anew. The
proof begins with the text as it was decoded and mended, its columns one below another, and what two pages share put
together: the editor is told of all of these.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressbuild.collation.texts import Texts
from pressbuild.importers.source import WORDLESS, Part, Typed

WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]+")  # superior figures are no decimal digits (Unicode 16, 4.6)
# What may stand in a mark or label beside its number: the name of a note, a letter or two, a Roman number.
NAME = re.compile(
    r"(?:(?:foot|end)?notes?|ft?n|nota|anm(?:erkung)?|fu(?:ß|ss)note|noot|[^\W\d_]{1,2}|[ivxlcdm]+)", re.IGNORECASE
)


def read_flattened(part: Part, texts: Texts) -> None:
    """Gathers the words of a flattened text by its spans, which are counted in characters. Those that have no words may
    stand within the others, which stand beside one another."""
    text = part.data.decode("utf-8", "surrogatepass")
    texts.named = True
    texts.bodies |= {span.label: [] for span in part.typed if span.kind == "note"}
    texts.order = dict.fromkeys(texts.bodies)
    before: Typed | None = None
    for home, piece in _cut(text, part.typed):
        into = _home(home, texts)
        if home is not before:
            into.append("\n")
            before = home
        if isinstance(piece, str):
            into.append(piece)
            continue
        if lost := _lost(piece, text):
            into.append(f" {lost} ")
        into.append(_called(piece, text, texts) if piece.kind == "call" else " ")


def _lost(span: Typed, text: str) -> str:
    """The words that a mark or label swallowed: the manuscript will not have them."""
    if span.kind not in ("call", "mark"):
        return ""
    return " ".join(word for word in WORD.findall(text[span.start : span.end]) if not NAME.fullmatch(word))


def _home(span: Typed | None, texts: Texts) -> list[str]:
    """Where the words of a span belong: to a note, the title page, or the text."""
    if span is None:
        return texts.pieces
    return texts.bodies[span.label] if span.kind == "note" else texts.heads.setdefault(span.kind, [])


def _called(call: Typed, text: str, texts: Texts) -> str:
    """What stands in the text for the call of a note: nothing, or its label where there is no such note; and a space
    before a word that it stood right before, where the script parts words."""
    if call.label in texts.bodies:
        texts.call(call.label)
    following = text[call.end : call.end + 1]
    parted = " " if following.isupper() or following.islower() else ""
    return ("" if call.label in texts.bodies else call.label) + parted


def _cut(text: str, spans: Sequence[Typed]) -> Iterator[tuple[Typed | None, str | Typed]]:
    """The text cut where spans begin and end: words, or spans without words, each with the span that it stands in."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    homes = deque(span for span in ordered if span.kind not in WORDLESS)
    wordless = deque(span for span in ordered if span.kind in WORDLESS)
    points = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    silent_to = 0
    for start, end in pairwise(points):
        while homes and homes[0].end <= start:
            homes.popleft()
        home = homes[0] if homes and homes[0].start <= start else None
        while wordless and wordless[0].start <= start:
            span = wordless.popleft()
            if start >= silent_to:
                yield home, span
            silent_to = max(silent_to, span.end)
        if start >= silent_to:
            yield home, text[start:end]
