"""A reader for tests that need no Markdown: plain text in, a Document with places out. One line is one paragraph."""

import re

from pressbuild.diagnostics import Place
from pressbuild.document import Document, Front, Inlines, Note, NoteRef, Paragraph, Text

NOTE = re.compile(r"\[\^(\w+)\]")
BODY = re.compile(r"\[\^(\w+)\]: ")


def document(source: str) -> Document:
    """The document of a plain text: paragraphs, `[^1]` references and `[^1]: ` notes, each character in its place."""
    blocks = []
    notes = []
    for number, line in enumerate(source.split("\n"), start=1):
        note = BODY.match(line)
        if note:
            notes.append(Note(note[1], (Paragraph(_inlines(line, number, note.end())),)))
        elif line.strip():
            blocks.append(Paragraph(_inlines(line, number, 0), place=Place("text", number, 1)))
    return Document(Front(), tuple(blocks), tuple(notes))


def paragraph(text: str) -> Document:
    """A document of one paragraph."""
    return document(text)


def _inlines(line: str, number: int, start: int) -> Inlines:
    nodes: list[Text | NoteRef] = []
    for match in NOTE.finditer(line, start):
        nodes += [
            _text(line, number, start, match.start()),
            NoteRef(match[1], place=Place("text", number, match.start() + 1)),
        ]
        start = match.end()
    return tuple(
        node for node in (*nodes, _text(line, number, start, len(line))) if not isinstance(node, Text) or node.value
    )


def _text(line: str, number: int, start: int, end: int) -> Text:
    return Text(line[start:end], place=Place("text", number, start + 1))
