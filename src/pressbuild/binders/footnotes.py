"""Notes at the foot of printed pages: rendered blocks of a work's text in, the same with each note beside its call out.

CSS Generated Content for Paged Media 3, 2: a note is an element in the line that calls it, and floats to the foot of
that line's page. What a table or a caption calls stands in a line of no height right behind the table or picture, for
these are laid out for themselves, and more than once. What the title page calls stands at the foot of the text's first
page, as the note to a title does: a title page is a cover, and has no foot.

Where a note is called again on a later page, nobody would find its number there. So a line at the foot of that page has
the number and the page on which the note stands (`pointers`).
"""

from lxml import etree

from pressbuild.binders.pointers import UNSET
from pressbuild.document import Note, Paragraph
from pressbuild.edition import Edition
from pressbuild.templates.grafting import write
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.endnotes import note_id, reference_id
from pressbuild.xhtml.medium import Element

CALLING = "calling"  # the class of a division in which a table or picture stands with the notes that it calls


def set_at_foot(text: list[Element], edition: Edition, renderer: Renderer) -> None:
    """Put each note before its first call, in its line. Its number leads back there; a call on another page has a link
    of its own."""
    calls = {call.get("id"): call for block in text for call in block.iter("a") if call.get("class") == "noteref"}
    front = [note for note in edition.document.notes if reference_id(edition.numbers[note.label], 1) not in calls]
    _begin(text, [_of_title_page(note, edition, renderer) for note in front])
    for note in edition.document.notes:
        number = edition.numbers[note.label]
        for place in range(2, edition.references[note.label] + 1):
            again = calls.get(reference_id(number, place))
            if again is not None and not any(again.iterancestors("table", "figure")):
                again.addprevious(_pointer(note, number, place, edition, renderer))
        call = calls.get(reference_id(number, 1))
        if call is None:
            continue
        footnote = _footnote(note, number, edition, renderer)
        if closed := list(call.iterancestors("table", "figure")):
            _line_behind(closed[-1], text).append(footnote)
        else:
            call.addprevious(footnote)  # behind it, a line may end in between


def _pointer(note: Note, number: int, place: int, edition: Edition, renderer: Renderer) -> Element:
    """The line for a note that is called again: its number, which leads back to the call, and its page."""
    line = etree.Element("div", {"class": "footnote", "data-note": note_id(number), UNSET: ""})
    line.set("data-call", reference_id(number, place))
    paragraph = etree.SubElement(line, "p")
    mark = etree.SubElement(paragraph, "a", {"class": "footnote-number", "href": f"#{reference_id(number, place)}"})
    mark.text = str(edition.shown[note.label])
    link = renderer.endnotes.backlink(note, 1)
    link.set("data-page", note_id(number))
    paragraph.append(link)
    return line


def _of_title_page(note: Note, edition: Edition, renderer: Renderer) -> Element:
    """A note that the title page calls. Its links back name each other page that calls it, its own among them."""
    footnote = _footnote(note, edition.numbers[note.label], edition, renderer)
    footnote.set("data-front", "")
    for link in footnote.iterfind(".//a[@data-elsewhere]"):
        del link.attrib["data-elsewhere"]
    return footnote


def _begin(text: list[Element], footnotes: list[Element]) -> None:
    """Have a text begin with notes that float to the foot of its first page."""
    first = next((each for block in text for each in block.iter("*") if (each.text or "").strip()), None)
    if first is None or not footnotes:
        return
    if closed := list(first.iterancestors("table", "figure")):
        _line_behind(closed[-1], text).extend(footnotes)
    else:
        footnotes[-1].tail, first.text = first.text, None
        first[:0] = footnotes


def _line_behind(block: Element, text: list[Element]) -> Element:
    """The line of no height behind a table or picture, which stands in the text itself or in an element of it. A
    division holds both, so that they go to the next page together."""
    within = block.getparent()
    if within is not None and within.get("class") == CALLING:
        return within[1]
    both = etree.Element("div", {"class": CALLING})
    if within is None:
        text[text.index(block)] = both
    else:
        both.tail, block.tail = block.tail, None
        within.replace(block, both)
    both.append(block)
    line = etree.SubElement(both, "p")
    line.text = "\u2060"  # a line needs a sign
    return line


def _footnote(note: Note, number: int, edition: Edition, renderer: Renderer) -> Element:
    footnote = etree.Element("div", {"id": note_id(number), "class": "footnote"})
    footnote.extend(renderer.blocks(note.children))
    first = footnote[0] if len(footnote) and isinstance(note.children[0], Paragraph) else etree.Element("p")
    if first.getparent() is None:
        footnote.insert(0, first)
    mark = etree.Element("a", {"class": "footnote-number", "href": f"#{reference_id(number, 1)}"})
    mark.text, mark.tail, first.text = str(edition.shown[note.label]), first.text, None
    first.insert(0, mark)
    last = footnote[-1] if footnote[-1].tag == "p" else etree.SubElement(footnote, "p")
    for place in range(2, edition.references[note.label] + 1):
        link = renderer.endnotes.backlink(note, place)
        link.set("data-page", reference_id(number, place))
        link.set("data-once", note_id(number))
        link.set("data-elsewhere", note_id(number))
        write(last, "\u00a0" if place == 2 else " ")
        last.append(link)
    return footnote
