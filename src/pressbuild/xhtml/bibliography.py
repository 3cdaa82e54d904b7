"""The bibliography at the end of a work as XHTML: a renderer in, a section out, which every medium carries. Pure."""

from lxml import etree

from pressbuild.document import Heading, Opening
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import TYPE, Element


def bibliography(renderer: Renderer) -> list[Element]:
    """The bibliography as a section that is set as the notes are, or nothing where the work does not end with one."""
    if not renderer.edition.bibliography:
        return []
    first, *rest = renderer.edition.bibliography
    heading = first.heading if isinstance(first, Opening) else first
    assert isinstance(heading, Heading)
    section = etree.Element("section", {"class": "notes works", "role": "doc-bibliography"})
    section.set("aria-labelledby", heading.attributes.id)
    renderer.medium.typed(section, "bibliography")
    if isinstance(first, Opening) and heading.attributes.id != first.anchor:
        section.set("id", first.anchor)
    renderer.chapter_level, renderer.lang = 0, ""
    section.extend(renderer.blocks((heading, *rest)))
    for entries in section.iterfind("div[@role='doc-bibliography']"):  # the role is the section's
        for name in {"role", TYPE} & {*map(str, entries.attrib)}:
            del entries.attrib[name]
    return [section]
