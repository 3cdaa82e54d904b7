"""Characters that no font of the printed editions has: a document in, a finding for each script out. Pure.

The fonts are those that ship, without any of the machine's, so that two machines give the same bytes. What they lack
is printed as boxes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import category, name

from msgspec.structs import replace

from pressbuild.diagnostics import ERROR, Diagnostic, Place, found
from pressbuild.document import Code, CodeBlock, Document, Math, Text
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.shipped import coverage
from pressbuild.tree import everything, walk

UNSEEN = ("C", "Z")  # kinds of characters that have no shape
STRAY = frozenset("\ufffdﬀﬁﬂﬃﬄﬅﬆ")  # the rule `character-stray` says what stands for them
SHOWN = 3
TOLD = lazily(r"\(U\+([0-9A-F]+)\)$")
HINT = "boxes would stand for them in PDF and pamphlet: write them in other letters, or build web page and EPUB alone"


def font_missing_glyph(copy: Copy) -> Iterator[Diagnostic]:
    """Characters that the fonts lack; a house with a font of its own is not judged."""
    if not any("@font-face" in css for css in copy.css.values()):
        yield from uncovered(copy.read)


def uncovered(document: Document) -> Iterator[Diagnostic]:
    """A finding for each script that the fonts lack: an error where that is most of the text."""
    lost = _lost(document)
    most = 2 * sum(map(len, lost.values())) > sum(len(text) for text, _ in _texts(document))
    for script, characters in lost.items():
        finding = _finding(script, characters)
        yield replace(finding, severity=ERROR) if most else finding


def summed(findings: Iterable[Diagnostic], document: Document) -> list[Diagnostic]:
    """The findings of a typesetter with one for each script in the place of those for single characters."""
    said = {f"{ord(character):04X}" for characters in _lost(document).values() for character, _ in characters}
    return [*uncovered(document), *(finding for finding in findings if not _is_said(finding, said))]


def _is_said(finding: Diagnostic, said: set[str]) -> bool:
    told = TOLD.search(finding.message) if finding.code == "font-missing-glyph" else None
    return told is not None and told[1] in said


def _lost(document: Document) -> dict[str, list[tuple[str, Place | None]]]:
    """What the fonts lack, and where, by script. One letter within a word of another alphabet is `script-mixed`."""
    scripts: dict[str, list[tuple[str, Place | None]]] = {}
    for text, place in _texts(document):
        lacking = set() if text.isascii() else set(filter(_is_lacking, set(text)))
        for index, character in enumerate(text) if lacking else ():
            beside = (text[max(0, index - 1) : index], text[index + 1 : index + 2])
            if character in lacking and not (character.isalpha() and any(map(_is_cased, beside))):
                at = place.right(index) if place else None
                scripts.setdefault(_script(character), []).append((character, at))
    return scripts


def _is_cased(character: str) -> bool:
    return character.isalpha() and character.lower() != character.upper() and ord(character) in coverage()


def _is_lacking(character: str) -> bool:
    """Whether no font has a character that is to be seen and is not found fault with by itself."""
    if ord(character) in coverage() or character in STRAY:
        return False
    return not category(character).startswith(UNSEEN)


def _texts(document: Document) -> Iterator[tuple[str, Place | None]]:
    for node in walk(everything(document)):
        if isinstance(node, Text | Code | Math | CodeBlock):
            yield node.value, node.place


def _script(character: str) -> str:
    """What a character is called by: its script where it is a letter, as Unicode's names begin with it."""
    if not category(character).startswith(("L", "M", "N")):
        return "signs"
    script = name(character, "").partition(" ")[0]
    return f"{script if script == 'CJK' else script.title()} letters" if script else "signs"


def _finding(script: str, lost: list[tuple[str, Place | None]]) -> Diagnostic:
    often = Counter(character for character, _ in lost)
    shown = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in [*often][:SHOWN])
    more = f" and {len(often) - SHOWN} more" if len(often) > SHOWN else ""
    many = f", {len(lost)} times" if len(lost) > 1 else ""
    message = f"the fonts of the printed editions lack {script}: {shown}{more}{many}"
    return found("font-missing-glyph", message, next((place for _, place in lost if place), None), HINT)
