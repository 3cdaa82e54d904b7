"""pandoc: a text or file in one of its formats in, its JSON tree out. The only module that runs it.

It runs with `--sandbox`, so a source can make it read no file and fetch nothing, and without `smart`: quotation marks
are ours.
"""

import gc
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from pressbuild.diagnostics import Diagnostic, MachineLacks, Place, PressError, found

# Off is what changes words and what makes markup of them: fancy_lists takes a note `p. 45` and `c. 1900` for items of
# lists and `* * *` for three, implicit_header_references makes a link of `[Notes]`.
MARKDOWN = "commonmark_x+sourcepos+implicit_figures" + "".join(
    f"-{extension}"
    for extension in """smart emoji tex_math_dollars alerts task_lists gfm_auto_identifiers fancy_lists
    implicit_header_references yaml_metadata_block""".split()
)
ABREAST = 2  # a chapter takes a tenth of a second and some hundred megabytes
LONGEST = 120  # seconds: a book of 600,000 characters takes 15


Tree = tuple[dict[str, Any], tuple[Diagnostic, ...]]
Reading = Callable[[], Tree]


def read_markdown(text: str, name: str) -> Tree:
    """The tree of a Markdown text, each token with its place, and what pandoc warned of."""
    return _tree(text, MARKDOWN, name)


def send_markdown(text: str, name: str) -> Reading:
    """Has pandoc read a Markdown text while the program does other things. What comes back gives what `read_markdown`
    does, or raises it, when it is called."""
    (reading,) = send_all([(text, name)])
    return reading


def send_all(texts: Sequence[tuple[str, str]]) -> list[Reading]:
    """`send_markdown` for some texts with their names, a few of them side by side."""
    room = ThreadPoolExecutor(ABREAST)
    readings = [room.submit(_tree, text, MARKDOWN, name) for text, name in texts]
    room.shutdown(wait=False)
    return [reading.result for reading in readings]


def read_html(text: str, name: str) -> Tree:
    """The tree of a piece of HTML."""
    return _tree(text, "html", name)


def read_word(data: bytes, name: str) -> Tree:
    """The tree of a Word file (.docx)."""
    return _tree(data, "docx-auto_identifiers", name)


def read_opendocument(data: bytes, name: str) -> Tree:
    """The tree of a text of LibreOffice's (.odt)."""
    return _tree(data, "odt-auto_identifiers", name)


def read_page(text: str, name: str) -> Tree:
    """The tree of a web page whose own ids alone are kept."""
    return _tree(text, "html-auto_identifiers-line_blocks", name)


def version() -> str:
    """Pandoc's version: it is written into every build.json, for it decides bytes."""
    return _run([_program(), "--version"], b"").stdout.decode().split("\n", 1)[0].removeprefix("pandoc ")


def _tree(source: str | bytes, source_format: str, name: str) -> Tree:
    try:
        done = _run([_program(), "--sandbox", "--from", source_format, "--to", "json"], _bytes(source))
    except subprocess.TimeoutExpired:
        message = f"pandoc came to no end with {name} in {LONGEST} seconds"
        raise PressError(found("not-readable", message, Place(name, 1, 1))) from None
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        raise PressError(found("not-readable", f"pandoc cannot read {name}: {said.strip()}", Place(name, 1, 1)))
    lines = [line.removeprefix("[WARNING] ") for line in said.splitlines() if line.strip()]
    return _loads(done.stdout.decode()), tuple(
        found("renderer", f"pandoc: {line}", Place(name, 1, 1)) for line in lines
    )


def _bytes(source: str | bytes) -> bytes:
    return source.encode() if isinstance(source, str) else source


def _run(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")}
    return subprocess.run(
        command,
        input=data,
        capture_output=True,
        check=False,
        env=environment | {"LC_ALL": "C.UTF-8"},
        timeout=LONGEST,
    )


def _loads(text: str) -> Any:
    """JSON with the garbage collector off, and never looked through by it after: ten times faster on a book, since
    nothing of it is garbage before all of it is."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return json.loads(text)
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@cache
def _program() -> str:
    """The pandoc that pypandoc_binary brings, without importing pypandoc's half second of search for it."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("pypandoc")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        for program in (Path(folder) / "files" / "pandoc", Path(folder) / "files" / "pandoc.exe"):
            if program.is_file():
                return str(program)
    from shutil import which

    if found_one := which("pandoc"):
        return found_one
    raise MachineLacks("pandoc is not installed", "pip install pypandoc_binary")
