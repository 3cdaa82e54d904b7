"""Citations: a title's path in, its `Manuscript` out with every citation written out. Reads the bibliography.

pandoc's citeproc sets them by a style (CSL); what it makes is written into the text that is read in the place of the
source, as Markdown like any other: a note for each citation of a style with notes, a bibliography at the end. So
houses, notes, editions and the proof know nothing of citations. References and style are given to pandoc in its own
tree, read from the press folder by us: it opens no file itself.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.citations.spotting import BRACKETED, CONTINUED, Citation, citations, own_notes, sections
from pressbuild.citations.standing import Standing, put, standing
from pressbuild.diagnostics import Diagnostic, Place, PressError, found, shortened
from pressbuild.manuscript import AS_THEY_ARE, Edit, Manuscript, Written, read_manuscript
from pressbuild.pandoc import Citing, Passage, cite, read_references
from pressbuild.press import inside, read_text, shown, title_file
from pressbuild.words import words

FORMATS = {".bib": "biblatex", ".json": "csljson", ".yaml": "yaml", ".yml": "yaml", ".ris": "ris"}
STOPS = ",.;:!?"
HEADING = re.compile(r"^ {0,3}(#{1,6})\s", re.MULTILINE)
FULL_STOP = re.compile(r"(?<![A-Z])(?<!\bJr)\.$")  # the one with which a style ends its notes, behind a name
GAPS = " \u00a0"
OWN_REFERENCE = re.compile(rf"\[\^[^\]\s]+\][{GAPS}]*$")
LONGEST_LABEL = 999  # CommonMark 4.7
JOINED = re.compile(r"[^\W_]|[\]),;:.!?]")  # what no citation touches; behind brackets it would be a link’s address
LONGEST_QUOTED = 40
ANOTHER = "another-work"  # the key of what an author's own note is taken to cite
NO_BIBLIOGRAPHY = "name it in the front matter: bibliography: FILE.bib; or write \\@ where no work is meant"
HINT = "name its key as the bibliography has it, or write \\@ where no work is meant"


def read_title(path: Path, instead: Mapping[Path, bytes] = AS_THEY_ARE) -> Manuscript:
    """The manuscript at `path`, a folder for its book.toml; `instead` are other bytes that some of its files would
    have. Raises `PressError` where it, its bibliography or its style cannot be read."""
    manuscript = read_manuscript(title_file(path), instead)
    return _written(manuscript) if manuscript.front.bibliography else uncited(manuscript)


def uncited(manuscript: Manuscript) -> Manuscript:
    """A title without a bibliography, with an error for each citation that it has all the same."""
    findings = tuple(finding for file in manuscript.files for finding in _without_bibliography(file))
    return replace(manuscript, findings=(*manuscript.findings, *findings)) if findings else manuscript


class _Found(Struct, frozen=True):
    """A citation, the file that it stands in, and what it says there: in its line, and in a note of its own."""

    file: Manuscript
    citation: Citation
    text: str
    note: str


def _written(manuscript: Manuscript) -> Manuscript:
    files = manuscript.files if manuscript.book is None else manuscript.files[1:]
    sources = tuple(_file(manuscript, name, "bibliography") for name in manuscript.front.bibliography)
    style = _file(manuscript, manuscript.front.csl, "csl") if manuscript.front.csl else None
    references = [entry for path in sources for entry in _references(path)]
    csl = _style(style, manuscript) if style else ""
    by_note = 'class="note"' in csl
    read = [each for file in files for each in _in_order(file, by_note=by_note)]
    spotted = [(file, each) for file, each in read if each]
    stands = [_standing(file, each, by_note=by_note) for file, each in read]
    asked = Citing(
        tuple(_passage(each, how) for (_, each), how in zip(read, stands, strict=True)),
        tuple(references),
        manuscript.front.lang,
        _address(csl) if csl else "",
        manuscript.name,
        ANOTHER,
    )
    made = cite(asked)
    cited = [
        _Found(file, each, put(text, how), note)
        for (file, each), how, (text, note) in zip(read, stands, made.said, strict=True)
        if each
    ]
    keys = {_identity(entry) for entry in references}
    findings = tuple(finding for pair in spotted for finding in _unknown(*pair, keys))
    findings += tuple(finding for file in manuscript.files for finding in _above(file, keys))
    entries = _bibliography(manuscript, made.entries)
    files_read = (*sources, *([style] if style else ()))
    return _with(manuscript, cited, entries, files_read, findings)


def _standing(file: Manuscript, each: Citation | None, *, by_note: bool) -> Standing:
    return standing(file.source, each.start, each.end) if by_note and each and each.in_note else Standing.SENTENCE


def _passage(each: Citation | None, how: Standing) -> Passage:
    if each is None:
        return Passage(f"[@{ANOTHER}]")
    return Passage(each.text, each.in_note, among_words=how is not Standing.SENTENCE)


def _in_order(file: Manuscript, *, by_note: bool) -> Iterator[tuple[Manuscript, Citation | None]]:
    """The citations of a file in reading order. Of a style with notes None stands where an author's own note does, at
    the headings below which numbers begin anew, and at the end: citeproc numbers the notes that it makes, and would say
    “ibid.” of a work that another note, section or chapter has parted from the citation."""
    spotted: list[tuple[tuple[int, int], Citation | None]] = [
        (each.order, each) for each in citations(file.source, file.body_line)
    ]
    if by_note and spotted:
        spotted += [(order, None) for order in own_notes(file.source, file.body_line)]
        numbered_anew = file.numbering == "section"
        spotted += [(order, None) for order in sections(file.source, file.body_line)] if numbered_anew else []
    yield from ((file, each) for _, each in sorted(spotted, key=lambda pair: pair[0]))
    if by_note and spotted:
        yield file, None


def _with(
    manuscript: Manuscript,
    cited: Sequence[_Found],
    entries: str,
    files: tuple[Path, ...],
    findings: tuple[Diagnostic, ...],
) -> Manuscript:
    """The manuscript, and its chapters, with what is read in the place of their sources."""
    own = _edited(manuscript, cited, entries)
    book = manuscript.book
    if book:
        parts = tuple(
            replace(part, chapters=tuple(_edited(chapter, cited, "") for chapter in part.chapters))
            for part in book.parts
        )
        book = replace(book, parts=parts)
    return replace(own, book=book, beside=files, findings=(*manuscript.findings, *findings))


def _edited(file: Manuscript, cited: Sequence[_Found], entries: str) -> Manuscript:
    label = "citation-"
    while f"[^{label}" in file.source:
        label += "-"
    edits, notes = [], []
    own = sorted((one for one in cited if one.file is file), key=lambda one: one.citation.start)
    stops = _stops(file.source, own)
    for number, (each, taken) in enumerate(zip(own, stops, strict=True), start=1):
        edits.append(_edit(file.source, each, f"{label}{number}", *taken))
        notes += [f"[^{label}{number}]: {each.note}\n"] if each.note else []
    tail = "\n".join(filter(None, (entries, *notes)))
    return replace(file, written=Written(tuple(edits), f"\n\n{tail}" if tail else "")) if edits or tail else file


def _stops(source: str, own: Sequence[_Found]) -> list[tuple[str, str]]:
    """For each citation the stop that comes before its note's reference, and the one that it takes away behind itself:
    of citations that touch, the first is set behind the stop that follows the last. A stop behind an author's own
    reference stays where it is."""
    stops, first = [("", "")] * len(own), 0
    for last, each in enumerate(own):
        if last + 1 < len(own) and _touch(source, each, own[last + 1]):
            continue
        stop, start = source[each.citation.end : each.citation.end + 1], own[first].citation.start
        touched = not own[first].text and OWN_REFERENCE.search(source, max(0, start - LONGEST_LABEL), start)
        if each.note and stop in tuple(STOPS) and not touched:
            stops[last] = ("", stop)
            stops[first] = (stop, stops[first][1])
        first = last + 1
    return stops


def _touch(source: str, each: _Found, following: _Found) -> bool:
    """Are the references of two citations side by side?"""
    between = source[each.citation.end : following.citation.start]
    return bool(each.note and following.note and not following.text and not between.strip(GAPS))


def _edit(source: str, each: _Found, label: str, stop: str, taken: str) -> Edit:
    """What stands in the place of a citation, with the stop that it brings and the one that it takes away. A note's
    reference stands close behind the word; ends of lines stay, so that every line keeps its number."""
    start, end = each.citation.start, each.citation.end
    text = each.text
    if each.citation.in_note and source[end : end + 1] == ".":
        text = text.removesuffix(".")
    if source[start] == "[" and re.match(r"[(\w]", text) and JOINED.match(source[start - 1 : start]):
        text = f" {text}"
    if each.note:
        text = FULL_STOP.sub("", text)
        before = source[:start].rstrip(GAPS)
        start = len(before) if not text and before and not before.endswith(("\n", ">")) else start
        end += len(taken)
        text = f"{text}{stop}[^{label}]"
    return Edit(start, end, text + "".join(CONTINUED.findall(source[start:end])))


def _bibliography(manuscript: Manuscript, entries: Sequence[str]) -> str:
    """The bibliography as a section of its own, on the level of the others."""
    if not entries:
        return ""
    levels = [len(mark) for mark in HEADING.findall(manuscript.source)] if manuscript.book is None else []
    heading = f"{'#' * min(levels, default=1)} {words(manuscript.front.lang).bibliography}"
    return "\n\n".join((heading, "::: bibliography", *entries, ":::")) + "\n"


# --- files ---------------------------------------------------------------------------------------------------------


def _file(manuscript: Manuscript, name: str, key: str) -> Path:
    place = manuscript.place(key)
    path = inside(manuscript.press, manuscript.path.parent, name, place)
    if not path.is_file():
        raise PressError(
            found("not-found", f"there is no file {shown(path)}", place, "its path goes from the manuscript")
        )
    return path


def _references(path: Path) -> list[Any]:
    """The works of a bibliography in pandoc's own form."""
    source_format = FORMATS.get(path.suffix.lower())
    if source_format is None:
        known = ", ".join(sorted(FORMATS))
        message = f"{shown(path)} is no bibliography; known are {known}"
        raise PressError(found("bibliography-invalid", message, Place(shown(path), 1, 1), "save it as one of these"))
    return read_references(read_text(path), source_format, shown(path))


def _style(path: Path, manuscript: Manuscript) -> str:
    """A citation style. One that only names another style would have to be fetched, and editions fetch nothing."""
    style = read_text(path)
    if "<citation" not in style or "<!" in style.replace("<!--", ""):
        message = f"{shown(path)} is no citation style by itself"
        hint = "take a whole one from the CSL repository"
        if "independent-parent" in style:
            hint = "take the style that it depends on: its address is in its “independent-parent”"
        raise PressError(found("bibliography-invalid", message, manuscript.place("csl"), hint))
    return style


def _address(style: str) -> str:
    return f"data:application/xml;base64,{b64encode(style.encode()).decode('ascii')}"


def _identity(entry: Any) -> str:
    """The key of a work in pandoc's own form."""
    identity = entry["c"].get("id", {}) if entry.get("t") == "MetaMap" else {}
    said = identity.get("c", "")
    return said if isinstance(said, str) else "".join(str(inline.get("c", " ")) for inline in said)


def _above(file: Manuscript, keys: set[str]) -> Iterator[Diagnostic]:
    """An error for each text at the top that cites a work: it would be printed with brackets and key."""
    for name in ("kicker", "title", "subtitle", "standfirst"):
        value = file.values.get(name)
        for citation in citations(value.text, 1) if value else ():
            if value and any(key in keys for key, _ in citation.keys):
                message = f"the {name} cites a work, “{citation.text}”, and texts at the top hold no citations"
                hint = "cite it in a note that it calls, or in the text"
                yield found("front-invalid", message, Place(file.name, value.line, value.column), hint)


def _unknown(file: Manuscript, citation: Citation, keys: set[str]) -> Iterator[Diagnostic]:
    for key, offset in citation.keys:
        if key not in keys:
            message = f"the bibliography has no work with the key “{key}”"
            yield found("citation-missing", message, Place.at(file.source, file.name, offset), HINT)


def _without_bibliography(file: Manuscript) -> Iterator[Diagnostic]:
    """An error for each citation in brackets of a title that names no bibliography: it would be printed as it was
    typed. A key without them may be somebody's handle."""
    for citation in citations(file.source, file.body_line) if "@" in file.source else ():
        if BRACKETED.search(citation.text):
            place = Place.at(file.source, file.name, citation.start)
            message = f"“{shortened(citation.text, LONGEST_QUOTED)}” cites a work, and there is no bibliography"
            yield found("citation-missing", message, place, NO_BIBLIOGRAPHY)
