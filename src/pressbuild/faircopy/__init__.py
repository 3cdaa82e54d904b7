"""The fair copy: a `Manuscript` in, the page that pandoc reads out, and pandoc at work on it.

`layout` writes the page, front texts included; `labels` finds what pandoc drops without a word: orphan notes, nested
ones, second definitions. What pandoc makes is fetched later, so that the program can get ready meanwhile: nothing here
needs the tree. The chapters of a book are pages of their own.
"""

from dataclasses import dataclass, replace

from pressbuild.diagnostics import Place
from pressbuild.faircopy.labels import Labels, scan
from pressbuild.faircopy.layout import Layout, edited, lay_out
from pressbuild.manuscript import Manuscript
from pressbuild.manuscript.frontmatter import TEXT_KEYS
from pressbuild.manuscript.prose import REFERENCE
from pressbuild.manuscript.yamlhead import Value
from pressbuild.pandoc import Reading, send_all


@dataclass(frozen=True, slots=True)
class Sent:
    """A manuscript that pandoc has: the front matter's texts by key in the order of their lines, the labels of its
    notes, the page as pandoc sees it, and what gives pandoc's tree."""

    texts: dict[str, Value]
    labels: Labels
    layout: Layout
    tree: Reading


def send(manuscript: Manuscript) -> tuple[Sent, ...]:
    """Hand a manuscript to pandoc, and its chapters, in order."""
    laid = [_laid(file) for file in manuscript.files]
    readings = send_all([(layout.text, file.name) for (_, _, layout), file in zip(laid, manuscript.files, strict=True)])
    return tuple(Sent(*parts, reading) for parts, reading in zip(laid, readings, strict=True))


def _laid(manuscript: Manuscript) -> tuple[dict[str, Value], Labels, Layout]:
    texts = _front_texts(manuscript)
    source, written, line = manuscript.source, manuscript.written, manuscript.body_line
    labels = scan(edited(source, written), line, manuscript.name, _front_calls(manuscript, texts))
    layout = lay_out(source, line, texts, labels, written)
    return texts, _in_source(labels, layout) if written else labels, layout


def _front_calls(manuscript: Manuscript, texts: dict[str, Value]) -> dict[str, Place]:
    """The notes that texts of the front matter call, by label, and where."""
    lines = manuscript.source.split("\n")[: manuscript.body_line - 1]
    calls: dict[str, Place] = {}
    for value in texts.values():
        for reference in REFERENCE.finditer(value.text):
            line = next((n for n in range(value.line, len(lines) + 1) if reference[0] in lines[n - 1]), value.line)
            column = lines[line - 1].find(reference[0]) + 1
            calls.setdefault(reference[1], Place(manuscript.name, line, max(column, 1)))
    return calls


def _in_source(labels: Labels, layout: Layout) -> Labels:
    """Labels with their places in the source; those of notes that were written for citations have none."""

    def place(old: Place) -> Place | None:
        return layout.place(old.file, old.line + layout.above, old.column)

    defined = {label: at for label, old in labels.defined.items() if (at := place(old))}
    findings = tuple(replace(each, place=each.place and place(each.place)) for each in labels.findings)
    return replace(labels, defined=defined, findings=findings)


def _front_texts(manuscript: Manuscript) -> dict[str, Value]:
    """The texts of the front matter, and the titles of a book's parts."""
    values = {key: manuscript.values[key] for key in TEXT_KEYS if key in manuscript.values}
    parts = manuscript.book.parts if manuscript.book else ()
    values |= {f"part-{part.title.line}": part.title for part in parts if part.title}
    return dict(sorted(((k, v) for k, v in values.items() if v.text.strip()), key=lambda item: item[1].line))
