"""The package of an EPUB: an `Archive` in, its manifest, its spine and what it says of the work out. Pure."""

import html.entities
import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from pressbuild.directions import is_tag
from pressbuild.document import Front, Text
from pressbuild.importers.archive import Archive, parsed
from pressbuild.importers.dates import iso_date
from pressbuild.importers.documents.documents import names
from pressbuild.importers.web.elements import tag, text_of
from pressbuild.manuscript.frontmatter import is_isbn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTAINER = "META-INF/container.xml"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[[^\]]*\]\s*)?>", re.IGNORECASE)
XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))


class Item(Struct, frozen=True):
    """A line of the package's manifest: the member's name, its media type and properties."""

    name: str
    media_type: str
    properties: str


def package_of(archive: Archive) -> "tuple[str, Element]":
    """The folder and the root of the package document."""
    name = ""
    if CONTAINER in archive:
        root = archive.xml(CONTAINER)
        name = next((str(e.get("full-path")) for e in root.iter() if tag(e) == "rootfile"), "")
    if name not in archive:
        name = next((member for member in archive.members if member.endswith(".opf")), "")
    if not name:
        raise archive.refused("there is no package document in it")
    data = DOCTYPE.sub("", archive.read(name).decode("utf-8", "replace"), count=1)
    return dirname(name), parsed(without_entities(data, archive, name).encode(), f"{archive.name}: {name}")


def manifest_of(folder: str, package: "Element") -> dict[str, Item]:
    items: dict[str, Item] = {}
    for element in package.iter():
        if tag(element) == "item":
            name = normpath(join(folder, unquote(str(element.get("href")))))
            properties = str(element.get("properties") or "")
            items[str(element.get("id"))] = Item(name, str(element.get("media-type")), properties)
    return items


def spine_of(package: "Element") -> list[str]:
    return [str(element.get("idref")) for element in package.iter() if tag(element) == "itemref"]


def described(package: "Element", carried: Mapping[str, str]) -> Front:
    """What the package says of the work, and what `carried` it says, Project Gutenberg's head."""

    def all_of(name: str) -> tuple[str, ...]:
        said = (" ".join("".join(map(str, e.itertext())).split()) for e in package.iter(f"{DC}{name}"))
        return tuple(text for text in said if text)

    def first(name: str) -> str:
        return next(iter(all_of(name)), "")

    language, title = first("language"), first("title") or carried.get("title", "")
    subtitle = _refined(package, "title", "title-type", "subtitle")
    return Front(
        title=(Text(title),) if title else (),
        subtitle=(Text(subtitle),) if subtitle and subtitle != title else (),
        authors=_people(package, "aut") or names(carried.get("author", "")),
        translators=_people(package, "trl") or names(carried.get("translator", "")),
        editors=_people(package, "edt") or names(carried.get("editor", "")),
        date=iso_date(first("date")[:10]) or "",
        lang=language if is_tag(language) else "en",
        publisher=first("publisher"),
        rights=first("rights"),
        isbn=next(filter(is_isbn, (name.rpartition(":")[2] for name in all_of("identifier"))), ""),
        subjects=tuple(dict.fromkeys(all_of("subject"))),
    )


def _refined(package: "Element", name: str, by: str, value: str) -> str:
    """The text of the element of the package that another refines so (EPUB 3.3, 5.5.3.1.2); empty where none is."""
    refining = (e for e in package.iter() if tag(e) == "meta" and e.get("property") == by)
    wanted = {str(e.get("refines")).removeprefix("#") for e in refining if text_of(e).strip() == value}
    told = (e for e in package.iter(f"{DC}{name}") if e.get("id") in wanted)
    return next((" ".join(text_of(e).split()) for e in told), "")


def _people(package: "Element", role: str) -> tuple[str, ...]:
    """The names of those who have a role by MARC's code (EPUB 3.3, 5.5.4; OPF 2.0, 2.2.6). A creator without one is an
    author."""
    refined = {
        str(meta.get("refines")).removeprefix("#"): text_of(meta).strip()
        for meta in package.iter()
        if tag(meta) == "meta" and meta.get("property") == "role"
    }
    names: dict[str, None] = {}
    for kind, usual in (("creator", "aut"), ("contributor", "")):
        for person in package.iter(f"{DC}{kind}"):
            said = person.get(f"{OPF}role") or refined.get(str(person.get("id"))) or usual
            name = " ".join(text_of(person).split())
            if said == role and name:
                names[name] = None
    return tuple(names)


def cover_of(package: "Element", items: dict[str, Item]) -> str:
    """The name of the cover's picture."""
    named = next((str(m.get("content")) for m in package.iter() if tag(m) == "meta" and m.get("name") == "cover"), "")
    covers = [item for key, item in items.items() if "cover-image" in item.properties.split() or key == named]
    return next((item.name for item in covers if item.media_type.startswith("image/")), "")


def without_entities(text: str, archive: Archive, name: str) -> str:
    """Entities that HTML names as their characters; a page that declares its own is refused."""
    declared = DOCTYPE.search(text)
    if declared and declared[1] and "<!ENTITY" in declared[1].upper():
        raise archive.refused(f"“{name}” declares entities of its own")

    def character(entity: re.Match[str]) -> str:
        if entity[1] in XML_ENTITIES:
            return entity[0]
        return html.entities.html5.get(f"{entity[1]};", entity[0])

    return ENTITY.sub(character, text)
