"""The title page of a word processor's file: its paragraphs' styles and words in, what each one means out. Pure.

An essay may have its byline, a dedication or an abstract above its title; a part within it may be styled as a title.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.documents.styles import FRONT
from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.names import byline

ABOVE_ONE = 0.25  # of the words, which may stand above the only title of a file
ABOVE_FIRST = 60  # words, which may stand above the first of several titles
TOP = "heading1"
LOWER = {"title": "heading1", "subtitle": "heading2"}  # what styles of the title page are within the text


class Styled(Struct, frozen=True):
    """A paragraph: what its style means, its words, and whether it is `free`: no part of a table, box or note."""

    kind: str
    text: str
    free: bool = True

    @property
    def words(self) -> int:
        return len(self.text.split())


def meanings(paragraphs: Sequence[Styled], called: str = "") -> Iterator[str]:
    """What each paragraph is: a key of the front matter on the title page, else what its style is in the text. `called`
    is the title that the file's properties have."""
    title = _title(paragraphs)
    if title is None and (title := _headed(paragraphs, called)) is not None:
        paragraphs = [*paragraphs[:title], replace(paragraphs[title], kind="title"), *paragraphs[title + 1 :]]
    seen_text = False
    for index, one in enumerate(paragraphs):
        above = title is not None and index < title
        ended = seen_text and not above and index != title
        kind = one.kind
        if not kind and one.free and not ended and title is not None and _is_byline(one.text):
            kind = "author"
        if kind in FRONT and (ended or not one.free or (above and kind in LOWER)):
            kind = LOWER.get(kind, "")
        if one.text and one.free and kind not in FRONT and not above:
            seen_text = True
        yield kind


def above_title(paragraphs: Sequence[Styled]) -> Iterator[str]:
    """The texts that stand above the title and are no part of the title page: they begin the text now."""
    title = _title(paragraphs)
    for one, kind in zip(paragraphs[: title or 0], meanings(paragraphs), strict=False):
        if one.text and one.free and kind not in FRONT:
            yield one.text


def _headed(paragraphs: Sequence[Styled], called: str) -> int | None:
    """The index of a first paragraph that is the only heading of its level, 1, and may be the title."""
    index = next((index for index, one in enumerate(paragraphs) if one.free and one.text), None)
    alone = sum(1 for one in paragraphs if one.kind == TOP and one.text) == 1
    if index is None or not alone or paragraphs[index].kind != TOP or any(one.kind == "title" for one in paragraphs):
        return None
    text = paragraphs[index].text
    same = "".join(text.split()).casefold() == "".join(called.split()).casefold()
    return index if same or not (called or is_division(text)) else None


def _is_byline(text: str) -> bool:
    credit = byline(text) if len(text) < 120 else None
    return credit is not None and credit.role == "author"


def _title(paragraphs: Sequence[Styled]) -> int | None:
    """The index of the work's title; None where none is styled as one, or too much stands above it."""
    titles = [index for index, one in enumerate(paragraphs) if one.kind == "title" and one.free and one.text]
    if not titles:
        return None
    first = titles[0]
    before = [one for one in paragraphs[:first] if one.free and one.kind not in FRONT]
    if any(one.kind.startswith("heading") for one in before):
        return None
    above = sum(one.words for one in before)
    run = sum(1 for offset, index in enumerate(titles) if index == first + offset)  # a title in two paragraphs
    only = len(titles) == run
    most = ABOVE_ONE * sum(one.words for one in paragraphs) if only else ABOVE_FIRST
    return first if above <= most else None
