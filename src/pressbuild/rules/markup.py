"""Markdown that was meant and is none: `Copy` in, findings out. Pure.

pandoc leaves what it cannot read as the author typed it, and so would the editions: `*stray`, a raised figure.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Heading, Opening, Sup
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.stops import is_whole
from pressbuild.tree import plain, walk

STRAY = lazily(r"(?<![\w*_])(?:\*{1,3}|_{1,3})(?=[^\W_])|(?<=[^\W_])(?:\*{1,3}|_{1,3})(?![\w*])")
# A sign that emphasises nothing and was never meant to: in an address, a path, a pattern of file names, a formula, the
# name of a program's part or of a chatterer, <_ice>; the asterisk of a birth, *1911, and those of an oath, d***.
OF_A_NAME = lazily(
    r"^[/~.<-]|[\\=@^$<>]|[^\W_]_[^\W_]|\w\*\w|^\W*\*\d{4}\b|^[a-z]{1,4}\*$|^\W*[A-Z]\*\W*$|^\W*\*{1,2}(?:args|kwargs)\b"
    r"|\)\*\w|[\w)]\*\(|^_\d|[^\W_]_\("
    r"|\(\w+(?: \w+)?\*+\)|^[<\w]+_[:>,]"
    r"|^\W*(?:[^\W_]{1,4}\*{3,}|[^\W_]\*{2,})\W*$"
)
CHAT = lazily(r"\s*(?:\[?\d\d:\d\d(?::\d\d)?\]?\s*)?\\?<[@+ ]?[^\s<>/]{1,20}>\s")  # <ann> so it is
TYPED_MARK = lazily(r"(?:(?<=[a-zé]{3})|(?<=[.,;:?!’”)]))[¹²³⁰⁴-⁹]+(?![\w⁻⁺])")
# Where a note's mark stands: behind a word of letters, or behind its stop.
MARKED = lazily(r"(?:[a-zà-ÿ]{3}|[.,;:?!’”)])$")
RAISED = lazily(r"\d{1,3}|[*†‡§]{1,3}")
BRACKETED = lazily(r"(?<=[^\W\d_])\[(\d{1,3})\]|(?<=[.,;:?!’”)])\[(\d{1,3})\](?!\w)")
TURNED = lazily(r"(?<=[\w.,;:?!’”)])\[\d{1,3}\^\]")  # of [^1], with its signs in the wrong order
DAGGER = lazily(r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:?!’”)]))[†‡]{1,2}(?=[\s.,;:?!’”)]|$)")
CRUX = lazily(r"(?:^|[\s(\[‘“])[†‡][^†‡]+$")  # †so†, words of an edition that are past mending
# A figure that stands close behind a sentence: low.9 Nobody.
CLOSE = lazily(
    r"(?<![\w.’'@/-])(?P<word>[a-zß-öø-ÿ]{3,})[.!?][”’)]?(?P<figure>\d{1,3})(?=[ \n][“‘]?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]|$)"
)
GLUED = lazily(r"[.!?”’)]\d")  # quickly looked for
LISTED = lazily(r"\s*\[(\d{1,3})\]\s*\S")
LONG_TOKEN = 80  # characters on either side, beyond which nobody looks for the end of a name
UNITS = lazily(r"(?:\b(?:k|c|m|d|h)?m|\b(?:sq|inch|feet|mile|foot|yard)s?)$")


def emphasis_unbalanced(copy: Copy) -> Iterator[Diagnostic]:
    """An asterisk or a low line at a word that emphasises nothing."""
    for passage in copy.passages:
        for match in STRAY.finditer(passage.text):
            place = passage.at(match.start())
            if place is None or _escaped(copy, place) or match[0] not in copy.lines[place.line - 1]:
                continue
            if CHAT.match(copy.lines[place.line - 1]):
                continue
            if OF_A_NAME.search(_token(passage.text, match.start())):
                continue
            hint = f"write its partner, or \\{match[0][0]} for the sign itself"
            if match[0] == "*" and passage.text[match.end() : match.end() + 1] in ("", " ", "\n"):
                hint += "; a note is called by [^1]"
            yield found("emphasis-unbalanced", f"“{match[0]}” emphasises nothing", place, hint)


def _token(text: str, offset: int) -> str:
    """What stands between two spaces at an offset."""
    left = re.search(r"\S*$", text[max(0, offset - LONG_TOKEN) : offset])
    right = re.match(r"\S*", text[offset : offset + LONG_TOKEN])
    return (left[0] if left else "") + (right[0] if right else "")


def _escaped(copy: Copy, place: Place) -> bool:
    line = copy.lines[place.line - 1]
    return "\\" in line[max(0, place.column - 2) : place.column]


def note_unlinked(copy: Copy) -> Iterator[Diagnostic]:
    """A raised figure, a number in brackets or a dagger that a note's mark has left behind."""
    hint = "write [^1] where the note belongs and [^1]: … at the end of the file"
    listed = {match[1] for passage in copy.passages if (match := LISTED.match(passage.text))}
    for passage in copy.passages:
        for offset, mark in sorted({*_raised(passage), *_typed(passage, listed), *_close(copy, passage)}):
            place = passage.at(offset)
            if not copy.holds(place, "[^"):  # that is a call, whose note is missing
                yield found("note-unlinked", f"“{mark}” calls no note", place, hint)


def _typed(passage: Passage, listed: set[str]) -> Iterator[tuple[int, str]]:
    """Marks that are signs of their own: ¹, †, and [1] behind a stop, or behind a word where a list has it."""
    for match in TYPED_MARK.finditer(passage.text):
        if not UNITS.search(passage.before(match.start())) and not _power(passage, match.start()):
            yield match.start(), match[0]
    for match in DAGGER.finditer(passage.text):
        if not CRUX.search(passage.before(match.start(), LONG_TOKEN)):
            yield match.start(), match[0]
    for match in TURNED.finditer(passage.text) if "^]" in passage.text else ():
        yield match.start(), match[0]
    for match in BRACKETED.finditer(passage.text) if "[" in passage.text else ():
        if match[2] or match[1] in listed:
            yield match.start(), match[0]


def _raised(passage: Passage) -> Iterator[tuple[int, str]]:
    """Figures that Markdown or HTML raises: ^1^, <sup>1</sup>."""
    for leaf in passage.flat.leaves:
        raised = any(isinstance(passage.flat.elements[each], Sup) for each in leaf.path)
        text = passage.text[leaf.start : leaf.start + leaf.length]
        if not raised or not RAISED.fullmatch(text) or not MARKED.search(passage.before(leaf.start)):
            continue
        if not UNITS.search(passage.before(leaf.start)) and not _power(passage, leaf.start):
            yield leaf.start, text


def _close(copy: Copy, passage: Passage) -> Iterator[tuple[int, str]]:
    """Figures behind a whole word and its stop; vol.9, and 3.14, have none."""
    if passage.kind == "paragraph" and GLUED.search(passage.text):
        for match in CLOSE.finditer(passage.text):
            stop = match.end("word")
            if is_whole(match["word"], copy) and copy.holds(passage.at(stop), match.string[stop : match.end()]):
                yield match.start("figure"), match["figure"]


def _power(passage: Passage, offset: int) -> bool:
    """Whether a raised figure is an exponent: (a + b)²."""
    return re.search(r"(?:\b[A-Za-z]|[=+×÷−][^.]*\))$", passage.before(offset, 60)) is not None


def heading_skip(copy: Copy) -> Iterator[Diagnostic]:
    """A heading that is more than one level below the one before it, as the editions set them."""
    first = next(iter(copy.set.blocks), None)
    level = first.heading.level if isinstance(first, Opening) else 1  # a chapter may stand below a part
    before = "the title above it"
    for node in walk(copy.set.blocks):
        if isinstance(node, Heading):
            if node.level > level + 1:
                message = f"a level is left out between this heading and {before}"
                yield found("heading-skip", message, node.place, "take away a #")
            level, before = node.level, "the one before it"


def heading_empty(copy: Copy) -> Iterator[Diagnostic]:
    """A heading without words."""
    for node in walk(copy.read.blocks):
        if isinstance(node, Heading) and not plain([node]).strip():
            yield found("heading-empty", "this heading has no words", node.place, "take its # away")
