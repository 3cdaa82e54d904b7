"""Labels within a run of lines: one run in, those of its lines that begin notes or a chapter's head among them out.

A list of notes at the end whose lines are broken, and which no blank lines part, is one run. Its labels go up; where
numbers begin anew, the first note stands right below the head of its chapter, a short line that no sentence goes on to
and before which the note above has ended.
"""

from collections.abc import Collection, Iterator, Sequence

from pressbuild.importers.flattened.divisions import ENDINGS, LONGEST, PREFIX, division, is_division
from pressbuild.importers.flattened.lines import SENTENCE_END, Line, broken_by, label_at
from pressbuild.importers.marks.markcontext import ABBREVIATIONS, word_before
from pressbuild.importers.marks.notelabels import BARE, DIGITS, MOST_LOST, SKIPPED
from pressbuild.importers.marks.notelist import MOST_HEADS
from pressbuild.importers.notewords import heads_notes


def label_cuts(text: str, lines: Sequence[Line], within: Collection[int] = ()) -> list[int]:
    """The lines of a run that begin notes, and the heads of chapters below which their numbers begin anew."""
    heads = _heads_anew(text, lines, within)
    cuts = [head for head, _ in heads]
    for first, end in zip((0, *(one for _, one in heads)), (*cuts, len(lines)), strict=True):
        inside = {index - first for index in within}
        cuts += [first + cut for cut in _climbing_cuts(text, lines[first:end], inside, alone=bool(first))]
    return sorted({*cuts})


def _climbing_cuts(text: str, lines: Sequence[Line], within: Collection[int], *, alone: bool) -> list[int]:
    """The lines of a run that begin with labels 1, 2, 3 … or n, n+1 …: notes without blank lines between them, or a
    single one below a heading of notes, or where one may stand `alone`. Where the line above ends with a stop, labels
    in the form of the first may also skip some numbers, or repeat one. Of two with one number, a line `within` a
    sentence begins no note."""
    cuts: list[int] = []
    highest = 0
    form = ""
    labels = [label_at(text, line.start, line.end) for line in lines]
    surely = {label[0] for index, label in enumerate(labels) if label and index not in within}
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label is None or (index in within and label[0] in surely):
            continue
        above = lines[index - 1] if index else None
        dress = DIGITS.sub("n", text[line.start : label[1]]).strip()
        if not cuts:
            headed = above is None or heads_notes(text[above.start : above.end])
            begins = label[0] == 1 or headed
        else:
            closed = above is not None and index not in within and ended(text, above)
            most = MOST_LOST if cuts[0] else 1 + SKIPPED  # more where a heading says that these are notes
            near = dress == form != BARE and -SKIPPED <= label[0] - highest <= most and label[0] > 1
            begins = label[0] == highest + 1 or (closed and near)
        if begins:
            form = form or dress
            cuts.append(index)
            highest = max(highest, label[0])
    head = lines[cuts[0] - 1] if cuts and cuts[0] else None
    headed = head is not None and heads_notes(text[head.start : head.end])
    return cuts if len(cuts) > 1 or headed or alone else []


def _heads_anew(text: str, lines: Sequence[Line], within: Collection[int]) -> list[tuple[int, int]]:
    """The first lines of the heads that stand above a label 1, behind another label 1 of that form or a head `1. Rent`,
    and the lines of these labels. A line `within` a sentence is no head and has no label."""
    ones = {i: form for i, line in enumerate(lines) if i not in within and (form := _first_label(text, line))}
    heads: list[tuple[int, int]] = []
    seen: set[str] = set()
    for one, form in ones.items():
        head = next(_heads(text, lines, one, within), None) if form in seen or one - 1 in ones else None
        if head is not None:
            heads.append((head, one))
        seen.add(form)
    return heads


def _first_label(text: str, line: Line) -> str:
    """The form of a label 1 that begins a line, or nothing."""
    label = label_at(text, line.start, line.end)
    return DIGITS.sub("n", text[line.start : label[1]]).strip() if label and label[0] == 1 else ""


def _heads(text: str, lines: Sequence[Line], one: int, within: Collection[int]) -> Iterator[int]:
    """Where the head right above a label may begin: a chapter's number and its title stand on two lines, or on one."""
    for first in range(max(0, one - MOST_HEADS), one):
        shown = [text[line.start : line.end] for line in lines[first:one]]
        if first in within or not all(map(_may_be_head, shown)):
            continue
        numbered = is_division(shown[0]) or division(shown[0]) or PREFIX.match(shown[0])
        closed = first > 0 and ended(text, lines[first - 1])
        if numbered or (closed and len(shown) == 1):
            yield first


def _may_be_head(line: str) -> bool:
    """May a line be a chapter's head, or a part of one: is it short, does it begin as one does, and end no sentence?"""
    begins = line[0].isupper() or line[0].isdigit() or not line[0].isalnum()
    return len(line) <= LONGEST and begins and (not line.endswith(ENDINGS) or is_division(line))


def within_sentences(text: str, lines: Sequence[Line], measure: int) -> frozenset[int]:
    """The lines that go on with a sentence, which the measure broke above them: `page` and `5. The rest`."""
    if not measure:
        return frozenset()
    full = enumerate(broken_by(measure, text, lines), start=1)
    return frozenset(i for i, broken in full if broken and not _surely_ended(text, lines[i - 1]))


def _surely_ended(text: str, line: Line) -> bool:
    """Does a line end a sentence, and not with an abbreviation that a number follows: `p.` and `31. The rest`?"""
    abbreviated = text[line.end - 1] == "." and word_before(text, line.end - 1, line.start) in ABBREVIATIONS
    return ended(text, line) and not abbreviated


def ended(text: str, line: Line) -> bool:
    return SENTENCE_END.search(text, line.start, line.end) is not None
