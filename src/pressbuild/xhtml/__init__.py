"""A document as XHTML elements (lxml): the one rendering that the web page, the EPUB and the PDF share. Pure.

Elements carry no namespace; `page` grafts them into a binder's page shell and serialises the whole once, so markup is
never edited as text. `endnotes` has the notes, `medium` what differs between media.
"""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from lxml import etree

from pressbuild.directions import direction, runs_left
from pressbuild.document import (
    Attributes,
    Block,
    BlockQuote,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Div,
    Emph,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    NoteRef,
    Opening,
    Paragraph,
    Quote,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
)
from pressbuild.edition import Edition
from pressbuild.edition.byline import authors_line, helper_lines
from pressbuild.templates.grafting import write
from pressbuild.transforms.quotes import ANNOUNCED
from pressbuild.tree import ends_raised, marks
from pressbuild.xhtml.endnotes import Endnotes
from pressbuild.xhtml.medium import Element, Medium

SIMPLE = {Emph: "em", Strong: "strong", Sub: "sub", Sup: "sup"}
ELEMENTS = frozenset({"abbr", "cite", "del", "ins", "kbd", "mark", "s", "samp", "small", "u", "var"})
NUMERALS = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
BESIDE = ("kicker", "subtitle", "standfirst")  # what stands at a chapter's head besides title and authors
UNBROKEN = "\u00a0"  # at which no line ends
PARTING = ("…", "?", "!", "–", "—", "-", "‐", "/", "|", "。", "、", "！", "？")  # behind them a line may end (UAX 14)
DIVISIONS = {"epigraph": "doc-epigraph", "dedication": "doc-dedication", "bibliography": "doc-bibliography"}


class Renderer:
    """Renders one edition for one medium, in reading order, for references to a note count themselves."""

    def __init__(self, edition: Edition, medium: Medium) -> None:
        self.edition = edition
        self.medium = medium
        self.endnotes = Endnotes(edition, medium, self.filled, self.inlines)
        self.endnotes.isolated = direction(edition.lang) == "rtl"
        self.chapter_level = 0  # of the heading of the chapter that is being rendered, in a book
        self.lang = ""  # of the chapter that is being rendered, where it is not the book's
        self.chapter = 0  # the number of the chapter that is being rendered, from 1
        self.unclosed = False  # whether that chapter's notes are to come
        self.raised = 0  # how many levels headings stand above their own: a page need not hold the part's

    # -- blocks

    def text(self, blocks: Blocks) -> list[Element]:
        """The blocks of a text, each in the language of its chapter; where the edition has them there, the notes of
        each chapter at its end."""
        elements: list[Element] = []
        for block in blocks:
            if isinstance(block, Opening):
                elements += self.closing()
                self.lang = block.lang
            element = self.block(block)
            if not element.get("lang"):
                self.medium.spoken(element, self.lang)
            elements.append(element)
        return elements + self.closing()

    def closing(self) -> list[Element]:
        """The notes of the chapter that ends here, where they stand at its end."""
        groups = [group for group in self.edition.groups if self.unclosed and group.chapter == self.chapter]
        self.unclosed = False
        return [self.endnotes.of_chapter(group, self.edition.chapter_entries[self.chapter - 1]) for group in groups]

    def blocks(self, blocks: Blocks) -> list[Element]:
        """Some blocks as a list of elements."""
        return [self.block(block) for block in blocks]

    def filled(self, element: Element, blocks: Blocks) -> Element:
        """Some blocks as the content of `element`, which is returned."""
        return _with(element, self.blocks(blocks))

    def block(self, block: Block) -> Element:
        match block:
            case Heading(level=level, children=children, attributes=attributes):
                depth = f"section-{level - self.chapter_level}" if self.chapter_level else ""
                return self.inlines(self.element(f"h{level - self.raised}", attributes, depth), children)
            case Opening():
                return self.opening(block)
            case Paragraph(children=children):
                return self.inlines(etree.Element("p"), children)
            case BlockQuote(children=children):
                return _with(etree.Element("blockquote"), self.blocks(children))
            case Verse():
                return self.verse(block)
            case List():
                return self.list(block)
            case Definitions():
                return self.definitions(block)
            case Table():
                return self.table(block)
            case Figure(image=image, caption=caption, attributes=attributes):
                figure = _with(self.element("figure", attributes), [self.image(image)])
                if caption:
                    self.inlines(etree.SubElement(figure, "figcaption"), caption)
                return figure
            case Break():
                return etree.Element("hr")
            case CodeBlock():
                return _code(block)
            case Div():
                return self.division(block)

    def division(self, division: Div) -> Element:
        element = self.element("div", division.attributes)
        if division.role in DIVISIONS:
            element.set("role", DIVISIONS[division.role])
            self.medium.typed(element, division.role)
        return _with(element, self.blocks(division.children))

    def opening(self, opening: Opening) -> Element:
        """The head of a part or chapter: kicker, heading, subtitle, authors, translators, standfirst."""
        heading = opening.heading
        self.chapter_level = heading.level
        if opening.kind == "chapter":
            self.chapter, self.unclosed = self.chapter + 1, self.edition.at_chapters
        header = etree.Element("header", {"class": str(opening.kind)})
        if heading.attributes.id != opening.anchor:
            header.set("id", opening.anchor)
        title = self.inlines(self.element(f"h{heading.level - self.raised}", heading.attributes), heading.children)
        words = self.edition.words
        authors = self.inlines(etree.Element("p", {"class": "author"}), authors_line(opening, words))
        helpers = [self.inlines(etree.Element("p", {"class": "helper"}), line) for line in helper_lines(opening, words)]
        for line in (authors, *helpers) if opening.lang else ():
            self.medium.spoken(line, self.edition.lang)  # the book says it
        lines = {name: self.inlines(etree.Element("p", {"class": name}), getattr(opening, name)) for name in BESIDE}
        shown = (lines["kicker"], title, lines["subtitle"], authors, *helpers, lines["standfirst"])
        return _with(header, (element for element in shown if len(element) or element.text))

    def verse(self, verse: Verse) -> Element:
        element = self.element("div", verse.attributes, "verse")
        for stanza in verse.stanzas:
            paragraph = etree.SubElement(element, "p")
            for index, line in enumerate(stanza):
                self.inlines(etree.SubElement(paragraph, "span", {"class": "line"}), line)
                if index < len(stanza) - 1:
                    etree.SubElement(paragraph, "br")
        return element

    def list(self, block: List) -> Element:
        element = etree.Element("ul" if block.start is None else "ol")
        if block.start not in (None, 1):
            element.set("start", str(block.start))
        if block.numerals in NUMERALS:
            element.set("type", NUMERALS[block.numerals])
        for item in block.items:
            self.item(etree.SubElement(element, "li"), item)
        return element

    def item(self, element: Element, blocks: Blocks) -> Element:
        """The blocks of an item, definition or cell; the one paragraph of a tight one is text without an element."""
        paragraphs = sum(isinstance(block, Paragraph) for block in blocks)
        for block in blocks:
            if isinstance(block, Paragraph) and block.tight and paragraphs == 1:
                self.inlines(element, block.children)
            else:
                element.append(self.block(block))
        return element

    def definitions(self, block: Definitions) -> Element:
        element = etree.Element("dl")
        for term, bodies in block.items:
            self.inlines(etree.SubElement(element, "dt"), term)
            for body in bodies:
                self.item(etree.SubElement(element, "dd"), body)
        return element

    def table(self, table: Table) -> Element:
        element = self.element("table", table.attributes)
        if table.caption:
            self.inlines(etree.SubElement(element, "caption"), table.caption)
        foot = len(table.rows) - table.feet
        for name, rows in (
            ("thead", table.rows[: table.heads]),
            ("tbody", table.rows[table.heads : foot]),
            ("tfoot", table.rows[foot:]),
        ):
            if rows:
                group = etree.SubElement(element, name)
                for row in rows:
                    _with(etree.SubElement(group, "tr"), [self.cell(cell, name) for cell in row])
        return element

    def cell(self, cell: Cell, group: str) -> Element:
        element = etree.Element("th" if cell.header else "td")
        if cell.header:
            element.set("scope", "col" if group == "thead" else "row")
        if cell.align:
            element.set("class", f"align-{cell.align}")
        for name, span in (("rowspan", cell.rows), ("colspan", cell.columns)):
            if span > 1:
                element.set(name, str(span))
        return self.item(element, cell.children)

    # -- inlines

    def inlines(self, parent: Element, inlines: Inlines) -> Element:
        """Some inlines as the content of `parent`, which is returned. Between references that touch stands a comma, and
        a space between a raised figure and a reference, for m² and note 1 are not m²¹. A sign behind which a line
        may end keeps the reference that follows it."""
        home = parent
        for node, following in zip_longest(inlines, inlines[1:]):
            if isinstance(node, Text):
                home = parent
                self.endnotes.isolated = self.endnotes.isolated or runs_left(node.value)
                if isinstance(following, NoteRef) and node.value.endswith(PARTING):
                    write(parent, node.value[:-1])
                    home = etree.SubElement(parent, "span", {"class": "together"})
                write(home, node.value[-1] if home is not parent else node.value)
            else:
                home = home if isinstance(node, NoteRef) else parent
                home.append(self.inline(node))
            if isinstance(following, NoteRef) and ends_raised(node):
                write(home, UNBROKEN)
            if isinstance(node, NoteRef) and node.joined:
                etree.SubElement(home, "span", {"class": "between-noterefs"}).text = ","
        return parent

    def inline(self, node: Inline) -> Element:
        match node:
            case Emph() | Strong() | Sub() | Sup():
                return self.inlines(etree.Element(SIMPLE[type(node)]), node.children)
            case SmallCaps(children=children):
                return self.inlines(etree.Element("span", {"class": "smallcaps"}), children)
            case Code(value=value):
                code = etree.Element("code")
                code.text = value
                return code
            case Math(value=value):
                formula = etree.Element("code", {"class": "math"})
                formula.text = value
                return formula
            case Link(target=target, children=children, title=title, attributes=attributes):
                link = self.element("a", attributes)
                link.set("href", self.medium.href(target[1:]) if target.startswith("#") else target)
                if title:
                    link.set("title", title)
                return self.inlines(link, children)
            case Image():
                return self.image(node)
            case LineBreak():
                return etree.Element("br")
            case Span(role=role, children=children, attributes=attributes):
                name = role if role in ELEMENTS else "span"
                extra = role if name == "span" else ""
                return self.inlines(self.element(name, attributes, extra), children)
            case Quote():
                return self.quote(node)
            case NoteRef(label=label):
                return self.endnotes.reference(label)
            case Text():
                raise TypeError("a text is written into its parent, it is no element")

    def quote(self, quote: Quote) -> Element:
        """A quotation with its marks as text in it: marks are never made by CSS."""
        opening, closing = marks(quote)
        span = self.element("span", quote.attributes, quote.role.replace(".", " "))
        if ANNOUNCED in quote.attributes.classes:  # the house took the marks away: a screen reader hears of them
            etree.SubElement(span, "span", {"class": "visually-hidden"}).text = f"{self.edition.words.quoted} "
        write(span, opening)
        self.inlines(span, quote.children)
        write(span, closing)
        return span

    def image(self, image: Image) -> Element:
        """A picture; where it is missing and the editor allowed that, an empty place with its text."""
        asset = self.edition.spec.assets.get(image.source)
        if asset is None:
            return etree.Element("span", {"class": "missing-picture", "role": "img", "aria-label": image.alt})
        element = self.element("img", image.attributes)
        element.set("src", self.medium.src(asset))
        element.set("alt", image.alt)
        if image.attributes.width:
            element.set("style", f"width: {image.attributes.width}")
        if image.title:
            element.set("title", image.title)
        return element

    # -- elements

    def element(self, name: str, attributes: Attributes, extra: str = "") -> Element:
        """An element with an author's attributes."""
        element = etree.Element(name)
        classes = " ".join(dict.fromkeys((*extra.split(), *attributes.classes)))
        named: Mapping[str, str] = {
            "id": attributes.id,
            "class": classes,
            "dir": attributes.dir,
            "data-cite": attributes.cite,  # HTML's own `cite` holds addresses only, and `span` has none
        }
        for key, value in named.items():
            if value:
                element.set(key, value)
        self.medium.spoken(element, attributes.lang)
        return element


def _code(block: CodeBlock) -> Element:
    pre = etree.Element("pre")
    code = etree.SubElement(pre, "code")
    code.text = block.value
    if block.language:
        code.set("class", f"language-{block.language}")
    return pre


def _with(element: Element, inside: Iterable[Element]) -> Element:
    for child in inside:
        element.append(child)
    return element
