"""The Markdown that an import writes: a manuscript in, its marks, notes and headings counted out. Pure.

It is no reader of Markdown: an editor's answers are about lines that the importer wrote, and these it knows.
"""

import re
from collections import Counter

MARK = re.compile(r"(?<!^)(?<!\\)\[\^\d+\]")
NOTE = re.compile(r"\[\^(\d+)\]: ")
HEADING = re.compile(r"#{1,6} ")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
DEFINED = re.compile(r"^\[\^[^\]\s]+\]:", re.MULTILINE)


def called(markdown: str) -> Counter[int]:
    """How often a text calls each note."""
    lines = COMMENT.sub("", markdown).split("\n")
    return Counter(int(mark[0][2:-1]) for line in lines for mark in MARK.finditer(line))


def held(markdown: str) -> dict[str, int]:
    """How many marks of notes, notes and headings a text has."""
    text = COMMENT.sub("", markdown)
    headings = sum(HEADING.match(line) is not None for line in text.split("\n"))
    return {"called": called(text).total(), "notes": len(DEFINED.findall(text)), "headings": headings}
