"""What an editor or a house declares to be other words: a manuscript's source and the declared replacements in, the
source with the new words out. Pure.

A signed entry of the term sheet may replace quoted words, a house writes figures and dates its own way. The proof reads
what they say in the author's place, and so still sees every other word that is lost.
Citations that are written out are Markdown, and read as such.
"""

from collections.abc import Iterable

from pressbuild.diagnostics import Place
from pressbuild.verify.inline import PUNCTUATION

# Where it begins, the place right behind its end, the words between them as far as they are known, and those instead.
Replacement = tuple[Place, Place, str, str]


Edit = tuple[int, int, str]  # the offsets between which it stands, and the Markdown that is read there


def amended(source: str, replacements: Iterable[Replacement], edits: Iterable[Edit] = ()) -> str:
    """The source with every replacement made, and with Markdown that is read in the place of some of it."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    changes: list[Edit] = [(edit[0], edit[1], edit[2]) for edit in edits]
    done = 0
    for first, behind, old, words in sorted(replacements, key=lambda each: (each[0].line, each[0].column)):
        start, end = (starts[place.line - 1] + place.column - 1 for place in (first, behind))
        if old.split() != source[start:end].split() and (at := _within_block(source, old, max(start, done))) >= 0:
            start, end = at, at + len(old)  # all of raw HTML has the place of its block, which is before its words
        literal = "".join(f"\\{sign}" if sign in PUNCTUATION else sign for sign in words)
        changes.append((start, end, literal))
        done = end
    parts: list[str] = []
    done = 0
    for start, end, text in sorted(changes):
        parts += [source[done:start], text]
        done = end
    return "".join([*parts, source[done:]])


def _within_block(source: str, old: str, start: int) -> int:
    """Where some words stand next in a block; -1 where they do not, or are not known."""
    end = source.find("\n\n", start)
    return source.find(old, start, end if end >= 0 else len(source)) if old else -1
