"""A manuscript mended: its path in, its text with every safe fix made out; writes it. Reads and writes manuscripts."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, PressError, found
from pressbuild.manuscript import read_manuscript
from pressbuild.manuscript.belonging import title_of
from pressbuild.press import decode, is_book, read_bytes, shown, title_file
from pressbuild.proofreading import Reader, findings
from pressbuild.proofreading.fixing import fixed, refusal, same_words

PASSES = 9  # one fix may make room for the next: two spaces before a stop
UNDO = ".before-fix"  # behind the manuscript's name: what it was before its last fixes


class Mended(Struct, frozen=True):
    """A file's text as it is and with every safe fix made, byte-order mark and line ends as they were; `refused` says
    which fixes would have changed a word, a fault of the program."""

    path: Path
    before: str
    after: str
    refused: tuple[Diagnostic, ...] = ()


def mended(path: Path, reader: Reader) -> tuple[Mended, ...]:
    """The files that a title's text stands in, mended; of a chapter its own file. What its book decides, its language
    and its exceptions among it, holds. Raises `PressError` where the title cannot be read."""
    title = title_of(path)
    files = {shown(file): file for file in _files(path, title)}
    before = {name: decode(read_bytes(file), name, keep_mark=True) for name, file in files.items()}
    after, refused = before, tuple[Diagnostic, ...]()
    alone = replace(reader, vale=False)  # its findings bring no fixes
    for _ in range(PASSES):
        now = findings(title, alone, {file: after[name].encode() for name, file in files.items()})
        refused = tuple(filter(None, map(refusal, now)))
        safe = [fix for finding in now if not refusal(finding) for fix in finding.fixes]
        former = after
        after = {name: fixed(text, [fix for fix in safe if fix.place.file == name]) for name, text in former.items()}
        if after == former:
            break
    return tuple(_proved(file, before[name], after[name], refused) for name, file in files.items())


def _files(path: Path, title: Path) -> tuple[Path, ...]:
    """The files that the text stands in: the one that was asked for, or all chapters of a book, as it names them."""
    if not is_book(title):
        return (title,)
    chapters = (file.path for file in read_manuscript(title).files if file.path != title)
    asked = None if is_book(title_file(path)) else shown(path)
    return tuple(file for file in chapters if asked in (None, shown(file)))


def _proved(path: Path, before: str, after: str, refused: tuple[Diagnostic, ...]) -> Mended:
    """A mended file, whose words are compared once more: two fixes that meet might do together what neither does."""
    own = tuple(finding for finding in refused if finding.place and finding.place.file == shown(path))
    if same_words(before, after):
        return Mended(path, before, after, own)
    message = f"the fixes together would change words of {shown(path)}; nothing was written"
    return Mended(path, before, before, (*own, found("fidelity", message)))


def write_mended(path: Path, before: str, after: str) -> Path:
    """Writes a mended manuscript in one step, and beside it what it was; gives the place of the latter. Raises
    `PressError` (`not-writable`)."""
    undo = path.with_name(path.name + UNDO)
    try:
        mode = path.stat().st_mode
        _write(undo, before, mode)
        _write(path.resolve(), after, mode)
    except OSError as error:
        message = f"{shown(path)} cannot be written: {error.strerror or error}"
        raise PressError(found("not-writable", message, hint="it is as it was")) from None
    return undo


def _write(path: Path, text: str, mode: int) -> None:
    """A file replaced by a rename."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        partial.chmod(mode)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise
