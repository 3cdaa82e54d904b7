"""Notes in the margin of a web page: an edition, a page's text and its notes in, a stylesheet out; pure.

Each note stands beside the line that calls it, or below the note before it where that one is long (CSS anchor
positioning, css-anchor-position-1). Where the notes are longer than the text, that column would lag behind and go on
alone below the text: they stay at the end, and a call opens its note over the page.
"""

from collections.abc import Sequence

from pressbuild.document import Note
from pressbuild.edition import Edition
from pressbuild.templates import stylesheet
from pressbuild.tree import plain
from pressbuild.xhtml.endnotes import note_id, reference_id
from pressbuild.xhtml.medium import Element

# What a line holds and how high it is, in the text's size, as web.css and web-margin.css have it.
TEXT_LETTERS, TEXT_LINE = 66, 1.5
NOTE_LETTERS, NOTE_LINE, NOTE_GAP = 42, 1.05, 0.67
NOTE_LINES = 24  # a longer one fades out after them
# The whole of it opens over the page, or here where the focus is in it. What is cut takes its number inside.
LONG = """:is({notes}):not(:popover-open, :target, :focus-within) {{
  max-height: 34em;
  margin-inline-start: -2em;
  padding-inline-start: 2em;
  box-sizing: content-box;
  list-style: none;
  overflow: hidden;
  mask: linear-gradient(#000 32.5em, transparent 34em);
}}
:is({notes}):not(:popover-open, :target, :focus-within)::before {{
  content: attr(value) ".";
  position: absolute;
  inset-inline-start: 0;
  width: 1.8em;
  text-align: end;
  color: var(--accent);
  font-variant-numeric: lining-nums;
}}"""


def margin(edition: Edition, text: Element, notes: Sequence[Note]) -> str:
    """The stylesheet that puts the notes of a page into its margin; empty where they have no place there."""
    notes = [note for note in notes if edition.references.get(note.label)]
    if not notes or not _have_room(text, notes):
        return ""
    long = [f"#{note_id(edition.numbers[note.label])}" for note in notes if _lines(note) > NOTE_LINES]
    rules, above = [LONG.format(notes=", ".join(long))] if long else [], ""
    for note in notes:
        number = edition.numbers[note.label]
        line, anchor = f"--{reference_id(number, 1)}", f"--{note_id(number)}"
        top = f"anchor({line} top)"
        if above:
            top = f"max({top}, anchor({above} bottom) + var(--between-notes))"
        rules.append(f"#{reference_id(number, 1)} {{ anchor-name: {line} }}")
        rules.append(f"#{note_id(number)}:not(:popover-open) {{ anchor-name: {anchor}; top: {top} }}")
        above = anchor
    inside = "\n".join((stylesheet("web-margin.css"), *rules))
    return f"@supports (top: anchor(--x top)) {{\n{inside}\n}}\n"


def _have_room(text: Element, notes: Sequence[Note]) -> bool:
    """Whether the notes, one below another, are not longer than the text."""
    lengths = [sum(map(len, block.itertext())) for block in text]
    high = sum(-(-length // TEXT_LETTERS) for length in lengths) * TEXT_LINE
    said = list(map(_lines, notes))
    return sum(min(lines, NOTE_LINES) for lines in said) * NOTE_LINE + len(said) * NOTE_GAP <= high


def _lines(note: Note) -> int:
    return -(-len(plain(note.children)) // NOTE_LETTERS)
