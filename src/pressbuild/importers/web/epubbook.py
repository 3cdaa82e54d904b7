"""An EPUB to a manuscript: a `Source` in, an `Imported` out; its pages through pandoc's reader, prepared here. Pure.

The spine gives the order; the table of contents and the cover's page are left out and listed, the cover's picture goes
into the front matter. Notes may stand in another file of the spine. Old books (OPF 2, guide) are read as new ones.
"""

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, PressError, found
from pressbuild.document import Front, Text
from pressbuild.importers.archive import Archive, parsed
from pressbuild.importers.documents.documents import Gathered
from pressbuild.importers.documents.standins import cleaned, stand_in
from pressbuild.importers.pictures import Album
from pressbuild.importers.placeholders import named
from pressbuild.importers.source import Dialect, Imported, Part, Source
from pressbuild.importers.web.booktitle import with_title_page
from pressbuild.importers.web.elements import HEADS, tag, text_of
from pressbuild.importers.web.epubpackage import (
    DOCTYPE,
    Item,
    cover_of,
    described,
    manifest_of,
    package_of,
    spine_of,
    without_entities,
)
from pressbuild.importers.web.gutenberg import leave_gutenberg
from pressbuild.importers.web.hypertext import Pages
from pressbuild.importers.web.markings import TYPE
from pressbuild.importers.web.notes import Leaf
from pressbuild.importers.web.pageletters import page_letters
from pressbuild.importers.web.pagemarks import leave_page_numbers, leave_paragraph_numbers, leave_permalinks
from pressbuild.importers.web.webpage import composed, legible, parsed_page, with_notes
from pressbuild.pandoc import read_pages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
TITLE_WORDS = 60  # a page of more is no mere title page
COVERS = ("png", "jpg", "gif", "webp")


class Held(Struct, frozen=True):
    """The pages that a book holds: those of its spine, then those `beside` it, by name; of what the spine names and
    the file has not, the errors; and what their encodings were taken for, each once."""

    leaves: tuple[Leaf, ...]
    beside: frozenset[str]
    findings: tuple[Diagnostic, ...]


def import_epub(source: Source) -> Imported:
    """The manuscript of an EPUB. Raises `PressError` (`not-readable`, `empty`)."""
    archive = Archive(source.data, source.name)
    if "META-INF/encryption.xml" in archive and b"EncryptedData" in archive.read("META-INF/encryption.xml"):
        text = archive.read("META-INF/encryption.xml")
        if b"http://www.idpf.org/2008/embedding" not in text and b"http://ns.adobe.com/pdf/enc#RC" not in text:
            raise archive.refused("it is encrypted", "ask its publisher for a copy without DRM")
    folder, package = package_of(archive)
    items = manifest_of(folder, package)
    named = [items[ref] for ref in spine_of(package) if ref in items]
    missing = tuple(_missing(item.name) for item in dict.fromkeys(named) if item.name not in archive)
    spine = [item for item in dict.fromkeys(named) if item.name in archive and _is_page(item)]
    if not spine:
        raise archive.refused("there is no page in its spine")
    beside = [i for i in dict.fromkeys(items.values()) if i.name in archive and _is_page(i) and i not in named]
    beside = [item for item in beside if "nav" not in item.properties.split()]
    data: dict[str, tuple[bytes, Dialect]] = {}
    leaves = []
    said: dict[str, Diagnostic] = {}
    for item in (*spine, *beside):
        letters = page_letters(archive.read(item.name), item.name)
        said = {finding.message: finding for finding in letters.findings} | said
        root, kept, dialect = _page(archive, item.name, letters.text)
        data[item.name] = (kept, dialect)
        leaves.append(Leaf(item.name, root))
    held = Held(tuple(leaves), frozenset(item.name for item in beside), (*missing, *said.values()))
    return _imported(source, archive, package, items, held, data)


def _missing(name: str) -> Diagnostic:
    message = f"the spine names “{name}”, which is not in the file: its words are missing"
    return found("fidelity", message, None, "find a whole copy of the book, or take the loss with --accept-loss")


def _is_page(item: Item) -> bool:
    return item.media_type in PAGES or item.name.endswith((".xhtml", ".html", ".htm"))


def _imported(
    source: Source,
    archive: Archive,
    package: "Element",
    items: dict[str, Item],
    held: Held,
    data: dict[str, tuple[bytes, Dialect]],
) -> Imported:
    leaves = list(held.leaves)
    pages = Pages(leaves)
    for leaf in leaves:
        cleaned(leaf.root)
    pages.dress("\n".join(_stylesheets(archive, items, leaves)))
    bodies = [body for leaf in leaves for body in leaf.root.iter() if tag(body) == "body"]
    carried = leave_gutenberg(pages, bodies)
    leave_page_numbers(pages)
    leave_paragraph_numbers(pages)
    pages.find_notes()
    leave_permalinks(pages)
    for body in bodies:
        pages.drop_notes_heading(body)
    metadata = named(described(package, carried))
    metadata = _leave_pages(pages, metadata, package, items, leaves)
    _leave_beside(pages, [leaf for leaf in leaves if leaf.name in held.beside])
    _title(pages, bodies, metadata)
    _one_page(leaves)
    texts, linked = composed(pages, bodies)
    if not any(text_of(body).strip() for body in bodies):
        raise PressError(found("empty", f"{source.name} holds no text"))
    tree, warnings = read_pages(texts, source.name)
    album = Album(source.name, source.stem, lambda name: _picture(archive, name))
    cover = cover_of(package, items)
    if cover and (taken := album.take(cover, "cover")) and taken[0].endswith(COVERS):
        metadata = replace(metadata, cover=taken[0])
    gathered = Gathered(
        metadata=metadata,
        left=tuple(pages.left),
        findings=(*held.findings, *pages.findings, *warnings),
        witness=tuple(Part(*data[leaf.name], pages.roles[leaf.name]) for leaf in leaves),
        evidence="a link to its note",
    )
    return with_notes(source, tree, album, gathered, linked)


# --- its pages -----------------------------------------------------------------------------------------------------


def _page(archive: Archive, name: str, came: str) -> "tuple[Element, bytes, Dialect]":
    """A page's root, its letters as they came, and as what; one that is no XML is read as browsers do."""
    text = without_entities(legible(came), archive, name)
    data = _undeclared(text).encode()
    witness = _undeclared(came).encode("utf-8", "replace")
    try:
        return parsed(data, f"{archive.name}: {name}"), witness, "xhtml"
    except PressError:
        return parsed_page(data, f"{archive.name}: {name}"), witness, "page"


def _undeclared(text: str) -> str:
    """A page without the declarations at its head."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", DOCTYPE.sub("", text, count=1)).strip()


def _stylesheets(archive: Archive, items: dict[str, Item], leaves: list[Leaf]) -> list[str]:
    named = [i.name for i in items.values() if i.media_type == "text/css" and i.name in archive]
    within = [text_of(e) for leaf in leaves for e in leaf.root.iter() if tag(e) == "style"]
    return [archive.read(name).decode("utf-8", "replace") for name in named] + within


def _leave_pages(
    pages: Pages, metadata: Front, package: "Element", items: dict[str, Item], leaves: list[Leaf]
) -> Front:
    """The table of contents, the cover's page and the title page, of which the front matter has the rest; menus and
    scripts anywhere."""
    folder_of = {item.name: item for item in items.values()}
    guide = {
        normpath(str(e.get("href")).partition("#")[0]): str(e.get("type"))
        for e in package.iter()
        if tag(e) == "reference"
    }
    for leaf in leaves:
        kind = next((kind for href, kind in guide.items() if leaf.name.endswith(href)), "")
        body = next((e for e in leaf.root.iter() if tag(e) == "body"), leaf.root)
        whole = {part for note in pages.notes for part in note.body}
        if any(e in whole for e in body.iter()):
            kind = ""
        if "nav" in folder_of[leaf.name].properties.split() or kind == "toc":
            _leave_all(pages, body, "editions make their contents themselves")
        elif kind == "cover" or _is_cover(body):
            _leave_all(pages, body, "it is the cover")
        elif (kind == "title-page" or "titlepage" in _said(body)) and len(text_of(body).split()) <= TITLE_WORDS:
            metadata = with_title_page(pages, body, metadata)
        for element in list(body.iter()):
            if tag(element) in ("script", "style", "nav", "form", "iframe", "title") and element not in pages.removed:
                pages.leave(element, "it is a menu or no text")
    return metadata


def _leave_beside(pages: Pages, leaves: list[Leaf]) -> None:
    """Pages that are not in the spine, but for the notes in them that the text calls."""
    holders = {part for note in pages.notes for part in note.body}
    for leaf in leaves:
        body = next((e for e in leaf.root.iter() if tag(e) == "body"), leaf.root)
        _leave_but(pages, body, holders)


def _leave_but(pages: Pages, element: "Element", holders: "set[Element]") -> None:
    for child in element:
        if not tag(child) or child in holders or child in pages.removed:
            continue
        if any(inside in holders for inside in child.iter()):
            _leave_but(pages, child, holders)
        else:
            words = len(text_of(child).split())
            pages.leave(child, f"its page is not in the spine ({words:,} word{'' if words == 1 else 's'})")


def _is_cover(body: "Element") -> bool:
    """A page that calls itself a cover and holds a picture and no more than a word."""
    return "cover" in _said(body) and len(text_of(body).split()) <= 3


def _said(body: "Element") -> str:
    """What a page calls itself and its parts."""
    own = " ".join(str(body.get(k) or "") for k in ("class", "id"))
    return f"{own} {' '.join(str(e.get(TYPE) or '') for e in body.iter() if tag(e))}".lower()


def _leave_all(pages: Pages, body: "Element", why: str) -> None:
    for child in body:
        if tag(child) and child not in pages.removed:
            pages.leave(child, why)


def _title(pages: Pages, bodies: "list[Element]", metadata: Front) -> None:
    """The first heading, where it is the book's title."""
    wanted = re.sub(r"\W", "", "".join(node.value for node in metadata.title if isinstance(node, Text))).casefold()
    for body in bodies:
        for element in body.iter():
            if tag(element) in HEADS and element not in pages.removed and text_of(element).strip():
                if re.sub(r"\W", "", text_of(element)).casefold() == wanted:
                    pages.role(element, "title")
                    element.tag = "p"
                    element.text = stand_in("style", "title") + (element.text or "")
                return


def _one_page(leaves: list[Leaf]) -> None:
    """Ids that no two pages share, links between pages as links within one, pictures by their members' names."""
    first = {leaf.name: f"p{number}-" for number, leaf in enumerate(leaves, start=1)}
    for leaf in leaves:
        for element in leaf.root.iter():
            if not tag(element):
                continue
            for key in ("id", "name"):
                if element.get(key):
                    element.set(key, first[leaf.name] + str(element.get(key)))
            if tag(element) == "a" and (address := element.get("href")):
                element.set("href", _address(str(address), leaf.name, first))
            for key in ("src", "{http://www.w3.org/1999/xlink}href"):
                if tag(element) in ("img", "image") and (address := element.get(key)):
                    element.set("src", normpath(join(dirname(leaf.name), unquote(str(address)))))
            if tag(element) == "image":
                element.tag = "img"
            if tag(element) == "svg":
                element.tag = "div"


def _address(address: str, name: str, first: dict[str, str]) -> str:
    path, _, place = address.partition("#")
    if "://" in address or address.startswith("mailto:"):
        return address
    home = normpath(join(dirname(name), unquote(path))) if path else name
    return f"#{first[home]}{place}" if home in first and place else address if home not in first else "#"


def _picture(archive: Archive, name: str) -> bytes | None:
    return archive.read(name) if name in archive else None
