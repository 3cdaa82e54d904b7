"""Reading: a `Manuscript` in, a `Document` out, every node with its place.

`sending` makes the page that pandoc reads, front texts included, and sets pandoc to work on it; `lift` makes our nodes
of pandoc's tree, and `labels` finds what pandoc drops without a word: orphan notes, nested ones, second definitions.
"""

from itertools import pairwise

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.document import Block, Document, Front, Heading, Image, Inlines, Link
from pressbuild.manuscript import Manuscript, Value
from pressbuild.reading.labels import Labels, orphan
from pressbuild.reading.lift import Lifter
from pressbuild.reading.sending import Sent, send
from pressbuild.tree import everything, walk

__all__ = ["read", "send"]


def read(manuscript: Manuscript, sent: Sent | None = None) -> Document:
    """The document of a manuscript, with what was found wrong in it; `sent` is the manuscript where pandoc has it
    already. Raises `PressError` where it cannot be read."""
    try:
        return _read(manuscript, sent or send(manuscript))
    except RecursionError:
        message = "quotations, lists or emphasis are nested too deeply"
        raise PressError(found("not-readable", message, Place(manuscript.name, 1, 1))) from None


def _read(manuscript: Manuscript, sent: Sent) -> Document:
    texts, labels, layout = sent.texts, sent.labels, sent.layout
    tree, warnings = sent.tree()
    lifter = Lifter(manuscript.name, layout, labels.defined)
    loose, nodes = (tree["blocks"][:1], tree["blocks"][1:]) if labels.unused else ([], tree["blocks"])
    blocks = lifter.blocks(nodes)
    heads, body = blocks[: len(texts)], blocks[len(texts) :]
    orphans = lifter.orphans(loose)
    findings = (*manuscript.findings, *warnings, *labels.findings, *lifter.findings)
    findings += tuple(_picture(node) for node in walk(heads) if isinstance(node, Image))
    findings += tuple(orphan(note.label, labels.defined[note.label]) for note in orphans)
    document = Document(_front(manuscript, texts, heads), body, (*lifter.notes(), *orphans), findings)
    return document.with_findings(
        *_order(document, labels), *_dangling(document, lifter), *_empty(document, body, manuscript.name)
    )


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
        index=front.index == "terms",
        notes_at=front.notes,
    )


def _picture(image: Image) -> Diagnostic:
    """An error for a picture in a text of the front matter: headers, shelves and spines show letters only."""
    hint = "a picture stands in the text, in a paragraph of its own; `cover: FILE` puts one on the EPUB's cover"
    return found("front-invalid", f"a picture, {image.source}, stands in a text of the front matter", image.place, hint)


def _order(document: Document, labels: Labels) -> tuple[Diagnostic, ...]:
    """A warning where the notes' definitions do not follow the order of their references."""
    places = [labels.defined[note.label] for note in document.notes if note.referred and note.label in labels.defined]
    for before, after in pairwise(places):
        if after < before:
            hint = "editions number notes by their references, so nothing is wrong in print; sort them to keep track"
            return (found("note-order", "the notes are not defined in the order of their references", after, hint),)
    return ()


def _dangling(document: Document, lifter: Lifter) -> tuple[Diagnostic, ...]:
    """A warning for each link to a place of this work that is not there."""
    return tuple(
        found("link-dangling", f"no place has the id of the link “{node.target}”", node.place, "[a place]{#its-id}")
        for node in walk(everything(document))
        if isinstance(node, Link) and node.target.startswith("#") and node.target[1:] not in lifter.ids
    )


def _empty(document: Document, body: tuple[Block, ...], name: str) -> tuple[Diagnostic, ...]:
    findings = []
    if not body:
        findings.append(found("empty", "the manuscript has front matter and no text", Place(name, 1, 1)))
    if not document.front.title:
        hint = "add a line `title: …` between two lines `---` at the top of the file"
        findings.append(found("front-missing-key", "the manuscript has no title", Place(name, 1, 1), hint))
    return tuple(findings)
