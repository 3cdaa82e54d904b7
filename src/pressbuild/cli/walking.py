"""Walking through the doubts of an import: an `Imported` in, the manuscript as an editor wants it out. Asks, prints.

At each doubt the editor answers with one letter; the end of the input accepts what is left.
"""

import sys
from contextlib import suppress

from pressbuild.cli.printing import printable
from pressbuild.importers import Imported
from pressbuild.importers.doubts import Doubt, doubts

LONGEST = 400
KEYS = "[a]ccept, [r]eject, [e]dit, accept all that is [l]eft"
KEYS_WITHOUT_OTHER = "[a]ccept, [e]dit, accept all that is [l]eft"
KEYS_WITHOUT_LINE = "[a]ccept, accept all that is [l]eft"


def walk(imported: Imported) -> str:
    """Asks about every doubt, the most doubtful first."""
    markdown = imported.markdown
    asked = doubts(imported)
    for number, asked_doubt in enumerate(asked, start=1):
        doubt = asked_doubt.found_in(markdown)
        if doubt is None:
            continue  # an answer before has changed its place
        _show(doubt, number, len(asked))
        answer = _answer(doubt)
        if answer == "l":
            break
        if answer == "r":
            markdown = doubt.rejected(markdown)
        elif answer == "e":
            markdown = doubt.written(markdown, _edited(doubt.line))
    return markdown


def _show(doubt: Doubt, number: int, of: int) -> None:
    print(f"\n{number} of {of}: {printable(doubt.message)}")
    if doubt.hint:
        print(f"    {printable(doubt.hint)}")
    if doubt.line:
        print(f"    now: {printable(_cut(doubt.line, doubt.find))}")
    if doubt.instead is not None:
        other = doubt.line.replace(doubt.find, doubt.instead, 1) if doubt.find else doubt.instead
        print(f"    else: {printable(_cut(other, doubt.instead))}")


def _cut(line: str, around: str) -> str:
    """A long line's part round what the doubt is about."""
    if len(line) <= LONGEST:
        return line
    at = max(0, line.find(around) - LONGEST // 2)
    return ("…" if at else "") + line[at : at + LONGEST] + "…"


def _answer(doubt: Doubt) -> str:
    """One of a, r, e, l; what cannot be done with this doubt is not offered."""
    keys = KEYS if doubt.instead is not None and doubt.line else KEYS_WITHOUT_OTHER if doubt.line else KEYS_WITHOUT_LINE
    if doubt.instead is not None and not doubt.line:
        keys = "[a]ccept, [r]eject, accept all that is [l]eft"
    while True:
        try:
            given = input(f"{keys}: ").strip().lower()[:1] or "a"
        except EOFError:
            print()
            return "l"
        if f"[{given}]" in keys:
            return given
        print(f"“{printable(given)}” is none of these")


def _edited(line: str) -> str:
    """A line as the editor writes it anew; the former one stands there to be changed, where the terminal can."""
    with suppress(ImportError):
        import readline

        if sys.stdin.isatty():
            readline.set_startup_hook(lambda: readline.insert_text(line))
            try:
                return input("> ")
            finally:
                readline.set_startup_hook()
    return input("> ") or line
