"""SVG drawings: the file's bytes in, the same drawing out, still and silent; pure.

A drawing that could run a script or fetch something is refused, and one whose `use` elements multiply beyond what a
page can hold. What a drawing program notes for itself is taken out: comments, `metadata`, everything in namespaces
of its own (Inkscape writes the path of the last export there), and the metadata of bitmaps within.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.pictures.bitmaps import bare

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
HARMLESS_REFERENCES = ("#", *(f"data:image/{kind};" for kind in ("png", "jpeg", "gif", "webp")))
ACTIVE = frozenset(
    """script foreignobject iframe object embed handler audio video set animate animatemotion
    animatetransform""".split()
)
REFERENCE = re.compile(r"""url\(\s*["']?#([^"')\s]+)""")
PAINTS = frozenset(("linearGradient", "radialGradient", "filter"))  # these hold no shapes
MOST_REPEATED = 10_000  # elements drawn again; WeasyPrint takes half a millisecond for each


def is_drawing(data: bytes) -> bool:
    return b"<svg" in data[:4096]


def silent(data: bytes, source: str, place: Place | None) -> bytes:
    """The drawing without anything that is no drawing. Raises `PressError` (`image-unreadable`)."""
    from lxml import etree

    root = _root(data, source, place)
    for element in root.iter("*"):
        if _name(element).lower() in ACTIVE:
            raise _active_content(element, source, place)
    _strip(root)
    for element in root.iter("*"):
        _check(element, source, place)
        _bare_pictures(element, source, place)
    _check_repetition(root, source, place)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", with_tail=False)


PATH = re.compile(rb"""(?:export-filename|docname|absref)=["'][^"']*[/\\\\]""")
CREATOR = re.compile(rb"<(?:dc:)?creator[ >]|<dc:rights[ >]")


def tells(data: bytes) -> tuple[str, ...]:
    """What a drawing's file tells of a person: Inkscape notes the path of its last export and who drew it."""
    said = ((PATH, "a path of its maker's machine"), (CREATOR, "who made it"))
    return tuple(words for pattern, words in said if is_drawing(data) and pattern.search(data))


def _root(data: bytes, source: str, place: Place | None) -> "Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(f"“{source}” is no well-formed SVG: {error}", place) from None
    if root.tag != f"{{{SVG}}}svg":
        raise _refused(f"“{source}” is no SVG: it begins with <{root.tag}>", place)
    if root.getroottree().docinfo.internalDTD is not None or root.xpath(
        "boolean(//processing-instruction() | /processing-instruction())"
    ):
        hint = "remove the lines <!DOCTYPE …> and <?xml-stylesheet …?>"
        raise _refused(f"“{source}” refers to what is outside it", place, hint)
    return root


def _refused(message: str, place: Place | None, hint: str = "") -> PressError:
    return PressError(found("image-unreadable", message, place, hint))


def _active_content(element: "Element", source: str, place: Place | None) -> PressError:
    hint = "an SVG in an edition holds shapes only: no script, event handler or reference to another file"
    return _refused(f"“{source}” has active content in <{_name(element)}>", place, hint)


def _name(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _strip(root: "Element") -> None:
    """Takes out what belongs to the program that drew it, or says who drew it."""
    from lxml import etree

    foreign = [e for e in root.iter("*") if etree.QName(e).namespace != SVG]
    for element in (*foreign, *root.iter(f"{{{SVG}}}metadata")):
        element.tag = f"{{{SVG}}}metadata"
    etree.strip_elements(root, f"{{{SVG}}}metadata", with_tail=False)
    for element in root.iter("*"):
        for key in map(str, element.attrib):
            if etree.QName(key).namespace not in (None, SVG, XLINK, XML) or key == f"{{{XML}}}base":
                del element.attrib[key]


def _check(element: "Element", source: str, place: Place | None) -> None:
    if any(_active(str(key), str(value)) for key, value in element.attrib.items()):
        raise _active_content(element, source, place)
    if element.tag == f"{{{SVG}}}style" and _fetches("".join(map(str, element.itertext()))):
        raise _refused(f"“{source}” has a stylesheet that fetches", place)


def _active(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name in ("href", "src"):
        return not value.strip().startswith(HARMLESS_REFERENCES)
    return name.startswith("on") or _fetches(value)


def _fetches(css: str) -> bool:
    """Whether CSS names anything but a place in the same file; an escape could hide a name (CSS Syntax 4.3.7)."""
    lowered = "".join(css.split()).lower()
    outside = lowered.replace("url(#", "").replace("url('#", "").replace('url("#', "")
    return any(
        word in outside for word in ("url(", "src(", "image-set(", "@import", "javascript:", "expression(", "\\")
    )


def _bare_pictures(element: "Element", source: str, place: Place | None) -> None:
    """Bitmaps written into the drawing lose their metadata too."""
    for key, value in element.attrib.items():
        head, comma, body = str(value).strip().partition(",")
        if not (comma and head.startswith("data:") and str(key).rpartition("}")[2] in ("href", "src")):
            continue
        try:
            picture = bare(_decoded(head, body))
        except ValueError as error:
            raise _refused(f"a picture within “{source}” cannot be read: {error}", place) from None
        element.set(key, f"{head.partition(';')[0]};base64,{b64encode(picture).decode()}")


def _decoded(head: str, body: str) -> bytes:
    """What a data URL holds (RFC 2397). Raises `ValueError`."""
    from base64 import b64decode

    data = unquote_to_bytes(body)
    return b64decode(data) if head.endswith(";base64") else data


# --- elements that are drawn again ---------------------------------------------------------------------------------


def _check_repetition(root: "Element", source: str, place: Place | None) -> None:
    """Refuses what never ends to be drawn, and what a few lines multiply into more than can be drawn."""
    named: dict[str, list[Element]] = {}
    for element in root.iter("*"):
        if _name(element) not in PAINTS:
            named.setdefault(element.get("id", ""), []).append(element)
    parts = {e: [*e, *chain.from_iterable(named.get(name, ()) for name in _drawn_with(e))] for e in root.iter("*")}
    try:
        order = list(TopologicalSorter(parts).static_order())
    except CycleError:
        hint = "let no <use> lead back to itself"
        raise _refused(f"“{source}” draws an element within itself", place, hint) from None
    sizes: dict[Element, int] = {}
    for element in order:
        sizes[element] = 1 + sum(sizes[part] for part in parts[element])
    if sizes[root] - len(parts) > MOST_REPEATED:
        hint = f"references such as <use> may repeat {MOST_REPEATED:,} elements in all; draw it as a bitmap"
        raise _refused(f"“{source}” repeats too many elements", place, hint)


def _drawn_with(element: "Element") -> Iterator[str]:
    """The ids of the elements that are drawn each time this one is."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] != "href":
            yield from REFERENCE.findall(str(value))
        elif _name(element) not in PAINTS | {"a"} and str(value).strip().startswith("#"):
            yield str(value).strip()[1:]
