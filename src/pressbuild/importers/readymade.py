"""A Markdown file to a manuscript: a `Source` in, an `Imported` out that is the same text. Pure.

What is Markdown already is not written anew: only the ends of its lines and a byte-order mark are changed, and pictures
stay where they are. `pressbuild check` says what in it the reader does not take.
"""

import re

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.importers.source import Imported, Part, Source
from pressbuild.press import decode

CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]+)")
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


def import_markdown(source: Source) -> Imported:
    """The manuscript of a Markdown file. Raises `PressError` (`not-utf8`, `not-text`, `empty`)."""
    text = decode(source.data, source.name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise PressError(found("empty", f"{source.name} is empty", Place(source.name, 1, 1)))
    markdown = text.rstrip("\n") + "\n"
    findings = [found("assumed", "the file is Markdown already: its text is as it was")]
    if pictures := [name for name in PICTURE.findall(text) if "://" not in name]:
        message = f"{len(pictures)} pictures are named by their paths, the first {pictures[0]}: copy them along"
        findings.append(found("assumed", message))
    nowhere = {"offset": None, "line": None, "column": None, "confidence": 1.0, "evidence": ["a note of the file"]}
    report = {
        "source": {"path": source.name, "sha256": source.sha256, "length": len(text)},
        "words": {"left_out": []},
        "notes": [{"number": label, **nowhere} for label in CALL.findall(text)],
        "bodies": [{"number": label, "start": None, "end": None} for label in DEFINITION.findall(text)],
        "headings": [{"line": None, "text": words, "level": len(mark)} for mark, words in HEADING.findall(text)],
        "diagnostics": [],
    }
    empty = ("missing", "repeated", "rejected", "front", "lost_headings", "links", "dashes", "works")
    witness = (Part(source.data, "markdown"),)
    return Imported(markdown, report | {key: [] for key in empty}, tuple(findings), witness=witness)
