"""Mends the structure tree that WeasyPrint writes into a tagged PDF: its objects in, changed in place (PDF/UA-1).

Running heads and folios become artifacts (ISO 14289-1, 7.8), header cells say what they head (7.5), list items hold a
label and a body (7.6), notes are notes with an id (7.9), references and links say where they lead (7.18.5), words in
another language say which (7.2). Done while the objects are still in memory, which costs a tenth of reading the
finished file again.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Element = Any  # a dictionary of pydyf's: /Type /StructElem
BODY = frozenset({"/Lbl", "/LBody", "/L"})


def finisher(targets: Mapping[str, str]) -> Callable[[Any, Any], None]:
    """What WeasyPrint calls before it writes: `targets` puts the ids that links lead to in words."""
    return lambda _, pdf: Mending(pdf, targets).all()


def teach(tags: Any) -> None:
    """Have WeasyPrint's module of tags keep the language of an element, which it loses, and know a footnote."""
    build = tags._build_box_tree  # noqa: SLF001 - no element's language reaches any place that is public
    if getattr(build, "keeps_languages", False):
        return

    def _build_box_tree(box: Any, *rest: Any) -> Iterator[Element]:
        lang = None if getattr(box, "element", None) is None else box.element.get("lang")
        for element in build(box, *rest):
            if lang and box.element_tag != "html":
                element["Lang"] = tags.pydyf.String(lang)
            if _is_footnote(box):
                element["S"] = "/Note"
            yield element

    _build_box_tree.keeps_languages = True  # type: ignore[attr-defined]
    tags._build_box_tree = _build_box_tree  # noqa: SLF001


def _is_footnote(box: Any) -> bool:
    """Whether a box is a footnote's own, and none of those that layout has put round it."""
    is_block = getattr(box, "element_tag", "") == "div" and box.style["display"][0] == "block"
    return is_block and box.element.get("class") == "footnote"


class Mending:
    """The structure tree of one PDF while it is mended."""

    def __init__(self, pdf: Any, targets: Mapping[str, str]) -> None:
        self.pdf, self.targets = pdf, targets
        self.objects: dict[bytes, Any] = {thing.reference: thing for thing in pdf.objects}
        self.root = self.objects[pdf.catalog["StructTreeRoot"]]
        self.dictionary, self.array, self.string = type(pdf.catalog), type(self.root["K"]), type(pdf.info["Producer"])
        self.kept: set[bytes] = set()
        self.notes = 0

    def all(self) -> None:
        (book,) = self.root["K"]
        self.visit(self.objects[book])
        for page, reference in enumerate(self.pdf.page_references):
            self.make_artifacts(page, self.objects[reference])

    # -- the tree

    def visit(self, element: Element) -> bool:
        """Mend an element and what is in it; True where it holds a link back to a reference."""
        self.kept.add(element.reference)
        kinds = [self.objects[kid] for kid in element["K"] if not isinstance(kid, int)]
        back = [self.visit(kid) for kid in kinds if kid["Type"] == "/StructElem"]
        match element["S"]:
            case "/TH":
                self.head(element)
            case "/LI":
                self.item(element, note=any(back))
                return False
            case "/Note":
                self.footnote(element)
                return False
            case "/Link":
                return self.link(element)
            case _:
                pass
        return any(back)

    def head(self, cell: Element) -> None:
        row = self.objects[cell["P"]]
        group = self.objects[row["P"]]
        cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"

    def item(self, item: Element, *, note: bool) -> None:
        """A list item's content as its body; an endnote's as a note in it."""
        inside = [kid for kid in item["K"] if self.objects[kid]["S"] not in BODY]
        if inside:
            self.wrap("LBody", item, inside)
        if note:
            self.notes += 1
            for body in [self.objects[kid] for kid in item["K"] if self.objects[kid]["S"] == "/LBody"]:
                self.wrap("Note", body, list(body["K"]))["ID"] = self.string(f"note-{self.notes}")

    def footnote(self, note: Element) -> None:
        """An id for a note, and its number, the first link in it, as its label."""
        self.notes += 1
        note["ID"] = self.string(f"note-{self.notes}")
        number = next(self.links(note), None)
        if number is not None:
            self.wrap("Lbl", self.objects[number["P"]], [number.reference])

    def links(self, element: Element) -> Iterator[Element]:
        for kid in [self.objects[kid] for kid in element["K"] if not isinstance(kid, int)]:
            if kid["Type"] == "/StructElem":
                yield from [kid] if kid["S"] == "/Link" else self.links(kid)

    def link(self, link: Element) -> bool:
        """Say where a link leads; a reference to a note becomes a Reference. True for a link back."""
        kids = [self.objects[kid] for kid in link["K"] if not isinstance(kid, int)]
        annotations = [self.objects[kid["Obj"]] for kid in kids if "Obj" in kid]
        target = next((annotation["Dest"].string for annotation in annotations if "Dest" in annotation), "")
        if not target:
            return False
        for annotation in annotations:
            annotation["Contents"] = self.string(self.targets.get(target, target))
        if target.startswith("note-"):
            self.wrap("Reference", self.objects[link["P"]], [link.reference])
        return bool(target.startswith("ref-"))

    def wrap(self, kind: str, parent: Element, kids: list[Any]) -> Element:
        """Put an element of a kind between a parent and some of its kids, where the first of them stands."""
        element = self.dictionary({"Type": "/StructElem", "S": f"/{kind}", "K": self.array(kids)})
        element["Pg"], element["P"] = self.objects[kids[0]]["Pg"], parent.reference
        self.pdf.add_object(element)
        self.objects[element.reference] = element
        self.kept.add(element.reference)
        place = parent["K"].index(kids[0])
        parent["K"][:] = [kid for kid in parent["K"] if kid not in kids]
        parent["K"].insert(place, element.reference)
        for kid in kids:
            self.objects[kid]["P"] = element.reference
        return element

    # -- what is no part of the tree

    def make_artifacts(self, number: int, page: Element) -> None:
        """Turn a page's marked content that belongs to no element of the tree into artifacts of pagination."""
        numbers = self.objects[self.root["ParentTree"]]["Nums"]
        owners = numbers[2 * number + 1]
        orphans = {mcid for mcid, owner in enumerate(owners) if owner not in self.kept}
        if not orphans:
            return
        content = self.objects[page["Contents"]].stream
        for index, item in enumerate(content):
            if isinstance(item, dict) and item.get("MCID") in orphans:
                content[index - 1 : index + 1] = ["/Artifact", self.dictionary({"Type": "/Pagination"})]
        for mcid in orphans:
            self.objects[owners[mcid]].clear()
            owners[mcid] = "null"
