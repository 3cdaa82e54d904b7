"""Safe fixes made: a manuscript's text and `Fix`es in, the mended text out. Pure.

A fix says what stands at its place; where something else does, or another fix has been there, it is left out. Words are
compared before and after, so that a fix changes spaces, marks and letters that only looked alike, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable

from pressbuild.diagnostics import Diagnostic, Fix, found
from pressbuild.rules.characters import APOSTROPHES, LOOK_ALIKES

MARK = "\ufeff"
ENDS = re.compile("\r\n|\r|\n")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
SIGNS = re.compile(r"[^\w]|_")
ALIKE = str.maketrans(LOOK_ALIKES | dict.fromkeys(APOSTROPHES, "’"))  # two of these are letters for Unicode


def fixed(text: str, fixes: Iterable[Fix]) -> str:
    """The text with every fix made that still applies."""
    mark, body = (MARK, text[1:]) if text.startswith(MARK) else ("", text)
    starts = [0, *(end.end() for end in ENDS.finditer(body))]
    parts: list[str] = []
    done = 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.place.line, fix.place.column)):
        start = starts[fix.place.line - 1] + fix.place.column - 1 if fix.place.line <= len(starts) else len(body)
        if start >= done and fix.old and body.startswith(fix.old, start):
            parts += [body[done:start], fix.new]
            done = start + len(fix.old)
    return mark + "".join([*parts, body[done:]])


def same_words(before: str, after: str) -> bool:
    """Whether two texts have the same letters and figures in the same order, look-alikes and ligatures taken as one,
    letters that are typed for an apostrophe as one."""
    return _letters(before) == _letters(after)


def refusal(finding: Diagnostic) -> Diagnostic | None:
    """The finding for a finding whose fix would change a word; None where no fix does."""
    wrong = next((fix for fix in finding.fixes if not same_words(fix.old, fix.new)), None)
    if wrong is None:
        return None
    message = f"the fix of {finding.code} would change a word, “{wrong.old}”, and was left out"
    return found("fidelity", message, wrong.place, "this is a fault of the program; please report it")


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", UNSEEN.sub("", text).translate(ALIKE)).translate(ALIKE)
    return SIGNS.sub("", folded)
