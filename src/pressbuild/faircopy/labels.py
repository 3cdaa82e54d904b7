"""Note labels in the source text: what pandoc drops in silence. Source in, `Labels` out; pure.

pandoc keeps the first definition of a label, drops an orphan and every reference inside a note, comes to no end where a
note refers to itself, and makes raised letters of what stands between two references without notes. The labels are
therefore read a second time, by a path of their own: line by line, outside comments and fenced code.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct, field

from pressbuild.diagnostics import Diagnostic, Place, found, shortened
from pressbuild.faircopy.definitions import unused_definitions
from pressbuild.manuscript.prose import DEFINITION, NEW_BLOCK, REFERENCE, blanked, fold, prose, with_code_blanked

BROKEN = re.compile(r"(?<!\\)(?:\[\^(?=[^\]\n]*\s)[^\]\n]{1,40}\](?!:)|(?<![\\\w]\[)(?<!\\)\^\[[^\]\n]+\](?!\^))")
SPACED = re.compile(r"\[\^\s*([^\]\s]+)\s*\]")
RAISED = re.compile(r"(?<!\\)\^[^\s^\[\]]+$")
INDENTED = re.compile(r"\s{4,}\[\^([^\]\s]+)\]:")
SHALLOW = re.compile(r" {1,3}(?=\S)")
LONGEST_QUOTED = 30
ITEM = re.compile(r"[-+*]\s|\d{1,9}[.)]\s")
OF_PICTURE = re.compile(r"(?:[\s>]|[-+*]\s|\d{1,9}[.)]\s|\[\^[^\]\s]+\]:)*!\[")
OF_TABLE = re.compile(r"[\s>]*:{3,}.*\.table\b")
CAPTION = re.compile(r"""(?<=[\s{])caption=(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")


class Labels(Struct, frozen=True):
    """`defined` gives the place of each label's first definition, `unused` the labels without a reference that pandoc
    sees, in the order of the file, those among them that captions and names call; `literal` are the references inside
    notes and those without a note, which are printed as they were typed; `findings` say what is wrong. Labels are
    folded to one case."""

    defined: dict[str, Place]
    unused: tuple[str, ...]
    literal: tuple[Place, ...]
    findings: tuple[Diagnostic, ...]


def scan(
    source: str,
    body_line: int,
    name: str,
    calls: Mapping[str, Place] = MappingProxyType({}),
    beside: Iterable[tuple[str, Place]] = (),
) -> Labels:
    """The labels of a manuscript's notes, and what is wrong with them; `calls` are those of texts of the front matter,
    by label, `beside` those behind its names, which pandoc does not see."""
    return _Scan(name, dict(calls), unseen=[*beside]).labels(source, body_line)


class _Scan(Struct):
    """The reading of a manuscript's labels: the first `calls` of front texts by label and definitions by folded label;
    what is wrong; the references in the `body`, those that pandoc does not see (`unseen`: in captions, behind names),
    and those that are `literal`. A call in a note prints no mark, and so counts for none. A note goes on `within` its
    label; `listed`: within a list; `begun` are the lines that begin with a reference, as a note would."""

    name: str
    calls: dict[str, Place]
    defined: dict[str, Place] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    literal: list[Place] = field(default_factory=list)
    body: list[tuple[str, Place]] = field(default_factory=list)
    unseen: list[tuple[str, Place]] = field(default_factory=list)
    within: str = ""
    listed: bool = False
    begun: dict[str, Place] = field(default_factory=dict)

    def labels(self, source: str, body_line: int) -> Labels:
        blank = True
        lines = [*with_code_blanked(prose(source, body_line))]
        if "]:" in source:
            self.findings += unused_definitions(((number, bare) for number, _, bare in lines), self.name)
        for number, line, bare in lines:
            self.line(number, line, _without_captions(bare), blank)
            blank = not line.strip()
        for label, place in [*self.calls.items(), *self.body, *self.unseen]:
            if fold(label) not in self.defined:
                self.findings.append(self.missing(label, place))
        self.literal += [place for label, place in self.body if fold(label) not in self.defined]
        used = {fold(label) for label, _ in (*self.calls.items(), *self.body)}
        unused = tuple(label for label in self.defined if label not in used)
        return Labels(self.defined, unused, tuple(self.literal), tuple(self.findings))

    def missing(self, label: str, place: Place) -> Diagnostic:
        """A reference without a note. Where a line begins with the label, it was to be the note."""
        message, begun = f"no note is defined for [^{label}]", self.begun.get(fold(label))
        hint = f"write the note at the end of the file: [^{label}]: …"
        if self.name.endswith(".toml"):
            hint = "this file holds no notes: call it in a chapter, or say it here in words"
        if begun == place:
            message, hint = f"this line begins like the note [^{label}], and has no colon", f"write [^{label}]: …"
        elif begun:
            hint = f"line {begun.line} was to be the note and has no colon: write [^{label}]: … there"
        return found("note-missing", message, place, hint)

    def line(self, number: int, line: str, bare: str, blank: bool) -> None:
        """A line, and itself without code and the captions of attributes, where pandoc sees no call."""
        start = DEFINITION.match(line)
        if start:
            self.within = start[1]
            self.define(fold(start[1]), Place(self.name, number, line.index("[") + 1))
        elif line.strip() and not line.startswith((" ", "\t")):
            self.listed = ITEM.match(line) is not None
            if blank or NEW_BLOCK.match(line):
                self.within = ""
        elif line.strip():
            self.indented(number, line, blank)
        if "caption=" in line and (OF_TABLE.match(line) or OF_PICTURE.match(line)):
            self.caption(number, line)
        if (first := REFERENCE.match(bare)) and bare[first.end() :].strip():
            self.begun.setdefault(fold(first[1]), Place(self.name, number, 1))
        for reference in REFERENCE.finditer(bare, start.end() if start else 0):
            self.call(reference[1], Place(self.name, number, reference.start() + 1))
        for broken in BROKEN.finditer(bare):
            if broken[0].startswith("^[^") and RAISED.search(bare, 0, broken.start()):
                continue  # the caret closes raised letters, and a note follows them
            hint = "write [^1] where the note belongs, and at the end of the file [^1]: …"
            place = Place(self.name, number, broken.start() + 1)
            if spaced := SPACED.fullmatch(broken[0]):
                hint = f"a label has no space: write [^{spaced[1]}]"
            if "[^" in broken[0]:  # pandoc reads it as a call all the same where the label without its space is one
                self.literal.append(place.right(broken[0].index("[^")))
            shown = shortened(broken[0], LONGEST_QUOTED)
            self.findings.append(found("note-missing", f"“{shown}” calls no note", place, hint))

    def define(self, label: str, place: Place) -> None:
        if label in self.defined:
            message = f"[^{self.within}] is defined a second time; the first is in line {self.defined[label].line}"
            self.findings.append(found("note-duplicate", message, place, "give it a label of its own"))
        self.defined.setdefault(label, place)

    def indented(self, number: int, line: str, blank: bool) -> None:
        """What stands below a note or in a list with a margin of its own."""
        place = Place(self.name, number, len(line) - len(line.lstrip()) + 1)
        if (self.within or self.listed) and (definition := INDENTED.match(line)):
            message = f"the note [^{definition[1]}] is defined within another block"
            self.findings.append(found("note-indented", message, place, "begin it at the beginning of a line"))
        elif self.within and blank and SHALLOW.match(line):
            message = f"this stands below the note [^{self.within}] and does not belong to it"
            hint = "indent it by four spaces, or not at all where it is text"
            self.findings.append(found("note-indented", message, place, hint))

    def caption(self, number: int, line: str) -> None:
        """The notes that the caption of a table or a picture calls. pandoc takes it for letters."""
        for caption in CAPTION.finditer(line):
            for reference in REFERENCE.finditer(line, caption.start(), caption.end()):
                place = Place(self.name, number, reference.start() + 1)
                if self.within:
                    self.call(reference[1], place)
                else:
                    self.unseen.append((reference[1], place))

    def call(self, label: str, place: Place) -> None:
        if not self.within:
            self.body.append((label, place))
            return
        self.literal.append(place)
        message = f"the note [^{self.within}] refers to the note [^{label}]"
        self.findings.append(found("note-nested", message, place, "write the second note's text into the first"))


def orphan(label: str, place: Place | None) -> Diagnostic:
    """The finding for a note that nothing refers to."""
    hint = f"put [^{label}] where the note belongs, or allow note-orphan to print it without a reference"
    return found("note-orphan", f"nothing refers to the note [^{label}]", place, hint)


def _without_captions(line: str) -> str:
    return CAPTION.sub(blanked, line) if "caption=" in line else line
