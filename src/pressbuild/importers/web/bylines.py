"""What stands between the title of a web page and its text: the pieces there in, their front matter out. Pure.

Publishers set a subtitle, a byline, a day and the time that the text takes there, each deep in boxes of its own. Pieces
are taken as long as each is known; the first that is not begins the text.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.importers.dates import iso_date
from pressbuild.importers.names import HOW, byline
from pressbuild.importers.web.elements import HEADS, letters, tag, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BYLINE = re.compile(
    r"(^|[\s_-])(by-?line|author|authors?-?name|post-author|entry-author|p-author)($|[\s_-])", re.IGNORECASE
)
SUBTITLE = re.compile(
    r"(^|[\s_-]|\bmso)(subtitle|sub-?title|sub-?head(ing)?|dek|deck|standfirst|lede|excerpt|summary)($|[\s_-])",
    re.IGNORECASE,
)
DATED = re.compile(r"(^|[\s_-])(date|published|year|dateline)($|[\s_-])", re.IGNORECASE)
YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
COUNT = re.compile(r"\d[\d.,]*\s?[KM]?(?P<of>\s(?:claps?|likes?|comments?|responses?|shares?|views?))?", re.IGNORECASE)
READING_TIME = re.compile(r"\d+ min(ute)?s?( read)?", re.IGNORECASE)
POSTED = re.compile(r"(?P<date>.+?)[\s,|·•]+(?P<who>by\s.+)", re.IGNORECASE)
BEFORE_DATE = re.compile(r"[\s,|·•–—-]*(?:\bon)?[\s,|·•–—-]*$", re.IGNORECASE)
LONGEST_SUBTITLE, LONGEST_BYLINE = 400, 120
NAMING = ("class", "id", "rel", "itemprop", "data-testid")


class Known(Struct, frozen=True):
    """A piece that stands below a title: what it is (`subtitle`, `author`, `date`, the `length` of the text, a `count`
    of readers, or `""` for what only parts these), and its words."""

    element: "Element"
    kind: str
    words: str


def below_title(head: "Element", within: "Element", author: str, skipped: "set[Element]") -> Iterator[Known]:
    """The pieces behind a title that are known, up to the first that is not. `author` is whom the page names;
    `skipped` are elements that are none of the page's text."""
    seen: set[Element] = set()
    outer = {head, *head.iterancestors()}
    found: set[str] = set()
    passed = False
    for piece in pieces_of(within, skipped):
        if head is piece or head in piece.iterancestors():
            passed = True
        elif passed and piece not in seen:
            unit = _unit(piece, outer)
            seen.update(unit.iter())
            known = _known(unit, author, found, skipped)
            if known is None:
                return
            found.add(known.kind)
            author = author or (who_and_when(known.words)[0] if known.kind == "author" else "")
            yield known


def above_title(head: "Element", within: "Element", author: str, skipped: "set[Element]") -> Iterator[Known]:
    """The names and days before a title that say what they are."""
    outer = {head, *head.iterancestors()}
    for piece in pieces_of(within, skipped):
        if head is piece or head in piece.iterancestors():
            return
        known = _known(_unit(piece, outer), author, {"subtitle"}, skipped)
        if known is not None and known.kind in ("author", "date"):
            yield known


def who_and_when(words: str) -> tuple[str, str]:
    """A byline's names, and the date behind or before them, as in `By Jane Doe on May 1, 2004`; empty where none is."""
    posted = POSTED.fullmatch(words)
    if posted and (date := iso_date(posted["date"])):
        return posted["who"], date
    for space in (found.end() for found in re.finditer(r"^|\s+", words)):
        if date := iso_date(words[space:]):
            return BEFORE_DATE.sub("", words[:space], count=1), date
    return words, ""


def words_of(element: "Element", skipped: "set[Element]") -> str:
    """The words of an element, those of its boxes apart."""
    return " ".join(" ".join(_parted(piece).split()) for piece in pieces_of(element, skipped))


def _parted(piece: "Element") -> str:
    """The words of a piece, with a space behind a “By” that a box parts from the name: `By<a>Ann Ames</a>`."""
    text, own = text_of(piece), piece.text or ""
    return f"{own} {text[len(own) :]}" if HOW.fullmatch(own.strip()) else text


def pieces_of(element: "Element", skipped: "set[Element]") -> "Iterator[Element]":
    """The elements that have words of their own, in order, each with all that is in it."""
    if element in skipped or not tag(element):
        return
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield element
        return
    for child in element:
        yield from pieces_of(child, skipped)


def _unit(piece: "Element", outer: "set[Element]") -> "Element":
    """The whole byline that a piece is in, else the piece with the boxes that hold nothing else."""
    unit, words = piece, text_of(piece).strip()
    for element in piece.iterancestors():
        shown = text_of(element) if element not in outer else ""
        if not shown or len(shown) >= LONGEST_SUBTITLE:
            break
        if shown.strip() == words or (BYLINE.search(_named(element)) and len(shown) < LONGEST_BYLINE):
            unit = element
    return unit


def _known(unit: "Element", author: str, found: set[str], skipped: "set[Element]") -> Known | None:
    """What a piece is; None where it is the text's."""
    words = words_of(unit, skipped)
    named = " ".join(_named(element) for element in unit.iter() if tag(element) and text_of(element).strip())
    if SUBTITLE.search(named) and not found and len(words) < LONGEST_SUBTITLE:
        return Known(unit, "subtitle", words) if tag(unit) in (*HEADS, "p", "div") else None
    if len(words) >= LONGEST_BYLINE:
        return None
    if not re.search(r"\w", words):
        return Known(unit, "", words)
    if READING_TIME.fullmatch(words):
        return Known(unit, "length", words)
    count = COUNT.fullmatch(words) if tag(unit) not in HEADS and not YEAR.fullmatch(words) else None
    if count and (count["of"] or "length" in found):
        return Known(unit, "count", words)
    if iso_date(words) or (YEAR.fullmatch(words) and DATED.search(named)):
        return Known(unit, "date", words)
    said = byline(words)
    names = " ".join(said.names) if said and said.role == "author" else ""
    if BYLINE.search(named) or _same(words, author) or (names and (not author or _same(names, author))):
        return Known(unit, "author", words)
    return None


def _same(one: str, other: str) -> bool:
    return bool(letters(one)) and letters(one) == letters(other)


def _named(element: "Element") -> str:
    return " ".join(str(element.get(key) or "") for key in NAMING)
