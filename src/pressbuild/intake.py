"""Taking a source in: a file that an editor has in, a manuscript on disk out. Reads and writes files."""

import json
from pathlib import Path

from pressbuild.diagnostics import PressError, found
from pressbuild.importers import IMPORTERS, Imported, Source
from pressbuild.press import press_folder, read_bytes, shown
from pressbuild.receipt import digest

MANUSCRIPT_SUFFIXES = (".md", ".markdown")


def is_manuscript(path: Path) -> bool:
    """Whether a file is built as it is; every other kind is imported first."""
    return path.suffix.lower() in MANUSCRIPT_SUFFIXES


def default_target(source: Path) -> Path:
    """Where an import without `-o` writes: PRESS/manuscript/STEM.md."""
    return press_folder(source) / "manuscript" / f"{source.stem}.md"


def readable(source: Path) -> bytes:
    """The bytes of a source that can be imported. Raises `PressError` where there is none or no importer knows it."""
    data = read_bytes(source)
    if source.suffix.lower() not in IMPORTERS:
        known = ", ".join(sorted(IMPORTERS))
        message = f"no importer knows “{source.suffix or source.name}” files; known are {known}"
        raise PressError(found("usage", message, hint="save the text as plain text in UTF-8"))
    return data


def take_in(source: Path, title_line: int | None = None) -> Imported:
    """Imports a source. Raises `PressError` where it cannot be read or no importer knows its kind."""
    data = readable(source)
    importer = IMPORTERS[source.suffix.lower()]
    return importer(Source(shown(source), "", digest(data), title_line, data))


def write(imported: Imported, source: Path, target: Path, report: Path | None, *, force: bool) -> None:
    """Writes the manuscript and, where one is asked for, the report. Nothing that is there is overwritten without
    `force`, and the source never. Raises `PressError` (`exists`, `usage`, `not-writable`)."""
    _refuse_loss(source, target, report, force)
    replace_file(target, imported.markdown)
    if report:
        replace_file(report, json.dumps(imported.report, ensure_ascii=False, indent=2) + "\n")


def _refuse_loss(source: Path, target: Path, report: Path | None, force: bool) -> None:
    outputs = [path for path in (target, report) if path]
    if any(path.exists() and path.samefile(source) for path in outputs):
        raise PressError(
            found("usage", f"{shown(source)} would be overwritten by its own import", hint="name another file")
        )
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise PressError(found("usage", f"manuscript and report would both be {shown(target)}"))
    for path in outputs:
        if path.is_file() and not force:
            hint = "build from it as it is, or import with --force to write it anew"
            raise PressError(found("exists", f"{shown(path)} is there already", hint=hint))


def replace_file(path: Path, text: str) -> None:
    """Writes beside the file and swaps it in, so that a full disk leaves the former one. Raises `PressError`
    (`not-writable`)."""
    try:
        if path.exists() and not path.is_file():  # a terminal or a pipe: nothing to lose, nothing to swap
            path.write_text(text, encoding="utf-8")
            return
        path = path.resolve()  # what a link names is written, and the link stays
        part = path.with_name(f".{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise PressError(found("not-writable", f"{shown(path)} cannot be written: {error.strerror or error}")) from None
