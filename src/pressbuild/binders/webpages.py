"""The web edition of a book as linked pages: an edition in, the bytes of each file by its name out; pure.

The first file, called as the title, has the title and the contents; each chapter is a file beside it, with its own
notes and the way to the next. Every one is as self-contained as the web page of an essay.
"""

from itertools import pairwise
from urllib.parse import quote

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from pressbuild.binders import backindex, imprint, titling, web
from pressbuild.binders.contents import branches, listed
from pressbuild.binders.links import settle_for_screens
from pressbuild.binders.metadata import chapter_data, linked_data
from pressbuild.document import Blocks, Note, Opening
from pressbuild.edition import Edition
from pressbuild.edition.contents import Entry
from pressbuild.edition.notes import Group
from pressbuild.transforms.headings import TOP
from pressbuild.tree import FRONT_TEXTS, plain
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import Element


class Chapter(Struct, frozen=True):
    """A chapter's page: its file, its line of the contents, its text and notes rendered, and the notes themselves."""

    file: str
    entry: Entry
    text: Element
    notes: Element
    called: tuple[Note, ...]

    @property
    def href(self) -> str:
        return quote(self.file)

    @property
    def name(self) -> str:
        return plain(self.entry.children)


def web_files(edition: Edition) -> dict[str, bytes]:
    """The web edition: one file, or the pages of a book that wants them linked, the first one called as the title."""
    home = f"{edition.spec.slug}.html"
    if not (edition.is_book and edition.spec.pages):
        return {home: web.bind_web(edition)}
    # Each page has its notes at its end in any case, as a section of its own.
    renderer, front = Renderer(replace(edition, at_chapters=False), web.MEDIUM), edition.document.front
    texts = {name: renderer.inlines(web.run_of(), getattr(front, name)) for name in FRONT_TEXTS}
    if not front.title:
        texts["title"].text = edition.title
    titling.bind_dashes(texts["standfirst"])
    texts |= imprint.credit_slots(front, renderer)
    chapters = _chapters(edition, renderer)
    index = web.run_of(inside=backindex.index(edition, renderer))
    contents = web.run_of(inside=[_contents(edition)])
    pages = {chapter.file: [chapter.text, chapter.notes] for chapter in chapters}
    settle_for_screens({home: [*texts.values(), contents, index], **pages})
    for chapter in chapters:
        web.finish([chapter.text, chapter.notes], edition)
    first: web.Slots = {**texts, "text": contents, "notes": [], "bibliography": [], "index": index, "contents": []}
    opening = web.Page(first, (), linked_data(edition), edition.full_title, front.url)
    steps = [None, *(web.Step(chapter.href, chapter.name) for chapter in chapters), None]
    ways = (web.Way(quote(home), before, after) for before, after in zip(steps[:-2], steps[2:], strict=True))
    return {home: web.bind_page(edition, opening)} | {
        chapter.file: web.bind_page(edition, _page(edition, chapter, way))
        for chapter, way in zip(chapters, ways, strict=True)
    }


def _chapters(edition: Edition, renderer: Renderer) -> list[Chapter]:
    """The chapters rendered in reading order, for that is how references count themselves; a part's head stands above
    its first chapter."""
    chapters = []
    taken = {edition.spec.slug}
    entries = {entry.anchor: entry for entry in edition.chapter_entries}
    for number, (opening, blocks) in enumerate(_split(edition.document.blocks), start=1):
        name = opening.name if opening.name not in taken else f"{opening.name}-{number}"
        taken.add(name)
        called = tuple(note for note in edition.document.notes if note.chapter == number)
        renderer.raised = opening.heading.level - TOP if blocks[0] is opening else 0
        text = web.run_of(inside=renderer.text(blocks))
        notes = web.run_of(
            inside=[renderer.endnotes.section([Group((), called, entries[opening.heading.attributes.id].lang)])]
            if called
            else []
        )
        chapters.append(Chapter(f"{name}.html", entries[opening.heading.attributes.id], text, notes, called))
    return chapters


def _split(blocks: Blocks) -> list[tuple[Opening, Blocks]]:
    """The blocks of each chapter with its opening."""
    openings = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Opening)]
    own = [(index, opening) for index, opening in openings if opening.kind == "chapter"]
    starts = [index - (index - 1 in dict(openings) and dict(openings)[index - 1].kind == "part") for index, _ in own]
    cuts = pairwise([*starts, len(blocks)])
    return [(opening, blocks[start:end]) for (_, opening), (start, end) in zip(own, cuts, strict=True)]


def _contents(edition: Edition) -> Element:
    """The contents as the first page has them: parts and chapters."""
    entries = [entry for entry in edition.contents if entry.kind]
    nav = etree.Element("nav", {"class": "chapters", "role": "doc-toc", "aria-labelledby": "contents-heading"})
    etree.SubElement(nav, "h2", {"id": "contents-heading"}).text = edition.words.contents
    nav.append(listed(branches(entries), Renderer(edition, web.MEDIUM)))
    return nav


def _page(edition: Edition, chapter: Chapter, way: web.Way) -> web.Page:
    slots: web.Slots = {"text": chapter.text, "notes": chapter.notes, "bibliography": [], "index": []}
    title = f"{chapter.name} · {edition.title}"
    return web.Page(slots, chapter.called, chapter_data(edition, chapter.name, chapter.entry.authors), title, way=way)
