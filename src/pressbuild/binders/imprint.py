"""Who made an edition and what it may be used for: an edition in, the lines of byline and colophon out; pure."""

import re

from lxml import etree

from pressbuild.binders.fonts import SERIF
from pressbuild.binders.titling import Size, size
from pressbuild.document import Front
from pressbuild.edition import Edition
from pressbuild.edition.byline import authors_line, helper_lines
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import Element

CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-(?:NC|ND|SA|NC-SA|NC-ND))?)[ -](\d\.\d)", re.IGNORECASE)
READING_SPEED = (
    238  # words a minute, silent reading of English non-fiction: M. Brysbaert 2019, doi 10.1016/j.jml.2019.104047
)


TITLE_SIZES = (Size("large", 22, 3), Size("middle", 28, 4), Size("small", 36, 9))


def title_size(edition: Edition) -> str:
    """The name of the size in which a title is set on a screen: large, middle or small, by its length."""
    return size(edition.title, TITLE_SIZES).name


def authors(edition: Edition) -> str:
    """The authors as one line; empty for a work without."""
    return edition.words.joined(edition.document.front.authors)


def credit_slots(front: Front, renderer: Renderer) -> dict[str, Element]:
    """The runs of a title page that name authors, translators and editors, with the notes that they call: `authors`,
    and `helper-1` and so on. They are rendered behind the texts, where they stand."""
    words = renderer.edition.words
    lines = {"authors": authors_line(front, words)}
    lines |= {f"helper-{number}": line for number, line in enumerate(helper_lines(front, words), start=1)}
    return {name: renderer.inlines(etree.Element("run"), line) for name, line in lines.items()}


def helpers(edition: Edition) -> range:
    """The numbers of the lines that name translators and editors."""
    return range(1, len(helper_lines(edition.document.front, edition.words)) + 1)


def licence_url(licence: str) -> str:
    """The address of a licence that is named as Creative Commons are, or that is an address; else empty."""
    if licence.startswith(("https://", "http://")):
        return licence
    if licence.upper().startswith("CC0"):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    known = CREATIVE_COMMONS.fullmatch(licence.strip())
    return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/" if known else ""


def imprint(edition: Edition) -> tuple[str, ...]:
    """The colophon's lines but for the licence: press and year, rights, thanks, ISBN, how it was set."""
    front, words = edition.document.front, edition.words
    year = front.date[:4]
    press = words.published.format(name=front.publisher) if front.publisher else ""
    isbn = f"ISBN {front.isbn}" if front.isbn else ""
    set_in = words.typeset.format(fonts=SERIF, house=edition.house.style.name)
    lines = (", ".join(filter(None, (press, year))), front.rights, *front.contributors, front.imprint, isbn, set_in)
    return tuple(line for line in lines if line)


def reading_time(edition: Edition) -> str:
    """How long the text takes to read, in words: whole minutes, or whole hours from an hour and a half."""
    words, minutes = edition.words, max(1, round(edition.word_count / READING_SPEED))
    if minutes >= 90:
        return words.hours.format(n=round(minutes / 60))
    return words.minute if minutes == 1 else words.minutes.format(n=minutes)
