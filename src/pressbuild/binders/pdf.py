"""The reading edition: an `Edition` in, a `Layout` out (A5, tagged PDF). Pure: returns bytes, touches no disk.

Page 1 is the title page and the pamphlet's front cover, page 2 the imprint, the text opens on a right-hand page, the
last page is the back cover. The pamphlet is imposed from the same layout.
"""

from lxml import etree

from pressbuild import __version__
from pressbuild.binders import titling, typesetter
from pressbuild.binders.typesetter import Layout
from pressbuild.document import Heading, Inlines, plain
from pressbuild.edition import Edition, without_references
from pressbuild.templates import render, stylesheet
from pressbuild.xhtml import Element, Medium, Renderer, graft

VARIANT = "pdf/ua-1"
TITLE_MEASURE = 24  # characters that a line of the title page holds at 26 pt
DEVICES = ("device-open.svg", "device-close.svg", "device-pair.svg")
MEDIUM = Medium(href=lambda anchor: f"#{anchor}", src=lambda asset: f"assets/{asset.name}", back="→\u00a0")


def lay_out(edition: Edition) -> Layout:
    """The typeset reading edition. Raises `PressError` where it cannot be set, `MachineLacks` without Pango."""
    root = page(edition)
    styles = [stylesheet("print.css")]
    if house := edition.spec.css.get("print"):
        styles.append(house)
    return typesetter.typeset(root, styles, assets(edition), VARIANT)


def assets(edition: Edition) -> dict[str, tuple[bytes, str]]:
    """What the page may ask for: the pictures of the work and the press's device."""
    pictures = {f"assets/{asset.name}": (asset.data, asset.media_type) for asset in edition.spec.assets.values()}
    return pictures | devices()


def devices() -> dict[str, tuple[bytes, str]]:
    """The device of the press, two quotation marks, as SVG: the opening one, the closing one, the pair."""
    return {name: (stylesheet(name).encode(), "image/svg+xml") for name in DEVICES}


def quiet(inlines: Inlines) -> Inlines:
    """A text of the front matter as covers and titles set it: without references to notes."""
    return without_references(inlines)


def page(edition: Edition) -> Element:
    """The whole work as one XHTML page, for print."""
    renderer = Renderer(edition, MEDIUM)
    front = edition.document.front
    runs = {
        name: renderer.inlines(etree.Element("run"), getattr(front, name))
        for name in ("kicker", "title", "subtitle", "standfirst")
    }
    if not front.title:
        runs["title"].text = edition.title
    titling.break_title(runs["title"], TITLE_MEASURE)
    text = renderer.blocks(edition.document.blocks)
    slots = {**runs, "text": text, "notes": _notes(edition, renderer), "contents": _contents(edition)}
    root = graft(_shell(edition), slots)
    _label(edition, root)
    return root


def _shell(edition: Edition) -> str:
    front = edition.document.front
    blocks = edition.document.blocks
    return render(
        "print.html",
        lang=edition.lang,
        full_title=edition.full_title,
        authors=front.authors,
        author=edition.words.joined(front.authors),
        helpers=_helpers(edition),
        description=edition.description,
        subjects=front.subjects,
        generator=f"pressbuild {__version__}",
        modified=edition.modified,
        head_author=edition.words.joined(front.authors) or front.publisher,
        head_title=edition.title,
        kicker=bool(front.kicker),
        subtitle=bool(front.subtitle),
        standfirst=bool(front.standfirst),
        standfirst_class="long" if len(plain(front.standfirst)) > 420 else "short",
        press=front.publisher,
        year=front.date[:4],
        price=front.price,
        colophon=colophon(edition),
        address=front.url,
        address_shown=front.url.partition("://")[2].rstrip("/"),
        words=edition.words,
        show_contents=edition.show_contents,
        opens_with_heading=bool(blocks) and isinstance(blocks[0], Heading),
        blurb=edition.description,
    )


def _helpers(edition: Edition) -> list[str]:
    """Translators and editors, as the title page names them."""
    front, words = edition.document.front, edition.words
    pairs = ((words.translated, front.translators), (words.edited, front.editors))
    return [pattern.format(names=words.joined(names)) for pattern, names in pairs if names]


def colophon(edition: Edition) -> list[str]:
    """The lines of the imprint page: rights, licence, identifiers, how the book was made, what other editions it has."""
    front, words, spec = edition.document.front, edition.words, edition.spec
    suffixes = {"html": ".html", "epub": ".epub", "pamphlet": "-pamphlet.pdf"}
    others = [f"{spec.slug}{suffix}" for medium, suffix in suffixes.items() if medium in spec.offered]
    lines = (
        front.imprint,
        words.published.format(name=front.publisher) if front.publisher else "",
        front.rights,
        f"{words.licence}: {front.licence}" if front.licence else "",
        f"ISBN {front.isbn}" if front.isbn else "",
        words.typeset.format(fonts="EB Garamond", house=edition.house.style.name),
        f"{words.editions}: {', '.join(others)}." if others else "",
        f"pressbuild {__version__}, {spec.date}, {edition.identifier('print')}",
    )
    return [line for line in lines if line]


def _contents(edition: Edition) -> list[Element]:
    if not edition.show_contents:
        return []
    renderer = Renderer(edition, MEDIUM)
    items = etree.Element("ol", {"class": "contents-list"})
    for entry in edition.contents:
        line = etree.SubElement(etree.SubElement(items, "li"), "a", {"href": f"#{entry.anchor}"})
        line.set("class", f"level-{entry.level}")
        renderer.inlines(line, entry.children)
    return [items]


def _notes(edition: Edition, renderer: Renderer) -> list[Element]:
    if not edition.document.notes:
        return []
    section = renderer.notes(edition.document.notes)
    section.set("class", "notes own-page" if edition.house.notes.start == "page" else "notes run-on")
    return [section]


def _label(edition: Edition, root: Element) -> None:
    """Give headings the words that bookmarks show: without references to notes."""
    labels = {entry.anchor: plain(entry.children) for entry in edition.contents}
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        heading.set("data-label", labels.get(heading.get("id", ""), "".join(map(str, heading.itertext()))))
