"""Reading: a `Manuscript` in, a `Document` out, every node with its place.

pandoc reads the manuscript's fair copy, and `lift` makes our nodes of pandoc's tree. A book is read chapter by chapter,
each with its places in its own file, and `chapters` joins them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.conflicts import remarks_in_front, unresolved
from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.document import Credit, Document, Front, Heading, Image, Inlines, Link, NoteRef
from pressbuild.faircopy import Sent, send
from pressbuild.faircopy.labels import Labels, orphan
from pressbuild.manuscript import Book, Manuscript
from pressbuild.press import BOOK
from pressbuild.reading.chapters import Chapter, joined
from pressbuild.reading.frontnotes import calls_in_front, credited
from pressbuild.reading.home import ALONE, Home, chapter_anchor, homes_of
from pressbuild.reading.joining import gathered
from pressbuild.reading.lift import Lifter
from pressbuild.tree import FRONT_TEXTS, everything, plain, walk


class _Lifted(Struct, frozen=True):
    """A text as it was lifted: its document, the ids in it, the texts of its front matter by key."""

    document: Document
    ids: frozenset[str]
    heads: Mapping[str, Inlines]


def read(manuscript: Manuscript, sent: tuple[Sent, ...] = ()) -> Document:
    """The document of a manuscript, with what was found wrong in it; `sent` is the manuscript where pandoc has it
    already. Raises `PressError` where it cannot be read."""
    sent = sent or send(manuscript)
    if manuscript.book is None:
        lifted = _lifted(manuscript, sent[0])
        document = lifted.document
        return document.with_findings(*dangling(document, lifted.ids), *_empty(document, manuscript.name))
    return _read_book(manuscript, manuscript.book, sent)


def _read_book(manuscript: Manuscript, book: Book, sent: tuple[Sent, ...]) -> Document:
    """The chapters of a book, read one by one and joined."""
    matter = _lifted(manuscript, sent[0])
    homes = homes_of([chapter.listed for chapter in book.chapters])
    pages = zip(book.chapters, sent[1:], homes, strict=True)
    lifted = [_lifted(chapter, page, home) for chapter, page, home in pages]
    langs = [chapter.front.lang if "lang" in chapter.values else "" for chapter in book.chapters]
    read = zip((each.document for each in lifted), homes, langs, strict=True)
    chapters = iter([Chapter(*each) for each in read])
    parts = [
        (matter.heads[f"part-{part.title.line}"] if part.title else (), tuple(islice(chapters, len(part.chapters))))
        for part in book.parts
    ]
    if matter.document.blocks:  # a bibliography, which was written behind the book's last line
        closing = Chapter(Document(Front(), matter.document.blocks), Home(len(homes) + 1, "bibliography"))
        parts.append(((), (closing,)))
    document = joined(replace(matter.document, blocks=()), parts)
    ids = frozenset(identifier for each in lifted for identifier in each.ids)
    found_empty = (
        _empty_chapter(each.document, chapter.name) for each, chapter in zip(lifted, book.chapters, strict=True)
    )
    return document.with_findings(
        *dangling(document, ids | {chapter_anchor(home.number) for home in homes}, homes),
        *chain.from_iterable(found_empty),
        *_untitled(document, manuscript.name),
    )


def _lifted(manuscript: Manuscript, sent: Sent, home: Home = ALONE) -> _Lifted:
    """An essay, or one file of a book."""
    try:
        return _lift(manuscript, sent, home)
    except RecursionError:
        message = "quotations, lists or emphasis are nested too deeply"
        raise PressError(
            found("not-readable", message, Place(manuscript.name, 1, 1), "take some of them apart")
        ) from None


def _lift(manuscript: Manuscript, sent: Sent, home: Home) -> _Lifted:
    texts, labels, layout = sent.texts, sent.labels, sent.layout
    spotted = frozenset(line + layout.above for line in layout.spots)
    tree, warnings = sent.tree(lambda written: gathered(written, spotted))
    lifter = Lifter(manuscript.name, layout, labels.defined, home)
    loose, nodes = (tree["blocks"][:1], tree["blocks"][1:]) if labels.unused else ([], tree["blocks"])
    lifter.set_aside(loose)
    blocks = lifter.blocks(nodes)
    tops, body = blocks[: len(texts)], blocks[len(texts) :]
    heads = {key: head.children for key, head in zip(texts, tops, strict=True) if isinstance(head, Heading)}
    names, called = credited(manuscript, lifter)
    orphans = lifter.orphans()
    left = (
        unresolved(Place(manuscript.name, line, 1))
        for line in remarks_in_front(manuscript.source, manuscript.body_line)
    )
    findings = (*manuscript.findings, *left, *warnings, *labels.findings, *lifter.findings)
    findings += tuple(calls_in_front(manuscript))
    findings += tuple(_picture(node) for node in walk(tops) if isinstance(node, Image))
    findings += tuple(orphan(note.label, labels.defined[note.label]) for note in orphans)
    document = Document(_front(manuscript, heads, names, called), body, (*lifter.notes(), *orphans), findings)
    return _Lifted(document.with_findings(*_order(document, labels)), frozenset(lifter.ids), heads)


def _front(
    manuscript: Manuscript,
    heads: Mapping[str, Inlines],
    names: Mapping[str, tuple[str, ...]],
    called: tuple[Credit, ...],
) -> Front:
    front, defaults = manuscript.front, manuscript.defaults
    return Front(
        **{key: heads.get(key, ()) for key in FRONT_TEXTS},
        authors=names["author"],
        translators=names["translator"],
        editors=names["editor"],
        credits=called,
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
        notes_at=next((said for said in front.notes if said in ("end", "chapter", "foot")), ""),
    )


def _picture(image: Image) -> Diagnostic:
    """An error for a picture in a text of the front matter: headers, shelves and spines show letters only."""
    hint = "a picture stands in the text, in a paragraph of its own; `cover: FILE` puts one on the EPUB's cover"
    return found("front-invalid", f"a picture, {image.source}, stands in a text of the front matter", image.place, hint)


def _order(document: Document, labels: Labels) -> tuple[Diagnostic, ...]:
    """A warning where the notes' definitions do not follow the order of their references: neither that of the source
    nor that of the page, where names stand below the standfirst and captions above their tables."""
    typed = [note.label for note in document.notes if note.referred]
    if not _mismatch(typed, labels):
        return ()
    printed = [node.label for node in walk(everything(document)) if isinstance(node, NoteRef)]
    after = _mismatch(dict.fromkeys(printed), labels)
    hint = "editions number notes by their references, so nothing is wrong in print; sort them to keep track"
    message = "the notes are not defined in the order of their references"
    return (found("note-order", message, after, hint),) if after else ()


def _mismatch(called: Iterable[str], labels: Labels) -> Place | None:
    """Where the first note is defined that stands above the one called before it."""
    places = [labels.defined[label] for label in called if label in labels.defined]
    return next((after for before, after in pairwise(places) if after < before), None)


def dangling(document: Document, ids: frozenset[str], homes: Sequence[Home] = ()) -> tuple[Diagnostic, ...]:
    """A warning for each link to a place of this work that is not there."""
    named = frozenset[str]() if homes else ids
    return tuple(
        found("link-dangling", _nowhere(node.target, homes), node.place, _place_meant(document, named, node.target))
        for node in walk(everything(document))
        if isinstance(node, Link) and node.target.startswith("#") and node.target[1:] not in ids
    )


def _place_meant(document: Document, ids: frozenset[str], target: str) -> str:
    """The id that was meant, or the heading that is to have it: other programs make ids of headings' words."""
    if near := get_close_matches(target[1:], sorted(ids), n=1):
        return f"did you mean #{near[0]}?"
    for node in walk(document.blocks):
        if isinstance(node, Heading) and "-".join(re.findall(r"\w+", plain([node]).lower())) == target[1:]:
            return f"write {{{target}}} behind the heading “{plain([node])}”"
    return "[a place]{#its-id}"


def _nowhere(target: str, homes: Sequence[Home]) -> str:
    """What is wrong with a link that leads nowhere."""
    chapter, _, identifier = target.removeprefix("#c").partition("-")
    if not homes:
        return f"no place has the id of the link “{target}”"
    return f"no place in {homes[int(chapter) - 1].file} has the id of the link “#{identifier}”"


def _empty(document: Document, name: str) -> tuple[Diagnostic, ...]:
    return (*_without_text(document, name), *_untitled(document, name))


def _without_text(document: Document, name: str) -> tuple[Diagnostic, ...]:
    refused = any(finding.code == "raw-html-unsafe" for finding in document.findings)
    if document.blocks or refused:  # what was refused is said, and is no lack of text
        return ()
    hint = "the text begins below the second line `---`"
    return (found("empty", "the manuscript has front matter and no text", Place(name, 1, 1), hint),)


def _untitled(document: Document, name: str) -> tuple[Diagnostic, ...]:
    if document.front.title:
        return ()
    hint = "add a line `title: …` between two lines `---` at the top of the file"
    if name.endswith(BOOK):
        hint = 'add a line `title = "…"` at the top of the file'
    return (found("front-missing-key", "the manuscript has no title", Place(name, 1, 1), hint),)


def _empty_chapter(document: Document, name: str) -> Iterator[Diagnostic]:
    yield from _without_text(document, name)
    if not document.front.title and not isinstance(next(iter(document.blocks), None), Heading):
        hint = "begin it with a heading, or give it a `title` between two lines `---`"
        yield found(
            "front-missing-key", "the chapter has no title: it is called after its file", Place(name, 1, 1), hint
        )
