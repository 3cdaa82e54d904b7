"""Taking a source in: a file that an editor has in, a manuscript on disk out. Reads and writes files.

Beside the manuscript lie its pictures, the report for people (ESSAY.import.md) and, hidden, what the import wrote
(.ESSAY.imported), by which a later import knows the editor's changes from the source's.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.collation import Collation, collate
from pressbuild.collation.changes import changes
from pressbuild.conflicts import first_remark, unresolved
from pressbuild.diagnostics import Diagnostic, Place, PressError, Severity, as_json, found
from pressbuild.importers import IMPORTERS, TEXTS, Imported, Source
from pressbuild.importers.account.account import HEAD, account, gone
from pressbuild.importers.account.merging import Conflict, Merged, merge, relabelled
from pressbuild.importers.account.renumbering import renumbered
from pressbuild.importers.account.written import held
from pressbuild.press import REPORT, press_folder, read_bytes, read_text, shown
from pressbuild.workers import beside


class Consent(Struct, frozen=True):
    """What an import may do that it does not by itself: write over what is there (`force`), together with it (`merge`),
    and with a loss of words that was found (`accept_loss`)."""

    force: bool = False
    merge: bool = False
    accept_loss: bool = False


LONG = 500_000  # letters of a manuscript, from which another process is worth its while
AS_IT_IS = Consent()
AS_WANTED = Merged("", 0, (), {})  # nothing to merge with
NOT_WRITTEN = "nothing was written; --accept-loss writes the manuscript all the same, and you can mend it there"


def default_target(source: Path) -> Path:
    """Where an import without `-o` writes: PRESS/manuscript/STEM.md."""
    return press_folder(source) / "manuscript" / f"{source.stem}.md"


def readable(source: Path) -> bytes:
    """The bytes of a source that can be imported. Raises `PressError` where there is none or no importer knows it."""
    data = read_bytes(source)
    if source.suffix.lower() not in IMPORTERS:
        known = ", ".join(sorted(IMPORTERS))
        message = f"no importer knows “{source.suffix or source.name}” files; known are {known}"
        raise PressError(
            found(
                "usage",
                message,
                hint="save it as .docx or .odt, which keep its notes; saved as plain text it may lose them",
            )
        )
    return data


def take_in(source: Path, title_line: int | None = None, *, works: bool = False) -> Imported:
    """Imports a source and proves it. Raises `PressError` where it cannot be read or no importer knows its kind."""
    data = readable(source)
    suffix, name = source.suffix.lower(), shown(source)
    if title_line is not None and suffix not in TEXTS:
        raise PressError(found("usage", "--title-line is for plain text: this file says itself what its title is"))
    given = Source(name, "", sha256(data).hexdigest(), title_line, data, source.stem, _beside(source), works)
    try:
        return proved(IMPORTERS[suffix](given))
    except RecursionError:
        raise PressError(found("not-readable", f"{name} cannot be read: it is nested too deeply")) from None


def _beside(source: Path) -> Callable[[str], bytes | None]:
    """Gives the files in a source's folder and below it, and no others."""
    folder = source.resolve().parent

    def read(path: str) -> bytes | None:
        try:
            file = (folder / path).resolve()
            return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None
        except (OSError, ValueError, RuntimeError):
            return None

    return read


def proved(imported: Imported) -> Imported:
    """The import with its words counted: those of the source (`in`), of what is `gone`, and of the manuscript (`out`),
    which are what is left of the first without the second."""
    collation = _collated(imported)
    report = dict(imported.report)
    left = gone(report["words"]["left_out"])
    counted = {"in": collation.words_in + left, "gone": left, "out": collation.words_out}
    counted |= {"notes_in": collation.notes_in, "notes_out": collation.notes_out}
    report["words"] = counted | report["words"]
    report["diagnostics"] = [*map(as_json, collation.findings), *report["diagnostics"]]
    return replace(imported, report=report, findings=(*collation.findings, *imported.findings))


def _collated(imported: Imported) -> Collation:
    """The proof of an import. That of a long one is worked out beside this process, which meanwhile finds what the
    account of it will ask for: where its words are in the manuscript."""
    prove = partial(collate, imported.witness, imported.markdown)
    if imported.places is None or len(imported.markdown) < LONG:
        return prove()
    proof = beside(prove)
    imported.places.of(0)
    return proof()


# --- writing -------------------------------------------------------------------------------------------------------


def write(
    imported: Imported, source: Path, target: Path, report: Path | None, consent: Consent = AS_IT_IS
) -> tuple[Imported, tuple[Diagnostic, ...]]:
    """Writes the manuscript, its pictures, the account of the import and, where one is asked for, the report; gives
    the import as it was written and what a merge could not decide. Nothing that is there is overwritten without leave,
    and the source never; all of it is made before the first file is written. Raises `PressError` (`exists`, `usage`,
    `not-writable`, `fidelity`)."""
    refuse(imported, source, target, report, consent)
    merged = _merged(imported, target) if consent.merge else AS_WANTED
    markdown = merged.text or imported.wanted
    conflicts = tuple(_conflict(shown(target), conflict) for conflict in merged.conflicts)
    base, imported = imported.markdown, _as_written(imported, markdown, merged.labels)
    page, listed = account(imported, source.name, target.name), _in_json(imported)
    special = target.exists() and not target.is_file()
    if not special:
        _write_pictures(imported, target, consent)
    replace_file(target, markdown)
    if not special:
        replace_file(_account_beside(target), page)
        replace_file(_base_beside(target), base)
    if report:
        replace_file(report, listed)
    return imported, conflicts


def refuse(imported: Imported, source: Path, target: Path, report: Path | None, consent: Consent = AS_IT_IS) -> None:
    """Raises `PressError` where an import may not be written: something that is there would be overwritten without
    leave (`exists`, `usage`), nothing can be merged (`usage`, `merge-unresolved`), or words were lost; the report is
    written then all the same."""
    _refuse_overwriting(source, target, report, consent)
    if consent.merge and target.is_file():
        _refuse_merging(target)
    if lost := tuple(d for d in imported.findings if d.severity is Severity.ERROR and not consent.accept_loss):
        if report:
            replace_file(report, _in_json(imported))
        raise PressError(*(replace(finding, hint=NOT_WRITTEN) for finding in lost))


def _in_json(imported: Imported) -> str:
    """The report of an import as JSON."""
    return json.dumps(imported.report, ensure_ascii=False, indent=2) + "\n"


def _as_written(imported: Imported, markdown: str, labels: Mapping[str, str]) -> Imported:
    """The import with the counts of the text that is written, which an editor has changed on the way; its notes have
    other `labels` where a merge kept those of the former import."""
    if markdown == imported.markdown:
        return imported
    imported = renumbered(imported, labels)
    words, now = imported.report["words"], collate(imported.witness, markdown)
    confirmed = imported.confirmed or imported.markdown
    # Figures that the editor made marks are words no more, and marks that he took back are words again.
    marks = collate(imported.witness, confirmed).words_out - words["out"]
    words = words | {"in": words["in"] + marks, "out": now.words_out, "notes_out": now.notes_out}
    own = changes(relabelled(confirmed, labels), markdown)
    remarks = [found("assumed", f"you have changed the manuscript: {change}") for change in own]
    report = imported.report | {"words": words, "written": held(markdown)}
    report["diagnostics"] = [*report["diagnostics"], *map(as_json, remarks)]
    places = imported.places if markdown == imported.edited else None  # a merge has moved the rows
    return replace(imported, markdown=markdown, report=report, findings=(*imported.findings, *remarks), places=places)


def _account_beside(target: Path) -> Path:
    return target.with_name(f"{target.stem}{REPORT}")


def _base_beside(target: Path) -> Path:
    return target.with_name(f".{target.stem}.imported")


def _merged(imported: Imported, target: Path) -> Merged:
    """The editor's manuscript with what is new in the source."""
    if not target.is_file():
        return AS_WANTED
    return merge(read_text(_base_beside(target)), read_text(target), imported.wanted)


def _refuse_merging(target: Path) -> None:
    """Raises `PressError` where no former import is known, or a former merge has left what is not decided yet."""
    base = _base_beside(target)
    if not base.is_file():
        hint = "import into another file with -o and compare, or write it anew with --force"
        message = f"{shown(base)} is not there: what the last import wrote is not known, and nothing can be merged"
        raise PressError(found("usage", message, hint=hint))
    if line := first_remark(read_text(target)):
        raise PressError(unresolved(Place(shown(target), line, 1)))


def _conflict(name: str, conflict: Conflict) -> Diagnostic:
    mine, theirs = conflict.differing
    message = f"you and the source have both changed this; yours stays: “{mine}”; the source has: “{theirs}”"
    hint = "the source's words stand below in a comment: take what you need, then delete it"
    if conflict.deleted:
        message = f"you have taken out what the source has changed; it has now: “{theirs}”"
        hint = "the source's words stand here in a comment: take what you need, then delete it"
    elif not conflict.theirs:
        message, hint = (
            "you have changed what the source has taken out; yours stays",
            "delete it, or the comment below it",
        )
    return found("merge-conflict", message, Place(name, conflict.line, 1), hint)


def _write_pictures(imported: Imported, target: Path, consent: Consent) -> None:
    """The pictures of a source. One that an editor has put in the place of the source's stays at a merge."""
    for picture in imported.pictures:
        path = target.parent / picture.path
        if not (consent.merge and path.is_file()):
            replace_file(path, picture.data)


def _refuse_overwriting(source: Path, target: Path, report: Path | None, consent: Consent) -> None:
    outputs = [path for path in (target, report) if path]
    if any(path.exists() and path.samefile(source) for path in outputs):
        raise PressError(
            found("usage", f"{shown(source)} would be overwritten by its own import", hint="name another file")
        )
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise PressError(found("usage", f"manuscript and report would both be {shown(target)}"))
    spared = consent.force or consent.merge
    hint = "build from it as it is; or import with --merge to bring in what is new, with --force to write it anew"
    if target.is_file() and not spared:
        raise PressError(found("exists", f"{shown(target)} is there already", hint=hint))
    if report and report.is_file() and not spared:
        raise PressError(found("exists", f"{shown(report)} is there already", hint="--force overwrites it"))
    page = _account_beside(target)
    if page.is_file() and not consent.force and not read_text(page).startswith(HEAD):
        raise PressError(found("exists", f"{shown(page)} is there already, and is no report of an import"))


def replace_file(path: Path, content: str | bytes) -> None:
    """Writes beside the file and swaps it in, so that a full disk leaves the former one. Raises `PressError`
    (`not-writable`)."""
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():  # a terminal or a pipe: nothing to lose, nothing to swap
            path.write_bytes(data)
            return
        path = path.resolve()  # what a link names is written, and the link stays
        part = path.with_name(f".{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise PressError(found("not-writable", f"{shown(path)} cannot be written: {error.strerror or error}")) from None
