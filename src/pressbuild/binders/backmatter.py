"""The bibliography on paper: an edition and its renderer in, the section set for print out. Pure.

It is set as the notes are, in smaller type than the text (New Hart's Rules 1.4), and begins on a page of its own in a
work with contents; in another below its notes or its text, as two short lists would leave two pages half white.
"""

from pressbuild.edition import Edition
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.bibliography import bibliography
from pressbuild.xhtml.medium import Element


def at_end(edition: Edition, renderer: Renderer) -> list[Element]:
    """The bibliography at the end of a work, where it has one."""
    sections = bibliography(renderer)
    for section in sections:
        if edition.is_book or edition.show_contents:
            section.set("class", f"{section.get('class')} own-page")
        else:
            section.set("class", f"{section.get('class')} run-on")
            if edition.document.notes and not edition.at_foot:  # of which the running head speaks before
                section.set("data-head", "".join(map(str, section[0].itertext())))
    return sections
