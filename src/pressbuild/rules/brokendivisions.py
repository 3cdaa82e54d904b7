"""Divisions that are none or never end: `Copy` in, findings out. Pure.

`::: verse` begins one and `:::` ends it. With two colons it is a line of the text, and what it was to hold runs
together; where no `:::` follows, all that is left of the file is in it, prose as verse.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.manuscript.prose import prose
from pressbuild.patterns import lazily
from pressbuild.reading.classes import DIVISIONS, nearest_division
from pressbuild.rules.copy import Copy

AROUND = re.compile(r"(?:>\s?|[-+*]\s+|\d{1,9}[.)]\s+|\[\^[^\]\s]+\]:\s*|\s)*")
OPENING = lazily(r":{3,}\s*(?:\{[^{}]*\}|[\w-]+)\s*:*\s*$")
CLOSING = lazily(r":{3,}\s*$")
TOO_FEW = lazily(r"::\s?\{?\.?(?P<name>[\w-]+)[^{}]*\}?\s*$")


def division_broken(copy: Copy) -> Iterator[Diagnostic]:
    """A line with two colons that was to begin a division, and a division that nothing ends."""
    if "::" not in copy.source:
        return
    opened: list[tuple[Place, str]] = []
    for number, line in prose(copy.source, copy.body_line):
        around = AROUND.match(line)
        start = around.end() if around else 0
        text, place = line[start:].rstrip(), Place(copy.name, number, start + 1)
        if OPENING.match(text):
            opened.append((place, text))
        elif CLOSING.match(text) and opened:
            opened.pop()
        elif (few := TOO_FEW.match(text)) and (name := _meant(few["name"])):
            message = f"“{text}” begins no division, and stands in the text as it was typed"
            yield found("division-broken", message, place, f"write three colons, ::: {name}, and end it with :::")
    for place, text in opened:
        message = f"nothing ends what “{text}” begins: all that follows is in it"
        yield found("division-broken", message, place, "write ::: on a line of its own where it ends")


def _meant(name: str) -> str:
    return name if name in DIVISIONS else nearest_division(name)
