"""What an import has to say: all that was found in, diagnostics out, each with its place and what to do about it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressbuild.diagnostics import WARNING, Diagnostic, Place, found
from pressbuild.importers.account.inlinenotes import inline_notes
from pressbuild.importers.account.pageedges import at_feet, pages
from pressbuild.importers.account.refusals import adrift, begun_anew, refusals
from pressbuild.importers.account.report import Reading, reasons
from pressbuild.importers.account.shapes import shapes
from pressbuild.importers.flattened.linenumbers import LINE_NUMBER
from pressbuild.importers.flattened.lines import SENTENCE_END, Shape
from pressbuild.importers.flattened.pages import NUMBERED, RULE, RUNNING_HEAD
from pressbuild.importers.flattened.parted import PARTED, put_together
from pressbuild.importers.flattened.setting import added_space, lost_space
from pressbuild.importers.flattened.unseen import unseen
from pressbuild.importers.marks.notemarks import (
    SURE,
    Body,
    Missing,
)
from pressbuild.importers.marks.outright import taken_again
from pressbuild.importers.markup import clean
from pressbuild.tongue import spoken

DOUBTS_SHOWN = 12
MOST_SAID = 12  # further marks, each of which is said
MOST_REPEATED = 100  # figures that repeat a mark, each of which is said
LONGER, FEWEST_PEERS = 3, 3  # how many times longer than any other a note is in doubt, and among how many
TOWERING = 4  # how many times longer than most a note that others follow is in doubt
WORDS_SHOWN = 4
FURNITURE = (NUMBERED, RUNNING_HEAD)
KINDS = {
    "wrongly decoded": "letters that had been decoded wrongly were mended {count}, first “{before}” to “{became}”",
    "a ligature": "ligatures were parted into letters {count}, first “{before}” to “{became}”",
    "an accent apart": "letters and accents that stood apart were put together {count}, first “{became}”",
    "a character by name": "HTML’s names of characters were read as these {count}, first “{before}” as “{became}”",
    "control characters": "control characters were left out {count}",
    "direction marks": "marks that turn the direction of writing were left out {count}",
    "a word in two lines": "words that a line's end had parted were put together {count}, first “{became}”",
}


def findings(reading: Reading) -> tuple[Diagnostic, ...]:
    """The diagnostics of an import: first what is doubtful, then what was assumed."""
    return (
        *_missing(reading),
        *_unlisted(reading),
        *at_feet(reading),
        *_unread(reading),
        *_in_lists(reading),
        *_behind_notes(reading),
        *_long_notes(reading),
        *_doubtful(reading),
        *adrift(reading),
        *begun_anew(reading),
        *inline_notes(reading),
        *refusals(reading),
        *shapes(reading),
        *pages(reading),
        *_counts(reading),
        *_spaces(reading),
        *_lone(reading),
        *_unseen(reading),
        *_mended(reading),
        *_lost_letters(reading),
        *_hyphens(reading),
        *_tongue(reading),
    )


def _missing(reading: Reading) -> Iterator[Diagnostic]:
    bodies = {body.number: body for body in reading.recovery.bodies}
    for missing in reading.recovery.missing:
        printed = bodies[missing.number].printed
        named = f"{missing.number} (“{printed}”)" if isinstance(printed, str) else missing.number
        message = f"note {named} has no mark in the text; it belongs {_between(reading, missing)}"
        hint = f"put [^{missing.number}] there"
        yield Diagnostic("note-orphan", message, reading.place(bodies[missing.number].start), hint, WARNING)
    for mark in reading.recovery.marks:
        if mark.number not in bodies:
            message = f"the text refers to note {mark.number}, which the list of notes lacks"
            yield Diagnostic("note-missing", message, reading.place(mark.offset), "add the note", WARNING)


def _between(reading: Reading, missing: Missing) -> str:
    """Where a mark belongs: between two lines, or words of one."""
    after, before = (reading.lineation.at(offset)[0] for offset in (missing.after, missing.before))
    if after < before:
        return f"between lines {after} and {before}"
    above, below = (_words_before(reading, offset) for offset in (missing.after, missing.before))
    return f"in line {after}, " + (f"between “{above}” and “{below}”" if above else f"before “{below}”")


def _words_before(reading: Reading, offset: int) -> str:
    """The last words of a line before a place in it, without the mark that they may end in."""
    start = reading.text.rfind("\n", 0, offset) + 1
    words = clean(reading.text[start:offset]).rstrip("0123456789[]()^*†‡ ").split()
    return " ".join(words[-WORDS_SHOWN:])


def _unlisted(reading: Reading) -> Iterator[Diagnostic]:
    if reading.unlisted and not reading.recovery.unread:
        first, last = reading.unlisted[0], reading.unlisted[-1]
        message = f"the text seems to have note marks {first.number} to {last.number} and has no list of notes"
        if reading.recovery.bodies:
            count = len(reading.unlisted)
            message = (
                f"{count} figures from {first.number} to {last.number} look like marks of notes that were not found"
            )
        hint = "put the notes at its end, each with its number, below a line “Notes”"
        yield Diagnostic("note-missing", message, reading.place(first.digit), hint, WARNING)


def _unread(reading: Reading) -> Iterator[Diagnostic]:
    """The lists that look like notes and are not read as notes, with the reason."""
    for listed in reading.recovery.unread:
        yield Diagnostic("assumed", listed.message, reading.place(listed.start), listed.hint, WARNING)


def _in_lists(reading: Reading) -> Iterator[Diagnostic]:
    """What is wrong with the numbers of the lists of notes: gaps, disorder, repetitions."""
    highest = 0
    for listed in reading.recovery.lists:
        highest = highest if listed.goes_on else listed.lowest - 1
        later = {label.number for label in listed.labels}
        for label in listed.labels:
            place, number = reading.place(label.start), label.number
            if number < highest:
                yield found(
                    "note-order",
                    f"note {number} stands behind note {highest} in the list of notes",
                    place,
                    "put it in its place",
                )
            elif lacking := [str(n) for n in range(highest + 1, number) if n not in later]:
                lost = f"note {lacking[0]} is" if len(lacking) == 1 else f"notes {lacking[0]} to {lacking[-1]} are"
                message = f"the list of notes goes on with {number}; {lost} missing there"
                yield Diagnostic("note-missing", message, place, "look for what was lost, or number anew", WARNING)
            highest = max(highest, number)
        for label in listed.repeats:
            message = f"the list has a second note {label.number}; it was left in the note above as a paragraph"
            hint = "give it a number and a mark of its own"
            yield Diagnostic("note-duplicate", message, reading.place(label.start), hint, WARNING)


def _behind_notes(reading: Reading) -> Iterator[Diagnostic]:
    """What stands below the list of notes that ends a text, and is none of them."""
    lists = (*reading.recovery.lists, *reading.recovery.by_symbol)
    listed = max(lists, key=lambda listed: listed.last, default=None)
    below = reading.blocks[listed.last + 1 :] if listed and (listed.named or listed.final) else ()
    if below:
        first, last = below[0].number, below[-1].lines[-1].number
        lines = f"line {first} follows" if first == last else f"lines {first} to {last} follow"
        message = f"{lines} the notes and {'is' if first == last else 'are'} text"
        hint = "where that belongs to the last note, indent it and import again"
        yield found("assumed", message, reading.place(below[0].start), hint)


def _long_notes(reading: Reading) -> Iterator[Diagnostic]:
    """The notes that are far longer than the others: behind the last of a list what follows notes may have got into
    them, in others whatever stands between two lists."""
    lasts = {listed.last for listed in reading.recovery.lists}
    whole = [body for body in reading.recovery.bodies if not body.amid]
    others = [body for body in whole if body.last not in lasts]
    longest = max((body.end - body.text_start for body in others), default=0)
    most = max((body.last - body.first for body in others), default=0)
    paragraphs, letters = _towering(whole) if len(others) >= FEWEST_PEERS else (0, 0)
    for body in whole if len(others) >= FEWEST_PEERS else ():
        further = body.last - body.first
        if body.last in lasts:
            is_long = further > most + 1 or (further > 0 and body.end - body.text_start > LONGER * longest)
            what, hint = "follows the notes", "where it does, put a heading or a wide gap above it and import again"
        else:
            is_long = further > paragraphs and body.end - body.text_start > letters
            what, hint = "is no note", "where it is text, the notes are read wrongly"
        if is_long:
            below = reading.blocks[body.first + 1]
            words = reading.shown(below.start, below.end)
            message = f"note {body.number} is far longer than the others; “{words}” may begin what {what}"
            yield Diagnostic("assumed", message, reading.place(below.start), hint, WARNING)


def _towering(bodies: Sequence[Body]) -> tuple[int, int]:
    """More further paragraphs, and more letters, than a note has where nine of ten are like most."""
    nine_of_ten = (len(bodies) - 1) * 9 // 10
    further = sorted(body.last - body.first for body in bodies)[nine_of_ten]
    return further + TOWERING, sorted(body.end - body.text_start for body in bodies)[nine_of_ten] * TOWERING


def _doubtful(reading: Reading) -> Iterator[Diagnostic]:
    repeats = reading.recovery.repeated
    if len(repeats) > MOST_REPEATED:
        message = f"{len(repeats)} figures look like second marks of notes; they were left as figures"
        hint = "if one is a mark, write the number of its note, [^1], in its place"
        yield found("note-repeated", message, reading.place(repeats[0].digit), hint)
    for repeated in repeats if len(repeats) <= MOST_REPEATED else ():
        figure = reading.text[repeated.start : repeated.end]
        message = f"“{figure}” looks like a second mark of a note; it was left as a figure"
        hint = f"if it is one, write [^{repeated.number}]"
        yield found("note-repeated", message, reading.place(repeated.digit), hint)
    again = list(taken_again(reading.recovery))
    if len(again) > MOST_SAID:
        message = (
            f"{len(again)} figures in brackets are taken for further marks of notes that others call, or out of order"
        )
        yield found("assumed", message, reading.place(again[0].offset), "check the first and the last")
    for mark in again if len(again) <= MOST_SAID else ():
        message = f"“[{mark.printed}]” is taken for a mark of note {mark.number}: {mark.evidence[-1]}"
        yield found("assumed", message, reading.place(mark.offset), "where it is a figure, write that again")
    for mark in reading.recovery.marks:
        if mark.confidence < SURE:
            message = (
                f"“{mark.printed}” is taken for the mark of note {mark.number}: {', '.join(reasons(reading, mark))}"
            )
            hint = f"where it is none, put [^{mark.number}] in its place, and the figure back"
            yield Diagnostic("assumed", message, reading.place(mark.offset), hint, WARNING)


def _counts(reading: Reading) -> Iterator[Diagnostic]:
    wrapped = sum(len(b.lines) > 1 and b.shape is Shape.PROSE for b in reading.blocks)
    left_out = Counter(omission.why for omission in reading.omissions)
    pages, heads = left_out["a page's number"], left_out["a running head"]
    joined = _joined_pages(reading)
    counts = (
        (
            joined,
            "a paragraph goes on over the edge of a page behind a stop",
            "paragraphs go on over the edges of pages behind stops",
        ),
        (pages, "a page's number was left out", "numbers of pages were left out"),
        (heads, "a running head was left out", "running heads were left out"),
        (
            left_out[LINE_NUMBER],
            "a line’s number in the margin of verse was left out",
            "numbers of lines in the margin of verse were left out",
        ),
        (left_out[RULE], "a rule above a page’s notes was left out", "rules above the notes of pages were left out"),
        (
            reading.begun,
            "a paragraph or heading begins behind a short line alone; look for others that were run together",
            "paragraphs and headings begin behind short lines alone; look for others that were run together",
        ),
        (len(reading.dashes), "a spaced hyphen became a dash", "spaced hyphens became dashes"),
        (len(reading.ellipses), "three spaced dots became an ellipsis", "rows of three dots became ellipses"),
        (len(reading.emphasis), "a pair of signs became emphasis", "pairs of signs became emphasis"),
        (wrapped, "a paragraph in broken lines was run on", "paragraphs in broken lines were run on"),
    )
    for count, one, several in counts:
        if count:
            yield found("assumed", one if count == 1 else f"{count} {several}")


def _spaces(reading: Reading) -> Iterator[Diagnostic]:
    """The spaces behind marks that copying had lost, and those before marks, each in one line."""
    marks, text = reading.recovery.marks, reading.text
    for places, what in (
        ([mark.end for mark in marks if lost_space(text, mark)], "a space lost behind a note's mark was put back"),
        ([mark.start for mark in marks if added_space(text, mark)], "a space before a note's mark was left out"),
    ):
        if places:
            times = "once" if len(places) == 1 else f"{len(places)} times, first here"
            yield found("assumed", f"{what} {times}", reading.place(places[0]))


def _joined_pages(reading: Reading) -> int:
    """How many paragraphs go on over what a page's edge left, though the sentence before it is ended."""
    gone = [omission.start for omission in reading.omissions if omission.why in FURNITURE]
    joined = 0
    for block in reading.blocks if gone else ():
        for above, below in pairwise(block.lines):
            between = bisect_left(gone, above.end) < bisect_left(gone, below.start)
            joined += between and SENTENCE_END.search(reading.text, above.start, above.end) is not None
    return joined


def _lone(reading: Reading) -> Iterator[Diagnostic]:
    """The underscores that open or close emphasis, and pair with none: in one line."""
    if not reading.lone:
        return
    lines = dict.fromkeys(reading.lineation.at(offset)[0] for offset in reading.lone)
    named = ", ".join(map(str, list(lines)[:DOUBTS_SHOWN])) + (" and further on" if len(lines) > DOUBTS_SHOWN else "")
    message = f"underscores that pair with none stand in line {named}; they were left as they are"
    yield Diagnostic("assumed", message, reading.place(reading.lone[0]), "one of a pair may be lost", WARNING)


def _unseen(reading: Reading) -> Iterator[Diagnostic]:
    """Spaces and signs that do not show, a kind at a time."""
    for kind in unseen(reading.text):
        lines = [reading.lineation.at(offset)[0] for offset in kind.first]
        others = ", ".join(map(str, dict.fromkeys(lines[1:])))
        hint = f"more in line {others}" + (" and further on" if kind.count > len(lines) else "") if others else ""
        yield found("assumed", kind.said, reading.place(kind.first[0]), hint)


def _mended(reading: Reading) -> Iterator[Diagnostic]:
    """What was mended, a kind at a time, at the place of its first."""
    firsts = {repair.kind: repair for repair in reversed(reading.mended.repairs)}
    for kind, first in sorted(firsts.items()):
        text = reading.mended.source
        before = " ".join(text[first.start : first.end].split()).replace("\xad", "")
        count = reading.mended.counts[kind]
        became = put_together(text, first) if kind == PARTED else " ".join(first.text.split())
        code = "mended" if kind == "wrongly decoded" else "assumed"
        message = KINDS[kind].format(count="once" if count == 1 else f"{count} times", before=before, became=became)
        yield found(code, message, Place(reading.source.name, *reading.before_mending(first.start)))


def _lost_letters(reading: Reading) -> Iterator[Diagnostic]:
    """The signs that stand for a letter which was lost before the text came here."""
    if count := reading.text.count("\ufffd"):
        message = f"letters were lost before the text came here: “\ufffd” stands for each, {count} in all"
        place = reading.place(reading.text.index("\ufffd"))
        yield Diagnostic("mended", message, place, "look them up in another copy", WARNING)


def _hyphens(reading: Reading) -> Iterator[Diagnostic]:
    """The hyphens at lines' ends that were left out, or kept, without proof: the first of each, with their lines."""
    for joined, what, hint in (
        (True, "put together without proof", "put the hyphen back where a word has one"),
        (False, "left with their hyphens, and may be one word each", "take the hyphen out where a word has none"),
    ):
        both = [
            (reading.before_mending(doubt.start), f"{doubt.head}-{doubt.tail}")
            for doubt in reading.mended.doubts
            if doubt.joined is joined
        ]
        both += [
            (reading.lineation.at_source(word.hyphen), f"{word.head}-{word.tail}")
            for word in reading.over.words
            if not word.sure and word.joined is joined
        ]
        if not both:
            continue
        both.sort()
        named = ", ".join(f"“{word}” (line {line})" for (line, _), word in both[:DOUBTS_SHOWN])
        further = f" and {len(both) - DOUBTS_SHOWN} more" if len(both) > DOUBTS_SHOWN else ""
        message = f"words at lines’ ends were {what}: {named}{further}"
        yield Diagnostic("assumed", message, Place(reading.source.name, *both[0][0]), hint, WARNING)


def _tongue(reading: Reading) -> Iterator[Diagnostic]:
    if reading.tongue.denies("en"):
        yield found("assumed", spoken(reading.tongue))
