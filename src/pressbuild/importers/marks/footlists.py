"""Lists of notes amid a text, at the ends of its pages and chapters: blocks in, the lists that are notes out."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial
from itertools import zip_longest

from pressbuild.importers.flattened.lines import SENTENCE_END, Block
from pressbuild.importers.marks.chapterheads import heads_in_text, titles_among_notes
from pressbuild.importers.marks.figures import Seen, spaced_word
from pressbuild.importers.marks.markchain import SKIP
from pressbuild.importers.marks.markcontext import COUNTED, RULED_OUT, Candidate, behind_space
from pressbuild.importers.marks.markevidence import HIGHEST
from pressbuild.importers.marks.markspaces import HABITS, Habit, counts_things, lists_things
from pressbuild.importers.marks.notelabels import SKIPPED, Label, labels_of
from pressbuild.importers.marks.notelist import LONGEST_HEADING, NoteList, extended, list_of, names_notes
from pressbuild.importers.marks.textitems import CITES, items_of_text
from pressbuild.importers.marks.weighing import NumberedLine, weighed

HALF = 0.5  # the share of numbered lines that are notes, below which their marks may stand behind spaces
RARE = 6.0  # what speaks against such marks
WITHIN_A_FIGURE = -7.0  # the last digits of another number, `46` of 28,446, are there by chance as often as a mark is


def foot_lists(
    seen: Seen, blocks: Sequence[Block], first: int, usual_gap: int
) -> tuple[tuple[NoteList, ...], Habit | None]:
    """The lists from block `first` on whose notes are called in the text right above them, and the habit that the work
    has of setting marks behind spaces, if it has one."""
    text = seen.text
    labels = [label for label in labels_of(text, blocks) if label.block >= first]
    of_text = set(items_of_text(text, blocks, labels, usual_gap))
    labels = [label for label in labels if label.block not in of_text]
    highest = _reached({label.number for label in labels})
    begins = {label.block: label.text_start + 1 for label in labels}  # the figure of a label or behind it calls nothing
    spans = ((begins.get(index, block.start), block.end) for index, block in enumerate(blocks))
    figures = [figure for span in spans for figure in seen.within(*span, highest)]
    heads = heads_in_text(text, blocks, labels)
    lines = {
        label.block: _line(text, blocks, label, below, usual_gap, opens=label.block in heads)
        for label, below in zip_longest(labels, labels[1:])
    }
    habit: Habit | None = None
    glued = list(_marks(figures, None))
    tried = [glued]
    found, weight = weighed(blocks, lines, glued)
    if min(len(glued), sum(len(listed.labels) for listed in found)) < HALF * len(labels):
        rounded = all("(" in label.form for label in labels)
        for each in HABITS:
            gained = list(filter(each.gains_on, figures))
            counted = not rounded and counts_things(gained, partial(spaced_word, text))
            if not gained or counted or lists_things(gained):
                continue
            marks = list(_marks(figures, each))
            if marks in tried:  # two habits may come to the same in a work
                continue
            tried.append(marks)
            other, more = weighed(blocks, lines, marks)
            if more > weight + RARE and sum(len(listed.labels) for listed in other) >= each.least:
                found, weight, habit = other, more, each
    all_heads = heads | titles_among_notes(text, blocks, labels)
    ends = [*(listed.labels[0].block for listed in found[1:]), len(blocks)]
    lists = [
        list_of(text, blocks, listed.labels, end, usual_gap, all_heads, goes_on=listed.goes_on)
        for listed, end in zip(found, ends, strict=False)
    ]
    return tuple(extended(text, blocks, lists, usual_gap, all_heads)), habit


def _reached(numbers: AbstractSet[int]) -> int:
    """The highest number that a list can lead up to, as few lost as it may lack in a row: the year that a paragraph
    begins with labels no note."""
    reached = 0
    for number in sorted(numbers):
        if number > reached + 1 + SKIPPED:
            break
        reached = number
    return min(HIGHEST, reached)


def _marks(figures: Sequence[Candidate], habit: Habit | None) -> Iterator[Candidate]:
    """The figures that may be marks where this is the work's habit."""
    for figure in map(habit.gained, figures) if habit else figures:
        free = RULED_OUT.isdisjoint(figure.evidence) and figure.evidence[:1] != (COUNTED[0],)
        if figure.score > -SKIP or (figure.score > WITHIN_A_FIGURE and free and (habit or not behind_space(figure))):
            yield figure


def _line(
    text: str, blocks: Sequence[Block], label: Label, below: Label | None, usual_gap: int, *, opens: bool
) -> NumberedLine:
    """A label's line as it looks, with the label `below` it in the text."""
    block = blocks[label.block]
    above = blocks[label.block - 1] if label.block else None
    return NumberedLine(
        label,
        is_head=block.length <= LONGEST_HEADING and SENTENCE_END.search(text, block.start, block.end) is None,
        opens=opens,
        cites=CITES.search(text, label.text_start, block.end) is not None,
        announced=above is not None and text[above.end - 1] == ":",
        named=above is not None and names_notes(text, above),
        apart=block.gap > usual_gap,
        at_foot=block.foot,
        last=_last_item(text, block, label, below),
    )


def _last_item(text: str, block: Block, label: Label, below: Label | None) -> int:
    """The last of the items that stand behind a label in its paragraph, each behind a stop, `1. Bread. 2. Salt.`, or
    the label's own number; a single one is an item where the label `below` follows it."""
    number = label.number
    for item in _items(label.form).finditer(text, label.text_start, block.end) if "n" in label.form else ():
        number += item[1] == str(number + 1)
    follows = below is not None and below.block == label.block + 1 and below.number == number + 1
    return number if number > label.number + (not follows) else label.number


@cache
def _items(form: str) -> re.Pattern[str]:
    return re.compile(rf"[.;,:]\s+{re.escape(form).replace('n', '([0-9]+)', 1)}\s+(?=[^\W\d])")
