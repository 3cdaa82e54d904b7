"""All capitals in a Word file: its styles and parts in, the texts that Word shows in capitals out. Pure."""

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

from pressbuild.importers.archive import Archive
from pressbuild.importers.documents.capitals import Capitals
from pressbuild.importers.word.wordmarkup import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OFF = ("0", "false", "none", "off")
STYLES = "word/styles.xml"


def in_capitals(archive: Archive, roots: "Mapping[str, Element]", said: Capitals) -> dict[str, frozenset[int]]:
    """Writes into the parts of a file what it shows in capitals, and gives the numbers of these texts in each part;
    `said` gathers what became of all."""
    from lxml import etree

    capitalised = _Capitalised(archive)
    written: dict[str, frozenset[int]] = {}
    for name, root in roots.items():
        numbers = {element: number for number, element in enumerate(root.iter(etree.Element))}
        texts = list(capitalised.written(root, said))
        written[name] = frozenset(numbers[text] for text in texts)
        for text in texts:
            text.text = (text.text or "").upper()
    return written


def as_printed(archive: Archive, name: str, leads: Mapping[int, str], capitals: Container[int]) -> bytes:
    """A part of a file with `leads` before some of its texts and others in capitals, by their elements' numbers."""
    from lxml import etree

    root = archive.xml(name)
    for number, element in enumerate(root.iter(etree.Element)):
        if number in capitals:
            element.text = str(element.text).upper()
        if number in leads:
            element.text = leads[number] + str(element.text).lstrip()
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


class _Capitalised:
    """Which texts of a Word file are shown in capitals (`w:caps`; ECMA-376, 17.3.2.5). What a run says of itself goes
    before its styles; a style of characters undoes what that of the paragraph does (17.7.3)."""

    def __init__(self, archive: Archive) -> None:
        root = archive.xml(STYLES) if STYLES in archive else None
        self.styles = {} if root is None else {str(one.get(f"{W}styleId")): one for one in root.iter(f"{W}style")}

    def written(self, root: "Element", said: Capitals) -> "Iterator[Element]":
        """The texts of a part that are to be written in capitals; `said` gathers what became of all."""
        for paragraph in root.iter(f"{W}p"):
            texts = [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(f"{W}p")) is paragraph]
            shown = [(text.text or "", self._is_capital(text, paragraph)) for text in texts]
            yield from (texts[index] for index in said.of_paragraph(shown))

    def _is_capital(self, text: "Element", paragraph: "Element") -> bool:
        run = text.getparent()
        properties = run.find(f"{W}rPr") if run is not None else None
        own = _said(properties)
        if own is not None:
            return own
        return self._of_style(properties, "rStyle") != self._of_style(paragraph.find(f"{W}pPr"), "pStyle")

    def _of_style(self, properties: "Element | None", kind: str) -> bool:
        named = properties.find(f"{W}{kind}") if properties is not None else None
        for _ in range(10):  # a style may be based on itself, round a corner
            style = self.styles.get(str(named.get(f"{W}val"))) if named is not None else None
            if style is None:
                return False
            own = _said(style.find(f"{W}rPr"))
            if own is not None:
                return own
            named = style.find(f"{W}basedOn")
        return False


def _said(properties: "Element | None") -> bool | None:
    caps = properties.find(f"{W}caps") if properties is not None else None
    return None if caps is None else str(caps.get(f"{W}val")) not in OFF
