"""Where in a book a text stands: an author's id or link in, as the whole book has it out; pure.

Ids of two chapters never meet: in a book each begins with its chapter's number. A link may lead into another chapter by
the name of its file: `[there](two.md#place)`, `[the whole](two.md)`.
"""

from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from msgspec import Struct, field

from pressbuild.reading.attributes import anchor


class Home(Struct, frozen=True):
    """A chapter's number, 0 for what is no chapter; the path of its file from the book's folder, and the numbers of all
    chapters by theirs."""

    number: int = 0
    file: str = ""
    chapters: Mapping[str, int] = field(default_factory=dict)

    def own(self, identifier: str) -> str:
        """An id of this text."""
        return place_in(self.number, identifier) if identifier and self.number else identifier

    def picture(self, source: str) -> str:
        """The source of a picture, from the book's folder."""
        folder = dirname(self.file)
        if not folder or source.startswith("/") or ":" in source:
            return source
        return normpath(join(folder, source))

    def address(self, target: str) -> str:
        """The address in the book of what a link's target names in another chapter, or in this one by its file's name;
        empty for any other target."""
        file, _, identifier = unquote(target).partition("#")
        number = self.chapters.get(normpath(join(dirname(self.file), file)), 0) if file else 0
        if not number:
            return ""
        return f"#{place_in(number, anchor(identifier)) if identifier else chapter_anchor(number)}"


ALONE = Home()


def homes_of(files: Sequence[str]) -> tuple[Home, ...]:
    """The homes of a book's chapters, whose files are given as book.toml names them."""
    numbers = {normpath(file): number for number, file in enumerate(files, start=1)}
    return tuple(Home(number, file, numbers) for file, number in numbers.items())


def place_in(chapter: int, identifier: str) -> str:
    """The id of a place in a chapter."""
    return f"c{chapter}-{identifier}"


def chapter_anchor(chapter: int) -> str:
    """The id of a whole chapter."""
    return f"chapter-{chapter}"
