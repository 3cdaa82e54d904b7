"""The words and notes of a finished edition against the manuscript's: an artefact's bytes in, diagnostics out. Pure."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import cast
from zipfile import ZipFile

from lxml import etree, html

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.verify.source import Words, words

Element = etree._Element
HINT = "this is a fault of the program, not of the manuscript: please report it with the sentence"
WINDOW = 60  # words of running heads, folios and labels that may stand between two words of the text in a PDF
FRONT = 4_000  # words of title page, imprint and contents before the text
TEXT = "//main | //body[contains(@*[local-name()='type'], 'bodymatter')]"


def prove_web(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """A web page: its `main` holds the body, its endnotes the notes."""
    root = html.document_fromstring(data)
    return (*_prove_words([root], source, name), *_prove_links([("", root)], source, name))


def prove_epub(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """An EPUB: the content documents in the order of the spine."""
    with ZipFile(BytesIO(data)) as archive:
        documents = [(file, etree.fromstring(archive.read(path))) for file, path in _spine(archive)]
    for _, root in documents:
        _strip_namespace(root)
    return (*_prove_words([root for _, root in documents], source, name), *_prove_links(documents, source, name))


def prove_pdf(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """A PDF: every word of the body and then of the notes follows in order, with heads and folios between."""
    got = _pdf_words(data)
    wanted = [*source.body, *(word for label in _in_order(source) for word in source.notes[label])]
    reached = _follow(wanted, got)
    if reached < len(wanted):
        return (_lost(wanted, reached, name),)
    return _prove_destinations(data, source, name)


def _follow(wanted: Sequence[str], got: Sequence[str]) -> int:
    """How many of the words follow each other in a PDF, from the start that leads furthest: a heading that opens the
    text stands in the contents too."""
    furthest = 0
    for start in range(min(FRONT, len(got))):
        if not wanted or not (wanted[0].startswith(got[start]) or _is(wanted[0], got[start])):
            continue
        at, index = start, 0
        while index < len(wanted) and (end := _find(wanted[index], got, at, WINDOW)) is not None:
            at, index = end, index + 1
        furthest = max(furthest, index)
        if furthest == len(wanted):
            break
    return furthest


def _find(word: str, got: Sequence[str], start: int, window: int) -> int | None:
    """Behind which of the words `word` ends, looking from `start`: the nearest place, whole or in two pieces. Where a
    line or page ends it may be cut, with head, folio and the numbers of notes between the pieces."""
    end = min(start + window, len(got))
    for at in range(start, end):
        if _is(word, got[at]):
            return at + 1
        if word.startswith(got[at]):
            rest = word[len(got[at]) :]
            for tail in range(at + 1, end):
                if _is(word, got[tail]) or _is(rest, got[tail]):
                    return tail + 1
    return None


def _is(word: str, written: str) -> bool:
    """Whether a PDF's word is the one looked for; the number of a note may touch its end."""
    return written == word or (written.startswith(word) and written[len(word) :].isdigit())


# --- words ---------------------------------------------------------------------------------------------------------


def _select(root: Element, path: str) -> list[Element]:
    return cast("list[Element]", root.xpath(path))


def _prove_words(roots: Iterable[Element], source: Words, name: str) -> tuple[Diagnostic, ...]:
    body: list[str] = []
    notes: list[tuple[str, ...]] = []
    for root in roots:
        notes += [words(_text(item)) for item in _select(root, "//*[@role='doc-endnotes']/ol/li")]
        for text in _select(root, TEXT):
            body += words(_text(text))
    findings = _difference(source.body, body, name)
    expected = [source.notes[label] for label in _in_order(source)]
    for number, (wanted, got) in enumerate(zip(expected, notes, strict=False), start=1):
        findings += _difference(wanted, got, f"{name}, note {number}")
    if len(expected) != len(notes):
        message = f"{name} holds {len(notes)} notes, the manuscript {len(expected)}"
        findings.append(found("edition-notes", message, None, HINT))
    return tuple(findings)


def _in_order(source: Words) -> list[str]:
    """The labels in the order of the editions: by first call, then those that nothing calls."""
    called = [label for label, count in source.calls.items() if count > 0 and label in source.notes]
    return called + [label for label in source.notes if label not in called]


def _difference(wanted: Sequence[str], got: Sequence[str], name: str) -> list[Diagnostic]:
    """A diagnostic at the first word that differs; joined or split words are no loss, so letters decide."""
    if "".join(wanted) == "".join(got):
        return []
    index = next((i for i, pair in enumerate(zip(wanted, got, strict=False)) if pair[0] != pair[1]), None)
    if index is None:
        index = min(len(wanted), len(got))
    context = " ".join(wanted[max(0, index - 6) : index + 4]) or "(nothing)"
    instead = " ".join(got[index : index + 4]) or "(nothing)"
    message = f"{name} departs from the manuscript after “{context}”: there it has “{instead}”"
    return [found("fidelity", message, None, HINT)]


def _lost(wanted: Sequence[str], index: int, name: str) -> Diagnostic:
    context = " ".join(wanted[max(0, index - 6) : index])
    message = f"{name} lacks the word “{wanted[index]}” after “{context}”"
    return found("fidelity", message, None, HINT)


def _text(element: Element) -> str:
    """An element's text without references, links back and words only for screen readers; blocks are set apart."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())
LEFT_OUT = frozenset({"noteref", "backlink", "visually-hidden", "unreferred-label", "contents-link"})


def _gather(element: Element, parts: list[str]) -> None:
    classes = set(element.get("class", "").split())
    comment = not isinstance(element.tag, str)  # a comment's tag is a function, which lxml-stubs does not know
    if comment or classes & LEFT_OUT:
        return
    if element.get("role") == "doc-endnotes" and parts:
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
    findings += [found("link-dangling", f"{name}: the link “{one}” leads nowhere") for one in dangling[:5]]
    for role in ("doc-noteref", "doc-backlink"):
        count = sum(len(_select(root, f"//*[@role='{role}']")) for _, root in documents)
        if count != calls:
            message = f"{name} holds {count} links of the kind {role}, the manuscript calls notes {calls} times"
            findings.append(found("edition-notes", message, None, HINT))
    return tuple(findings)


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


def _prove_destinations(data: bytes, source: Words, name: str) -> tuple[Diagnostic, ...]:
    """A PDF's links within it lead somewhere, and to every note and back as often as the manuscript calls it."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as document:
        known = set(pikepdf.NameTree(document.Root.Names.Dests).keys()) if "/Names" in document.Root else set()
        links = [str(link.Dest) for page in document.pages for link in page.get("/Annots", ()) if "/Dest" in link]
    findings = [found("link-dangling", f"{name}: the link “{one}” leads nowhere") for one in links if one not in known]
    calls = sum(count for label, count in source.calls.items() if label in source.notes)
    for kind in ("note", "ref"):
        count = sum(1 for link in links if re.fullmatch(rf"{kind}-[\d-]+", link))
        if count != calls:
            message = f"{name} holds {count} links to {kind}s, the manuscript calls notes {calls} times"
            findings.append(found("edition-notes", message, None, HINT))
    return tuple(findings)


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


def _pdf_words(data: bytes) -> tuple[str, ...]:
    """A PDF's words: the text of its pages in order, heads and folios among it, words cut where a line ends."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return words("\n".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()
