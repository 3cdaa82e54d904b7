"""What the front matter says, against the text and against what an edition is meant for: `Copy` in, findings out. Pure.

Sources: DOMAIN.md §6 (what stores want beside what EPUB demands) and the imprint that printed matter carries by law in
Britain and Germany.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Block, Front, Heading, Opening
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.tongue import tongue
from pressbuild.tree import plain

ALIKE = 0.8  # from here on two titles are one title with a slip
FOLD = lazily(r"[^\w]+")


def _folded(text: str) -> str:
    return FOLD.sub(" ", text.replace("’", "").replace("'", "")).strip().casefold()


def _title_and_first(copy: Copy) -> tuple[str, Block | None]:
    """The title of a work or a chapter, and the first block below it."""
    blocks = copy.read.blocks
    first = blocks[0] if blocks else None
    if isinstance(first, Opening):
        return plain(first.heading.children), blocks[1] if len(blocks) > 1 else None
    return plain(copy.read.front.title), first


def title_repeated(copy: Copy) -> Iterator[Diagnostic]:
    """The title once more as the first heading: the editions would print it twice."""
    title, first = _title_and_first(copy)
    title = _folded(title)
    if isinstance(first, Heading) and title and _folded(plain(first.children)) == title:
        hint = "take the heading out: the editions set the title from the front matter"
        yield found(
            "title-repeated", "the text begins with its title, which stands above it already", first.place, hint
        )


def title_differs(copy: Copy) -> Iterator[Diagnostic]:
    """A first heading that is the title but for a slip."""
    title, first = _title_and_first(copy)
    if not isinstance(first, Heading):
        return
    heading = plain(first.children)
    one, other = _folded(title), _folded(heading)
    if one and other and one != other and SequenceMatcher(None, one, other).ratio() >= ALIKE:
        message = f"the text calls itself “{heading}”, the front matter “{title}”"
        yield found("title-differs", message, first.place, "mend the one that is wrong, and take the heading out")


def language_unlike(copy: Copy) -> Iterator[Diagnostic]:
    """A text in another language than its front matter says: hyphens, marks and the added words would be wrong."""
    told = tongue(" ".join(passage.text for passage in copy.passages if not passage.lang))
    if told.denies(copy.language):
        says = f"says “{copy.read.front.lang}”" if "lang" in copy.given else "does not say so"
        head = enumerate(copy.lines[: copy.body_line], start=1)
        line = next((number for number, words in head if words.startswith("lang:")), 1)
        hint = f"write `lang: {told.language}`; hyphens and the words that the program adds follow it"
        message = f"the text is {told.name} by its words, and the front matter {says}"
        yield found("language-unlike", message, Place(copy.name, line, 1), hint)


def _lacks(front: Front, given: frozenset[str], wanted: str) -> list[str]:
    known = {
        "title": bool(front.title),
        "author": bool(front.authors or front.editors or front.contributors or front.translators),
        "lang": "lang" in given,
        "description": bool(front.description),
        "identifier": bool(front.identifier or front.isbn or front.url),
        "publisher": bool(front.publisher),
        "rights": bool(front.rights or front.licence),
        "date": bool(front.date),
        "cover": bool(front.cover),
        "subjects": bool(front.subjects),
        "imprint": bool(front.imprint),
    }
    return [key for key in wanted.split() if not known[key]]


def metadata_store(copy: Copy) -> Iterator[Diagnostic]:
    """Keys that shops and libraries ask for, where the work is to go to them."""
    wanted = "title author lang description identifier publisher rights date subjects"
    if "store" in copy.aims and (keys := _lacks(copy.read.front, copy.given, wanted)):
        yield found("metadata-store", f"a shop asks for {', '.join(keys)}", Place(copy.name, 1, 1), _hint(keys))


def metadata_print(copy: Copy) -> Iterator[Diagnostic]:
    """Keys that printed matter names, where the work is to be printed."""
    wanted = "title author publisher date rights imprint"
    if "print" in copy.aims and (keys := _lacks(copy.read.front, copy.given, wanted)):
        yield found("metadata-print", f"a printed edition names {', '.join(keys)}", Place(copy.name, 1, 1), _hint(keys))


def _hint(keys: list[str]) -> str:
    return f"write a line `{keys[0]}: …` into the front matter" + (", and so on" if len(keys) > 1 else "")
