"""Grafting: elements set into a page shell, text written into elements. Shell and elements in, a page out; pure."""

from collections.abc import Iterable, Mapping

from lxml import etree

Element = etree._Element


def graft(shell: str, slots: Mapping[str, Iterable[Element] | Element]) -> Element:
    """A page shell (XML text of a template) with each `<slot name="…"/>` replaced by elements; the page's root.

    An `Element` given for a slot lends its text and children (a run of inlines), a list its elements."""
    root = etree.fromstring(shell.encode(), etree.XMLParser(resolve_entities=False, remove_blank_text=False))
    for slot in list(root.iter("slot")):
        filling = slots.get(slot.get("name", ""), ())
        if isinstance(filling, etree._Element):
            _unwrap(slot, filling)
        else:
            _replace(slot, list(filling))
    return root


def _replace(slot: Element, elements: list[Element]) -> None:
    parent = slot.getparent()
    assert parent is not None
    index, tail = parent.index(slot), slot.tail
    parent.remove(slot)
    for offset, element in enumerate(elements):
        parent.insert(index + offset, element)
    if tail and tail.strip():
        _write_after(parent, index + len(elements) - 1, tail)


def _unwrap(slot: Element, run: Element) -> None:
    parent = slot.getparent()
    assert parent is not None
    index, tail = parent.index(slot), slot.tail or ""
    parent.remove(slot)
    _write_after(parent, index - 1, run.text or "")
    inside = list(run)
    for offset, element in enumerate(inside):
        parent.insert(index + offset, element)
    _write_after(parent, index + len(inside) - 1, tail)


def _write_after(parent: Element, index: int, text: str) -> None:
    """Text behind the child at `index`, or at the parent's beginning for -1."""
    if index < 0:
        parent.text = (parent.text or "") + text
    else:
        parent[index].tail = (parent[index].tail or "") + text


def write(parent: Element, text: str) -> None:
    """Text at the end of an element's content."""
    _write_after(parent, len(parent) - 1, text)
