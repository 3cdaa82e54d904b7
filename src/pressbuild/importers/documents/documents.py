"""What all foreign files have in common: pandoc's tree of one in, the finished `Imported` out. Pure.

The title page is taken off the head of the text into the front matter, what was left out is listed, and everything that
was assumed becomes a finding.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.diagnostics import WARNING, Diagnostic, as_json, found
from pressbuild.document import (
    Block,
    BlockQuote,
    Blocks,
    Break,
    Div,
    Document,
    Figure,
    Front,
    Heading,
    Inlines,
    NoteRef,
    Paragraph,
    Sup,
    Table,
    Text,
)
from pressbuild.importers.dates import iso_date
from pressbuild.importers.documents.boldheads import Headed, headed
from pressbuild.importers.documents.emptylines import parted
from pressbuild.importers.documents.lifting import Lifter
from pressbuild.importers.documents.otherlanguages import in_other_languages
from pressbuild.importers.documents.styles import FRONT
from pressbuild.importers.documents.writing import bold_off, manuscript
from pressbuild.importers.flattened.levels import TOP, without_gaps
from pressbuild.importers.marks.typednotes import TypedNotes, typed_notes
from pressbuild.importers.markup import clean, short
from pressbuild.importers.pictures import Album
from pressbuild.importers.source import Imported, LeftOut, Part, Source
from pressbuild.tongue import spoken, tongue
from pressbuild.tree import everything, plain, walk

TITLE_MARK = re.compile(r"(?:\[\d{1,3}\]|[*†‡§¹²³⁰⁴-⁹]{1,3}|\d{1,3})$")
HEADINGS = 30  # so many assumptions of a kind are listed one by one


class Gathered(Struct, frozen=True):
    """What an importer has found out beside the text: metadata for the front matter, what was left out, findings, and
    the markup by which the words are proved."""

    metadata: Front
    left: tuple[LeftOut, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    witness: tuple[Part, ...] = ()
    evidence: str = "a note of the file"
    bodies: dict[str, Blocks] = field(default_factory=dict)


def finished(source: Source, tree: dict[str, Any], lifter: Lifter, album: Album, gathered: Gathered) -> Imported:
    """The import of a source whose tree pandoc has read."""
    lifted = parted(lifter.blocks(tree["blocks"]))
    front, blocks = _title_page(lifted, gathered.metadata)
    titled = any(isinstance(block, Div) and block.role == "title" for block in lifted)
    looks = headed(front, _trimmed(blocks), titled=titled)
    blocks = looks.blocks
    typed = typed_notes(blocks, looks.letters, len(lifter.notes))
    document = Document(looks.front, _levelled(_trimmed(typed.blocks), looks.front), (*lifter.notes, *typed.notes))
    gathered = _with_typed(gathered, looks, typed)
    document, language = _spoken(document)
    document = in_other_languages(document)
    findings = (*_assumed(document, lifter, gathered), *language, *gathered.findings, *album.findings)
    report = _report(source, document, gathered, album, findings) | {"notes": _calls(document, gathered, typed)}
    return Imported(manuscript(document), report, findings, tuple(album.pictures.values()), gathered.witness)


def _spoken(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A document in the language of its words, whatever its file says, where no other can be meant."""
    told = tongue(" ".join(node.value for node in walk(everything(document)) if isinstance(node, Text)))
    if not told.denies(document.front.lang):
        return document, ()
    front = replace(document.front, lang=told.language)
    return replace(document, front=front), (found("assumed", spoken(told)),)


def _with_typed(gathered: Gathered, looks: Headed, typed: TypedNotes) -> Gathered:
    """What was gathered, with what the headings say that were none by style, and the notes that had no links."""
    first, *others = gathered.witness
    return replace(
        gathered,
        left=(*gathered.left, *looks.left, *typed.left),
        findings=(*typed.findings, *looks.findings, *gathered.findings),
        witness=(replace(first, typed=(*looks.spans, *typed.spans)), *others),
    )


def _calls(document: Document, gathered: Gathered, typed: TypedNotes) -> list[dict[str, Any]]:
    """The report's notes. A file that is no plain text has no offsets: they are null."""
    nowhere = {"offset": None, "line": None, "column": None}
    marks = {str(mark.number) for mark in typed.marks}
    calls = [node.label for node in walk(everything(document)) if isinstance(node, NoteRef)]
    linked = [
        {"number": _number(label), **nowhere, "confidence": 1.0, "evidence": [gathered.evidence]}
        for label in calls
        if label not in marks
    ]
    return linked + [
        {"number": mark.number, "printed": mark.printed, **nowhere}
        | {"confidence": mark.confidence, "evidence": list(mark.evidence)}
        for mark in typed.marks
    ]


# --- the title page ------------------------------------------------------------------------------------------------


def _title_page(blocks: Blocks, metadata: Front) -> tuple[Front, Blocks]:
    """The front matter and the blocks below the title page. What the text says goes before the file's properties, whose
    title is often that of a template."""
    texts: dict[str, list[Inlines]] = {}
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Div) and block.role in FRONT:
            texts.setdefault(block.role, []).extend(_runs(block))
        else:
            rest.append(block)
    runs = {key: _one(paragraphs) for key, paragraphs in texts.items()}
    front = replace(
        metadata,
        title=runs.get("title", metadata.title),
        subtitle=runs.get("subtitle", metadata.subtitle),
        standfirst=runs.get("standfirst", metadata.standfirst),
        kicker=runs.get("kicker", metadata.kicker),
    )
    if "author" in texts:
        front = replace(front, authors=tuple(name for run in texts["author"] for name in names(plain(run))))
    if "date" in texts and (date := iso_date(plain(texts["date"][0]).strip())):
        front = replace(front, date=date)
    return front, tuple(rest)


def _runs(block: Div) -> Iterator[Inlines]:
    for inside in block.children:
        if isinstance(inside, Paragraph | Heading):
            yield bold_off(inside.children)


def _one(runs: Sequence[Inlines]) -> Inlines:
    """Several paragraphs as one text."""
    return tuple(node for number, run in enumerate(runs) for node in ((Text(" "),) if number else ()) + run)


def names(text: str) -> tuple[str, ...]:
    """The names of a byline."""
    bare = re.sub(r"^\s*(?:by|von|par|words by|text:)\s+", "", " ".join(clean(text).split()), flags=re.IGNORECASE)
    return tuple(name.strip() for name in re.split(r",\s+|\s+(?:and|und|et|&)\s+|;\s*", bare) if name.strip())


def _captioned(blocks: Blocks) -> Iterator[Block]:
    """Captions, which word processors style as such, joined to the picture before them or the table behind; another
    one is a paragraph."""
    waiting: list[Block] = []
    for block in blocks:
        last = waiting[-1] if waiting else None
        if isinstance(block, Div) and block.role == "caption" and isinstance(last, Figure) and not last.caption:
            waiting[-1] = replace(last, caption=_one(list(_runs(block))))
        elif isinstance(block, Table) and isinstance(last, Div) and last.role == "caption" and not block.caption:
            waiting[-1] = replace(block, caption=_one(list(_runs(last))))
        else:
            waiting.append(block)
    for block in waiting:
        if isinstance(block, Div) and block.role == "caption":
            yield from block.children
        else:
            yield block


def _trimmed(blocks: Blocks) -> Blocks:
    """Blocks without breaks at their ends; headings without type of their own; captions with what they are of."""
    kept = list(_captioned(blocks))
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    while kept and isinstance(kept[0], Break):
        kept.pop(0)
    return tuple(replace(b, children=bold_off(b.children)) if isinstance(b, Heading) else b for b in kept)


def _levelled(blocks: Blocks, front: Front) -> Blocks:
    """Blocks with their headings below the title where there is one, and no level left out."""
    levels = [heading.level for heading in _headings(blocks)]
    return _at_levels(blocks, without_gaps(levels, TOP if front.title else TOP - 1))


def _headings(blocks: Blocks) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Div | BlockQuote):
            yield from _headings(block.children)


def _at_levels(blocks: Blocks, levels: Iterator[int]) -> Blocks:
    """Blocks with the levels that come for their headings, in the order of the text."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            done.append(replace(block, level=next(levels)))
        elif isinstance(block, Div | BlockQuote):
            done.append(replace(block, children=_at_levels(block.children, levels)))
        else:
            done.append(block)
    return tuple(done)


# --- findings ------------------------------------------------------------------------------------------------------


def _assumed(document: Document, lifter: Lifter, gathered: Gathered) -> Iterator[Diagnostic]:
    for label in lifter.nested:
        message = f"note {label} was called within a note; it is called right behind that one now"
        yield Diagnostic("note-nested", message, None, "look whether both read well", WARNING)
    for text in lifter.renumbered:
        message = f"a list with letters or Roman numbers has figures now: “{short(text)}”"
        yield Diagnostic(
            "assumed", message, None, "look whether the text speaks of its items by their letters", WARNING
        )
    yield from _preformatted(lifter)
    for what in lifter.lost:
        yield Diagnostic("raw-format", f"left out, for a manuscript has no place for it: {what}", severity=WARNING)
    front = document.front
    for key in ("kicker", "title", "subtitle", "standfirst"):
        if nodes := getattr(front, key):
            yield found("assumed", f"the {key} is “{short(plain(nodes))}”")
    if mark := TITLE_MARK.search(plain(front.title)) if front.title else None:
        raised = isinstance(front.title[-1], Sup)
        if raised or not mark[0].isalnum():
            message = f"the title ends in “{mark[0]}”, which may be the mark of a note"
            hint = "where it is, write [^label] for it, and [^label]: before its note"
            yield Diagnostic("note-missing", message, None, hint, WARNING)
    if not front.title:
        yield Diagnostic("front-missing-key", "no title was found", None, "write title: … at the top", WARNING)
    if front.authors:
        yield found("assumed", f"the author is {', '.join(front.authors)}")
    for left in gathered.left:
        if not left.said:
            yield found("assumed", f"left out, {left.why}: “{short(left.text)}”")
    if lifter.joined:
        are = "a quotation is" if lifter.joined == 1 else f"{lifter.joined} quotations are"
        yield found("assumed", f"{are} one with the quotation right above", None, "part those of different people")
    for what, count in lifter.dropped.most_common(8):
        yield _dropped(what, count, lifter.first.get(what, ""))


def _preformatted(lifter: Lifter) -> Iterator[Diagnostic]:
    """What a page's preformatted lines became."""
    for text in lifter.versed:
        hint = "where it is prose, join its lines; where it is code, put it between lines of three backticks"
        yield Diagnostic("assumed", f"preformatted lines are set as verse: “{short(text)}”", None, hint, WARNING)
    for text in lifter.coded:
        hint = "where it is verse, put it between ::: verse and :::"
        yield found("assumed", f"preformatted lines are set as code, as they stand: “{short(text)}”", None, hint)


def _dropped(what: str, count: int, first: str) -> Diagnostic:
    """What a manuscript has no place for, with the words that lost it first; these stay."""
    if not first:
        return found("assumed", f"dropped, for a manuscript has no place for it: {what} ({count})")
    where = f"“{short(first)}” has" if count == 1 else f"{count} passages, first “{short(first)}”, have"
    hint = "the words are there; where it meant something, mark them: *emphasis*, [x]{.smallcaps}, ::: verse"
    return found("assumed", f"{where} {what}, which is not in the manuscript", None, hint)


# --- the report ----------------------------------------------------------------------------------------------------


def _report(
    source: Source, document: Document, gathered: Gathered, album: Album, findings: Iterable[Diagnostic]
) -> dict[str, Any]:
    """CONTRACT.md's report but for the notes."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return {
        "source": {"path": source.name, "sha256": source.sha256, "length": len(source.data)},
        "words": {"left_out": [{"why": left.why, "text": left.text} for left in gathered.left]},
        "notes": [],
        "bodies": [{"number": _number(note.label), "start": None, "end": None} for note in document.notes],
        "missing": [],
        "repeated": [],
        "rejected": [],
        "front": [
            {"role": key, "line": None, "text": plain(getattr(document.front, key))}
            for key in ("kicker", "title", "subtitle", "standfirst")
            if getattr(document.front, key)
        ],
        "headings": [{"line": None, "text": plain(h.children), "level": h.level} for h in headings],
        "lost_headings": [],
        "links": [],
        "dashes": [],
        "works": [],
        "pictures": [{"path": p.path, "bytes": len(p.data)} for p in album.pictures.values()],
        "pictures_left_out": [{"source": name, "why": why} for name, why in album.left],
        "diagnostics": [as_json(finding) for finding in findings],
    }


def _number(label: str) -> int | str:
    return int(label) if label.isdigit() else label
