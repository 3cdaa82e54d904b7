"""What differs between media in the shared rendering: a `Medium`, and elements that carry its types. Pure."""

from collections.abc import Callable

from lxml import etree
from msgspec import Struct

from pressbuild.edition import Asset

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
Element = etree._Element


class Medium(Struct, frozen=True):
    """`href` makes the link to an anchor (`#note-1`, `notes.xhtml#note-1`), `src` the address of a picture;
    `epub_types` adds `epub:type` beside the roles; `back` is the text of a link back to a reference, and `lettered`
    tells several of them apart: ↩ a b c."""

    href: Callable[[str], str]
    src: Callable[[Asset], str]
    epub_types: bool = False
    back: str = "↩\ufe0e"
    lettered: bool = True

    def spoken(self, element: Element, lang: str) -> None:
        """Give an element its language, where it has one of its own."""
        if lang:
            element.set("lang", lang)
            if self.epub_types:
                element.set("{http://www.w3.org/XML/1998/namespace}lang", lang)

    def typed(self, element: Element, kind: str) -> None:
        """Give an element its `epub:type`, in a medium that has such."""
        if self.epub_types:
            element.set(TYPE, kind)
