"""Packages an EPUB: its files, metadata and contents in, the bytes of the container out. The only user of EbookLib.

EbookLib writes the package document and the NCX; the files are ours to the byte. Then the container is zipped anew,
since EbookLib's carries the clock: `mimetype` first and stored (OCF 3.3, 4.2), fixed order, the edition's day.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from msgspec import Struct

from pressbuild.directions import direction
from pressbuild.edition import Edition

PACKAGE = "EPUB/content.opf"
COMPRESSED = (".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp")
FIRST_DAY = (1980, 1, 1)  # the ZIP format knows no earlier one
XHTML = "application/xhtml+xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class File(Struct, frozen=True):
    """A file of the package; `name` is relative to the package document, `properties` those of its manifest item.
    Files with `spine` make the spine, in their order."""

    name: str
    data: bytes
    media_type: str = XHTML
    properties: tuple[str, ...] = ()
    spine: bool = False

    @property
    def id(self) -> str:
        """The manifest item's id: the name, made an XML name."""
        return "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in f"f-{self.name}")


class Point(Struct, frozen=True):
    """A line of the contents: its text, where it leads, the lines below it."""

    label: str
    href: str
    below: tuple["Point", ...] = ()


class Said(Struct, frozen=True):
    """A statement of the package's metadata: a `dc:` element by name, or a `meta` by its property, with what refines
    it. A statement that is refined has an id."""

    name: str
    value: str
    id: str = ""
    refined: tuple[tuple[str, str, str], ...] = ()


def package(edition: Edition, files: Sequence[File], points: Iterable[Point], metadata: Iterable[Said]) -> bytes:
    """The EPUB container of an edition."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier(edition.identifier("epub"))
    book.set_title(edition.full_title)
    book.set_language(edition.lang)
    book.set_direction(direction(edition.lang))
    for said in metadata:
        _say(book, said)
    for file in files:
        item = epub.EpubItem(file.id, file.name, file.media_type, file.data)
        item.properties = list(file.properties)
        book.add_item(item)
    book.add_item(epub.EpubNcx())
    book.toc = [_entry(point, epub) for point in points]
    book.spine = [file.id for file in files if file.spine]
    options = {
        "mtime": datetime.fromisoformat(edition.spec.date),
        "epub2_guide": False,
        "play_order": {"enabled": True, "start_from": 1},
        "raise_exceptions": True,
        "compresslevel": 0,
    }
    loose = BytesIO()
    epub.write_epub(loose, book, options)
    return _zipped_anew(loose, edition)


def _say(book: Any, said: Said) -> None:
    identity = {"id": said.id} if said.id else {}
    if said.name == "cover":  # EPUB 2's way, which Kindle still reads
        book.add_metadata(None, "meta", "", {"name": "cover", "content": said.value})
    elif said.name.startswith("dc:"):
        book.add_metadata("DC", said.name.removeprefix("dc:"), said.value, identity)
    else:
        book.add_metadata(None, "meta", said.value, {"property": said.name, **identity})
    for name, value, scheme in said.refined:
        attributes = {"refines": f"#{said.id}", "property": name} | ({"scheme": scheme} if scheme else {})
        book.add_metadata(None, "meta", value, attributes)


def _entry(point: Point, epub: Any) -> Any:
    """A point as EbookLib wants it for the NCX."""
    if point.below:
        return epub.Section(point.label, point.href), [_entry(below, epub) for below in point.below]
    identity = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in f"point-{point.href}")
    return epub.Link(point.href, point.label, identity)


def _zipped_anew(loose: BytesIO, edition: Edition) -> bytes:
    """The same files in a container that depends on nothing but them and the edition's day."""
    year, month, day = (int(part) for part in edition.spec.date.split("-"))
    date = max((year, month, day), FIRST_DAY)
    tight = BytesIO()
    with ZipFile(loose) as source, ZipFile(tight, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, (*date, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            stored = name == "mimetype" or name.endswith(COMPRESSED)
            entry.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            data = source.read(name)
            target.writestr(entry, _described(data, edition) if name == PACKAGE else data)
    return tight.getvalue()


def _described(opf: bytes, edition: Edition) -> bytes:
    """The package document with the language of its metadata (EPUB 3.3, 5.3.4; Ace asks for it)."""
    root = etree.fromstring(opf, etree.XMLParser(remove_blank_text=True))
    root.set(LANG, edition.lang)
    root.set("dir", direction(edition.lang))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
