"""An editor's desk for the tests: a press folder with a manuscript in it, the program called as a person calls it."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.cli import main
from pressbuild.document import Block, Document, Inline
from pressbuild.manuscript import read_manuscript
from pressbuild.reading import read

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200817744d4b60000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'


class Done(Struct, frozen=True):
    """A finished call: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


def call(folder: Path, *arguments: str | Path, **environment: str) -> Done:
    """`pressbuild ARGUMENTS` in a folder, in this process."""
    out, err = io.StringIO(), io.StringIO()
    variables = {"COLUMNS": "100", "PYTEST_VERSION": "", **environment}
    with (
        inside(folder),
        patch.object(sys, "argv", ["pressbuild", *map(str, arguments)]),
        redirect_stdout(out),
        redirect_stderr(err),
        patch.dict(os.environ, variables),
    ):
        try:
            main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Done(status, out.getvalue(), err.getvalue())


def program(*arguments: str | Path, folder: Path, **options: object) -> "subprocess.Popen[bytes]":
    """`pressbuild ARGUMENTS` in a folder, begun as a process that leads a group of its own."""
    command = [sys.executable, "-m", "pressbuild", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True, **options)  # type: ignore[call-overload, no-any-return]


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """The current folder is another one for a while."""
    former = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(former)


def write(folder: Path, text: str | bytes, name: str = "manuscript/essay.md") -> Path:
    """A file of a press folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def document(text: str | bytes) -> Document:
    """The document of a manuscript's text, whose file messages call `essay.md`."""
    with tempfile.TemporaryDirectory() as folder:
        manuscript = read_manuscript(write(Path(folder), text))
    return read(replace(manuscript, name="essay.md"))


def blocks(text: str) -> tuple[Block, ...]:
    return document(text).blocks


def inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of a manuscript of one paragraph."""
    [paragraph] = blocks(text)
    return getattr(paragraph, "children", ())


def codes(text: str | bytes) -> list[str]:
    """The codes of what is wrong with a manuscript's text, but for its want of a title."""
    return [finding.code for finding in document(text).findings if finding.code != "front-missing-key"]
