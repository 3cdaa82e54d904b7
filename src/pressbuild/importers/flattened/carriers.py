"""What carried a text and is none of it: lines in, an e-mail's head or Project Gutenberg's head and licence out, with
what they say of title, authors and date. Pure.

A head is lines of known labels (`From:`, `Subject:`, `Title:`), two at least and one that names the text, at the top of
all or below a line that says that a message was forwarded. What stands above that line is the sender's and stays.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.dates import iso_date
from pressbuild.importers.flattened.front import FrontLine, FrontPage
from pressbuild.importers.flattened.lines import Line

MAIL, GUTENBERG, LICENCE = "an e-mail’s head", "Project Gutenberg’s head", "Project Gutenberg’s licence"
SIGNATURE = "an e-mail’s signature"
SIGNED = re.compile(r"--[ \t]?")  # a line by itself (RFC 3676, 4.3)
LONGEST_SIGNATURE = 10  # lines
AGAIN = "said in the head above it"
LABELS = {
    "title": "subject|betreff|objet|asunto|oggetto|onderwerp|title|titel|titre|título|titolo",
    "author": "from|von|de|da|van|author|autor|auteur|autore",
    "translator": "translator|übersetzer|traducteur|traductor",
    "editor": "editor|herausgeber",
    "date": "date|sent|datum|gesendet|envoyé|fecha|data|verzonden",
    "": "to|an|à|para|aan|cc|bcc|kopie|reply-to|message-id|mime-version|content-type|content-transfer-encoding|received"
    "|return-path|delivered-to|in-reply-to|references|importance|attachments?|anlagen?|x-[a-z-]+|release date"
    "|posting date|last updated|most recently updated|language|credits|produced by|illustrator|character set encoding"
    "|original publication",
}
LABEL = re.compile(
    "(?:" + "|".join(f"(?P<{role or 'other'}>{names})" for role, names in LABELS.items()) + r"):[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"-{4,}\s*(?=.*[^\W\d_]).*?-{4,}|(?:begin forwarded message|anfang der weitergeleiteten nachricht)\s*:",
    re.IGNORECASE,
)
STARS = re.compile(r"\*{3}\s*start of (?:the |this )?project gutenberg.*|\*end\*?\s*the small print!.*", re.IGNORECASE)
ENDS = re.compile(
    r"\W*end of (?:the |this )?project gutenberg.*|\W*start:? full license\W*|the full project gutenberg license",
    re.IGNORECASE,
)
PRODUCED = re.compile(
    r"(?:produced|e-?text prepared|transcribed|this e-?text was prepared) (?:by|from)\b.*", re.IGNORECASE
)
REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|sv|antw)\s*:\s*)+", re.IGNORECASE)
SUBTITLE = re.compile(r"(?<=\w[^\W_])[;:.,]?[ \t]*\r?\n\s*(?=[A-Z])")  # a title's second line
ADDRESS = re.compile(r"\s*(?:<[^<>]*>|\[[^\[\]]*\]|\([^()]*@[^()]*\))\s*$")
DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\.?\s+[^\W\d_]{3,9}\.?,?\s+\d{4}|[^\W\d_]{3,9}\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d"
)
TOP = 15  # lines that a sender may write above what he forwards
SEARCHED = 400  # lines, within which Gutenberg's head ends
FEWEST = 2  # labels


class Carrier(Struct, frozen=True):
    """What carried a text: its kind; the text's lines are [first, last) of all; `above` is what a sender wrote above a
    forwarded message, its lines [0, above). The spans that are left out with their reasons, the front matter that the
    head gives, and the spans of both, in which nothing else is looked for."""

    kind: str
    first: int
    last: int
    above: int
    gone: tuple[tuple[int, int, str], ...]
    fields: tuple[FrontLine, ...]
    hidden: tuple[tuple[int, int], ...]

    def text_lines(self, lines: Sequence[Line | None]) -> list[Line | None]:
        """The lines of the text alone."""
        if not self.above:
            return list(lines[self.first : self.last])
        begin = next((index for index in range(self.first, self.last) if lines[index]), self.last)
        end = next((index for index in range(self.above, 0, -1) if lines[index - 1]), 0)
        return [*lines[:end], None, *lines[begin : self.last]]

    def hide(self, text: str) -> str:
        """The text with blanks in the place of what carried it, so that offsets stay."""
        for start, end in self.hidden:
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text

    def carried(self) -> list[tuple[int, int, int]]:
        """The words of the front matter that stand before those above the head, with their place there."""
        return [(field.start, field.end, 0) for field in self.fields if self.above and not field.value]


class _Label(Struct, frozen=True):
    """A labelled line of a head and those that go on with it: its role (empty: none), where its value begins and
    ends."""

    role: str
    line: Line
    start: int
    end: int
    last: int  # the index of its last line


def carrier(text: str, lines: Sequence[Line | None]) -> Carrier | None:
    """The carrier of a text, if it has one."""
    return _gutenberg(text, lines) or _mail(text, lines)


# --- Project Gutenberg ---------------------------------------------------------------------------------------------


def _gutenberg(text: str, lines: Sequence[Line | None]) -> Carrier | None:
    start = next((i for i, line in enumerate(lines[:SEARCHED]) if line and _is(STARS, text, line)), None)
    end = next((i for i, line in enumerate(lines) if line and i > (start or 0) and _is(ENDS, text, line)), len(lines))
    if start is None and end == len(lines):
        return None
    first = 0 if start is None else _behind_head(text, lines, start)
    labels = [] if start is None else list(_labels(text, lines, range(start)))
    fields = tuple(_fields(text, labels))
    gone = [(*span, GUTENBERG) for span in _spans(lines, 0, first, fields)]
    gone += [(*span, LICENCE) for span in _spans(lines, end, len(lines), ())]
    hidden = (*_spans(lines, 0, first, ()), *_spans(lines, end, len(lines), ()))
    return Carrier(GUTENBERG, first, end, 0, tuple(gone), fields, hidden)


def _behind_head(text: str, lines: Sequence[Line | None], start: int) -> int:
    """The first line of the text: behind the stars, which may take two lines, and who produced the file."""
    first = start + 1
    while first < len(lines) and (line := lines[first]) and not text[: line.start].rstrip().endswith("***"):
        first += 1
    below = next((i for i in range(first, len(lines)) if lines[i]), len(lines))
    line = lines[below] if below < len(lines) else None
    if line and _is(PRODUCED, text, line):
        while below < len(lines) and lines[below]:
            below += 1
        return below
    return first


# --- e-mails -------------------------------------------------------------------------------------------------------


def _mail(text: str, lines: Sequence[Line | None]) -> Carrier | None:
    """An e-mail's head on top of a text, or that of a message which the text above forwards."""
    shown = [index for index, line in enumerate(lines[: 4 * TOP]) if line][:TOP]
    for place, index in enumerate(shown):
        line = lines[index]
        forwarded = line and _is(FORWARDED, text, line)
        if place and not forwarded:
            continue
        top = shown[place + 1] if forwarded and place + 1 < len(shown) else index
        labels = list(_labels(text, lines, range(top, len(lines)), close=True))
        named = {label.role for label in labels} & {"title", "author"}
        if len(labels) < FEWEST or not named:
            continue
        first = labels[-1].last + 1
        fields = tuple(_fields(text, labels))
        gone = tuple((*span, MAIL) for span in _spans(lines, index, first, fields))
        last = _signature(text, lines, first)
        signed = tuple(_spans(lines, last, len(lines), ()))
        gone += tuple((*span, SIGNATURE) for span in signed)
        return Carrier(MAIL, first, last, index, gone, fields, (*_spans(lines, index, first, ()), *signed))
    return None


def _signature(text: str, lines: Sequence[Line | None], first: int) -> int:
    """The line at which a message's signature begins; behind its last line where it has none."""
    shown = [index for index in range(first, len(lines)) if lines[index]][-LONGEST_SIGNATURE:]
    signed = (index for index in shown[1:] if (line := lines[index]) and _is(SIGNED, text, line))
    return next(signed, len(lines))


def _labels(text: str, lines: Sequence[Line | None], indexes: range, *, close: bool = False) -> Iterator[_Label]:
    """The labelled lines among some, with the indented ones below each; `close`: up to the first that is none."""
    index = indexes.start
    while index < indexes.stop:
        line = lines[index]
        found = LABEL.match(text, line.start, line.end) if line else None
        if line is None or found is None:
            if close:
                return
            index += 1
            continue
        last, end = index, line.end
        while last + 1 < indexes.stop and (below := lines[last + 1]) and below.indent > line.indent:
            last, end = last + 1, below.end
        role = next(name for name, value in found.groupdict().items() if value is not None and name != "value")
        yield _Label("" if role == "other" else role, line, found.start("value"), end, last)
        index = last + 1


def _fields(text: str, labels: Sequence[_Label]) -> Iterator[FrontLine]:
    """What labelled lines say, a role once: the first that says it."""
    taken: set[str] = set()
    for label in labels:
        value = " ".join(text[label.start : label.end].split())
        if not label.role or label.role in taken or not value:
            continue
        if label.role == "title":
            reply = REPLY.match(text, label.start, label.end)
            start = reply.end() if reply else label.start
            if start >= label.end:
                continue
            subtitle = SUBTITLE.search(text, start, label.end)
            yield FrontLine("title", label.line.number, start, subtitle.start() if subtitle else label.end)
            if subtitle:
                yield FrontLine("subtitle", label.line.number + 1, subtitle.end(), label.end)
        elif label.role == "date":
            found = DAY.search(value)
            if found is None or not (date := iso_date(found[0])):
                continue
            yield FrontLine("date", label.line.number, label.start, label.end, (date,))
        elif names := _names(text[label.start : label.end]):
            yield FrontLine(label.role, label.line.number, label.start, label.end, names)
        else:
            continue
        taken.add(label.role)


def _names(value: str) -> tuple[str, ...]:
    """The names in a label's lines, a name a line, without addresses, the family name behind; an address is no name."""
    names = []
    for line in value.splitlines():
        name = ADDRESS.sub("", line).strip().strip("\"'").strip()
        family, _, given = name.partition(", ")
        if given and len(family.split()) == 1 and len(given.split()) <= 2:
            name = f"{given} {family}"
        if name and "@" not in name:
            names.append(name)
    return tuple(names)


def _spans(
    lines: Sequence[Line | None], first: int, last: int, fields: Sequence[FrontLine]
) -> Iterator[tuple[int, int]]:
    """The lines [first, last) without what the front matter has of them: a span of them all where it has nothing."""
    shown = [line for line in lines[first:last] if line]
    if not shown:
        return
    kept = sorted((field.start, field.end) for field in fields)
    edges = [shown[0].start, *(edge for span in kept for edge in span), shown[-1].end]
    for start, end in list(pairwise(edges))[::2]:
        if start < end:
            yield start, end


def _is(pattern: re.Pattern[str], text: str, line: Line) -> bool:
    return pattern.fullmatch(text, line.start, line.end) is not None


# --- the front page ------------------------------------------------------------------------------------------------


def with_fields(text: str, own: FrontPage, by: Carrier | None) -> tuple[FrontPage, tuple[tuple[int, int, str], ...]]:
    """The front matter of a text that has a front page of its `own`, with what its carrier says; and what is left out
    because the other says it. A subject that a text's own title page does not have gives way to that."""
    if by is None:
        return own, ()
    fields = {field.role: field for field in by.fields}
    title, named = own.first("title"), fields.get("title")
    if title is None or by.above:
        return FrontPage(by.fields, 0), ()
    alike = named is None or _alike(text[title.start : title.end], text[named.start : named.end])
    if not alike and by.kind == MAIL and len(own.lines) > 1:
        taken = {line.role for line in own.lines}
        kept = tuple(field for role, field in fields.items() if role not in taken)
        gone = tuple((field.start, field.end, MAIL) for role, field in fields.items() if role in taken)
        return FrontPage((*kept, *own.lines), own.blocks, own.cut), gone
    if not alike:
        return FrontPage(by.fields, 0), ()
    kept = tuple(line for line in own.lines if line.role not in fields)
    gone = tuple((line.start, line.end, AGAIN) for line in own.lines if line.role in fields)
    return FrontPage((*by.fields, *kept), own.blocks, own.cut), gone


def _alike(one: str, other: str) -> bool:
    """Do two titles say the same, or one the beginning of the other?"""
    first, second = (re.sub(r"[\W_]+", "", title).casefold() for title in (one, other))
    return first.startswith(second) or second.startswith(first)
