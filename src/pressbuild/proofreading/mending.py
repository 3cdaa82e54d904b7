"""Safe fixes in the files of a title: a path in, its text before and after out, or mended on disk. Writes."""

import os
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from pressbuild.diagnostics import PressError, found
from pressbuild.press import decode, is_book, read_bytes, shown, title_file
from pressbuild.proofreading import Reader, findings
from pressbuild.proofreading.fixing import fixed, same_words

PASSES = 9  # one fix may make room for the next: two spaces before a stop
UNDO = ".before-fix"  # behind the manuscript's name: what it was before its last fixes


def texts(path: Path, reader: Reader) -> list[tuple[Path, Reader]]:
    """The files that a title's text stands in, each with the reader that mends it: chapters as their book has them."""
    from pressbuild.citations import read_title

    path = title_file(path)
    if not is_book(path):
        return [(path, reader)]
    book = read_title(path)
    own = replace(reader, house=reader.house or book.front.house)
    return [(file.path, own) for file in book.files if file is not book]


def mended(path: Path, reader: Reader) -> tuple[str, str]:
    """A manuscript's text as it is and with every safe fix made, byte-order mark and line ends as they were. Raises
    `PressError`; also where a fix would change a word, which would be a fault of the program."""
    before = after = decode(read_bytes(path), shown(path), keep_mark=True)
    alone = replace(reader, vale=False)  # its findings bring no fixes
    for _ in range(PASSES):
        found_now = findings(path, alone, after.encode())
        former, after = after, fixed(after, [fix for finding in found_now for fix in finding.fixes])
        if after == former:
            break
    if not same_words(before, after):
        raise PressError(found("fidelity", f"the fixes would change words of {shown(path)}; nothing was written"))
    return before, after


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
    import tempfile

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
