"""The table of contents in a flattened text: lines in, its lines and its titles out. Pure.

Entries are lines that end in a page's number behind dots or a gap, the numbers going up, or bare titles that come back
below, in their order, as lines of their own. Editions make their own contents, so the old ones go; what is only perhaps
one stays.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.lines import Line

HEAD = re.compile(
    r"\W*(?:(?:table of )?contents|in this (?:issue|pamphlet|book)|inhalt(?:sverzeichnis)?|table des mati[èe]res"
    r"|sommaire|indice|índice|inhoud(?:sopgave)?|innehåll)\W*",
    re.IGNORECASE,
)
PAGED = re.compile(
    r"(?P<title>[^\W_].*?)(?P<leader>(?:[ \t]*[.·…_]){2,}[ \t]*|[ \t]{2,}|\t[ \t]*|[ \t]+)(?:p\.? ?)?"
    r"(?P<page>\d{1,4}|[ivxlc]{1,7})",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?:(?:chapter|part|book|section|appendix|kapitel|teil|chapitre|partie)\s+)?"
    r"(?:[ivxlc]+|\d{1,2}(?:\.\d{1,2})*|[a-h])[.):]?[ \t–—:-]+(?=\S)",
    re.IGNORECASE,
)
NO_LETTERS = re.compile(r"[\W\d_]+")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
LONGEST = 110
TOP = 400  # lines, within which a table of contents begins
FEWEST = 2  # entries below their head
FEWEST_BARE = 4  # without a head
TITLE_PAGE = 12  # lines above them, at the most
MOST = 300
YEARS = 1000  # a figure behind one space that is no page
SHARE = 0.7  # of the titles must come back below, where nothing else tells
SENTENCE = re.compile(r"[.!,;:][”’\"')]*$")


class Contents(Struct, frozen=True):
    """A table of contents on the lines [first, last] of all, the source's [start, end); the titles in it with their
    offsets, and those that are `lost`: no line below has them. `sure` tells whether it is one."""

    first: int
    last: int
    start: int
    end: int
    titles: tuple[tuple[str, int], ...]
    lost: tuple[tuple[str, int], ...]
    sure: bool


class _Entry(Struct, frozen=True):
    index: int
    title: str
    offset: int
    page: int | None
    led: bool  # dots or a gap lead to its page


def contents(text: str, lines: Sequence[Line | None]) -> Contents | None:
    """The table of contents of a text, if it has one at its beginning."""
    shown = [index for index, line in enumerate(lines[: TOP * 2]) if line][:TOP]
    for place, index in enumerate(shown):
        line = lines[index]
        headed = line and line.length <= LONGEST and HEAD.fullmatch(text, line.start, line.end)
        if headed and (found := _below(text, lines, index, shown[place + 1 :])):
            return found
    return _without_head(text, lines, shown)


def without(lines: Sequence[Line | None], found: Contents) -> list[Line | None]:
    """The lines without a table of contents and the blank ones below it."""
    below = next((index for index in range(found.last + 1, len(lines)) if lines[index]), len(lines))
    return [*lines[: found.first], *lines[below:]]


def key(title: str) -> str:
    """A title by its words alone, without its number, by which it is known again."""
    title = title.strip()
    found = NUMBERED.match(title)
    return NO_LETTERS.sub(" ", title[found.end() :] if found else title).strip().casefold()


def _below(text: str, lines: Sequence[Line | None], head: int, shown: Sequence[int]) -> Contents | None:
    """The contents below their head."""
    entries = _run(text, lines, shown)
    if len(entries) < FEWEST:
        return None
    places = _places(text, lines, entries)
    doubtful, entries = entries[:1], _before_text(entries, places)
    if len(entries) < FEWEST:
        return _made(lines, head, doubtful, places, sure=False)
    back = _coming_back(entries, places)
    paged = [entry for entry in entries if entry.page is not None]
    sure = len(back) >= SHARE * len(entries) or (
        len(paged) >= max(FEWEST, SHARE * len(entries)) and _goes_up(paged) and len(paged) > FEWEST
    )
    return _made(lines, head, entries, places, sure=sure)


def _without_head(text: str, lines: Sequence[Line | None], shown: Sequence[int]) -> Contents | None:
    """Contents without a head: led to their pages and coming back, or bare titles that all come back."""
    place = 0
    while place < len(shown):
        entries = _run(text, lines, shown[place:])
        place += max(1, len(entries))
        if len(entries) <= FEWEST or not (_on_top(lines, shown, entries[0].index) or any(e.led for e in entries)):
            continue
        if len(entries) == MOST or len(entries) == len(shown):  # a text of nothing but short lines
            return None
        places = _places(text, lines, entries)
        while entries and not _after(places, key(entries[0].title), entries[0].index):
            entries = entries[1:]  # the title page above
        entries = _before_text(entries, places)
        back = _coming_back(entries, places)
        led = [entry for entry in entries if entry.led]
        if len(led) > FEWEST and len(led) >= SHARE * len(entries) and _goes_up(led) and len(back) * 2 >= len(entries):
            return _made(lines, entries[0].index, entries, places, sure=True)
        bare = len(back) == len(entries) >= FEWEST_BARE and _stand_alone(lines, entries, places)
        if bare and _on_top(lines, shown, entries[0].index):
            return _made(lines, entries[0].index, entries, places, sure=True)
    return None


def _stand_alone(lines: Sequence[Line | None], entries: Sequence[_Entry], places: Mapping[str, Sequence[int]]) -> bool:
    """Do the titles head something below, each between blank lines? The lines of a stanza that comes back do not."""
    below = (_after(places, key(entry.title), entries[-1].index)[0] for entry in entries)
    return all(lines[index - 1] is None and index + 1 < len(lines) and lines[index + 1] is None for index in below)


def _on_top(lines: Sequence[Line | None], shown: Sequence[int], first: int) -> bool:
    """Does only a title page stand above?"""
    above = [line for index in shown if index < first and (line := lines[index])]
    return len(above) <= TITLE_PAGE and all(line.length <= LONGEST for line in above)


def _made(
    lines: Sequence[Line | None],
    head: int,
    entries: Sequence[_Entry],
    places: Mapping[str, Sequence[int]],
    *,
    sure: bool,
) -> Contents | None:
    first, last = lines[head], lines[entries[-1].index]
    if first is None or last is None:
        return None
    titles = tuple((entry.title, entry.offset) for entry in entries if key(entry.title))
    lost = tuple((title, offset) for title, offset in titles if not _after(places, key(title), entries[-1].index))
    return Contents(head, entries[-1].index, first.start, last.end, titles, lost, sure)


def _run(text: str, lines: Sequence[Line | None], shown: Sequence[int]) -> list[_Entry]:
    """The lines that may be entries, from the first of `shown` on: short, no sentences, set as one run of lines."""
    entries: list[_Entry] = []
    for index in shown[:MOST]:
        line = lines[index]
        if line is None or line.length > LONGEST:
            break
        entry = _entry(text, line, index)
        if entry is None:
            break
        entries.append(entry)
    return entries


def _entry(text: str, line: Line, index: int) -> _Entry | None:
    words = text[line.start : line.end]
    found = PAGED.fullmatch(words)
    near = found is not None and found["leader"] == " "  # a figure behind one space may be part of the title
    if found and (not near or found["page"].islower() or (found["page"].isdigit() and int(found["page"]) < YEARS)):
        led = found["leader"].strip(" ") != "" or len(found["leader"]) > 1
        return _Entry(index, found["title"], line.start, _number(found["page"]), led)
    return (
        None
        if SENTENCE.search(words) and not NUMBERED.fullmatch(words + " ")
        else _Entry(index, words, line.start, None, led=False)
    )


def _number(page: str) -> int:
    if page.isdigit():
        return int(page)
    values = [ROMAN[c] for c in page.lower()]
    # Roman pages come before all others.
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)) - 1000


def _places(text: str, lines: Sequence[Line | None], entries: Sequence[_Entry]) -> Mapping[str, Sequence[int]]:
    """Where lines below the first entry say what an entry says."""
    keys = {key(entry.title) for entry in entries} - {""}
    lasts, ends = {one[-1] for one in keys}, {one[-letters:] for one in keys for letters in (2, 3)}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in range(entries[0].index, len(lines)):
        line = lines[index]
        if line is None or line.length > LONGEST:
            continue
        last = text[line.end - 1]
        if last.isalpha() and last.casefold()[-1] not in lasts:
            continue
        tail = text[max(line.start, line.end - 6) : line.end].casefold().rstrip(" .:?!”’\"')0123456789")
        end = tail[-3:] if tail[-3:].isalpha() else tail[-2:]
        if (end in ends or not tail) and (said := key(text[line.start : line.end])) in keys:
            places[said].append(index)
    return places


def _before_text(entries: Sequence[_Entry], places: Mapping[str, Sequence[int]]) -> list[_Entry]:
    """The entries before the text begins: its first heading is the first title to come a second time."""
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        said = key(entry.title)
        if said in seen and entry.page is None:
            return list(entries[:number])
        seen.add(said)
    return _trimmed(entries, places)


def _trimmed(entries: Sequence[_Entry], places: Mapping[str, Sequence[int]]) -> list[_Entry]:
    """The entries without those at the end that have no page and do not come back: the text's own first lines."""
    kept = list(entries)
    while kept and kept[-1].page is None and not _after(places, key(kept[-1].title), kept[-1].index):
        kept.pop()
    return kept


def _after(places: Mapping[str, Sequence[int]], said: str, index: int) -> list[int]:
    return [place for place in places.get(said, ()) if place > index]


def _coming_back(entries: Sequence[_Entry], places: Mapping[str, Sequence[int]]) -> list[_Entry]:
    """The entries that come back below all of them, in their order."""
    if not entries:
        return []
    place, back = entries[-1].index, []
    for entry in entries:
        if further := _after(places, key(entry.title), place):
            place = further[0]
            back.append(entry)
    return back


def _goes_up(entries: Sequence[_Entry]) -> bool:
    pages = [entry.page for entry in entries if entry.page is not None]
    return all(a <= b for a, b in pairwise(pages))
