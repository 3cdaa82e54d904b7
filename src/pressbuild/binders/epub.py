"""The EPUB: an edition and its cover in, the bytes of an EPUB 3.3 out; pure.

Cover, title page, text, notes, bibliography, index, colophon. The notes are one file behind the text, or stand at the
end of each chapter's: reading systems that open a note as a popup want its target behind the call (Kobo's epub-spec),
whole in one element, and called by a link with the role and type of a note reference (DPUB-ARIA 1.1, EPUB SSV). A long
work is split at its top-level headings.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from pressbuild.binders import backindex, device, imprint
from pressbuild.binders.contents import Branch, branches
from pressbuild.binders.faces import on_screen
from pressbuild.binders.fonts import Face, font, font_faces
from pressbuild.binders.links import settle_for_screens
from pressbuild.binders.opf import statements
from pressbuild.binders.package import File, Point, package
from pressbuild.diagnostics import PressError, found
from pressbuild.directions import direction
from pressbuild.document import Block, Heading, Opening
from pressbuild.edition import Asset, Edition
from pressbuild.edition.contents import has_words
from pressbuild.templates import render, stylesheet
from pressbuild.templates.grafting import graft
from pressbuild.tree import FRONT_TEXTS, plain
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.bibliography import bibliography
from pressbuild.xhtml.medium import Element, Medium

LONG_FILE = 30_000  # words from which the text is one file for each top-level heading
XMLNS = "http://www.w3.org/1999/xhtml"
COVERS = {  # the raster types that every reading system shows (EPUB 3.3, 3.2), by their first bytes
    b"\x89PNG": ("cover.png", "image/png"),
    b"\xff\xd8\xff": ("cover.jpg", "image/jpeg"),
    b"GIF8": ("cover.gif", "image/gif"),
    b"RIFF": ("cover.webp", "image/webp"),
}
ACCENT = "#b0413a"  # seen on white, on sepia and on black
TITLE, NOTES, BIBLIOGRAPHY, INDEX = "title.xhtml", "notes.xhtml", "bibliography.xhtml", "index.xhtml"
COLOPHON = "colophon.xhtml"
NAV, CSS = "nav.xhtml", "epub.css"


class Section(Struct, frozen=True):
    """A file of the text: its name, its title, its content."""

    name: str
    title: str
    content: Element


class Parts(Struct, frozen=True):
    """An edition rendered: a run for each text of the front matter and each line that names its makers, the
    sections of the text, a run each for the notes, the bibliography and the index."""

    front: Mapping[str, Element]
    text: Sequence[Section]
    notes: Element
    bibliography: Element
    index: Element

    @property
    def pages(self) -> dict[str, list[Element]]:
        """The elements of each file."""
        text = {section.name: [section.content] for section in self.text}
        behind = {NOTES: [self.notes], BIBLIOGRAPHY: [self.bibliography], INDEX: [self.index]}
        return {TITLE: list(self.front.values()), **text, **behind}


def bind_epub(edition: Edition, cover: bytes) -> bytes:
    """The EPUB of an edition with its cover, a PNG or JPEG."""
    parts = _rendered(edition)
    settle_for_screens(parts.pages)
    front = _cover(cover)
    own = edition.spec.css.get("epub", "")
    faces = on_screen([root for roots in parts.pages.values() for root in roots], own)
    points = _points(edition, parts)
    files = [*_pages(edition, parts, points, front.name), *_things(edition, faces, own), front]
    return package(edition, files, points, statements(edition, front.id))


def _cover(picture: bytes) -> File:
    for magic, (name, media_type) in COVERS.items():
        if picture.startswith(magic):
            return File(name, picture, media_type, ("cover-image",))
    raise PressError(found("edition-broken", "the cover is no PNG, JPEG, GIF or WebP"))


# --- rendering -----------------------------------------------------------------------------------------------------


def _rendered(edition: Edition) -> Parts:
    """The work's elements, in reading order, for that is how references count themselves."""
    pictures = _picture_names(edition)
    renderer = Renderer(edition, Medium(href="#{}".format, src=lambda asset: pictures[asset.name], epub_types=True))
    document = edition.document
    front = {name: renderer.inlines(etree.Element("run"), getattr(document.front, name)) for name in FRONT_TEXTS}
    if not document.front.title:
        front["title"].text = edition.title
    front |= imprint.credit_slots(document.front, renderer)
    text = [_section(part, name, edition, renderer) for name, part in _split(edition)]
    notes = etree.Element("run")
    if document.notes and not edition.at_chapters:
        notes.append(renderer.endnotes.section(edition.groups))
    works, index = etree.Element("run"), etree.Element("run")
    works.extend(bibliography(renderer))
    index.extend(backindex.index(edition, renderer))
    return Parts(front, text, notes, works, index)


def _split(edition: Edition) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The blocks of each file of the text, with the file's name."""
    blocks = edition.text
    if edition.is_book:
        yield from _openings(blocks)
        return
    top = min((entry.level for entry in edition.contents), default=0)
    starts = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == top and has_words(block)
    ]
    if edition.word_count <= LONG_FILE or not starts:
        yield "text.xhtml", blocks
        return
    cuts = [*([0] if starts[0] else []), *starts, len(blocks)]
    for number, (start, end) in enumerate(pairwise(cuts), start=1):
        yield f"text-{number}.xhtml", blocks[start:end]


def _openings(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """A file for each part and each chapter of a book, called as they are."""
    starts = [index for index, block in enumerate(blocks) if isinstance(block, Opening)]
    for start, end in pairwise([*starts, len(blocks)]):
        opening = blocks[start]
        assert isinstance(opening, Opening)
        yield f"{opening.anchor}.xhtml", blocks[start:end]


def _section(blocks: tuple[Block, ...], name: str, edition: Edition, renderer: Renderer) -> Section:
    """One file of the text: a chapter named by its heading where it begins with one, else by the work's title."""
    first = blocks[0] if blocks and name != "text.xhtml" else None
    kind: str = first.kind if isinstance(first, Opening) else "chapter"
    element = etree.Element("section", {"class": "text", "role": f"doc-{kind}"})
    renderer.medium.typed(element, kind)
    element.extend(renderer.text(blocks))
    first = first.heading if isinstance(first, Opening) else first
    if isinstance(first, Heading) and has_words(first):
        element.set("aria-labelledby", first.attributes.id)
        title = plain(first.children)
    else:
        element.set("aria-label", edition.title)
        title = edition.title
    for block in element:
        block.tail = "\n"
    run = etree.Element("run")
    run.append(element)
    return Section(name, title, run)


def _picture_names(edition: Edition) -> dict[str, str]:
    """The address in the EPUB of each picture by its asset's name: ASCII letters, for every reader finds those."""
    names: dict[str, str] = {}
    for asset in edition.spec.assets.values():
        safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-_") else "-" for sign in asset.name)
        taken = f"images/{safe}" in names.values() and asset.name not in names
        names[asset.name] = f"images/{len(names)}-{safe}" if taken else f"images/{safe}"
    return names


# --- files ---------------------------------------------------------------------------------------------------------


def _pages(edition: Edition, parts: Parts, points: Sequence[Point], cover: str) -> Iterator[File]:
    """The files of the spine in their order, then the navigation document where it is not one of them."""
    front, words = edition.document.front, edition.words
    drawings = device.slots(namespaced=True)
    credit = {"authors": imprint.authors(edition), "helpers": imprint.helpers(edition), "front": front}
    credit["title_size"] = imprint.title_size(edition)
    credit["press"] = front.publisher if front.publisher not in front.authors else ""
    yield _page(edition, "cover.xhtml", words.cover, "frontmatter", cover=cover, alt=_alt(edition))
    yield _page(edition, TITLE, edition.full_title, "frontmatter", {**parts.front, **drawings}, ("svg",), **credit)
    nav = _page(
        edition,
        NAV,
        words.contents,
        "frontmatter",
        {"contents": [_list(points)]},
        ("nav",),
        landmarks=_landmarks(edition, parts),
    )
    if edition.show_contents:
        yield nav
    for section in parts.text:
        yield _page(edition, section.name, section.title, "bodymatter", {"body": section.content})
    if len(parts.notes):
        yield _page(edition, NOTES, words.notes, "backmatter", {"body": parts.notes})
    if len(parts.bibliography):
        yield _page(edition, BIBLIOGRAPHY, _bibliography(parts), "backmatter", {"body": parts.bibliography})
    if edition.index:
        yield _page(edition, INDEX, words.index, "backmatter", {"body": parts.index})
    lines = {"imprint": imprint.imprint(edition), "licence": imprint.licence_url(front.licence), "front": front}
    yield _page(edition, COLOPHON, words.colophon, "backmatter", drawings, ("svg",), **lines)
    if not edition.show_contents:
        yield File(nav.name, nav.data, properties=nav.properties)


def _page(
    edition: Edition,
    name: str,
    title: str,
    matter: str,
    slots: Mapping[str, list[Element] | Element] | None = None,
    properties: tuple[str, ...] = (),
    **values: object,
) -> File:
    """A file of the spine: its shell filled and grafted, serialised as XHTML."""
    template = f"epub/{name}" if name in OWN_SHELLS else "epub/page.xhtml"
    lang = {"lang": edition.lang, "direction": direction(edition.lang)}
    root = graft(render(template, title=title, matter=matter, words=edition.words, **lang, **values), slots or {})
    root.set("xmlns", XMLNS)
    data = etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")
    return File(name, data, properties=properties, spine=True)


OWN_SHELLS = frozenset({"cover.xhtml", TITLE, NAV, COLOPHON})


def _things(edition: Edition, faces: tuple[Face, ...], own: str) -> Iterator[File]:
    """Stylesheet, device, fonts with their licence, pictures."""
    books = map(stylesheet, edition.designs("epub"))
    css = "\n".join((font_faces(faces, "woff2", "fonts/{}".format), stylesheet("epub.css"), *books, own))
    yield File(CSS, css.encode(), "text/css")
    yield File(device.PAIR, device.tinted(device.PAIR, ACCENT), device.MEDIA_TYPE)
    for face in faces:
        yield File(f"fonts/{face.file}.woff2", font(f"{face.file}.woff2"), "font/woff2")
    yield File("fonts/OFL.txt", font("OFL.txt"), "text/plain")
    names = _picture_names(edition)
    seen: dict[str, Asset] = {asset.name: asset for asset in edition.spec.assets.values()}
    yield from (File(names[name], asset.data, asset.media_type) for name, asset in seen.items())


def _bibliography(parts: Parts) -> str:
    """What the bibliography is called."""
    return "".join(map(str, parts.bibliography[0][0].itertext()))


def _alt(edition: Edition) -> str:
    """The cover's alternative text: what stands on it."""
    lines = (edition.full_title, imprint.authors(edition), edition.document.front.publisher)
    return ". ".join(dict.fromkeys(line for line in lines if line))


# --- navigation ----------------------------------------------------------------------------------------------------


def _points(edition: Edition, parts: Parts) -> list[Point]:
    """The contents, in the spine's order: title page, the text and its headings, back matter, colophon."""
    words = edition.words
    homes = {
        element.get("id", ""): section.name for section in parts.text for element in section.content.iter(etree.Element)
    }
    homes |= {element.get("id", ""): BIBLIOGRAPHY for element in parts.bibliography.iter(etree.Element)}
    homes |= {"notes": NOTES, "index": INDEX}
    points = tuple(_point(branch, homes, edition) for branch in branches(edition.all_contents()))
    last = sum(point.href.partition("#")[0] in (NOTES, BIBLIOGRAPHY, INDEX) for point in points)
    headings, behind = points[: len(points) - last], points[len(points) - last :]
    first = parts.text[0]
    if len(parts.text) == 1:
        text: tuple[Point, ...] = (Point(edition.title, first.name, headings),)
    elif first.title == edition.title:
        text = (Point(edition.title, first.name), *headings)
    else:
        text = headings
    return [Point(words.title_page, TITLE), *text, *behind, Point(words.colophon, COLOPHON)]


def _point(branch: Branch, homes: Mapping[str, str], edition: Edition) -> Point:
    anchor = branch.entry.anchor
    below = tuple(_point(deeper, homes, edition) for deeper in branch.below)
    label = " · ".join(filter(None, (plain(branch.entry.children), edition.words.joined(branch.entry.authors))))
    home = homes[anchor]
    return Point(label, home if branch.entry.kind == "back" else f"{home}#{anchor}", below)


def _list(points: Sequence[Point]) -> Element:
    """Points as the nested list of a navigation document (EPUB 3.3, 7.3)."""
    items = etree.Element("ol")
    for point in points:
        item = etree.SubElement(items, "li")
        etree.SubElement(item, "a", {"href": point.href}).text = point.label
        if point.below:
            item.append(_list(point.below))
    return items


def _landmarks(edition: Edition, parts: Parts) -> list[dict[str, str]]:
    """The places that a reading system offers by kind."""
    words = edition.words
    marks = [
        ("cover", "cover.xhtml", words.cover),
        ("titlepage", TITLE, words.title_page),
        ("toc", f"{NAV}#toc" if edition.show_contents else "", words.contents),
        ("bodymatter", parts.text[0].name, words.text),
        *(("endnotes", href, label) for href, label in _homes_of_notes(edition, parts)),
        ("bibliography", BIBLIOGRAPHY if len(parts.bibliography) else "", words.bibliography),
        ("index", INDEX if edition.index else "", words.index),
        ("colophon", COLOPHON, words.colophon),
    ]
    return [{"kind": kind, "href": href, "label": label} for kind, href, label in marks if href]


def _homes_of_notes(edition: Edition, parts: Parts) -> Iterator[tuple[str, str]]:
    """Where the notes stand, and what a landmark calls them: those at a chapter's end by its title too."""
    if len(parts.notes):
        yield NOTES, edition.words.notes
    for part in parts.text:
        for section in part.content.iterfind("section/section[@role='doc-endnotes']"):
            yield f"{part.name}#{section.get('id')}", f"{edition.words.notes} · {part.title}"
