"""The words of text mixed with elements (LibreOffice, web pages, EPUBs): a `Part` in, its texts gathered; pure.

One walk over the elements in document order. What an element's number says of it (`Part.roles`) is followed; of all
else only that is known which elements show no words, and which part them.
"""

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.collation.markup import UNPRINTED, numbered, parsed
from pressbuild.collation.texts import Texts
from pressbuild.importers.source import Part
from pressbuild.verify.source import words as letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
SILENT = frozenset(
    (
        *(
            f"{TEXT}{name}"
            for name in ("tracked-changes", "note-citation", "number", "sequence-decls", "variable-decls")
        ),
        *(
            f"{TEXT}{name}"
            for name in ("user-field-decls", "dde-connection-decls", "alphabetical-index-auto-mark-file")
        ),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "binary-data", "event-listeners")),
        *(f"{SVG}{name}" for name in ("desc", "title")),
        *(f"{DRAW}{name}" for name in ("object", "object-ole")),
    )
)
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SPACE = frozenset((f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", "br", "hr"))
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header html li main nav ol option p pre section summary table tbody td tfoot th thead tr
    ul""".split()
) | {f"{TEXT}p", f"{TEXT}h"}
UNSHOWN = frozenset(
    """script style noscript template iframe object embed video audio canvas svg annotation annotation-xml
    title textarea select""".split()
)
BACK = re.compile(
    r"(jump|go)?(back|return|up|zurück|retour)(to(the)?(main)?(text|content|top|article|essay|page|reference)\w*)?"
)
UNCALLED = re.compile(r"\d{1,4}|[*†‡§¶]{1,3}")  # the label of a note that no mark calls
SIGN = re.compile(r"\(?(\d{1,4}|[a-z]{1,8})[.)]|[^\d\s]", re.IGNORECASE)  # of a list's item
BACK_LINK = re.compile(r"back|referrer|return", re.IGNORECASE)
MARKUP = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
LETTERED = 3  # letters of a link back, at most


def _chosen(field: "Element") -> str:
    """The entry that a form's list in LibreOffice shows, by its place among the parameters."""
    said = [[str(value) for value in one.attrib.values()] for one in field]
    entries = [values[-1] for values in said if values[:1] == ["Dropdown_ListEntry"]]
    places = [int(values[-1]) for values in said if values[:1] == ["Dropdown_Selected"] and values[-1].isdigit()]
    place = (places or [0])[0]
    return entries[place] if place < len(entries) else ""


class _Walk(Struct):
    """A walk over a part of mixed text and elements."""

    part: Part
    texts: Texts
    numbers: "Mapping[Element, int]"
    page: bool
    boxes: "list[Element] | None" = None  # what is fixed to the paragraph that is read, and comes behind it
    capital: bool = False  # are the words that are read shown in capitals?

    def element(self, element: "Element", into: list[str]) -> None:
        name: object = element.tag
        if not isinstance(name, str):
            return  # a comment
        tag = name.rpartition("}")[2].lower() if self.page else name
        kind, _, said = self._role(element).removeprefix("ends ").partition(" ")
        if kind in ("left", "mark", "inner") or tag in (UNSHOWN if self.page else SILENT):
            return
        if kind in ("call", "said"):
            self._call(element, kind, said)
            return
        if kind in ("label", "begins") and self._is_cut(element, kind, said):
            return
        into, prefix = self._where(kind, said, into)
        if tag == f"{TEXT}note":
            into = self._note()
        if tag in SPACE or tag in BLOCKS:
            into.append(" ")
        outer, self.boxes = self.boxes, [] if tag in PARAGRAPHS else self.boxes
        small, self.capital = self.capital, self.capital or kind == "capitals"
        text = self._printed(element.text)
        into.append(_without_sign(text, said) if kind == "item" else text)
        if not self.page and tag.endswith("}fieldmark"):
            into.append(_chosen(element))
        outside, line = into, ("", "")
        for child in element:
            kind, _, said = self._role(child).partition(" ")
            if kind in ("begins", "ends"):
                self._end_line(line)
                line = _line(said) if kind == "begins" else ("", "")
                into = self.texts.bodies.setdefault(line[0], []) if line[0] else outside
            if str(child.tag).startswith(DRAW) and self.boxes is not None and not tag.startswith(DRAW):
                self.boxes.append(child)
            else:
                self.element(child, into)
            into.append(self._printed(child.tail))
        self.capital = small
        self._end_line(line)
        into = outside
        if tag in BLOCKS:
            into.append("\n")
        boxes, self.boxes = self.boxes, outer
        for box in boxes or () if tag in PARAGRAPHS else ():
            self.element(box, into)
        if prefix:
            _without(into, prefix)

    def _printed(self, text: str | None) -> str:
        printed = (text or "").translate(UNPRINTED)
        return printed.upper() if self.capital else printed

    def _call(self, element: "Element", kind: str, said: str) -> None:
        """A mark of one note or several, or one that has the words of its note in an attribute (`said`)."""
        if kind == "call":
            for label in said.split():
                self.texts.call(label)
            return
        label, _, more = said.partition(" ")
        name, _, prefix = more.partition(" ")
        self.texts.call(label)
        into = self.texts.bodies.setdefault(label, [])
        into.append(_shown_words(next((str(e.get(name)) for e in element.iter() if e.get(name)), "")))
        if prefix and self._is_prefix(prefix, label):
            _without(into, prefix)

    def _where(self, kind: str, said: str, into: list[str]) -> tuple[list[str], str]:
        """Where an element's words belong by its role, and the label that is none of them."""
        if kind == "note":
            label, _, prefix = said.partition(" ")
            return self.texts.bodies.setdefault(label, []), prefix if self._is_prefix(prefix, label) else ""
        if kind in ("", "label", "begins", "ends", "item", "capitals"):
            return into, ""
        return self.texts.heads.setdefault(kind, []), ""

    def _is_cut(self, element: "Element", kind: str, said: str) -> bool:
        label, _, more = said.partition(" ")
        return (kind == "label" or more.startswith("label")) and self._is_label(element, label)

    def _role(self, element: "Element") -> str:
        return self.part.roles.get(self.numbers.get(element, -1), "")

    def _end_line(self, line: tuple[str, str]) -> None:
        """Takes the label off a note that is a line."""
        label, prefix = line
        if prefix and self._is_prefix(prefix, label):
            _without(self.texts.bodies[label], prefix)

    def _is_prefix(self, said: str, label: str) -> bool:
        """Is what was taken off a note's words its mark's own letters, and do brackets or a stop part them from it?"""
        bare = _bare(said)
        if label not in self.texts.labels:
            return UNCALLED.fullmatch(bare) is not None
        return bare in self.texts.labels[label] and (not bare.isalpha() or said.strip().casefold() != bare)

    def _is_label(self, element: "Element", label: str) -> bool:
        """Is an element that was taken off a note its mark's own letters, or a way back?"""
        bare = _bare(_spelt(element))
        shown = " ".join(str(value) for inside in element.iter() for value in inside.attrib.values())
        back = BACK.fullmatch(bare) or BACK_LINK.search(shown) or (len(bare) <= LETTERED and "#" in shown)
        known = bare in self.texts.labels.get(label, ())
        uncalled = label not in self.texts.labels and UNCALLED.fullmatch(bare) is not None
        return not bare or known or uncalled or bool(back)

    def _note(self) -> list[str]:
        label = str(len(self.texts.order) + 1)
        self.texts.call(label)
        return self.texts.bodies.setdefault(label, [])


def _line(said: str) -> tuple[str, str]:
    """The label of the note that a line begins, and what stands before its words."""
    label, _, more = said.partition(" ")
    return label, more.partition(" ")[2]


def _without_sign(text: str, said: str) -> str:
    """The text of a list's item without its sign or number, which a list writes itself."""
    return text.lstrip().removeprefix(said) if SIGN.fullmatch(said) else text


def _without(into: list[str], prefix: str) -> None:
    into[:] = ["".join(into).lstrip().removeprefix(prefix)]


def _spelt(element: "Element") -> str:
    return "".join(str(text) for text in element.itertext())


def _shown_words(value: str) -> str:
    """The words of an attribute, which may be markup."""
    if not MARKUP.search(value):
        return value
    from lxml import html

    return "".join(_shown(html.fragment_fromstring(value, create_parent="div")))


def _shown(element: "Element") -> "Iterator[str]":
    """The texts of a page's element, those of its blocks apart."""
    name: object = element.tag
    if isinstance(name, str) and name not in UNSHOWN:
        apart = " " if name in SPACE or name in BLOCKS else ""
        yield from (apart, element.text or "")
        for child in element:
            yield from _shown(child)
            yield child.tail or ""
        yield apart


def _bare(text: str) -> str:
    return "".join(letters(text)).casefold()


def read_labels(part: Part, texts: Texts) -> None:
    """What the marks of notes say, by which their printed labels are told."""
    for element, number in numbered(parsed(part)).items():
        kind, _, said = part.roles.get(number, "").partition(" ")
        if kind in ("call", "inner", "said"):
            texts.labels.setdefault(said.split()[0], set()).add(_bare(_spelt(element)))


def read_elements(part: Part, texts: Texts) -> None:
    """Gathers the words of a part by the roles of its elements."""
    root = parsed(part)
    top = root.find(f".//{OFFICE}text") if part.dialect == "opendocument" else root
    if top is not None:
        _Walk(part, texts, numbered(root), part.dialect != "opendocument").element(top, texts.pieces)
