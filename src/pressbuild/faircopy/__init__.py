"""The fair copy: a `Typescript` in, the page that pandoc reads out, and pandoc at work on it.

`layout` writes the page, front texts included; `labels` finds what pandoc drops without a word: orphan notes, nested
ones, second definitions. What pandoc makes is fetched later, so that the program can get ready meanwhile: nothing here
needs the tree. The chapters of a book are pages of their own.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.faircopy.labels import Labels, scan
from pressbuild.faircopy.layout import Layout, edited, lay_out
from pressbuild.manuscript import Typescript
from pressbuild.manuscript.prose import REFERENCE
from pressbuild.manuscript.yamlhead import Value
from pressbuild.pandoc import Reading, send_all

BEGUN = re.compile(r"(?<!\\)\[\^")
MOST_BEGUN = 3000  # “[^” that call no note in one paragraph


class Sent(Struct, frozen=True):
    """A manuscript that pandoc has: the front matter's texts by key in the order of their lines, the labels of its
    notes, the page as pandoc sees it, and what gives pandoc's tree."""

    texts: dict[str, Value]
    labels: Labels
    layout: Layout
    tree: Reading


def send(typescript: Typescript) -> tuple[Sent, ...]:
    """Hand a title to pandoc, and its chapters, in order."""
    laid = [_laid(file) for file in typescript.files]
    readings = send_all([(layout.text, file.name) for (_, _, layout), file in zip(laid, typescript.files, strict=True)])
    return tuple(Sent(*parts, reading) for parts, reading in zip(laid, readings, strict=True))


def _laid(typescript: Typescript) -> tuple[dict[str, Value], Labels, Layout]:
    texts = typescript.texts
    source, written, line = typescript.source, typescript.written, typescript.body_line
    _refuse_a_heap(source, typescript.name)
    labels = scan(
        edited(source, written), line, typescript.name, _front_calls(typescript, texts), _name_calls(typescript)
    )
    layout = lay_out(source, line, texts, labels, written)
    return texts, _in_source(labels, layout) if written else labels, layout


def _refuse_a_heap(source: str, name: str) -> None:
    """Raises `PressError` where a paragraph begins many calls of notes and does not end them: pandoc's time grows with
    the square of their number, and is minutes for twenty thousand."""
    if source.count("[^") <= MOST_BEGUN:
        return
    start = 0
    for end in (*(gap.start() for gap in re.finditer(r"\n[ \t]*\n", source)), len(source)):
        begun = len(BEGUN.findall(source, start, end)) - len(REFERENCE.findall(source, start, end))
        if begun > MOST_BEGUN:
            place = Place(name, source.count("\n", 0, source.find("[^", start)) + 1, 1)
            message = f"{begun:,} “[^” in one paragraph call no note: this is no text"
            raise PressError(found("not-readable", message, place, "take them out, or write \\[^ for the signs"))
        start = end


def _front_calls(typescript: Typescript, texts: dict[str, Value]) -> dict[str, Place]:
    """The notes that texts of the front matter call, by label, and where."""
    calls: dict[str, Place] = {}
    for value in texts.values():
        for reference in REFERENCE.finditer(value.text):
            calls.setdefault(reference[1], typescript.place_within(value, reference[0]))
    return calls


def _name_calls(typescript: Typescript) -> Iterator[tuple[str, Place]]:
    """The notes that are called behind names of the front matter, by label, and where."""
    for key, names in typescript.names.items():
        for reference in REFERENCE.finditer("\n".join(names)):
            yield reference[1], typescript.place_within(typescript.values[key], reference[0])


def _in_source(labels: Labels, layout: Layout) -> Labels:
    """Labels with their places in the source; those of notes that were written for citations have none."""

    def place(old: Place) -> Place | None:
        return layout.place(old.file, old.line + layout.above, old.column)

    defined = {label: at for label, old in labels.defined.items() if (at := place(old))}
    findings = tuple(replace(each, place=each.place and place(each.place)) for each in labels.findings)
    return replace(labels, defined=defined, findings=findings)
