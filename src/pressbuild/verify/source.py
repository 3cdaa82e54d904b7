"""The words of a manuscript, taken from its source text and not from the tree: source in, `Words` out; pure.

Markdown's blocks are told apart line by line and `inline` strips their markup. A word is a run of letters and figures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from msgspec import Struct, field

from pressbuild.verify.inline import RAW, TAG, Inline, caption, decoded, label
from pressbuild.verify.tables import Table, is_table

WORD = re.compile(r"[^\W_]+")
FENCE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})(.*)")
DIVISION = re.compile(r"\s*:{3,}(.*)")
QUOTE = re.compile(r" {0,3}>[ ]?")
BULLET = re.compile(r"([-+*:])(?=\s|$)\s{0,4}")
NUMBER = re.compile(r"(\d{1,9})[.)](?=\s|$)\s{0,4}")
NEW_BLOCK = re.compile(r" {0,3}(#{1,6}\s|>|:::|[-+*:]\s|\d{1,9}[.)]\s|`{3}|~{3}|<)")
DEFINITION = re.compile(
    r"""^[ ]{0,3}\[(?!\^[^\]])((?:\\.|[^\[\]\\])+)\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)"""
    r"""(?:[ \t]*\n?[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$""",
    re.MULTILINE,
)
# A comment within a paragraph ends with it; one that begins a line goes on over empty lines (CommonMark 4.6, 6.6).
COMMENT_OR_CODE = re.compile(
    r"\\.|(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)|^ {0,3}(?:<!--.*?-->[ \t]*)+|<!--(?:(?!\n[ \t]*\n).)*?-->",
    re.DOTALL | re.MULTILINE,
)
HTML_BLOCK = re.compile(
    r"""[ ]{0,3}</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|div|dl|dt
    |fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|p|pre
    |section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
LONE_TAG = re.compile(r"[ ]{0,3}" + TAG.pattern + r"\s*", TAG.flags)
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
CODE_MARGIN = 4  # spaces from which a line is code
KEY = re.compile(r"(\w+):")
CALL = re.compile(r"(?<!\\)\[\^([^\]\n]{1,999})\]")
FRONT = ("kicker", "title", "subtitle", "standfirst")  # in the order of a page
NAMES = ("author", "translator", "editor")  # which stand below them
CALLING = (*FRONT, *NAMES)


class Words(Struct, frozen=True):
    """The words of the body in reading order, those of each note by label, in the order of the file, and how often
    each note is called, in the order of the first calls; labels are folded to one case. `front` holds the words of
    the texts of the front matter by key; None where it cannot be read any more, a replacement having been made in it.
    `order` is that of the notes in the editions.
    """

    body: tuple[str, ...]
    notes: dict[str, tuple[str, ...]]
    calls: dict[str, int]
    front: dict[str, tuple[str, ...]] | None
    order: tuple[str, ...]


def source_words(source: str, calling: Sequence[str] = CALLING) -> Words:
    """The words of a manuscript's source text, whose page has the keys of its front matter in this order."""
    front, text = split_front(source.replace("\r\n", "\n").replace("\r", "\n"))
    text = COMMENT_OR_CODE.sub(lambda found: "" if found[0].lstrip().startswith("<") else found[0], text)
    body, notes = _parts(text)
    links = {label(found[1]) for found in DEFINITION.finditer(text)}
    above = _called(front, calling)
    calls = {name: 0 for name in above if name in notes}
    for name in above:
        calls[name] = calls.get(name, 0) + 1 if name in notes else 0
    main = _Reader(notes, links).read(body)
    for name in main.calls:
        calls[name] = calls.get(name, 0) + 1
    inside = {name: words(_Reader((), links).read(lines).text) for name, lines in notes.items()}
    counted = {name: count for name, count in calls.items() if count}
    return Words(words(main.text), inside, counted, _front_words(front, notes, links), in_order(counted, inside))


def words(text: str) -> tuple[str, ...]:
    """Runs of letters and figures, composed as Unicode composes them (UAX 15), for a PDF may hold ligatures. Signs
    that only say where a line may end or which way it runs are in no word, and do not part two."""
    return tuple(WORD.findall(text if text.isascii() else normalize("NFKC", UNSEEN.sub("", text))))


def in_order(calls: Mapping[str, int], notes: Mapping[str, object]) -> tuple[str, ...]:
    """The labels in the order of the editions: by first call, then those that nothing calls."""
    called = {label: None for label, count in calls.items() if count > 0 and label in notes}
    return (*called, *(label for label in notes if label not in called))


def split_front(source: str) -> tuple[list[str], str]:
    """The lines of the front matter, and the rest."""
    lines = source.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() == "---" and "".join(lines[1:2]).strip():
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() in ("---", "..."):
                return lines[1:number], "\n".join(lines[number + 1 :])
    return [], source


def _front_words(front: list[str], notes: Mapping[str, object], links: set[str]) -> dict[str, tuple[str, ...]] | None:
    values = front_values(front)
    if values is None:
        return None
    texts = {key: said.strip() for key in FRONT if isinstance(said := values.get(key), str)}
    return {key: words("".join(Inline(notes, links).run(text).text)) for key, text in texts.items()}


def front_values(front: list[str]) -> dict[str, str | tuple[str, ...]] | None:
    """The texts and lists of a front matter by key; None where it cannot be read."""
    import yaml

    try:
        root = yaml.compose("\n".join(front), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    values = {key.value: node.value for key, node in root.value} if isinstance(root, yaml.MappingNode) else {}
    return {
        key: value if isinstance(value, str) else tuple(str(getattr(item, "value", "")) for item in value)
        for key, value in values.items()
    }


def _called(front: list[str], calling: Sequence[str]) -> list[str]:
    """The notes that texts and names of the front matter call, in the order of a page."""
    called: dict[str, list[str]] = {name: [] for name in calling}
    key = ""
    for line in front:
        if start := KEY.match(line):
            key = start[1]
        if key in called:
            called[key] += [call.casefold() for call in CALL.findall(line)]
    return [name for key in calling for name in called[key]]


def _parts(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """The lines of the body and those of each note, whose first definition counts. A note ends where an unindented
    line follows a blank one or begins a block of its own."""
    body: list[str] = []
    notes: dict[str, list[str]] = {}
    current, quoted, blank, fence = body, False, True, ""
    for line in text.split("\n"):
        inside = _unwrapped(line)
        mark = FENCE.match(inside)
        begun = None if fence else _note_begun(inside)
        rest = QUOTE.sub("", line, count=1) if quoted else line
        if begun:
            current, quoted = [], ">" in line.removesuffix(inside)
            notes.setdefault(begun[0].casefold(), current)
            line = begun[1].lstrip()  # noqa: PLW2901  # what follows belongs to the note
            mark = FENCE.match(line)
        elif current is not body and _ends_note(line, rest, quoted=quoted, blank=blank):
            current, quoted = body, False
        elif current is not body:
            line = re.sub(r"^(?: {1,4}|\t)", "", rest)  # noqa: PLW2901  # a note's own margin
        if mark:
            fence = _fence_after(fence, mark)
        blank = not rest.strip()
        current.append(line)
    return body, notes


def _note_begun(line: str) -> tuple[str, str] | None:
    """The label of the note that begins in a line without marks of quotations and lists, and its first words."""
    bare = line.lstrip(" ")
    label, colon, said = bare.removeprefix("[^").partition("]:")
    defined = bare.startswith("[^") and len(line) - len(bare) < CODE_MARGIN and label and "]" not in label
    return (label, said) if colon and defined else None


def _ends_note(line: str, rest: str, *, quoted: bool, blank: bool) -> bool:
    if not rest.strip() or (rest.startswith((" ", "\t")) and (not quoted or QUOTE.match(line))):
        return False
    return blank or NEW_BLOCK.match(rest) is not None or (quoted and not QUOTE.match(line))


def _unwrapped(line: str) -> str:
    """A line without the marks of quotations and lists before it."""
    while mark := QUOTE.match(line) or BULLET.match(line.lstrip()) or NUMBER.match(line.lstrip()):
        line = (line if line.startswith(mark[0]) else line.lstrip())[mark.end() :]
    return line


def _fence_after(fence: str, mark: re.Match[str]) -> str:
    """The fence that is open behind a line with a fence."""
    if not fence:
        return mark[1]
    return "" if mark[1].startswith(fence) and not mark[2].strip() else fence


ABOVE = re.compile(r"\s*(?:[Tt]able)?:[ ]+")  # before a table’s caption above it


class _Reader(Struct):
    """Reads lines as blocks. `paragraph` gathers the lines of one, or of a block of `html`, which stands in so many
    `quotes` and, in a list, so far from the `margin`; after a `term`, a line may define it, and after a `table` may be
    its caption, which the paragraph is where it is `above` one; `signed` is where a paragraph has the sign of a caption
    that stands above its table; of the open `divisions` those of a table are true; `text` is what was read."""

    notes: Mapping[str, object] | tuple[()]
    links: set[str]
    parts: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    quotes: int = 0
    margin: int = 0
    term: bool = False
    html: bool = False
    table: Table | None = None
    above: Table | None = None
    signed: Table | None = None
    divisions: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    def read(self, lines: list[str]) -> "_Reader":
        remaining = iter(lines)
        blank = True
        for line in remaining:
            if not line.strip():
                self.close()
            elif self.html and (inside := self.inside(line)):
                self.paragraph.append(inside)
            elif blank and not self.margin and line.startswith(("    ", "\t")):
                self.parts.append(line)  # a block of code
                continue
            elif opening := FENCE.match(_unwrapped(line)):
                self.close()
                self.fenced(opening, remaining)
            else:
                self.line(line, blank=blank)
            blank = not line.strip()
        self.close()
        return self

    def close(self) -> None:
        """The paragraph is whole, or the block of HTML."""
        if self.html:
            self.parts.append(_untagged("\n".join(self.paragraph)))
            self.paragraph, self.html, self.term, self.table = [], False, False, None
        elif self.paragraph:
            text = "\n".join(self.paragraph)
            while definition := DEFINITION.match(text):  # it cannot go on with a paragraph (CommonMark 4.7)
                text = text[definition.end() :].lstrip("\n")
            inline = Inline(self.notes, self.links).read(text)
            at = self.above or Table(len(self.parts), len(self.calls), self.quotes, self.margin)
            self.parts.insert(at.parts, "".join(inline.text))
            self.calls[at.calls : at.calls] = inline.calls
            tabular = not self.above and is_table(self.paragraph)
            calls = len(self.calls) - len(inline.calls)
            if tabular and self.signed == Table(at.parts - 1, calls, at.quotes, at.margin):
                self.parts[at.parts - 1] = ABOVE.sub("", self.parts[at.parts - 1], count=1)
                tabular = False  # it has its caption
            self.table = at if tabular else None
            captions = ABOVE.match(text) and not self.above
            self.signed = Table(at.parts, len(self.calls), at.quotes, at.margin) if captions else None
            self.paragraph, self.above = [], None
            self.term = True

    def line(self, line: str, *, blank: bool) -> None:
        if blank and not line.startswith((" ", "\t")) and not (BULLET.match(line) or NUMBER.match(line)):
            self.margin = 0
        rest = self.unmarked(line)
        if division := DIVISION.match(rest):
            self.close()
            self.divided(division[1])
            if "table" in division[1] and (said := caption(division[1])) is not None:
                inline = Inline(self.notes, self.links)
                self.parts.append(CALL.sub(inline.called, said))
                self.calls += inline.calls
            return
        if not rest.strip():
            self.close()  # what parts paragraphs of a quotation
        elif not self.paragraph and begins_html(rest.lstrip() if self.margin else rest):
            self.html = True
            self.paragraph.append(rest)
        elif rest.lstrip().startswith("#"):
            self.close()  # a heading is a paragraph of its own
            self.paragraph.append(rest)
            self.close()
            self.term = False
        else:
            self.paragraph.append(rest)

    def divided(self, said: str) -> None:
        """A division begins or ends. What stands below that of a table stands below the table."""
        if said.strip():
            self.divisions.append(".table" in said)
        if said.strip() or not (self.divisions and self.divisions.pop()):
            self.table = None

    def unmarked(self, line: str) -> str:
        """A line without the marks of quotations and lists. A number other than 1 begins an item only where no
        paragraph stands that the line could go on with (CommonMark 5.2)."""
        quotes = column = 0
        while True:
            stripped = line.lstrip()
            column += len(line) - len(stripped)
            if quote := QUOTE.match(line):
                quotes, column = quotes + 1, 0
                line = line[quote.end() :]
                continue
            number = NUMBER.match(stripped)
            free = not self.paragraph or quotes < self.quotes or column < self.margin
            bullet = None if stripped.startswith(":") and not (self.term or self.paragraph) else BULLET.match(stripped)
            mark = bullet or (number if number and (free or int(number[1]) == 1) else None)
            if mark is None:
                if not self.paragraph:
                    self.quotes = quotes
                    self.margin = self.margin if column >= self.margin else 0
                return line
            self.close()
            below = bullet and stripped.startswith(":") and self.table
            self.above = below if below and (below.quotes, below.margin) == (quotes, column) else None
            column += mark.end()
            self.margin = column
            line = stripped[mark.end() :]

    def fenced(self, opening: re.Match[str], remaining: Iterator[str]) -> None:
        self.term, self.table = False, None
        raw = RAW.search(opening[2])
        for line in remaining:
            closing = FENCE.match(QUOTE.sub("", line))
            if closing and not _fence_after(opening[1], closing):
                return
            if not raw:
                self.parts.append(line)
            elif raw[1] == "html":
                self.parts.append(_untagged(line))

    def inside(self, line: str) -> str:
        """A line of the block of HTML that is being read, without the marks of its quotation; empty where the block has
        ended: at a blank line, and with the quotation or the item that it stands in."""
        for _ in range(self.quotes):
            quote = QUOTE.match(line)
            line = line[quote.end() :] if quote else ""
        if not line.strip() or len(line) - len(line.lstrip()) < self.margin:
            self.close()
            return ""
        return line


def begins_html(line: str) -> bool:
    """Does a line begin a block of HTML, which holds no Markdown? A tag for blocks does, and any other that stands
    alone where no paragraph goes on (CommonMark 4.6, kinds 6 and 7)."""
    return bool(HTML_BLOCK.match(line) or LONE_TAG.fullmatch(line))


def _untagged(text: str) -> str:
    return decoded(TAG.sub(" ", text))
