"""A saved web page to a manuscript: a `Source` in, an `Imported` out; through pandoc's reader, prepared here. Pure.

The article is found and its notes (`article`, `linkednotes`); menus, scripts and buttons are left out and listed.
Nothing is fetched: pictures are those that were saved with the page, beside it or within it.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes

from msgspec.structs import replace

from pressbuild.diagnostics import WARNING, Diagnostic, Place, PressError, found
from pressbuild.document import Blocks, Note, Paragraph
from pressbuild.importers.documents.documents import Gathered, finished
from pressbuild.importers.documents.lifting import Lifter
from pressbuild.importers.documents.standins import cleaned
from pressbuild.importers.documents.styles import look
from pressbuild.importers.flattened.encodings import Decoded
from pressbuild.importers.markup import short
from pressbuild.importers.pictures import Album
from pressbuild.importers.source import Imported, Part, Source
from pressbuild.importers.web.article import article, chrome, holds_notes, is_set_apart, kept, outside
from pressbuild.importers.web.elements import HEADS, removed, tag, text_of
from pressbuild.importers.web.googledocs import nested_lists, plain_links
from pressbuild.importers.web.gutenberg import leave_gutenberg
from pressbuild.importers.web.hypertext import BODY, Pages
from pressbuild.importers.web.layouttables import open_layout_tables
from pressbuild.importers.web.looks import lost_looks
from pressbuild.importers.web.notes import Leaf
from pressbuild.importers.web.pagecapitals import write_capitals
from pressbuild.importers.web.pageletters import page_letters
from pressbuild.importers.web.pagemarks import leave_page_numbers, leave_paragraph_numbers, leave_permalinks
from pressbuild.importers.web.pagetitle import title_page
from pressbuild.importers.web.webarchives import unwrapped
from pressbuild.importers.web.wordpages import dress_word
from pressbuild.pandoc import read_pages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NO_TEXT = (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"GIF8", b"\xff\xd8\xff")
LARGEST = 40_000_000  # bytes
COMMENT = re.compile(r"cmnt(_ref)?\d+")  # what Google Docs names a comment, and its mark
FEEDS = dict.fromkeys((0x0B, 0x0C), " ")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
REFERENCE = re.compile(r"&#(?:x[0-9a-f]+|[0-9]+);?", re.IGNORECASE | re.ASCII)
PAGE = 200_000  # letters
PARTED = HEADS | frozenset("p div section article ul ol dl table blockquote pre figure hr".split())
NAME = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)


def import_page(source: Source) -> Imported:
    """The manuscript of a saved web page. Raises `PressError` (`empty`, `not-readable`)."""
    saved = unwrapped(source)
    source = saved.source
    letters = _letters(source)
    text = letters.text
    root = parsed_page(legible(text).encode(), source.name)
    body = next((e for e in root if tag(e) == "body"), root)
    pages = Pages([Leaf("", root)])
    cleaned(root)
    pages.dress("\n".join(text_of(style) for style in root.iter("style")))
    _leave_comments(pages, body)
    open_layout_tables(pages, body)
    carried = leave_gutenberg(pages, [body])
    leave_page_numbers(pages)
    leave_paragraph_numbers(pages)
    pages.find_notes()
    chosen, beside = _leave_chrome(pages, body)
    dress_word(pages, chosen)
    metadata = title_page(pages, root, chosen, carried)
    texts, linked = composed(pages, [chosen, *beside])
    if not text_of(chosen).strip():
        raise PressError(found("empty", f"{source.name} holds no text", Place(source.name, 1, 1)))
    tree, warnings = read_pages(texts, source.name)
    album = Album(source.name, source.stem, lambda name: saved.pictures.get(name) or _picture(source, name))
    gathered = Gathered(
        metadata=metadata,
        left=tuple(pages.left),
        findings=(*saved.findings, *letters.findings, *pages.findings, *warnings),
        witness=(Part(text.encode("utf-8", "replace"), "page", pages.roles[""]),),
        evidence="a link to its note",
    )
    return with_notes(source, tree, album, gathered, linked)


def _letters(source: Source) -> Decoded:
    """The page's letters, and what its encoding was taken for."""
    data = source.data
    if len(data) > LARGEST:
        message = f"{source.name} has {len(data):,} bytes: no page of text has so many"
        raise PressError(found("not-readable", message, Place(source.name, 1, 1)))
    if data.startswith(NO_TEXT):
        raise PressError(found("not-text", f"{source.name} is no web page", Place(source.name, 1, 1)))
    return page_letters(data, source.name)


def legible(text: str) -> str:
    """Markup without control characters, spelt out ones too, which no tree of elements may hold (XML 1.0, 2.2)."""
    return CONTROL.sub("", REFERENCE.sub(_character, text).translate(FEEDS))


def _character(reference: re.Match[str]) -> str:
    """The character of a numeric reference, as HTML's standard has it (13.2.5.80); one of markup stays spelt out."""
    return escape(unescape(reference[0]))


def parsed_page(data: bytes, name: str) -> "Element":
    """The root of a page of HTML, read as browsers do. Raises `PressError`."""
    from lxml import etree, html

    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        raise PressError(found("empty", f"{name} holds no text", Place(name, 1, 1))) from None


# --- what is the article -------------------------------------------------------------------------------------------


def _leave_comments(pages: Pages, body: "Element") -> None:
    """The comments of a Google document, which stand at its end as its notes do, and their marks."""
    places = {str(e.get("id")): e for e in body.iter() if tag(e) == "a" and COMMENT.fullmatch(str(e.get("id") or ""))}
    for name, place in places.items():
        outer = next((e for e in place.iterancestors() if tag(e) in ("div", "p")), place)
        mark = places.get(f"cmnt_ref{name.removeprefix('cmnt')}")
        if name.startswith("cmnt_ref") or mark is None:
            continue
        near = next((short(text_of(e)) for e in mark.iterancestors() if tag(e) == "p"), "")
        text = text_of(outer).replace(text_of(place), "", 1)
        message = f"somebody comments on “{near}”: “{short(text)}”"
        pages.findings.append(Diagnostic("assumed", message, None, "comments are in no edition", WARNING))
        for element in (outer, mark):
            pages.role(element, "left")
            removed(element)


def _leave_chrome(pages: Pages, body: "Element") -> "tuple[Element, list[Element]]":
    """The article, and what outside of it holds its notes, where these have no links."""
    taken = {part for note in pages.notes for part in note.body}
    calls = {call for note in pages.notes for call in note.calls}
    chosen = article(body, taken)
    while any(chosen not in (call, *call.iterancestors()) for call in calls if not _within(call, taken)):
        parent = chosen.getparent()
        if parent is None or chosen is body:
            break
        chosen = parent
    elsewhere = [] if pages.notes else [e for outer in outside(body, chosen) for e in outer.iter() if holds_notes(e)]
    beside = [element for element in elsewhere if not _within(element, set(elsewhere))]
    for element in outside(body, chosen):
        _leave_outside(pages, element, taken.union(beside))
    for element, why in list(chrome(chosen, taken, calls)):
        if element not in pages.removed:
            pages.leave(element, why)
    for text, name in kept(chosen):
        message = f"“{short(' '.join(text.split()))}” stays, a sentence of its own, though the page names it “{name}”"
        pages.findings.append(found("assumed", message))
    pages.leave_repeated()
    leave_permalinks(pages)
    pages.drop_notes_heading(body)
    return chosen, beside


def _within(element: "Element", holders: "set[Element]") -> bool:
    return any(outer in holders for outer in element.iterancestors())


def _leave_outside(pages: Pages, element: "Element", taken: "set[Element]") -> None:
    """Leaves out an element beside the article, but for the notes in it."""
    if element in taken or element in pages.removed:
        return
    if any(inside in taken for inside in element.iter()):
        for child in element:
            if tag(child):
                _leave_outside(pages, child, taken)
    else:
        pages.leave(element, "it stands outside the article")


# --- for pandoc ----------------------------------------------------------------------------------------------------


def composed(pages: Pages, parts: "list[Element]") -> tuple[list[str], frozenset[str]]:
    """The article and its notes as pages for pandoc, and the ids in it that its links lead to."""
    from lxml import etree

    whole = etree.Element("body")
    bodies = etree.Element("div")
    pages.set_notes(bodies)
    for element in pages.removed:
        removed(element)
    for part in parts:
        part.tail = None
        part.tag = "div"
        whole.append(part)
    for note in bodies:
        whole.append(note)
    etree.strip_elements(whole, etree.Comment, with_tail=False)
    write_capitals(pages, whole)
    pages.findings += (*_plain_formulas(whole), *lost_looks(whole, pages.sheet))
    for element in [e for e in whole.iter() if is_set_apart(e)]:
        element.tag = "div"  # pandoc keeps the class of no other
    _bare_names(whole)
    plain_links(whole)
    nested_lists(whole)
    _counted(whole)
    linked = _anchored(whole)
    return list(_pages(whole)), linked


def _pages(whole: "Element") -> Iterator[str]:
    """A page cut between its parts: pandoc takes three hundred bytes of memory for each of one page."""
    from lxml import etree

    waiting: list[str] = []
    for part in _parts(whole):
        waiting.append(etree.tostring(part, encoding="unicode", method="html"))
        if sum(map(len, waiting)) > PAGE:
            yield "".join(waiting)
            waiting.clear()
    if waiting:
        yield "".join(waiting)


def _parts(whole: "Element") -> "Iterator[Element]":
    """The parts of a page, those of long ones that hold blocks and no bare words one by one."""
    for part in whole:
        bare = any((text or "").strip() for text in (part.text, *(child.tail for child in part)))
        if len(part) > 1 and tag(part) == "div" and not part.keys() and not bare and _is_long(part):
            inline = any(tag(child) not in PARTED for child in part)
            yield from [part] if inline else _parts(part)
        else:
            yield part


def _is_long(part: "Element") -> bool:
    length = 0
    for text in part.itertext():
        length += len(text)
        if length > PAGE:
            return True
    return False


def _plain_formulas(root: "Element") -> Iterator[Diagnostic]:
    """A formula as its text: pandoc would make TeX of it, which is in no edition."""
    for formula in [element for element in root.iter() if tag(element) == "math"]:
        for note in [element for element in formula.iter() if tag(element).startswith("annotation")]:
            removed(note)
        words = " ".join(text_of(formula).split())
        for child in list(formula):
            formula.remove(child)
        formula.tag, formula.text = "span", words
        formula.attrib.clear()
        message = f"the formula “{short(words)}” is plain text now"
        yield Diagnostic("assumed", message, None, "write it as it should be read", WARNING)


def _counted(root: "Element") -> None:
    """A list whose item has a number of its own (`value`) is parted there: pandoc knows the first number alone."""
    for listed in [element for element in root.iter() if tag(element) == "ol"]:
        start = str(listed.get("start") or "1")
        number = int(start) if start.isdigit() else 1
        for item in [child for child in listed if tag(child) == "li"]:
            value = str(item.get("value") or number)
            if value.isdigit() and int(value) != number:
                number = int(value)
                listed = _parted(listed, item, value)  # noqa: PLW2901  # what follows stands in the new list
            number += 1


def _parted(listed: "Element", item: "Element", start: str) -> "Element":
    """The list that an item begins, with what follows it."""
    if not any(tag(before) == "li" for before in item.itersiblings(preceding=True)):
        listed.set("start", start)
        return listed
    following = [item, *item.itersiblings()]
    new = listed.makeelement(listed.tag, {"start": start})
    listed.addnext(new)
    new.tail, listed.tail = listed.tail, None
    new.extend(following)
    return new


def _bare_names(root: "Element") -> None:
    """Elements without namespaces, which pandoc's reader of HTML does not know, nor attributes in one."""
    for element in root.iter():
        if tag(element):
            bare = element.tag.rpartition("}")[2]
            if bare != element.tag or not NAME.fullmatch(bare):
                element.tag = bare if NAME.fullmatch(bare) else "span"  # a parser of HTML takes any name
            if bare == "main":
                element.tag = "div"  # pandoc reads nothing else of a page that has one, by element or by role
            if element.get("role") == "main":
                del element.attrib["role"]
            kept = {key: value for key, value in element.attrib.items() if NAME.fullmatch(str(key))}
            if len(kept) < len(element.attrib):
                element.attrib.clear()
                element.attrib.update(kept)


def _anchored(root: "Element") -> frozenset[str]:
    """The ids that links lead to. pandoc keeps those of headings and spans alone, so the others get a span."""
    from lxml import etree

    hrefs = (str(a.get("href") or "") for a in root.iter() if tag(a) == "a")
    wanted = {href[1:] for href in hrefs if href.startswith("#")}
    there = set()
    for element in list(root.iter()):
        name = str(element.get("id") or element.get("name") or "") if tag(element) else ""
        if name not in wanted or name in there:
            continue
        if tag(element) in ("table", "ul", "ol", "dl", "tr", "img", "hr"):
            continue  # none of these may begin with a span
        there.add(name)
        if tag(element) in HEADS | {"span"}:
            element.set("id", name)
            continue
        for key in ("id", "name"):
            if element.get(key):
                del element.attrib[key]
        span = etree.Element("span")
        span.set("id", name)
        span.tail, element.text = element.text, None
        element.insert(0, span)
    return frozenset(there)


def with_notes(
    source: Source, tree: dict[str, Any], album: Album, gathered: Gathered, linked: frozenset[str]
) -> Imported:
    """The import of a page whose notes stand as divisions at its end."""
    lifter = Lifter(look, album.take, linked, page=True)
    text, notes = [], {}
    for node in tree["blocks"]:
        identifier = node["c"][0][0] if node["t"] == "Div" else ""
        if identifier.startswith(BODY):
            notes[identifier.removeprefix(BODY)] = node["c"][1]
        else:
            text.append(node)
    lifter.notes = [Note(label, _whole(lifter.blocks(nodes))) for label, nodes in notes.items()]
    return finished(source, replace_blocks(tree, text), lifter, album, gathered)


def _whole(blocks: Blocks) -> Blocks:
    return tuple(replace(block, tight=False) if isinstance(block, Paragraph) else block for block in blocks)


def replace_blocks(tree: dict[str, Any], blocks: list[Any]) -> dict[str, Any]:
    return {**tree, "blocks": blocks}


def _picture(source: Source, name: str) -> bytes | None:
    """A picture that stands within the page, or was saved beside it."""
    if name.startswith("data:"):
        head, _, body = name.partition(",")
        try:
            return b64decode(unquote_to_bytes(body)) if head.endswith(";base64") else unquote_to_bytes(body)
        except (Error, ValueError):
            return None
    if re.match(r"[a-z][a-z0-9+.-]*:|//", name, re.IGNORECASE):
        return None
    return source.beside(unquote(name.partition("?")[0].partition("#")[0]))
