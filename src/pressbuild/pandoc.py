"""pandoc: a text or file in one of its formats in, its JSON tree out. The only module that runs it.

It runs with `--sandbox`, so a source can make it read no file and fetch nothing, and without `smart`: quotation marks
are ours.
"""

import gc
import json
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from select import select
from tempfile import TemporaryFile
from typing import IO, Any
from weakref import finalize

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, MachineLacks, Place, PressError, found

# Off is what changes words and what makes markup of them: fancy_lists takes a note `p. 45` and `c. 1900` for items of
# lists and `* * *` for three, implicit_header_references makes a link of `[Notes]`.
POSITION = re.compile(r"\(line (\d+), column (\d+)\)")
MARKDOWN = "commonmark_x+sourcepos+implicit_figures" + "".join(
    f"-{extension}"
    for extension in """smart emoji tex_math_dollars alerts task_lists gfm_auto_identifiers fancy_lists
    implicit_header_references yaml_metadata_block""".split()
)
# Citations are read as pandoc's own Markdown, for CommonMark has none; raw text has no place in them.
CITATIONS = "markdown-smart-raw_html-raw_tex-raw_attribute-tex_math_dollars-example_lists-fancy_lists-auto_identifiers"
API = "pandoc-api-version"
EMPTY = "\ufdd0"  # a noncharacter (Unicode 16, 23.7), which no text holds
WORD = "w"  # any word of a note
ABREAST = 2  # a chapter takes a tenth of a second and some hundred megabytes
LONGEST = 120  # seconds: a book of 600,000 characters takes 15


_running = set["subprocess.Popen[bytes]"]()
Tree = tuple[dict[str, Any], tuple[Diagnostic, ...]]
Output = tuple[bytes, tuple[Diagnostic, ...]]


class Reading:
    """What pandoc makes of a text, which it may still be at. Called, it gives the tree, with what pandoc warned of, or
    raises `PressError`; its JSON may be prepared first. It can go to another process, which gets what pandoc wrote
    and not the tree."""

    def __init__(self, output: Callable[[], Output]) -> None:
        self.output = output

    def __call__(self, prepared: Callable[[bytes], bytes] = bytes) -> Tree:
        written, warnings = self.output()
        return _loads(prepared(written).decode()), warnings

    def __reduce__(self) -> tuple[Callable[[Output], "Reading"], tuple[Output]]:
        return _done, (self.output(),)


def _done(output: Output) -> Reading:
    return Reading(lambda: output)


def dismiss() -> None:
    """Ends what is still read for nobody; the program ends next."""
    for process in list(_running):
        process.kill()


def send_all(texts: Sequence[tuple[str, str]]) -> list[Reading]:
    """Has pandoc read Markdown texts, given with their names, a few of them side by side, while the program does other
    things. In their trees each token has its place."""
    if len(texts) <= ABREAST:
        return [Reading(_started(text, MARKDOWN, name)) for text, name in texts]
    from concurrent.futures import ThreadPoolExecutor

    room = ThreadPoolExecutor(ABREAST)
    outputs = [room.submit(_output, text, MARKDOWN, name) for text, name in texts]
    room.shutdown(wait=False)
    return [Reading(output.result) for output in outputs]


def read_html(text: str, name: str) -> Tree:
    """The tree of a piece of HTML."""
    return _tree(text, "html", name)


def read_word(data: bytes, name: str) -> Tree:
    """The tree of a Word file (.docx)."""
    return _tree(data, "docx-auto_identifiers", name)


def read_opendocument(data: bytes, name: str) -> Tree:
    """The tree of a text of LibreOffice's (.odt)."""
    return _tree(data, "odt-auto_identifiers", name)


def read_pages(texts: Sequence[str], name: str) -> Tree:
    """The tree of a web page that is cut into some texts, whose own ids alone are kept; two are read side by side."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(ABREAST) as room:
        read = [room.submit(_output, text, "html-auto_identifiers-line_blocks", name) for text in texts]
    trees = [Reading(output.result)() for output in read]
    blocks = [block for tree, _ in trees for block in tree["blocks"]]
    return trees[0][0] | {"blocks": blocks}, tuple(dict.fromkeys(warning for _, said in trees for warning in said))


class Passage(Struct, frozen=True):
    """A citation as Markdown, whether it stands in a note, and whether words of the note stand before and behind it."""

    citation: str
    in_note: bool = True
    among_words: bool = False


class Citing(Struct, frozen=True):
    """What citeproc is asked: the citations; the references as `read_references` gives them; the language; the style as
    a `data:` address, empty for pandoc's own; the name of the title for messages; the key of a work that no
    bibliography holds, which stands for any other."""

    citations: tuple[Passage, ...]
    references: tuple[Any, ...]
    lang: str
    style: str
    name: str
    another: str = ""


class Cited(Struct, frozen=True):
    """What citeproc made, as Markdown: of each citation what stands in its line and what in a note of its own, either
    of which may be empty; the entries of the bibliography."""

    said: tuple[tuple[str, str], ...]
    entries: tuple[str, ...]


def read_references(text: str, source_format: str, name: str) -> list[Any]:
    """The works of a bibliography as pandoc's own values: biblatex, csljson, ris, or yaml as its manual has it. Raises
    `PressError` (`not-readable`) at the line that pandoc names."""
    try:
        return _references(text, source_format, name)
    except PressError as error:
        raise PressError(*(_placed(each, text) for each in error.diagnostics)) from None


def _references(text: str, source_format: str, name: str) -> list[Any]:
    if source_format == "yaml":
        source_format, text = "markdown", text if text.startswith("---") else f"---\n{text}\n---\n"
    tree, _ = _tree(text, source_format, name)
    return list(tree["meta"].get("references", {"c": []})["c"])


def _placed(refused: Diagnostic, text: str) -> Diagnostic:
    """A refusal in one line, at the place that its sentence names; at the end of the file what is looked for beyond."""
    said = POSITION.search(refused.message)
    if said is None or refused.place is None:
        return refused
    line, column = int(said[1]), int(said[2])
    last = text.rstrip("\n").count("\n") + 1
    place = Place(refused.place.file, min(line, last), column if line <= last else 1)
    message = " ".join(refused.message.split())
    return replace(refused, message=message, place=place, hint="look at this entry, and at the end of the one above it")


def cite(asked: Citing) -> Cited:
    """Citations set by their style. Raises `PressError` (`bibliography-invalid`) where citeproc cannot."""
    passages = [_passage(each) for each in asked.citations]
    tree, _ = _tree("\n\n".join(passages), CITATIONS, asked.name)
    unlisted = {"t": "MetaMap", "c": {"id": _string(asked.another), "type": _string("book"), "title": _string("–")}}
    references = [*asked.references, *([unlisted] if asked.another else ())]
    meta: dict[str, Any] = {"references": {"t": "MetaList", "c": references}}
    said = {"lang": asked.lang, "csl": asked.style}
    meta |= {key: _string(value) for key, value in said.items() if value}
    done = _run(
        [*_program(), "--sandbox", "--citeproc", "-f", "json", "-t", "json"], _dumped(tree | {"meta": meta}), asked.name
    )
    if done.returncode:
        message = f"the citations of {asked.name} cannot be set: {done.stderr.decode().strip()}"
        raise PressError(found("bibliography-invalid", message, Place(asked.name, 1, 1)))
    blocks = _loads(done.stdout.decode())["blocks"]
    entries = [entry for block in blocks[len(passages) :] for entry in block["c"][1]]
    entries = [entry for entry in entries if entry["c"][0][0] != f"ref-{asked.another}"]
    runs = [_parted(block["c"]) for block in blocks[: len(passages)]]
    written = iter(
        _as_markdown(
            [run for pair in runs for run in pair] + [_run_of(entry) for entry in entries], tree[API], asked.name
        )
    )
    pairs = tuple((next(written), next(written)) for _ in runs)
    return Cited(pairs, tuple(written))


def _passage(each: Passage) -> str:
    if not each.in_note:
        return each.citation
    return f"^[{WORD} {each.citation} {WORD}]" if each.among_words else f"^[{each.citation}]"


def _string(value: str) -> dict[str, str]:
    return {"t": "MetaString", "c": value}


def _parted(inlines: list[Any]) -> tuple[list[Any], list[Any]]:
    """What a citation says in its line, and what in its note; one that stands in a note says all of it there."""
    if len(inlines) == 1 and inlines[0]["t"] == "Note":
        note = inlines[0]["c"][0]["c"]
        return _bare([node for node in note if node["t"] == "Cite"] or note), []
    bare = [node for cited in inlines for node in (cited["c"][1] if cited["t"] == "Cite" else [cited])]
    notes = [node for node in bare if node["t"] == "Note"]
    inline = [node for node in bare if node["t"] != "Note" and node.get("c") != ""]
    while notes and inline and inline[-1]["t"] == "Space":
        inline.pop()
    return _bare(inline), [node for note in notes for node in _run_of({"c": ["", note["c"]]})]


def _run_of(division: Any) -> list[Any]:
    """The inlines of a division's paragraphs, one run."""
    run: list[Any] = []
    for block in division["c"][1]:
        inside = _run_of(block) if block["t"] == "Div" else block["c"]
        run += [*([{"t": "Space"}] if run and inside else []), *inside]
    return _bare(run)


def _bare(inlines: list[Any]) -> list[Any]:
    """Inlines without the spans and citations that citeproc leaves round them."""
    bare: list[Any] = []
    for node in inlines:
        if node["t"] == "Cite" or (node["t"] == "Span" and "smallcaps" not in node["c"][0][1]):
            bare += _bare(node["c"][1])
        elif node.get("c") != "":
            bare.append(node)
    return bare


def _as_markdown(runs: list[list[Any]], version: Any, name: str) -> list[str]:
    """Runs of inlines, of a version of pandoc's types, as lines of Markdown; `name` is the title's."""
    blocks = [{"t": "Para", "c": run or [{"t": "Str", "c": EMPTY}]} for run in runs]
    tree = {API: version, "meta": {}, "blocks": blocks}
    target = MARKDOWN.replace("+sourcepos", "")
    done = _run([*_program(), "--sandbox", "-f", "json", "-t", target, "--wrap=none"], _dumped(tree), name)
    lines = done.stdout.decode().strip("\n").split("\n\n") if blocks else []
    return ["" if line == EMPTY else " ".join(line.split("\n")) for line in lines]


def _dumped(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


def version() -> str:
    """Pandoc's version: it is written into every build.json, for it decides bytes."""
    return (
        _run([*_program(), "--version"], b"", "its own version")
        .stdout.decode()
        .split("\n", 1)[0]
        .removeprefix("pandoc ")
    )


def _tree(source: str | bytes, source_format: str, name: str) -> Tree:
    return Reading(lambda: _output(source, source_format, name))()


def _output(source: str | bytes, source_format: str, name: str) -> Output:
    return _started(source, source_format, name)()


def _started(source: str | bytes, source_format: str, name: str) -> Callable[[], Output]:
    """Pandoc at work on a source; what comes back waits for its end, gives what it made or raises `PressError`."""
    end = _begun(
        [*_program(), "--sandbox", "--from", source_format, "--to", "json"],
        source.encode() if isinstance(source, str) else source,
        name,
    )

    def output() -> Output:
        done = end()
        said = done.stderr.decode("utf-8", "replace")
        if done.returncode:
            raise PressError(found("not-readable", f"pandoc cannot read {name}: {said.strip()}", Place(name, 1, 1)))
        lines = [line.removeprefix("[WARNING] ") for line in said.splitlines() if line.strip()]
        return done.stdout, tuple(found("renderer", f"pandoc: {line}", Place(name, 1, 1)) for line in lines)

    return output


def _run(command: list[str], data: bytes, name: str) -> subprocess.CompletedProcess[bytes]:
    return _begun(command, data, name)()


def _begun(command: list[str], data: bytes, name: str) -> Callable[[], subprocess.CompletedProcess[bytes]]:
    """A command at work on what messages call `name`, between files without names, so that nobody need feed it or carry
    away what it makes; what comes back waits for its end. Raises `MachineLacks` where there is no room for them, and
    then `PressError` where the end does not come."""
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")}
    try:
        given, made, said = (TemporaryFile() for _ in range(3))  # noqa: SIM115 - until the command has ended
        given.write(data)
        given.seek(0)
    except OSError as error:
        message = f"there is no room for the files of pandoc: {error.strerror}"
        raise MachineLacks(message, "free some, or set TMPDIR to a folder that has some") from None
    process = subprocess.Popen(command, stdin=given, stdout=made, stderr=said, env=environment | {"LC_ALL": "C.UTF-8"})
    given.close()
    _running.add(process)

    endless = False

    def end() -> subprocess.CompletedProcess[bytes]:
        nonlocal endless
        try:
            status = _awaited(process)
        except subprocess.TimeoutExpired:
            process.kill()
            endless = True
        if endless:  # whoever asks, and however often
            message = f"pandoc came to no end with {name} in {LONGEST} seconds"
            raise PressError(found("not-readable", message, Place(name, 1, 1)))
        _running.discard(process)
        for file in (made, said):
            file.seek(0)
        return subprocess.CompletedProcess(command, status, made.read(), said.read())

    finalize(end, _forgotten, process, made, said)
    return end


def _awaited(process: "subprocess.Popen[bytes]") -> int:
    """A process's status at its end. Raises `subprocess.TimeoutExpired`. Where the system tells of the end, the program
    is told at once; `wait` looks for it every twentieth of a second (pidfd_open(2))."""
    if hasattr(os, "pidfd_open"):
        with suppress(OSError, ValueError):
            ending = os.pidfd_open(process.pid)
            try:
                select([ending], [], [], LONGEST)
            finally:
                os.close(ending)
            return process.wait(0)
    return process.wait(LONGEST)


def _forgotten(process: "subprocess.Popen[bytes]", *files: IO[bytes]) -> None:
    """What is left when nobody asks for a command's end any more."""
    process.kill()
    process.wait()
    _running.discard(process)
    for file in files:
        file.close()


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
def _program() -> tuple[str, ...]:
    """The pandoc that pypandoc_binary brings, without importing pypandoc's half second of search for it; with memory
    enough to read an essay in before it tidies up (GHC's manual, “RTS options to control the garbage collector”)."""
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("pypandoc")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        for program in (Path(folder) / "files" / "pandoc", Path(folder) / "files" / "pandoc.exe"):
            if program.is_file():
                return str(program), "+RTS", "-A64m", "-RTS"
    from shutil import which

    if found_one := which("pandoc"):
        return (found_one,)
    raise MachineLacks("pandoc is not installed", "pip install pypandoc_binary")
