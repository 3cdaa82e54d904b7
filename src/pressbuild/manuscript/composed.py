"""Letters composed: a source as it was typed in, the same with whole letters out (Unicode Standard Annex 15, form C);
places and fixes in the latter in, the same as they are in the file out. Pure.

pandoc reads every text so, and counts its columns there. In a text that comes from a PDF or from macOS é is often two
characters, e and its accent; what is said of such a text is said of the file as it lies there.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, is_normalized, normalize

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Fix, Place

Typed = Mapping[int, str]  # lines whose letters are decomposed, as they were typed, by number


def composed(source: str) -> tuple[str, dict[int, str]]:
    """A text with its letters whole, and the lines which that has changed, as they were, by number."""
    if source.isascii() or is_normalized("NFC", source):
        return source, {}
    lines = source.split("\n")
    whole = [normalize("NFC", line) for line in lines]
    pairs = enumerate(zip(lines, whole, strict=True), start=1)
    return "\n".join(whole), {number: line for number, (line, new) in pairs if line != new}


def typed_place(place: Place, typed: Typed) -> Place:
    """Where in the file stands what stands at a place of the composed text."""
    line = typed.get(place.line)
    return place if line is None else replace(place, column=_offset(line, place.column - 1) + 1)


def as_typed(finding: Diagnostic, files: Mapping[str, Typed]) -> Diagnostic:
    """A finding with its place and its fixes as they are in the file; `files` are the lines of each by its name."""
    fixes = tuple(_typed_fix(fix, files) for fix in finding.fixes)
    place = finding.place and typed_place(finding.place, files.get(finding.place.file, {}))
    return replace(finding, place=place, fixes=fixes)


def _typed_fix(fix: Fix, files: Mapping[str, Typed]) -> Fix:
    """A fix of the file: what it leaves alone stays as it was typed."""
    line = files.get(fix.place.file, {}).get(fix.place.line)
    if line is None:
        return fix
    start = fix.place.column - 1

    def written(begin: int, end: int) -> str:
        return line[_offset(line, start + begin) : _offset(line, start + end)]

    parts = SequenceMatcher(None, fix.old, fix.new, autojunk=False).get_opcodes()
    new = "".join(written(a, b) if kind == "equal" else fix.new[c:d] for kind, a, b, c, d in parts)
    place = replace(fix.place, column=_offset(line, start) + 1)
    return Fix(place, written(0, len(fix.old)), new)


def _offset(line: str, offset: int) -> int:
    """The offset in a line as it was typed of what stands at an offset of the composed line."""
    offsets = _offsets(line)
    return offsets[offset] if offset < len(offsets) else len(line) + offset - len(offsets) + 1


@lru_cache(maxsize=64)
def _offsets(line: str) -> tuple[int, ...]:
    """For each character of the composed line, and for its end, the offset of what it was made of."""
    offsets: list[int] = []
    start = 0
    for part in _parts(line):
        whole = len(normalize("NFC", part))
        offsets += (start + min(index, len(part) - 1) for index in range(whole))
        start += len(part)
    return (*offsets, len(line))


def _parts(line: str) -> Iterator[str]:
    """The line in the shortest parts that are composed one by one."""
    part = ""
    for sign in line:
        if part and _begins(part, sign):
            yield part
            part = ""
        part += sign
    if part:
        yield part


def _begins(part: str, sign: str) -> bool:
    """Whether a sign is no part of the letter before it."""
    if sign.isascii():
        return True
    return not combining(sign) and normalize("NFC", part + sign) == normalize("NFC", part) + normalize("NFC", sign)
