"""What an editor declares to be other words: a manuscript's source and the declared replacements in, the source with
the new words out. Pure.

A signed entry of the term sheet may replace quoted words. The proof reads what it says in their place, and so still
sees every other word that is lost.
"""

from collections.abc import Iterable

from pressbuild.diagnostics import Place
from pressbuild.verify.inline import PUNCTUATION

Replacement = tuple[Place, Place, str]  # where the opening and the closing mark stand, and the words between them


def amended(source: str, replacements: Iterable[Replacement]) -> str:
    """The source with every replacement made, the last one first, so that no place moves before its turn."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for opening, closing, words in sorted(replacements, reverse=True):
        start = starts[opening.line - 1] + opening.column
        end = starts[closing.line - 1] + closing.column - 1
        literal = "".join(f"\\{sign}" if sign in PUNCTUATION else sign for sign in words)
        source = source[:start] + literal + source[end:]
    return source
