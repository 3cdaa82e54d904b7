"""What decides an edition's bytes: a manuscript's path in, digests of files and versions of programs out. Reads files.

Nothing heavy is imported: a second build with nothing changed ends here.
"""

import ctypes
import os
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from pressbuild.diagnostics import PressError, found
from pressbuild.press import press_folder, read_bytes, sheet_beside
from pressbuild.shipped import FONTS, PACKAGE, lineage

PROGRAMS = ("pressbuild", "weasyprint", "pikepdf", "EbookLib")
LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


def inputs_of(path: Path, house: str, others: Iterable[Path]) -> dict[str, str]:
    """The sha256 of every file that decides the editions of a manuscript, by a name that holds no path of a machine."""
    press = press_folder(path)
    files = {input_name(file, press): file for file in (path, sheet_beside(path), press / "pressbuild.toml", *others)}
    for folder in lineage(house, press):
        for file in sorted(folder.glob("*.*")):
            name = f"styles/{folder.name}/{file.name}"
            files[f"styles/shipped/{folder.name}/{file.name}" if name in files else name] = file
    return {name: sha256(read_bytes(file)).hexdigest() for name, file in files.items() if file.is_file()}


def input_name(file: Path, press: Path) -> str:
    """How an input is called in a receipt: its path from the press folder."""
    resolved = file.resolve()
    return resolved.relative_to(press.resolve()).as_posix() if resolved.is_relative_to(press.resolve()) else file.name


@cache
def versions() -> dict[str, str]:
    """The versions that decide bytes. `fonts` and `program` are digests of the bundled fonts and of pressbuild's own
    files, so that a checkout between two releases is told from either."""
    found = {name.lower(): _version(name) for name in PROGRAMS} | {"pandoc": _pandoc()}
    found |= {name: _library(*where) for name, where in LIBRARIES.items()}
    return found | {"fonts": _digest(FONTS, "*.*"), "program": _digest(PACKAGE, "**/*.*")}


def _pandoc() -> str:
    """The version of pandoc, by the wheel that brings it, for to ask pandoc takes longer than all the rest."""
    wheel = _version("pypandoc_binary")
    if wheel != "unknown":
        return f"of pypandoc_binary {wheel}"
    from pressbuild.pandoc import version as ask

    return ask()


def _version(program: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # it brings all of `email`: not for every command

    try:
        return version(program)
    except PackageNotFoundError:
        return "unknown"


def _library(file: str, function: str) -> str:
    """A C library's version, asked without loading WeasyPrint."""
    try:
        ask = getattr(ctypes.CDLL(file), function)
        ask.restype = ctypes.c_char_p
        return str(ask().decode())
    except (OSError, AttributeError):
        return "unknown"


def _digest(folder: Path, pattern: str) -> str:
    total = sha256()
    for file in sorted(folder.glob(pattern)):
        if file.is_file() and file.suffix in {".py", ".css", ".html", ".xhtml", ".xml", ".toml", ".ttf", ".woff2"}:
            total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


def fingerprint(inputs: dict[str, str], *choices: object) -> str:
    """One digest over inputs, versions and the choices of an order."""
    return sha256(repr((sorted(inputs.items()), sorted(versions().items()), choices)).encode()).hexdigest()


def day(date: str) -> str:
    """The day for dates in files: SOURCE_DATE_EPOCH, else the front matter's date, else 2000-01-01 (CONTRACT.md)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return f"{date}-01-01"[:10] if date else "2000-01-01"
    import datetime as dt

    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is “{epoch}”, and should be a number of seconds"
        raise PressError(found("usage", message)) from None
