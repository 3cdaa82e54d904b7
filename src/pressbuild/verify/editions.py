"""The words and notes of a finished edition against the manuscript's: an artefact's bytes in, diagnostics out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import cast
from zipfile import ZipFile

from lxml import etree, html

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.verify.differing import HINT, difference
from pressbuild.verify.source import FRONT, Words, words

Element = etree._Element
BIBLIOGRAPHY = "//body/section[@role='doc-bibliography']"  # a file of its own behind the notes
TEXT = f"//main | //body[contains(@*[local-name()='type'], 'bodymatter')] | {BIBLIOGRAPHY}"
BESIDE = "//*[self::header[@class='front'] or self::section[@class='title-page']]"
FRONT_TEXT = {key: f"{BESIDE}//{'h1' if key == 'title' else f'p[@class={key!r}]'}" for key in FRONT}


def prove_web(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """A web page: its `main` holds the body, its endnotes the notes."""
    root = html.document_fromstring(data)
    return (*_prove_words([root], source, name), *_prove_links([("", root)], source, name))


def prove_pages(files: Mapping[str, bytes], source: Words) -> tuple[Diagnostic, ...]:
    """The linked pages of a book, the first one called as the work: each chapter's text and notes stand on its own."""
    roots = [(name, html.document_fromstring(data)) for name, data in files.items()]
    name = roots[0][0]
    return (*_prove_words([root for _, root in roots], source, name), *_prove_links(roots, source, name))


def prove_epub(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """An EPUB: the content documents in the order of the spine."""
    with ZipFile(BytesIO(data)) as archive:
        documents = [(file, etree.fromstring(archive.read(path))) for file, path in _spine(archive)]
    for _, root in documents:
        _strip_namespace(root)
    return (*_prove_words([root for _, root in documents], source, name), *_prove_links(documents, source, name))


# --- words ---------------------------------------------------------------------------------------------------------


def _select(root: Element, path: str) -> list[Element]:
    return cast("list[Element]", root.xpath(path))


def _prove_words(roots: Sequence[Element], source: Words, name: str) -> tuple[Diagnostic, ...]:
    body: list[str] = []
    notes: list[tuple[str, ...]] = []
    for root in roots:
        notes += [words(_text(item)) for item in _select(root, "//*[@role='doc-endnotes']/ol/li")]
        for text in _select(root, TEXT):
            body += words(_text(text))
    findings = [*_prove_front(roots, source, name), *difference(source.body, body, name, flows=True)]
    expected = [source.notes[label] for label in source.order]
    for number, (wanted, got) in enumerate(zip(expected, notes, strict=False), start=1):
        findings += difference(wanted, got, f"{name}, note {number}", flows=True)
    if len(expected) != len(notes):
        message = f"{name} holds {len(notes)} notes, the manuscript {len(expected)}"
        findings.append(found("edition-notes", message, None, HINT))
    return tuple(findings)


def _prove_front(roots: Sequence[Element], source: Words, name: str) -> list[Diagnostic]:
    """The texts of the front matter stand beside the one title. A work without a title is called after its file."""
    if source.front is None:
        return []
    findings = []
    for key in FRONT:
        got = [word for root in roots for text in _select(root, FRONT_TEXT[key]) for word in words(_text(text))]
        if key != "title" or source.front.get(key):
            findings += difference(source.front.get(key, ()), got, f"the {key} of {name}")
    return findings


def _text(element: Element) -> str:
    """An element's text without references, links back and words only for screen readers; blocks are set apart."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())
NO_TEXT = frozenset({"doc-endnotes", "doc-index", "doc-toc"})  # what stands in the text's element and is no text
LEFT_OUT = frozenset({"noteref", "backlink", "visually-hidden", "unreferred-label", "contents-link"})


def _gather(element: Element, parts: list[str]) -> None:
    classes = set(element.get("class", "").split())
    comment = not isinstance(element.tag, str)  # a comment's tag is a function, which lxml-stubs does not know
    if comment or classes & LEFT_OUT:
        return
    if element.get("role") in NO_TEXT and parts:
        return
    block = element.tag not in INLINE
    parts.append(" " if block else "")
    parts.append(element.text or "")
    for child in element:
        _gather(child, parts)
        parts.append(child.tail or "")
    parts.append(" " if block else "")


# --- notes and links -----------------------------------------------------------------------------------------------


def _prove_links(documents: Sequence[tuple[str, Element]], source: Words, name: str) -> tuple[Diagnostic, ...]:
    """Every id stands once, every link inside the edition has its target, and every call of a note and every link
    back is there."""
    ids = [f"{file}#{element.get('id')}" for file, root in documents for element in root.iter() if element.get("id")]
    twice = sorted({identifier for identifier in ids if ids.count(identifier) > 1}) if len(set(ids)) < len(ids) else []
    known = set(ids)
    dangling = [target for target in _targets(documents) if target not in known]
    calls = sum(max(count, 0) for label, count in source.calls.items() if label in source.notes)
    findings = [found("edition-notes", f"{name}: the id “{one}” stands twice", None, HINT) for one in twice[:3]]
    findings += [found("link-dangling", f"{name}: the link “{one}” leads nowhere", None, HINT) for one in dangling[:5]]
    findings += [found("edition-notes", f"{name}: {one}", None, HINT) for one in _strayed(documents)[:3]]
    for role in ("doc-noteref", "doc-backlink"):
        count = sum(len(_select(root, f"//*[@role='{role}']")) for _, root in documents)
        if count != calls:
            message = f"{name} holds {count} links of the kind {role}, the manuscript calls notes {calls} times"
            findings.append(found("edition-notes", message, None, HINT))
    return tuple(findings)


def _strayed(documents: Sequence[tuple[str, Element]]) -> list[str]:
    """Every note stands in the first endnotes behind its calls: a chapter's notes at the end of that chapter."""
    passed, calls, homes = 0, list[tuple[str, int]](), dict[str, int]()
    for file, root in documents:
        for element in root.iter("a", "section"):
            role = element.get("role")
            if role == "doc-noteref":
                target = element.get("href", "")
                calls.append((f"{file}{target}" if target.startswith("#") else target, passed))
            elif role == "doc-endnotes":
                homes |= {f"{file}#{note.get('id')}": passed for note in _select(element, "ol/li")}
                passed += 1
    return [
        f"the note “{note}” is not at the end of the text that calls it" for note, at in calls if homes.get(note) != at
    ]


def _targets(documents: Iterable[tuple[str, Element]]) -> list[str]:
    targets = []
    for file, root in documents:
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.startswith("#"):
                targets.append(f"{file}{href}")
            elif "#" in href and ":" not in href:
                targets.append(href)
    return targets


# --- containers ----------------------------------------------------------------------------------------------------


def _spine(archive: ZipFile) -> list[tuple[str, str]]:
    """The content documents of an EPUB in the order of its spine (EPUB 3.3, 5.7): file name and path."""
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    package = str(container.xpath("string(//*[local-name()='rootfile']/@full-path)"))
    root = etree.fromstring(archive.read(package))
    folder = package.rpartition("/")[0]
    files = {item.get("id", ""): item.get("href", "") for item in _select(root, "//*[local-name()='item']")}
    spine = [files[item.get("idref", "")] for item in _select(root, "//*[local-name()='itemref']")]
    return [(file, f"{folder}/{file}" if folder else file) for file in spine]


def _strip_namespace(root: Element) -> None:
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
