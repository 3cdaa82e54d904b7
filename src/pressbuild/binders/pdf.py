"""The reading edition: an `Edition` in, a `Layout` out (A5, tagged PDF). Pure: returns bytes, touches no disk.

Page 1 is the title page and the pamphlet's front cover, page 2 the imprint, the text opens on a right-hand page, the
last page is the back cover. The pamphlet is imposed from the same layout.
"""

import re
from urllib.parse import quote

from lxml import etree
from msgspec.structs import replace

from pressbuild import __version__
from pressbuild.binders import (
    addresses,
    backindex,
    backmatter,
    endnotes,
    footnotes,
    imprint,
    links,
    pagination,
    tables,
    titling,
    typesetter,
)
from pressbuild.binders.device import CLOSE, MEDIA_TYPE, OPEN, PAIR
from pressbuild.binders.titling import Density, Size
from pressbuild.binders.typesetter import Layout, Matter
from pressbuild.directions import direction
from pressbuild.document import Heading, Inlines
from pressbuild.edition import Asset, Edition
from pressbuild.edition.contents import LONG_WORK
from pressbuild.templates import render, stylesheet
from pressbuild.templates.grafting import graft
from pressbuild.tree import plain, without_references
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.endnotes import note_id, reference_id
from pressbuild.xhtml.medium import Element, Medium

TITLE_SIZES = (Size("short", 16, 2, 35), Size("medium", 22, 3, 29), Size("long", 30, 5, 24), Size("endless", 42, 9, 18))
SUBTITLE = 38  # characters that a line of the subtitle holds
DENSITIES = (
    Density("airy", 56, 56, 18, 42),
    Density("full", 28, 56, 15, 50),
    Density("crowded", 14, 42, 13, 58),
    Density("dense", 0, 28, 11.2, 64),
)
TITLE_PAGE = 462 - 28  # points, down to the white above the foot
HEADS = {"part": 30, "chapter": 38}  # characters that a line of the title of a part or chapter holds
HEADS_AND_LINES = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
DISPLAYED = ("author", "back-title", "back-author")  # the lines that are no heads and set like some
CLASS = re.compile(r"\.([\w-]+)")
NUMERALS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
RUNNING = 60  # characters that the running head holds
LONG = 9  # letters and signs; a longer word that came down with the last one would leave a line of holes
RUNT = 7  # letters and signs; a shorter word does not end a paragraph on a line of its own
THOUSAND_PAGES = 300_000  # words; what has fewer has page numbers of three figures


def _address(asset: Asset) -> str:
    return f"assets/{quote(asset.name)}"


MEDIUM = Medium(href=lambda anchor: f"#{anchor}", src=_address, back="→\u00a0", lettered=False)


def lay_out(edition: Edition) -> Layout:
    """The typeset reading edition. Raises `PressError` where it cannot be set, `MachineLacks` without Pango."""
    return typesetter.typeset(matter(edition))


def matter(edition: Edition) -> Matter:
    """What the typesetter gets of an edition."""
    root = page(edition)
    if not edition.index:  # whose links need anchors
        pagination.remember(root)
    styles = [stylesheet("print.css"), *map(stylesheet, edition.designs("print")), edition.spec.css.get("print", "")]
    _unwrap(root, "".join(styles))
    return Matter(root, styles, assets(edition), _targets(edition))


def assets(edition: Edition) -> dict[str, tuple[bytes, str]]:
    """What the page may ask for: the pictures of the work and the press's device."""
    pictures = {_address(asset): (asset.data, asset.media_type) for asset in edition.spec.assets.values()}
    return pictures | devices()


def devices() -> dict[str, tuple[bytes, str]]:
    """The device of the press, two quotation marks, as SVG: the opening one, the closing one, the pair."""
    return {name: (stylesheet(name).encode(), MEDIA_TYPE) for name in (OPEN, CLOSE, PAIR)}


def quiet(inlines: Inlines) -> Inlines:
    """A text of the front matter as covers and titles set it: without references to notes."""
    return without_references(inlines)


def page(edition: Edition) -> Element:
    """The whole work as one XHTML page, for print."""
    renderer = Renderer(edition, replace(MEDIUM, back=f"→\u00a0{_noughts(edition)}"))
    front = edition.document.front
    runs = {
        name: renderer.inlines(etree.Element("run"), getattr(front, name))
        for name in ("kicker", "title", "subtitle", "standfirst")
    }
    if not front.title:
        runs["title"].text = edition.title
    runs |= imprint.credit_slots(replace(front, authors=_whole(front.authors)), renderer)
    titling.break_title(runs["title"], titling.size(edition.title, TITLE_SIZES).measure)
    titling.break_title(runs["subtitle"], SUBTITLE)
    text = renderer.text(edition.text)
    _break_heads(text)  # before there are notes in them
    notes: list[Element] = []
    if edition.at_foot:
        footnotes.set_at_foot(text, edition, renderer)
    elif edition.at_chapters:
        endnotes.number_pages(text, edition.words)
    else:
        notes = endnotes.at_end(edition, renderer)
    slots = {**runs, "text": text, "notes": notes, "contents": _contents(edition)}
    slots["bibliography"] = backmatter.at_end(edition, renderer)
    slots["index"] = backindex.index(edition, renderer, _locator(edition))
    root = graft(_shell(edition), slots)
    _label(edition, root)
    tables.compose(root)
    _make_superiors(root)
    _number_lists(root)
    _bind_last_words(root)
    _bind_calls(root)
    titling.bind_dashes(root)
    for element in root.iter(*HEADS_AND_LINES):
        if element.tag != "p" or element.get("id") in DISPLAYED:
            titling.bind_compounds(element)
    addresses.open_up(root)
    addresses.open_pairs(root.iterfind(".//main//p"))
    links.settle({"": [root]})
    return root


def _shell(edition: Edition) -> str:
    front = edition.document.front
    author = edition.words.joined(_whole(front.authors))
    return render(
        "print.html",
        lang=edition.lang,
        direction=direction(edition.lang),
        title=edition.title,
        full_title=edition.full_title,
        authors=front.authors,
        author=author,
        helpers=imprint.helpers(edition),
        description=edition.description,
        subjects=front.subjects,
        generator=f"pressbuild {__version__}",
        modified=edition.modified,
        head_author=_running_author(edition),
        head_title=_running(edition.title),
        title_size=titling.size(edition.title, TITLE_SIZES).name,
        density=_density(edition),
        kicker=bool(front.kicker),
        subtitle=bool(front.subtitle),
        standfirst=bool(front.standfirst),
        press=front.publisher,
        year=front.date[:4],
        price=front.price,
        colophon=_colophon(edition),
        others=_others(edition),
        identity=" · ".join(filter(None, (f"pressbuild {__version__}", front.date, edition.identifier("print")))),
        address=front.url,
        address_shown=front.url.partition("://")[2].rstrip("/"),
        words=edition.words,
        show_contents=edition.show_contents,
        opens=_opens(edition),
        blurb=edition.description,
    )


def _whole(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that no end of a line parts."""
    return tuple(name.replace(" ", "\u00a0") for name in names)


def _running_author(edition: Edition) -> str:
    front = edition.document.front
    return _named(edition, front.authors) or front.publisher


def _named(edition: Edition, authors: tuple[str, ...]) -> str:
    """Authors as a running head has them."""
    names = edition.words.joined(authors)
    return names if len(names) <= RUNNING else f"{authors[0]} et al."


def _opens(edition: Edition) -> str:
    """How the text opens: with the head of a chapter, on new pages wherever a heading is, with a heading or a text."""
    if edition.is_book:
        return "book"
    if edition.show_contents:
        return "chapters"
    return "head" if edition.document.blocks and isinstance(edition.document.blocks[0], Heading) else "text"


def _running(title: str) -> str:
    """A title as the running head has it: without what follows its colon where it would be wider than the page."""
    return title if len(title) <= RUNNING else title.partition(": ")[0]


def _head_of_chapter(title: str) -> str:
    """A chapter's title as the running head has it: cut where it is too long for the page in any case."""
    title = _running(title)
    return title if len(title) <= RUNNING else f"{title[: RUNNING - 1].rpartition(' ')[0]} …"


def _density(edition: Edition) -> str:
    """How closely the title page is set: the airiest way in which all that it holds ends above its foot."""
    front = edition.document.front
    subtitle = -(-len(plain(front.subtitle)) // SUBTITLE)
    names = len(imprint.helpers(edition)) + 1 + len(edition.words.joined(front.authors)) // 40
    for density in DENSITIES:
        beside = 18 * subtitle + 14 * bool(subtitle) + density.height(len(plain(front.standfirst)))
        title = titling.size(edition.title, TITLE_SIZES).height(edition.title)
        if density.above + title + max(density.mark, beside) + 21 + 14 * names <= TITLE_PAGE:
            break
    return density.name


def _colophon(edition: Edition) -> tuple[str, ...]:
    """The lines of the imprint page, the licence among them with its address in full: paper has no links."""
    front, words = edition.document.front, edition.words
    licence = f"{words.licence}: {front.licence}" if front.licence else ""
    address = imprint.licence_url(front.licence).removeprefix("https://").rstrip("/")
    return tuple(filter(None, (*imprint.imprint(edition), f"{licence}, {address}" if address else licence)))


def _others(edition: Edition) -> list[str]:
    """The files of the work's other editions."""
    suffixes = {"html": ".html", "epub": ".epub", "pamphlet": "-pamphlet.pdf"}
    return [f"{edition.spec.slug}{suffix}" for medium, suffix in suffixes.items() if medium in edition.spec.offered]


def _contents(edition: Edition) -> list[Element]:
    if not edition.show_contents:
        return []
    renderer = Renderer(edition, MEDIUM)
    items = etree.Element("ol", {"id": "contents-list"})
    for entry in edition.all_contents(on_paper=True):
        if edition.is_book and not entry.kind:
            continue  # a book's contents name its parts and chapters
        item = etree.SubElement(items, "li", {"class": f"level-{entry.level} {entry.kind}".rstrip()})
        link = renderer.inlines(etree.SubElement(item, "a", {"href": f"#{entry.anchor}"}), entry.children)
        link.tail = " "
        number = etree.SubElement(item, "span", {"class": "at-page", "data-page": entry.anchor})
        number.text = _noughts(edition)
        if entry.authors:
            etree.SubElement(item, "span", {"class": "of-chapter"}).text = edition.words.joined(entry.authors)
    return [items]


def _locator(edition: Edition) -> backindex.Locator:
    """A locator on paper: a page number, in the place of the noughts."""

    def write(link: Element, term: str, number: int) -> None:
        del term, number
        link.text = _noughts(edition)
        link.set("data-page", link.get("href", "").removeprefix("#"))

    return write


def _noughts(edition: Edition) -> str:
    """As many noughts as the last page's number has figures; lining figures are all of one width."""
    return "0" * (2 if edition.word_count < LONG_WORK else 3 if edition.word_count < THOUSAND_PAGES else 4)


def _targets(edition: Edition) -> dict[str, str]:
    """What each internal link's target is in words, for readers who cannot see where it leads."""
    words = edition.words
    known = {entry.anchor: plain(entry.children) for entry in edition.all_contents(on_paper=True)}
    known |= {use.anchor: term.term for term in edition.index for use in term.quoted}
    for label, number in edition.numbers.items():
        known[note_id(number)] = words.note.format(n=edition.shown[label])
        for place in range(1, edition.references.get(label, 0) + 1):
            known[reference_id(number, place)] = edition.back_to(label, place)
    return known


def _unwrap(root: Element, css: str) -> None:
    """Take away the spans that no rule of the stylesheets sets otherwise than their text: every span makes a line's
    letters a run of their own, which costs time and kerning."""
    styled = set(CLASS.findall(css))
    for span in root.iter("span"):
        if set(span.attrib) <= {"class"} and styled.isdisjoint(span.get("class", "").split()):
            span.tag = "bare"
    etree.strip_tags(root, "bare")


def _label(edition: Edition, root: Element) -> None:
    """Give headings the words that bookmarks and running heads show: without references to notes."""
    headings = [block for block in edition.document.blocks if isinstance(block, Heading)]
    labels = {heading.attributes.id: plain(heading.children).strip() for heading in headings}
    labels |= {entry.anchor: plain(entry.children) for entry in edition.contents}
    running = _running(edition.title) if edition.show_contents or edition.is_book else _running_author(edition)
    authors = {entry.anchor: _named(edition, entry.authors) for entry in edition.contents if entry.authors}
    authors["notes-heading"] = edition.words.notes  # on left pages too stands to which pages the notes belong
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        label = labels.get(heading.get("id", ""), "".join(map(str, heading.itertext())))
        heading.set("data-running", authors.get(heading.get("id", ""), running))
        heading.set("data-label", label)
        if edition.is_book:
            heading.set("data-head", _head_of_chapter(label))


def _break_heads(text: list[Element]) -> None:
    """Have the titles of parts and chapters break by their sense."""
    for header in (each for block in text for each in block.iter("header") if each.get("class") in HEADS):
        for heading in header.iter("h2", "h3", "h4", "h5", "h6"):
            titling.break_title(heading, HEADS[header.get("class", "")])


def _number_lists(root: Element) -> None:
    """Have lists begin with their number and count in their own numerals: WeasyPrint heeds no such attributes."""
    for items in root.iter("ol"):
        styles = []
        if start := items.get("start"):
            styles.append(f"counter-reset: list-item {int(start) - 1}")
        if numerals := items.get("type"):
            styles.append(f"list-style-type: {NUMERALS[numerals]}")
        if styles:
            items.set("style", "; ".join(styles))


def _make_superiors(root: Element) -> None:
    """Have superiors and inferiors be made of smaller letters where the face has none: EB Garamond has those of ASCII,
    and a raised minus would stand on the line."""
    for element in root.iter("sup", "sub"):
        if not "".join(map(str, element.itertext())).isascii():
            element.set("class", "made")


def _bind_calls(root: Element) -> None:
    """Have no line begin with the call of a note: WeasyPrint ends one before it where the call alone has no room. A
    word joiner is no letter, and costs no kerning."""
    for call in root.iter("a"):
        if call.get("class") == "noteref":
            call.text = f"\u2060{call.text}"


def _bind_last_words(root: Element) -> None:
    """Have no paragraph of the text end with a line of one short word: it keeps the word before it. For print alone,
    where lines are fixed; a space that does not break is no other word (Bringhurst 2.4.5). Nor does a column's head.
    A word that an element is in is left alone: where such a space stands before one, WeasyPrint breaks lines early."""
    for paragraph in (*root.iterfind(".//main//p"), *root.iterfind(".//main//th")):
        word = 0
        for node, slot in reversed(list(titling.texts(paragraph, but="footnote"))):
            text = getattr(node, slot) or ""
            if slot == "text" and node.get("class") == "noteref":
                continue
            if slot == "text" and node.tag in ("img", "br"):
                break
            rest, space, end = text.rpartition(" ")
            word += len(end)
            if space and word:
                if word == len(end) < RUNT and len(rest.rpartition(" ")[2]) < LONG:
                    setattr(node, slot, f"{rest}\u00a0{end}")
                break
