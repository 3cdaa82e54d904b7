"""Ibid. and op. cit.: `Copy` in, findings that name the note which is meant out. Pure.

A pop-up shows one note alone, and an essay that is set anew may number its notes anew: both make a riddle of “ibid.”
(Standard Ebooks' manual wants it resolved for this reason).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pressbuild.diagnostics import NOTE, Diagnostic, found
from pressbuild.document import Emph, Note
from pressbuild.patterns import lazily
from pressbuild.rules.cited import cited_at
from pressbuild.rules.copy import Copy, Passage
from pressbuild.transforms.worknames import (
    ARTICLE,
    AUTHOR_AND_YEAR,
    BACK,
    LEAD,
    PAGE,
    PERSON,
    begins_large,
    is_spoken_of,
    names_any,
    names_no_person,
    names_several,
    names_several_persons,
)
from pressbuild.tree import plain

BEFORE = lazily(rf"^{LEAD.pattern}$", re.IGNORECASE)
OF_PERSON = lazily(r",\s|\s(?:[^\W\d_a-zß-öø-ÿ]|[‘“\"'«„(\[\d]|(?:pp?|S)\.|in\b)")
NAME = lazily(r"([A-Z][\w’-]+)[’']?s?,?\s*(?:\(\s*)?(?:in\s+)?$")
SHOWN = 60  # characters of a note that a message shows


class Meant(NamedTuple):
    """A reference back: where it stands, its words, and the number of the note that is meant; 0 where it is the same
    note, whose work a pop-up shows, None where nobody can tell. `author` is the name before it, which says whose work
    of that note it is."""

    passage: Passage
    offset: int
    words: str
    note: int | None
    author: str = ""


def note_ibid(copy: Copy) -> Iterator[Diagnostic]:
    """A note that says “ibid.” or “op. cit.”"""
    written_out = _written_out(copy) if copy.house.notes.resolve_ibid else frozenset()
    order = printed_order(copy)
    for back in references_back(copy, order):
        if back.note == 0:
            continue  # a pop-up shows the work as well
        if back.note is None:
            message, hint = f"“{back.words}” means no note that can be found", "name the work"
        else:
            note = copy.read.notes[back.note - 1]
            label = f"note {copy.shown.get(note.label, back.note)}" + (f" ([^{note.typed}])" if note.place else "")
            label += " of another section" if _is_numbered_anew(copy, order, back.note, back.passage.note) else ""
            person = PERSON.match(f"{back.words} …") is not None
            message = f"“{back.words}” means {'the author in ' * person}{label}: {_beginning(note)}"
            hint = f"a pop-up shows one note alone: name the {'author' if person else 'work'} again, shortened"
            if not person and names_several(note) and not _names_once(note, back.author):
                message = f"“{back.words}” may mean any of the works that {label} names: {_beginning(note)}"
            if person and names_several_persons(note):
                message = f"“{back.words}” may mean any of the persons whom {label} names: {_beginning(note)}"
            if not names_any(note) or (person and names_no_person(note)):
                what = "person" if person else "work"
                message = f"“{back.words}” stands behind {label}, which names no {what}: {_beginning(note)}"
        finding = found("note-ibid", message, back.passage.at(back.offset) or cited_at(copy, back.passage.note), hint)
        if back.passage.note in written_out and BACK.fullmatch(back.words):
            hint = "the house writes it out"
            finding = replace(finding, hint=hint, severity=NOTE)
        yield finding


def _is_numbered_anew(copy: Copy, order: Sequence[int], meant: int, note: int) -> bool:
    """Whether numbers begin anew between a note that is meant and the one that means it, so that they stand under two
    headings."""
    between = order[order.index(meant) : order.index(note) + 1]
    numbers = [copy.shown.get(copy.read.notes[each - 1].label, 0) for each in between]
    return any(after <= before for before, after in pairwise(numbers) if after)


def _written_out(copy: Copy) -> frozenset[int]:
    """The numbers of the notes whose references back the house has written out."""
    left = {note.label for note in copy.set.notes if BACK.search(plain(note.children))}
    return frozenset(number for number, note in enumerate(copy.read.notes, start=1) if note.label not in left)


def printed_order(copy: Copy) -> list[int]:
    """The numbers of the notes as they were read, in the order in which the editions print them: those that names of
    the title page call were read behind all others."""
    printed = {note.label: place for place, note in enumerate(copy.set.notes)}
    numbers = range(1, len(copy.read.notes) + 1)
    return sorted(numbers, key=lambda number: printed.get(copy.read.notes[number - 1].label, len(printed)))


def references_back(copy: Copy, order: Sequence[int]) -> Iterator[Meant]:
    """Every “ibid.” and “op. cit.” of the notes with the note that it means; a chain of them leads to its beginning."""
    leads: dict[int, int | None] = {}
    persons: dict[int, int | None] = {}
    place = {number: index for index, number in enumerate(order)}
    for passage in sorted((each for each in copy.passages if each.note), key=lambda each: place[each.note]):
        earlier = order[: place[passage.note]]
        for match in sorted((*_works(passage), *_persons(passage)), key=lambda match: match.start()):
            before = passage.text[: match.start()]
            begins = BEFORE.match(before) is not None
            if match.re.pattern == PERSON.pattern:
                note = _previous(earlier, leads)
                note = persons.get(note, note) if note else note
                if not names_several(copy.read.notes[passage.note - 1]):
                    persons[passage.note] = note
                yield Meant(passage, match.start(), match[0], note)
                continue
            if match["same"] or begins:
                note = 0 if not begins and _names_work(passage, match.start()) else _previous(earlier, leads)
            else:
                note = _of_author(copy, earlier, before)
            leading = begins or (note and BEFORE.match(NAME.sub("", before)))
            if leading and passage.note not in leads:
                several = names_several(copy.read.notes[passage.note - 1])
                leads[passage.note] = passage.note if several else note
            author = NAME.search(before) if not match["same"] and not begins else None
            yield Meant(passage, match.start(), match[0], note, author[1] if author else "")


def _works(passage: Passage) -> Iterator[re.Match[str]]:
    for match in BACK.finditer(passage.text):
        if not is_spoken_of(passage.text, match.start(), match.end()):
            yield match


def _persons(passage: Passage) -> Iterator[re.Match[str]]:
    """“Id.” where a note begins with it; elsewhere its author is named in the note itself, or it is no such word."""
    match = PERSON.search(passage.text)
    if match and BEFORE.match(passage.text[: match.start()]) and OF_PERSON.match(passage.text, match.end()):
        yield match


def _names_work(passage: Passage, end: int) -> bool:
    """Whether a note has named a work, or referred back to one, before a character of its text."""
    text = passage.text[:end]
    if any(sign.search(text) for sign in (PAGE, ARTICLE, AUTHOR_AND_YEAR, BACK)):
        return True
    elements = {index for leaf in passage.flat.leaves if leaf.start < end for index in leaf.path}
    return any(isinstance(each := passage.flat.elements[index], Emph) and begins_large(each) for index in elements)


def _previous(earlier: Sequence[int], leads: dict[int, int | None]) -> int | None:
    """The note before, or where that one is itself an “ibid.” and nothing more, the one that it means."""
    return leads.get(earlier[-1], earlier[-1]) if earlier else None


def _of_author(copy: Copy, earlier: Sequence[int], before: str) -> int | None:
    """The latest earlier note in which the author named before “op. cit.” stands."""
    name = NAME.search(before)
    if name is None:
        return None
    word = re.compile(rf"(?<!\w){re.escape(name[1])}(?!\w)")
    for number in reversed(earlier):
        text = plain(copy.read.notes[number - 1].children)
        named = word.search(text)
        if named and not re.match(rf"[’']?s?,?\s*(?:{BACK.pattern})", text[named.end() :]):
            return number
    return None


def _names_once(note: Note, author: str) -> bool:
    """Whether a note that names several works names one of an author's."""
    return bool(author) and len(re.findall(rf"(?<!\w){re.escape(author)}(?!\w)", plain(note.children))) == 1


def _beginning(note: Note) -> str:
    text = " ".join(plain(note.children).split())
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"
