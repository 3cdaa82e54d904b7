"""Texts whose quotations a person has labelled: the texts in, each as a document with its labels out.

Three sources: the books of ../shared/corpus, of which `labels/` keeps only where quotations begin; the real essay with
its gold; and our own invented texts in `labelled/`, where a letter in braces stands before every opening mark.
`heldout.txt` is never learned from.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from pressbuild.document import Document, Role
from pressbuild.quotation import Entry, ledger, recognise
from tests.quotation.plain_document import document

HERE = Path(__file__).parent
LABELS = sorted((HERE / "labels").glob("*.json"))
WORK, HELD_OUT = HERE / "labelled" / "work.txt", HERE / "labelled" / "heldout.txt"
LETTER = re.compile(r"\{(\w)\}")
LETTERS: dict[str, Role] = {
    "s": "scare", "t": "term", "n": "nickname", "q": "quotation", "a": "title.article", "b": "title.book",
    "h": "title.headline", "f": "foreign", "k": "keep",
}  # fmt: skip

Spot = tuple[int, int]  # line and column of an opening mark


class Labelled(Struct, frozen=True):
    """A document and the roles that a person gave its quotations, by where they begin."""

    name: str
    document: Document
    roles: dict[Spot, str]

    def judged(self) -> list[tuple[Entry, str]]:
        """Every labelled quotation as the program judges it, with its label."""
        entries = ledger(recognise(self.document))
        return [(e, self.roles[e.line, e.column]) for e in entries if (e.line, e.column) in self.roles]


def coarse(role: str) -> str:
    """As ../shared/score/roles.py counts."""
    first = role.partition(".")[0]
    return {"term": "scare", "nickname": "scare", "keep": "scare"}.get(first, first)


def invented(path: Path) -> Iterator[Labelled]:
    """The texts of one of our own files: each begins with a line `# what it is`."""
    for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, text = part.partition("\n")
        lines = text.rstrip("\n").split("\n")
        roles = dict(spot for number, line in enumerate(lines, start=1) for spot in _spots(number, line))
        yield Labelled(name, document(LETTER.sub("", "\n".join(lines))), roles)


def _spots(number: int, line: str) -> Iterator[tuple[Spot, str]]:
    for index, match in enumerate(LETTER.finditer(line)):
        yield (number, match.start() + 1 - index * len(match[0])), LETTERS[match[1]]


def book(shared: Path, labels: Path) -> Labelled:
    """A book of the corpus with the labels of one file."""
    data = json.loads(labels.read_text(encoding="utf-8"))
    text = (shared / "corpus" / data["book"]).read_text(encoding="utf-8")
    starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
    roles = {}
    for role, offsets in data["roles"].items():
        for offset in offsets:
            line = bisect_right(starts, offset)
            roles[line, offset - starts[line - 1] + 1] = role
    return Labelled(labels.stem, document(text), roles)


def books(shared: Path) -> Iterator[Labelled]:
    for labels in LABELS:
        yield book(shared, labels)


def essay(shared: Path) -> Labelled:
    """The real essay, its notes marked up, with the gold's roles and subkinds."""
    gold = json.loads((shared / "essay" / "gold.json").read_text(encoding="utf-8"))
    source = document(_marked_up((shared / "essay" / "essay.txt").read_text(encoding="utf-8"), gold))
    kinds = {"scare": "", "title": "title."}
    labels = [
        q["role"] if q["role"] not in kinds else kinds[q["role"]] + q["subkind"]
        for q in sorted(gold["quotes"], key=lambda quote: quote["id"])
    ]
    entries = ledger(recognise(source))
    return Labelled("the essay", source, {(e.line, e.column): r for e, r in zip(entries, labels, strict=True)})


def _marked_up(text: str, gold: dict[str, list[dict[str, int]]]) -> str:
    end = int(str(gold["notes_start"]))
    head, notes = text[:end], text[end:]
    for reference in reversed(gold["note_refs"]):
        head = head[: reference["start"]] + f"[^{reference['number']}]" + head[reference["end"] :]
    for note in gold["notes"]:
        notes = notes.replace(f"{note['number']}. ", f"[^{note['number']}]: ", 1)
    return head + notes
