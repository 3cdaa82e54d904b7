"""Reading: a `Manuscript` in, a `Document` out, every node with its place.

The front matter's texts (title, standfirst …) hold quotations and emphasis like the body, so they are read in the same
run of pandoc: the lines of the front matter are blanked, and each text stands as a heading on the line where it was
written. What pandoc drops without a word (orphan notes, nested ones, second definitions) is found by `labels`.
"""

from itertools import pairwise

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import FRONT_TEXTS, Block, Document, Front, Heading, Inlines
from pressbuild.manuscript import Manuscript, Value
from pressbuild.pandoc import read_markdown
from pressbuild.reading.labels import Labels, scan
from pressbuild.reading.lift import Lifter

__all__ = ["read"]

HASH = "# "


def read(manuscript: Manuscript) -> Document:
    """The document of a manuscript, with what was found wrong in it. Raises `PressError` where it cannot be read."""
    texts = _front_texts(manuscript)
    labels = scan(manuscript.source, manuscript.body_line, manuscript.name)
    tree, warnings = read_markdown(_laid_out(manuscript, texts, labels), manuscript.name)
    lifter = Lifter(manuscript.name, manuscript.source.split("\n"), _shifts(texts))
    blocks = lifter.blocks(tree["blocks"])
    heads, body = blocks[: len(texts)], blocks[len(texts) :]
    if labels.orphans:
        body = body[:-1]  # the paragraph of references that `_laid_out` has added
    findings = (*manuscript.findings, *warnings, *labels.findings, *lifter.findings)
    document = Document(_front(manuscript, texts, heads), body, lifter.notes(labels.orphans), findings)
    return document.with_findings(*_order(document, labels), *_empty(document, body, manuscript.name))


def _front_texts(manuscript: Manuscript) -> dict[str, Value]:
    """The texts of the front matter by key, in the order of their lines."""
    values = {key: manuscript.values[key] for key in FRONT_TEXTS if key in manuscript.values}
    return dict(sorted(((k, v) for k, v in values.items() if v.text.strip()), key=lambda item: item[1].line))


def _laid_out(manuscript: Manuscript, texts: dict[str, Value], labels: Labels) -> str:
    """The source as pandoc reads it: front texts as headings on their own lines, references to orphans at the end."""
    lines = manuscript.source.split("\n")
    lines[: manuscript.body_line - 1] = [""] * (manuscript.body_line - 1)
    for value in texts.values():
        lines[value.line - 1] = HASH + " ".join(value.text.split())
    if labels.orphans:
        lines += ["", " ".join(f"[^{label}]" for label in labels.orphans)]
    return "\n".join(lines)


def _shifts(texts: dict[str, Value]) -> dict[int, int]:
    """By line, how many columns further right the text stands in the source than pandoc saw it."""
    return {value.line: value.column - 1 - len(HASH) for value in texts.values()}


def _front(manuscript: Manuscript, texts: dict[str, Value], heads: tuple[Block, ...]) -> Front:
    inlines: dict[str, Inlines] = {
        key: head.children for key, head in zip(texts, heads, strict=True) if isinstance(head, Heading)
    }
    front, defaults = manuscript.front, manuscript.defaults
    return Front(
        **inlines,
        authors=front.author,
        translators=front.translator,
        editors=front.editor,
        contributors=front.contributors,
        date=front.date,
        lang=front.lang,
        publisher=front.publisher or defaults.publisher,
        rights=front.rights,
        licence=front.licence,
        isbn=front.isbn,
        identifier=front.identifier,
        description=front.description,
        subjects=front.subjects,
        series=front.series,
        url=front.url,
        imprint=front.imprint,
        price=front.price,
        printing=front.printing,
        cover=front.cover,
        contents=front.toc,
    )


def _order(document: Document, labels: Labels) -> tuple[Diagnostic, ...]:
    """A warning where the notes' definitions do not follow the order of their references."""
    lines = [labels.defined[note.label] for note in document.notes if note.referred and note.label in labels.defined]
    for before, after in pairwise(lines):
        if after < before:
            hint = "editions number notes by their references, so nothing is wrong in print; sort them to keep track"
            return (found("note-order", "the notes are not defined in the order of their references", after, hint),)
    return ()


def _empty(document: Document, body: tuple[Block, ...], name: str) -> tuple[Diagnostic, ...]:
    findings = []
    if not body:
        findings.append(found("empty", "the manuscript has front matter and no text", Place(name, 1, 1)))
    if not document.front.title:
        hint = "add a line `title: …` between two lines `---` at the top of the file"
        findings.append(found("front-missing-key", "the manuscript has no title", Place(name, 1, 1), hint))
    return tuple(findings)
