"""The device of the press, two quotation marks at arm's length: a name in, an element or a data URI out; pure.

The drawings are `device-open.svg`, `device-close.svg` and `device-pair.svg` of the templates. They are decoration, so
screen readers pass over them; as part of a page they take the colour of the text round them.
"""

from base64 import b64encode
from functools import cache

from lxml import etree

from pressbuild.templates import stylesheet
from pressbuild.xhtml.medium import Element

OPEN, CLOSE, PAIR = "device-open.svg", "device-close.svg", "device-pair.svg"
MEDIA_TYPE = "image/svg+xml"


def drawn(name: str, *, namespaced: bool) -> Element:
    """A drawing as an element of a page: XHTML wants SVG's namespace, HTML has none."""
    root = etree.fromstring(stylesheet(name).encode())
    for element in root.iter(etree.Element):
        if not namespaced:
            element.tag = etree.QName(element).localname
        if "fill" in element.attrib:
            element.set("fill", "currentColor")
    etree.cleanup_namespaces(root)
    root.set("class", name.removesuffix(".svg"))
    root.set("aria-hidden", "true")
    return root


def tinted(name: str, colour: str) -> bytes:
    """A drawing as a file of its own in one colour: a picture cannot take that of the text round it."""
    root = etree.fromstring(stylesheet(name).encode())
    for element in root.iter(etree.Element):
        if "fill" in element.attrib:
            element.set("fill", colour)
    return etree.tostring(root)


def slots(*, namespaced: bool) -> dict[str, list[Element]]:
    """The three drawings for the slots of a page shell."""
    names = {"open": OPEN, "close": CLOSE, "pair": PAIR}
    return {slot: [drawn(name, namespaced=namespaced)] for slot, name in names.items()}


@cache
def picture(name: str) -> str:
    """A drawing as a data URI."""
    return address(stylesheet(name).encode(), MEDIA_TYPE)


def address(data: bytes, media_type: str) -> str:
    """Some bytes as a data URI (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"
