"""The words of a paragraph of Markdown: its text in, the text without markup and the notes it calls out; pure.

A reader of its own, left to right, that knows as much of CommonMark and pandoc's extensions as docs/manuscript.md
teaches. It never asks pandoc: what pandoc or the tree should lose, this must see.
"""

import html
import html.entities
import re
from collections.abc import Collection

from msgspec import Struct, field

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
DROPPED = frozenset("*~^")
PLAIN = re.compile(r"\]?[^*~^\[\]\\`<!&{]*")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
CALL = re.compile(r"\[\^([^\]\n]{1,999})\]")
PAIR = r"""\.[\w-]+|\#[\w:.-]+|[\w:-][\w:.-]*=(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s"'{}]*)"""
ATTRIBUTES = re.compile(rf"\{{\s*(?:{PAIR})(?:\s+(?:{PAIR}))*\s*\}}")
RAW = re.compile(r"\{=(\w+)\}")
CAPTION = re.compile(r"""caption=(?:"((?:\\.|[^"\\])*)"|([^\s"{}]+))""")
TITLE = r"""(?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?"""
TARGET = re.compile(
    rf"\(\s*(?:<(?:\\.|[^<>\\\n])*>|(?:\\.|[^\s()\\<]|\((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*\))"
    rf"(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*\))*)?{TITLE}\s*\)"
)
REFERENCE = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]")
TICKS = re.compile(r"`+")


class Inline(Struct):
    """What a paragraph says. `text` gathers its parts, `calls` the labels of the notes that it calls, folded."""

    notes: Collection[str]
    links: Collection[str]
    text: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def read(self, source: str) -> "Inline":
        """Reads a paragraph; a picture alone in it is a figure and gives its caption."""
        if (figure := _picture(source.strip(), 0, self.links)) and figure.end == len(source.strip()):
            words = caption(figure.attributes)
            if words is not None:
                self.text.append(CALL.sub(self.called, words))
                return self
            return self.run(figure.alt)
        return self.run(source)

    def called(self, call: re.Match[str]) -> str:
        """What a caption says where it may call a note."""
        if call[1].casefold() not in self.notes:
            return call[0]
        self.calls.append(call[1].casefold())
        return ""

    def run(self, source: str) -> "Inline":
        at, opened = 0, 0
        while at < len(source):
            character = source[at]
            if character in DROPPED:
                at += 1
            elif character == "[":
                call = CALL.match(source, at)
                if call:
                    self.call(call)
                    at = call.end()
                else:
                    opened, at = opened + 1, at + 1
            elif character == "]" and opened:
                opened, at = opened - 1, self.behind(source, at + 1)
            elif character in "\\`<!&{":
                at = self.special(source, at)
            else:
                run = PLAIN.match(source, at)
                assert run
                self.text.append(run[0])
                at = run.end()
        return self

    def call(self, call: re.Match[str]) -> None:
        """The call of a note; without one it is set as it was typed, and is no link's text either."""
        if call[1].casefold() in self.notes:
            self.calls.append(call[1].casefold())
        else:
            self.text.append(call[0])

    def special(self, source: str, at: int) -> int:
        """Something that begins with a character of meaning; where it ends."""
        match source[at]:
            case "\\":
                if at + 1 < len(source) and source[at + 1] in PUNCTUATION:
                    self.text.append(source[at + 1])
                    return at + 2
            case "`":
                return self.code(source, at)
            case "<":
                return self.angle(source, at)
            case "!":
                if picture := _picture(source, at, self.links):
                    return picture.end
            case "&":
                if entity := ENTITY.match(source, at):
                    self.text.append(decoded(entity[0]))
                    return entity.end()
            case _:
                if attributes := ATTRIBUTES.match(source, at):
                    return attributes.end()
        self.text.append(source[at])
        return at + 1

    def code(self, source: str, at: int) -> int:
        """A span of code is as it is; raw HTML in one (`{=html}`) is tags."""
        span = code_span(source, at)
        if span is None:
            end = at + len(TICKS.match(source, at)[0])  # type: ignore[index]  # there is a tick
            self.text.append(source[at:end])
            return end
        inside, end = span
        if raw := RAW.match(source, end):
            self.text.append(TAG.sub("", inside) if raw[1] == "html" else "")
            return raw.end()
        self.text.append(inside)
        return end

    def angle(self, source: str, at: int) -> int:
        if link := AUTOLINK.match(source, at):
            self.text.append(link[1])
            return link.end()
        if mark := COMMENT.match(source, at) or TAG.match(source, at):
            self.text.append(" " if mark[0].lower().startswith("<br") else "")
            return mark.end()
        self.text.append("<")
        return at + 1

    def behind(self, source: str, at: int) -> int:
        """Where a link's target ends, which stands behind its text."""
        if target := TARGET.match(source, at):
            return target.end()
        reference = REFERENCE.match(source, at)
        if reference and label(reference[1]) in self.links:
            return reference.end()
        self.text.append("]")
        return at


class Picture(Struct, frozen=True):
    """A picture's text, attributes and end."""

    alt: str
    attributes: str
    end: int


def _picture(source: str, at: int, links: Collection[str]) -> Picture | None:
    if not source.startswith("![", at) or CALL.match(source, at + 1):
        return None
    close = _closing(source, at + 1)
    if close is None:
        return None
    alt = source[at + 2 : close]
    behind = TARGET.match(source, close + 1)
    if behind is None:
        reference = REFERENCE.match(source, close + 1)
        if reference and label(reference[1] or alt) in links:
            behind = reference
        elif label(alt) not in links:
            return None
    end = behind.end() if behind else close + 1
    attributes = ATTRIBUTES.match(source, end)
    return Picture(alt, attributes[0] if attributes else "", attributes.end() if attributes else end)


def _closing(source: str, at: int) -> int | None:
    """Where the bracket that opens at `at` closes; code spans and escapes are stepped over."""
    depth = 0
    while at < len(source):
        match source[at]:
            case "\\":
                at += 1
            case "`":
                span = code_span(source, at)
                at = span[1] - 1 if span else at
            case "[":
                depth += 1
            case "]":
                depth -= 1
                if not depth:
                    return at
            case _:
                pass
        at += 1
    return None


def code_span(source: str, at: int) -> tuple[str, int] | None:
    """The inside and the end of the span of code that opens at `at`; None where no run of ticks closes it."""
    opening = TICKS.match(source, at)
    assert opening
    for closing in TICKS.finditer(source, opening.end()):
        if len(closing[0]) == len(opening[0]):
            return source[opening.end() : closing.start()], closing.end()
    return None


def label(text: str) -> str:
    """The label of a link's definition as it is compared."""
    return " ".join(text.split()).casefold()


def decoded(text: str) -> str:
    """The text with its entities as characters. A name that HTML does not know is no entity, even where it begins
    with one: `html.unescape` makes `¬anentity;` of `&notanentity;` (CommonMark 2.5)."""
    return ENTITY.sub(lambda entity: html.unescape(entity[0]) if _known(entity[0][1:]) else entity[0], text)


def _known(entity: str) -> bool:
    return entity.startswith("#") or entity in html.entities.html5


def caption(attributes: str) -> str | None:
    """The words of a `caption=` among attributes: no Markdown, but calls of notes, for they are set as they stand."""
    found = CAPTION.search(attributes)
    return _unescaped(found[1] or found[2] or "") if found else None


def _unescaped(text: str) -> str:
    return decoded(re.sub(r"\\([^\w\s])", r"\1", text))
