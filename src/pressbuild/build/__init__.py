"""A build, the only module that knows its order: a manuscript's path and an `Order` in, dist/ and a `Result` out.

read → recognise quotations → prepare the edition → bind → prove → replace. Nothing under dist/ changes until every
artefact of a title is bound and proved; then the files are swapped in one by one, build.json last.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pressbuild import binding, workers
from pressbuild.binding import EDITIONS, Bound
from pressbuild.build.inputs import day, fingerprint, input_name, inputs_of, versions
from pressbuild.build.receipt import NAME, Artefact, Receipt, intact, read_receipt
from pressbuild.build.replacing import replace_all
from pressbuild.diagnostics import Diagnostic, PressError, errors, found
from pressbuild.press import check_manuscript, press_folder, read_bytes, shown, slug, title_file

if TYPE_CHECKING:  # imported late: a build with nothing to do must be quick
    from pressbuild.allowances import Permit
    from pressbuild.document import Document
    from pressbuild.edition import Edition
    from pressbuild.manuscript import Manuscript
    from pressbuild.termsheet import TermSheet
    from pressbuild.workers import Worker

SUFFIXES = {"html": ".html", "epub": ".epub", "pdf": ".pdf", "pamphlet": "-pamphlet.pdf"}
Progress = Callable[[str], None]


class Order(Struct, frozen=True):
    """What is ordered for a title: editions (empty: those of the front matter, else all), house (empty: the front
    matter's, the press's or the default), output folder (None: the press's dist/), and how findings are taken:
    `lenient` goes on with errors, to look at what there is."""

    editions: tuple[str, ...] = ()
    house: str = ""
    output: Path | None = None
    force: bool = False
    strict: bool = False
    allow: frozenset[str] = frozenset()
    lenient: bool = False


class Result(Struct, frozen=True):
    """A title after its build: its folder, the receipt, the findings, and whether nothing had to be done."""

    folder: Path
    receipt: Receipt
    findings: tuple[Diagnostic, ...]
    unchanged: bool


class Prepared(Struct, frozen=True):
    """A title ready to be bound: the document as it was read and recognised, what was found so far, the files that
    decided it, and the order with what the front matter allows."""

    manuscript: "Manuscript"
    read: "Document"
    document: "Document"
    sheet: "TermSheet"
    edition: "Edition"
    findings: tuple[Diagnostic, ...]
    inputs: dict[str, str]
    permitted: "Permit"


def unseen(stage: str) -> None:
    """Progress that nobody watches."""


def build(path: Path, order: Order, progress: Progress = unseen) -> Result:
    """Builds one title. Raises `PressError` where the manuscript or an edition has errors; dist/ is then untouched."""
    path = title_file(path)
    check_manuscript(path)
    read_bytes(path)
    folder = _folder(path, order)
    if (done := _unchanged(path, order, folder)) is not None:
        return done
    with binding.typesetting(frozenset(order.editions)) as typesetter:
        progress("reading")
        prepared = _prepare(_read(path, typesetter), order)
        wanted = tuple(name for name in EDITIONS if name in (order.editions or prepared.edition.spec.offered))
        progress("binding")
        work = binding.typeset(prepared.edition, wanted, typesetter)
        prepared = _remarked(prepared)
        versions()  # asked while the type is set: the receipt wants them
        bound = binding.bind(work, _proof(prepared))
    said = _refuse(prepared.manuscript, _said(bound, prepared.read), prepared.permitted)
    findings = prepared.manuscript.ordered((*prepared.findings, *said))
    receipt = _receipt(replace(prepared, findings=findings), order, bound, folder)
    progress("writing")
    files = {name: data for artefact in bound for name, data in _files(artefact, receipt.slug)}
    replace_all(folder, files | {NAME: receipt.text().encode()})
    return Result(folder, receipt, findings, unchanged=False)


def _said(bound: Iterable[Bound], document: "Document") -> list[Diagnostic]:
    """What was found in the artefacts; what the fonts lack is said by script, with its place."""
    said = [finding for artefact in bound for finding in artefact.findings]
    if all(finding.code != "font-missing-glyph" for finding in said):
        return said
    from pressbuild.rules.glyphs import summed

    return summed(said, document)


def build_all(
    paths: Sequence[Path], order: Order, jobs: int, progress: Progress = unseen
) -> Iterator[Result | PressError]:
    """Builds several titles, side by side where `jobs` allows; each gives its result or what stopped it, in order.
    Raises `PressError` where two titles would go into one folder."""
    paths = [title_file(path) for path in paths]
    paths = list({os.path.realpath(path): path for path in reversed(paths)}.values())[::-1]  # each title once
    _refuse_twins(paths, order)
    if jobs < 2 or len(paths) < 2:
        yield from (_attempt(path, order, progress) for path in paths)
        return
    from concurrent.futures import BrokenExecutor

    workers.dismiss_idle()  # each process calls its own typesetter
    with workers.pool(min(jobs, len(paths))) as pool:
        pending = [pool.submit(_attempt, path, order) for path in paths]
        for path, future in zip(paths, pending, strict=True):
            progress(slug(path))
            try:
                yield future.result()
            except BrokenExecutor:
                hint = "perhaps the machine has too little memory: build with --jobs 1"
                yield PressError(found("edition-broken", f"the process that built {shown(path)} has ended", hint=hint))


def _refuse_twins(paths: Sequence[Path], order: Order) -> None:
    homes: dict[Path, Path] = {}
    for path in paths:
        first = homes.setdefault(_folder(path, order).resolve(), path)
        if first is not path:
            message = f"{shown(first)} and {shown(path)} would be built into one folder"
            raise PressError(found("usage", message, hint="build them one by one with -o, or rename one"))


def _folder(path: Path, order: Order) -> Path:
    return (order.output or press_folder(path) / "dist") / slug(path)


def _attempt(path: Path, order: Order, progress: Progress = unseen) -> Result | PressError:
    try:
        return build(path, order, progress)
    except PressError as error:
        return error


# --- before ---------------------------------------------------------------------------------------------------------


def _unchanged(path: Path, order: Order, folder: Path) -> Result | None:
    """The former result, where nothing that decides bytes has changed and every artefact ordered still stands."""
    former = None if order.force else read_receipt(folder)
    if former is None:
        return None
    inputs = _inputs_now(path, former)
    if fingerprint(inputs, former.house, former.date, *_choices(order)) != former.fingerprint:
        return None
    broken = {artefact.edition for artefact in former.artefacts if not intact(folder, artefact)}
    standing = tuple(artefact for artefact in former.artefacts if artefact.edition not in broken)
    if not set(order.editions or former.offered) <= {artefact.edition for artefact in standing}:
        return None
    stale = tuple(name for name in former.stale if (folder / name).is_file())
    return Result(folder, replace(former, artefacts=standing, stale=stale), former.findings, unchanged=True)


def _inputs_now(path: Path, former: Receipt) -> dict[str, str]:
    """The digests of the files that decided a former build, as they are now."""
    press = press_folder(path)
    return inputs_of(path, former.house, [press / name for name in former.inputs if not name.startswith("styles/")])


def built(path: Path, order: Order) -> tuple[Path, Receipt] | None:
    """The output folder of a title and its receipt, where it was built from the files as they are now."""
    path = title_file(path)
    folder = _folder(path, order)
    receipt = read_receipt(folder)
    return (folder, receipt) if receipt and _inputs_now(path, receipt) == receipt.inputs else None


def _choices(order: Order) -> tuple[object, ...]:
    return (order.house, sorted(order.allow), order.strict, os.environ.get("SOURCE_DATE_EPOCH", ""))


def _read(path: Path, typesetter: "Worker") -> "Manuscript":
    """The manuscript, of whose language the typesetter is told."""
    from pressbuild.citations import read_title

    manuscript = read_title(path)
    binding.expect(typesetter, manuscript.front.lang)
    return manuscript


def prepare_title(path: Path, order: Order) -> Prepared:
    """Reads a title and sets it in its house, with all there is to say of it. Raises `PressError` where the manuscript
    has errors."""
    from pressbuild.citations import read_title

    return _remarked(_prepare(read_title(path), order))


def _prepare(manuscript: "Manuscript", order: Order) -> Prepared:
    from pressbuild.faircopy import send

    sent = send(manuscript)  # while pandoc reads it, the rest is imported
    from pressbuild.allowances import Permit, permit_of
    from pressbuild.assets import asset_path, load_assets
    from pressbuild.binders import cover, pdf
    from pressbuild.edition import Spec, prepare
    from pressbuild.house import DEFAULT, house_css, read_house
    from pressbuild.quotation import recognise
    from pressbuild.reading import read
    from pressbuild.termsheet import read_terms, sheet_path

    del cover, pdf  # wanted next
    name = order.house or manuscript.front.house or manuscript.defaults.house or DEFAULT
    house = read_house(name, manuscript.press, None if order.house else manuscript.place("house"))
    sheet = read_terms(manuscript)
    typed = read(manuscript, sent)
    document = recognise(typed, sheet)
    assets, findings = load_assets(manuscript, document)
    permitted = permit_of(manuscript, Permit(order.allow, order.strict, order.lenient), house.check.severities)
    _refuse(manuscript, (*document.findings, *findings, *errors(permitted.faults)), permitted)
    offered = manuscript.front.editions or manuscript.defaults.editions or EDITIONS
    css = house_css(name, manuscript.press)
    spec = Spec(manuscript.slug, day(manuscript.front.date), assets, css, offered, numbering=manuscript.numbering)
    if book := manuscript.book:
        spec = replace(spec, pages=book.web == "pages")
    edition = prepare(document, house, spec)
    others = [
        sheet_path(manuscript),
        *(file.path for file in manuscript.files),
        *(asset_path(manuscript, source) for source in assets),
        *manuscript.beside,
    ]
    judged = _refuse(manuscript, (*edition.document.findings, *findings), permitted)
    inputs = inputs_of(manuscript.path, name, others)
    inputs |= {input_name(file.path, file.press): file.sha256 for file in manuscript.files if file.book is None}
    return Prepared(manuscript, typed, document, sheet, edition, judged, inputs, permitted)


def _remarked(prepared: Prepared) -> Prepared:
    """A title with the remarks on its terms, for which the typesetter need not wait."""
    from pressbuild.proofreading import demanded
    from pressbuild.quotation import remarks

    strict = prepared.permitted.strict
    rules = demanded(prepared.manuscript, prepared.read, prepared.document, prepared.edition, strict=strict)
    said = _refuse(prepared.manuscript, (*remarks(prepared.document, prepared.sheet), *rules), prepared.permitted)
    return replace(prepared, findings=prepared.manuscript.ordered((*prepared.findings, *said)))


def _refuse(manuscript: "Manuscript", findings: Iterable[Diagnostic], permit: "Permit") -> tuple[Diagnostic, ...]:
    """The findings as they are taken, with their places as the files have them. Raises `PressError` where there are
    errors among them."""
    judged = manuscript.ordered(manuscript.as_typed(permit.judged(findings)))
    if errors(judged) and not permit.lenient:
        raise PressError(*judged)
    return judged


def _proof(prepared: Prepared) -> binding.Proof:
    """What proves finished artefacts by the manuscript's own words. The pamphlet is the PDF's pages."""
    from pressbuild.transforms import declared
    from pressbuild.verify import PROOFS, amended, book_words, prove_pages, source_words

    edition, manuscript = prepared.edition, prepared.manuscript
    changes = declared(prepared.document, edition.document, edition.house)
    sources = {
        file.listed: amended(file.source, [change for change in changes if change.start.file == file.name], edits)
        + ("" if file.book or not file.written else file.written.tail)
        for file in manuscript.files
        for edits in [[(e.start, e.end, e.text) for e in file.written.edits] if file.written else []]
    }
    if manuscript.book:
        closing = manuscript.written.tail if manuscript.written else ""
        words = book_words(sources.pop(""), sources, closing)
    else:
        words = source_words(sources[""])
    slug = prepared.edition.spec.slug

    def prove(edition: str, data: bytes, beside: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
        name = file_name(slug, edition)
        if beside:
            return prove_pages({name: data, **beside}, words)
        return PROOFS[edition](data, words, name) if edition in PROOFS else ()

    return prove


def file_name(slug: str, edition: str) -> str:
    """The name of an edition's file: `SLUG.html`, `SLUG-pamphlet.pdf`."""
    return slug + SUFFIXES[edition]


# --- after ----------------------------------------------------------------------------------------------------------


def _receipt(prepared: Prepared, order: Order, bound: tuple[Bound, ...], folder: Path) -> Receipt:
    edition, manuscript = prepared.edition, prepared.manuscript
    house, slug = edition.house.style.id, edition.spec.slug
    mark = fingerprint(prepared.inputs, house, edition.spec.date, *_choices(order))
    artefacts = [
        Artefact(b.edition, name, sha256(data).hexdigest(), len(data), b.pages)
        for b in bound
        for name, data in _files(b, slug)
    ]
    former = read_receipt(folder)
    new = {artefact.edition for artefact in artefacts}
    others = [a for a in former.artefacts if a.edition not in new and intact(folder, a)] if former else []
    same = former is not None and former.fingerprint == mark
    stale = {*(former.stale if former else ()), *(() if same else (artefact.file for artefact in others))}
    stale |= {a.file for a in former.artefacts if a.edition in new and intact(folder, a)} if former else set()
    pamphlet = next((b for b in bound if b.edition == "pamphlet"), None)
    return Receipt(
        title=edition.full_title,
        slug=slug,
        manuscript=prepared.manuscript.path.name,
        sha256=manuscript.sha256,
        house=house,
        date=edition.spec.date,
        offered=edition.spec.offered,
        fingerprint=mark,
        inputs=prepared.inputs,
        versions=versions(),
        artefacts=tuple(sorted([*artefacts, *(others if same else [])], key=lambda a: EDITIONS.index(a.edition))),
        sheets=pamphlet.sheets if pamphlet else former.sheets if same and former else None,
        blanks=pamphlet.blanks if pamphlet else former.blanks if same and former else None,
        findings=prepared.findings,
        anchors=_anchors(edition, bound) or (former.anchors if same and former else {}),
        stale=tuple(sorted(stale - {artefact.file for artefact in artefacts})),
    )


def _files(artefact: Bound, slug: str) -> Iterator[tuple[str, bytes]]:
    """The files of an artefact by name."""
    yield file_name(slug, artefact.edition), artefact.data
    yield from artefact.beside.items()


def _anchors(edition: "Edition", bound: tuple[Bound, ...]) -> dict[str, int]:
    """The pages of the printed edition on which the uses of terms stand."""
    from pressbuild.quotation.terms import anchors

    pages = next((artefact.anchors for artefact in bound if artefact.anchors), {})
    return {anchor: pages[anchor] for anchor in anchors(edition.document) if anchor in pages}
