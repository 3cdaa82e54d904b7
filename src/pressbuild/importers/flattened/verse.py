"""Verse in flattened text: lines in, whether they are a stanza, which blocks are poems and their indents out. Pure.

Verse begins each line anew, with a capital, and ends it where the poet does; prose begins one with a capital now and
then, and ends it where the measure does. Modern verse in small letters is known by its short lines alone.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from pressbuild.importers.flattened.lines import Block, Line, Shape, broken_by

VERSE = 4  # so many short lines are verse, fewer an address or a signature
TERCET = 3  # so many lines that all begin with capitals say nothing of how prose is broken
FEWEST_STANZAS = 3  # of two or three lines each
CHANCE = 1e-5  # that a paragraph of prose begins each of its lines with a capital, as often as the text's prose does
LEAST, MOST = 0.05, 0.4  # how often a text's prose does that, at the least and at the most
PAUSES, PAUSED = ",;", 0.2  # how often a line of prose ends so, at the most
WIDE = 50  # columns; verse in small letters is seldom as wide
FEWEST_FULL, SHORT_OF = 4, 5  # lines, and columns that full ones may lack
STEP = 2  # columns of an indent
DEEPEST = 8  # steps
EM = "\u2003"
OPENERS = "“‘„«»\"'([—–-…_*"


def all_anew(text: str, lines: Sequence[Line], fewest: int = VERSE) -> bool:
    """Do four and more lines, or so many, begin with capitals, and are not all in capitals?"""
    if len(lines) < fewest or not all(begins_anew(text, line) for line in lines):
        return False
    return not all(text[line.start : line.end].isupper() for line in lines)


def begins_anew(text: str, line: Line) -> bool:
    letters = text[line.start : min(line.end, line.start + 9)].lstrip(OPENERS)
    return letters[:1].isupper()


def capitals(text: str, runs: Sequence[Sequence[Line]]) -> float:
    """How often a line of a text's prose begins with a capital by chance."""
    prose = (lines for lines in runs if not all_anew(text, lines, TERCET))
    inner = [begins_anew(text, line) for lines in prose for line in lines[1:]]
    return min(MOST, max(LEAST, sum(inner) / len(inner))) if inner else LEAST


def is_stanza(text: str, lines: Sequence[Line], chance: float) -> bool:
    """Are lines that fill the measure verse all the same? Too many begin with capitals to do so by chance, within a
    sentence above all."""
    if not all_anew(text, lines):
        return False
    paused = sum(text[line.end - 1] in PAUSES for line in lines[:-1])
    return chance ** (len(lines) - 1) * PAUSED**paused <= CHANCE


def poems(blocks: Sequence[Block], settled: Collection[int]) -> Iterator[tuple[int, int]]:
    """The blocks [first, end) that are poems, none of them `settled`: stanzas of four lines and more, with shorter ones
    beside them, or three and more short ones of one length."""
    kept = [i for i, block in enumerate(blocks) if block.shape is Shape.LINES and i not in settled]
    for _, group in groupby(enumerate(kept), key=lambda item: item[1] - item[0]):
        run = [index for _, index in group]
        lengths = Counter(len(blocks[index].lines) for index in run)
        if max(lengths) >= VERSE or lengths.most_common(1)[0][1] >= FEWEST_STANZAS:
            yield run[0], run[-1] + 1


def may_be_prose(text: str, lines: Sequence[Line]) -> bool:
    """Are lines broken as those of prose at a measure of their own are?"""
    longest = max(line.indent + line.length for line in lines)
    return len(lines) >= VERSE and all(broken_by(longest, text, lines, ragged=0))


def runs_full(text: str, lines: Sequence[Line], openings: Collection[int], wide: int = WIDE) -> bool:
    """Do most lines run as far as the longest fifth, at least as `wide`, and go on with their sentences, though the
    text's measure is another? Lines right above the `openings` of paragraphs end where these end."""
    own = sorted(line.indent + line.length for line in lines)[len(lines) * 4 // 5]
    if len(lines) < FEWEST_FULL or own < wide:
        return False
    full = broken_by(own, text, lines, ragged=SHORT_OF)
    within = [index for index, broken in enumerate(full, start=1) if broken and index not in openings]
    small = sum(text[lines[index].start].islower() for index in within)
    others = len(lines) - 1 - sum(index > 0 for index in openings)
    return len(within) * 4 >= others * 3 and small * 3 >= others * 2


def indented(line: Line, margin: int) -> str:
    """What stands for a line's indent in a manuscript, whose own spaces at a line's beginning say nothing."""
    return EM * min(DEEPEST, round((line.indent - margin) / STEP))
