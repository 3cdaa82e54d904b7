"""A manuscript's Markdown in, the text as a house sets it out: what the golden cases of quotes and stops compare.

The output is Markdown again, as far as the cases need it: a paragraph a line, `*emphasis*`, `[^1]`, and below the text
what was found. With `show=roles` it is the ledger instead, a quotation a line.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from pressbuild.document import (
    Document,
    Emph,
    Inline,
    Inlines,
    LineBreak,
    NoteRef,
    Quote,
    SmallCaps,
    Span,
    Strong,
    Text,
)
from pressbuild.house import House, read_house
from pressbuild.manuscript import read_manuscript
from pressbuild.quotation import ledger, recognise
from pressbuild.quotation.passages import in_reading_order
from pressbuild.reading import read
from pressbuild.transforms import apply
from pressbuild.tree import inner, marks, plain

AROUND = {Emph: ("*", "*"), Strong: ("**", "**"), SmallCaps: ("<sc>", "</sc>")}
VISIBLE = {"\u00a0": "~", "\u200a": "|", "\u202f": "_"}  # spaces that a reader of the cases should see


def read_text(markdown: str) -> Document:
    """The recognised document of a manuscript."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.md"
        path.write_text(markdown, encoding="utf-8")
        return recognise(read(read_manuscript(path)))


def house_of(name: str) -> House:
    return read_house(name, Path("nowhere"))


def set_text(markdown: str, house: str = "as-written", show: str = "text") -> str:
    """The manuscript as the house sets it, or its ledger."""
    document = read_text(markdown)
    if show == "roles":
        return "".join(f"{entry.role:<15} {entry.code:<17} {entry.text}\n" for entry in ledger(document))
    lines = [text for p in in_reading_order(apply(document, house_of(house))) if (text := _passage(p.runs))]
    found = [
        f"{d.code} at {d.place.line}:{d.place.column}"
        for d in document.findings
        if d.place and d.code.startswith("quote-")
    ]
    return "\n\n".join(lines) + "\n" + "".join(f"\n{line}" for line in found)


def _passage(runs: tuple[Inlines, ...]) -> str:
    text = "\n".join(written(run) for run in runs)
    return "".join(VISIBLE.get(character, character) for character in text)


def written(inlines: Inlines) -> str:
    """Some inlines as Markdown, the house's marks in the text."""
    return "".join(_written(node) for node in inlines)


def _written(node: Inline) -> str:
    match node:
        case Text(value=value):
            return value
        case Quote(children=children):
            opening, closing = marks(node)
            return opening + written(children) + closing
        case Emph(children=children) | Strong(children=children) | SmallCaps(children=children):
            opening, closing = AROUND[type(node)]
            return opening + written(children) + closing
        case Span(role=role, children=children):
            return f"[{written(children)}]{{{role}}}"
        case NoteRef(label=label):
            return f"[^{label}]"
        case LineBreak():
            return "\\\n"
        case _:
            return written(inner(node)) or plain([node])
