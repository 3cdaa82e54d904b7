"""The words and notes of a finished PDF against the manuscript's: bytes in, diagnostics out. Pure.

The difference is exact and in both directions, letter by letter, for title page, body and notes. It cannot see a word
in a picture, the figures of references and of links back (where the links lead is proved), what running heads, imprint,
contents, index and back cover say, and where one note ends and the next begins. A house whose stylesheet adds words
or makes capitals with `text-transform` is refused, for these are not the manuscript's.
"""

import re
from collections.abc import Sequence
from io import BytesIO

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.verify.differing import HINT, difference
from pressbuild.verify.directions import as_read
from pressbuild.verify.pages import Piece, Printed, printed, text
from pressbuild.verify.source import FRONT, Words, words
from pressbuild.words import words as phrases

TO_NOTE = re.compile(r"note-(\d+)")
TO_CALL = re.compile(r"ref-(\d+)(?:-\d+)?")


def prove_pdf(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """A PDF: its words, and where its links lead."""
    language, links = _links(data)
    own = phrases(language)
    sheet = printed(data, own)
    findings = compare(sheet, source, name, own.unreferred)
    if findings and not compare(printed(data, own, painted=False), source, name, own.unreferred):
        findings = []  # a house may have what floats
    at_foot = any("Sect" not in piece.path for piece in sheet.notes)
    return tuple(findings or _prove_links(links, source, name) or ([] if at_foot else strayed(links, name)))


def compare(sheet: Printed, source: Words, name: str, unreferred: str) -> list[Diagnostic]:
    """What differs between the texts of a PDF and the source. A note that nothing calls ends with words that say so."""
    notes = [word for label in source.order for word in _note(source, label, unreferred)]
    findings = []
    if source.front is not None:
        front = source.front
        beside = [word for key in FRONT if key != "title" for word in front.get(key, ())]
        title = front.get("title", ())
        findings = difference(title, words(text(as_read(sheet.title, title))), f"the title of {name}") if title else []
        findings += difference(beside, words(text(as_read(sheet.beside, beside))), f"the title page of {name}")
    findings += difference(source.body, _words(sheet.body, source.body), name)
    return findings + difference(notes, _words(sheet.notes, notes), f"{name}, in its notes,")


def _words(pieces: list[Piece], wanted: Sequence[str]) -> tuple[str, ...]:
    return words(text(as_read(_once(pieces, wanted), wanted)))


def _note(source: Words, label: str, unreferred: str) -> tuple[str, ...]:
    return source.notes[label] if source.calls.get(label) else (*source.notes[label], *words(unreferred))


def _once(pieces: list[Piece], wanted: Sequence[str]) -> list[Piece]:
    """The pieces without the heads and feet of tables that a page repeats: where the source has one, it is kept."""
    if not any(piece.again for piece in pieces):
        return pieces
    letters, at = "".join(wanted), 0
    kept = []
    for piece in pieces:
        said = "".join(words(piece.text))
        if not piece.again or letters.startswith(said, at):
            kept.append(piece)
            at += len(said)
    return kept


class Link(Struct, frozen=True):
    """A link within a PDF: the name of its destination, the page that it stands on, the page that it leads to."""

    target: str
    page: int
    leads: int | None


def _links(data: bytes) -> tuple[str, list[Link]]:
    """A PDF's language, and the links within it."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as document:
        numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        names = pikepdf.NameTree(document.Root.Names.Dests).items() if "/Names" in document.Root else ()
        leads = {str(name): numbers.get(goal[0].objgen) for name, goal in names}
        links = [
            Link(str(link.Dest), number, leads.get(str(link.Dest)))
            for number, page in enumerate(document.pages, start=1)
            for link in page.get("/Annots", ())
            if "/Dest" in link
        ]
        return str(document.Root.get("/Lang", "en")), links


def _prove_links(links: Sequence[Link], source: Words, name: str) -> list[Diagnostic]:
    """Every link leads somewhere; each call of a note is one, and its note leads back to each page that calls it."""
    astray = [link.target for link in links if link.leads is None]
    findings = [found("link-dangling", f"{name}: the link “{one}” leads nowhere", None, HINT) for one in astray]
    calls = sum(count for label, count in source.calls.items() if label in source.notes)
    there = [(match[1], link.page) for link in links if (match := TO_NOTE.fullmatch(link.target))]
    back = {(match[1], link.leads) for link in links if (match := TO_CALL.fullmatch(link.target))}
    if len(there) != calls:
        message = f"{name} holds {len(there)} links to notes, the manuscript calls notes {calls} times"
        findings.append(found("edition-notes", message, None, HINT))
    elif back != set(there):
        number, page = min(back ^ set(there), key=str)
        message = f"{name}: the links back of note {number} and its calls are not on the same pages, as on page {page}"
        findings.append(found("edition-notes", message, None, HINT))
    return findings


def strayed(links: Sequence[Link], name: str) -> list[Diagnostic]:
    """Endnotes stand in the first run of notes behind their calls: those of a chapter at its end."""
    passed, within = 0, False
    calls, homes = list[tuple[str, int]](), dict[str, int]()
    for link in links:
        if call := TO_NOTE.fullmatch(link.target):
            passed, within = passed + within, False
            calls.append((call[1], passed))
        elif back := TO_CALL.fullmatch(link.target):
            within = True
            homes.setdefault(back[1], passed)
    astray = next((note for note, at in calls if homes.get(note) != at), "")
    message = f"{name}: note {astray} is not at the end of the text that calls it"
    return [found("edition-notes", message, None, HINT)] if astray else []
